package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// pageRows is the part shared by the lists that stand on a page: rows of one
// height with a line below each, of which one is current. Only the rows in view
// are drawn. Rows are known by their index, from 0.
type pageRows struct {
	widget.BaseWidget
	onPage
	OnChoose    func(i int)                   // Enter or a click
	OnSecondary func(i int, at fyne.Position) // the menu button or key; at in canvas coordinates

	count   int
	current int // -1: none
	hovered int // -1: none
	focused bool
	byMouse bool // the focus came with a click: no ring
	offset  float32

	height func(width float32) float32                         // of a row with its line
	draw   func(slot, i int, y, width float32, p look.Palette) // puts a row's parts into drawn
	whole  func(i int) string                                  // what a tip shows; "" where nothing was cut
	key    func(i int, e *fyne.KeyEvent) (taken bool)          // a key for the current row, asked first; may be nil
	tapped func(i int, in fyne.Position) (taken bool)          // a click in a row, asked first; may be nil

	slots []*rowBack
	ring  *canvas.Rectangle
	drawn []fyne.CanvasObject
}

// rowBack is what lies behind the words of a row in view.
type rowBack struct{ ground, line *canvas.Rectangle }

// rowBleed is how far the ground of a row reaches beyond the column, so that
// the words have air around them.
const rowBleed = look.Space8

const (
	pageRowHeight float32 = 29  // of a row of one line
	rowPad        float32 = 5   // above its words
	narrowPage    float32 = 440 // below this width rows take a line more instead of a column
)

// initRows must be called by the constructor of the widget that embeds the rows.
func (r *pageRows) initRows(self fyne.Widget) {
	r.self, r.current, r.hovered = self, -1, -1
	r.ring = newRing(look.RadiusField)
	r.ExtendBaseWidget(self)
}

// SetCount changes how many rows there are. The current row and the scroll
// position stay.
func (r *pageRows) SetCount(n int) {
	r.count = max(0, n)
	r.current = min(r.current, r.count-1)
	r.hovered = -1
	r.changed()
}

// Count returns how many rows there are.
func (r *pageRows) Count() int { return r.count }

// SetCurrent makes a row the current one and brings it into view; -1 for none.
func (r *pageRows) SetCurrent(i int) {
	r.current = max(-1, min(i, r.count-1))
	r.Refresh()
	r.revealRow()
}

// Current returns the index of the current row, -1 for none.
func (r *pageRows) Current() int { return r.current }

// heightAt implements longPart.
func (r *pageRows) heightAt(width float32) float32 { return float32(r.count) * r.height(width) }

// showFrom implements longPart.
func (r *pageRows) showFrom(offset float32) {
	if offset != r.offset {
		r.offset, r.hovered = offset, -1
		untip(r.self)
		r.Refresh()
	}
}

func (r *pageRows) rowHeight() float32 { return r.height(r.Size().Width) }

// rowFrom returns the first row in view.
func (r *pageRows) rowFrom() int { return int(r.offset / r.rowHeight()) }

func (r *pageRows) top(i int) float32 { return float32(i)*r.rowHeight() - r.offset }

func (r *pageRows) rowAt(p fyne.Position) int {
	i := int((p.Y + r.offset) / r.rowHeight())
	if p.Y < 0 || i < 0 || i >= r.count {
		return -1
	}
	return i
}

func (r *pageRows) revealRow() {
	if r.current >= 0 {
		h := r.rowHeight()
		r.reveal(float32(r.current)*h, float32(r.current+1)*h)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *pageRows) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: r.self, refresh: func() {}, layout: r.layout,
		objects: func() []fyne.CanvasObject { return r.drawn },
		min:     func() fyne.Size { return fyne.NewSize(120, r.heightAt(r.Size().Width)) }}
}

func (r *pageRows) layout(s fyne.Size) {
	p := look.Current()
	h := r.height(s.Width)
	r.drawn = r.drawn[:0]
	show(r.ring, false)
	for slot, i := 0, r.rowFrom(); i < r.count; slot, i = slot+1, i+1 {
		y := float32(i)*h - r.offset
		if y >= s.Height {
			break
		}
		if slot == len(r.slots) {
			r.slots = append(r.slots, &rowBack{ground: newBox(look.RadiusField), line: newBox(0)})
		}
		r.drawBack(r.slots[slot], i, y, s.Width, h, p)
		r.draw(slot, i, y, s.Width, p)
	}
	r.drawn = append(r.drawn, r.ring)
}

