package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// at returns the line under a point, -1 for none and for a head.
func (l *FacetList) at(p fyne.Position) int {
	if p.Y < 0 || p.Y >= l.view.height {
		return -1
	}
	i := firstBelow(len(l.lines), func(i int) float32 { return l.tops[i+1] }, p.Y+l.view.offset)
	if i >= len(l.lines) || l.lines[i].kind == facetHead {
		return -1
	}
	return i
}

// press does what a line says.
func (l *FacetList) press(i int) {
	line := l.lines[i]
	l.cursor = line
	if line.kind == facetMore {
		title := l.sections[line.section].Title
		l.open[title] = !l.open[title]
		l.hovered = -1
		l.list()
		l.revealCursor()
		l.Refresh()
		return
	}
	l.Refresh()
	if l.OnToggle != nil {
		l.OnToggle(line.section, line.id)
	}
}

// cursorLine is the index of the line with the keyboard, -1: it is gone.
func (l *FacetList) cursorLine() int {
	if l.cursor.kind == facetHead {
		return -1
	}
	return slices.IndexFunc(l.lines, l.cursor.same)
}

func (l *FacetList) revealCursor() {
	if i := l.cursorLine(); i >= 0 {
		top := i
		if l.lines[i-1].kind == facetHead {
			top--
		}
		l.view.reveal(l.tops[top], l.tops[i+1])
	}
}

// move takes the keyboard to the next line from one on that can be chosen.
func (l *FacetList) move(from, by int) {
	for i := from; i >= 0 && i < len(l.lines); i += by {
		if l.lines[i].kind != facetHead {
			l.cursor = l.lines[i]
			break
		}
	}
	l.revealCursor()
	l.Refresh()
}

// MouseDown implements desktop.Mouseable.
func (l *FacetList) MouseDown(e *desktop.MouseEvent) {
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
}

// MouseUp implements desktop.Mouseable.
func (l *FacetList) MouseUp(*desktop.MouseEvent) {
	if l.view.dragging {
		l.view.dragging = false
		l.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (l *FacetList) Tapped(e *fyne.PointEvent) {
	if i := l.at(e.Position); i >= 0 {
		l.press(i)
	}
}

// Dragged implements fyne.Draggable: the scroll bar, when it was caught.
func (l *FacetList) Dragged(e *fyne.DragEvent) {
	if l.view.dragging {
		l.view.drag(e.Dragged.DY)
		l.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (l *FacetList) DragEnd() { l.MouseUp(nil) }

// Scrolled implements fyne.Scrollable.
func (l *FacetList) Scrolled(e *fyne.ScrollEvent) {
	l.view.scrollTo(l.view.offset - e.Scrolled.DY)
	untip(l)
	l.hovered = l.at(e.Position)
	l.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (l *FacetList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *FacetList) MouseMoved(e *desktop.MouseEvent) {
	i, over := l.at(e.Position), l.view.overBar(e.Position, l.Size().Width)
	if i == l.hovered && over == l.view.hovered {
		return
	}
	if i != l.hovered {
		untip(l)
		if i >= 0 {
			l.tipLine(i)
		}
	}
	l.hovered, l.view.hovered = i, over
	l.Refresh()
}

// tipLine shows a name that was cut.
func (l *FacetList) tipLine(i int) {
	line := l.lines[i]
	if line.kind != facetValue {
		return
	}
	v, letters := l.sections[line.section].Values[line.value], plain
	if v.Active {
		letters = bold
	}
	if letters.width(v.Name) > l.nameRoom(v, l.Size().Width) {
		_, y, w, h := l.box(i, l.Size().Width)
		tip(l, v.Name, fyne.NewPos(facetIndent-8, y), fyne.NewSize(w, h), false)
	}
}

// MouseOut implements desktop.Hoverable.
func (l *FacetList) MouseOut() {
	l.hovered, l.view.hovered = -1, false
	untip(l)
	l.Refresh()
}

// Cursor implements desktop.Cursorable.
func (l *FacetList) Cursor() desktop.Cursor {
	if l.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (l *FacetList) FocusGained() {
	l.focused = true
	if l.cursorLine() < 0 && !l.byMouse {
		l.move(0, 1)
	}
	l.Refresh()
}

// FocusLost implements fyne.Focusable.
func (l *FacetList) FocusLost() { l.focused, l.byMouse = false, false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *FacetList) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *FacetList) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(l, e) {
		return
	}
	l.byMouse = false
	at := l.cursorLine()
	switch e.Name {
	case fyne.KeyDown:
		l.move(at+1, 1)
	case fyne.KeyUp:
		l.move(at-1, -1)
	case fyne.KeyHome:
		l.move(0, 1)
	case fyne.KeyEnd:
		l.move(len(l.lines)-1, -1)
	case fyne.KeyPageDown:
		l.move(min(at+int(l.view.height/facetRow), len(l.lines)-1), 1)
	case fyne.KeyPageUp:
		l.move(max(at-int(l.view.height/facetRow), 0), 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if at >= 0 {
			l.press(at)
		}
	case fyne.KeyEscape:
		if l.OnEscape != nil {
			l.OnEscape()
		} else {
			passOn(l, e)
		}
	default:
		l.Refresh()
	}
}
