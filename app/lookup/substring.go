package lookup

import (
	"context"
	"strings"
	"unicode/utf8"
)

// substring finds the rows that have every word somewhere in the name or, for
// some of them, in the context.
func (t *Typing) substring(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	ix := t.ix
	m := func(id int32, hits []hit) (int, []hit, bool) { return ix.matchWords(id, q.words, true, hits) }
	sources := make([]source, len(q.words))
	names := make([]string, len(q.words))
	for i, w := range q.words {
		s := ix.beginning(w)
		middles, err := t.middles.get(w, func() ([]int32, error) { return t.middle(w), ctx.Err() })
		if err != nil {
			return nil, err
		}
		for _, v := range middles {
			s.add(ix, int(v), int(v)+1)
		}
		if s.size == 0 {
			return nil, nil
		}
		names[i], sources[i] = "*"+w, s
	}
	ids, err := t.meet(ctx, q, names, sources, most)
	if err != nil {
		return nil, err
	}
	return m, ix.try(ctx, q, ids, m, rows)
}

// middle is the words of the vocabulary that have the letters of a word in
// them. Where it was asked before for all letters but the last, it looks only
// among what was found then.
func (t *Typing) middle(word string) []int32 {
	var found []int32
	if len(word) < 2 {
		return nil
	}
	_, last := utf8.DecodeLastRuneInString(word)
	if wider, ok := t.middles.before[word[:len(word)-last]]; ok && len(word)-last > 1 {
		for _, w := range wider {
			if strings.Contains(t.ix.words.words[w], word) {
				found = append(found, w)
			}
		}
		return found
	}
	t.ix.words.containing(word, func(w int) { found = append(found, int32(w)) })
	return found
}
