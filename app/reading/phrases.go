package reading

import (
	"slices"
	"strings"

	"sidelight/app/span"
)

// Phrase is a capitalised phrase that may be the name of somebody.
type Phrase struct {
	Name string
	Uses []span.Span
}

// Phrases finds the capitalised phrases of running text outside the spans to
// skip: names of people, groups, bodies and places, as written most often, in
// the order of their first uses. Where names stand in one another, the longest
// counts. A word that only begins sentences is none, and a heading has no
// names of its own.
func Phrases(text string, skip []span.Span) []Phrase {
	skip = slices.Clone(skip)
	slices.SortFunc(skip, func(a, b span.Span) int { return a.Start - b.Start })
	r := capReader{text: text, lower: map[string]bool{}}
	var headings []span.Span
	for _, line := range linesOf(text) {
		if line.heading {
			headings = append(headings, line.Span)
			r.leaveOut(line.Start, line.End)
			continue
		}
		r.read(line, skip)
	}
	uses := r.names()
	uses = append(uses, namedIn(text, headings, skip, uses)...)
	slices.SortFunc(uses, func(a, b span.Span) int { return a.Start - b.Start })
	return grouped(text, uses)
}

// names are the places of the names in running text. A single word that begins
// a sentence is one where the text has it, or a longer name with it, elsewhere.
func (r *capReader) names() []span.Span {
	var found, doubtful []span.Span
	known := map[string]bool{}
	for i := 0; i < len(r.words); {
		if n := r.portfolio(i); n > 0 {
			i += n
			continue
		}
		end := r.extent(i)
		if end == i {
			i++
			continue
		}
		from, to := r.pared(i, end)
		switch r.judge(from, to) {
		case sure:
			found = append(found, span.Span{Start: r.words[from].Start, End: r.words[to-1].End})
			for _, w := range r.words[from:to] {
				known[w.folded] = known[w.folded] || to-from == 1 || !w.is.has(commonTraits)
			}
		case unsure:
			doubtful = append(doubtful, r.words[from].Span)
		}
		i = end
	}
	for _, s := range doubtful {
		if known[foldWord(s.Of(r.text))] {
			found = append(found, s)
		}
	}
	return found
}

// namedIn finds the names once more in headings, where capitals say nothing.
func namedIn(text string, headings, skip, uses []span.Span) []span.Span {
	var names []Name
	for _, s := range uses {
		names = append(names, Name{Name: oneLine(s.Of(text))})
	}
	var out []span.Span
	known := NewNames(names)
	for _, h := range headings {
		for _, m := range known.Find(h.Of(text)) {
			s := span.Span{Start: h.Start + m.Start, End: h.Start + m.End}
			if !slices.ContainsFunc(skip, s.Overlaps) {
				out = append(out, s)
			}
		}
	}
	return out
}

// grouped gathers the uses of each name, whatever its spelling.
func grouped(text string, uses []span.Span) []Phrase {
	type name struct {
		uses    []span.Span
		written map[string]int
	}
	var order []string
	names := map[string]*name{}
	for _, s := range uses {
		folded, _ := wordsOfName(s.Of(text))
		key := strings.Join(folded, " ")
		if names[key] == nil {
			names[key] = &name{written: map[string]int{}}
			order = append(order, key)
		}
		names[key].uses = append(names[key].uses, s)
		names[key].written[plainLine(s.Of(text))]++
	}
	var out []Phrase
	for _, key := range order {
		n := names[key]
		best := ""
		for _, s := range n.uses {
			if written := plainLine(s.Of(text)); n.written[written] > n.written[best] {
				best = written
			}
		}
		out = append(out, Phrase{best, n.uses})
	}
	return out
}

// plainLine is a name on one line, without what nobody sees.
func plainLine(s string) string {
	return strings.Map(func(r rune) rune {
		if isInvisible(r) {
			return -1
		}
		return r
	}, oneLine(s))
}
