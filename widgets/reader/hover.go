package reader

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
)

// hoverRest is how long the pointer rests on a finding before OnHover, and
// hoverGrace how long it may be off it, on its way to the card, before
// OnHoverEnd.
const (
	hoverRest  = 350 * time.Millisecond
	hoverGrace = 300 * time.Millisecond
)

// hoverer tells of findings that the pointer rests on.
type hoverer struct {
	r     *Reader
	under []Finding // what the pointer is on
	at    fyne.Position
	shown []Finding // what OnHover told of last; nil once it has ended
	held  bool      // the pointer is on the card

	rest, grace wait
	// after runs f on the drawing goroutine once d has passed, unless stopped.
	after func(d time.Duration, f func()) (stop func())
}

// later is the after of the running program.
func later(d time.Duration, f func()) func() {
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}

// wait is one running clock.
type wait struct {
	stop func()
	turn int // a clock that was stopped too late to be kept from ringing is of an earlier turn
}

func (w *wait) cancel() {
	if w.stop != nil {
		w.stop()
		w.stop = nil
	}
	w.turn++
}

func (h *hoverer) start(w *wait, d time.Duration, f func()) {
	w.cancel()
	turn := w.turn
	w.stop = h.after(d, func() {
		if w.turn == turn {
			w.stop = nil
			f()
		}
	})
}

// move is told what the pointer is on. What was ended by a click or a key does
// not come again before the pointer has been elsewhere.
func (h *hoverer) move(under []Finding, at fyne.Position) {
	h.at = at
	if slices.Equal(under, h.under) {
		return
	}
	h.under = under
	h.rest.cancel()
	if h.shown != nil {
		if slices.Equal(under, h.shown) {
			h.grace.cancel() // back on the words
			return
		}
		h.leave()
	}
	if len(under) > 0 {
		h.start(&h.rest, hoverRest, h.show)
	}
}

// leave ends the card in a moment, unless the pointer is or comes on it.
func (h *hoverer) leave() {
	if h.grace.stop == nil && !h.held {
		h.start(&h.grace, hoverGrace, h.finish)
	}
}

func (h *hoverer) show() {
	h.end()
	if h.r.OnHover == nil || h.r.layout == nil {
		return
	}
	line := h.r.layout.LineAt(float64(h.at.Y) + h.r.scroll.top)
	if line < 0 {
		return
	}
	h.shown = h.under
	at, height := h.r.wordsOn(line, h.shown[0].Start, h.shown[0].End)
	h.r.OnHover(slices.Clone(h.shown), at, height)
}

// hold is told that the pointer has come on the card, or left it.
func (h *hoverer) hold(on bool) {
	h.held = on && h.shown != nil
	switch {
	case h.held:
		h.rest.cancel()
		h.grace.cancel()
	case h.shown != nil && !slices.Equal(h.under, h.shown):
		h.leave()
	}
}

// end ends it now, and tells so if OnHover had told of anything.
func (h *hoverer) end() {
	h.rest.cancel()
	h.finish()
}

func (h *hoverer) finish() {
	h.grace.cancel()
	h.held = false
	if h.shown != nil {
		h.shown = nil
		if h.r.OnHoverEnd != nil {
			h.r.OnHoverEnd()
		}
	}
}

// replaced is told that there are other findings: a card about one that is gone
// goes too.
func (h *hoverer) replaced() {
	for _, f := range h.shown {
		if !slices.Contains(h.r.FindingsAt(f.Start), f) {
			h.end()
			break
		}
	}
	if h.shown == nil {
		h.rest.cancel()
		h.under = nil // they may be told of anew
	}
}

// HoldHover keeps OnHoverEnd from coming while the pointer is on the card that
// OnHover has shown: the page tells when it comes there and when it leaves.
func (r *Reader) HoldHover(on bool) { r.hovering.hold(on) }

// EndHover ends the card now, with OnHoverEnd: for a page that is left, or
// Escape on the card.
func (r *Reader) EndHover() { r.hovering.end() }

// followed chooses what a click on several findings leads to.
func followed(found []Finding) Finding {
	for _, f := range found {
		if f.Tone != ToneCheck && f.Tone.change() == "" {
			return f
		}
	}
	return found[0]
}

// findingsOn returns the findings over the words of a target.
func (r *Reader) findingsOn(t target) []Finding {
	if t.offset < 0 {
		return nil
	}
	return r.FindingsAt(t.offset)
}

// follows reports whether a click would call OnFollow.
func (r *Reader) follows(found []Finding) bool {
	if r.OnFollow == nil || len(found) == 0 {
		return false
	}
	m, _ := modifiers()
	return m == fyne.KeyModifierShortcutDefault
}
