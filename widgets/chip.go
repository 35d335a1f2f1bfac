package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// Chip is a switch in the form of a rounded word, as for a lens.
type Chip struct {
	press
	OnChanged func(on bool)

	text   string
	on     bool
	ground *canvas.Rectangle
	label  *canvas.Text
	ring   *canvas.Rectangle
}

// NewChip makes a chip that is switched on or off.
func NewChip(text string, on bool) *Chip {
	c := &Chip{text: text, on: on, ground: newBox(look.RadiusChip),
		label: canvas.NewText("", nil), ring: newRing(look.RadiusChip + 2)}
	c.label.Alignment = fyne.TextAlignCenter
	c.init(c, func() {
		c.on = !c.on
		c.Refresh()
		if c.OnChanged != nil {
			c.OnChanged(c.on)
		}
	})
	return c
}

// On reports whether the chip is switched on.
func (c *Chip) On() bool { return c.on }

// SetOn switches the chip without calling OnChanged.
func (c *Chip) SetOn(on bool) { c.on = on; c.Refresh() }

// SetText changes the word.
func (c *Chip) SetText(text string) { c.text = text; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.paint()
	return &renderer{owner: c, objects: fixed(c.ground, c.label, c.ring), refresh: c.paint,
		min: func() fyne.Size { return fyne.NewSize(small.width(c.text)+22, look.ChipHeight) },
		layout: func(s fyne.Size) {
			y := (s.Height - look.ChipHeight) / 2
			place(c.ground, 0, y, s.Width, look.ChipHeight)
			place(c.label, 0, y, s.Width, look.ChipHeight)
			place(c.ring, -3, y-3, s.Width+6, look.ChipHeight+6)
		}}
}

func (c *Chip) paint() {
	p := look.Current()
	ink := p.Quiet
	c.ground.StrokeWidth = look.Hairline
	if c.on {
		ink = p.Accent
		c.ground.FillColor, c.ground.StrokeColor = p.AccentGround, p.Accent
	} else {
		c.ground.FillColor, c.ground.StrokeColor = p.Page, p.Lines
		if c.hovered {
			ink = p.Text
			c.ground.StrokeColor = p.Quiet
		}
	}
	small.set(c.label, c.text, ink)
	c.ring.StrokeColor = p.Accent
	show(c.ring, c.focused)
}
