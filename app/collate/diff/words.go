package diff

import (
	"slices"
	"sort"
)

// edit is a run of old words that gave way to a run of new ones; one of them
// may be empty.
type edit struct{ old, new run }

// within tells the changes inside of a pair of blocks.
func within(a, b *text, from, to run) []Change {
	var edits []edit
	comparison{a, b, &edits}.runs(from, to)
	edits = tidy(a, b, from, to, edits)
	all := make([]Change, 0, len(edits))
	for _, e := range edits {
		c := Change{Changed, a.spanOf(e.old), b.spanOf(e.new)}
		switch {
		case e.old.len() == 0:
			c.Kind = Inserted
		case e.new.len() == 0:
			c.Kind = Deleted
		}
		all = append(all, c)
	}
	return all
}

// comparison collects the edits between two texts in their order.
type comparison struct {
	a, b  *text
	edits *[]edit
}

const (
	// mostSteps bounds the work of the exact comparison: it takes up to the
	// square of the number of words that differ.
	mostSteps = 700
	// longRun is the length from which runs are cut at words that stand once in
	// both before they are compared exactly (patience).
	longRun = 400
)

// runs compares two runs of words.
func (c comparison) runs(x, y run) {
	for x.len() > 0 && y.len() > 0 && c.a.ids[x.from] == c.b.ids[y.from] {
		x.from++
		y.from++
	}
	for x.len() > 0 && y.len() > 0 && c.a.ids[x.to-1] == c.b.ids[y.to-1] {
		x.to--
		y.to--
	}
	switch {
	case x.len() == 0 && y.len() == 0:
	case x.len() == 0 || y.len() == 0:
		c.add(edit{x, y})
	case x.len() > longRun || y.len() > longRun:
		c.patience(x, y)
	default:
		c.shortest(x, y)
	}
}

func (c comparison) add(e edit) { *c.edits = append(*c.edits, e) }

// patience cuts two long runs at three words that stand once in each, in the
// same order, and compares what is between.
func (c comparison) patience(x, y run) {
	type place struct{ old, new int }
	once := map[gram]place{}
	for k := x.from; k+3 <= x.to; k++ {
		g := gramAt(c.a, k, x.to)
		if p, ok := once[g]; ok {
			p.old = -1
			once[g] = p
			continue
		}
		once[g] = place{old: k, new: -1}
	}
	for k := y.from; k+3 <= y.to; k++ {
		p, ok := once[gramAt(c.b, k, y.to)]
		if !ok || p.old < 0 {
			continue
		}
		if p.new >= 0 {
			p.old = -1 // twice in the new text
		}
		p.new = k
		once[gramAt(c.b, k, y.to)] = p
	}
	var places []place
	for _, p := range once {
		if p.old >= 0 && p.new >= 0 {
			places = append(places, p)
		}
	}
	slices.SortFunc(places, func(p, q place) int { return p.old - q.old })
	// The longest run of them that rises in both (patience sorting).
	var piles, before []int
	before = make([]int, len(places))
	for i, p := range places {
		n := sort.Search(len(piles), func(k int) bool { return places[piles[k]].new >= p.new })
		before[i] = -1
		if n > 0 {
			before[i] = piles[n-1]
		}
		if n == len(piles) {
			piles = append(piles, i)
		} else {
			piles[n] = i
		}
	}
	if len(piles) == 0 {
		c.shortest(x, y)
		return
	}
	var chain []place
	for i := piles[len(piles)-1]; i >= 0; i = before[i] {
		chain = append(chain, places[i])
	}
	slices.Reverse(chain)
	for _, p := range chain {
		if p.old < x.from || p.new < y.from {
			continue // within the words that were equal before
		}
		c.shortest(run{x.from, p.old}, run{y.from, p.new})
		x.from, y.from = p.old, p.new
		for x.len() > 0 && y.len() > 0 && c.a.ids[x.from] == c.b.ids[y.from] {
			x.from++
			y.from++
		}
	}
	c.shortest(x, y)
}

// shortest finds the fewest words to take out and put in (Myers, An O(ND)
// Difference Algorithm, 1986). Where more than mostSteps differ the whole run
// counts as reworded.
func (c comparison) shortest(x, y run) {
	n, m := x.len(), y.len()
	if n == 0 || m == 0 {
		if n+m > 0 {
			c.add(edit{x, y})
		}
		return
	}
	limit := min(n+m, mostSteps)
	reach := make([]int, 2*limit+3)
	var trace [][]int
	for d := 0; d <= limit; d++ {
		trace = append(trace, slices.Clone(reach[limit+1-d:limit+2+d]))
		for k := -d; k <= d; k += 2 {
			at := reach[limit+1+k-1] + 1
			if k == -d || k != d && reach[limit+1+k-1] < reach[limit+1+k+1] {
				at = reach[limit+1+k+1]
			}
			for at < n && at-k < m && c.a.ids[x.from+at] == c.b.ids[y.from+at-k] {
				at++
			}
			reach[limit+1+k] = at
			if at >= n && at-k >= m {
				c.back(x, y, trace, d)
				return
			}
		}
	}
	c.add(edit{x, y})
}

// back follows the way that shortest took from its end.
func (c comparison) back(x, y run, trace [][]int, d int) {
	var found []edit
	at, to := x.len(), y.len()
	for ; d > 0; d-- {
		reach := trace[d] // of -d .. d, before step d
		value := func(k int) int { return reach[k+d] }
		k := at - to
		kBefore := k - 1
		if k == -d || k != d && value(k-1) < value(k+1) {
			kBefore = k + 1
		}
		atBefore := value(kBefore)
		toBefore := atBefore - kBefore
		// One step, then words that are equal.
		if kBefore == k+1 {
			found = append(found, edit{run{x.from + atBefore, x.from + atBefore}, run{y.from + toBefore, y.from + toBefore + 1}})
		} else {
			found = append(found, edit{run{x.from + atBefore, x.from + atBefore + 1}, run{y.from + toBefore, y.from + toBefore}})
		}
		at, to = atBefore, toBefore
	}
	slices.Reverse(found)
	for _, e := range found {
		if n := len(*c.edits); n > 0 {
			if last := &(*c.edits)[n-1]; last.old.to == e.old.from && last.new.to == e.new.from {
				last.old.to, last.new.to = e.old.to, e.new.to
				continue
			}
		}
		c.add(e)
	}
}
