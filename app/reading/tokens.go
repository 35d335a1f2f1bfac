package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"sidelight/app/span"
)

// tokensOf cuts a text into the words by which names are compared: runs of
// letters, digits and marks. An apostrophe inside a word belongs to it
// ("Hay’at"), but a possessive does not ("Wagner’s"), nor does a French elision
// ("d’Ivoire"). Dotted initials are one word ("U.S.").
func tokensOf(text string) []span.Span {
	tokens := make([]span.Span, 0, len(text)/6)
	start := -1
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf && asciiWord[c] {
			if start < 0 {
				start = i
			}
			i++
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		inside := r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
		switch {
		case inside && start < 0:
			start = i
		case !inside && start >= 0:
			if apostrophe(r) && joinsWord(text[start:i], text[i+n:]) {
				break
			}
			if r == '.' {
				if end := initialsEnd(text, start, i); end > 0 {
					tokens = append(tokens, span.Span{Start: start, End: end})
					start, i = -1, end
					continue
				}
			}
			tokens = append(tokens, span.Span{Start: start, End: i})
			start = -1
		}
		i += n
	}
	if start >= 0 {
		tokens = append(tokens, span.Span{Start: start, End: len(text)})
	}
	return tokens
}

func apostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '`' || r == '´'
}

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

// initialsEnd returns where dotted initials end, full stop included, 0 when
// the letter before the full stop at dot is not the first of several.
func initialsEnd(text string, start, dot int) int {
	if dot != start+1 || text[start] < 'A' || text[start] > 'Z' {
		return 0
	}
	end, count := dot+1, 1
	for end+1 < len(text) && text[end] >= 'A' && text[end] <= 'Z' && text[end+1] == '.' {
		end += 2
		count++
	}
	if count < 2 {
		return 0
	}
	return end
}

// article is what the Arabic article is folded to, however it is assimilated
// or transcribed.
const article = "al"

var articles = words("al el ul an as ash ar ad adh at ath az")

// foldToken folds a word of a text: a short word before a hyphen that can be
// the Arabic article is taken for it ("an-Nusra", "el-Shabaab").
func foldToken(text string, token span.Span) string {
	folded := foldWord(token.Of(text))
	if len(folded) <= 3 && token.End+1 < len(text) && articles[folded] {
		if r, _ := utf8.DecodeRuneInString(text[token.End:]); strings.ContainsRune("-‐‑–", r) || folded == "el" && r == ' ' {
			return article
		}
	}
	return folded
}

// shoutedWord: in a heading of capitals an everyday word looks like an
// acronym; then it names nobody.
func shoutedWord(text string, m Mention) bool {
	if m.End-m.Start > 4 || !everyday[strings.ToLower(m.Of(text))] {
		return false
	}
	start := strings.LastIndexByte(text[:m.Start], '\n') + 1
	end := len(text)
	if i := strings.IndexByte(text[m.End:], '\n'); i >= 0 {
		end = m.End + i
	}
	line := text[start:end]
	return len(strings.Fields(line)) > 2 && strings.ToUpper(line) == line
}

var everyday = words("is it us who as at an am all and are for in on or no so to up was if he me we do go by be can may how now new war arm aim out not the has had but")

var asciiWord = func() (set [utf8.RuneSelf]bool) {
	for c := range set {
		set[c] = c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	return set
}()

// foldWord makes spellings comparable: NFKD, marks, apostrophes and full stops
// dropped, lower case.
func foldWord(word string) string {
	plain := true
	for i := 0; i < len(word); i++ {
		if c := word[i]; c >= utf8.RuneSelf || c == '\'' || c == '`' || c == '.' {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToLower(word)
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsMark(r) || unicode.Is(unicode.Lm, r) || apostrophe(r) || r == '.' {
			return -1
		}
		return r
	}, norm.NFKD.String(word)))
}
