package collate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// leastForSource is how alike two sentences must be to make the same claim.
const leastForSource = 0.13

// mostClaimWords bounds the words quoted of a claim.
const mostClaimWords = 14

// sourcedOnce finds claims that rest on a citation in one text and on nothing
// in the other. What is a judgement, what a sentence itself ascribes to
// somebody, and what stands in a summary needs no citation; and a text without
// any does not cite.
func (a aligner) sourcedOnce(pairs []pairing) []suggestion {
	l, r := a.left.cited(), a.right.cited()
	if len(l) == 0 || len(r) == 0 {
		return nil
	}
	var found []suggestion
	// Claims of the other text that a cited sentence of this one tells.
	citedLeft, citedRight := map[int]bool{}, map[int]bool{}
	type pair struct {
		m  matched
		of Aligned
	}
	var all []pair
	for _, p := range pairs {
		if a.left.summary[p.left] || a.right.summary[p.right] {
			continue
		}
		for i, m := range p.best {
			citedLeft[m.right] = citedLeft[m.right] || l[m.left] != nil
			citedRight[m.left] = citedRight[m.left] || r[m.right] != nil
			if m.score >= leastForSource && (l[m.left] == nil) != (r[m.right] == nil) {
				all = append(all, pair{m, p.Sentences[i]})
			}
		}
	}
	for _, p := range all {
		left, right := a.left.sentences[p.m.left], a.right.sentences[p.m.right]
		switch {
		case l[p.m.left] == nil && (citedLeft[p.m.right] || a.left.needsNone(left)),
			r[p.m.right] == nil && (citedRight[p.m.left] || a.right.needsNone(right)):
			continue
		}
		d := Difference{Kind: SourcedOnce, Left: a.left.claim(left), Right: a.right.claim(right), About: about(p.of)}
		d.LeftSays, d.RightSays = a.left.claimed(d.Left, l[p.m.left]), a.right.claimed(d.Right, r[p.m.right])
		strength, topic := p.m.score, ""
		if c := l[p.m.left]; c != nil {
			topic = fmt.Sprint("left ", c.Start)
		} else {
			topic = fmt.Sprint("right ", r[p.m.right].Start)
		}
		if l[p.m.left].standsIn(left) || r[p.m.right].standsIn(right) {
			strength++ // rather than a sentence that the citation reaches back to
		}
		found = append(found, suggestion{d, strength, topic})
	}
	return found
}

// group is a bracket of citations.
type group struct{ span.Span }

func (g *group) standsIn(s passage) bool { return g != nil && s.Overlaps(g.Span) }

// cited tells which sentences rest on a citation, and on which.
func (p prose) cited() map[int]*group {
	var groups, blocks []span.Span
	for _, c := range p.Citations {
		if n := len(groups); n == 0 || groups[n-1] != groupSpan(c) {
			groups = append(groups, groupSpan(c))
		}
	}
	for _, b := range p.blocks {
		blocks = append(blocks, b.Span)
	}
	resting := slices.DeleteFunc(reading.Passages(p.Text, blocks, groups), func(at reading.Passage) bool { return len(at.Groups) == 0 })
	slices.SortFunc(resting, func(x, y reading.Passage) int { return cmp.Compare(x.Start, y.Start) })
	all := map[int]*group{}
	next := 0
	for i, s := range p.sentences {
		for next < len(resting) && resting[next].End <= s.Start {
			next++
		}
		if next < len(resting) && resting[next].Overlaps(span.Span{Start: s.Start, End: s.Start + 1}) {
			all[i] = &group{groups[resting[next].Groups[0]]}
		}
	}
	return all
}

// ascriptions say in a sentence who claims it.
var ascriptions = []string{"according to", "by the count of", "by the estimate of", "in the words of", "denies", "denied", "deny"}

// needsNone reports whether a sentence needs no citation: it is a judgement, or
// says itself whose claim it is.
func (p prose) needsNone(s passage) bool {
	if slices.ContainsFunc(s.terms, func(t Term) bool { return !t.Hedge }) {
		return true
	}
	folded := strings.ToLower(s.Of(p.Text))
	return slices.ContainsFunc(ascriptions, func(a string) bool { return strings.Contains(folded, a) })
}

// claim is a sentence up to its first citation.
func (p prose) claim(s passage) span.Span {
	at := s.Span
	for _, c := range p.Citations {
		if c.GroupStart > s.Start && c.GroupStart < at.End {
			at.End = c.GroupStart
		}
	}
	return trimmed(p.Text, at)
}

// claimed quotes the beginning of a claim, with its citation as it is written.
func (p prose) claimed(at span.Span, c *group) string {
	words := wordsIn(p.Text, at)
	quote := says(p.Text, at)
	if len(words) > mostClaimWords {
		quote = says(p.Text, span.Span{Start: at.Start, End: words[mostClaimWords-1].End}) + " …"
	}
	if c == nil {
		return quote
	}
	return quote + " " + says(p.Text, c.Span)
}
