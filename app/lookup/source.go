package lookup

import (
	"context"
	"math/bits"
	"slices"
	"unicode/utf8"
)

const (
	// most is how many rows a tier looks at closely; of more, those that come
	// first where two match alike.
	most = 1 << 13
	// scarce is how many rows are sooner looked at one by one than compared
	// with those of the other words.
	scarce = 1 << 9
)

// source says where a word of a query may be found: in rows that have one of
// some words of the vocabulary in their name or context. It may hold rows that
// do not match after all.
type source struct {
	words [][2]int32 // ranges of the vocabulary
	size  int        // rows at most
}

// add takes over a range of the vocabulary.
func (s *source) add(ix *Index, from, to int) {
	size := ix.words.names.count(from, to) + ix.around.count(from, to)
	if size == 0 {
		return
	}
	s.words = append(s.words, [2]int32{int32(from), int32(to)})
	s.size += size
}

// addAll takes over another source.
func (s *source) addAll(o source) {
	s.words = append(s.words, o.words...)
	s.size += o.size
}

// inNames calls do with the rows that have the words in their names, list by
// list.
func (s *source) inNames(ix *Index, do func(ids []int32)) {
	for _, w := range s.words {
		do(ix.words.names.of(int(w[0]), int(w[1])))
	}
}

// inContexts does so with those that have them in their contexts.
func (s *source) inContexts(ix *Index, do func(ids []int32)) {
	for _, w := range s.words {
		for _, c := range ix.words.contexts.of(int(w[0]), int(w[1])) {
			do(ix.contexts.rows.of(int(c), int(c)+1))
		}
	}
}

// beginning is the source of what begins with a word, also across gaps.
func (ix *Index) beginning(word string) source {
	var s source
	from, to := ix.words.beginning(word)
	s.add(ix, from, to)
	if mayCross(word) {
		s.addAll(ix.across(word, map[string]source{}))
	}
	return s
}

// across is the source of what begins with several words that were typed in
// one: of each way to part it, the words that fewer rows have.
func (ix *Index) across(word string, known map[string]source) source {
	if s, ok := known[word]; ok {
		return s
	}
	var s source
	for cut := 1; cut < len(word); cut++ {
		if !utf8.RuneStart(word[cut]) {
			continue
		}
		i, ok := ix.words.find(word[:cut])
		if !ok {
			continue
		}
		var first, rest source
		first.add(ix, i, i+1)
		from, to := ix.words.beginning(word[cut:])
		rest.add(ix, from, to)
		rest.addAll(ix.across(word[cut:], known))
		if rest.size < first.size {
			s.addAll(rest)
		} else {
			s.addAll(first)
		}
	}
	known[word] = s
	return s
}

// meet returns the rows that all sources may have; of more than limit, those
// that come first where two match alike. The sets of rows are kept under the
// names of the sources. One source must be in the name.
func (t *Typing) meet(ctx context.Context, q *query, names []string, sources []source, limit int) ([]int32, error) {
	ix := t.ix
	rarest := slices.MinFunc(sources, func(a, b source) int { return a.size - b.size })
	if rarest.size <= scarce || len(sources) == 1 && rarest.size <= limit {
		ids := make([]int32, 0, rarest.size)
		rarest.inNames(ix, func(list []int32) { ids = append(ids, list...) })
		if len(sources) > 1 {
			rarest.inContexts(ix, func(list []int32) { ids = append(ids, list...) })
		}
		return ids, ctx.Err()
	}
	all, named := t.room()
	for i, s := range sources {
		set, err := t.set(ctx, names[i], s)
		if err != nil {
			return nil, err
		}
		if i == 0 {
			copy(all, set.all)
		}
		for j := range all {
			all[j] &= set.all[j]
			named[j] |= set.names[j]
		}
	}
	var ids []int32
	for i := range all {
		for word := all[i] & named[i]; word != 0; word &= word - 1 {
			id := int32(i<<6 + bits.TrailingZeros64(word))
			if ix.allows(q, id) {
				ids = append(ids, id)
			}
		}
	}
	return ix.foremost(ids, limit), ctx.Err()
}

// room is two sets to work with, until the next call.
func (t *Typing) room() (all, named []uint64) {
	n := (len(t.ix.rows) + 63) / 64
	if t.scratch == nil {
		t.scratch = make([]uint64, 2*n)
	}
	clear(t.scratch)
	return t.scratch[:n], t.scratch[n:]
}

// rowSet is a source as sets of rows, a bit each: those that have one of its
// words in their name, and those that have one anywhere.
type rowSet struct{ names, all []uint64 }

func (t *Typing) set(ctx context.Context, name string, s source) (rowSet, error) {
	return t.sets.get(name, func() (rowSet, error) {
		names := make([]uint64, (len(t.ix.rows)+63)/64)
		set := rowSet{names, names}
		mark := func(set []uint64, ids []int32) {
			for _, id := range ids {
				set[id>>6] |= 1 << (id & 63)
			}
		}
		s.inNames(t.ix, func(ids []int32) { mark(names, ids) })
		s.inContexts(t.ix, func(ids []int32) {
			if &set.all[0] == &names[0] {
				set.all = slices.Clone(names)
			}
			mark(set.all, ids)
		})
		return set, ctx.Err()
	})
}

// foremost cuts rows down to about n that come first where two match alike.
func (ix *Index) foremost(ids []int32, n int) []int32 {
	if len(ids) <= n {
		return ids
	}
	const bucket = 8 // bits of a rank that are not told apart
	counts := make([]int32, len(ix.rows)>>bucket+1)
	for _, id := range ids {
		counts[ix.rank[id]>>bucket]++
	}
	last, sum := int32(0), 0
	for i, c := range counts {
		sum += int(c)
		if last = int32(i); sum >= n {
			break
		}
	}
	return slices.DeleteFunc(ids, func(id int32) bool { return ix.rank[id]>>bucket > last })
}
