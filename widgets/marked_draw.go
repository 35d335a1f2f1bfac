package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// markedTexts draws marked text: it keeps as many canvas texts as were ever
// needed, and hands out those in use.
type markedTexts struct {
	texts []*canvas.Text
	used  int
}

func (m *markedTexts) reset() { m.used = 0 }

// next returns a text that nothing has used since the reset.
func (m *markedTexts) next() *canvas.Text {
	if m.used == len(m.texts) {
		m.texts = append(m.texts, canvas.NewText("", nil))
	}
	m.used++
	return m.texts[m.used-1]
}

// draw puts pieces at a place, with so much from line to line.
func (m *markedTexts) draw(drawn []fyne.CanvasObject, l markedLetters, pieces []markedPiece, x, y, step float32, ink, marked color.Color) []fyne.CanvasObject {
	for _, piece := range pieces {
		t, c := m.next(), ink
		if piece.marked {
			c = marked
		}
		l.of(piece.marked).set(t, piece.text, c)
		place(t, x+piece.x, y+float32(piece.line)*step, piece.w, step)
		drawn = append(drawn, t)
	}
	return drawn
}

// line draws a line of one kind of letters.
func (m *markedTexts) line(drawn []fyne.CanvasObject, l lettering, text string, x, y, w, h float32, ink color.Color) []fyne.CanvasObject {
	t := m.next()
	l.set(t, text, ink)
	place(t, x, y, w, h)
	return append(drawn, t)
}
