// Package longtext makes long texts for tests and measurements, always the
// same ones. It knows nothing of layouts or widgets; nothing that ships uses it.
package longtext

import (
	"math/rand/v2"
	"strings"
)

// vocabulary is how many different words a text can have; with capitals and
// signs a megabyte of 165,000 words has about 22,000 different ones.
const vocabulary = 40000

// Make returns a text of about n bytes in paragraphs of a hundred words, and
// where the paragraphs are. Common words come far more often than rare ones.
func Make(n int) (text string, paragraphs [][2]int) {
	rng := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("ba ke lo mi nu ra se ti vo wa zi an er in on un al es it or pra stri men tion able ism ist " +
		"kon der fal gar hem jus kil lam mor nes pol qua ral sol tur ven wor xen yar zan sha chi tho phe")
	words := make([]string, vocabulary)
	for i := range words {
		var b strings.Builder
		long := 3 // as in a language, common words are short
		if i < 400 {
			long = 1
		}
		for range 1 + rng.IntN(long) {
			b.WriteString(syllables[rng.IntN(len(syllables))])
		}
		if i >= 400 {
			b.WriteString([]string{"", "", "", "s", "ed", "ly"}[rng.IntN(6)])
		}
		words[i] = b.String()
	}
	var b strings.Builder
	for b.Len() < n {
		start := b.Len()
		for w := range 100 {
			if w > 0 {
				b.WriteByte(' ')
			}
			word := words[int(vocabulary*rng.Float64()*rng.Float64()*rng.Float64()*rng.Float64())]
			if rng.IntN(12) == 0 {
				word = strings.ToUpper(word[:1]) + word[1:]
			}
			b.WriteString(word)
			switch rng.IntN(14) {
			case 0:
				b.WriteByte(',')
			case 1:
				b.WriteByte('.')
			case 2:
				b.WriteString("’s")
			}
		}
		paragraphs = append(paragraphs, [2]int{start, b.Len()})
		b.WriteString("\n\n")
	}
	return b.String(), paragraphs
}

// Spans returns n spans spread over a text, from a word to some lines long, of
// which some overlap.
func Spans(text string, n int) [][2]int {
	rng := rand.New(rand.NewPCG(3, 4))
	out := make([][2]int, 0, n)
	for i := range n {
		start := i * (len(text) - 400) / n
		end := start + 8 + rng.IntN(200)
		// Onto the edges of words.
		start += strings.IndexByte(text[start:], ' ') + 1
		end = max(end, start+1)
		end += strings.IndexByte(text[end:], ' ')
		out = append(out, [2]int{start, end})
	}
	return out
}
