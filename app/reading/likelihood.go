package reading

import (
	"strings"
	"unicode"

	"sidelight/app/span"
)

// Term is a likelihood term of ICD 203 in the author's words.
type Term struct {
	span.Span
	Term string // as the standard spells it, lower case
	Band string // percent, "20-45"
	Set  int    // 1 or 2: the standard's two columns of synonyms
}

// Hedge is a softening word that is on no scale.
type Hedge struct {
	span.Span
	Term string // as written, lower case
}

// Confidence is a stated level of confidence in a judgement. It is not a
// likelihood and is never converted to one.
type Confidence struct {
	span.Span
	Level string // "low", "moderate" or "high"
}

// likelihoodTerms is the table of ICD 203, Analytic Standards (2015).
var likelihoodTerms = []struct {
	words string
	band  string
	set   int
}{
	{"almost no chance", "01-05", 1}, {"remote", "01-05", 2},
	{"very unlikely", "05-20", 1}, {"highly improbable", "05-20", 2},
	{"unlikely", "20-45", 1}, {"improbable", "20-45", 2}, {"improbably", "20-45", 2},
	{"roughly even chance", "45-55", 1}, {"roughly even odds", "45-55", 2},
	{"likely", "55-80", 1}, {"probable", "55-80", 2}, {"probably", "55-80", 2},
	{"very likely", "80-95", 1}, {"highly probable", "80-95", 2},
	{"almost certain", "95-99", 1}, {"almost certainly", "95-99", 1}, {"nearly certain", "95-99", 2}, {"nearly certainly", "95-99", 2},
}

// hedgeTerms are the off-scale softeners that analysts want told apart. The
// standard has "very likely" and "highly probable": "highly likely", "not
// likely" and their like are in neither column and have no band.
var hedgeTerms = []string{
	"highly likely", "highly unlikely", "most likely", "more likely", "more likely than not", "less likely", "not likely", "not very likely",
	"not unlikely", "not improbable", "quite likely", "quite unlikely", "fairly likely", "rather unlikely", "extremely likely", "extremely unlikely",
	"increasingly likely", "increasingly unlikely", "very probable", "very probably", "most probably", "very improbable",
	"roughly even", "even chance", "even odds",
	"it is possible", "it is also possible", "it remains possible", "is conceivable",
	"cannot be ruled out", "can not be ruled out", "could not be ruled out",
	"some form of", "some sort of", "some kind of", "would be consistent with",
	"appears", "appear", "appeared", "appearing", "apparent", "apparently",
	"expected to", "expected that", "anticipated to", "poised to",
	"reportedly", "allegedly", "alleged", "purportedly", "purported", "supposedly", "ostensibly", "rumored", "rumoured",
	"possibly", "conceivably", "potentially", "arguably", "plausibly", "perhaps", "maybe", "presumably", "presumed",
	"seemingly", "seems", "seem", "seemed",
	"may", "might", "could", "suggests", "suggest", "suggested", "suggesting",
	"believed to", "believed that", "thought to", "said to", "understood to", "presumed to", "assumed to", "reported to", "alleged to", "rumored to",
}

// remoteNouns follow "remote" where it speaks of distance, not of chance.
var remoteNouns = words("chance chances possibility possibilities prospect prospects likelihood probability risk odds hope")

// Likelihood finds the likelihood terms and hedges of a text, the longest
// term first, whole words only: the "likely" inside "very likely" is not a
// finding of its own.
func Likelihood(text string) (terms []Term, hedges []Hedge, confidence []Confidence) {
	words := wordsOf(text)
	var lower [24]byte
	for i := 0; i < len(words); {
		if w := words[i]; !opens[string(lowered(lower[:0], w.Of(text)))] { // most words open nothing
			i++
			continue
		}
		if level, n := confidenceAt(text, words[i:]); n > 0 {
			confidence = append(confidence, Confidence{between(words[i], words[i+n-1]), level})
			i += n
			continue
		}
		if entry, n := termAt(text, words[i:]); n > 0 {
			terms = append(terms, Term{between(words[i], words[i+n-1]), likelihoodTerms[entry].words,
				likelihoodTerms[entry].band, likelihoodTerms[entry].set})
			i += n
			continue
		}
		if n := hedgeAt(text, words[i:]); n > 0 {
			s := between(words[i], words[i+n-1])
			hedges = append(hedges, Hedge{s, strings.ToLower(s.Of(text))})
			i += n
			continue
		}
		i++
	}
	return terms, hedges, confidence
}

