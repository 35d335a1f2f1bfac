package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// FormRow is a field with its name above it and, below, a hint or what is
// wrong with what was entered.
type FormRow struct {
	widget.BaseWidget
	label, hint, trouble string
	field                fyne.CanvasObject
	name                 *canvas.Text
	below                *Text
}

// NewFormRow names a field.
func NewFormRow(label string, field fyne.CanvasObject) *FormRow {
	r := &FormRow{label: label, field: field, name: canvas.NewText("", nil),
		below: NewText("", TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})}
	r.ExtendBaseWidget(r)
	return r
}

// SetHint changes the quiet line below the field; "" takes it away.
func (r *FormRow) SetHint(text string) { r.hint = text; r.Refresh() }

// SetError says what is wrong, in place of the hint; "" brings the hint back.
func (r *FormRow) SetError(text string) { r.trouble = text; r.Refresh() }

func (r *FormRow) note() string {
	if r.trouble != "" {
		return r.trouble
	}
	return r.hint
}

// CreateRenderer implements fyne.Widget.
func (r *FormRow) CreateRenderer() fyne.WidgetRenderer {
	r.update()
	return &renderer{owner: r, refresh: r.update,
		objects: func() []fyne.CanvasObject {
			if r.note() == "" {
				return []fyne.CanvasObject{r.name, r.field}
			}
			return []fyne.CanvasObject{r.name, r.field, r.below}
		},
		min: func() fyne.Size {
			f := r.field.MinSize()
			h := lineHeight + 2 + f.Height
			if r.note() != "" {
				h += 2 + lineHeight*float32(len(small.wrap(r.note(), max(120, r.Size().Width), 2)))
			}
			return fyne.NewSize(max(80, f.Width), h)
		},
		layout: func(s fyne.Size) {
			small.set(r.name, r.label, look.Current().Quiet)
			place(r.name, 0, 0, s.Width, lineHeight)
			below := float32(0)
			if r.note() != "" {
				below = 2 + lineHeight*float32(len(small.wrap(r.note(), max(120, s.Width), 2)))
			}
			place(r.field, 0, lineHeight+2, s.Width, s.Height-lineHeight-2-below)
			place(r.below, 0, s.Height-below+2, s.Width, max(0, below-2))
		}}
}

func (r *FormRow) update() {
	r.below.style.Quiet, r.below.style.Error = r.trouble == "", r.trouble != ""
	r.below.SetText(r.note())
	r.below.Refresh()
}
