package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// ResultGroup is a brief, or a note, with the passages found in it.
type ResultGroup struct {
	Title    string
	Marks    []Mark // in Title
	Detail   string // quiet, under the title: publication and date
	Count    string // at the right edge of the title: "14 hits"
	Handling string // a handling mark, before the count: "AMBER"
	New      bool   // a dot at the left
	Passages []ResultPassage
}

// ResultPassage is a snippet with the words found in it.
type ResultPassage struct {
	Kind  string // quiet, before the words: "Note", "Fact"; "" for the text of a brief
	Text  string
	Marks []Mark // in Text
}

// ResultList lists what a search found, group by group; it draws only what is
// in view, and asks for more before its end is reached. It scrolls by itself.
//
// Up and down go from passage to passage, and to the head of a group that has
// none; Enter opens the one chosen, with Ctrl beside what is in view; a double
// click or a click on the chosen one opens too, and so does a click with Ctrl,
// beside.
type ResultList struct {
	widget.BaseWidget

	Length func() int // groups that have been read
	Group  func(i int) ResultGroup
	// OnMore is called when the end of what has been read comes near, once for
	// each length.
	OnMore func()
	OnOpen func(group, passage int, beside bool) // passage -1: the head of the group
	// OnChoose is called when the user has chosen another passage.
	OnChoose func(group, passage int)
	OnEscape func()
	OnFocus  func()       // the keyboard came to it
	OnRune   func(r rune) // a letter typed: to go on writing the query, say

	chosen  resultSpot
	shapes  []resultShape
	tops    []float32 // of the groups, and the end of the last
	width   float32   // that tops holds for
	asked   int       // the length for which more was asked
	toShow  bool      // the chosen one is to be brought into view
	view    viewport
	hovered resultSpot
	focused bool
	byMouse bool // the focus came with a click: no ring

	ground, mark, hover, bar, ring *canvas.Rectangle
	backs                          []*resultBack
	texts                          markedTexts
	marks                          handlingSlots
	drawn                          []fyne.CanvasObject
	memory                         map[resultSpot]resultLines
	advances                       map[letter]float32 // how wide a letter is
}

// resultSpot is a passage of a group, -1 its head; noResult is none.
type resultSpot struct{ group, passage int }

var noResult = resultSpot{-1, -1}

// resultBack is what lies behind the words of a group.
type resultBack struct{ line, dot *canvas.Rectangle }

// resultLines is a passage, or a title, broken into lines.
type resultLines struct {
	of     ResultPassage
	lines  int
	pieces []markedPiece
}

// NewResultList makes an empty list.
func NewResultList() *ResultList {
	l := &ResultList{chosen: noResult, hovered: noResult, asked: -1, tops: []float32{0}, view: newViewport(),
		ground: newBox(0), mark: newBox(0), hover: newBox(0), bar: newBox(0), ring: newRing(0), memory: map[resultSpot]resultLines{}, advances: map[letter]float32{}}
	l.ExtendBaseWidget(l)
	return l
}

// Chosen is the passage chosen, or -1, -1; the passage alone is -1 for the
// head of a group.
func (l *ResultList) Chosen() (group, passage int) { return l.chosen.group, l.chosen.passage }

// Choose chooses a passage and brings it into view; a group of -1 chooses
// none. OnChoose is not called.
func (l *ResultList) Choose(group, passage int) {
	l.chosen = resultSpot{group, passage}
	if group < 0 {
		l.chosen = noResult
	}
	l.toShow = true
	l.Refresh()
}

// Reset goes back to the top: the results are others now. A Refresh keeps
// the place.
func (l *ResultList) Reset() {
	l.chosen, l.hovered, l.asked, l.toShow = noResult, noResult, -1, false
	l.shapes, l.tops = l.shapes[:0], l.tops[:1]
	clear(l.memory)
	untip(l)
	l.view.scrollTo(0)
	l.Refresh()
}

func (l *ResultList) length() int {
	if l.Length == nil || l.Group == nil {
		return 0
	}
	return l.Length()
}

// resultShape is what the height of a group depends on.
type resultShape struct {
	detail bool
	units  []uint16 // about how wide each passage is, in pixels
}

const (
	resultLeft    float32 = 28 // where the words begin, beside the dot
	resultRight   float32 = 20
	resultMeasure float32 = 860 // the words are no wider, on the widest page
	resultPad     float32 = 8   // above a title
	resultSpace   float32 = 4   // above and below a passage
	resultEnd     float32 = 9   // below the last passage, with the line
	resultDot     float32 = 7
	resultLimit           = 2 // lines of a passage
)

// shapeOf measures how wide the passages of a group are, as the sum of their
// letters: that costs a look-up a letter, and shaping the words a hundred
// times as much.
func (l *ResultList) shapeOf(g ResultGroup) resultShape {
	s := resultShape{detail: g.Detail != "", units: make([]uint16, len(g.Passages))}
	for i, p := range g.Passages {
		const enough = 2 * resultMeasure // more than any room for a line
		var wide float32
		if p.Kind != "" {
			wide = small.width(oneLine(p.Kind)) + look.Space8
		}
		mark := 0
		for at, r := range p.Text {
			for mark < len(p.Marks) && p.Marks[mark].End <= at {
				mark++
			}
			if wide += l.advance(r, mark < len(p.Marks) && p.Marks[mark].Start <= at); wide > enough {
				break
			}
		}
		s.units[i] = uint16(wide) + 1
	}
	return s
}

