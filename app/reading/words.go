package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// wordsOf cuts a text into words: letters, digits and marks, with apostrophes
// and hyphens inside.
func wordsOf(text string) []span.Span {
	words := make([]span.Span, 0, len(text)/6+1)
	start := -1
	for i := 0; i < len(text); {
		n, inside := 1, isASCIIWord(text[i])
		if !inside && (text[i] >= utf8.RuneSelf || start >= 0) {
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			inside = r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) ||
				start >= 0 && joins(r) && startsWord(text[i+n:])
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words = append(words, span.Span{Start: start, End: i})
			start = -1
		}
		i += n
	}
	if start >= 0 {
		words = append(words, span.Span{Start: start, End: len(text)})
	}
	return words
}

func isASCIIWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// runsOf cuts a text into runs of letters, digits and marks: "mid-July" is two.
func runsOf(text string) []span.Span {
	runs := make([]span.Span, 0, len(text)/5+1)
	start := -1
	for i := 0; i < len(text); {
		c, n := text[i], 1
		inside := isASCIIWord(c)
		if c >= utf8.RuneSelf {
			var r rune
			r, n = utf8.DecodeRuneInString(text[i:])
			inside = unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		}
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			runs = append(runs, span.Span{Start: start, End: i})
			start = -1
		}
		i += n
	}
	if start >= 0 {
		runs = append(runs, span.Span{Start: start, End: len(text)})
	}
	return runs
}

func joins(r rune) bool { return strings.ContainsRune("'’ʼ-‐‑", r) }

func startsWord(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// abbreviations end in a full stop without ending a sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "gen": true, "col": true, "maj": true, "capt": true, "lt": true,
	"sgt": true, "st": true, "no": true, "vol": true, "vs": true, "cf": true, "e.g": true, "i.e": true, "etc": true,
	"u.s": true, "u.n": true, "u.k": true, "jan": true, "feb": true, "mar": true, "apr": true, "jun": true, "jul": true,
	"aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true, "p": true, "pp": true, "art": true,
}

// Sentences cuts a text into sentences. Full stops in initials, abbreviations
// and numbers do not end one; a blank line always does.
func Sentences(text string) []span.Span {
	var out []span.Span
	start := 0
	add := func(end int) {
		s := trimmed(text, span.Span{Start: start, End: end})
		if !s.Empty() {
			out = append(out, s)
		}
		start = end
	}
	for i, r := range text {
		switch r {
		case '\n':
			if strings.HasPrefix(text[i:], "\n\n") {
				add(i)
			}
		case '.', '!', '?', '…':
			end := i + utf8.RuneLen(r)
			for end < len(text) {
				q, n := utf8.DecodeRuneInString(text[end:])
				if !strings.ContainsRune("”’\"')]", q) {
					break
				}
				end += n
			}
			if i == 0 || !startsDigit(text[i-1:]) || !startsDigit(text[end:]) { // "3.5 Billion"
				end += marksLen(text[end:])
			}
			if end < len(text) && startsSentence(text[end:]) && !(r == '.' && abbreviated(text[start:i])) {
				add(end)
			}
		}
	}
	add(len(text))
	return out
}

// marksLen measures the note marks after a full stop, which belong to the
// sentence before it: ".[11]", ".[3], [4]", ".¹²", ".12".
func marksLen(rest string) int {
	if n := digits(firstOf(rest, 4)); n > 0 {
		if n <= 3 {
			return n
		}
		return 0
	}
	n := 0
	for n < len(rest) && n < longestMarks {
		after := rest[n:]
		if n > 0 && (strings.HasPrefix(after, ",[") || strings.HasPrefix(after, ", [")) {
			after = strings.TrimLeft(after, ", ")
		}
		if r, size := utf8.DecodeRuneInString(after); r >= utf8.RuneSelf && strings.ContainsRune(superscripts, r) {
			n += len(rest[n:]) - len(after) + size
			continue
		}
		end := strings.IndexByte(firstOf(after, 12), ']')
		if end < 2 || after[0] != '[' || strings.Trim(after[1:end], "0123456789^,;–- ") != "" {
			break
		}
		n += len(rest[n:]) - len(after) + end + 1
	}
	return n
}

// longestMarks bounds the note marks that stand together, in bytes.
const longestMarks = 80

// sentenceEnd is where the first sentence of a text ends, before its full stop,
// looking no farther than so many bytes.
func sentenceEnd(text string, most int) int {
	for i, r := range text {
		switch {
		case i > most || r == '\n' && strings.HasPrefix(text[i:], "\n\n"):
			return i
		case r == '.' || r == '!' || r == '?':
			rest := text[i+1:]
			if strings.TrimSpace(firstOf(rest, 2)) == "" || startsSentence(rest) && !abbreviated(text[:i]) {
				return i
			}
		}
	}
	return len(text)
}

func startsSentence(rest string) bool {
	trimmed := strings.TrimLeft(rest, " \t\u00a0\n")
	if len(trimmed) == len(rest) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(trimmed, "“‘\"'(["))
	return unicode.IsUpper(r) || unicode.IsDigit(r) || unicode.IsTitle(r) || !unicode.IsLower(r) && unicode.IsLetter(r)
}

func abbreviated(before string) bool {
	i := strings.LastIndexFunc(before, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("(“\"", r) })
	word := before[i+1:]
	if utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]) {
		return true // an initial
	}
	return abbreviations[strings.ToLower(word)]
}

func trimmed(text string, s span.Span) span.Span {
	t := text[s.Start:s.End]
	left := strings.TrimLeftFunc(t, unicode.IsSpace)
	s.Start += len(t) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, unicode.IsSpace))
	return s
}
