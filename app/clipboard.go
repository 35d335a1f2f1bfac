package app

import "fyne.io/fyne/v2"

// clipAction is what the Edit menu asks of the focused text.
type clipAction int

const (
	clipCut clipAction = iota
	clipCopy
	clipPaste
	clipSelectAll
)

// clip hands a clipboard command to what has the focus. The menu takes these
// keys before any widget sees them, so it must pass them on.
func (d *Desk) clip(a clipAction) {
	focused, ok := d.win.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		return
	}
	board := d.app.Clipboard()
	switch a {
	case clipCut:
		focused.TypedShortcut(&fyne.ShortcutCut{Clipboard: board})
	case clipCopy:
		focused.TypedShortcut(&fyne.ShortcutCopy{Clipboard: board})
	case clipPaste:
		focused.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	case clipSelectAll:
		focused.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// typing reports whether a text field has the focus, which then has its own
// undo.
func (d *Desk) typing() (fyne.Shortcutable, bool) {
	focused := d.win.Canvas().Focused()
	if _, ok := focused.(interface {
		Undo()
		Redo()
	}); !ok {
		return nil, false
	}
	s, ok := focused.(fyne.Shortcutable)
	return s, ok
}

func (d *Desk) undoOrType() {
	if s, ok := d.typing(); ok {
		s.TypedShortcut(&fyne.ShortcutUndo{})
		return
	}
	d.undo.undo(d.ctx)
}

func (d *Desk) redoOrType() {
	if s, ok := d.typing(); ok {
		s.TypedShortcut(&fyne.ShortcutRedo{})
		return
	}
	d.undo.redo(d.ctx)
}
