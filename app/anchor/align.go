package anchor

import "sidelight/app/span"

// aligned says how a pattern lies on a window of a text.
type aligned struct {
	quote                span.Span // the runes of the window that stand for the quote
	before, edits, after int       // runes put in, taken out or replaced before, in and after it
}

// The steps of an alignment.
const (
	replace byte = iota // a rune of the window stands for one of the pattern
	insert              // a rune of the window that the pattern has not
	remove              // a rune of the pattern that the window has not
)

// aligner holds the memory of alignments, which is used again.
type aligner struct {
	row  []int32
	ways []byte
}

// align lays the pattern on the place of the window where the fewest runes must
// be put in, taken out or replaced (Sellers, The Theory and Computation of
// Evolutionary Distances, 1980), and tells where the quote, pattern[from:to],
// lies then. It takes time and memory in the product of both lengths.
func (a *aligner) align(pattern, window []rune, from, to int) aligned {
	m, n := len(pattern), len(window)
	if len(a.row) <= n {
		a.row = make([]int32, n+1)
	}
	if len(a.ways) < (m+1)*(n+1) {
		a.ways = make([]byte, (m+1)*(n+1))
	}
	row := a.row[:n+1]
	clear(row) // the pattern may begin anywhere
	for i := 1; i <= m; i++ {
		ways := a.ways[i*(n+1) : (i+1)*(n+1)]
		diagonal := row[0]
		row[0], ways[0] = int32(i), remove
		r := pattern[i-1]
		for j := 1; j <= n; j++ {
			best, way := diagonal, replace
			if r != window[j-1] {
				best++
			}
			if cost := row[j] + 1; cost < best {
				best, way = cost, remove
			}
			if cost := row[j-1] + 1; cost < best {
				best, way = cost, insert
			}
			diagonal = row[j]
			row[j], ways[j] = best, way
		}
	}
	end := 0
	for j, cost := range row {
		if cost < row[end] {
			end = j
		}
	}
	return a.back(pattern, window, from, to, end)
}

// back follows the cheapest alignment from its end. What was put in at an edge
// of the quote does not belong to it.
func (a *aligner) back(pattern, window []rune, from, to, end int) aligned {
	found := aligned{quote: span.Span{Start: end, End: end}}
	for i, j := len(pattern), end; i > 0; {
		way := a.ways[i*(len(window)+1)+j]
		edits := &found.edits
		switch {
		case i > to || i == to && way == insert:
			edits = &found.after
		case i <= from:
			edits = &found.before
		}
		if way != replace || pattern[i-1] != window[j-1] {
			*edits++
		}
		if way != insert {
			i--
			if i == from {
				found.quote.Start = j
				if way == replace {
					found.quote.Start--
				}
			}
		}
		if way != remove {
			j--
		}
		if i == to {
			found.quote.End = j
		}
	}
	return found
}
