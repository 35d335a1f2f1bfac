package textlayout

import (
	"context"
	"testing"
)

const megabyte = 1 << 20

// BenchmarkPrepareCold shapes every word of a 1 MB text for the first time.
func BenchmarkPrepareCold(b *testing.B) {
	doc := longText(megabyte)
	shaper := shaper(b)
	b.ReportAllocs()
	for b.Loop() {
		shaper.words.forget()
		if _, err := Prepare(context.Background(), doc, shaper); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPrepareWarm prepares a text whose words other documents have shaped.
func BenchmarkPrepareWarm(b *testing.B) {
	doc := longText(megabyte)
	b.ReportAllocs()
	for b.Loop() {
		prepare(b, doc)
	}
}

// BenchmarkWrap is a resize: the column's width changes each time.
func BenchmarkWrap(b *testing.B) {
	p := prepare(b, longText(megabyte))
	var l *Layout
	i := 0
	for b.Loop() {
		l = p.Wrap(l, float32(400+i%200), 16)
		i++
	}
}

func BenchmarkHit(b *testing.B) {
	l := prepare(b, longText(megabyte)).Wrap(nil, 600, 16)
	i := 0
	for b.Loop() {
		l.Hit(float32(i%600), float64(i*977%int(l.Height)))
		i++
	}
}
