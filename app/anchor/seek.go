package anchor

import (
	"cmp"
	"slices"

	"sidelight/app/span"
)

const (
	// gram is the length of the runs of runes by which places are found. Shorter
	// ones stand everywhere, longer ones are lost at a misprint.
	gram = 5
	// mostHits bounds the places of runs that are looked at for one passage; the
	// rarest runs come first.
	mostHits = 4000
	// mostCandidates bounds the places that a passage is laid on.
	mostCandidates = 16
	// fewHits: a place with so many times fewer hits than the best is none.
	fewHits = 4
	// longQuote is the length in runes beyond which a quote is looked for by its
	// two ends.
	longQuote = 512
)

// candidate is a place that may be a passage's, in runes of the new text, and
// how much of the quote and of what stands around it is there, from 0 to 1.
type candidate struct {
	at             span.Span
	quote, context float64
}

// total weighs both alike.
func (c candidate) total() float64 { return (c.quote + c.context) / 2 }

// seeker finds passages in a text by what they say and what stands around
// them: an index of all runs of five runes, by hash.
type seeker struct {
	text  []rune
	last  []int32 // by hash: the last run that has it, and
	count []int32 // how many have
	next  []int32 // by run: the one before with the same hash
	mask  uint32

	aligner aligner
	hits    []int
}

func newSeeker(text []rune) *seeker {
	size := 1024
	for size < len(text) {
		size *= 2
	}
	s := &seeker{text: text, last: make([]int32, size), count: make([]int32, size), next: make([]int32, len(text)), mask: uint32(size - 1)}
	for i := range s.last {
		s.last[i] = -1
	}
	for i := 0; i+gram <= len(text); i++ {
		h := s.hash(text[i:])
		s.next[i], s.last[h] = s.last[h], int32(i)
		s.count[h]++
	}
	return s
}

func (s *seeker) hash(text []rune) uint32 {
	h := uint32(2166136261) // FNV-1a, by rune
	for _, r := range text[:gram] {
		h = (h ^ uint32(r)) * 16777619
	}
	return (h ^ h>>15) & s.mask
}

// passage is a quote with what stands around it, in folded runes.
type passage struct {
	runes    []rune
	from, to int // the quote
}

// around cuts a passage with its context out of a text.
func around(text []rune, quote span.Span, before, after int) passage {
	start, end := max(0, quote.Start-before), min(len(text), quote.End+after)
	return passage{text[start:end], quote.Start - start, quote.End - start}
}

// seek returns the places that are most like a quote of a text with its
// context, the best first. No two overlap by half or more.
func (s *seeker) seek(text []rune, quote span.Span) []candidate {
	if quote.Len() > longQuote {
		return best(s.ends(text, quote))
	}
	return best(s.lay(around(text, quote, contextRunes, contextRunes)))
}

// ends looks for a long quote by its beginning and its end, which must stand as
// far apart as they did.
func (s *seeker) ends(text []rune, quote span.Span) []candidate {
	const half = longQuote / 2
	heads := best(s.lay(around(text, span.Span{Start: quote.Start, End: quote.Start + half}, contextRunes, 0)))
	tails := best(s.lay(around(text, span.Span{Start: quote.End - half, End: quote.End}, 0, contextRunes)))
	var found []candidate
	for _, head := range heads {
		for _, tail := range tails {
			at := span.Span{Start: head.at.Start, End: tail.at.End}
			if at.Len() < half {
				continue
			}
			length := float64(min(at.Len(), quote.Len())) / float64(max(at.Len(), quote.Len()))
			found = append(found, candidate{at, length * (head.quote + tail.quote) / 2, (head.context + tail.context) / 2})
		}
	}
	return found
}

// lay lays a passage on every place that may be its own.
func (s *seeker) lay(p passage) []candidate {
	var found []candidate
	for _, w := range s.windows(p) {
		a := s.aligner.align(p.runes, s.text[w.Start:w.End], p.from, p.to)
		found = append(found, s.judge(p, a, w.Start))
	}
	return found
}

// best sorts candidates and leaves out those that a better one overlaps.
func best(found []candidate) []candidate {
	slices.SortStableFunc(found, func(x, y candidate) int { return cmp.Compare(y.total(), x.total()) })
	var apart []candidate
	for _, c := range found {
		if !slices.ContainsFunc(apart, func(better candidate) bool { return overlap(better.at, c.at) >= 0.5 }) {
			apart = append(apart, c)
		}
	}
	return apart
}

// judge says how like the passage a place is. Of a quote in whole words the place
// is in whole words.
func (s *seeker) judge(p passage, a aligned, offset int) candidate {
	c := candidate{at: span.Span{Start: a.quote.Start + offset, End: a.quote.End + offset}}
	for edge(p.runes, p.from) && !edge(s.text, c.at.Start) {
		c.at.Start--
	}
	for edge(p.runes, p.to) && !edge(s.text, c.at.End) {
		c.at.End++
	}
	c.quote = alike(a.edits, max(p.to-p.from, c.at.Len()))
	before, after := p.from, len(p.runes)-p.to
	switch {
	case before == 0 && after == 0:
		c.context = 1
	case before == 0:
		c.context = alike(a.after, after)
	case after == 0:
		c.context = alike(a.before, before)
	default:
		c.context = (alike(a.before, before) + alike(a.after, after)) / 2
	}
	return c
}

// edge reports whether no word runs across a place.
func edge(text []rune, at int) bool {
	return at == 0 || at == len(text) || !inWord(text[at-1]) || !inWord(text[at])
}

func alike(edits, length int) float64 {
	return max(0, 1-float64(edits)/float64(max(1, length)))
}

// windows are the places of the text that share the most runs with the passage.
func (s *seeker) windows(p passage) []span.Span {
	type place struct {
		hash uint32
		at   int
	}
	var runs []place
	for i := 0; i+gram <= len(p.runes); i++ {
		if h := s.hash(p.runes[i:]); s.count[h] > 0 {
			runs = append(runs, place{h, i})
		}
	}
	slices.SortStableFunc(runs, func(x, y place) int { return cmp.Compare(s.count[x.hash], s.count[y.hash]) })
	hits := s.hits[:0]
	for _, r := range runs {
		if len(hits) > 0 && len(hits)+int(s.count[r.hash]) > mostHits {
			break
		}
		for at := s.last[r.hash]; at >= 0 && len(hits) < mostHits; at = s.next[at] {
			hits = append(hits, int(at)-r.at)
		}
	}
	s.hits = hits
	slices.Sort(hits)
	// Hits that are near each other speak for one place.
	type cluster struct{ first, last, hits int }
	var clusters []cluster
	near := max(48, len(p.runes)/2)
	for _, at := range hits {
		if n := len(clusters); n > 0 && at-clusters[n-1].first <= near {
			clusters[n-1].last = at
			clusters[n-1].hits++
			continue
		}
		clusters = append(clusters, cluster{at, at, 1})
	}
	slices.SortStableFunc(clusters, func(x, y cluster) int { return cmp.Compare(y.hits, x.hits) })
	var windows []span.Span
	for _, c := range clusters[:min(len(clusters), mostCandidates)] {
		if c.hits*fewHits < clusters[0].hits {
			break
		}
		windows = append(windows, span.Span{Start: max(0, c.first-gram), End: min(len(s.text), c.last+len(p.runes)+gram)})
	}
	return windows
}
