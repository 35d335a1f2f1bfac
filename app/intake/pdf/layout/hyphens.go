package layout

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// vocabulary is the words of a document: it decides whether a hyphen at the end
// of a line belongs to the word.
type vocabulary struct {
	whole  map[string]int // words as they stand within lines, hyphens and all
	joined []string       // words that were put together again
	kept   int            // hyphens that were kept
}

const maxVocabulary = 200_000

// learn takes the words of a line, but not the last one, which may be part of one.
func (v *vocabulary) learn(line string) {
	if v.whole == nil {
		v.whole = map[string]int{}
	}
	fields := strings.Fields(line)
	for i, f := range fields {
		if f = bare(f); f != "" && i < len(fields)-1 && len(v.whole) < maxVocabulary {
			v.whole[f]++
			for _, part := range strings.Split(f, "-") {
				v.whole["-"+part] += min(1, strings.Count(f, "-"))
			}
		}
	}
}

// bare is a word without the signs around it, in small letters.
func bare(s string) string {
	return strings.ToLower(strings.TrimFunc(strings.ReplaceAll(s, "\u00AD", ""), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

// join says how a line is joined to what is before it: how many bytes of it to
// cut, and what stands between.
func (v *vocabulary) join(before, next string) (cut int, between string) {
	last := before[strings.LastIndexByte(before, ' ')+1:]
	first := next
	if i := strings.IndexByte(next, ' '); i >= 0 {
		first = next[:i]
	}
	hyphen := "-"
	switch {
	case strings.HasSuffix(last, "\u00AD"):
		cut = len("\u00AD")
	case strings.HasSuffix(last, "-"), strings.HasSuffix(last, "\u2010"):
		_, cut = utf8.DecodeLastRuneInString(last)
		hyphen = last[len(last)-cut:]
	case wide(last) && wide(first), strings.HasSuffix(last, "—") && last != "—":
		return 0, ""
	case address(last) && strings.ContainsRune("/=_?&%#", rune(last[len(last)-1])):
		return 0, ""
	default:
		return 0, " "
	}
	if address(last) {
		return cut, "-"
	}
	a, b := bare(last), bare(first)
	stem := last[:len(last)-cut]
	r, _ := utf8.DecodeLastRuneInString(stem)
	switch {
	case a == "" || stem == "":
		return cut, hyphen + " " // a dash
	case b == "" || !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return cut, hyphen
	case v.belongs(a, b, firstRune(first)):
		v.kept++
		return cut, hyphen
	}
	if len(v.joined) < 1000 {
		v.joined = append(v.joined, stem+first)
	}
	return cut, ""
}

// belongs reports whether the hyphen between two parts is one of the word.
func (v *vocabulary) belongs(a, b string, first rune) bool {
	together, apart := v.whole[a+b], v.whole[a+"-"+b]
	switch {
	case !unicode.IsLower(first):
		return true // U.S.-Iran, 10-15, Al-Qaida
	case together != apart:
		return apart > together
	case strings.HasSuffix(a, "-") || strings.Contains(a, "-"):
		return true // state-of-the-art
	case unicode.IsDigit(firstRune(a)):
		return true // 10-point
	}
	// Two words of their own, of which one stands before or after a hyphen elsewhere.
	return v.whole[a] > 0 && v.whole[b] > 0 && len(a) > 2 && len(b) > 2 && (v.whole["-"+a] > 0 || v.whole["-"+b] > 0 || v.whole[a] > 1 && v.whole[b] > 1)
}

// address reports part of an address of the web.
func address(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.Count(s, "/") > 2
}

// wide reports letters of scripts that are written without blanks.
func wide(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60
}

func (v *vocabulary) remark() db.Remark {
	words := v.joined[:min(len(v.joined), 4)]
	return db.Remark{Kind: db.RemarkGuessed, Field: "text", Detail: fmt.Sprintf("words parted at the end of a line and put together again: %d (%s), hyphens kept: %d", len(v.joined), strings.Join(words, ", "), v.kept)}
}
