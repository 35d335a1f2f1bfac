package widgets

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// BarItem is one thing to do with a selection.
type BarItem struct {
	ID     string
	Key    string // the key that does it: "1", "N"
	Text   string
	Colour string // a label colour; empty for what is no label
}

func (i BarItem) words() string {
	if i.Key == "" {
		return i.Text
	}
	return i.Key + " " + i.Text
}

const (
	barPad     float32 = 5
	barItemPad float32 = 8
	barItemH   float32 = 22
	barGap     float32 = 4
)

// SelectionBar is the small panel at a selection: labels by number, note, copy.
// It floats in a container without layout; Place puts it there.
type SelectionBar struct {
	widget.BaseWidget
	OnChoose func(id string)
	OnEscape func()

	items           []BarItem
	hovered, cursor int
	focused         bool
	room            float32 // how wide it may be before it breaks into rows

	panel, ring, hover *canvas.Rectangle
	grounds            []*canvas.Rectangle
	labels             []*canvas.Text
}

// NewSelectionBar makes a bar with its items.
func NewSelectionBar(items ...BarItem) *SelectionBar {
	b := &SelectionBar{hovered: -1, panel: newBox(look.RadiusPanel), ring: newRing(look.RadiusField + 1), hover: newBox(look.RadiusField)}
	b.ExtendBaseWidget(b)
	b.SetItems(items...)
	return b
}

// SetItems replaces the items.
func (b *SelectionBar) SetItems(items ...BarItem) {
	b.items = append([]BarItem(nil), items...)
	b.hovered, b.cursor = -1, 0
	for len(b.labels) < len(items) {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		b.labels = append(b.labels, t)
		b.grounds = append(b.grounds, newBox(look.RadiusField))
	}
	b.Refresh()
}

// Place shows the bar centred under a point of its container, inside the
// container's size: above the point where there is no room below it.
func (b *SelectionBar) Place(near fyne.Position, within fyne.Size) {
	b.room = max(120, within.Width-2*look.Space8)
	s := b.MinSize()
	x := max(look.Space8, min(near.X-s.Width/2, within.Width-s.Width-look.Space8))
	y := near.Y + look.Space8
	if y+s.Height > within.Height-look.Space8 {
		y = max(look.Space8, near.Y-s.Height-2*look.ReadingLine)
	}
	place(b, x, y, s.Width, s.Height)
	b.Show()
	b.Refresh()
}

// boxes returns where each item stands and the size of the whole.
func (b *SelectionBar) boxes() (at []fyne.Position, widths []float32, size fyne.Size) {
	x, y, widest := barPad, barPad, float32(0)
	for _, it := range b.items {
		w := smallBold.width(it.words()) + 2*barItemPad
		if b.room > 0 && x > barPad && x+w+barPad > b.room {
			x, y = barPad, y+barItemH+barGap
		}
		at, widths = append(at, fyne.NewPos(x, y)), append(widths, w)
		x += w + barGap
		widest = max(widest, x-barGap+barPad)
	}
	return at, widths, fyne.NewSize(widest, y+barItemH+barPad)
}

var smallBold = lettering{size: look.SmallSize, style: fyne.TextStyle{Bold: true}}

// CreateRenderer implements fyne.Widget.
func (b *SelectionBar) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {}, layout: b.layout,
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{b.panel}
			for i := range b.items {
				all = append(all, b.grounds[i])
			}
			all = append(all, b.hover)
			for i := range b.items {
				all = append(all, b.labels[i])
			}
			return append(all, b.ring)
		},
		min: func() fyne.Size { _, _, size := b.boxes(); return size }}
}

func (b *SelectionBar) layout(s fyne.Size) {
	p := look.Current()
	lift(b.panel, p)
	place(b.panel, 0, 0, s.Width, s.Height)
	at, widths, _ := b.boxes()
	show(b.ring, b.focused && len(b.items) > 0)
	show(b.hover, b.hovered >= 0 && b.hovered < len(b.items))
	b.ring.StrokeColor, b.hover.FillColor = p.Accent, p.Hover
	for i, it := range b.items {
		ink := p.Text
		show(b.grounds[i], it.Colour != "")
		if it.Colour != "" {
			pair := p.Label(it.Colour)
			b.grounds[i].FillColor, ink = pair.Fill, pair.Ink
		}
		smallBold.set(b.labels[i], it.words(), ink)
		place(b.grounds[i], at[i].X, at[i].Y, widths[i], barItemH)
		place(b.labels[i], at[i].X, at[i].Y, widths[i], barItemH)
		if i == b.hovered {
			place(b.hover, at[i].X, at[i].Y, widths[i], barItemH)
		}
		if i == b.cursor {
			place(b.ring, at[i].X-1, at[i].Y-1, widths[i]+2, barItemH+2)
		}
	}
}

func (b *SelectionBar) itemAt(p fyne.Position) int {
	at, widths, _ := b.boxes()
	for i := range b.items {
		if inside(p, at[i].X, at[i].Y, widths[i], barItemH) {
			return i
		}
	}
	return -1
}

func (b *SelectionBar) choose(index int) {
	if b.OnChoose != nil {
		b.OnChoose(b.items[index].ID)
	}
}

// Tapped implements fyne.Tappable.
func (b *SelectionBar) Tapped(e *fyne.PointEvent) {
	if i := b.itemAt(e.Position); i >= 0 {
		b.choose(i)
	}
}

// TypedRune implements fyne.Focusable. It reports nothing; see Typed.
func (b *SelectionBar) TypedRune(r rune) { b.Typed(r) }

// Typed does what the key of a letter or digit stands for and reports whether
// there was one: the reader passes on what is typed while text is selected.
func (b *SelectionBar) Typed(r rune) bool {
	for i, it := range b.items {
		key, _ := utf8.DecodeRuneInString(it.Key)
		if it.Key != "" && unicode.ToLower(key) == unicode.ToLower(r) {
			b.choose(i)
			return true
		}
	}
	return false
}

// TypedKey implements fyne.Focusable.
func (b *SelectionBar) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(b, e) {
		return
	}
	if len(b.items) == 0 {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		b.cursor = (b.cursor + len(b.items) - 1) % len(b.items)
	case fyne.KeyRight, fyne.KeyDown:
		b.cursor = (b.cursor + 1) % len(b.items)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.choose(b.cursor)
		return
	case fyne.KeyEscape:
		if b.OnEscape != nil {
			b.OnEscape()
		}
		return
	}
	b.Refresh()
}

// FocusGained implements fyne.Focusable.
func (b *SelectionBar) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *SelectionBar) FocusLost() { b.focused = false; b.Refresh() }

// MouseIn implements desktop.Hoverable.
func (b *SelectionBar) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (b *SelectionBar) MouseMoved(e *desktop.MouseEvent) {
	if i := b.itemAt(e.Position); i != b.hovered {
		b.hovered = i
		b.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (b *SelectionBar) MouseOut() { b.hovered = -1; b.Refresh() }

// Cursor implements desktop.Cursorable.
func (b *SelectionBar) Cursor() desktop.Cursor { return desktop.PointerCursor }
