package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Remark is a small line that is set off from what stands around it: something
// one should know, nothing that went wrong.
type Remark struct {
	widget.BaseWidget
	icon *canvas.Image
	text *Text
}

const remarkLines = 3

// NewRemark makes a remark, which wraps.
func NewRemark(text string) *Remark {
	r := &Remark{icon: newImage(), text: NewText(text, TextStyle{Size: look.SmallSize, Lines: remarkLines})}
	r.ExtendBaseWidget(r)
	return r
}

// Text returns the words.
func (r *Remark) Text() string { return r.text.Text() }

// CreateRenderer implements fyne.Widget.
func (r *Remark) CreateRenderer() fyne.WidgetRenderer {
	const left = look.SmallIcon + look.Space8
	return &renderer{owner: r, objects: fixed(r.icon, r.text),
		refresh: func() {},
		min: func() fyne.Size {
			lines := 1
			if room := r.Size().Width - left; room > 0 {
				lines = len(small.wrap(r.text.Text(), room, remarkLines))
			}
			return fyne.NewSize(120, float32(lines)*lineHeight)
		},
		layout: func(s fyne.Size) {
			drawIcon(r.icon, "info", look.Current().Label("judgement").Edge)
			place(r.icon, 0, (lineHeight-look.SmallIcon)/2, look.SmallIcon, look.SmallIcon)
			place(r.text, left, 0, max(0, s.Width-left), s.Height)
		}}
}
