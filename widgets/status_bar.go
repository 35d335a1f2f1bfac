package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// StatusBar says where the desk stands: the library and its counts at the
// left, long work in the middle, and at the right when the last save reached
// the disk.
type StatusBar struct {
	widget.BaseWidget
	OnCancel func() // the work shown is no longer wanted

	library, counts, work, saved, message string
	working, failed                       bool
	fraction                              float32 // below 0: unknown

	ground, line, track, done       *canvas.Rectangle
	left, middle, doing, right, say *canvas.Text
	cancel                          *TextLink
}

const progressWidth float32 = 120

// NewStatusBar makes an empty bar.
func NewStatusBar() *StatusBar {
	text := func() *canvas.Text { return canvas.NewText("", nil) }
	b := &StatusBar{ground: newBox(0), line: newBox(0), track: newBox(2), done: newBox(2),
		left: text(), middle: text(), doing: text(), right: text(), say: text()}
	b.cancel = NewTextLink(lang.L("Cancel"), func() { call(b.OnCancel) })
	b.cancel.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// SetLibrary names the library that is open.
func (b *StatusBar) SetLibrary(name string) { b.library = name; b.Refresh() }

// SetCounts says what is in it: "214 briefs · 87 actors".
func (b *StatusBar) SetCounts(text string) { b.counts = text; b.Refresh() }

// SetMessage shows a passing line in the middle, while no work runs; "" clears it.
func (b *StatusBar) SetMessage(text string) { b.message = text; b.Refresh() }

// SetWork shows what is being done and how far it is, from 0 to 1; below 0
// when that is not known.
func (b *StatusBar) SetWork(text string, fraction float64) {
	b.working, b.work, b.fraction = true, text, float32(min(fraction, 1))
	b.cancel.Show()
	b.Refresh()
}

// ClearWork takes the progress away.
func (b *StatusBar) ClearWork() { b.working = false; b.cancel.Hide(); b.Refresh() }

// SetSaved says when the last save reached the disk.
func (b *StatusBar) SetSaved(at time.Time) {
	b.setSaved(lang.L("Saved {{.Time}}", map[string]any{"Time": at.Format("15:04:05")}), false)
}

// SetSaving says that a save is under way.
func (b *StatusBar) SetSaving() { b.setSaved(lang.L("Saving…"), false) }

// SetNotSaved says that the last save failed, and why: "Not saved: the disk is full".
func (b *StatusBar) SetNotSaved(text string) {
	if text == "" {
		text = lang.L("Not saved")
	}
	b.setSaved(text, true)
}

// ClearSaved says nothing about saving, as before the first save.
func (b *StatusBar) ClearSaved() { b.setSaved("", false) }

func (b *StatusBar) setSaved(text string, failed bool) {
	b.saved, b.failed = text, failed
	b.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (b *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {}, layout: b.layout,
		objects: fixed(b.ground, b.line, b.left, b.middle, b.track, b.done, b.doing, b.cancel, b.say, b.right),
		min:     func() fyne.Size { return fyne.NewSize(240, look.StatusHeight) }}
}

func (b *StatusBar) layout(s fyne.Size) {
	p := look.Current()
	b.ground.FillColor, b.line.FillColor = p.Bars, p.Lines
	b.track.FillColor, b.done.FillColor = p.Lines, p.Accent
	place(b.ground, 0, 0, s.Width, s.Height)
	place(b.line, 0, 0, s.Width, look.Hairline)
	y, h := look.Hairline, s.Height-look.Hairline

	ink, letters := p.Quiet, small
	if b.failed {
		ink, letters = p.Error, smallBold
	}
	rightWidth := min(letters.width(b.saved), s.Width*0.6)
	letters.set(b.right, letters.elide(b.saved, rightWidth+0.5), ink)
	place(b.right, s.Width-look.Space12-rightWidth, y, rightWidth, h)
	end := s.Width - look.Space12 - rightWidth - look.Space24

	x := look.Space12
	for _, t := range []struct {
		text  *canvas.Text
		words string
	}{{b.left, b.library}, {b.middle, b.counts}} {
		w := small.width(t.words)
		small.set(t.text, small.elide(t.words, max(0, end-x)), p.Quiet)
		show(t.text, end-x > look.Space24)
		place(t.text, x, y, w, h)
		if w > 0 {
			x += w + look.Space16
		}
	}

	cancelWidth := b.cancel.MinSize().Width
	room := end - x - progressWidth - cancelWidth - 3*look.Space8
	fits := b.working && room > 40
	for _, o := range []fyne.CanvasObject{b.track, b.done, b.doing} {
		show(o, fits)
	}
	show(b.say, !b.working && b.message != "")
	if b.working {
		// The words stand before the bar, and the whole ends where the saved
		// line begins, so that a growing number moves nothing.
		words := small.elide(b.work, max(0, room))
		w := small.width(words)
		small.set(b.doing, words, p.Text)
		at := end - cancelWidth
		place(b.cancel, at, y, cancelWidth, h)
		at -= look.Space8 + progressWidth
		place(b.track, at, y+(h-4)/2, progressWidth, 4)
		part, from := b.fraction, float32(0)
		if part < 0 {
			part, from = 0.25, 0.375
		}
		place(b.done, at+progressWidth*from, y+(h-4)/2, progressWidth*part, 4)
		place(b.doing, at-look.Space8-w, y, w, h)
	} else {
		words := small.elide(b.message, max(0, end-x))
		small.set(b.say, words, p.Text)
		place(b.say, x, y, small.width(words), h)
	}
}
