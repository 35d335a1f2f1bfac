package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// press is the part shared by everything that is pressed: the pointer over it,
// keyboard focus, Enter and Space, a tip. A click does not take the focus, so
// that the text being read or written keeps it, and so that the ring is seen
// only where the keyboard is.
type press struct {
	widget.BaseWidget
	self     fyne.CanvasObject
	act      func()
	tipText  func() string
	onFocus  func() // the keyboard came here
	hovered  bool
	focused  bool
	disabled bool
}

// init must be called by the constructor of the widget that embeds press.
func (b *press) init(self fyne.Widget, act func()) {
	b.self, b.act = self, act
	b.ExtendBaseWidget(self)
}

func (b *press) activate() {
	if !b.disabled && b.act != nil {
		b.act()
	}
}

// Tapped implements fyne.Tappable.
func (b *press) Tapped(*fyne.PointEvent) {
	untip(b.self)
	b.activate()
}

// MouseIn implements desktop.Hoverable.
func (b *press) MouseIn(*desktop.MouseEvent) {
	b.hovered = true
	if b.tipText != nil {
		tip(b.self, b.tipText(), fyne.Position{}, b.Size(), false)
	}
	b.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (b *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *press) MouseOut() {
	b.hovered = false
	untip(b.self)
	b.Refresh()
}

// FocusGained implements fyne.Focusable.
func (b *press) FocusGained() {
	b.focused = true
	b.Refresh()
	call(b.onFocus)
}

// FocusLost implements fyne.Focusable.
func (b *press) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable. Space arrives as a key, too.
func (b *press) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (b *press) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(b.self, e) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.activate()
	default:
		relay(b.self, e)
	}
}

// Cursor implements desktop.Cursorable.
func (b *press) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// Enable makes the widget act again.
func (b *press) Enable() { b.disabled = false; b.Refresh() }

// Disable keeps the widget from acting and shows that it cannot.
func (b *press) Disable() { b.disabled = true; b.hovered = false; b.Refresh() }

// Disabled reports whether Disable was called last.
func (b *press) Disabled() bool { return b.disabled }

// keyTaker is an overlay that wants the keys its focused part has no use for.
type keyTaker interface {
	takeKey(e *fyne.KeyEvent) bool
}

// relay offers a key to the overlay that o is in: Escape closes a sheet from
// wherever in it the focus is. It reports whether the key was taken.
func relay(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		if t, ok := c.Overlays().Top().(keyTaker); ok {
			return t.takeKey(e)
		}
	}
	return false
}
