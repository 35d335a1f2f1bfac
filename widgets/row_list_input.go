package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/look"
)

// MouseDown implements desktop.Mouseable. Selecting happens here and not in
// Tapped, since a tap knows no modifiers and waits for a second one.
func (l *RowList) MouseDown(e *desktop.MouseEvent) {
	untip(l)
	if e.Button == desktop.MouseButtonPrimary && l.view.overBar(e.Position, l.Size().Width) {
		l.view.dragging = true
		return
	}
	l.takeFocus()
	i := l.rowAt(e.Position)
	if i < 0 {
		return
	}
	row := l.Row(i)
	if row.ID == 0 {
		return
	}
	if e.Button == desktop.MouseButtonSecondary {
		if !l.selected[row.ID] {
			l.selectOnly(i)
		}
		if l.OnSecondary != nil {
			l.OnSecondary(row.ID, e.AbsolutePosition)
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0 && l.anchor >= 0:
		l.selectRange(l.anchor, i)
		l.moveTo(i)
	case e.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0:
		l.toggle(i)
	default:
		twice := i == l.lastRow && time.Since(l.lastTap) < fyne.CurrentApp().Driver().DoubleTapDelay()
		l.lastTap, l.lastRow = time.Now(), i
		if twice {
			l.lastRow = -1
			l.open()
			return
		}
		again := row.ID == l.current
		l.selectOnly(i)
		if again && l.OnAgain != nil {
			l.OnAgain(row.ID)
		}
	}
}

// MouseUp implements desktop.Mouseable.
func (l *RowList) MouseUp(*desktop.MouseEvent) {
	if l.view.dragging {
		l.view.dragging = false
		l.Refresh()
	}
}

// Dragged implements fyne.Draggable: the scroll bar, when it was caught.
func (l *RowList) Dragged(e *fyne.DragEvent) {
	if l.view.dragging {
		l.view.drag(e.Dragged.DY)
		l.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (l *RowList) DragEnd() { l.MouseUp(nil) }

func (l *RowList) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() != fyne.Focusable(l) {
		l.byMouse = true
		c.Focus(l)
	}
}

// selectOnly makes a row the only selected one and the current one.
func (l *RowList) selectOnly(i int) {
	id := l.Row(i).ID
	same := len(l.selected) == 1 && l.selected[id]
	clear(l.selected)
	if id != 0 {
		l.selected[id] = true
	}
	l.anchor = i
	l.moveTo(i)
	if !same {
		l.tellSelection()
	}
}

func (l *RowList) selectRange(a, b int) {
	clear(l.selected)
	for i := min(a, b); i <= max(a, b); i++ {
		if id := l.Row(i).ID; id != 0 {
			l.selected[id] = true
		}
	}
	l.tellSelection()
}

func (l *RowList) toggle(i int) {
	id := l.Row(i).ID
	if l.selected[id] {
		delete(l.selected, id)
	} else {
		l.selected[id] = true
	}
	l.anchor = i
	l.moveTo(i)
	l.tellSelection()
}

// moveTo makes a row the current one and brings it into view.
func (l *RowList) moveTo(i int) {
	id := l.Row(i).ID
	changed := id != l.current
	l.current, l.cursor = id, i
	l.ScrollTo(i)
	if changed && id != 0 && l.OnSelect != nil {
		l.OnSelect(id)
	}
}

func (l *RowList) tellSelection() {
	l.Refresh()
	if l.OnSelection != nil {
		l.OnSelection(l.Selected())
	}
}

func (l *RowList) open() {
	if l.current != 0 && l.OnOpen != nil {
		l.OnOpen(l.current)
	}
}

// FocusGained implements fyne.Focusable.
func (l *RowList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost implements fyne.Focusable.
func (l *RowList) FocusLost() {
	l.focused, l.byMouse, l.shift = false, false, false
	l.Refresh()
}

// TypedRune implements fyne.Focusable.
func (l *RowList) TypedRune(r rune) {
	if r != ' ' && l.OnRune != nil {
		l.OnRune(r)
	}
}

// KeyDown implements desktop.Keyable: a key event does not say whether Shift is held.
func (l *RowList) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (l *RowList) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		l.shift = false
	}
}

// TypedKey implements fyne.Focusable.
func (l *RowList) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(l, e) {
		return
	}
	l.byMouse = false
	if l.OnKey != nil && l.OnKey(e) {
		return
	}
	n := l.length()
	at := l.indexOf(l.current)
	page := max(1, int(l.view.height/look.RowHeight)-1)
	target := at
	switch e.Name {
	case fyne.KeyDown:
		target = at + 1
	case fyne.KeyUp:
		target = at - 1
		if at < 0 {
			target = n - 1
		}
	case fyne.KeyPageDown:
		target = at + page
	case fyne.KeyPageUp:
		target = at - page
	case fyne.KeyHome:
		target = 0
	case fyne.KeyEnd:
		target = n - 1
	case fyne.KeySpace:
		if at >= 0 {
			l.toggle(at)
		}
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if at < 0 && n > 0 {
			l.selectOnly(0) // which has the ring
		}
		l.open()
		return
	case fyne.KeyDelete:
		if ids := l.Selected(); len(ids) > 0 && l.OnDelete != nil {
			l.OnDelete(ids)
		}
		return
	default:
		relay(l, e)
		return
	}
	if n == 0 {
		return
	}
	target = max(0, min(target, n-1))
	if l.shift && l.anchor >= 0 {
		l.selectRange(l.anchor, target)
		l.moveTo(target)
		return
	}
	l.selectOnly(target)
}

// TypedShortcut implements fyne.Shortcutable: everything can be selected at once.
func (l *RowList) TypedShortcut(s fyne.Shortcut) {
	if _, all := s.(*fyne.ShortcutSelectAll); all && l.length() > 0 {
		l.anchor = 0
		l.selectRange(0, l.length()-1)
	}
}
