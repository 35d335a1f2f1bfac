package reader

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained implements fyne.Focusable. With the Tab key comes a caret, so
// that text can be selected without a mouse.
func (r *Reader) FocusGained() {
	r.input.focused = true
	if !r.input.quietFocus && r.layout != nil {
		if r.anchor == r.head && !r.inView(r.head) {
			at := r.doc.First()
			if p := r.scroll.position(); p > at {
				at = p
			}
			r.anchor, r.head = at, at
		}
		r.caretOn = true
		r.ring.Show()
	}
	r.changed()
	if r.OnFocus != nil {
		r.OnFocus()
	}
}

// FocusLost implements fyne.Focusable.
func (r *Reader) FocusLost() {
	r.input.focused, r.input.shift = false, false
	r.ring.Hide()
	r.changed()
}

// TypedRune implements fyne.Focusable.
func (r *Reader) TypedRune(c rune) {
	r.disturbed()
	if r.OnTypedRune != nil {
		r.OnTypedRune(c)
	}
}

// KeyDown implements desktop.Keyable.
func (r *Reader) KeyDown(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		r.input.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (r *Reader) KeyUp(e *fyne.KeyEvent) {
	if e.Name == desktop.KeyShiftLeft || e.Name == desktop.KeyShiftRight {
		r.input.shift = false
	}
}

// shifted reports whether Shift is down: the driver knows, where there is one,
// also of a press before the reader had the focus.
func (r *Reader) shifted() bool {
	if m, ok := modifiers(); ok {
		return m&fyne.KeyModifierShift != 0
	}
	return r.input.shift
}

// modifiers returns which modifier keys are down, as far as the driver knows.
func modifiers() (fyne.KeyModifier, bool) {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	if !ok {
		return 0, false
	}
	return d.CurrentKeyModifiers(), true
}

// isModifier reports whether a key does nothing alone; Fyne types those, too.
func isModifier(key fyne.KeyName) bool {
	switch key {
	case desktop.KeyShiftLeft, desktop.KeyShiftRight, desktop.KeyControlLeft, desktop.KeyControlRight,
		desktop.KeyAltLeft, desktop.KeyAltRight, desktop.KeySuperLeft, desktop.KeySuperRight, desktop.KeyCapsLock:
		return true
	}
	return false
}

// lineStep is how far an arrow key scrolls: two lines of text.
const lineStep = 52

// TypedKey implements fyne.Focusable.
func (r *Reader) TypedKey(e *fyne.KeyEvent) {
	if isModifier(e.Name) {
		return
	}
	r.disturbed()
	if passFunctionKey(r, e) {
		return
	}
	if r.layout == nil {
		return
	}
	shift := r.shifted()
	view := float64(r.view.Height)
	page := max(view-lineStep, view/2)
	if shift || r.caretOn {
		if r.moveCaret(e.Name, shift, page) {
			return
		}
	}
	switch e.Name {
	case fyne.KeyUp:
		r.scroll.to(r.scroll.goal()-lineStep, true)
	case fyne.KeyDown:
		r.scroll.to(r.scroll.goal()+lineStep, true)
	case fyne.KeyPageUp:
		r.scroll.to(r.scroll.goal()-page, true)
	case fyne.KeyPageDown:
		r.scroll.to(r.scroll.goal()+page, true)
	case fyne.KeySpace:
		if shift {
			page = -page
		}
		r.scroll.to(r.scroll.goal()+page, true)
	case fyne.KeyHome:
		r.scroll.to(0, true)
	case fyne.KeyEnd:
		r.scroll.to(r.scroll.limit(), true)
	case fyne.KeyEscape:
		r.caretOn = false
		r.changed()
		if r.anchor == r.head { // nothing to let go of: the window may have a use for it
			toWindow(r, e)
			return
		}
		r.setSelection(r.head, r.head)
		r.announce()
	}
}

// moveCaret moves the caret by a key, and the selection's end with it where
// extend is set. It reports false for a key that does not move a caret.
func (r *Reader) moveCaret(key fyne.KeyName, extend bool, page float64) bool {
	l, to := r.layout, r.head
	keepGoal := false
	start, end := r.Selection()
	switch key {
	case fyne.KeyLeft, fyne.KeyRight:
		left := key == fyne.KeyLeft
		switch {
		case !extend && start != end && left:
			to = start // the selection collapses to the side
		case !extend && start != end:
			to = end
		case left:
			to = r.doc.PrevGrapheme(to)
		default:
			to = r.doc.NextGrapheme(to)
		}
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown:
		c := l.Caret(to)
		if c.Line < 0 {
			return true
		}
		if !r.goalSet {
			r.goal, r.goalSet = c.X, true
		}
		keepGoal = true
		switch key {
		case fyne.KeyUp:
			to = r.lineBeside(c.Line, -1, to)
		case fyne.KeyDown:
			to = r.lineBeside(c.Line, 1, to)
		case fyne.KeyPageUp:
			to, _ = l.Hit(r.goal, c.Top+float64(c.Height)/2-page)
		default:
			to, _ = l.Hit(r.goal, c.Top+float64(c.Height)/2+page)
		}
	case fyne.KeyHome, fyne.KeyEnd:
		c := l.Caret(to)
		if c.Line < 0 {
			return true
		}
		if key == fyne.KeyHome {
			to = int(l.Lines[c.Line].Start)
		} else {
			to = l.HitLine(c.Line, 1e6)
		}
	default:
		return false
	}
	r.caretTo(to, extend)
	r.goalSet = keepGoal
	return true
}

// lineBeside returns the caret place in the next line of text up or down.
func (r *Reader) lineBeside(line, dir, at int) int {
	l := r.layout
	for i := line + dir; i >= 0 && i < len(l.Lines); i += dir {
		if l.Lines[i].Start < l.Lines[i].End {
			return l.HitLine(i, r.goal)
		}
	}
	if dir < 0 {
		return r.doc.First()
	}
	return max(at, r.doc.Last())
}

// caretTo puts the caret at an offset and into view.
func (r *Reader) caretTo(to int, extend bool) {
	had := r.anchor != r.head
	r.caretOn, r.goalSet = true, false
	if extend {
		r.setSelection(r.anchor, to)
	} else {
		r.setSelection(to, to)
	}
	r.changed()
	r.showCaret()
	if extend || had {
		r.announce()
	}
}

// showCaret scrolls the least that brings the caret into view.
func (r *Reader) showCaret() {
	c := r.layout.Caret(r.head)
	if c.Line < 0 {
		return
	}
	const margin = 8
	view := float64(r.view.Height)
	switch now := r.scroll.goal(); {
	case c.Top-margin < now:
		r.scroll.to(c.Top-margin, true)
	case c.Top+float64(c.Height)+margin > now+view:
		r.scroll.to(c.Top+float64(c.Height)+margin-view, true)
	}
}

func (r *Reader) inView(offset int) bool {
	c := r.layout.Caret(offset)
	return c.Line >= 0 && c.Top >= r.scroll.top && c.Top < r.scroll.top+float64(r.view.Height)
}

// TypedShortcut implements fyne.Shortcutable.
func (r *Reader) TypedShortcut(s fyne.Shortcut) {
	r.disturbed()
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		r.copySelection()
		return
	case *fyne.ShortcutSelectAll:
		r.SelectAll()
		return
	case *desktop.CustomShortcut:
		if r.layout != nil && r.wordKey(s) {
			return
		}
	}
	if r.OnShortcut != nil {
		r.OnShortcut(s)
	}
}

