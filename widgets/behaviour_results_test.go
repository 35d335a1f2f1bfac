package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// onResults shows a list of n groups with three passages each, every tenth
// with none, and returns what it has called.
func onResults(t *testing.T, n int) (l *ResultList, w fyne.Window, groups *[]ResultGroup, calls *[]string) {
	t.Helper()
	newApp(t)
	groups, calls = &[]ResultGroup{}, &[]string{}
	*groups = manyGroups(0, n)
	l = NewResultList()
	l.Length = func() int { return len(*groups) }
	l.Group = func(i int) ResultGroup { return (*groups)[i] }
	tell := func(format string, args ...any) { *calls = append(*calls, fmt.Sprintf(format, args...)) }
	l.OnOpen = func(g, p int, beside bool) { tell("open %d.%d %v", g, p, beside) }
	l.OnChoose = func(g, p int) { tell("choose %d.%d", g, p) }
	l.OnMore = func() { tell("more at %d", len(*groups)) }
	w = inWindow(t, l, 500, 400)
	return l, w, groups, calls
}

func manyGroups(from, n int) []ResultGroup {
	long := "the second ambush killed most of the foreign contractors, and by evening both sides had published the first pictures of the wreck"
	groups := make([]ResultGroup, n)
	for i := range groups {
		groups[i] = ResultGroup{Title: fmt.Sprintf("Group %d", from+i), Detail: "Sahel Review", Count: "3 hits"}
		if (from+i)%10 != 9 {
			groups[i].Passages = []ResultPassage{{Text: long, Marks: marksOf(long, "ambush")}, {Text: "a convoy"}, {Kind: "Note", Text: "ambush"}}
		}
	}
	return groups
}

func TestResultsAreGoneThroughByKeyboard(t *testing.T) {
	l, w, _, calls := onResults(t, 40)
	w.Canvas().Focus(l)
	same(t, "focused", told(calls), "[choose 0.0]")
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp)
	same(t, "down and up", told(calls), "[choose 0.1 choose 0.2 choose 1.0 choose 0.2]")
	types(w, fyne.KeyReturn)
	shortcut(w, fyne.KeyReturn, fyne.KeyModifierControl)
	same(t, "opened", told(calls), "[open 0.2 false open 0.2 true]")
	l.Choose(8, 2)
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp)
	same(t, "the head of a group with no passages", told(calls), "[choose 9.-1 choose 10.0 choose 9.-1 choose 8.2]")
	types(w, fyne.KeyHome, fyne.KeyUp, fyne.KeyEnd)
	same(t, "the ends", told(calls), "[choose 0.0 more at 40 choose 39.-1]")
	types(w, fyne.KeyDown)
	same(t, "at the end it stays", told(calls), "[]")
	types(w, fyne.KeyHome)
	seen := map[int]bool{}
	for range 60 {
		types(w, fyne.KeyPageDown)
		g, _ := l.Chosen()
		seen[g] = true
	}
	same(t, "pages reach the end", seen[39], true)
	same(t, "and are no leaps", len(seen) > 8, true)
}

func TestTheChosenResultIsInView(t *testing.T) {
	l, w, _, _ := onResults(t, 40)
	w.Canvas().Focus(l)
	for _, name := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyPageUp} {
		for range 25 {
			types(w, name)
			top, bottom := l.span(l.chosen)
			if top < l.view.offset-0.1 || bottom > l.view.offset+l.view.height+0.1 {
				t.Fatalf("after %s %v stands from %v to %v, in view is %v to %v", name, l.chosen, top, bottom, l.view.offset, l.view.offset+l.view.height)
			}
		}
	}
}

func TestAChoiceMadeBeforeTheListIsShownIsInView(t *testing.T) {
	newApp(t)
	groups := manyGroups(0, 40)
	l := resultsOf(groups)
	l.Choose(20, 1)
	inWindow(t, l, 500, 400)
	same(t, "in view", slices.ContainsFunc(l.Places(), func(p Place) bool { return p.Name == "passage.20.1" && p.Pos.Y >= 0 && p.Pos.Y < 400 }), true)
}

