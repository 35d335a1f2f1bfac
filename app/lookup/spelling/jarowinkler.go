package spelling

// Winkler's constants: how much each letter of a common beginning counts, and
// up to how many letters.
const (
	winklerWeight = 0.1
	winklerPrefix = 4
)

// jaroWinkler is the Jaro-Winkler similarity, from 0 to 1. In keys it takes
// all vowels for one: which one is written is left to the alignment.
func (c *comparer) jaroWinkler(a, b []rune, by sense) float64 {
	jaro := c.jaro(a, b, by)
	common := 0
	for common < min(len(a), len(b), winklerPrefix) && same(a[common], b[common], by) {
		common++
	}
	return jaro + float64(common)*winklerWeight*(1-jaro)
}

// jaro counts letters that both have at about the same place, and those of
// them that stand in another order.
func (c *comparer) jaro(a, b []rune, by sense) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	reach := max(max(len(a), len(b))/2-1, 0)
	if cap(c.used) < len(b) {
		c.used = make([]bool, max(32, 2*len(b)))
	}
	c.used = c.used[:len(b)]
	clear(c.used)
	c.mate = c.mate[:0]
	for i, x := range a {
		for j := max(0, i-reach); j < min(len(b), i+reach+1); j++ {
			if !c.used[j] && same(x, b[j], by) {
				c.used[j] = true
				c.mate = append(c.mate, x)
				break
			}
		}
	}
	if len(c.mate) == 0 {
		return 0
	}
	moved, next := 0, 0
	for j, y := range b {
		if !c.used[j] {
			continue
		}
		if !same(c.mate[next], y, by) {
			moved++
		}
		next++
	}
	matched := float64(len(c.mate))
	return (matched/float64(len(a)) + matched/float64(len(b)) + (matched-float64(moved)/2)/matched) / 3
}

func same(x, y rune, by sense) bool {
	return x == y || by == sound && isVowelRune(x) && isVowelRune(y)
}

func isVowelRune(r rune) bool { return r < 0x80 && isVowel(byte(r)) }
