package app

import (
	"context"
	"errors"
	"sort"
	"testing"
	"time"
)

// testLoop runs everything on the test's own goroutine, in order, when asked
// to: no waiting, no races, and a clock that moves when told.
type testLoop struct {
	*Loop
	todo   []func()
	timers []*testTimer
	now    time.Time
}

type testTimer struct {
	at   time.Time
	f    func()
	gone bool
}

func newTestLoop() *testLoop {
	l := &testLoop{now: time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)}
	push := func(f func()) { l.todo = append(l.todo, f) }
	l.Loop = &Loop{Do: push, Go: push, Wait: func() { l.settle() }, Now: func() time.Time { return l.now },
		After: func(d time.Duration, f func()) func() {
			t := &testTimer{at: l.now.Add(d), f: f}
			l.timers = append(l.timers, t)
			return func() { t.gone = true }
		}}
	return l
}

// settle runs what is queued until nothing is left.
func (l *testLoop) settle() {
	for len(l.todo) > 0 {
		f := l.todo[0]
		l.todo = l.todo[1:]
		f()
	}
}

// advance moves the clock and runs the timers that are due, in their order.
func (l *testLoop) advance(d time.Duration) {
	l.settle()
	end := l.now.Add(d)
	for {
		sort.SliceStable(l.timers, func(i, j int) bool { return l.timers[i].at.Before(l.timers[j].at) })
		if len(l.timers) == 0 || l.timers[0].at.After(end) {
			break
		}
		t := l.timers[0]
		l.timers = l.timers[1:]
		if t.gone {
			continue
		}
		l.now = t.at
		t.f()
		l.settle()
	}
	l.now = end
}

func TestFetch_CancelledAnswerIsNotHeard(t *testing.T) {
	t.Parallel()
	// Given a request under way
	l := newTestLoop()
	ctx, cancel := context.WithCancel(context.Background())
	heard := false
	fetch(ctx, l.Loop, func(context.Context) (int, error) { return 1, nil }, func(int, error) { heard = true })
	// When its pane is closed before the answer
	cancel()
	l.settle()
	// Then nobody hears it
	if heard {
		t.Error("a cancelled request was answered")
	}
}

func TestLatest_OnlyTheNewestRequestIsAnswered(t *testing.T) {
	t.Parallel()
	l := newTestLoop()
	var n latest
	var heard []int
	for i := range 3 {
		fetch(n.next(context.Background()), l.Loop, func(context.Context) (int, error) { return i, nil }, func(v int, _ error) { heard = append(heard, v) })
	}
	l.settle()
	if len(heard) != 1 || heard[0] != 2 {
		t.Errorf("heard %v, want only 2", heard)
	}
}

func TestStore_RunsInOrderAndIsHeardAfterCancel(t *testing.T) {
	t.Parallel()
	// Given two writes asked for one after the other by a pane that then goes
	l := newTestLoop()
	ctx, cancel := context.WithCancel(context.Background())
	var done []int
	for i := range 2 {
		store(ctx, l.Loop, func(context.Context) (int, error) { return i, nil }, func(v int, _ error) { done = append(done, v) })
	}
	cancel()
	// When they run
	l.settle()
	// Then both were, in order
	if len(done) != 2 || done[0] != 0 || done[1] != 1 {
		t.Errorf("done %v, want [0 1]", done)
	}
}

func TestLoop_RealGoroutinesKeepTheOrderOfWrites(t *testing.T) {
	t.Parallel()
	// Given a loop with goroutines and a drawing goroutine of its own
	draw := make(chan func(), 256)
	l := NewLoop()
	l.Do = func(f func()) { draw <- f }
	const writes = 100
	var order []int
	// When many writes are asked for at once
	for i := range writes {
		store(context.Background(), l, func(context.Context) (int, error) { return i, nil }, func(v int, _ error) { order = append(order, v) })
	}
	l.settleWrites()
	l.Wait()
	close(draw)
	for f := range draw {
		f()
	}
	// Then they happened in that order
	if len(order) != writes || !sort.IntsAreSorted(order) {
		t.Errorf("order of %d writes: %v", len(order), order)
	}
}

func TestReloader_BurstCostsTwoLoads(t *testing.T) {
	t.Parallel()
	l := newTestLoop()
	loads := 0
	r := reloader{load: func(done func()) {
		loads++
		l.Go(done)
	}}
	for range 50 {
		r.call()
	}
	l.settle()
	if loads != 2 {
		t.Errorf("%d loads for a burst, want 2", loads)
	}
}

func TestJobs_OneAtATimeWithCancel(t *testing.T) {
	t.Parallel()
	// Given a job under way
	l := newTestLoop()
	view := &fakeJobView{}
	j := &jobs{loop: l.Loop, view: view}
	var got error
	work := func(ctx context.Context, progress func(int, int)) error {
		progress(1, 2)
		return ctx.Err()
	}
	if !j.start(context.Background(), "Importing", work, func(err error) { got = err }) {
		t.Fatal("the first job was not started")
	}
	// When another is asked for, it is refused
	if j.start(context.Background(), "Exporting", work, nil) {
		t.Error("a second job was started beside the first")
	}
	// When the user cancels, the job hears it
	view.cancel()
	l.settle()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("the job ended with %v, want Canceled", got)
	}
	if view.shown {
		t.Error("the progress is still shown")
	}
}

type fakeJobView struct {
	shown  bool
	cancel func()
}

func (v *fakeJobView) ShowJob(_ string, _, _ int, cancel func()) {
	v.shown = true
	if cancel != nil {
		v.cancel = cancel
	}
}

func (v *fakeJobView) HideJob() { v.shown = false }