func TestResultsAreOpenedByMouse(t *testing.T) {
	l, w, _, calls := onResults(t, 40)
	place := func(name string) fyne.Position {
		all := l.Places()
		return all[slices.IndexFunc(all, func(p Place) bool { return p.Name == name })].Pos.AddXY(40, 5)
	}
	click := func(name string, m fyne.KeyModifier) {
		at := place(name)
		l.MouseDown(press1(at.X, at.Y, m))
		l.MouseUp(press1(at.X, at.Y, m))
	}
	click("passage.0.1", 0)
	same(t, "a click", told(calls), "[choose 0.1]")
	same(t, "the keyboard comes along", w.Canvas().Focused() == fyne.Focusable(l), true)
	same(t, "without a ring", l.ring.Visible(), false)
	click("passage.0.1", 0)
	same(t, "again", told(calls), "[open 0.1 false]")
	click("group.1", 0)
	click("group.1", 0)
	same(t, "a head", told(calls), "[choose 1.-1 open 1.-1 false]")
	click("passage.1.2", fyne.KeyModifierControl)
	same(t, "with Ctrl", told(calls), "[choose 1.2 open 1.2 true]")
	types(w, fyne.KeyUp)
	same(t, "a key shows the ring", l.ring.Visible(), true)
}

func TestMoreIsAskedForNearTheEndOnceForEachLength(t *testing.T) {
	l, _, groups, calls := onResults(t, 40)
	same(t, "at the top", told(calls), "[]")
	for range 300 {
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
	}
	same(t, "at the end", told(calls), "[more at 40]")
	stood := l.view.offset
	*groups = append(*groups, manyGroups(40, 40)...)
	l.Refresh()
	same(t, "the place is kept", l.view.offset, stood)
	same(t, "with more to come", told(calls), "[]")
	for range 300 {
		l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -40}})
	}
	same(t, "at the end again", told(calls), "[more at 80]")
	*groups = manyGroups(100, 2)
	l.Reset()
	same(t, "others", fmt.Sprint(l.view.offset, l.chosen, told(calls)), "0 {-1 -1}[more at 2]")
	// and one that is too short for the window asks at once, one that is empty never
	*groups = nil
	l.Reset()
	same(t, "nothing", told(calls), "[]")
}

func TestTenThousandGroupsAreMeasuredOnceAndDrawnInPart(t *testing.T) {
	l, _, groups, _ := onResults(t, 10_000)
	asked := 0
	l.Group = func(i int) ResultGroup { asked++; return (*groups)[i] }
	l.view.scrollTo(1e6)
	l.Refresh()
	if asked == 0 || asked > 20 {
		t.Errorf("%d groups are read for a window of them", asked)
	}
	if len(l.drawn) > 200 {
		t.Errorf("%d parts are drawn", len(l.drawn))
	}
	asked = 0
	*groups = append(*groups, manyGroups(10_000, 50)...)
	l.Refresh()
	if asked > 70 {
		t.Errorf("%d groups are read when 50 came", asked)
	}
	// and in another width it is still the same group at the top
	top := l.groupAt(l.view.offset)
	l.Resize(fyne.NewSize(300, 400))
	same(t, "at the top", l.groupAt(l.view.offset), top)
	same(t, "as high as its groups", l.view.content, l.tops[10_050])
}

func TestGroupsThatChangeMoveWhatFollows(t *testing.T) {
	l, _, groups, _ := onResults(t, 40)
	second := func() float32 {
		all := l.Places()
		return all[slices.IndexFunc(all, func(p Place) bool { return p.Name == "group.1" })].Pos.Y
	}
	was := second()
	(*groups)[0].Passages = (*groups)[0].Passages[:1]
	l.Refresh()
	if now := second(); now >= was {
		t.Errorf("the second group stands at %v, was %v, with a shorter one above it", now, was)
	}
	(*groups)[0].Passages, (*groups)[0].Detail = nil, ""
	l.Refresh()
	*groups = (*groups)[:3]
	l.Refresh()
	same(t, "fewer", len(l.shapes), 3)
	*groups = nil
	l.Refresh()
	same(t, "none", fmt.Sprint(len(l.shapes), l.view.content), "0 0")
}

func TestThePassageShowsWhatItsRoomHas(t *testing.T) {
	l, _, groups, _ := onResults(t, 3)
	text := strings.Repeat("word ", 300)
	(*groups)[0].Passages = []ResultPassage{{Kind: "Note", Text: text + "Azawad " + text, Marks: []Mark{{len(text), len(text) + 6}}}}
	l.Refresh()
	shown := spell(l.memory[resultSpot{0, 0}].pieces)
	same(t, "lines", strings.Count(shown, "\n"), 1)
	if !strings.Contains(shown, "[Azawad]") || !strings.HasPrefix(shown, "…") || !strings.HasSuffix(shown, "…") {
		t.Errorf("shown: %q", shown)
	}
	same(t, "a list without callbacks", NewResultList().length(), 0)
}

