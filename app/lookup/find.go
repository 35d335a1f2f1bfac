package lookup

import (
	"context"
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"sidelight/app/span"
)

const (
	few       = 5
	manyWords = 3
	// chunk is how many rows are looked at before ctx is asked again.
	chunk = 2048
)

// enough says whether so many rows of the better tiers make misspellings not
// worth looking for.
func enough(q *query, rows int) bool { return rows >= few || rows > 0 && len(q.words) >= manyWords }

// Match is a row found.
type Match struct {
	Entry        Entry
	Tier         Tier
	Spans        []span.Span // bytes of Entry.Text, in order, not overlapping
	ContextSpans []span.Span // bytes of Entry.Context
	Why          []Why       // nothing when it is obvious
	Score        int         // comparable within a tier only
}

// Result is what was found, best first, one row a record.
type Result struct {
	Matches []Match
	// Rough says that only the better tiers were searched: Find was asked not
	// to look for misspellings yet.
	Rough bool
}

// Find is one query by itself.
func (ix *Index) Find(ctx context.Context, q Query) (Result, error) {
	return ix.NewTyping().Find(ctx, q)
}

// Find finds what matches; ctx.Err() when ctx ends first (a newer keystroke).
// A query without letters or digits finds all that it may, by recency.
func (t *Typing) Find(ctx context.Context, asked Query) (Result, error) {
	ix := t.ix
	t.next()
	q := ix.read(asked)
	rows := newRanking(q.limit)
	if q.squeezed == "" {
		if asked.Text != "" && !blank(asked.Text) {
			return Result{}, ctx.Err()
		}
		if err := ix.all(ctx, &q, rows); err != nil {
			return Result{}, err
		}
		return Result{Matches: ix.show(rows.sealed, nil)}, nil
	}

	matchers := map[Tier]matcher{}
	tiers := []struct {
		tier Tier
		find func(context.Context, *query, *ranking) (matcher, error)
	}{
		{TierExact, ix.exact},
		{TierPrefix, ix.prefix},
		{TierWordPrefix, t.wordPrefix},
		{TierSubstring, t.substring},
		{TierFuzzy, t.fuzzy},
		{TierSpelling, t.misspelt},
	}
	better := 0
	var result Result
	for _, tier := range tiers {
		if rows.room() == 0 {
			break
		}
		if tier.tier == TierSpelling {
			if enough(&q, better) {
				break
			}
			if asked.Quick {
				result.Rough = true
				break
			}
		}
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		m, err := tier.find(ctx, &q, rows)
		if err != nil {
			return Result{}, err
		}
		for i := range rows.open {
			rows.open[i].tier = tier.tier
		}
		if tier.tier < TierFuzzy {
			better += len(rows.open)
		}
		rows.seal()
		matchers[tier.tier] = m
	}
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	result.Matches = ix.show(rows.sealed, matchers)
	return result, nil
}

// matcher says whether and how well a row matches, and where: the hits are
// appended to those given.
type matcher func(id int32, hits []hit) (score int, all []hit, ok bool)

// hit is a run of letters that matches.
type hit struct {
	start, end int // bytes of the folded text
	context    bool
	how        how
	typed      string // where it is spelt another way
	apart      int    // letters between the two
	sounds     bool   // they are transliterations of one name
}

// try offers the rows of a list that a matcher takes to the open tier.
func (ix *Index) try(ctx context.Context, q *query, ids []int32, m matcher, rows *ranking) error {
	return inChunks(ctx, len(ids), rows, func(from, to int, into *ranking) {
		var buffer [maxHits]hit
		for _, id := range ids[from:to] {
			if !ix.allows(q, id) || !into.wants(math.MaxInt32, ix.rank[id]) || into.taken[ix.record[id]] {
				continue
			}
			if score, _, ok := m(id, buffer[:0]); ok {
				ix.offer(id, score, into)
			}
		}
	})
}

// offer adds a row to the open tier.
func (ix *Index) offer(id int32, score int, rows *ranking) {
	rows.add(found{score: int32(score), rank: ix.rank[id], id: id, record: ix.record[id]})
}

// inChunks does work on n numbers, on several goroutines where they are many,
// each with a ranking of its own; it stops soon after ctx ends.
func inChunks(ctx context.Context, n int, rows *ranking, work func(from, to int, into *ranking)) error {
	workers := min(runtime.GOMAXPROCS(0), (n+chunk-1)/chunk)
	if workers <= 1 {
		work(0, n, rows)
		return ctx.Err()
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	forks := make([]*ranking, workers)
	for i := range forks {
		forks[i] = rows.fork()
		wait.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				work(from, min(from+chunk, n), forks[i])
			}
		})
	}
	wait.Wait()
	for _, f := range forks {
		rows.join(f)
	}
	return ctx.Err()
}

// all takes every row that a query without letters asks for by recency; where
// labels are asked for they come before their annotations.
func (ix *Index) all(ctx context.Context, q *query, rows *ranking) error {
	err := inChunks(ctx, len(ix.rows), rows, func(from, to int, into *ranking) {
		for id := int32(from); id < int32(to); id++ {
			if !into.wants(1, ix.rank[id]) || !ix.allows(q, id) {
				continue
			}
			score := 0
			if q.kinds != nil && ix.kinds[ix.kind[id]] == KindLabel {
				score = 1
			}
			ix.offer(id, score, into)
		}
	})
	for i := range rows.open {
		rows.open[i].tier = TierPrefix
	}
	rows.seal()
	return err
}
