package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// EmptyState stands where nothing is yet and says what could be: a quiet icon,
// a title, a sentence, and what to do about it.
type EmptyState struct {
	widget.BaseWidget
	icon, title, sentence, hint string
	image                       *canvas.Image
	primary, secondary          *Button

	titleLines, lines []*canvas.Text
	hintLines         []*canvas.Text
}

const (
	emptyIcon  float32 = 48
	emptyWidth float32 = 400
)

var emptyTitle = lettering{size: 16, style: fyne.TextStyle{Bold: true}}

// NewEmptyState makes it; sentence may be empty.
func NewEmptyState(icon, title, sentence string) *EmptyState {
	e := &EmptyState{icon: icon, title: title, sentence: sentence, image: newImage()}
	e.ExtendBaseWidget(e)
	return e
}

// SetText changes the title and the sentence.
func (e *EmptyState) SetText(title, sentence string) {
	e.title, e.sentence = title, sentence
	e.Refresh()
}

// SetPrimary adds the button of what is most likely wanted.
func (e *EmptyState) SetPrimary(text string, act func()) {
	e.primary = NewPrimaryButton(text, act)
	e.Refresh()
}

// SetSecondary adds the other button.
func (e *EmptyState) SetSecondary(text string, act func()) {
	e.secondary = NewButton(text, act)
	e.Refresh()
}

// SetHint adds a small line under the buttons: that files can be dropped, say.
func (e *EmptyState) SetHint(text string) { e.hint = text; e.Refresh() }

// CreateRenderer implements fyne.Widget.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: e, refresh: func() {}, layout: e.layout,
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{e.image}
			for _, lines := range [][]*canvas.Text{e.titleLines, e.lines, e.hintLines} {
				for _, t := range lines {
					all = append(all, t)
				}
			}
			if e.primary != nil {
				all = append(all, e.primary)
			}
			if e.secondary != nil {
				all = append(all, e.secondary)
			}
			return all
		},
		min: func() fyne.Size { return fyne.NewSize(160, 120) }}
}

func (e *EmptyState) layout(s fyne.Size) {
	p := look.Current()
	room := max(40, min(emptyWidth, s.Width-2*look.Space16))
	title := emptyTitle.wrap(e.title, room, 3)
	lines, hint := wrapAny(plain, e.sentence, room), wrapAny(small, e.hint, room)
	var buttons []*Button
	if e.primary != nil {
		buttons = append(buttons, e.primary)
	}
	if e.secondary != nil {
		buttons = append(buttons, e.secondary)
	}
	stacked := false
	across := float32(0)
	for _, b := range buttons {
		across += b.MinSize().Width + look.Space8
	}
	stacked = across-look.Space8 > room

	const titleLine float32 = 24
	height := emptyIcon + look.Space16 + float32(len(title))*titleLine + float32(len(lines))*20
	if len(buttons) > 0 {
		height += look.Space16 + look.FieldHeight
		if stacked {
			height += look.FieldHeight + look.Space8
		}
	}
	if len(hint) > 0 {
		height += look.Space16 + float32(len(hint))*lineHeight
	}
	// A little above the middle, where the eye looks for it.
	y := max(look.Space12, (s.Height-height)*0.42)
	quiet := p.Disabled
	drawIcon(e.image, e.icon, quiet)
	place(e.image, (s.Width-emptyIcon)/2, y, emptyIcon, emptyIcon)
	y += emptyIcon + look.Space16
	e.titleLines, y = centre(title, emptyTitle, p.Text, s.Width, y, titleLine)
	e.lines, y = centre(lines, plain, p.Quiet, s.Width, y, 20)
	if len(buttons) > 0 {
		y += look.Space16
		x := (s.Width - across + look.Space8) / 2
		for _, b := range buttons {
			w := b.MinSize().Width
			if stacked {
				x = (s.Width - w) / 2
			}
			place(b, x, y, w, look.FieldHeight)
			x += w + look.Space8
			if stacked {
				y += look.FieldHeight + look.Space8
			}
		}
		y += look.FieldHeight
		if stacked {
			y -= look.FieldHeight + look.Space8
		}
	}
	e.hintLines, _ = centre(hint, small, p.Quiet, s.Width, y+look.Space16, lineHeight)
}

// wrapAny is wrap, but no text has no line.
func wrapAny(l lettering, s string, room float32) []string {
	if s == "" {
		return nil
	}
	return l.wrap(s, room, 8)
}

// centre writes lines in the middle of a width from y down and
// returns them and the y below them.
func centre(lines []string, l lettering, ink color.Color, width, y, step float32) ([]*canvas.Text, float32) {
	var texts []*canvas.Text
	for _, line := range lines {
		t := canvas.NewText("", nil)
		l.set(t, line, ink)
		t.Alignment = fyne.TextAlignCenter
		place(t, 0, y, width, step)
		texts = append(texts, t)
		y += step
	}
	return texts, y
}
