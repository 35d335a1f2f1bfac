package intake_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sidelight/app/intake"
)

// The benchmarks read one text at growing sizes; ns/op divided by the size must
// stay about the same (see the MB/s column).
func benchmarkRead(b *testing.B, name string, text func(size int) string, sizes ...int) {
	for _, size := range sizes {
		data := []byte(text(size))
		b.Run(fmt.Sprintf("%dkB", len(data)/1000), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := intake.Read(context.Background(), name, data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func repeated(unit string) func(int) string {
	return func(size int) string {
		return "The Road to the Mines Stays Shut\n\n" + strings.Repeat(unit, size/len(unit)+1)
	}
}

func BenchmarkReadPlain(b *testing.B) {
	benchmarkRead(b, "x.txt", repeated(prose1+" "+prose2+"\n\nA Heading Here\n\n• "+prose3+"\n\n"), 15_000, 150_000, 1_500_000)
}

func BenchmarkReadMarkdown(b *testing.B) {
	benchmarkRead(b, "x.md", repeated("## A Heading\n\n"+prose1+" **Bold** and [link](http://x.example).\n\n- "+prose3+"\n\n"), 15_000, 150_000, 1_500_000)
}

func BenchmarkReadOneLine(b *testing.B) {
	benchmarkRead(b, "x.txt", func(size int) string { return strings.Repeat(prose1+" ", size/len(prose1)+1) }, 50_000, 500_000, 5_000_000)
}

func BenchmarkReadOneLineMarkdown(b *testing.B) {
	benchmarkRead(b, "x.md", func(size int) string { return strings.Repeat(prose1+" ", size/len(prose1)+1) }, 50_000, 500_000, 5_000_000)
}

func BenchmarkReadShortLines(b *testing.B) {
	benchmarkRead(b, "x.txt", repeated("a\n"), 50_000, 500_000, 5_000_000)
}

func BenchmarkReadBullets(b *testing.B) {
	benchmarkRead(b, "x.txt", repeated("• a point\n  ◦ an inner point\n"), 50_000, 500_000)
}

func BenchmarkReadBarTable(b *testing.B) {
	benchmarkRead(b, "x.md", repeated("| 1. | a note with *emphasis* \n"), 15_000, 150_000)
}

func BenchmarkReadFootnotes(b *testing.B) {
	benchmarkRead(b, "x.md", func(size int) string {
		var s strings.Builder
		for i := 1; s.Len() < size; i++ {
			fmt.Fprintf(&s, "A sentence with a note.[^%d]\n\n[^%d]: The note.\n\n", i, i)
		}
		return s.String()
	}, 15_000, 150_000)
}
