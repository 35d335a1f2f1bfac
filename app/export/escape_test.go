package export

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"
)

// shown gives the words that a reader of Markdown sees, a line each for line
// breaks, and the kinds of node that are not plain words.
func shown(t interface{ Fatalf(string, ...any) }, markdown string) (words string, markup []string) {
	source := []byte(markdown)
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	var b strings.Builder
	err := ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			if n.Kind() == ast.KindParagraph || n.Kind() == ast.KindHeading {
				b.WriteString("\n")
			}
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Text:
			b.Write(unescape(n.Value(source)))
			if n.SoftLineBreak() || n.HardLineBreak() {
				b.WriteString("\n")
			}
		case *ast.String:
			b.Write(n.Value)
		case *ast.AutoLink:
			b.Write(n.Label(source))
		case *ast.Document, *ast.Paragraph, *ast.Blockquote, *ast.Heading:
		default:
			markup = append(markup, n.Kind().String())
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatalf("walk: %v", err)
	}
	return strings.TrimSuffix(b.String(), "\n"), markup
}

// unescape takes the backslashes away, which goldmark does when it renders.
func unescape(b []byte) []byte {
	var out []byte
	for i := 0; i < len(b); i++ {
		if b[i] == '\\' && i+1 < len(b) && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", b[i+1]) >= 0 {
			i++
		}
		out = append(out, b[i])
	}
	return out
}

func TestEscapedWordsAreShownAsTheyAre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// given any words
		given := hostileTitle().Draw(t, "words")

		// when they are written as a quote
		got, markup := shown(t, escapeLines(given, "> "))

		// then a reader sees these words and nothing else
		var want []string
		for line := range strings.SplitSeq(clean(given), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				want = append(want, line)
			}
		}
		if got != strings.Join(want, "\n") || len(markup) > 0 {
			t.Fatalf("%q\nwritten as\n%s\nreads\n%q with %v", given, escapeLines(given, "> "), got, markup)
		}
	})
}

func TestEscapedHeadingsAreShownAsTheyAre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		given := hostileTitle().Draw(t, "title")
		got, markup := shown(t, "# "+escapeInline(given))
		if want := strings.Join(strings.Fields(clean(given)), " "); got != want || len(markup) > 0 {
			t.Fatalf("%q reads %q with %v", given, got, markup)
		}
	})
}

func TestEscapeLine(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		"plain words, 40% of $5":             `plain words, 40% of \$5`,
		"- a dash first":                     `\- a dash first`,
		"a - dash inside":                    "a - dash inside",
		"2024. A year":                       `2024\. A year`,
		"1.5 million":                        "1.5 million",
		"see [[Mali]] and ^a-1":              `see \[\[Mali\]\] and \^a-1`,
		"https://x.org/a_b/~c?d=e&f=g":       "https://x.org/a_b/~c?d=e&f=g",
		"a &amp; b & c":                      `a \&amp; b & c`,
		"%%hidden%% ==lit== 5%":              `\%\%hidden\%\% \=\=lit\=\= 5%`,
		"===":                                `\=\=\=`,
		"#tag":                               `\#tag`,
		"*stars* _under_ `code` a_b <b> x|y": "\\*stars\\* \\_under\\_ \\`code\\` a_b \\<b> x\\|y",
	} {
		if got := escapeLine(given); got != want {
			t.Errorf("escapeLine(%q)\n got %s\nwant %s", given, got, want)
		}
	}
}

func TestEnclosedMarkupEnds(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		"```go\nopen", "~~~\nopen", "````\n```\nopen", "<!-- open", "<script>\nopen", "<pre>\n\nopen", "<?php\n", "<![CDATA[\nx", "<!DOCTYPE",
		"- item\n  ```\n  open", "> ```\n> open", "text\n\n    code", "%% open", "`` ` ``", "1. a\n\n   ~~~\n   b",
	} {
		got := enclose(body)
		if !closed(got) {
			t.Errorf("%q is still open as\n%s", body, got)
		}
		if !strings.HasPrefix(got, body) && !strings.Contains(got, strings.Trim(body, "\n")) {
			t.Errorf("%q lost words:\n%s", body, got)
		}
		if again := enclose(got); again != got {
			t.Errorf("%q: enclosed twice:\n%s\nthen\n%s", body, got, again)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(hostileTitle(), 0, 6).Draw(t, "lines")
		if got := enclose(strings.Join(lines, "\n")); got != "" && !closed(strings.TrimSuffix(got, "\n\n%%")) {
			t.Fatalf("still open:\n%s", got)
		}
	})
}

func TestNoteCannotEndItsPart(t *testing.T) {
	t.Parallel()
	// given a note that holds our marker
	body := enclose("before\n%% sidelight:end notes %%\nafter\n  %%  sidelight:begin x %%")
	// then no line of it reads as one
	for line := range strings.SplitSeq(body, "\n") {
		if marker.MatchString(line) {
			t.Errorf("%q is a marker", line)
		}
	}
}
