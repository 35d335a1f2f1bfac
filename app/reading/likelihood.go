package reading

import (
	"sort"
	"strings"

	"sidelight/app/span"
)

// Term is a likelihood term of ICD 203 in the author's words.
type Term struct {
	span.Span
	Term string // as the standard spells it, lower case
	Band string // percent, "20-45"
	Set  int    // 1 or 2: the standard's two columns of synonyms
}

// Hedge is a softening word that is on no scale.
type Hedge struct {
	span.Span
	Term string // as written, lower case
}

// Confidence is a stated level of confidence in a judgement. It is not a
// likelihood and is never converted to one.
type Confidence struct {
	span.Span
	Level string // "low", "moderate" or "high"
}

// likelihoodTerms is the table of ICD 203, Analytic Standards (2015).
var likelihoodTerms = []struct {
	words string
	band  string
	set   int
}{
	{"almost no chance", "01-05", 1}, {"remote", "01-05", 2},
	{"very unlikely", "05-20", 1}, {"highly improbable", "05-20", 2},
	{"unlikely", "20-45", 1}, {"improbable", "20-45", 2}, {"improbably", "20-45", 2},
	{"roughly even chance", "45-55", 1}, {"roughly even odds", "45-55", 2},
	{"likely", "55-80", 1}, {"probable", "55-80", 2}, {"probably", "55-80", 2},
	{"very likely", "80-95", 1}, {"highly probable", "80-95", 2},
	{"almost certain", "95-99", 1}, {"almost certainly", "95-99", 1}, {"nearly certain", "95-99", 2},
}

// hedgeTerms are the off-scale softeners that analysts want told apart.
var hedgeTerms = []string{
	"appears", "appear", "appeared", "apparent", "apparently",
	"expected to", "reportedly", "allegedly", "possibly", "seemingly", "seems", "seemed",
	"may", "might", "could", "suggests", "suggest", "suggested", "believed to", "perhaps", "presumably",
}

// remoteNouns follow "remote" where it speaks of distance, not of chance.
var remoteNouns = []string{"chance", "possibility", "prospect", "likelihood", "probability", "risk"}

// Likelihood finds the likelihood terms and hedges of a text, the longest
// term first, whole words only: the "likely" inside "very likely" is not a
// finding of its own.
func Likelihood(text string) (terms []Term, hedges []Hedge, confidence []Confidence) {
	words := wordsOf(text)
	for i := 0; i < len(words); {
		if level, n := confidenceAt(text, words[i:]); n > 0 {
			confidence = append(confidence, Confidence{between(words[i], words[i+n-1]), level})
			i += n
			continue
		}
		if entry, n := termAt(text, words[i:]); n > 0 {
			terms = append(terms, Term{between(words[i], words[i+n-1]), likelihoodTerms[entry].words,
				likelihoodTerms[entry].band, likelihoodTerms[entry].set})
			i += n
			continue
		}
		if n := hedgeAt(text, words[i:]); n > 0 {
			s := between(words[i], words[i+n-1])
			hedges = append(hedges, Hedge{s, strings.ToLower(s.Of(text))})
			i += n
			continue
		}
		i++
	}
	return terms, hedges, confidence
}

func between(first, last span.Span) span.Span { return span.Span{Start: first.Start, End: last.End} }

func termAt(text string, words []span.Span) (entry, n int) {
	for i, t := range likelihoodTerms {
		if k := phraseAt(text, words, t.words); k > n && meansChance(text, words, t.words) {
			entry, n = i, k
		}
	}
	return entry, n
}

// meansChance tells the likelihood term from its homonyms: "a remote base",
// "the likely successor" keeps its sense, "remote" needs a noun of chance.
func meansChance(text string, words []span.Span, term string) bool {
	if term != "remote" {
		return true
	}
	for _, noun := range remoteNouns {
		if len(words) > 1 && phraseAt(text, words[1:2], noun) == 1 {
			return true
		}
	}
	return false
}

func hedgeAt(text string, words []span.Span) (n int) {
	for _, t := range hedgeTerms {
		if k := phraseAt(text, words, t); k > n && !isMonth(text, words, t) {
			n = k
		}
	}
	return n
}

// isMonth tells the month from the verb: "May" within a sentence is the month,
// and at the start of one it is when a number follows.
func isMonth(text string, words []span.Span, term string) bool {
	return term == "may" && strings.HasPrefix(words[0].Of(text), "May")
}

func confidenceAt(text string, words []span.Span) (level string, n int) {
	for _, l := range []string{"low", "moderate", "high"} {
		if k := phraseAt(text, words, l+" confidence"); k > 0 {
			return l, k
		}
		if k := phraseAt(text, words, l+"-confidence"); k > 0 {
			return l, k
		}
	}
	return "", 0
}

// phraseAt returns how many of the leading words spell the phrase (lower
// case), only spaces between them, or 0.
func phraseAt(text string, words []span.Span, phrase string) int {
	parts := strings.Fields(phrase)
	if len(words) < len(parts) {
		return 0
	}
	for i, part := range parts {
		if !strings.EqualFold(words[i].Of(text), part) {
			return 0
		}
		if i > 0 && strings.TrimSpace(text[words[i-1].End:words[i].Start]) != "" {
			return 0
		}
	}
	return len(parts)
}

// sentenceOf returns the sentence that holds the offset: a rough cut at full
// stops, question marks and line ends, enough to say "in one sentence".
func sentenceOf(sentences []span.Span, offset int) int {
	return sort.Search(len(sentences), func(i int) bool { return sentences[i].End > offset })
}

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
	bySet := map[int][]span.Span{}
	for _, t := range terms {
		bySet[t.Set] = append(bySet[t.Set], t.Span)
	}
	if len(bySet) == 2 {
		faults = append(faults, Drafting{"both sets", append(bySet[1], bySet[2]...)})
	}
	sentences := Sentences(text)
	for _, c := range confidence {
		for _, t := range terms {
			if sentenceOf(sentences, c.Start) == sentenceOf(sentences, t.Start) {
				faults = append(faults, Drafting{"likelihood and confidence", []span.Span{t.Span, c.Span}})
			}
		}
	}
	return faults
}
