package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// CardText is what a hover card says. All but the title may be left out.
type CardText struct {
	Title   string // bold, at most two lines
	Detail  string // quiet, below the title, at most two lines
	Lines   []CardLine
	Chips   []string     // short words side by side, such as other names
	Actions []CardAction // links at the foot
}

// CardLine is a paragraph of a hover card, of at most four lines.
type CardLine struct {
	Text  string
	Quiet bool
}

const (
	hoverWidth    float32 = 360 // at most
	hoverPadX     float32 = 14
	hoverPadY     float32 = 10
	hoverGap      float32 = 6 // between the parts
	hoverChip     float32 = 20
	hoverChipPad  float32 = 8
	hoverChipGap  float32 = 4
	hoverLinkGap  float32 = 16
	hoverChipRows         = 2
	hoverHeads            = 2 // lines of title and detail
	hoverLines            = 4 // lines of a paragraph
)

// HoverCard is a small panel that tells of the words it stands at. It floats in
// a container without layout; PlaceAt puts it there and shows it. It draws its
// links itself, since to Fyne the pointer would leave the card on a widget in
// it.
type HoverCard struct {
	widget.BaseWidget
	OnChoose         func(id string) // an action, by click or by Enter
	OnEnter, OnLeave func()          // the pointer has come onto the card, has left it
	OnEscape         func()
	OnBlur           func() // the keyboard went elsewhere

	text            CardText
	room            float32 // how wide it may be
	hovered, cursor int     // of the actions, -1: none
	focused         bool

	panel, ring, under *canvas.Rectangle
	words              []*canvas.Text
	boxes              []*canvas.Rectangle
	parts              []fyne.CanvasObject
}

// NewHoverCard makes a card that is hidden until it is placed.
func NewHoverCard() *HoverCard {
	c := &HoverCard{hovered: -1, room: hoverWidth, panel: newBox(look.RadiusPanel), ring: newRing(look.RadiusField), under: newBox(0)}
	c.ExtendBaseWidget(c)
	c.Hide()
	return c
}

// Set changes what the card says; PlaceAt then gives it the size for it.
func (c *HoverCard) Set(text CardText) {
	c.text = text
	c.hovered, c.cursor = -1, 0
	c.Refresh()
}

// PlaceAt shows the card below a line of text, at being the bottom left corner
// of the words and height the line's, or above it where there is more room. It
// stays inside its container, whose size is within.
func (c *HoverCard) PlaceAt(at fyne.Position, height float32, within fyne.Size) {
	c.room = max(120, min(hoverWidth, within.Width-2*look.Space8))
	size := c.MinSize()
	x := max(look.Space8, min(at.X-hoverPadX, within.Width-size.Width-look.Space8))
	y := at.Y + look.Space4
	if below, above := within.Height-look.Space8-y, at.Y-height-look.Space4-look.Space8; size.Height > below && above > below {
		y = at.Y - height - look.Space4 - size.Height
	}
	y = max(look.Space8, min(y, within.Height-size.Height-look.Space8))
	place(c, x, y, size.Width, size.Height)
	c.Show()
	c.Refresh()
}

// cardPiece is a stretch of words in its place on the card.
type cardPiece struct {
	text       string
	letters    lettering
	quiet      bool
	x, y, w, h float32
}

// hoverShape is the card laid out.
type hoverShape struct {
	words, chips, actions []cardPiece
	size                  fyne.Size
}

