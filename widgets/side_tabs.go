package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// SideTab is one face of a side pane.
type SideTab struct {
	ID    string
	Title string
	Count int // shown after the title when above 0
}

func (t SideTab) words() string {
	if t.Count > 0 {
		return t.Title + " " + strconv.Itoa(t.Count)
	}
	return t.Title
}

// sideTabPad is the room at either side of a tab's words; in a narrow pane they
// come closer before the last tab is cut off.
const sideTabPad, sideTabTight float32 = 9, 4

// SideTabs is the head of a side pane: what can be seen there, as words.
type SideTabs struct {
	widget.BaseWidget
	OnSelect func(id string)

	tabs            []SideTab
	active          string
	cursor, hovered int
	focused         bool
	offset          float32
	pad             float32

	ground, line, accent, ring *canvas.Rectangle
	labels                     []*canvas.Text
}

// NewSideTabs makes the head; the first tab is active.
func NewSideTabs(tabs ...SideTab) *SideTabs {
	s := &SideTabs{hovered: -1, pad: sideTabPad, ground: newBox(0), line: newBox(0), accent: newBox(0), ring: newRing(look.RadiusField)}
	s.ExtendBaseWidget(s)
	s.SetTabs(tabs...)
	return s
}

// SetTabs replaces the tabs, keeping the active one if it is among them.
func (s *SideTabs) SetTabs(tabs ...SideTab) {
	s.tabs = append([]SideTab(nil), tabs...)
	for len(s.labels) < len(tabs) {
		t := canvas.NewText("", nil)
		t.Alignment = fyne.TextAlignCenter
		s.labels = append(s.labels, t)
	}
	s.hovered = -1
	if s.index(s.active) < 0 && len(tabs) > 0 {
		s.active = tabs[0].ID
	}
	s.Refresh()
}

// SetActive marks the tab that is shown.
func (s *SideTabs) SetActive(id string) { s.active = id; s.Refresh() }

// Active returns the id of the tab that is shown.
func (s *SideTabs) Active() string { return s.active }

// SetCount changes the number after a title; 0 hides it.
func (s *SideTabs) SetCount(id string, count int) {
	if i := s.index(id); i >= 0 && s.tabs[i].Count != count {
		s.tabs[i].Count = count
		s.Refresh()
	}
}

func (s *SideTabs) index(id string) int {
	for i, t := range s.tabs {
		if t.ID == id {
			return i
		}
	}
	return -1
}

// box returns where a tab stands; bold or not, it has the width of the bold
// words, so that nothing moves when another is chosen.
func (s *SideTabs) box(index int) (x, w float32) {
	x = -s.offset
	for i, t := range s.tabs {
		w = bold.width(t.words()) + 2*s.pad
		if i == index {
			return x, w
		}
		x += w
	}
	return x, 0
}

func (s *SideTabs) total() float32 {
	x, _ := s.box(len(s.tabs))
	return x + s.offset
}

func (s *SideTabs) at(p fyne.Position) int {
	for i := range s.tabs {
		if x, w := s.box(i); p.X >= x && p.X < x+w {
			return i
		}
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (s *SideTabs) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: s, refresh: func() {},
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{s.ground, s.line}
			for i := range s.tabs {
				all = append(all, s.labels[i])
			}
			return append(all, s.accent, s.ring)
		},
		min:    func() fyne.Size { return fyne.NewSize(120, look.HeadHeight) },
		layout: s.layout}
}

func (s *SideTabs) layout(size fyne.Size) {
	p := look.Current()
	s.ground.FillColor, s.line.FillColor, s.accent.FillColor, s.ring.StrokeColor = p.Surface, p.Lines, p.Accent, p.Accent
	place(s.ground, 0, 0, size.Width, size.Height)
	place(s.line, 0, size.Height-look.Hairline, size.Width, look.Hairline)
	s.pad = sideTabPad
	if over := s.total() - size.Width; over > 0 && size.Width > 0 && len(s.tabs) > 0 {
		s.pad = max(sideTabTight, sideTabPad-over/float32(2*len(s.tabs)))
	}
	s.offset = max(0, min(s.offset, s.total()-size.Width))
	if i := s.index(s.active); i >= 0 && size.Width > 0 {
		x, w := s.box(i)
		if x < 0 {
			s.offset += x
		} else if x+w > size.Width {
			s.offset += x + w - size.Width
		}
	}
	show(s.accent, s.index(s.active) >= 0)
	show(s.ring, s.focused && s.cursor < len(s.tabs))
	for i, t := range s.tabs {
		x, w := s.box(i)
		letters, ink := plain, p.Quiet
		if t.ID == s.active {
			letters, ink = bold, p.Text
			place(s.accent, x, size.Height-look.AccentLine, w, look.AccentLine)
		} else if i == s.hovered {
			ink = p.Text
		}
		letters.set(s.labels[i], t.words(), ink)
		place(s.labels[i], x, 0, w, size.Height-look.Hairline)
		if i == s.cursor {
			place(s.ring, x+1, 5, w-2, size.Height-11)
		}
	}
}

func (s *SideTabs) choose(index int) {
	s.cursor = index
	id := s.tabs[index].ID
	if id == s.active {
		return
	}
	s.SetActive(id)
	if s.OnSelect != nil {
		s.OnSelect(id)
	}
}

// Tapped implements fyne.Tappable.
func (s *SideTabs) Tapped(e *fyne.PointEvent) {
	if i := s.at(e.Position); i >= 0 {
		s.choose(i)
	}
}

// Scrolled implements fyne.Scrollable, which also makes Fyne clip the tabs.
func (s *SideTabs) Scrolled(e *fyne.ScrollEvent) {
	s.offset -= e.Scrolled.DX + e.Scrolled.DY
	s.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (s *SideTabs) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *SideTabs) MouseMoved(e *desktop.MouseEvent) {
	if i := s.at(e.Position); i != s.hovered {
		s.hovered = i
		s.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (s *SideTabs) MouseOut() { s.hovered = -1; s.Refresh() }

// FocusGained implements fyne.Focusable.
func (s *SideTabs) FocusGained() {
	s.focused = true
	s.cursor = max(0, s.index(s.active))
	s.Refresh()
}

// FocusLost implements fyne.Focusable.
func (s *SideTabs) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *SideTabs) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: the arrows choose at once.
func (s *SideTabs) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(s, e) {
		return
	}
	if len(s.tabs) == 0 {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		s.choose(max(0, s.cursor-1))
	case fyne.KeyRight:
		s.choose(min(len(s.tabs)-1, s.cursor+1))
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.tabs) - 1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		s.choose(s.cursor)
	}
	s.Refresh()
}
