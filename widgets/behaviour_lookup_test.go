package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// onBox shows a look-up box over a window with a field that has the keyboard,
// and returns what the box has called.
func onBox(t *testing.T, width, height float32) (b *LookupBox, w fyne.Window, below *Field, calls *[]string) {
	t.Helper()
	newApp(t)
	below = NewField("")
	w = inWindow(t, NewGround(GroundPage, NewStrip(below)), width, height)
	w.Canvas().Focus(below)
	b, calls = sampleBox(), &[]string{}
	tell := func(format string, args ...any) { *calls = append(*calls, fmt.Sprintf(format, args...)) }
	b.OnChanged = func(text string) { tell("typed %s", text) }
	b.OnHighlight = func(i int) { tell("highlight %d", i) }
	b.OnOpen = func(i int, how LookupHow) { tell("open %d %d", i, how) }
	b.OnClose = func() { tell("close") }
	b.Show(w.Canvas())
	return b, w, below, calls
}

// told returns what was called since it was asked last.
func told(calls *[]string) string {
	all := fmt.Sprint(*calls)
	*calls = nil
	return all
}

// types sends a key to whatever has the keyboard.
func types(w fyne.Window, names ...fyne.KeyName) {
	for _, name := range names {
		if f := w.Canvas().Focused(); f != nil {
			f.TypedKey(key(name))
		} else {
			w.Canvas().OnTypedKey()(key(name))
		}
	}
}

func shortcut(w fyne.Window, name fyne.KeyName, m fyne.KeyModifier) {
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: m})
}

// headedRows is n rows, of which every fifth is a head.
func headedRows(n int) []LookupRow {
	rows := make([]LookupRow, n)
	for i := range rows {
		rows[i] = LookupRow{Kind: "Brief", Title: fmt.Sprintf("Row %d", i), Head: i%5 == 0}
	}
	return rows
}

func TestTheHighlightMovesByKeyboardOverTheHeads(t *testing.T) {
	b, w, _, calls := onBox(t, 1280, 800)
	b.SetRows(headedRows(50), -1)
	same(t, "at first", b.Highlighted(), 1)
	same(t, "calls of SetRows", told(calls), "[]")
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	same(t, "over a head", told(calls), "[highlight 2 highlight 3 highlight 4 highlight 6]")
	types(w, fyne.KeyUp)
	same(t, "back over it", b.Highlighted(), 4)
	types(w, fyne.KeyTab)
	same(t, "by Tab", b.Highlighted(), 6)
	types(w, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp)
	same(t, "at the first it stays", b.Highlighted(), 1)
	told(calls)
	shortcut(w, fyne.KeyEnd, fyne.KeyModifierControl)
	same(t, "Ctrl+End", told(calls), "[highlight 49]")
	types(w, fyne.KeyDown)
	same(t, "at the last it stays", told(calls), "[]")
	shortcut(w, fyne.KeyHome, fyne.KeyModifierControl)
	same(t, "Ctrl+Home", told(calls), "[highlight 1]")
	types(w, fyne.KeyPageDown)
	same(t, "a page down is no head", b.Highlighted()%5 != 0 && b.Highlighted() > 5, true)
	types(w, fyne.KeyPageUp)
	same(t, "a page up", b.Highlighted(), 2)
}

func TestTheHighlightedRowIsInView(t *testing.T) {
	b, w, _, _ := onBox(t, 1280, 800)
	b.SetRows(headedRows(50), -1)
	inView := func() bool {
		return slices.ContainsFunc(b.Places(), func(p Place) bool {
			from, to := b.rows.Position().Y, b.rows.Position().Y+b.rows.Size().Height
			return p.Name == fmt.Sprintf("row.%d", b.Highlighted()) && p.Pos.Y >= from && p.Pos.Y+p.Size.Height <= to
		})
	}
	for _, name := range []fyne.KeyName{fyne.KeyDown, fyne.KeyPageDown, fyne.KeyUp, fyne.KeyPageUp} {
		for range 20 {
			types(w, name)
			if !inView() {
				t.Fatalf("after %s row %d is not in view", name, b.Highlighted())
			}
		}
	}
}

func TestARowIsOpenedThreeWays(t *testing.T) {
	b, w, _, calls := onBox(t, 1280, 800)
	b.SetRows(sampleLookup(), -1)
	types(w, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter)
	same(t, "Enter", told(calls), "[highlight 1 open 1 0 open 1 0]")
	shortcut(w, fyne.KeyReturn, fyne.KeyModifierControl)
	shortcut(w, fyne.KeyEnter, fyne.KeyModifierShortcutDefault)
	same(t, "Ctrl+Enter", told(calls), "[open 1 1 open 1 1]")
	shortcut(w, fyne.KeyReturn, fyne.KeyModifierAlt)
	same(t, "Alt+Enter", told(calls), "[open 1 2]")
	shortcut(w, fyne.KeyReturn, fyne.KeyModifierAlt|fyne.KeyModifierControl)
	same(t, "both", told(calls), "[]")
	b.SetRows(nil, -1)
	types(w, fyne.KeyReturn)
	same(t, "with no rows", fmt.Sprint(told(calls), b.Highlighted()), "[]-1")
}

