package widgets

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets/look"
)

// timelineDrawing keeps the primitives of a timeline for the next frame: what
// is in view changes with every step of the wheel.
type timelineDrawing struct {
	boxes, texts int // used in this frame
	boxPool      []*canvas.Rectangle
	textPool     []*canvas.Text
	drawn        []fyne.CanvasObject
	shown        []shownMark
}

// shownMark is a mark in view with where it and its label stand.
type shownMark struct {
	events     []int
	x, y, w, h float32
}

func (d *timelineDrawing) reset() {
	d.boxes, d.texts = 0, 0
	d.drawn, d.shown = d.drawn[:0], d.shown[:0]
}

// box draws a rectangle; without a stroke colour it has none.
func (d *timelineDrawing) box(x, y, w, h, radius float32, fill, stroke color.Color) *canvas.Rectangle {
	if d.boxes == len(d.boxPool) {
		d.boxPool = append(d.boxPool, newBox(0))
	}
	b := d.boxPool[d.boxes]
	d.boxes++
	b.FillColor, b.StrokeColor, b.StrokeWidth, b.CornerRadius = fill, stroke, 0, radius
	if stroke != nil {
		b.StrokeWidth = look.Hairline
	}
	place(b, x, y, w, h)
	d.drawn = append(d.drawn, b)
	return b
}

func (d *timelineDrawing) text(letters lettering, s string, x, y, w, h float32, ink color.Color) {
	if d.texts == len(d.textPool) {
		d.textPool = append(d.textPool, canvas.NewText("", nil))
	}
	t := d.textPool[d.texts]
	d.texts++
	letters.set(t, s, ink)
	place(t, x, y, w, h)
	d.drawn = append(d.drawn, t)
}

// CreateRenderer implements fyne.Widget.
func (t *Timeline) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: t, refresh: func() {}, layout: t.layout,
		objects: func() []fyne.CanvasObject { return t.drawing.drawn },
		min:     func() fyne.Size { return fyne.NewSize(240, laneTop+4*laneStep) }}
}

func (t *Timeline) layout(s fyne.Size) {
	if s.Width <= 0 || s.Height <= 0 {
		return
	}
	t.lay(s)
	p, d := look.Current(), &t.drawing
	d.reset()
	d.box(0, 0, s.Width, s.Height, 0, p.Page, nil)
	t.drawAxis(s, p)
	show(t.ring, false)
	t.ring.StrokeColor = p.Accent
	for _, m := range t.marks {
		t.drawMark(m, s, p)
	}
	d.drawn = append(d.drawn, t.ring)
}

// shortMonth is the name of a date's month, as the axis has room for.
func shortMonth(from time.Time) string { return lang.L(from.Month().String()[:3]) }

func (t *Timeline) drawAxis(s fyne.Size, p look.Palette) {
	d := &t.drawing
	d.box(0, 0, s.Width, axisHeight, 0, p.Surface, nil)
	d.box(0, axisHeight-look.Hairline, s.Width, look.Hairline, 0, p.Lines, nil)
	fine, coarse := t.scale.axis(s.Width, t.ruler.width, shortMonth)
	words := func(ticks []axisTick, y float32, ink color.Color) {
		for _, tick := range ticks {
			if tick.text != "" {
				d.text(small, tick.text, tick.textX, y, t.ruler.width(tick.text), lineHeight, ink)
			}
		}
	}
	for _, tick := range fine {
		if tick.x >= 0 {
			d.box(float32(int(tick.x)), axisHeight-lineHeight, look.Hairline, s.Height-axisHeight+lineHeight, 0, p.Lines, nil)
		}
	}
	for _, tick := range coarse {
		if tick.x >= 0 {
			d.box(float32(int(tick.x)), 4, look.Hairline, axisHeight-4, 0, p.Lines, nil)
		}
	}
	words(coarse, 3, p.Text)
	words(fine, axisHeight-lineHeight-1, p.Quiet)
}

// markInk is how a mark is coloured.
type markInk struct{ fill, edge, label color.NRGBA }

func (t *Timeline) inkOf(e timelineEvent, p look.Palette) markInk {
	pair := look.Pair{Fill: p.AccentGround, Edge: p.Accent}
	if e.Tone != "" {
		pair = p.Label(e.Tone)
	}
	if e.Strong {
		return markInk{pair.Fill, pair.Edge, p.Text}
	}
	if e.Tone == "" {
		pair.Edge = p.Quiet
	}
	return markInk{p.Page, pair.Edge, p.Quiet}
}

