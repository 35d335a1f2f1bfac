package widgets

import (
	"image"
	"image/color"
	"math"

	"sidelight/widgets/look"
)

// ribbonPainter fills ribbons into an image column by column: every edge is a
// function of the column, so there is no path to flatten, and how much of a
// pixel lies below an edge has a closed form.
type ribbonPainter struct {
	image *image.RGBA
	scale float32
	eased []float32 // by column border, 0 at the left end
	share []float32 // by column: how far a ribbon has thinned, 0 at the ends
	tops  []float32 // scratch, by column border
	ends  []float32
}

// faintest is what remains of a ribbon's colour midway at a strength of 0.
const faintest = 0.3

// begin clears the image to the strip's own ground, with a hairline at either
// side.
func (p *ribbonPainter) begin(w, h int, scale float32, c look.Palette) {
	if p.image == nil || p.image.Rect.Dx() != w || p.image.Rect.Dy() != h {
		p.image = image.NewRGBA(image.Rect(0, 0, w, h))
		p.eased, p.share = make([]float32, w+1), make([]float32, w)
		p.tops, p.ends = make([]float32, w+1), make([]float32, w+1)
		for x := range p.eased {
			// The outermost columns are flat, so that they meet the grounds exactly.
			p.eased[x] = ease(float32(x-1) / float32(max(1, w-2)))
		}
		for x := range p.share {
			p.share[x] = ease(2 * min(float32(x), float32(w-1-x)) / float32(max(1, w)))
		}
	}
	p.scale = scale
	if w == 0 || h == 0 {
		return
	}
	row := p.image.Pix[:4*w]
	line := int(look.Hairline*scale + 0.5)
	for x := range w {
		ink := c.Surface
		if x < line || x >= w-line {
			ink = c.Lines
		}
		row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = ink.R, ink.G, ink.B, 255
	}
	for n := len(row); n < len(p.image.Pix); n *= 2 {
		copy(p.image.Pix[n:], p.image.Pix[:n])
	}
}

// ribbon draws one.
func (p *ribbonPainter) ribbon(b *Ribbon, c look.Passage, hovered bool) {
	lt, lb := p.snap(b.LeftTop), p.snap(b.LeftBottom)
	rt, rb := p.snap(b.RightTop), p.snap(b.RightBottom)
	h := float32(p.image.Rect.Dy())
	if max(lb, rb) <= 0 || min(lt, rt) >= h {
		return
	}
	thin := max(1, p.snap(look.Hairline))
	lt, lb = atLeast(lt, lb, 2*thin)
	rt, rb = atLeast(rt, rb, 2*thin)
	for x, t := range p.eased {
		p.tops[x], p.ends[x] = lt+(rt-lt)*t, lb+(rb-lb)*t
	}
	fill, strength := c.Ground, faintest+(1-faintest)*max(0, min(b.Strength, 1))
	if b.Active {
		fill = c.Active
	}
	if b.Active || hovered {
		strength = 1
	}
	for x := range p.share {
		p.column(x, 1-(1-strength)*p.share[x], fill)
	}
	ink, drawn := edgeInk(b, c, hovered)
	if !drawn {
		return
	}
	broken := p.pattern(ribbonEdge(b.Kind))
	p.edge(p.tops, 1, thin, broken, ink)
	p.edge(p.ends, -1, thin, broken, ink)
	if b.Kind == look.Deleted {
		// A second line within, as under words that are gone.
		for x := range p.tops {
			p.tops[x] += 2 * thin
			p.ends[x] -= 2 * thin
		}
		p.edge(p.tops, 1, thin, nil, ink)
		p.edge(p.ends, -1, thin, nil, ink)
	}
}

// snap is a length on whole device pixels.
func (p *ribbonPainter) snap(v float32) float32 {
	return float32(math.Round(float64(v * p.scale)))
}

// atLeast widens a stretch around its middle to whole pixels.
func atLeast(top, bottom, least float32) (float32, float32) {
	if bottom-top < least {
		top = float32(math.Floor(float64((top + bottom - least) / 2)))
		bottom = top + least
	}
	return top, bottom
}

