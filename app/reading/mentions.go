package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// Name is one spelling of an actor to look for.
type Name struct {
	Actor int64 // whatever the caller knows the actor by
	Name  string
}

// Mention is a place where a text names actors. More than one actor means
// that the name is ambiguous until somebody settles it.
type Mention struct {
	span.Span
	Alias  string // the spelling that matched, as given
	Actors []int64
}

// Names finds many names in one pass over a text. It is a trie whose letters
// are folded words, so that whole words are its unit; it is built once and
// safe for concurrent use after that.
type Names struct {
	words map[string]int32 // folded word -> number
	nodes []node
	next  map[edge]int32 // children of all nodes
}

type edge struct{ from, word int32 }

type node struct {
	ends []ending
}

// ending is a name that ends at a node.
type ending struct {
	name   string
	plain  string // without a leading "the"
	actors []int64
	exact  bool // an acronym: the letters must be as given
}

// NewNames builds the trie. Weak aliases are the caller's to leave out.
func NewNames(list []Name) *Names {
	n := &Names{words: map[string]int32{}, nodes: make([]node, 1), next: map[edge]int32{}}
	for _, name := range list {
		n.add(name)
	}
	return n
}

func (n *Names) add(name Name) {
	folded := wordsOfName(name.Name)
	if len(folded) == 0 {
		return
	}
	n.insert(name, folded)
	// "al-Qaeda" is also written "alQaeda".
	for i := 0; i+1 < len(folded); i++ {
		if folded[i] == article {
			joined := append(append(append([]string{}, folded[:i]...), article+folded[i+1]), folded[i+2:]...)
			n.insert(name, joined)
		}
	}
}

// wordsOfName are the folded words of a name, without the English article
// before it: "the Azawad Front" is found without it. A capital keeps it where
// only one word follows: "The Base" is not any base.
func wordsOfName(name string) []string {
	tokens := tokensOf(name)
	if len(tokens) > 1 {
		switch first := tokens[0].Of(name); {
		case first == "the", first == "The" && len(tokens) > 2, first == "THE" && len(tokens) > 2:
			tokens = tokens[1:]
		}
	}
	folded := make([]string, 0, len(tokens))
	for _, token := range tokens {
		folded = append(folded, foldToken(name, token))
	}
	return folded
}

func (n *Names) insert(name Name, words []string) {
	at := int32(0)
	for _, folded := range words {
		number, ok := n.words[folded]
		if !ok {
			number = int32(len(n.words))
			n.words[folded] = number
		}
		child, ok := n.next[edge{at, number}]
		if !ok {
			child = int32(len(n.nodes))
			n.nodes = append(n.nodes, node{})
			n.next[edge{at, number}] = child
		}
		at = child
	}
	ends := &n.nodes[at].ends
	for i := range *ends {
		if e := &(*ends)[i]; e.name == name.Name {
			e.actors = append(e.actors, name.Actor)
			return
		}
	}
	*ends = append(*ends, ending{name.Name, withoutArticle(name.Name), []int64{name.Actor}, isAcronym(name.Name)})
}

// withoutArticle is the part of a name whose capitals must agree.
func withoutArticle(name string) string { return strings.TrimPrefix(name, "the ") }

// Find returns the mentions of a text in order, the longest at each place,
// none inside another. Possessives ("Wagner’s"), plurals and hyphenated tails
// ("al-Qaeda-affiliated") count; the mention is the name without them.
func (n *Names) Find(text string) []Mention {
	var out []Mention
	tokens := tokensOf(text)
	for i := 0; i < len(tokens); {
		m, length := n.longest(text, tokens[i:])
		if length == 1 && shoutedWord(text, m) {
			length = 0 // "RUSSIA IS LOSING" does not name the group IS
		}
		if length == 0 {
			i++
			continue
		}
		out = append(out, m)
		i += length
	}
	return out
}

func (n *Names) longest(text string, tokens []span.Span) (best Mention, length int) {
	at := int32(0)
	for i, token := range tokens {
		if i > 0 && !withinName(text, tokens[i-1], token) {
			break
		}
		folded := foldToken(text, token)
		if singular, ok := singularOf(folded); ok {
			if ends, ok := n.endsAfter(at, singular); ok {
				s := span.Span{Start: tokens[0].Start, End: token.End}
				if m, ok := match(text, s, ends, 1); ok {
					best, length = m, i+1
				}
			}
		}
		number, ok := n.words[folded]
		if !ok {
			break
		}
		child, ok := n.next[edge{at, number}]
		if !ok {
			break
		}
		at = child
		s := span.Span{Start: tokens[0].Start, End: token.End}
		if m, ok := match(text, s, n.nodes[at].ends, 0); ok {
			best, length = m, i+1
		}
	}
	return best, length
}

func (n *Names) endsAfter(at int32, folded string) ([]ending, bool) {
	number, ok := n.words[folded]
	if !ok {
		return nil, false
	}
	child, ok := n.next[edge{at, number}]
	if !ok {
		return nil, false
	}
	return n.nodes[child].ends, len(n.nodes[child].ends) > 0
}

// match keeps the endings whose capitals agree with the words of the text and
// gathers their actors. plural is the number of bytes of a plural ending.
func match(text string, s span.Span, ends []ending, plural int) (Mention, bool) {
	written := text[s.Start : s.End-plural]
	m := Mention{Span: s}
	for _, e := range ends {
		if !capitalsAgree(written, e) {
			continue
		}
		if m.Alias == "" || e.name == written {
			m.Alias = e.name
		}
		for _, actor := range e.actors {
			m.Actors = appendNew(m.Actors, actor)
		}
	}
	return m, len(m.Actors) > 0
}

func appendNew(actors []int64, actor int64) []int64 {
	for _, a := range actors {
		if a == actor {
			return actors
		}
	}
	return append(actors, actor)
}

// capitalsAgree: an acronym is matched as it is spelled, and a name that
// starts with a capital needs one in the text, so that "Base" is no "base".
func capitalsAgree(written string, e ending) bool {
	if e.exact {
		return letters(written) == letters(e.name)
	}
	return !startsUpper(e.plain) || startsUpper(written)
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// isAcronym: one word, 2 to 10 characters, no lower case letter.
func isAcronym(name string) bool {
	n := utf8.RuneCountInString(name)
	return n >= 2 && n <= 10 && !strings.ContainsAny(name, " ") && strings.ToUpper(name) == name &&
		strings.IndexFunc(name, unicode.IsUpper) >= 0
}

// withinName says whether what stands between two words can stand inside a
// name: a blank, a line end, a hyphen, a slash, a full stop after an initial,
// but no comma and no end of a sentence.
func withinName(text string, before, after span.Span) bool {
	between := text[before.End:after.Start]
	if between == " " {
		return true
	}
	if len(between) > 4 || strings.ContainsAny(between, ",;:()!?\t[]") || strings.Contains(between, "\n\n") {
		return false
	}
	if strings.TrimSpace(between) == "." && between != "." {
		return utf8.RuneCountInString(before.Of(text)) == 1 || abbreviations[strings.ToLower(before.Of(text))]
	}
	return true
}

// singularOf strips the plural s of a folded word.
func singularOf(folded string) (string, bool) {
	if len(folded) > 2 && strings.HasSuffix(folded, "s") && !strings.HasSuffix(folded, "ss") {
		return folded[:len(folded)-1], true
	}
	return "", false
}
