package collate

import (
	"cmp"
	"slices"
	"strings"

	"sidelight/app/span"
)

// Words that say that somebody did what others suffer.
var (
	// doing stands after the doer.
	doing = plainStemsOf(`attacked killed ambushed struck bombed shelled stormed raided fired ordered planned organised organized
		kidnapped abducted executed massacred murdered shot orchestrated plotted sabotaged poisoned assassinated hacked financed armed`)
	// doingWhat are verbs that say so only with one of the words after them.
	doingWhat = map[string]map[string]bool{
		"opened": setOf("fire"), "carried": setOf("out"), "claimed": setOf("responsibility credit"), "took": setOf("responsibility"),
		"launched": setOf("attack attacks strike strikes drone drones missile missiles rocket rockets raid raids offensive assault"),
	}
	// blaming stands before the one who is blamed.
	blaming = plainStemsOf("blame blames blamed blaming accuse accuses accused accusing attributed ascribed named implicated")
	// suffering stands before "by" and the doer.
	suffering = plainStemsOf(`attacked killed ambushed struck bombed shelled stormed raided fired launched ordered planned organised organized carried claimed
		kidnapped abducted executed massacred murdered shot orchestrated plotted sabotaged poisoned assassinated hacked`)
	helping = setOf("has have had then also later first again reportedly allegedly was were be been is are")
	passive = setOf("was were been being be is are")
)

// leastForActor is how alike two passages must be for an actor to be missed in
// one of them.
const leastForActor = 0.12

// doer is somebody whom a sentence says to have done something.
type doer struct {
	name     string
	key      string
	sentence int
	span.Span
}

// actorsBlamed finds those who one text says did it and whom the other, in
// passages that belong to the same matter, does not name at all.
func (a aligner) actorsBlamed(pairs []pairing) []suggestion {
	left, right := a.left.doers(a.right.named()), a.right.doers(a.left.named())
	var found []suggestion
	for _, p := range pairs {
		if p.Score < leastForActor {
			continue
		}
		for _, d := range left {
			if a.left.sentences[d.sentence].block == p.left {
				at := emptyAt(a.right.blocks[p.right].Start)
				found = append(found, suggestion{Difference{Kind: ActorBlamed, Left: d.Span, Right: at, LeftSays: says(a.left.Text, d.Span), About: about(p.Aligned)}, p.Score, "left " + d.key})
			}
		}
		for _, d := range right {
			if a.right.sentences[d.sentence].block == p.right {
				at := emptyAt(a.left.blocks[p.left].Start)
				found = append(found, suggestion{Difference{Kind: ActorBlamed, Left: at, Right: d.Span, RightSays: says(a.right.Text, d.Span), About: about(p.Aligned)}, p.Score, "right " + d.key})
			}
		}
	}
	return found
}

func plainStemsOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[plainStem(w)] = true
	}
	return set
}

func emptyAt(at int) span.Span { return span.Span{Start: at, End: at} }

// named are all those whom a text names.
type named struct {
	actors map[string]bool
	words  string          // of the text, folded
	stems  map[string]bool // of words with a capital: "Moscow" is named where Russia is
}

func (p prose) named() named {
	n := named{map[string]bool{}, " " + foldedWords(p.Text) + " ", map[string]bool{}}
	for _, m := range p.Mentions {
		n.actors[m.key()] = true
	}
	for _, s := range p.sentences {
		for _, w := range s.words {
			if w.upper {
				n.stems[nameStem(w.stem)] = true
			}
		}
	}
	return n
}

// has reports whether somebody is among them, by any name that is known.
func (n named) has(d doer) bool {
	return n.actors[d.key] || strings.Contains(n.words, " "+foldedWords(d.name)+" ") ||
		!strings.Contains(d.name, " ") && n.stems[nameStem(plainStem(strings.ToLower(d.name)))]
}

// doers are those who are said to have done something and whom the other text
// does not name: the actors of the library, and names that have no record yet.
func (p prose) doers(other named) []doer {
	var all []doer
	everybody := lying(p.Text, slices.Concat(p.Mentions, p.unrecorded), func(m Mention) span.Span { return m.Span })
	next := newCursor(everybody, func(m Mention) span.Span { return m.Span })
	for i, s := range p.sentences {
		for _, m := range next.within(s.Span) {
			if m.Kind == kindPlace {
				continue
			}
			if at, ok := p.did(s, m); ok {
				if d := (doer{m.Name, m.key(), i, at}); !other.has(d) {
					all = append(all, d)
				}
			}
		}
	}
	return all
}

// mostBetweenVerbAndWhat is how far after "launched" the word "drones" may
// stand, in words.
const mostBetweenVerbAndWhat = 3

// did tells the words by which a sentence says that somebody did it.
func (p prose) did(s passage, m Mention) (span.Span, bool) {
	// The words before the name end at from, those after it begin at to.
	from, _ := slices.BinarySearchFunc(s.words, m.Start+1, func(w word, at int) int { return cmp.Compare(w.End, at) })
	to, _ := slices.BinarySearchFunc(s.words, m.End, func(w word, at int) int { return cmp.Compare(w.Start, at) })
	word := func(k int) string { return strings.ToLower(s.words[k].Of(p.Text)) }
	// "X (CMA) has attacked", not "X was attacked".
	suffers := false
	for k := to; k < min(to+3, len(s.words)); k++ {
		if p.inBrackets(s, s.words[k].Start) {
			to++
			continue
		}
		if helping[word(k)] {
			suffers = suffers || passive[word(k)]
			continue
		}
		if suffers {
			break
		}
		if doing[plainStem(word(k))] {
			return span.Span{Start: m.Start, End: s.words[k].End}, true
		}
		for n := k + 1; n < min(k+1+mostBetweenVerbAndWhat, len(s.words)); n++ {
			if doingWhat[word(k)][word(n)] {
				return span.Span{Start: m.Start, End: s.words[n].End}, true
			}
		}
		break
	}
	if to+1 < len(s.words) && passive[word(to)] && word(to+1) == "behind" {
		return span.Span{Start: m.Start, End: s.words[to+1].End}, true
	}
	// "blames X", "named X as", "attacked by X".
	for k := from - 1; k >= max(0, from-3); k-- {
		w := plainStem(word(k))
		if blaming[w] && (w != plainStem("named") || to < len(s.words) && (word(to) == "as" || word(to) == "behind")) {
			return span.Span{Start: s.words[k].Start, End: m.End}, true
		}
		if word(k) == "by" && k > 0 && suffering[plainStem(word(k-1))] {
			return span.Span{Start: s.words[k-1].Start, End: m.End}, true
		}
		if !small[word(k)] {
			break
		}
	}
	return span.Span{}, false
}

var small = setOf("the a an on to of by")

// farthestBracket is how far before a word a bracket may open, in bytes.
const farthestBracket = 80

func (p prose) inBrackets(s passage, at int) bool {
	before := p.Text[max(s.Start, at-farthestBracket):at]
	return strings.LastIndexByte(before, '(') > strings.LastIndexByte(before, ')')
}
