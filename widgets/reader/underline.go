package reader

import (
	"image/color"
	"math"
)

// levelStep is how far below each other the underlines of a line stand.
const levelStep = 4

// underlines draws those of a line's marks, stacked by level.
func (p *rasterPainter) underlines(pl *paintLine) {
	s := p.s
	ln := &s.layout.Lines[pl.index]
	if ln.Start == ln.End {
		return
	}
	p.touching = s.marks.touching(int(ln.Start), pl.ink, p.touching[:0])
	for _, m := range p.touching {
		c := s.palette.Label(m.Colour).Edge
		y := pl.fillEnd + m.level*p.px(levelStep)
		p.spans = s.layout.Spans(pl.index, m.Start, min(m.End, pl.ink), p.runs[pl.first:pl.last], p.spans[:0])
		for _, span := range p.spans {
			p.underline(p.x(span[0]), p.x(span[1]), y, m.Underline, c)
			if m.ID == s.active && m.ID != 0 && m.Underline != "double" {
				// The active one is a stroke heavier.
				p.underline(p.x(span[0]), p.x(span[1]), y+p.px(1), m.Underline, c)
			}
		}
	}
}

func (p *rasterPainter) underline(left, right, y int, kind string, c color.NRGBA) {
	thin, two := p.px(1), p.px(2)
	switch kind {
	case "double":
		p.fill(left, y, right, y+thin, c)
		p.fill(left, y+2*thin, right, y+3*thin, c)
	case "dashed":
		p.steps(left, right, y, p.px(6), p.px(4), two, c)
	case "dotted":
		p.steps(left, right, y, two, two, two, c)
	case "thick":
		p.fill(left, y, right, y+p.px(3), c)
	default:
		p.fill(left, y, right, y+two, c)
	}
}

// steps draws a broken line. It is counted from the left of the page, so that
// lines match.
func (p *rasterPainter) steps(left, right, y, on, off, thick int, c color.NRGBA) {
	p.stepsAt(0, left, right, y, on, off, thick, c)
}

// stepsAt is steps counted from a column of the page between 0 and on+off.
func (p *rasterPainter) stepsAt(first, left, right, y, on, off, thick int, c color.NRGBA) {
	for x := left - (left+on+off-first)%(on+off); x < right; x += on + off {
		p.fill(max(x, left), y, min(x+on, right), y+thick, c)
	}
}

// wave is one period of a wavy line as coverage of pixels, row by row.
type wave struct {
	scale        float32
	period, rows int
	cover        []uint8
}

// The wave of a check, at a scale of one.
const (
	wavePeriod = 6
	waveSwing  = 1 // from the middle
	waveThick  = 1.1
)

func makeWave(scale float32) wave {
	w := wave{scale: scale, period: max(4, round(wavePeriod*scale)), rows: int(math.Ceil(float64((2*waveSwing + waveThick + 0.5) * scale)))}
	w.cover = make([]uint8, w.period*w.rows)
	swing, half := float64(waveSwing*scale), float64(waveThick*scale)/2
	turn := 2 * math.Pi / float64(w.period)
	for x := range w.period {
		at := (float64(x) + 0.5) * turn
		middle := swing*(1-math.Cos(at)) + half
		slope := swing * turn * math.Sin(at)
		for y := range w.rows {
			away := math.Abs(float64(y)+0.5-middle) / math.Hypot(1, slope)
			w.cover[y*w.period+x] = uint8(255 * max(0, min(1, half-away+0.5)))
		}
	}
	return w
}

func (p *rasterPainter) drawWave(left, right, y int, c color.NRGBA) {
	if p.wave.scale != p.s.scale {
		p.wave = makeWave(p.s.scale)
	}
	w := &p.wave
	for row := range w.rows {
		cover := w.cover[row*w.period : (row+1)*w.period]
		for x := max(left, 0); x < right; x++ {
			p.mix(x, y+row, uint32(cover[x%w.period]), c)
		}
	}
}
