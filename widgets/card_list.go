package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
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
	OnSecondary func(id int64, at fyne.Position) // the menu button
	OnRune      func(r rune) bool                // a letter typed: true when it was used

	cards  []CardData
	shapes []cardText
	tops   []float32
	width  float32
	active int64

	view    viewport
	hovered int
	over    cardAction
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
	title, quote, note string
	meta               bool
}

// NewCardList makes an empty list.
func NewCardList() *CardList {
	l := &CardList{hovered: -1, view: newViewport(), ground: newBox(0),
		shown: map[int]*cardFace{}, memory: map[cardKey]cardText{}}
	l.ExtendBaseWidget(l)
	return l
}

// SetCards replaces the cards, keeping the active one and the scroll position.
func (l *CardList) SetCards(cards []CardData) {
	l.cards = append([]CardData(nil), cards...)
	l.hovered, l.over = -1, actNone
	l.shapes = nil
	l.Refresh()
}

// Cards returns the number of cards.
func (l *CardList) Cards() int { return len(l.cards) }

// SetActive marks the active card; 0 marks none.
func (l *CardList) SetActive(id int64) { l.active = id; l.Refresh() }

// Active returns the ID of the active card, 0 when there is none.
func (l *CardList) Active() int64 { return l.active }

// ShowActive marks the active card and brings it into view.
func (l *CardList) ShowActive(id int64) {
	l.active = id
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
		key := cardKey{c.Title, c.Quote, c.Note, c.Meta != ""}
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
		f.draw(l.cards[i], l.shapes[i], look.Space12, y, cardWidth(s.Width), cardState{
			active: id == l.active, hovered: i == l.hovered, ringed: l.focused && !l.byMouse && id == l.active,
			over: l.overOf(i), acts: [3]bool{l.OnEdit != nil, l.OnRelabel != nil, l.OnDelete != nil}}, p)
		l.shown[i] = f
		l.drawn = append(l.drawn, f.parts...)
	}
	l.view.place(s.Width)
	l.drawn = append(l.drawn, l.view.bar)
}

func (l *CardList) bottom(i int) float32 { return l.tops[i] + l.shapes[i].height }

func (l *CardList) overOf(i int) cardAction {
	if i == l.hovered {
		return l.over
	}
	return actNone
}

// at returns the card under a point, and the action on it.
func (l *CardList) at(p fyne.Position) (int, cardAction) {
	for i, f := range l.shown {
		top := l.tops[i] - l.view.offset
		if inside(p, look.Space12, top, cardWidth(l.Size().Width), l.shapes[i].height) {
			return i, f.hit(p.SubtractXY(look.Space12, top))
		}
	}
	return -1, actNone
}

