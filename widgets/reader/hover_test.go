package reader

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// clock is time that passes by hand.
type clock struct {
	now  time.Duration
	runs []*alarm
}

type alarm struct {
	at time.Duration
	f  func()
}

func (c *clock) after(d time.Duration, f func()) func() {
	a := &alarm{c.now + d, f}
	c.runs = append(c.runs, a)
	return func() { c.runs = slices.DeleteFunc(c.runs, func(b *alarm) bool { return a == b }) }
}

func (c *clock) pass(d time.Duration) {
	end := c.now + d
	for {
		i := slices.IndexFunc(c.runs, func(a *alarm) bool { return a.at <= end })
		if i < 0 {
			break
		}
		due := c.runs[i]
		c.runs = slices.Delete(c.runs, i, i+1)
		c.now = due.at
		due.f()
	}
	c.now = end
}

// told is what a page hears of the pointer.
type told struct {
	r      *Reader
	time   *clock
	cards  [][]Finding
	at     fyne.Position
	height float32
	ends   int
}

// listening shows the brief with findings and a page that listens: the name of
// an actor within a checked sentence, a date in a citation, an expression over
// a line break, and words of the other tones.
func listening(t *testing.T) (*told, map[string]Finding) {
	t.Helper()
	r, _ := show(t, brief(), pane)
	h := &told{r: r, time: &clock{}}
	r.hovering.after = h.time.after
	r.OnHover = func(found []Finding, at fyne.Position, height float32) {
		h.cards, h.at, h.height = append(h.cards, found), at, height
	}
	r.OnHoverEnd = func() { h.ends++ }
	text := r.doc.Text()
	found := map[string]Finding{}
	var all []Finding
	for name, f := range map[string]struct {
		tone  Tone
		words string
	}{
		"guild":    {ToneActor, "Northern Haulage Guild"},
		"short":    {ToneActor, "NHG"},
		"sentence": {ToneCheck, "Drivers of the Northern Haulage Guild (NHG) waited"},
		"citation": {ToneCitation, "(Harbour Radio, April 28; see Coastal Ledger, May 2)"},
		"date":     {ToneDate, "April 28"},
		"broken":   {ToneLikelihood, "pay for the company it kept"},
		"hedge":    {ToneHedge, "reportedly"},
	} {
		start, end := at(t, text, f.words)
		found[name] = Finding{ID: int64(start + 1), Tone: f.tone, Start: start, End: end}
		all = append(all, found[name])
	}
	r.SetFindings(all)
	return h, found
}

// point moves the pointer onto a byte.
func (h *told) point(offset int) {
	h.r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(h.r, offset)}})
}

// heard checks how many cards were asked for and ended.
func (h *told) heard(t *testing.T, when string, cards, ends int) {
	t.Helper()
	if len(h.cards) != cards || h.ends != ends {
		t.Fatalf("%s: %d cards and %d ends, want %d and %d", when, len(h.cards), h.ends, cards, ends)
	}
}

const beside = 3 // a byte without findings: in the title

func TestRestingOnAFindingTellsOfIt(t *testing.T) {
	h, f := listening(t)
	// when the pointer rests on a date within a citation
	h.point(f["date"].Start + 1)
	h.time.pass(200 * time.Millisecond)
	h.point(f["date"].Start + 3)
	h.heard(t, "before it has rested", 0, 0)
	h.time.pass(200 * time.Millisecond)
	// then both are told of, the quieter last
	h.heard(t, "rested", 1, 0)
	if got := h.cards[0]; !slices.Equal(got, []Finding{f["date"], f["citation"]}) {
		t.Errorf("told of %v", got)
	}
	c := h.r.layout.Caret(f["date"].Start)
	if want := fyne.NewPos(h.r.column+c.X, float32(c.Top)+c.Height); h.at != want || h.height != c.Height {
		t.Errorf("card at %v, %v high, want %v, %v", h.at, h.height, want, c.Height)
	}
	// and the end once, a moment after the pointer has left
	h.point(beside)
	h.heard(t, "just left", 1, 0)
	h.time.pass(time.Second)
	h.heard(t, "left", 1, 1)
	h.r.MouseOut()
	h.time.pass(time.Second)
	h.heard(t, "out of the reader", 1, 1)
}

func TestPassingOverFindingsTellsOfNothing(t *testing.T) {
	h, f := listening(t)
	for range 5 {
		h.point(f["guild"].Start + 2)
		h.time.pass(100 * time.Millisecond)
		h.point(beside)
		h.time.pass(100 * time.Millisecond)
	}
	h.time.pass(time.Second)
	h.heard(t, "after all", 0, 0)
}

func TestTheScrollbarIsOverNoWords(t *testing.T) {
	h, _ := listening(t)
	h.r.SetFindings([]Finding{{ID: 1, Tone: ToneActor, Start: 0, End: 3}})
	h.r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(h.r.view.Width-2, 200)}})
	h.time.pass(time.Second)
	h.heard(t, "on the scrollbar", 0, 0)
}

func TestTheLoudestFindingComesFirst(t *testing.T) {
	h, f := listening(t)
	if got := h.r.FindingsAt(f["guild"].Start); !slices.Equal(got, []Finding{f["sentence"], f["guild"]}) {
		t.Errorf("%v", got)
	}
	if got := h.r.FindingsAt(beside); got != nil {
		t.Errorf("in the title: %v", got)
	}
}

