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
	var words []span.Span
	start := -1
	for i, r := range text {
		inside := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) ||
			start >= 0 && joins(r) && startsWord(text[i+utf8.RuneLen(r):])
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			words = append(words, span.Span{Start: start, End: i})
			start = -1
		}
	}
	if start >= 0 {
		words = append(words, span.Span{Start: start, End: len(text)})
	}
	return words
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
			if end < len(text) && startsSentence(text[end:]) && !(r == '.' && abbreviated(text[start:i])) {
				add(end)
			}
		}
	}
	add(len(text))
	return out
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
