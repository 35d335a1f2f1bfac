package reading

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

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

// Acronyms finds "long form (SF)", "SF (long form)" and "long form, or SF".
func Acronyms(text string) []Acronym {
	brackets := bracketsOf(text)
	return acronymsIn(text, brackets, newCitedPlaces(text, brackets))
}

func acronymsIn(text string, brackets []bracket, cited *citedPlaces) []Acronym {
	var out []Acronym
	for _, b := range brackets {
		if isLink(text, b) {
			continue
		}
		if a, ok := acronymOf(text, b); ok && !cited.at(b.Start) {
			out = append(out, a)
		}
	}
	out = append(out, apposed(text, cited)...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// acronymOf reads one bracket: the short form stands in it, first or last
// among remarks, or it explains the short form before it.
func acronymOf(text string, b bracket) (Acronym, bool) {
	if end := b.Start; end == 0 || !strings.ContainsRune(" \n\u00a0", rune(text[end-1])) && !strings.HasSuffix(text[:end], "\u00a0") {
		return Acronym{}, false // "name(s)"
	}
	inner := inside(text, b.Span)
	parts := split(text, inner, ';')
	if len(parts) == 1 {
		parts = split(text, inner, ',')
	}
	for _, i := range []int{0, len(parts) - 1} {
		short := shortIn(parts[i].Of(text))
		if !isShortForm(short) || partyAndState.MatchString(short) {
			continue
		}
		if i > 0 && !introduces(parts[0].Of(text)) {
			break // a list
		}
		long, how, ok := longBefore(text, b.Start, short)
		if ok && how == HowPhrase && (agencies[short] || len(parts) > 1 && i == 0 && isShortForm(parts[1].Of(text))) {
			break
		}
		if ok {
			return Acronym{span.Span{Start: openingQuote(text, long), End: b.End}, short, oneLine(long.Of(text)), how}, true
		}
	}
	words := strings.Trim(inner.Of(text), "“”\"‘’")
	if strings.ContainsAny(words, ",;/@0123456789") || !strings.Contains(words, " ") {
		return Acronym{}, false
	}
	before, ok := shortBefore(text, b.Start)
	if !ok {
		return Acronym{}, false
	}
	a := Acronym{span.Span{Start: before.Start, End: b.End}, before.Of(text), oneLine(words), HowLetters}
	if lettersStart(words, a.Short) == 0 {
		return a, true
	}
	a.How = HowPhrase
	i, ok := phraseStart(words)
	return a, ok && i == 0 && 2*sharedInitials(words, a.Short) > letterCount(a.Short)
}

var (
	// shortLead stands before a short form within its bracket.
	shortLead = regexp.MustCompile(`^(?:(?i:or|hereafter|hereinafter|henceforth|herein|known|referred to|abbreviated|called|its|their|the|simply|in|as|by|to|acronym|initials|abbreviation|short|for|commonly|better)\s+|(?i:` + languages + `)\s+(?i:acronym|initials|abbreviation):?,?\s*|(?i:` + languages + `):\s*|(?i:acronym|abbreviation|short):\s*)+`)
	// partyAndState: "(R-AR)" is a senator's.
	partyAndState = regexp.MustCompile(`^[RDI]-[A-Z]{2}$`)
	orShort       = regexp.MustCompile(`, (?:or|known as|abbreviated as|abbreviated) (?:the |simply )?[“"]?([\p{Lu}][\p{L}\p{N}\-]{1,9})\b`)
)

// agencies are cited by their short forms alone: "(TASS)" explains nothing.
var agencies = words("TASS RIA AFP AP UPI DPA ANSA EFE IRNA ISNA SANA BBC CNN RFI VOA RFE RT NHK KBS CCTV UDN RBC APA AA DW")

// longestLead is the length in bytes of a short form with what leads up to it.
const longestLead = 80

func shortIn(part string) string {
	last := strings.Trim(part[strings.LastIndexAny(part, " \n")+1:], "“”\"‘’")
	if len(part) > longestLead || !isShortForm(last) {
		return "" // it ends with no short form: spare it the expression
	}
	part = strings.TrimLeft(part, "“\"‘")
	if isShortForm(strings.TrimRight(part, "”\"’ ")) {
		return strings.TrimRight(part, "”\"’ ")
	}
	part = part[len(shortLead.FindString(part)):]
	return strings.Trim(part, "“”\"‘’ ")
}

// introduces says whether what stands before the short form in its bracket
// leads up to it: the long form in another language, or "known as".
func introduces(first string) bool {
	return shortLead.MatchString(first) || strings.Contains(first, " ") && !strings.ContainsAny(first, "0123456789")
}

// openingQuote takes a quotation mark before a long form into its span.
func openingQuote(text string, long span.Span) int {
	for _, q := range []string{"“", "‘", "\"", "«"} {
		if strings.HasSuffix(text[:long.Start], q) {
			return long.Start - len(q)
		}
	}
	return long.Start
}

// apposed finds "long form, or SF".
func apposed(text string, cited *citedPlaces) []Acronym {
	var out []Acronym
	for _, m := range orShort.FindAllStringSubmatchIndex(text, -1) {
		short := text[m[2]:m[3]]
		if !isShortForm(short) || cited.at(m[0]) {
			continue
		}
		long, how, ok := longBefore(text, m[0], short)
		if ok && (how == HowLetters || sharedInitials(long.Of(text), short) == letterCount(short)) {
			out = append(out, Acronym{span.Span{Start: long.Start, End: m[3]}, short, oneLine(long.Of(text)), how})
		}
	}
	return out
}

// isShortForm: 2 to 10 characters, at least two of them capitals and more
// capitals than digits ("JNIM", "UAVs", "G5S"): a bracketed name is none, nor
// is a size ("386KB").
func isShortForm(s string) bool {
	if len(s) < 2 || len(s) > 40 || !shortForm.MatchString(s) {
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
