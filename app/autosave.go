package app

import (
	"context"
	"sync"
	"time"
)

// saveDelay is how long typing must rest before a note is saved.
const saveDelay = 500 * time.Millisecond

// retryDelay is the pause before a failed save is tried again; it doubles up
// to retryLimit while saving keeps failing.
const (
	retryDelay = 2 * time.Second
	retryLimit = 30 * time.Second
)

// saveState says how a text stands to the disk.
type saveState int

const (
	saveClean   saveState = iota // nothing was changed
	savePending                  // changed, not yet on its way
	saveRunning                  // on its way
	saveDone                     // reached the disk
	saveFailed                   // did not reach the disk; will be tried again
)

// saver keeps one text safe: it writes the newest version after typing
// rests, and when a write fails it holds the text and tries again. A saver
// outlives the pane that made it until its text is on the disk.
//
// All methods are called on the drawing goroutine; write runs beside it.
type saver struct {
	loop  *Loop
	write func(ctx context.Context, text string) error
	// OnState tells of every change of state; err is set with saveFailed.
	OnState func(state saveState, at time.Time, err error)

	text    string // the newest version
	stored  string // the newest version known to be on the disk
	state   saveState
	failure error
	delay   time.Duration
	timer   debounce
	writing sync.Mutex // one write at a time, the last word to flushNow
	queued  bool
	edits   int // counts what happened here, to tell a reading of the library that is older
}

func newSaver(loop *Loop, stored string, write func(context.Context, string) error) *saver {
	return &saver{loop: loop, write: write, text: stored, stored: stored, delay: retryDelay,
		timer: debounce{loop: loop, delay: saveDelay}}
}

// changed takes a new version of the text and saves it once typing rests.
func (s *saver) changed(text string) {
	s.edits++
	s.text = text
	if !s.dirty() {
		s.timer.stop()
		return
	}
	s.set(savePending, nil)
	s.timer.delay = saveDelay
	s.timer.call(s.flush)
}

// dirty reports whether the newest version is not yet known to be on disk.
func (s *saver) dirty() bool { return s.text != s.stored }

// flush saves now, beside the drawing goroutine.
func (s *saver) flush() {
	s.timer.stop()
	if !s.dirty() || s.queued {
		return
	}
	s.queued = true
	s.set(saveRunning, nil)
	text := s.text
	store(context.Background(), s.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.put(ctx, text)
	}, func(_ struct{}, err error) { s.finished(text, err) })
}

// flushNow saves on the calling goroutine: for closing, when there is no
// later. It waits for a write on its way first.
func (s *saver) flushNow(ctx context.Context) error {
	s.timer.stop()
	if !s.dirty() {
		return nil
	}
	text := s.text
	err := s.put(ctx, text)
	s.finished(text, err)
	return err
}

func (s *saver) put(ctx context.Context, text string) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.write(ctx, text)
}

func (s *saver) finished(text string, err error) {
	s.edits++
	s.queued = false
	if err != nil {
		s.set(saveFailed, err)
		s.timer.delay = s.delay
		s.delay = min(2*s.delay, retryLimit)
		s.timer.call(s.flush)
		return
	}
	s.stored = text
	s.delay = retryDelay
	if s.dirty() { // typed on while the save was on its way
		s.changed(s.text)
		return
	}
	s.set(saveDone, nil)
}

// refresh takes a version that came from the library, unless words typed here
// are waiting to be saved: those win. It reports whether the text changed.
func (s *saver) refresh(text string) bool {
	if s.dirty() || s.queued || s.text == text {
		return false
	}
	s.text, s.stored = text, text
	return true
}

// drop forgets the text that is not saved; the user has said so.
func (s *saver) drop() {
	s.timer.stop()
	s.text = s.stored
}

func (s *saver) set(state saveState, err error) {
	s.state, s.failure = state, err
	if s.OnState != nil {
		s.OnState(state, s.loop.Now(), err)
	}
}

// savers holds every text that is being edited or is not yet on disk, by
// what it belongs to, so that a note opened again shows the words that could
// not be saved and not the older ones of the library.
type savers struct{ all map[string]*saver }

func newSavers() *savers { return &savers{all: map[string]*saver{}} }

// get returns the saver of that name, made by create when there is none.
func (v *savers) get(name string, create func() *saver) *saver {
	s, ok := v.all[name]
	if !ok {
		s = create()
		v.all[name] = s
	}
	return s
}

// release forgets the saver when its text is safe, and asks it to save when
// it is not; it then goes at the next release or at closing.
func (v *savers) release(name string) {
	s, ok := v.all[name]
	if !ok {
		return
	}
	if s.dirty() || s.queued {
		s.flush()
		return
	}
	delete(v.all, name)
}

// saveAll sends everything on its way to the disk, beside the drawing
// goroutine.
func (v *savers) saveAll() {
	for _, s := range v.all {
		s.flush()
	}
}

// flushAll saves everything on the calling goroutine and returns the first
// failure.
func (v *savers) flushAll(ctx context.Context) error {
	var first error
	for _, s := range v.all {
		if err := s.flushNow(ctx); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// unsaved lists the texts that are not on disk.
func (v *savers) unsaved() []string {
	var texts []string
	for _, s := range v.all {
		if s.dirty() {
			texts = append(texts, s.text)
		}
	}
	return texts
}

// failing reports whether any text could not be saved.
func (v *savers) failing() bool {
	for _, s := range v.all {
		if s.state == saveFailed && s.dirty() {
			return true
		}
	}
	return false
}

// dropAll forgets what is not saved; the user has said so.
func (v *savers) dropAll() {
	for _, s := range v.all {
		s.drop()
	}
}
