package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// QueryField takes a query that what stands below it answers as one types.
// Unlike a SearchField it never clears itself: a query is worth keeping.
type QueryField struct {
	widget.Entry
	OnEnter  func(beside bool) // Enter; beside with Ctrl
	OnDown   func()
	OnEscape func()
	OnFocus  func() // the keyboard came to it
}

// NewQueryField makes an empty field.
func NewQueryField(placeholder string) *QueryField {
	f := &QueryField{}
	f.PlaceHolder = placeholder
	f.ExtendBaseWidget(f)
	return f
}

// SetQuiet changes the text without calling OnChanged; the caret goes to its
// end.
func (f *QueryField) SetQuiet(text string) {
	told := f.OnChanged
	f.OnChanged = nil
	f.SetText(text)
	f.CursorColumn = len([]rune(text))
	f.Refresh()
	f.OnChanged = told
}

// SelectAll selects the whole query, so that typing replaces it.
func (f *QueryField) SelectAll() { f.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// TypedKey implements fyne.Focusable.
func (f *QueryField) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(f, e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		call(f.OnEscape)
	case fyne.KeyDown, fyne.KeyPageDown:
		call(f.OnDown)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.enter(false)
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (f *QueryField) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && custom.Modifier == fyne.KeyModifierShortcutDefault && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter) {
		f.enter(true)
		return
	}
	f.Entry.TypedShortcut(s)
}

// FocusGained implements fyne.Focusable.
func (f *QueryField) FocusGained() {
	f.Entry.FocusGained()
	call(f.OnFocus)
}

func (f *QueryField) enter(beside bool) {
	if f.OnEnter != nil {
		f.OnEnter(beside)
	}
}