// letter is a letter in plain or bold type.
type letter struct {
	r    rune
	bold bool
}

func (l *ResultList) advance(r rune, marked bool) float32 {
	k := letter{r, marked}
	wide, ok := l.advances[k]
	if !ok {
		in := plain
		if marked {
			in = bold
		}
		wide = in.width(string(r))
		l.advances[k] = wide
	}
	return wide
}

func (s resultShape) equal(o resultShape) bool {
	return s.detail == o.detail && slices.Equal(s.units, o.units)
}

func (s resultShape) head() float32 {
	if s.detail {
		return resultPad + 2*lineHeight
	}
	return resultPad + lineHeight
}

// lines is how many lines a passage is given.
func (s resultShape) lines(passage int, room float32) int {
	if float32(s.units[passage]) <= room {
		return 1
	}
	return resultLimit
}

func (s resultShape) passage(i int, room float32) float32 {
	return float32(s.lines(i, room))*lineHeight + 2*resultSpace
}

func (s resultShape) height(room float32) float32 {
	h := s.head() + resultEnd
	for i := range s.units {
		h += s.passage(i, room)
	}
	return h
}

// room is how wide the words may be.
func (l *ResultList) room() float32 {
	return max(40, min(resultMeasure, l.Size().Width-resultLeft-resultRight))
}

// measure brings the heights up to date: it measures the groups that came
// since, and adds up anew only when the width is another.
func (l *ResultList) measure() {
	n, room := l.length(), l.room()
	if n < len(l.shapes) {
		l.shapes = l.shapes[:n]
		l.tops = l.tops[:min(len(l.tops), n+1)]
	}
	anchor, within := -1, float32(0)
	if l.width != room {
		if anchor = l.groupAt(l.view.offset); anchor >= 0 && l.view.offset > 0 {
			within = (l.view.offset - l.tops[anchor]) / (l.tops[anchor+1] - l.tops[anchor])
		} else {
			anchor = -1
		}
		l.width, l.tops = room, l.tops[:1]
		clear(l.memory)
	}
	for i := len(l.shapes); i < n; i++ {
		l.shapes = append(l.shapes, l.shapeOf(l.Group(i)))
	}
	for i := len(l.tops) - 1; i < n; i++ {
		l.tops = append(l.tops, l.tops[i]+l.shapes[i].height(room))
	}
	l.view.fit(l.Size().Height, l.tops[n])
	if anchor >= 0 {
		l.view.scrollTo(l.tops[anchor] + within*(l.tops[anchor+1]-l.tops[anchor]))
	}
}

// check looks at a group that is to be drawn: where it is no longer what was
// measured, what follows it moves.
func (l *ResultList) check(i int, g ResultGroup) {
	if s := l.shapeOf(g); !s.equal(l.shapes[i]) {
		l.shapes[i] = s
		l.tops = l.tops[:i+1]
		l.measure()
	}
}

// groupAt returns the group at a height of the content, -1 for none.
func (l *ResultList) groupAt(y float32) int {
	n := len(l.tops) - 1
	i := firstBelow(n, func(i int) float32 { return l.tops[i+1] }, y)
	if i >= n || y < 0 {
		return -1
	}
	return i
}

// walk goes down a group, its head first, and says where each part stands in
// the content, until visit returns false.
func (l *ResultList) walk(group int, visit func(at resultSpot, top, bottom float32) bool) {
	s, room := l.shapes[group], l.room()
	top := l.tops[group]
	bottom := top + s.head()
	for i := -1; visit(resultSpot{group, i}, top, bottom) && i+1 < len(s.units); i++ {
		top, bottom = bottom, bottom+s.passage(i+1, room)
	}
}

// span is where a passage, or the head of a group, stands in the content.
func (l *ResultList) span(at resultSpot) (top, bottom float32) {
	l.walk(at.group, func(part resultSpot, from, to float32) bool {
		top, bottom = from, to
		return part != at
	})
	return top, bottom
}

// there reports whether a spot is in the list.
func (l *ResultList) there(at resultSpot) bool {
	return at.group >= 0 && at.group < len(l.shapes) && at.passage >= -1 && at.passage < len(l.shapes[at.group].units)
}

// reveal brings the chosen passage into view, the first one of a group with
// its head.
func (l *ResultList) reveal() {
	l.toShow = false
	if !l.there(l.chosen) {
		return
	}
	top, bottom := l.span(l.chosen)
	if l.chosen.passage == 0 {
		top = l.tops[l.chosen.group]
	}
	l.view.reveal(top, bottom)
}

// Places lists what is in view: "group.0" the head of the first group,
// "passage.0.1" its second passage.
func (l *ResultList) Places() []Place {
	var all []Place
	for i := max(0, l.groupAt(l.view.offset)); i < len(l.tops)-1 && l.tops[i] < l.view.offset+l.view.height; i++ {
		l.walk(i, func(at resultSpot, top, bottom float32) bool {
			name := "group." + strconv.Itoa(i)
			if at.passage >= 0 {
				name = "passage." + strconv.Itoa(i) + "." + strconv.Itoa(at.passage)
			}
			all = append(all, spot(name, 0, top-l.view.offset, l.Size().Width, bottom-top))
			return true
		})
	}
	return all
}
