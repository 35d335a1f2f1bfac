package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Rule is a line across, between a bar and what it is about.
type Rule struct {
	widget.BaseWidget
	line *canvas.Rectangle
}

// NewRule makes a line.
func NewRule() *Rule {
	r := &Rule{line: newBox(0)}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements fyne.Widget.
func (r *Rule) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: r, objects: fixed(r.line), refresh: func() {},
		min: func() fyne.Size { return fyne.NewSize(1, look.Hairline) },
		layout: func(s fyne.Size) {
			r.line.FillColor = look.Current().Lines
			place(r.line, 0, 0, s.Width, look.Hairline)
		}}
}
