package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Timeline draws events along an axis of time that zooms from decades to single
// days. A single day is a dot, a stretch of days a bar, with open ends where
// the event lies somewhere between; what the analyst kept is filled, what is
// only suggested hollow. Events that stand too close to be told apart are one
// mark with their number, which opens by zooming in.
//
// The wheel over the axis, or with Ctrl, zooms around the pointer; dragging and
// the wheel elsewhere move through time, on a page only with Shift. Keys: left
// and right go from event to event in order of date, Enter chooses, + and -
// zoom, 0 shows all, Page Up and Page Down (and Shift with left and right) move.
type Timeline struct {
	widget.BaseWidget
	onPage
	OnChoose    func(id int64)
	OnSecondary func(id int64, at fyne.Position) // the menu button or key; at in canvas coordinates

	events  []timelineEvent
	ruler   *ruler
	scale   timeScale
	touched bool // the user has moved or zoomed: the view is not fitted any more
	chosen  int64
	cursor  int // index of the event with the keyboard, -1: none

	focused, byMouse, shift bool
	modifiers               func() fyne.KeyModifier

	marks     []timeMark
	clustered bool
	laid      timelineKey // what marks were made for
	changes   int         // how often the events were replaced

	drawing timelineDrawing
	hovered int // index of drawing.shown, -1: none
	ring    *canvas.Rectangle
}

// timelineKey is what the marks depend on; where the view stands is not.
type timelineKey struct {
	perDay         float64
	lanes, changes int
}

const (
	axisHeight float32 = 40
	laneTop    float32 = axisHeight + 8
	laneStep   float32 = 24
	laneHeight float32 = 18
	zoomStep           = 1.25
)

// NewTimeline makes a timeline without events.
func NewTimeline() *Timeline {
	t := &Timeline{ruler: newRuler(small), cursor: -1, hovered: -1, ring: newRing(look.RadiusField),
		modifiers: func() fyne.KeyModifier {
			if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
				return d.CurrentKeyModifiers()
			}
			return 0
		}}
	t.self = t
	t.ExtendBaseWidget(t)
	return t
}

// SetEvents replaces the events. All of them are shown until the user moves or
// zooms; from then on the view stays.
func (t *Timeline) SetEvents(events []TimelineEvent) {
	id := int64(0)
	if t.cursor >= 0 {
		id = t.events[t.cursor].ID
	}
	t.events = sortedEvents(events, t.ruler.width)
	t.changes++
	t.cursor, t.hovered = t.index(id), -1
	t.Refresh()
}

// SetChosen marks an event as the chosen one and brings it into view; 0 marks
// none.
func (t *Timeline) SetChosen(id int64) {
	t.chosen = id
	if i := t.index(id); i >= 0 {
		t.cursor = i
		t.show(i)
	}
	t.Refresh()
}

// Chosen returns the ID of the chosen event, 0 when there is none.
func (t *Timeline) Chosen() int64 { return t.chosen }

// Fit shows all events, and goes on doing so when others come.
func (t *Timeline) Fit() {
	t.touched = false
	t.Refresh()
}

// ZoomIn comes closer to the event with the keyboard, or to the middle.
func (t *Timeline) ZoomIn() { t.zoom(t.focus(), zoomStep) }

// ZoomOut goes further away.
func (t *Timeline) ZoomOut() { t.zoom(t.focus(), 1/zoomStep) }

// focus is where zooming by key holds on to.
func (t *Timeline) focus() float32 {
	if t.cursor >= 0 {
		e := t.events[t.cursor]
		if x := t.scale.x(float64(e.first+e.last+1) / 2); x >= 0 && x <= t.Size().Width {
			return x
		}
	}
	return t.Size().Width / 2
}

func (t *Timeline) index(id int64) int {
	for i, e := range t.events {
		if e.ID == id && id != 0 {
			return i
		}
	}
	return -1
}

// bounds returns the first and last day of all events.
func (t *Timeline) bounds() (first, last int) {
	if len(t.events) == 0 {
		return 0, 0
	}
	first, last = t.events[0].first, t.events[0].last
	for _, e := range t.events {
		last = max(last, e.last)
	}
	return first, last
}

// zoom changes the scale around a place.
func (t *Timeline) zoom(x float32, factor float64) {
	if len(t.events) == 0 || t.Size().Width <= 0 {
		return
	}
	first, last := t.bounds()
	t.look(t.scale.zoomed(x, factor, first, last, t.Size().Width))
}

// pan moves the view by pixels, to the right of what is seen.
func (t *Timeline) pan(dx float32) {
	if len(t.events) > 0 && t.scale.perDay > 0 {
		s := t.scale
		s.from += float64(dx) / s.perDay
		t.look(s)
	}
}

// look changes the view by the user's hand.
func (t *Timeline) look(s timeScale) {
	first, last := t.bounds()
	t.scale = s.kept(first, last, t.Size().Width)
	t.touched = true
	t.hovered = -1
	untip(t)
	t.Refresh()
}

// show moves the view so that an event is in it.
func (t *Timeline) show(i int) {
	width := t.Size().Width
	if width <= 0 || t.scale.perDay <= 0 {
		return
	}
	margin := min(60, width/4)
	x0, x1 := t.scale.x(float64(t.events[i].first)), t.scale.x(float64(t.events[i].last+1))
	switch {
	case x1 < margin:
		t.pan(min(x1-margin, x0-margin))
	case x0 > width-margin*2:
		t.pan(x0 - width + margin*2)
	}
}

// open zooms in on the events of a cluster. It reports false where that would
// not part them.
func (t *Timeline) open(cluster []int) bool {
	first, last := t.events[cluster[0]].first, t.events[cluster[len(cluster)-1]].first
	if first == last || t.scale.perDay >= mostPerDay*0.999 {
		return false
	}
	width := t.Size().Width
	s := timeScale{perDay: min(mostPerDay, max(t.scale.perDay*2, float64(width)*0.8/float64(last-first+1)))}
	s.from = (float64(first+last+1) - float64(width)/s.perDay) / 2
	t.look(s)
	return true
}

// lay makes the marks, unless that is done for this scale and height.
func (t *Timeline) lay(s fyne.Size) {
	if !t.touched || t.scale.perDay == 0 {
		first, last := t.bounds()
		if len(t.events) == 0 {
			first = dayOf(time.Now())
			last = first
		}
		t.scale = fitScale(first, last, s.Width)
	}
	key := timelineKey{t.scale.perDay, max(2, int((s.Height-laneTop)/laneStep)), t.changes}
	if key != t.laid {
		t.laid = key
		t.marks, t.clustered = timeMarks(t.events, key.perDay, key.lanes)
	}
}
