package widgets

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

// The tests of what is drawn share Fyne's one app, so they do not run in
// parallel; the tests of pure functions do.

// newApp starts a test app with the light theme.
func newApp(t *testing.T) fyne.App {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.NewTheme(look.ModeLight))
	return a
}

// inWindow shows an object in a window of a size.
func inWindow(t *testing.T, o fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, o)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return w
}

// golden compares what make builds with its images in light and dark.
func golden(t *testing.T, name string, width, height float32, make func(w fyne.Window) fyne.CanvasObject) {
	t.Helper()
	for mode, suffix := range map[look.Mode]string{look.ModeLight: "light", look.ModeDark: "dark"} {
		test.NewTempApp(t).Settings().SetTheme(look.NewTheme(mode))
		w := test.NewTempWindow(t, nil)
		w.SetPadded(false)
		w.Resize(fyne.NewSize(width, height))
		w.SetContent(make(w))
		w.Resize(fyne.NewSize(width, height))
		if c, ok := w.Canvas().(interface{ Focused() fyne.Focusable }); ok && c.Focused() != nil {
			c.Focused().FocusGained()
		}
		test.AssertImageMatches(t, name+"_"+suffix+".png", w.Canvas().Capture())
	}
}

func press1(x, y float32, m fyne.KeyModifier) *desktop.MouseEvent {
	return mouse(x, y, desktop.MouseButtonPrimary, m)
}

func mouse(x, y float32, b desktop.MouseButton, m fyne.KeyModifier) *desktop.MouseEvent {
	e := &desktop.MouseEvent{Button: b, Modifier: m}
	e.Position, e.AbsolutePosition = fyne.NewPos(x, y), fyne.NewPos(x, y)
	return e
}

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func at(x, y float32) *fyne.PointEvent {
	return &fyne.PointEvent{Position: fyne.NewPos(x, y), AbsolutePosition: fyne.NewPos(x, y)}
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// tipsByHand puts an object below a tip layer that waits for the test. Without
// it the clock may show a tip in the middle of another test.
func tipsByHand(o fyne.CanvasObject) (content fyne.CanvasObject, layer *tipLayer, rest func()) {
	stack := WithTips(o)
	layer = stack.Objects[1].(*tipLayer)
	return stack, layer, byHand(layer)
}

// byHand makes a tip layer wait for the test instead of the clock.
func byHand(l *tipLayer) (rest func()) {
	var due func()
	l.after = byHandAfter(&due)
	return func() {
		if due != nil {
			due()
		}
	}
}

// byHandAfter keeps what was to be done later, until it is stopped.
func byHandAfter(due *func()) func(time.Duration, func()) func() {
	return func(_ time.Duration, f func()) func() {
		*due = f
		return func() { *due = nil }
	}
}

// soon does at once what was to be done later.
func soon(_ time.Duration, f func()) (stop func()) {
	f()
	return func() {}
}
