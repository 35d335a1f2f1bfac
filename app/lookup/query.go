package lookup

import (
	"slices"
	"strings"

	"sidelight/db"
)

const (
	usualLimit = 50
	// maxWords is how many words of a query are looked for one by one; of a
	// longer one the whole is compared with whole names, and no more.
	maxWords = 16
)

// query is a Query made ready for an index.
type query struct {
	squeezed string         // all its letters
	words    []string       // each once
	kinds    []bool         // by ix.kind; nil: all
	labels   map[int32]bool // which of ix.labels; nil: all
	label    string         // squeezed
	limit    int
}

// read makes a query ready.
func (ix *Index) read(q Query) query {
	folded := fold(strings.Map(dropApostrophe, q.Text))
	ready := query{squeezed: squeeze(folded), limit: q.Limit}
	if ready.limit <= 0 {
		ready.limit = usualLimit
	}
	for _, w := range strings.FieldsFunc(folded, func(r rune) bool { return r == space || r == link }) {
		if len(ready.words) < maxWords && !slices.Contains(ready.words, w) {
			ready.words = append(ready.words, w)
		}
	}
	if len(q.Kinds) > 0 {
		ready.kinds = make([]bool, len(ix.kinds))
		for i, k := range ix.kinds {
			ready.kinds[i] = slices.Contains(q.Kinds, k)
		}
	}
	if q.Label != "" {
		ready.label = squeeze(fold(q.Label))
		ready.labels = map[int32]bool{}
		for _, l := range ix.labels {
			_, ready.labels[l] = beginsWith(fold(ix.strings[l]), 0, ready.label)
		}
	}
	return ready
}

// dropApostrophe leaves out what stands inside a word as it is typed: "Ra'isi"
// is one word, while in a name each part can be found by itself ("N'Djamena").
func dropApostrophe(r rune) rune {
	switch r {
	case '\'', '’', '‘', 'ʼ', 'ʻ', '`', '´', '′':
		return -1
	}
	return r
}

// allows says whether a query asks for a row at all.
func (ix *Index) allows(q *query, id int32) bool {
	if q.kinds != nil && !q.kinds[ix.kind[id]] {
		return false
	}
	if q.labels == nil {
		return true
	}
	switch ix.kinds[ix.kind[id]] {
	case db.KindAnnotation:
		return q.labels[ix.rows[id].label]
	case KindLabel:
		_, ok := beginsWith(ix.folded(id), 0, q.label)
		return ok
	default:
		return false
	}
}
