package widgets

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// renderer serves every widget of this package: the widgets are drawn from
// canvas primitives that their own methods lay out and colour.
type renderer struct {
	objects func() []fyne.CanvasObject
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
	owner   fyne.CanvasObject
}

func (r *renderer) Destroy()                     {}
func (r *renderer) Layout(s fyne.Size)           { r.layout(s) }
func (r *renderer) MinSize() fyne.Size           { return r.min() }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects() }

func (r *renderer) Refresh() {
	r.refresh()
	r.layout(r.owner.Size())
	canvas.Refresh(r.owner)
}

// fixed makes the objects function of a widget whose parts never change.
func fixed(parts ...fyne.CanvasObject) func() []fyne.CanvasObject {
	return func() []fyne.CanvasObject { return parts }
}

// lettering is how a piece of text is set: what measuring and drawing need.
type lettering struct {
	size  float32
	style fyne.TextStyle
	font  fyne.Resource // nil: the theme's
}

var (
	plain = lettering{size: look.TextSize}
	bold  = lettering{size: look.TextSize, style: fyne.TextStyle{Bold: true}}
	small = lettering{size: look.SmallSize}
)

// quoted is the serif italic of a card's quotation.
func quoted() lettering {
	return lettering{size: look.QuoteSize, style: fyne.TextStyle{Italic: true}, font: look.Serif(false, true)}
}

// lineHeight is the height of a line of interface text, 13 or 12.
const lineHeight float32 = 18

func (l lettering) width(s string) float32 {
	if s == "" {
		return 0
	}
	size, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, l.size, l.style, l.source(s))
	return size.Width
}

// source is the typeface for a line. To a face that is named Fyne adds no
// emoji: a line that holds one is set in the theme's.
func (l lettering) source(s string) fyne.Resource {
	if l.font != nil && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x2190 && unicode.Is(unicode.So, r) }) {
		return nil
	}
	return l.font
}

func (l lettering) set(t *canvas.Text, s string, c color.Color) {
	t.Text, t.TextSize, t.TextStyle, t.FontSource, t.Color = s, l.size, l.style, l.source(s), c
}

// elide returns s, or as much of its start as fits into max with an ellipsis.
// It never parts a letter from its accents.
func (l lettering) elide(s string, max float32) string {
	if l.width(s) <= max {
		return s
	}
	runes := []rune(s)
	low, high := 0, len(runes) // low fits, high does not
	for high-low > 1 {
		mid := (low + high) / 2
		if l.width(cut(runes, mid)) <= max {
			low = mid
		} else {
			high = mid
		}
	}
	return cut(runes, low)
}

// cut returns the first n runes and an ellipsis, fewer where n is inside a
// cluster or after a space.
func cut(runes []rune, n int) string {
	for n > 0 && n < len(runes) && joins(runes[n-1], runes[n]) {
		n--
	}
	return strings.TrimRightFunc(string(runes[:n]), unicode.IsSpace) + "…"
}

// joins reports whether b is drawn as part of what a began.
func joins(a, b rune) bool {
	const zeroWidthJoiner = '\u200d'
	return unicode.Is(unicode.M, b) || a == zeroWidthJoiner || b == zeroWidthJoiner
}

// wrap breaks s into lines no wider than max, at spaces and at line feeds; a
// word wider than a line is broken where it must. With limit > 0 there are at
// most so many lines, and the last ends in an ellipsis where text was left out.
func (l lettering) wrap(s string, max float32, limit int) []string {
	var lines []string
	space := l.width(" ")
	for _, paragraph := range strings.Split(s, "\n") {
		line, width := "", float32(0)
		for _, word := range strings.Fields(paragraph) {
			w := l.width(word)
			switch {
			case line == "":
				line, width = word, w
			case width+space+w <= max:
				line, width = line+" "+word, width+space+w
			default:
				lines = append(lines, line)
				line, width = word, w
			}
			for width > max {
				head, tail := l.split(line, max)
				if tail == "" {
					break
				}
				lines = append(lines, head)
				line, width = tail, l.width(tail)
			}
			if limit > 0 && len(lines) > limit {
				return l.close(lines, limit, max)
			}
		}
		lines = append(lines, line)
		if limit > 0 && len(lines) > limit {
			return l.close(lines, limit, max)
		}
	}
	return lines
}

// close shortens lines to limit and marks the last as unfinished.
func (l lettering) close(lines []string, limit int, max float32) []string {
	lines = lines[:limit]
	last := []rune(lines[limit-1])
	n := len(last)
	for n > 0 && l.width(cut(last, n)) > max {
		n--
	}
	lines[limit-1] = cut(last, n)
	return lines
}

// split parts a line that is too wide, keeping at least one rune.
func (l lettering) split(s string, max float32) (head, tail string) {
	runes := []rune(s)
	low, high := 1, len(runes)
	for high-low > 1 {
		mid := (low + high) / 2
		if l.width(string(runes[:mid])) <= max {
			low = mid
		} else {
			high = mid
		}
	}
	for low > 1 && low < len(runes) && joins(runes[low-1], runes[low]) {
		low--
	}
	return string(runes[:low]), string(runes[low:])
}

// place moves and resizes in one.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

func show(o fyne.CanvasObject, visible bool) {
	if visible == o.Visible() {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

// newRing makes the mark of keyboard focus, hidden until it is wanted.
func newRing(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = radius
	r.StrokeWidth = look.AccentLine
	r.Hide()
	return r
}

func newBox(radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = radius
	return r
}

// newImage makes a square image for an icon; drawIcon fills it.
func newImage() *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	return i
}

// drawIcon sets an icon by name and colour, and rasterises it anew only if it
// is not the one already drawn.
func drawIcon(i *canvas.Image, name string, colour color.NRGBA) {
	r := look.Drawn(name, colour)
	if i.Resource == nil || i.Resource.Name() != r.Name() {
		i.Resource = r
		i.Refresh()
	}
}

// lift gives a floating panel its ground, line and shadow.
func lift(r *canvas.Rectangle, p look.Palette) {
	r.FillColor, r.StrokeColor, r.StrokeWidth = p.Surface, p.Lines, look.Hairline
	r.Shadow = canvas.Shadow{Color: p.Shadow, BlurRadius: 12, Offset: fyne.NewPos(0, 4), Variant: canvas.DropShadow}
}

// inside reports whether a point lies in a box.
func inside(p fyne.Position, x, y, w, h float32) bool {
	return p.X >= x && p.X < x+w && p.Y >= y && p.Y < y+h
}

// wash makes a fill half as strong.
func wash(c color.NRGBA) color.NRGBA {
	c.A = 0x80
	return c
}
