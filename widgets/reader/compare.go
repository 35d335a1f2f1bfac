package reader

import (
	"math"
	"slices"

	"sidelight/widgets/look"
)

// Ground tints whole lines, from one edge of the column to the other: a passage
// that belongs to one in another text.
type Ground struct {
	Start, End int // bytes
	Active     bool
	Kind       string // of look.Passage; "": it simply belongs to another
}

// Side is an edge of the reader.
type Side int

// The edges to which grounds can run on.
const (
	NoSide Side = iota
	LeftSide
	RightSide
)

// SetGrounds replaces the tinted passages; they are in the order of the text
// and do not overlap.
func (r *Reader) SetGrounds(grounds []Ground) {
	if !slices.Equal(grounds, r.grounds) {
		r.grounds = slices.Clone(grounds)
		r.changed()
	}
}

// SetGroundSide lets the grounds run on from the column to an edge of the
// reader, where a strip of ribbons continues them.
func (r *Reader) SetGroundSide(side Side) {
	if side != r.groundSide {
		r.groundSide = side
		r.changed()
	}
}

// Extent returns where the lines of a passage stand: distances of their top and
// bottom from the top of the reader as it is scrolled now, on whole device
// pixels as its ground is drawn; they may lie outside of it. An empty passage at
// the start or the end of a block has no height and stands in the gap there. ok
// is false before the text is laid out.
func (r *Reader) Extent(start, end int) (top, bottom float32, ok bool) {
	if r.layout == nil {
		return 0, 0, false
	}
	from, to, ok := extent(r.layout, start, end)
	if !ok {
		return 0, 0, false
	}
	return r.drawnAt(from), r.drawnAt(to), true
}

// drawnAt is the distance from the top of the reader at which the painter draws
// a height of the document.
func (r *Reader) drawnAt(y float64) float32 {
	scale := float64(r.frame.scale)
	if scale == 0 { // nothing is drawn yet
		if scale = float64(look.CanvasScale(r)); scale == 0 {
			scale = 1
		}
	}
	return float32((math.Round(y*scale) - math.Round(r.scroll.top*scale)) / scale)
}

// OffsetAt returns the byte offset of the line that stands at a distance from
// the top of the reader as it is scrolled now.
func (r *Reader) OffsetAt(y float32) int {
	if r.layout == nil {
		return r.scroll.keep
	}
	line := r.layout.LineAt(r.scroll.top + float64(y))
	if line < 0 {
		return 0
	}
	return int(r.layout.Lines[line].Start)
}

// ScrollBy moves the text by a distance, as far as it goes; positive towards
// its end. It tells OnScrolled. A long way is gone within a moment, as after a
// click of the wheel.
func (r *Reader) ScrollBy(dy float32) {
	r.scroll.to(r.scroll.goal()+float64(dy), dy <= -wheelClick || dy >= wheelClick)
}

// PutAt scrolls so that the line of an offset stands at a distance from the top
// of the reader, as far as the text goes. It does not tell OnScrolled.
func (r *Reader) PutAt(offset int, y float32) {
	s := &r.scroll
	s.stop()
	if r.layout == nil {
		s.keep, s.delta = max(0, offset), -float64(y)
		return
	}
	line := r.layout.LineOf(offset)
	if line < 0 {
		return
	}
	if top := max(0, min(r.layout.Lines[line].Y-float64(y), s.limit())); top != s.top {
		s.top = top
		s.remember()
		r.moved()
	}
}
