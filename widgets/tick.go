package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// Tick is a box to tick, with words. Fyne's own draws its box too faint here.
type Tick struct {
	press
	OnChanged func(on bool)

	text      string
	on        bool
	box, ring *canvas.Rectangle
	mark      *canvas.Image
	label     *canvas.Text
}

const tickBox float32 = 16

// NewTick makes a box that is ticked or not.
func NewTick(text string, on bool) *Tick {
	t := &Tick{text: text, on: on, box: newBox(3), ring: newRing(look.RadiusField), mark: newImage(), label: canvas.NewText("", nil)}
	t.init(t, func() {
		t.on = !t.on
		t.Refresh()
		if t.OnChanged != nil {
			t.OnChanged(t.on)
		}
	})
	return t
}

// On reports whether the box is ticked.
func (t *Tick) On() bool { return t.on }

// SetOn ticks the box without calling OnChanged.
func (t *Tick) SetOn(on bool) { t.on = on; t.Refresh() }

// CreateRenderer implements fyne.Widget.
func (t *Tick) CreateRenderer() fyne.WidgetRenderer {
	t.paint()
	return &renderer{owner: t, objects: fixed(t.box, t.mark, t.label, t.ring), refresh: t.paint,
		min: func() fyne.Size { return fyne.NewSize(tickBox+look.Space8+plain.width(t.text), 24) },
		layout: func(s fyne.Size) {
			y := (s.Height - tickBox) / 2
			place(t.box, 0, y, tickBox, tickBox)
			place(t.mark, 2, y+2, tickBox-4, tickBox-4)
			place(t.label, tickBox+look.Space8, 0, s.Width-tickBox-look.Space8, s.Height)
			place(t.ring, -3, y-3, tickBox+6, tickBox+6)
		}}
}

func (t *Tick) paint() {
	p := look.Current()
	ink := p.Text
	t.box.StrokeWidth = look.Hairline
	t.box.FillColor, t.box.StrokeColor = p.Page, p.Quiet
	if t.hovered {
		t.box.StrokeColor = p.Accent
	}
	if t.on {
		t.box.FillColor, t.box.StrokeColor = p.Accent, p.Accent
	}
	if t.disabled {
		ink = p.Disabled
		t.box.StrokeColor = p.Disabled
		if t.on {
			t.box.FillColor = p.Disabled
		}
	}
	drawIcon(t.mark, "check", p.OnAccent)
	show(t.mark, t.on)
	plain.set(t.label, t.text, ink)
	t.ring.StrokeColor = p.Accent
	show(t.ring, t.focused)
}
