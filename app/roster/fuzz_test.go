package roster_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"sidelight/app/roster"
	"sidelight/db"
)

// FuzzParse: whatever the bytes, what comes back keeps its bounds, and what is
// written of it is read again as the same.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, seed := range []string{
		"name\n\"", "name,aliases\n'=1,a\\;b;c\\", "sep=;\nname;uid\nA;1", "[{\"name\":{}}]", "{\"values\":[{\"value\":\"A (B) ()\"}]}",
		"\xff\xfen\x00a\x00", "name\t\x00\n()\t", "[\"\\u0000\",\"the x\"]", "{\"objects\":[{\"type\":\"identity\",\"sectors\":1}],\"type\":[]}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := roster.Parse("x", data)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("error %q", err)
			}
			return
		}
		var actors []db.Actor
		for i, row := range list.Rows {
			checkRow(t, row, i, len(list.Rows))
			if row.Problem == "" {
				row.Actor.UID, row.Actor.Origin = uidOf(i), ""
				actors = append(actors, row.Actor)
			}
		}
		if len(actors) > 0 {
			readAgain(t, actors)
		}
	})
}

func checkRow(t *testing.T, row roster.Row, i, rows int) {
	t.Helper()
	wellFormed := func(s string, most int) {
		if !utf8.ValidString(s) || utf8.RuneCountInString(s) > most || strings.TrimSpace(s) != s ||
			strings.IndexFunc(s, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }) >= 0 {
			t.Errorf("%q", s)
		}
	}
	a := row.Actor
	if row.Line < 1 || a.Kind == "" && row.Problem == "" || a.Name == "" && row.Problem == "" || len(a.Aliases) > roster.MaxAliases {
		t.Errorf("row %d: %+v", i, row)
	}
	wellFormed(a.Name, roster.MaxName)
	wellFormed(a.Summary, roster.MaxSummary)
	for _, alias := range a.Aliases {
		wellFormed(alias.Name, roster.MaxName)
		if alias.Name == "" || alias.Name == a.Name || alias.Kind == "" {
			t.Errorf("row %d: alias %+v of %q", i, alias, a.Name)
		}
	}
	for _, r := range row.Relations {
		if r.To < 0 || r.To >= rows || r.To == i {
			t.Errorf("row %d: relation %+v", i, r)
		}
	}
}

func readAgain(t *testing.T, actors []db.Actor) {
	t.Helper()
	var b bytes.Buffer
	if err := roster.WriteCSV(&b, actors); err != nil {
		t.Fatal(err)
	}
	list, err := roster.Parse("x.csv", b.Bytes())
	if err != nil || len(list.Rows) != len(actors) {
		t.Fatalf("%d rows of %d, error %v:\n%s", len(list.Rows), len(actors), err, b.String())
	}
	for i, row := range list.Rows {
		row.Actor.Origin = ""
		check(t, actors[i], row.Actor)
	}
}

// uidOf is a uid of its own for each row.
func uidOf(i int) string {
	const digits = "0123456789abcdef"
	uid := []byte("00000000-0000-4000-8000-000000000000")
	for at := len(uid) - 1; i > 0; at, i = at-1, i/16 {
		uid[at] = digits[i%16]
	}
	return string(uid)
}
