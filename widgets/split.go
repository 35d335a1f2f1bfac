package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Hold says which side of a split keeps its size when the window changes.
type Hold uint8

// The sides.
const (
	HoldLeading Hold = iota
	HoldTrailing
)

// Split divides a space between two panes by a line that can be dragged. The
// held side keeps its size in pixels; the other takes what is left. The held
// side can be collapsed, by dragging it far below its least size, by a double
// click on the line, or by SetCollapsed.
type Split struct {
	widget.BaseWidget
	Hold        Hold
	OnChanged   func(offset float32)
	OnCollapsed func(collapsed bool)

	horizontal        bool
	leading, trailing fyne.CanvasObject
	offset            float32
	leastLeading      float32
	leastTrailing     float32
	collapsed         bool

	line *canvas.Rectangle
	grab *splitGrab
}

const grabWidth float32 = 7

// NewSplit makes a split; horizontal puts the panes side by side.
func NewSplit(horizontal bool, leading, trailing fyne.CanvasObject) *Split {
	s := &Split{horizontal: horizontal, leading: leading, trailing: trailing, offset: 256,
		leastLeading: 120, leastTrailing: 120, line: newBox(0)}
	s.grab = &splitGrab{split: s}
	s.grab.ExtendBaseWidget(s.grab)
	s.ExtendBaseWidget(s)
	return s
}

// Offset returns the size of the held side, which it has again when it is
// opened after having been collapsed.
func (s *Split) Offset() float32 { return s.offset }

// SetOffset changes the size of the held side.
func (s *Split) SetOffset(px float32) { s.offset = max(0, px); s.Refresh() }

// SetMin sets the least sizes of the panes.
func (s *Split) SetMin(leading, trailing float32) {
	s.leastLeading, s.leastTrailing = leading, trailing
	s.Refresh()
}

// SetCollapsed hides or shows the held side.
func (s *Split) SetCollapsed(collapsed bool) { s.collapsed = collapsed; s.Refresh() }

// Collapsed reports whether the held side is hidden.
func (s *Split) Collapsed() bool { return s.collapsed }

// SetContent replaces the panes.
func (s *Split) SetContent(leading, trailing fyne.CanvasObject) {
	s.leading, s.trailing = leading, trailing
	s.Refresh()
}

func (s *Split) held() (fyne.CanvasObject, float32) {
	if s.Hold == HoldTrailing {
		return s.trailing, s.leastTrailing
	}
	return s.leading, s.leastLeading
}

// fit returns an offset that leaves both sides their least sizes, the held
// side's first where there is no room for both.
func (s *Split) fit(offset, total float32) float32 {
	_, least := s.held()
	other := s.leastTrailing
	if s.Hold == HoldTrailing {
		other = s.leastLeading
	}
	return max(min(least, total), min(max(offset, least), total-other-look.Hairline))
}

func (s *Split) along(size fyne.Size) float32 {
	if s.horizontal {
		return size.Width
	}
	return size.Height
}

// CreateRenderer implements fyne.Widget.
func (s *Split) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: s, refresh: func() {}, layout: s.layout,
		objects: func() []fyne.CanvasObject {
			held, _ := s.held()
			if s.collapsed {
				other := s.leading
				if s.Hold == HoldLeading {
					other = s.trailing
				}
				return []fyne.CanvasObject{other, s.grab}
			}
			other := s.trailing
			if s.Hold == HoldTrailing {
				other = s.leading
			}
			return []fyne.CanvasObject{held, other, s.line, s.grab}
		},
		min: func() fyne.Size {
			a, b := s.leading.MinSize(), s.trailing.MinSize()
			if s.collapsed {
				if s.Hold == HoldLeading {
					a = fyne.Size{}
				} else {
					b = fyne.Size{}
				}
			}
			if s.horizontal {
				return fyne.NewSize(a.Width+look.Hairline+b.Width, max(a.Height, b.Height))
			}
			return fyne.NewSize(max(a.Width, b.Width), a.Height+look.Hairline+b.Height)
		}}
}

