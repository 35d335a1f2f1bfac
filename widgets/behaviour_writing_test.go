package widgets

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func ctrl(name fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
}

func TestTheEditorTellsOnlyWhatTheUserDid(t *testing.T) {
	newApp(t)
	m := NewMarkdownEditor("Write")
	var told []string
	saved, blurred := 0, 0
	m.OnChanged = func(s string) { told = append(told, s) }
	m.OnSave = func() { saved++ }
	m.OnBlur = func() { blurred++ }
	w := inWindow(t, m, 400, 300)
	m.SetText("a note")
	same(t, "calls after SetText", len(told), 0)
	m.FocusField()
	m.entry.TypedKey(key(fyne.KeyEnd))
	m.InsertAtCursor(" and more")
	test.Type(m.entry, "!")
	m.entry.TypedShortcut(ctrl(fyne.KeyS))
	w.Canvas().Unfocus()
	if want := []string{"a note and more", "a note and more!"}; !slices.Equal(told, want) {
		t.Errorf("told %q, want %q", told, want)
	}
	same(t, "saves", saved, 1)
	same(t, "blurs", blurred, 1)
	m.entry.Undo()
	m.entry.Undo()
	same(t, "after undoing both", m.Text(), "a note")
	// what belonged to another note cannot be undone into this one
	m.SetText("another")
	m.entry.Undo()
	same(t, "undo after SetText", m.Text(), "another")
	m.Disable()
	m.InsertAtCursor("x")
	same(t, "insert when read-only", m.Text(), "another")
}

func TestOpenLink(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		before, prefix string
		open           bool
	}{
		{"", "", false}, {"See [[", "", true}, {"See [[Two am", "Two am", true}, {"[[a]] then", "", false},
		{"[[a]] then [[é", "é", true}, {"[[a\nb", "", false}, {"[x", "", false},
	} {
		prefix, open := openLink(c.before+"]] after", len([]rune(c.before)))
		if prefix != c.prefix || open != c.open {
			t.Errorf("%q: %q, %v; want %q, %v", c.before, prefix, open, c.prefix, c.open)
		}
	}
}

func TestCompletingALink(t *testing.T) {
	newApp(t)
	m := NewMarkdownEditor("Write")
	var asked []string
	m.OnComplete = func(prefix string) []Suggestion {
		asked = append(asked, prefix)
		if strings.HasPrefix(prefix, "zz") {
			return nil
		}
		return []Suggestion{{Title: "Two ambushes", Detail: "Brief"}, {Title: "JNIM", Insert: "jnim|JNIM"}}
	}
	inWindow(t, m, 400, 300)
	m.FocusField()
	test.Type(m.entry, "See [[Tw")
	same(t, "suggestions shown", m.offers.Visible(), true)
	same(t, "asked last for", asked[len(asked)-1], "Tw")
	m.entry.TypedKey(key(fyne.KeyReturn))
	same(t, "after Enter", m.Text(), "See [[Two ambushes]]")
	same(t, "suggestions gone", m.offers.Visible(), false)
	test.Type(m.entry, " and [[J")
	m.entry.TypedKey(key(fyne.KeyDown))
	m.entry.TypedKey(key(fyne.KeyTab))
	same(t, "after Down and Tab", m.Text(), "See [[Two ambushes]] and [[jnim|JNIM]]")
	test.Type(m.entry, " [[a")
	m.entry.TypedKey(key(fyne.KeyEscape))
	same(t, "after Escape", m.offers.Visible(), false)
	test.Type(m.entry, "\b")
	m.SetText("")
	test.Type(m.entry, "[[zz")
	same(t, "with nothing to suggest", m.offers.Visible(), false)
}

