package widgets

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

const (
	previewTitles = 3      // lines of title
	previewMore   = 2      // lines of detail
	previewMost   = 20_000 // bytes of the body that are looked at
)

const previewLine float32 = 20 // of the body

// lookupPreview shows what is known about the highlighted row of a LookupBox.
type lookupPreview struct {
	widget.BaseWidget
	content      *LookupPreview
	ground, line *canvas.Rectangle
	texts        markedTexts
	drawn        []fyne.CanvasObject
}

func newLookupPreview() *lookupPreview {
	v := &lookupPreview{ground: newBox(0), line: newBox(0)}
	v.ExtendBaseWidget(v)
	return v
}

func (v *lookupPreview) set(content *LookupPreview) {
	v.content = nil
	if content != nil {
		kept := *content
		v.content = &kept
	}
	v.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (v *lookupPreview) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: v, refresh: func() {}, layout: v.layout,
		min:     func() fyne.Size { return fyne.Size{} },
		objects: func() []fyne.CanvasObject { return v.drawn }}
}

func (v *lookupPreview) layout(s fyne.Size) {
	p := look.Current()
	v.ground.FillColor, v.line.FillColor = p.Page, p.Lines
	place(v.ground, 0, 0, s.Width, s.Height)
	place(v.line, 0, 0, look.Hairline, s.Height)
	v.drawn = append(v.drawn[:0], v.ground, v.line)
	v.texts.reset()
	if v.content == nil || s.Width <= 2*look.Space16 {
		return
	}
	room, y := s.Width-2*look.Space16, look.Space12
	write := func(l markedLetters, text string, marks []Mark, step float32, limit int, ink color.Color) {
		if limit < 1 {
			return
		}
		pieces := l.lines(text, marks, room, 0, limit)
		v.drawn = v.texts.draw(v.drawn, l, pieces, look.Space16, y, step, ink, p.Accent)
		if n := len(pieces); n > 0 {
			y += float32(pieces[n-1].line+1) * step
		}
	}
	write(titleLetters, v.content.Title, nil, lineHeight, previewTitles, p.Text)
	write(markedLetters{small, small}, v.content.Detail, nil, lineHeight, previewMore, p.Quiet)
	body := v.content.Body[:min(len(v.content.Body), previewMost)]
	for at, more := 0, true; more && y+previewLine <= s.Height-look.Space8; {
		var paragraph string
		paragraph, _, more = strings.Cut(body[at:], "\n")
		if strings.TrimSpace(paragraph) != "" {
			if y > look.Space12 {
				y += look.Space8
			}
			write(wordLetters, paragraph, shiftMarks(v.content.Marks, at), previewLine, int((s.Height-y-look.Space8)/previewLine), p.Text)
		}
		at += len(paragraph) + 1
	}
}

// shiftMarks returns marks as they are from a byte on.
func shiftMarks(marks []Mark, by int) []Mark {
	shifted := make([]Mark, len(marks))
	for i, m := range marks {
		shifted[i] = Mark{m.Start - by, m.End - by}
	}
	return shifted
}