// shape lays the card out, no wider than it may be.
func (c *HoverCard) shape() hoverShape {
	width := min(c.room-2*hoverPadX, c.natural())
	var s hoverShape
	y := hoverPadY
	write := func(text string, letters lettering, quiet bool, limit int) {
		if text == "" {
			return
		}
		for _, line := range letters.wrap(text, width+0.5, limit) {
			s.words = append(s.words, cardPiece{line, letters, quiet, hoverPadX, y, width, lineHeight})
			y += lineHeight
		}
	}
	write(c.text.Title, bold, false, hoverHeads)
	write(c.text.Detail, small, true, hoverHeads)
	for i, line := range c.text.Lines {
		if i == 0 {
			y += hoverGap
		}
		write(line.Text, lineLetters(line), line.Quiet, hoverLines)
	}
	if len(c.text.Chips) > 0 {
		y += hoverGap
		chips, more := fitChips(c.text.Chips, width)
		bottom := max(chips[len(chips)-1].y, more.y) + hoverChip
		for _, chip := range chips {
			chip.x, chip.y = chip.x+hoverPadX, chip.y+y
			s.chips = append(s.chips, chip)
		}
		if more.text != "" {
			more.x, more.y = more.x+hoverPadX, more.y+y
			s.words = append(s.words, more)
		}
		y += bottom
	}
	if len(c.text.Actions) > 0 {
		y += look.Space8
		x := float32(0)
		for _, a := range c.text.Actions {
			text := small.elide(a.Text, width)
			w := small.width(text)
			if x > 0 && x+w > width+0.5 {
				x, y = 0, y+lineHeight
			}
			s.actions = append(s.actions, cardPiece{text, small, false, hoverPadX + x, y, w, lineHeight})
			x += w + hoverLinkGap
		}
		y += lineHeight
	}
	s.size = fyne.NewSize(width+2*hoverPadX, y+hoverPadY)
	return s
}

func lineLetters(l CardLine) lettering {
	if l.Quiet {
		return small
	}
	return plain
}

// natural is how wide the words would be with nothing wrapped.
func (c *HoverCard) natural() float32 {
	width := max(bold.width(c.text.Title), small.width(c.text.Detail))
	for _, line := range c.text.Lines {
		width = max(width, lineLetters(line).width(line.Text))
	}
	chips, actions := -hoverChipGap, -hoverLinkGap
	for _, chip := range c.text.Chips {
		chips += small.width(chip) + 2*hoverChipPad + hoverChipGap
	}
	for _, a := range c.text.Actions {
		actions += small.width(a.Text) + hoverLinkGap
	}
	return max(width, chips, actions)
}

// fitChips lays out as many chips as two rows hold, and what tells of the
// others.
func fitChips(texts []string, width float32) (chips []cardPiece, more cardPiece) {
	const step = hoverChip + hoverChipGap
	x, y := float32(0), float32(0)
	for _, text := range texts {
		text = small.elide(text, width-2*hoverChipPad)
		w := small.width(text) + 2*hoverChipPad
		if x > 0 && x+w > width+0.5 {
			x, y = 0, y+step
		}
		if y >= hoverChipRows*step {
			break
		}
		chips = append(chips, cardPiece{text, small, false, x, y, w, hoverChip})
		x += w + hoverChipGap
	}
	for left := len(texts) - len(chips); left > 0; left++ {
		more = cardPiece{text: lang.L("and {{.N}} more", map[string]any{"N": left}), letters: small, quiet: true, h: hoverChip}
		more.w = small.width(more.text)
		last := chips[len(chips)-1]
		more.x, more.y = last.x+last.w+2*hoverChipGap, last.y
		if more.x+more.w <= width {
			break
		}
		if len(chips) == 1 || last.y+step < hoverChipRows*step {
			more.x, more.y = 0, last.y+step
			break
		}
		chips = chips[:len(chips)-1]
	}
	return chips, more
}

// CreateRenderer implements fyne.Widget.
func (c *HoverCard) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: c, refresh: func() {}, layout: c.layout,
		objects: func() []fyne.CanvasObject { return c.parts },
		min:     func() fyne.Size { return c.shape().size }}
}

