package collate

import (
	"cmp"
	"context"
	"slices"

	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

// Compare holds two sides against each other; kind "" means what fits. What of
// a side does not lie on its text is left out. ctx.Err() when ctx ends first.
func Compare(ctx context.Context, left, right Side, kind Kind) (Comparison, error) {
	var c Comparison
	var err error
	left, right = sound(left), sound(right)
	left.Mentions, right.Mentions = settled(left.Mentions, right.Mentions), settled(right.Mentions, left.Mentions)
	if c.Guess, err = Guess(ctx, left, right); err != nil {
		return Comparison{}, err
	}
	c.Kind = cmp.Or(kind, c.Guess)
	a := newAligner(left, right)
	var pairs []pairing
	if c.Kind == KindEditions {
		pairs, err = c.editions(ctx, a)
	} else {
		pairs, err = c.matters(ctx, a)
	}
	if err != nil {
		return Comparison{}, err
	}
	a.left.unrecorded, a.right.unrecorded = unrecorded(left), unrecorded(right)
	fullNames(a.left.unrecorded, a.right.unrecorded)
	if c.Differences, err = a.differences(ctx, pairs, c.Kind); err != nil {
		return Comparison{}, err
	}
	c.Shared, c.Left, c.Right = inCommon(withRecurring(left, a.left.unrecorded, a.right.unrecorded), withRecurring(right, a.right.unrecorded, a.left.unrecorded))
	if c.Copied, err = copied(ctx, left, right); err != nil {
		return Comparison{}, err
	}
	return c, ctx.Err()
}

// matters aligns two texts about the same matters.
func (c *Comparison) matters(ctx context.Context, a aligner) ([]pairing, error) {
	pairs, err := a.align(ctx)
	for _, p := range pairs {
		c.Aligned = append(c.Aligned, p.Aligned)
	}
	return pairs, err
}

// editions tells how one text became the other. The pairs are those blocks in
// which something changed.
func (c *Comparison) editions(ctx context.Context, a aligner) ([]pairing, error) {
	left, right := a.left.Side, a.right.Side
	d, err := diff.Texts(ctx, left.Text, right.Text, blockSpans(left), blockSpans(right))
	if err != nil {
		return nil, err
	}
	c.Changes = d.Changes
	var pairs []pairing
	for _, p := range d.Pairs {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		score := sameness(d.Changes, p)
		one := Aligned{Left: p.Old, Right: p.New, Score: score,
			Reasons: []Reason{{SharedText, unchanged(left.Text, d.Changes, p), score}}}
		if !p.Same {
			found := a.changed(p)
			for _, j := range found {
				one.Sentences = append(one.Sentences, j.Sentences...)
			}
			pairs = append(pairs, found...)
		}
		c.Aligned = append(c.Aligned, one)
	}
	return pairs, nil
}

// changed are the blocks of a pair, several where one was cut in two, with the
// sentences that belong together in them.
func (a aligner) changed(p diff.Pair) []pairing {
	var all []pairing
	lFrom, lTo := a.left.blocksIn(p.Old)
	rFrom, rTo := a.right.blocksIn(p.New)
	for l := lFrom; l < lTo; l++ {
		for r := rFrom; r < rTo; r++ {
			j := pairing{left: l, right: r, inside: a.inside(l, r)}
			a.tellSentences(&j)
			all = append(all, j)
		}
	}
	return all
}

func blockSpans(s Side) []span.Span {
	var all []span.Span
	for _, b := range s.Blocks {
		all = append(all, span.Span{Start: b.Start, End: b.End})
	}
	return all
}

// sameness is the part of two blocks that did not change.
func sameness(changes []diff.Change, p diff.Pair) float64 {
	if p.Same {
		return 1
	}
	changed := 0
	for _, c := range inside(changes, p) {
		changed += c.Old.Len() + c.New.Len()
	}
	return max(0, 1-float64(changed)/float64(max(1, p.Old.Len()+p.New.Len())))
}

// inside returns the changes of the words of two blocks.
func inside(changes []diff.Change, p diff.Pair) []diff.Change {
	var all []diff.Change
	for _, c := range changes {
		if c.Kind != diff.Moved && holds(p.Old, c.Old) && holds(p.New, c.New) {
			all = append(all, c)
		}
	}
	return all
}

func holds(whole, part span.Span) bool { return whole.Start <= part.Start && part.End <= whole.End }

// wordsTold bounds the words that a reason quotes of a longer text.
const wordsTold = 8

// unchanged quotes the longest part of a block that stayed as it was.
func unchanged(text string, changes []diff.Change, p diff.Pair) string {
	longest, at := span.Span{Start: p.Old.Start, End: p.Old.Start}, p.Old.Start
	keep := func(end int) {
		if end-at > longest.Len() {
			longest = span.Span{Start: at, End: end}
		}
	}
	olds := inside(changes, p)
	slices.SortFunc(olds, func(x, y diff.Change) int { return cmp.Compare(x.Old.Start, y.Old.Start) })
	for _, c := range olds {
		keep(c.Old.Start)
		at = max(at, c.Old.End)
	}
	keep(p.Old.End)
	words := wordsIn(text, longest)
	if len(words) == 0 {
		return ""
	}
	return text[words[0].Start:words[min(len(words), wordsTold)-1].End]
}

// sound is a side without what does not lie on its text, in the order of the
// text. A text without blocks has its lines for blocks.
func sound(s Side) Side {
	s.Blocks = soundBlocks(s)
	s.Mentions = lying(s.Text, s.Mentions, func(m Mention) span.Span { return m.Span })
	s.Citations = lying(s.Text, s.Citations, citationSpan)
	s.Citations = slices.DeleteFunc(s.Citations, func(c db.Citation) bool {
		return c.State == db.StateDismissed || !groupSpan(c).Valid(s.Text) || !holds(groupSpan(c), citationSpan(c))
	})
	s.Days = lying(s.Text, s.Days, func(d Day) span.Span { return d.Span })
	s.Terms = lying(s.Text, s.Terms, func(t Term) span.Span { return t.Span })
	return s
}

func citationSpan(c db.Citation) span.Span { return span.Span{Start: c.Start, End: c.End} }
func groupSpan(c db.Citation) span.Span    { return span.Span{Start: c.GroupStart, End: c.GroupEnd} }

// lying keeps what lies on the text, in its order.
func lying[T any](text string, all []T, at func(T) span.Span) []T {
	var kept []T
	for _, one := range all {
		if s := at(one); s.Valid(text) && !s.Empty() {
			kept = append(kept, one)
		}
	}
	slices.SortStableFunc(kept, func(x, y T) int {
		return cmp.Or(cmp.Compare(at(x).Start, at(y).Start), cmp.Compare(at(x).End, at(y).End))
	})
	return kept
}

// settled takes of a name that several actors bear the one that the text names
// elsewhere without doubt, or else the other text does; it counts once.
func settled(mine, theirs []Mention) []Mention {
	sure := map[string]int{}
	for i, all := range [][]Mention{theirs, mine} {
		for k, m := range all {
			if !(k > 0 && all[k-1].Span == m.Span || k+1 < len(all) && all[k+1].Span == m.Span) {
				sure[m.key()] += 1 + i*len(theirs)
			}
		}
	}
	var kept []Mention
	for _, m := range mine {
		n := len(kept)
		switch {
		case n == 0 || kept[n-1].Span != m.Span:
			kept = append(kept, m)
		case sure[m.key()] > sure[kept[n-1].key()], sure[m.key()] == sure[kept[n-1].key()] && m.key() < kept[n-1].key():
			kept[n-1] = m
		}
	}
	return kept
}

func soundBlocks(s Side) []db.Block {
	var kept []db.Block
	end := 0
	for _, b := range lying(s.Text, s.Blocks, func(b db.Block) span.Span { return span.Span{Start: b.Start, End: b.End} }) {
		if b.Start >= end {
			kept, end = append(kept, b), b.End
		}
	}
	if len(s.Blocks) > 0 {
		return kept
	}
	for at := 0; at < len(s.Text); {
		line := lineAt(s.Text, at)
		if hasWords(line.Of(s.Text)) {
			kept = append(kept, db.Block{Kind: db.KindParagraph, Start: line.Start, End: line.End})
		}
		at = line.End + 1
	}
	return kept
}
