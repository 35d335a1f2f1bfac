package lookup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
	"sidelight/db"
)

const (
	// maxFolded is how much of a name is looked at, in bytes of its folded
	// form: the beginning of a long quote is enough to find it by.
	maxFolded = 320
	// maxLinked is how many pieces punctuation can hold together.
	maxLinked = 6
)

// The folded form of a name is its words in lower case without accents, with
// one byte between two words: space where there was one, link where there was
// only punctuation ("al-Qaeda", "N'Djamena"). Nothing else is neither letter
// nor digit in it.
const (
	space = ' '
	link  = '-'
)

func isGap(c byte) bool { return c == space || c == link }

// folder folds names. It remembers what it learnt of letters beyond ASCII.
type folder struct {
	known  map[rune]string
	buffer []byte
}

// fold appends the folded form of a name to dst. With places it notes for
// each byte of the form which letter of s it comes from, with its accents; a
// gap belongs nowhere.
func (f *folder) fold(dst []byte, s string, places *[]span.Span) []byte {
	begin := len(dst)
	spaced, gap, pieces := false, false, 1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		at := span.Span{Start: i, End: i + size}
		i += size
		if r < utf8.RuneSelf {
			c := byte(r)
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			case 'A' <= c && c <= 'Z':
				c += 'a' - 'A'
			default:
				gap, spaced = true, spaced || c == ' ' || '\t' <= c && c <= '\r'
				continue
			}
			if len(dst)-begin >= maxFolded {
				break
			}
			dst, pieces = f.gap(dst, begin, gap, spaced, pieces, places)
			gap, spaced = false, false
			dst = append(dst, c)
			if places != nil {
				*places = append(*places, at)
			}
			continue
		}
		if r == utf8.RuneError && size == 1 {
			// Not text at all: a span must not end before a byte like this one,
			// be it that the letter before it brought a gap of its own.
			if !utf8.RuneStart(s[at.Start]) && (!gap || endsAt(places, at.Start)) {
				lengthen(places, at.End)
				continue
			}
		}
		plain := f.letter(r)
		if plain == "" {
			// An accent of its own belongs to the letter before it.
			if !gap && unicode.In(r, unicode.Mn, unicode.Me, unicode.Lm) {
				lengthen(places, at.End)
			}
			continue
		}
		if len(dst)-begin+len(plain) > maxFolded {
			break
		}
		for _, l := range plain {
			if !unicode.In(l, unicode.L, unicode.N, unicode.Mc) {
				gap, spaced = true, spaced || unicode.IsSpace(l)
				continue
			}
			dst, pieces = f.gap(dst, begin, gap, spaced, pieces, places)
			gap, spaced = false, false
			before := len(dst)
			dst = utf8.AppendRune(dst, l)
			if places != nil {
				for range len(dst) - before {
					*places = append(*places, at)
				}
			}
		}
	}
	return dst
}

// endsAt reports whether the last place that was noted ends at a byte.
func endsAt(places *[]span.Span, at int) bool {
	return places != nil && len(*places) > 0 && (*places)[len(*places)-1].End == at
}

// lengthen moves the end of the last letter.
func lengthen(places *[]span.Span, end int) {
	if places == nil || len(*places) == 0 {
		return
	}
	list := *places
	start := list[len(list)-1].Start
	for i := len(list) - 1; i >= 0 && (list[i].Empty() || list[i].Start == start); i-- {
		if !list[i].Empty() {
			list[i].End = end
		}
	}
}

// gap writes what stands between two words, if a gap was seen.
func (f *folder) gap(dst []byte, begin int, gap, spaced bool, pieces int, places *[]span.Span) ([]byte, int) {
	if !gap || len(dst) == begin {
		return dst, pieces
	}
	if places != nil {
		*places = append(*places, span.Span{})
	}
	if spaced || pieces == maxLinked {
		return append(dst, space), 1
	}
	return append(dst, link), pieces + 1
}

// letter is the folded form of one letter beyond ASCII.
func (f *folder) letter(r rune) string {
	plain, ok := f.known[r]
	if !ok {
		// The half rings of transliterations are letters to Unicode only, and
		// some signs of other scripts (Greek's numeral sign) fold to one.
		plain = strings.Map(func(l rune) rune {
			if '\u02B9' <= l && l <= '\u02DF' {
				return -1
			}
			return l
		}, db.Fold(string(r)))
		if f.known == nil {
			f.known = map[rune]string{}
		}
		f.known[r] = plain
	}
	return plain
}

// foldPlaces says of each byte of the folded form of a name where it comes from.
func (f *folder) foldPlaces(s string) []span.Span {
	places := make([]span.Span, 0, min(len(s), maxFolded)+1)
	f.buffer = f.fold(f.buffer[:0], s, &places)
	return places
}

// fold folds a name.
func fold(s string) string {
	var f folder
	return string(f.fold(nil, s, nil))
}

// squeeze is a folded text without its gaps.
func squeeze(folded string) string {
	if !strings.ContainsAny(folded, " -") {
		return folded
	}
	b := make([]byte, 0, len(folded))
	for i := 0; i < len(folded); i++ {
		if !isGap(folded[i]) {
			b = append(b, folded[i])
		}
	}
	return string(b)
}

// compareSqueezed compares two folded texts as if they had no gaps.
func compareSqueezed(a, b string) int {
	i, j := 0, 0
	for {
		for i < len(a) && isGap(a[i]) {
			i++
		}
		for j < len(b) && isGap(b[j]) {
			j++
		}
		switch {
		case i == len(a) && j == len(b):
			return 0
		case i == len(a):
			return -1
		case j == len(b):
			return 1
		case a[i] != b[j]:
			return int(a[i]) - int(b[j])
		}
		i++
		j++
	}
}

// beginsWith walks a folded text from a letter on as long as it spells
// letters, across gaps, and returns where that ends; false when it does not.
func beginsWith(folded string, from int, letters string) (end int, ok bool) {
	for i := 0; i < len(letters); {
		if from == len(folded) {
			return 0, false
		}
		if isGap(folded[from]) {
			from++
			continue
		}
		if folded[from] != letters[i] {
			return 0, false
		}
		i++
		from++
	}
	return from, true
}

// wordEnd is where the word that begins at or goes on from start ends.
func wordEnd(folded string, start int) int {
	for start < len(folded) && !isGap(folded[start]) {
		start++
	}
	return start
}

// eachWord calls each with every word of a folded text and, for words that
// punctuation holds together, with those from it to the last of them in one.
func eachWord(folded string, each func(word string, start, end int)) {
	for start := 0; start < len(folded); {
		end := wordEnd(folded, start)
		each(folded[start:end], start, end)
		if end < len(folded) && folded[end] == link {
			last := end
			for last < len(folded) && folded[last] == link {
				last = wordEnd(folded, last+1)
			}
			each(squeeze(folded[start:last]), start, last)
		}
		start = end + 1
	}
}