// opens are the words that terms, hedges and levels of confidence begin with.
var opens = func() map[string]bool {
	set := words("low moderate high")
	for first := range termsBy {
		set[first] = true
	}
	for first := range hedgesBy {
		set[first] = true
	}
	return set
}()

// lowered appends a word in lower case, up to its first hyphen; a long word is
// cut: it opens nothing.
func lowered(to []byte, word string) []byte {
	for i := 0; i < len(word) && i < cap(to); i++ {
		c := word[i]
		if c == '-' {
			break
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		to = append(to, c)
	}
	return to
}

func between(first, last span.Span) span.Span { return span.Span{Start: first.Start, End: last.End} }

// termsBy holds the places of the terms by their first word.
var termsBy = func() map[string][]int {
	by := map[string][]int{}
	for i, t := range likelihoodTerms {
		first, _, _ := strings.Cut(t.words, " ")
		by[first] = append(by[first], i)
	}
	return by
}()

func termAt(text string, words []span.Span) (entry, n int) {
	for _, i := range termsBy[strings.ToLower(words[0].Of(text))] {
		t := likelihoodTerms[i]
		if k := phraseAt(text, words, t.words); k > n && meansChance(text, words, t.words) {
			entry, n = i, k
		}
	}
	return entry, n
}

// meansChance tells the likelihood term from its homonym: "a remote base" is
// far away, "a remote chance" is small, and so is a chance that "is remote".
func meansChance(text string, words []span.Span, term string) bool {
	switch term {
	case "probable", "improbable":
		return !amongFrench(text, words)
	case "remote":
	default:
		return true
	}
	if len(words) > 1 {
		next := strings.ToLower(words[1].Of(text))
		if remoteNouns[next] {
			return true
		}
		if strings.TrimSpace(text[words[0].End:words[1].Start]) == "" && startsLower(next) && !afterRemote[next] {
			return false // it describes the noun after it
		}
	}
	before := text[max(0, words[0].Start-farthestPredicate):words[0].Start]
	before = before[strings.LastIndexAny(before, ".;!?\n")+1:]
	return saidRemote(strings.FieldsFunc(strings.ToLower(before), func(r rune) bool { return !unicode.IsLetter(r) }))
}

// farthestPredicate is how far before "remote" what it is said of may stand, in bytes.
const farthestPredicate = 300

// amongFrench: the word before or after is French, and so is this one.
func amongFrench(text string, words []span.Span) bool {
	if len(words) > 1 && frenchWords[words[1].Of(text)] {
		return true
	}
	return frenchWords[strings.ToLower(lastWord(text[max(0, words[0].Start-20):words[0].Start]))]
}

var frenchWords = words("est était sera serait semble paraît très peu plus assez fort le la un une que qu de du des soit aussi jugé jugée et")

// saidRemote: what is remote is said to be so, not where it lies: "the chance
// is remote", "defeat appears remote".
func saidRemote(before []string) bool {
	for i, w := range before {
		if chanceNouns[w] || seemingVerbs[w] && i >= len(before)-2 {
			return true
		}
	}
	return false
}

var (
	chanceNouns  = words("chance chances possibility possibilities prospect prospects likelihood probability probabilities risk risks odds hope hopes threat danger")
	seemingVerbs = words("appear appears seem seems look looks remain remains appeared seemed looked remained")
)

var afterRemote = words("and but at in for as if though although that when while given because")

func startsLower(s string) bool { return s != "" && !startsUpper(s) }

func hedgeAt(text string, words []span.Span) (n int) {
	for _, t := range hedgesBy[strings.ToLower(words[0].Of(text))] {
		if k := phraseAt(text, words, t); k > n && isHedge(text, words, t) {
			n = k
		}
	}
	return n
}

// hedgesBy holds the hedges by their first word.
var hedgesBy = func() map[string][]string {
	by := map[string][]string{}
	for _, t := range hedgeTerms {
		first, _, _ := strings.Cut(t, " ")
		by[first] = append(by[first], t)
	}
	return by
}()

// isHedge tells a hedge from its homonyms: the month, the might of an army,
// and to appear somewhere in person ("may yet appear").
func isHedge(text string, words []span.Span, term string) bool {
	after := ""
	if len(words) > 1 && strings.TrimSpace(text[words[0].End:words[1].Start]) == "" {
		after = words[1].Of(text)
	}
	switch term {
	case "may":
		return !strings.HasPrefix(words[0].Of(text), "May") || mayOfTitle(text, words[0], after)
	case "could":
		return after != "not" && after != "no" // what could not be done is no guess
	case "might":
		return after != "" && !afterNoun[strings.ToLower(after)]
	case "appear", "appeared":
		return after != "" && !afterAppear[strings.ToLower(after)]
	}
	return true
}

var (
	afterNoun   = words("of and or in on to for against with")
	afterAppear = words("in on at before with again or and as under alongside")
	// beforeMonth stands before the month's name.
	beforeMonth = words("in of since until till by during early late mid last this next from to through between and on before after every for the around")
)

// mayOfTitle: "May" in a heading of capitalised words is the verb unless a
// number, a month's preposition or the end of the line says otherwise.
func mayOfTitle(text string, word span.Span, after string) bool {
	if after == "" || !startsUpper(after) && !verbAfterMay[after] || strings.ContainsAny(after, "0123456789") || Month(after) > 0 || after == "Day" {
		return false
	}
	line := lineAround(text, word, longestHeading)
	before := strings.ToLower(lastWord(text[line.Start:word.Start]))
	if before == "" || beforeMonth[before] {
		return false
	}
	if verbAfterMay[strings.ToLower(after)] {
		return true
	}
	return line.Len() < longestHeading && !strings.HasSuffix(strings.TrimSpace(line.Of(text)), ".")
}

// longestHeading bounds a heading, in bytes.
const longestHeading = 200

// lineAround is the line that holds a passage, cut at most bytes to either side.
func lineAround(text string, s span.Span, most int) span.Span {
	line := span.Span{Start: max(0, s.Start-most), End: min(len(text), s.End+most)}
	if i := strings.LastIndexByte(text[line.Start:s.Start], '\n'); i >= 0 {
		line.Start += i + 1
	}
	if i := strings.IndexByte(text[s.End:line.End], '\n'); i >= 0 {
		line.End = s.End + i
	}
	return line
}

var verbAfterMay = words("have be not also yet well still soon never")

func confidenceAt(text string, words []span.Span) (level string, n int) {
	first, _, _ := strings.Cut(strings.ToLower(words[0].Of(text)), "-")
	for _, l := range []string{"low", "moderate", "high"} {
		if first != l {
			continue
		}
		if k := phraseAt(text, words, l+" confidence"); k > 0 {
			return l, k
		}
		if k := phraseAt(text, words, l+"-confidence"); k > 0 {
			return l, k
		}
	}
	return "", 0
}

// phraseAt returns how many of the leading words spell the phrase (lower
// case), only spaces between them, or 0.
func phraseAt(text string, words []span.Span, phrase string) int {
	parts := strings.Fields(phrase)
	if len(words) < len(parts) {
		return 0
	}
	for i, part := range parts {
		if !strings.EqualFold(words[i].Of(text), part) {
			return 0
		}
		if i > 0 && strings.TrimSpace(text[words[i-1].End:words[i].Start]) != "" {
			return 0
		}
	}
	return len(parts)
}