func TestFacetsAreChosenByKeyboardAndMouse(t *testing.T) {
	newApp(t)
	l := NewFacetList()
	var calls []string
	l.OnToggle = func(section int, id string) { calls = append(calls, fmt.Sprintf("%d.%s", section, id)) }
	l.SetSections(sampleFacets())
	w := inWindow(t, l, 220, 600)
	w.Canvas().Focus(l)
	types(w, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn)
	same(t, "by keyboard", told(&calls), "[0.tm 0.sr]")
	// six of eight show: the first five and what is active
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	same(t, "the active one too", told(&calls), "[0.c]")
	types(w, fyne.KeyDown, fyne.KeyReturn)
	same(t, "showing all tells nothing", told(&calls), "[]")
	names := func() (all []string) {
		for _, p := range l.Places() {
			all = append(all, p.Name)
		}
		return all
	}
	same(t, "all are there", slices.Contains(names(), "facet.0.a") && slices.Contains(names(), "facet.0.b"), true)
	// the counts change: all stays shown, the keyboard where it is
	l.SetSections(sampleFacets()[:1])
	same(t, "still", slices.Contains(names(), "facet.0.b"), true)
	types(w, fyne.KeyUp, fyne.KeyReturn)
	same(t, "where the keyboard was", told(&calls), "[0.c]")
	types(w, fyne.KeyDown, fyne.KeyReturn)
	same(t, "few again", slices.Contains(names(), "facet.0.b"), false)
	types(w, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn)
	same(t, "the first", told(&calls), "[0.tm]")

	l.SetSections(sampleFacets())
	i := slices.Index(names(), "facet.1.2023")
	p := l.Places()[i]
	l.MouseDown(press1(p.Pos.X+50, p.Pos.Y+5, 0))
	l.Tapped(at(p.Pos.X+50, p.Pos.Y+5))
	same(t, "by mouse", told(&calls), "[1.2023]")
	l.Tapped(at(30, 8))
	same(t, "on a head", told(&calls), "[]")
}

func TestTheKeyboardStaysWhereAFacetWentFrom(t *testing.T) {
	newApp(t)
	l := NewFacetList()
	toggled := ""
	l.OnToggle = func(_ int, id string) { toggled = id }
	l.SetSections(sampleFacets())
	w := inWindow(t, l, 220, 600)
	w.Canvas().Focus(l)
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	same(t, "on the active one", l.cursor.id, "c")
	sections := sampleFacets()
	sections[0].Values[7].Active = false
	l.SetSections(sections)
	types(w, fyne.KeyUp, fyne.KeyReturn)
	same(t, "above where it was", toggled, "gw")
	l.SetSections(nil)
	types(w, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyPageUp)
	same(t, "with nothing", toggled, "gw")
}

func TestALongFacetShowsWholeUnderThePointer(t *testing.T) {
	newApp(t)
	l := NewFacetList()
	l.SetSections(sampleFacets())
	content, tips, rest := tipsByHand(l)
	inWindow(t, content, 220, 600)
	over := func(name string) {
		all := l.Places()
		p := all[slices.IndexFunc(all, func(p Place) bool { return p.Name == name })]
		l.MouseMoved(mouse(p.Pos.X+40, p.Pos.Y+5, 0, 0))
		rest()
	}
	over("facet.0.long")
	same(t, "a long one", tips.shown, true)
	over("facet.0.gw")
	same(t, "a short one", tips.shown, false)
}

func TestManyFacetsScroll(t *testing.T) {
	newApp(t)
	l := NewFacetList()
	values := make([]FacetValue, 5000)
	for i := range values {
		values[i] = FacetValue{ID: fmt.Sprint(i), Name: fmt.Sprint("Actor ", i), Count: "1"}
	}
	l.SetSections([]FacetSection{{Title: "Actor", Values: values}})
	w := inWindow(t, l, 220, 300)
	w.Canvas().Focus(l)
	types(w, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyEnd, fyne.KeyUp)
	same(t, "the last", l.cursor.id, "4999")
	all := l.Places()
	same(t, "in view", all[len(all)-1].Name == "facet.0" && len(all) < 20, true)
	if len(l.drawn) > 100 {
		t.Errorf("%d parts are drawn", len(l.drawn))
	}
	stood := l.view.offset
	l.SetBusy(true)
	l.SetSections([]FacetSection{{Title: "Actor", Values: values}})
	l.SetBusy(false)
	same(t, "the place is kept", l.view.offset, stood)
}
