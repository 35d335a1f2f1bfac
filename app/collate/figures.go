package collate

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"sidelight/app/span"
	"sidelight/db"
)

// figure is a number of something: "at least 47 foreign contractors died".
type figure struct {
	Number   span.Span // "47"
	Whole    span.Span // "at least 47"
	Clause   span.Span // "at least 47 foreign contractors": with what it counts
	Value    float64
	down, up bool     // open to smaller or greater numbers: "at least 47" is open upwards
	unit     string   // the stem of what it counts: "mercenary"; "": not told
	counted  string   // the same in its own word, "contractors"
	action   string   // what happened to them: "kill"; "": nothing that is counted
	share    share    // of a whole
	verb     string   // the word before it, where that is no small one: "struck [four of them]"
	around   []string // the stems of its clause that say something: "struck [four of them] from its register"
}

// share says whether a number is a part of a whole.
type share int

const (
	ofNothing share = iota
	ofNamed         // "47 of the contractors"
	ofTold          // "three of them": of what was told before
)

// numberWords are the numbers that are written out.
var numberWords = map[string]float64{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "hundred": 100,
	"thousand": 1000, "million": 1e6, "billion": 1e9}

// scales multiply the number before them.
var scales = map[string]float64{"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9}

// slack is how far beyond "at least 47" and around "about 280" a number may be
// to be no difference.
const slack = 0.1

// bounds are the words before a number that say how sure it is, the longest
// first, and to which sides the number is open.
var bounds = []struct {
	words    string
	down, up bool
}{
	{"no fewer than", false, true}, {"no less than", false, true}, {"not less than", false, true}, {"in excess of", false, true},
	{"at least", false, true}, {"more than", false, true}, {"over", false, true},
	{"no more than", true, false}, {"not more than", true, false}, {"as many as", true, false}, {"as much as", true, false}, {"at most", true, false},
	{"fewer than", true, false}, {"less than", true, false}, {"up to", true, false}, {"nearly", true, false}, {"almost", true, false}, {"under", true, false},
	{"approximately", true, true}, {"close to", true, true}, {"roughly", true, true}, {"about", true, true}, {"around", true, true}, {"some", true, true},
	{"only", false, false},
}

// figuresIn finds the numbers in a sentence, and what they count. A year, an
// ordinal and a number inside of a name is none.
func figuresIn(text string, sentence passage) []figure {
	words := sentence.words
	var all []figure
	for i := 0; i < len(words) && len(all) < mostFigures; i++ {
		value, ok := number(words[i].Of(text))
		if !ok || beginsRange(text, words, i) {
			continue
		}
		f := figure{Number: words[i].Span, Value: value}
		first := i
		for i+1 < len(words) {
			next := strings.TrimSuffix(strings.ToLower(words[i+1].Of(text)), "s")
			scale, ok := scales[next]
			if !ok || strings.TrimSpace(text[f.Number.End:words[i+1].Start]) != "" {
				break
			}
			f.Value *= scale
			f.Number.End = words[i+1].End
			i++
		}
		f.bound(text, sentence.Start)
		f.counts(text, words, first, i+1)
		all = append(all, f)
	}
	return all
}

// beginsRange reports whether a number is the first of two that are told as
// one: "between three and four thousand", "3,000 to 4,000". The second stands
// for both.
func beginsRange(text string, words []word, i int) bool {
	if i+2 >= len(words) {
		return false
	}
	if _, ok := number(words[i+2].Of(text)); !ok {
		return false
	}
	switch strings.ToLower(words[i+1].Of(text)) {
	case "to", "or":
		return true
	case "and":
		return i > 0 && strings.EqualFold(words[i-1].Of(text), "between")
	}
	return false
}

// number reads a number in digits or words. 1900 to 2099 without a separator
// is a year.
func number(w string) (float64, bool) {
	folded := db.Fold(w)
	if v, ok := numberWords[folded]; ok {
		return v, true
	}
	if tens, ones, ok := strings.Cut(folded, "-"); ok && numberWords[tens] >= 20 && numberWords[tens] < 100 && numberWords[ones] < 10 && numberWords[ones] > 0 {
		return numberWords[tens] + numberWords[ones], true
	}
	if folded == "" || folded[0] < '0' || folded[0] > '9' {
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(folded, ",", ""), 64)
	if err != nil || len(folded) == 4 && v >= 1900 && v < 2100 && v == float64(int(v)) {
		return 0, false
	}
	return v, true
}

// farthestBound is how far before a number its bound may begin, in bytes.
const farthestBound = 24

// mostFigures bounds the numbers of one sentence: one with more is a table.
const mostFigures = 50

// bound reads "at least" before the number.
func (f *figure) bound(text string, from int) {
	f.Whole = f.Number
	if far := f.Number.Start - farthestBound; far > from {
		for from = far; !utf8.RuneStart(text[from]); from++ {
		}
	}
	before := strings.TrimRight(text[from:f.Number.Start], " \t\n")
	folded := strings.ToLower(before)
	if len(folded) != len(before) {
		return
	}
	for _, b := range bounds {
		if start := len(folded) - len(b.words); strings.HasSuffix(folded, b.words) && (start == 0 || folded[start-1] == ' ') {
			f.Whole.Start = from + start
			f.down, f.up = b.down, b.up
			return
		}
	}
}

// Words that tell what a number counts, and what became of it.
var (
	countedActions = setOf("kill wound capture displac")
	// people count persons of any kind.
	people = stemsOf("person people man men woman women civilian life live body victim citizen child children individual dead member crew sailor")
	// persons say nothing of who they are.
	persons = stemsOf("person people man men body life individual dead member crew")
	// spans of time, lengths and dates are compared by nobody.
	timeUnits = stemsOf("day week month year hour minute night time o'clock kilometre kilometer mile metre meter am pm second morning afternoon decade")
	// measures are what all kinds of things are counted in.
	measures   = stemsOf("percent per cent dollar euro pound franc rouble yuan tonne ton kilo kilogram litre time point seat part")
	unitSmall  = setOf("of the a an its their his her this these those foreign other new old further more additional alleged suspected")
	unitStops  = setOf("and or but who which that when while in on at by from to for with was were is are had has have been be as if than")
	wholes     = setOf("them whom which those")
	pronominal = setOf("them who others which")
)

// mostUnitWords is how far after a number what it counts may stand, in words.
const mostUnitWords = 5

// counts reads what a number counts; words[first:after] are the number.
func (f *figure) counts(text string, words []word, first, after int) {
	f.Clause = f.Whole
	clauseStart, clauseEnd := clause(text, words, first, after)
	for i := after; i < min(clauseEnd, after+mostUnitWords); i++ {
		w := strings.ToLower(words[i].Of(text))
		if unitStops[w] || pronominal[w] {
			break
		}
		if unitSmall[w] {
			continue
		}
		if countedActions[words[i].stem] && f.unit != "" { // "47 contractors died"
			break
		}
		if _, ok := number(w); ok {
			break
		}
		if f.unit != "" && !(words[i].stem != "" && joinedNoun(words[i], w)) {
			break
		}
		f.unit, f.counted, f.Clause.End = words[i].stem, w, words[i].End
	}
	if after+1 < len(words) && strings.EqualFold(words[after].Of(text), "of") {
		f.share = ofNamed
		if wholes[strings.ToLower(words[after+1].Of(text))] {
			f.share = ofTold
		}
	}
	if f.counted == "lives" {
		f.action = "kill"
	}
	nearest := 0
	for i := clauseStart; i < clauseEnd; i++ {
		act := action(text, words, i)
		if act == "" {
			continue
		}
		distance := max(first-i, i-after+1)
		if f.action == "" || distance < nearest {
			f.action, nearest = act, distance
			f.Clause.Start, f.Clause.End = min(f.Clause.Start, words[i].Start), max(f.Clause.End, words[i].End)
		}
	}
	if f.action != "" && nearest > mostActionWords {
		f.action, f.Clause = "", span.Span{Start: f.Whole.Start, End: max(f.Whole.End, f.Clause.End)}
	}
	for i := first - 1; i >= clauseStart; i-- {
		if words[i].Start >= f.Whole.Start {
			continue
		}
		if !words[i].common {
			f.verb = words[i].stem
		}
		break
	}
	for i := clauseStart; i < clauseEnd; i++ {
		if w := words[i]; (i < first || i >= after) && !w.common && w.stem != f.unit {
			f.around = append(f.around, w.stem)
		}
	}
}

// mostActionWords is how far from a number the word for what happened may be.
const mostActionWords = 7

// joinedNoun reports whether a word goes on with a noun: "police officers",
// "armoured lorries".
func joinedNoun(w word, folded string) bool {
	return !w.common && !strings.HasSuffix(folded, "ed") && strings.HasSuffix(folded, "s")
}

// action is what happened to those who are counted, if a word tells it.
func action(text string, words []word, i int) string {
	if countedActions[words[i].stem] {
		return words[i].stem
	}
	if i > 0 && strings.EqualFold(words[i].Of(text), "held") {
		switch strings.ToLower(words[i-1].Of(text)) {
		case "are", "were", "still", "being":
			return "capture"
		}
	}
	return ""
}

// mostClauseWords is how far a clause reaches to either side of a number.
const mostClauseWords = 20

// clause is the words around a number up to a comma or its like.
func clause(text string, words []word, first, after int) (start, end int) {
	from, to := max(0, first-mostClauseWords), min(len(words), after+mostClauseWords)
	apart := func(i int) bool {
		return strings.ContainsAny(text[words[i].End:words[i+1].Start], ",;:()–—“”\"")
	}
	for start = first; start > from && !apart(start-1); start-- {
	}
	for end = after; end < to && !apart(end-1); end++ {
	}
	return start, end
}

// leastCount is the number from which something was counted.
const leastCount = 4

// countOf begins the key of a count: two texts that both say how many were
// killed share that, whatever the numbers.
const countOf = "count of "

// keys are what another figure may have in common: the number itself, with its
// unit if it is a small one, which are everywhere; and that it counts the same.
func (f figure) keys() []string {
	var all []string
	v := strconv.FormatFloat(f.Value, 'f', -1, 64)
	switch {
	case f.Value > 20:
		all = append(all, v)
	case f.unit != "" && !commonWords[f.counted] && f.Value > 1:
		all = append(all, v+" "+f.unit)
	}
	switch {
	case f.Value < leastCount:
	case f.action != "":
		all = append(all, countOf+f.action)
	case f.unit != "" && !timeUnits[f.unit] && !people[f.unit] && !commonWords[f.counted]:
		all = append(all, countOf+f.unit)
	}
	return all
}

// agrees reports whether two figures can both be right without an analyst
// looking twice: 50 is "at least 47", and "nearly three hundred" about 280. 84
// is at least 47 too, but far enough from it to be told; and so are two
// different counts that are both "at least".
func (f figure) agrees(g figure) bool {
	if f.Value == g.Value {
		return true
	}
	if f.down != f.up && f.down == g.down && f.up == g.up {
		return false
	}
	fLow, fTop := f.reach()
	gLow, gTop := g.reach()
	return fLow <= gTop && gLow <= fTop
}

func (f figure) reach() (low, top float64) {
	low, top = f.Value, f.Value
	if f.down {
		low -= slack * f.Value
	}
	if f.up {
		top += slack * f.Value
	}
	return low, top
}
