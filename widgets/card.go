package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// CardData is what a card shows: an annotation, or a finding to act on.
type CardData struct {
	ID     int64
	Colour string // a label colour of the palette
	Title  string // bold, over the rest; empty for an annotation
	Quote  string // in serif italic, between quotation marks, at most three lines
	// Versions show how the words read in other editions, between quote and note.
	Versions []CardVersion
	Note     string // at most eight lines
	Meta     string // quiet: label, place, time
	Dashed   bool   // a suggestion, not yet the reader's own

	// Actions stand at the foot of the card always: "Keep", "Dismiss". A card
	// that has some shows no others.
	Actions []CardAction
	// Links puts the actions on a line of their own, from the left, as words to
	// click: "Keep · Dismiss · To note". The note then comes to the point.
	Links bool
	Kept  bool // a tick beside the title: it was decided for
	Faint bool // it was decided against, and is only looked back at
}

const (
	cardPadX    float32 = 14
	cardPadY    float32 = 9
	cardGap     float32 = 10
	quoteLine   float32 = 19
	quoteLimit          = 3
	noteLimit           = 8
	pointLimit          = 3 // of the note of a card with links
	actionSpace float32 = 12
	linkDot             = " · "
)

// cardText is a card broken into lines for one width.
type cardText struct {
	title, quote, note []string
	versions           [][]markedPiece
	below              bool // the actions have a line of their own below the meta line
	height             float32
}

const cardTick float32 = 12

// tickRoom is what the tick beside the title takes.
func (d CardData) tickRoom() float32 {
	if d.Kept {
		return cardTick + look.Space8
	}
	return 0
}

