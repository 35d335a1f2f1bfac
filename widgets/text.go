package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// TextStyle says how a Text is set. The zero value is interface text, 13.
type TextStyle struct {
	Size                                            float32 // 0: 13
	Bold, Italic, Mono, Serif, Quiet, Accent, Error bool
	Align                                           fyne.TextAlign
	Lines                                           int // 0 and 1: one line; more: wraps to at most so many; -1: wraps without limit
}

func (s TextStyle) lettering() lettering {
	l := lettering{size: s.Size, style: fyne.TextStyle{Bold: s.Bold, Italic: s.Italic, Monospace: s.Mono}}
	if l.size == 0 {
		l.size = look.TextSize
	}
	if s.Serif {
		l.font = look.Serif(s.Bold, s.Italic)
	}
	return l
}

func (s TextStyle) ink(p look.Palette) color.Color {
	switch {
	case s.Error:
		return p.Error
	case s.Accent:
		return p.Accent
	case s.Quiet:
		return p.Quiet
	}
	return p.Text
}

// textLeast is the width from which a text lets itself be cut: in a row of
// small things it stands whole, and a long title does not hold a window open.
const textLeast float32 = 160

// Text is text without the padding of Fyne's Label. What does not fit ends in
// an ellipsis and is shown whole under the resting pointer.
type Text struct {
	widget.BaseWidget
	text  string
	style TextStyle

	wrapped string // what lines were made from
	width   float32
	lines   []*canvas.Text
	cut     bool
}

// NewText makes a text.
func NewText(text string, style TextStyle) *Text {
	t := &Text{text: text, style: style}
	t.ExtendBaseWidget(t)
	return t
}

// SetText changes the words.
func (t *Text) SetText(text string) {
	if text != t.text {
		t.text = text
		t.Refresh()
	}
}

// Text returns the words, whole.
func (t *Text) Text() string { return t.text }

// SetStyle changes how they are set.
func (t *Text) SetStyle(style TextStyle) {
	t.style = style
	t.wrapped = ""
	t.Refresh()
}

func (t *Text) line() float32 {
	l := t.style.lettering()
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize("Ag", l.size, l.style, l.font)
	return max(lineHeight, float32(int(size.Height+0.5)))
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: t, refresh: func() { t.wrapped = "" },
		objects: func() []fyne.CanvasObject {
			all := make([]fyne.CanvasObject, len(t.lines))
			for i, l := range t.lines {
				all[i] = l
			}
			return all
		},
		min: func() fyne.Size {
			if !t.wraps() {
				return fyne.NewSize(min(t.style.lettering().width(t.text), textLeast), t.line())
			}
			return fyne.NewSize(40, max(1, float32(len(t.lines)))*t.line())
		},
		layout: t.layout}
}

func (t *Text) wraps() bool { return t.style.Lines > 1 || t.style.Lines < 0 }

// FullWidth returns the width at which nothing is cut or wrapped.
func (t *Text) FullWidth() float32 { return t.style.lettering().width(t.text) }

func (t *Text) layout(s fyne.Size) {
	l := t.style.lettering()
	ink := t.style.ink(look.Current())
	if t.wrapped != t.text || t.width != s.Width || len(t.lines) == 0 {
		t.wrapped, t.width = t.text, s.Width
		var lines []string
		switch {
		case s.Width <= 0:
		case t.wraps():
			lines = l.wrap(t.text, s.Width, max(0, t.style.Lines))
			t.cut = t.style.Lines > 0 && len(lines) > 0 && l.width(t.text) > s.Width*float32(len(lines))
		default:
			shown := l.elide(t.text, s.Width+0.5)
			t.cut = shown != t.text
			lines = []string{shown}
		}
		t.lines = t.lines[:0]
		for _, line := range lines {
			text := canvas.NewText("", nil)
			l.set(text, line, ink)
			text.Alignment = t.style.Align
			t.lines = append(t.lines, text)
		}
	}
	h := t.line()
	y := float32(0)
	if !t.wraps() {
		y = (s.Height - h) / 2
	}
	for i, text := range t.lines {
		text.Color = ink
		place(text, 0, y+float32(i)*h, s.Width, h)
	}
}

// MouseIn implements desktop.Hoverable.
func (t *Text) MouseIn(*desktop.MouseEvent) {
	if t.cut {
		tip(t, t.text, fyne.Position{}, t.Size(), false)
	}
}

// MouseMoved implements desktop.Hoverable.
func (t *Text) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (t *Text) MouseOut() { untip(t) }
