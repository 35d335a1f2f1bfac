package search

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/span"
)

// hitsOf are the places of words in a text, each word a mark of its own.
func hitsOf(text string, words ...string) []hit {
	var hits []hit
	for i, w := range words {
		for at := 0; ; {
			n := strings.Index(text[at:], w)
			if n < 0 {
				break
			}
			at += n
			hits = append(hits, hit{span.Span{Start: at, End: at + len(w)}, i})
			at += len(w)
		}
	}
	sortHits(hits)
	return hits
}

func alike(int) int { return 1 }

// linesOf are the snippets of a text, with the marks in brackets.
func linesOf(text string, words ...string) string {
	var lines []string
	for _, s := range snippets(text, hitsOf(text, words...), alike) {
		line, at := "", 0
		for _, m := range s.marks {
			line += s.line[at:m.Start] + "[" + m.Of(s.line) + "]"
			at = m.End
		}
		lines = append(lines, line+s.line[at:])
	}
	return strings.Join(lines, "\n")
}

const filler = "Nothing of interest is said in this sentence, which only stands here to be long. "

func TestSnippets(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		words []string
		want  string
	}{
		"a short text is shown whole": {"Salt at the wells.", []string{"wells"}, "Salt at the [wells]."},
		"line ends are blanks":        {"A line that goes on for more than fifty letters about\nsalt and the wells", []string{"wells"}, "A line that goes on for more than fifty letters about salt and the [wells]"},
		"a paragraph is not left":     {"One ends.\n\nSalt at the wells.\n\nAnother begins.", []string{"wells"}, "Salt at the [wells]."},
		"it begins with the sentence": {strings.Repeat(filler, 4) + "The front took the wells. " + strings.Repeat(filler, 4), []string{"wells"},
			"The front took the [wells]. " + strings.TrimSpace(strings.Repeat(filler, 2))},
		"words far into a sentence are shown": {strings.Repeat("and on it goes ", 40) + "to the wells of the north " + strings.Repeat("and on it goes ", 40), []string{"wells"},
			"…and on it goes and on it goes and on it goes and on it goes to the [wells] of the north " + strings.Repeat("and on it goes ", 7) + "and on…"},
		"the place with most words is preferred": {"The wells.\n\nThe salt.\n\nThe wells of salt.", []string{"wells", "salt"}, "The [wells].\nThe [salt].\nThe [wells] of [salt]."},
		"at most three": {strings.Repeat("The wells of this place.\n\n", 5) + "The wells of salt.", []string{"wells", "salt"},
			"The [wells] of this place.\nThe [wells] of this place.\nThe [wells] of [salt]."},
		"nothing is shown twice": {"The wells are far from the salt, " + strings.Repeat("and on ", 30) + "the wells.", []string{"wells", "salt"},
			"The [wells] are far from the [salt], and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and on and…\n…on and on and on and on and on and on and on the [wells]."},
	} {
		if got := linesOf(c.text, c.words...); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestSnippetOfALongPhrase(t *testing.T) {
	t.Parallel()
	phrase := strings.Repeat("it goes on ", 100)
	all := snippets("So "+phrase+"it does.", hitsOf("So "+phrase, phrase), alike)
	if len(all) != 1 || utf8.RuneCountInString(all[0].line) > snippetLength+2 || len(all[0].marks) != 1 || all[0].marks[0].Len() < 190 {
		t.Errorf("%+v", all)
	}
}

// Of any text, the pieces are lines of about the length wanted, in order and
// apart, whose marks are the words looked for.
func TestSnippetsOfAnyText(t *testing.T) {
	t.Parallel()
	parts := rapid.SampledFrom([]string{"wells", "salt", "Ménaka", "of", "the", ".", ". ", "? ”", "\n", "\n\n", "  • ", " ", " ", " ", "ウェルズ", "…", "x", strings.Repeat("y", 90)})
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 5, 40, 120}).Draw(t, "length")
		text := strings.Join(rapid.SliceOfN(parts, n, n).Draw(t, "text"), "")
		hits := hitsOf(text, "wells", "salt", "Ménaka")
		all := snippets(text, hits, alike)
		if (len(all) == 0) != (len(hits) == 0) || len(all) > mostSnippets {
			t.Fatalf("%d snippets of %d hits", len(all), len(hits))
		}
		before := -1
		for _, s := range all {
			if n := utf8.RuneCountInString(s.line); n > snippetLength+snippetSlack+2 || strings.ContainsAny(s.line, "\n") || strings.Contains(s.line, "  ") {
				t.Fatalf("%d runes: %q", n, s.line)
			}
			if len(s.marks) == 0 || s.at.Start <= before {
				t.Fatalf("%q: marks %v, at %v after %d", s.line, s.marks, s.at, before)
			}
			before = s.at.Start
			for i, m := range s.marks {
				if !m.Valid(s.line) || i > 0 && m.Start < s.marks[i-1].End || !strings.Contains("wells salt Ménaka", m.Of(s.line)) {
					t.Fatalf("%q: %v is %q", s.line, m, m.Of(s.line))
				}
			}
		}
	})
}
