package textlayout

import (
	"testing"

	"pgregory.net/rapid"
)

func TestFinding(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text, query string
		want              []string
	}{
		{"case", "Mali and MALI", "mali", []string{"Mali", "MALI"}},
		{"accents in the text", "Kïdal, Kidal", "kidal", []string{"Kïdal", "Kidal"}},
		{"accents in the query", "Kidal", "Kïdal", []string{"Kidal"}},
		{"marks of their own", "e\u0301te\u0301 x", "ete", []string{"e\u0301te\u0301"}},
		{"quotes and dashes", "“cut—run”", `"cut-run"`, []string{"“cut—run”"}},
		{"across a line end", "Russian\n   oblast", "russian oblast", []string{"Russian\n   oblast"}},
		{"soft hyphen", "mas\u00ADsacre", "massacre", []string{"mas\u00ADsacre"}},
		{"ligature", "o\ufb03ce", "office", []string{"o\ufb03ce"}},
		{"nothing", "text", "", nil},
		{"not there", "text", "word", nil},
		{"no overlap", "aaaa", "aa", []string{"aa", "aa"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range NewFinder(c.text).Find(c.query, 0) {
				got = append(got, c.text[s[0]:s[1]])
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %q, want %q", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got %q, want %q", got, c.want)
				}
			}
		})
	}
}

func TestFindingStopsAtItsLimit(t *testing.T) {
	t.Parallel()
	if got := NewFinder("a a a a").Find("a", 2); len(got) != 2 {
		t.Errorf("%d found", len(got))
	}
}

func TestWhatIsFoundIsThere(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		// given a text and a part of it
		s := text(rt, "words")
		a := runeStart(s, rapid.IntRange(0, len(s)).Draw(rt, "a"))
		b := runeStart(s, rapid.IntRange(a, len(s)).Draw(rt, "b"))
		f := NewFinder(s)
		query := NewFinder(s[a:b]).folded
		// when
		spans := f.Find(s[a:b], 0)
		// then every span folds to the query, in order, and there is one
		last := 0
		for _, sp := range spans {
			if sp[0] < last || sp[1] <= sp[0] {
				rt.Fatalf("spans %v", spans)
			}
			last = sp[1]
		}
		if query != "" && len(spans) == 0 {
			rt.Fatalf("%q not found in %q", s[a:b], s)
		}
	})
}
