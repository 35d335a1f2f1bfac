package findings

import (
	"cmp"
	"slices"
	"sort"

	"sidelight/app/span"
	"sidelight/db"
)

// places are spans of a text, in order and apart from each other.
type places []span.Span

// placesOf joins the spans that overlap.
func placesOf(spans []span.Span) places {
	slices.SortFunc(spans, func(a, b span.Span) int { return cmp.Compare(a.Start, b.Start) })
	var out places
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// overlap reports whether one of the places shares a byte with s.
func (p places) overlap(s span.Span) bool {
	i := sort.Search(len(p), func(i int) bool { return p[i].End > s.Start })
	return i < len(p) && p[i].Start < s.End
}

// blocksOf are the places of a text's blocks of these kinds.
func blocksOf(rev db.Revision, kinds ...db.BlockKind) []span.Span {
	var out []span.Span
	for _, b := range rev.Blocks {
		if slices.Contains(kinds, b.Kind) {
			out = append(out, span.Span{Start: b.Start, End: b.End})
		}
	}
	return out
}

// withinBlock cuts a sentence to the block that the offset in it lies in:
// without full stops or blank lines, bullets read like one sentence.
func withinBlock(rev db.Revision, sentence span.Span, offset int) span.Span {
	for _, b := range rev.Blocks {
		if b.Start <= offset && offset < b.End {
			return span.Span{Start: max(sentence.Start, b.Start), End: min(sentence.End, b.End)}
		}
	}
	return sentence
}