func (c *HoverCard) layout(size fyne.Size) {
	p, s := look.Current(), c.shape()
	lift(c.panel, p)
	place(c.panel, 0, 0, size.Width, size.Height)
	c.parts = append(c.parts[:0], c.panel)
	for i, chip := range s.chips {
		if i == len(c.boxes) {
			c.boxes = append(c.boxes, newBox(hoverChip/2))
		}
		c.boxes[i].FillColor, c.boxes[i].StrokeColor, c.boxes[i].StrokeWidth = p.Page, p.Lines, look.Hairline
		place(c.boxes[i], chip.x, chip.y, chip.w, chip.h)
		c.parts = append(c.parts, c.boxes[i])
	}
	used := 0
	write := func(w cardPiece, ink color.Color, align fyne.TextAlign) {
		if used == len(c.words) {
			c.words = append(c.words, canvas.NewText("", nil))
		}
		t := c.words[used]
		w.letters.set(t, w.text, ink)
		t.Alignment = align
		place(t, w.x, w.y, w.w, w.h)
		c.parts = append(c.parts, t)
		used++
	}
	for _, w := range s.words {
		ink := p.Text
		if w.quiet {
			ink = p.Quiet
		}
		write(w, ink, fyne.TextAlignLeading)
	}
	for _, w := range s.chips {
		write(w, p.Text, fyne.TextAlignCenter)
	}
	c.ring.StrokeColor, c.under.FillColor = p.Accent, p.Accent
	show(c.ring, c.focused)
	show(c.under, c.hovered >= 0)
	c.ring.CornerRadius = look.RadiusPanel
	place(c.ring, 0, 0, size.Width, size.Height)
	for i, w := range s.actions {
		write(w, p.Accent, fyne.TextAlignLeading)
		if i == c.hovered {
			place(c.under, w.x, w.y+lineHeight/2+7, w.w, look.Hairline)
		}
		if i == c.cursor {
			c.ring.CornerRadius = look.RadiusField
			place(c.ring, w.x-4, w.y-2, w.w+8, w.h+4)
		}
	}
	c.parts = append(c.parts, c.under, c.ring)
}

// Places lists the actions by their ID.
func (c *HoverCard) Places() []Place {
	var all []Place
	for i, w := range c.shape().actions {
		all = append(all, spot(c.text.Actions[i].ID, w.x, w.y, w.w, w.h))
	}
	return all
}

func (c *HoverCard) actionAt(p fyne.Position) int {
	for i, w := range c.shape().actions {
		if inside(p, w.x-4, w.y, w.w+8, w.h) {
			return i
		}
	}
	return -1
}

func (c *HoverCard) choose(index int) {
	if c.OnChoose != nil {
		c.OnChoose(c.text.Actions[index].ID)
	}
}

// Tapped implements fyne.Tappable; beside the actions it keeps the click from
// the text below.
func (c *HoverCard) Tapped(e *fyne.PointEvent) {
	if i := c.actionAt(e.Position); i >= 0 {
		c.choose(i)
	}
}

// MouseIn implements desktop.Hoverable.
func (c *HoverCard) MouseIn(e *desktop.MouseEvent) {
	call(c.OnEnter)
	c.MouseMoved(e)
}

// MouseMoved implements desktop.Hoverable.
func (c *HoverCard) MouseMoved(e *desktop.MouseEvent) {
	if i := c.actionAt(e.Position); i != c.hovered {
		c.hovered = i
		c.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (c *HoverCard) MouseOut() {
	c.hovered = -1
	c.Refresh()
	call(c.OnLeave)
}

// Cursor implements desktop.Cursorable.
func (c *HoverCard) Cursor() desktop.Cursor {
	if c.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (c *HoverCard) FocusGained() { c.focused = true; c.Refresh() }

// FocusLost implements fyne.Focusable.
func (c *HoverCard) FocusLost() { c.focused = false; c.Refresh(); call(c.OnBlur) }

// TypedRune implements fyne.Focusable. Space arrives as a key, too.
func (c *HoverCard) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (c *HoverCard) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(c, e) {
		return
	}
	if e.Name == fyne.KeyEscape {
		call(c.OnEscape)
		return
	}
	n := len(c.text.Actions)
	if n == 0 {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.cursor = (c.cursor + n - 1) % n
	case fyne.KeyRight, fyne.KeyDown:
		c.cursor = (c.cursor + 1) % n
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.choose(c.cursor)
		return
	}
	c.Refresh()
}
