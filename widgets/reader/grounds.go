package reader

import (
	"image/color"
	"math"
	"sort"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// How far a ground reaches beyond the words: on either side, and above and below
// where the gap between blocks leaves room.
const (
	groundRoom = 6
	groundRise = 3
)

// tint is a ground in device pixels.
type tint struct {
	top, bottom int
	colour      color.NRGBA
	edge        color.NRGBA
	active      bool
	start, end  int // bytes
}

// extent returns between which heights of the document a passage stands, with a
// little of the gaps before and after its lines. An empty one within a block has
// the height of its line, at the start or the end of a block none: it stands
// midway to the lines before or after.
func extent(l *textlayout.Layout, start, end int) (top, bottom float64, ok bool) {
	first := l.LineOf(start)
	if first < 0 {
		return 0, 0, false
	}
	last := first
	if start < end {
		last = max(first, l.LineOf(end-1))
	} else if block := l.P.Document().Blocks[l.Lines[first].Block]; start <= block.Start {
		y := l.Lines[first].Y - gapBefore(l, first)/2
		return y, y, true
	} else if start >= block.End {
		y := lineEnd(l, first) + gapBefore(l, first+1)/2
		return y, y, true
	}
	top = l.Lines[first].Y - min(groundRise, math.Floor(gapBefore(l, first)/2))
	return top, lineEnd(l, last) + min(groundRise, math.Floor(gapBefore(l, last+1)/2)), true
}

// gapBefore is the room between a line and the one before it; at either end of
// the text there is the page's own.
func gapBefore(l *textlayout.Layout, line int) float64 {
	if line <= 0 || line >= len(l.Lines) {
		return 2 * groundRise
	}
	return max(0, l.Lines[line].Y-lineEnd(l, line-1))
}

func lineEnd(l *textlayout.Layout, line int) float64 {
	return l.Lines[line].Y + float64(l.LineHeight(int(l.Lines[line].Block)))
}

// listGrounds lists the grounds that reach into the rows.
func (p *rasterPainter) listGrounds() {
	s, l := p.s, p.s.layout
	p.tinted = p.tinted[:0]
	if len(s.grounds) == 0 {
		return
	}
	above := l.FirstLineFrom(float64(p.from+s.topPx)/float64(s.scale) - groundRise - 1)
	if above >= len(l.Lines) {
		above = len(l.Lines) - 1
	}
	from := int(l.Lines[above].Start)
	for i := sort.Search(len(s.grounds), func(i int) bool { return s.grounds[i].End >= from }); i < len(s.grounds); i++ {
		g := &s.grounds[i]
		top, bottom, ok := extent(l, g.Start, g.End)
		if !ok || p.y(top) >= p.to {
			break
		}
		if g.Start >= g.End || p.y(bottom) <= p.from {
			continue
		}
		c := s.palette.Passage(g.Kind)
		t := tint{top: p.y(top), bottom: p.y(bottom), colour: c.Ground, edge: c.Edge, active: g.Active, start: g.Start, end: g.End}
		if g.Active {
			t.colour = c.Active
		}
		p.tinted = append(p.tinted, t)
	}
}

// passages fills the grounds on the page. The active one has a thin edge, open
// where it runs on.
func (p *rasterPainter) passages() {
	left, right := p.x(-groundRoom), p.x(p.s.layout.Width+groundRoom)
	side := p.s.side
	switch side {
	case LeftSide:
		left = 0
	case RightSide:
		right = p.dst.Rect.Dx()
	}
	thin := p.px(look.Hairline)
	for _, t := range p.tinted {
		p.fill(left, t.top, right, t.bottom, t.colour)
		if !t.active {
			continue
		}
		p.rims(&t, left, right)
		if side != LeftSide {
			p.fill(left, t.top, left+thin, t.bottom, t.edge)
		}
		if side != RightSide {
			p.fill(right-thin, t.top, right, t.bottom, t.edge)
		}
	}
}

// rims draws the edges above and below a ground.
func (p *rasterPainter) rims(t *tint, left, right int) {
	thin := p.px(look.Hairline)
	p.fill(left, t.top, right, t.top+thin, t.edge)
	p.fill(left, t.bottom-thin, right, t.bottom, t.edge)
}

// passagesIn fills what of the grounds lies in a panel, up to its round corners.
func (p *rasterPainter) passagesIn(left, top, right, bottom int, radius float32) {
	from, to := p.from, p.to
	for _, t := range p.tinted {
		if p.from, p.to = max(from, top, t.top), min(to, bottom, t.bottom); p.from < p.to {
			p.roundRect(left, top, right, bottom, radius, t.colour)
			if t.active {
				p.rims(&t, left, right)
			}
		}
	}
	p.from, p.to = from, to
}

// point draws a ground behind the words pointed at, or a frame around them
// where they stand on one already.
func (p *rasterPainter) point(pl *paintLine) {
	s := p.s
	start, end := s.pointed[0], min(s.pointed[1], pl.ink)
	if start >= end {
		return
	}
	for _, t := range p.tinted {
		if t.start < end && t.end > start && t.top < pl.bottom && t.bottom > pl.top {
			p.frameSpan(pl, start, end, s.palette.Accent)
			return
		}
	}
	p.fillSpan(pl, start, end, pl.top, pl.bottom, s.palette.AccentGround)
}

// frameSpan draws a thin line around words, open where they run on to another
// line.
func (p *rasterPainter) frameSpan(pl *paintLine, start, end int, c color.NRGBA) {
	ln := &p.s.layout.Lines[pl.index]
	thin := p.px(1)
	p.spans = p.s.layout.Spans(pl.index, start, end, p.runs[pl.first:pl.last], p.spans[:0])
	for i, span := range p.spans {
		left, right := p.x(span[0])-thin, p.x(span[1])+thin
		p.fill(left, pl.fillTop, right, pl.fillTop+thin, c)
		p.fill(left, pl.fillEnd-thin, right, pl.fillEnd, c)
		if start >= int(ln.Start) || i > 0 {
			p.fill(left, pl.fillTop, left+thin, pl.fillEnd, c)
		}
		if p.s.pointed[1] <= pl.ink || i+1 < len(p.spans) {
			p.fill(right-thin, pl.fillTop, right, pl.fillEnd, c)
		}
	}
}
