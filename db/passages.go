package db

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// contextRunes is how many characters of prefix and suffix are kept with a
// decision, as with an annotation.
const contextRunes = 32

// around returns what stands right before and right after a span: up to 32
// characters each.
func around(text string, start, end int) (prefix, suffix string) {
	return lastRunes(text[:start], contextRunes), firstRunes(text[end:], contextRunes)
}

func firstRunes(s string, n int) string {
	end := 0
	for ; n > 0 && end < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return s[:end]
}

func lastRunes(s string, n int) string {
	start := len(s)
	for ; n > 0 && start > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:start])
		start -= size
	}
	return s[start:]
}

// bodyParagraph is the number of the body paragraph (also a bullet or a quote,
// outside the summary) that an offset lies in, from 1; 0: it lies elsewhere.
func bodyParagraph(blocks []Block, offset int) int {
	number := 0
	for _, b := range blocks {
		body := b.Section == "" && (b.Kind == KindParagraph || b.Kind == KindBullet || b.Kind == KindQuote)
		if body {
			number++
		}
		if b.Start <= offset && offset < b.End {
			if body {
				return number
			}
			return 0
		}
	}
	return 0
}

// blockAround returns the span of the block that an offset lies in, or of its
// line when it lies in none.
func blockAround(text string, blocks []Block, offset int) (start, end int) {
	for _, b := range blocks {
		if b.Start <= offset && offset < b.End {
			return b.Start, b.End
		}
	}
	start = strings.LastIndexByte(text[:offset], '\n') + 1
	if length := strings.IndexByte(text[offset:], '\n'); length >= 0 {
		return start, offset + length
	}
	return start, len(text)
}

// passageRunes bounds the sentence shown with a citation.
const passageRunes = 300

// citedSentence returns the words of the block text[start:end] that a bracket
// at [open, closed) stands for, on one line and at most 300 characters: back to
// the end of the bracket before it (of those right before it, to the first) or
// of the sentence before, and on to the end of its own sentence unless another
// bracket comes first. brackets are the citation groups of the text, in order.
func citedSentence(text string, start, end, open, closed int, brackets [][2]int) string {
	if open < start || closed > end {
		return ""
	}
	next := end
	for _, b := range slices.Backward(brackets) {
		switch {
		case b[0] >= closed:
			next = b[0]
		case b[1] <= open && b[0] >= start && strings.Trim(text[b[1]:open], " .,;\t\n\u00a0") == "":
			open = b[0]
		case b[1] <= open:
			start = max(start, b[1])
		}
	}
	before := strings.TrimSpace(text[start:open])
	before = lastRunes(before, passageRunes+1) // more is not shown
	rest := ""
	if !endsSentence(before) {
		rest = firstRunes(text[closed:end], passageRunes)
		if rest = rest[:firstStop(rest)]; closed+len(rest) > next {
			rest = ""
		}
	}
	words := strings.TrimLeft(oneLine(before[lastSentence(before):]), ".,;:!?)]’” ")
	if utf8.RuneCountInString(words) > passageRunes {
		return "…" + lastRunes(words, passageRunes-1)
	}
	rest = oneLine(rest)
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.IsPunct(r) {
		rest = " " + rest
	}
	if whole := strings.TrimSpace(words + rest); utf8.RuneCountInString(whole) <= passageRunes {
		return whole
	}
	return words
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

const closers = `"'”’»)]`

// endsSentence reports whether the last mark of s, quotation marks aside, is
// one that ends a sentence.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, closers)
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "…")
}

// lastSentence is where the last sentence of s begins.
func lastSentence(s string) int {
	begin := 0
	for i := range s {
		if n := stopAt(s, i); n > 0 && i+n < len(s) {
			begin = i + n
		}
	}
	return begin
}

// firstStop is where the first sentence of s ends; its length when none does.
func firstStop(s string) int {
	for i := range s {
		if n := stopAt(s, i); n > 0 {
			return i + n
		}
	}
	return len(s)
}

// stopAt returns the length of the mark, with what closes after it, when a
// sentence ends at s[i]: the text ends there, or goes on after a space with
// anything but a small letter or a figure. A full stop after a capitalised
// word of up to three letters is that of an abbreviation ("Gen.", "U.S.").
func stopAt(s string, i int) int {
	mark, size := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune(".!?…", mark) {
		return 0
	}
	rest := s[i+size:]
	closed := len(rest) - len(strings.TrimLeft(rest, closers))
	after := strings.TrimLeft(rest[closed:], " \t\n\u00a0")
	if after == "" {
		return size + closed
	}
	r, _ := utf8.DecodeRuneInString(after)
	if len(after) == len(rest)-closed || unicode.IsLower(r) || unicode.IsDigit(r) {
		return 0
	}
	if mark == '.' && abbreviated(s[:i]) {
		return 0
	}
	return size + closed
}

// abbreviated reports whether s ends in a capitalised word of up to three
// letters.
func abbreviated(s string) bool {
	word := s[strings.LastIndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	first, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(first) && utf8.RuneCountInString(word) <= 3
}
