package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// FacetSection is a kind of value that results share, with how many have each.
type FacetSection struct {
	Title  string // "Publication"
	Values []FacetValue
}

// FacetValue is one value; choosing it narrows the search to it, choosing it
// again takes that back.
type FacetValue struct {
	ID     string
	Name   string
	Count  string
	Active bool
}

// FacetList shows sections of values with their counts aligned at the right;
// a section shows five values until it is told to show all, and what is active
// always. Every value can be reached by keyboard: the list is one stop of the
// Tab key, up and down go along it, Enter and Space choose. It scrolls by
// itself; only what is in view is drawn.
type FacetList struct {
	widget.BaseWidget

	OnToggle func(section int, id string)
	OnEscape func()

	sections []FacetSection
	open     map[string]bool // by title of section: all is shown
	lines    []facetLine
	tops     []float32 // of the lines, and the end of the last
	busy     bool
	cursor   facetLine // where the keyboard is
	hovered  int       // line, -1: none
	focused  bool
	byMouse  bool // the focus came with a click: no ring

	view          viewport
	ground, hover *canvas.Rectangle
	ring          *canvas.Rectangle
	slots         []*facetSlot
	texts         markedTexts
	drawn         []fyne.CanvasObject
}

// facetKind is what a line of the list is.
type facetKind uint8

const (
	facetHead facetKind = iota
	facetValue
	facetMore // shows all the values, or few again
)

// facetLine is a line of the list, known by what it says and not by where it
// stands, so that the keyboard stays where it is when the counts change.
type facetLine struct {
	kind           facetKind
	title, id      string // of the section and the value
	section, value int    // where they are now
}

func (l facetLine) same(o facetLine) bool {
	return l.kind == o.kind && l.title == o.title && l.id == o.id
}

// facetSlot is what lies behind the words of a value.
type facetSlot struct {
	ground *canvas.Rectangle
	cross  *canvas.Image
}

const (
	facetFew             = 5
	facetRow     float32 = 26
	facetTitle   float32 = 30
	facetBetween float32 = 8  // above a head but the first
	facetIndent  float32 = 28 // of the names, beside the cross
	facetCross   float32 = 10
)

// NewFacetList makes an empty list.
func NewFacetList() *FacetList {
	l := &FacetList{open: map[string]bool{}, hovered: -1, view: newViewport(), tops: []float32{0},
		ground: newBox(0), hover: newBox(look.RadiusField), ring: newRing(look.RadiusField)}
	l.ExtendBaseWidget(l)
	return l
}

// SetSections replaces what is shown. Where the list stands, which sections
// show all and where the keyboard is stay as they are.
func (l *FacetList) SetSections(sections []FacetSection) {
	l.sections = slices.Clone(sections)
	for i, s := range l.sections {
		l.sections[i].Values = slices.Clone(s.Values)
		for n, v := range s.Values {
			l.sections[i].Values[n].Name = oneLine(v.Name)
		}
	}
	l.hovered = -1
	untip(l)
	l.list()
	l.Refresh()
}

// SetBusy shows that the counts are being made, without moving anything.
func (l *FacetList) SetBusy(busy bool) {
	if busy != l.busy {
		l.busy = busy
		l.Refresh()
	}
}

// list makes the lines of the sections.
func (l *FacetList) list() {
	stood := l.cursorLine()
	l.lines, l.tops = l.lines[:0], l.tops[:1]
	add := func(line facetLine, height float32) {
		l.lines = append(l.lines, line)
		l.tops = append(l.tops, l.tops[len(l.tops)-1]+height)
	}
	for i, s := range l.sections {
		if len(s.Values) == 0 {
			continue
		}
		head := facetTitle
		if len(l.lines) > 0 {
			head += facetBetween
		}
		add(facetLine{kind: facetHead, title: s.Title, section: i}, head)
		all := l.open[s.Title]
		for n, v := range s.Values {
			if all || n < facetFew || v.Active {
				add(facetLine{facetValue, s.Title, v.ID, i, n}, facetRow)
			}
		}
		if len(s.Values) > facetFew {
			add(facetLine{kind: facetMore, title: s.Title, section: i}, facetRow)
		}
	}
	if stood >= 0 && l.cursorLine() < 0 && len(l.lines) > 0 { // it went: to what is there now
		if l.lines[min(stood, len(l.lines)-1)].kind == facetHead {
			stood++
		}
		l.cursor = l.lines[min(stood, len(l.lines)-1)]
	}
	l.view.fit(l.Size().Height, l.content())
}

// content is how high the list is.
func (l *FacetList) content() float32 {
	if len(l.lines) == 0 {
		return 0
	}
	return l.tops[len(l.lines)] + look.Space8
}

