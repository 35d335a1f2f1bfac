package textlayout

import (
	"slices"
	"sort"
)

// Run is a word, or the part of one, in its place on a line.
type Run struct {
	Word  *Word
	Style RunStyle
	Size  float32 // text size of the word
	X     float32 // left edge of the ink, from the left of the column
	Width float32 // of the ink
	Space float32 // white space that belongs to the run

	// Start, End and Next are where the ink begins and ends and where the next
	// run begins, as bytes of the text, or of a derived block's own words.
	Start, End, Next int

	from, to uint16  // bytes of the word that belong to the run
	shift    float32 // em of the word left of the run
	rtl      bool
	spaceX   float32 // left edge of the white space
	spaceRTL bool
}

// Each calls f with every glyph of the run and its place: pixels from the left
// of the column, and upwards from the baseline.
func (r *Run) Each(f func(g *Glyph, x, up float32)) {
	if r.Word == nil {
		return
	}
	for i := range r.Word.Glyphs {
		g := &r.Word.Glyphs[i]
		if g.Off >= r.from && g.Off < r.to {
			f(g, r.X+(g.X-r.shift)*r.Size, g.Y*r.Size)
		}
	}
}

// Offset returns the byte where the cluster of one of the run's glyphs starts.
func (r *Run) Offset(g *Glyph) int { return r.Start + int(g.Off) - int(r.from) }

// x is where a caret at byte offset stands, from the left of the column.
func (r *Run) x(offset int) float32 {
	if r.Next > r.End && (offset > r.End || offset == r.End && r.Word == nil) {
		return r.white(offset)
	}
	if r.Word == nil {
		return r.X
	}
	s := r.Word.at(int(r.from) + offset - r.Start)
	return r.X + (s.x-r.shift)*r.Size
}

// white is where a caret in the white space after the ink stands.
func (r *Run) white(offset int) float32 {
	part := float32(min(offset, r.Next)-r.End) / float32(r.Next-r.End)
	if r.spaceRTL {
		part = 1 - part
	}
	return r.spaceX + part*r.Space
}

// extent is the run with its white space, which a run turned round within a
// line can have on either side.
func (r *Run) extent() (left, right float32) {
	left, right = r.X, r.X+r.Width
	if r.Space > 0 && r.spaceX <= r.X && abs(r.spaceX+r.Space-r.X) < 0.01 {
		left = r.spaceX
	} else if r.Space > 0 && abs(r.spaceX-right) < 0.01 {
		right = r.spaceX + r.Space
	}
	return left, right
}

// at returns the last stop at or before a byte of the word.
func (w *Word) at(off int) stop {
	i := searchInts(len(w.stops), func(i int) bool { return int(w.stops[i].off) > off })
	return w.stops[max(i-1, 0)]
}

// nearest returns the offset of the caret place nearest to x.
func (r *Run) nearest(x float32) int {
	best, at := r.Start, abs(r.x(r.Start)-x)
	try := func(offset int) {
		if d := abs(r.x(offset) - x); d < at {
			best, at = offset, d
		}
	}
	if r.Word != nil {
		for _, s := range r.Word.stops {
			if s.off > r.from && s.off <= r.to {
				try(r.Start + int(s.off-r.from))
			}
		}
	}
	for offset := r.End + 1; offset <= r.Next; offset++ {
		try(offset)
	}
	return best
}

func abs(x float32) float32 {
	if x < 0 {
		return -x
	}
	return x
}

// Runs appends the runs of a line to buf, in the order of the text, and returns
// it.
func (l *Layout) Runs(line int, buf []Run) []Run {
	ln := &l.Lines[line]
	p := &l.P.pieces
	block := int(ln.Block)
	info := &l.P.blocks[block]
	size := l.BlockSize(block)
	blockEnd := l.P.doc.Blocks[block].End
	if l.P.doc.Blocks[block].derived() {
		blockEnd = len(derivedText(l.P.doc.Blocks[block]))
	}
	x := l.Indent(block)
	end := ln.last
	if ln.cut > 0 {
		end++
	}
	base := len(buf)
	for i := ln.first; i < end; i++ {
		style := l.P.styles[p.style[i]]
		r := Run{Word: p.word[i], Style: style, Size: size * style.scale, X: x, to: p.ink[i]}
		if i == ln.first {
			r.from = ln.skip
		}
		cut := i == ln.last
		if cut {
			r.to = ln.cut
		}
		r.Start = int(p.start[i]) + int(r.from)
		r.End = int(p.start[i]) + int(r.to)
		r.Next = r.End
		r.Width = p.width[i] * size
		if r.Word != nil {
			r.rtl = r.Word.rtl
			if r.from > 0 || cut {
				a, b := r.Word.at(int(r.from)), r.Word.at(int(r.to))
				r.shift = min(a.x, b.x)
				r.Width = (b.adv - a.adv) * r.Size
			}
		}
		if !cut {
			r.Space = p.space[i] * size
			if i+1 < info.last {
				r.Next = int(p.start[i+1])
			} else {
				r.Next = blockEnd
			}
		}
		r.spaceX = x + r.Width
		x += r.Width + r.Space
		buf = append(buf, r)
	}
	if info.mixed {
		reorder(buf[base:], info.base, l.Indent(block), l.avail(block))
	}
	return buf
}

