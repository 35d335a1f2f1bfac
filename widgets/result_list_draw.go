package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"sidelight/widgets/look"
)

// CreateRenderer implements fyne.Widget.
func (l *ResultList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, refresh: func() {}, layout: l.layout,
		objects: func() []fyne.CanvasObject { return l.drawn },
		min:     func() fyne.Size { return fyne.NewSize(160, 120) }}
}

func (l *ResultList) layout(s fyne.Size) {
	p := look.Current()
	l.ground.FillColor, l.mark.FillColor, l.hover.FillColor = p.Surface, p.AccentGround, p.Hover
	l.bar.FillColor, l.ring.StrokeColor = p.Accent, p.Accent
	place(l.ground, 0, 0, s.Width, s.Height)
	l.drawn = append(l.drawn[:0], l.ground)
	l.texts.reset()
	l.marks.reset()
	show(l.ring, false)
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	l.measure()
	if l.toShow {
		l.reveal()
	}
	slot := 0
	for i := max(0, l.groupAt(l.view.offset)); i < len(l.shapes) && l.tops[i]-l.view.offset < s.Height; i++ {
		group := l.Group(i)
		l.check(i, group)
		if slot == len(l.backs) {
			l.backs = append(l.backs, &resultBack{line: newBox(0), dot: newBox(resultDot / 2)})
		}
		l.drawGroup(l.backs[slot], i, group, s, p)
		slot++
	}
	l.view.place(s.Width)
	l.drawn = append(l.drawn, l.ring, l.view.bar)
	l.askMore()
}

// askMore asks for more results when less than another page is left.
func (l *ResultList) askMore() {
	n := len(l.shapes)
	if n == 0 || n == l.asked || l.OnMore == nil || l.tops[n]-l.view.offset > 2*l.view.height {
		return
	}
	l.asked = n
	l.OnMore()
}

func (l *ResultList) drawGroup(b *resultBack, i int, g ResultGroup, s fyne.Size, p look.Palette) {
	l.walk(i, func(at resultSpot, top, bottom float32) bool {
		y := top - l.view.offset
		if y >= s.Height {
			return false
		}
		if bottom > l.view.offset {
			l.drawBack(at, y, s.Width, bottom-top, p)
			if at.passage < 0 {
				l.drawHead(b, at, g, y, p)
			} else {
				l.drawPassage(at, g.Passages[at.passage], y+resultSpace, p)
			}
		}
		return true
	})
	b.line.FillColor = p.Lines
	place(b.line, 0, l.tops[i+1]-l.view.offset-look.Hairline, s.Width, look.Hairline)
	l.drawn = append(l.drawn, b.line)
}

func (l *ResultList) drawHead(b *resultBack, at resultSpot, g ResultGroup, y float32, p look.Palette) {
	room := l.room()
	y += resultPad
	if g.New {
		b.dot.FillColor = p.Accent
		place(b.dot, look.Space12-1, y+(lineHeight-resultDot)/2, resultDot, resultDot)
		l.drawn = append(l.drawn, b.dot)
	}
	words := oneLine(g.Count)
	count := small.width(words)
	if words != "" {
		l.drawn = l.texts.line(l.drawn, small, words, resultLeft+room-count, y, count, lineHeight, p.Quiet)
		count += look.Space16
	}
	if w := handlingWidth(g.Handling); w > 0 {
		l.drawn = l.marks.draw(l.drawn, g.Handling, resultLeft+room-count-w, y, lineHeight)
		count += w + look.Space16
	}
	title := l.set(at, ResultPassage{Text: g.Title, Marks: g.Marks}, titleLetters, room-count, 0, 1)
	l.drawn = l.texts.draw(l.drawn, titleLetters, title, resultLeft, y, lineHeight, p.Text, p.Accent)
	if g.Detail != "" {
		l.drawn = l.texts.line(l.drawn, small, small.elide(oneLine(g.Detail), room), resultLeft, y+lineHeight, room, lineHeight, p.Quiet)
	}
}

func (l *ResultList) drawPassage(at resultSpot, passage ResultPassage, y float32, p look.Palette) {
	room, x := l.room(), float32(0)
	if passage.Kind != "" {
		kind := small.elide(oneLine(passage.Kind), room/3)
		x = small.width(kind)
		l.drawn = l.texts.line(l.drawn, small, kind, resultLeft, y, x, lineHeight, p.Quiet)
		x += look.Space8
	}
	pieces := l.set(at, passage, wordLetters, room, x, l.shapes[at.group].lines(at.passage, room))
	l.drawn = l.texts.draw(l.drawn, wordLetters, pieces, resultLeft, y, lineHeight, p.Text, p.Accent)
}

// drawBack draws what shows that a passage is chosen, or under the pointer.
func (l *ResultList) drawBack(at resultSpot, y, width, height float32, p look.Palette) {
	if at == l.chosen {
		place(l.mark, 0, y, width, height)
		place(l.bar, 0, y, look.AccentBar, height)
		l.drawn = append(l.drawn, l.mark, l.bar)
		if l.focused && !l.byMouse {
			place(l.ring, 1, y+1, width-2, height-2)
			show(l.ring, true)
		}
	} else if at == l.hovered {
		place(l.hover, 0, y, width, height)
		l.drawn = append(l.drawn, l.hover)
	}
}

// set breaks words into lines, with a memory of what was in view last.
func (l *ResultList) set(at resultSpot, words ResultPassage, letters markedLetters, room, indent float32, limit int) []markedPiece {
	if m, ok := l.memory[at]; ok && m.lines == limit && m.of.Text == words.Text && m.of.Kind == words.Kind && slices.Equal(m.of.Marks, words.Marks) {
		return m.pieces
	}
	if len(l.memory) > 500 {
		clear(l.memory)
	}
	pieces := letters.lines(words.Text, words.Marks, room, indent, limit)
	l.memory[at] = resultLines{words, limit, pieces}
	return pieces
}
