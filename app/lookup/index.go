package lookup

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"sidelight/app/lookup/spelling"
	"sidelight/db"
)

// Index finds entries. It never changes; it may be used from many goroutines.
//
// Its rows are the entries in the order of their folded texts without gaps,
// so that the names that begin in one way stand together.
type Index struct {
	rows    []row
	text    string   // folded texts, one after the other
	at      []uint32 // where each begins, and the end
	letters []uint64 // which letters each has, see letters.go
	rank    []int32  // 0 is the row that comes first where two match alike
	record  []int32  // rows of one record have one number
	kind    []uint8  // in kinds
	mark    []uint8  // in db.TLPs

	kinds    []db.Kind
	strings  []string // what rows may share: titles, labels, kinds of alias, commands
	labels   []int32  // those of them that are labels of annotations
	contexts contexts
	words    vocabulary
	around   running // how many rows have words in their context
	spelt    *spelling.Words
}

// row is what is kept of an entry beside its kind.
type row struct {
	id, briefID, recent int64
	text                string
	title, label, alias int32 // in strings
	command             int32 // in strings
	context             int32 // in contexts
	weight              int32
}

// contexts are the different contexts of entries.
type contexts struct {
	text   []string
	folded []string
	rows   postings // a context's rows
}

// NewIndex makes an index; it keeps the texts of entries.
func NewIndex(entries []Entry) *Index {
	ix := &Index{}
	folded := foldAll(entries)
	order := textOrder(folded)

	var wait sync.WaitGroup
	wait.Go(func() { ix.rank = ranks(entries, order) })
	ix.lay(entries, order)
	ix.layTexts(folded, order)
	g := gathering{known: map[string]uint32{}}
	inNames := make([]uint16, len(ix.rows))
	for i := range ix.rows {
		inNames[i] = uint16(g.add(ix.folded(int32(i))))
	}
	inContexts := make([]uint16, len(ix.contexts.folded))
	for i, c := range ix.contexts.folded {
		inContexts[i] = uint16(g.add(c))
	}
	ix.words = g.vocabulary(inNames, inContexts)
	ix.around = ix.countAround()
	ix.spelt = spelling.NewWords(ix.words.words)
	wait.Wait()
	return ix
}

// Len is the number of entries.
func (ix *Index) Len() int { return len(ix.rows) }

// folded is the folded text of a row.
func (ix *Index) folded(id int32) string { return ix.text[ix.at[id]:ix.at[id+1]] }

// entry puts the entry of a row together again.
func (ix *Index) entry(id int32) Entry {
	r := &ix.rows[id]
	return Entry{
		Kind: ix.kinds[ix.kind[id]], ID: r.id, BriefID: r.briefID,
		Command: ix.strings[r.command], Text: r.text, Title: ix.strings[r.title],
		Alias: db.AliasKind(ix.strings[r.alias]), Context: ix.contexts.text[r.context],
		Label: ix.strings[r.label], TLP: db.TLPs[ix.mark[id]], Recent: r.recent, Weight: int(r.weight),
	}
}

// foldAll folds the texts of entries.
func foldAll(entries []Entry) []string {
	folded := make([]string, len(entries))
	var f folder
	for i := range entries {
		f.buffer = f.fold(f.buffer[:0], entries[i].Text, nil)
		folded[i] = string(f.buffer)
	}
	return folded
}

// textOrder is the order of folded texts without their gaps.
func textOrder(folded []string) []int32 {
	type keyed struct {
		first uint64 // the first eight letters: most pairs differ there
		i     int32
	}
	keys := make([]keyed, len(folded))
	for i, f := range folded {
		n := 0
		var first uint64
		for j := 0; j < len(f) && n < 8; j++ {
			if !isGap(f[j]) {
				first = first<<8 | uint64(f[j])
				n++
			}
		}
		keys[i] = keyed{first << (8 * (8 - n)), int32(i)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		if a.first != b.first {
			return cmp.Compare(a.first, b.first)
		}
		x, y := folded[a.i], folded[b.i]
		return cmp.Or(compareSqueezed(x, y), strings.Compare(x, y), cmp.Compare(a.i, b.i))
	})
	order := make([]int32, len(keys))
	for i, k := range keys {
		order[i] = k.i
	}
	return order
}

