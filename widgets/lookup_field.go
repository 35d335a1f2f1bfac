package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// LookupField is the button that brings up the look-up box. It looks like the
// field that will be there, and says by which keys it is reached.
type LookupField struct {
	press
	text, keys   string
	ground, ring *canvas.Rectangle
	label, hint  *canvas.Text
}

const (
	lookupFieldLeast float32 = 180
	lookupFieldPad   float32 = 11
)

// NewLookupField makes the button: "Look up anything", "Ctrl+K".
func NewLookupField(text, keys string, run func()) *LookupField {
	f := &LookupField{text: text, keys: keys, ground: newBox(look.RadiusField), ring: newRing(look.RadiusField),
		label: canvas.NewText("", nil), hint: canvas.NewText("", nil)}
	f.init(f, func() { call(run) })
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *LookupField) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: f, objects: fixed(f.ground, f.label, f.hint, f.ring), refresh: func() {}, layout: f.layout,
		min: func() fyne.Size { return fyne.NewSize(lookupFieldLeast, look.FieldHeight) }}
}

func (f *LookupField) layout(s fyne.Size) {
	p := look.Current()
	ink := p.Quiet
	f.ground.FillColor, f.ground.StrokeColor, f.ground.StrokeWidth = p.Page, p.Lines, look.Hairline
	if f.hovered || f.focused {
		ink = p.Text
	}
	if f.hovered {
		f.ground.StrokeColor = p.Quiet
	}
	f.ring.StrokeColor = p.Accent
	show(f.ring, f.focused)
	y := (s.Height - look.FieldHeight) / 2
	for _, o := range []fyne.CanvasObject{f.ground, f.ring} {
		place(o, 0, y, s.Width, look.FieldHeight)
	}
	room := s.Width - 2*lookupFieldPad
	keys := small.width(f.keys)
	if keys+look.Space12 > room/2 {
		keys = 0
	}
	text := plain.elide(f.text, room-keys-look.Space8)
	wide := plain.width(text)
	plain.set(f.label, text, ink)
	place(f.label, lookupFieldPad, y, wide, look.FieldHeight)
	small.set(f.hint, f.keys, p.Quiet)
	show(f.hint, keys > 0)
	place(f.hint, s.Width-lookupFieldPad-keys, y, keys, look.FieldHeight)
}
