package lookup

// Typing is one series of keystrokes over an index: what was worked out for
// the words that the next query still has is not worked out again. Not for
// several goroutines at once.
type Typing struct {
	ix       *Index
	middles  kept[string, []int32] // the vocabulary that has a word's letters in it
	guesses  kept[meant, *guess]
	sets     kept[string, rowSet]
	lettered lettered
	scratch  []uint64
}

// NewTyping begins a series.
func (ix *Index) NewTyping() *Typing { return &Typing{ix: ix} }

// next begins a query: what the one before did not ask for is forgotten.
func (t *Typing) next() {
	t.middles.turn()
	t.guesses.turn()
	t.sets.turn()
}

// kept keeps what was worked out for this query and the one before.
type kept[K comparable, T any] struct {
	now, before map[K]T
}

func (k *kept[K, T]) turn() {
	k.before, k.now = k.now, map[K]T{}
}

// has says whether something is kept under a name, and keeps it.
func (k *kept[K, T]) has(name K) bool {
	if _, ok := k.now[name]; ok {
		return true
	}
	v, ok := k.before[name]
	if ok {
		k.now[name] = v
	}
	return ok
}

// get returns what is kept under a name or works it out; what failed is not
// kept.
func (k *kept[K, T]) get(name K, work func() (T, error)) (T, error) {
	if k.has(name) {
		return k.now[name], nil
	}
	v, err := work()
	if err == nil {
		k.now[name] = v
	}
	return v, err
}
