package intake

import (
	"strings"
)

// deepIndent is an indentation that no writer makes: a converter from HTML
// leaves it where a block of the page began.
const deepIndent = 16

// repairMarkdown mends what converters from HTML get wrong: a block that begins
// far to the right without a blank line before it, and bold text: a blank before the closing stars ("**War powers. **Some") leaves them standing
// in the text, as do stars that close and open again ("**War****powers**"). It
// also makes list items of lines with a bullet that Markdown does not know ("•").
func repairMarkdown(source string) string {
	deep := func(l string) bool { return strings.HasPrefix(l, strings.Repeat(" ", deepIndent)) && !isBlank(l) }
	lines := strings.Split(source, "\n")
	fenced := false
	for i, l := range lines {
		t := strings.TrimSpace(l)
		if strings.HasPrefix(t, "```") || strings.HasPrefix(t, "~~~") {
			fenced = !fenced
		}
		if fenced {
			continue
		}
		if strings.Contains(l, "**") && len(l) < 1<<20 {
			lines[i] = repairStrong(l)
		}
		if width := foreignBullet(lines, i); width > 0 {
			body := strings.TrimLeft(l, " \t")
			lines[i] = l[:len(l)-len(body)] + "- " + body[width:]
		}
		if i > 0 && deep(l) && !isBlank(lines[i-1]) && !deep(lines[i-1]) {
			lines[i] = "\n" + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// foreignBullet gives the width of the bullet at the start of a line that
// Markdown would take for part of a paragraph: a glyph that stands for nothing
// else, or a dash where a line beside it has one too.
func foreignBullet(lines []string, i int) int {
	s := strings.TrimSpace(lines[i])
	m, ok := markerOf(s)
	switch {
	case !ok || m.n > 0:
		return 0
	case m.sure:
		return m.width
	case m.glyph != "–" && m.glyph != "—" && m.glyph != "·":
		return 0
	}
	for _, k := range []int{i - 1, i + 1} {
		if k < 0 || k >= len(lines) {
			continue
		}
		// The line above may have got its dash already.
		beside := strings.TrimSpace(lines[k])
		if n, ok := markerOf(beside); ok && (n.glyph == m.glyph || k < i && n.glyph == "-") {
			return m.width
		}
	}
	return 0
}

func repairStrong(l string) string {
	if strings.ContainsAny(l, "`") || strings.Contains(l, "***") && !strings.Contains(l, "****") {
		return l
	}
	if strings.Trim(l, "* \t") == "" { // a rule
		return l
	}
	l = strings.ReplaceAll(l, "****", "")
	parts := strings.Split(l, "**")
	if len(parts)%2 == 0 { // an odd number of marks: not ours to pair
		return l
	}
	var b strings.Builder
	for i, p := range parts {
		if i%2 == 0 {
			b.WriteString(p)
			continue
		}
		words := strings.TrimSpace(p)
		if words == "" || strings.HasSuffix(words, "\\") {
			b.WriteString("**" + p + "**")
			continue
		}
		left := p[:strings.Index(p, words)]
		right := p[len(left)+len(words):]
		b.WriteString(left + "**" + words + "**" + right)
	}
	return b.String()
}
