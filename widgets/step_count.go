package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// StepCount says where one is in a row of things, between two arrows that go to
// the one before and the one after: "F7 ‹ 2 of 5 differences › F8". With the
// keyboard the left and right arrow keys go.
type StepCount struct {
	widget.BaseWidget
	OnStep func(by int) // -1 or 1

	words   string
	steps   bool      // there is something to go to
	keys    [2]string // that do the same from elsewhere
	tips    [2]string
	hovered int // 0 the arrow back, 1 the arrow on, -1 neither
	focused bool

	count  *canvas.Text
	sides  [2]*canvas.Text
	arrows [2]*canvas.Image
	covers [2]*canvas.Rectangle
	ring   *canvas.Rectangle
}

const (
	stepPad  float32 = 6  // within an arrow's box
	stepIcon float32 = 12 // size of an arrow
	stepBox          = look.ChipHeight
)

// NewStepCount makes a count without words. The keys are shown beside the
// arrows, the tips under the pointer.
func NewStepCount(keys, tips [2]string) *StepCount {
	s := &StepCount{keys: keys, tips: tips, hovered: -1, count: canvas.NewText("", nil), ring: newRing(look.RadiusField)}
	for i := range s.sides {
		s.sides[i], s.arrows[i], s.covers[i] = canvas.NewText("", nil), newImage(), newBox(look.RadiusField)
	}
	s.ExtendBaseWidget(s)
	return s
}

// SetCount says where one is; without steps there are no arrows.
func (s *StepCount) SetCount(words string, steps bool) {
	if words != s.words || steps != s.steps {
		s.words, s.steps = words, steps
		s.Refresh()
	}
}

// sideWidth is the width of an arrow with its key.
func (s *StepCount) sideWidth(i int) float32 {
	if !s.steps {
		return 0
	}
	return small.width(s.keys[i]) + stepIcon + look.Space4 + 2*stepPad
}

// box is where an arrow with its key stands.
func (s *StepCount) box(i int) (x, y, w float32) {
	x, y, w = 0, (s.Size().Height-stepBox)/2, s.sideWidth(i)
	if i == 1 {
		x = s.Size().Width - w
	}
	return x, y, w
}

// Places lists the two arrows: "previous", "next".
func (s *StepCount) Places() []Place {
	if !s.steps {
		return nil
	}
	var all []Place
	for i, name := range []string{"previous", "next"} {
		x, y, w := s.box(i)
		all = append(all, spot(name, x, y, w, stepBox))
	}
	return all
}

// CreateRenderer implements fyne.Widget.
func (s *StepCount) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: s, refresh: func() {}, layout: s.layout,
		objects: fixed(s.covers[0], s.covers[1], s.sides[0], s.sides[1], s.arrows[0], s.arrows[1], s.count, s.ring),
		min: func() fyne.Size {
			return fyne.NewSize(s.sideWidth(0)+small.width(s.words)+s.sideWidth(1)+2*look.Space4, stepBox)
		}}
}

func (s *StepCount) layout(size fyne.Size) {
	p := look.Current()
	for i, icon := range []string{"left", "right"} {
		for _, o := range []fyne.CanvasObject{s.sides[i], s.arrows[i]} {
			show(o, s.steps)
		}
		show(s.covers[i], s.steps && s.hovered == i)
		s.covers[i].FillColor = p.Hover
		ink := p.Quiet
		if s.hovered == i {
			ink = p.Text
		}
		x, y, w := s.box(i)
		place(s.covers[i], x, y, w, stepBox)
		small.set(s.sides[i], s.keys[i], ink)
		drawIcon(s.arrows[i], icon, ink)
		key := small.width(s.keys[i])
		at, arrow := x+stepPad, x+stepPad+key+look.Space4
		if i == 1 {
			at, arrow = x+stepPad+stepIcon+look.Space4, x+stepPad
		}
		place(s.sides[i], at, y, key, stepBox)
		place(s.arrows[i], arrow, y+(stepBox-stepIcon)/2, stepIcon, stepIcon)
	}
	left := s.sideWidth(0) + look.Space4
	room := size.Width - left - s.sideWidth(1) - look.Space4
	small.set(s.count, small.elide(s.words, room+0.5), p.Quiet)
	s.count.Alignment = fyne.TextAlignCenter
	place(s.count, left, (size.Height-stepBox)/2, room, stepBox)
	s.ring.StrokeColor = p.Accent
	show(s.ring, s.focused && s.steps)
	place(s.ring, 0, (size.Height-stepBox)/2, size.Width, stepBox)
}

func (s *StepCount) at(p fyne.Position) int {
	for i := range s.sides {
		if x, y, w := s.box(i); s.steps && inside(p, x, y, w, stepBox) {
			return i
		}
	}
	return -1
}

func (s *StepCount) step(by int) {
	if s.steps && s.OnStep != nil {
		s.OnStep(by)
	}
}

// Tapped implements fyne.Tappable.
func (s *StepCount) Tapped(e *fyne.PointEvent) {
	untip(s)
	if i := s.at(e.Position); i >= 0 {
		s.step(2*i - 1)
	}
}

// MouseIn implements desktop.Hoverable.
func (s *StepCount) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *StepCount) MouseMoved(e *desktop.MouseEvent) { s.hover(s.at(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (s *StepCount) MouseOut() { s.hover(-1) }

func (s *StepCount) hover(i int) {
	if i == s.hovered {
		return
	}
	s.hovered = i
	untip(s)
	if i >= 0 {
		x, y, w := s.box(i)
		tip(s, s.tips[i], fyne.NewPos(x, y), fyne.NewSize(w, stepBox), false)
	}
	s.Refresh()
}

// Cursor implements desktop.Cursorable.
func (s *StepCount) Cursor() desktop.Cursor {
	if s.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// FocusGained implements fyne.Focusable.
func (s *StepCount) FocusGained() { s.focused = true; s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *StepCount) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *StepCount) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (s *StepCount) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(s, e) {
		return
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.step(-1)
	case fyne.KeyRight, fyne.KeyDown, fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.step(1)
	default:
		relay(s, e)
	}
}
