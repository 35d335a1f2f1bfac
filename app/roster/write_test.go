package roster_test

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/app/roster"
	"sidelight/db"
)

// words draws a name as a library has it: on one line, with single spaces, and
// with all the characters that mean something in a list.
func words() *rapid.Generator[string] {
	letters := []rune(`aZé7ف;|\,"'=+-@[]()<>{}:. &` + "’\u200f")
	return rapid.Custom(func(t *rapid.T) string {
		s := rapid.OneOf(
			rapid.StringOfN(rapid.SampledFrom(letters), 1, 20, -1),
			rapid.SampledFrom([]string{"JNIM", "the group", "X [acronym]", "X [other, weak]", "'=1+1", "=cmd", "Front (F)", `a\`, `\;`, "name", "sep=;"}),
		).Draw(t, "words")
		return strings.Join(strings.Fields(s), " ")
	}).Filter(func(s string) bool { return strings.Trim(s, " \u200f") != "" })
}

func actor() *rapid.Generator[db.Actor] {
	return rapid.Custom(func(t *rapid.T) db.Actor {
		a := db.Actor{
			Name:    words().Draw(t, "name"),
			Kind:    rapid.SampledFrom(db.ActorKinds).Draw(t, "kind"),
			Summary: strings.TrimSpace(strings.Join(rapid.SliceOfN(words(), 0, 3).Draw(t, "summary"), "\n")),
		}
		for _, name := range rapid.SliceOfNDistinct(words(), 0, 5, rapid.ID).Draw(t, "aliases") {
			if name != a.Name {
				a.Aliases = append(a.Aliases, db.Alias{Name: name, Kind: rapid.SampledFrom(db.AliasKinds).Draw(t, "kind"), Weak: rapid.Bool().Draw(t, "weak")})
			}
		}
		return a
	})
}

// TestRoundTrip: what is written comes back as it was.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		// given actors of a library
		actors := rapid.SliceOfNDistinct(actor(), 1, 5, func(a db.Actor) string { return db.Fold(a.Name) + a.Kind }).Draw(t, "actors")
		for i := range actors {
			actors[i].UID = uidOf(i)
		}
		var table, records bytes.Buffer
		// when they are written and read again
		if err := roster.WriteCSV(&table, actors); err != nil {
			t.Fatal(err)
		}
		if err := roster.WriteJSON(&records, actors); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{"x.csv": table.Bytes(), "x.json": records.Bytes()} {
			list, err := roster.Parse(name, data)
			if err != nil {
				t.Fatalf("%s: %v\n%s", name, err, data)
			}
			// then nothing is lost, added or joined
			var got []db.Actor
			for _, row := range list.Rows {
				if row.Problem != "" || len(row.Remarks) > 0 || row.Guessed {
					t.Errorf("%s: %s", name, told(row))
				}
				row.Actor.Origin = ""
				got = append(got, row.Actor)
			}
			if diff := cmp.Diff(actors, got); diff != "" {
				t.Errorf("%s: %s\n%s", name, diff, data)
			}
		}
	})
}

// TestWriteCSV_NoFormulas: no cell is one that a spreadsheet would calculate.
func TestWriteCSV_NoFormulas(t *testing.T) {
	t.Parallel()
	actors := []db.Actor{
		{UID: "1", Name: "=HYPERLINK(1)", Kind: "other", Summary: "@SUM(A1)", Aliases: []db.Alias{{Name: "+1", Kind: db.AliasOther}, {Name: "-2"}}},
		{UID: "2", Name: "'Abd al-Quay", Kind: "person"},
		{UID: "3", Name: "'=x", Kind: "-"},
	}
	var b bytes.Buffer
	if err := roster.WriteCSV(&b, actors); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	check(t, [][]string{
		{"uid", "name", "kind", "aliases", "summary"},
		{"1", "'=HYPERLINK(1)", "other", "'+1; -2", "'@SUM(A1)"},
		{"2", "'Abd al-Quay", "person", "", ""},
		{"3", "''=x", "'-", "", ""},
	}, rows)
}