func TestThePreviewFetchesNothing(t *testing.T) {
	newApp(t)
	var opened []string
	segments := previewSegments("[[Two ambushes|the brief]] and [a page](https://example.org/x)\n\n![a map](https://example.org/map.png)\n\n- [[JNIM]]\n",
		func(target string) { opened = append(opened, target) })
	pictures := 0
	var walk func([]widget.RichTextSegment)
	walk = func(all []widget.RichTextSegment) {
		for _, s := range all {
			switch s := s.(type) {
			case *widget.ImageSegment:
				pictures++
			case *widget.HyperlinkSegment:
				if s.OnTapped == nil {
					t.Errorf("the link %q would be opened by Fyne", s.Text)
					continue
				}
				s.OnTapped()
			case *widget.ParagraphSegment:
				walk(s.Texts)
			case *widget.ListSegment:
				walk(s.Items)
			}
		}
	}
	walk(segments)
	same(t, "pictures", pictures, 0)
	if want := []string{"Two ambushes", "https://example.org/x", "JNIM"}; !slices.Equal(opened, want) {
		t.Errorf("links lead to %q, want %q", opened, want)
	}
}

func TestASheetAnswersTheKeyboard(t *testing.T) {
	newApp(t)
	w := inWindow(t, widget.NewEntry(), 800, 600)
	confirmed, cancelled := 0, 0
	open := func() (*Sheet, *Field, *Field) {
		line, area := NewField("Title"), NewArea("Comment", 3)
		s := NewSheet("Edit", container.NewVBox(line, area))
		s.Confirm = "Save"
		s.OnConfirm = func() bool { confirmed++; return true }
		s.OnCancel = func() { cancelled++ }
		s.Show(w.Canvas())
		return s, line, area
	}
	expect := func(what string, s *Sheet, wantConfirmed, wantCancelled int) {
		t.Helper()
		if confirmed != wantConfirmed || cancelled != wantCancelled || s.Shown() || w.Canvas().Overlays().Top() != nil {
			t.Errorf("%s: confirmed %d, cancelled %d, shown %v", what, confirmed, cancelled, s.Shown())
		}
		confirmed, cancelled = 0, 0
	}
	s, line, _ := open()
	if w.Canvas().Focused() != fyne.Focusable(line) {
		t.Error("the first field has not the keyboard")
	}
	for range 8 { // Tab goes round inside
		w.Canvas().FocusNext()
		if w.Canvas().Focused() == nil {
			t.Fatal("the keyboard left the sheet")
		}
	}
	line.TypedKey(key(fyne.KeyReturn))
	expect("Enter in a line", s, 1, 0)
	s, _, area := open()
	w.Canvas().Focus(area)
	area.TypedKey(key(fyne.KeyReturn))
	same(t, "Enter in an area confirms", confirmed, 0)
	area.TypedShortcut(ctrl(fyne.KeyReturn))
	expect("Ctrl+Enter in an area", s, 1, 0)
	s, line, _ = open()
	line.TypedKey(key(fyne.KeyEscape))
	expect("Escape in a field", s, 0, 1)
	s, _, _ = open()
	s.yes.TypedKey(key(fyne.KeyEscape))
	expect("Escape on a button", s, 0, 1)
	s, _, _ = open()
	w.Canvas().OnTypedKey()(key(fyne.KeyEscape))
	expect("Escape with no focus", s, 0, 1)
	s, line, _ = open()
	s.SetConfirmEnabled(false)
	line.TypedKey(key(fyne.KeyReturn))
	same(t, "Enter when confirming is disabled", confirmed, 0)
	s.Hide()
	same(t, "OnCancel after Hide", cancelled, 0)
	if w.Canvas().OnTypedKey() != nil {
		t.Error("the window's keys are not given back")
	}
}

func TestASheetThatRefusesStaysOpen(t *testing.T) {
	newApp(t)
	w := inWindow(t, widget.NewEntry(), 800, 600)
	s := NewSheet("Edit", NewField(""))
	s.Confirm = "Save"
	s.OnConfirm = func() bool { return false }
	s.Show(w.Canvas())
	test.Tap(s.yes)
	same(t, "shown", s.Shown(), true)
	test.Tap(s.no)
	same(t, "shown after Cancel", s.Shown(), false)
}

