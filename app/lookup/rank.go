package lookup

import "slices"

// found is a row found in a tier.
type found struct {
	tier   Tier
	score  int32
	rank   int32
	id     int32
	record int32
}

// compareFound puts the better of two rows of one tier first.
func compareFound(a, b found) int {
	if a.score != b.score {
		return int(b.score) - int(a.score)
	}
	return int(a.rank) - int(b.rank)
}

// ranking keeps the best rows, one a record. A tier is filled in any order;
// the records of sealed tiers are not found again.
type ranking struct {
	limit  int
	sealed []found
	taken  map[int32]bool // records of the sealed tiers
	open   []found        // the tier being filled, the best first
	held   map[int32]bool // records in open
}

func newRanking(limit int) *ranking {
	return &ranking{limit: limit, taken: map[int32]bool{}, held: map[int32]bool{}}
}

// fork is a ranking of the open tier for another goroutine, to be joined
// again. This one must not change meanwhile.
func (r *ranking) fork() *ranking {
	return &ranking{limit: r.room(), taken: r.taken, held: map[int32]bool{}}
}

// join takes over what a fork found.
func (r *ranking) join(fork *ranking) {
	for _, f := range fork.open {
		r.add(f)
	}
}

// room is how many rows the open tier may hold.
func (r *ranking) room() int { return r.limit - len(r.sealed) }

// wants says whether a row with this score could still get in.
func (r *ranking) wants(score, rank int32) bool {
	n := len(r.open)
	return n < r.room() || n > 0 && compareFound(found{score: score, rank: rank}, r.open[n-1]) < 0
}

// add offers a row of the open tier.
func (r *ranking) add(f found) {
	if !r.wants(f.score, f.rank) || r.taken[f.record] {
		return
	}
	if r.held[f.record] {
		i := slices.IndexFunc(r.open, func(o found) bool { return o.record == f.record })
		if compareFound(r.open[i], f) <= 0 {
			return
		}
		r.open = slices.Delete(r.open, i, i+1)
	} else if len(r.open) == r.room() {
		delete(r.held, r.open[len(r.open)-1].record)
		r.open = r.open[:len(r.open)-1]
	}
	r.held[f.record] = true
	i, _ := slices.BinarySearchFunc(r.open, f, compareFound)
	r.open = slices.Insert(r.open, i, f)
}

// seal ends the open tier.
func (r *ranking) seal() {
	for _, f := range r.open {
		r.taken[f.record] = true
	}
	r.sealed = append(r.sealed, r.open...)
	r.open = r.open[:0]
	clear(r.held)
}
