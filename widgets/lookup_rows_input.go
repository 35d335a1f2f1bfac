package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/look"
)

// count is how many rows or offers the highlight can be on.
func (r *lookupRows) count() int {
	if r.empty != nil {
		return len(r.offers)
	}
	return len(r.rows)
}

// move takes the highlight to the next row up or down. It stays at the ends.
func (r *lookupRows) move(by int) {
	to := r.cursor + by
	if r.empty == nil {
		to = r.next(to, by)
	}
	r.moveTo(to)
}

func (r *lookupRows) movePage(by int) {
	page := max(1, int(r.view.height/lookupRow)-1)
	if r.empty != nil {
		page = len(r.offers)
	}
	to := max(0, min(r.cursor+by*page, r.count()-1))
	if r.empty == nil {
		if at := r.next(to, by); at >= 0 {
			to = at
		} else {
			to = r.next(to, -by)
		}
	}
	r.moveTo(to)
}

// moveEnd goes to the first row or the last.
func (r *lookupRows) moveEnd(by int) {
	to := 0
	if by > 0 {
		to = r.count() - 1
	}
	if r.empty == nil {
		to = r.next(to, -by)
	}
	r.moveTo(to)
}

func (r *lookupRows) moveTo(to int) {
	changed := false
	if to >= 0 && to < r.count() {
		changed = to != r.cursor
		r.cursor = to
	}
	untip(r)
	if r.empty == nil {
		r.reveal()
	}
	r.Refresh()
	if changed && r.empty == nil {
		r.box.tell()
	}
}

// accept opens the highlighted row, or does what the highlighted offer says.
func (r *lookupRows) accept(how LookupHow) {
	switch {
	case r.cursor < 0 || r.cursor >= r.count():
	case r.empty != nil:
		call(r.empty.Offers[r.cursor].Run)
	default:
		r.box.open(r.cursor, how)
	}
}

// leave forgets the pointer.
func (r *lookupRows) leave() {
	r.hovered, r.pressed, r.view.hovered, r.view.dragging = -1, -1, false, false
	untip(r)
}

// MouseDown implements desktop.Mouseable: a tap does not know the modifiers.
func (r *lookupRows) MouseDown(e *desktop.MouseEvent) {
	untip(r)
	r.pressed = -1
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if r.view.overBar(e.Position, r.Size().Width) {
		r.view.dragging = true
		return
	}
	r.pressed, r.how = r.at(e.Position), LookupOpen
	if e.Modifier&(fyne.KeyModifierControl|fyne.KeyModifierSuper) != 0 {
		r.how = LookupBeside
	}
}

// MouseUp implements desktop.Mouseable.
func (r *lookupRows) MouseUp(*desktop.MouseEvent) {
	if r.view.dragging {
		r.view.dragging = false
		r.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (r *lookupRows) Tapped(e *fyne.PointEvent) {
	r.box.focusField()
	i := r.at(e.Position)
	if i < 0 || i != r.pressed {
		return
	}
	r.pressed = -1
	r.moveTo(i)
	r.accept(r.how)
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *lookupRows) TappedSecondary(*fyne.PointEvent) { r.box.focusField() }

// Dragged implements fyne.Draggable: the scroll bar, when it was caught.
func (r *lookupRows) Dragged(e *fyne.DragEvent) {
	if r.view.dragging {
		r.view.drag(e.Dragged.DY)
		r.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (r *lookupRows) DragEnd() {
	r.MouseUp(nil)
	r.box.focusField()
}

// Scrolled implements fyne.Scrollable.
func (r *lookupRows) Scrolled(e *fyne.ScrollEvent) {
	r.view.scrollTo(r.view.offset - e.Scrolled.DY)
	untip(r)
	r.hovered = r.at(e.Position)
	r.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (r *lookupRows) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *lookupRows) MouseMoved(e *desktop.MouseEvent) {
	i, over := r.at(e.Position), r.view.overBar(e.Position, r.Size().Width)
	if i == r.hovered && over == r.view.hovered {
		return
	}
	if i != r.hovered {
		untip(r)
		if i >= 0 && r.empty == nil {
			tip(r, r.cut(i), fyne.NewPos(lookupPad+kindColumn(r.width)-look.Space8, r.tops[i]-r.view.offset), fyne.NewSize(r.Size().Width, lookupRow), false)
		}
	}
	r.hovered, r.view.hovered = i, over
	r.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *lookupRows) MouseOut() {
	r.hovered, r.view.hovered = -1, false
	untip(r)
	r.Refresh()
}

// Cursor implements desktop.Cursorable.
func (r *lookupRows) Cursor() desktop.Cursor {
	if r.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
