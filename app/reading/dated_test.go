package reading_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/reading"
)

// TestDates holds the dated expressions of running text to a corpus: a finding
// is right when its words and its days both are.
func TestDates(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"dates.txt", "second.txt"} {
		all, negatives := score{}, 0
		for _, m := range marked(t, filepath.Join("testdata", "dates", file), "=@") {
			wanted, found := findings{}, findings{}
			var resolved []string
			if lines := m.lines["="]; len(lines) > 0 {
				resolved = strings.Split(lines[0], " + ")
			}
			if len(resolved) != len(m.places) {
				t.Fatalf("%s:%d: %d expressions are marked and %d resolved", file, m.line, len(m.places), len(resolved))
			}
			for i, place := range m.places {
				wanted.add("date", "%d %q %s", place.Start, strings.Join(strings.Fields(place.Of(m.text)), " "), strings.Trim(resolved[i], "-"))
			}
			if len(m.places) == 0 {
				negatives++
			}
			for _, d := range reading.Dates(m.text, publishedOn(m), nil) {
				found.add("date", "%d %q %s", d.Start, d.Written, days(d.Day))
				if !d.Sentence.Contains(d.Start) {
					t.Errorf("%s:%d: %q lies outside its sentence", file, m.line, d.Written)
				}
			}
			all.hold(t, fmt.Sprintf("%s:%d", file, m.line), wanted["date"], found["date"])
		}
		t.Logf("%s: %d texts hold no date", file, negatives)
		all.aim(t, file, 0.95, 0.97)
	}
}

// publishedOn is the publication of a text of a corpus: a day, a year that was
// inferred, or nothing known.
func publishedOn(m markedText) reading.Published {
	day := "2024-08-20"
	if lines := m.lines["@"]; len(lines) > 0 {
		day = lines[0]
	}
	switch len(day) {
	case len("?"):
		return reading.Published{}
	case len("2024"):
		return reading.Published{Earliest: day + "-01-01", Latest: day + "-12-31", From: "the volume"}
	}
	return reading.Published{Earliest: day, Latest: day, From: "the publication date"}
}
