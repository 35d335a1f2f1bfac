package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Page is a column of parts that scrolls: the page of a record, or a side pane
// made of several things. Lists that are made for it (ContextList, FactTable,
// ChoiceTable) draw only what is in view of them, so that thousands of rows may
// stand below a title and scroll with it.
//
// What has the keyboard is brought into view.
type Page struct {
	widget.BaseWidget
	Measure  float32              // the widest the column grows; 0: as wide as the page
	Ground   Ground               // what it is painted with
	Least    float32              // the least height the page asks for; 0: 120
	Framed   bool                 // with a line around it: in a sheet
	OnScroll func(offset float32) // the user scrolled

	parts  []fyne.CanvasObject
	tops   []float32
	view   viewport
	wanted float32 // where to scroll to when laid out, -1: where it is
	fill   *canvas.Rectangle
	frame  [4]*canvas.Rectangle
}

// pagePad is the room above the first part and below the last.
const pagePad float32 = 20

// longPart is a part that draws only what is in view of it: the page gives it
// the size of that and says how much of it lies above.
type longPart interface {
	fyne.CanvasObject
	heightAt(width float32) float32
	showFrom(offset float32)
}

// NewPage makes a page as wide as a line of reading text, on the page's ground.
func NewPage(parts ...fyne.CanvasObject) *Page {
	p := &Page{Measure: look.Measure, view: newViewport(), wanted: -1, fill: newBox(0)}
	for i := range p.frame {
		p.frame[i] = newBox(0)
	}
	p.ExtendBaseWidget(p)
	p.SetParts(parts...)
	return p
}

// NewPanePage makes a page for a side pane: as wide as the pane, on the ground
// of lists.
func NewPanePage(parts ...fyne.CanvasObject) *Page {
	p := NewPage(parts...)
	p.Measure, p.Ground = 0, GroundSurface
	return p
}

// SetParts replaces the parts, keeping the scroll position. Nil and hidden
// parts take no room.
func (p *Page) SetParts(parts ...fyne.CanvasObject) {
	p.parts = p.parts[:0]
	for _, o := range parts {
		if o == nil {
			continue
		}
		if part, ok := o.(interface{ join(*Page) }); ok {
			part.join(p)
		}
		p.parts = append(p.parts, o)
	}
	p.Refresh()
}

// Offset returns how far the page is scrolled, in pixels.
func (p *Page) Offset() float32 { return p.view.offset }

// SetOffset scrolls the page; one that is not shown yet does so once it is.
func (p *Page) SetOffset(offset float32) {
	p.wanted = max(0, offset)
	p.Refresh()
}

// column returns where the parts stand.
func (p *Page) column() (x, width float32) {
	x, width = look.Space12, p.Size().Width-2*look.Space12
	if p.Measure > 0 {
		width = min(p.Measure, p.Size().Width-2*look.Space24)
		x = float32(int((p.Size().Width - width) / 2))
	}
	return x, max(0, width)
}

// CreateRenderer implements fyne.Widget.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: p, refresh: func() {}, layout: p.layout,
		objects: func() []fyne.CanvasObject {
			all := append([]fyne.CanvasObject{p.fill}, p.parts...)
			for _, line := range p.frame {
				all = append(all, line)
			}
			return append(all, p.view.bar)
		},
		min: func() fyne.Size { return fyne.NewSize(200, max(p.Least, 120)) }}
}

func (p *Page) layout(s fyne.Size) {
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	palette := look.Current()
	p.fill.FillColor = p.Ground.colour(palette)
	place(p.fill, 0, 0, s.Width, s.Height)
	const thin = look.Hairline
	for i, at := range [4][4]float32{{0, 0, s.Width, thin}, {0, s.Height - thin, s.Width, thin}, {0, 0, thin, s.Height}, {s.Width - thin, 0, thin, s.Height}} {
		p.frame[i].FillColor = palette.Lines
		show(p.frame[i], p.Framed)
		place(p.frame[i], at[0], at[1], at[2], at[3])
	}
	x, width := p.column()
	heights := make([]float32, len(p.parts))
	p.tops = p.tops[:0]
	y := p.pad()
	for i, o := range p.parts {
		p.tops = append(p.tops, y)
		if l, ok := o.(longPart); ok && o.Visible() {
			heights[i] = l.heightAt(width)
		} else {
			heights[i] = tall(o, width)
		}
		y += heights[i]
	}
	p.view.fit(s.Height, y+p.pad())
	if p.wanted >= 0 {
		p.view.scrollTo(p.wanted)
		p.wanted = -1
	}
	for i, o := range p.parts {
		top := p.tops[i] - p.view.offset
		l, long := o.(longPart)
		if !long {
			place(o, x, top, width, heights[i])
			continue
		}
		above := max(0, min(-top, heights[i]))
		place(o, x, top+above, width, max(0, min(heights[i]-above, s.Height-top-above)))
		l.showFrom(above)
	}
	p.view.place(s.Width)
}

