package anchor_test

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/anchor"
	"sidelight/app/span"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	text := "The patrol left the garrison before dawn. It did not return to the river crossing that week, witnesses said."
	start := strings.Index(text, "did not return")
	got := anchor.Describe(text, span.Span{Start: start, End: start + len("did not return")})

	want := anchor.Selectors{
		Exact:  "did not return",
		Prefix: " the garrison before dawn. It ",
		Suffix: " to the river crossing that week",
		Span:   span.Span{Start: start, End: start + 14},
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestDescribeAtTheEdges(t *testing.T) {
	t.Parallel()
	got := anchor.Describe("Bamako", span.Span{Start: 0, End: 6})
	if got.Prefix != "" || got.Suffix != "" || got.Exact != "Bamako" {
		t.Errorf("a span over the whole text has no context, got %+v", got)
	}
}

func TestDescribeKeepsCharactersWhole(t *testing.T) {
	t.Parallel()
	// Given an emoji of several code points right where the 32 end.
	family := "👨‍👩‍👧‍👦"
	text := "x" + strings.Repeat("-", 31) + family + "tail"
	got := anchor.Describe(text, span.Span{Start: 0, End: 1})
	// Then the suffix ends before it rather than inside it.
	if strings.ContainsRune(got.Suffix, '👨') && !strings.Contains(got.Suffix, family) {
		t.Errorf("suffix %q cuts a character", got.Suffix)
	}
}

func TestDescribeNarrowsSpansThatLieOutside(t *testing.T) {
	t.Parallel()
	text := "né"
	for _, s := range []span.Span{{Start: -3, End: 99}, {Start: 2, End: 2}, {Start: 2, End: 3}, {Start: 1, End: 2}, {Start: 5, End: 1}} {
		got := anchor.Describe(text, s)
		if !got.Span.Valid(text) || got.Exact != got.Span.Of(text) {
			t.Errorf("%v: got %+v", s, got)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, quote string
		want        []string
	}{
		"exact":              {"one two one", "one", []string{"one", "one"}},
		"exact beats folded": {"Mali and MALI", "MALI", []string{"MALI"}},
		"case":               {"The Sahel and the SAHEL", "sahel", []string{"Sahel", "SAHEL"}},
		"curly quotes":       {"the “Africa Corps” of Mali’s allies", `"africa corps" of mali's`, []string{"“Africa Corps” of Mali’s"}},
		"dashes":             {"such help—even if small—counts", "help--even if small-counts", []string{"help—even if small—counts"}},
		"blanks and lines":   {"left the\n   old  garrison", "left the old garrison", []string{"left the\n   old  garrison"}},
		"quote with lines":   {"left the garrison", " left\n the\tgarrison\n", []string{"left the garrison"}},
		"accents":            {"le siège de Ménaka", "siege de menaka", []string{"siège de Ménaka"}},
		"decomposed accents": {"Me\u0301naka fell", "ménaka", []string{"Me\u0301naka"}},
		"mark at the end":    {"cafe\u0301 noir", "CAFE", []string{"cafe\u0301"}},
		"no-break space":     {"12\u00a0000 troops", "12 000 Troops", []string{"12\u00a0000 troops"}},
		"unseen characters":  {"Mosul\u200e, and", "mosul, AND", []string{"Mosul\u200e, and"}},
		"overlapping":        {"aaa", "aa", []string{"aa", "aa"}},
		"ligature whole":     {"the ﬁeld", "FIELD", []string{"ﬁeld"}},
		"half a ligature":    {"the ﬁeld", "IELD", nil},
		"nothing":            {"text", "  \n", nil},
		"absent":             {"text", "context", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range anchor.Find(c.text, c.quote) {
				if !s.Valid(c.text) {
					t.Fatalf("span %v is not on runes of %q", s, c.text)
				}
				got = append(got, s.Of(c.text))
			}
			if !reflect.DeepEqual(got, c.want) {
				t.Errorf("Find(%q, %q) = %q, want %q", c.text, c.quote, got, c.want)
			}
		})
	}
}

// words draws texts with the characters that make anchoring hard.
func words() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "A", "aa", "é", "e\u0301", " ", "\n", "’", "'", "—", "--", "👨‍👩‍👧", "ﬁ", "½", "Mali", "\u200b", "مالي", "🇲🇱", "“", "."}), 0, 60).Draw(t, "parts")
		return strings.Join(parts, "")
	})
}

