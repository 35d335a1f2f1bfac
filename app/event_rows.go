package app

import (
	"context"
	"fmt"

	"sidelight/db"
)

// eventRows reads the events of a list a page at a time, wherever the list is
// looked at: a chronology is jumped about in, by its drawing and by its ends.
// After a change the rows read before stay until they have been read anew, and
// only what is looked at is.
type eventRows struct {
	kit   *kit
	ctx   context.Context
	ask   func() query[db.Event] // makes the query of what is asked for now
	shown func()                 // rows have come

	total  int // events there are, read or not
	pages  map[int]eventsPage
	asked  map[int]int // the round in which a page was last asked for
	round  int         // counts the changes
	latest int         // the page looked at last
}

// eventsPage is what a page held in a round.
type eventsPage struct {
	rows  []db.Event
	round int
}

func newEventRows(ctx context.Context, k *kit, ask func() query[db.Event], shown func()) *eventRows {
	return &eventRows{kit: k, ctx: ctx, ask: ask, shown: shown, pages: map[int]eventsPage{}, asked: map[int]int{}}
}

// call reads anew what is looked at.
func (r *eventRows) call() {
	r.round++
	r.read(r.latest)
}

// reset forgets the rows, because other ones are asked for.
func (r *eventRows) reset() {
	clear(r.pages)
	r.latest = 0
	r.call()
}

// at returns a row, and has it read where that is not done or out of date.
func (r *eventRows) at(i int) (e db.Event, ok bool) {
	if i < 0 || i >= r.total {
		return e, false
	}
	page := i / pageRows
	r.latest = page
	have := r.pages[page]
	if have.round != r.round {
		r.read(page)
	}
	if i %= pageRows; i < len(have.rows) {
		return have.rows[i], true
	}
	return e, false
}

func (r *eventRows) read(page int) {
	if r.asked[page] == r.round {
		return
	}
	r.asked[page] = r.round
	round, read := r.round, r.ask()
	fetch(r.ctx, r.kit.loop, func(ctx context.Context) (rowsPage[db.Event], error) {
		rows, total, err := read(ctx, page*pageRows, pageRows)
		return rowsPage[db.Event]{rows, total}, err
	}, func(got rowsPage[db.Event], err error) {
		switch {
		case round != r.round:
			return // something has changed meanwhile, and it is read again
		case err != nil:
			r.kit.report(fmt.Errorf("read the chronology: %w", err))
			return
		}
		r.pages[page], r.total = eventsPage{got.rows, round}, got.total
		r.shown()
	})
}

// find says where an event stands, if it has been read.
func (r *eventRows) find(place eventPlace) (i int, ok bool) {
	for page, have := range r.pages {
		for n, e := range have.rows {
			if have.round == r.round && placeOf(e) == place {
				return page*pageRows + n, true
			}
		}
	}
	return 0, false
}