func TestTheFieldStaysAField(t *testing.T) {
	b, w, _, calls := onBox(t, 1280, 800)
	b.SetRows(sampleLookup(), -1)
	test.Type(b.field, "ab c")
	same(t, "typed", b.Text(), "ab c")
	same(t, "telling", told(calls), "[typed a typed ab typed ab  typed ab c]")
	types(w, fyne.KeyHome, fyne.KeyDelete)
	same(t, "Home and Delete", b.Text(), "b c")
	copied := test.NewClipboard()
	b.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.field.TypedShortcut(&fyne.ShortcutCopy{Clipboard: copied})
	same(t, "copied", copied.Content(), "b c")
	b.field.TypedShortcut(&fyne.ShortcutCut{Clipboard: copied})
	same(t, "cut", b.Text(), "")
	b.field.TypedShortcut(&fyne.ShortcutPaste{Clipboard: copied})
	same(t, "pasted", b.Text(), "b c")
	b.field.TypedShortcut(&fyne.ShortcutUndo{})
	same(t, "undone", b.Text(), "")
	told(calls)
	b.SetText("> ")
	same(t, "SetText says nothing", told(calls), "[]")
	test.Type(b.field, "x")
	same(t, "the caret is at the end", b.Text(), "> x")
	same(t, "the highlight stayed", b.Highlighted(), 0)
}

func TestEscapeGivesTheKeyboardBack(t *testing.T) {
	b, w, below, calls := onBox(t, 1280, 800)
	test.Type(b.field, "a")
	same(t, "focus in the box", w.Canvas().Focused() == fyne.Focusable(b.field), true)
	told(calls)
	types(w, fyne.KeyEscape)
	same(t, "closed", fmt.Sprint(told(calls), b.Shown()), "[close]false")
	same(t, "focus", w.Canvas().Focused() == fyne.Focusable(below), true)
	b.Show(w.Canvas())
	b.Show(w.Canvas())
	same(t, "shown again once", len(w.Canvas().Overlays().List()), 1)
	b.Hide()
	b.Hide()
	same(t, "Hide says nothing", told(calls), "[]")
	same(t, "focus again", w.Canvas().Focused() == fyne.Focusable(below), true)
}

func TestAClickBesideTheBoxClosesIt(t *testing.T) {
	b, w, below, calls := onBox(t, 1280, 800)
	footer := b.panel.Position().AddXY(20, b.panel.Size().Height-10)
	b.overlay.Tapped(at(footer.X, footer.Y))
	same(t, "on the footer", fmt.Sprint(told(calls), b.Shown()), "[]true")
	b.overlay.Tapped(at(40, 700))
	same(t, "beside", fmt.Sprint(told(calls), b.Shown()), "[close]false")
	same(t, "focus", w.Canvas().Focused() == fyne.Focusable(below), true)
}

func TestTheKeyboardIsTheFieldsAfterAnyClick(t *testing.T) {
	b, w, _, calls := onBox(t, 1280, 800)
	b.SetRows(sampleLookup(), -1)
	w.Canvas().Unfocus() // as the window does at a click on what has no focus
	w.Canvas().OnTypedRune()('a')
	same(t, "a letter", told(calls), "[typed a]")
	w.Canvas().Unfocus()
	types(w, fyne.KeyDown)
	same(t, "a key", told(calls), "[highlight 1]")
	w.Canvas().Unfocus()
	b.rows.TappedSecondary(at(10, 10))
	same(t, "focus", w.Canvas().Focused() == fyne.Focusable(b.field), true)
	// and the window has its own keys again
	b.Hide()
	same(t, "keys of the window", w.Canvas().OnTypedKey() == nil && w.Canvas().OnTypedRune() == nil, true)
}

func TestRowsAreOpenedByMouse(t *testing.T) {
	b, _, _, calls := onBox(t, 1280, 800)
	b.SetRows(headedRows(30), -1)
	click := func(y float32, m fyne.KeyModifier) {
		b.rows.MouseDown(press1(100, y, m))
		b.rows.MouseUp(press1(100, y, m))
		b.rows.Tapped(at(100, y))
	}
	click(28+35+10, 0)
	same(t, "a click", told(calls), "[highlight 2 open 2 0]")
	click(28+2*35+10, fyne.KeyModifierControl)
	same(t, "with Ctrl", told(calls), "[highlight 3 open 3 1]")
	click(10, 0)
	same(t, "on a head", told(calls), "[]")
	b.rows.MouseDown(press1(100, 40, 0))
	b.rows.Tapped(at(100, 80))
	same(t, "down on one row and up on another", told(calls), "[]")
	b.rows.MouseMoved(mouse(100, 40, 0, 0))
	same(t, "hovering moves no highlight", fmt.Sprint(told(calls), b.Highlighted(), b.rows.hovered), "[]3 1")
	b.rows.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -200}})
	same(t, "the wheel scrolls", b.rows.view.offset, 200)
	same(t, "and moves no highlight", fmt.Sprint(told(calls), b.Highlighted()), "[]3")
}

