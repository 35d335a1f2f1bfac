package lookup

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"

	"sidelight/app/lookup/spelling"
)

const (
	// maxMisspelt is how many words a query may have for misspellings to be
	// looked for.
	maxMisspelt = 8
	// sureWords is how many words a query has at least for those that are
	// known to be taken as they were typed.
	sureWords = 5
	// shortWord is how many letters a word has at most that may be missing.
	shortWord = 3
	// mostMisspelt is how many rows are looked at for each reading.
	mostMisspelt = 1 << 12
	// maxLikes is how many words of the vocabulary are taken for one typed.
	maxLikes = 48
	// maxParted is how many ways to part words are tried, and leastPart how
	// many letters a part has at least that is not known.
	maxParted = 4
	leastPart = 3
	// maxHalved and leastHalf are the same where no part is known.
	maxHalved = 4
	leastHalf = 4
)

// What a word counts of a thousand.
const (
	asTyped   = 1000
	likeTyped = 950 // it sounds the same, less the less it is like the word typed
	begun     = 900 // it goes on
	leftOut   = 500 // it is missing, and short
	// otherWords is how much less a row counts where words were parted or joined.
	otherWords = 40
	// good is what a row counts that makes it needless to part a single word.
	good = 940
)

// guess is what a typed word may have been meant as.
type guess struct {
	typed    string
	likes    map[string]spelling.Like
	from     source
	optional bool // too short to be missed: "al", "ben"
}

// reading is a query as it may have been meant, word by word.
type reading struct {
	guesses []*guess
	letters int  // of the query
	less    int  // worth
	changed bool // a row counts that has no word which is merely like one typed
}

// misspelt finds the rows whose words are all spelt much like those typed;
// where these are few or not much like them, also those with a space too many
// or too few, and where there is none, those that have all words but one.
func (t *Typing) misspelt(ctx context.Context, q *query, rows *ranking) (matcher, error) {
	if len(q.words) > maxMisspelt {
		return nil, nil
	}
	ix := t.ix
	typed := meaning(q.words, len(q.words) >= sureWords)
	nothing := len(rows.sealed) == 0
	var readings []reading
	m := func(id int32, hits []hit) (int, []hit, bool) {
		before, best, which, shown := len(hits), 0, -1, -1
		for i, r := range readings {
			score, all, fits := ix.matchReading(id, r, hits[:before])
			if fits && (which < 0 || score > best) {
				best, which = score, i
			}
			hits, shown = all, i
		}
		if which >= 0 && which != shown {
			_, hits, _ = ix.matchReading(id, readings[which], hits[:before])
		}
		return best, hits, which >= 0
	}
	try := func(words []meant, less int) error {
		r := reading{letters: len(q.squeezed), less: less, changed: nothing || !slices.Equal(words, typed)}
		var sources []source
		var names []string
		for _, w := range words {
			g := t.guesses.now[w]
			r.guesses = append(r.guesses, g)
			if g.optional {
				continue
			}
			name := w.word // of the set that wordPrefix made
			if len(g.likes) > 0 {
				name = fmt.Sprint(w)
			}
			names, sources = append(names, name), append(sources, g.from)
		}
		if len(sources) == 0 {
			return nil
		}
		ids, err := t.meet(ctx, q, names, sources, mostMisspelt)
		if err != nil || len(ids) == 0 {
			return err
		}
		readings = append(readings, r)
		return ix.try(ctx, q, ids, m, rows)
	}
	tryAll := func(all [][]meant, less int) error {
		if err := t.guess(ctx, slices.Concat(all...)); err != nil {
			return err
		}
		for _, words := range all {
			if err := try(words, less); err != nil {
				return err
			}
		}
		return nil
	}

	if err := tryAll([][]meant{typed}, 0); err != nil || len(rows.open) >= few && (len(q.words) > 1 || rows.open[0].score >= good) {
		return m, err
	}
	if nothing || len(q.words) == 1 {
		if err := tryAll(ix.reparted(q.words), otherWords); err != nil {
			return nil, err
		}
	}
	if nothing && len(rows.open) == 0 {
		return m, tryAll(append(halved(q.words), shorter(typed)...), 0)
	}
	return m, nil
}

// meant is a word that may have been meant as another one: last says that it
// may not have been typed to its end, sure that it is right if it is known.
type meant struct {
	word       string
	last, sure bool
	optional   bool
}

// meaning takes words as they were typed. Short ones that stand beside others
// may be missing in a name.
func meaning(words []string, sure bool) []meant {
	all, long := make([]meant, len(words)), false
	for i, w := range words {
		all[i] = meant{w, i == len(words)-1, sure, false}
		long = long || utf8.RuneCountInString(w) > shortWord
	}
	for i, w := range words {
		all[i].optional = long && utf8.RuneCountInString(w) <= shortWord
	}
	return all
}

// guess makes sure that guesses are kept, at the same time where there are
// several.
func (t *Typing) guess(ctx context.Context, words []meant) error {
	var missing []meant
	for _, w := range words {
		if !t.guesses.has(w) && !slices.Contains(missing, w) {
			missing = append(missing, w)
		}
	}
	guesses := make([]*guess, len(missing))
	var wait sync.WaitGroup
	for part := range min(runtime.GOMAXPROCS(0), len(missing)) {
		wait.Go(func() {
			for i := part; i < len(missing) && ctx.Err() == nil; i += runtime.GOMAXPROCS(0) {
				guesses[i] = t.ix.guess(missing[i])
			}
		})
	}
	wait.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, w := range missing {
		t.guesses.now[w] = guesses[i]
	}
	return nil
}

