package search

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphEnd returns where the paragraph ends that has the byte at.
func paragraphEnd(text string, at int) int {
	for {
		i := strings.IndexByte(text[at:], '\n')
		if i < 0 {
			return len(text)
		}
		if at += i; breaks(text, at) {
			return at
		}
		at++
	}
}

func paragraphStart(text string, at int) int {
	for {
		i := strings.LastIndexByte(text[:at], '\n')
		if i < 0 || breaks(text, i) {
			return i + 1
		}
		at = i
	}
}

// breaks reports whether the line end at i is more than the end of a line that
// was full: the next line is empty, set in, or a bullet's, or this one is short.
func breaks(text string, i int) bool {
	const short = 50
	next, _ := utf8.DecodeRuneInString(text[i+1:])
	if next == utf8.RuneError || !unicode.IsLetter(next) && !unicode.IsNumber(next) && !strings.ContainsRune(`"“‘('«[`, next) {
		return true
	}
	return i-strings.LastIndexByte(text[:i], '\n') <= short
}

// pastBullet skips the sign of a bullet or heading and the blanks around it.
func pastBullet(text string, at, limit int) int {
	return limit - len(strings.TrimLeft(text[at:limit], " \t\n•‣▪◦*#>–-"))
}

// wordStart returns the first start of a word in text[from:to].
func wordStart(text string, from, to int) int {
	if from == 0 {
		return 0
	}
	i := strings.IndexFunc(text[from:to], unicode.IsSpace)
	if i < 0 {
		return to
	}
	return to - len(strings.TrimLeftFunc(text[from+i:to], unicode.IsSpace))
}

// sentenceStart returns the last start of a sentence in text[from:to], or -1.
func sentenceStart(text string, from, to int) int {
	for at := to; at > from; {
		i := strings.LastIndexAny(text[from:at], ".!?")
		if i < 0 {
			return -1
		}
		at = from + i
		if next := afterSentence(text, at); next > from && next <= to && startsSentence(text[next:]) {
			return next
		}
	}
	return -1
}

// sentenceEnd returns the last end of a sentence in text[from:to], or -1.
func sentenceEnd(text string, from, to int) int {
	for at := to; at > from; {
		i := strings.LastIndexAny(text[from:at], ".!?")
		if i < 0 {
			return -1
		}
		at = from + i
		next := afterSentence(text, at)
		if next > 0 && (next == len(text) || startsSentence(text[next:])) {
			if end := len(strings.TrimRightFunc(text[:next], unicode.IsSpace)); end <= to {
				return end
			}
		}
	}
	return -1
}

// afterSentence returns where the next words begin after the full stop at i,
// closing signs and blanks passed over, or -1 when no blank follows.
func afterSentence(text string, i int) int {
	rest := strings.TrimLeft(text[i+1:], `"”’»)]`)
	trimmed := strings.TrimLeftFunc(rest, unicode.IsSpace)
	if rest != "" && len(trimmed) == len(rest) {
		return -1
	}
	return len(text) - len(trimmed)
}

func startsSentence(rest string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(rest, `"“‘«([`))
	return unicode.IsUpper(r) || unicode.IsNumber(r) || unicode.IsLetter(r) && !unicode.IsLower(r)
}
