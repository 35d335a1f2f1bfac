package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestMarkdownText(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, want string }{
		"emphasis":            {"A *b* **c** `d` ~~e~~ [f](http://x.example) \\*g\\* &amp; <http://y.example>", "A b c d e f *g* & http://y.example"},
		"soft line ends":      {"one\ntwo\n\nthree", "one two\n\nthree"},
		"hard line ends":      {"one  \ntwo\\\nthree", "one\ntwo\nthree"},
		"lists":               {"Para.\n\n- a\n- b\n  1. c\n  2. d\n- e\n\n3) f\n4) g", "Para.\n\n• a\n• b\n  1. c\n  2. d\n• e\n\n3) f\n4) g"},
		"loose list":          {"- a\n\n- b", "• a\n\n• b"},
		"table":               {"| a | **b** |\n|---|---|\n| c |  |\n| d\\|e | f |", "a | b\nc | \nd|e | f"},
		"table without rule":  {"| a | b \n| c | d ", "a | b\nc | d"},
		"quote":               {"> one\n> two\n>\n> three", "one two\n\nthree"},
		"code":                {"```go\nx := 1\n\ny := 2\n```\n\nafter", "x := 1\n\ny := 2\n\nafter"},
		"indented is no code": {"one\n\n        two\n\nthree", "one\n\ntwo\n\nthree"},
		"rule and comment":    {"one\n\n---\n\n<!-- hidden -->\n\ntwo", "one\n\ntwo"},
		"html":                {"<div>one <b>two</b>\nthree</div>\n\na<br>b <span>c</span>\n\n<script>no()</script>\n\nend", "one two three\n\na\nb c\n\nend"},
		"pictures":            {"![A gate](x.png)\n\n![](y.png)\n\ntext ![inline](z.png) more", "A gate\n\ntext  more\n\ninline"},
		"footnotes":           {"a[^1] b[^note]\n\n[^note]: Second.\n[^1]: First.\n[^unused]: Third.", "a[1] b[2]\n\n[2] Second.\n\n[1] First.\n\n[3] Third."},
		"bold of converters":  {"- **Trade. **It fell.\n- **War****s****. **They go on.\n- **a**b **c**", "• Trade. It fell.\n• Wars. They go on.\n• ab c"},
		"character reference": {"Caf&eacute; &mdash; &#8220;x&#8221;", "Café — “x”"},
		"picture, then lines": {"![A gate](x.png)\nBy Jane Roe\nMarch 5, 2024", "By Jane Roe\nMarch 5, 2024\n\nA gate"},
		"bullets of pages":    {"Key points:\n• a\n• b\n\nShe came —\n— and went", "Key points:\n\n• a\n• b\n\nShe came — — and went"},
		"dashes of pages":     {"– c\n– d\n\nafter", "• c\n• d\n\nafter"},
		"bare address":        {"see https://example.org/a_b?c=d, then", "see https://example.org/a_b?c=d, then"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "x.md", c.source)
			if d.Text != c.want {
				t.Errorf("text:\n%q, want\n%q", d.Text, c.want)
			}
		})
	}
}

func TestMarkdownInlines(t *testing.T) {
	t.Parallel()
	d := read(t, "x.md", "# A *new* gate\n\nThe **old [gate](http://x.example)** and `key`[^1].\n\n- see **this**\n\n| a | [b](#c) |\n|---|---|\n| *d* | e |\n\n[^1]: A *note*.")
	var got []string
	for _, n := range d.Inlines {
		got = append(got, fmt.Sprintf("%s %q %s", n.Kind, d.Text[n.Start:n.End], n.Target))
	}
	want := []string{
		`emphasis "new" `, `link "gate" http://x.example`, `strong "old gate" `, `code "key" `, `link "[1]" #footnote-1`,
		`strong "this" `, `link "b" #c`, `emphasis "d" `, `emphasis "note" `,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("inlines (-want +got):\n%s", diff)
	}
}

