package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// MonthBar is a month of a MonthStrip.
type MonthBar struct {
	Label  string // under the bar: "J"
	Tip    string // the month in words: "July 2024"; its count is added
	Count  int
	Strong bool // in the full accent colour: since last looked at, say
}

// MonthStrip shows counts by month as bars, the most recent at the right. As
// many are shown as have room; of older ones it says how many they count.
type MonthStrip struct {
	widget.BaseWidget
	onPage
	OnChoose func(index int) // a month was clicked, or Enter pressed on it

	months          []MonthBar
	cursor, hovered int
	focused         bool

	bars    []*canvas.Rectangle
	labels  []*canvas.Text
	earlier *canvas.Text
	ring    *canvas.Rectangle
	drawn   []fyne.CanvasObject
}

const (
	stripTop    float32 = 4
	stripBase   float32 = stripTop + 54 // where the bars stand
	stripHeight float32 = stripBase + 22
	stripMost   float32 = 44 // from bar to bar where there is room
	stripLeast  float32 = 18 // and where there is little
	stripRadius float32 = 2
)

// stripLetters is how the labels are set.
var stripLetters = lettering{size: 10}

// NewMonthStrip makes a strip.
func NewMonthStrip(months ...MonthBar) *MonthStrip {
	s := &MonthStrip{hovered: -1, earlier: canvas.NewText("", nil), ring: newRing(look.RadiusField)}
	s.self = s
	s.ExtendBaseWidget(s)
	s.SetMonths(months)
	return s
}

// SetMonths replaces the months, oldest first.
func (s *MonthStrip) SetMonths(months []MonthBar) {
	s.months = append([]MonthBar(nil), months...)
	s.cursor, s.hovered = max(0, len(months)-1), -1
	for len(s.bars) < len(months) {
		s.bars = append(s.bars, newBox(0))
		s.labels = append(s.labels, canvas.NewText("", nil))
	}
	s.Refresh()
}

// cutWords says how many the months before the first one shown count.
func (s *MonthStrip) cutWords(first int) string {
	if first == 0 {
		return ""
	}
	n := 0
	for _, m := range s.months[:first] {
		n += m.Count
	}
	return lang.L("earlier: {{.N}}", map[string]any{"N": n})
}

// fit returns the first month that has room, where it stands, and the step
// from month to month.
func (s *MonthStrip) fit(width float32) (first int, x, step float32) {
	n := len(s.months)
	step = min(stripMost, float32(int(width/float32(max(1, n)))))
	if step >= stripLeast {
		return 0, 0, step
	}
	step = stripLeast
	for first = min(n, max(1, n-int(width/step))); first < n; first++ {
		x = width - float32(n-first)*step
		if x >= small.width(s.cutWords(first))+look.Space8 {
			break
		}
	}
	return first, x, step
}

func (s *MonthStrip) at(p fyne.Position) int {
	first, x, step := s.fit(s.Size().Width)
	i := first + int((p.X-x)/step)
	if p.X < x || i >= len(s.months) || p.Y < 0 || p.Y >= stripHeight {
		return -1
	}
	return i
}

// CreateRenderer implements fyne.Widget.
func (s *MonthStrip) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: s, refresh: func() {}, layout: s.layout,
		objects: func() []fyne.CanvasObject { return s.drawn },
		min:     func() fyne.Size { return fyne.NewSize(4*stripLeast, stripHeight) }}
}

// barInk is the colour of a bar: the accent, or as much of it as still stands
// out from the page.
func barInk(p look.Palette, strong bool) color.NRGBA {
	if strong {
		return p.Accent
	}
	half := p.Accent
	half.A = 0xA8
	return look.Over(half, p.Page)
}

