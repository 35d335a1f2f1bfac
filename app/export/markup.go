package export

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// What an analyst wrote is Markdown already and goes into the file as it is.
// The functions here only see to it that it ends where it ends: an open code
// fence or comment must not swallow the parts that follow.

// fence matches a line that opens or closes a fenced code block.
var fence = regexp.MustCompile("^ {0,3}(`{3,}|~{3,})(.*)$")

// outsideCode rewrites the parts of a Markdown text that are not code: f is
// called with runs of text that hold no line end, in order.
func outsideCode(body string, f func(string) string) string {
	lines := strings.SplitAfter(body, "\n")
	open := ""
	for i, line := range lines {
		words, end := strings.CutSuffix(line, "\n")
		m := fence.FindStringSubmatch(words)
		switch {
		case open == "" && m != nil && (m[1][0] == '~' || !strings.Contains(m[2], "`")):
			open = m[1]
			continue
		case open != "":
			if m != nil && m[1][0] == open[0] && len(m[1]) >= len(open) && strings.TrimSpace(m[2]) == "" {
				open = ""
			}
			continue
		}
		words = outsideSpans(words, f)
		if end {
			words += "\n"
		}
		lines[i] = words
	}
	return strings.Join(lines, "")
}

// outsideSpans calls f with what stands outside the code spans of one line.
func outsideSpans(line string, f func(string) string) string {
	var b strings.Builder
	rest := line
	from := 0
	for {
		start := strings.IndexByte(rest[from:], '`')
		if start < 0 {
			break
		}
		start += from
		width := runLength(rest[start:])
		end := closingRun(rest[start+width:], width)
		if end < 0 {
			from = start + width
			continue
		}
		end += start + width
		b.WriteString(f(rest[:start]))
		b.WriteString(rest[start:end])
		rest, from = rest[end:], 0
	}
	b.WriteString(f(rest))
	return b.String()
}

// runLength counts the backticks that a text begins with.
func runLength(s string) int { return len(s) - len(strings.TrimLeft(s, "`")) }

// closingRun finds the end of the first run of exactly width backticks.
func closingRun(s string, width int) int {
	for i := 0; i < len(s); {
		if s[i] != '`' {
			i++
			continue
		}
		n := runLength(s[i:])
		i += n
		if n == width {
			return i
		}
	}
	return -1
}

// enclose makes Markdown written elsewhere fit to stand between our markers:
// no line of it can pass for a marker, and nothing in it stays open.
func enclose(body string) string {
	body = strings.Trim(clean(body), "\n")
	if strings.TrimSpace(body) == "" {
		return ""
	}
	body = markerLike.ReplaceAllString(body, `%\%$1`)
	if !closed(body) {
		body = closeMarkup(body)
	}
	comments := 0
	outsideCode(body, func(s string) string {
		comments += strings.Count(s, "%%")
		return s
	})
	if comments%2 == 1 {
		body += "\n\n%%"
	}
	return body
}

// markerLike matches the beginning of whatever resembles one of our markers.
var markerLike = regexp.MustCompile(`%%([ \t]*sidelight:)`)

// closed reports whether a paragraph that follows the text after an empty
// line is a paragraph of its own.
func closed(body string) bool {
	const probe = "sidelight"
	source := []byte(body + "\n\n" + probe + "\n")
	last := goldmark.DefaultParser().Parse(text.NewReader(source)).LastChild()
	if last == nil || last.Kind() != ast.KindParagraph || last.Lines().Len() != 1 {
		return false
	}
	line := last.Lines().At(0)
	return strings.TrimSpace(string(line.Value(source))) == probe
}

// closeMarkup adds what ends an open code fence or HTML block. Where nothing
// does, the whole text becomes code: all its words are kept.
func closeMarkup(body string) string {
	enders := []string{"-->", "?>", "]]>", ">", "</pre>", "</script>", "</style>", "</textarea>"}
	for line := range strings.SplitSeq(body, "\n") {
		if m := fence.FindStringSubmatch(line); m != nil {
			enders = append(enders, m[1])
		}
	}
	for _, end := range enders {
		if longer := body + "\n" + end; closed(longer) {
			return longer
		}
	}
	ticks := "```"
	for strings.Contains(body, ticks) {
		ticks += "`"
	}
	return ticks + "\n" + body + "\n" + ticks
}

// blockID matches the id that Obsidian takes a line's end for.
var blockID = regexp.MustCompile(`(^|[\s\pZ])\^([A-Za-z0-9-]+)([\s\pZ]*)$`)

// nearID matches what some reader of Markdown may take for a block id: also in
// code, and beside a code span that it does not count as words. Readers differ
// in what is code, and an id twice in a file breaks the links to it.
var nearID = regexp.MustCompile("(?m)((?:^|[ \t\\pZ])\\^)([A-Za-z0-9-]+)[ \t\\pZ]*(?:$|`)|(`\\^)([A-Za-z0-9-]+)[ \t\\pZ]*$")

// uniqueBlocks takes its meaning from a block id that is in taken already, by
// a backslash before it. With collect, the ids it meets are added to taken.
func uniqueBlocks(body string, taken map[string]bool, collect bool) string {
	var b strings.Builder
	done := 0
	for _, m := range nearID.FindAllStringSubmatchIndex(body, -1) {
		caret, id := m[3]-1, ""
		if m[2] >= 0 {
			id = body[m[4]:m[5]]
		} else {
			caret, id = m[7]-1, body[m[8]:m[9]]
		}
		id = strings.ToLower(id)
		if taken[id] {
			b.WriteString(body[done:caret] + `\`)
			done = caret
		} else if collect {
			taken[id] = true
		}
	}
	return b.String() + body[done:]
}
