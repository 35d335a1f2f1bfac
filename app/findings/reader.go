package findings

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"sidelight/app/reading"
	"sidelight/db"
)

// pageSize is how many briefs are stored in one transaction: enough that
// storing costs little, few enough that others wait little for their turn to
// write and that all of a page fits into memory.
const pageSize = 50

// reader reads texts of a library page by page.
type reader struct {
	lib        *db.Library
	oneMention bool
	names      atomic.Pointer[nameSet]
}

// nameSet is the names of the actors at one moment.
type nameSet struct {
	list []db.ActorName
	trie *reading.Names
}

// page is some briefs with what was found in them, and the names that were
// looked for.
type page struct {
	briefs []db.Brief
	found  []db.Findings
	names  *nameSet
	passed int // how many briefs were looked at to fill it
	err    error
}

// source gives the next briefs to read and how many were looked at to find
// them: none at the end.
type source func(ctx context.Context) (ids []int64, passed int, err error)

func newReader(ctx context.Context, lib *db.Library) (*reader, error) {
	one, err := oneMention(ctx, lib)
	if err != nil {
		return nil, err
	}
	r := &reader{lib: lib, oneMention: one}
	_, err = r.latestNames(ctx)
	return r, err
}

func (r *reader) rules() string { return Rules(r.oneMention) }

// latestNames are the names as the library has them now.
func (r *reader) latestNames(ctx context.Context) (*nameSet, error) {
	list, err := r.lib.ActorNames(ctx)
	if err != nil {
		return nil, err
	}
	names := r.names.Load()
	if names == nil || !slices.Equal(list, names.list) {
		names = &nameSet{list, namesOf(list)}
		r.names.Store(names)
	}
	return names, nil
}

// run reads all that the source gives and stores it: one page is read while
// the one before it is written. Whatever stops it, every page is stored whole
// or not at all.
func (r *reader) run(ctx context.Context, next source, store func(context.Context, []db.Findings) error, passed func(int)) error {
	ctx, cancel := context.WithCancel(ctx)
	pages := make(chan page)
	var producer sync.WaitGroup
	producer.Go(func() {
		defer close(pages)
		for {
			ids, n, err := next(ctx)
			if err == nil && n == 0 {
				return
			}
			var p page
			if err == nil {
				p, err = r.read(ctx, ids)
			}
			p.passed, p.err = n, err
			select {
			case pages <- p:
			case <-ctx.Done():
				return
			}
			if err != nil {
				return
			}
		}
	})
	defer producer.Wait()
	defer cancel()
	for p := range pages {
		if p.err != nil {
			return p.err
		}
		if err := r.storeCurrent(ctx, p, store); err != nil {
			return err
		}
		passed(p.passed)
	}
	return ctx.Err()
}

// storeCurrent stores a page. What was read before a brief was edited is not
// stored, and what was read before a name changed is stored without it, though
// another process may have seen to that change already. So the page is read
// again until nothing has changed meanwhile.
func (r *reader) storeCurrent(ctx context.Context, p page, store func(context.Context, []db.Findings) error) error {
	for len(p.briefs) > 0 {
		if err := store(ctx, p.found); err != nil {
			return err
		}
		again, err := r.outdated(ctx, p)
		if err != nil {
			return err
		}
		if p, err = r.read(ctx, again); err != nil {
			return err
		}
	}
	return nil
}

// outdated are the briefs of a page that would be read differently by now.
func (r *reader) outdated(ctx context.Context, p page) ([]int64, error) {
	names, err := r.latestNames(ctx)
	if err != nil {
		return nil, err
	}
	var ids []int64
	for _, b := range p.briefs {
		now, err := r.lib.Brief(ctx, b.ID)
		if errors.Is(err, db.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if names != p.names || now.RevisionID != b.RevisionID || !now.ChangedAt.Equal(b.ChangedAt) {
			ids = append(ids, b.ID)
		}
	}
	return ids, nil
}

// read reads briefs, on two processors at most and one fewer than there are,
// so that the window keeps one for itself. Those that are gone are left out.
func (r *reader) read(ctx context.Context, ids []int64) (page, error) {
	p := page{names: r.names.Load()}
	type result struct {
		brief db.Brief
		found db.Findings
		err   error
	}
	results := make([]result, len(ids))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(2, max(1, runtime.GOMAXPROCS(0)-1)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(ids); i = int(next.Add(1)) - 1 {
				one := &results[i]
				if one.err = ctx.Err(); one.err == nil {
					one.brief, one.found, one.err = r.readOne(ctx, ids[i], p.names.trie)
				}
			}
		})
	}
	workers.Wait()
	for _, one := range results {
		switch {
		case errors.Is(one.err, db.ErrNotFound):
		case one.err != nil:
			return page{}, one.err
		default:
			p.briefs, p.found = append(p.briefs, one.brief), append(p.found, one.found)
		}
	}
	return p, nil
}

func (r *reader) readOne(ctx context.Context, id int64, names *reading.Names) (db.Brief, db.Findings, error) {
	b, err := r.lib.Brief(ctx, id)
	if err != nil {
		return b, db.Findings{}, err
	}
	rev, err := r.lib.Revision(ctx, b.RevisionID)
	if err != nil {
		return b, db.Findings{}, err
	}
	return b, Read(b, rev, names, r.oneMention), nil
}
