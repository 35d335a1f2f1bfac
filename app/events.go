package app

import (
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"sidelight/app/journal"
	"sidelight/widgets"
)

// events prints a line for everything that happens, for a test that drives
// the real window and waits for what its actions do. Nothing is printed
// without a writer.
type events struct {
	out     io.Writer
	loop    *Loop
	journal *journal.Journal
	// places lists what can be clicked now; set by the desk.
	places func(put func(name string, pos fyne.Position, size fyne.Size))

	mu    sync.Mutex
	quiet *debounce
	last  string // the places as they were printed last
}

// placesDelay lets a burst of changes end and be drawn before the places are
// measured.
const placesDelay = 120 * time.Millisecond

func newEvents(out io.Writer, loop *Loop, j *journal.Journal) *events {
	return &events{out: out, loop: loop, journal: j, quiet: &debounce{loop: loop, delay: placesDelay}}
}

// emit prints one line at once, and where things stand soon after: it is
// called on the drawing goroutine. The journal has the line without the user's
// words, but for what lists show, which every change brings.
func (e *events) emit(format string, args ...any) {
	if !strings.HasPrefix(format, "listed") {
		e.journal.Note(format, args...)
	}
	if e.out == nil {
		return
	}
	e.print(strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", " "))
	e.moved()
}

// moved prints the places once things have come to rest.
func (e *events) moved() {
	if e.out != nil && e.places != nil {
		e.quiet.call(e.printPlaces)
	}
}

func (e *events) print(lines string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	// A reader that went away is no reason to trouble the user.
	_, _ = io.WriteString(e.out, lines+"\n")
}

func (e *events) printPlaces() {
	var b strings.Builder
	e.places(func(name string, pos fyne.Position, size fyne.Size) {
		fmt.Fprintf(&b, "at %d %d %d %d %s\n", int(pos.X), int(pos.Y), int(size.Width), int(size.Height), name)
	})
	if now := b.String(); now != e.last {
		e.last = now
		e.print(now + "settled")
		return
	}
	e.print("settled")
}

func (e *events) listed(pane string, rows int) { e.emit("listed %d %s", rows, pane) }

// placer is a widget that can say where its parts stand.
type placer interface {
	fyne.CanvasObject
	Places() []widgets.Place
}

// parts puts the places of a widget's parts under a common name.
func parts(put func(string, fyne.Position, fyne.Size), prefix string, w placer) {
	if !w.Visible() {
		return
	}
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(w)
	for _, p := range w.Places() {
		put(prefix+p.Name, origin.Add(p.Pos), p.Size)
	}
}

// whole puts the place of one object.
func whole(put func(string, fyne.Position, fyne.Size), name string, o fyne.CanvasObject) {
	if o.Visible() && !o.Size().IsZero() {
		put(name, fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size())
	}
}
