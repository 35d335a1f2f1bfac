// Package span is the ground rule for positions in a text: half-open ranges
// of bytes on rune boundaries inside the program, Unicode code points in
// every outside form, and the one converter between the two.
//
// It knows nothing of briefs, libraries or windows.
package span

import (
	"sort"
	"unicode/utf8"
)

// Span is a half-open range [Start, End) of byte offsets into a UTF-8 text,
// both on rune boundaries.
type Span struct {
	Start, End int
}

// Len is the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether the span holds nothing.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether the byte offset lies inside.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Overlaps reports whether the two spans share at least one byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Valid reports whether the span lies on text: ordered, inside it, and on
// rune boundaries at both ends.
func (s Span) Valid(text string) bool {
	return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) &&
		onBoundary(text, s.Start) && onBoundary(text, s.End)
}

// Of returns the words of text that the span covers; the span must be Valid.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

func onBoundary(text string, offset int) bool {
	return offset == len(text) || utf8.RuneStart(text[offset])
}

// stride is the distance in bytes between the converter's checkpoints: a
// conversion decodes at most this much text.
const stride = 1024

// Points converts between byte offsets and code point offsets of one text.
type Points struct {
	text string
	// marks[i] is the number of code points that start before byte i*stride.
	marks []int
}

// NewPoints reads the text once; a later conversion costs a fixed small time.
func NewPoints(text string) *Points {
	p := &Points{text: text, marks: make([]int, 0, len(text)/stride+1)}
	count := 0
	for i := 0; i < len(text); i++ {
		if i%stride == 0 {
			p.marks = append(p.marks, count)
		}
		if utf8.RuneStart(text[i]) {
			count++
		}
	}
	if len(text)%stride == 0 {
		p.marks = append(p.marks, count)
	}
	return p
}

// FromByte returns how many code points start before the byte offset, which
// is the code point offset when it lies on a rune boundary. Offsets beyond
// the text count as its end.
func (p *Points) FromByte(offset int) int {
	offset = max(0, min(offset, len(p.text)))
	i := offset / stride
	count := p.marks[i]
	for b := i * stride; b < offset; b++ {
		if utf8.RuneStart(p.text[b]) {
			count++
		}
	}
	return count
}

// ToByte returns the byte offset of a code point offset. Offsets beyond the
// text give its end.
func (p *Points) ToByte(point int) int {
	if point <= 0 {
		return 0
	}
	i := sort.SearchInts(p.marks, point) // the first mark at or after the point
	if i == len(p.marks) || p.marks[i] > point {
		i--
	}
	count := p.marks[i]
	for b := i * stride; b < len(p.text); b++ {
		if utf8.RuneStart(p.text[b]) {
			if count == point {
				return b
			}
			count++
		}
	}
	return len(p.text)
}

// Span converts a byte span to code points.
func (p *Points) Span(s Span) (start, end int) {
	return p.FromByte(s.Start), p.FromByte(s.End)
}
