package intake

import (
	"strings"

	"golang.org/x/net/html"
)

// htmlBreaks are elements that begin a line of their own.
var htmlBreaks = set(`p, div, br, li, ul, ol, tr, table, h1, h2, h3, h4, h5, h6, section, article, header, footer, blockquote, figure, figcaption, pre, dt, dd, hr, summary, details`)

// htmlText gives what a reader sees of a piece of HTML: one string a line,
// blank ones left out.
func htmlText(source string) []string {
	var b strings.Builder
	hidden := 0
	z := html.NewTokenizer(strings.NewReader(source))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return visibleLines(b.String())
		case html.TextToken:
			if hidden == 0 {
				// Line ends inside HTML are blanks.
				b.WriteString(strings.ReplaceAll(string(z.Text()), "\n", " "))
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch n := string(name); {
			case n == "script" || n == "style":
				hidden++
			case n == "td" || n == "th":
				b.WriteString(" ")
			case htmlBreaks[n]:
				b.WriteByte('\n')
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch n := string(name); {
			case n == "script" || n == "style":
				hidden = max(0, hidden-1)
			case htmlBreaks[n]:
				b.WriteByte('\n')
			}
		}
	}
}

func visibleLines(s string) []string {
	var lines []string
	for _, l := range strings.Split(s, "\n") {
		if l = strings.Join(strings.Fields(l), " "); !isBlank(l) {
			lines = append(lines, l)
		}
	}
	return lines
}
