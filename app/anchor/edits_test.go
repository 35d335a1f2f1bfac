package anchor_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"unicode"

	"sidelight/app/span"
)

// tracked is a text whose every rune knows where it comes from, so that it is
// known where a passage went whatever was done to the text.
type tracked struct {
	runes []rune
	place []int  // the rune of the first text whose place it has; -1: none
	kept  []bool // it is that rune
}

func track(text string) *tracked {
	t := &tracked{runes: []rune(text)}
	for i := range t.runes {
		t.place, t.kept = append(t.place, i), append(t.kept, true)
	}
	return t
}

// replace puts other runes in the place of [from, to). stands: they have the
// place of what was there.
func (t *tracked) replace(from, to int, with string, stands bool) {
	runes := []rune(with)
	place, kept := make([]int, len(runes)), make([]bool, len(runes))
	for i := range runes {
		place[i] = -1
		if stands && to > from {
			place[i] = t.place[min(from+i, to-1)]
		}
	}
	t.runes = slices.Replace(t.runes, from, to, runes...)
	t.place = slices.Replace(t.place, from, to, place...)
	t.kept = slices.Replace(t.kept, from, to, kept...)
}

// cut takes [from, to) out and returns it.
func (t *tracked) cut(from, to int) *tracked {
	out := &tracked{slices.Clone(t.runes[from:to]), slices.Clone(t.place[from:to]), slices.Clone(t.kept[from:to])}
	t.replace(from, to, "", false)
	return out
}

func (t *tracked) paste(at int, part *tracked) {
	t.runes = slices.Insert(t.runes, at, part.runes...)
	t.place = slices.Insert(t.place, at, part.place...)
	t.kept = slices.Insert(t.kept, at, part.kept...)
}

// whereabouts is what became of a passage of the first text.
type whereabouts struct {
	span      span.Span // bytes of the text as it is now
	gone      bool      // no letter of it is left
	unchanged bool      // it stands there word for word
}

// of follows the runes [from, to) of the first text.
func (t *tracked) of(from, to int) whereabouts {
	first, last, letters, whole := -1, -1, 0, 0
	for i, p := range t.place {
		if p < from || p >= to {
			continue
		}
		if first < 0 {
			first = i
		}
		last = i
		if t.kept[i] {
			whole++
			if unicode.IsLetter(t.runes[i]) || unicode.IsDigit(t.runes[i]) {
				letters++
			}
		}
	}
	if letters == 0 {
		return whereabouts{gone: true}
	}
	start := len(string(t.runes[:first]))
	return whereabouts{
		span:      span.Span{Start: start, End: start + len(string(t.runes[first:last+1]))},
		unchanged: whole == to-from && last+1-first == whole,
	}
}

// now is where a rune of the first text stands, -1 when it is gone.
func (t *tracked) now(rune int) int { return slices.Index(t.place, rune) }

// editor changes texts by chance.
type editor struct{ *rand.Rand }

// An edit changes a text in which the runes [from, to) of the first text were
// selected.
type edit struct {
	name string
	do   func(e editor, t *tracked, from, to int)
}

var edits = []edit{
	{"12 misprints", editor.misprints},
	{"quotes and dashes", editor.signs},
	{"a sentence taken out", editor.deleteSentence},
	{"an earlier copy put in", editor.insertCopy},
	{"a word replaced", editor.replaceWord},
	{"paragraphs in another order", editor.reorder},
	{"all of it", func(e editor, t *tracked, from, to int) {
		// In this order: a sentence that is copied elsewhere and then taken out
		// has moved, and nobody could tell that from the texts.
		e.deleteSentence(t, from, to)
		e.insertCopy(t, from, to)
		e.replaceWord(t, from, to)
		e.reorder(t, from, to)
		e.signs(t, from, to)
		e.misprints(t, from, to)
	}},
}

func (e editor) misprints(t *tracked, _, _ int) {
	for range 12 {
		at := e.IntN(len(t.runes) - 1)
		for !unicode.IsLetter(t.runes[at]) || !unicode.IsLetter(t.runes[at+1]) {
			at = e.IntN(len(t.runes) - 1)
		}
		a, b := string(t.runes[at]), string(t.runes[at+1])
		switch e.IntN(4) {
		case 0: // another letter
			t.replace(at, at+1, string(rune('a'+e.IntN(26))), true)
		case 1: // left out
			t.replace(at, at+1, "", true)
		case 2: // twice
			t.replace(at, at+1, a+a, true)
		case 3: // in the wrong order
			t.replace(at, at+2, b+a, true)
		}
	}
}

func (e editor) signs(t *tracked, _, _ int) {
	signs := map[rune]string{'\'': "’", '’': "'", '"': "“", '“': `"`, '”': `"`, '-': "–", '–': "--", '—': " – ", '‘': "'"}
	for i := len(t.runes) - 1; i >= 0; i-- {
		if sign, ok := signs[t.runes[i]]; ok {
			t.replace(i, i+1, sign, true)
		}
	}
}