func TestThePointerMayTravelOntoTheCard(t *testing.T) {
	h, f := listening(t)
	h.point(f["guild"].Start)
	h.time.pass(time.Second)
	// when it crosses another finding on its way and comes onto the card
	h.point(f["citation"].Start + 2)
	h.time.pass(100 * time.Millisecond)
	h.r.MouseOut()
	h.r.HoldHover(true)
	h.time.pass(time.Minute)
	// then the card stays
	h.heard(t, "on the card", 1, 0)
	// and goes when the pointer has left it for a moment
	h.r.HoldHover(false)
	h.heard(t, "just off the card", 1, 0)
	h.time.pass(time.Second)
	h.heard(t, "off the card", 1, 1)
}

func TestComingBackToTheWordsKeepsTheCard(t *testing.T) {
	h, f := listening(t)
	h.point(f["guild"].Start)
	h.time.pass(time.Second)
	h.r.MouseOut()
	h.r.HoldHover(true)
	h.r.HoldHover(false)
	h.r.MouseIn(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: place(h.r, f["guild"].Start)}})
	h.time.pass(time.Minute)
	h.heard(t, "back on the words", 1, 0)
}

func TestAnotherFindingTakesOver(t *testing.T) {
	h, f := listening(t)
	h.point(f["guild"].Start)
	h.time.pass(time.Second)
	h.point(f["hedge"].Start)
	h.time.pass(time.Second)
	h.heard(t, "on another", 2, 1)
	if got := h.cards[1]; !slices.Equal(got, []Finding{f["hedge"]}) {
		t.Errorf("told of %v", got)
	}
}

func TestWhatEndsACardAtOnce(t *testing.T) {
	at := func(h *told) fyne.Position { return h.r.hovering.at }
	for name, end := range map[string]func(h *told){
		"scrolling":    func(h *told) { h.r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}}) },
		"a letter":     func(h *told) { h.r.TypedRune('n') },
		"a key":        func(h *told) { key(h.r, fyne.KeyEscape) },
		"a shortcut":   func(h *told) { h.r.TypedShortcut(&fyne.ShortcutCopy{}) },
		"a click":      func(h *told) { click(h.r, at(h)) },
		"other button": func(h *told) { h.r.MouseDown(&desktop.MouseEvent{Button: desktop.MouseButtonSecondary}) },
		"another size": func(h *told) { h.r.SetTextSize(20) },
		"another text": func(h *told) { h.r.SetPrepared(prepare(t, parts())) },
		"the page":     func(h *told) { h.r.EndHover() },
		"it is gone":   func(h *told) { h.r.SetFindings(nil) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, held := range []bool{false, true} {
				h, f := listening(t)
				h.point(f["guild"].Start)
				h.time.pass(time.Second)
				h.heard(t, "rested", 1, 0)
				h.r.HoldHover(held)
				// when
				end(h)
				// then
				h.heard(t, "at once", 1, 1)
				h.time.pass(time.Minute)
				h.heard(t, "later", 1, 1)
			}
		})
	}
}

func TestAModifierAloneEndsNothing(t *testing.T) {
	h, f := listening(t)
	h.point(f["guild"].Start)
	h.time.pass(time.Second)
	key(h.r, desktop.KeyControlLeft) // Fyne types it, on the way to Ctrl and a click
	h.heard(t, "Ctrl", 1, 0)
}

func TestAClickKeepsTheCardAwayUntilThePointerHasLeft(t *testing.T) {
	h, f := listening(t)
	h.point(f["guild"].Start)
	click(h.r, place(h.r, f["guild"].Start))
	h.point(f["guild"].Start + 1)
	h.time.pass(time.Minute)
	h.heard(t, "after the click", 0, 0)
	h.point(beside)
	h.point(f["guild"].Start)
	h.time.pass(time.Second)
	h.heard(t, "back again", 1, 0)
}

func TestTheSameFindingsAnewKeepTheCard(t *testing.T) {
	h, f := listening(t)
	h.point(f["hedge"].Start)
	h.time.pass(time.Second)
	h.r.SetFindings([]Finding{f["hedge"], f["guild"]})
	h.time.pass(time.Minute)
	h.heard(t, "read anew", 1, 0)
	h.point(beside)
	h.time.pass(time.Second)
	h.heard(t, "left", 1, 1)
}

func TestACardStandsAtThePartUnderThePointer(t *testing.T) {
	// given words that go on in the next line
	h, f := listening(t)
	first, last := h.r.layout.Caret(f["broken"].Start), h.r.layout.Caret(f["broken"].End-1)
	if first.Line == last.Line {
		t.Fatal("the words stand on one line")
	}
	// when the pointer rests on their second part
	h.point(f["broken"].End - 2)
	h.time.pass(time.Second)
	// then the card stands below that
	if want := fyne.NewPos(h.r.column, float32(last.Top)+last.Height); h.at != want {
		t.Errorf("card at %v, want %v", h.at, want)
	}
}

func TestNoCardWhileSelecting(t *testing.T) {
	h, f := listening(t)
	press(h.r, place(h.r, beside), 0)
	drag(h.r, place(h.r, f["guild"].Start))
	h.point(f["guild"].Start)
	h.time.pass(time.Minute)
	h.heard(t, "with the button down", 0, 0)
}
