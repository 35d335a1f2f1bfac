package reading

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// capWord is a word of running text as names are made of it. Hyphenated words
// are cut where a name ends or begins in them: "al-Qaeda" is one word,
// "pro-Wagner" and "Iran-backed" are two.
type capWord struct {
	span.Span
	folded string
	is     trait
	starts bool // it begins a sentence
	apart  bool // it cannot stand in one name with the word before it
	owner  bool // a possessive follows it: "Wagner’s"
}

// capReader cuts running text into words.
type capReader struct {
	text  string
	words []capWord
	lower map[string]bool // the words that the text writes in lower case
	apart bool            // the next word cannot stand in one name with the one before
	// What stands before the next word: passages not left out, and the text from done on.
	between string
	done    int
}

// traitsOf are the traits of a word as written, its capitals among them.
func traitsOf(word string) trait {
	folded := foldWord(word)
	t := traits[folded]
	if singular, ok := strings.CutSuffix(folded, "s"); ok {
		t |= traits[singular] & nationTrait
	}
	digit := word != "" && '0' <= word[0] && word[0] <= '9'
	switch {
	case digit && ordinalNumber.MatchString(word):
		t |= ordinalTrait
	case digit && cardinalNumber.MatchString(word):
		t |= numberTrait
	case hasCapital(word):
		t |= capitalTrait
	}
	return t
}

// hasCapital: the word starts with a capital, after an article perhaps, or has
// one inside ("iStories").
func hasCapital(word string) bool {
	if i := strings.IndexFunc(word, isHyphen); i > 0 && leadsHyphen(word[:i]) {
		word = strings.TrimLeftFunc(word[i:], isHyphen)
	}
	i := strings.IndexFunc(word, unicode.IsUpper)
	return i == 0 || i == 1 && !unicode.IsDigit(rune(word[0]))
}

// leadsHyphen: a small word that belongs to the name after its hyphen.
func leadsHyphen(word string) bool {
	folded := foldWord(word)
	return articles[folded] || traits[folded].has(particleTrait)
}

var (
	ordinalNumber  = regexp.MustCompile(`^\d{1,3}(?:st|nd|rd|th)$`)
	cardinalNumber = regexp.MustCompile(`^\d{1,5}$`)
	// notProse are addresses, accounts, files: "reuters.com", "X/@Name".
	notProse = regexp.MustCompile(`://|@|www\.|\\|\pL_\pL|[\pL\d]\.[a-z]{2,6}\b`)
	// designator numbers a weapon, a technique, a document: "Su-34", "T1059",
	// "CVE-2021-44228".
	designator = regexp.MustCompile(`^(?:[A-Z][A-Za-z]?-\d+[A-Za-z0-9]*|(?:[A-BD-Z][A-Z]{2}|CBU)-\d{1,3}[A-Z]?|[TSMG]\d{4}|[QH][1-4]|TA\d{4}|[A-Z][a-z]+-\d{1,3}[A-Z]?|(?:CVE|CWE|GHSA|MS|KB|AA|RFC|ISO)-?\d[\dA-Z-]*|FY\d+|[A-Z]{1,2}\d{5}|[RDI]-[A-Z]{2}|[0-9A-Fa-f]{16,}|\d.*)$`)
)

// read cuts a line, without the spans to skip.
func (r *capReader) read(line textLine, skip []span.Span) {
	before := len(r.words)
	next := sort.Search(len(skip), func(i int) bool { return skip[i].End > line.Start })
	for at := line.Start; at < line.End; {
		if next < len(skip) && skip[next].Start <= at {
			r.leaveOut(at, skip[next].End)
			at = max(at, skip[next].End)
			next++
			continue
		}
		c, n := utf8.DecodeRuneInString(r.text[at:])
		if !isWordRune(c) {
			at += n
			continue
		}
		to := line.End
		if next < len(skip) {
			to = min(to, skip[next].Start)
		}
		if end := at + len(fieldOf(r.text[at:to])); strings.ContainsAny(r.text[at:end], ".:@_\\") && notProse.MatchString(r.text[at:end]) {
			r.leaveOut(at, end)
			at = end
			continue
		}
		end := r.wordEnd(at, to)
		r.add(span.Span{Start: at, End: end})
		at = end
	}
	if len(r.words) > before && line.fresh {
		first := &r.words[before]
		first.apart, first.starts = true, !line.list
	}
}

// leaveOut passes over what is no running text.
func (r *capReader) leaveOut(start, end int) {
	r.between += r.text[min(r.done, start):start]
	r.done, r.apart = end, true
}

// fieldOf is what stands before the first blank.
func fieldOf(s string) string {
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		return s[:i]
	}
	return s
}

// wordEnd is where a word ends that may hold initials, hyphens, apostrophes
// and ampersands.
func (r *capReader) wordEnd(at, to int) int {
	end := max(at, min(to, initialsEnd(r.text, at)))
	for end < to {
		c, n := utf8.DecodeRuneInString(r.text[end:])
		joins := c == '-' || c == '‐' || c == '‑' || c == '&' || isApostrophe(c)
		if !inWord(c) && !((joins || isInvisible(c)) && end > at && startsWord(r.text[end+n:])) {
			break
		}
		end += n
	}
	return end
}

