package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

type buttonKind uint8

const (
	plainButton buttonKind = iota
	primaryButton
	dangerButton
)

// Button is a button with words on it. It is as high as a field.
type Button struct {
	press
	OnTapped func()

	text   string
	kind   buttonKind
	ground *canvas.Rectangle
	cover  *canvas.Rectangle
	label  *canvas.Text
	ring   *canvas.Rectangle
}

// NewButton makes a plain button.
func NewButton(text string, tapped func()) *Button { return newButton(text, plainButton, tapped) }

// NewPrimaryButton makes the filled button of what is most likely wanted next.
func NewPrimaryButton(text string, tapped func()) *Button {
	return newButton(text, primaryButton, tapped)
}

// NewDangerButton makes the filled button of what cannot be taken back.
func NewDangerButton(text string, tapped func()) *Button {
	return newButton(text, dangerButton, tapped)
}

func newButton(text string, kind buttonKind, tapped func()) *Button {
	b := &Button{OnTapped: tapped, text: text, kind: kind,
		ground: newBox(look.RadiusField), cover: newBox(look.RadiusField),
		label: canvas.NewText("", nil), ring: newRing(look.RadiusField + 2)}
	b.label.Alignment = fyne.TextAlignCenter
	b.init(b, func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	})
	return b
}

// SetText changes the words.
func (b *Button) SetText(text string) { b.text = text; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	return &renderer{owner: b, objects: fixed(b.ground, b.cover, b.label, b.ring), refresh: b.paint,
		min: func() fyne.Size {
			return fyne.NewSize(max(72, bold.width(b.text)+2*look.Space16), look.FieldHeight)
		},
		layout: func(s fyne.Size) {
			for _, o := range []fyne.CanvasObject{b.ground, b.cover, b.label} {
				place(o, 0, 0, s.Width, s.Height)
			}
			place(b.ring, -3, -3, s.Width+6, s.Height+6)
		}}
}

func (b *Button) paint() {
	p := look.Current()
	letters, ink := bold, p.OnAccent
	b.ground.StrokeWidth = 0
	switch b.kind {
	case primaryButton:
		b.ground.FillColor = p.Accent
	case dangerButton:
		b.ground.FillColor = p.Error
	default:
		letters, ink = plain, p.Text
		b.ground.FillColor, b.ground.StrokeColor, b.ground.StrokeWidth = p.Control, p.Lines, look.Hairline
	}
	if b.disabled {
		ink = p.Disabled
		b.ground.FillColor, b.ground.StrokeColor, b.ground.StrokeWidth = p.Control, p.Lines, look.Hairline
	}
	b.cover.FillColor = p.Hover
	show(b.cover, b.hovered && !b.disabled)
	letters.set(b.label, b.text, ink)
	b.ring.StrokeColor = p.Accent
	show(b.ring, b.focused)
}

// TextLink is a button that is words alone: in the accent colour where it is a
// link, quiet where it is one of many small actions.
type TextLink struct {
	press
	OnTapped func()

	text  string
	quiet bool
	label *canvas.Text
	under *canvas.Rectangle
	ring  *canvas.Rectangle
}

// NewTextLink makes a link in the accent colour.
func NewTextLink(text string, tapped func()) *TextLink { return newLink(text, false, tapped) }

// NewQuietButton makes a link in quiet text, which turns to full text under the pointer.
func NewQuietButton(text string, tapped func()) *TextLink { return newLink(text, true, tapped) }

func newLink(text string, quiet bool, tapped func()) *TextLink {
	l := &TextLink{OnTapped: tapped, text: text, quiet: quiet,
		label: canvas.NewText("", nil), under: newBox(0), ring: newRing(look.RadiusField)}
	l.init(l, func() {
		if l.OnTapped != nil {
			l.OnTapped()
		}
	})
	return l
}

// SetText changes the words.
func (l *TextLink) SetText(text string) { l.text = text; l.Refresh() }

// Text returns the words.
func (l *TextLink) Text() string { return l.text }

// CreateRenderer implements fyne.Widget.
func (l *TextLink) CreateRenderer() fyne.WidgetRenderer {
	l.paint()
	return &renderer{owner: l, objects: fixed(l.under, l.label, l.ring), refresh: l.paint,
		min: func() fyne.Size { return fyne.NewSize(small.width(l.text), lineHeight) },
		layout: func(s fyne.Size) {
			place(l.label, 0, 0, s.Width, s.Height)
			place(l.under, 0, s.Height/2+7, small.width(l.text), look.Hairline)
			place(l.ring, -4, (s.Height-lineHeight)/2-2, s.Width+8, lineHeight+4)
		}}
}

func (l *TextLink) paint() {
	p := look.Current()
	ink := p.Accent
	switch {
	case l.disabled:
		ink = p.Disabled
	case l.quiet && l.hovered:
		ink = p.Text
	case l.quiet:
		ink = p.Quiet
	}
	small.set(l.label, l.text, ink)
	l.under.FillColor = ink
	show(l.under, l.hovered && !l.disabled)
	l.ring.StrokeColor = p.Accent
	show(l.ring, l.focused)
}

// iconButtonSize is the side of an icon button.
const iconButtonSize float32 = 26

// IconButton is a small button with an icon and a tip that names what it does.
type IconButton struct {
	press
	OnTapped func()

	icon, tip string
	active    bool
	ground    *canvas.Rectangle
	image     *canvas.Image
	ring      *canvas.Rectangle
}

// NewIconButton makes an icon button; tip is shown under the resting pointer.
func NewIconButton(icon, tip string, tapped func()) *IconButton {
	b := &IconButton{OnTapped: tapped, icon: icon, tip: tip,
		ground: newBox(look.RadiusField), image: newImage(), ring: newRing(look.RadiusField)}
	b.tipText = func() string { return b.tip }
	b.init(b, func() {
		if b.OnTapped != nil {
			b.OnTapped()
		}
	})
	return b
}

// SetIcon changes the icon.
func (b *IconButton) SetIcon(icon string) { b.icon = icon; b.Refresh() }

// SetTip changes the tip.
func (b *IconButton) SetTip(tip string) { b.tip = tip }

// SetActive shows the button as switched on.
func (b *IconButton) SetActive(active bool) { b.active = active; b.Refresh() }

// CreateRenderer implements fyne.Widget.
func (b *IconButton) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	return &renderer{owner: b, objects: fixed(b.ground, b.image, b.ring), refresh: b.paint,
		min: func() fyne.Size { return fyne.NewSquareSize(iconButtonSize) },
		layout: func(s fyne.Size) {
			x, y := (s.Width-iconButtonSize)/2, (s.Height-iconButtonSize)/2
			place(b.ground, x, y, iconButtonSize, iconButtonSize)
			place(b.ring, x, y, iconButtonSize, iconButtonSize)
			inset := (iconButtonSize - look.SmallIcon) / 2
			place(b.image, x+inset, y+inset, look.SmallIcon, look.SmallIcon)
		}}
}

func (b *IconButton) paint() {
	p := look.Current()
	colour := p.Quiet
	switch {
	case b.disabled:
		colour = p.Disabled
	case b.active:
		colour = p.Accent
	case b.hovered || b.focused:
		colour = p.Text
	}
	drawIcon(b.image, b.icon, colour)
	b.ground.FillColor = p.Hover
	if b.active {
		b.ground.FillColor = p.AccentGround
	}
	show(b.ground, b.active || (b.hovered && !b.disabled))
	b.ring.StrokeColor = p.Accent
	show(b.ring, b.focused)
}
