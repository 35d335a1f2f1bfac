package textlayout

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Finder finds words in one text whatever their case, accents, quotation marks
// and line breaks. It keeps a folded copy of the text.
type Finder struct {
	text   string
	folded string
	// steps maps folded bytes back: from folded byte at, the text begins at
	// byte from and both go on byte by byte.
	steps []step
}

type step struct{ at, from int32 }

// NewFinder folds a text, which costs some ten milliseconds a megabyte.
func NewFinder(text string) *Finder {
	f := &Finder{text: text}
	var b strings.Builder
	b.Grow(len(text))
	delta := int32(0) // text byte less folded byte, of the last step
	f.steps = append(f.steps, step{0, 0})
	mark := func(from int) {
		if d := int32(from - b.Len()); d != delta {
			f.steps = append(f.steps, step{int32(b.Len()), int32(from)})
			delta = d
		}
	}
	fold(text, func(i int, folded string) {
		mark(i)
		b.WriteString(folded)
	})
	mark(len(text))
	f.folded = b.String()
	return f
}

// origin returns the byte of the text that a folded byte came from.
func (f *Finder) origin(at int) int {
	i := sort.Search(len(f.steps), func(i int) bool { return int(f.steps[i].at) > at }) - 1
	// Several steps can begin at one folded byte where the text has something
	// that folds to nothing; the last of them is where the letters are.
	return int(f.steps[i].from) + at - int(f.steps[i].at)
}

// Find returns the spans of the text that match the query, in order, without
// overlaps, at most limit of them (0: all). White space at the query's ends
// counts; a query of nothing finds nothing.
func (f *Finder) Find(query string, limit int) [][2]int {
	var b strings.Builder
	fold(query, func(_ int, folded string) { b.WriteString(folded) })
	needle := b.String()
	if needle == "" {
		return nil
	}
	var out [][2]int
	for at := 0; limit == 0 || len(out) < limit; {
		i := strings.Index(f.folded[at:], needle)
		if i < 0 {
			break
		}
		start := f.origin(at + i)
		at += i + len(needle)
		end := f.endOf(at)
		out = append(out, [2]int{start, end})
	}
	return out
}

// endOf returns the end in the text of a match that ends before folded byte at:
// after the marks that the last letter carries.
func (f *Finder) endOf(at int) int {
	last := f.origin(at - 1)
	for last > 0 && !utf8.RuneStart(f.text[last]) {
		last--
	}
	r, n := utf8.DecodeRuneInString(f.text[last:])
	end := last + n
	if unicode.IsSpace(r) {
		return end
	}
	for end < len(f.text) {
		r, n := utf8.DecodeRuneInString(f.text[end:])
		if !unicode.Is(unicode.M, r) && r != joiner {
			break
		}
		end += n
	}
	return end
}

// fold calls emit with the byte of s that each folded letter comes from. Only
// the first letter of a white space run is folded, to one space.
func fold(s string, emit func(i int, folded string)) {
	white := false
	for i, r := range s {
		if r == ' ' || r == '\n' || r == '\t' || r >= 0x80 && unicode.IsSpace(r) {
			if !white {
				emit(i, " ")
			}
			white = true
			continue
		}
		white = false
		if r < utf8.RuneSelf {
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			emit(i, asciiLetters[r:r+1])
			continue
		}
		switch r {
		case '‘', '’', '‚', '′', 'ʼ', 'ʻ':
			emit(i, "'")
			continue
		case '“', '”', '„', '″', '«', '»':
			emit(i, `"`)
			continue
		case '‐', '‑', '‒', '–', '—', '−':
			emit(i, "-")
			continue
		case '\u00AD', '\u200B', '\uFEFF', joiner:
			continue
		}
		for _, d := range norm.NFKD.String(string(r)) {
			if unicode.Is(unicode.Mn, d) {
				continue
			}
			emit(i, string(unicode.ToLower(d)))
		}
	}
}

// asciiLetters holds each ASCII rune at its own index, to emit without copying.
var asciiLetters = func() string {
	var b [utf8.RuneSelf]byte
	for i := range b {
		b[i] = byte(i)
	}
	return string(b[:])
}()
