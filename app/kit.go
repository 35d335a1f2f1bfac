package app

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
)

// kit is what every pane works with: the library, the loop and the few
// services of the desk. A pane gets nothing else but the functions it is
// given for leaving itself (open a brief, edit its details).
type kit struct {
	ctx    context.Context // ends when the library is closed
	app    fyne.App
	win    fyne.Window
	lib    *db.Library
	loop   *Loop
	undo   *undoStack
	jobs   *jobs
	savers *savers
	feed   *feed
	events *events
	labels *labelSet

	names  func(prefix string) []widgets.Suggestion          // what "[[" can be completed to
	follow func(target string)                               // a link of a preview was chosen
	sheet  func(name string, s *widgets.Sheet, named fields) // brings a sheet up; named are its fields, for tests
	report func(error)                                       // shows what went wrong
	say    func(text string)                                 // a quiet line in the status bar
	saved  func()                                            // something has just reached the disk
	// backedUp makes a backup and then goes on with something large.
	backedUp func(reason db.Reason, then func())
	saving   func(what string, s saveState, at time.Time, e error) // how a text being written stands to the disk
}

// fields names what can be filled in or clicked in a sheet.
type fields map[string]fyne.CanvasObject

// canWrite reports whether the library takes changes.
func (k *kit) canWrite() bool { return !k.lib.ReadOnly() }

// drawTries is how often whenDrawn looks again, a frame apart.
const drawTries = 60

// whenDrawn calls f once the object is part of the canvas: Fyne gives the
// keyboard only to what it has drawn at least once.
func (k *kit) whenDrawn(o fyne.CanvasObject, f func()) { k.drawn(o, f, drawTries) }

func (k *kit) drawn(o fyne.CanvasObject, f func(), tries int) {
	switch {
	case fyne.CurrentApp().Driver().CanvasForObject(o) != nil:
		f()
	case k.ctx.Err() != nil:
	case tries == 0:
		f() // without the keyboard, then
	default:
		k.loop.After(16*time.Millisecond, func() { k.drawn(o, f, tries-1) })
	}
}

// feed passes the library's notices on to the panes, on the drawing
// goroutine and in the order of the commits.
type feed struct {
	listeners map[int]func(db.Notice)
	next      int
	cancel    func()
}

func newFeed(lib *db.Library, loop *Loop) *feed {
	f := &feed{listeners: map[int]func(db.Notice){}}
	f.cancel = lib.Subscribe(func(n db.Notice) {
		loop.Do(func() { f.publish(n) })
	})
	return f
}

// listen calls the function for every notice until the returned one is
// called.
func (f *feed) listen(hear func(db.Notice)) (stop func()) {
	id := f.next
	f.next++
	f.listeners[id] = hear
	return func() { delete(f.listeners, id) }
}

func (f *feed) publish(n db.Notice) {
	for id := 0; id < f.next; id++ { // in the order in which they came
		if hear, ok := f.listeners[id]; ok {
			hear(n)
		}
	}
}

func (f *feed) close() {
	f.cancel()
	f.listeners = map[int]func(db.Notice){}
}

// labelSet keeps the labels at hand: every mark, card and selection bar asks
// for them.
type labelSet struct {
	all      []db.Label
	last     int64 // the label that was given last
	onChange []*func()
}

// get returns the label of that id; a label that is gone, or 0, gives a
// neutral one without a letter.
func (s *labelSet) get(id int64) db.Label {
	for _, l := range s.all {
		if l.ID == id {
			return l
		}
	}
	return db.Label{Colour: "slate", Underline: "solid"}
}

// mark is how an annotation is drawn in a text. One whose place is only proposed
// has a question mark for its letter.
func (s *labelSet) mark(a db.Annotation) reader.Mark {
	l := s.get(a.LabelID)
	m := reader.Mark{ID: a.ID, Start: a.Start, End: a.End, Colour: l.Colour, Underline: l.Underline, Letter: l.Letter, HasNote: a.Note != ""}
	if a.State == db.AnchorReview {
		m.Letter = "?"
	}
	return m
}

// usual is the label for a mark that none was chosen for: the one given last,
// or the first. 0 when there are none.
func (s *labelSet) usual() int64 {
	for _, l := range s.all {
		if l.ID == s.last {
			return l.ID
		}
	}
	if len(s.all) > 0 {
		return s.all[0].ID
	}
	return 0
}

// byKey returns the label with that key ("1").
func (s *labelSet) byKey(key string) (db.Label, bool) {
	for _, l := range s.all {
		if l.Key != "" && l.Key == key {
			return l, true
		}
	}
	return db.Label{}, false
}

// watch calls the function whenever the labels have changed, until the
// returned one is called.
func (s *labelSet) watch(f func()) (stop func()) {
	watcher := &f
	s.onChange = append(s.onChange, watcher)
	return func() {
		s.onChange = slices.DeleteFunc(s.onChange, func(w *func()) bool { return w == watcher })
	}
}

func (s *labelSet) set(all []db.Label) {
	s.all = all
	for _, f := range slices.Clone(s.onChange) {
		(*f)()
	}
}

// reloader runs one load at a time: a call while one is under way makes it
// run once more afterwards, so that a burst of notices costs two loads.
type reloader struct {
	load    func(done func())
	running bool
	again   bool
}

func (r *reloader) call() {
	if r.running {
		r.again = true
		return
	}
	r.running = true
	r.load(func() {
		r.running = false
		if r.again {
			r.again = false
			r.call()
		}
	})
}