// more is what the last line of a section says.
func (l *FacetList) more(section int) string {
	s := l.sections[section]
	if l.open[s.Title] {
		return lang.L("Show fewer")
	}
	return lang.L("Show all {{.N}}", map[string]any{"N": len(s.Values)})
}

// CreateRenderer implements fyne.Widget.
func (l *FacetList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, refresh: func() {}, layout: l.layout,
		objects: func() []fyne.CanvasObject { return l.drawn },
		min:     func() fyne.Size { return fyne.NewSize(140, 80) }}
}

func (l *FacetList) layout(s fyne.Size) {
	p := look.Current()
	l.ground.FillColor, l.hover.FillColor, l.ring.StrokeColor = p.Surface, p.Hover, p.Accent
	place(l.ground, 0, 0, s.Width, s.Height)
	l.drawn = append(l.drawn[:0], l.ground)
	l.texts.reset()
	show(l.ring, false)
	l.view.fit(s.Height, l.content())
	first := firstBelow(len(l.lines), func(i int) float32 { return l.tops[i+1] }, l.view.offset)
	for i, slot := first, 0; i < len(l.lines) && l.tops[i]-l.view.offset < s.Height; i, slot = i+1, slot+1 {
		if slot == len(l.slots) {
			l.slots = append(l.slots, &facetSlot{ground: newBox(look.RadiusField), cross: newImage()})
		}
		l.drawLine(l.slots[slot], i, s.Width, p)
	}
	l.view.place(s.Width)
	l.drawn = append(l.drawn, l.ring, l.view.bar)
}

// box is where a line stands in the widget.
func (l *FacetList) box(i int, width float32) (x, y, w, h float32) {
	return look.Space4, l.tops[i] - l.view.offset, width - 2*look.Space4, l.tops[i+1] - l.tops[i]
}

func (l *FacetList) drawLine(slot *facetSlot, i int, width float32, p look.Palette) {
	line := l.lines[i]
	x, y, w, h := l.box(i, width)
	section := l.sections[line.section]
	right := width - look.Space16
	switch line.kind {
	case facetHead:
		room := right - look.Space12
		l.drawn = l.texts.line(l.drawn, small, small.elide(oneLine(section.Title), room), look.Space12, y+h-lineHeight-look.Space4, room, lineHeight, p.Quiet)
		return
	case facetMore:
		l.drawHover(i, p)
		l.drawn = l.texts.line(l.drawn, small, l.more(line.section), facetIndent, y, right-facetIndent, h, p.Accent)
	case facetValue:
		v := section.Values[line.value]
		letters := plain
		if v.Active {
			letters = bold
			slot.ground.FillColor = p.AccentGround
			place(slot.ground, x, y, w, h-look.Hairline)
			l.drawn = append(l.drawn, slot.ground)
			drawIcon(slot.cross, "close", p.Accent)
			place(slot.cross, look.Space12, y+(h-facetCross)/2, facetCross, facetCross)
			l.drawn = append(l.drawn, slot.cross)
		}
		l.drawHover(i, p)
		count := small.width(v.Count)
		ink := p.Quiet
		if l.busy {
			ink = p.Disabled
		}
		l.drawn = l.texts.line(l.drawn, small, v.Count, right-count, y, count, h, ink)
		room := l.nameRoom(v, width)
		l.drawn = l.texts.line(l.drawn, letters, letters.elide(v.Name, room), facetIndent, y, room, h, p.Text)
	}
	if l.focused && !l.byMouse && line.same(l.cursor) {
		place(l.ring, x, y, w, h-look.Hairline)
		show(l.ring, true)
	}
}

// nameRoom is how wide the name of a value may be.
func (l *FacetList) nameRoom(v FacetValue, width float32) float32 {
	return max(20, width-look.Space16-facetIndent-small.width(v.Count)-look.Space8)
}

func (l *FacetList) drawHover(i int, p look.Palette) {
	if i == l.hovered {
		x, y, w, h := l.box(i, l.Size().Width)
		place(l.hover, x, y, w, h-look.Hairline)
		l.drawn = append(l.drawn, l.hover)
	}
}

// Places tells where the values stand: "facet.0.Terrorism Monitor"; and what
// shows all of a section: "facet.0".
func (l *FacetList) Places() []Place {
	var all []Place
	for i, line := range l.lines {
		x, y, w, h := l.box(i, l.Size().Width)
		if line.kind == facetHead || y+h <= 0 || y >= l.Size().Height {
			continue
		}
		name := "facet." + strconv.Itoa(line.section)
		if line.kind == facetValue {
			name += "." + line.id
		}
		all = append(all, spot(name, x, y, w, h))
	}
	return all
}
