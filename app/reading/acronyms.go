package reading

import (
	"regexp"
	"strings"
	"unicode"

	"sidelight/app/span"
)

// Acronym is a short form and the long form that the text gives for it. It is
// a suggestion: nothing applies it silently.
type Acronym struct {
	span.Span // the long form with its bracket
	Short     string
	Long      string
	How       string // HowLetters or HowPhrase
}

// How an acronym's long form was found.
const (
	// HowLetters: the letters of the short form occur in order in the long
	// form (Schwartz and Hearst, 2003).
	HowLetters = "letters"
	// HowPhrase: the capitalised phrase before the bracket, where the letters
	// come from another language.
	HowPhrase = "capitalised phrase"
)

var shortForm = regexp.MustCompile(`^[\p{Lu}\p{N}][\p{L}\p{N}&./’'\-]{1,9}$`)

// Acronyms finds "long form (SF)" and "SF (long form)".
func Acronyms(text string) []Acronym {
	var out []Acronym
	for _, aside := range parentheses(text) {
		inner := inside(text, aside)
		if cut := strings.IndexAny(inner.Of(text), ",;"); cut >= 0 {
			inner = trimmed(text, span.Span{Start: inner.Start, End: inner.Start + cut})
		}
		inner.Start += len(inner.Of(text)) - len(strings.TrimLeft(inner.Of(text), "“\"‘"))
		short := strings.Trim(inner.Of(text), "“”\"‘’")
		switch {
		case isShortForm(short):
			if long, how, ok := longBefore(text, aside.Start, short); ok {
				out = append(out, Acronym{span.Span{Start: long.Start, End: aside.End}, short, long.Of(text), how})
			}
		case !inner.Empty():
			if before, ok := shortBefore(text, aside.Start); ok && lettersStart(inner.Of(text), before.Of(text)) == 0 &&
				!strings.ContainsAny(inner.Of(text), ",;0123456789") {
				out = append(out, Acronym{span.Span{Start: before.Start, End: aside.End}, before.Of(text), inner.Of(text), HowLetters})
			}
		}
	}
	return out
}

// isShortForm: 2 to 10 characters, at least two of them capitals and more
// capitals than digits ("JNIM", "UAVs", "G5S"): a bracketed name is none, nor
// is a size ("386KB").
func isShortForm(s string) bool {
	if !shortForm.MatchString(s) {
		return false
	}
	capitals, digits := 0, 0
	for _, r := range s {
		if unicode.IsUpper(r) {
			capitals++
		} else if unicode.IsDigit(r) {
			digits++
		}
	}
	return capitals >= 2 && capitals > digits
}

// sentenceStart bounds the search for a long form: it never reaches over the
// end of a sentence, another bracket or a line.
func sentenceStart(text string, end int) int {
	i := strings.LastIndexAny(text[:end], "()\n;:")
	if j := strings.LastIndex(text[:end], ". "); j > i {
		i = j
	}
	return i + 1
}

func longBefore(text string, end int, short string) (long span.Span, how string, ok bool) {
	start := sentenceStart(text, end)
	if end > start && !strings.HasSuffix(text[:end], " ") {
		return span.Span{}, "", false // "name(s)"
	}
	window := wordsOf(text[start:end])
	if len(window) == 0 {
		return span.Span{}, "", false
	}
	// The paper's window: min(|SF| + 5, 2 |SF|) words.
	n := len([]rune(short))
	if most := min(n+5, 2*n); len(window) > most {
		window = window[len(window)-most:]
	}
	from := start + window[0].Start
	candidate := strings.TrimRight(text[from:end], " ")
	if i := lettersStart(candidate, short); i >= 0 {
		return span.Span{Start: from + i, End: from + len(candidate)}, HowLetters, true
	}
	if i, ok := phraseStart(candidate); ok {
		return span.Span{Start: from + i, End: from + len(candidate)}, HowPhrase, true
	}
	return span.Span{}, "", false
}

// lettersStart is Schwartz and Hearst's match: from the right, each letter of
// the short form must occur in order in the long form, the first one at the
// start of a word. It returns where the long form begins, or -1.
func lettersStart(long, short string) int {
	short = strings.TrimSuffix(short, "s") // a plural: "UAVs"
	lower := []rune(strings.ToLower(short))
	text := []rune(long)
	l := len(text) - 1
	for s := len(lower) - 1; s >= 0; s-- {
		c := lower[s]
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			continue
		}
		for l >= 0 && (unicode.ToLower(text[l]) != c || s == 0 && l > 0 && isWordRune(text[l-1])) {
			l--
		}
		if l < 0 {
			return -1
		}
		l--
	}
	start := l + 1
	for start > 0 && isWordRune(text[start-1]) {
		start--
	}
	found := string(text[start:])
	// A long form shorter than its short form, or that holds it, explains nothing.
	if len([]rune(found)) <= len(lower) || strings.Contains(" "+found+" ", " "+short+" ") {
		return -1
	}
	return len(string(text[:start]))
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// joiners may stand in lower case within a capitalised phrase.
var joiners = words("of the for and in on to al el de la du des et wal bin ibn ul")

// phraseStart finds the capitalised phrase that ends the candidate: words with
// a capital, and the small words between them.
func phraseStart(candidate string) (int, bool) {
	list := wordsOf(candidate)
	start, capitals := -1, 0
	for i := len(list) - 1; i >= 0; i-- {
		word := list[i].Of(candidate)
		if i+1 < len(list) && strings.ContainsAny(candidate[list[i].End:list[i+1].Start], ",.") {
			break
		}
		if (startsUpper(word) || particle(word)) && !compoundAdjective(word) {
			start, capitals = list[i].Start, capitals+1
			continue
		}
		if !joiners[word] || i == len(list)-1 {
			break
		}
	}
	return start, capitals >= 2
}

// compoundAdjective: "al-Qaeda-affiliated" describes a name and is no part of it.
func compoundAdjective(word string) bool {
	i := strings.LastIndexAny(word, "-‐‑")
	return i > 0 && len(word)-i > 4 && unicode.IsLower([]rune(word[i:])[1])
}

func shortBefore(text string, end int) (span.Span, bool) {
	before := strings.TrimRight(text[sentenceStart(text, end):end], " ")
	at := sentenceStart(text, end)
	list := wordsOf(before)
	if len(list) == 0 || list[len(list)-1].End != len(before) {
		return span.Span{}, false
	}
	last := list[len(list)-1]
	return span.Span{Start: at + last.Start, End: at + last.End}, isShortForm(last.Of(before))
}
