package reader

import (
	"cmp"
	"slices"
	"sort"
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
type markIndex struct {
	marks []placed
	reach []int // the greatest end up to each mark
}

func newMarkIndex(marks []Mark) markIndex {
	ix := markIndex{marks: make([]placed, 0, len(marks)), reach: make([]int, 0, len(marks))}
	for _, m := range marks {
		if m.Start < m.End {
			ix.marks = append(ix.marks, placed{Mark: m})
		}
	}
	slices.SortStableFunc(ix.marks, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End), cmp.Compare(a.ID, b.ID))
	})
	// Each mark takes the least level that is free where it starts.
	var until [levels]int
	reach := 0
	for i := range ix.marks {
		m := &ix.marks[i]
		for m.level < levels-1 && until[m.level] > m.Start {
			m.level++
		}
		until[m.level] = max(until[m.level], m.End)
		reach = max(reach, m.End)
		ix.reach = append(ix.reach, reach)
	}
	return ix
}

// touching appends the marks that share a byte with [start, end) to buf.
func (ix *markIndex) touching(start, end int, buf []*placed) []*placed {
	i := sort.SearchInts(ix.reach, start+1)
	for ; i < len(ix.marks) && ix.marks[i].Start < end; i++ {
		if ix.marks[i].End > start {
			buf = append(buf, &ix.marks[i])
		}
	}
	return buf
}

// starting returns the marks that start in [start, end).
func (ix *markIndex) starting(start, end int) []placed {
	i := sort.Search(len(ix.marks), func(i int) bool { return ix.marks[i].Start >= start })
	j := i
	for j < len(ix.marks) && ix.marks[j].Start < end {
		j++
	}
	return ix.marks[i:j]
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
