package reading

import (
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
