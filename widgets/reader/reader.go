// Package reader is the widget a brief is read in: long text with highlights,
// findings, matches and a selection, drawn on one raster.
//
// It knows a prepared text, marks and findings on it and colours of the palette.
// It must not know the library, a brief, or what a mark or a finding means: it
// calls back.
//
// One raster and not rows of canvas.Text, because Fyne keeps a texture for
// every string drawn and frees it only after a minute of rest: paging through
// a megabyte would take hundreds of megabytes. The painter stands behind a
// small interface, in painter.go, so that the choice can change.
//
// What it does not do: text that runs right to left is shaped and ordered by
// words, but neutral signs between scripts follow the word they touch and not
// all of UAX #9; glyphs of layered colour fonts (COLR), which can only come from
// the system, stay empty; soft hyphens break a line without showing a hyphen.
package reader

import (
	"context"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

var (
	_ fyne.Focusable         = (*Reader)(nil)
	_ fyne.Shortcutable      = (*Reader)(nil)
	_ fyne.Draggable         = (*Reader)(nil)
	_ fyne.Scrollable        = (*Reader)(nil)
	_ fyne.SecondaryTappable = (*Reader)(nil)
	_ desktop.Mouseable      = (*Reader)(nil)
	_ desktop.Hoverable      = (*Reader)(nil)
	_ desktop.Cursorable     = (*Reader)(nil)
	_ desktop.Keyable        = (*Reader)(nil)
)

// Reader shows a prepared document. All of it belongs to the drawing goroutine.
// Offsets are bytes of the document's text; positions are from the reader's top
// left corner.
type Reader struct {
	widget.BaseWidget

	// OnSelection is called when a selection is complete (a drag has ended, a
	// key has moved its end) with a place below its end, for a floating bar;
	// and with start equal to end when there is none any more.
	OnSelection func(start, end int, where fyne.Position)
	// OnTypedRune is asked first about every letter typed; true means taken.
	OnTypedRune func(r rune) bool
	// OnShortcut is asked about shortcuts the reader has no use for, because a
	// focused widget keeps them from the canvas.
	OnShortcut func(s fyne.Shortcut) bool
	// OnMark is called for a click on a mark or on its letter in the margin.
	OnMark func(id int64)
	// OnFocus is called when the reader gets the keyboard.
	OnFocus func()
	// OnScroll is called when the first byte in view changes, or the place of
	// the selection does.
	OnScroll func(position int)
	// OnScrolled is called whenever the lines stand elsewhere than before: the
	// text was scrolled by however little, except by PutAt, or broken into lines
	// again.
	OnScrolled func()
	// OnMetaAction is called for a click on a block's Action.
	OnMetaAction func()
	// OnHover is called when the pointer has rested on findings, with all that are
	// under it, the quietest last: at is the bottom left corner of the first one's
	// words on the pointer's line and height how high that line is, so that a card
	// can stand below or above. OnHoverEnd follows once, when the pointer has left
	// them for a moment (see HoldHover), or at once on a click, a key or scrolling.
	OnHover    func(findings []Finding, at fyne.Position, height float32)
	OnHoverEnd func()
	// OnFollow is called for a click with Ctrl (Command on macOS) on a finding: the
	// loudest under the pointer, a check or what a comparison has found only where
	// there is nothing else.
	OnFollow func(f Finding)
	// OnSecondary is called for a click with the other button, with the byte
	// under it.
	OnSecondary func(offset int, at fyne.Position)

	doc    *textlayout.Prepared
	layout *textlayout.Layout // nil until there is a document and a size
	spare  *textlayout.Layout // the layout before, to reuse
	size   float32            // of text
	column float32
	view   fyne.Size

	marks   markIndex
	active  int64
	finds   [][2]int
	current int
	pointed [2]int // equal: nothing

	grounds    []Ground
	groundSide Side

	findings lensIndex
	hovering hoverer

	// The selection runs from anchor, where it began, to head, where the caret
	// is; both on grapheme boundaries. goal is the x that up and down keep to.
	anchor, head int
	caretOn      bool
	goal         float32
	goalSet      bool

	scroll scroller
	input  input
	hover  bool // the pointer is on the action
	cursor desktop.Cursor

	palette look.Palette
	paint   painter
	frame   frame

	raster *canvas.Raster
	bar    *canvas.Raster
	thumb  *canvas.Rectangle
	ring   *canvas.Rectangle
	ticks  tickPicture
}

// New returns an empty reader: a page ground without text.
func New() *Reader {
	r := &Reader{size: look.ReadingSize, current: -1, paint: &rasterPainter{}, palette: look.Current()}
	r.scroll.r = r
	r.hovering.r, r.hovering.after = r, later
	r.cursor = desktop.DefaultCursor
	r.ExtendBaseWidget(r)
	return r
}

// SetPrepared shows a document, or nothing for nil. With the text it had before
// the reader keeps its position, selection, marks and findings; a new text begins
// at the top, without any.
func (r *Reader) SetPrepared(p *textlayout.Prepared) {
	same := p != nil && r.doc != nil && p.Text() == r.doc.Text()
	r.doc = p
	r.layout, r.spare = nil, nil
	if !same {
		r.stop()
		r.marks, r.finds, r.current, r.active = markIndex{}, nil, -1, 0
		r.findings, r.pointed, r.grounds = lensIndex{}, [2]int{}, nil
		had := r.anchor != r.head
		r.anchor, r.head, r.caretOn = 0, 0, false
		if had {
			r.announce()
		}
		r.scroll.top, r.scroll.keep, r.scroll.delta = 0, 0, 0
		r.scroll.reported = -1
	}
	r.rewrap()
}

// SetMarks shows highlights in place of those before. The order does not matter.
func (r *Reader) SetMarks(marks []Mark) {
	r.marks = newMarkIndex(marks)
	r.changed()
	r.ticksChanged()
}

// SetActiveMark draws one mark stronger than the others; 0 none.
func (r *Reader) SetActiveMark(id int64) {
	if r.active != id {
		r.active = id
		r.changed()
	}
}

// SetFinds shows what was found: spans in order that do not overlap, current
// being the index of the one in hand, or -1.
func (r *Reader) SetFinds(spans [][2]int, current int) {
	r.finds = slices.Clone(spans)
	r.current = current
	r.changed()
	r.ticksChanged()
}

// SetTextSize sets the size of body text; everything else follows. The text at
// the top of the view stays there.
func (r *Reader) SetTextSize(size float32) {
	size = max(8, min(size, 64))
	if size != r.size {
		r.size = size
		r.rewrap()
	}
}

// TextSize returns the size of body text.
func (r *Reader) TextSize() float32 { return r.size }

// SetSerif chooses between the serif and the sans. A document prepared with the
// other family is prepared again, here and now: a tenth of a second for a long
// text, once for each change of the setting.
func (r *Reader) SetSerif(on bool) {
	if r.doc == nil {
		return
	}
	doc := r.doc.Document()
	if doc.Sans != on {
		return
	}
	doc.Sans = !on
	// Without a deadline there is no error.
	if p, err := textlayout.Prepare(context.Background(), doc, r.doc.Shaper()); err == nil {
		r.SetPrepared(p)
	}
}

// Selection returns the selected bytes; start equals end where there are none.
func (r *Reader) Selection() (start, end int) {
	return min(r.anchor, r.head), max(r.anchor, r.head)
}

// SelectedText returns the selected part of the text, exactly as it is there.
func (r *Reader) SelectedText() string {
	if r.doc == nil {
		return ""
	}
	start, end := r.Selection()
	return r.doc.Text()[start:end]
}

// Select selects bytes, widened to whole graphemes; equal offsets select
// nothing. It does not scroll; see Reveal.
func (r *Reader) Select(start, end int) {
	if r.doc == nil {
		return
	}
	if start == end {
		start = r.doc.Snap(start)
		end = start
	} else {
		start, end = r.doc.SnapSpan(start, end)
	}
	r.setSelection(start, end)
	r.announce()
}

// SelectAll selects all of the text that is shown.
func (r *Reader) SelectAll() {
	if r.doc != nil {
		r.Select(r.doc.First(), r.doc.Last())
	}
}

// SelectionPlace returns the place below the selection's end, as OnSelection
// gets it, and whether that is in view: for a bar that scrolls with the text.
func (r *Reader) SelectionPlace() (where fyne.Position, visible bool) {
	start, end := r.Selection()
	if r.layout == nil || start == end {
		return fyne.Position{}, false
	}
	c := r.layout.Caret(end)
	if c.Line < 0 {
		return fyne.Position{}, false
	}
	y := float32(c.Top-r.scroll.top) + c.Height
	return fyne.NewPos(r.column+c.X, y), y >= 0 && y <= r.view.Height
}

// TakeFocus focuses the reader for the program: unlike by the Tab key, no caret
// appears.
func (r *Reader) TakeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil && c.Focused() != fyne.Focusable(r) {
		r.input.quietFocus = true
		c.Focus(r)
		r.input.quietFocus = false
	}
}

