package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sidelight/app/findings"
	"sidelight/db"
	"sidelight/widgets/reader"
)

// lensDelay is how long after a change of the library the findings are read
// again: one reading answers a burst of notices.
const lensDelay = 80 * time.Millisecond

// briefLenses draws what was read from the text of a page. The text never
// waits for it: it is read once the text is on screen, and again whenever the
// library says that something about it changed.
type briefLenses struct {
	page   *briefPage
	set    *lensSet
	bar    *lensBar
	reload reloader
	rest   debounce
	shown  bool // the page is in view
	stale  bool // something changed while it was not

	report findings.Report
	known  bool // report is about the text on show
	spots  []spot
	extra  []reader.Finding // what a comparison draws; their ids are below zero
	stop   func()
}

func newBriefLenses(p *briefPage, set *lensSet) *briefLenses {
	b := &briefLenses{page: p, set: set, bar: newLensBar(set)}
	b.rest = debounce{loop: p.loop, delay: lensDelay}
	b.reload = reloader{load: b.load}
	quiet, unwatch := p.feed.listen(b.hear), set.watch(func() {
		b.bar.draw()
		b.draw()
		p.drawMarks()
		if b.shown {
			p.events.emit("lenses")
		}
	})
	b.stop = func() { quiet(); unwatch(); b.rest.stop() }
	return b
}

// textShown is told that a text is on screen; fresh says that it is another
// than before.
func (b *briefLenses) textShown(fresh bool) {
	if fresh {
		b.known, b.spots = false, nil
		b.reload.call()
	}
}

func (b *briefLenses) show() {
	b.shown = true
	if b.stale {
		b.stale = false
		b.reload.call()
	}
}

func (b *briefLenses) hide() { b.shown = false }

func (b *briefLenses) hear(n db.Notice) {
	switch n := n.(type) {
	case db.BriefChanged:
		if n.ID != b.page.id {
			return
		}
	case db.FindingsChanged:
		if n.BriefID != 0 && n.BriefID != b.page.id {
			return
		}
	case db.ActorChanged, db.SourceChanged, db.LibraryChanged:
	default:
		return
	}
	switch {
	case !b.shown:
		b.stale = true
	case b.rest.cancel == nil: // else it is about to be read
		b.rest.call(b.reload.call)
	}
}

// lensLoad is what reading a brief brings.
type lensLoad struct {
	report findings.Report
	spots  []spot
}

func (b *briefLenses) load(done func()) {
	p := b.page
	if !p.loaded {
		done()
		return
	}
	fetch(p.ctx, p.loop, func(ctx context.Context) (lensLoad, error) {
		r, err := findings.Of(ctx, p.lib, p.id)
		return lensLoad{r, spotsOf(r)}, err
	}, func(got lensLoad, err error) {
		defer done()
		switch {
		case errors.Is(err, db.ErrNotFound):
			return // the page is about to close
		case err != nil:
			p.report(fmt.Errorf("read the findings of the brief: %w", err))
			return
		case got.report.Revision.ID != p.revision.ID:
			return // the page is about to show the other text
		}
		b.report, b.spots, b.known = got.report, got.spots, true
		b.draw()
		p.act.read(p)
		p.events.emit("findings %d %d", p.id, len(b.spots))
	})
}

// draw shows the spots of the lenses that are on.
func (b *briefLenses) draw() {
	shown := make([]reader.Finding, 0, len(b.spots))
	for i, s := range b.spots {
		if s.tone != undrawn && b.set.on(s.lens) {
			shown = append(shown, reader.Finding{ID: int64(i), Tone: s.tone, Start: s.start, End: s.end})
		}
	}
	b.page.reader.SetFindings(append(shown, b.extra...))
}

// of are the spots of the reader's findings, in their order.
func (b *briefLenses) of(found []reader.Finding) []spot {
	var spots []spot
	for _, f := range found {
		if f.ID >= 0 && f.ID < int64(len(b.spots)) {
			spots = append(spots, b.spots[f.ID])
		}
	}
	return spots
}

// at are the spots at a byte, the loudest first; those that are not drawn
// last.
func (b *briefLenses) at(offset int) []spot {
	spots := b.of(b.page.reader.FindingsAt(offset))
	for _, s := range b.spots {
		if s.tone == undrawn && b.set.on(s.lens) && s.start <= offset && offset < s.end {
			spots = append(spots, s)
		}
	}
	return spots
}
