package anchor_test

import (
	"cmp"
	"slices"
	"strings"

	"sidelight/app/anchor"
	"sidelight/app/span"
)

// firstExact is the simplest way: the first place where the words stand.
func firstExact(old, new string, s span.Span) anchor.Placement {
	at := strings.Index(new, s.Of(old))
	if at < 0 {
		return anchor.Placement{State: anchor.Detached}
	}
	return anchor.Placement{State: anchor.Anchored, Span: span.Span{Start: at, End: at + s.Len()}}
}

// hypothesis is the strategy of the Hypothesis client (match-quote and the
// anchoring of its text selectors): the old position where the words still
// stand; otherwise the quote, exact places first, then those with the fewest
// edits up to half of its length, scored by quote (50), prefix and suffix (20
// each) and nearness to the old position (2). The best is taken, whatever its
// score.
func hypothesis(old, new string, s span.Span) anchor.Placement {
	described := anchor.Describe(old, s)
	was, is := []rune(old), []rune(new)
	start := len([]rune(old[:s.Start]))
	quote := []rune(s.Of(old))
	end := start + len(quote)
	if end <= len(is) && slices.Equal(is[start:end], quote) {
		return at(is, start, end)
	}
	matches := approximate(is, quote, min(256, len(quote)/2))
	if len(matches) == 0 {
		return anchor.Placement{State: anchor.Detached}
	}
	prefix, suffix := []rune(described.Prefix), []rune(described.Suffix)
	score := func(m match) float64 {
		before := is[max(0, m.start-len(prefix)):m.start]
		after := is[m.end:min(len(is), m.end+len(suffix))]
		near := 1 - float64(max(m.start-start, start-m.start))/float64(max(1, len(is), len(was)))
		return 50*(1-float64(m.errors)/float64(len(quote))) + 20*likeness(before, prefix) + 20*likeness(after, suffix) + 2*near
	}
	best := slices.MaxFunc(matches, func(a, b match) int { return cmp.Compare(score(a), score(b)) })
	return at(is, best.start, best.end)
}

func at(text []rune, start, end int) anchor.Placement {
	from := len(string(text[:start]))
	return anchor.Placement{State: anchor.Anchored, Span: span.Span{Start: from, End: from + len(string(text[start:end]))}}
}

// likeness is the score of a prefix or suffix; 1 for one that is empty.
func likeness(text, pattern []rune) float64 {
	if len(pattern) == 0 {
		return 1
	}
	if len(text) == 0 {
		return 0
	}
	return 1 - float64(approximate(text, pattern, len(pattern))[0].errors)/float64(len(pattern))
}

type match struct{ start, end, errors int }

// approximate finds the places with the fewest errors, at most so many.
func approximate(text, pattern []rune, most int) []match {
	m := len(pattern)
	cost, from := make([]int, m+1), make([]int, m+1)
	for i := range cost {
		cost[i] = i
	}
	var found []match
	for j := 0; j <= len(text); j++ {
		if j > 0 {
			diagonal, diagonalFrom := cost[0], from[0]
			cost[0], from[0] = 0, j
			for i := 1; i <= m; i++ {
				best, bestFrom := diagonal, diagonalFrom
				if pattern[i-1] != text[j-1] {
					best++
				}
				if c := cost[i] + 1; c < best {
					best, bestFrom = c, from[i]
				}
				if c := cost[i-1] + 1; c < best {
					best, bestFrom = c, from[i-1]
				}
				diagonal, diagonalFrom = cost[i], from[i]
				cost[i], from[i] = best, bestFrom
			}
		}
		switch {
		case cost[m] > most:
		case len(found) > 0 && cost[m] > found[0].errors:
		default:
			if len(found) > 0 && cost[m] < found[0].errors {
				found = found[:0]
			}
			found = append(found, match{from[m], j, cost[m]})
		}
	}
	return found
}
