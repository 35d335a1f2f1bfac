package reader

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"github.com/go-text/render"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"sidelight/widgets/textlayout"
)

// subpixels is how many horizontal positions within a pixel a glyph is drawn
// at: letter spacing looks even from a quarter on.
const subpixels = 4

// cacheBytes bounds the masks kept; beyond it all go, and those in view are
// made again within a frame. A Latin text at one size needs about 200 kB.
const cacheBytes = 12 << 20

// darker strengthens the partly covered pixels of a glyph a little: blended in
// the screen's own values, as Fyne does and the eye is used to, thin strokes
// come out too pale at reading sizes.
var darker = func() (table [256]uint8) {
	for i := range table {
		table[i] = uint8(math.Round(255 * math.Pow(float64(i)/255, 0.86)))
	}
	return table
}()

// slant is how far slanted letters lean: their shift to the right for each pixel
// upwards. Noto Serif Italic leans as much.
const slant = 0.21

// glyphKey is a glyph at a size and a fraction of a pixel.
type glyphKey struct {
	font    textlayout.FontID
	sub     uint8
	slanted bool
	size    uint32 // 1/64 pixel
	id      font.GID
}

// glyph is a drawn glyph: a coverage mask, or a picture for colour fonts.
type glyph struct {
	left, top int // of the mask, from the pen's pixel on the baseline
	w, h      int
	mask      []byte      // coverage, w*h
	picture   *image.RGBA // instead of the mask
}

// glyphCache draws glyphs and keeps them. It belongs to one goroutine.
type glyphCache struct {
	shaper  *textlayout.Shaper
	faces   map[textlayout.FontID]*sized
	glyphs  map[glyphKey]*glyph
	bytes   int
	raster  vector.Rasterizer
	picture render.Renderer
}

// sized is a font's face with the heights that outlines are fitted to.
type sized struct {
	face *font.Face
	em   float32
	// xHeight and capHeight in em; 0 where the font does not tell.
	xHeight, capHeight float32
	italic             bool // it leans already
}

func newGlyphCache(s *textlayout.Shaper) *glyphCache {
	c := &glyphCache{shaper: s}
	c.clear()
	c.faces = map[textlayout.FontID]*sized{}
	return c
}

func (c *glyphCache) clear() {
	c.glyphs, c.bytes = map[glyphKey]*glyph{}, 0
}

func (c *glyphCache) face(id textlayout.FontID) *sized {
	if f := c.faces[id]; f != nil {
		return f
	}
	face := font.NewFace(c.shaper.Font(id))
	f := &sized{face: face, em: 1 / float32(face.Upem()), italic: face.Describe().Aspect.Style == font.StyleItalic}
	f.xHeight = c.height(face, 'x') * f.em
	f.capHeight = c.height(face, 'H') * f.em
	c.faces[id] = f
	return f
}

// height measures how high a flat letter stands, in font units.
func (c *glyphCache) height(face *font.Face, r rune) float32 {
	gid, ok := face.NominalGlyph(r)
	if !ok {
		return 0
	}
	outline, ok := face.GlyphData(gid).(font.GlyphOutline)
	if !ok {
		return 0
	}
	top := float32(0)
	for _, s := range outline.Segments {
		for _, p := range s.ArgsSlice() {
			top = max(top, p.Y)
		}
	}
	return top
}

// get returns a glyph of a font at a size in pixels, x being where its origin
// lies: the whole part is for the caller, the fraction chooses the mask. Slanted
// glyphs take the room of upright ones, so that nothing moves when words are
// slanted; those of italic fonts stay as they are.
func (c *glyphCache) get(id textlayout.FontID, gid font.GID, size, x float32, slanted bool) (*glyph, int) {
	q := int(math.Floor(float64(x)*subpixels + 0.5))
	whole, sub := q/subpixels, q%subpixels
	if sub < 0 {
		whole, sub = whole-1, sub+subpixels
	}
	key := glyphKey{font: id, id: gid, size: uint32(size*64 + 0.5), sub: uint8(sub), slanted: slanted}
	g := c.glyphs[key]
	if g == nil {
		if c.bytes > cacheBytes {
			c.clear()
		}
		g = c.draw(id, gid, size, float32(sub)/subpixels, slanted)
		c.glyphs[key] = g
		c.bytes += len(g.mask) + 96
		if g.picture != nil {
			c.bytes += len(g.picture.Pix)
		}
	}
	return g, whole
}

func (c *glyphCache) draw(id textlayout.FontID, gid font.GID, size, dx float32, slanted bool) *glyph {
	f := c.face(id)
	switch data := f.face.GlyphData(gid).(type) {
	case font.GlyphOutline:
		return c.outline(f, data, size, dx, slanted && !f.italic)
	case font.GlyphSVG, font.GlyphBitmap:
		return c.colour(f, gid, size, dx)
	}
	return &glyph{} // layered colours (COLR), which go-text cannot draw
}