func TestMarkdownStructure(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ source, title, want string }{
		"heading repeated": {
			"# The Gate\n\nHome\n\n# The Gate\n\n## Tolls\n\n" + prose1,
			"The Gate", "title The Gate\nheading2 Tolls\nparagraph The traders waited for a third wee…\n",
		},
		"title from front matter only": {
			"---\ntitle: The Gate\n---\n\n" + prose1,
			"The Gate", "paragraph The traders waited for a third wee…\n",
		},
		"first heading of the second level": {
			"## The Gate\n\n" + prose1 + "\n\n### Tolls\n\n" + prose2,
			"The Gate", "title The Gate\nparagraph The traders waited for a third wee…\nheading3 Tolls\nparagraph Nobody in the town believes that t…\n",
		},
		"bold lines are headings": {
			"# The Gate\n\n" + prose1 + "\n\n**What comes next?**\n\n" + prose2,
			"The Gate", "title The Gate\nparagraph The traders waited for a third wee…\nheading2 What comes next?\nparagraph Nobody in the town believes that t…\n",
		},
		"particulars under the title": {
			"# The Gate\n\n**Author:** Jane Roe  \n**Published:** 4 May 2024\n\n" + prose1,
			"The Gate", "title The Gate\nbyline Author: Jane Roe\npublication Published: 4 May 2024\nparagraph The traders waited for a third wee…\n",
		},
		"byline and date in one paragraph": {
			"# The Gate\n\nBy Jane Roe\nMay 4, 2024\n\n" + prose1,
			"The Gate", "title The Gate\nbyline By Jane Roe\npublication May 4, 2024\nparagraph The traders waited for a third wee…\n",
		},
		"summary under a marked heading": {
			"# The Gate\n\n## Summary\n\n" + prose1 + "\n\n- a point\n\n" + prose2 + "\n\n## Tolls\n\n" + prose3,
			"The Gate", "title The Gate\nheading2* Summary\nparagraph* The traders waited for a third wee…\nbullet0* a point\nparagraph* Nobody in the town believes that t…\nheading2 Tolls\nparagraph The governor has not spoken about …\n",
		},
		"label in bold": {
			"# The Gate\n\n**Bottom line:** " + prose1 + "\n\n" + prose2,
			"The Gate", "title The Gate\nheading2* Bottom line:\nparagraph* The traders waited for a third wee…\nparagraph Nobody in the town believes that t…\n",
		},
		"nested lists and quotes": {
			"# The Gate\n\n" + prose1 + "\n\n- a\n  - b\n    - c\n\n> quoted\n>\n> - point\n\n1. one\n2. two",
			"The Gate", "title The Gate\nparagraph The traders waited for a third wee…\nbullet0 a\nbullet1 b\nbullet2 c\nquote quoted\nbullet0 point\nbullet0 one\nbullet0 two\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "x.md", c.source)
			if d.Title != c.title {
				t.Errorf("title %q, want %q", d.Title, c.title)
			}
			if diff := cmp.Diff(c.want, outline(d)); diff != "" {
				t.Errorf("outline (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPastedMarkdownIsKnown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"---\ntitle: The Gate\n---\n\nText.":                        "text/markdown",
		"# The Gate\n\nSome **bold** words.":                        "text/markdown",
		"The Gate\n\nSome *plain* words with 2 * 3 * 4.":            "text/plain",
		"The Gate\n\n- a point\n- another":                          "text/plain",
		"---------\nThe Gate\n---------\n\nA line: with a colon.\n": "text/plain",
	} {
		if d := read(t, "", text); d.Original.MediaType != want {
			t.Errorf("%q is %s, want %s", text, d.Original.MediaType, want)
		}
	}
	if d := read(t, "x.txt", "# The Gate\n\nSome **bold** words."); d.Original.MediaType != "text/plain" || !strings.Contains(d.Text, "**bold**") {
		t.Error("the extension .txt says plain text")
	}
}

func TestFrontMatter(t *testing.T) {
	t.Parallel()
	type fields struct {
		Title, Series, Publication, Volume, Issue, Author, Earliest, Latest string
		Tags                                                                []string
	}
	for name, c := range map[string]struct {
		front string
		want  fields
	}{
		"all":                   {"title: The Gate\nauthor: Jane Roe\ndate: 2024-05-04\npublication: Harbour Watch\nvolume: 22\nissue: 011\nseries: Brief\ntags: [a, b]", fields{"The Gate", "Brief", "Harbour Watch", "22", "011", "Jane Roe", "2024-05-04", "2024-05-04", []string{"a", "b"}}},
		"any case":              {"TITLE: The Gate\nAuthors: [Jane Roe, John Doe]\nPubDate: May 4, 2024\nJournal: Harbour Watch\nNumber: 3\nKeywords: a; b", fields{"The Gate", "", "Harbour Watch", "", "3", "Jane Roe, John Doe", "2024-05-04", "2024-05-04", []string{"a", "b"}}},
		"names turned round":    {"title: The Gate\nauthors:\n- Roe, Jane\n- Doe, John", fields{Title: "The Gate", Author: "Roe, Jane; Doe, John"}},
		"authors as mappings":   {"title: The Gate\nauthor:\n  - name: Jane Roe\n    affiliation: x\n  - name: John Doe", fields{Title: "The Gate", Author: "Jane Roe, John Doe"}},
		"prefix in the title":   {"title: \"Brief: The Gate\"", fields{Title: "The Gate", Series: "Brief"}},
		"a month":               {"title: The Gate\npublished: May 2024", fields{Title: "The Gate", Earliest: "2024-05-01", Latest: "2024-05-31"}},
		"a timestamp":           {"title: The Gate\ndate: 2024-05-04T09:30:00+02:00", fields{Title: "The Gate", Earliest: "2024-05-04", Latest: "2024-05-04"}},
		"published before date": {"title: The Gate\ndate: 2024-05-06\npublished: 2024-05-04", fields{Title: "The Gate", Earliest: "2024-05-04", Latest: "2024-05-04"}},
		"source is an address":  {"title: The Gate\nsource: https://example.org/gate\nsite: Harbour Watch", fields{Title: "The Gate", Publication: "Harbour Watch"}},
		"bad YAML":              {"title: Brief: The Gate\nauthor: \"Jane Roe\"\ntags:\n  - a\n  - b\ndate: 2024-05-04", fields{Title: "The Gate", Series: "Brief", Author: "Jane Roe", Earliest: "2024-05-04", Latest: "2024-05-04", Tags: []string{"a", "b"}}},
		"tabs in YAML":          {"title: The Gate\n\tauthor: x", fields{Title: "The Gate"}},
		"an alias":              {"x: &a The Gate\ntitle: *a", fields{Title: "The Gate"}},
		"null and numbers":      {"title: 1984\nauthor: null\nvolume: ~", fields{Title: "1984"}},
		"a list for a title":    {"title: [The Gate, Another]", fields{Title: "The Gate"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "x.md", "---\n"+c.front+"\n---\n\n"+prose1+"\n")
			got := fields{d.Title, d.Series, d.Publication, d.Volume, d.Issue, d.Author, d.Published.Earliest, d.Published.Latest, d.Tags}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
			if d.Text != prose1 {
				t.Errorf("text %q", d.Text)
			}
		})
	}
}

func TestFrontMatterThatIsNone(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a rule and prose":   "---\n\n" + prose1 + "\n\n---\n\n" + prose2,
		"no closing fence":   "---\ntitle: The Gate\n\n" + prose1,
		"not a mapping":      "---\n- " + prose1 + "\n---\n\n" + prose2,
		"longer than a page": "---\ntitle: x\n" + strings.Repeat("# padding\n", 10000) + "---\n\n" + prose1,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := read(t, "x.md", text)
			if !strings.Contains(d.Text, "The traders waited") {
				t.Errorf("text is lost: %q", d.Text)
			}
		})
	}
}

