package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sidelight/app/span"
)

// sentenceStart bounds the search for a long form: it never reaches over the
// end of a sentence, another bracket or a paragraph.
func sentenceStart(text string, end int) int {
	floor := max(0, end-longestPhrase)
	for floor > 0 && !utf8.RuneStart(text[floor]) {
		floor--
	}
	i := strings.LastIndexAny(text[floor:end], "()[];:")
	if j := strings.LastIndex(text[floor:end], ". "); j > i {
		i = j
	}
	if j := strings.LastIndex(text[floor:end], "\n\n"); j > i {
		i = j
	}
	return floor + i + 1
}

// longestPhrase is how many bytes a long form is looked for before its bracket.
const longestPhrase = 400

// mostPhraseWords is how far back a capitalised phrase is looked for.
const mostPhraseWords = 14

func longBefore(text string, end int, short string) (long span.Span, how string, ok bool) {
	start := sentenceStart(text, end)
	end = start + len(strings.TrimRight(text[start:end], " \n\u00a0”\"’»"))
	window := wordsOf(text[start:end])
	if len(window) == 0 {
		return span.Span{}, "", false
	}
	// The paper's window: min(|SF| + 5, 2 |SF|) words.
	n := len([]rune(short))
	near := window[max(0, len(window)-min(n+5, 2*n)):]
	from := start + near[0].Start
	if i := lettersStart(text[from:end], short); i >= 0 {
		at := from + i
		// Letters in the wrong order: "National Movement" (MN…) starts a word earlier.
		for w := len(window) - 2; w >= 0; w-- {
			word := span.Span{Start: start + window[w].Start, End: start + window[w].End}
			if word.End > at {
				continue
			}
			if !startsUpper(word.Of(text)) || sharedInitials(text[word.Start:end], short) <= sharedInitials(text[at:end], short) {
				break
			}
			at = word.Start
		}
		return span.Span{Start: at, End: end}, HowLetters, true
	}
	from = start + window[max(0, len(window)-mostPhraseWords)].Start
	if i, ok := phraseStart(text[from:end]); ok {
		return span.Span{Start: from + i, End: end}, HowPhrase, true
	}
	return span.Span{}, "", false
}

// lettersStart is Schwartz and Hearst's match: from the right, each letter of
// the short form must occur in order in the long form, the first one at the
// start of a word. It returns where the long form begins, or -1. Beyond the
// paper, half of the letters must start words of a long form of several words,
// and accents do not count ("État").
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
		for l >= 0 && (baseLetter(text[l]) != baseLetter(c) || s == 0 && l > 0 && isWordRune(text[l-1])) {
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
	if strings.Contains(found, " ") && 2*sharedInitials(found, short) < letterCount(short) {
		return -1
	}
	return len(string(text[:start]))
}

// baseLetter is the letter without its accent, in lower case.
func baseLetter(r rune) rune {
	if r >= utf8.RuneSelf {
		r, _ = utf8.DecodeRuneInString(norm.NFKD.String(string(r)))
	}
	return unicode.ToLower(r)
}

func letterCount(short string) int { return len([]rune(letters(strings.TrimSuffix(short, "s")))) }

// sharedInitials counts the letters of a short form that start words of the
// long form, in whatever order.
func sharedInitials(long, short string) int {
	initials := map[rune]int{}
	for i, r := range long {
		if before, _ := utf8.DecodeLastRuneInString(long[:i]); isWordRune(r) && (i == 0 || !isWordRune(before)) || unicode.IsUpper(r) {
			initials[baseLetter(r)]++
		}
	}
	shared := 0
	for _, r := range letters(strings.TrimSuffix(short, "s")) {
		if r = baseLetter(r); initials[r] > 0 {
			initials[r]--
			shared++
		}
	}
	return shared
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
	for _, w := range list {
		word := w.Of(candidate)
		if w.Start < start || start < 0 {
			continue
		}
		if capitals <= 2 || !leads(word) {
			start = w.Start
			break
		}
		capitals-- // "The", "Russia’s", "UN"
	}
	for _, article := range []string{"The ", "A ", "An "} {
		if start >= 0 && strings.HasPrefix(candidate[start:], article) {
			start += len(article)
			capitals--
		}
	}
	return start, capitals >= 2
}

// leads: a word that stands before a name without being a part of it: an
// article, an owner, an organisation's short form.
func leads(word string) bool {
	return word == "The" || joiners[word] || strings.HasSuffix(word, "’s") || strings.HasSuffix(word, "'s") || isAcronym(word)
}

// compoundAdjective: "al-Qaeda-affiliated" describes a name and is no part of it.
func compoundAdjective(word string) bool {
	i := strings.LastIndexAny(word, "-‐‑")
	return i > 0 && len(word)-i > 4 && unicode.IsLower([]rune(word[i:])[1])
}

func shortBefore(text string, end int) (span.Span, bool) {
	at := sentenceStart(text, end)
	before := strings.TrimRight(text[at:end], " \n")
	list := wordsOf(before)
	if len(list) == 0 || list[len(list)-1].End != len(before) {
		return span.Span{}, false
	}
	last := list[len(list)-1]
	return span.Span{Start: at + last.Start, End: at + last.End}, isShortForm(last.Of(before))
}
