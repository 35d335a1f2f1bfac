package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Choice picks one of a few words from a menu. It looks like a field; the
// arrows change it without opening the menu.
type Choice struct {
	press
	OnChanged func(index int)

	options            []string
	chosen             int // -1: none
	frame, cover, ring *canvas.Rectangle
	label              *canvas.Text
	arrow              *canvas.Image
}

// NewChoice makes a choice among options; chosen is an index, or -1.
func NewChoice(options []string, chosen int) *Choice {
	c := &Choice{options: options, chosen: chosen, frame: newBox(look.RadiusField), cover: newBox(look.RadiusField),
		ring: newRing(look.RadiusField), label: canvas.NewText("", nil), arrow: newImage()}
	c.init(c, c.open)
	return c
}

// Chosen returns the index of what is chosen, -1 for nothing.
func (c *Choice) Chosen() int { return c.chosen }

// SetChosen changes it without calling OnChanged.
func (c *Choice) SetChosen(index int) { c.chosen = index; c.Refresh() }

// SetOptions replaces the words, keeping the index where it still stands for one.
func (c *Choice) SetOptions(options []string) {
	c.options = options
	c.chosen = min(c.chosen, len(options)-1)
	c.Refresh()
}

func (c *Choice) choose(index int) {
	if index < 0 || index >= len(c.options) || index == c.chosen || c.disabled {
		return
	}
	c.chosen = index
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(index)
	}
}

func (c *Choice) open() {
	d := fyne.CurrentApp().Driver()
	on := d.CanvasForObject(c)
	if on == nil || len(c.options) == 0 {
		return
	}
	items := make([]*fyne.MenuItem, len(c.options))
	for i, words := range c.options {
		items[i] = fyne.NewMenuItem(words, func() { c.choose(i) })
		items[i].Checked = i == c.chosen
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), on)
	menu.ShowAtPosition(d.AbsolutePositionForObject(c).AddXY(0, c.Size().Height+2))
	menu.Resize(fyne.NewSize(max(c.Size().Width, menu.MinSize().Width), menu.MinSize().Height))
}

// TypedKey implements fyne.Focusable.
func (c *Choice) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		c.choose(c.chosen - 1)
	case fyne.KeyDown:
		c.choose(c.chosen + 1)
	default:
		c.press.TypedKey(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (c *Choice) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: c, objects: fixed(c.frame, c.cover, c.label, c.arrow, c.ring), refresh: func() {},
		min: func() fyne.Size {
			widest := float32(40)
			for _, o := range c.options {
				widest = max(widest, plain.width(o))
			}
			return fyne.NewSize(widest+look.Space8*3+14, look.FieldHeight)
		},
		layout: func(s fyne.Size) {
			p := look.Current()
			c.frame.FillColor, c.frame.StrokeColor, c.frame.StrokeWidth = p.Page, p.Lines, look.Hairline
			c.cover.FillColor, c.ring.StrokeColor = p.Hover, p.Accent
			show(c.cover, c.hovered && !c.disabled)
			show(c.ring, c.focused)
			words, ink := "", p.Text
			if c.chosen >= 0 && c.chosen < len(c.options) {
				words = c.options[c.chosen]
			}
			if c.disabled {
				ink = p.Disabled
			}
			y := (s.Height - look.FieldHeight) / 2
			for _, r := range []*canvas.Rectangle{c.frame, c.cover, c.ring} {
				place(r, 0, y, s.Width, look.FieldHeight)
			}
			room := s.Width - 3*look.Space8 - 14
			plain.set(c.label, plain.elide(words, room+0.5), ink)
			place(c.label, look.Space8, y, room, look.FieldHeight)
			drawIcon(c.arrow, "down", p.Quiet)
			place(c.arrow, s.Width-look.Space8-14, y+7, 14, 14)
		}}
}
