package search

import (
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
	"sidelight/db"
)

// wordReader splits texts into words as the index has them: folded, and split
// at what is neither letter nor digit (db.SplitWords). It remembers how runes fold, and is not
// for several goroutines at once.
type wordReader struct {
	runes map[rune]string
	buf   []byte
}

func newWordReader() *wordReader { return &wordReader{runes: map[rune]string{}} }

// asciiWord gives the folded form of an ASCII letter or digit, and 0 for what
// stands between words.
var asciiWord = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		switch r := byte(c); {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z':
			table[c] = r
		case 'A' <= r && r <= 'Z':
			table[c] = r + 'a' - 'A'
		}
	}
	return table
}()

// inWord reports whether the index takes a folded rune for part of a word.
func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r)
}

// read calls each with every word of the text and the bytes it was made from,
// until each returns false. The word is only good during the call.
func (w *wordReader) read(text string, each func(word []byte, at span.Span) bool) {
	word, at := w.buf[:0], span.Span{}
	defer func() { w.buf = word[:0] }()
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if f := asciiWord[c]; f == 0 {
				if len(word) > 0 {
					if !each(word, at) {
						return
					}
					word = word[:0]
				}
			} else {
				if len(word) == 0 {
					at.Start = i
				}
				word = append(word, f)
				at.End = i + 1
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		folded := w.fold(r, text[i:i+size])
		if folded == "" && len(word) > 0 && unicode.In(r, unicode.Mn, unicode.Me) {
			at.End = i + size // a mark goes with its letter; what is invisible only joins
		}
		for _, f := range folded {
			if inWord(f) {
				if len(word) == 0 {
					at.Start = i
				}
				word = utf8.AppendRune(word, f)
				at.End = i + size
			} else if len(word) > 0 {
				if !each(word, at) {
					return
				}
				word = word[:0]
			}
		}
		i += size
	}
	if len(word) > 0 {
		each(word, at)
	}
}

func (w *wordReader) fold(r rune, raw string) string {
	folded, known := w.runes[r]
	if !known {
		if folded = " "; r != utf8.RuneError {
			folded = db.Fold(raw)
		}
		w.runes[r] = folded
	}
	return folded
}

// wordsOf returns the words of a text and where they stand in it, at most as
// many as a phrase may have.
func wordsOf(text string) (words []string, at []span.Span) {
	newWordReader().read(text, func(word []byte, place span.Span) bool {
		words, at = append(words, string(word)), append(at, place)
		return len(words) < maxPhrase
	})
	return words, at
}
