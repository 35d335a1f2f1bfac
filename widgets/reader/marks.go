package reader

import (
	"cmp"
	"slices"
)

// Mark is a highlight in the text.
type Mark struct {
	ID         int64
	Start, End int    // bytes of the text
	Colour     string // a label colour of the palette: fact, judgement, ...
	Underline  string // solid, double, dashed, dotted, thick
	Letter     string // shown in the margin; none: no letter there
	HasNote    bool   // a dot at the letter
}

// placed is a mark with the level its underline is drawn at, so that marks on
// the same words can be told apart without their colours.
type placed struct {
	Mark
	level int
}

// levels is how many underlines are stacked below a line.
const levels = 3

// markIndex holds marks by start and finds those that touch a span.
type markIndex struct{ spanIndex[placed] }

func newMarkIndex(marks []Mark) markIndex {
	all := make([]placed, 0, len(marks))
	for _, m := range marks {
		if m.Start < m.End {
			all = append(all, placed{Mark: m})
		}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.ID, b.ID))
	})
	var taken lanes
	for i := range all {
		all[i].level = taken.take(0, all[i].Start, all[i].End)
	}
	return markIndex{newSpanIndex(all, func(m *placed) (int, int) { return m.Start, m.End })}
}

// lanes tells up to which byte the underline at each level reaches.
type lanes [levels]int

// take returns the least level from the given one on that is free where a span
// starts, and the last one where none is. Spans must come in order.
func (l *lanes) take(level, start, end int) int {
	for level < levels-1 && l[level] > start {
		level++
	}
	l[level] = max(l[level], end)
	return level
}

// starting returns the marks that start in [start, end).
func (ix *markIndex) starting(start, end int) []placed {
	return ix.all[ix.from(start):ix.from(end)]
}

// at returns the shortest mark over a byte, which is the innermost, or nil.
func (ix *markIndex) at(offset int) *placed {
	var best *placed
	for _, m := range ix.touching(offset, offset+1, nil) {
		if best == nil || m.End-m.Start <= best.End-best.Start {
			best = m
		}
	}
	return best
}
