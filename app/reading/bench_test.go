package reading_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"sidelight/app/reading"
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
		reading.Citations(text, published)
		reading.Credits(text)
		reading.UsedBeforeDefined(text) // with the acronyms
		reading.DraftingFaults(text)    // with the likelihood terms
		reading.NoteMarks(text, nil)
		reading.Sentences(text)
		names.Find(text)
	}
}

// BenchmarkMentions finds 100,000 aliases in 1 MB of text.
func BenchmarkMentions(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ka mo ri ta lu ben dor sha nim zar el qua ver tos gan pil")
	word := func() string {
		var w strings.Builder
		for range 2 + random.IntN(3) {
			w.WriteString(syllables[random.IntN(len(syllables))])
		}
		return w.String()
	}
	title := func(w string) string { return strings.ToUpper(w[:1]) + w[1:] }
	var names []reading.Name
	for i := range 100_000 {
		names = append(names, reading.Name{Actor: int64(i / 3), Name: fmt.Sprintf("%s %s %s", title(word()), title(word()), title(word()))})
	}
	var text strings.Builder
	for text.Len() < 1<<20 {
		if random.IntN(40) == 0 {
			text.WriteString(names[random.IntN(len(names))].Name)
		} else {
			text.WriteString(word())
		}
		text.WriteByte(' ')
	}
	trie := reading.NewNames(names)
	b.SetBytes(int64(text.Len()))
	found := 0
	for b.Loop() {
		found = len(trie.Find(text.String()))
	}
	b.ReportMetric(float64(found), "mentions")
}
