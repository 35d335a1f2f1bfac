package findings_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// fragments are what briefs are put together from, and what breaks them.
var fragments = []string{"The Salt Front", "CMA", "Ardal Salt Front (ASF)", "ASF (Ardal Salt Front)", "(Hill Radio, July 28)", "(see Le Phare, 2 août; X/@dune)",
	"(ASF, July 3)", "[1]", "[AFP, July 4]", "on July 28", "since May", "a week later", "in early 2023", ". ", ", ", "; ", "\n", "\n\n", " ", "“", "”", "(", ")", "[", "]",
	"’s", "Été", "🛰", "مالي", "新华社", "1999", "3 and 10 June", "(Source: Hill Radio)", "is unlikely", "with high confidence", "…", "• ", "| a | b |", "\u0301", "—"}

// TestReadFindsWhatTheLibraryTakes: whatever a text is, and whatever its blocks
// are taken for, each finding has words of the text.
func TestReadFindsWhatTheLibraryTakes(t *testing.T) {
	t.Parallel()
	names := reading.NewNames([]reading.Name{{Actor: 1, Name: "Salt Front"}, {Actor: 2, Name: "CMA"}, {Actor: 3, Name: "CMA"},
		{Actor: 1, Name: "Ardal Salt Front"}, {Actor: 1, Name: "ASF"}, {Actor: 4, Name: "été"}})
	rapid.Check(t, func(t *rapid.T) {
		// given a text of any fragments in any blocks
		var n db.NewBrief
		for _, words := range rapid.SliceOfN(rapid.SliceOfN(rapid.SampledFrom(fragments), 1, 12), 1, 6).Draw(t, "blocks") {
			start := len(n.Text)
			n.Text += strings.Join(words, rapid.SampledFrom([]string{"", " "}).Draw(t, "between"))
			n.Blocks = append(n.Blocks, db.Block{Kind: rapid.SampledFrom(db.BlockKinds).Draw(t, "kind"), Start: start, End: len(n.Text)})
			n.Text += rapid.SampledFrom([]string{"\n", "\n\n", " "}).Draw(t, "after")
		}
		// when it is read
		f := findings.Read(db.Brief{ID: 1}, db.Revision{ID: 1, Text: n.Text, Blocks: n.Blocks}, names, rapid.Bool().Draw(t, "one mention"))
		// then every finding lies on it
		lies := func(what string, start, end int) {
			if s := (span.Span{Start: start, End: end}); !s.Valid(n.Text) || s.Empty() {
				t.Errorf("%s at %d to %d of %q", what, start, end, n.Text)
			}
		}
		for _, c := range f.Citations {
			lies("citation", c.Start, c.End)
			lies("bracket", c.GroupStart, c.GroupEnd)
			if db.Fold(c.Outlet) == "" {
				t.Errorf("a citation of nothing in %q", n.Text)
			}
		}
		last := 0
		for _, m := range f.Mentions {
			lies("mention", m.Start, m.End)
			if m.Start < last || len(m.Actors) == 0 {
				t.Errorf("mention %+v in or before another, or of nobody, in %q", m, n.Text)
			}
			last = m.End
		}
		for _, e := range f.Events {
			lies("statement", e.Start, e.End)
			lies("date", e.DateStart, e.DateEnd)
			if e.DateStart < e.Start || e.DateStart >= e.End {
				t.Errorf("the date of %+v begins outside its statement in %q", e, n.Text)
			}
		}
		for _, p := range f.Phrases {
			lies("phrase", p.Start, p.End)
		}
	})
}
