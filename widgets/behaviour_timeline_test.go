package widgets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

// shownTimeline is a timeline of 760 by 260 in a window.
func shownTimeline(t *testing.T, events []TimelineEvent) (*Timeline, fyne.Window) {
	t.Helper()
	newApp(t)
	l := NewTimeline()
	l.SetEvents(events)
	content, _, _ := tipsByHand(l)
	return l, inWindow(t, content, 760, 260)
}

func placeOf(t *testing.T, l *Timeline, name string) Place {
	t.Helper()
	for _, p := range l.Places() {
		if p.Name == name {
			return p
		}
	}
	t.Fatalf("no place %q among %v", name, l.Places())
	return Place{}
}

// said returns the words that are drawn.
func said(l *Timeline) string {
	var all []string
	for _, text := range l.drawing.textPool[:l.drawing.texts] {
		all = append(all, text.Text)
	}
	return strings.Join(all, "|")
}

func wheel(l *Timeline, x, y, dy float32) {
	l.Scrolled(&fyne.ScrollEvent{PointEvent: *at(x, y), Scrolled: fyne.Delta{DY: dy}})
}

func TestATimelineShowsAllEventsAtFirst(t *testing.T) {
	l, _ := shownTimeline(t, chronology())
	for _, e := range chronology() {
		if p := placeOf(t, l, fmt.Sprint(e.ID)); p.Pos.X < 0 || p.Pos.X+dotRoom > 760 {
			t.Errorf("%q stands at %.0f of 760", e.Label, p.Pos.X)
		}
	}
	if words := said(l); !strings.Contains(words, "First ambush on the ridge") || !strings.Contains(words, "Jul 2024") {
		t.Errorf("it says %q", words)
	}
}

const dotRoom = float32(dotSide)

func TestLabelsOfATimelineNeverMeetAMark(t *testing.T) {
	l, _ := shownTimeline(t, crowd(300))
	for range 30 {
		all := slices.Clone(l.drawing.shown)
		slices.SortFunc(all, func(a, b shownMark) int { return cmp.Or(cmp.Compare(a.y, b.y), cmp.Compare(a.x, b.x)) })
		for i := 1; i < len(all); i++ {
			a, b := all[i-1], all[i]
			if a.y == b.y && a.x+a.w > b.x+3 { // the room around a mark is 3
				t.Fatalf("at %.2f pixels a day a mark reaches to %.1f, the next begins at %.1f", l.scale.perDay, a.x+a.w, b.x)
			}
		}
		wheel(l, 400, 20, 25)
	}
}

func TestTheWheelOverTheAxisZoomsAroundThePointer(t *testing.T) {
	l, _ := shownTimeline(t, chronology())
	under, perDay := l.scale.day(300), l.scale.perDay
	wheel(l, 300, 20, 75)
	if l.scale.perDay < perDay*1.5 {
		t.Errorf("three clicks of the wheel: %.2f pixels a day, %.2f before", l.scale.perDay, perDay)
	}
	if d := l.scale.day(300) - under; d > 0.01 || d < -0.01 {
		t.Errorf("the day under the pointer moved by %.2f", d)
	}
	// below the axis the wheel moves, unless Ctrl is held
	near := l.scale.perDay
	wheel(l, 300, 200, 25)
	same(t, "scale after the wheel below the axis", l.scale.perDay, near)
	if l.scale.day(300) >= under {
		t.Error("the wheel below the axis did not go back in time")
	}
	l.modifiers = func() fyne.KeyModifier { return fyne.KeyModifierControl }
	wheel(l, 300, 200, -25)
	if l.scale.perDay >= near {
		t.Error("the wheel with Ctrl did not zoom")
	}
	l.modifiers = func() fyne.KeyModifier { return fyne.KeyModifierShift }
	moved := l.scale.from
	wheel(l, 300, 20, -25)
	if l.scale.from <= moved {
		t.Error("the wheel with Shift did not move")
	}
	// 0 shows all again, also when others come
	l.TypedRune('0')
	l.SetEvents(append(chronology(), TimelineEvent{ID: 99, Earliest: day(2030, 1, 1), Latest: day(2030, 1, 1), Label: "Much later"}))
	placeOf(t, l, "99")
}