// fit returns the heights in pixels of the top of small and capital letters,
// moved to whole pixels so that their edges are sharp. Sizes from 40 pixels on
// need none.
func (f *sized) fit(size float32) (x, fitX, capital, fitCap float32) {
	x, capital = f.xHeight*size, f.capHeight*size
	if size >= 40 || x <= 3 || capital <= x {
		return x, x, capital, capital
	}
	fitX = float32(math.Round(float64(x)))
	fitCap = max(fitX+1, float32(math.Round(float64(capital))))
	return x, fitX, capital, fitCap
}

func (c *glyphCache) outline(f *sized, o font.GlyphOutline, size, dx float32, slanted bool) *glyph {
	if len(o.Segments) == 0 {
		return &glyph{}
	}
	scale := size * f.em
	x, fitX, capital, fitCap := f.fit(size)
	lean := float32(0)
	if slanted {
		lean = slant
	}
	place := func(p opentype.SegmentPoint) (float32, float32) {
		y := p.Y * scale
		switch {
		case y <= 0 || fitX == x && fitCap == capital:
		case y <= x:
			y *= fitX / x
		default:
			y = fitX + (y-x)*(fitCap-fitX)/(capital-x)
		}
		// Leaning about the middle of the small letters, a word reaches as far out
		// of its room on the left as on the right.
		return p.X*scale + dx + (y-fitX/2)*lean, -y
	}
	minX, minY := float32(math.Inf(1)), float32(math.Inf(1))
	maxX, maxY := -minX, -minY
	for _, s := range o.Segments {
		for _, p := range s.ArgsSlice() {
			x, y := place(p)
			minX, maxX = min(minX, x), max(maxX, x)
			minY, maxY = min(minY, y), max(maxY, y)
		}
	}
	g := &glyph{left: int(math.Floor(float64(minX))), top: int(math.Floor(float64(minY)))}
	g.w = int(math.Ceil(float64(maxX))) - g.left
	g.h = int(math.Ceil(float64(maxY))) - g.top
	if g.w <= 0 || g.h <= 0 || g.w > 4096 || g.h > 4096 {
		return &glyph{}
	}
	at := func(p opentype.SegmentPoint) (float32, float32) {
		x, y := place(p)
		return x - float32(g.left), y - float32(g.top)
	}
	c.raster.Reset(g.w, g.h)
	for _, s := range o.Segments {
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			c.raster.ClosePath()
			c.raster.MoveTo(at(s.Args[0]))
		case opentype.SegmentOpLineTo:
			c.raster.LineTo(at(s.Args[0]))
		case opentype.SegmentOpQuadTo:
			bx, by := at(s.Args[0])
			cx, cy := at(s.Args[1])
			c.raster.QuadTo(bx, by, cx, cy)
		case opentype.SegmentOpCubeTo:
			bx, by := at(s.Args[0])
			cx, cy := at(s.Args[1])
			dx, dy := at(s.Args[2])
			c.raster.CubeTo(bx, by, cx, cy, dx, dy)
		}
	}
	c.raster.ClosePath()
	mask := image.NewAlpha(image.Rect(0, 0, g.w, g.h))
	c.raster.DrawOp = draw.Src
	c.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	g.mask = mask.Pix
	for i, a := range g.mask {
		g.mask[i] = darker[a]
	}
	return g
}

// colour draws a glyph of a colour font, which go-text/render knows how to.
func (c *glyphCache) colour(f *sized, gid font.GID, size, dx float32) *glyph {
	f.face.SetPpem(uint16(size), uint16(size))
	ext, ok := f.face.GlyphExtents(gid)
	if !ok {
		return &glyph{}
	}
	scale := size * f.em
	fix := func(v float32) fixed.Int26_6 { return fixed.Int26_6(v * scale * 64) }
	if _, svg := f.face.GlyphData(gid).(font.GlyphSVG); svg {
		// The picture fills the em whatever the extents of its outline say; it
		// stands in the middle of the capitals.
		em := f.face.HorizontalAdvance(gid)
		ext = font.GlyphExtents{Width: em, Height: -em, YBearing: em/2 + 0.36/f.em}
	}
	shaped := shaping.Glyph{GlyphID: gid, Width: fix(ext.Width), Height: fix(ext.Height),
		XBearing: fix(ext.XBearing), YBearing: fix(ext.YBearing)}
	w := int(math.Ceil(float64((ext.XBearing+ext.Width)*scale))) + 2
	up := int(math.Ceil(float64(ext.YBearing*scale))) + 1
	down := int(math.Ceil(float64(-(ext.YBearing+ext.Height)*scale))) + 1
	h := up + down
	if w <= 0 || h <= 0 || w > 4096 || h > 4096 {
		return &glyph{}
	}
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	c.picture.FontSize, c.picture.PixScale, c.picture.Color = size, 1, color.Black
	c.picture.DrawShapedRunAt(shaping.Output{Face: f.face, Size: fixed.Int26_6(size * 64), Glyphs: []shaping.Glyph{shaped}}, img, 0, up)
	return &glyph{left: int(dx + 0.5), top: -up, w: w, h: h, picture: img}
}