// add takes a word: its possessive and its elided article are no part of it,
// and hyphens may cut it.
func (r *capReader) add(s span.Span) {
	written := s.Of(r.text)
	owner := false
	for _, ending := range []string{"’s", "'s", "’S", "'S"} {
		if strings.HasSuffix(written, ending) {
			owner = true
			s.End -= len(ending)
		}
	}
	s.Start += elision(s.Of(r.text))
	parts := hyphenParts(s, r.text)
	first, last := 0, len(parts)
	for first < last && !hasCapital(parts[first].Of(r.text)) && !(first+1 < last && leadsHyphen(parts[first].Of(r.text))) {
		first++
	}
	for last > first && isTail(parts[last-1].Of(r.text)) {
		last--
	}
	switch {
	case first == last: // no capital in it
		r.put(s, owner)
	case last-first > 1 && r.all(parts[first:last], nationTrait|stateTrait|monthTrait|dayTrait):
		for _, part := range parts[first:last] {
			r.put(part, owner && part == parts[last-1])
			r.apart = true
		}
	default:
		r.apart = r.apart || first > 0
		r.put(span.Span{Start: parts[first].Start, End: parts[last-1].End}, owner && last == len(parts))
		r.apart = first > 0 || last < len(parts)
	}
}

// isTail: the part after the last hyphen says something of the name before it
// ("-led", "-backed") and is none of a name ("Kyu-duk").
func isTail(part string) bool {
	if hasCapital(part) || startsDigit(part) {
		return false
	}
	return len(part) > 5 || strings.HasSuffix(part, "ed") || strings.HasSuffix(part, "ing") || strings.HasSuffix(part, "ly") || tails[part]
}

var tails = words("led run held born era style like wide bound only free made built type level area man day long")

// elision is the length of the French article before a word: "d’Ivoire". With a
// capital it may be a part of a name: "L’Orient".
func elision(word string) int {
	i := strings.IndexFunc(word, isApostrophe)
	if i < 1 || i > 2 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(word[i:])
	rest := word[i+n:]
	switch word[:i] {
	case "L", "D", "Qu":
		if !traits[foldWord(rest)].has(frenchHeadTrait | frenchTrait) {
			return 0
		}
	case "l", "d", "qu":
	default:
		return 0
	}
	return i + n
}

func (r *capReader) all(parts []span.Span, t trait) bool {
	for _, part := range parts {
		if !traits[foldWord(part.Of(r.text))].has(t) && !places[part.Of(r.text)] {
			return false
		}
	}
	return true
}

func hyphenParts(s span.Span, text string) []span.Span {
	var parts []span.Span
	for start := s.Start; ; {
		i := strings.IndexFunc(text[start:s.End], isHyphen)
		if i < 0 {
			return append(parts, span.Span{Start: start, End: s.End})
		}
		_, n := utf8.DecodeRuneInString(text[start+i:])
		parts = append(parts, span.Span{Start: start, End: start + i})
		start += i + n
	}
}

// put adds a word after looking at what stands between it and the one before.
func (r *capReader) put(s span.Span, owner bool) {
	word := s.Of(r.text)
	w := capWord{Span: s, folded: foldWord(word), is: traitsOf(word), owner: owner, apart: r.apart}
	r.apart = false
	if mayDesignate(word) && designator.MatchString(word) && !w.is.has(ordinalTrait|numberTrait) {
		w.is = 0
	}
	if n := len(r.words); n == 0 {
		w.starts, w.apart = true, true
	} else {
		r.gap(&r.words[n-1], &w)
	}
	if !w.is.has(capitalTrait) {
		r.lower[w.folded] = true
	}
	r.words = append(r.words, w)
	r.between, r.done = "", s.End
}

// mayDesignate spares most words the look at designator: all that it knows have
// a digit or a hyphen, or are long rows of hexadecimal digits.
func mayDesignate(word string) bool {
	return len(word) >= 16 || strings.ContainsAny(word, "0123456789-")
}

// gap judges what stands between two words.
func (r *capReader) gap(before, w *capWord) {
	between := r.between + r.text[min(r.done, w.Start):w.Start]
	if between == " " {
		return
	}
	if before.owner {
		between = strings.TrimLeft(strings.TrimLeft(between, "'’"), "sS")
	} else if strings.HasPrefix(between, "’ ") || strings.HasPrefix(between, "' ") {
		before.owner = strings.HasSuffix(before.folded, "s")
		between = strings.TrimLeft(between, "'’")
	}
	if i := strings.LastIndexFunc(between, unicode.IsSpace); i >= 0 && elision(between[i+1:]+"x") > 0 {
		between = between[:i+1]
	}
	between = strings.TrimFunc(between, func(c rune) bool { return unicode.IsSpace(c) || isInvisible(c) })
	switch {
	case between == "", between == "&":
	case between == "–" && before.is.has(headTrait): // "Islamic State–Khorasan Province"
	case between == "." && (r.initial(before) || abbreviations[before.folded] || before.is.has(titleTrait|companyTrait) && before.Len() <= 5):
	case (between == "," || between == ".,") && w.is.has(companyTrait) && w.is.has(capitalTrait):
	default:
		w.apart = true
		w.starts = strings.ContainsAny(between, ".!?…") || r.quotes(between, w.Start)
	}
}

// initial: a single capital before a full stop, but not that of "19°N.".
func (r *capReader) initial(w *capWord) bool {
	return w.Len() == 1 && w.is.has(capitalTrait) && (w.Start == 0 || strings.ContainsRune(" \n(“\".-", rune(r.text[w.Start-1])))
}

// quotes says whether the word at start begins a quotation that is longer than
// a name.
func (r *capReader) quotes(between string, start int) bool {
	if !strings.ContainsAny(between, "“\"«„") {
		return false
	}
	inside := r.text[start:min(len(r.text), start+longestAside)]
	if i := strings.IndexAny(inside, "”\"»\n"); i >= 0 {
		inside = inside[:i]
	}
	return strings.Count(inside, " ") > 4
}
