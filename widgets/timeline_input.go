package widgets

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// at returns the index of the mark under a point, -1 for none.
func (t *Timeline) at(p fyne.Position) int {
	for i, m := range t.drawing.shown {
		if inside(p, m.x, m.y, m.w, m.h) {
			return i
		}
	}
	return -1
}

// choose makes an event the chosen one by the user's hand.
func (t *Timeline) choose(i int) {
	t.cursor, t.chosen = i, t.events[i].ID
	t.Refresh()
	if t.OnChoose != nil {
		t.OnChoose(t.chosen)
	}
}

// Tapped implements fyne.Tappable: an event is chosen, a cluster opened, by
// zooming in or, where its events are all of one day, as a list.
func (t *Timeline) Tapped(e *fyne.PointEvent) {
	untip(t)
	i := t.at(e.Position)
	if i < 0 {
		return
	}
	events := t.drawing.shown[i].events
	switch {
	case len(events) == 1:
		t.choose(events[0])
	case !t.open(events):
		t.list(events, e.AbsolutePosition)
	}
}

// list offers events in a menu.
func (t *Timeline) list(events []int, at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(t)
	if c == nil {
		return
	}
	items := make([]*fyne.MenuItem, len(events))
	for n, i := range events {
		items[n] = fyne.NewMenuItem(t.ruler.cut(t.events[i].Label, tipWidth), func() { t.choose(i) })
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (t *Timeline) TappedSecondary(e *fyne.PointEvent) {
	if i := t.at(e.Position); i >= 0 && len(t.drawing.shown[i].events) == 1 && t.OnSecondary != nil {
		t.cursor = t.drawing.shown[i].events[0]
		t.OnSecondary(t.events[t.cursor].ID, e.AbsolutePosition)
	}
}

// MouseDown implements desktop.Mouseable.
func (t *Timeline) MouseDown(*desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.Focused() != fyne.Focusable(t) {
		t.byMouse = true
		c.Focus(t)
	}
}

// MouseUp implements desktop.Mouseable.
func (t *Timeline) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (t *Timeline) Dragged(e *fyne.DragEvent) { t.pan(-e.Dragged.DX) }

// DragEnd implements fyne.Draggable.
func (t *Timeline) DragEnd() {}

// Scrolled implements fyne.Scrollable.
func (t *Timeline) Scrolled(e *fyne.ScrollEvent) {
	const click = 25 // what Fyne makes of one click of a wheel
	held := t.modifiers()
	switch {
	case e.Position.Y < axisHeight && held&fyne.KeyModifierShift == 0,
		held&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		t.zoom(e.Position.X, math.Pow(zoomStep, float64(e.Scrolled.DY)/click))
	case t.page != nil && held&fyne.KeyModifierShift == 0 && e.Scrolled.DX == 0:
		t.page.Scrolled(e)
	default:
		t.pan(-2 * (e.Scrolled.DX + e.Scrolled.DY))
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Timeline) MouseIn(e *desktop.MouseEvent) { t.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (t *Timeline) MouseMoved(e *desktop.MouseEvent) {
	i := t.at(e.Position)
	if i == t.hovered {
		return
	}
	t.hovered = i
	untip(t)
	if i >= 0 {
		t.tipMark(t.drawing.shown[i])
	}
	t.Refresh()
}

// tipMark shows the whole of a mark under the resting pointer.
func (t *Timeline) tipMark(m shownMark) {
	const most = 5
	var lines []string
	if len(m.events) > 1 {
		lines = append(lines, lang.L("{{.N}} events", map[string]any{"N": len(m.events)}))
	}
	for n, i := range m.events {
		if n == most {
			lines = append(lines, "…")
			break
		}
		e := t.events[i]
		switch {
		case len(m.events) > 1:
			lines = append(lines, t.ruler.cut(e.Label, tipWidth-2*look.Space8))
		case e.When != "":
			lines = append(lines, e.When, e.Label)
		default:
			lines = append(lines, e.Label)
		}
	}
	tip(t, strings.Join(lines, "\n"), fyne.NewPos(max(0, m.x), m.y), fyne.NewSize(m.w, m.h), false)
}

// MouseOut implements desktop.Hoverable.
func (t *Timeline) MouseOut() {
	t.hovered = -1
	untip(t)
	t.Refresh()
}

// Cursor implements desktop.Cursorable.
func (t *Timeline) Cursor() desktop.Cursor {
	if t.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (t *Timeline) FocusGained() {
	t.focused = true
	if t.cursor < 0 && len(t.drawing.shown) > 0 && !t.byMouse {
		first := t.drawing.shown[0].events[0]
		for _, m := range t.drawing.shown {
			first = min(first, m.events[0])
		}
		t.cursor = first // so that the ring is somewhere
	}
	t.Refresh()
	t.reveal(0, t.Size().Height)
}

// FocusLost implements fyne.Focusable.
func (t *Timeline) FocusLost() {
	t.focused, t.byMouse, t.shift = false, false, false
	untip(t)
	t.Refresh()
}

// KeyDown implements desktop.Keyable: a key event does not say whether Shift is held.
func (t *Timeline) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (t *Timeline) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		t.shift = false
	}
}

// TypedRune implements fyne.Focusable.
func (t *Timeline) TypedRune(r rune) {
	switch r {
	case '+', '=':
		t.ZoomIn()
	case '-', '−':
		t.ZoomOut()
	case '0':
		t.Fit()
	}
}

// TypedKey implements fyne.Focusable.
func (t *Timeline) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(t, e) {
		return
	}
	t.byMouse = false
	width := t.Size().Width
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		if t.shift {
			t.pan(-width / 8)
		} else {
			t.moveTo(t.cursor - 1)
		}
	case fyne.KeyRight, fyne.KeyDown:
		if t.shift {
			t.pan(width / 8)
		} else {
			t.moveTo(t.cursor + 1)
		}
	case fyne.KeyPageUp:
		t.pan(-width * 0.8)
	case fyne.KeyPageDown:
		t.pan(width * 0.8)
	case fyne.KeyHome:
		t.moveTo(0)
	case fyne.KeyEnd:
		t.moveTo(len(t.events) - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if t.cursor >= 0 {
			t.choose(t.cursor)
		}
	case desktop.KeyMenu:
		if m, ok := t.shownOf(t.cursor); ok && t.OnSecondary != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
			t.OnSecondary(t.events[t.cursor].ID, at.AddXY(max(0, m.x), m.y+m.h))
		}
	default:
		t.spareKey(e)
	}
}

// shownOf returns the mark in view that an event is in.
func (t *Timeline) shownOf(event int) (shownMark, bool) {
	for _, m := range t.drawing.shown {
		for _, i := range m.events {
			if i == event {
				return m, true
			}
		}
	}
	return shownMark{}, false
}

// moveTo gives an event the keyboard, and says what it is as the pointer would.
func (t *Timeline) moveTo(i int) {
	if len(t.events) == 0 {
		return
	}
	t.cursor = max(0, min(i, len(t.events)-1))
	t.show(t.cursor)
	t.Refresh()
	untip(t)
	if m, ok := t.shownOf(t.cursor); ok {
		m.events = []int{t.cursor} // of a cluster, this one
		t.tipMark(m)
	}
}
