package collate

import (
	"context"
	"math/rand"
	"path/filepath"
	"strings"
	"testing"

	"sidelight/app/span"
	"sidelight/db"
)

// longSide is a text of so many words, made of the sentences of all pairs with
// names and numbers of its own.
func longSide(b *testing.B, words int, seed int64) Side {
	b.Helper()
	paths, _ := filepath.Glob("testdata/pairs/*.json")
	var sentences []string
	for _, path := range paths {
		l, r := sidesOf(b, readTruth(b, path), false)
		for _, s := range []Side{l, r} {
			for _, x := range cut(sound(s)).sentences {
				sentences = append(sentences, strings.Join(strings.Fields(x.Of(s.Text)), " "))
			}
		}
	}
	r := rand.New(rand.NewSource(seed))
	var s Side
	var text strings.Builder
	for n := 0; n < words; {
		start := text.Len()
		for range 4 + r.Intn(4) {
			sentence := sentences[r.Intn(len(sentences))]
			fields := strings.Fields(sentence)
			for i, w := range fields {
				if len(w) > 4 && r.Intn(3) == 0 {
					at := r.Intn(len(w) - 2)
					fields[i] = strings.ToValidUTF8(w[:at]+string(rune('a'+r.Intn(26)))+w[at+1:], "e")
				}
				if r.Intn(20) == 0 {
					from := text.Len()
					name := "Group" + string(rune('A'+r.Intn(26)))
					text.WriteString(name)
					s.Mentions = append(s.Mentions, Mention{span.Span{Start: from, End: text.Len()}, int64(name[5]), name, ""})
					text.WriteByte(' ')
				}
			}
			text.WriteString(strings.Join(fields, " ") + " ")
			n += len(fields)
		}
		s.Blocks = append(s.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: text.Len()})
		text.WriteString("\n\n")
	}
	s.Text = text.String()
	return s
}

// BenchmarkMatters10000Words: the aim is 100 ms.
func BenchmarkMatters10000Words(b *testing.B) {
	l, r := longSide(b, 10000, 1), longSide(b, 10000, 2)
	b.ResetTimer()
	for b.Loop() {
		c, err := Compare(context.Background(), l, r, KindMatters)
		if err != nil || len(c.Aligned) == 0 {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(c.Aligned)), "pairs")
	}
}

func BenchmarkAlign10000Words(b *testing.B) {
	l, r := longSide(b, 10000, 1), longSide(b, 10000, 2)
	b.ResetTimer()
	for b.Loop() {
		if _, err := newAligner(l, r).align(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGuess1MB(b *testing.B) {
	l, r := longSide(b, 170000, 1), longSide(b, 170000, 2)
	b.SetBytes(int64(len(l.Text)))
	b.ResetTimer()
	for b.Loop() {
		if _, err := Guess(context.Background(), l, r); err != nil {
			b.Fatal(err)
		}
	}
}
