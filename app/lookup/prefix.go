package lookup

import (
	"context"
	"sort"
	"strings"
	"unicode"
)

func blank(s string) bool { return strings.TrimFunc(s, unicode.IsSpace) == "" }

// exact finds the rows whose name is the query, wherever the gaps are.
func (ix *Index) exact(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	from, to := ix.equal(q.squeezed)
	spaced := strings.Join(q.words, " ")
	m := func(id int32, hits []hit) (int, []hit, bool) {
		name := ix.folded(id)
		score := 0
		if spaced == strings.ReplaceAll(name, "-", " ") {
			score = 1 // the gaps are where they were typed
		}
		return score, append(hits, hit{start: 0, end: len(name)}), true
	}
	return m, ix.tryRange(ctx, q, from, to, m, rows)
}

// prefix finds the rows whose name begins with the query, wherever the gaps
// are.
func (ix *Index) prefix(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	_, from := ix.equal(q.squeezed)
	to := from + int32(sort.Search(len(ix.rows)-int(from), func(i int) bool {
		_, ok := beginsWith(ix.folded(from+int32(i)), 0, q.squeezed)
		return !ok
	}))
	m := func(id int32, hits []hit) (int, []hit, bool) {
		name := ix.folded(id)
		end, ok := beginsWith(name, 0, q.squeezed)
		if !ok {
			return 0, hits, false
		}
		score := quarters(end, len(name))
		if end == len(name) || isGap(name[end]) {
			score += 4 // a whole word
		}
		return score, append(hits, hit{start: 0, end: end}), true
	}
	return m, ix.tryRange(ctx, q, from, to, m, rows)
}

// equal is the range of rows whose name has these letters and no others.
func (ix *Index) equal(squeezed string) (from, to int32) {
	n := len(ix.rows)
	from = int32(sort.Search(n, func(i int) bool { return compareSqueezed(ix.folded(int32(i)), squeezed) >= 0 }))
	to = from + int32(sort.Search(n-int(from), func(i int) bool { return compareSqueezed(ix.folded(from+int32(i)), squeezed) > 0 }))
	return from, to
}

// tryRange offers the rows of a range that a matcher takes.
func (ix *Index) tryRange(ctx context.Context, q *query, from, to int32, m matcher, rows *ranking) error {
	return inChunks(ctx, int(to-from), rows, func(i, j int, into *ranking) {
		var buffer [maxHits]hit
		for id := from + int32(i); id < from+int32(j); id++ {
			if !ix.allows(q, id) {
				continue
			}
			if score, _, ok := m(id, buffer[:0]); ok && into.wants(int32(score), ix.rank[id]) {
				ix.offer(id, score, into)
			}
		}
	})
}

// quarters says how many full quarters of a name are covered, 0 to 3.
func quarters(covered, length int) int { return min(3, 4*covered/max(1, length)) }
