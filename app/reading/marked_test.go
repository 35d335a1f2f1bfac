package reading_test

import (
	"os"
	"strings"
	"testing"

	"sidelight/app/span"
)

// markedText is a text of a corpus whose findings are marked in it: ⟦ and ⟧
// stand around each, and the lines after the text say what they are.
type markedText struct {
	line   int
	under  string // the heading that it stands under, without the #
	text   string // without the marks
	places []span.Span
	lines  map[string][]string // by their first character
}

// marked reads a corpus. "\n" in a text is a line end; a heading starts with #.
func marked(t testing.TB, file string, leads string) []markedText {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []markedText
	under := ""
	for i, line := range strings.Split(strings.TrimSpace(string(data)), "\n") {
		lead, rest, _ := strings.Cut(line, " ")
		switch {
		case line == "":
		case lead == "#":
			under = rest
		case len(lead) == 1 && strings.Contains(leads, lead) && len(out) > 0:
			last := &out[len(out)-1]
			last.lines[lead] = append(last.lines[lead], rest)
		default:
			m := markedText{line: i + 1, under: under, lines: map[string][]string{}}
			m.text, m.places = unmarked(t, i+1, strings.ReplaceAll(line, `\n`, "\n"))
			out = append(out, m)
		}
	}
	return out
}

func unmarked(t testing.TB, line int, words string) (text string, places []span.Span) {
	t.Helper()
	var b strings.Builder
	open := -1
	for _, r := range words {
		switch r {
		case '⟦':
			open = b.Len()
		case '⟧':
			if open < 0 {
				t.Fatalf("line %d: a mark is closed that was not opened", line)
			}
			places = append(places, span.Span{Start: open, End: b.Len()})
			open = -1
		default:
			b.WriteRune(r)
		}
	}
	if open >= 0 {
		t.Fatalf("line %d: a mark is not closed", line)
	}
	return b.String(), places
}

// hold counts what was found against what there is, and says where they differ.
func (s *score) hold(t *testing.T, where string, wanted, found map[string]bool) {
	t.Helper()
	s.wanted += len(wanted)
	s.found += len(found)
	for finding := range found {
		if wanted[finding] {
			s.right++
		} else {
			t.Logf("%s: false: %s", where, finding)
		}
	}
	for finding := range wanted {
		if !found[finding] {
			t.Logf("%s: missed: %s", where, finding)
		}
	}
}

// aim prints a score and fails below what is aimed at.
func (s score) aim(t *testing.T, what string, recall, precision float64) {
	t.Helper()
	t.Logf("%-24s recall %.3f precision %.3f (%d right of %d found, %d wanted)", what, s.recall(), s.precision(), s.right, s.found, s.wanted)
	if s.recall() < recall || s.precision() < precision {
		t.Errorf("%s: recall %.3f and precision %.3f, want %.2f and %.2f", what, s.recall(), s.precision(), recall, precision)
	}
}
