package lookup

import (
	"context"
	"math"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
)

const (
	// maxPattern is how many letters of a query are scored: with more of them
	// fuzzy's scores overflow.
	maxPattern = 32
	// maxOrdered is how many bytes a word may have to be looked for in order.
	maxOrdered = 64
	// gapless is how many letters are too few to leave others out between them.
	gapless = 3
	// small is how long a word is at most that may be passed over freely, as
	// acronyms do: "of", "the", "wal".
	small = 3
	// mostInitials is how many rows are looked at that have a word beginning
	// with each letter, mostLettered how many of the others with the letters.
	mostInitials = 1 << 13
	mostLettered = 1 << 12
	// maxSteps bounds the search for the letters in one name.
	maxSteps = 512
)

// fuzzy finds the rows that have the letters of every word in order: each
// where a word begins or right after another. Letters scattered in another way
// are no match that a person would accept, but within one word vowels may be
// left out, and one of two letters that are the same ("prgzhn").
func (t *Typing) fuzzy(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	ix := t.ix
	patterns := patternsOf(q.words)
	var need uint64
	for _, w := range q.words {
		need |= startBit(w[0])
		for i := range len(w) {
			need |= letterBit(w[i])
		}
	}
	m := func(id int32, hits []hit) (int, []hit, bool) {
		if ix.letters[id]&need != need {
			return 0, hits, false
		}
		name := ix.folded(id)
		for _, w := range q.words {
			var ok bool
			if hits, ok = inOrder(name, w, hits); !ok {
				return 0, hits, false
			}
		}
		score := 0
		for _, p := range patterns {
			for _, f := range fuzzy.FindNoSort(p, []string{name}) {
				score += f.Score
			}
		}
		return min(max(score, math.MinInt32), math.MaxInt32/2), hits, true
	}
	initials, others := t.lettered.rows(ix, q, need)
	ids := append(ix.foremost(initials, mostInitials), ix.foremost(others, mostLettered)...)
	return m, ix.try(ctx, q, ids, m, rows)
}

// patternsOf are the words up to as many letters as fuzzy can score.
func patternsOf(words []string) []string {
	var patterns []string
	left := maxPattern
	for _, w := range words {
		for i := range w {
			if left == 0 {
				w = w[:i]
				break
			}
			left--
		}
		if w != "" {
			patterns = append(patterns, w)
		}
	}
	return patterns
}

// inOrder finds the letters of a pattern in a name.
func inOrder(name, pattern string, hits []hit) ([]hit, bool) {
	s := orderSearch{name: name, pattern: pattern}
	if len(pattern) > maxOrdered {
		return hits, false
	}
	if utf8.RuneCountInString(pattern) > gapless {
		s.gaps = utf8.RuneCountInString(pattern) / 2
	}
	for start := 0; start < len(name) && s.steps < maxSteps; start = wordEnd(name, start) + 1 {
		if name[start] == pattern[0] && s.from(0, start, s.gaps, 0, 1) {
			first := len(hits)
			for _, at := range s.at[:len(pattern)] {
				if n := len(hits); n > first && hits[n-1].end == int(at) {
					hits[n-1].end++
				} else {
					hits = append(hits, hit{start: int(at), end: int(at) + 1})
				}
			}
			return hits, true
		}
	}
	return hits, false
}

// orderSearch is a search for letters in order.
type orderSearch struct {
	name, pattern string
	gaps          int
	steps         int
	at            [maxOrdered]int16
}

// from puts letter i of the pattern at a place of the name and finds places
// for the others; gaps is how many letters may still be left out, skipped and
// words how many words were passed over and have letters: of those passed over
// there may be a third as many.
func (s *orderSearch) from(i, place, gaps, skipped, words int) bool {
	s.at[i] = int16(place)
	if i++; i == len(s.pattern) {
		return skipped <= words/3
	}
	if s.steps++; s.steps > maxSteps {
		return false
	}
	c := s.pattern[i]
	next := place + 1
	if next < len(s.name) && s.name[next] == c && s.from(i, next, gaps, skipped, words) {
		return true
	}
	if !utf8.RuneStart(c) {
		return false // the rest of a letter of several bytes
	}
	end := wordEnd(s.name, next)
	for start, over := end+1, skipped; gaps == s.gaps && start < len(s.name) && over <= len(s.pattern)/3; {
		if s.name[start] == c && s.from(i, start, gaps, over, words+1) {
			return true
		}
		end := wordEnd(s.name, start)
		if end-start > small {
			over++
		}
		start = end + 1
	}
	if words > 1 {
		return false
	}
	for left := 1; left <= gaps && next+left < end && s.droppable(next+left-1); left++ {
		if s.name[next+left] == c && s.from(i, next+left, gaps-left, skipped, words) {
			return true
		}
	}
	return false
}

// droppable says whether a letter may be left out.
func (s *orderSearch) droppable(at int) bool {
	switch s.name[at] {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return s.name[at] == s.name[at-1]
}
