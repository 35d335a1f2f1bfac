package widgets

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// PagePictures shows the pages of a document under each other. It asks for the
// pictures that are in view, and keeps no more than a few around them; until a
// picture is there its page is blank.
type PagePictures struct {
	widget.BaseWidget
	// OnWant is told which pages lack their picture, the most wanted first, and how
	// wide it should be in the pixels of the screen. It replaces what was asked
	// before.
	OnWant func(pages []int, width int)
	// OnPage is told which page the user has scrolled to.
	OnPage func(page int)

	sizes    []image.Point
	tops     []float32 // of the pages; one more for the end
	pictures map[int]pagePicture
	view     viewport
	at       int // the page at the top
	focused  bool
	wanted   []int
	wide     int

	slots  []*pageSlot
	ground *canvas.Rectangle
}

type pagePicture struct {
	picture image.Image // nil: it cannot be drawn
	width   int
}

// pageSlot draws one page.
type pageSlot struct {
	paper *canvas.Rectangle
	image *canvas.Image
	words *canvas.Text // in place of a picture
}

const (
	pageMargin          = look.Space16
	pageGap             = look.Space12
	pageMost    float32 = 900 // the widest a page is shown
	pagesAround         = 2   // beyond those in view whose pictures are kept
)

// NewPagePictures makes an empty view; words stand on pages that cannot be drawn.
func NewPagePictures() *PagePictures {
	w := &PagePictures{view: newViewport(), ground: newBox(0)}
	w.ExtendBaseWidget(w)
	return w
}

// SetPages replaces the document: the sizes of its pages, in any unit.
func (w *PagePictures) SetPages(sizes []image.Point) {
	w.sizes, w.pictures, w.at, w.wanted = sizes, map[int]pagePicture{}, 0, nil
	w.view.offset = 0
	w.Refresh()
}

// SetPicture gives a page its picture, drawn for a width; nil: it cannot be drawn.
func (w *PagePictures) SetPicture(page, width int, picture image.Image) {
	w.pictures[page] = pagePicture{picture, width}
	w.Refresh()
}

// Page is the page at the top of the view, from 0.
func (w *PagePictures) Page() int { return w.at }

// ShowPage brings a page to the top, without telling OnPage.
func (w *PagePictures) ShowPage(page int) {
	if page < 0 || page >= len(w.sizes) {
		return
	}
	w.at = page
	if len(w.tops) > page {
		w.view.scrollTo(w.tops[page] - pageGap/2)
	}
	w.Refresh()
}

// arrange works out where the pages stand at a width.
func (w *PagePictures) arrange(size fyne.Size) (width float32) {
	width = max(40, min(size.Width-2*pageMargin, pageMost))
	before, at := w.tops, w.view.offset
	w.tops = make([]float32, len(w.sizes)+1)
	y := pageGap
	for i, s := range w.sizes {
		w.tops[i] = y
		y += width*float32(s.Y)/float32(max(1, s.X)) + pageGap
	}
	w.tops[len(w.sizes)] = y
	// The page that was at the top stays there, and how far it was scrolled past.
	if n := w.at; n+1 < len(before) && len(before) == len(w.tops) && before[n+1] > before[n] {
		share := (at - before[n]) / (before[n+1] - before[n])
		w.view.offset = w.tops[n] + share*(w.tops[n+1]-w.tops[n])
	} else if n < len(w.sizes) {
		w.view.offset = w.tops[n] - pageGap/2
	}
	w.view.fit(size.Height, y)
	return width
}

// CreateRenderer implements fyne.Widget.
func (w *PagePictures) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: w, refresh: func() {}, layout: w.layout,
		min: func() fyne.Size { return fyne.NewSize(120, 80) },
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{w.ground}
			for _, s := range w.slots {
				all = append(all, s.paper, s.image, s.words)
			}
			return append(all, w.view.bar)
		}}
}

func (w *PagePictures) layout(size fyne.Size) {
	if size.Width <= 0 || size.Height <= 0 {
		return
	}
	p := look.Current()
	w.ground.FillColor = p.Bars
	place(w.ground, 0, 0, size.Width, size.Height)
	width := w.arrange(size)
	pixels := w.pixels(width)
	first := firstBelow(len(w.sizes), func(i int) float32 { return w.tops[i+1] - pageGap }, w.view.offset)
	last := first
	for last+1 < len(w.sizes) && w.tops[last+1] < w.view.offset+w.view.height {
		last++
	}
	slot := 0
	for i := first; i <= last && i < len(w.sizes); i++ {
		w.draw(slot, i, (size.Width-width)/2, w.tops[i]-w.view.offset, width, w.tops[i+1]-w.tops[i]-pageGap, p)
		slot++
	}
	for _, s := range w.slots[slot:] {
		s.paper.Hide()
		s.image.Hide()
		s.words.Hide()
	}
	for page := range w.pictures {
		if page < first-pagesAround || page > last+pagesAround {
			delete(w.pictures, page)
		}
	}
	w.view.place(size.Width)
	w.ask(first, last, pixels)
}

// pixels is a width on the screen.
func (w *PagePictures) pixels(width float32) int {
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		scale = c.Scale()
	}
	return int(width * scale)
}

func (w *PagePictures) draw(slot, page int, x, y, width, height float32, p look.Palette) {
	if slot == len(w.slots) {
		s := &pageSlot{paper: newBox(2), image: newImage(), words: canvas.NewText("", nil)}
		s.image.FillMode, s.image.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
		w.slots = append(w.slots, s)
	}
	s := w.slots[slot]
	s.paper.FillColor, s.paper.StrokeColor, s.paper.StrokeWidth = p.Surface, p.Lines, look.Hairline
	if w.focused && page == w.at {
		s.paper.StrokeColor = p.Accent
	}
	s.paper.Show()
	place(s.paper, x-1, y-1, width+2, height+2)
	got, there := w.pictures[page]
	show(s.image, there && got.picture != nil)
	if there && got.picture != nil {
		if s.image.Image != got.picture {
			s.image.Image = got.picture
			s.image.Refresh()
		}
		place(s.image, x, y, width, height)
	}
	show(s.words, there && got.picture == nil)
	if s.words.Visible() {
		small.set(s.words, small.elide(noPicture(), width-2*look.Space12), p.Quiet)
		place(s.words, x+look.Space12, y+look.Space12, width, lineHeight)
	}
}

// ask tells which pages in view, and the one below, lack a picture of their width.
func (w *PagePictures) ask(first, last, width int) {
	var wanted []int
	for i := first; i <= last+1 && i < len(w.sizes); i++ {
		if got, there := w.pictures[i]; !there || got.width != width {
			wanted = append(wanted, i)
		}
	}
	if w.OnWant != nil && (len(wanted) > 0 || len(w.wanted) > 0) {
		w.wanted, w.wide = wanted, width
		w.OnWant(wanted, width)
	}
}
