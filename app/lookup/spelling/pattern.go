package spelling

import "unicode/utf8"

// maxPattern is how many letters a pattern may have: the bits of a column.
const maxPattern = 64

// pattern is a word made ready for being compared with many others: a column
// of the alignment is held in the bits of a number and costs a dozen
// operations (Hyyrö, 2003).
type pattern struct {
	length int
	ascii  [utf8.RuneSelf]uint64 // where in the word the letter stands
	others map[rune]uint64
}

func newPattern(letters []rune) *pattern {
	p := &pattern{length: len(letters)}
	for i, r := range letters {
		if r < utf8.RuneSelf {
			p.ascii[r] |= 1 << i
			continue
		}
		if p.others == nil {
			p.others = map[rune]uint64{}
		}
		p.others[r] |= 1 << i
	}
	return p
}

// apart is how far a word is from the pattern.
type apart struct {
	whole  int // letters, to the whole word
	part   int // letters, to the beginning of it that is nearest
	length int // of that beginning, in letters; the longest of several
}

// measure compares the beginning of a word, at most so many letters of it.
func (p *pattern) measure(word string, most int) apart {
	up, down, diagonal, before := ^uint64(0), uint64(0), uint64(0), uint64(0)
	lowest := uint64(1) << (p.length - 1)
	distance := p.length
	best := apart{part: distance}
	n := 0
	for _, r := range word {
		if n == most {
			break
		}
		n++
		var at uint64
		if r < utf8.RuneSelf {
			at = p.ascii[r]
		} else {
			at = p.others[r]
		}
		swapped := (^diagonal & at) << 1 & before
		diagonal = ((at & up) + up) ^ up | at | down | swapped
		right, left := down|^(diagonal|up), diagonal&up
		if right&lowest != 0 {
			distance++
		}
		if left&lowest != 0 {
			distance--
		}
		right, left = right<<1|1, left<<1
		up, down = left|^(diagonal|right), right&diagonal
		before = at
		if distance <= best.part {
			best.part, best.length = distance, n
		}
	}
	best.whole = distance
	return best
}
