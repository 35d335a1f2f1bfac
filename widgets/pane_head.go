package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// PaneHead is the head of a pane: its name, a count at the right edge, and
// icon buttons.
type PaneHead struct {
	widget.BaseWidget
	OnTapped func() // a click on the head itself; may be nil

	title, count string
	handling     string
	active       bool
	actions      []*IconButton

	ground, line     *canvas.Rectangle
	titleText, right *canvas.Text
	mark             *handlingSlot
}

// NewPaneHead makes a head with a title.
func NewPaneHead(title string) *PaneHead {
	h := &PaneHead{title: title, ground: newBox(0), line: newBox(0),
		titleText: canvas.NewText("", nil), right: canvas.NewText("", nil), mark: newHandlingSlot()}
	h.ExtendBaseWidget(h)
	return h
}

// SetTitle changes the title.
func (h *PaneHead) SetTitle(title string) { h.title = title; h.Refresh() }

// SetCount changes the quiet text at the right: "6 of 214".
func (h *PaneHead) SetCount(text string) { h.count = text; h.Refresh() }

// SetHandling puts a handling mark behind the title: "TLP:AMBER"; "" for none.
func (h *PaneHead) SetHandling(words string) { h.handling = words; h.Refresh() }

// SetActive underlines the head in the accent colour: of several panes, its
// own is the one at work.
func (h *PaneHead) SetActive(active bool) { h.active = active; h.Refresh() }

// Tapped implements fyne.Tappable.
func (h *PaneHead) Tapped(*fyne.PointEvent) { call(h.OnTapped) }

// SetActions puts icon buttons at the right edge, beyond the count.
func (h *PaneHead) SetActions(actions ...*IconButton) { h.actions = actions; h.Refresh() }

// CreateRenderer implements fyne.Widget.
func (h *PaneHead) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: h, refresh: func() {},
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{h.ground, h.line, h.titleText, h.right}
			if h.handling != "" {
				all = append(all, h.mark.ground, h.mark.words)
			}
			for _, a := range h.actions {
				all = append(all, a)
			}
			return all
		},
		min: func() fyne.Size {
			return fyne.NewSize(120, look.HeadHeight)
		},
		layout: h.layout}
}

func (h *PaneHead) layout(s fyne.Size) {
	p := look.Current()
	h.ground.FillColor, h.line.FillColor = p.Surface, p.Lines
	place(h.ground, 0, 0, s.Width, s.Height)
	thick := look.Hairline
	if h.active {
		h.line.FillColor, thick = p.Accent, 2*look.Hairline
	}
	place(h.line, 0, s.Height-thick, s.Width, thick)
	right := s.Width - look.Space12
	if len(h.actions) > 0 {
		right = s.Width - look.Space8
	}
	for i := len(h.actions) - 1; i >= 0; i-- {
		right -= iconButtonSize
		place(h.actions[i], right, (s.Height-look.Hairline-iconButtonSize)/2, iconButtonSize, iconButtonSize)
	}
	if len(h.actions) > 0 {
		right -= look.Space4
	}
	middle := s.Height - look.Hairline
	countWidth := plain.width(h.count)
	plain.set(h.right, h.count, p.Quiet)
	place(h.right, right-countWidth, 0, countWidth, middle)
	room := right - countWidth - look.Space12 - look.Space8
	if h.handling != "" {
		room -= handlingWidth(h.handling) + look.Space8
		h.mark.draw(nil, h.handling, look.Space12+min(room, bold.width(h.title))+look.Space8, 0, middle)
	}
	bold.set(h.titleText, bold.elide(h.title, room), p.Text)
	place(h.titleText, look.Space12, 0, room, middle)
}
