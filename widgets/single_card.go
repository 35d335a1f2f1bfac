package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/look"
)

// Card is one card alone; a column of them is a CardList.
type Card struct {
	press
	OnTapped    func()
	OnEdit      func()
	OnRelabel   func(at fyne.Position) // at in canvas coordinates
	OnDelete    func()
	OnSecondary func(at fyne.Position)

	data   CardData
	shape  cardText
	active bool
	over   cardAction
	face   *cardFace
}

// NewCard makes a card.
func NewCard(data CardData) *Card {
	c := &Card{data: data, face: newCardFace()}
	c.init(c, func() {
		if c.OnTapped != nil {
			c.OnTapped()
		}
	})
	return c
}

// SetData changes what the card shows.
func (c *Card) SetData(data CardData) { c.data = data; c.Refresh() }

// SetActive shows the card as the chosen one.
func (c *Card) SetActive(active bool) { c.active = active; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: c, refresh: func() {},
		objects: func() []fyne.CanvasObject { return c.face.parts },
		min: func() fyne.Size {
			width := c.Size().Width
			if width <= 0 {
				width = 280
			}
			return fyne.NewSize(160, c.data.shape(width).height)
		},
		layout: func(s fyne.Size) {
			c.shape = c.data.shape(s.Width)
			c.face.draw(c.data, c.shape, 0, 0, s.Width, cardState{active: c.active, hovered: c.hovered, ringed: c.focused,
				over: c.over, acts: [3]bool{c.OnEdit != nil, c.OnRelabel != nil, c.OnDelete != nil}}, look.Current())
		}}
}

// Tapped implements fyne.Tappable.
func (c *Card) Tapped(e *fyne.PointEvent) {
	c.do(c.face.hit(e.Position), e.AbsolutePosition)
}

func (c *Card) do(act cardAction, at fyne.Position) {
	switch {
	case act == actEdit && c.OnEdit != nil:
		c.OnEdit()
	case act == actRelabel && c.OnRelabel != nil:
		c.OnRelabel(at)
	case act == actDelete && c.OnDelete != nil:
		c.OnDelete()
	default:
		c.activate()
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (c *Card) TappedSecondary(e *fyne.PointEvent) {
	if c.OnSecondary != nil {
		c.OnSecondary(e.AbsolutePosition)
	}
}

// MouseMoved implements desktop.Hoverable.
func (c *Card) MouseMoved(e *desktop.MouseEvent) {
	if over := c.face.hit(e.Position); over != c.over {
		c.over = over
		c.Refresh()
	}
}

// TypedRune implements fyne.Focusable: E edits, L relabels.
func (c *Card) TypedRune(r rune) {
	switch r {
	case 'e', 'E':
		if c.OnEdit != nil {
			c.OnEdit()
		}
	case 'l', 'L':
		if c.OnRelabel != nil {
			c.OnRelabel(fyne.CurrentApp().Driver().AbsolutePositionForObject(c).AddXY(look.Space12, c.Size().Height))
		}
	}
}

// TypedKey implements fyne.Focusable.
func (c *Card) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDelete && c.OnDelete != nil {
		c.OnDelete()
		return
	}
	c.press.TypedKey(e)
}
