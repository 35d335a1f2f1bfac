package reading

import (
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// NoteMark is a mark in running text that points to a footnote: "[1]", "[^1]"
// or a superscript. A mark for several notes ("[4, 5]", "[5–7]") gives one
// NoteMark a note.
type NoteMark struct {
	span.Span           // the mark; the number alone within a list, the range within "[5–7]"
	Number    int       // of the note, from 1
	Footnote  span.Span // empty when the text has no such footnote
}

var (
	bracketMark = regexp.MustCompile(`\[\^?\d{1,3}(?:\s?[,;–-]\s?\^?\d{1,3})*\]`)
	partOfMark  = regexp.MustCompile(`(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?`)
	romanMark   = regexp.MustCompile(`\[([ivxlc]{1,8})\]`)
	lowMark     = regexp.MustCompile(`[\p{L}”’)\]%](?:[.,;:!?][”’")]?|[”"])(\d{1,3})(?:[\s—]|$)|\b(?:19|20)\d\d[.,;](\d{1,3})(?:[\s—]|$)`)
	ownNumber   = regexp.MustCompile(`^\s*(?:\[\^?(\d{1,3})\]:?|\(?(\d{1,3})[.):]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(\d{1,3})\s|\[([ivxlc]{1,8})\])`)
	unitBefore  = regexp.MustCompile(`(?:\d|\b(?:km|m|cm|mm|mi|ft|hm|dm|yd))$`)
)

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹"

// longestNoteRange bounds "[5–7]": a wider range is no mark.
const longestNoteRange = 30

// NoteMarks finds the note marks of a text in order and links them to their
// footnotes, the spans given. A footnote's number is the one that it starts
// with or that stands right before it, else its place in the list. Marks
// within footnotes, and a number at the start of a line that begins a note of
// its own, are none.
func NoteMarks(text string, footnotes []span.Span) []NoteMark {
	byNumber := map[int]span.Span{}
	for i, f := range footnotes {
		if !f.Valid(text) || f.Empty() {
			continue
		}
		number := numberOf(text, f)
		if number == 0 {
			number = i + 1
		}
		if _, taken := byNumber[number]; !taken {
			byNumber[number] = f
		}
	}
	var out []NoteMark
	add := func(s span.Span, number int) {
		if number > 0 && !within(footnotes, s.Start) {
			out = append(out, NoteMark{s, number, byNumber[number]})
		}
	}
	for _, m := range bracketMark.FindAllStringIndex(text, -1) {
		if startsNote(text, m[0], m[1]) {
			continue
		}
		mark := span.Span{Start: m[0], End: m[1]}
		parts := partOfMark.FindAllStringSubmatchIndex(mark.Of(text), -1)
		for _, p := range parts {
			where := span.Span{Start: mark.Start + p[0], End: mark.Start + p[1]}
			if len(parts) == 1 {
				where = mark
			}
			first, _ := strconv.Atoi(mark.Of(text)[p[2]:p[3]])
			last := first
			if p[4] >= 0 {
				last, _ = strconv.Atoi(mark.Of(text)[p[4]:p[5]])
			}
			for n := first; n <= last && last-first < longestNoteRange; n++ {
				add(where, n)
			}
		}
	}
	for _, m := range romanMark.FindAllStringSubmatchIndex(text, -1) {
		number := romanNumber(text[m[2]:m[3]])
		if _, noted := byNumber[number]; noted && !startsNote(text, m[0], m[1]) && !startsWord(text[m[1]:]) { // "[i]n"
			add(span.Span{Start: m[0], End: m[1]}, number)
		}
	}
	if len(footnotes) > 0 {
		for _, m := range lowMarks(text, byNumber) {
			add(m.Span, m.Number)
		}
	}
	for _, s := range superscriptRuns(text) {
		if !startsNote(text, s.Start, s.End) && !unitBefore.MatchString(text[max(0, s.Start-3):s.Start]) {
			add(s, superscriptNumber(s.Of(text)))
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// startsNote: a mark at the start of a line with words after it begins a note.
func startsNote(text string, start, end int) bool {
	for start > 0 && (text[start-1] == ' ' || text[start-1] == '\t') {
		start--
	}
	return (start == 0 || text[start-1] == '\n') && end < len(text) && text[end] != '\n'
}

func numberOf(text string, footnote span.Span) int {
	if n := leadingNumber(footnote.Of(text)); n > 0 {
		return n
	}
	line := text[strings.LastIndexByte(text[:footnote.Start], '\n')+1 : footnote.Start]
	return leadingNumber(line)
}

func leadingNumber(s string) int {
	m := ownNumber.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1] + m[2] + m[4])
	return n + superscriptNumber(m[3]) + romanNumber(m[5])
}

// lowMarks are marks whose numbers lost their height on the way: "by bus,1 then
// by boat.2". Only the number that comes next, or the one after it, is taken
// for one, and only when the text has that footnote.
func lowMarks(text string, byNumber map[int]span.Span) []NoteMark {
	var out []NoteMark
	last := 0
	for _, m := range lowMark.FindAllStringSubmatchIndex(text, -1) {
		at := m[2:4]
		if at[0] < 0 {
			at = m[4:6]
		}
		number, _ := strconv.Atoi(text[at[0]:at[1]])
		if _, noted := byNumber[number]; noted && (number == last+1 || number == last+2) {
			out = append(out, NoteMark{Span: span.Span{Start: at[0], End: at[1]}, Number: number})
			last = number
		}
	}
	return out
}

// romanNumber reads a small roman number, 0 when it is none.
func romanNumber(s string) int {
	values := map[rune]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}
	n, before := 0, 0
	for _, r := range s {
		v := values[r]
		if before > 0 && before < v {
			n -= 2 * before
		}
		n, before = n+v, v
	}
	if roman(n) != s {
		return 0 // "[civil]"
	}
	return n
}

func roman(n int) string {
	var b strings.Builder
	for _, part := range []struct {
		value  int
		letter string
	}{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for ; n >= part.value; n -= part.value {
			b.WriteString(part.letter)
		}
	}
	return b.String()
}

// superscriptRuns are the superscript numbers of one to three digits.
func superscriptRuns(text string) []span.Span {
	var out []span.Span
	for i := 0; i < len(text); {
		j := i
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if r < utf8.RuneSelf || !unicode.Is(unicode.No, r) || !strings.ContainsRune(superscripts, r) {
				break
			}
			j += n
		}
		if j == i {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if utf8.RuneCountInString(text[i:j]) <= 3 {
			out = append(out, span.Span{Start: i, End: j})
		}
		i = j
	}
	return out
}

func superscriptNumber(run string) int {
	n := 0
	for _, r := range run {
		n = 10*n + utf8.RuneCountInString(superscripts[:strings.IndexRune(superscripts, r)])
	}
	return n
}
