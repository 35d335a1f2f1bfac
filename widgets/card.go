package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets/look"
)

// CardData is what a card shows: an annotation, or a finding to act on.
type CardData struct {
	ID     int64
	Colour string // a label colour of the palette
	Title  string // bold, over the rest; empty for an annotation
	Quote  string // in serif italic, between quotation marks, at most three lines
	Note   string // at most eight lines
	Meta   string // quiet: label, place, time
	Dashed bool   // a suggestion, not yet the reader's own
}

const (
	cardPadX    float32 = 14
	cardPadY    float32 = 9
	cardGap     float32 = 10
	quoteLine   float32 = 19
	quoteLimit          = 3
	noteLimit           = 8
	actionSpace float32 = 12
)

// cardAction is one of the words that appear on a card under the pointer.
type cardAction uint8

const (
	actNone cardAction = iota
	actEdit
	actRelabel
	actDelete
)

// cardText is a card broken into lines for one width.
type cardText struct {
	title, quote, note []string
	height             float32
}

// shape breaks a card's text into lines.
func (d CardData) shape(width float32) cardText {
	room := max(20, width-2*cardPadX)
	var t cardText
	if d.Title != "" {
		t.title = bold.wrap(d.Title, room, 2)
	}
	if d.Quote != "" {
		t.quote = quoted().wrap("“"+d.Quote+"”", room, quoteLimit)
	}
	if d.Note != "" {
		t.note = plain.wrap(d.Note, room, noteLimit)
	}
	t.height = 2*cardPadY + float32(len(t.title)+len(t.note))*lineHeight + float32(len(t.quote))*quoteLine
	if len(t.quote) > 0 && (len(t.note) > 0 || d.Meta != "") {
		t.height += look.Space4
	}
	if d.Meta != "" {
		t.height += lineHeight
	}
	return t
}

// cardFace draws one card; a list reuses it for other cards as it scrolls.
type cardFace struct {
	ground, edge, ring *canvas.Rectangle
	dashes             *canvas.Raster
	lines              []*canvas.Text
	meta               *canvas.Text
	actions            [3]*canvas.Text
	parts              []fyne.CanvasObject

	actionsAt   [3]float32 // x of each action, relative to the card
	actionWidth [3]float32
	metaY       float32 // y of the meta line, relative to the card
	acting      bool
}

func newCardFace() *cardFace {
	f := &cardFace{ground: newBox(look.RadiusField), edge: newBox(0), ring: newRing(look.RadiusField),
		meta: canvas.NewText("", nil)}
	f.edge.TopLeftCornerRadius, f.edge.BottomLeftCornerRadius = look.RadiusField, look.RadiusField
	for i := range f.actions {
		f.actions[i] = canvas.NewText("", nil)
	}
	return f
}

// cardState is how a card stands to the pointer and the keyboard.
type cardState struct {
	active, hovered, ringed bool
	over                    cardAction // the action under the pointer
	acts                    [3]bool    // which actions exist
}

// draw lays the face out at a place; parts then holds what is to be shown.
func (f *cardFace) draw(d CardData, t cardText, x, y, width float32, s cardState, p look.Palette) {
	pair := p.Label(d.Colour)
	f.ground.FillColor, f.ground.StrokeColor, f.ground.StrokeWidth = p.Page, p.Lines, look.Hairline
	if s.active {
		f.ground.FillColor = p.AccentGround
	} else if s.hovered {
		edge := p.Quiet
		edge.A = 0x80
		f.ground.StrokeColor = look.Over(edge, p.Lines)
	}
	place(f.ground, x, y, width, t.height)
	f.parts = append(f.parts[:0], f.ground)
	if d.Dashed {
		f.ground.StrokeWidth = 0
		if f.dashes == nil {
			f.dashes = canvas.NewRasterWithPixels(dash)
		}
		place(f.dashes, x, y, width, t.height)
		f.parts = append(f.parts, f.dashes)
	}
	f.edge.FillColor = pair.Edge
	place(f.edge, x, y, look.CardEdge, t.height)
	f.parts = append(f.parts, f.edge)

	at, used := y+cardPadY, 0
	left, room := x+cardPadX, width-2*cardPadX
	write := func(lines []string, letters lettering, height float32) {
		for _, line := range lines {
			if used == len(f.lines) {
				f.lines = append(f.lines, canvas.NewText("", nil))
			}
			letters.set(f.lines[used], line, p.Text)
			place(f.lines[used], left, at, room, height)
			f.parts = append(f.parts, f.lines[used])
			at += height
			used++
		}
	}
	write(t.title, bold, lineHeight)
	write(t.quote, quoted(), quoteLine)
	if len(t.quote) > 0 {
		at += look.Space4
	}
	write(t.note, plain, lineHeight)
	f.metaY = at - y
	metaRoom := room
	f.acting = d.Meta != "" && (s.hovered || s.active)
	if f.acting {
		metaRoom = f.drawActions(s, left, at, room, p)
	}
	if d.Meta != "" {
		small.set(f.meta, small.elide(d.Meta, metaRoom), p.Quiet)
		place(f.meta, left, at, metaRoom, lineHeight)
		f.parts = append(f.parts, f.meta)
	}
	f.ring.StrokeColor = p.Accent
	show(f.ring, s.ringed)
	place(f.ring, x-2, y-2, width+4, t.height+4)
	f.parts = append(f.parts, f.ring)
	for i := range f.actionsAt {
		f.actionsAt[i] -= x
	}
}

// drawActions writes the actions at the right of the meta line and returns the
// room that is left for the meta text.
func (f *cardFace) drawActions(s cardState, left, y, room float32, p look.Palette) float32 {
	words := [3]string{lang.L("Edit"), lang.L("Relabel"), lang.L("Delete")}
	right := left + room
	for i := 2; i >= 0; i-- {
		f.actionWidth[i] = 0
		if !s.acts[i] {
			continue
		}
		w := small.width(words[i])
		ink := p.Accent
		if s.over == cardAction(i+1) {
			ink = p.Text
		}
		small.set(f.actions[i], words[i], ink)
		place(f.actions[i], right-w, y, w, lineHeight)
		f.parts = append(f.parts, f.actions[i])
		f.actionsAt[i], f.actionWidth[i] = right-w, w
		right -= w + actionSpace
	}
	return max(0, right-left)
}

// hit returns the action under a point given relative to the card.
func (f *cardFace) hit(p fyne.Position) cardAction {
	if !f.acting {
		return actNone
	}
	for i, w := range f.actionWidth {
		if w > 0 && inside(p, f.actionsAt[i]-4, f.metaY-3, w+8, lineHeight+6) {
			return cardAction(i + 1)
		}
	}
	return actNone
}
