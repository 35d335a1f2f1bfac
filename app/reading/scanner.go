package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// scanner reads the words by which names are compared: runs of letters, digits
// and marks, folded and hashed as it goes. An apostrophe inside a word belongs
// to it ("Hay’at"), but a possessive does not ("Wagner’s"), nor does a French
// elision ("d’Ivoire"). Dotted initials are one word ("U.S.").
type scanner struct {
	text       string
	start, end int    // the word
	folded     []byte // the word folded, overwritten by the next one
	hash, stem uint64 // of folded, and of folded without its last byte
}

const (
	hashSeed  = 0xcbf29ce484222325
	hashPrime = 0x9e3779b97f4a7c15
)

func hashOf(folded []byte) uint64 {
	hash := uint64(hashSeed)
	for _, c := range folded {
		hash = (hash ^ uint64(c)) * hashPrime
	}
	return hash
}

// foldedASCII are the letters in lower case and the digits; 0 for the rest.
var foldedASCII = func() (folded [256]byte) {
	for _, c := range []byte("0123456789abcdefghijklmnopqrstuvwxyz") {
		folded[c], folded[unicode.ToUpper(rune(c))] = c, c
	}
	return folded
}()

// next reads the first word after end, which may have been set back.
func (s *scanner) next() bool {
	text, i := s.text, s.end
	for i < len(text) && foldedASCII[text[i]] == 0 {
		n := 1
		if text[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			if inWord(r) {
				break
			}
			n = size
		}
		i += n
	}
	if s.start = i; i == len(text) {
		return false
	}
	folded, hash, stem := s.folded[:0], uint64(hashSeed), uint64(0)
	for i < len(text) {
		c := foldedASCII[text[i]]
		if c == 0 {
			break
		}
		folded = append(folded, c)
		hash, stem = (hash^uint64(c))*hashPrime, hash
		i++
	}
	s.folded, s.hash, s.stem, s.end = folded, hash, stem, i
	if i < len(text) {
		if c := text[i]; c >= utf8.RuneSelf || c == '\'' || c == '`' || c == '.' && i == s.start+1 {
			if end := wordEnd(text, s.start); end > i {
				s.end = end
				s.take(foldWord(text[s.start:end]))
			}
		}
		if len(s.folded) <= 3 && s.atArticle() {
			s.take(article)
		}
	}
	return true
}

// take replaces the folded word.
func (s *scanner) take(folded string) {
	s.folded = append(s.folded[:0], folded...)
	s.hash = hashOf(s.folded)
	s.stem = hashOf(s.folded[:max(0, len(folded)-1)])
}

// plural says whether the word may be a plural; stem is then the hash of its
// singular, which is the word without its last byte.
func (s *scanner) plural() bool {
	n := len(s.folded)
	return n > 2 && s.folded[n-1] == 's' && s.folded[n-2] != 's'
}

// article is what the Arabic article is folded to, however it is assimilated
// or transcribed.
const article = "al"

var articles = words("al el ul an as ash ar ad adh at ath az es esh er ed en ez")

// atArticle: a short word before a hyphen that can be the Arabic article is
// taken for it ("an-Nusra", "el-Shabaab").
func (s *scanner) atArticle() bool {
	r, _ := utf8.DecodeRuneInString(s.text[s.end:])
	return (isHyphen(r) || r == ' ' && string(s.folded) == "el") && articles[string(s.folded)]
}

func isHyphen(r rune) bool { return r == '-' || r == '‐' || r == '‑' || r == '–' }

// inWord says whether a character makes a word; isWordRune, which reads short
// forms, leaves marks out.
func inWord(r rune) bool { return isWordRune(r) || unicode.IsMark(r) }

// wordEnd is where the word that starts at start ends.
func wordEnd(text string, start int) int {
	for i := start; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case inWord(r):
		case isInvisible(r):
			rest := strings.TrimLeftFunc(text[i:], isInvisible)
			if !startsWord(rest) {
				return i
			}
			n = len(text) - len(rest) - i
		case isApostrophe(r) && joinsWord(text[start:i], text[i+n:]):
		case r == '.' && i == start+1:
			return max(i, initialsEnd(text, start))
		default:
			return i
		}
		i += n
	}
	return len(text)
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´'
}

// isInvisible: soft hyphens, blanks of no width, marks of direction.
func isInvisible(r rune) bool { return unicode.Is(unicode.Cf, r) }

// joinsWord: the apostrophe after before is inside a word.
func joinsWord(before, after string) bool {
	if !startsWord(after) {
		return false
	}
	if (after[0] == 's' || after[0] == 'S') && !startsWord(after[1:]) {
		return false // a possessive
	}
	switch before {
	case "l", "L", "d", "D", "qu", "Qu":
		return false // an elision
	}
	return true
}

// initialsEnd is where dotted initials end, the last full stop included, or 0
// when a single letter with its full stop starts at start.
func initialsEnd(text string, start int) int {
	capital := func(i int) bool { return i < len(text) && text[i] >= 'A' && text[i] <= 'Z' }
	end := start
	for capital(end) && end+1 < len(text) && text[end+1] == '.' {
		end += 2
	}
	if capital(end) && !startsWord(text[end+1:]) {
		return end + 1 // "U.S" without its last full stop
	}
	if end <= start+2 {
		return 0
	}
	return end
}

// foldWord makes spellings comparable: NFKD, marks, apostrophes, full stops
// and what nobody sees dropped, strokes and ligatures resolved, lower case.
func foldWord(word string) string {
	if plain := strings.IndexFunc(word, func(r rune) bool { return r >= utf8.RuneSelf || r == '\'' || r == '`' || r == '.' }) < 0; plain {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(word)) {
		switch {
		case unicode.IsMark(r), unicode.Is(unicode.Lm, r), isInvisible(r), isApostrophe(r), r == '.':
		case strokes[r] != "":
			b.WriteString(strokes[r])
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// strokes are the letters whose stroke or ligature is no mark to be dropped.
var strokes = map[rune]string{
	'ł': "l", 'đ': "d", 'ð': "d", 'ø': "o", 'ħ': "h", 'ŧ': "t", 'ı': "i", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ς': "σ",
}
