package app

import (
	"context"
	"errors"
	"time"

	"sidelight/db"
)

// lookedAtAfter is how long a page must be in view to count as opened: going
// through a list opens nothing.
const lookedAtAfter = time.Second

// recentRows is how many of the records opened last the empty look-up box
// shows.
const recentRows = 12

// openedLog remembers in the library what was opened in the window.
type openedLog struct {
	*kit
	noted func() // a record was opened now
	rest  debounce
	last  recordRef
}

func newOpenedLog(k *kit, noted func()) *openedLog {
	return &openedLog{kit: k, noted: noted, rest: debounce{loop: k.loop, delay: lookedAtAfter}}
}

// shown hears which page is in view now; nil: none.
func (o *openedLog) shown(p page) {
	o.rest.stop()
	if p == nil {
		return
	}
	if r, ok := recordOf(p.Key()); ok {
		o.rest.call(func() { o.note(r) })
	}
}

// note remembers that a record was opened. Nothing depends on it, so that a
// failure is not worth a word.
func (o *openedLog) note(r recordRef) {
	if r == o.last || !o.canWrite() {
		return
	}
	o.last = r
	store(o.ctx, o.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, o.lib.NoteOpened(ctx, r.kind, r.id)
	}, func(struct{}, error) { o.noted() })
}

// readRecents reads the records opened last, but for the one in view.
func readRecents(ctx context.Context, lib *db.Library, inView recordRef) ([]record, error) {
	opened, err := lib.LastOpened(ctx, recentRows+1)
	if err != nil {
		return nil, err
	}
	var all []record
	for _, o := range opened {
		ref := recordRef{o.Kind, o.ID}
		if ref == inView || len(all) == recentRows {
			continue
		}
		r, err := readRecord(ctx, lib, ref)
		switch {
		case errors.Is(err, db.ErrNotFound): // deleted this very moment
		case err != nil:
			return nil, err
		default:
			all = append(all, r)
		}
	}
	return all, nil
}
