package collate

import (
	"strings"
	"unicode/utf8"

	"sidelight/app/span"
)

// apart are the signs that part the clauses of a sentence.
const apart = ",;:()–—“”\""

// clauseAround is the part of a sentence around some words, up to a comma or
// its like, without white space around it.
func (p prose) clauseAround(sentence passage, at span.Span) span.Span {
	before, after := p.Text[sentence.Start:at.Start], p.Text[at.End:sentence.End]
	whole := sentence.Span
	if i := strings.LastIndexAny(before, apart); i >= 0 {
		_, size := utf8.DecodeRuneInString(before[i:])
		whole.Start += i + size
	}
	if i := strings.IndexAny(after, apart); i >= 0 {
		whole.End = at.End + i
	}
	return trimmed(p.Text, whole)
}

// trimmed leaves out white space and full stops around a part of a text.
func trimmed(text string, at span.Span) span.Span {
	const outside = " \t\n\r.\u00a0"
	s := at.Of(text)
	at.Start += len(s) - len(strings.TrimLeft(s, outside))
	at.End = max(at.Start, at.End-(len(s)-len(strings.TrimRight(s, outside))))
	return at
}
