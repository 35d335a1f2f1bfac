package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// SearchField filters a list while one types. Escape clears it; when it is
// empty, Escape and Down lead out of it.
type SearchField struct {
	widget.Entry
	OnEscape func()
	OnDown   func()
}

// NewSearchField makes an empty field.
func NewSearchField(placeholder string) *SearchField {
	f := &SearchField{}
	f.PlaceHolder = placeholder
	f.ExtendBaseWidget(f)
	return f
}

// SetQuiet changes the text without calling OnChanged.
func (f *SearchField) SetQuiet(text string) {
	told := f.OnChanged
	f.OnChanged = nil
	f.SetText(text)
	f.OnChanged = told
}

// TypedKey implements fyne.Focusable.
func (f *SearchField) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(f, e) {
		return
	}
	switch {
	case e.Name == fyne.KeyEscape && f.Text != "":
		f.SetText("")
	case e.Name == fyne.KeyEscape && f.OnEscape != nil:
		f.OnEscape()
	case e.Name == fyne.KeyEscape:
		passOn(f, e)
	case e.Name == fyne.KeyDown && f.OnDown != nil:
		f.OnDown()
	default:
		f.Entry.TypedKey(e)
	}
}
