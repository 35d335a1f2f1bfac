package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

const (
	busyDelay         = 250 * time.Millisecond // quicker answers need no sign
	busyLap           = 1400 * time.Millisecond
	busyBar   float32 = 120
)

// lookupBusy is a stretch of the line below the field that runs to and fro
// while answers are under way.
type lookupBusy struct {
	widget.BaseWidget
	bar   *canvas.Rectangle
	busy  bool
	shown bool
	at    float32 // of the bar on its way, 0 to 1
	run   *fyne.Animation
	stop  func()
	after func(d time.Duration, f func()) (stop func())
}

func newLookupBusy() *lookupBusy {
	b := &lookupBusy{bar: newBox(0), after: afterDelay}
	b.ExtendBaseWidget(b)
	return b
}

func (b *lookupBusy) set(busy bool) {
	if busy == b.busy {
		return
	}
	b.busy = busy
	if busy {
		b.stop = b.after(busyDelay, b.begin)
		return
	}
	b.stop()
	if b.run != nil {
		b.run.Stop()
		b.run = nil
	}
	if b.shown {
		b.shown = false
		b.Refresh()
	}
}

func (b *lookupBusy) begin() {
	if !b.busy {
		return
	}
	b.shown, b.at = true, 0
	if fyne.CurrentApp().Settings().ShowAnimations() {
		b.run = fyne.NewAnimation(busyLap, func(done float32) { b.at = done; b.Refresh() })
		b.run.AutoReverse, b.run.RepeatCount = true, fyne.AnimationRepeatForever
		b.run.Start()
	}
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *lookupBusy) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {}, min: func() fyne.Size { return fyne.Size{} },
		layout: func(s fyne.Size) {
			b.bar.FillColor = look.Current().Accent
			w := min(busyBar, s.Width)
			place(b.bar, b.at*(s.Width-w), 0, w, s.Height)
		},
		objects: func() []fyne.CanvasObject {
			if !b.shown {
				return nil
			}
			return []fyne.CanvasObject{b.bar}
		}}
}