// reorder places the runs of a line in visual order, after rule L2 of UAX #9
// applied to whole words and the spaces between them: stretches that run
// against the block are turned round. A right-to-left block stands at the right.
// Signs keep the direction of the word they touch, which is simpler than the
// rules for neutrals.
func reorder(runs []Run, base bool, left, avail float32) {
	if len(runs) == 0 {
		return
	}
	type element struct {
		run   int
		space bool
		rtl   bool
	}
	order := make([]element, 0, 2*len(runs))
	total := float32(0)
	for i := range runs {
		rtl := base // of the space after the word
		if i+1 < len(runs) && runs[i].rtl == runs[i+1].rtl {
			rtl = runs[i].rtl
		}
		order = append(order, element{i, false, runs[i].rtl}, element{i, true, rtl})
		total += runs[i].Width + runs[i].Space
	}
	for i := 0; i < len(order); i++ {
		j := i
		for j < len(order) && order[j].rtl != base {
			j++
		}
		slices.Reverse(order[i:j])
		i = max(i, j-1)
	}
	x := left
	if base {
		slices.Reverse(order)
		x = left + avail - total // the space after the last word hangs outside
	}
	for _, e := range order {
		r := &runs[e.run]
		if e.space {
			r.spaceX, r.spaceRTL = x, e.rtl
			x += r.Space
		} else {
			r.X = x
			x += r.Width
		}
	}
}

// LineAt returns the line at a height, or the nearest one; -1 when there are
// none.
func (l *Layout) LineAt(y float64) int {
	if len(l.Lines) == 0 {
		return -1
	}
	i := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Y > y }) - 1
	if i < 0 {
		return 0
	}
	bottom := l.Lines[i].Y + float64(l.LineHeight(int(l.Lines[i].Block)))
	if y > bottom && i+1 < len(l.Lines) && l.Lines[i+1].Y-y < y-bottom {
		return i + 1
	}
	return i
}

// FirstLineFrom returns the first line whose bottom lies below y.
func (l *Layout) FirstLineFrom(y float64) int {
	i := sort.Search(len(l.Lines), func(i int) bool { return l.Lines[i].Y > y })
	if i > 0 && l.Lines[i-1].Y+float64(l.LineHeight(int(l.Lines[i-1].Block))) > y {
		return i - 1
	}
	return i
}

// derived reports whether a line holds words that are not in the text.
func (l *Layout) derived(line int) bool {
	return l.P.doc.Blocks[l.Lines[line].Block].derived()
}

// textLine returns the line itself or the nearest one that holds text, looking
// first in the direction dir; -1 when none does.
func (l *Layout) textLine(line, dir int) int {
	for _, d := range [2]int{dir, -dir} {
		for i := line; i >= 0 && i < len(l.Lines); i += d {
			if !l.derived(i) {
				return i
			}
		}
	}
	return -1
}

// LineOf returns the line that holds the byte offset. An offset between blocks
// belongs to the block after it, one beyond all text to the last line. It is -1
// for a document without text.
func (l *Layout) LineOf(offset int) int {
	// Derived lines cover nothing and stand at their block's place, so ends are
	// in order.
	i := sort.Search(len(l.Lines), func(i int) bool { return int(l.Lines[i].End) > offset })
	for i < len(l.Lines) && l.derived(i) {
		i++
	}
	if i > 0 && (i == len(l.Lines) || int(l.Lines[i].Start) > offset) {
		// At the very end of a block the caret stays with what was read.
		if prev := l.textLine(i-1, -1); prev >= 0 && prev < i && int(l.Lines[prev].End) == offset {
			return prev
		}
	}
	if i == len(l.Lines) {
		return l.textLine(i-1, -1)
	}
	return i
}

// Caret is the place of a caret: a stroke from (X, Top), Height high.
type Caret struct {
	Line   int
	X      float32
	Top    float64
	Height float32
}

