package reading

import (
	"strings"

	"sidelight/app/span"
)

// longestAside is the length in bytes beyond which a bracket is prose, not a
// reference: a group of a dozen sources stays well below.
const longestAside = 1200

// parentheses returns the outermost bracketed passages, brackets included, in
// order. A bracket left open is passed over; none crosses a blank line.
func parentheses(text string) []span.Span {
	var out []span.Span
	for i := 0; i < len(text); i++ {
		if text[i] != '(' {
			continue
		}
		if end := closing(text, i); end > 0 {
			out = append(out, span.Span{Start: i, End: end})
			i = end - 1
		}
	}
	return out
}

func closing(text string, open int) int {
	depth := 0
	for i := open; i < len(text) && i < open+longestAside; i++ {
		switch text[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n':
			if strings.HasPrefix(text[i:], "\n\n") {
				return 0
			}
		}
	}
	return 0
}

// split cuts a passage at a separator that stands outside inner brackets.
func split(text string, s span.Span, separator byte) []span.Span {
	var out []span.Span
	depth, start := 0, s.Start
	for i := s.Start; i < s.End; i++ {
		switch {
		case text[i] == '(':
			depth++
		case text[i] == ')':
			depth--
		case text[i] == separator && depth == 0:
			out = append(out, trimmed(text, span.Span{Start: start, End: i}))
			start = i + 1
		}
	}
	return append(out, trimmed(text, span.Span{Start: start, End: s.End}))
}
