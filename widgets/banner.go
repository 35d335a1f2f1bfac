package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// BannerKind says how loud a banner is.
type BannerKind uint8

// The kinds of banner.
const (
	BannerInfo BannerKind = iota
	BannerError
)

// Banner is a strip across a pane for what went wrong or should be known: what
// happened in bold, then what is safe, then what to do, and buttons for it.
type Banner struct {
	widget.BaseWidget
	OnDismiss func() // nil: there is no ×

	kind           BannerKind
	what, rest     string
	actions        []*TextLink
	ground, edge   *canvas.Rectangle
	line           *canvas.Rectangle
	icon           *canvas.Image
	whatText, more *Text
	dismiss        *IconButton
}

// NewBanner makes a banner; safe and do may be empty.
func NewBanner(kind BannerKind, what, safe, do string) *Banner {
	b := &Banner{kind: kind, ground: newBox(0), edge: newBox(0), line: newBox(0), icon: newImage(),
		whatText: NewText("", TextStyle{Bold: true, Lines: 3}), more: NewText("", TextStyle{Lines: 4})}
	b.dismiss = NewIconButton("close", lang.L("Dismiss"), func() { call(b.OnDismiss) })
	b.ExtendBaseWidget(b)
	b.SetText(what, safe, do)
	return b
}

// SetText changes what the banner says.
func (b *Banner) SetText(what, safe, do string) {
	b.what, b.rest = what, safe
	if do != "" {
		if b.rest != "" {
			b.rest += " "
		}
		b.rest += do
	}
	b.whatText.SetText(b.what)
	b.more.SetText(b.rest)
	b.Refresh()
}

// Repeats reports that another banner says the same.
func (b *Banner) Repeats(other *Banner) bool {
	return b.kind == other.kind && b.what == other.what && b.rest == other.rest
}

// AddAction adds something that can be done about it.
func (b *Banner) AddAction(text string, act func()) {
	b.actions = append(b.actions, NewTextLink(text, act))
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *Banner) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {},
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{b.ground, b.edge, b.line, b.icon, b.whatText}
			if b.rest != "" {
				all = append(all, b.more)
			}
			for _, a := range b.actions {
				all = append(all, a)
			}
			if b.OnDismiss != nil {
				all = append(all, b.dismiss)
			}
			return all
		},
		min: func() fyne.Size {
			return fyne.NewSize(200, b.arrange(max(200, b.Size().Width)))
		},
		layout: func(s fyne.Size) {
			b.arrange(s.Width)
			place(b.ground, 0, 0, s.Width, s.Height)
			place(b.edge, 0, 0, look.CardEdge, s.Height)
			place(b.line, 0, s.Height-look.Hairline, s.Width, look.Hairline)
		}}
}

// arrange lays the parts out for a width and returns the height they need.
func (b *Banner) arrange(width float32) float32 {
	p := look.Current()
	pair := p.Label("question")
	icon := "info"
	if b.kind == BannerError {
		pair, icon = p.Label("gap"), "warning"
	}
	b.ground.FillColor, b.edge.FillColor, b.line.FillColor = look.Over(wash(pair.Fill), p.Surface), pair.Edge, p.Lines
	drawIcon(b.icon, icon, pair.Edge)
	left, right := look.Space16+look.SmallIcon+look.Space8, width-look.Space12
	if b.OnDismiss != nil {
		place(b.dismiss, width-look.Space8-iconButtonSize, look.Space4+1, iconButtonSize, iconButtonSize)
		right -= iconButtonSize
	}
	y := look.Space8
	place(b.icon, look.Space16, y+1, look.SmallIcon, look.SmallIcon)
	y += b.write(b.whatText, b.what, bold, 3, left, y, right-left)
	if b.rest != "" {
		y += b.write(b.more, b.rest, plain, 4, left, y, right-left)
	}
	if len(b.actions) > 0 {
		y += 2
		x := left
		for _, a := range b.actions {
			w := a.MinSize().Width
			place(a, x, y, w, lineHeight)
			x += w + look.Space16
		}
		y += lineHeight
	}
	return y + look.Space8
}

func (b *Banner) write(t *Text, words string, letters lettering, limit int, x, y, w float32) float32 {
	h := float32(max(1, len(letters.wrap(words, w, limit)))) * lineHeight
	place(t, x, y, w, h)
	return h
}