// shape breaks a card's text into lines.
func (d CardData) shape(width float32) cardText {
	room := max(20, width-2*cardPadX)
	var t cardText
	if d.Title != "" {
		t.title = bold.wrap(d.Title, room-d.tickRoom(), 2)
	}
	if d.Quote != "" {
		t.quote = quoted().wrap("“"+d.Quote+"”", room, quoteLimit)
	}
	t.versions = d.versionLines(room)
	if d.Note != "" {
		limit := noteLimit
		if d.Links {
			limit = pointLimit
		}
		t.note = plain.wrap(d.Note, room, limit)
	}
	t.height = 2*cardPadY + float32(len(t.title)+len(t.note))*lineHeight + float32(len(t.quote))*quoteLine
	for _, pieces := range t.versions {
		t.height += float32(linesOf(pieces)) * lineHeight
	}
	if len(t.quote) > 0 && (len(t.note) > 0 || d.Meta != "" || len(d.Actions) > 0) {
		t.height += look.Space4
	}
	if d.Meta != "" || len(d.Actions) > 0 {
		t.height += lineHeight
	}
	if d.Meta != "" && len(d.Actions) > 0 && (d.Links || small.width(d.Meta)+actionSpace+actionsWidth(d.Actions) > room) {
		t.below = true
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
	tick               *canvas.Image
	marked             markedTexts // of versions
	actionRing         *canvas.Rectangle
	parts              []fyne.CanvasObject

	texts    []*canvas.Text // of the actions
	dots     []*canvas.Text // between links
	actions  []CardAction   // those that are shown
	actionsX []float32      // of each, relative to the card
	actionsY float32        // relative to the card
}

func newCardFace() *cardFace {
	f := &cardFace{ground: newBox(look.RadiusField), edge: newBox(0), ring: newRing(look.RadiusField),
		meta: canvas.NewText("", nil), tick: newImage(), actionRing: newRing(look.RadiusField)}
	f.edge.TopLeftCornerRadius, f.edge.BottomLeftCornerRadius = look.RadiusField, look.RadiusField
	return f
}

// cardState is how a card stands to the pointer and the keyboard.
type cardState struct {
	active, hovered, ringed bool
	over                    string       // ID of the action under the pointer
	picked                  int          // index of the action with the keyboard, -1: none
	edits                   []CardAction // shown under the pointer, on a card without actions of its own
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
	ink := p.Text
	f.edge.FillColor = pair.Edge
	if d.Faint {
		ink = p.Quiet
		f.edge.FillColor = p.Lines
	}
	place(f.edge, x, y, look.CardEdge, t.height)
	f.parts = append(f.parts, f.edge)

	at, used := y+cardPadY, 0
	left, room := x+cardPadX, width-2*cardPadX
	write := func(lines []string, letters lettering, height float32) {
		for _, line := range lines {
			if used == len(f.lines) {
				f.lines = append(f.lines, canvas.NewText("", nil))
			}
			letters.set(f.lines[used], line, ink)
			place(f.lines[used], left, at, room, height)
			f.parts = append(f.parts, f.lines[used])
			at += height
			used++
		}
	}
	if d.Kept {
		drawIcon(f.tick, "check", pair.Edge)
		place(f.tick, x+width-cardPadX-cardTick, at+(lineHeight-cardTick)/2, cardTick, cardTick)
		f.parts = append(f.parts, f.tick)
	}
	write(t.title, bold, lineHeight)
	write(t.quote, quoted(), quoteLine)
	if len(t.quote) > 0 {
		at += look.Space4
	}
	f.marked.reset()
	at += f.versions(d, t, left, at, room, p)
	write(t.note, plain, lineHeight)
	f.foot(d, t, s, x, at-y, y, width, p)
	f.ring.StrokeColor = p.Accent
	show(f.ring, s.ringed)
	place(f.ring, x-2, y-2, width+4, t.height+4)
	f.parts = append(f.parts, f.ring)
}

// foot writes the quiet line, down from the top of the card at y, and the
// actions at its right, or below it.
func (f *cardFace) foot(d CardData, t cardText, s cardState, x, down, y, width float32, p look.Palette) {
	f.actions, f.actionsX, f.actionsY = d.Actions, f.actionsX[:0], down
	lit := s.hovered || s.active
	if len(d.Actions) == 0 && lit && d.Meta != "" {
		f.actions = s.edits
	}
	room := width - 2*cardPadX
	metaRoom := room
	switch {
	case t.below:
		f.actionsY += lineHeight
	case len(f.actions) > 0:
		metaRoom -= actionsWidth(f.actions) + actionSpace
	}
	if d.Meta != "" {
		small.set(f.meta, small.elide(d.Meta, metaRoom+0.5), p.Quiet)
		place(f.meta, x+cardPadX, y+down, metaRoom, lineHeight)
		f.parts = append(f.parts, f.meta)
	}
	show(f.actionRing, false)
	f.actionRing.StrokeColor = p.Accent
	at, space := width-cardPadX-actionsWidth(f.actions), actionSpace
	if d.Links {
		at, space = cardPadX, small.width(linkDot)
	}
	for i, a := range f.actions {
		if i == len(f.texts) {
			f.texts = append(f.texts, canvas.NewText("", nil))
			f.dots = append(f.dots, canvas.NewText("", nil))
		}
		ink := p.Quiet
		switch {
		case s.over == a.ID || i == s.picked:
			ink = p.Text
		case lit, d.Links && !d.Faint:
			ink = p.Accent
		}
		w := small.width(a.Text)
		small.set(f.texts[i], a.Text, ink)
		place(f.texts[i], x+at, y+f.actionsY, w, lineHeight)
		f.parts = append(f.parts, f.texts[i])
		if d.Links && i+1 < len(f.actions) {
			small.set(f.dots[i], linkDot, p.Quiet)
			place(f.dots[i], x+at+w, y+f.actionsY, space, lineHeight)
			f.parts = append(f.parts, f.dots[i])
		}
		if i == s.picked {
			place(f.actionRing, x+at-4, y+f.actionsY-1, w+8, lineHeight+2)
			show(f.actionRing, true)
		}
		f.actionsX = append(f.actionsX, at)
		at += w + space
	}
	f.parts = append(f.parts, f.actionRing)
}

// hit returns the ID of the action under a point given relative to the card.
func (f *cardFace) hit(p fyne.Position) string {
	for i, a := range f.actions {
		if inside(p, f.actionsX[i]-4, f.actionsY-3, small.width(a.Text)+8, lineHeight+6) {
			return a.ID
		}
	}
	return ""
}