func drawSpan(t *rapid.T, text string) span.Span {
	p := span.NewPoints(text)
	n := utf8.RuneCountInString(text)
	start := rapid.IntRange(0, n).Draw(t, "start")
	end := rapid.IntRange(start, n).Draw(t, "end")
	return span.Span{Start: p.ToByte(start), End: p.ToByte(end)}
}

func TestDescribedWordsStandInTheText(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(words(), rapid.String()).Draw(t, "text")
		s := drawSpan(t, text)
		d := anchor.Describe(text, s)
		if d.Exact != s.Of(text) || d.Span != s {
			t.Fatalf("exact %q of %v, want %q of %v", d.Exact, d.Span, s.Of(text), s)
		}
		if !strings.HasSuffix(text[:s.Start], d.Prefix) || !strings.HasPrefix(text[s.End:], d.Suffix) {
			t.Fatalf("prefix %q and suffix %q are not beside the words", d.Prefix, d.Suffix)
		}
		if utf8.RuneCountInString(d.Prefix) > 32 || utf8.RuneCountInString(d.Suffix) > 32 {
			t.Fatalf("prefix %q or suffix %q is too long", d.Prefix, d.Suffix)
		}
	})
}

func TestFindFindsWhatWasTaken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(words(), rapid.String()).Draw(t, "text")
		s := drawSpan(t, text)
		found := anchor.Find(text, s.Of(text))
		for _, f := range found {
			if !f.Valid(text) || f.Empty() {
				t.Fatalf("found %v, which is no passage", f)
			}
			if f == s {
				return
			}
		}
		// Only a passage without anything to see cannot be found.
		if len(anchor.Find("("+s.Of(text)+")", s.Of(text))) > 0 {
			t.Fatalf("%v is not among %v", s, found)
		}
	})
}

func TestFindFindsWhatWasRetyped(t *testing.T) {
	t.Parallel()
	retype := strings.NewReplacer("’", "'", "“", `"`, "”", `"`, "—", "-", "é", "e", " ", "\n  ")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"Mali’s", "“junta”", "—", "café", "north", "of", "Gao"}), 2, 30).Draw(t, "words"), " ")
		s := drawSpan(t, text)
		quote := s.Of(text)
		if strings.TrimSpace(quote) != quote || quote == "" {
			t.Skip("a passage begins and ends with something to see")
		}
		for _, f := range anchor.Find(text, strings.ToUpper(retype.Replace(quote))) {
			if f == s {
				return
			}
		}
		t.Fatalf("%q retyped is not found", quote)
	})
}

func FuzzFind(f *testing.F) {
	f.Add("the “Africa Corps”", `"africa corps"`)
	f.Add("\xff\xfe", "\xff")
	f.Fuzz(func(t *testing.T, text, quote string) {
		for _, s := range anchor.Find(text, quote) {
			if s.Start < 0 || s.End > len(text) || s.Empty() {
				t.Fatalf("Find(%q, %q) gives %v", text, quote, s)
			}
			if utf8.ValidString(text) && !s.Valid(text) {
				t.Fatalf("Find(%q, %q) gives %v, not on runes", text, quote, s)
			}
		}
	})
}

func BenchmarkFindFolded(b *testing.B) {
	text := strings.Repeat("The group’s fighters withdrew from the garrison. ", 20000)
	for b.Loop() {
		anchor.Find(text, "THE GROUP'S LEADERS")
	}
}
