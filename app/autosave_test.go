package app

import (
	"context"
	"errors"
	"testing"
	"time"
)

// disk is a place that can refuse to take text.
type disk struct {
	text  string
	full  error
	saves int
}

func (d *disk) write(_ context.Context, text string) error {
	d.saves++
	if d.full != nil {
		return d.full
	}
	d.text = text
	return nil
}

func TestSaver_SavesOnceTypingRests(t *testing.T) {
	t.Parallel()
	l, d := newTestLoop(), &disk{}
	s := newSaver(l.Loop, "", d.write)
	// Given quick typing
	for _, text := range []string{"a", "ab", "abc"} {
		s.changed(text)
		l.advance(saveDelay / 2)
	}
	if d.saves != 0 {
		t.Fatalf("%d saves while typing", d.saves)
	}
	// When it rests, the newest words are written once
	l.advance(saveDelay)
	if d.saves != 1 || d.text != "abc" {
		t.Errorf("%d saves, text %q; want 1 of \"abc\"", d.saves, d.text)
	}
	if s.state != saveDone {
		t.Errorf("state %v, want saved", s.state)
	}
}

func TestSaver_FailureKeepsTheWordsAndTriesAgain(t *testing.T) {
	t.Parallel()
	l, d := newTestLoop(), &disk{full: errors.New("disk is full")}
	s := newSaver(l.Loop, "old", d.write)
	var states []saveState
	s.OnState = func(st saveState, _ time.Time, _ error) { states = append(states, st) }
	// Given words that cannot be saved
	s.changed("new")
	l.advance(saveDelay)
	if s.state != saveFailed || s.text != "new" || !s.dirty() {
		t.Fatalf("state %v, text %q, dirty %v", s.state, s.text, s.dirty())
	}
	l.advance(retryDelay + time.Second)
	if d.saves < 2 {
		t.Fatal("the save was not tried again")
	}
	// When there is room again
	d.full = nil
	l.advance(retryLimit)
	// Then they reach the disk without a key pressed
	if d.text != "new" || s.dirty() {
		t.Errorf("on disk %q, dirty %v", d.text, s.dirty())
	}
	if states[len(states)-1] != saveDone {
		t.Errorf("last state %v, want saved", states[len(states)-1])
	}
}

func TestSaver_TypingDuringASaveIsSavedToo(t *testing.T) {
	t.Parallel()
	l, d := newTestLoop(), &disk{}
	s := newSaver(l.Loop, "", d.write)
	s.changed("one")
	s.flush()
	s.changed("one two") // while the save is on its way
	l.advance(2 * saveDelay)
	if d.text != "one two" || s.dirty() {
		t.Errorf("on disk %q, dirty %v", d.text, s.dirty())
	}
}

func TestSavers_UnsavedNoteOpensWithItsNewWords(t *testing.T) {
	t.Parallel()
	// Given a note whose words could not be saved before its pane was closed
	l, d := newTestLoop(), &disk{full: errors.New("disk is full")}
	all := newSavers()
	s := all.get("note:1", func() *saver { return newSaver(l.Loop, "", d.write) })
	s.changed("precious")
	all.release("note:1")
	l.settle()
	// When it is opened again
	again := all.get("note:1", func() *saver { return newSaver(l.Loop, "", d.write) })
	// Then it shows them
	if again.text != "precious" {
		t.Errorf("the note opened with %q", again.text)
	}
	if err := all.flushAll(context.Background()); err == nil {
		t.Error("closing was told that all is saved")
	}
	// And once the disk takes them, closing may go on
	d.full = nil
	if err := all.flushAll(context.Background()); err != nil || d.text != "precious" {
		t.Errorf("flush: %v, on disk %q", err, d.text)
	}
}

func TestSaver_OlderReadingDoesNotReplaceWords(t *testing.T) {
	t.Parallel()
	l, d := newTestLoop(), &disk{}
	s := newSaver(l.Loop, "old", d.write)
	// Words that wait to be saved win over the library's
	s.changed("new")
	if s.refresh("other") || s.text != "new" {
		t.Errorf("typed words were replaced: %q", s.text)
	}
	// Saved words give way to what was written elsewhere later
	l.advance(2 * saveDelay)
	if !s.refresh("other") || s.text != "other" || s.dirty() {
		t.Errorf("text %q, dirty %v", s.text, s.dirty())
	}
}
