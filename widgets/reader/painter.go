package reader

import (
	"image"
	"image/color"
	"math"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// scene is all that a painter needs to know of what is in view. Lengths are in
// device-independent pixels unless a name says otherwise.
type scene struct {
	layout  *textlayout.Layout // nil: an empty page
	palette look.Palette
	scale   float32 // device pixels to one of ours
	topPx   int     // scrolled by, in device pixels
	width   float32 // of the view
	column  float32 // left edge of the text
	margin  float32 // how far left of the column letters may stand

	marks    *markIndex
	active   int64 // the mark that is drawn stronger, 0: none
	findings *lensIndex
	grounds  []Ground
	side     Side // to which grounds run on
	pointed  [2]int
	finds    [][2]int
	current  int // of finds, -1: none
	selStart int
	selEnd   int
	caret    int  // byte offset, -1: none
	hover    bool // the pointer is on the action of the meta line
}

// painter draws a scene into an image of device pixels, in the rows [from, to)
// only. The one here fills and blits by itself, so that memory stays flat
// however long the text; another could keep rows of canvas objects.
type painter interface {
	paint(dst *image.RGBA, s *scene, from, to int)
	// forget drops what was kept for drawing faster.
	forget()
}

// rasterPainter paints with glyph masks. It belongs to one goroutine.
type rasterPainter struct {
	glyphs *glyphCache
	shaper *textlayout.Shaper

	// Scratch of one paint.
	dst      *image.RGBA
	from, to int
	s        *scene
	lines    []paintLine
	runs     []textlayout.Run
	touching []*placed
	lenses   []*lens
	lettered []*lens // of a line, those that change its letters
	tinted   []tint
	wave     wave
	edges    []int
	spans    [][2]float32
}

// paintLine is a line in view with its runs and places in device pixels.
type paintLine struct {
	index            int
	first, last      int    // of runs
	lenses           [2]int // where those of the line begin and end
	top, bottom      int
	baseline         int
	fillTop, fillEnd int    // ground of marked words
	lensTop          int    // of a line close under the letters
	active           [2]int // bytes of the active mark
	ink              int    // byte where the last word ends: marks do not hang over the edge
}

func (p *rasterPainter) forget() {
	if p.glyphs != nil {
		p.glyphs.clear()
	}
}

func (p *rasterPainter) paint(dst *image.RGBA, s *scene, from, to int) {
	p.dst, p.s, p.from, p.to = dst, s, max(from, 0), min(to, dst.Rect.Dy())
	w := dst.Rect.Dx()
	p.fill(0, p.from, w, p.to, s.palette.Page)
	if s.layout == nil || len(s.layout.Lines) == 0 || p.from >= p.to {
		return
	}
	if shaper := s.layout.P.Shaper(); p.shaper != shaper {
		p.shaper, p.glyphs = shaper, newGlyphCache(shaper)
	}
	p.listGrounds()
	p.passages()
	p.boxes()
	p.collect()
	for i := range p.lines {
		p.grounds(&p.lines[i])
	}
	for i := range p.lines {
		p.lensLines(&p.lines[i])
		p.underlines(&p.lines[i])
	}
	for i := range p.lines {
		p.text(&p.lines[i])
		p.letters(&p.lines[i])
	}
	p.caret()
}

// px is a length in device pixels, at least one.
func (p *rasterPainter) px(v float32) int { return max(1, round(v*p.s.scale)) }

// x is a distance from the column in device pixels from the left.
func (p *rasterPainter) x(v float32) int { return round((p.s.column + v) * p.s.scale) }

// y is a height in the document in device pixels from the top of the view.
func (p *rasterPainter) y(v float64) int {
	return int(math.Round(v*float64(p.s.scale))) - p.s.topPx
}

func round(v float32) int { return int(math.Round(float64(v))) }

// collect lists the lines whose marks or letters can reach into the rows.
func (p *rasterPainter) collect() {
	s, l := p.s, p.s.layout
	p.lines, p.runs, p.lenses = p.lines[:0], p.runs[:0], p.lenses[:0]
	// Underlines of the line above hang into this one, and tall marks rise.
	const reach = 24
	top := float64(p.from+s.topPx)/float64(s.scale) - reach
	bottom := float64(p.to+s.topPx)/float64(s.scale) + reach
	for i := l.FirstLineFrom(top); i < len(l.Lines) && l.Lines[i].Y < bottom; i++ {
		ln := &l.Lines[i]
		block := int(ln.Block)
		pl := paintLine{index: i, first: len(p.runs)}
		p.runs = l.Runs(i, p.runs)
		pl.last = len(p.runs)
		pl.ink = p.runs[pl.last-1].End
		pl.top = p.y(ln.Y)
		pl.bottom = p.y(ln.Y + float64(l.LineHeight(block)))
		pl.baseline = pl.top + round(l.Baseline(block)*s.scale)
		size := l.BlockSize(block) * s.scale
		pl.fillTop = max(pl.top, pl.baseline-round(1.1*size))
		pl.fillEnd = pl.baseline + round(0.32*size) // clear of the descenders
		pl.lensTop = pl.baseline + round(0.2*size)
		pl.lenses[0] = len(p.lenses)
		if ln.Start < ln.End {
			p.lenses = s.findings.touching(int(ln.Start), pl.ink, p.lenses)
		}
		pl.lenses[1] = len(p.lenses)
		p.lines = append(p.lines, pl)
	}
}

// boxes draws the panels and the rules beside quotes.
func (p *rasterPainter) boxes() {
	l := p.s.layout
	left, right := p.x(0), p.x(l.Width)
	for _, b := range l.Boxes {
		top, bottom := p.y(b.Top), p.y(b.Bottom)
		if bottom <= p.from || top >= p.to {
			continue
		}
		r, line := look.RadiusPanel*p.s.scale, p.px(look.Hairline)
		p.roundRect(left, top, right, bottom, r, p.s.palette.Lines)
		p.roundRect(left+line, top+line, right-line, bottom-line, r-float32(line), p.s.palette.Surface)
		p.passagesIn(left+line, top+line, right-line, bottom-line, r-float32(line))
	}
}

// grounds fills what lies behind the words of a line: marks, matches, the
// selection.
func (p *rasterPainter) grounds(pl *paintLine) {
	s := p.s
	ln := &s.layout.Lines[pl.index]
	start, end := int(ln.Start), int(ln.End)
	if s.layout.Role(pl.index) == textlayout.Quote {
		x := p.x(0)
		p.fill(x, pl.top, x+p.px(2), pl.bottom, s.palette.Lines)
	}
	if start == end {
		return
	}
	p.changeFills(pl)
	p.touching = s.marks.touching(start, pl.ink, p.touching[:0])
	if len(p.touching) > 0 {
		p.edges = p.edges[:0]
		for _, m := range p.touching {
			if m.ID == s.active && m.ID != 0 {
				pl.active = [2]int{m.Start, m.End}
			}
			p.edges = append(p.edges, max(m.Start, start), min(m.End, pl.ink))
		}
		sortInts(p.edges)
		for i := 0; i+1 < len(p.edges); i++ {
			a, b := p.edges[i], p.edges[i+1]
			if a == b {
				continue
			}
			if c, level, ok := p.blend(a, b); ok {
				p.fillSpan(pl, a, b, pl.fillTop, pl.fillEnd+level*p.px(levelStep), c)
			}
		}
	}
	p.point(pl)
	p.matches(pl, start, end)
	if s.selStart < s.selEnd && s.selStart < end && s.selEnd > start {
		p.fillSpan(pl, s.selStart, s.selEnd, pl.top, pl.bottom, s.palette.Selection)
	}
}

// blend mixes the fills of the marks in touching that cover [a, b), and returns
// the greatest of their levels.
func (p *rasterPainter) blend(a, b int) (c color.NRGBA, level int, ok bool) {
	var r, g, bl, n int
	for _, m := range p.touching {
		if m.Start > a || m.End < b {
			continue
		}
		c := p.markFill(m)
		r, g, bl, n = r+int(c.R), g+int(c.G), bl+int(c.B), n+1
		level = max(level, m.level)
	}
	if n == 0 {
		return color.NRGBA{}, 0, false
	}
	return color.NRGBA{R: uint8(r / n), G: uint8(g / n), B: uint8(bl / n), A: 255}, level, true
}

// activeShare is how much of its edge colour the active mark's fill takes on:
// as much as leaves the words readable.
const activeShare = 46 // of 255

func (p *rasterPainter) markFill(m *placed) color.NRGBA {
	pair := p.s.palette.Label(m.Colour)
	if m.ID != p.s.active || m.ID == 0 {
		return pair.Fill
	}
	edge := pair.Edge
	edge.A = activeShare
	return look.Over(edge, pair.Fill)
}

// matches draws what was found: a frame around each, heavier and filled around
// the current one.
func (p *rasterPainter) matches(pl *paintLine, start, end int) {
	s := p.s
	for i := firstFind(s.finds, start); i < len(s.finds) && s.finds[i][0] < end; i++ {
		f := s.finds[i]
		half := s.palette.Accent
		half.A = 0x70
		ground, edge, width := s.palette.AccentGround, look.Over(half, s.palette.AccentGround), p.px(1)
		if i == s.current {
			ground, edge, width = s.palette.Selection, s.palette.Accent, p.px(2)
		}
		p.spans = s.layout.Spans(pl.index, f[0], f[1], p.runs[pl.first:pl.last], p.spans[:0])
		for _, span := range p.spans {
			left, right := p.x(span[0])-p.px(1), p.x(span[1])+p.px(1)
			p.fill(left, pl.fillTop, right, pl.fillEnd, edge)
			p.fill(left+width, pl.fillTop+width, right-width, pl.fillEnd-width, ground)
		}
	}
}

func (p *rasterPainter) fillSpan(pl *paintLine, start, end, top, bottom int, c color.NRGBA) {
	p.spans = p.s.layout.Spans(pl.index, start, end, p.runs[pl.first:pl.last], p.spans[:0])
	for _, span := range p.spans {
		p.fill(p.x(span[0]), top, p.x(span[1]), bottom, c)
	}
}

// text draws the words of a line.
func (p *rasterPainter) text(pl *paintLine) {
	s := p.s
	l := s.layout
	derived := l.Lines[pl.index].Start == l.Lines[pl.index].End
	p.listLettered(pl)
	for i := pl.first; i < pl.last; i++ {
		r := &p.runs[i]
		ink := p.ink(r.Style.Ink)
		strong := !derived && p.strong(pl, r.Start, r.Next)
		if strong {
			ink = s.palette.Text // quiet words are too pale there
		}
		cited := ink
		if !strong && r.Style.Ink == textlayout.InkText {
			cited = s.palette.Quiet
		}
		size := r.Size * s.scale
		lettered := !derived && p.isLettered(r)
		r.Each(func(g *textlayout.Glyph, x, up float32) {
			ink, slanted := ink, false
			if lettered {
				var quiet bool
				if quiet, slanted = p.letterAt(r.Offset(g)); quiet {
					ink = cited
				}
			}
			p.glyph(g, size, (s.column+x)*s.scale, float32(pl.baseline)-up*s.scale, slanted, ink)
		})
		if r.Style.Action && s.hover || r.Style.Link {
			y := pl.baseline + p.px(2)
			right := r.X + r.Width
			if i+1 < pl.last && p.runs[i+1].Style == r.Style {
				right += r.Space
			}
			p.fill(p.x(r.X), y, p.x(right), y+p.px(1), ink)
		}
	}
	if m, size, x := l.Marker(pl.index); m != nil {
		p.word(m, size*s.scale, (s.column+x)*s.scale, pl.baseline, s.palette.Text)
	}
}

func (p *rasterPainter) ink(i textlayout.Ink) color.NRGBA {
	switch i {
	case textlayout.InkQuiet:
		return p.s.palette.Quiet
	case textlayout.InkAccent:
		return p.s.palette.Accent
	}
	return p.s.palette.Text
}

// word draws a word at device pixels.
func (p *rasterPainter) word(w *textlayout.Word, size, x float32, baseline int, c color.NRGBA) {
	for i := range w.Glyphs {
		g := &w.Glyphs[i]
		p.glyph(g, size, x+g.X*size, float32(baseline)-g.Y*size, false, c)
	}
}

func (p *rasterPainter) glyph(g *textlayout.Glyph, size, x, baseline float32, slanted bool, c color.NRGBA) {
	drawn, whole := p.glyphs.get(g.Font, g.ID, size, x, slanted)
	p.blit(drawn, whole+drawn.left, round(baseline)+drawn.top, c)
}

// letters draws the squares in the margin for the marks that begin on a line.
func (p *rasterPainter) letters(pl *paintLine) {
	s := p.s
	for _, at := range lettersOn(s, pl.index) {
		m := at.mark
		pair := s.palette.Label(m.Colour)
		fill, ink := pair.Fill, pair.Edge
		if m.ID == s.active && m.ID != 0 {
			fill, ink = pair.Edge, s.palette.Page
		}
		left, right := p.x(at.x), p.x(at.x)+p.px(letterSide)
		top := (pl.top+pl.bottom)/2 - p.px(letterSide)/2
		p.roundRect(left, top, right, top+p.px(letterSide), 3*s.scale, fill)
		word := p.shaper.Label(m.Letter)
		size := letterSize * s.scale
		x := float32(left+right)/2 - word.Width()*size/2
		p.word(word, size, x, top+round(letterBase*s.scale), ink)
		if m.HasNote {
			d := p.px(6)
			p.roundRect(right-d+p.px(2), top-p.px(2), right+p.px(2), top-p.px(2)+d, float32(d)/2, pair.Edge)
		}
	}
}

// caret draws the caret.
func (p *rasterPainter) caret() {
	if p.s.caret < 0 {
		return
	}
	c := p.s.layout.Caret(p.s.caret)
	if c.Line < 0 {
		return
	}
	x, top := p.x(c.X), p.y(c.Top)
	p.fill(x-p.px(1)/2, top+p.px(2), x-p.px(1)/2+p.px(2), top+round(c.Height*p.s.scale)-p.px(2), p.s.palette.Accent)
}
