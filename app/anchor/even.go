package anchor

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// even is a text folded rune by rune: every rune of the text is one rune here,
// without case, accents, and the shapes of quotes, dashes and blanks. So a
// place in one is a place in the other, by counting.
type even struct {
	runes []rune
	at    []int32 // the byte at which each rune of the text begins, and the end
}

func foldEvenly(text string) even {
	n := utf8.RuneCountInString(text)
	e := even{make([]rune, 0, n), make([]int32, 0, n+1)}
	for i, r := range text {
		e.runes = append(e.runes, evenly(r))
		e.at = append(e.at, int32(i))
	}
	e.at = append(e.at, int32(len(text)))
	return e
}

// evenly is plain for one rune that must stay one.
func evenly(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case r >= utf8.RuneSelf && unicode.Is(unicode.Mn, r):
		return r
	}
	folded := plain(r)
	first, size := utf8.DecodeRuneInString(folded)
	if size == 0 || size < len(folded) {
		return unicode.ToLower(r) // "½" is three runes folded
	}
	if folded == `"` {
		return '\'' // a quotation may change from double to single quotes
	}
	return first
}

// rune tells which rune the byte offset belongs to.
func (e even) rune(offset int) int {
	return sort.Search(len(e.at), func(i int) bool { return int(e.at[i]) >= offset })
}

// raw is the place in the text of a range of runes.
func (e even) raw(s span.Span) span.Span {
	return span.Span{Start: int(e.at[s.Start]), End: int(e.at[s.End])}
}

// of is the range of runes at a place of the text.
func (e even) of(s span.Span) span.Span {
	return span.Span{Start: e.rune(s.Start), End: e.rune(s.End)}
}
