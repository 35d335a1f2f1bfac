package widgets

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/look"
)

// MouseDown implements desktop.Mouseable.
func (l *CardList) MouseDown(e *desktop.MouseEvent) {
	untip(l)
	if e.Button == desktop.MouseButtonPrimary && l.view.overBar(e.Position, l.Size().Width) {
		l.view.dragging = true
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() != fyne.Focusable(l) {
		l.byMouse = true
		c.Focus(l)
	}
	i, act := l.at(e.Position)
	if i < 0 {
		return
	}
	id := l.cards[i].ID
	if e.Button == desktop.MouseButtonSecondary {
		l.choose(i)
		if l.OnSecondary != nil {
			l.OnSecondary(id, e.AbsolutePosition)
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if act != "" {
		l.choose(i)
		l.do(act, id, e.AbsolutePosition)
		return
	}
	twice := id == l.active && time.Since(l.lastTap) < fyne.CurrentApp().Driver().DoubleTapDelay()
	l.lastTap = time.Now()
	if twice {
		l.lastTap = time.Time{}
		if l.OnOpen != nil {
			l.OnOpen(id)
		}
		return
	}
	l.choose(i)
}

func (l *CardList) do(act string, id int64, at fyne.Position) {
	i := l.index(id)
	if own := l.cards[i].Actions; len(own) > 0 {
		if l.OnAction != nil && slices.ContainsFunc(own, func(a CardAction) bool { return a.ID == act }) {
			l.OnAction(id, act)
		}
		return
	}
	switch {
	case act == actEdit && l.OnEdit != nil:
		l.OnEdit(id)
	case act == actRelabel && l.OnRelabel != nil:
		l.OnRelabel(id, at)
	case act == actDelete && l.OnDelete != nil:
		l.OnDelete(id)
	}
}

// choose makes a card the active one by the user's hand. It tells even when
// the card was active, since the passage may have been scrolled away.
func (l *CardList) choose(i int) {
	l.ShowActive(l.cards[i].ID)
	if l.OnSelect != nil {
		l.OnSelect(l.active)
	}
}

// MouseUp implements desktop.Mouseable.
func (l *CardList) MouseUp(*desktop.MouseEvent) {
	if l.view.dragging {
		l.view.dragging = false
		l.Refresh()
	}
}

// Dragged implements fyne.Draggable.
func (l *CardList) Dragged(e *fyne.DragEvent) {
	if l.view.dragging {
		l.view.drag(e.Dragged.DY)
		l.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (l *CardList) DragEnd() { l.MouseUp(nil) }

// Scrolled implements fyne.Scrollable.
func (l *CardList) Scrolled(e *fyne.ScrollEvent) {
	l.view.scrollTo(l.view.offset - e.Scrolled.DY)
	untip(l)
	l.Refresh()
	l.MouseMoved(&desktop.MouseEvent{PointEvent: e.PointEvent})
}

// MouseIn implements desktop.Hoverable.
func (l *CardList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *CardList) MouseMoved(e *desktop.MouseEvent) {
	i, act := l.at(e.Position)
	bar := l.view.overBar(e.Position, l.Size().Width)
	if i == l.hovered && act == l.over && bar == l.view.hovered {
		return
	}
	if i != l.hovered {
		untip(l)
		if words := l.cut(i); words != "" {
			tip(l, words, fyne.NewPos(look.Space12, l.tops[i]-l.view.offset),
				fyne.NewSize(cardWidth(l.Size().Width), l.shapes[i].height), false)
		}
	}
	l.hovered, l.over, l.view.hovered = i, act, bar
	l.Refresh()
}

// cut returns the words of a card that did not fit and are worth a tip: those of
// its quote or, of a card with links, of its note and the quiet line.
func (l *CardList) cut(i int) string {
	if i < 0 {
		return ""
	}
	c, t := l.cards[i], l.shapes[i]
	switch {
	case unfinished(t.quote, quoteLimit):
		return c.Quote
	case c.Links && (unfinished(t.note, pointLimit) || small.width(c.Meta) > cardWidth(l.width)-2*cardPadX):
		return strings.Trim(c.Note+"\n"+c.Meta, "\n")
	}
	return ""
}

// unfinished reports whether text broken into at most so many lines was cut.
func unfinished(lines []string, limit int) bool {
	return len(lines) >= limit && strings.HasSuffix(lines[len(lines)-1], "…")
}

// MouseOut implements desktop.Hoverable.
func (l *CardList) MouseOut() {
	l.hovered, l.over, l.view.hovered = -1, "", false
	untip(l)
	l.Refresh()
}

// Cursor implements desktop.Cursorable.
func (l *CardList) Cursor() desktop.Cursor {
	if l.over != "" {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (l *CardList) FocusGained() {
	l.focused = true
	if l.index(l.active) < 0 && len(l.cards) > 0 && !l.byMouse {
		l.ShowActive(l.cards[0].ID) // so that the ring is somewhere
	}
	l.Refresh()
}

// FocusLost implements fyne.Focusable.
func (l *CardList) FocusLost() { l.focused, l.byMouse = false, false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *CardList) TypedRune(r rune) {
	if l.OnRune != nil && l.OnRune(r) {
		return
	}
	i := l.index(l.active)
	if i < 0 {
		return
	}
	switch r {
	case 'e', 'E':
		l.do(actEdit, l.active, fyne.Position{})
	case 'l', 'L':
		l.do(actRelabel, l.active, l.below(i))
	}
}

// below returns the foot of a card in canvas coordinates.
func (l *CardList) below(i int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	return at.AddXY(look.Space24, l.bottom(i)-l.view.offset)
}

// TypedKey implements fyne.Focusable. Left and right go through the actions of
// the active card, for Enter.
func (l *CardList) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(l, e) {
		return
	}
	l.byMouse = false
	i, n := l.index(l.active), len(l.cards)
	if n == 0 {
		relay(l, e)
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		l.choose(min(i+1, n-1))
	case fyne.KeyUp:
		l.choose(max(i-1, 0))
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(n - 1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		dy := l.view.height - 40
		if e.Name == fyne.KeyPageUp {
			dy = -dy
		}
		l.view.scrollTo(l.view.offset + dy)
		l.Refresh()
	case fyne.KeyLeft, fyne.KeyRight:
		step := 1
		if e.Name == fyne.KeyLeft {
			step = -1
		}
		l.picked = max(-1, min(l.picked+step, len(l.actions())-1))
		l.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter:
		if actions := l.actions(); l.picked >= 0 && l.picked < len(actions) {
			l.do(actions[l.picked].ID, l.active, l.below(i))
		} else if i >= 0 && l.OnOpen != nil {
			l.OnOpen(l.active)
		}
	case fyne.KeyDelete:
		if i >= 0 {
			l.do(actDelete, l.active, fyne.Position{})
		}
	default:
		relay(l, e)
	}
}