func TestATallSheetFitsTheWindow(t *testing.T) {
	newApp(t)
	w := inWindow(t, widget.NewEntry(), 500, 300)
	box := container.NewVBox()
	for range 30 {
		box.Add(NewField("Field"))
	}
	s := NewSheet("Edit", box)
	s.Confirm = "Save"
	s.Show(w.Canvas())
	bottom := s.yes.Position().Y + s.yes.Size().Height
	if bottom > 300 || !s.scrolling {
		t.Errorf("the buttons end at %.0f of 300, scrolling %v", bottom, s.scrolling)
	}
	if s.yes.Position().X+s.yes.Size().Width > 500 {
		t.Error("the buttons lie outside")
	}
}

func TestWhatCannotBeTakenBackDoesNotHangOnOneEnter(t *testing.T) {
	newApp(t)
	w := inWindow(t, widget.NewEntry(), 800, 600)
	gone := 0
	s := ShowConfirm(w.Canvas(), "Empty the trash?", "3 briefs are deleted for good.", "Empty trash", true, func() { gone++ })
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	same(t, "deleted", gone, 0)
	same(t, "shown", s.Shown(), false)
	s = ShowConfirm(w.Canvas(), "Restore?", "3 briefs come back.", "Restore", false, func() { gone++ })
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	same(t, "restored", gone, 1)
	same(t, "shown", s.Shown(), false)
}

func TestTheFindBarGoesBothWays(t *testing.T) {
	newApp(t)
	b := NewFindBar()
	var log []string
	say := func(s string) func() { return func() { log = append(log, s) } }
	b.OnQuery = func(s string) { log = append(log, "query "+s) }
	b.OnNext, b.OnPrevious, b.OnClose = say("next"), say("previous"), say("close")
	inWindow(t, b, 600, 36)
	b.FocusField()
	test.Type(b.field, "x")
	b.field.TypedKey(key(fyne.KeyReturn))
	b.field.KeyDown(key(desktop.KeyShiftLeft))
	b.field.TypedKey(key(fyne.KeyReturn))
	b.field.KeyUp(key(desktop.KeyShiftLeft))
	b.field.TypedKey(key(fyne.KeyDown))
	test.Tap(b.next) // nothing is found yet: it does not act
	b.SetCount(1, 3)
	same(t, "count", b.label.Text, "1 of 3")
	test.Tap(b.next)
	b.field.TypedKey(key(fyne.KeyEscape))
	b.SetQuery("y")
	if want := []string{"query x", "next", "previous", "next", "next", "close"}; !slices.Equal(log, want) {
		t.Errorf("%q, want %q", log, want)
	}
	same(t, "query", b.Query(), "y")
}

func TestTheSearchFieldIsLeftByEscapeAndDown(t *testing.T) {
	newApp(t)
	f := NewSearchField("Filter briefs")
	var log []string
	f.OnChanged = func(s string) { log = append(log, "changed "+s) }
	f.OnEscape = func() { log = append(log, "escape") }
	f.OnDown = func() { log = append(log, "down") }
	w := inWindow(t, f, 200, 28)
	w.Canvas().Focus(f)
	test.Type(f, "k")
	f.TypedKey(key(fyne.KeyEscape))
	f.TypedKey(key(fyne.KeyEscape))
	f.TypedKey(key(fyne.KeyDown))
	f.SetQuiet("quiet")
	if want := []string{"changed k", "changed ", "escape", "down"}; !slices.Equal(log, want) {
		t.Errorf("%q, want %q", log, want)
	}
}

func TestAFormRowShowsTheErrorInPlaceOfTheHint(t *testing.T) {
	newApp(t)
	r := NewFormRow("Date", NewField(""))
	inWindow(t, container.NewVBox(r), 300, 200)
	bare := r.MinSize().Height
	r.SetHint("As printed.")
	if r.MinSize().Height <= bare {
		t.Error("no room for the hint")
	}
	r.SetError("This is not a date.")
	same(t, "below", r.below.Text(), "This is not a date.")
	r.SetError("")
	same(t, "below", r.below.Text(), "As printed.")
}