// ranks says in which order rows come that match alike.
func ranks(entries []Entry, order []int32) []int32 {
	type keyed struct {
		recent int64
		weight int
		row    int32
	}
	keys := make([]keyed, len(order))
	for row, i := range order {
		keys[row] = keyed{entries[i].Recent, entries[i].Weight, int32(row)}
	}
	slices.SortFunc(keys, func(a, b keyed) int {
		if a.recent != b.recent {
			return cmp.Compare(b.recent, a.recent)
		}
		if a.weight != b.weight {
			return cmp.Compare(b.weight, a.weight)
		}
		x, y := &entries[order[a.row]], &entries[order[b.row]]
		return cmp.Or(
			cmp.Compare(kindPlace(x.Kind), kindPlace(y.Kind)),
			// The record's own name before another of its names.
			cmp.Compare(min(1, len(x.Title)), min(1, len(y.Title))),
			strings.Compare(x.Text, y.Text),
			cmp.Compare(x.ID, y.ID),
			cmp.Compare(a.row, b.row),
		)
	})
	rank := make([]int32, len(order))
	for i, k := range keys {
		rank[k.row] = int32(i)
	}
	return rank
}

// lay puts the entries into rows in an order.
func (ix *Index) lay(entries []Entry, order []int32) {
	ix.rows = make([]row, len(order))
	ix.kind, ix.mark = make([]uint8, len(order)), make([]uint8, len(order))
	ix.record = make([]int32, len(order))
	shared, texts := numbered{}, numbered{}
	shared.of("")
	kinds := map[db.Kind]uint8{}
	type recordKey struct {
		kind uint8
		id   int64
	}
	records := make(map[recordKey]int32, len(order))
	commands := map[string]int32{}
	labels := map[int32]bool{}
	inContext := make([]uint32, len(order))
	for i, e := range order {
		e := &entries[e]
		kind, ok := kinds[e.Kind]
		if !ok {
			kind = uint8(len(ix.kinds))
			kinds[e.Kind] = kind
			ix.kinds = append(ix.kinds, e.Kind)
		}
		ix.kind[i], ix.mark[i] = kind, uint8(max(0, slices.Index(db.TLPs, e.TLP)))
		ix.rows[i] = row{
			id: e.ID, briefID: e.BriefID, recent: e.Recent, text: e.Text,
			title: shared.of(e.Title), label: shared.of(e.Label), alias: shared.of(string(e.Alias)),
			command: shared.of(e.Command), context: texts.of(e.Context), weight: int32(e.Weight),
		}
		inContext[i] = uint32(ix.rows[i].context)
		if label := ix.rows[i].label; label != 0 && !labels[label] {
			labels[label] = true
			ix.labels = append(ix.labels, label)
		}
		var known bool
		var number int32
		switch {
		case e.Command != "":
			if number, known = commands[e.Command]; !known {
				number = int32(i)
				commands[e.Command] = number
			}
		case e.ID != 0:
			key := recordKey{kind, e.ID}
			if number, known = records[key]; !known {
				number = int32(i)
				records[key] = number
			}
		default:
			number = int32(i)
		}
		ix.record[i] = number
	}
	ix.strings = shared.list
	ix.contexts.text = texts.list
	ix.contexts.folded = make([]string, len(texts.list))
	var f folder
	for i, c := range texts.list {
		ix.contexts.folded[i] = string(f.fold(nil, c, nil))
	}
	ones := make([]uint16, len(order))
	place := make([]uint32, len(texts.list))
	for i := range ones {
		ones[i] = 1
	}
	for i := range place {
		place[i] = uint32(i)
	}
	ix.contexts.rows = post(inContext, ones, place)
}

// layTexts puts the folded texts one after the other.
func (ix *Index) layTexts(folded []string, order []int32) {
	size := 0
	for _, f := range folded {
		size += len(f)
	}
	var text strings.Builder
	text.Grow(size)
	ix.at = make([]uint32, len(order)+1)
	ix.letters = make([]uint64, len(order))
	for i, e := range order {
		text.WriteString(folded[e])
		ix.at[i+1] = uint32(text.Len())
		ix.letters[i] = lettersOf(folded[e])
	}
	ix.text = text.String()
}

// running is how many rows the words before each have, so that of a range
// of them it is one subtraction.
type running []uint32

func (r running) count(from, to int) int { return int(r[to] - r[from]) }

// countAround counts the rows that have each word in their context.
func (ix *Index) countAround() running {
	counts := make(running, len(ix.words.words)+1)
	for w := range ix.words.words {
		counts[w+1] = counts[w]
		for _, c := range ix.words.contexts.of(w, w+1) {
			counts[w+1] += uint32(ix.contexts.rows.count(int(c), int(c)+1))
		}
	}
	return counts
}

// numbered numbers different strings.
type numbered struct {
	numbers map[string]int32
	list    []string
}

func (n *numbered) of(s string) int32 {
	i, ok := n.numbers[s]
	if !ok {
		if n.numbers == nil {
			n.numbers = map[string]int32{}
		}
		i = int32(len(n.list))
		n.numbers[s] = i
		n.list = append(n.list, s)
	}
	return i
}