func (r *pageRows) drawBack(b *rowBack, i int, y, width, height float32, p look.Palette) {
	switch i {
	case r.current:
		b.ground.FillColor = p.AccentGround
	case r.hovered:
		b.ground.FillColor = p.Hover
	}
	if i == r.current || i == r.hovered {
		place(b.ground, -rowBleed, y, width+2*rowBleed, height-look.Hairline)
		r.drawn = append(r.drawn, b.ground)
	}
	b.line.FillColor = p.Lines
	place(b.line, 0, y+height-look.Hairline, width, look.Hairline)
	r.drawn = append(r.drawn, b.line)
	if i == r.current && r.focused && !r.byMouse {
		r.ring.StrokeColor = p.Accent
		place(r.ring, -rowBleed, y, width+2*rowBleed, height-look.Hairline)
		show(r.ring, true)
	}
}

// MouseDown implements desktop.Mouseable.
func (r *pageRows) MouseDown(e *desktop.MouseEvent) {
	untip(r.self)
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.self); c != nil && c.Focused() != r.self.(fyne.Focusable) {
		r.byMouse = true
		c.Focus(r.self.(fyne.Focusable))
	}
	i := r.rowAt(e.Position)
	if i < 0 {
		return
	}
	r.current = i
	r.Refresh()
	if e.Button == desktop.MouseButtonSecondary && r.OnSecondary != nil {
		r.OnSecondary(i, e.AbsolutePosition)
	}
}

// MouseUp implements desktop.Mouseable.
func (r *pageRows) MouseUp(*desktop.MouseEvent) {}

// Tapped implements fyne.Tappable.
func (r *pageRows) Tapped(e *fyne.PointEvent) {
	i := r.rowAt(e.Position)
	if i < 0 {
		return
	}
	r.current = i
	if r.tapped != nil && r.tapped(i, e.Position.SubtractXY(0, r.top(i))) {
		return
	}
	r.choose()
}

func (r *pageRows) choose() {
	r.Refresh()
	if r.current >= 0 && r.OnChoose != nil {
		r.OnChoose(r.current)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *pageRows) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *pageRows) MouseMoved(e *desktop.MouseEvent) {
	i := r.rowAt(e.Position)
	if i == r.hovered {
		return
	}
	r.hovered = i
	untip(r.self)
	if i >= 0 {
		tip(r.self, r.whole(i), fyne.NewPos(0, r.top(i)), fyne.NewSize(r.Size().Width, r.rowHeight()), false)
	}
	r.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *pageRows) MouseOut() {
	r.hovered = -1
	untip(r.self)
	r.Refresh()
}

// Cursor implements desktop.Cursorable.
func (r *pageRows) Cursor() desktop.Cursor {
	if r.hovered >= 0 && r.OnChoose != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (r *pageRows) FocusGained() {
	r.focused = true
	if r.current < 0 && r.count > 0 && !r.byMouse {
		r.current = 0 // so that the ring is somewhere
	}
	r.Refresh()
	if !r.byMouse {
		r.revealRow()
	}
}

// FocusLost implements fyne.Focusable.
func (r *pageRows) FocusLost() { r.focused, r.byMouse = false, false; r.Refresh() }

// TypedRune implements fyne.Focusable.
func (r *pageRows) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (r *pageRows) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(r.self, e) {
		return
	}
	r.byMouse = false
	if r.count == 0 || r.key != nil && r.current >= 0 && r.key(r.current, e) {
		return
	}
	page := max(1, int(r.Size().Height/r.rowHeight())-1)
	switch e.Name {
	case fyne.KeyDown:
		r.moveTo(r.current + 1)
	case fyne.KeyUp:
		r.moveTo(r.current - 1)
	case fyne.KeyPageDown:
		r.moveTo(r.current + page)
	case fyne.KeyPageUp:
		r.moveTo(r.current - page)
	case fyne.KeyHome:
		r.moveTo(0)
	case fyne.KeyEnd:
		r.moveTo(r.count - 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		r.choose()
	case desktop.KeyMenu:
		if r.current >= 0 && r.OnSecondary != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.self)
			r.OnSecondary(r.current, at.AddXY(look.Space24, r.top(r.current)+r.rowHeight()))
		}
	default:
		r.spareKey(e)
	}
}

func (r *pageRows) moveTo(i int) {
	r.current = max(0, min(i, r.count-1))
	r.Refresh()
	r.revealRow()
}
