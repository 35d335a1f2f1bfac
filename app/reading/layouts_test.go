package reading_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// TestLayouts reads references in the manners of many houses and prints how
// much of the truth beside them is found.
func TestLayouts(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"heldout.txt", "second.txt", "third.txt"} {
		scores := map[string]*score{"groups": {}, "items": {}, "note marks": {}, "credits": {}}
		for _, m := range marked(t, filepath.Join("testdata", "layouts", file), "=^:c@") {
			wanted, found := m.layoutWanted(t), m.layoutFound()
			for kind, s := range scores {
				s.hold(t, fmt.Sprintf("%s:%d %s: %s", file, m.line, m.under, kind), wanted[kind], found[kind])
			}
		}
		for kind, s := range scores {
			precision := 0.95
			if kind == "groups" {
				precision = 0.98
			}
			s.aim(t, file+" "+kind, 0.95, precision)
		}
	}
}

func (m markedText) layoutWanted(t *testing.T) findings {
	t.Helper()
	if len(m.places) != len(m.lines["="]) {
		t.Fatalf("line %d: %d groups are marked and %d described", m.line, len(m.places), len(m.lines["="]))
	}
	f := findings{}
	for i, place := range m.places {
		f.add("groups", "%d-%d %s", place.Start, place.End, place.Of(m.text))
		for n, item := range strings.Split(m.lines["="][i], " + ") {
			f.add("items", "%d.%d %s", place.Start, n, item)
		}
	}
	for _, marks := range m.lines["^"] {
		for i, number := range strings.Fields(marks) {
			f.add("note marks", "%d: %s>linked", i, number)
		}
	}
	for _, c := range m.lines["c"] {
		f.add("credits", "%s", c)
	}
	return f
}

func (m markedText) layoutFound() findings {
	f := findings{}
	text := m.text
	var footnotes []span.Span
	for _, note := range m.lines[":"] {
		text += "\n\n"
		footnotes = append(footnotes, span.Span{Start: len(text), End: len(text) + len(note)})
		text += note
	}
	for _, c := range reading.Citations(text, publishedOn(m)) {
		if c.Start >= len(m.text) {
			continue
		}
		f.add("groups", "%d-%d %s", c.Start, c.End, c.Raw)
		for n, item := range strings.Split(show([]reading.Citation{c}), " + ") {
			f.add("items", "%d.%d %s", c.Start, n, item)
		}
	}
	for i, mark := range reading.NoteMarks(text, footnotes) {
		linked := "linked"
		if mark.Footnote.Empty() {
			linked = "nothing"
		}
		f.add("note marks", "%d: %d>%s", i, mark.Number, linked)
	}
	for _, c := range reading.Credits(text) {
		f.add("credits", "%s", fmt.Sprint(c.Source))
	}
	return f
}