func TestTheHighlightStaysOnItsRow(t *testing.T) {
	b, w, _, _ := onBox(t, 1280, 800)
	b.SetRows(headedRows(50), -1)
	for range 14 {
		types(w, fyne.KeyDown)
	}
	types(w, fyne.KeyUp, fyne.KeyUp, fyne.KeyUp) // to the middle of the view
	stood := b.rows.tops[b.Highlighted()] - b.rows.view.offset
	// when better rows come in before it
	was := b.Highlighted()
	rows := append(make([]LookupRow, 7), headedRows(50)...)
	b.SetRows(rows, was+7)
	// then it is the same row at the same place
	same(t, "highlighted", b.Highlighted(), was+7)
	same(t, "place in view", b.rows.tops[b.Highlighted()]-b.rows.view.offset, stood)
	// and when it is gone the first has it
	b.SetRows(headedRows(50), -1)
	same(t, "the first", fmt.Sprint(b.Highlighted(), b.rows.view.offset), "1 0")
	// and a mistaken index does no harm
	for _, keep := range []int{50, 1000, -7, 0} {
		b.SetRows(headedRows(50), keep)
		same(t, fmt.Sprintf("keep %d", keep), b.Highlighted(), 1)
	}
}

func TestTheBoxKeepsItsSize(t *testing.T) {
	b, w, _, _ := onBox(t, 1280, 800)
	size, place := b.panel.Size(), b.panel.Position()
	check := func(what string) {
		t.Helper()
		if b.panel.Size() != size || b.panel.Position() != place {
			t.Errorf("%s: %v at %v, was %v at %v", what, b.panel.Size(), b.panel.Position(), size, place)
		}
	}
	b.SetRows(sampleLookup(), -1)
	check("with rows")
	b.SetRows(headedRows(50), -1)
	check("with many rows")
	b.SetPreview(samplePreview())
	check("with a preview")
	b.SetPreview(nil)
	check("without it")
	b.SetEmpty(LookupEmpty{Title: "Nothing", Offers: []LookupOffer{{Text: "one"}}})
	check("empty")
	b.busy.after = soon
	b.SetBusy(true)
	check("busy")
	test.Type(b.field, "some words that are longer than usual")
	check("typed in")
	b.overlay.Refresh()
	check("refreshed")
	// and it fits into any window
	for _, s := range []fyne.Size{{Width: 1920, Height: 1080}, {Width: 1000, Height: 700}, {Width: 999, Height: 600}, {Width: 640, Height: 480}, {Width: 320, Height: 260}} {
		w.Resize(s)
		at, is := b.panel.Position(), b.panel.Size()
		if at.X < 8 || at.X+is.Width > s.Width-8 || at.Y < 8 || at.Y+is.Height > s.Height {
			t.Errorf("in a window of %v: %v at %v", s, is, at)
		}
	}
}

func TestOffersAreReachedByKeyboardAndMouse(t *testing.T) {
	b, w, _, calls := onBox(t, 1280, 800)
	b.SetRows(sampleLookup(), -1)
	var ran []string
	offer := func(text string) LookupOffer {
		return LookupOffer{Text: text, Run: func() { ran = append(ran, text) }}
	}
	b.SetEmpty(LookupEmpty{Title: "Nothing is called “prigoshin”", Detail: "Looked everywhere.", Offers: []LookupOffer{offer("a"), offer("b"), {Text: "c"}}})
	same(t, "no row", b.Highlighted(), -1)
	types(w, fyne.KeyReturn)
	same(t, "Enter before Down", len(ran), 0)
	types(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn, fyne.KeyUp, fyne.KeyReturn)
	same(t, "by keyboard", fmt.Sprint(ran), "[b a a]")
	shortcut(w, fyne.KeyEnd, fyne.KeyModifierControl)
	types(w, fyne.KeyReturn, fyne.KeyDown) // does nothing
	ran = nil
	i := slices.IndexFunc(b.Places(), func(p Place) bool { return p.Name == "offer.1" })
	at1 := b.Places()[i].Pos.Subtract(b.rows.Position()).AddXY(30, 5)
	b.rows.MouseDown(press1(at1.X, at1.Y, 0))
	b.rows.Tapped(&fyne.PointEvent{Position: at1})
	same(t, "by mouse", fmt.Sprint(ran), "[b]")
	same(t, "highlights told", told(calls), "[]")
	b.SetRows(sampleLookup(), -1)
	same(t, "rows again", b.Highlighted(), 0)
}

