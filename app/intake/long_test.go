package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"sidelight/db"
)

// longBrief writes a report of 150 kB and more, with what a reader finds in it:
// sections under numbered headings, paragraphs, lists and footnotes.
func longBrief(wrapped bool) (text string, want []db.BlockKind) {
	sentences := []string{
		"The road between the mines and the market carried more traffic in this month than in the whole of the winter before it.",
		"Officials of the district, who had promised to count the lorries, counted those that passed in daylight.",
		"Two of the five gates were closed (Coast Daily, March 4).",
		"“Nobody asked us”, said a guard at the third gate, “and nobody will.”",
		"It is likely that the toll will rise before the rains.",
		"The U.S. Embassy in Port Ansel declined to comment on the figures, which it had itself requested in 2023.",
	}
	var b strings.Builder
	add := func(kind db.BlockKind, s string) {
		if wrapped {
			s = wrap(s, 78)
		}
		b.WriteString(s)
		want = append(want, kind)
	}
	add(db.KindTitle, "The Salt Road in Numbers: A Yearbook")
	b.WriteString("\n\n")
	add(db.KindByline, "By Jane Roe and John Doe")
	b.WriteString("\n")
	add(db.KindPublication, "March 2025")
	b.WriteString("\n\n")
	notes := 0
	for section := 1; b.Len() < 150_000; section++ {
		add(db.KindHeading, fmt.Sprintf("%d. The Gate at Kilometre %d", section, section*7))
		b.WriteString("\n\n")
		for k := range 6 {
			var p []string
			for n := range 4 + (section+k)%5 {
				p = append(p, sentences[(section*3+k*5+n)%len(sentences)])
			}
			notes++
			add(db.KindParagraph, fmt.Sprintf("%s[%d]", strings.Join(p, " "), notes))
			b.WriteString("\n\n")
		}
		for k := range 3 {
			b.WriteString("• ")
			add(db.KindBullet, strings.TrimSuffix(sentences[(section+k)%2], ".")+";")
			b.WriteString("\n")
		}
		b.WriteString("\n")
	}
	add(db.KindHeading, "Notes")
	b.WriteString("\n\n")
	for n := 1; n <= notes; n++ {
		add(db.KindFootnote, fmt.Sprintf("[%d] Gate book, page %d.", n, n*3))
		b.WriteString("\n")
	}
	return b.String(), want
}

// wrap breaks a text at blanks before the column.
func wrap(s string, column int) string {
	var b strings.Builder
	at := 0
	for i, w := range strings.Fields(s) {
		n := len([]rune(w))
		switch {
		case i == 0:
		case at+1+n > column:
			b.WriteString("\n")
			at = 0
		default:
			b.WriteString(" ")
			at++
		}
		b.WriteString(w)
		at += n
	}
	return b.String()
}

func TestLongBrief(t *testing.T) {
	t.Parallel()
	for name, wrapped := range map[string]bool{"one line a paragraph": false, "wrapped": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, want := longBrief(wrapped)
			d := read(t, "yearbook.txt", text)
			if d.Title != "The Salt Road in Numbers: A Yearbook" || d.Series != "" || d.Author != "Jane Roe and John Doe" || d.Published.Earliest != "2025-03-01" {
				t.Errorf("title %q, series %q, author %q, published %+v", d.Title, d.Series, d.Author, d.Published)
			}
			if len(d.Blocks) != len(want) {
				t.Errorf("%d blocks, want %d", len(d.Blocks), len(want))
			}
			for i, b := range d.Blocks[:min(len(d.Blocks), len(want))] {
				if b.Kind != want[i] {
					t.Fatalf("block %d is a %s, want a %s: %.80q", i, b.Kind, want[i], d.Text[b.Start:b.End])
				}
			}
		})
	}
}
