package reading

import (
	"regexp"
	"strings"
	"unicode"

	"sidelight/app/span"
)

// textLine is a line of a text and what it is among its neighbours.
type textLine struct {
	span.Span      // without its bullet
	fresh     bool // it does not go on with the line before
	heading   bool // a title or heading: its capitals say nothing
	list      bool // one of several lines that are a name each
}

var bulletMark = regexp.MustCompile(`^[ \t]*(?:[-–—*•‣▪●○·◦]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\[\^?\d{1,3}\]:?)[ \t]+`)

var endsSentence = regexp.MustCompile(`[.!?:][”"’)\]]*$`)

// wrappedLine is the length in bytes from which a line may be wrapped, so that
// the next one goes on with it whatever it begins with.
const wrappedLine = 45

// shortestList is how many titles in a row are a list of names.
const shortestList = 3

// linesOf cuts a text into its lines, the empty ones left out.
func linesOf(text string) []textLine {
	var lines []textLine
	run := 0 // titles in a row
	settle := func() {
		for i := len(lines) - run; i < len(lines); i++ {
			lines[i].heading, lines[i].list = run < shortestList, run >= shortestList
		}
		run = 0
	}
	fresh := true
	for start, end := 0, 0; start < len(text); start = end + 1 {
		end = len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i
		}
		mark := len(bulletMark.FindString(text[start:end]))
		line := textLine{Span: trimmed(text, span.Span{Start: start + mark, End: end}), fresh: fresh || mark > 0}
		words := line.Of(text)
		if line.Empty() {
			settle()
			fresh = true
			continue
		}
		if n := len(lines); n > 0 && startsUpper(words) {
			before := lines[n-1].Of(text)
			line.fresh = line.fresh || len(before) < wrappedLine || endsSentence.MatchString(before)
		}
		title := line.fresh && titleCase(words)
		if !title {
			settle()
		}
		lines = append(lines, line)
		if fresh = title; title {
			run++
		}
	}
	settle()
	return lines
}

// titleCase: a line without a final stop in which most words have a capital.
func titleCase(line string) bool {
	line = strings.TrimRight(line, ": ”\"’)]")
	if len(line) > 200 || strings.HasSuffix(line, ".") && !endsAbbreviated(line) || strings.HasSuffix(line, ",") || strings.HasSuffix(line, ";") {
		return false
	}
	capitals, small := 0, 0
	for _, word := range strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '-' || r == '–' || r == '/' }) {
		word = strings.TrimFunc(word, func(r rune) bool { return !isWordRune(r) })
		switch {
		case word == "" || !unicode.IsLetter([]rune(word)[0]) || traitsOf(word).has(particleTrait|joinerTrait|frenchSmallTrait):
		case startsUpper(word):
			capitals++
		default:
			small++
		}
	}
	return capitals > 0 && capitals >= 3*small
}

// endsAbbreviated: the full stop at the end is that of "Inc." or "Ltd.".
func endsAbbreviated(line string) bool {
	last := strings.Trim(line[strings.LastIndexAny(line, " ,")+1:], ".")
	return traitsOf(last).has(companyTrait)
}
