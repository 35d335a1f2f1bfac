package reader

import (
	"image"
	"math"

	"sidelight/widgets/look"
)

// frame is the picture last drawn, kept so that scrolling moves what is there
// and paints only the strip that comes into view.
type frame struct {
	image *image.RGBA
	stale bool // something other than the scroll position has changed
	topPx int
	scale float32
}

// draw is the raster's generator; w and h are device pixels. Fyne uploads the
// picture before it asks for the next, so one image serves for all.
func (r *Reader) draw(w, h int) image.Image {
	f := &r.frame
	if f.image == nil || f.image.Rect.Dx() != w || f.image.Rect.Dy() != h {
		f.image = image.NewRGBA(image.Rect(0, 0, w, h))
		f.stale = true
	}
	scale := look.PixelScale(r, w, r.view.Width)
	if scale != f.scale {
		f.scale, f.stale = scale, true
		r.paint.forget()
	}
	s := r.scene(scale)
	by := s.topPx - f.topPx
	f.topPx = s.topPx
	switch {
	case f.stale || by >= h || by <= -h:
		r.paint.paint(f.image, s, 0, h)
	case by > 0:
		copy(f.image.Pix, f.image.Pix[by*f.image.Stride:])
		r.paint.paint(f.image, s, h-by, h)
	case by < 0:
		copy(f.image.Pix[-by*f.image.Stride:], f.image.Pix)
		r.paint.paint(f.image, s, 0, -by)
	}
	f.stale = false
	return f.image
}

// scene gathers what the painter needs.
func (r *Reader) scene(scale float32) *scene {
	start, end := r.Selection()
	s := &scene{
		width:  r.view.Width,
		layout: r.layout, palette: r.palette, scale: scale,
		topPx:  int(math.Round(r.scroll.top * float64(scale))),
		column: r.column, margin: marginLetters,
		marks: &r.marks, active: r.active, finds: r.finds, current: r.current,
		findings: &r.findings, pointed: r.pointed,
		grounds: r.grounds, side: r.groundSide,
		selStart: start, selEnd: end, caret: -1, hover: r.hover,
	}
	if r.caretOn && r.input.focused {
		s.caret = r.head
	}
	return s
}
