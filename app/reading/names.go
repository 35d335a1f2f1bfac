package reading

import (
	"math/bits"
	"slices"
)

// Name is one spelling of an actor to look for.
type Name struct {
	Actor   int64 // whatever the caller knows the actor by
	Name    string
	Acronym bool // its capitals must be as given; what looks like an acronym is one in any case
}

// Names finds many names in one pass over a text. It is a trie whose letters
// are folded words, so that whole words are its unit; it is built once and
// safe for concurrent use after that.
type Names struct {
	begin      filter   // the words that begin a name: most words of a text begin none
	beginLower filter   // those that begin one without a capital
	slots      []int32  // the nodes by the hash of their parent and word, open addressing; 0 is free
	nodes      []node   // the first is the root
	letters    []byte   // the folded words of the nodes, one after the other
	endings    []ending // the first is none
}

// node is a place in the trie: the words up to here begin a name.
type node struct {
	parent int32
	word   uint32 // where its folded word starts in letters; it ends where that of the next node starts
	ending int32  // the first name that ends here, 0 for none
}

// ending is a name that ends at a node.
type ending struct {
	name    string
	actor   int64
	next    int32 // the next name that ends there, 0 for none
	exact   bool  // an acronym: the letters must be as given
	capital bool  // it starts with a capital, so that "Base" is no "base"
}

// NewNames builds the trie. Weak aliases are the caller's to leave out.
func NewNames(list []Name) *Names {
	n := &Names{nodes: make([]node, 1, len(list)+1), endings: make([]ending, 1, len(list)+1), slots: make([]int32, 16)}
	n.begin, n.beginLower = newFilter(len(list)), newFilter(len(list))
	for _, name := range list {
		n.add(name)
	}
	n.nodes, n.letters, n.endings = slices.Clone(n.nodes), slices.Clone(n.letters), slices.Clone(n.endings) // without room to grow
	return n
}

func (n *Names) add(name Name) {
	words, first := wordsOfName(name.Name)
	if len(words) == 0 {
		return
	}
	e := ending{name: name.Name, actor: name.Actor, exact: name.Acronym || isAcronym(name.Name), capital: startsUpper(first)}
	n.insert(words, e)
	// "al-Qaeda" is also written "alQaeda".
	for i := 0; i+1 < len(words); i++ {
		if words[i] == article {
			n.insert(slices.Concat(words[:i], []string{article + words[i+1]}, words[i+2:]), e)
		}
	}
}

// wordsOfName are the folded words of a name and the first of them as written.
// The English article before it is left out: "the Azawad Front" is found
// without it. A capital keeps it where only one word follows: "The Base" is
// not any base.
func wordsOfName(name string) (folded []string, first string) {
	var written []string
	s := scanner{text: name}
	for s.next() {
		written, folded = append(written, name[s.start:s.end]), append(folded, string(s.folded))
	}
	if len(folded) == 0 {
		return nil, ""
	}
	if the := written[0]; len(folded) > 1 && the == "the" || len(folded) > 2 && (the == "The" || the == "THE") {
		return folded[1:], written[1]
	}
	return folded, written[0]
}

func (n *Names) insert(words []string, e ending) {
	hash := hashOf([]byte(words[0]))
	n.begin.add(hash)
	if !e.capital {
		n.beginLower.add(hash)
	}
	at := int32(0)
	for _, word := range words {
		at = n.grow(at, []byte(word))
	}
	last := &n.nodes[at].ending
	for *last > 0 {
		there := &n.endings[*last]
		if there.name == e.name && there.actor == e.actor {
			there.exact = there.exact || e.exact
			return
		}
		last = &there.next
	}
	*last = int32(len(n.endings))
	n.endings = append(n.endings, e)
}

// grow is the node after a node by a folded word, made where there is none.
func (n *Names) grow(parent int32, word []byte) int32 {
	if child := n.child(parent, word, hashOf(word)); child > 0 {
		return child
	}
	n.nodes = append(n.nodes, node{parent: parent, word: uint32(len(n.letters))})
	n.letters = append(n.letters, word...)
	from := len(n.nodes) - 1
	if 2*len(n.nodes) > len(n.slots) {
		n.slots = make([]int32, 2*len(n.slots))
		from = 1
	}
	for at := from; at < len(n.nodes); at++ {
		slot := n.slotOf(n.nodes[at].parent, hashOf(n.wordAt(int32(at))))
		for n.slots[slot] != 0 {
			slot = (slot + 1) & (len(n.slots) - 1)
		}
		n.slots[slot] = int32(at)
	}
	return int32(len(n.nodes) - 1)
}

// child is the node after a node by a folded word, 0 when no name goes on so.
func (n *Names) child(parent int32, word []byte, hash uint64) int32 {
	for slot := n.slotOf(parent, hash); ; slot = (slot + 1) & (len(n.slots) - 1) {
		at := n.slots[slot]
		if at == 0 || n.nodes[at].parent == parent && string(n.wordAt(at)) == string(word) {
			return at
		}
	}
}

func (n *Names) wordAt(at int32) []byte {
	if int(at) == len(n.nodes)-1 {
		return n.letters[n.nodes[at].word:]
	}
	return n.letters[n.nodes[at].word:n.nodes[at+1].word]
}

func (n *Names) slotOf(parent int32, hash uint64) int {
	return int((hash^uint64(parent)*hashPrime)*hashPrime>>32) & (len(n.slots) - 1)
}

// filter tells quickly which hashes were added; only its no is certain.
type filter []uint64

func newFilter(size int) filter { return make(filter, 1<<bits.Len(uint(size/8))) }

func (f filter) add(hash uint64) { f[hash>>38&uint64(len(f)-1)] |= 1 << (hash >> 32 % 64) }

func (f filter) has(hash uint64) bool { return f[hash>>38&uint64(len(f)-1)]&(1<<(hash>>32%64)) != 0 }