// MouseDown implements desktop.Mouseable.
func (l *CardList) MouseDown(e *desktop.MouseEvent) {
	untip(l)
	if e.Button == desktop.MouseButtonPrimary && l.view.overBar(e.Position, l.Size().Width) {
		l.view.dragging = true
		return
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil && c.Focused() != fyne.Focusable(l) {
		l.byMouse = true
		c.Focus(l)
	}
	i, act := l.at(e.Position)
	if i < 0 {
		return
	}
	id := l.cards[i].ID
	if e.Button == desktop.MouseButtonSecondary {
		l.choose(i)
		if l.OnSecondary != nil {
			l.OnSecondary(id, e.AbsolutePosition)
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	if act != actNone {
		l.choose(i)
		l.do(act, id, e.AbsolutePosition)
		return
	}
	twice := id == l.active && time.Since(l.lastTap) < fyne.CurrentApp().Driver().DoubleTapDelay()
	l.lastTap = time.Now()
	if twice {
		l.lastTap = time.Time{}
		if l.OnOpen != nil {
			l.OnOpen(id)
		}
		return
	}
	l.choose(i)
}

func (l *CardList) do(act cardAction, id int64, at fyne.Position) {
	switch {
	case act == actEdit && l.OnEdit != nil:
		l.OnEdit(id)
	case act == actRelabel && l.OnRelabel != nil:
		l.OnRelabel(id, at)
	case act == actDelete && l.OnDelete != nil:
		l.OnDelete(id)
	}
}

// choose makes a card the active one by the user's hand. It tells even when
// the card was active, since the passage may have been scrolled away.
func (l *CardList) choose(i int) {
	l.ShowActive(l.cards[i].ID)
	if l.OnSelect != nil {
		l.OnSelect(l.active)
	}
}

// MouseUp implements desktop.Mouseable.
func (l *CardList) MouseUp(*desktop.MouseEvent) {
	if l.view.dragging {
		l.view.dragging = false
		l.Refresh()
	}
}

// Dragged implements fyne.Draggable.
func (l *CardList) Dragged(e *fyne.DragEvent) {
	if l.view.dragging {
		l.view.drag(e.Dragged.DY)
		l.Refresh()
	}
}

// DragEnd implements fyne.Draggable.
func (l *CardList) DragEnd() { l.MouseUp(nil) }

// Scrolled implements fyne.Scrollable.
func (l *CardList) Scrolled(e *fyne.ScrollEvent) {
	l.view.scrollTo(l.view.offset - e.Scrolled.DY)
	untip(l)
	l.Refresh()
	l.MouseMoved(&desktop.MouseEvent{PointEvent: e.PointEvent})
}

// MouseIn implements desktop.Hoverable.
func (l *CardList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *CardList) MouseMoved(e *desktop.MouseEvent) {
	i, act := l.at(e.Position)
	bar := l.view.overBar(e.Position, l.Size().Width)
	if i == l.hovered && act == l.over && bar == l.view.hovered {
		return
	}
	if i != l.hovered {
		untip(l)
		if i >= 0 && l.clipped(i) {
			tip(l, l.cards[i].Quote, fyne.NewPos(look.Space12, l.tops[i]-l.view.offset),
				fyne.NewSize(cardWidth(l.Size().Width), l.shapes[i].height), false)
		}
	}
	l.hovered, l.over, l.view.hovered = i, act, bar
	l.Refresh()
}

// clipped reports whether a card's quote was cut.
func (l *CardList) clipped(i int) bool {
	lines := l.shapes[i].quote
	if len(lines) < quoteLimit {
		return false
	}
	last := []rune(lines[len(lines)-1])
	return len(last) > 0 && last[len(last)-1] == '…'
}

// MouseOut implements desktop.Hoverable.
func (l *CardList) MouseOut() {
	l.hovered, l.over, l.view.hovered = -1, actNone, false
	untip(l)
	l.Refresh()
}

// Cursor implements desktop.Cursorable.
func (l *CardList) Cursor() desktop.Cursor {
	if l.over != actNone {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (l *CardList) FocusGained() {
	l.focused = true
	if l.index(l.active) < 0 && len(l.cards) > 0 && !l.byMouse {
		l.ShowActive(l.cards[0].ID) // so that the ring is somewhere
	}
	l.Refresh()
}

// FocusLost implements fyne.Focusable.
func (l *CardList) FocusLost() { l.focused, l.byMouse = false, false; l.Refresh() }

// TypedRune implements fyne.Focusable.
func (l *CardList) TypedRune(r rune) {
	if l.OnRune != nil && l.OnRune(r) {
		return
	}
	i := l.index(l.active)
	if i < 0 {
		return
	}
	switch r {
	case 'e', 'E':
		l.do(actEdit, l.active, fyne.Position{})
	case 'l', 'L':
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
		l.do(actRelabel, l.active, at.AddXY(look.Space24, l.bottom(i)-l.view.offset))
	}
}

// TypedKey implements fyne.Focusable.
func (l *CardList) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(l, e) {
		return
	}
	l.byMouse = false
	i, n := l.index(l.active), len(l.cards)
	if n == 0 {
		relay(l, e)
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		l.choose(min(i+1, n-1))
	case fyne.KeyUp:
		l.choose(max(i-1, 0))
	case fyne.KeyHome:
		l.choose(0)
	case fyne.KeyEnd:
		l.choose(n - 1)
	case fyne.KeyPageDown, fyne.KeyPageUp:
		dy := l.view.height - 40
		if e.Name == fyne.KeyPageUp {
			dy = -dy
		}
		l.view.scrollTo(l.view.offset + dy)
		l.Refresh()
	case fyne.KeyReturn, fyne.KeyEnter:
		if i >= 0 && l.OnOpen != nil {
			l.OnOpen(l.active)
		}
	case fyne.KeyDelete:
		if i >= 0 {
			l.do(actDelete, l.active, fyne.Position{})
		}
	default:
		relay(l, e)
	}
}
