package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// viewport is the scrolling half of a list: where it stands in its content,
// and the bar at its right edge. Lists hold one and draw what is in view.
type viewport struct {
	offset, height, content float32

	bar      *canvas.Rectangle
	hovered  bool
	dragging bool
}

const (
	barThin  float32 = 4
	barThick float32 = 8
	barZone  float32 = 12 // how far from the right edge the bar is caught
	barLeast float32 = 24
)

func newViewport() viewport { return viewport{bar: newBox(barThick / 2)} }

// fit takes the height of the window onto the content and the content's own.
func (v *viewport) fit(height, content float32) {
	v.height, v.content = height, content
	v.scrollTo(v.offset)
}

func (v *viewport) scrollTo(offset float32) {
	v.offset = max(0, min(offset, v.content-v.height))
}

// reveal scrolls the least that shows the stretch from top to bottom.
func (v *viewport) reveal(top, bottom float32) {
	switch {
	case top < v.offset || bottom-top > v.height:
		v.scrollTo(top)
	case bottom > v.offset+v.height:
		v.scrollTo(bottom - v.height)
	}
}

func (v *viewport) scrollable() bool { return v.content > v.height+0.5 && v.height > 0 }

func (v *viewport) barLength() float32 {
	return min(v.height, max(barLeast, v.height*v.height/v.content))
}

// overBar reports whether a point is where the bar can be caught.
func (v *viewport) overBar(p fyne.Position, width float32) bool {
	return v.scrollable() && p.X >= width-barZone
}

// drag moves the content as far as the bar was moved.
func (v *viewport) drag(dy float32) {
	if room := v.height - v.barLength(); room > 0 {
		v.scrollTo(v.offset + dy*(v.content-v.height)/room)
	}
}

// place lays out the bar in a widget of the given width.
func (v *viewport) place(width float32) {
	show(v.bar, v.scrollable())
	if !v.scrollable() {
		return
	}
	thick := barThin
	if v.hovered || v.dragging {
		thick = barThick
	}
	length := v.barLength()
	y := float32(0)
	if v.content > v.height {
		y = (v.height - length) * v.offset / (v.content - v.height)
	}
	p := look.Current()
	c := p.Quiet
	c.A = 0x8C
	v.bar.FillColor = c
	place(v.bar, width-thick-2, y, thick, length)
}

// firstBelow returns the first of n items, laid out one under the other, whose
// bottom is below y.
func firstBelow(n int, bottom func(i int) float32, y float32) int {
	return sort.Search(n, func(i int) bool { return bottom(i) > y })
}