func (s *Split) layout(size fyne.Size) {
	total := s.along(size)
	if total <= 0 {
		return
	}
	p := look.Current()
	s.line.FillColor = p.Lines
	if s.grab.hovered || s.grab.dragging || s.grab.focused {
		s.line.FillColor = p.Accent
	}
	thick := look.Hairline
	put := func(o fyne.CanvasObject, from, length float32) {
		if s.horizontal {
			place(o, from, 0, max(0, length), size.Height)
		} else {
			place(o, 0, from, size.Width, max(0, length))
		}
	}
	if s.collapsed {
		if s.Hold == HoldLeading {
			put(s.trailing, 0, total)
			put(s.grab, 0, 4)
		} else {
			put(s.leading, 0, total)
			put(s.grab, total-4, 4)
		}
		return
	}
	at := s.fit(s.offset, total)
	if s.Hold == HoldTrailing {
		at = total - at - thick
	}
	put(s.leading, 0, at)
	put(s.line, at, thick)
	put(s.trailing, at+thick, total-at-thick)
	put(s.grab, at-(grabWidth-thick)/2, grabWidth)
}

// dragTo follows the pointer: wanted is the size the held side would have.
func (s *Split) dragTo(wanted float32) {
	_, least := s.held()
	collapse := wanted < least/2
	if collapse != s.collapsed {
		s.collapsed = collapse
		if s.OnCollapsed != nil {
			s.OnCollapsed(collapse)
		}
	}
	if !collapse {
		s.offset = s.fit(wanted, s.along(s.Size()))
		if s.OnChanged != nil {
			s.OnChanged(s.offset)
		}
	}
	s.Refresh()
}

func (s *Split) toggle() {
	s.collapsed = !s.collapsed
	if s.OnCollapsed != nil {
		s.OnCollapsed(s.collapsed)
	}
	s.Refresh()
}

// splitGrab is the invisible strip over the line that catches the pointer, and
// the stop of the Tab key from which the arrows move the line.
type splitGrab struct {
	widget.BaseWidget
	split                      *Split
	hovered, dragging, focused bool
	start, moved               float32
	lastDown                   time.Time
}

// CreateRenderer implements fyne.Widget.
func (g *splitGrab) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: g, refresh: func() {}, layout: func(fyne.Size) {}, objects: fixed(),
		min: func() fyne.Size { return fyne.NewSquareSize(1) }}
}

// Cursor implements desktop.Cursorable.
func (g *splitGrab) Cursor() desktop.Cursor {
	if g.split.horizontal {
		return desktop.HResizeCursor
	}
	return desktop.VResizeCursor
}

// MouseIn implements desktop.Hoverable.
func (g *splitGrab) MouseIn(*desktop.MouseEvent) { g.hovered = true; g.split.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (g *splitGrab) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (g *splitGrab) MouseOut() { g.hovered = false; g.split.Refresh() }

// MouseDown implements desktop.Mouseable.
func (g *splitGrab) MouseDown(*desktop.MouseEvent) {
	s := g.split
	g.start, g.moved = s.fit(s.offset, s.along(s.Size())), 0
	if s.collapsed {
		g.start = 0
	}
	if time.Since(g.lastDown) < fyne.CurrentApp().Driver().DoubleTapDelay() {
		s.toggle()
	}
	g.lastDown = time.Now()
}

// MouseUp implements desktop.Mouseable.
func (g *splitGrab) MouseUp(*desktop.MouseEvent) {}

// Dragged implements fyne.Draggable.
func (g *splitGrab) Dragged(e *fyne.DragEvent) {
	g.dragging = true
	d := e.Dragged.DX
	if !g.split.horizontal {
		d = e.Dragged.DY
	}
	if g.split.Hold == HoldTrailing {
		d = -d
	}
	g.moved += d
	g.lastDown = time.Time{}
	g.split.dragTo(g.start + g.moved)
}

// DragEnd implements fyne.Draggable.
func (g *splitGrab) DragEnd() { g.dragging = false; g.split.Refresh() }

// FocusGained implements fyne.Focusable.
func (g *splitGrab) FocusGained() { g.focused = true; g.split.Refresh() }

// FocusLost implements fyne.Focusable.
func (g *splitGrab) FocusLost() { g.focused = false; g.split.Refresh() }

// TypedRune implements fyne.Focusable.
func (g *splitGrab) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: arrows move the line, Enter collapses.
func (g *splitGrab) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(g, e) {
		return
	}
	s := g.split
	step := look.Space16
	if s.Hold == HoldTrailing {
		step = -step
	}
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		step = -step
	case fyne.KeyRight, fyne.KeyDown:
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.toggle()
		return
	default:
		return
	}
	if s.collapsed {
		return
	}
	s.offset = s.fit(s.fit(s.offset, s.along(s.Size()))+step, s.along(s.Size()))
	if s.OnChanged != nil {
		s.OnChanged(s.offset)
	}
	s.Refresh()
}
