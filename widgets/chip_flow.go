package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// NameChip is a chip of a ChipFlow.
type NameChip struct {
	ID     int64
	Text   string
	Kind   string // quiet, after the text: "translation"
	Accent bool   // adds rather than shows: "+ alias"
}

func (c NameChip) kind() string {
	if c.Kind == "" {
		return ""
	}
	return " · " + c.Kind
}

// ChipFlow shows names as chips over as many lines as they need. One that is
// longer than a line is cut, and shown whole under the resting pointer. The
// keyboard stops once at all of them; the arrows go from chip to chip.
type ChipFlow struct {
	widget.BaseWidget
	onPage
	OnChoose    func(id int64)
	OnSecondary func(id int64, at fyne.Position) // at in canvas coordinates

	chips           []NameChip
	cursor, hovered int
	focused         bool

	faces []*chipFace
	ring  *canvas.Rectangle
}

type chipFace struct {
	ground     *canvas.Rectangle
	text, kind *canvas.Text
}

// chipBox is where a chip stands.
type chipBox struct{ x, y, w float32 }

const (
	flowPad  float32 = 11 // within a chip, at both ends
	flowGap          = look.Space4
	flowStep         = look.ChipHeight + 6
)

// NewChipFlow makes chips.
func NewChipFlow(chips ...NameChip) *ChipFlow {
	f := &ChipFlow{hovered: -1, ring: newRing(look.RadiusChip + 2)}
	f.self = f
	f.ExtendBaseWidget(f)
	f.SetChips(chips...)
	return f
}

// SetChips replaces the chips.
func (f *ChipFlow) SetChips(chips ...NameChip) {
	f.chips = append([]NameChip(nil), chips...)
	f.cursor = max(0, min(f.cursor, len(chips)-1))
	f.hovered = -1
	for len(f.faces) < len(chips) {
		f.faces = append(f.faces, &chipFace{newBox(look.RadiusChip), canvas.NewText("", nil), canvas.NewText("", nil)})
	}
	f.changed()
}

// boxes returns where the chips stand in a width, and the height they take.
func (f *ChipFlow) boxes(width float32) (boxes []chipBox, height float32) {
	x, y := float32(0), float32(0)
	for _, c := range f.chips {
		w := min(plain.width(c.Text)+plain.width(c.kind())+2*flowPad, max(width, 2*flowPad))
		if x > 0 && x+w > width {
			x, y = 0, y+flowStep
		}
		boxes = append(boxes, chipBox{x, y, w})
		x += w + flowGap
	}
	if len(boxes) == 0 {
		return nil, 0
	}
	return boxes, y + look.ChipHeight
}

