package widgets

import "fyne.io/fyne/v2"

// passFunctionKey hands F1 to F12 to the window, whatever has the focus: they
// carry no modifier, so Fyne gives them to the focused widget alone. It
// reports whether the key was one of them.
func passFunctionKey(o fyne.CanvasObject, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		passOn(o, e)
		return true
	}
	return false
}
