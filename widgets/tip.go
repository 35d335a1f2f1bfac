package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// tipDelay is how long the pointer rests before a tip appears.
const tipDelay = 500 * time.Millisecond

// tipWidth is the widest a tip grows before it wraps.
const tipWidth float32 = 360

// WithTips wraps the content of a window with the layer that tips are drawn
// on; without it, widgets have none. A layer inside the content is used, not
// an overlay, since Fyne gives the pointer to the topmost overlay alone.
func WithTips(content fyne.CanvasObject) *fyne.Container {
	return container.NewStack(content, newTipLayer())
}

// tipHost is an overlay with a tip layer of its own.
type tipHost interface{ tipLayer() *tipLayer }

// tipLayer shows one tip at a time. It takes no events, so that the pointer
// reaches what lies beneath.
type tipLayer struct {
	widget.BaseWidget
	owner fyne.CanvasObject
	stop  func()
	// after runs f on the drawing goroutine once d has passed, unless stopped.
	after func(d time.Duration, f func()) (stop func())

	box   *canvas.Rectangle
	lines []*canvas.Text
	shown bool
}

func newTipLayer() *tipLayer {
	l := &tipLayer{box: newBox(look.RadiusField), after: afterDelay}
	l.ExtendBaseWidget(l)
	return l
}

// afterDelay runs f on the drawing goroutine once d has passed, unless stopped.
func afterDelay(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}

// CreateRenderer implements fyne.Widget.
func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, layout: func(fyne.Size) {}, min: func() fyne.Size { return fyne.Size{} },
		refresh: l.paint,
		objects: func() []fyne.CanvasObject {
			if !l.shown {
				return nil
			}
			all := []fyne.CanvasObject{l.box}
			for _, t := range l.lines {
				all = append(all, t)
			}
			return all
		}}
}

func (l *tipLayer) paint() {
	p := look.Current()
	lift(l.box, p)
	for _, t := range l.lines {
		t.Color = p.Text
	}
}

// arm shows text near a box (in the layer's coordinates) after the delay:
// below it, or at its right when beside is set.
func (l *tipLayer) arm(owner fyne.CanvasObject, text string, at fyne.Position, size fyne.Size, beside bool) {
	l.clear()
	l.owner = owner
	l.stop = l.after(tipDelay, func() {
		if l.owner == owner {
			l.show(text, at, size, beside)
		}
	})
}

// disarm hides the owner's tip, or keeps it from appearing.
func (l *tipLayer) disarm(owner fyne.CanvasObject) {
	if l.owner == owner {
		l.clear()
	}
}

func (l *tipLayer) clear() {
	if l.stop != nil {
		l.stop()
	}
	l.stop, l.owner = nil, nil
	if l.shown {
		l.shown = false
		l.Refresh()
	}
}

func (l *tipLayer) show(text string, at fyne.Position, size fyne.Size, beside bool) {
	const pad = look.Space8
	l.lines = l.lines[:0]
	width := float32(0)
	for _, line := range small.wrap(text, tipWidth, 12) {
		t := canvas.NewText("", nil)
		small.set(t, line, look.Current().Text)
		width = max(width, small.width(line))
		l.lines = append(l.lines, t)
	}
	w, h := width+2*pad, float32(len(l.lines))*lineHeight+look.Space8
	x, y := at.X, at.Y+size.Height+look.Space4
	if beside {
		x, y = at.X+size.Width+look.Space4, at.Y+(size.Height-h)/2
	} else if y+h > l.Size().Height {
		y = at.Y - h - look.Space4
	}
	x = max(look.Space4, min(x, l.Size().Width-w-look.Space4))
	place(l.box, x, y, w, h)
	for i, t := range l.lines {
		place(t, x+pad, y+look.Space4+float32(i)*lineHeight, width, lineHeight)
	}
	l.shown = true
	l.Refresh()
}

// tipsOf finds the tip layer of the canvas that shows o, nil when it has none.
func tipsOf(o fyne.CanvasObject) *tipLayer {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	if top := c.Overlays().Top(); top != nil {
		if host, ok := top.(tipHost); ok {
			return host.tipLayer()
		}
		return nil
	}
	if stack, ok := c.Content().(*fyne.Container); ok {
		for _, child := range stack.Objects {
			if l, ok := child.(*tipLayer); ok {
				return l
			}
		}
	}
	return nil
}

// tip arms a tip for a part of o, given in o's coordinates.
func tip(o fyne.CanvasObject, text string, at fyne.Position, size fyne.Size, beside bool) {
	l := tipsOf(o)
	if l == nil {
		return
	}
	if text == "" {
		l.disarm(o)
		return
	}
	d := fyne.CurrentApp().Driver()
	abs := d.AbsolutePositionForObject(o).Subtract(d.AbsolutePositionForObject(l))
	l.arm(o, text, abs.Add(at), size, beside)
}

// untip takes o's tip away.
func untip(o fyne.CanvasObject) {
	if l := tipsOf(o); l != nil {
		l.disarm(o)
	}
}
