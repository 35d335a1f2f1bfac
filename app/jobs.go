package app

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"
)

// progressInterval is the shortest time between two drawings of a progress.
const progressInterval = 100 * time.Millisecond

// jobView shows long work: what it is doing, how far it is, and Cancel.
type jobView interface {
	ShowJob(what string, done, total int, cancel func())
	HideJob()
}

// jobs runs long work beside the drawing goroutine, one at a time, with its
// progress in the status bar.
type jobs struct {
	loop   *Loop
	view   jobView
	active bool
}

// start runs work; progress may be called as often as it likes from there.
// done hears the result on the drawing goroutine, with context.Canceled when
// the user cancelled. It reports whether the job was started: not while
// another one runs.
func (j *jobs) start(ctx context.Context, what string, work func(ctx context.Context, progress func(done, total int)) error, done func(error)) bool {
	if j.active {
		return false
	}
	j.active = true
	ctx, cancel := context.WithCancel(ctx)
	stop := func() {
		j.view.ShowJob(lang.L("Stopping"), 0, 0, nil)
		cancel()
	}
	j.view.ShowJob(what, 0, 0, stop)
	var shown atomic.Int64
	began := j.loop.Now()
	progress := func(n, total int) {
		now := j.loop.Now().UnixMilli()
		if last := shown.Load(); n != total && now-last < progressInterval.Milliseconds() {
			return
		}
		shown.Store(now)
		j.loop.Do(func() {
			if j.active && ctx.Err() == nil {
				j.view.ShowJob(joinNonEmpty(" · ", what, pace(n, total, j.loop.Now().Sub(began))), n, total, stop)
			}
		})
	}
	j.loop.Go(func() {
		err := work(ctx, progress)
		if err == nil {
			err = ctx.Err()
		}
		j.loop.Do(func() {
			cancel()
			j.active = false
			j.view.HideJob()
			done(err)
		})
	})
	return true
}

// settled is how long work runs before its pace says anything.
const settled = 2 * time.Second

// pace says how fast work goes and how long it takes still, once that is known.
func pace(done, total int, took time.Duration) string {
	if took < settled || done <= 0 || total <= 0 {
		return ""
	}
	left := time.Duration(float64(took) / float64(done) * float64(total-done)).Round(time.Second)
	rate := float64(done) / took.Seconds()
	if rate < 1 {
		return lang.L("{{.Left}} left", map[string]any{"Left": spell(left)})
	}
	return lang.L("{{.Rate}} a second, {{.Left}} left", map[string]any{"Rate": int(rate + 0.5), "Left": spell(left)})
}

// spell writes a duration in minutes and seconds.
func spell(d time.Duration) string {
	if d < time.Minute {
		return lang.L("{{.S}} s", map[string]any{"S": int(d.Seconds())})
	}
	return lang.L("{{.M}} min {{.S}} s", map[string]any{"M": int(d.Minutes()), "S": int(d.Seconds()) % 60})
}
