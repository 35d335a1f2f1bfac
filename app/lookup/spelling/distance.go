package spelling

// sense says what the letters of two words are compared by.
type sense bool

const (
	written sense = false // a letter is another one or it is not
	sound   sense = true  // letters of keys; some are half the same
)

// align is the optimal string alignment distance, in halves of a letter: letters
// wrong, left out, added or two neighbours swapped.
func (c *comparer) align(a, b []rune, by sense) int {
	for i := range c.rows {
		if cap(c.rows[i]) <= len(b) {
			c.rows[i] = make([]int, max(32, 2*len(b)))
		}
		c.rows[i] = c.rows[i][:len(b)+1]
	}
	before, row, next := c.rows[0], c.rows[1], c.rows[2]
	for j := range row {
		row[j] = 2 * j
	}
	for i, x := range a {
		next[0] = 2 * (i + 1)
		for j, y := range b {
			cost := 2
			switch {
			case x == y:
				cost = 0
			case by == sound && halfSame(x, y):
				cost = 1
			}
			d := min(row[j]+cost, row[j+1]+2, next[j]+2)
			if i > 0 && j > 0 && x != y && x == b[j-1] && a[i-1] == y {
				d = min(d, before[j-1]+2)
			}
			next[j+1] = d
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// halves are letters of keys that transliterations write for each other too
// often to count in full, but that no rewrite can bring to one.
var halves = func() (same ['z' + 1]uint32) {
	for _, group := range [...]string{"aeiu", "gkh", "ckx", "hx", "sz", "sx", "sc", "zj", "xj", "gj", "ij", "uv", "bv", "bp", "fv", "dt", "dz"} {
		for _, x := range group {
			for _, y := range group {
				same[x] |= 1 << (y - 'a')
			}
		}
	}
	return same
}()

func halfSame(x, y rune) bool {
	return 'a' <= x && x <= 'z' && 'a' <= y && y <= 'z' && halves[x]>>(y-'a')&1 == 1
}
