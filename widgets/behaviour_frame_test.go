package widgets

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

func TestTheRailIsReachedByPointerAndByKey(t *testing.T) {
	newApp(t)
	r := NewRail(RailItem{ID: "library", Icon: "library", Tip: "Library"}, RailItem{ID: "search", Icon: "search", Tip: "Search"},
		RailItem{ID: "settings", Icon: "settings", Tip: "Settings", Bottom: true})
	var chosen []string
	r.OnSelect = func(id string) { chosen = append(chosen, id) }
	w := inWindow(t, WithTips(r), 48, 400)
	test.TapAt(r, fyne.NewPos(24, 60))
	test.TapAt(r, fyne.NewPos(24, 380))
	test.TapAt(r, fyne.NewPos(24, 200))
	w.Canvas().Focus(r)
	r.TypedKey(key(fyne.KeyHome))
	r.TypedKey(key(fyne.KeyReturn))
	if want := []string{"search", "settings", "library"}; !slices.Equal(chosen, want) {
		t.Errorf("chosen %q, want %q", chosen, want)
	}
	layer := tipsOf(r)
	rest := byHand(layer)
	r.MouseIn(press1(24, 60, 0))
	rest()
	if !layer.shown || layer.lines[0].Text != "Search" {
		t.Error("no tip names the icon")
	}
	r.SetActive("search")
	same(t, "calls after SetActive", len(chosen), 3)
}

func newTabs(n int) (*TabBar, *[]string) {
	b := NewTabBar()
	var tabs []Tab
	for i := range n {
		tabs = append(tabs, Tab{ID: string(rune('a' + i)), Title: "A document with a name, number " + string(rune('a'+i))})
	}
	b.SetTabs(tabs)
	var log []string
	b.OnSelect = func(id string) { log = append(log, "select "+id) }
	b.OnClose = func(id string) { log = append(log, "close "+id) }
	return b, &log
}

func TestTabsAreChosenAndClosed(t *testing.T) {
	newApp(t)
	b, log := newTabs(3)
	w := inWindow(t, b, 900, 36)
	b.SetActive("a")
	same(t, "calls after SetActive", len(*log), 0)
	b.MouseDown(press1(tabMost+20, 18, 0))
	b.MouseUp(press1(tabMost+20, 18, 0))
	cross := 3*tabMost - tabPad - 6
	b.MouseDown(press1(cross, 18, 0))
	b.MouseUp(press1(cross, 18, 0))
	b.MouseUp(mouse(20, 18, desktop.MouseButtonTertiary, 0))
	b.MouseDown(press1(cross, 18, 0))
	b.MouseUp(press1(880, 18, 0)) // moved away before letting go
	w.Canvas().Focus(b)
	b.TypedKey(key(fyne.KeyRight))
	b.TypedKey(key(fyne.KeyReturn))
	b.TypedKey(key(fyne.KeyDelete))
	want := []string{"select b", "close c", "close a", "select c", "close c"}
	if !slices.Equal(*log, want) {
		t.Errorf("%q, want %q", *log, want)
	}
}

func TestTooManyTabsKeepTheActiveOneInView(t *testing.T) {
	newApp(t)
	b, log := newTabs(20)
	w := inWindow(t, b, 500, 36)
	b.SetActive("t")
	if i, _ := b.at(fyne.NewPos(b.room()-30, 18)); i != 19 {
		t.Errorf("the tab at the right edge is %d, want the active one, 19", i)
	}
	b.SetActive("a")
	if i, _ := b.at(fyne.NewPos(5, 18)); i != 0 {
		t.Errorf("the tab at the left edge is %d, want the active one, 0", i)
	}
	b.MouseDown(press1(490, 18, 0))
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no menu of all tabs")
	}
	same(t, "calls", len(*log), 0)
}

func TestSideTabs(t *testing.T) {
	newApp(t)
	s := NewSideTabs(SideTab{ID: "notes", Title: "Notes"}, SideTab{ID: "marks", Title: "Annotations", Count: 6})
	var chosen []string
	s.OnSelect = func(id string) { chosen = append(chosen, id) }
	inWindow(t, s, 320, 36)
	same(t, "first active", s.Active(), "notes")
	x, _ := s.box(1)
	test.TapAt(s, fyne.NewPos(x+5, 15))
	s.FocusGained()
	s.TypedKey(key(fyne.KeyLeft))
	if !slices.Equal(chosen, []string{"marks", "notes"}) {
		t.Errorf("chosen %q", chosen)
	}
	s.SetCount("marks", 0)
	same(t, "words without a count", s.tabs[1].words(), "Annotations")
	s.SetTabs(SideTab{ID: "other", Title: "Other"})
	same(t, "active when the old one is gone", s.Active(), "other")
}

