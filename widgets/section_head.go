package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// SectionHead heads a section of a page: its name, quiet actions beside it,
// and a quiet count at the right edge. It brings the room above it along.
type SectionHead struct {
	widget.BaseWidget
	onPage
	title, count string
	actions      []*TextLink

	left, right *canvas.Text
}

const (
	sectionAbove float32 = 16
	sectionBelow float32 = 6
)

// NewSectionHead makes a head with a title.
func NewSectionHead(title string) *SectionHead {
	h := &SectionHead{title: title, left: canvas.NewText("", nil), right: canvas.NewText("", nil)}
	h.self = h
	h.ExtendBaseWidget(h)
	return h
}

// SetTitle changes the title.
func (h *SectionHead) SetTitle(title string) { h.title = title; h.Refresh() }

// SetCount changes the quiet text at the right edge: "61 in 23 briefs".
func (h *SectionHead) SetCount(text string) { h.count = text; h.Refresh() }

// SetActions puts links beside the title.
func (h *SectionHead) SetActions(links ...*TextLink) {
	h.actions = links
	for _, l := range links {
		l.onFocus = func() { h.reveal(0, h.Size().Height) }
	}
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *SectionHead) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: h, refresh: func() {}, layout: h.layout,
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{h.left, h.right}
			for _, a := range h.actions {
				all = append(all, a)
			}
			return all
		},
		min: func() fyne.Size { return fyne.NewSize(120, sectionAbove+lineHeight+sectionBelow) }}
}

func (h *SectionHead) layout(s fyne.Size) {
	p := look.Current()
	count := min(plain.width(h.count)+0.5, s.Width*0.6)
	plain.set(h.right, plain.elide(h.count, count), p.Quiet)
	h.right.Alignment = fyne.TextAlignTrailing
	place(h.right, s.Width-count, sectionAbove, count, lineHeight)
	room := s.Width - count - look.Space12
	for _, a := range h.actions {
		room -= a.MinSize().Width + look.Space12
	}
	title := min(bold.width(h.title)+0.5, max(0, room))
	bold.set(h.left, bold.elide(h.title, title), p.Text)
	place(h.left, 0, sectionAbove, title, lineHeight)
	x := title + look.Space12
	for _, a := range h.actions {
		w := a.MinSize().Width
		place(a, x, sectionAbove, w, lineHeight)
		x += w + look.Space12
	}
}