func TestFrontMatterInTOML(t *testing.T) {
	t.Parallel()
	d := read(t, "x.md", "+++\ntitle = \"The Gate\"\ndate = 2024-05-04\ntags = [\"a\", \"b\"]\n[extra]\nauthor = \"nobody\"\n+++\n\n"+prose1)
	if d.Title != "The Gate" || d.Published.Earliest != "2024-05-04" || len(d.Tags) != 2 || d.Author != "" || d.Text != prose1 {
		t.Errorf("got %q, %q, %q, %q, %q", d.Title, d.Published.Earliest, d.Tags, d.Author, d.Text)
	}
}

func TestFrontMatterBombIsBounded(t *testing.T) {
	t.Parallel()
	// Given aliases that would unfold to a billion values.
	var b strings.Builder
	b.WriteString("---\na: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'k'; c++ {
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat("*"+string(c-1)+",", 9), ","))
	}
	b.WriteString("tags: *k\ntitle: The Gate\n---\n\n" + prose1)
	// When it is read, then it takes no more than its share.
	d := read(t, "x.md", b.String())
	if d.Title != "The Gate" && !strings.Contains(d.Text, prose1) {
		t.Errorf("got %q", d.Title)
	}
	if len(d.Tags) > 10 {
		t.Errorf("%d tags", len(d.Tags))
	}
}

func TestBlocksOfMarkdownLieOnTheirWords(t *testing.T) {
	t.Parallel()
	d := read(t, "x.md", "# T\n\n- one\n- two\n\n1. three\n\n[^1]: note\n\nx[^1]")
	for _, b := range d.Blocks {
		text := d.Text[b.Start:b.End]
		if b.Kind == db.KindBullet && (strings.HasPrefix(text, "•") || strings.HasPrefix(text, "1.")) {
			t.Errorf("the marker lies inside %q", text)
		}
		if b.Kind == db.KindFootnote && text != "[1] note" {
			t.Errorf("footnote %q", text)
		}
	}
}
