package lookup

import (
	"bytes"
	"sort"
	"strings"
)

// vocabulary is the different words of all names and contexts, in order, with
// where each is found.
type vocabulary struct {
	text     string // the words, each followed by a line end
	at       []uint32
	words    []string // the same words, parts of text
	names    postings // a word's rows
	contexts postings // a word's contexts
}

// postings are lists of numbers one after the other: of word w those from
// start[w] to start[w+1], rising.
type postings struct {
	start []uint32
	ids   []int32
}

// of is the list of the words from one to before another.
func (p *postings) of(from, to int) []int32 { return p.ids[p.start[from]:p.start[to]] }

// count is how many the lists of the words from one to before another hold.
func (p *postings) count(from, to int) int { return int(p.start[to] - p.start[from]) }

// find is the place of a word; false when the vocabulary does not have it.
func (v *vocabulary) find(word string) (int, bool) {
	i := sort.SearchStrings(v.words, word)
	return i, i < len(v.words) && v.words[i] == word
}

// beginning is the range of the words that begin so.
func (v *vocabulary) beginning(prefix string) (from, to int) {
	from = sort.SearchStrings(v.words, prefix)
	to = from + sort.Search(len(v.words)-from, func(i int) bool {
		return !strings.HasPrefix(v.words[from+i], prefix)
	})
	return from, to
}

// containing calls each with every word that has letters in it.
func (v *vocabulary) containing(letters string, each func(word int)) {
	for from, word := 0, 0; ; {
		i := strings.Index(v.text[from:], letters)
		if i < 0 {
			return
		}
		i += from
		word += sort.Search(len(v.at)-word, func(w int) bool { return int(v.at[word+w]) > i }) - 1
		each(word)
		word++
		if word == len(v.words) {
			return
		}
		from = int(v.at[word])
	}
}

// gathering collects the words of folded texts in turn.
type gathering struct {
	known  map[string]uint32
	words  []string
	tokens []uint32
}

// add notes the words of the next text and returns how many there are.
func (g *gathering) add(folded string) int {
	before := len(g.tokens)
	eachWord(folded, func(word string, _, _ int) {
		n, ok := g.known[word]
		if !ok {
			n = uint32(len(g.words))
			g.known[word] = n
			g.words = append(g.words, word)
		}
		for _, t := range g.tokens[before:] {
			if t == n {
				return
			}
		}
		g.tokens = append(g.tokens, n)
	})
	return len(g.tokens) - before
}

// vocabulary makes the vocabulary of all that was added: first the names, with
// so many words each, then the contexts.
func (g *gathering) vocabulary(names, contexts []uint16) vocabulary {
	order := make([]uint32, len(g.words))
	for i := range order {
		order[i] = uint32(i)
	}
	sort.Slice(order, func(i, j int) bool { return g.words[order[i]] < g.words[order[j]] })
	var text bytes.Buffer
	v := vocabulary{at: make([]uint32, len(order)), words: make([]string, len(order))}
	place := make([]uint32, len(order))
	for i, n := range order {
		place[n] = uint32(i)
		v.at[i] = uint32(text.Len())
		text.WriteString(g.words[n])
		text.WriteByte('\n')
	}
	v.text = text.String()
	for i, n := range order {
		v.words[i] = v.text[v.at[i] : int(v.at[i])+len(g.words[n])]
	}
	split := 0
	for _, n := range names {
		split += int(n)
	}
	v.names = post(g.tokens[:split], names, place)
	v.contexts = post(g.tokens[split:], contexts, place)
	return v
}

// post turns the words of texts into the texts of words.
func post(tokens []uint32, counts []uint16, place []uint32) postings {
	p := postings{start: make([]uint32, len(place)+1), ids: make([]int32, len(tokens))}
	for _, t := range tokens {
		p.start[place[t]+1]++
	}
	for i := 1; i < len(p.start); i++ {
		p.start[i] += p.start[i-1]
	}
	next := make([]uint32, len(place))
	copy(next, p.start)
	i := 0
	for text, n := range counts {
		for range n {
			w := place[tokens[i]]
			p.ids[next[w]] = int32(text)
			next[w]++
			i++
		}
	}
	return p
}