// Caret returns where a caret at the byte offset stands; Line is -1 when there
// is no text to stand in.
func (l *Layout) Caret(offset int) Caret {
	line := l.LineOf(offset)
	if line < 0 {
		return Caret{Line: -1}
	}
	ln := &l.Lines[line]
	c := Caret{Line: line, Top: ln.Y, Height: l.LineHeight(int(ln.Block)), X: l.Indent(int(ln.Block))}
	offset = max(int(ln.Start), min(offset, int(ln.End)))
	for _, r := range l.Runs(line, nil) {
		if offset >= r.Start {
			c.X = r.x(offset)
		}
		if offset < r.Next {
			break
		}
	}
	return c
}

// Hit returns the byte offset of the caret place nearest to a point, always on
// a grapheme boundary. It reports false where there is no text.
func (l *Layout) Hit(x float32, y float64) (int, bool) {
	line := l.LineAt(y)
	if line >= 0 {
		line = l.textLine(line, 1)
	}
	if line < 0 {
		return 0, false
	}
	return l.HitLine(line, x), true
}

// HitLine is Hit on a given line of text.
func (l *Layout) HitLine(line int, x float32) int {
	ln := &l.Lines[line]
	runs := l.Runs(line, nil)
	best, found := int(ln.Start), false
	var at float32
	var in *Run
	for i := range runs {
		r := &runs[i]
		left, right := r.extent()
		d := max(left-x, x-right, 0)
		if !found || d < at || d == at && in.Next == in.Start {
			found, at, in = true, d, r
		}
	}
	if in != nil {
		best = in.nearest(x)
	}
	if best >= int(ln.End) && line+1 < len(l.Lines) && l.Lines[line+1].Block == ln.Block && in != nil {
		// The end of a wrapped line is the start of the next: stay on this one.
		if in.Next > in.End {
			return in.End
		}
		return l.P.PrevGrapheme(best)
	}
	return best
}

// RunAt returns the run under a point, derived blocks included, with its line.
// It reports false beside the words.
func (l *Layout) RunAt(x float32, y float64) (Run, int, bool) {
	line := l.LineAt(y)
	if line < 0 {
		return Run{}, -1, false
	}
	ln := &l.Lines[line]
	if y < ln.Y || y >= ln.Y+float64(l.LineHeight(int(ln.Block))) {
		return Run{}, line, false
	}
	for _, r := range l.Runs(line, nil) {
		left, right := r.extent()
		if x >= left && x < right {
			return r, line, true
		}
	}
	return Run{}, line, false
}

// OffsetAt returns the byte under a point inside a run.
func (r *Run) OffsetAt(x float32) int {
	o := r.nearest(x)
	// nearest is a caret place; the character under the point lies before it
	// where the point has not reached it.
	at := r.x(o)
	if o > r.Start && (!r.rtl && x < at || r.rtl && x > at) {
		prev := r.Start
		if r.Word != nil && o <= r.End {
			prev = r.Start + int(r.Word.at(int(r.from)+o-r.Start-1).off) - int(r.from)
		} else if o > r.End {
			prev = o - 1
		}
		return prev
	}
	return o
}

// Spans appends the horizontal stretches of a line that the bytes [start, end)
// cover, as pairs of left and right from the left of the column. buf is scratch
// for runs that were already asked for, or nil.
func (l *Layout) Spans(line, start, end int, runs []Run, out [][2]float32) [][2]float32 {
	ln := &l.Lines[line]
	if l.derived(line) || end <= int(ln.Start) || start >= int(ln.End) {
		return out
	}
	first := len(out)
	add := func(a, b float32) {
		if a > b {
			a, b = b, a
		}
		if n := len(out); n > first {
			last := &out[n-1]
			if a <= last[1]+0.01 && b >= last[0]-0.01 {
				last[0], last[1] = min(last[0], a), max(last[1], b)
				return
			}
		}
		out = append(out, [2]float32{a, b})
	}
	for i := range runs {
		r := &runs[i]
		s, e := max(start, r.Start), min(end, r.Next)
		if s >= e {
			continue
		}
		if s < r.End {
			add(r.x(s), r.x(min(e, r.End)))
		}
		if e > r.End { // white space can stand apart from its word
			add(r.white(max(s, r.End)), r.white(e))
		}
	}
	return out
}

// Marker returns the marker to draw on a line, with its text size and left
// edge from the left of the column; nil on most lines.
func (l *Layout) Marker(line int) (w *Word, size, x float32) {
	ln := &l.Lines[line]
	block := int(ln.Block)
	m := l.P.blocks[block].marker
	if m == nil || l.firstLine[block] != int32(line) {
		return nil, 0, 0
	}
	size = l.BlockSize(block)
	return m, size, l.Indent(block) - l.hang(block)
}

// Role returns the role of a line's block.
func (l *Layout) Role(line int) Role { return l.P.doc.Blocks[l.Lines[line].Block].Role }

// Width returns the width of a word in em.
func (w *Word) Width() float32 { return w.width }