func (f *ChipFlow) at(p fyne.Position) int {
	boxes, _ := f.boxes(f.Size().Width)
	for i, b := range boxes {
		if inside(p, b.x, b.y, b.w, look.ChipHeight) {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (f *ChipFlow) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: f, refresh: func() {}, layout: f.layout,
		objects: func() []fyne.CanvasObject {
			var all []fyne.CanvasObject
			for _, face := range f.faces[:len(f.chips)] {
				all = append(all, face.ground, face.text, face.kind)
			}
			return append(all, f.ring)
		},
		min: func() fyne.Size {
			width := f.Size().Width
			if width <= 0 {
				width = look.Measure
			}
			_, height := f.boxes(width)
			return fyne.NewSize(80, height)
		}}
}

func (f *ChipFlow) layout(s fyne.Size) {
	p := look.Current()
	boxes, _ := f.boxes(s.Width)
	f.ring.StrokeColor = p.Accent
	show(f.ring, f.focused && len(boxes) > 0)
	for i, b := range boxes {
		c, face := f.chips[i], f.faces[i]
		g := face.ground
		g.FillColor, g.StrokeColor, g.StrokeWidth = p.Page, p.Lines, look.Hairline
		ink := p.Text
		if c.Accent {
			ink = p.Accent
		}
		if i == f.hovered {
			g.StrokeColor = p.Quiet
			if c.Accent {
				g.FillColor, g.StrokeColor = p.AccentGround, p.Accent
			}
		}
		place(g, b.x, b.y, b.w, look.ChipHeight)
		kindWidth := plain.width(c.kind())
		room := b.w - 2*flowPad - kindWidth
		plain.set(face.text, plain.elide(c.Text, room+0.5), ink)
		plain.set(face.kind, c.kind(), p.Quiet)
		place(face.text, b.x+flowPad, b.y, room, look.ChipHeight)
		place(face.kind, b.x+b.w-flowPad-kindWidth, b.y, kindWidth, look.ChipHeight)
		if i == f.cursor {
			place(f.ring, b.x-2, b.y-2, b.w+4, look.ChipHeight+4)
		}
	}
}

// Tapped implements fyne.Tappable.
func (f *ChipFlow) Tapped(e *fyne.PointEvent) {
	untip(f)
	if i := f.at(e.Position); i >= 0 {
		f.cursor = i
		f.choose()
	}
}

func (f *ChipFlow) choose() {
	if f.cursor < len(f.chips) && f.OnChoose != nil {
		f.OnChoose(f.chips[f.cursor].ID)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (f *ChipFlow) TappedSecondary(e *fyne.PointEvent) {
	if i := f.at(e.Position); i >= 0 && f.OnSecondary != nil {
		f.cursor = i
		f.OnSecondary(f.chips[i].ID, e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (f *ChipFlow) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (f *ChipFlow) MouseMoved(e *desktop.MouseEvent) {
	i := f.at(e.Position)
	if i == f.hovered {
		return
	}
	f.hovered = i
	untip(f)
	if i >= 0 {
		f.tipCut(i)
	}
	f.Refresh()
}

// tipCut shows the whole of a chip that was cut.
func (f *ChipFlow) tipCut(i int) {
	c := f.chips[i]
	if f.faces[i].text.Text != c.Text {
		boxes, _ := f.boxes(f.Size().Width)
		tip(f, c.Text+c.kind(), fyne.NewPos(boxes[i].x, boxes[i].y), fyne.NewSize(boxes[i].w, look.ChipHeight), false)
	}
}

// MouseOut implements desktop.Hoverable.
func (f *ChipFlow) MouseOut() {
	f.hovered = -1
	untip(f)
	f.Refresh()
}

// Cursor implements desktop.Cursorable.
func (f *ChipFlow) Cursor() desktop.Cursor {
	if f.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (f *ChipFlow) FocusGained() {
	f.focused = true
	f.moveTo(f.cursor)
}

// FocusLost implements fyne.Focusable.
func (f *ChipFlow) FocusLost() { f.focused = false; untip(f); f.Refresh() }

// TypedRune implements fyne.Focusable.
func (f *ChipFlow) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (f *ChipFlow) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(f, e) {
		return
	}
	if len(f.chips) == 0 {
		f.spareKey(e)
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		f.moveTo(f.cursor - 1)
	case fyne.KeyRight:
		f.moveTo(f.cursor + 1)
	case fyne.KeyUp:
		f.moveTo(f.beside(-1))
	case fyne.KeyDown:
		f.moveTo(f.beside(1))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		f.choose()
	case desktop.KeyMenu:
		boxes, _ := f.boxes(f.Size().Width)
		if b := boxes[f.cursor]; f.OnSecondary != nil {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(f)
			f.OnSecondary(f.chips[f.cursor].ID, at.AddXY(b.x, b.y+look.ChipHeight))
		}
	default:
		f.spareKey(e)
	}
}

// beside returns the chip in the next line, down (1) or up (-1), that is the
// nearest to the one with the keyboard.
func (f *ChipFlow) beside(lines float32) int {
	boxes, _ := f.boxes(f.Size().Width)
	from := boxes[f.cursor]
	best, least := f.cursor, float32(0)
	for i, b := range boxes {
		if b.y != from.y+lines*flowStep {
			continue
		}
		d := b.x + b.w/2 - from.x - from.w/2
		if d = max(d, -d); best == f.cursor || d < least {
			best, least = i, d
		}
	}
	return best
}

func (f *ChipFlow) moveTo(i int) {
	f.cursor = max(0, min(i, len(f.chips)-1))
	f.Refresh()
	untip(f)
	if boxes, _ := f.boxes(f.Size().Width); len(boxes) > 0 {
		f.reveal(boxes[f.cursor].y, boxes[f.cursor].y+look.ChipHeight)
		f.tipCut(f.cursor)
	}
}
