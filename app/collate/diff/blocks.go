package diff

import (
	"cmp"
	"context"
	"slices"
)

// blockMatch says that blocks of the old text became blocks of the new one:
// one each, or several where a block was cut or joined.
type blockMatch struct {
	old, oldEnd int
	new, newEnd int
	moved       bool
}

const (
	// leastAlike is how much two blocks that stand in the same order must share
	// to be one, from 0 to 1; leastMoved how much when they do not.
	leastAlike = 0.4
	leastMoved = 0.6
	// leastTokensMoved is the size below which a block found elsewhere is more
	// likely a coincidence.
	leastTokensMoved = 6
	// commonGram is how often three words may stand in the new text to be worth
	// a look at each place.
	commonGram = 12
	// mostCandidates bounds the blocks that a block is held against.
	mostCandidates = 4
)

// candidate is a block of each text and what they share, from 0 to 1.
type candidate struct {
	old, new int
	alike    float64
	weight   int // tokens shared
}

// match finds which blocks belong together. Blocks that share words are
// candidates; the heaviest set of them that keeps its order stays in place, the
// rest was moved.
func match(ctx context.Context, a, b *text) ([]blockMatch, error) {
	all, err := candidates(ctx, a, b)
	if err != nil {
		return nil, err
	}
	kept := inOrder(all)
	var matches []blockMatch
	oldUsed, newUsed := map[int]bool{}, map[int]bool{}
	take := func(c candidate, moved bool) {
		oldUsed[c.old], newUsed[c.new] = true, true
		matches = append(matches, blockMatch{c.old, c.old + 1, c.new, c.new + 1, moved})
	}
	for _, c := range append(kept, between(a, b, kept)...) {
		take(c, false)
	}
	// The best of the rest first, each block once.
	slices.SortStableFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(y.weight, x.weight))
	})
	for _, c := range all {
		if !oldUsed[c.old] && !newUsed[c.new] && c.alike >= leastMoved && c.weight >= leastTokensMoved {
			take(c, true)
		}
	}
	slices.SortFunc(matches, func(x, y blockMatch) int { return cmp.Compare(x.old, y.old) })
	return matches, nil
}

// candidates finds the pairs of blocks that share enough.
func candidates(ctx context.Context, a, b *text) ([]candidate, error) {
	grams, same := readGrams(b), sameBlocks(b)
	count := newTally(a, b)
	votes := make([]int, b.count())
	var all []candidate
	for i := range a.count() {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		r := a.tokensOf(i, i+1)
		if r.len() == 0 {
			continue
		}
		var voted []int
		vote := func(j, n int) {
			if votes[j] == 0 {
				voted = append(voted, j)
			}
			votes[j] += n
		}
		for _, j := range same[blockKey(a, r)] {
			vote(j, r.len()*2)
		}
		for k := r.from; k < r.to; k++ {
			grams.each(gramAt(a, k, r.to), func(j int) { vote(j, 1) })
		}
		slices.SortFunc(voted, func(x, y int) int {
			return cmp.Or(cmp.Compare(votes[y], votes[x]), cmp.Compare(abs(x-i), abs(y-i)), cmp.Compare(x, y))
		})
		for _, j := range voted[:min(len(voted), mostCandidates)] {
			if c := count.candidate(i, j); c.alike >= leastAlike {
				all = append(all, c)
			}
		}
		for _, j := range voted {
			votes[j] = 0
		}
	}
	return all, nil
}

func abs(n int) int { return max(n, -n) }

// tally counts the words that runs of both texts share.
type tally struct {
	a, b *text
	have []int32 // by word
}

func newTally(a, b *text) *tally {
	most := int32(0)
	for _, t := range []*text{a, b} {
		for _, id := range t.ids {
			most = max(most, id)
		}
	}
	return &tally{a, b, make([]int32, most+1)}
}

