package reader

import (
	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// lensLines draws the lines of a line's findings, where neither the selection
// nor a match lies over them.
func (p *rasterPainter) lensLines(pl *paintLine) {
	start := int(p.s.layout.Lines[pl.index].Start)
	for _, f := range p.lenses[pl.lenses[0]:pl.lenses[1]] {
		if !f.Tone.lined() {
			continue
		}
		from, to := max(f.Start, start), min(f.End, pl.ink)
		y := p.lensY(pl, f, from, to)
		for from < to {
			// The part up to what lies over it, then on behind that.
			a, b := p.nextOver(from, to)
			p.spans = p.s.layout.Spans(pl.index, from, a, p.runs[pl.first:pl.last], p.spans[:0])
			for _, span := range p.spans {
				p.lensLine(p.x(span[0]), p.x(span[1]), y, f.Tone)
			}
			from = b
		}
	}
}

// nextOver returns where the first of the selection and the matches begins and
// ends within the bytes [from, to), or to twice.
func (p *rasterPainter) nextOver(from, to int) (start, end int) {
	s := p.s
	start, end = to, to
	if s.selStart < to && s.selEnd > from && s.selStart < s.selEnd {
		start, end = max(s.selStart, from), s.selEnd
	}
	if i := firstFind(s.finds, from); i < len(s.finds) && s.finds[i][0] < start {
		start, end = max(s.finds[i][0], from), s.finds[i][1]
	}
	return start, end
}

// lensY is where the line of a finding stands, given the part of it that is on
// the line: close under the letters, or below the lines of the marks there.
func (p *rasterPainter) lensY(pl *paintLine, f *lens, from, to int) int {
	level := f.level
	for i := pl.first; i < pl.last && level == 0; i++ {
		if r := &p.runs[i]; r.Style.Link && r.Start < to && r.Next > from {
			level = 1 // the place of a link's own line
		}
	}
	if level == 0 {
		return pl.lensTop
	}
	below := 0
	p.touching = p.s.marks.touching(from, to, p.touching[:0])
	for _, m := range p.touching {
		below = max(below, m.level+1)
	}
	return pl.fillEnd + (below+level-1)*p.px(levelStep)
}

// lensLine draws the line of a tone; y is the top of a thin one.
func (p *rasterPainter) lensLine(left, right, y int, tone Tone) {
	thin, two := p.px(1), p.px(2)
	quiet := p.s.palette.Quiet
	switch tone {
	case ToneActor:
		p.fill(left, y, right, y+thin, quiet)
	case ToneUnsettled:
		p.steps(left, right, y, p.px(4), p.px(3), thin, quiet)
	case ToneDate:
		p.steps(left, right, y, thin, two, thin, quiet)
	case ToneLikelihood:
		p.steps(left, right, y+thin-two, two, two, two, p.s.palette.Warm)
	case ToneHedge:
		p.steps(left, right, y, two, two, thin, quiet)
	case ToneCheck:
		p.drawWave(left, right, y, p.s.palette.Warning)
	default:
		p.changeLine(left, right, y, tone.change())
	}
}

// changeLine draws the line of a tone of a comparison.
func (p *rasterPainter) changeLine(left, right, y int, change string) {
	two, c := p.px(2), p.s.palette.Passage(change).Edge
	switch change {
	case look.Inserted:
		p.fill(left, y, right, y+p.px(1), c)
	case look.Deleted:
		p.underline(left, right, y, "double", c)
	case look.Changed:
		dash := p.px(7)
		p.stepsAt(0, left, right, y, dash, 3*two, two, c)
		p.stepsAt(dash+two, left, right, y, two, dash+2*two, two, c)
	case look.Moved:
		p.underline(left, right, y, "dashed", c)
	case look.Differs:
		p.underline(left, right, y, "dotted", c)
	}
}

// changeFills draws the grounds of a line's words that a comparison has found.
func (p *rasterPainter) changeFills(pl *paintLine) {
	for _, f := range p.lenses[pl.lenses[0]:pl.lenses[1]] {
		if label := look.ChangeLabel(f.Tone.change()); label != "" {
			p.fillSpan(pl, f.Start, min(f.End, pl.ink), pl.fillTop, pl.fillEnd, p.s.palette.Label(label).Fill)
		}
	}
}

// listLettered lists the findings that change the letters of a line.
func (p *rasterPainter) listLettered(pl *paintLine) {
	p.lettered = p.lettered[:0]
	for _, f := range p.lenses[pl.lenses[0]:pl.lenses[1]] {
		if f.Tone == ToneCitation || f.Tone.slanted() {
			p.lettered = append(p.lettered, f)
		}
	}
}

// isLettered reports whether some of a run's letters are quiet or slanted.
func (p *rasterPainter) isLettered(r *textlayout.Run) bool {
	for _, f := range p.lettered {
		if f.Start < r.End && f.End > r.Start {
			return true
		}
	}
	return false
}

// letterAt returns how the letter at a byte is drawn.
func (p *rasterPainter) letterAt(offset int) (quiet, slanted bool) {
	for _, f := range p.lettered {
		if f.Start <= offset && f.End > offset {
			quiet = quiet || f.Tone == ToneCitation
			slanted = slanted || f.Tone.slanted()
		}
	}
	return quiet, slanted
}

// strong reports whether any of the bytes [start, end) stands on a ground that
// only the colour of text is readable on: the selection, the current match, the
// active mark.
func (p *rasterPainter) strong(pl *paintLine, start, end int) bool {
	s := p.s
	if s.selStart < s.selEnd && start < s.selEnd && end > s.selStart {
		return true
	}
	if s.current >= 0 && s.current < len(s.finds) && start < s.finds[s.current][1] && end > s.finds[s.current][0] {
		return true
	}
	return pl.active[0] < end && pl.active[1] > start
}