// setSelection moves the selection and draws it.
func (r *Reader) setSelection(anchor, head int) {
	if anchor == r.anchor && head == r.head {
		return
	}
	r.anchor, r.head = anchor, head
	r.changed()
}

// announce calls OnSelection.
func (r *Reader) announce() {
	if r.OnSelection == nil {
		return
	}
	start, end := r.Selection()
	where, _ := r.SelectionPlace()
	r.OnSelection(start, end, where)
}

// stop ends whatever moves.
func (r *Reader) stop() {
	r.hovering.end()
	r.scroll.stop()
	r.input.stopAuto()
}

// Room beside the column, at the text size of 16: letters on the left, the
// scrollbar on the right.
const (
	roomLeft  = 50
	roomRight = 28
	minColumn = 80
)

// rewrap breaks the text into lines again, keeping what was first in view.
func (r *Reader) rewrap() {
	if r.doc == nil || r.view.Width <= 0 || r.view.Height <= 0 {
		r.layout = nil
		r.changed()
		r.ticksChanged()
		return
	}
	measure := look.Measure * r.size / look.ReadingSize
	width := max(minColumn, min(measure, r.view.Width-roomLeft-roomRight))
	width = float32(int(width))
	r.column = float32(int(max(roomLeft, (r.view.Width-width)/2)))
	if l := r.layout; l == nil || l.Width != width || l.Size != r.size || l.P != r.doc {
		// Two layouts take turns, so that wrapping allocates nothing.
		r.spare, r.layout = r.layout, r.doc.Wrap(r.spare, width, r.size)
	}
	r.goalSet = false
	r.scroll.restore()
	r.changed()
	r.ticksChanged()
	r.scrolled()
}

