package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// A handling mark is a word of the Traffic Light Protocol on black: the words
// tell it, the colour only says it again. In rows it stands without the
// protocol's name ("AMBER+STRICT"), elsewhere with it.

const (
	handlingHeight float32 = 16
	handlingPad    float32 = 5
)

var handlingLetters = lettering{size: look.MarkSize, style: fyne.TextStyle{Bold: true}}

// handlingWidth is how wide the chip of a mark is, 0 without one.
func handlingWidth(words string) float32 {
	if words == "" {
		return 0
	}
	return handlingLetters.width(words) + 2*handlingPad
}

// handlingSlot draws one mark.
type handlingSlot struct {
	ground *canvas.Rectangle
	words  *canvas.Text
}

func newHandlingSlot() *handlingSlot {
	s := &handlingSlot{ground: newBox(3), words: canvas.NewText("", nil)}
	s.words.Alignment = fyne.TextAlignCenter
	return s
}

// draw puts a mark into a line of a height, and returns what is drawn.
func (s *handlingSlot) draw(drawn []fyne.CanvasObject, words string, x, y, line float32) []fyne.CanvasObject {
	if words == "" {
		return drawn
	}
	ink, ground := look.Handling(words)
	s.ground.FillColor, s.ground.StrokeColor, s.ground.StrokeWidth = ground, look.Current().Lines, look.Hairline
	handlingLetters.set(s.words, words, ink)
	w := handlingWidth(words)
	place(s.ground, x, y+(line-handlingHeight)/2, w, handlingHeight)
	place(s.words, x, y+(line-handlingHeight)/2, w, handlingHeight)
	return append(drawn, s.ground, s.words)
}

// handlingSlots are the marks of a list, used anew at each drawing.
type handlingSlots struct {
	all  []*handlingSlot
	used int
}

func (s *handlingSlots) reset() { s.used = 0 }

func (s *handlingSlots) draw(drawn []fyne.CanvasObject, words string, x, y, line float32) []fyne.CanvasObject {
	if words == "" {
		return drawn
	}
	if s.used == len(s.all) {
		s.all = append(s.all, newHandlingSlot())
	}
	s.used++
	return s.all[s.used-1].draw(drawn, words, x, y, line)
}

// HandlingMark shows how what is in view is to be handled: "TLP:AMBER". It can
// be pressed to choose another mark. Without words it should be hidden.
type HandlingMark struct {
	press
	OnTapped func()

	words string
	slot  *handlingSlot
	ring  *canvas.Rectangle
}

// NewHandlingMark makes a mark; tip says what pressing it does.
func NewHandlingMark(tip string, tapped func()) *HandlingMark {
	m := &HandlingMark{OnTapped: tapped, slot: newHandlingSlot(), ring: newRing(look.RadiusField)}
	m.tipText = func() string { return tip }
	m.init(m, func() { call(m.OnTapped) })
	m.Hide()
	return m
}

// SetMark changes the words, and hides the mark where there are none.
func (m *HandlingMark) SetMark(words string) {
	m.words = words
	m.Refresh()
	show(m, words != "")
}

// Mark returns the words.
func (m *HandlingMark) Mark() string { return m.words }

// CreateRenderer implements fyne.Widget.
func (m *HandlingMark) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: m, refresh: func() {},
		objects: func() []fyne.CanvasObject { return append(m.slot.draw(nil, m.words, 0, 0, m.Size().Height), m.ring) },
		min:     func() fyne.Size { return fyne.NewSize(handlingWidth(m.words), handlingHeight) },
		layout: func(s fyne.Size) {
			m.slot.draw(nil, m.words, 0, 0, s.Height)
			place(m.ring, -2, (s.Height-handlingHeight)/2-2, s.Width+4, handlingHeight+4)
			m.ring.StrokeColor = look.Current().Accent
			show(m.ring, m.focused)
		}}
}
