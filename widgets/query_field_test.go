package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

func TestQueryField_KeysLeadOutOfItAndKeepTheQuery(t *testing.T) {
	newApp(t)
	f := NewQueryField("Search")
	w := inWindow(t, f, 400, 60)
	var told []string
	f.OnEnter = func(beside bool) {
		if beside {
			told = append(told, "beside")
		} else {
			told = append(told, "open")
		}
	}
	f.OnDown = func() { told = append(told, "down") }
	f.OnEscape = func() { told = append(told, "escape") }
	f.OnFocus = func() { told = append(told, "focus") }
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { told = append(told, string(e.Name)) })
	f.OnChanged = func(string) { told = append(told, "changed") }
	f.SetQuiet("winch")
	w.Canvas().Focus(f)
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyDown, fyne.KeyF3, fyne.KeyEscape} {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
	f.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	want := []string{"focus", "open", "down", "F3", "escape", "beside"}
	if len(told) != len(want) {
		t.Fatalf("told %v, want %v", told, want)
	}
	for i := range want {
		if told[i] != want[i] {
			t.Fatalf("told %v, want %v", told, want)
		}
	}
	if f.Text != "winch" {
		t.Errorf("the query is %q", f.Text)
	}
	// When all of it is selected, typing replaces it
	f.SelectAll()
	f.TypedRune('a')
	if f.Text != "a" {
		t.Errorf("typed over: %q", f.Text)
	}
}

func TestRemark_GrowsWithItsLines(t *testing.T) {
	newApp(t)
	r := NewRemark("“soon” is no date, so it is left out. Write 2024, 2024-08 or 19 August 2024.")
	r.Resize(fyne.NewSize(700, 20))
	one := r.MinSize().Height
	r.Resize(fyne.NewSize(220, 20))
	if r.MinSize().Height <= one {
		t.Errorf("narrow it is %v high, wide %v", r.MinSize().Height, one)
	}
}

func TestRail_DotSaysThatSomethingIsNew(t *testing.T) {
	newApp(t)
	r := NewRail(RailItem{ID: "a", Icon: "library"}, RailItem{ID: "b", Icon: "search"})
	inWindow(t, r, 48, 400)
	r.SetDot("b", true)
	if r.dots[0].Visible() || !r.dots[1].Visible() {
		t.Error("the dot is not at its place")
	}
	r.SetDot("b", false)
	if r.dots[1].Visible() {
		t.Error("the dot stays")
	}
}