func (s *MonthStrip) layout(size fyne.Size) {
	p := look.Current()
	first, x, step := s.fit(size.Width)
	most := 1
	for _, m := range s.months[min(first, len(s.months)):] {
		most = max(most, m.Count)
	}
	s.drawn = s.drawn[:0]
	if words := s.cutWords(first); words != "" {
		small.set(s.earlier, words, p.Quiet)
		place(s.earlier, 0, stripBase-lineHeight+2, small.width(words), lineHeight)
		s.drawn = append(s.drawn, s.earlier)
	}
	show(s.ring, false)
	s.ring.StrokeColor = p.Accent
	thick := float32(int(step*0.68 + 0.5))
	inset := float32(int((step - thick) / 2))
	free := float32(0) // where the last label ends
	for i := first; i < len(s.months); i++ {
		m, bar := s.months[i], s.bars[i]
		left := x + float32(i-first)*step
		if m.Count > 0 {
			h := max(3, float32(int((stripBase-stripTop)*float32(m.Count)/float32(most)+0.5)))
			bar.FillColor, bar.CornerRadius = barInk(p, m.Strong || i == s.hovered), stripRadius
			place(bar, left+inset, stripBase-h, thick, h)
		} else {
			bar.FillColor, bar.CornerRadius = p.Lines, 0
			if i == s.hovered {
				bar.FillColor = p.Quiet
			}
			place(bar, left+inset, stripBase-look.Hairline, thick, look.Hairline)
		}
		s.drawn = append(s.drawn, bar)
		if w := stripLetters.width(m.Label); left+(step-w)/2 >= free {
			label := s.labels[i]
			stripLetters.set(label, m.Label, p.Quiet)
			label.Alignment = fyne.TextAlignCenter
			place(label, left, stripBase+look.Space4, step, 14)
			s.drawn = append(s.drawn, label)
			free = left + (step+w)/2 + 2
		}
		if i == s.cursor && s.focused {
			place(s.ring, left, 0, step, stripHeight)
			show(s.ring, true)
		}
	}
	s.drawn = append(s.drawn, s.ring)
}

// Tapped implements fyne.Tappable.
func (s *MonthStrip) Tapped(e *fyne.PointEvent) {
	untip(s)
	if i := s.at(e.Position); i >= 0 {
		s.cursor = i
		s.choose()
	}
}

func (s *MonthStrip) choose() {
	s.Refresh()
	if s.cursor < len(s.months) && s.OnChoose != nil {
		s.OnChoose(s.cursor)
	}
}

func (s *MonthStrip) tipMonth(i int) {
	first, x, step := s.fit(s.Size().Width)
	m := s.months[i]
	tip(s, m.Tip+": "+strconv.Itoa(m.Count), fyne.NewPos(x+float32(i-first)*step, 0), fyne.NewSize(step, stripHeight), false)
}

// MouseIn implements desktop.Hoverable.
func (s *MonthStrip) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *MonthStrip) MouseMoved(e *desktop.MouseEvent) {
	i := s.at(e.Position)
	if i == s.hovered {
		return
	}
	s.hovered = i
	untip(s)
	if i >= 0 {
		s.tipMonth(i)
	}
	s.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (s *MonthStrip) MouseOut() {
	s.hovered = -1
	untip(s)
	s.Refresh()
}

// Cursor implements desktop.Cursorable.
func (s *MonthStrip) Cursor() desktop.Cursor {
	if s.hovered >= 0 && s.OnChoose != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (s *MonthStrip) FocusGained() {
	s.focused = true
	s.moveTo(s.cursor)
	s.reveal(0, s.Size().Height)
}

// FocusLost implements fyne.Focusable.
func (s *MonthStrip) FocusLost() { s.focused = false; untip(s); s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *MonthStrip) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *MonthStrip) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(s, e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.moveTo(s.cursor - 1)
	case fyne.KeyRight:
		s.moveTo(s.cursor + 1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.choose()
	default:
		s.spareKey(e)
	}
}

// moveTo gives a month that is shown the keyboard.
func (s *MonthStrip) moveTo(i int) {
	first, _, _ := s.fit(s.Size().Width)
	s.cursor = max(first, min(i, len(s.months)-1))
	s.Refresh()
	if s.cursor < len(s.months) {
		s.tipMonth(s.cursor)
	}
}
