package app

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
)

// Dispatcher hands a function to the drawing goroutine: fyne.Do in the
// window, a queue in tests. It is the only way in which background work
// reaches a widget.
type Dispatcher func(func())

// Loop is how the desk gets time: the way back to the drawing goroutine, the
// way off it, and the clock. Tests replace all of them, so that they need no
// waiting and no second goroutine.
type Loop struct {
	Do    Dispatcher
	Go    func(func())
	Wait  func()                                          // returns when nothing that Go started is left
	After func(d time.Duration, f func()) (cancel func()) // f runs on the drawing goroutine
	Now   func() time.Time
	// Caught hears of a panic in what the loop runs, where it happened; nil: it
	// ends the program.
	Caught func(value any)

	writing queue
}

// NewLoop returns the loop of a real window.
func NewLoop() *Loop {
	var running sync.WaitGroup
	l := &Loop{Wait: running.Wait, Now: time.Now}
	l.Do = func(f func()) { fyne.Do(func() { l.guard(f) }) }
	l.Go = func(f func()) { running.Go(func() { l.guard(f) }) }
	l.After = func(d time.Duration, f func()) func() {
		// It may be on its way to the drawing goroutine already when it is
		// cancelled there: then it must not run either.
		var gone atomic.Bool
		t := time.AfterFunc(d, func() {
			l.Do(func() {
				if !gone.Load() {
					f()
				}
			})
		})
		return func() { gone.Store(true); t.Stop() }
	}
	return l
}

// guard runs f and catches its panic.
func (l *Loop) guard(f func()) {
	if l.Caught != nil {
		defer func() {
			if v := recover(); v != nil {
				l.Caught(v)
			}
		}()
	}
	f()
}

// settleWrites does the writes asked for so far on the calling goroutine and
// waits for the one under way.
func (l *Loop) settleWrites() {
	for l.writing.step() {
	}
}

// fetch runs work beside the drawing goroutine and hands what it returns to
// done on it. When ctx is cancelled first (the pane was closed, or asked for
// something newer), done is not called.
func fetch[T any](ctx context.Context, l *Loop, work func(context.Context) (T, error), done func(T, error)) {
	l.Go(func() {
		if ctx.Err() != nil {
			return
		}
		v, err := work(ctx)
		if ctx.Err() != nil {
			return
		}
		l.Do(func() {
			if ctx.Err() == nil {
				done(v, err)
			}
		})
	})
}

// store is fetch for writes: they run one after the other in the order they
// were asked for, and the caller hears of the result even when its pane is
// gone.
func store[T any](ctx context.Context, l *Loop, work func(context.Context) (T, error), done func(T, error)) {
	l.writing.add(l, func() {
		v, err := work(ctx)
		l.Do(func() { done(v, err) })
	})
}

// queue runs functions one at a time, in order, off the drawing goroutine.
type queue struct {
	mu     sync.Mutex // guards todo and active
	todo   []func()
	active bool
	run    sync.Mutex // held while a function is taken out and run
}

func (q *queue) add(l *Loop, f func()) {
	q.mu.Lock()
	q.todo = append(q.todo, f)
	start := !q.active
	q.active = true
	q.mu.Unlock()
	if start {
		l.Go(func() {
			for q.step() {
			}
		})
	}
}

// step runs the next function; it reports whether there was one.
func (q *queue) step() bool {
	q.run.Lock()
	defer q.run.Unlock()
	q.mu.Lock()
	if len(q.todo) == 0 {
		q.active = false
		q.mu.Unlock()
		return false
	}
	f := q.todo[0]
	q.todo = q.todo[1:]
	q.mu.Unlock()
	f()
	return true
}

// latest cancels the request before it: of several answers to the same
// question only the newest is wanted.
type latest struct{ cancel context.CancelFunc }

// next returns a context for a new request and cancels the one before.
func (n *latest) next(ctx context.Context) context.Context {
	n.stop()
	ctx, n.cancel = context.WithCancel(ctx)
	return ctx
}

func (n *latest) stop() {
	if n.cancel != nil {
		n.cancel()
	}
}

// debounce runs the last of a quick series of calls once the series rests.
type debounce struct {
	loop   *Loop
	delay  time.Duration
	cancel func()
}

func (d *debounce) call(f func()) {
	d.stop()
	d.cancel = d.loop.After(d.delay, func() {
		d.cancel = nil
		f()
	})
}

func (d *debounce) stop() {
	if d.cancel != nil {
		d.cancel()
		d.cancel = nil
	}
}
