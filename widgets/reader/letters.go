package reader

import "sort"

// The squares in the margin, at a scale of one.
const (
	letterSide = 16
	letterStep = 19 // from one to the next further left
	letterSize = 11
	letterBase = 12 // from the square's top to the letter's baseline
)

// letterPlace is a square in the margin; x is its left edge from the column.
type letterPlace struct {
	mark *placed
	x    float32
}

// lettersOn returns the squares on a line: one for each mark that begins there,
// the first one next to the text, as many as the margin holds.
func lettersOn(s *scene, line int) []letterPlace {
	l := s.layout
	if len(s.marks.all) == 0 || l.Lines[line].Start == l.Lines[line].End {
		return nil
	}
	from, to := int(l.Lines[line].Start), int(l.Lines[line].End)
	// What begins in the gap before a block is seen from the block's first line.
	if line == 0 {
		from = 0
	} else if prev := int(l.Lines[line-1].End); prev < from && l.Lines[line-1].Start < l.Lines[line-1].End {
		from = prev
	}
	var out []letterPlace
	marks := s.marks.starting(from, to)
	x := -s.margin
	for i := range marks {
		if marks[i].Letter == "" {
			continue
		}
		if s.column+x < 2 {
			break
		}
		out = append(out, letterPlace{&marks[i], x})
		x -= letterStep
	}
	return out
}

// firstFind returns the first match that ends after start; matches are in order
// and do not overlap.
func firstFind(finds [][2]int, start int) int {
	return sort.Search(len(finds), func(i int) bool { return finds[i][1] > start })
}
