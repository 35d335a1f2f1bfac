package intake_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"sidelight/app/intake"
	"sidelight/db"
)

// reNoteMark is the mark of a note as the texts of both formats have it.
var reNoteMark = regexp.MustCompile(`\[\d{1,3}\]`)

// folded are the words of a text, small and without the signs around them. The
// marks of notes, which one text has in brackets and the other does not have,
// are left aside.
func folded(text string) []string {
	text = reNoteMark.ReplaceAllString(strings.NewReplacer("’", "'", "‘", "'").Replace(text), " ")
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// agreement compares words: how many of the wanted ones are there, how many of
// those there are wanted, and how many of both stand in the same order.
func agreement(got, want []string) (recall, precision, order float64) {
	count := map[string]int{}
	for _, w := range want {
		count[w]++
	}
	common := 0
	for _, g := range got {
		if count[g] > 0 {
			count[g]--
			common++
		}
	}
	row, next := make([]int, len(want)+1), make([]int, len(want)+1)
	for _, g := range got {
		for k, w := range want {
			if g == w {
				next[k+1] = row[k] + 1
			} else {
				next[k+1] = max(next[k], row[k+1])
			}
		}
		row, next = next, row
	}
	return float64(common) / float64(len(want)), float64(common) / float64(len(got)), float64(row[len(want)]) / float64(max(common, 1))
}

// between is what stands between the first words of a report and what follows it.
func between(t *testing.T, text, first string) string {
	t.Helper()
	from := strings.Index(text, first)
	if from < 0 {
		t.Fatalf("%q is not in %d bytes of text", first, len(text))
	}
	text = text[from:]
	for _, end := range []string{"\nAuthor Information\n", "\nFootnotes\n", "Disclaimer:"} {
		if to := strings.Index(text, end); to >= 0 {
			return text[:to]
		}
	}
	t.Fatal("the report does not end")
	return ""
}

func TestReportsInPDFAgreeWithTheirMarkdown(t *testing.T) {
	t.Parallel()
	dir := shared(t)
	for _, c := range []struct{ name, first, title, author, date, running string }{
		{"crs-IN12678", "On April 7, 2026, the United States and Iran agreed", "U.S.-Iran Ceasefire: Assessment, Reactions, and Issues for Congress",
			"Clayton Thomas, Christopher M. Blanchard, Jim Zanotti", "2026-04-09", "Congressional Research Service 2"},
		{"crs-R48903", "Before U.S. and Israeli military operations", "The Strait of Hormuz in Brief: Non-Oil Shipments and Effects on U.S. Shippers",
			"John Frittelli, Ben Goldman", "2026-04-10", "The Strait of Hormuz in Brief: Non-Oil Shipments and Effects on U.S. Shippers"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			// given
			want := readOne(t, filepath.Join(dir, c.name+".md"))
			// when
			got := readOne(t, filepath.Join(dir, c.name+".pdf"))
			// then
			if got.Title != c.title || got.Author != c.author || got.Published.Earliest != c.date || got.Published.Latest != c.date {
				t.Errorf("title %q, author %q, published %+v", got.Title, got.Author, got.Published)
			}
			if got.Original.MediaType != "application/pdf" || len(got.Pages) < 3 {
				t.Errorf("%s with %d pages", got.Original.MediaType, len(got.Pages))
			}
			text := between(t, got.Text, c.first)
			if n := strings.Count(text, c.running); n > 0 {
				t.Errorf("what runs along the pages is in the text %d times", n)
			}
			recall, precision, order := agreement(folded(text), folded(between(t, want.Text, c.first)))
			t.Logf("%.4f of the words are there, %.4f of those there are the report's, %.4f of both in order", recall, precision, order)
			if recall < 0.98 || precision < 0.98 || order < 0.99 {
				t.Errorf("%.4f of the words are there, %.4f of those there are the report's, %.4f of both in order", recall, precision, order)
			}
			notes := 0
			for _, b := range got.Blocks {
				if b.Kind == db.KindFootnote {
					notes++
				}
			}
			if c.name == "crs-R48903" && notes != 40 {
				t.Errorf("%d footnotes, want 40", notes)
			}
			if err := intake.Check(got.Text, got.Blocks, got.Inlines); err != nil {
				t.Error(err)
			}
		})
	}
}