func TestASplitHoldsOneSide(t *testing.T) {
	newApp(t)
	a, b := canvas.NewRectangle(nil), canvas.NewRectangle(nil)
	s := NewSplit(true, a, b)
	s.Hold = HoldTrailing
	s.SetMin(200, 100)
	s.SetOffset(300)
	var told []float32
	var folded []bool
	s.OnChanged = func(px float32) { told = append(told, px) }
	s.OnCollapsed = func(c bool) { folded = append(folded, c) }
	w := inWindow(t, s, 1000, 400)
	same(t, "held side", b.Size().Width, float32(300))
	w.Resize(fyne.NewSize(700, 400))
	same(t, "held side in a smaller window", b.Size().Width, float32(300))
	w.Resize(fyne.NewSize(450, 400))
	same(t, "other side at its least", a.Size().Width, float32(200))
	w.Resize(fyne.NewSize(1000, 400))
	same(t, "held side in the first window again", b.Size().Width, float32(300))
	// when the line is dragged
	s.grab.MouseDown(press1(0, 0, 0))
	s.grab.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-50, 0)})
	s.grab.DragEnd()
	same(t, "dragged", s.Offset(), float32(350))
	// when it is dragged far below its least size
	s.grab.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(330, 0)})
	same(t, "collapsed", s.Collapsed(), true)
	same(t, "the other side has it all", a.Size().Width, float32(1000))
	same(t, "offset kept", s.Offset(), float32(350))
	s.SetCollapsed(false)
	same(t, "open again", b.Size().Width, float32(350))
	s.grab.TypedKey(key(fyne.KeyLeft))
	same(t, "an arrow to the left", s.Offset(), float32(366))
	if !slices.Equal(folded, []bool{true}) || len(told) == 0 {
		t.Errorf("told %v, folded %v", told, folded)
	}
}

func TestTheStatusBarSaysWhereSavingStands(t *testing.T) {
	newApp(t)
	b := NewStatusBar()
	w := inWindow(t, b, 900, 24)
	cancelled := false
	b.OnCancel = func() { cancelled = true }
	b.SetSaved(time.Date(2024, 8, 9, 12, 3, 41, 0, time.UTC))
	same(t, "saved", b.right.Text, "Saved 12:03:41")
	b.SetSaving()
	same(t, "saving", b.right.Text, "Saving…")
	b.SetNotSaved("Not saved: the disk is full")
	same(t, "not saved", b.right.Text, "Not saved: the disk is full")
	if b.right.Color != look.Light().Error {
		t.Error("not in the colour of errors")
	}
	b.SetWork("Importing", 0.5)
	same(t, "half of the bar", b.done.Size().Width, progressWidth/2)
	test.Tap(b.cancel)
	same(t, "cancelled", cancelled, true)
	b.ClearWork()
	same(t, "cancel after the work", b.cancel.Visible(), false)
	// where there is no room the saved line stays, the counts give way
	b.SetLibrary("a library with quite a long name.sidelight")
	b.SetCounts("214 briefs · 87 actors · 640 annotations")
	w.Resize(fyne.NewSize(300, 24))
	if end := b.left.Position().X + small.width(b.left.Text); end > b.right.Position().X {
		t.Errorf("the name ends at %.0f, the saved line begins at %.0f", end, b.right.Position().X)
	}
}

func TestADockLeavesNoGapsAndFollowsWhatIsHidden(t *testing.T) {
	newApp(t)
	box := func() *canvas.Rectangle {
		r := canvas.NewRectangle(nil)
		r.SetMinSize(fyne.NewSize(10, 20))
		return r
	}
	top, bottom, centre := box(), box(), box()
	d := NewDock(top, bottom, nil, nil, centre)
	inWindow(t, d, 100, 100)
	same(t, "centre", centre.Size().Height, float32(60))
	top.Hide()
	d.Refresh()
	same(t, "centre without the top", centre.Size().Height, float32(80))
}

func TestABannerIsAsHighAsItsTextFromTheStart(t *testing.T) {
	newApp(t)
	b := NewBanner(BannerError, "The library could not be written: the disk is full.", "What was saved before is safe.", "Free some space, then try again.")
	acted := false
	b.AddAction("Try again", func() { acted = true })
	strip := NewStrip(b)
	inWindow(t, NewDock(strip, nil, nil, nil, nil), 600, 300)
	same(t, "height at 600 px", b.Size().Height, b.MinSize().Height)
	if b.Size().Height > 80 {
		t.Errorf("%.0f px high for three lines", b.Size().Height)
	}
	test.Tap(b.actions[0])
	same(t, "acted", acted, true)
}

