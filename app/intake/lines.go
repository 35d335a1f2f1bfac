package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of a text, without its end.
type line struct {
	from       int // where it begins, indentation included
	start, end int // without blanks at either edge; equal when blank
	indent     int // columns of indentation, a tab going to the next multiple of 4
	runes      int // characters between start and end
}

func (l line) blank() bool { return l.start == l.end }

// splitLines cuts a text at its line ends (LF).
func splitLines(text string) []line {
	lines := make([]line, 0, strings.Count(text, "\n")+1)
	for from := 0; from <= len(text); {
		to := strings.IndexByte(text[from:], '\n')
		next := len(text) + 1
		if to < 0 {
			to = len(text)
		} else {
			to += from
			next = to + 1
		}
		l := line{from: from}
		l.start, l.end = trim(text, from, to)
		for _, r := range text[from:l.start] {
			if r == '\t' {
				l.indent += 4 - l.indent%4
			} else {
				l.indent++
			}
		}
		l.runes = utf8.RuneCountInString(text[l.start:l.end])
		lines = append(lines, l)
		from = next
	}
	return lines
}

// trim narrows a range to what can be seen in it.
func trim(text string, start, end int) (int, int) {
	s := text[start:end]
	left := len(s) - len(strings.TrimLeftFunc(s, isSpace))
	if left == len(s) {
		return start, start
	}
	return start + left, start + len(strings.TrimRightFunc(s, isSpace))
}

// marker is what stands before the words of a list item.
type marker struct {
	glyph string // "•", "1.", "(a)"
	style string // markers of one list share it: the glyph itself, "0.", "(0)", "a)", "I."
	n     int    // its number, for numbers and letters
	width int    // bytes from the start of the line to the words
	sure  bool   // a glyph that stands for nothing but a list item
}

// bulletGlyphs hold every usual bullet; those in sureGlyphs are never anything else.
const (
	sureGlyphs   = "•‣◦▪▫●○■□➢➤►▶▸✓✔✦❖⁃∙⦁\uf0b7\uf0a7\uf0d8"
	bulletGlyphs = sureGlyphs + "-–—*·+→"
)

// markerOf reads the marker at the start of a trimmed line.
func markerOf(s string) (marker, bool) {
	r, size := utf8.DecodeRuneInString(s)
	if strings.ContainsRune(bulletGlyphs, r) && r != utf8.RuneError || r == 'o' {
		rest := s[size:]
		words := strings.TrimLeftFunc(rest, isSpace)
		sure := strings.ContainsRune(sureGlyphs, r)
		switch {
		case words == rest && !sure: // no blank between
			return marker{}, false
		case strings.HasPrefix(words, s[:size]): // "* * *", "• • •"
			return marker{}, false
		}
		return marker{glyph: s[:size], style: s[:size], width: len(s) - len(words), sure: sure}, true
	}
	if r >= '\u2300' && unicode.Is(unicode.So, r) {
		// A pictograph before the words, as messages have it.
		rest := strings.TrimLeft(s[size:], "\ufe0f\u200d")
		if words := strings.TrimLeftFunc(rest, isSpace); words != rest && words != "" {
			return marker{glyph: s[:size], style: pictograph, width: len(s) - len(words)}, true
		}
	}
	return numberMarker(s)
}

// pictograph is the style of all markers that are one.
const pictograph = "pictograph"

// numberMarker reads "1.", "1)", "(1)", "a.", "(iv)", "II." with a blank after it.
func numberMarker(s string) (marker, bool) {
	i := 0
	open := strings.HasPrefix(s, "(")
	if open {
		i = 1
	}
	j := i
	for j < len(s) && j-i < 6 && isAlnum(s[j]) {
		j++
	}
	if j == i || j >= len(s) {
		return marker{}, false
	}
	body, close := s[i:j], s[j]
	if close != '.' && close != ')' || open && close != ')' {
		return marker{}, false
	}
	words := strings.TrimLeftFunc(s[j+1:], isSpace)
	if words == s[j+1:] || words == "" {
		return marker{}, false
	}
	m := marker{glyph: s[:j+1], width: len(s) - len(words)}
	kind := ""
	switch {
	case isDigits(body):
		if len(body) > 3 { // a year ends a sentence, it does not number an item
			return marker{}, false
		}
		kind, m.n = "0", atoi(body)
	case len(body) == 1 && body != "i" && body != "I" && body != "v" && body != "V" && body != "x" && body != "X":
		kind, m.n = "a", int(body[0]|0x20-'a')+1
		if body[0] < 'a' {
			kind = "A"
		}
	default:
		n := roman(body)
		if n == 0 {
			return marker{}, false
		}
		kind, m.n = "i", n
		if body[0] < 'a' {
			kind = "I"
		}
	}
	m.style = kind + string(close)
	if open {
		m.style = "(" + m.style
	}
	return m, true
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// roman reads a Roman numeral up to 39 in one case, or gives 0.
func roman(s string) int {
	if s != strings.ToLower(s) && s != strings.ToUpper(s) {
		return 0
	}
	value := map[rune]int{'i': 1, 'v': 5, 'x': 10}
	total, last := 0, 0
	for _, r := range strings.ToLower(s) {
		v := value[r]
		if v == 0 {
			return 0
		}
		if last > 0 && v > last {
			total -= 2 * last
		}
		total += v
		last = v
	}
	return total
}

// firstWord is the length in characters of the first word.
func firstWord(s string) int {
	n := 0
	for _, r := range s {
		if isSpace(r) {
			break
		}
		n++
	}
	return n
}

// wordCount counts words up to a limit. Of the scripts that leave no blanks
// between words, two characters count as one.
func wordCount(s string, limit int) int {
	n, in, half := 0, false, false
	for _, r := range s {
		if isSpace(r) {
			in = false
			continue
		}
		if r >= '\u2e80' && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) {
			if half = !half; half {
				in = false
			}
		}
		if !in {
			if n++; n >= limit {
				return n
			}
		}
		in = true
	}
	return n
}

// lastMark gives the last character that says how a line ends: closing quotes,
// brackets and note marks after it are looked through.
func lastMark(s string) rune {
	for s != "" {
		r, size := utf8.DecodeLastRuneInString(s)
		if !isSpace(r) && !strings.ContainsRune("\"'”’»)]*_¹²³⁴⁵⁶⁷⁸⁹⁰", r) {
			if r >= '0' && r <= '9' {
				// "... in the north.[12]" ends with the stop.
				if i := strings.LastIndexByte(s, '['); i > 0 && len(s)-i < 6 && isDigits(s[i+1:]) {
					s = s[:i]
					continue
				}
			}
			return r
		}
		s = s[:len(s)-size]
	}
	return 0
}

// terminal reports whether a line ends as a sentence does.
func terminal(s string) bool { return strings.ContainsRune(".!?…。؟", lastMark(s)) && s != "" }

// startsLower reports whether a line goes on in the middle of a sentence.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
