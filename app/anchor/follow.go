package anchor

import (
	"context"

	"sidelight/app/collate/diff"
	"sidelight/app/span"
)

// State says what became of a passage in another edition of its text.
type State string

// The states of a passage that was followed.
const (
	Anchored State = "anchored" // two ways of finding it agree
	Moved    State = "moved"    // one way found it elsewhere, beyond doubt
	Review   State = "review"   // here, perhaps
	Detached State = "detached" // not found
)

// Placement is where a passage of the old text stands in the new one, and what
// that rests on. Of a passage under review Span is the proposal; of a detached
// one it is empty, where the passage would stand if it were there.
type Placement struct {
	Span  span.Span
	State State
	// Quote and Context are how much of the words and of what stands around them
	// was found there, Overlap how far the two ways of finding it agree, all from 0
	// to 1; Lead is how much better the place is than the next best.
	Quote, Context, Overlap, Lead float64
}

// Edition is a text with its blocks, as spans in their order; none: its lines.
type Edition struct {
	Text   string
	Blocks []span.Span
}

// The rule by which a passage is followed. Two ways look for it that know
// nothing of each other: where its words went when the texts are compared word
// by word, and where the new text is most like the words and their context.
// Where both agree it is anchored; the place that the second way finds need not
// be its best, if none is better by movedLead, since a copy may be as good. Words
// that are half of a context long and stand once need no context. Where the
// first way has lost the words, the second must be sure alone. The figures are
// those with which the fewest end in a wrong place (TestFollow_Quality).
const (
	contextRunes = 64 // on either side

	sameOverlap, sameQuote, sameContext = 0.7, 0.75, 0.5
	movedQuote, movedContext, movedLead = 0.9, 0.85, 0.1
	reviewQuote, reviewContext          = 0.5, 0.5
)

// Follow finds passages of one edition in another. Both are compared without
// regard to case, accents and the shapes of quotes, dashes and blanks. The
// placements are in the order of the spans. It allocates some 200 bytes for a
// byte of text, and returns ctx.Err() when ctx ends first.
func Follow(ctx context.Context, old, new Edition, spans []span.Span) ([]Placement, error) {
	f := follower{old: foldEvenly(old.Text), new: foldEvenly(new.Text)}
	var err error
	if f.steps, err = trace(ctx, old, new, f.old, f.new); err != nil {
		return nil, err
	}
	f.seeker = newSeeker(f.new.runes)
	placements := make([]Placement, len(spans))
	for i, s := range spans {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		placements[i] = f.follow(f.old.of(narrow(old.Text, s)))
		placements[i].Span = f.new.raw(placements[i].Span)
	}
	return placements, nil
}

// follower holds both texts as runes; spans are of runes.
type follower struct {
	old, new even
	steps    []diff.Step
	seeker   *seeker
}

func (f *follower) follow(s span.Span) Placement {
	var candidates []candidate
	if !s.Empty() {
		candidates = f.seeker.seek(f.old.runes, s)
	}
	if len(candidates) == 0 {
		return Placement{State: Detached, Span: f.would(s)}
	}
	best := candidates[0]
	lead := best.total()
	if len(candidates) > 1 {
		lead -= candidates[1].total()
	}
	traced := f.traced(s)
	for _, c := range candidates {
		if best.total()-c.total() >= movedLead {
			break // another place is better beyond doubt
		}
		o := overlap(c.at, traced)
		if o < sameOverlap || c.quote < sameQuote {
			continue
		}
		p := Placement{traced, Review, c.quote, c.context, o, lead}
		if c.context >= sameContext || s.Len() >= contextRunes/2 && c.quote >= movedQuote && lead >= movedLead {
			p.State = Anchored
		}
		return p
	}
	p := Placement{best.at, Detached, best.quote, best.context, overlap(best.at, traced), lead}
	switch {
	case traced.Empty() && best.quote >= movedQuote && best.context >= movedContext && lead >= movedLead:
		p.State = Moved // nothing speaks against it
	case best.quote >= reviewQuote && best.context >= reviewContext:
		p.State = Review
	default:
		p.Span = f.would(s)
	}
	return p
}

// overlap is what two ranges share of what they cover together, from 0 to 1.
func overlap(a, b span.Span) float64 {
	shared := min(a.End, b.End) - max(a.Start, b.Start)
	if shared <= 0 {
		return 0
	}
	return float64(shared) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}