// pad is the room above and below: a pane of lists has less.
func (p *Page) pad() float32 {
	if p.Measure == 0 {
		return look.Space8
	}
	return pagePad
}

// reveal scrolls the least that shows a stretch of a part.
func (p *Page) reveal(part fyne.CanvasObject, top, bottom float32) {
	for i, o := range p.parts {
		if o == part && i < len(p.tops) {
			if i == 0 && top == 0 {
				top = -p.pad()
			}
			p.view.reveal(p.tops[i]+top-look.Space4, p.tops[i]+bottom+look.Space4)
			p.Refresh()
		}
	}
}

// takeScrollKey scrolls by a key that a part has no use for.
func (p *Page) takeScrollKey(e *fyne.KeyEvent) bool {
	offset := p.view.offset
	switch e.Name {
	case fyne.KeyPageDown:
		offset += p.view.height - 40
	case fyne.KeyPageUp:
		offset -= p.view.height - 40
	case fyne.KeyHome:
		offset = 0
	case fyne.KeyEnd:
		offset = p.view.content
	default:
		return false
	}
	p.scrollTo(offset)
	return true
}

func (p *Page) scrollTo(offset float32) {
	was := p.view.offset
	p.view.scrollTo(offset)
	p.Refresh()
	if p.view.offset != was && p.OnScroll != nil {
		p.OnScroll(p.view.offset)
	}
}

// Scrolled implements fyne.Scrollable.
func (p *Page) Scrolled(e *fyne.ScrollEvent) { p.scrollTo(p.view.offset - e.Scrolled.DY) }

// MouseDown implements desktop.Mouseable.
func (p *Page) MouseDown(e *desktop.MouseEvent) {
	p.view.dragging = e.Button == desktop.MouseButtonPrimary && p.view.overBar(e.Position, p.Size().Width)
}

// MouseUp implements desktop.Mouseable.
func (p *Page) MouseUp(*desktop.MouseEvent) {
	if p.view.dragging {
		p.view.dragging = false
		p.Refresh()
	}
}

// Dragged implements fyne.Draggable.
func (p *Page) Dragged(e *fyne.DragEvent) {
	if p.view.dragging {
		was := p.view.offset
		p.view.drag(e.Dragged.DY)
		offset := p.view.offset
		p.view.offset = was
		p.scrollTo(offset)
	}
}

// DragEnd implements fyne.Draggable.
func (p *Page) DragEnd() { p.MouseUp(nil) }

// MouseIn implements desktop.Hoverable.
func (p *Page) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (p *Page) MouseMoved(e *desktop.MouseEvent) {
	if over := p.view.overBar(e.Position, p.Size().Width); over != p.view.hovered {
		p.view.hovered = over
		p.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (p *Page) MouseOut() {
	if p.view.hovered {
		p.view.hovered = false
		p.Refresh()
	}
}

// onPage is embedded by the parts that are made for a page. Without one they
// show all of themselves.
type onPage struct {
	page *Page
	self fyne.Widget // set by the part's constructor
}

// join is called by the page that takes the part in.
func (o *onPage) join(p *Page) { o.page = p }

// changed draws the part anew, and lays out the page since its height may be
// another.
func (o *onPage) changed() {
	o.self.Refresh()
	if o.page != nil {
		o.page.Refresh()
	}
}

// reveal brings a stretch of the part into view.
func (o *onPage) reveal(top, bottom float32) {
	if o.page != nil {
		o.page.reveal(o.self, top, bottom)
	}
}

// spareKey is for the keys a part has no use for: they scroll the page, or go
// to the overlay.
func (o *onPage) spareKey(e *fyne.KeyEvent) {
	if o.page != nil && o.page.takeScrollKey(e) {
		return
	}
	relay(o.self, e)
}
