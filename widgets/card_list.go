package widgets

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// CardList is a column of cards. Only those in view are drawn; breaking their
// text into lines is remembered, so that a thousand cards scroll like ten.
type CardList struct {
	widget.BaseWidget
	OnSelect    func(id int64)                   // a card was chosen by the user
	OnOpen      func(id int64)                   // Enter or a double click
	OnEdit      func(id int64)                   // E, or the word on the card
	OnRelabel   func(id int64, at fyne.Position) // L, or the word; at in canvas coordinates
	OnDelete    func(id int64)                   // Delete, or the word
	OnAction    func(id int64, action string)    // one of the card's own actions, by its ID
	OnSecondary func(id int64, at fyne.Position) // the menu button
	OnRune      func(r rune) bool                // a letter typed: true when it was used

	cards  []CardData
	shapes []cardText
	tops   []float32
	width  float32
	active int64

	view    viewport
	hovered int
	over    string // ID of the action under the pointer
	picked  int    // index of the active card's action with the keyboard, -1: none
	focused bool
	byMouse bool
	lastTap time.Time

	ground *canvas.Rectangle
	faces  []*cardFace
	shown  map[int]*cardFace // by index of card
	drawn  []fyne.CanvasObject
	memory map[cardKey]cardText
}

// cardKey is what the breaking of a card's text depends on.
type cardKey struct {
	title, quote, versions, note, foot string
}

// foot is what the breaking of a card's lines depends on beside their words.
func (d CardData) foot() string {
	if len(d.Actions) == 0 {
		return fmt.Sprint(d.Meta != "", d.Links, d.Kept)
	}
	foot := fmt.Sprint(d.Links, d.Kept) + d.Meta
	for _, a := range d.Actions {
		foot += "\x00" + a.Text
	}
	return foot
}

// NewCardList makes an empty list.
func NewCardList() *CardList {
	l := &CardList{hovered: -1, picked: -1, view: newViewport(), ground: newBox(0),
		shown: map[int]*cardFace{}, memory: map[cardKey]cardText{}}
	l.ExtendBaseWidget(l)
	return l
}

// SetCards replaces the cards, keeping the active one and the scroll position.
func (l *CardList) SetCards(cards []CardData) {
	l.cards = append([]CardData(nil), cards...)
	l.hovered, l.over, l.picked = -1, "", -1
	l.shapes = nil
	l.Refresh()
}

// Cards returns the number of cards.
func (l *CardList) Cards() int { return len(l.cards) }

// SetActive marks the active card; 0 marks none.
func (l *CardList) SetActive(id int64) { l.activate(id); l.Refresh() }

func (l *CardList) activate(id int64) {
	if id != l.active {
		l.active, l.picked = id, -1
	}
}

// Active returns the ID of the active card, 0 when there is none.
func (l *CardList) Active() int64 { return l.active }

// ShowActive marks the active card and brings it into view.
func (l *CardList) ShowActive(id int64) {
	l.activate(id)
	l.shape(l.Size().Width)
	if i := l.index(id); i >= 0 {
		l.view.reveal(l.tops[i]-cardGap, l.tops[i]+l.shapes[i].height+cardGap)
	}
	l.Refresh()
}

func (l *CardList) index(id int64) int {
	for i, c := range l.cards {
		if c.ID == id && id != 0 {
			return i
		}
	}
	return -1
}

// cardWidth is the width of a card in a list of the given width.
func cardWidth(width float32) float32 { return width - 2*look.Space12 }

// shape breaks all cards into lines, unless that is done for this width.
func (l *CardList) shape(width float32) {
	if l.shapes != nil && l.width == width {
		return
	}
	if l.width != width || len(l.memory) > 5000 {
		clear(l.memory)
	}
	l.width = width
	l.shapes, l.tops = make([]cardText, len(l.cards)), make([]float32, len(l.cards))
	y := cardGap
	for i, c := range l.cards {
		key := cardKey{c.Title, c.Quote, c.versionKey(), c.Note, c.foot()}
		t, ok := l.memory[key]
		if !ok {
			t = c.shape(cardWidth(width))
			l.memory[key] = t
		}
		l.shapes[i], l.tops[i] = t, y
		y += t.height + cardGap
	}
	l.view.fit(l.Size().Height, y)
}

// CreateRenderer implements fyne.Widget.
func (l *CardList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, refresh: func() {}, layout: l.layout,
		objects: func() []fyne.CanvasObject { return l.drawn },
		min:     func() fyne.Size { return fyne.NewSize(160, 80) }}
}

func (l *CardList) layout(s fyne.Size) {
	p := look.Current()
	l.ground.FillColor = p.Surface
	place(l.ground, 0, 0, s.Width, s.Height)
	l.shape(s.Width)
	l.view.fit(s.Height, l.view.content)
	l.drawn = append(l.drawn[:0], l.ground)
	clear(l.shown)
	used := 0
	for i := firstBelow(len(l.cards), l.bottom, l.view.offset); i < len(l.cards); i++ {
		y := l.tops[i] - l.view.offset
		if y >= s.Height {
			break
		}
		if used == len(l.faces) {
			l.faces = append(l.faces, newCardFace())
		}
		f := l.faces[used]
		used++
		id := l.cards[i].ID
		state := cardState{active: id == l.active, hovered: i == l.hovered, picked: -1, edits: l.edits()}
		if state.active && l.focused && !l.byMouse {
			state.ringed, state.picked = true, l.picked
		}
		if state.hovered {
			state.over = l.over
		}
		f.draw(l.cards[i], l.shapes[i], look.Space12, y, cardWidth(s.Width), state, p)
		l.shown[i] = f
		l.drawn = append(l.drawn, f.parts...)
	}
	l.view.place(s.Width)
	l.drawn = append(l.drawn, l.view.bar)
}

func (l *CardList) bottom(i int) float32 { return l.tops[i] + l.shapes[i].height }

func (l *CardList) edits() []CardAction {
	return editActions(l.OnEdit != nil, l.OnRelabel != nil, l.OnDelete != nil)
}

// actions returns the actions of the active card.
func (l *CardList) actions() []CardAction {
	i := l.index(l.active)
	if i < 0 {
		return nil
	}
	if own := l.cards[i].Actions; len(own) > 0 {
		return own
	}
	return l.edits()
}

// at returns the card under a point, and the action on it.
func (l *CardList) at(p fyne.Position) (index int, action string) {
	for i, f := range l.shown {
		top := l.tops[i] - l.view.offset
		if inside(p, look.Space12, top, cardWidth(l.Size().Width), l.shapes[i].height) {
			return i, f.hit(p.SubtractXY(look.Space12, top))
		}
	}
	return -1, ""
}
