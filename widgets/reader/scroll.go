package reader

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"

	"sidelight/widgets/look"
)

// marginLetters is how far left of the column the letters stand.
const marginLetters = look.MarginMark

// The scrollbar: a thumb of its own width within a strip that shows where marks
// and matches are.
const (
	barWidth   float32 = 12
	thumbWidth float32 = 6
	thumbMin   float32 = 32
)

// scroller keeps how far the view is scrolled and moves it.
type scroller struct {
	r   *Reader
	top float64 // height of the document at the view's top edge

	// keep is the byte that stays at the top when the text is wrapped again,
	// delta how far its line is scrolled past. Only scrolling changes them, so
	// that resizing back and forth ends where it began.
	keep  int
	delta float64

	moving   *fyne.Animation
	target   float64
	reported int // position last told to OnScroll
}

// limit is the greatest top.
func (s *scroller) limit() float64 {
	if s.r.layout == nil {
		return 0
	}
	return max(0, s.r.layout.Height-float64(s.r.view.Height))
}

// goal is where the view is, or is moving to.
func (s *scroller) goal() float64 {
	if s.moving != nil {
		return s.target
	}
	return s.top
}

// duration of a movement: long enough to be followed by the eye, short enough
// not to be waited for.
const duration = 130 * time.Millisecond

// to scrolls to a height of the document, at once or within a moment.
func (s *scroller) to(top float64, smooth bool) {
	top = max(0, min(top, s.limit()))
	s.stop()
	if !smooth || !animations() {
		s.set(top)
		return
	}
	from := s.top
	if from == top {
		return
	}
	s.target = top
	s.moving = &fyne.Animation{
		Duration: duration,
		Curve:    easeOut,
		Tick: func(done float32) {
			if done >= 1 {
				s.moving = nil
				s.set(top)
				return
			}
			s.set(from + (top-from)*float64(done))
		},
	}
	s.moving.Start()
}

// easeOut starts at full speed, so that the first frame answers the key.
func easeOut(t float32) float32 {
	u := 1 - t
	return 1 - u*u*u
}

func animations() bool {
	app := fyne.CurrentApp()
	return app != nil && app.Settings().ShowAnimations()
}

// set is to without movement, and remembers the place.
func (s *scroller) set(top float64) {
	if top == s.top {
		return
	}
	s.top = top
	s.remember()
	s.r.scrolled()
}

// stop ends a movement where it is.
func (s *scroller) stop() {
	if s.moving != nil {
		s.moving.Stop()
		s.moving = nil
	}
}

// remember keeps the byte at the top.
func (s *scroller) remember() {
	s.keep, s.delta = s.position(), 0
	if l := s.r.layout; l != nil && s.top > 0 {
		if line := l.LineOf(s.keep); line >= 0 {
			s.delta = s.top - l.Lines[line].Y
		}
	}
}

// restore scrolls to where keep says, after the text was wrapped.
func (s *scroller) restore() {
	s.stop()
	l := s.r.layout
	if l == nil {
		return
	}
	s.top = 0
	if line := l.LineOf(s.keep); line >= 0 && (s.keep > 0 || s.delta != 0) {
		s.top = max(0, min(l.Lines[line].Y+s.delta, s.limit()))
	}
}

// position is the first byte in view, 0 at the very top.
func (s *scroller) position() int {
	l := s.r.layout
	if l == nil {
		return s.keep
	}
	if s.top <= 0 {
		return 0
	}
	line := l.FirstLineFrom(s.top + 0.5)
	if line >= len(l.Lines) {
		return s.r.doc.Last()
	}
	return int(l.Lines[line].Start)
}

// ReadingPosition returns the first byte in view, 0 at the very top.
func (r *Reader) ReadingPosition() int { return r.scroll.position() }

// SetReadingPosition scrolls so that the line with the byte is the first one.
func (r *Reader) SetReadingPosition(offset int) {
	r.scroll.stop()
	r.scroll.keep, r.scroll.delta = max(0, offset), 0
	r.scroll.restore()
	r.scrolled()
}

