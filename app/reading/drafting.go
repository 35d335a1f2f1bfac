package reading

import (
	"cmp"
	"slices"
	"sort"

	"sidelight/app/span"
)

// Drafting is a fault of drafting that ICD 203 warns of.
type Drafting struct {
	Kind  string // "both sets" or "likelihood and confidence"
	Spans []span.Span
}

// DraftingFaults points out terms of both columns used in one text, and
// likelihood and confidence in one sentence. It judges words, never authors.
func DraftingFaults(text string) []Drafting {
	terms, _, confidence := Likelihood(text)
	var faults []Drafting
	if one, _ := bothSets(terms); one != nil {
		var sets [3][]span.Span
		for _, t := range terms {
			sets[t.Set] = append(sets[t.Set], t.Span)
		}
		faults = append(faults, Drafting{string(CheckBothSets), append(sets[1], sets[2]...)})
	}
	for _, m := range mixedIn(Sentences(text), terms, confidence) {
		faults = append(faults, Drafting{string(CheckConfidence), []span.Span{m.term.Span, m.confidence.Span}})
	}
	return faults
}

// Report is what the likelihood words of one text add up to. It counts the
// author's words and never scores the author.
type Report struct {
	Terms    []TermCount  // by band, from the least likely
	Hedges   []HedgeCount // the most frequent first
	BothSets bool         // terms of both columns of the standard
	Mixed    []span.Span  // the sentences with both a likelihood and a confidence
}

// TermCount is how often a likelihood term is used.
type TermCount struct {
	Term  string // as the standard spells it
	Band  string // percent, "20-45"
	Count int
}

// HedgeCount is how often a hedge is used.
type HedgeCount struct {
	Term  string // lower case
	Count int
}

// LikelihoodReport counts the likelihood terms and hedges of a text.
func LikelihoodReport(text string) Report {
	terms, hedges, confidence := Likelihood(text)
	var r Report
	places := map[string]int{}
	for _, t := range terms {
		at, known := places[t.Term]
		if !known {
			at = len(r.Terms)
			places[t.Term] = at
			r.Terms = append(r.Terms, TermCount{t.Term, t.Band, 0})
		}
		r.Terms[at].Count++
	}
	slices.SortStableFunc(r.Terms, func(a, b TermCount) int { return cmp.Compare(a.Band, b.Band) })
	counts := map[string]int{}
	for _, h := range hedges {
		counts[h.Term]++
	}
	for term, count := range counts {
		r.Hedges = append(r.Hedges, HedgeCount{term, count})
	}
	slices.SortFunc(r.Hedges, func(a, b HedgeCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Term, b.Term))
	})
	one, _ := bothSets(terms)
	r.BothSets = one != nil
	sentences := Sentences(text)
	for _, m := range mixedIn(sentences, terms, confidence) {
		s := sentences[sentenceOf(sentences, m.term.Start)]
		if !slices.Contains(r.Mixed, s) {
			r.Mixed = append(r.Mixed, s)
		}
	}
	return r
}

// bothSets returns the first term of each column when both are used.
func bothSets(terms []Term) (one, two *Term) {
	var first [3]*Term
	for i, t := range terms {
		if first[t.Set] == nil {
			first[t.Set] = &terms[i]
		}
	}
	if first[1] == nil || first[2] == nil {
		return nil, nil
	}
	return first[1], first[2]
}

// mixed is a likelihood term and a level of confidence in one sentence.
type mixed struct {
	term       Term
	confidence Confidence
}

// mixedIn finds them: for each confidence the first term of its sentence.
func mixedIn(sentences []span.Span, terms []Term, confidence []Confidence) []mixed {
	var out []mixed
	for _, c := range confidence {
		at := sentenceOf(sentences, c.Start)
		i := sort.Search(len(terms), func(i int) bool { return sentenceOf(sentences, terms[i].Start) >= at })
		if i < len(terms) && sentenceOf(sentences, terms[i].Start) == at {
			out = append(out, mixed{terms[i], c})
		}
	}
	return out
}

// sentenceOf is the place of the sentence that holds an offset.
func sentenceOf(sentences []span.Span, offset int) int {
	return sort.Search(len(sentences), func(i int) bool { return sentences[i].End > offset })
}
