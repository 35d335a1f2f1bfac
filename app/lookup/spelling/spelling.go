// Package spelling finds words that are spelt like a word: with letters
// wrong, left out, doubled or swapped, or transliterated in another way. It
// is pure: words in, words out.
package spelling

// comparer compares words; it keeps its room from one pair to the next.
type comparer struct {
	rows [3][]int
	used []bool // letters of b that have a partner, for Jaro
	mate []rune // letters of a that have a partner
}

// similarity says how alike two folded words are, from 0 to 1, which are so many
// halves of a letter apart: half optimal string alignment, half Jaro-Winkler. The
// one counts the letters that are wrong, the other forgives what is wrong late in
// a word.
func (c *comparer) similarity(a, b []rune, halves int, by sense) float64 {
	longer := max(len(a), len(b))
	if longer == 0 {
		return 1
	}
	aligned := 1 - float64(halves)/float64(2*longer)
	return (aligned + c.jaroWinkler(a, b, by)) / 2
}
