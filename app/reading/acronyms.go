package reading

import (
	"regexp"
	"sort"
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
