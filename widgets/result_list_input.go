package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/look"
)

// at returns what is under a point of the widget.
func (l *ResultList) at(p fyne.Position) resultSpot {
	if p.Y < 0 || p.Y >= l.view.height {
		return noResult
	}
	y := p.Y + l.view.offset
	group := l.groupAt(y)
	if group < 0 {
		return noResult
	}
	found := noResult
	l.walk(group, func(at resultSpot, _, bottom float32) bool {
		if y < bottom {
			found = at
		}
		return y >= bottom
	})
	return found
}

// MouseDown implements desktop.Mouseable.
func (l *ResultList) MouseDown(e *desktop.MouseEvent) {
	untip(l)
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if l.view.overBar(e.Position, l.Size().Width) {
		l.view.dragging = true
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() != fyne.Focusable(l) {
		l.byMouse = true
		c.Focus(l)
	}
	at := l.at(e.Position)
	if at == noResult {
		return
	}
	beside := e.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0
	again := at == l.chosen
	l.choose(at)
	if again || beside {
		l.open(beside)
	}
}

// MouseUp implements desktop.Mouseable.
func (l *ResultList) MouseUp(*desktop.MouseEvent) {
	if l.view.dragging {
		l.view.dragging = false
		l.Refresh()
	}
}

// Dragged implements fyne.Draggable: the scroll bar, when it was caught.
func (l *ResultList) Dragged(e *fyne.DragEvent) {
	if l.view.dragging {
		l.view.drag(e.Dragged.DY)
		l.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (l *ResultList) DragEnd() { l.MouseUp(nil) }

// Scrolled implements fyne.Scrollable.
func (l *ResultList) Scrolled(e *fyne.ScrollEvent) {
	l.view.scrollTo(l.view.offset - e.Scrolled.DY)
	untip(l)
	l.hovered = l.at(e.Position)
	l.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (l *ResultList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *ResultList) MouseMoved(e *desktop.MouseEvent) {
	at, over := l.at(e.Position), l.view.overBar(e.Position, l.Size().Width)
	if at == l.hovered && over == l.view.hovered {
		return
	}
	if at != l.hovered {
		untip(l)
		if at.group >= 0 && cutPieces(l.memory[at].pieces) {
			top, bottom := l.span(at)
			tip(l, oneLine(l.memory[at].of.Text), fyne.NewPos(resultLeft-look.Space8, top-l.view.offset), fyne.NewSize(l.Size().Width, bottom-top), false)
		}
	}
	l.hovered, l.view.hovered = at, over
	l.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (l *ResultList) MouseOut() {
	l.hovered, l.view.hovered = noResult, false
	untip(l)
	l.Refresh()
}

// Cursor implements desktop.Cursorable.
func (l *ResultList) Cursor() desktop.Cursor {
	if l.hovered != noResult {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (l *ResultList) FocusGained() {
	l.focused = true
	if l.chosen == noResult && !l.byMouse {
		l.measure()
		l.choose(l.first()) // so that the ring is somewhere
	}
	l.Refresh()
	call(l.OnFocus)
}

// FocusLost implements fyne.Focusable.
func (l *ResultList) FocusLost() { l.focused, l.byMouse = false, false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *ResultList) TypedRune(r rune) {
	if r != ' ' && l.OnRune != nil {
		l.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (l *ResultList) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(l, e) {
		return
	}
	l.byMouse = false
	switch e.Name {
	case fyne.KeyDown:
		l.step(1)
	case fyne.KeyUp:
		l.step(-1)
	case fyne.KeyPageDown:
		l.page(1)
	case fyne.KeyPageUp:
		l.page(-1)
	case fyne.KeyHome:
		l.measure()
		l.choose(l.first())
	case fyne.KeyEnd:
		l.measure()
		l.choose(l.last())
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		l.open(false)
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		} else {
			passOn(l, e)
		}
	}
}

// TypedShortcut implements fyne.Shortcutable: Ctrl+Enter. What it has no use
// for goes on to the window, which would have had it.
func (l *ResultList) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if ok && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter) &&
		(custom.Modifier == fyne.KeyModifierControl || custom.Modifier == fyne.KeyModifierShortcutDefault) {
		l.open(true)
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

func (l *ResultList) open(beside bool) {
	if l.there(l.chosen) && l.OnOpen != nil {
		l.OnOpen(l.chosen.group, l.chosen.passage, beside)
	}
}

// choose makes a passage the chosen one by the user's hand.
func (l *ResultList) choose(at resultSpot) {
	if at == noResult {
		return
	}
	changed := at != l.chosen
	l.chosen, l.toShow = at, true
	l.Refresh()
	if changed && l.OnChoose != nil {
		l.OnChoose(at.group, at.passage)
	}
}

// first is the first thing that can be chosen by keyboard.
func (l *ResultList) first() resultSpot { return l.enter(0, 1) }

func (l *ResultList) last() resultSpot { return l.enter(len(l.shapes)-1, -1) }

// enter is where the keyboard comes into a group, from above or from below.
func (l *ResultList) enter(group, by int) resultSpot {
	if group < 0 || group >= len(l.shapes) {
		return noResult
	}
	n := len(l.shapes[group].units)
	switch {
	case n == 0:
		return resultSpot{group, -1}
	case by > 0:
		return resultSpot{group, 0}
	}
	return resultSpot{group, n - 1}
}

// beside is the next place from one on, in a direction; noResult at the end.
func (l *ResultList) next(from resultSpot, by int) resultSpot {
	if passage := from.passage + by; passage >= 0 && passage < len(l.shapes[from.group].units) {
		return resultSpot{from.group, passage}
	}
	return l.enter(from.group+by, by)
}

func (l *ResultList) step(by int) {
	l.measure()
	if !l.there(l.chosen) {
		l.choose(l.first())
		return
	}
	l.choose(l.next(l.chosen, by))
}

// page goes about as far as the window is high.
func (l *ResultList) page(by int) {
	l.measure()
	if !l.there(l.chosen) {
		l.choose(l.first())
		return
	}
	start, _ := l.span(l.chosen)
	to := l.chosen
	for {
		next := l.next(to, by)
		if next == noResult {
			break
		}
		top, bottom := l.span(next)
		if to != l.chosen && (by > 0 && bottom-start > l.view.height || by < 0 && start-top > l.view.height) {
			break
		}
		to = next
	}
	l.choose(to)
}