// changed redraws everything at the next frame.
func (r *Reader) changed() {
	r.frame.stale = true
	if r.raster != nil {
		r.raster.Refresh()
	}
}

// scrolled redraws after the view has moved, and tells.
func (r *Reader) scrolled() {
	r.moved()
	if r.raster != nil && r.OnScrolled != nil {
		r.OnScrolled()
	}
}

// moved redraws after the view has moved.
func (r *Reader) moved() {
	r.hovering.end()
	if r.raster == nil {
		return
	}
	r.raster.Refresh()
	r.placeThumb()
	position := r.scroll.position()
	start, end := r.Selection()
	if r.OnScroll != nil && (position != r.scroll.reported || start != end) {
		r.scroll.reported = position
		r.OnScroll(position)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	r.raster = canvas.NewRaster(r.draw)
	r.raster.ScaleMode = canvas.ImageScalePixels
	r.bar = canvas.NewRaster(r.drawTicks)
	r.bar.ScaleMode = canvas.ImageScalePixels
	r.thumb = canvas.NewRectangle(color.Transparent)
	r.thumb.CornerRadius = thumbWidth / 2
	r.ring = canvas.NewRectangle(color.Transparent)
	r.ring.StrokeWidth = 2
	r.ring.Hide()
	r.recolour()
	return &renderer{r}
}

// renderer adapts the reader to Fyne.
type renderer struct{ r *Reader }

func (w *renderer) Destroy() { w.r.stop() }

func (w *renderer) MinSize() fyne.Size { return fyne.NewSize(minColumn+roomLeft+roomRight, 96) }

func (w *renderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{w.r.raster, w.r.bar, w.r.thumb, w.r.ring}
}

func (w *renderer) Layout(size fyne.Size) {
	r := w.r
	resized := size != r.view
	r.view = size
	r.raster.Resize(size)
	r.bar.Move(fyne.NewPos(size.Width-barWidth, 0))
	r.bar.Resize(fyne.NewSize(barWidth, size.Height))
	r.ring.Resize(size)
	if resized {
		r.rewrap()
	}
	r.placeThumb()
}

// Refresh is called by Fyne when the theme or the scale has changed.
func (w *renderer) Refresh() {
	w.r.recolour()
	w.r.changed()
	w.r.ticksChanged()
	w.r.placeThumb()
}

// recolour takes the colours of the theme.
func (r *Reader) recolour() {
	r.palette = look.Current()
	r.ring.StrokeColor = r.palette.Accent
	r.ring.Refresh()
	r.colourThumb()
}
