package spelling

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Like is a word of the list that is like the one asked for.
type Like struct {
	Index      int     // in the list
	Similarity float64 // the better of as written and by key, from 0 to 1: see otherLetters, unwritten
	Distance   int     // letters between the two as written; of a word typed in part, to the beginning that is nearest
	Sounds     bool    // their keys are equal; of a word typed in part, the one begins with the other
}

const (
	// wordsForOne is how many words a goroutine compares at least.
	wordsForOne = 50_000
	// leastSimilar is what no reader would call alike any more.
	leastSimilar = 0.7
	// unwritten is what a word loses that was typed in part only, times the
	// part that is missing: a word of the right length comes first.
	unwritten = 0.2
	// otherLetters is what a word loses that is written with other letters
	// throughout: of two that sound alike the one written alike comes first.
	otherLetters = 0.1
)

// slips is how many letters may be wrong in a word of so many: in a short
// one, a letter makes another word. What a key leaves out need not be
// forgiven once more.
func slips(letters int, by sense) int {
	if by == sound && letters > 4 {
		letters--
	}
	switch {
	case letters <= 3:
		return 0
	case letters <= 5:
		return 1
	case letters <= 8:
		return 2
	}
	return 3
}

// Near returns the words most like a folded word, the best first, at most
// limit: none that no reader would take for a misspelling of it. prefix says
// that the word may have been typed in part only, so that a longer word that
// begins much like it counts too.
func (w *Words) Near(word string, prefix bool, limit int) []Like {
	n := utf8.RuneCountInString(word)
	if limit <= 0 || n == 0 || n > maxPattern/2 {
		return nil
	}
	parts := 1 + min(len(w.words)/wordsForOne, runtime.GOMAXPROCS(0)-1)
	found := make([][]Like, parts)
	var wait sync.WaitGroup
	for i := range parts {
		wait.Go(func() {
			found[i] = newAsked(word, prefix).near(w, i*len(w.words)/parts, (i+1)*len(w.words)/parts)
		})
	}
	wait.Wait()
	all := slices.Concat(found...)
	slices.SortFunc(all, better)
	return slices.Clip(all[:min(limit, len(all))])
}

func better(a, b Like) int {
	return cmp.Or(cmp.Compare(b.Similarity, a.Similarity), cmp.Compare(a.Distance, b.Distance), cmp.Compare(a.Index, b.Index))
}

// asked is a word that others are compared with, as written and by its key.
type asked struct {
	written, sound form
	comparer       comparer
	other          []rune
}

// near compares the words of a list from one to before another.
func (a *asked) near(w *Words, from, to int) []Like {
	letters, sounds := a.written.sieve(), a.sound.sieve()
	var found []Like
	for i := from; i < to; i++ {
		if letters.stops(w.letters[i])&sounds.stops(w.sounds[i]) < 0 {
			continue
		}
		if like, ok := a.compare(w, i); ok {
			found = append(found, like)
		}
	}
	return found
}

// form is one of the two forms in which words are compared.
type form struct {
	by      sense
	text    string
	letters []rune
	set     letterSet
	prefix  bool
	slips   int // how many letters may be wrong
	changed int // the same, when vowels are written for each other
	pattern *pattern
}

func newAsked(word string, prefix bool) *asked {
	return &asked{written: newForm(word, written, prefix), sound: newForm(Key(word), sound, prefix)}
}

func newForm(text string, by sense, prefix bool) form {
	letters := []rune(text)
	letters = letters[:min(len(letters), maxPattern)]
	f := form{by: by, text: text, letters: letters, set: lettersOf(text), prefix: prefix, slips: slips(len(letters), by), pattern: newPattern(letters)}
	f.changed = f.slips
	if by == sound && f.slips > 0 {
		f.changed++
	}
	return f
}

// possible reports whether a word of these letters can be near enough.
func (f *form) possible(set letterSet) bool {
	missing := f.set.lacks(set)
	if missing > f.changed {
		return false
	}
	added := set.lacks(f.set)
	if max(missing, added) <= f.slips || f.prefix && f.slips > 0 && missing <= f.slips && f.set.sameStart(set) {
		return true
	}
	return max(missing, added) <= f.changed && max(f.set.consonants().lacks(set), set.consonants().lacks(f.set)) < f.slips
}

// sieve holds back most of the words that are not near enough, quickly.
type sieve struct {
	set     letterSet
	changed int
	goesOn  bool // a word that begins with the same letter may have others
}

func (f *form) sieve() sieve {
	return sieve{set: f.set, changed: f.changed, goesOn: f.prefix && f.slips > 0}
}

// stops is negative for a word that cannot be near enough. It works without
// branches, for there is nothing in a list of words to foresee them by.
func (s sieve) stops(set letterSet) int {
	missing, added := s.changed-s.set.lacks(set), s.changed-set.lacks(s.set)
	if !s.goesOn {
		return missing | added
	}
	other := -int((s.set^set)&firstMask) >> 63 // all bits where they begin otherwise
	return missing | added&other
}

// compare says how alike a word of a list is, and whether it is enough.
func (a *asked) compare(w *Words, i int) (Like, bool) {
	like := Like{Index: i}
	if a.written.possible(w.letters[i]) {
		like.Similarity = a.likeness(&a.written, w.words[i])
	}
	if a.sound.possible(w.sounds[i]) {
		if key := w.key(i); key == a.sound.text && key != "" {
			like.Similarity, like.Sounds = 1, true
		} else {
			like.Similarity = max(like.Similarity, a.likeness(&a.sound, key))
			like.Sounds = a.sound.prefix && len(a.sound.letters) > 3 && strings.HasPrefix(key, a.sound.text)
		}
	}
	if like.Similarity < leastSimilar {
		return Like{}, false
	}
	from := a.written.pattern.measure(w.words[i], maxPattern)
	like.Distance = from.whole
	if a.written.prefix {
		like.Distance = min(from.whole, from.part)
	}
	letters := len(a.written.letters)
	like.Similarity -= otherLetters * float64(min(like.Distance, letters)) / float64(letters)
	return like, true
}

// likeness compares one form of the word asked for with that of another; 0
// when they are too far apart.
func (a *asked) likeness(f *form, other string) float64 {
	if f.slips == 0 || len(other) < 2 {
		return 0
	}
	length := len(f.letters)
	from := f.pattern.measure(other, length+f.changed+1)
	whole, part := from.whole <= f.changed, f.prefix && from.part <= f.slips
	if !whole && !part {
		return 0
	}
	alike := 0.0
	b := a.runes(other)
	if whole && len(b) > 3 && (length > 4 || sameStart(f.letters, b)) {
		if halves := a.comparer.align(f.letters, b, f.by); halves <= 2*f.slips {
			alike = a.comparer.similarity(f.letters, b, halves, f.by)
		}
	}
	if part && len(b) > from.length && f.letters[0] == b[0] {
		missing := float64(len(b)-from.length) / float64(len(b))
		b = b[:from.length]
		halves := a.comparer.align(f.letters, b, f.by)
		alike = max(alike, a.comparer.similarity(f.letters, b, halves, f.by)*(1-unwritten*missing))
	}
	return alike
}

func (a *asked) runes(s string) []rune {
	a.other = a.other[:0]
	for _, r := range s {
		a.other = append(a.other, r)
	}
	return a.other
}

// sameStart reports whether two words begin with the same letter or one that
// is written for it, or with the same two the other way round.
func sameStart(a, b []rune) bool {
	return a[0] == b[0] || halfSame(a[0], b[0]) || a[0] == b[1] && a[1] == b[0]
}
