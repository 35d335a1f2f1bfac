package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Ground names what a pane is painted with.
type Ground uint8

// The grounds.
const (
	GroundPage    Ground = iota // what is read
	GroundSurface               // lists and side panes
	GroundBars                  // bars, the window's own ground
)

// GroundBox paints a ground behind its content; the window's own ground is
// that of the bars, so that every pane has one of these.
type GroundBox struct {
	widget.BaseWidget
	kind    Ground
	content fyne.CanvasObject
	fill    *canvas.Rectangle
}

// NewGround puts content on a ground. Content may be nil.
func NewGround(kind Ground, content fyne.CanvasObject) *GroundBox {
	g := &GroundBox{kind: kind, content: content, fill: newBox(0)}
	g.ExtendBaseWidget(g)
	return g
}

// SetContent replaces what stands on the ground.
func (g *GroundBox) SetContent(content fyne.CanvasObject) {
	g.content = content
	g.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (g *GroundBox) CreateRenderer() fyne.WidgetRenderer {
	g.paint()
	return &renderer{owner: g, refresh: g.paint,
		objects: func() []fyne.CanvasObject {
			if g.content == nil {
				return []fyne.CanvasObject{g.fill}
			}
			return []fyne.CanvasObject{g.fill, g.content}
		},
		min: func() fyne.Size {
			if g.content == nil {
				return fyne.Size{}
			}
			return g.content.MinSize()
		},
		layout: func(s fyne.Size) {
			place(g.fill, 0, 0, s.Width, s.Height)
			if g.content != nil {
				place(g.content, 0, 0, s.Width, s.Height)
			}
		}}
}

func (g *GroundBox) paint() { g.fill.FillColor = g.kind.colour(look.Current()) }

func (k Ground) colour(p look.Palette) color.NRGBA {
	switch k {
	case GroundPage:
		return p.Page
	case GroundSurface:
		return p.Surface
	default:
		return p.Bars
	}
}
