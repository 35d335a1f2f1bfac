package reading_test

import (
	"strings"
	"testing"

	"sidelight/app/reading"
	"sidelight/app/span"
)

// BenchmarkRead reads everything that is read of a brief of 1,000 words.
func BenchmarkRead(b *testing.B) {
	var parts []string
	count := 0
	for _, brief := range corpus(b) {
		if count < 1000 {
			parts = append(parts, brief.text)
			count += len(strings.Fields(brief.text))
		}
	}
	text := strings.Join(strings.Fields(strings.Join(parts, "\n\n"))[:1000], " ")
	names := reading.NewNames([]reading.Name{{Actor: 1, Name: "JNIM"}, {Actor: 2, Name: "al-Qaeda"}, {Actor: 3, Name: "Wagner"}})
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		published := reading.InferPublished(text, "", "")
		e := reading.Evidence{Text: text, Published: published, Citations: reading.Citations(text, published)}
		groups := make([]span.Span, 0, len(e.Citations))
		for _, c := range e.Citations {
			groups = append(groups, c.Span)
		}
		e.Dates = reading.Dates(text, published, groups)
		reading.Checks(e)
		reading.Passages(text, []span.Span{{End: len(text)}}, groups)
		reading.Credits(text)
		reading.Acronyms(text)
		reading.Likelihood(text)
		reading.Phrases(text, groups)
		reading.NoteMarks(text, nil)
		names.Find(text)
	}
}