// shared counts the words two runs share.
func (c *tally) shared(x, y run) int {
	shared := 0
	for _, id := range c.a.ids[x.from:x.to] {
		c.have[id]++
	}
	for _, id := range c.b.ids[y.from:y.to] {
		if c.have[id] > 0 {
			c.have[id]--
			shared++
		}
	}
	for _, id := range c.a.ids[x.from:x.to] {
		c.have[id] = 0
	}
	return shared
}

// candidate says which part of the words of two blocks is shared.
func (c *tally) candidate(old, new int) candidate {
	x, y := c.a.tokensOf(old, old+1), c.b.tokensOf(new, new+1)
	shared := c.shared(x, y)
	return candidate{old, new, 2 * float64(shared) / float64(max(1, x.len()+y.len())), shared}
}

// gram is three words in a row, fewer at the end of a block.
type gram [3]int32

func gramAt(t *text, at, end int) gram {
	var g gram
	copy(g[:], t.ids[at:min(at+3, end)])
	return g
}

// hash makes one number of a gram, hardly the same for two.
func (g gram) hash() uint64 {
	h := uint64(g[0])*0x9e3779b97f4a7c15 ^ uint64(g[1])*0xc2b2ae3d27d4eb4f ^ uint64(g[2])*0x165667b19e3779f9
	return h ^ h>>29
}

// grams tells in which blocks three words stand: for each gram a chain of
// blocks.
type grams struct {
	last   map[uint64]int32
	chains []chain
}

type chain struct{ block, before, length int32 }

func readGrams(t *text) grams {
	g := grams{last: make(map[uint64]int32, len(t.tokens)), chains: make([]chain, 1, len(t.tokens)+1)}
	for i := range t.count() {
		r := t.tokensOf(i, i+1)
		for k := r.from; k < r.to; k++ {
			key := gramAt(t, k, r.to).hash()
			last := g.last[key]
			if c := g.chains[last]; c.length > commonGram || last > 0 && c.block == int32(i) {
				continue
			}
			g.last[key] = int32(len(g.chains))
			g.chains = append(g.chains, chain{int32(i), last, g.chains[last].length + 1})
		}
	}
	return g
}

// each calls f with the blocks that have a gram, unless it is a common one.
func (g grams) each(of gram, f func(block int)) {
	at := g.last[of.hash()]
	if g.chains[at].length > commonGram {
		return
	}
	for ; at > 0; at = g.chains[at].before {
		f(int(g.chains[at].block))
	}
}

// blockKey is the same for blocks with the same words, and hardly for others.
func blockKey(t *text, r run) uint64 {
	h := uint64(14695981039346656037) // FNV-1a
	for _, id := range t.ids[r.from:r.to] {
		h = (h ^ uint64(id)) * 1099511628211
	}
	return h
}

// sameBlocks finds blocks by all of their words; of a block that is repeated
// very often a few places do.
func sameBlocks(t *text) map[uint64][]int {
	same := map[uint64][]int{}
	for i := range t.count() {
		if r := t.tokensOf(i, i+1); r.len() > 0 {
			if k := blockKey(t, r); len(same[k]) <= commonGram {
				same[k] = append(same[k], i)
			}
		}
	}
	return same
}

// inOrder returns the candidates of the greatest weight that keep their order
// in both texts, each block once.
func inOrder(all []candidate) []candidate {
	slices.SortStableFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(x.old, y.old), cmp.Compare(y.new, x.new)) // of one block no two in a row
	})
	most := 0
	for _, c := range all {
		most = max(most, c.new+1)
	}
	tree := newMaxTree(most + 1)
	total, before := make([]float64, len(all)), make([]int, len(all))
	last := -1
	for i, c := range all {
		value, at := tree.upTo(c.new) // the best that ends before this block
		total[i], before[i] = value+c.alike*float64(c.weight), at
		tree.set(c.new+1, total[i], i)
		if last < 0 || total[i] > total[last] {
			last = i
		}
	}
	var kept []candidate
	for ; last >= 0; last = before[last] {
		kept = append(kept, all[last])
	}
	slices.Reverse(kept)
	return kept
}