// Reveal scrolls the least that brings the span into view, with some lines
// around it.
func (r *Reader) Reveal(start, end int) {
	if r.layout == nil {
		r.scroll.keep, r.scroll.delta = max(0, start), 0
		return
	}
	a, b := r.layout.Caret(start), r.layout.Caret(end)
	if a.Line < 0 || b.Line < 0 {
		return
	}
	margin := min(64, float64(r.view.Height)/5)
	top, bottom := a.Top-margin, b.Top+float64(b.Height)+margin
	view := float64(r.view.Height)
	now := r.scroll.goal()
	switch {
	case bottom-top > view || top < now:
		r.scroll.to(top, true)
	case bottom > now+view:
		r.scroll.to(bottom-view, true)
	}
}

// Scrolled implements fyne.Scrollable.
func (r *Reader) Scrolled(e *fyne.ScrollEvent) {
	// A wheel comes in clicks and is smoothed; a touchpad comes in small steps
	// and is smooth already.
	by := -float64(e.Scrolled.DY)
	if by > -wheelClick && by < wheelClick {
		r.scroll.to(r.scroll.goal()+by, false)
		return
	}
	r.scroll.to(r.scroll.goal()+by*wheelLines, true)
}

// wheelClick is the least that a click of a wheel moves by, and wheelLines makes
// it three lines of text.
const (
	wheelClick = 20
	wheelLines = 3
)

// thumbPlace is the top and height of the scrollbar's thumb; ok is false where
// everything is in view.
func (r *Reader) thumbPlace() (top, height float32, ok bool) {
	limit := r.scroll.limit()
	if limit <= 0 {
		return 0, 0, false
	}
	h := r.view.Height
	height = max(thumbMin, float32(float64(h)*float64(h)/r.layout.Height))
	return float32(r.scroll.top/limit) * (h - height), height, true
}

func (r *Reader) placeThumb() {
	top, height, ok := r.thumbPlace()
	if !ok {
		r.thumb.Hide()
		return
	}
	r.thumb.Resize(fyne.NewSize(thumbWidth, height))
	r.thumb.Move(fyne.NewPos(r.view.Width-(barWidth+thumbWidth)/2, top))
	r.thumb.Show()
}

// colourThumb makes the thumb stronger while it is used.
func (r *Reader) colourThumb() {
	c := r.palette.Quiet
	c.A = 0x50
	if r.input.onBar || r.input.dragging == dragBar {
		c.A = 0xA0
	}
	if r.thumb.FillColor != color.Color(c) {
		r.thumb.FillColor = c
		r.thumb.Refresh()
	}
}

// ticksChanged redraws the strip behind the thumb.
func (r *Reader) ticksChanged() {
	if r.bar != nil {
		r.bar.Refresh()
	}
}

// tickPicture keeps the strip's image between draws.
type tickPicture struct{ image *image.RGBA }

// drawTicks draws where in the text marks and matches are: marks on the left
// half in their colour, matches over the whole width.
func (r *Reader) drawTicks(w, h int) image.Image {
	if r.ticks.image == nil || r.ticks.image.Rect.Dx() != w || r.ticks.image.Rect.Dy() != h {
		r.ticks.image = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	img := r.ticks.image
	clear(img.Pix)
	if r.scroll.limit() <= 0 {
		return img
	}
	scale := float32(w) / barWidth
	high := max(2, int(2*scale+0.5))
	tick := func(offset, left, right int, c color.NRGBA) {
		line := r.layout.LineOf(offset)
		if line < 0 {
			return
		}
		y := int(r.layout.Lines[line].Y / r.layout.Height * float64(h))
		for row := max(0, y); row < min(h, y+high); row++ {
			for x := left; x < right; x++ {
				i := row*img.Stride + 4*x
				img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, 255
			}
		}
	}
	for i := range r.marks.all {
		m := &r.marks.all[i]
		tick(m.Start, w/6, w/2, r.palette.Label(m.Colour).Edge)
	}
	for i, f := range r.finds {
		if i != r.current {
			tick(f[0], w/2, w-w/6, r.palette.Accent)
		}
	}
	if r.current >= 0 && r.current < len(r.finds) {
		tick(r.finds[r.current][0], 0, w, r.palette.Accent)
	}
	return img
}
