package db

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldRunes holds what NFKD leaves alone: the punctuation that word processors
// make typographic, and the letters whose stroke or ligature is no mark that
// could be dropped.
var foldRunes = map[rune]string{
	'‘': "'", '’': "'", '‚': "'", '‛': "'", 'ʼ': "'", 'ʻ': "'", '′': "'", '‹': "'", '›': "'", '`': "'",
	'“': `"`, '”': `"`, '„': `"`, '‟': `"`, '«': `"`, '»': `"`, '″': `"`,
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-",
	'ł': "l", 'đ': "d", 'ð': "d", 'ø': "o", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe",
	'ς': "σ",
}

// Fold makes two spellings of the same words equal: NFKD, marks and invisible
// characters dropped, lower case, straight quotes and dashes. Its result is
// for comparing only, never shown; its offsets are not those of s.
func Fold(s string) string {
	if plain, ok := foldASCII(s); ok {
		return plain
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFKD.String(s) {
		if unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			continue
		}
		// Lower case can bring a mark of its own (İ becomes i and a dot above).
		for _, r := range strings.ToLower(string(r)) {
			if unicode.Is(unicode.Mn, r) {
				continue
			}
			if plain, ok := foldRunes[r]; ok {
				b.WriteString(plain)
			} else {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// foldASCII does the same for text that is ASCII throughout, which most is.
func foldASCII(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] == '`' {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

// foldKey is Fold with single spaces: the form in which names are compared
// and sorted.
func foldKey(s string) string {
	return strings.Join(strings.Fields(Fold(s)), " ")
}

// holdsWords reports whether the folded text holds every one of the words.
func holdsWords(folded string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(folded, w) {
			return false
		}
	}
	return true
}

// countWords counts the runs of text between spaces that have a letter or a
// digit in them.
func countWords(text string) int {
	words, inside := 0, false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			inside = true
			words++
		}
	}
	return words
}
