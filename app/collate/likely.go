package collate

import (
	"fmt"
	"slices"
	"strings"
)

// almostCertain is the likelihood, in percent, from which a hedge on the other
// side is a difference.
const almostCertain = 95

// likelihoodDiffers finds judgements about one subject that are not held
// equally likely, or not with the same confidence. A hedge is on no scale: it
// differs only from what the other side is almost certain of. No term at all
// is no judgement, and differs from none.
func (a aligner) likelihoodDiffers(pairs []pairing) []suggestion {
	var found []suggestion
	for _, p := range pairs {
		a.eachPair(p, func(m matched, l, r passage) {
			for _, x := range l.terms {
				for _, y := range r.terms {
					if !x.differs(y) {
						continue
					}
					pair := a.pairOf(m)
					if !sameSubject(pair.Reasons) {
						continue
					}
					found = append(found, suggestion{Difference{Kind: LikelihoodDiffer,
						Left: a.left.clauseAround(l, x.Span), Right: a.right.clauseAround(r, y.Span),
						LeftSays: x.says(), RightSays: y.says(), About: about(pair)}, weight(pair.Reasons) + a.summed(p), ""})
				}
			}
		})
	}
	return found
}

const (
	// leastForWord is how much of two passages must be the same for one word to
	// be their subject, and leastForNames for names alone: much can be said of
	// one town.
	leastForWord  = 0.1
	leastForNames = 0.13
)

// sameSubject reports whether two judgements share enough to be about one
// thing.
func sameSubject(all []Reason) bool {
	named := !slices.ContainsFunc(all, func(r Reason) bool { return r.Rule != SharedActor && r.Rule != SharedPlace })
	if named {
		return weight(all) >= leastForNames
	}
	return weight(all) >= leastForWord
}

// weight is the sum of the parts of some reasons.
func weight(all []Reason) float64 {
	sum := 0.0
	for _, r := range all {
		sum += r.Part
	}
	return sum
}

// possible finds what a sentence says "is possible": a hedge as well.
func possible(text string, s passage) []Term {
	var all []Term
	is := func(w word, small string) bool { return strings.EqualFold(w.Of(text), small) }
	for k, w := range s.words[1:] {
		if is(w, "possible") && (is(s.words[k], "is") || is(s.words[k], "are") || is(s.words[k], "remains")) &&
			!slices.ContainsFunc(s.terms, func(t Term) bool { return t.Overlaps(w.Span) }) {
			all = append(all, Term{Span: w.Span, Words: "possible", Hedge: true})
		}
	}
	return all
}

// differs reports whether two terms cannot be meant alike.
func (t Term) differs(o Term) bool {
	switch {
	case t.Confidence != "" && o.Confidence != "":
		return t.Confidence != o.Confidence
	case t.Confidence != "" || o.Confidence != "":
		return false
	case t.Hedge && o.Hedge:
		return false
	case t.Hedge:
		return o.Low >= almostCertain
	case o.Hedge:
		return t.Low >= almostCertain
	}
	return t.High <= o.Low || o.High <= t.Low
}

// says quotes a term with its band.
func (t Term) says() string {
	if t.High == 0 {
		return t.Words
	}
	return fmt.Sprintf("%s (%d–%d%%)", t.Words, t.Low, t.High)
}
