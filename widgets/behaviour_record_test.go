package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

func TestChipsAreChosenByPointerAndByKey(t *testing.T) {
	newApp(t)
	f := NewChipFlow(sampleNames()...)
	var chosen, menu []int64
	f.OnChoose = func(id int64) { chosen = append(chosen, id) }
	f.OnSecondary = func(id int64, _ fyne.Position) { menu = append(menu, id) }
	content, layer, rest := tipsByHand(NewPanePage(f))
	w := inWindow(t, content, 324, 300)
	boxes, height := f.boxes(f.Size().Width)
	for i, b := range boxes {
		if b.x < 0 || b.x+b.w > f.Size().Width || b.y+look.ChipHeight > height {
			t.Errorf("chip %d stands at %v in a width of %v", i, b, f.Size().Width)
		}
	}
	test.TapAt(f, fyne.NewPos(boxes[4].x+5, boxes[4].y+5))
	w.Canvas().Focus(f)
	f.TypedKey(key(fyne.KeyUp))
	f.TypedKey(key(fyne.KeyLeft))
	f.TypedKey(key(fyne.KeyReturn))
	f.TypedKey(key(desktop.KeyMenu))
	f.TappedSecondary(at(boxes[0].x+5, boxes[0].y+5))
	if !slices.Equal(chosen, []int64{5, 2}) || !slices.Equal(menu, []int64{2, 1}) {
		t.Errorf("chosen %v, menu %v", chosen, menu)
	}
	// a chip that was cut is shown whole, one that was not is not
	f.MouseMoved(press1(boxes[0].x+5, boxes[0].y+5, 0))
	rest()
	if !layer.shown || !strings.HasPrefix(sampleNames()[0].Text, layer.lines[0].Text[:10]) {
		t.Error("no tip for a chip that was cut")
	}
	f.MouseMoved(press1(boxes[2].x+5, boxes[2].y+5, 0))
	rest()
	if layer.shown {
		t.Error("a tip for a chip that is whole")
	}
}

func TestAStripShowsTheLastMonthsThatHaveRoom(t *testing.T) {
	newApp(t)
	for _, n := range []int{0, 1, 2, 12, 33, 34, 200} {
		s := NewMonthStrip(manyMonths(n)...)
		inWindow(t, NewPage(s), 648, 200)
		places := s.Places()
		if n == 0 {
			same(t, "months of none", len(places), 0)
			continue
		}
		last := places[len(places)-1]
		same(t, "last month", last.Name, fmt.Sprint(n-1))
		if right := last.Pos.X + last.Size.Width; right > 600 || n >= 34 && right < 599 {
			t.Errorf("of %d months the last ends at %.0f of 600", n, right)
		}
		// what is left out is counted
		hidden := 0
		for _, m := range manyMonths(n)[:n-len(places)] {
			hidden += m.Count
		}
		words := ""
		if hidden > 0 {
			words = fmt.Sprint("earlier: ", hidden)
			if end := small.width(words); end > places[0].Pos.X {
				t.Errorf("of %d months the first stands at %.0f, on words that end at %.0f", n, places[0].Pos.X, end)
			}
		}
		same(t, fmt.Sprint("words before ", n, " months"), s.cutWords(n-len(places)), words)
		if n <= 33 {
			same(t, "months shown", len(places), n)
		}
	}
}

func TestMonthsAreChosen(t *testing.T) {
	newApp(t)
	months := lastYear()
	months[10].Tip = "July 2024"
	s := NewMonthStrip(months...)
	var chosen []int
	s.OnChoose = func(i int) { chosen = append(chosen, i) }
	content, layer, rest := tipsByHand(NewPage(s))
	w := inWindow(t, content, 648, 200)
	test.TapAt(s, s.Places()[3].Pos.AddXY(5, 5))
	test.TapAt(s, fyne.NewPos(590, 20)) // beyond the last
	w.Canvas().Focus(s)
	for _, name := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyReturn, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn} {
		s.TypedKey(key(name))
	}
	if !slices.Equal(chosen, []int{3, 2, 4}) {
		t.Errorf("chosen %v", chosen)
	}
	s.MouseMoved(press1(s.Places()[10].Pos.X+3, 5, 0))
	rest()
	if !layer.shown || layer.lines[0].Text != "July 2024: 9" {
		t.Error("no tip tells the month and its count")
	}
}

func TestBarsStandOutFromThePage(t *testing.T) {
	t.Parallel()
	for name, p := range map[string]look.Palette{"light": look.Light(), "dark": look.Dark()} {
		for _, strong := range []bool{false, true} {
			for ground, c := range map[string]look.Palette{"page": {Page: p.Page}, "surface": {Page: p.Surface}} {
				if got := look.Contrast(barInk(p, strong), c.Page); got < 3 {
					t.Errorf("%s: a bar on the %s has contrast %.2f, want 3", name, ground, got)
				}
			}
		}
	}
}

