package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// RailItem is one place of the rail.
type RailItem struct {
	ID     string
	Icon   string // a name of look.Icon
	Tip    string // what it is called
	Bottom bool   // stands at the foot of the rail, as settings do
}

const (
	railGap   float32 = 6
	railDot   float32 = 7
	railInset         = (look.RailWidth - look.RailItem) / 2
)

// Rail is the column of icons at the left of the window. It is one stop of the
// Tab key; the arrows move in it.
type Rail struct {
	widget.BaseWidget
	OnSelect func(id string)

	items   []RailItem
	images  []*canvas.Image
	active  string
	hovered int // -1: none
	cursor  int // where the keyboard is
	focused bool
	dotted  map[string]bool // items with something new
	dots    []*canvas.Circle

	ground, ring, hover, accent, line *canvas.Rectangle
}

// NewRail makes a rail; the first item is the active one.
func NewRail(items ...RailItem) *Rail {
	r := &Rail{items: items, hovered: -1,
		ground: newBox(0), ring: newRing(look.RadiusPanel), hover: newBox(look.RadiusPanel),
		accent: newBox(look.RadiusPanel), line: newBox(0)}
	for range items {
		r.images = append(r.images, newImage())
		r.dots = append(r.dots, &canvas.Circle{Hidden: true})
	}
	if len(items) > 0 {
		r.active = items[0].ID
	}
	r.ExtendBaseWidget(r)
	return r
}

// SetActive marks the place that is shown.
func (r *Rail) SetActive(id string) { r.active = id; r.Refresh() }

// Active returns the id of the place that is shown.
func (r *Rail) Active() string { return r.active }

// SetDot shows at a place that something is new there.
func (r *Rail) SetDot(id string, on bool) {
	if r.dotted[id] == on {
		return
	}
	if r.dotted == nil {
		r.dotted = map[string]bool{}
	}
	r.dotted[id] = on
	r.Refresh()
}

// itemTop returns the y of an item.
func (r *Rail) itemTop(index int) float32 {
	if r.items[index].Bottom {
		below := 0
		for _, it := range r.items[index+1:] {
			if it.Bottom {
				below++
			}
		}
		return r.Size().Height - look.Space8 - look.RailItem - float32(below)*(look.RailItem+railGap)
	}
	above := 0
	for _, it := range r.items[:index] {
		if !it.Bottom {
			above++
		}
	}
	return look.Space8 + float32(above)*(look.RailItem+railGap)
}

func (r *Rail) at(p fyne.Position) int {
	for i := range r.items {
		if inside(p, 0, r.itemTop(i), look.RailWidth, look.RailItem) {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	r.paint()
	parts := []fyne.CanvasObject{r.ground, r.line, r.accent, r.hover}
	for _, i := range r.images {
		parts = append(parts, i)
	}
	for _, d := range r.dots {
		parts = append(parts, d)
	}
	parts = append(parts, r.ring)
	return &renderer{owner: r, objects: fixed(parts...), refresh: r.paint,
		min: func() fyne.Size {
			return fyne.NewSize(look.RailWidth, 2*look.Space8+float32(len(r.items))*(look.RailItem+railGap))
		},
		layout: func(s fyne.Size) {
			place(r.ground, 0, 0, s.Width, s.Height)
			place(r.line, s.Width-look.Hairline, 0, look.Hairline, s.Height)
			inset := (look.RailItem - look.IconSize) / 2
			for i, image := range r.images {
				y := r.itemTop(i)
				place(image, railInset+inset, y+inset, look.IconSize, look.IconSize)
				place(r.dots[i], railInset+look.RailItem-railDot-look.Space4, y+look.Space4, railDot, railDot)
				if r.items[i].ID == r.active {
					place(r.accent, railInset, y, look.RailItem, look.RailItem)
				}
				if i == r.hovered {
					place(r.hover, railInset, y, look.RailItem, look.RailItem)
				}
				if i == r.cursor {
					place(r.ring, railInset, y, look.RailItem, look.RailItem)
				}
			}
		}}
}

func (r *Rail) paint() {
	p := look.Current()
	r.ground.FillColor, r.line.FillColor = p.Bars, p.Lines
	r.accent.FillColor, r.hover.FillColor, r.ring.StrokeColor = p.AccentGround, p.Hover, p.Accent
	found := false
	for i, it := range r.items {
		colour := p.Quiet
		switch {
		case it.ID == r.active:
			colour, found = p.Accent, true
		case i == r.hovered:
			colour = p.Text
		}
		drawIcon(r.images[i], it.Icon, colour)
		r.dots[i].FillColor = p.Accent
		show(r.dots[i], r.dotted[it.ID])
	}
	show(r.accent, found)
	show(r.hover, r.hovered >= 0 && r.items[r.hovered].ID != r.active)
	show(r.ring, r.focused)
}

func (r *Rail) choose(index int) {
	untip(r)
	r.active = r.items[index].ID
	r.cursor = index
	r.Refresh()
	if r.OnSelect != nil {
		r.OnSelect(r.active)
	}
}

// Tapped implements fyne.Tappable.
func (r *Rail) Tapped(e *fyne.PointEvent) {
	if i := r.at(e.Position); i >= 0 {
		r.choose(i)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *Rail) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *Rail) MouseMoved(e *desktop.MouseEvent) {
	i := r.at(e.Position)
	if i == r.hovered {
		return
	}
	r.hovered = i
	untip(r)
	if i >= 0 {
		tip(r, r.items[i].Tip, fyne.NewPos(railInset, r.itemTop(i)), fyne.NewSquareSize(look.RailItem), true)
	}
	r.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *Rail) MouseOut() { r.hovered = -1; untip(r); r.Refresh() }

// FocusGained implements fyne.Focusable.
func (r *Rail) FocusGained() {
	r.focused = true
	for i, it := range r.items {
		if it.ID == r.active {
			r.cursor = i
		}
	}
	r.Refresh()
}

// FocusLost implements fyne.Focusable.
func (r *Rail) FocusLost() { r.focused = false; r.Refresh() }

// TypedRune implements fyne.Focusable.
func (r *Rail) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (r *Rail) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(r, e) {
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		r.cursor = min(r.cursor+1, len(r.items)-1)
	case fyne.KeyUp:
		r.cursor = max(r.cursor-1, 0)
	case fyne.KeyHome:
		r.cursor = 0
	case fyne.KeyEnd:
		r.cursor = len(r.items) - 1
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		r.choose(r.cursor)
		return
	}
	r.Refresh()
}