// guess looks for what a word may have been meant as.
func (ix *Index) guess(w meant) *guess {
	g := &guess{typed: w.word, likes: map[string]spelling.Like{}, from: ix.beginning(w.word), optional: w.optional}
	if w.sure && g.from.size > 0 {
		return g
	}
	for _, like := range ix.spelt.Near(w.word, w.last, maxLikes) {
		g.likes[ix.words.words[like.Index]] = like
		g.from.add(ix, like.Index, like.Index+1)
	}
	return g
}

// reparted are the words with two of them joined, or one of them parted where
// one part is a word that is known. Of many words those that are known are left
// as they are.
func (ix *Index) reparted(words []string) [][]meant {
	fixed := make([]bool, len(words))
	if len(words) > manyWords {
		for i, w := range words {
			from, to := ix.words.beginning(w)
			fixed[i] = from < to
		}
	}
	var all [][]meant
	for i := 1; i < len(words); i++ {
		if fixed[i-1] && fixed[i] {
			continue
		}
		all = append(all, meaning(slices.Concat(words[:i-1], []string{words[i-1] + words[i]}, words[i+1:]), false))
	}
	parted := 0
	for i, w := range words {
		if fixed[i] {
			continue
		}
		for cut := range w {
			parts := []string{w[:cut], w[cut:]}
			for known := range parts {
				other := 1 - known
				if parted == maxParted || utf8.RuneCountInString(parts[known]) < 2 || utf8.RuneCountInString(parts[other]) < leastPart {
					continue
				}
				if _, ok := ix.words.find(parts[known]); ok {
					all = append(all, meaning(slices.Concat(words[:i], parts, words[i+1:]), false))
					all[len(all)-1][i+known].sure = true
					parted++
				}
			}
		}
	}
	return all
}

// halved are the ways to part a single word in which neither part need be known.
func halved(words []string) [][]meant {
	if len(words) != 1 {
		return nil
	}
	var all [][]meant
	for cut := range words[0] {
		parts := []string{words[0][:cut], words[0][cut:]}
		if utf8.RuneCountInString(parts[0]) >= leastHalf && utf8.RuneCountInString(parts[1]) >= leastHalf && len(all) < maxHalved {
			all = append(all, meaning(parts, false))
		}
	}
	return all
}

// shorter are words without one of them, as long as most letters are left.
func shorter(words []meant) [][]meant {
	letters := 0
	for _, w := range words {
		letters += len(w.word)
	}
	var all [][]meant
	for i, w := range words {
		if 2*len(w.word) < letters && len(words) > 1 {
			all = append(all, slices.Concat(words[:i], words[i+1:]))
		}
	}
	return all
}

// matchReading matches a row that has a word for every guess, at least one in
// its name; short words may be missing.
func (ix *Index) matchReading(id int32, r reading, hits []hit) (int, []hit, bool) {
	name := ix.folded(id)
	first := len(hits)
	sum, named, covered := 0, 0, 0
	last, ordered, alike := -1, 0, r.changed
	for _, g := range r.guesses {
		h, worth := g.find(name, hits[first:])
		if worth == 0 {
			var around bool
			if h, around = findWord(ix.contexts.folded[ix.rows[id].context], g.typed, false, nil); around {
				h.context = true
				hits = append(hits, h)
			} else if !g.optional {
				return 0, hits, false
			} else {
				sum += leftOut * len(g.typed)
			}
			continue
		}
		if !g.optional {
			named++
		}
		sum += worth * len(g.typed)
		covered += h.end - h.start
		alike = alike || h.how == likeWord
		if h.start > last {
			ordered++
		}
		last = h.start
		hits = append(hits, h)
	}
	if named == 0 || !alike {
		return 0, hits, false
	}
	score := sum/r.letters + 20*ordered/len(r.guesses) + 25*quarters(covered, len(name)) - r.less
	if hits[first].start == 0 && !hits[first].context {
		score += 10
	}
	return score, hits, true
}

// find finds the word of a folded name that is most like the one typed and
// that no other has taken.
func (g *guess) find(name string, others []hit) (best hit, worth int) {
	eachWord(name, func(word string, start, end int) {
		h, w := hit{start: start, end: end, how: likeWord, typed: g.typed}, 0
		if like, ok := g.likes[word]; ok {
			w = int(likeTyped * like.Similarity * like.Similarity)
			h.apart, h.sounds = like.Distance, like.Sounds
		}
		if at, ok := atWord(name, start, g.typed); ok {
			h, w = at, begun
			if at.how == whole || at.how == joinedWhole {
				w = asTyped
			}
		}
		if w > worth && !overlaps(others, h) {
			best, worth = h, w
		}
	})
	return best, worth
}

// overlaps says whether one of the hits has letters of another.
func overlaps(hits []hit, h hit) bool {
	for i := range hits {
		if !hits[i].context && hits[i].start < h.end && h.start < hits[i].end {
			return true
		}
	}
	return false
}
