package spelling_test

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"sidelight/app/lookup/spelling"
)

// madeUp are different words of syllables, as names have them, always the same.
func madeUp(n int) []string {
	syllables := strings.Fields("al ab ad an ar ba be bi bo bu che da de di do dou el en er fa fi ga ge gh gor ha he hi hu in ir is ja je jo ka ke khi ki ko kov la le li lo lu ma me mi mo mu na ne ni no ou pa pe po qa ra re ri ro ru sa se sha shi si so sta ta te ti to tra tu u va ve vi vo wa we ya ye yu za ze zhi zo")
	rnd := rand.New(rand.NewPCG(1, 2))
	known := make(map[string]bool, n)
	words := make([]string, 0, n)
	for len(words) < n {
		var b strings.Builder
		for range 2 + rnd.IntN(4) {
			b.WriteString(syllables[rnd.IntN(len(syllables))])
		}
		if w := b.String(); !known[w] {
			known[w] = true
			words = append(words, w)
		}
	}
	return words
}

// misspell makes n wrong letters in a word.
func misspell(rnd *rand.Rand, word string, n int) string {
	b := []byte(word)
	for range n {
		i := rnd.IntN(len(b))
		switch c := byte('a' + rnd.IntN(26)); rnd.IntN(4) {
		case 0:
			b[i] = c
		case 1:
			b = slices.Insert(b, i, c)
		case 2:
			if len(b) > 1 {
				b = slices.Delete(b, i, i+1)
			}
		case 3:
			if i > 0 {
				b[i-1], b[i] = b[i], b[i-1]
			}
		}
	}
	return string(b)
}

func BenchmarkNear(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 500_000} {
		words := madeUp(n)
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		list := spelling.NewWords(words)
		runtime.GC()
		runtime.ReadMemStats(&after)
		for _, prefix := range []bool{false, true} {
			b.Run(fmt.Sprintf("words=%d/prefix=%v", n, prefix), func(b *testing.B) {
				rnd := rand.New(rand.NewPCG(3, 4))
				var took []time.Duration
				for b.Loop() {
					word := words[rnd.IntN(n)]
					if prefix {
						word = word[:min(len(word), 4+rnd.IntN(4))]
					}
					word = misspell(rnd, word, 1+rnd.IntN(2))
					start := time.Now()
					list.Near(word, prefix, 48)
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(n), "bytes/word")
			})
		}
		runtime.KeepAlive(list)
	}
}

func BenchmarkNewWords(b *testing.B) {
	words := madeUp(100_000)
	for b.Loop() {
		spelling.NewWords(words)
	}
}

func BenchmarkKey(b *testing.B) {
	for _, word := range []string{"prigozhin", "Ouagadougou", "Зеленський"} {
		b.Run(word, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				spelling.Key(word)
			}
		})
	}
}

func BenchmarkSimilarity(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		spelling.Similarity("prigojine", "prigozhin")
	}
}