// mostBetween bounds the pairs of blocks that are held against each other
// between two that belong together.
const mostBetween = 400

// between finds what belongs together among the blocks between those that do,
// also where they share single words only, as short lines do.
func between(a, b *text, kept []candidate) []candidate {
	var found []candidate
	count := newTally(a, b)
	old, new := 0, 0
	for _, c := range append(kept[:len(kept):len(kept)], candidate{old: a.count(), new: b.count()}) {
		if n := (c.old - old) * (c.new - new); n > 0 && n <= mostBetween {
			var all []candidate
			for i := old; i < c.old; i++ {
				for j := new; j < c.new; j++ {
					if one := count.candidate(i, j); one.alike >= leastAlike {
						all = append(all, one)
					}
				}
			}
			found = append(found, inOrder(all)...)
		}
		old, new = c.old+1, c.new+1
	}
	return found
}

// maxTree is a Fenwick tree of the greatest value up to a place.
type maxTree struct {
	value []float64
	which []int
}

func newMaxTree(n int) *maxTree {
	t := &maxTree{make([]float64, n+1), make([]int, n+1)}
	for i := range t.which {
		t.which[i] = -1
	}
	return t
}

func (t *maxTree) set(at int, value float64, which int) {
	for ; at < len(t.value); at += at & -at {
		if value > t.value[at] {
			t.value[at], t.which[at] = value, which
		}
	}
}

func (t *maxTree) upTo(at int) (value float64, which int) {
	which = -1
	for ; at > 0; at -= at & -at {
		if t.value[at] > value {
			value, which = t.value[at], t.which[at]
		}
	}
	return value, which
}

// joinCut widens a match over a neighbour that found none, where most of the
// neighbour's words stand in the block on the other side: the block was cut in
// two, or two were joined.
func joinCut(a, b *text, matches []blockMatch) []blockMatch {
	oldFree, newFree := make([]bool, a.count()), make([]bool, b.count())
	for i := range oldFree {
		oldFree[i] = true
	}
	for i := range newFree {
		newFree[i] = true
	}
	for _, m := range matches {
		oldFree[m.old], newFree[m.new] = false, false
	}
	for i := range matches {
		m := &matches[i]
		for m.newEnd < b.count() && newFree[m.newEnd] && holds(a, b, m, b.tokensOf(m.newEnd, m.newEnd+1), true) {
			newFree[m.newEnd] = false
			m.newEnd++
		}
		for m.new > 0 && newFree[m.new-1] && holds(a, b, m, b.tokensOf(m.new-1, m.new), true) {
			m.new--
			newFree[m.new] = false
		}
		for m.oldEnd < a.count() && oldFree[m.oldEnd] && holds(a, b, m, a.tokensOf(m.oldEnd, m.oldEnd+1), false) {
			oldFree[m.oldEnd] = false
			m.oldEnd++
		}
		for m.old > 0 && oldFree[m.old-1] && holds(a, b, m, a.tokensOf(m.old-1, m.old), false) {
			m.old--
			oldFree[m.old] = false
		}
	}
	return matches
}

// holds reports whether the words of a neighbour stand in the match's blocks of
// the other text beyond those that its own side has already.
func holds(a, b *text, m *blockMatch, neighbour run, isNew bool) bool {
	mine, theirs := b, a
	own, other := b.tokensOf(m.new, m.newEnd), a.tokensOf(m.old, m.oldEnd)
	if !isNew {
		mine, theirs = a, b
		own, other = other, own
	}
	if neighbour.len() < leastTokensMoved {
		return false
	}
	left := make(map[int32]int, other.len())
	for _, id := range theirs.ids[other.from:other.to] {
		left[id]++
	}
	for _, id := range mine.ids[own.from:own.to] {
		left[id]--
	}
	shared := 0
	for _, id := range mine.ids[neighbour.from:neighbour.to] {
		if left[id] > 0 {
			left[id]--
			shared++
		}
	}
	return float64(shared) >= leastMoved*float64(neighbour.len())
}
