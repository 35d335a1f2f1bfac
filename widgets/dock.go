package widgets

import (
	"fyne.io/fyne/v2"
)

// NewDock arranges a centre with bars along its edges, any of which may be
// nil, and leaves no gap between them, as Fyne's border container does. A bar
// that is hidden takes no room.
func NewDock(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	d := &dock{top, bottom, left, right, centre}
	c := &fyne.Container{Layout: d}
	for _, o := range []fyne.CanvasObject{centre, left, right, top, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

type dock struct{ top, bottom, left, right, centre fyne.CanvasObject }

func least(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

// tall returns the height a bar needs at a width. What wraps knows that only
// once it has the width, so it is given first; else a banner would be shown at
// the height of a narrow one for a frame.
func tall(o fyne.CanvasObject, width float32) float32 {
	if o == nil || !o.Visible() {
		return 0
	}
	o.Resize(fyne.NewSize(width, o.Size().Height))
	return o.MinSize().Height
}

// Layout implements fyne.Layout.
func (d *dock) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	t, b, l, r := tall(d.top, s.Width), tall(d.bottom, s.Width), least(d.left).Width, least(d.right).Width
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil {
			place(o, x, y, max(0, w), max(0, h))
		}
	}
	put(d.top, 0, 0, s.Width, t)
	put(d.bottom, 0, s.Height-b, s.Width, b)
	put(d.left, 0, t, l, s.Height-t-b)
	put(d.right, s.Width-r, t, r, s.Height-t-b)
	put(d.centre, l, t, s.Width-l-r, s.Height-t-b)
}

// MinSize implements fyne.Layout.
func (d *dock) MinSize([]fyne.CanvasObject) fyne.Size {
	t, b, l, r, c := least(d.top), least(d.bottom), least(d.left), least(d.right), least(d.centre)
	return fyne.NewSize(max(t.Width, b.Width, l.Width+c.Width+r.Width),
		t.Height+b.Height+max(l.Height, c.Height, r.Height))
}

// NewStrip stacks bars and banners from top to bottom without gaps.
func NewStrip(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: strip{}, Objects: objects}
}

type strip struct{}

// Layout implements fyne.Layout.
func (strip) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		h := tall(o, s.Width)
		place(o, 0, y, s.Width, h)
		y += h
	}
}

// MinSize implements fyne.Layout.
func (strip) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := least(o)
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height
	}
	return s
}
