package reading

import (
	"strings"

	"sidelight/app/span"
)

// longestAside is the length in bytes beyond which a bracket is prose, not a
// reference: a group of a dozen sources stays well below.
const longestAside = 1200

// bracket is a bracketed passage, brackets included, and what brackets it.
type bracket struct {
	span.Span
	open  byte // '(' or '['
	depth int  // 0 outermost
}

// bracketsOf returns the bracketed passages of a text in the order of their
// opening, the inner ones too. A bracket left open is passed over; none
// crosses a blank line or is longer than longestAside.
func bracketsOf(text string) []bracket {
	closed, _ := pairBrackets(text)
	return closed
}

// pairBrackets returns the round brackets that are never closed as well: where
// they stand.
func pairBrackets(text string) (closed []bracket, left []int) {
	var out []bracket
	var open []int // places in out that are not closed yet
	count := map[byte]int{}
	drop := func(from int) {
		for _, i := range open[from:] {
			count[out[i].open]--
			if out[i].open == '(' {
				left = append(left, out[i].Start)
			}
		}
		open = open[:from]
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '(', '[':
			open = append(open, len(out))
			out = append(out, bracket{Span: span.Span{Start: i}, open: c})
			count[c]++
		case ')', ']':
			opening := byte('(')
			if c == ']' {
				opening = '['
			}
			if count[opening] == 0 {
				continue
			}
			n := len(open) - 1
			for out[open[n]].open != opening {
				n--
			}
			drop(n + 1)
			if b := &out[open[n]]; i+1-b.Start <= longestAside {
				b.End = i + 1
			}
			open = open[:n]
			count[opening]--
		case '\n':
			if i+1 < len(text) && text[i+1] == '\n' {
				drop(0)
			}
		}
	}
	drop(0)
	kept, ends := out[:0], []int{}
	for _, b := range out {
		if b.End == 0 {
			continue
		}
		for len(ends) > 0 && ends[len(ends)-1] <= b.Start {
			ends = ends[:len(ends)-1]
		}
		b.depth = len(ends)
		ends = append(ends, b.End)
		kept = append(kept, b)
	}
	return kept, left
}

// inside is what stands between the brackets, without blanks around it.
func inside(text string, aside span.Span) span.Span {
	return trimmed(text, span.Span{Start: aside.Start + 1, End: aside.End - 1})
}

// split cuts a passage at a separator that stands outside inner brackets and
// outside quotation marks.
func split(text string, s span.Span, separator byte) []span.Span {
	var out []span.Span
	for {
		part := firstPart(text, s, separator)
		out = append(out, trimmed(text, part))
		if part.End == s.End {
			return out
		}
		s.Start = part.End + 1
	}
}

// firstPart is the passage up to the first such separator.
func firstPart(text string, s span.Span, separator byte) span.Span {
	depth, quotes := 0, 0
	for i, r := range text[s.Start:s.End] {
		i += s.Start
		switch r {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '“', '«':
			quotes++
		case '”', '»':
			quotes--
		case rune(separator):
			if depth <= 0 && (quotes <= 0 || separator == ';' && !closesLater(text[i:s.End])) {
				return span.Span{Start: s.Start, End: i}
			}
		}
	}
	return s
}

// closesLater says whether a quotation is closed in the rest of a passage: a
// mark left open holds nothing together.
func closesLater(rest string) bool { return strings.ContainsAny(rest, "”»") }
