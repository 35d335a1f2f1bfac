package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// commonTraits are those of words that name nobody when they stand alone.
const commonTraits = nationTrait | topicTrait | headTrait | genericTrait | instrumentTrait | pieceTrait | shortTrait | companyTrait |
	monthTrait | dayTrait | functionTrait | starterTrait | titleTrait | postTrait | joinerTrait | particleTrait

// pared leaves out what stands before and after a name in its sequence of
// words.
func (r *capReader) pared(from, to int) (int, int) {
	if to < len(r.words) && !r.words[to].apart && r.titleAt(to) {
		for to > from && r.words[to-1].is.has(postTrait) {
			to--
		}
	}
	if to-from > 1 && r.words[to-1].is.has(instrumentTrait) && r.words[to-2].is.has(headTrait) {
		to-- // "Security Council Resolution"
	}
	for from < to && !r.placeAt(from, to) && r.leads(from, to) {
		from++
		for from < to && !r.words[from].is.has(capitalTrait|numberTrait|ordinalTrait|leadTrait) {
			from++
		}
	}
	return from, to
}

// leads says whether the first word of a sequence is no part of the name.
func (r *capReader) leads(from, to int) bool {
	w := r.words[from]
	if w.is.has(functionTrait) && !w.is.has(stateTrait|leadTrait) || w.is.has(starterTrait) && w.starts || languagesOnly[w.folded] {
		return true
	}
	if from+1 >= to {
		return false
	}
	next := r.words[from+1]
	switch {
	case w.is.has(nationTrait) && next.is.has(ordinalTrait):
		return true // "the Russian 155th Brigade"
	case !w.starts || !w.is.has(capitalTrait):
		return false
	case next.is.has(nationTrait|stateTrait) && !w.is.has(nationTrait|genericTrait) && !beforeNations[w.folded]:
		return true // "Joint U.S. drills"
	}
	return r.lower[w.folded] && !w.is.has(nationTrait|headTrait|topicTrait|genericTrait) || participle(w.folded)
}

var (
	// languagesOnly are adjectives of languages and of no people: "in Arabic
	// Harakat al-Shabaab".
	languagesOnly = words("arabic hebrew pashto urdu hindi swahili mandarin hausa")
	// beforeNations stand in names before an adjective of a nation: "Free
	// Syrian Army".
	beforeNations = words("free royal united greater young great central")
)

// participle: "Citing U.S. officials", "Reportedly Wagner".
func participle(word string) bool {
	return (strings.HasSuffix(word, "ing") && !strings.HasSuffix(word, "jing") && !strings.HasSuffix(word, "ping") || strings.HasSuffix(word, "ly")) &&
		len(word) > 5 && !notParticiples[word]
}

var notParticiples = words("boeing sterling wyoming harding fleming manning sicily assembly")

// verdict is what is thought of a sequence of words.
type verdict int

const (
	nobody verdict = iota
	unsure         // a single word that begins a sentence
	sure
)

func (r *capReader) judge(from, to int) verdict {
	if from >= to {
		return nobody
	}
	w := r.words[from:to]
	if len(w) == 1 {
		return r.judgeWord(from)
	}
	named, about, heads, plain := 0, 0, 0, 0
	for k, x := range w {
		last := k == len(w)-1 || !w[k+1].is.has(capitalTrait)
		switch {
		case x.is.has(numberTrait | ordinalTrait):
			about++
		case !x.is.has(capitalTrait):
		case x.is.has(instrumentTrait) && last:
			return nobody
		case x.is.has(headTrait):
			heads++
		case x.is.has(nationTrait | topicTrait):
			about++
		case x.is.has(genericTrait | shortTrait | postTrait | pieceTrait | functionTrait | starterTrait | companyTrait):
			plain++
		default:
			named++
		}
	}
	switch {
	case named > 0:
		return sure
	case heads > 0 && (about > 0 || plain == 0):
		return sure // "Malian Army", "Coast Guard"
	}
	return nobody
}

func (r *capReader) judgeWord(k int) verdict {
	w := r.words[k]
	written := w.Of(r.text)
	capitals := 0
	for _, c := range written {
		if unicode.IsUpper(c) {
			capitals++
		}
	}
	switch {
	case w.is.has(stateTrait) && capitals > 1, places[written], w.is.has(knownTrait):
		return sure
	case isAcronym(written) && w.is.has(commonTraits&^shortTrait):
		if strings.HasSuffix(r.text[:w.Start], "(") && strings.HasPrefix(r.text[w.End:], ")") {
			return sure // "People’s Liberation Army Navy (PLAN)"
		}
		return unsure
	case !w.is.has(capitalTrait) || w.is.has(commonTraits) || utf8.RuneCountInString(written) < 2:
		return nobody
	case capitals > 1 && strings.HasSuffix(written, "s") && isAcronym(written[:len(written)-1]):
		return nobody // "IEDs" are things
	case capitals > 1 || strings.ContainsAny(written, "0123456789"):
		return sure
	case r.lower[w.folded] && len(w.folded) > 3:
		return nobody
	case w.starts && !r.acts(k):
		return unsure
	}
	return sure
}

// acts: what follows the word at k is said of persons and bodies alone.
func (r *capReader) acts(k int) bool {
	if k+1 == len(r.words) || r.words[k].owner || strings.HasSuffix(r.words[k].folded, "s") {
		return false
	}
	next := r.words[k+1]
	return ofAgents[next.folded] && !next.apart || (next.folded == "who" || next.folded == "whose") && !next.starts
}

// ofAgents are what persons and bodies do, and their people.
var ofAgents = words(`said says told announced claimed claims denied denies confirmed warned warns added stated accused accuses condemned vowed pledged
	thanked met visited launched seized controls rejects rejected praised wrote signed agreed refused urged insisted replied responded noted argued
	commented named insists held pays wants thinks believes fled surrendered resigned tracks attributes assesses approved passed officials
	spokesman spokeswoman fighters commander militants`)
