package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// insets lays out its objects over each other with free space at the sides,
// in Fyne units.
type insets struct{ top, right, bottom, left float32 }

// Layout implements fyne.Layout.
func (in insets) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	inner := fyne.NewSize(max(0, size.Width-in.left-in.right), max(0, size.Height-in.top-in.bottom))
	for _, o := range objects {
		o.Move(fyne.NewPos(in.left, in.top))
		o.Resize(inner)
	}
}

// MinSize implements fyne.Layout.
func (in insets) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.Add(fyne.NewSize(in.left+in.right, in.top+in.bottom))
}

// fixedHeight gives its object a height and asks for no width of its own.
type fixedHeight struct{ height float32 }

// Layout implements fyne.Layout.
func (f fixedHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (f fixedHeight) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, f.height) }

// atLeast asks for a smallest size and fills what it gets.
type atLeast struct{ size fyne.Size }

// Layout implements fyne.Layout.
func (a atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := a.size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// watched fills what it gets and tells of every new size.
type watched struct {
	onResize func(fyne.Size)
	last     fyne.Size
}

// Layout implements fyne.Layout.
func (w *watched) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	atLeast{}.Layout(objects, size)
	if size != w.last {
		w.last = size
		w.onResize(size)
	}
}

// MinSize implements fyne.Layout.
func (w *watched) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return atLeast{}.MinSize(objects)
}

// row lays out objects from left to right, each in its own width and centred
// in the height; the one at index grow takes what is left. A negative grow:
// none.
type row struct {
	gap  float32
	grow int
}

// Layout implements fyne.Layout.
func (r row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	free, n := size.Width, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		if i != r.grow {
			free -= o.MinSize().Width
		}
	}
	free -= r.gap * float32(max(0, n-1))
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		least := o.MinSize()
		width := least.Width
		if i == r.grow {
			width = max(0, free)
		}
		height := min(least.Height, size.Height)
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos(x, (size.Height-height)/2))
		x += width + r.gap
	}
}

// MinSize implements fyne.Layout.
func (r row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size, n := fyne.Size{}, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		least := o.MinSize()
		if i != r.grow {
			size.Width += least.Width
		} else {
			size.Width += min(least.Width, 40)
		}
		size.Height = max(size.Height, least.Height)
	}
	size.Width += r.gap * float32(max(0, n-1))
	return size
}

// popUp shows a context menu at a place on the canvas.
func popUp(w fyne.Window, at fyne.Position, items ...*fyne.MenuItem) {
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.Canvas(), at)
}

// popUpUnder shows a menu under the thing that asked for it.
func popUpUnder(w fyne.Window, near fyne.CanvasObject, items ...*fyne.MenuItem) {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(near)
	popUp(w, at.AddXY(0, near.Size().Height), items...)
}

// formOf lays the rows of a form under each other.
func formOf(rows ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(look.Space8), rows...)
}

// stacked lays objects under each other without gaps.
func stacked(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(0), objects...)
}
