// Package diff tells how one text became another: what was put in, taken out,
// moved or reworded, in whole words and, where it reads better, in whole
// sentences, as a person would mark it with a pencil. It is pure: two texts
// in, spans out.
package diff

import (
	"cmp"
	"context"
	"slices"

	"sidelight/app/span"
)

// Kind says what happened to a passage.
type Kind string

// The kinds of change.
const (
	Inserted Kind = "inserted" // only in the new text; Old is empty, at the place it would have
	Deleted  Kind = "deleted"  // only in the old text; New is empty, at the place it had
	Changed  Kind = "changed"  // other words in the same place
	Moved    Kind = "moved"    // a passage that stands elsewhere now; what changed in it is told apart
)

// Change is one difference between two texts.
type Change struct {
	Kind     Kind
	Old, New span.Span
}

// Pair is a block of the old text and the block of the new one that it became.
type Pair struct {
	Old, New span.Span
	Moved    bool
	Same     bool // word for word
}

// Diff is how one text became another.
type Diff struct {
	// Changes in the order of the new text; a deletion stands where the words
	// were. Nothing for texts with the same words. What is white space only is no
	// change.
	Changes []Change
	// Pairs are the blocks that belong together, in the order of the old text. A
	// block that was cut in two, or two that were joined, are one pair.
	Pairs []Pair
}

// Texts compares two texts block by block, then word by word. The blocks are
// spans in the order of their text, not overlapping; none: the lines of the
// text are its blocks. ctx.Err() when ctx ends first.
func Texts(ctx context.Context, old, new string, oldBlocks, newBlocks []span.Span) (Diff, error) {
	words := newVocabulary()
	a := words.read(old, oldBlocks)
	b := words.read(new, newBlocks)
	matches, err := match(ctx, a, b)
	if err != nil {
		return Diff{}, err
	}
	matches = joinCut(a, b, matches)
	return changes(ctx, a, b, matches)
}

// changes tells what the matched blocks, and those that found no match, mean.
func changes(ctx context.Context, a, b *text, matches []blockMatch) (Diff, error) {
	var d Diff
	oldDone, newDone := make([]bool, a.count()), make([]bool, b.count())
	for _, m := range matches {
		if err := ctx.Err(); err != nil {
			return Diff{}, err
		}
		for i := m.old; i < m.oldEnd; i++ {
			oldDone[i] = true
		}
		for i := m.new; i < m.newEnd; i++ {
			newDone[i] = true
		}
		from, to := a.tokensOf(m.old, m.oldEnd), b.tokensOf(m.new, m.newEnd)
		inside := within(a, b, from, to)
		pair := Pair{Old: a.spanOf(from), New: b.spanOf(to), Moved: m.moved, Same: len(inside) == 0}
		d.Pairs = append(d.Pairs, pair)
		if m.moved {
			d.Changes = append(d.Changes, Change{Moved, pair.Old, pair.New})
		}
		d.Changes = append(d.Changes, inside...)
	}
	places := newPlaces(a, b, matches)
	for i, done := range oldDone {
		if s := a.spanOf(a.tokensOf(i, i+1)); !done && !s.Empty() {
			d.Changes = append(d.Changes, Change{Deleted, s, places.inNew(i)})
		}
	}
	for i, done := range newDone {
		if s := b.spanOf(b.tokensOf(i, i+1)); !done && !s.Empty() {
			d.Changes = append(d.Changes, Change{Inserted, places.inOld(i), s})
		}
	}
	slices.SortStableFunc(d.Changes, func(x, y Change) int {
		return cmp.Or(cmp.Compare(x.New.Start, y.New.Start), cmp.Compare(x.Old.Start, y.Old.Start))
	})
	slices.SortStableFunc(d.Pairs, func(x, y Pair) int { return cmp.Compare(x.Old.Start, y.Old.Start) })
	return d, nil
}

// places tells where a block that has no match would stand in the other text:
// after what the block before it became.
type places struct{ oldEnd, newEnd []int }

func newPlaces(a, b *text, matches []blockMatch) places {
	p := places{oldEnd: make([]int, b.count()), newEnd: make([]int, a.count())}
	for i := range p.oldEnd {
		p.oldEnd[i] = -1
	}
	for i := range p.newEnd {
		p.newEnd[i] = -1
	}
	for _, m := range matches {
		if m.moved {
			continue
		}
		for i := m.new; i < m.newEnd; i++ {
			p.oldEnd[i] = a.spanOf(a.tokensOf(m.old, m.oldEnd)).End
		}
		for i := m.old; i < m.oldEnd; i++ {
			p.newEnd[i] = b.spanOf(b.tokensOf(m.new, m.newEnd)).End
		}
	}
	return p
}

func (p places) inNew(oldBlock int) span.Span { return emptyAfter(p.newEnd, oldBlock) }
func (p places) inOld(newBlock int) span.Span { return emptyAfter(p.oldEnd, newBlock) }

func emptyAfter(ends []int, block int) span.Span {
	for i := block; i >= 0; i-- {
		if at := ends[i]; at >= 0 {
			return span.Span{Start: at, End: at}
		}
	}
	return span.Span{}
}

// Alike says which part of the shorter text's words stands in the other in
// runs of three or more, from 0 to 1: enough to tell editions of one text from
// two texts. ctx.Err() when ctx ends first.
func Alike(ctx context.Context, a, b string) (float64, error) {
	words := newVocabulary()
	x, y := words.read(a, nil), words.read(b, nil)
	if len(x.tokens) > len(y.tokens) {
		x, y = y, x
	}
	const run = 3
	if len(x.tokens) < run {
		return 0, ctx.Err()
	}
	have := map[[run]int32]int{}
	for i := 0; i+run <= len(y.tokens); i++ {
		have[[run]int32(y.ids[i:i+run])]++
	}
	shared := 0
	for i := 0; i+run <= len(x.tokens); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if k := [run]int32(x.ids[i : i+run]); have[k] > 0 {
			have[k]--
			shared++
		}
	}
	return float64(shared) / float64(len(x.tokens)-run+1), nil
}
