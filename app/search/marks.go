package search

import (
	"cmp"
	"slices"
	"sort"

	"sidelight/app/span"
	"sidelight/db"
)

// marked is all that a query marks.
type marked struct {
	marks   []mark
	actors  []int64 // whose mentions are marked in briefs
	sources []int64 // whose citations are
}

// mark is what is marked in a text: a phrase, or phrases near each other.
type mark struct {
	field   db.TextField
	phrases []phrase
	within  int
	quotes  span.Span // where a phrase in quotes stands in the query
	name    bool      // an actor's, marked in notes and annotations only
}

// place is where a phrase stands in a text.
type place struct {
	word int // the number of its first word in the text
	at   span.Span
}

// hit is a place that is marked, and the number of the mark.
type hit struct {
	at   span.Span
	mark int
}

// Marks returns what the query asks for in a text: words, phrases, beginnings
// of words, words near each other, in order, not overlapping. names says
// that the text is a note or annotation, where the names of actors asked for
// are marked as well; in a brief their mentions are (BriefMarks). Whole words
// are marked, also those of which the query has only the beginning.
func (q Query) Marks(text string, names bool) []span.Span {
	return spansOf(q.matcher().hits(text, func(m mark) bool { return m.field == db.FieldAny && (names || !m.name) }))
}

// matcher looks for all that a query marks, in one pass over a text.
type matcher struct {
	reader *wordReader
	marks  []mark
	// A word is wanted once, however many phrases have it.
	first    [256]bool      // first bytes of the words wanted
	whole    map[string]int // words wanted whole: their numbers
	begin    []string       // words wanted as beginnings,
	beginNum []int          // and their numbers
	phrases  [][][]int      // of each mark, of each phrase: the numbers of its words
	wanted   [][]place      // where the words wanted stand in the text being read
}

func (q Query) matcher() *matcher {
	m := &matcher{reader: newWordReader(), marks: q.marks, whole: map[string]int{}}
	begins := map[string]int{}
	count := 0
	number := func(known map[string]int, word string) int {
		n, ok := known[word]
		if !ok {
			n = count
			known[word] = n
			count++
			m.first[word[0]] = true
		}
		return n
	}
	for _, mark := range q.marks {
		phrases := make([][]int, len(mark.phrases))
		for i, f := range mark.phrases {
			for j, word := range f.words {
				known := m.whole
				if f.prefix && j == len(f.words)-1 {
					known = begins
				}
				phrases[i] = append(phrases[i], number(known, word))
			}
		}
		m.phrases = append(m.phrases, phrases)
	}
	for word, n := range begins {
		m.begin, m.beginNum = append(m.begin, word), append(m.beginNum, n)
	}
	m.wanted = make([][]place, count)
	return m
}

// hits returns the places of those marks that which picks, in order.
func (m *matcher) hits(text string, which func(mark) bool) []hit {
	if len(m.wanted) == 0 {
		return nil
	}
	m.read(text)
	var all []hit
	for i, mark := range m.marks {
		if !which(mark) {
			continue
		}
		for _, at := range m.placesOf(i) {
			all = append(all, hit{at, i})
		}
	}
	sortHits(all)
	return all
}

func sortHits(hits []hit) {
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(a.at.Start, b.at.Start), cmp.Compare(b.at.End, a.at.End), cmp.Compare(a.mark, b.mark))
	})
}

// read notes where the words wanted stand in the text.
func (m *matcher) read(text string) {
	for i := range m.wanted {
		m.wanted[i] = m.wanted[i][:0]
	}
	number := 0
	m.reader.read(text, func(word []byte, at span.Span) bool {
		if m.first[word[0]] {
			if n, ok := m.whole[string(word)]; ok {
				m.wanted[n] = append(m.wanted[n], place{number, at})
			}
			for i, begin := range m.begin {
				if len(begin) <= len(word) && string(word[:len(begin)]) == begin {
					m.wanted[m.beginNum[i]] = append(m.wanted[m.beginNum[i]], place{number, at})
				}
			}
		}
		number++
		return true
	})
}

// placesOf returns where a mark stands in the text that was read.
func (m *matcher) placesOf(i int) []span.Span {
	phrases := m.phrases[i]
	if len(phrases) == 1 {
		var all []span.Span
		for _, p := range m.phrase(phrases[0]) {
			all = append(all, p.at)
		}
		return all
	}
	return near(m.eachPhrase(phrases), lengths(phrases), m.marks[i].within)
}

func (m *matcher) eachPhrase(phrases [][]int) [][]place {
	places := make([][]place, len(phrases))
	for i, f := range phrases {
		places[i] = m.phrase(f)
	}
	return places
}

// phrase returns where words follow one another.
func (m *matcher) phrase(words []int) []place {
	first := m.wanted[words[0]]
	if len(words) == 1 {
		return first
	}
	var all []place
	next := make([]int, len(words))
begins:
	for _, p := range first {
		end := p.at.End
		for i := 1; i < len(words); i++ {
			w := m.wanted[words[i]]
			for next[i] < len(w) && w[next[i]].word < p.word+i {
				next[i]++
			}
			if next[i] == len(w) {
				return all
			}
			if w[next[i]].word != p.word+i {
				continue begins
			}
			end = w[next[i]].at.End
		}
		all = append(all, place{p.word, span.Span{Start: p.at.Start, End: end}})
	}
	return all
}

func lengths(phrases [][]int) []int {
	all := make([]int, len(phrases))
	for i, f := range phrases {
		all[i] = len(f)
	}
	return all
}

// near returns the places of phrases that stand in a group with at most within
// other words between the first and the last of them; all places of each such
// group. The words of the phrases between those two are no other words: as the
// library reckons it, those of all but the two longest phrases.
func near(places [][]place, lengths []int, within int) []span.Span {
	sorted := slices.Sorted(slices.Values(lengths))
	for _, n := range sorted[:len(sorted)-2] {
		within += n
	}
	var lasts []int // where a group may have the start of its last phrase
	for _, list := range places {
		if len(list) == 0 {
			return nil
		}
		for _, p := range list {
			lasts = append(lasts, p.word)
		}
	}
	slices.Sort(lasts)
	marked := make([]int, len(places)) // up to which place of a phrase all were looked at
	from, to := make([]int, len(places)), make([]int, len(places))
	var all []span.Span
	for _, last := range slices.Compact(lasts) {
		for i, list := range places {
			from[i] = sort.Search(len(list), func(j int) bool { return list[j].word+lengths[i]+within >= last })
			to[i] = sort.Search(len(list), func(j int) bool { return list[j].word > last })
		}
		if !eachHas(from, to) {
			continue
		}
		for i, list := range places {
			for j := max(from[i], marked[i]); j < to[i]; j++ {
				all = append(all, list[j].at)
			}
			marked[i] = max(marked[i], to[i])
		}
	}
	return all
}

func eachHas(from, to []int) bool {
	for i := range from {
		if from[i] >= to[i] {
			return false
		}
	}
	return true
}

// spansOf are the places of sorted hits without overlaps: what lies in another
// is that one, and what overlaps becomes one.
func spansOf(hits []hit) []span.Span {
	var all []span.Span
	for _, h := range hits {
		if n := len(all); n > 0 && h.at.Start < all[n-1].End {
			all[n-1].End = max(all[n-1].End, h.at.End)
			continue
		}
		all = append(all, h.at)
	}
	return all
}
