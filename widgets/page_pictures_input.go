package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
)

func noPicture() string { return lang.L("This page cannot be drawn") }

// scroll moves the pages by the user's hand.
func (w *PagePictures) scroll(by float32) {
	w.view.scrollTo(w.view.offset + by)
	w.scrolled()
}

// scrolled tells of another page at the top: the one that most of the upper
// half of the view shows.
func (w *PagePictures) scrolled() {
	if len(w.sizes) == 0 || len(w.tops) != len(w.sizes)+1 {
		return
	}
	at := min(firstBelow(len(w.sizes), func(i int) float32 { return w.tops[i+1] }, w.view.offset+w.view.height/3), len(w.sizes)-1)
	told := at != w.at
	w.at = at
	w.Refresh()
	if told && w.OnPage != nil {
		w.OnPage(at)
	}
}

// Scrolled implements fyne.Scrollable.
func (w *PagePictures) Scrolled(e *fyne.ScrollEvent) { w.scroll(-e.Scrolled.DY) }

// MouseDown implements desktop.Mouseable.
func (w *PagePictures) MouseDown(e *desktop.MouseEvent) {
	w.view.dragging = w.view.overBar(e.Position, w.Size().Width)
	if c := fyne.CurrentApp().Driver().CanvasForObject(w); c != nil {
		c.Focus(w)
	}
}

// MouseUp implements desktop.Mouseable.
func (w *PagePictures) MouseUp(*desktop.MouseEvent) {
	w.view.dragging = false
	w.Refresh()
}

// Dragged implements fyne.Draggable.
func (w *PagePictures) Dragged(e *fyne.DragEvent) {
	if w.view.dragging {
		w.view.drag(e.Dragged.DY)
		w.scrolled()
	}
}

// DragEnd implements fyne.Draggable.
func (w *PagePictures) DragEnd() { w.MouseUp(nil) }

// MouseIn implements desktop.Hoverable.
func (w *PagePictures) MouseIn(e *desktop.MouseEvent) { w.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (w *PagePictures) MouseMoved(e *desktop.MouseEvent) {
	if over := w.view.overBar(e.Position, w.Size().Width); over != w.view.hovered {
		w.view.hovered = over
		w.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (w *PagePictures) MouseOut() {
	w.view.hovered = false
	w.Refresh()
}

// FocusGained implements fyne.Focusable.
func (w *PagePictures) FocusGained() { w.focused = true; w.Refresh() }

// FocusLost implements fyne.Focusable.
func (w *PagePictures) FocusLost() { w.focused = false; w.Refresh() }

// TypedRune implements fyne.Focusable.
func (w *PagePictures) TypedRune(r rune) {
	if r == ' ' {
		w.scroll(w.view.height * 0.9)
	}
}

// TypedKey implements fyne.Focusable: arrows scroll, the page keys go by a view,
// Left and Right by a page.
func (w *PagePictures) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(w, e) {
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		w.scroll(3 * lineHeight)
	case fyne.KeyUp:
		w.scroll(-3 * lineHeight)
	case fyne.KeyPageDown:
		w.scroll(w.view.height * 0.9)
	case fyne.KeyPageUp:
		w.scroll(-w.view.height * 0.9)
	case fyne.KeyHome:
		w.scroll(-w.view.content)
	case fyne.KeyEnd:
		w.scroll(w.view.content)
	case fyne.KeyRight, fyne.KeyLeft:
		to := w.at + 1
		if e.Name == fyne.KeyLeft {
			to = w.at - 1
		}
		if to >= 0 && to < len(w.sizes) {
			w.ShowPage(to)
			if w.OnPage != nil {
				w.OnPage(to)
			}
		}
	}
}