// column fills what lies between two edges in a column.
func (p *ribbonPainter) column(x int, strength float32, c color.NRGBA) {
	top, end := newSlope(p.tops[x], p.tops[x+1]), newSlope(p.ends[x], p.ends[x+1])
	first, last := max(0, floor(top.high)), min(p.image.Rect.Dy(), ceil(end.low))
	if first >= last {
		return
	}
	whole := newPaint(c, uint32(strength*255+0.5))
	from, to := max(first, ceil(top.low)), min(last, floor(end.high)) // rows that are covered whole
	for y := first; y < last; y++ {
		if y == from && to > from {
			p.solid(x, from, to, whole)
			y = to - 1
			continue
		}
		p.mix(x, y, max(0, top.below(y)-end.below(y))*strength, c)
	}
}

// solid fills whole pixels of a column.
func (p *ribbonPainter) solid(x, from, to int, c paint) {
	stride := p.image.Stride
	i := from*stride + 4*x
	for range to - from {
		c.lay(p.image.Pix[i : i+3 : i+3])
		i += stride
	}
}

// mix lays a colour over a pixel; cover is 0 to 1.
func (p *ribbonPainter) mix(x, y int, cover float32, c color.NRGBA) {
	if a := uint32(cover*255 + 0.5); a > 0 {
		i := y*p.image.Stride + 4*x
		newPaint(c, a).lay(p.image.Pix[i : i+3 : i+3])
	}
}

// paint is a colour with how much of it covers what is below, ready to be laid.
type paint struct{ r, g, b, rest uint32 }

// newPaint makes a paint; a is 0 to 255.
func newPaint(c color.NRGBA, a uint32) paint {
	return paint{uint32(c.R)*a + 127, uint32(c.G)*a + 127, uint32(c.B)*a + 127, 255 - a}
}

func (p paint) lay(d []uint8) {
	r, g, b := uint32(d[0])*p.rest+p.r, uint32(d[1])*p.rest+p.g, uint32(d[2])*p.rest+p.b
	d[0], d[1], d[2] = uint8((r+r>>8)>>8), uint8((g+g>>8)>>8), uint8((b+b>>8)>>8)
}

// edge draws a line along an edge, on its inner side: down for 1, up for -1.
// The line is as thick where the edge is steep as where it is flat. The pattern
// says by length which parts have ink, for a broken one.
func (p *ribbonPainter) edge(at []float32, side, thick float32, pattern []bool, c color.NRGBA) {
	h := p.image.Rect.Dy()
	alpha := float32(c.A) / 255
	along := float32(0)
	for x := range len(at) - 1 {
		rise := at[x+1] - at[x]
		length := float32(math.Sqrt(float64(1 + rise*rise)))
		down := side * thick * length
		top, end := newSlope(at[x], at[x+1]), newSlope(at[x]+down, at[x+1]+down)
		if down < 0 {
			top, end = end, top
		}
		for y := max(0, floor(top.high)); y < min(h, ceil(end.low)); y++ {
			if len(pattern) > 0 {
				part := float32(0.5)
				if rise > 1 || rise < -1 {
					part = max(0, min((float32(y)+0.5-down/2-at[x])/rise, 1))
				}
				if !pattern[uint32(along+part*length)%uint32(len(pattern))] {
					continue
				}
			}
			p.mix(x, y, max(0, top.below(y)-end.below(y))*alpha, c)
		}
		along += length
	}
}

// pattern lays out lengths on and off, in turn, pixel by pixel.
func (p *ribbonPainter) pattern(broken []float32) (all []bool) {
	for i, n := range broken {
		for range max(1, int(p.snap(n))) {
			all = append(all, i%2 == 0)
		}
	}
	return all
}

// slope is a straight line across one column, from its upper to its lower end;
// which of them is at the left does not matter.
type slope struct{ high, low, each float32 }

func newSlope(a, b float32) slope {
	s := slope{high: min(a, b), low: max(a, b)}
	if fall := s.low - s.high; fall > 1e-3 {
		s.each = 1 / fall
	}
	return s
}

// below returns how much of a pixel lies below the line; 1 is all of it.
func (s slope) below(y int) float32 {
	bottom := float32(y + 1)
	switch {
	case bottom <= s.high:
		return 0
	case bottom-1 >= s.low:
		return 1
	case s.each == 0:
		return min(bottom-s.high, 1)
	}
	return min((ramp(bottom-s.high)-ramp(bottom-s.low))*s.each, 1)
}

// ramp is the integral of a value cut to 0 and 1.
func ramp(v float32) float32 {
	switch {
	case v <= 0:
		return 0
	case v < 1:
		return v * v / 2
	}
	return v - 0.5
}

func floor(v float32) int { return int(math.Floor(float64(v))) }

func ceil(v float32) int { return int(math.Ceil(float64(v))) }