func (r *Reader) copySelection() {
	if text := r.SelectedText(); text != "" {
		fyne.CurrentApp().Clipboard().SetContent(text)
	}
}

// wordKey handles the arrow keys with Ctrl (Alt on macOS, where it jumps words)
// and Ctrl with Home and End.
func (r *Reader) wordKey(s *desktop.CustomShortcut) bool {
	extend := s.Modifier&fyne.KeyModifierShift != 0
	base := s.Modifier &^ fyne.KeyModifierShift
	if base != fyne.KeyModifierShortcutDefault && base != fyne.KeyModifierControl && base != fyne.KeyModifierAlt {
		return false
	}
	to := 0
	switch s.KeyName {
	case fyne.KeyLeft:
		to = r.doc.PrevWord(r.head)
	case fyne.KeyRight:
		to = r.doc.NextWord(r.head)
	case fyne.KeyHome:
		to = r.doc.First()
	case fyne.KeyEnd:
		to = r.doc.Last()
	default:
		return false
	}
	if !extend && !r.caretOn {
		// Without a caret these scroll, as Home and End do.
		switch s.KeyName {
		case fyne.KeyHome:
			r.scroll.to(0, true)
		case fyne.KeyEnd:
			r.scroll.to(r.scroll.limit(), true)
		default:
			return false
		}
		return true
	}
	r.caretTo(to, extend)
	return true
}

// passFunctionKey hands F1 to F12 to the window: they carry no modifier, so
// Fyne gives them to the focused widget alone. It reports whether the key was
// one of them.
func passFunctionKey(r *Reader, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		toWindow(r, e)
		return true
	}
	return false
}

func toWindow(r *Reader, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}
