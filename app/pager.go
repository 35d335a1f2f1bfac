package app

import (
	"context"
	"fmt"
)

// pageRows is how many rows of the library are read at a time, readAhead how
// many are kept read below the last one in view.
const (
	pageRows  = 200
	readAhead = 100
)

// query reads a page of rows beside the drawing goroutine, and says how many
// there are.
type query[T any] func(ctx context.Context, offset, limit int) (rows []T, total int, err error)

// pager reads the rows of a list a page at a time: rows below what has been
// seen are not read, so that a large library opens as fast as a small one.
type pager[T any] struct {
	kit   *kit
	ctx   context.Context // of the page or pane that shows the rows
	what  string          // "read the list of briefs", for errors
	ask   func() query[T] // makes the query of what is asked for now (filter, order)
	shown func()          // the rows have changed

	rows   []T
	total  int // rows there are, read or not
	loaded bool
	more   bool // the next page is being read
	asked  latest
	reload reloader
}

func newPager[T any](ctx context.Context, k *kit, what string, ask func() query[T], shown func()) *pager[T] {
	p := &pager[T]{kit: k, ctx: ctx, what: what, ask: ask, shown: shown}
	p.reload = reloader{load: p.load}
	return p
}

// call reads anew from the top, as many rows as were read before, and swaps
// them in one step.
func (p *pager[T]) call() { p.reload.call() }

// reset forgets the rows, because another question is asked, and reads anew.
func (p *pager[T]) reset() {
	p.rows = nil
	p.call()
}

// rowsPage is one answer of the library.
type rowsPage[T any] struct {
	rows  []T
	total int
}

func (p *pager[T]) load(done func()) {
	want, read := max(pageRows, len(p.rows)), p.ask()
	fetch(p.ctx, p.kit.loop, func(ctx context.Context) (rowsPage[T], error) {
		rows, total, err := read(ctx, 0, want)
		return rowsPage[T]{rows, total}, err
	}, func(got rowsPage[T], err error) {
		defer done()
		if err != nil {
			p.kit.report(fmt.Errorf("%s: %w", p.what, err))
			return
		}
		p.rows, p.total, p.more, p.loaded = got.rows, got.total, false, true
		p.shown()
	})
}

// at returns a row. Near the end of what has been read it asks for more.
func (p *pager[T]) at(i int) (row T, ok bool) {
	if i >= len(p.rows)-readAhead {
		p.loadMore()
	}
	if i < 0 || i >= len(p.rows) {
		return row, false
	}
	return p.rows[i], true
}

func (p *pager[T]) loadMore() {
	if p.more || !p.loaded || len(p.rows) >= p.total {
		return
	}
	p.more = true
	offset, read := len(p.rows), p.ask()
	fetch(p.asked.next(p.ctx), p.kit.loop, func(ctx context.Context) ([]T, error) {
		rows, _, err := read(ctx, offset, pageRows)
		return rows, err
	}, func(rows []T, err error) {
		if !p.more || offset != len(p.rows) {
			return // the list was read anew meanwhile
		}
		p.more = false
		if err != nil {
			p.kit.report(fmt.Errorf("%s: %w", p.what, err))
			return
		}
		p.rows = append(p.rows, rows...)
		p.shown()
	})
}