func TestOnlyRowsInViewAreDrawn(t *testing.T) {
	b, w, _, _ := onBox(t, 1280, 800)
	few := 0
	b.SetRows(headedRows(12), -1)
	few = len(b.rows.drawn)
	b.SetRows(headedRows(5000), -1)
	for range 30 {
		types(w, fyne.KeyPageDown)
		if len(b.rows.drawn) > few+10 {
			t.Fatalf("%d parts are drawn, %d of a short list", len(b.rows.drawn), few)
		}
	}
	if len(b.rows.texts.texts) > 80 {
		t.Errorf("%d texts for ten rows", len(b.rows.texts.texts))
	}
}

func TestAQuickAnswerShowsNoBusySign(t *testing.T) {
	b, _, _, _ := onBox(t, 1280, 800)
	var due func()
	b.busy.after = byHandAfter(&due)
	b.SetBusy(true)
	b.SetBusy(true)
	same(t, "at once", b.busy.shown, false)
	b.SetBusy(false)
	same(t, "answered: nothing is due", due == nil, true)
	b.SetBusy(true)
	due()
	same(t, "after a moment", b.busy.shown, true)
	b.SetBusy(false)
	same(t, "answered", b.busy.shown, false)
	b.SetBusy(true)
	b.Hide()
	same(t, "hidden: nothing is due", due == nil, true)
	b.SetBusy(true)
	same(t, "not while it is hidden", due == nil, true)
}

func TestACutRowShowsWholeUnderThePointer(t *testing.T) {
	b, _, _, _ := onBox(t, 700, 600)
	rest := byHand(b.tips)
	long := "The Provisional Coordinating Committee of the Harbour Towns, the Lower Fords and the Islands beyond Them"
	b.SetRows([]LookupRow{{Title: long, Detail: "an actor"}, {Title: "short", Detail: "an actor"}}, -1)
	b.rows.MouseMoved(mouse(200, 10, 0, 0))
	rest()
	same(t, "over a cut row", b.tips.shown, true)
	b.rows.MouseMoved(mouse(200, 45, 0, 0))
	rest()
	same(t, "over a whole one", b.tips.shown, false)
}

func TestTheLookupFieldIsAButton(t *testing.T) {
	newApp(t)
	ran := 0
	f := NewLookupField("Look up anything", "Ctrl+K", func() { ran++ })
	w := inWindow(t, NewStrip(f), 300, 100)
	same(t, "height", f.MinSize().Height, 28)
	f.Tapped(at(20, 10))
	w.Canvas().Focus(f)
	f.TypedKey(key(fyne.KeyReturn))
	f.TypedKey(key(fyne.KeySpace))
	same(t, "runs", ran, 3)
	NewLookupField("", "", nil).Tapped(at(1, 1))
}

func TestHostileRowsAreDrawn(t *testing.T) {
	b, w, _, _ := onBox(t, 1280, 800)
	for _, text := range []string{"", "\xff\xfe\x00", strings.Repeat("(", 300_000), strings.Repeat("\n", 300_000), strings.Repeat("e\u0301", 100_000),
		strings.Repeat("א(", 2000), strings.Repeat("軍", 100_000), strings.Repeat("a ", 200_000), "\u200d\u200d", "\u202eabc"} {
		marks := []Mark{{-1, 2}, {1 << 40, 1 << 50}, {len(text) / 2, len(text)/2 + 3}, {5, 1}}
		b.SetRows([]LookupRow{{Kind: text, Title: text, Detail: text, Marks: marks}, {Title: text, Head: true}}, -1)
		b.SetPreview(&LookupPreview{Title: text, Detail: text, Body: text, Marks: marks})
		b.rows.MouseMoved(mouse(200, 10, 0, 0))
		b.SetEmpty(LookupEmpty{Title: text, Detail: text, Offers: []LookupOffer{{Text: text}}})
		b.SetText(text[:min(len(text), 2000)])
		l := resultsOf([]ResultGroup{{Title: text, Marks: marks, Detail: text, Count: text, Passages: []ResultPassage{{Kind: text, Text: text, Marks: marks}}}})
		f := NewFacetList()
		f.SetSections([]FacetSection{{Title: text, Values: []FacetValue{{ID: text, Name: text, Count: "1"}}}})
		for _, o := range []fyne.CanvasObject{l, f} {
			for _, width := range []float32{0, 1, 41, 300} {
				o.Resize(fyne.NewSize(width, 200))
				o.Refresh()
			}
		}
	}
	w.Resize(fyne.NewSize(1, 1))
	w.Resize(fyne.NewSize(300, 200))
}