func TestPressedByPointerAndKey(t *testing.T) {
	newApp(t)
	count := 0
	hit := func() { count++ }
	parts := []interface {
		fyne.Tappable
		fyne.Focusable
		fyne.CanvasObject
		Disable()
	}{NewButton("Open", hit), NewPrimaryButton("Open", hit), NewDangerButton("Open", hit), NewTextLink("Open", hit),
		NewQuietButton("Open", hit), NewIconButton("eye", "Preview", hit)}
	box := container.NewVBox()
	for _, p := range parts {
		box.Add(p)
	}
	inWindow(t, box, 300, 300)
	for _, p := range parts {
		count = 0
		p.Tapped(at(1, 1))
		p.TypedKey(key(fyne.KeyReturn))
		p.TypedKey(key(fyne.KeySpace))
		p.TypedKey(key(fyne.KeyA))
		same(t, "times it acted", count, 3)
		p.Disable()
		p.Tapped(at(1, 1))
		p.TypedKey(key(fyne.KeyReturn))
		same(t, "times it acted when disabled", count, 3)
	}
}

func TestChipsTicksAndChoices(t *testing.T) {
	newApp(t)
	chip, tick, choice := NewChip("Actors", false), NewTick("Keep", true), NewChoice([]string{"Paragraph", "Heading"}, 0)
	var chipOn, tickOn []bool
	var chosen []int
	chip.OnChanged = func(on bool) { chipOn = append(chipOn, on) }
	tick.OnChanged = func(on bool) { tickOn = append(tickOn, on) }
	choice.OnChanged = func(i int) { chosen = append(chosen, i) }
	w := inWindow(t, container.NewVBox(chip, tick, choice), 300, 200)
	test.Tap(chip)
	chip.SetOn(false)
	tick.TypedKey(key(fyne.KeySpace))
	choice.TypedKey(key(fyne.KeyUp))
	choice.TypedKey(key(fyne.KeyDown))
	choice.TypedKey(key(fyne.KeyDown))
	if !slices.Equal(chipOn, []bool{true}) || !slices.Equal(tickOn, []bool{false}) || !slices.Equal(chosen, []int{1}) {
		t.Errorf("chip %v, tick %v, choice %v", chipOn, tickOn, chosen)
	}
	test.Tap(choice)
	if w.Canvas().Overlays().Top() == nil {
		t.Error("the choice opened no menu")
	}
}

func TestTheSelectionBarTakesKeysClicksAndLetters(t *testing.T) {
	newApp(t)
	b := NewSelectionBar(sampleItems()...)
	var chosen []string
	b.OnChoose = func(id string) { chosen = append(chosen, id) }
	inWindow(t, container.NewWithoutLayout(b), 700, 400)
	b.Place(fyne.NewPos(350, 100), fyne.NewSize(700, 400))
	boxes, _, _ := b.boxes()
	test.TapAt(b, boxes[3].AddXY(4, 4))
	same(t, "a digit that is a key", b.Typed('2'), true)
	same(t, "a small letter", b.Typed('n'), true)
	same(t, "a letter that is none", b.Typed('x'), false)
	b.TypedKey(key(fyne.KeyLeft))
	b.TypedKey(key(fyne.KeyReturn))
	if want := []string{"gap", "judgement", "note", "copy"}; !slices.Equal(chosen, want) {
		t.Errorf("%q, want %q", chosen, want)
	}
}

func TestTheSelectionBarStaysInItsPane(t *testing.T) {
	newApp(t)
	b := NewSelectionBar(sampleItems()...)
	inWindow(t, container.NewWithoutLayout(b), 700, 400)
	for _, c := range []struct {
		near   fyne.Position
		within fyne.Size
	}{{fyne.NewPos(0, 0), fyne.NewSize(700, 400)}, {fyne.NewPos(700, 395), fyne.NewSize(700, 400)}, {fyne.NewPos(100, 100), fyne.NewSize(240, 400)}} {
		b.Place(c.near, c.within)
		end := b.Position().Add(b.Size())
		if b.Position().X < 0 || b.Position().Y < 0 || end.X > c.within.Width || end.Y > c.within.Height {
			t.Errorf("near %v within %v: from %v to %v", c.near, c.within, b.Position(), end)
		}
	}
}

func TestSideTabsComeCloserBeforeOneIsCutOff(t *testing.T) {
	newApp(t)
	s := NewSideTabs(SideTab{ID: "a", Title: "Notes"}, SideTab{ID: "b", Title: "Annotations", Count: 6}, SideTab{ID: "c", Title: "Actors", Count: 6}, SideTab{ID: "d", Title: "Sources", Count: 6})
	wide := s.total()
	// when the pane is a little narrower than the tabs are wide
	inWindow(t, s, wide-30, 40)
	// then all of them are there
	if x, w := s.box(3); x+w > wide-29.5 {
		t.Errorf("the last tab ends at %v in a pane of %v", x+w, wide-30)
	}
	// and where there is room again they stand as before
	s.Resize(fyne.NewSize(wide+20, 40))
	if s.total() != wide {
		t.Errorf("%v wide, before %v", s.total(), wide)
	}
}
