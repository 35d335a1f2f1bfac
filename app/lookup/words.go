package lookup

import (
	"context"
	"strings"
)

// how says how letters lie in a name.
type how uint8

// From the weakest on.
const (
	inside      how = iota // in the middle of a word
	joined                 // from the beginning of a word over a gap into another
	begins                 // at the beginning of a word
	joinedWhole            // whole words without the gaps between them
	whole                  // a whole word
	likeWord               // a word that is spelt much like it
)

// worth is what a hit counts.
var worth = [...]int{inside: 1, joined: 3, begins: 4, joinedWhole: 5, whole: 6}

const (
	maxHits = 64
	// A word of a query is found across a space ("africacorps") when it has so
	// many bytes; across punctuation any number will do.
	leastCrossing = 5
	mostCrossing  = 64
)

// wordPrefix finds the rows in which every word begins a word of the name or,
// for some of them, of the context.
func (t *Typing) wordPrefix(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	ix := t.ix
	m := func(id int32, hits []hit) (int, []hit, bool) { return ix.matchWords(id, q.words, false, hits) }
	sources := make([]source, len(q.words))
	for i, w := range q.words {
		sources[i] = ix.beginning(w)
	}
	ids, err := t.meet(ctx, q, q.words, sources, most)
	if err != nil {
		return nil, err
	}
	return m, ix.try(ctx, q, ids, m, rows)
}

// matchWords matches a row in which every word begins one of its words, or,
// with middle, lies anywhere in one.
func (ix *Index) matchWords(id int32, words []string, middle bool, hits []hit) (int, []hit, bool) {
	name, around := ix.folded(id), ""
	first := len(hits)
	sum, named, covered := 0, 0, 0
	inOrder, runs, last := true, 0, -1
	for _, w := range words {
		h, ok := findWord(name, w, middle, hits[first:])
		if !ok {
			if around == "" {
				if around = ix.contexts.folded[ix.rows[id].context]; around == "" {
					return 0, hits, false
				}
			}
			if h, ok = findWord(around, w, middle, nil); !ok {
				return 0, hits, false
			}
			h.context = true
			hits = append(hits, h)
			continue
		}
		named++
		sum += worth[h.how]
		covered += len(w)
		if last >= 0 {
			inOrder = inOrder && h.start > last
			if h.start == last+1 {
				runs++
			}
		}
		last = wordEnd(name, h.end)
		hits = append(hits, h)
	}
	if named == 0 {
		return 0, hits, false
	}
	n := len(words)
	score := 40 * sum / (6 * n)
	if named == n {
		if inOrder {
			score += 10
		}
		if runs == n-1 {
			score += 10
		}
	}
	if hits[first].start == 0 && !hits[first].context {
		score += 5
	}
	return score + 5*quarters(covered, len(name)), hits, true
}

// findWord finds the best place of a word in a folded text; of two alike the
// first that other hits have not taken.
func findWord(text, word string, middle bool, others []hit) (hit, bool) {
	best, ok, free := hit{}, false, false
	for start := 0; start < len(text); {
		if text[start] == word[0] {
			if h, fits := atWord(text, start, word); fits {
				unused := !taken(others, start)
				if !ok || h.how > best.how || h.how == best.how && unused && !free {
					best, ok, free = h, true, unused
				}
			}
		}
		start = wordEnd(text, start) + 1
	}
	if !ok && middle && len(word) > 1 {
		if i := strings.Index(text, word); i >= 0 {
			return hit{start: i, end: i + len(word), how: inside}, true
		}
	}
	return best, ok
}

// atWord matches a word of a query at the beginning of a word of a text.
func atWord(text string, start int, word string) (hit, bool) {
	end, ok := beginsWith(text, start, word)
	if !ok {
		return hit{}, false
	}
	h := hit{start: start, end: end, how: begins}
	over := end-start > len(word)
	if over && !mayCross(word) && strings.IndexByte(text[start:end], space) >= 0 {
		return hit{}, false
	}
	switch complete := end == len(text) || isGap(text[end]); {
	case complete && over:
		h.how = joinedWhole
	case complete:
		h.how = whole
	case over:
		h.how = joined
	}
	return h, true
}

func mayCross(word string) bool { return leastCrossing <= len(word) && len(word) <= mostCrossing }

// taken says whether a hit begins there.
func taken(hits []hit, start int) bool {
	for i := range hits {
		if hits[i].start == start && !hits[i].context {
			return true
		}
	}
	return false
}
