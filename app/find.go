package app

import (
	"strings"
	"unicode/utf8"

	"sidelight/db"
)

// foldedText is a text made ready for finding words whatever their case,
// accents and quotes, with the way back to the bytes of the text itself.
type foldedText struct {
	folded string
	from   []int32 // from[i] is the byte of the text that folded byte i stems from
}

func foldText(text string) *foldedText {
	var b strings.Builder
	b.Grow(len(text))
	from := make([]int32, 0, len(text)+1)
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if 'A' <= c && c <= 'Z' {
				c += 'a' - 'A'
			} else if c == '\n' || c == '\t' {
				c = ' '
			}
			b.WriteByte(c)
			from = append(from, int32(i))
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		for _, f := range []byte(db.Fold(text[i : i+size])) {
			b.WriteByte(f)
			from = append(from, int32(i))
		}
		i += size
	}
	return &foldedText{folded: b.String(), from: append(from, int32(len(text)))}
}

// find returns the spans of the text that hold the query, in order and not
// overlapping.
func (t *foldedText) find(query string) [][2]int {
	needle := db.Fold(oneLine(query))
	if needle == "" {
		return nil
	}
	var found [][2]int
	for at := 0; ; {
		i := strings.Index(t.folded[at:], needle)
		if i < 0 {
			return found
		}
		start, end := at+i, at+i+len(needle)
		from, to := int(t.from[start]), int(t.from[end])
		for end < len(t.folded) && to == from { // a rune that folds to several bytes was cut
			end++
			to = int(t.from[end])
		}
		found = append(found, [2]int{from, to})
		at = end
	}
}