func TestTheViewStaysWhenEventsChange(t *testing.T) {
	l, _ := shownTimeline(t, chronology())
	wheel(l, 300, 20, 50)
	was := l.scale
	l.SetEvents(chronology()[:5])
	same(t, "view after a change", l.scale, was)
}

func TestDraggingMovesButNeverLosesTheEvents(t *testing.T) {
	l, _ := shownTimeline(t, chronology())
	y := map[string]float32{}
	for _, p := range l.Places() {
		y[p.Name] = p.Pos.Y
	}
	from := l.scale.from
	l.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: -80}})
	if l.scale.from <= from {
		t.Error("dragging to the left did not go on in time")
	}
	// an event keeps its lane while the view moves
	for _, p := range l.Places() {
		same(t, "height of "+p.Name, p.Pos.Y, y[p.Name])
	}
	for range 200 {
		l.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DX: -500}})
	}
	if len(l.drawing.shown) == 0 {
		t.Error("nothing is in view any more")
	}
}

func TestEventsAreChosenByPointerAndByKey(t *testing.T) {
	l, w := shownTimeline(t, chronology())
	var chosen, menu []int64
	l.OnChoose = func(id int64) { chosen = append(chosen, id) }
	l.OnSecondary = func(id int64, _ fyne.Position) { menu = append(menu, id) }
	p := placeOf(t, l, "3")
	test.TapAt(l, p.Pos.AddXY(8, 8))
	same(t, "marked as chosen", l.Chosen(), int64(3))
	l.TappedSecondary(at(p.Pos.X+8, p.Pos.Y+8))
	// the arrows go on in order of date, whatever the order they came in
	w.Canvas().Focus(l)
	for range 3 {
		l.TypedKey(key(fyne.KeyRight))
		l.TypedKey(key(fyne.KeyReturn))
	}
	l.TypedKey(key(fyne.KeyHome))
	l.TypedKey(key(fyne.KeyReturn))
	l.TypedKey(key(desktop.KeyMenu))
	if !slices.Equal(chosen, []int64{3, 4, 5, 9, 6}) || !slices.Equal(menu, []int64{3, 6}) {
		t.Errorf("chosen %v, menu %v", chosen, menu)
	}
	// Set… tells nobody
	l.SetChosen(8)
	same(t, "calls", len(chosen), 5)
}

func TestTheKeyboardBringsItsEventIntoView(t *testing.T) {
	l, w := shownTimeline(t, crowd(400))
	w.Canvas().Focus(l)
	for range 14 {
		l.TypedRune('+')
	}
	for _, name := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyLeft, fyne.KeyHome, fyne.KeyRight} {
		l.TypedKey(key(name))
		m, ok := l.shownOf(l.cursor)
		if !ok || m.x+m.w < 10 || m.x > 750 {
			t.Errorf("after %s event %d is at %v", name, l.cursor, m)
		}
		if !l.ring.Visible() {
			t.Errorf("after %s there is no ring", name)
		}
	}
	from := l.scale.from
	l.KeyDown(key(desktop.KeyShiftLeft))
	l.TypedKey(key(fyne.KeyRight))
	l.KeyUp(key(desktop.KeyShiftLeft))
	if l.scale.from <= from {
		t.Error("Shift and Right did not move")
	}
}

func TestPointingTellsWhatHappenedAndWhen(t *testing.T) {
	l, _ := shownTimeline(t, chronology())
	layer := tipsOf(l)
	rest := byHand(layer)
	p := placeOf(t, l, "5")
	l.MouseMoved(press1(p.Pos.X+10, p.Pos.Y+8, 0))
	rest()
	if !layer.shown || layer.lines[0].Text != "August 2024" || layer.lines[1].Text != "Strikes from the air on markets" {
		t.Error("no tip tells the date and the words")
	}
	l.MouseMoved(press1(5, 250, 0))
	rest()
	if layer.shown {
		t.Error("a tip where nothing is")
	}
}

