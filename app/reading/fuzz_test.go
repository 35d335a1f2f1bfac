package reading_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// FuzzReading: whatever the text, every finding lies on it and nothing panics.
func FuzzReading(f *testing.F) {
	for _, seed := range []string{
		"It fell (TASS, August 19; see Gulf Watch, July 31).", "((((", "(X/@, 1er mai)", "the long form (LF) and SF (short form)",
		"Almost certainly not. (see see, May 2023, n.d.)", "(é, 31.12.2023 and 30 février)", "high confidence (\x00)", "(,;,,;)",
		"(see EDM, June 3, 10; 3 and 10 June)", "[Reuters, May 3 [in Russian], p. 4] [1][2–5]¹²", "the alQa'ida's U.S. Army’s (A; B, 1er mai)",
	} {
		f.Add(seed)
	}
	names := reading.NewNames([]reading.Name{{Actor: 1, Name: "LF"}, {Actor: 2, Name: "al-Qa’ida"}, {Actor: 3, Name: "U.S. Army"}, {Actor: 4, Name: "the long form"}})
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			t.Skip("a canonical text is valid UTF-8")
		}
		lies := func(what string, s span.Span) {
			if !s.Valid(text) || s.Empty() {
				t.Errorf("%s %v does not lie on the text", what, s)
			}
		}
		for _, c := range reading.Citations(text, reading.InferPublished(text, "", "")) {
			lies("citation", c.Span)
			for _, i := range c.Items {
				lies("item", i.Span)
				if i.Source == "" || strings.TrimSpace(i.Source) != i.Source {
					t.Errorf("source %q", i.Source)
				}
			}
		}
		for _, a := range reading.Acronyms(text) {
			lies("acronym", a.Span)
		}
		terms, hedges, _ := reading.Likelihood(text)
		for _, x := range terms {
			lies("term", x.Span)
		}
		for _, x := range hedges {
			lies("hedge", x.Span)
		}
		for _, u := range reading.UsedBeforeDefined(text) {
			lies("early use", u.Span)
		}
		for _, m := range reading.NoteMarks(text, nil) {
			lies("note mark", m.Span)
		}
		for _, m := range names.Find(text) {
			lies("mention", m.Span)
		}
		for _, s := range reading.Sentences(text) {
			lies("sentence", s)
		}
	})
}
