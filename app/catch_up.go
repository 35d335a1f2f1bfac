package app

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/db"
)

// catchUpDelay is how long changes must rest before the texts are read again.
const catchUpDelay = 250 * time.Millisecond

// catchUpQuiet is how long reading may take before a word is said of it.
const catchUpQuiet = time.Second

// catcher keeps what is read from the texts up to date in the background:
// after an import, when a publication date is set, when an actor's names
// change. It is told of changes and works until nothing is left to do.
type catcher struct {
	*kit
	view    jobView
	rest    debounce
	running bool
	again   bool
	began   time.Time
	shown   atomic.Int64 // when progress was last shown, Unix ms
}

func newCatcher(k *kit, view jobView) *catcher {
	c := &catcher{kit: k, view: view, rest: debounce{loop: k.loop, delay: catchUpDelay}}
	k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.ActorChanged, db.LibraryChanged:
			c.soon()
		}
	})
	return c
}

// soon reads once the changes have come to rest.
func (c *catcher) soon() { c.rest.call(c.call) }

func (c *catcher) call() {
	switch {
	case !c.canWrite():
		return
	case c.running:
		c.again = true
		return
	}
	c.running, c.began = true, c.loop.Now()
	fetch(c.ctx, c.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, findings.CatchUp(ctx, c.lib, c.progress)
	}, func(_ struct{}, err error) {
		c.running = false
		if !c.jobs.active {
			c.view.HideJob()
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			c.report(fmt.Errorf("read the briefs: %w", err))
			return
		}
		c.events.emit("read")
		if c.again {
			c.again = false
			c.soon()
		}
	})
}

// progress is called beside the drawing goroutine. A job that the user asked
// for has the status bar before it.
func (c *catcher) progress(done, total int) {
	now := c.loop.Now()
	if now.Sub(c.began) < catchUpQuiet || now.UnixMilli()-c.shown.Load() < progressInterval.Milliseconds() {
		return
	}
	c.shown.Store(now.UnixMilli())
	c.loop.Do(func() {
		if c.running && !c.jobs.active {
			c.view.ShowJob(lang.L("Reading the briefs"), done, total, nil)
		}
	})
}
