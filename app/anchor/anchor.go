// Package anchor ties words to their place in a text and finds them again: the
// selectors of the W3C Web Annotation model (TextQuoteSelector with prefix and
// suffix, TextPositionSelector). Text in, spans out: it knows nothing of
// libraries or windows.
package anchor

import (
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// contextPoints is how many code points of prefix and suffix are kept: enough
// to tell repeated phrases apart, little enough to survive an edit near by.
const contextPoints = 32

// Selectors describe a passage so that it can be found again.
type Selectors struct {
	Exact  string    // the words themselves
	Prefix string    // up to 32 code points right before them
	Suffix string    // up to 32 code points right after them
	Span   span.Span // where they stand
}

// Describe gives the selectors of a span. Prefix and suffix begin and end at
// the edge of a word where there is one, and never inside a character that is
// made of several code points. A span outside the text, or with an end inside
// a rune, is first narrowed to what it covers whole.
func Describe(text string, s span.Span) Selectors {
	s = narrow(text, s)
	return Selectors{
		Exact:  s.Of(text),
		Prefix: before(text[:s.Start]),
		Suffix: after(text[s.End:]),
		Span:   s,
	}
}

func narrow(text string, s span.Span) span.Span {
	s.Start = min(max(s.Start, 0), len(text))
	s.End = min(max(s.End, s.Start), len(text))
	for s.Start < s.End && !utf8.RuneStart(text[s.Start]) {
		s.Start++
	}
	for s.End > s.Start && s.End < len(text) && !utf8.RuneStart(text[s.End]) {
		s.End--
	}
	for s.Start == s.End && s.Start > 0 && s.Start < len(text) && !utf8.RuneStart(text[s.Start]) {
		s.Start, s.End = s.Start-1, s.End-1
	}
	return s
}

// before is the end of text that serves as a prefix.
func before(text string) string {
	cut, points := len(text), 0
	for points < contextPoints && cut > 0 {
		_, size := utf8.DecodeLastRuneInString(text[:cut])
		cut -= size
		points++
	}
	if cut == 0 {
		return text
	}
	part := text[cut:]
	// Half a character is no context.
	for part != "" {
		r, size := utf8.DecodeRuneInString(part)
		previous, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(part)])
		if !joins(previous, r) {
			break
		}
		part = part[size:]
	}
	// Nor is half a word, if a whole one follows.
	previous, _ := utf8.DecodeLastRuneInString(text[:len(text)-len(part)])
	if first, _ := utf8.DecodeRuneInString(part); inWord(previous) && inWord(first) {
		for i, r := range part {
			if i > len(part)/2 {
				break
			}
			if !inWord(r) {
				return part[i:]
			}
		}
	}
	return part
}

// after is the beginning of text that serves as a suffix.
func after(text string) string {
	cut, points := 0, 0
	for points < contextPoints && cut < len(text) {
		_, size := utf8.DecodeRuneInString(text[cut:])
		cut += size
		points++
	}
	if cut == len(text) {
		return text
	}
	for cut > 0 {
		next, _ := utf8.DecodeRuneInString(text[cut:])
		last, size := utf8.DecodeLastRuneInString(text[:cut])
		if !joins(last, next) {
			break
		}
		cut -= size
	}
	part := text[:cut]
	next, _ := utf8.DecodeRuneInString(text[cut:])
	if last, _ := utf8.DecodeLastRuneInString(part); inWord(last) && inWord(next) {
		for i := len(part); i > len(part)/2; {
			r, size := utf8.DecodeLastRuneInString(part[:i])
			if !inWord(r) {
				return part[:i]
			}
			i -= size
		}
	}
	return part
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’'
}

// joins reports that b belongs to the same character as a: combining marks,
// variation selectors, joined emoji and flags.
func joins(a, b rune) bool {
	const joiner = '\u200d'
	regional := func(r rune) bool { return r >= 0x1f1e6 && r <= 0x1f1ff }
	modifier := b >= 0x1f3fb && b <= 0x1f3ff
	return unicode.IsMark(b) || b == joiner || a == joiner || modifier || regional(a) && regional(b) || a == '\r' && b == '\n'
}
