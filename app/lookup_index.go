package app

import (
	"context"
	"sync"
	"time"

	"sidelight/app/lookup"
	"sidelight/db"
)

// indexDelay is how long the library must rest after a change before its
// names are read again. Of a large one, where reading takes longer than that,
// it is a few times as long as the last reading took.
const (
	indexDelay = 300 * time.Millisecond
	indexShare = 4
)

// orderDelay is how long the names wait to be read again when they are the
// same but to be ranked anew: something was opened or is mentioned more often.
const orderDelay = 10 * time.Second

// lookupIndex keeps the index of all that can be looked up: read when the
// library opens, and again some time after a change. An index never changes,
// so that a search under way ends with the one it began with.
type lookupIndex struct {
	*kit
	own   []lookup.Entry // what the window adds to the library's names: its commands
	onNew func()         // an index of other names is there

	now   *indexed
	err   error // why the last reading failed
	stale bool  // names changed since they were read
	rest  debounce
	order debounce
	asked latest
}

// indexed is an index with what it was made of.
type indexed struct {
	*lookup.Index
	whole  bool // false: only the window's commands, the library is still being read
	counts map[db.Kind]int
}

func newLookupIndex(k *kit, own []lookup.Entry) *lookupIndex {
	x := &lookupIndex{kit: k, own: own, now: &indexed{Index: lookup.NewIndex(own)}, onNew: func() {}}
	x.rest = debounce{loop: k.loop, delay: indexDelay}
	x.order = debounce{loop: k.loop, delay: orderDelay}
	k.feed.listen(x.hear)
	return x
}

func (x *lookupIndex) hear(n db.Notice) {
	if _, ok := n.(db.FindingsChanged); ok {
		x.reorder() // as a rule only the counts are others
		return
	}
	x.stale = true
	x.rest.call(x.load)
}

// reorder reads the names some time from now, to rank them anew.
func (x *lookupIndex) reorder() { x.order.call(x.load) }

// fresh reads the names now if something changed since.
func (x *lookupIndex) fresh() {
	if x.stale {
		x.load()
	}
}

// load reads the names beside the drawing goroutine; a reading under way is
// given up.
func (x *lookupIndex) load() {
	x.rest.stop()
	x.order.stop()
	others := x.stale || !x.now.whole
	x.stale = false
	began := x.loop.Now()
	fetch(x.asked.next(x.ctx), x.loop, func(ctx context.Context) (*indexed, error) {
		entries, err := lookup.Entries(ctx, x.lib)
		if err != nil {
			return nil, err
		}
		counts := countEntries(entries)
		return &indexed{Index: lookup.NewIndex(append(entries, x.own...)), whole: true, counts: counts}, nil
	}, func(now *indexed, err error) {
		x.rest.delay = max(indexDelay, indexShare*x.loop.Now().Sub(began))
		if x.err = err; err == nil {
			x.now = now
		}
		if others {
			x.onNew()
		}
	})
}

// countEntries says how many records of each kind there are; a record has one
// entry under its own name.
func countEntries(entries []lookup.Entry) map[db.Kind]int {
	counts := map[db.Kind]int{}
	for _, e := range entries {
		if e.Title == "" {
			counts[e.Kind]++
		}
	}
	return counts
}

// typist asks the questions of one series of keystrokes one after the other:
// a keystroke waits until the one that it cancelled has let go.
type typist struct {
	mu     sync.Mutex // guards typing
	typing *lookup.Typing
	of     *indexed
}

func newTypist(of *indexed) *typist { return &typist{typing: of.NewTyping(), of: of} }

func (t *typist) find(ctx context.Context, q lookup.Query) (lookup.Result, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return lookup.Result{}, err
	}
	return t.typing.Find(ctx, q)
}
