package reader

import (
	"image/color"
	"math"
	"slices"
)

func sortInts(v []int) { slices.Sort(v) }

// fill fills a rectangle of device pixels, cut to the rows being painted.
func (p *rasterPainter) fill(left, top, right, bottom int, c color.NRGBA) {
	left, right = max(left, 0), min(right, p.dst.Rect.Dx())
	top, bottom = max(top, p.from), min(bottom, p.to)
	if left >= right || top >= bottom {
		return
	}
	pix, stride := p.dst.Pix, p.dst.Stride
	first := pix[top*stride+4*left : top*stride+4*right]
	first[0], first[1], first[2], first[3] = c.R, c.G, c.B, 255
	for n := 4; n < len(first); n *= 2 {
		copy(first[n:], first[:n])
	}
	for y := top + 1; y < bottom; y++ {
		copy(pix[y*stride+4*left:], first)
	}
}

// roundRect fills a rectangle with round corners.
func (p *rasterPainter) roundRect(left, top, right, bottom int, radius float32, c color.NRGBA) {
	n := int(math.Ceil(float64(radius)))
	if n <= 0 || right-left < 2*n || bottom-top < 2*n {
		p.fill(left, top, right, bottom, c)
		return
	}
	p.fill(left, top+n, right, bottom-n, c)
	for i := range n {
		p.fill(left+n, top+i, right-n, top+i+1, c)
		p.fill(left+n, bottom-1-i, right-n, bottom-i, c)
		for j := range n {
			// How much of the corner's pixel lies inside, by its distance.
			dx, dy := float64(n-j)-0.5, float64(n-i)-0.5
			inside := float64(radius) - math.Hypot(dx-float64(n)+float64(radius), dy-float64(n)+float64(radius)) + 0.5
			a := uint32(255 * max(0, min(1, inside)))
			p.mix(left+j, top+i, a, c)
			p.mix(right-1-j, top+i, a, c)
			p.mix(left+j, bottom-1-i, a, c)
			p.mix(right-1-j, bottom-1-i, a, c)
		}
	}
}

// mix lays a colour over one pixel with a coverage of 0 to 255.
func (p *rasterPainter) mix(x, y int, a uint32, c color.NRGBA) {
	if x < 0 || x >= p.dst.Rect.Dx() || y < p.from || y >= p.to || a == 0 {
		return
	}
	d := p.dst.Pix[y*p.dst.Stride+4*x:]
	d = d[:4:4]
	d[0] = over(d[0], c.R, a)
	d[1] = over(d[1], c.G, a)
	d[2] = over(d[2], c.B, a)
}

// over mixes a channel; a is 0 to 255.
func over(d, c uint8, a uint32) uint8 {
	v := uint32(d)*(255-a) + uint32(c)*a + 127
	return uint8((v + v>>8) >> 8)
}

// blit lays a glyph over the image, its mask's corner at (x, y).
func (p *rasterPainter) blit(g *glyph, x, y int, c color.NRGBA) {
	left, right := max(0, -x), min(g.w, p.dst.Rect.Dx()-x)
	top, bottom := max(0, p.from-y), min(g.h, p.to-y)
	if left >= right || top >= bottom {
		return
	}
	if g.picture != nil {
		p.blitPicture(g, x, y, left, right, top, bottom)
		return
	}
	if g.mask == nil {
		return
	}
	for row := top; row < bottom; row++ {
		mask := g.mask[row*g.w+left : row*g.w+right]
		at := (y+row)*p.dst.Stride + 4*(x+left)
		dst := p.dst.Pix[at : at+4*len(mask)]
		for i, a := range mask {
			if a == 0 {
				continue
			}
			d := dst[4*i : 4*i+3 : 4*i+3]
			if a == 255 {
				d[0], d[1], d[2] = c.R, c.G, c.B
				continue
			}
			d[0] = over(d[0], c.R, uint32(a))
			d[1] = over(d[1], c.G, uint32(a))
			d[2] = over(d[2], c.B, uint32(a))
		}
	}
}

func (p *rasterPainter) blitPicture(g *glyph, x, y, left, right, top, bottom int) {
	for row := top; row < bottom; row++ {
		src := g.picture.Pix[row*g.picture.Stride+4*left : row*g.picture.Stride+4*right]
		at := (y+row)*p.dst.Stride + 4*(x+left)
		dst := p.dst.Pix[at : at+len(src)]
		for i := 0; i < len(src); i += 4 {
			a := uint32(255 - src[i+3])
			for k := range 3 {
				dst[i+k] = src[i+k] + uint8((uint32(dst[i+k])*a+127)/255) // premultiplied
			}
		}
	}
}