// sentences are the sentences of the text as it is now, with the blank behind.
func (t *tracked) sentences() []span.Span {
	var all []span.Span
	start := 0
	for i, r := range t.runes {
		next := i + 1
		ends := r == '\n' || next == len(t.runes) || strings.ContainsRune(".?!", r) && unicode.IsSpace(t.runes[next])
		if !ends {
			continue
		}
		if next < len(t.runes) && t.runes[next] == ' ' {
			next++
		}
		if next-start > 20 {
			all = append(all, span.Span{Start: start, End: next})
		}
		start = next
	}
	return all
}

// sentenceOf is the sentence that holds a rune of the first text; -1: none.
func (t *tracked) sentenceOf(sentences []span.Span, rune int) int {
	at := t.now(rune)
	return slices.IndexFunc(sentences, func(s span.Span) bool { return s.Contains(at) })
}

// deleteSentence takes out the sentence of the selection, one beside it, or any.
func (e editor) deleteSentence(t *tracked, from, _ int) {
	all := t.sentences()
	which := e.IntN(len(all))
	if own := t.sentenceOf(all, from); own >= 0 {
		switch e.IntN(3) {
		case 0:
			which = own
		case 1:
			which = min(max(0, own-1+2*e.IntN(2)), len(all)-1)
		}
	}
	s := all[which]
	if end := s.End - 1; t.runes[end] == '\n' {
		s.End = end // the paragraph stays one
	}
	t.cut(s.Start, s.End)
}

// insertCopy puts a copy of the selection, or of its sentence, between two
// earlier sentences.
func (e editor) insertCopy(t *tracked, from, to int) {
	first, last := t.now(from), t.now(to-1)
	if first < 0 || last < first {
		return
	}
	copied := span.Span{Start: first, End: last + 1}
	all := t.sentences()
	own := t.sentenceOf(all, from)
	if own > 0 && e.IntN(2) == 0 {
		copied = all[own]
	}
	if own > 0 && all[own].Start == copied.Start {
		own-- // not right before itself: nobody could tell the two apart
	}
	at := all[e.IntN(max(own, 0)+1)].Start
	t.replace(at, at, strings.TrimSpace(string(t.runes[copied.Start:copied.End]))+" ", false)
}

var otherWords = strings.Fields("presumably harbours withdrawn elsewhere twenty officials gradually denied copper seldom")

// replaceWord replaces a word of the selection or within five words of it.
func (e editor) replaceWord(t *tracked, from, to int) {
	var all []span.Span
	start := -1
	for i, r := range append(t.runes[:len(t.runes):len(t.runes)], ' ') {
		switch letter := unicode.IsLetter(r); {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			all = append(all, span.Span{Start: start, End: i})
			start = -1
		}
	}
	first, last := t.now(from), t.now(to-1)
	if first < 0 || last < first {
		return
	}
	i := slices.IndexFunc(all, func(s span.Span) bool { return s.End > first })
	j := slices.IndexFunc(all, func(s span.Span) bool { return s.End > last })
	if i < 0 || j < 0 {
		return
	}
	i, j = max(0, i-5), min(len(all)-1, j+5)
	s := all[i+e.IntN(j-i+1)]
	t.replace(s.Start, s.End, otherWords[e.IntN(len(otherWords))], true)
}

// reorder moves three paragraphs elsewhere.
func (e editor) reorder(t *tracked, _, _ int) {
	for range 3 {
		starts := []int{0}
		for i := 1; i < len(t.runes); i++ {
			if t.runes[i-1] == '\n' && t.runes[i] != '\n' {
				starts = append(starts, i)
			}
		}
		starts = append(starts, len(t.runes))
		which := e.IntN(len(starts) - 1)
		part := t.cut(starts[which], starts[which+1])
		if n := len(part.runes); part.runes[n-1] != '\n' {
			part.paste(n, &tracked{[]rune("\n"), []int{-1}, []bool{false}})
		}
		to := starts[e.IntN(len(starts)-1)]
		if to > starts[which] {
			to -= starts[which+1] - starts[which]
		}
		t.paste(min(to, len(t.runes)), part)
	}
}

// selection picks some words in a row, from least to most, of one paragraph, as
// a range of runes.
func (e editor) selection(text []rune, least, most int) (from, to int) {
	for {
		at := e.IntN(len(text))
		for at > 0 && !(unicode.IsSpace(text[at-1]) && !unicode.IsSpace(text[at])) {
			at--
		}
		want, words, end := least+e.IntN(most-least+1), 0, at
		for i := at; i < len(text) && words < want && text[i] != '\n'; i++ {
			if !unicode.IsSpace(text[i]) && (i+1 == len(text) || unicode.IsSpace(text[i+1])) {
				words++
				end = i + 1
			}
		}
		if words >= least && hasLetter(text[at:end]) {
			return at, end
		}
	}
}

func hasLetter(runes []rune) bool { return slices.ContainsFunc(runes, unicode.IsLetter) }
