package export

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// clean makes a text safe to be put into a Markdown file at all: valid UTF-8,
// LF line ends, and no control characters but tab and line feed.
func clean(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085':
			return '\n'
		case r == '\uFEFF':
			return -1
		case unicode.IsControl(r):
			return '\uFFFD'
		}
		return r
	}, text)
}

// escapeLine writes one line of plain words as Markdown that shows these
// words: for CommonMark, GitHub's tables and strikethrough, and Obsidian's
// comments (%%), tags (#), highlights (==), formulas ($), links ([[) and
// block ids (^). White space at the ends, which Markdown gives a meaning, is
// dropped.
func escapeLine(line string) string {
	line = strings.TrimSpace(line)
	var b strings.Builder
	b.Grow(len(line) + 8)
	before := ' '
	for i, r := range line {
		after, _ := utf8.DecodeRuneInString(line[i+utf8.RuneLen(r):])
		if special(r, before, after, line[i:]) || (i == 0 && opensBlock(line)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		before = r
	}
	return escapeOrdinal(b.String())
}

// special reports whether a character inside a line would be read as markup.
func special(r, before, after rune, rest string) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '<', '#', '^', '$', '|':
		return true
	case '_':
		// Inside a word ("file_name", an address) it is only itself.
		return !wordRune(before) || !wordRune(after)
	case '~':
		// "https://x.org/~name" stays one address: so placed it cannot end
		// a strikethrough, and the one that could is escaped.
		return before != '/' || !unicode.IsLetter(after)
	case '=', '%':
		return before == r || after == r
	case '&':
		return entity(rest)
	}
	return false
}

// opensBlock reports whether the first character of a line would begin a
// quote, a list item, a rule or the underline of a heading.
func opensBlock(line string) bool {
	return strings.IndexByte(">=-+", line[0]) >= 0
}

// escapeOrdinal keeps "1. " and "12) " at the start of a line from becoming a
// numbered list.
func escapeOrdinal(line string) string {
	digits := 0
	for digits < len(line) && '0' <= line[digits] && line[digits] <= '9' {
		digits++
	}
	if digits == 0 || digits > 9 || digits == len(line) || (line[digits] != '.' && line[digits] != ')') {
		return line
	}
	if digits+1 < len(line) && line[digits+1] != ' ' && line[digits+1] != '\t' {
		return line
	}
	return line[:digits] + `\` + line[digits:]
}

// entity reports whether the text begins with what may be a character
// reference such as &amp; or &#35;.
func entity(text string) bool {
	end := strings.IndexByte(text, ';')
	if end < 2 || end > 40 {
		return false
	}
	for _, r := range text[1:end] {
		if r != '#' && (r > unicode.MaxASCII || !wordRune(r)) {
			return false
		}
	}
	return true
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// escapeInline writes words as Markdown on a single line.
func escapeInline(text string) string {
	return escapeLine(strings.Join(strings.Fields(clean(text)), " "))
}

// escapeLines writes plain text as Markdown lines, each behind a prefix; empty
// lines between paragraphs are kept as one, those at the ends are dropped.
func escapeLines(text, prefix string) string {
	var b strings.Builder
	gap := false
	for line := range strings.SplitSeq(clean(text), "\n") {
		line = escapeLine(line)
		if line == "" {
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteString(strings.TrimRight(prefix, " "))
			b.WriteByte('\n')
			gap = false
		}
		b.WriteString(prefix)
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

// markRune reports whether a rune is an accent or vowel sign that belongs to
// the letter before it.
func markRune(r rune) bool { return unicode.IsMark(r) }
