package textlayout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Finding line breaks with all the rules of UAX #14 takes as long as shaping,
// and nearly all of a text is words between spaces. quick cuts those by itself
// and asks the segmenter only about tokens with other signs inside (hyphens,
// slashes, ideographs). A test holds it equal to the segmenter.

// quick cuts running text at white space and reports true, or reports false
// where a rule that looks across spaces (LB13 to LB17) could apply, or where
// text runs right to left; then nothing has been cut.
func (c *cutter) quick(b Block, text string, at int, styled []inline, actionAt int) bool {
	first := c.out.len()
	fail := func() bool {
		c.out.truncate(first)
		return false
	}
	i := 0
	for i < len(text) && isSpace(text[i]) {
		i++
	}
	if i > 0 {
		c.segment(b, text[:i], at, 0, styled, false)
	}
	for i < len(text) {
		end := i
		for end < len(text) && !isSpace(text[end]) {
			end++
		}
		next := end
		for next < len(text) && isSpace(text[next]) {
			if text[next] == '\v' || text[next] == '\f' {
				return fail()
			}
			next++
		}
		token := text[i:end]
		if next < len(text) && !parts(token, text[next:]) {
			return fail()
		}
		if plain(token) {
			c.segment(b, text[i:next], at+i, 0, styled, i >= actionAt)
		} else if !c.token(b, text, i, end, next, at, styled, i >= actionAt) {
			return fail()
		}
		i = next
	}
	return true
}

// token cuts text[start:end], which has no white space, with the segmenter; the
// white space up to next belongs to its last part.
func (c *cutter) token(b Block, text string, start, end, next, at int, styled []inline, action bool) bool {
	w := c.w
	w.para = w.para[:0]
	for _, r := range text[start:end] {
		if r >= 0x590 && (r < 0x1E00 || r > 0x205F && r < 0x20A0 || r >= 0xFB1D) || r == 0x85 || r == utf8.RuneError {
			return false // right to left, or a script with rules of its own
		}
		w.para = append(w.para, r)
	}
	w.seg.Init(w.para)
	off := start
	for lines := w.seg.LineIterator(); lines.Next(); {
		from := off
		for _, r := range lines.Line().Text {
			off += utf8.RuneLen(r)
		}
		to := off
		if off == end {
			to = next
		}
		c.segment(b, text[from:to], at+from, 0, styled, action)
	}
	return true
}

const (
	opening = "(“‘\"'"
	closing = ".,;:!?)”’\"'"
)

// parts reports whether a line can always break at the white space between a
// token and what follows.
func parts(token, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(token)
	next, _ := utf8.DecodeRuneInString(rest)
	if !letterOrDigit(last) && !strings.ContainsRune(closing+"-–", last) {
		return false
	}
	if next == '(' {
		return last != '”' && last != '’' && last != '"' && last != '\''
	}
	return letterOrDigit(next) || strings.ContainsRune(opening, next)
}

// letterOrDigit is for scripts whose letters never part from each other.
func letterOrDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return r >= 0xC0 && r < 0x250 && r != 0xD7 && r != 0xF7 || r >= 0x391 && r < 0x482 && unicode.IsLetter(r)
}

// plain reports whether a token holds no break opportunity: a word between
// opening and closing signs, with points only inside letters or inside digits.
func plain(token string) bool {
	for i := 0; ; i++ {
		if i == len(token) {
			return true // most are nothing but letters
		}
		if c := token[i] | 0x20; c < 'a' || c > 'z' {
			break
		}
	}
	s := strings.TrimLeft(token, opening)
	s = strings.TrimRight(s, closing)
	var prev rune
	for i, r := range s {
		if letterOrDigit(r) {
			prev = r
			continue
		}
		switch r {
		case '’', '\'':
		case '.', ',':
			next, _ := utf8.DecodeRuneInString(s[i+1:])
			if !letterOrDigit(next) || !letterOrDigit(prev) || unicode.IsDigit(prev) != unicode.IsDigit(next) {
				return false
			}
		default:
			return false
		}
		prev = r
	}
	return s != ""
}