func TestFactsAreChosen(t *testing.T) {
	newApp(t)
	facts := NewFactTable(Fact{Name: "fights", Text: "River Guard", Detail: "since 2017"}, Fact{Name: "part of", Text: "Free Column"})
	var chosen []int
	facts.OnChoose = func(i int) { chosen = append(chosen, i) }
	content, layer, rest := tipsByHand(NewPage(facts))
	w := inWindow(t, content, 656, 300)
	test.TapAt(facts, fyne.NewPos(300, pageRowHeight+4))
	w.Canvas().Focus(facts)
	facts.TypedKey(key(fyne.KeyUp))
	facts.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(chosen, []int{1, 0}) {
		t.Errorf("chosen %v", chosen)
	}
	facts.SetFacts(Fact{Text: strings.Repeat("A very long name ", 10)})
	facts.MouseMoved(press1(100, 5, 0))
	rest()
	if !layer.shown {
		t.Error("no tip shows a name that was cut")
	}
}

func TestEveryRowOfATableHasAChoice(t *testing.T) {
	newApp(t)
	chosen := make([]int, 10_000)
	asked := 0
	table := NewChoiceTable()
	table.Row = func(i int) ChoiceRow {
		asked++
		return ChoiceRow{Text: fmt.Sprint("Actor ", i), Options: []string{"Add", "Merge", "Leave out"}, Chosen: chosen[i]}
	}
	table.OnChanged = func(i, to int) { chosen[i] = to }
	table.SetCount(len(chosen))
	page := NewPanePage(table)
	page.Least = 300
	sheet := NewSheet("Import actors", page)
	sheet.Confirm = "Import"
	cancelled := false
	sheet.OnCancel = func() { cancelled = true }
	w := inWindow(t, NewGround(GroundPage, nil), 700, 500)
	sheet.Show(w.Canvas())
	if focused, _ := w.Canvas().Focused().(*ChoiceTable); focused != table {
		t.Fatalf("the sheet gives the focus to %T", w.Canvas().Focused())
	}
	asked = 0
	for _, name := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyEnd, fyne.KeyRight} {
		table.TypedKey(key(name))
	}
	same(t, "first row", chosen[0], 1)
	same(t, "last row", chosen[9999], 1)
	if asked > 400 {
		t.Errorf("six keys asked for %d rows", asked)
	}
	// when the choice is clicked, its options are offered
	var place Place
	for _, p := range table.Places() {
		if p.Name == "9998.choice" {
			place = p
		}
	}
	test.TapAt(table, place.Pos.AddXY(20, 10))
	menu, ok := w.Canvas().Overlays().Top().(fyne.Widget)
	if !ok || w.Canvas().Overlays().Top() == fyne.CanvasObject(sheet.overlay) {
		t.Fatal("no menu of the options")
	}
	w.Canvas().Overlays().Remove(menu)
	// when Escape is pressed in the table, the sheet goes
	table.TypedKey(key(fyne.KeyEscape))
	same(t, "cancelled", cancelled, true)
}

func TestACardOfAFindingIsJudged(t *testing.T) {
	newApp(t)
	var log []string
	l := NewCardList()
	l.OnAction = func(id int64, action string) { log = append(log, fmt.Sprint(action, " ", id)) }
	l.OnOpen = func(id int64) { log = append(log, fmt.Sprint("open ", id)) }
	l.OnEdit = func(id int64) { log = append(log, fmt.Sprint("edit ", id)) }
	l.OnDelete = func(id int64) { log = append(log, fmt.Sprint("delete ", id)) }
	judge := []CardAction{{"keep", "Keep"}, {"dismiss", "Dismiss"}}
	w := inWindow(t, l, 319, 500)
	l.SetCards([]CardData{{ID: 1, Title: "Year missing", Meta: "Check", Dashed: true, Actions: judge}, {ID: 2, Quote: "It was late", Meta: "Fact"}})
	expect := func(what string, want ...string) {
		t.Helper()
		if !slices.Equal(log, want) {
			t.Errorf("%s: %q, want %q", what, log, want)
		}
		log = nil
	}
	// its actions can be clicked without the pointer having been there before
	spots := map[string]Place{}
	for _, p := range l.Places() {
		spots[p.Name] = p
	}
	click := func(name string) {
		p := spots[name]
		l.MouseDown(press1(p.Pos.X+p.Size.Width/2, p.Pos.Y+p.Size.Height/2, 0))
	}
	click("1.dismiss")
	expect("a click on Dismiss", "dismiss 1")
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyReturn))
	expect("Enter", "open 1")
	l.TypedKey(key(fyne.KeyRight))
	l.TypedKey(key(fyne.KeyReturn))
	expect("Right, Enter", "keep 1")
	l.TypedKey(key(fyne.KeyRight))
	l.TypedKey(key(fyne.KeyRight))
	l.TypedKey(key(fyne.KeyReturn))
	expect("Right twice more, Enter", "dismiss 1")
	l.TypedRune('e')
	l.TypedKey(key(fyne.KeyDelete))
	expect("E and Delete on a card that is judged")
	l.TypedKey(key(fyne.KeyDown))
	l.TypedRune('e')
	l.TypedKey(key(fyne.KeyReturn))
	expect("E and Enter on an annotation", "edit 2", "open 2")
}
