package diff

import "slices"

// tidy makes of the fewest words that differ what a person would mark: whole
// sentences where most of one is new, words that belong together in one piece,
// and what was put in between two sentences as a sentence of its own.
func tidy(a, b *text, from, to run, edits []edit) []edit {
	t := tidier{a, b, from, to}
	for i := range edits {
		edits[i] = t.slide(edits[i], t.room(edits, i))
	}
	edits = t.join(edits)
	return t.widen(edits)
}

type tidier struct {
	a, b     *text
	from, to run
}

// room is how many equal words stand before and after an edit.
func (t tidier) room(edits []edit, i int) (r struct{ before, after int }) {
	start, end := t.from.from, t.from.to
	if i > 0 {
		start = edits[i-1].old.to
	}
	if i+1 < len(edits) {
		end = edits[i+1].old.from
	}
	r.before, r.after = edits[i].old.from-start, end-edits[i].old.to
	return r
}

// slide moves an insertion or a deletion to where it begins a sentence, or at
// least follows a sign, if the words allow it: "[b. A] b." is "[A b.] b." as
// well.
func (t tidier) slide(e edit, room struct{ before, after int }) edit {
	words, r := t.b, e.new
	switch {
	case e.old.len() > 0 && e.new.len() > 0:
		return e
	case e.new.len() == 0:
		words, r = t.a, e.old
	}
	most, best, by := -1, 0, 0
	try := func(shift int) {
		if score := begins(words, r.from+shift); score > best || most < 0 {
			most, best, by = 0, score, shift
		}
	}
	try(0)
	for k := 1; k <= room.before && words.ids[r.from-k] == words.ids[r.to-k]; k++ {
		try(-k)
	}
	for k := 1; k <= room.after && words.ids[r.to+k-1] == words.ids[r.from+k-1]; k++ {
		try(k)
	}
	return edit{run{e.old.from + by, e.old.to + by}, run{e.new.from + by, e.new.to + by}}
}

// begins says how good a beginning a word is: 2 after the end of a sentence or
// at the start of a block, 1 after another sign or before one that opens.
func begins(t *text, at int) int {
	switch _, start := slices.BinarySearch(t.blocks, at); {
	case start || at > 0 && t.sentenceEnds(at-1):
		return 2
	case at > 0 && !t.tokens[at-1].word:
		return 1
	}
	return 0
}

// sentenceEnds reports whether a sentence ends with a word or sign: at a full
// stop, and at a bracket or quote that closes after one.
func (t *text) sentenceEnds(at int) bool {
	k := t.tokens[at]
	if k.ends {
		// Not before a bracket or quote that closes.
		return at+1 >= len(t.tokens) || !closes(t, at+1)
	}
	return at > 0 && closes(t, at) && t.tokens[at-1].ends
}

func closes(t *text, at int) bool {
	switch t.raw[t.tokens[at].start:t.tokens[at].end] {
	case ")", "]", "”", "»", "’", `"`:
		return t.tokens[at-1].end == t.tokens[at].start
	}
	return false
}

// join makes one of two edits that only a few equal words part, fewer than
// each of them changes: nobody reads "the [a→b] of [c→d]" piece by piece.
func (t tidier) join(edits []edit) []edit {
	var joined []edit
	for _, e := range edits {
		if n := len(joined); n > 0 && t.belong(joined[n-1], e) {
			joined[n-1].old.to, joined[n-1].new.to = e.old.to, e.new.to
			continue
		}
		joined = append(joined, e)
	}
	return joined
}

func (t tidier) belong(x, y edit) bool {
	between := run{x.old.to, y.old.from}
	equal := 0
	for k := between.from; k < between.to; k++ {
		if t.a.sentenceEnds(k) {
			return false
		}
		if t.a.tokens[k].word {
			equal++
		}
	}
	return equal < 4 && equal <= t.size(x) && equal <= t.size(y)
}

// size is how many words an edit is about.
func (t tidier) size(e edit) int { return max(countWords(t.a, e.old), countWords(t.b, e.new)) }

func countWords(t *text, r run) int {
	n := 0
	for _, k := range t.tokens[r.from:r.to] {
		if k.word {
			n++
		}
	}
	return n
}

// mostlyNew is the part of a sentence's words that must differ, on both sides,
// for the whole of it to count as reworded.
const mostlyNew = 0.6

// widen grows an edit that rewords most of a sentence to the whole of it, with
// the edits that stand in the sentence besides.
func (t tidier) widen(edits []edit) []edit {
	var all []edit
	for i := 0; i < len(edits); i++ {
		e := edits[i]
		if e.old.len() == 0 || e.new.len() == 0 {
			all = append(all, e)
			continue
		}
		old, new := t.a.sentence(e.old, t.from), t.b.sentence(e.new, t.to)
		if share(t.a, e.old, old) < mostlyNew || share(t.b, e.new, new) < mostlyNew {
			all = append(all, e)
			continue
		}
		for n := len(all); n > 0 && (all[n-1].old.to > old.from || all[n-1].new.to > new.from); n = len(all) {
			e.old.from, e.new.from = all[n-1].old.from, all[n-1].new.from
			all = all[:n-1]
		}
		for i+1 < len(edits) && (edits[i+1].old.from < old.to || edits[i+1].new.from < new.to) {
			i++
			e.old.to, e.new.to = edits[i].old.to, edits[i].new.to
		}
		// What is beside the edit now is equal on both sides: of it as much as
		// belongs to the sentence on both.
		before := max(0, min(e.old.from-old.from, e.new.from-new.from))
		after := max(0, min(old.to-e.old.to, new.to-e.new.to))
		all = append(all, edit{run{e.old.from - before, e.old.to + after}, run{e.new.from - before, e.new.to + after}})
	}
	return all
}

func share(t *text, part, whole run) float64 {
	return float64(countWords(t, part)) / float64(max(1, countWords(t, whole)))
}

// sentence is the run of whole sentences that holds r, which is not empty,
// inside of a limit.
func (t *text) sentence(r, limit run) run {
	for r.from > limit.from && !t.sentenceEnds(r.from-1) {
		r.from--
	}
	for r.to < limit.to && !t.sentenceEnds(r.to-1) {
		r.to++
	}
	return r
}
