package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gosimple/unidecode"
	"golang.org/x/text/unicode/norm"
)

// Key returns the transliteration key of a word or name: the form that the
// usual Latin spellings of one foreign name share ("Azaouad", "Azawad";
// "Prigojine", "Prigozhin"). For comparing only, never shown.
//
// Other scripts are read letter by letter, Chinese in Mandarin. The words of
// a name stay apart, by single spaces, without the Arabic article.
func Key(word string) string {
	return string(appendKey(nil, word))
}

func appendKey(to []byte, name string) []byte {
	var room [64]byte
	latin := appendLatin(room[:0], name)
	begin := len(to)
	for len(latin) > 0 {
		end := 0
		for end < len(latin) && latin[end] != ' ' && latin[end] != '-' {
			end++
		}
		word, rest := latin[:end], latin[min(end+1, len(latin)):]
		hyphen := end < len(latin) && latin[end] == '-'
		latin = rest
		if len(word) == 0 || isArticle(word, rest, hyphen) {
			continue
		}
		if len(to) > begin {
			to = append(to, ' ')
		}
		to = appendWordKey(to, word)
	}
	return to
}

// appendLatin writes s in a-z and 0-9, its words parted by ' ', or '-' where s
// has a hyphen.
func appendLatin(to []byte, s string) []byte {
	if isASCII(s) {
		for i := range len(s) {
			to = appendPlain(to, s[i])
		}
		return to
	}
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r < utf8.RuneSelf:
			to = appendPlain(to, byte(r))
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case unicode.Is(unicode.Pd, r):
			to = append(to, '-')
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			// Chinese syllables come with a space behind, but no one types it.
			for _, c := range []byte(strings.TrimSpace(unidecode.Unidecode(string(r)))) {
				to = appendPlain(to, c)
			}
		case isApostrophe(r):
		default:
			to = append(to, ' ')
		}
	}
	return to
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// isApostrophe reports whether r stands within a word, for a sound that most
// spellings leave out.
func isApostrophe(r rune) bool {
	switch r {
	case '‘', '’', '‛', '‚', '′':
		return true
	}
	return false
}

// appendPlain writes an ASCII letter or digit; an apostrophe is no letter,
// and anything else parts words.
func appendPlain(to []byte, c byte) []byte {
	switch {
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-':
		return append(to, c)
	case 'A' <= c && c <= 'Z':
		return append(to, c-'A'+'a')
	case c == '\'', c == '`', c == '"', c == '.':
		return to
	}
	return append(to, ' ')
}

// isArticle reports whether word is the Arabic article before rest: al and
// its vowels, or with its l become the letter that follows (ash-Sharq).
func isArticle(word, rest []byte, hyphen bool) bool {
	if len(rest) == 0 {
		return false
	}
	switch string(word) {
	case "al", "el", "ul":
		return true
	}
	return hyphen && len(word) >= 2 && len(word) <= 3 && (word[0] == 'a' || word[0] == 'e') && strings.HasPrefix(string(rest), string(word[1:]))
}

// appendWordKey rewrites one word of a-z and 0-9.
func appendWordKey(to, word []byte) []byte {
	word = withoutGluedArticle(word)
	begin := len(to)
	for i := 0; i < len(word); {
		written, n := rewritten(word, i)
		for j := range len(written) {
			if c := written[j]; len(to) == begin || to[len(to)-1] != c || c < 'a' {
				to = append(to, c)
			}
		}
		i += n
	}
	if len(to) == begin { // a word of silent letters
		return append(to, word...)
	}
	return to
}

// rewritten is what the key has for the letters at word[i:], and how many of
// them that covers.
func rewritten(word []byte, i int) (string, int) {
	if word[i] == 'e' && i == len(word)-1 {
		return finalE(word), 1
	}
	for _, r := range byLetter[word[i]] {
		if r.fits(word, i) {
			return r.to, len(r.from)
		}
	}
	return string(word[i : i+1]), 1
}

// finalE is the sound of the e that ends a word: none after a consonant, as
// in the French Poutine, but in short words it is heard (Male, Mali).
func finalE(word []byte) string {
	const short = 4
	if len(word) <= short {
		return "e"
	}
	switch before := word[len(word)-2]; {
	case before == 'e':
		return "i"
	case isVowel(before):
		return "e"
	}
	return ""
}

// withoutGluedArticle takes al off Alqaeda and Alshabaab, where no European
// word begins so.
func withoutGluedArticle(word []byte) []byte {
	const least = 6
	if len(word) < least || word[1] != 'l' || word[0] != 'a' && word[0] != 'e' {
		return word
	}
	switch rest := string(word[2:]); {
	case rest[0] == 'q', strings.HasPrefix(rest, "sh"), strings.HasPrefix(rest, "kh"):
		return word[2:]
	}
	return word
}
