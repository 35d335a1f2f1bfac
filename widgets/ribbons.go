package widgets

import (
	"cmp"
	"image"
	"image/color"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Ribbon joins a passage at the left edge of a Ribbons strip to one at its
// right edge. The edges are distances from the top of the strip and may lie
// outside of it.
type Ribbon struct {
	LeftTop, LeftBottom   float32
	RightTop, RightBottom float32
	Strength              float32 // 0 to 1: how sure it is
	Active                bool    // the one chosen
	Kind                  string  // "", "inserted", "deleted", "changed", "moved": the colour
	Tip                   string  // what it rests on
}

// Ribbons is the strip between two readers that draws which passages belong
// together. It is asked for the ribbons in view each time it is refreshed,
// which is for every step of scrolling: drawing one frame of fifty ribbons
// costs well under 4 ms.
//
// A ribbon leaves either text in the colour of the passage's ground there and
// thins to its strength midway, so that two that cross are both seen.
type Ribbons struct {
	widget.BaseWidget

	InView      func(height float32) []Ribbon
	OnChoose    func(i int)                   // a click on a ribbon in view
	OnScroll    func(dy float32)              // the wheel over the strip
	OnSecondary func(i int, at fyne.Position) // -1: beside all ribbons

	shown   []Ribbon
	hovered int // index of shown, -1: none
	raster  *canvas.Raster
	paint   ribbonPainter
}

// RibbonsWidth is how wide the strip wants to be.
const RibbonsWidth float32 = 72

// NewRibbons makes a strip.
func NewRibbons() *Ribbons {
	r := &Ribbons{hovered: -1}
	r.raster = canvas.NewRaster(r.draw)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.ExtendBaseWidget(r)
	return r
}

// Places tells where the ribbons in view stand: "ribbon.0". Each place is the
// middle of a ribbon, where a click chooses it.
func (r *Ribbons) Places() []Place {
	var all []Place
	for i := range r.shown {
		top, bottom := r.shown[i].across(0.5)
		if bottom <= 0 || top >= r.Size().Height {
			continue
		}
		all = append(all, spot("ribbon."+strconv.Itoa(i), r.Size().Width/2-4, top, 8, bottom-top))
	}
	return all
}

// across returns between which heights a ribbon stands at a part of the way
// from left to right.
func (b *Ribbon) across(part float32) (top, bottom float32) {
	t := ease(part)
	return b.LeftTop + (b.RightTop-b.LeftTop)*t, b.LeftBottom + (b.RightBottom-b.LeftBottom)*t
}

// ease is the cubic that ribbons follow: flat at both ends.
func ease(t float32) float32 {
	t = max(0, min(t, 1))
	return t * t * (3 - 2*t)
}

// at returns the ribbon under a point, the uppermost of several; -1: none.
func (r *Ribbons) at(p fyne.Position) int {
	size := r.Size()
	if !inside(p, 0, 0, size.Width, size.Height) {
		return -1
	}
	const reach = 2 // so that a thin one can be caught
	found := -1
	for _, i := range r.order() {
		if top, bottom := r.shown[i].across(p.X / size.Width); p.Y >= top-reach && p.Y < bottom+reach {
			found = i
		}
	}
	return found
}

// order lists the ribbons from the lowest to the uppermost: the surer above the
// weaker, the active one above all.
func (r *Ribbons) order() []int {
	all := make([]int, len(r.shown))
	for i := range all {
		all[i] = i
	}
	height := func(i int) float32 {
		if r.shown[i].Active {
			return 2
		}
		return min(r.shown[i].Strength, 1)
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(height(a), height(b)) })
	return all
}

// CreateRenderer implements fyne.Widget.
func (r *Ribbons) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: r, objects: fixed(r.raster), refresh: func() {},
		min:    func() fyne.Size { return fyne.NewSize(RibbonsWidth, 0) },
		layout: func(s fyne.Size) { place(r.raster, 0, 0, s.Width, s.Height); r.ask() }}
}

// ask gets what is in view.
func (r *Ribbons) ask() {
	r.shown = nil
	if r.InView != nil && r.Size().Height > 0 {
		r.shown = r.InView(r.Size().Height)
	}
	if r.hovered >= len(r.shown) {
		r.hovered = -1
	}
	r.raster.Refresh()
}

func (r *Ribbons) draw(w, h int) image.Image {
	p := look.Current()
	r.paint.begin(w, h, look.PixelScale(r, w, r.Size().Width), p)
	for _, i := range r.order() {
		b := &r.shown[i]
		r.paint.ribbon(b, p.Passage(b.Kind), i == r.hovered)
	}
	return r.paint.image
}

// Tapped implements fyne.Tappable.
func (r *Ribbons) Tapped(e *fyne.PointEvent) {
	untip(r)
	if i := r.at(e.Position); i >= 0 && r.OnChoose != nil {
		r.OnChoose(i)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *Ribbons) TappedSecondary(e *fyne.PointEvent) {
	untip(r)
	if r.OnSecondary != nil {
		r.OnSecondary(r.at(e.Position), e.AbsolutePosition)
	}
}

// wheelLines makes a click of the wheel three lines of text, as over a reader.
const (
	wheelClick = 20
	wheelLines = 3
)

// Scrolled implements fyne.Scrollable.
func (r *Ribbons) Scrolled(e *fyne.ScrollEvent) {
	by := -e.Scrolled.DY
	if by <= -wheelClick || by >= wheelClick {
		by *= wheelLines
	}
	untip(r)
	if r.OnScroll != nil {
		r.OnScroll(by)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *Ribbons) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *Ribbons) MouseMoved(e *desktop.MouseEvent) { r.hover(r.at(e.Position), e.Position) }

func (r *Ribbons) hover(i int, at fyne.Position) {
	if i == r.hovered {
		return
	}
	r.hovered = i
	untip(r)
	if i >= 0 {
		const room = 12 // below the pointer
		tip(r, r.shown[i].Tip, at, fyne.NewSize(1, room), false)
	}
	r.raster.Refresh()
}

// MouseOut implements desktop.Hoverable.
func (r *Ribbons) MouseOut() { r.hover(-1, fyne.Position{}) }

// Cursor implements desktop.Cursorable.
func (r *Ribbons) Cursor() desktop.Cursor {
	if r.hovered >= 0 && r.OnChoose != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// ribbonEdge is the broken line along both edges of a kind of ribbon, lengths
// on and off in turn, so that the kinds are told apart without their colours;
// nil: an unbroken one.
func ribbonEdge(kind string) []float32 {
	switch kind {
	case look.Moved:
		return []float32{6, 4}
	case look.Changed:
		return []float32{6, 2, 2, 2}
	case look.Differs:
		return []float32{2, 2}
	}
	return nil
}

// edgeInk is the colour of a ribbon's edges: none at a plain one that is not in
// hand.
func edgeInk(b *Ribbon, c look.Passage, hovered bool) (ink color.NRGBA, drawn bool) {
	ink = c.Edge
	if !b.Active && !hovered {
		ink.A = 0x80
	}
	return ink, b.Active || hovered || b.Kind != ""
}