func TestAClusterOpensUntilItsEventsStandAlone(t *testing.T) {
	var daily []TimelineEvent
	for i := range 2000 {
		d := day(2019, 1, 1).AddDate(0, 0, i)
		daily = append(daily, TimelineEvent{ID: int64(i + 1), Earliest: d, Latest: d, Label: "One a day"})
	}
	l, w := shownTimeline(t, daily)
	cluster := func() (Place, bool) {
		for _, p := range l.Places() {
			if strings.HasPrefix(p.Name, "cluster.") && p.Pos.X > 0 && p.Pos.X+p.Size.Width < 760 {
				return p, true
			}
		}
		return Place{}, false
	}
	if !strings.Contains(said(l), " events") {
		t.Fatal("two thousand events are not clustered")
	}
	perDay := l.scale.perDay
	for n := 0; ; n++ {
		p, found := cluster()
		if !found {
			break
		}
		if n > 20 {
			t.Fatalf("after 20 clicks there is still a cluster, at %.1f pixels a day", l.scale.perDay)
		}
		test.TapAt(l, p.Pos.AddXY(p.Size.Width/2, 8))
		if w.Canvas().Overlays().Top() != nil {
			t.Fatal("a list, where zooming would part them")
		}
		if l.scale.perDay <= perDay {
			t.Fatalf("click %d did not come closer", n)
		}
		perDay = l.scale.perDay
	}
	if len(l.drawing.shown) == 0 {
		t.Error("opening the cluster led away from its events")
	}
}

func TestEventsOfOneDayAreOfferedAsAList(t *testing.T) {
	var events []TimelineEvent
	for i := range 40 {
		events = append(events, TimelineEvent{ID: int64(i + 1), Earliest: day(2024, 7, 27), Latest: day(2024, 7, 27), Label: "One of many"})
	}
	l, w := shownTimeline(t, events)
	p := placeOf(t, l, "cluster.1")
	test.TapAt(l, p.Pos.AddXY(20, 8))
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no list")
	}
}

func TestATimelineWithoutEventsIsCalm(t *testing.T) {
	l, w := shownTimeline(t, nil)
	w.Canvas().Focus(l)
	for _, name := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyPageDown, desktop.KeyMenu} {
		l.TypedKey(key(name))
	}
	for _, r := range "+-0" {
		l.TypedRune(r)
	}
	wheel(l, 100, 20, 25)
	test.TapAt(l, fyne.NewPos(100, 100))
	// an event whose days are the wrong way round is one of its first day
	l.SetEvents([]TimelineEvent{{ID: 1, Earliest: day(2024, 7, 27), Latest: day(2024, 7, 1), Label: "Turned round"}})
	placeOf(t, l, "1")
}

func BenchmarkTimeline(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
	for _, n := range []int{100, 5000} {
		l := NewTimeline()
		w := test.NewTempWindow(b, l)
		w.Resize(fyne.NewSize(1000, 400))
		events := crowd(n)
		b.Run(fmt.Sprint("set ", n), func(b *testing.B) {
			for b.Loop() {
				l.SetEvents(events)
			}
		})
		l.zoom(500, 3)
		b.Run(fmt.Sprint("move ", n), func(b *testing.B) {
			step := float32(10)
			for i := 0; b.Loop(); i++ {
				if i%40 == 0 {
					step = -step
				}
				l.pan(step)
			}
		})
		b.Run(fmt.Sprint("zoom ", n), func(b *testing.B) {
			factor := zoomStep
			for i := 0; b.Loop(); i++ {
				if i%12 == 0 {
					factor = 1 / factor
				}
				l.zoom(500, factor)
			}
		})
	}
}

// The date of an event is the day it is written as, wherever the program runs.
func TestDaysDoNotDependOnTheTimeZone(t *testing.T) {
	t.Parallel()
	east, west := time.FixedZone("east", 13*3600), time.FixedZone("west", -11*3600)
	for _, zone := range []*time.Location{time.UTC, east, west} {
		for _, hour := range []int{0, 12, 23} {
			d := time.Date(2024, 7, 27, hour, 0, 0, 0, zone)
			same(t, "day in "+zone.String(), dateOf(dayOf(d)), day(2024, 7, 27))
		}
	}
}
