package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Field is an entry that passes on the keys it has no use for: in a sheet,
// Escape cancels and Ctrl+Enter confirms from any field, and so does Enter in
// a field of one line.
type Field struct {
	widget.Entry
	OnEscape func() // instead of passing Escape on
	OnBlur   func() // the focus left
}

// NewField makes a field of one line.
func NewField(placeholder string) *Field {
	f := &Field{}
	f.PlaceHolder = placeholder
	f.ExtendBaseWidget(f)
	return f
}

// NewArea makes a field of several lines that wraps at words.
func NewArea(placeholder string, rows int) *Field {
	f := &Field{}
	f.PlaceHolder = placeholder
	f.MultiLine = true
	f.Wrapping = fyne.TextWrapWord
	f.ExtendBaseWidget(f)
	f.SetMinRowsVisible(rows)
	return f
}

// TypedKey implements fyne.Focusable.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(f, e) {
		return
	}
	switch {
	case e.Name == fyne.KeyEscape && f.OnEscape != nil:
		f.OnEscape()
		return
	case e.Name == fyne.KeyEscape:
		passOn(f, e)
		return
	case (e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter) && !f.MultiLine && f.OnSubmitted == nil && relay(f, e):
		return
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut implements fyne.Shortcutable.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if !relayShortcut(f, s) {
		f.Entry.TypedShortcut(s)
	}
}

// FocusLost implements fyne.Focusable.
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	if f.OnBlur != nil {
		f.OnBlur()
	}
}

// passOn offers a key to the sheet around o, or else to the window.
func passOn(o fyne.CanvasObject, e *fyne.KeyEvent) {
	if relay(o, e) {
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// relayShortcut confirms the sheet around o on Ctrl+Enter.
func relayShortcut(o fyne.CanvasObject, s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok || custom.Modifier != fyne.KeyModifierShortcutDefault || (custom.KeyName != fyne.KeyReturn && custom.KeyName != fyne.KeyEnter) {
		return false
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if o, ok := c.Overlays().Top().(*sheetOverlay); ok {
			o.sheet.confirm()
			return true
		}
	}
	return false
}
