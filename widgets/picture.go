package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Picture shows a picture in a thin frame, as wide as it has room but no wider
// than it is, with what is seen on it below. It keeps its place while the
// picture is still being read.
type Picture struct {
	widget.BaseWidget
	OnTheme func() // the window turned light or dark

	dark  bool
	full  fyne.Size
	frame *canvas.Rectangle
	image *canvas.Image
	words *Text
}

// NewPicture makes room for a picture of a size.
func NewPicture(full fyne.Size, words string) *Picture {
	p := &Picture{full: full, dark: isDark(), frame: newBox(0), image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth},
		words: NewText(words, TextStyle{Size: look.SmallSize, Quiet: true, Lines: -1})}
	p.ExtendBaseWidget(p)
	return p
}

// SetImage puts the picture up.
func (p *Picture) SetImage(img image.Image) {
	p.image.Image = img
	p.image.Refresh()
}

// HasImage reports whether the picture is up.
func (p *Picture) HasImage() bool { return p.image.Image != nil }

// follow tells of a change of theme: the picture of a window has to change too.
func (p *Picture) follow() {
	if dark := isDark(); dark != p.dark {
		p.dark = dark
		if p.OnTheme != nil {
			p.OnTheme()
		}
	}
}

func isDark() bool { return look.CurrentVariant() == theme.VariantDark }

// shown is the size of the picture in a width.
func (p *Picture) shown(width float32) fyne.Size {
	width = min(max(width, 1), p.full.Width)
	return fyne.NewSize(width, float32(int(width*p.full.Height/p.full.Width)))
}

// CreateRenderer implements fyne.Widget.
func (p *Picture) CreateRenderer() fyne.WidgetRenderer {
	objects := []fyne.CanvasObject{p.frame, p.image, p.words}
	return &renderer{owner: p, refresh: p.follow, objects: func() []fyne.CanvasObject { return objects },
		layout: func(s fyne.Size) {
			p.frame.FillColor = look.Current().Lines
			size := p.shown(s.Width)
			place(p.frame, 0, look.Space8, size.Width, size.Height)
			const thin = look.Hairline
			place(p.image, thin, look.Space8+thin, size.Width-2*thin, size.Height-2*thin)
			top := look.Space8 + size.Height + look.Space8
			place(p.words, 0, top, size.Width, tall(p.words, size.Width))
		},
		min: func() fyne.Size {
			size := p.shown(p.Size().Width)
			return fyne.NewSize(200, look.Space8+size.Height+look.Space8+tall(p.words, size.Width)+look.Space16)
		}}
}