// drawMark draws a mark if it or its label is in view.
func (t *Timeline) drawMark(m timeMark, s fyne.Size, p look.Palette) {
	left := t.scale.from * t.scale.perDay
	x0, x1, until := float32(m.x0-left), float32(m.x1-left), float32(min(m.until-left, 1e6))
	if x0 >= s.Width || until < 0 {
		return
	}
	y := laneTop + float32(m.lane)*laneStep
	if len(m.events) > 1 {
		t.drawCluster(m, x0, x1, y, p)
		return
	}
	e := t.events[m.events[0]]
	text, textX := t.labelOf(e, m, x0, x1, until, s.Width)
	textWidth := t.ruler.width(text)
	right := max(x1, textX+textWidth)
	if right < 0 {
		return
	}
	// Bars can be a thousand windows wide: what is far outside is cut off.
	from, to := max(x0, -20), min(x1, s.Width+20)
	ink := t.inkOf(e, p)
	t.halo(m.events, from-3, y, min(right, s.Width+20)-from+6, p)
	switch d := &t.drawing; {
	case !m.bar && e.Strong:
		d.box(from, y+(laneHeight-float32(dotSide))/2, x1-x0, float32(dotSide), float32(dotSide)/2, ink.edge, nil)
	case !m.bar:
		d.box(from, y+(laneHeight-float32(dotSide))/2, x1-x0, float32(dotSide), float32(dotSide)/2, p.Page, ink.edge).StrokeWidth = 1.5
	case e.Uncertain:
		t.drawOpenBar(from, to, y, ink)
	default:
		d.box(from, y, to-from, laneHeight, 3, ink.fill, ink.edge)
	}
	if text != "" {
		t.drawing.text(small, text, textX, y, textWidth, laneHeight, ink.label)
	}
}

// drawOpenBar draws a bar whose ends dissolve.
func (t *Timeline) drawOpenBar(from, to, y float32, ink markInk) {
	const strips, strip, gap = 3, 3, 3
	zone := min(float32(strips*(strip+gap)), (to-from)/3)
	d := &t.drawing
	body := func(x, w float32) {
		d.box(x, y, w, laneHeight, 0, ink.fill, nil)
		d.box(x, y, w, look.Hairline, 0, ink.edge, nil)
		d.box(x, y+laneHeight-look.Hairline, w, look.Hairline, 0, ink.edge, nil)
	}
	body(from+zone, to-from-2*zone)
	for x := float32(0); x+strip+gap <= zone+0.5; x += strip + gap {
		w := 1 + 2*x/zone
		body(from+x+strip-w, w)
		body(to-x-strip, w)
	}
}

// labelOf returns as much of an event's label as has room and where it stands:
// within a bar that is wide enough, else at the right of the mark.
func (t *Timeline) labelOf(e timelineEvent, m timeMark, x0, x1, until, width float32) (text string, x float32) {
	if m.bar && m.reach(float64(e.label)) == m.x1 {
		x = max(x0, 0) + float32(labelPad)
		if inset := x1 - float32(labelPad) - e.label; x > inset {
			x = inset // pushed out at the left
		}
		if x > width {
			return "", x
		}
		return e.Label, x
	}
	x = x1 + float32(labelGap)
	room := min(until-float32(markGap), width-look.Space4) - x
	if room < min(e.label, float32(labelLeast)) {
		return "", x
	}
	return t.ruler.cut(e.Label, room+0.5), x
}

func (t *Timeline) drawCluster(m timeMark, x0, x1, y float32, p look.Palette) {
	text := lang.L("{{.N}} events", map[string]any{"N": len(m.events)})
	w := t.ruler.width(text) + 2*float32(labelPad)
	fill, edge, ink := p.Page, p.Lines, p.Quiet
	for _, i := range m.events {
		if t.events[i].Strong {
			fill, edge, ink = p.AccentGround, p.Accent, p.Text
			break
		}
	}
	x := (x0 + x1 - w) / 2
	t.halo(m.events, x-2, y, w+4, p)
	t.drawing.box(x, y, w, laneHeight, laneHeight/2, fill, edge)
	t.drawing.text(small, text, x+float32(labelPad), y, w-2*float32(labelPad), laneHeight, ink)
}

// halo notes where a mark in view stands, and draws what lies behind the one
// that is chosen or under the pointer, and the ring of the one with the
// keyboard.
func (t *Timeline) halo(events []int, x, y, w float32, p look.Palette) {
	d := &t.drawing
	m := shownMark{events, x, y - 2, w, laneHeight + 4}
	for _, i := range events {
		if t.events[i].ID == t.chosen && t.chosen != 0 {
			d.box(m.x, m.y, m.w, m.h, look.RadiusField, p.AccentGround, p.Accent)
		}
		if i == t.cursor && t.focused && !t.byMouse {
			place(t.ring, m.x-2, m.y-1, m.w+4, m.h+2)
			show(t.ring, true)
		}
	}
	if len(d.shown) == t.hovered {
		d.box(m.x, m.y, m.w, m.h, look.RadiusField, p.Hover, nil)
	}
	d.shown = append(d.shown, m)
}
