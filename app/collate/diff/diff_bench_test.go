package diff

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// editions makes two editions of a text of so many bytes in which a part of
// the words differs.
func editions(bytes int, part float64) (old, new string) {
	random := rand.New(rand.NewPCG(7, 11))
	zipf := rand.NewZipf(random, 1.3, 8, 20_000)
	var a, b strings.Builder
	for a.Len() < bytes {
		for n := 40 + random.IntN(80); n > 0; n-- {
			word := fmt.Sprintf("%x", zipf.Uint64()*2654435761%1_000_003)
			stop := " "
			if random.IntN(18) == 0 {
				stop = ". "
			}
			a.WriteString(word + stop)
			switch {
			case random.Float64() >= part:
				b.WriteString(word + stop)
			case random.IntN(3) == 0: // left out
			case random.IntN(2) == 0:
				b.WriteString("other" + stop)
			default:
				b.WriteString(word + " more" + stop)
			}
		}
		a.WriteString("\n\n")
		b.WriteString("\n\n")
	}
	return a.String(), b.String()
}

// BenchmarkTexts compares editions, and git compares the same files in the
// same run.
func BenchmarkTexts(b *testing.B) {
	for _, c := range []struct {
		name  string
		bytes int
		part  float64
	}{{"7kB,3%", 7 << 10, 0.03}, {"1MB,1%", 1 << 20, 0.01}, {"1MB,10%", 1 << 20, 0.1}, {"1MB,other", 1 << 20, 1}} {
		old, new := editions(c.bytes, c.part)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Texts(context.Background(), old, new, nil, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(c.name+"/git", func(b *testing.B) {
			git, err := exec.LookPath("git")
			if err != nil {
				b.Skip("git is not installed")
			}
			folder := b.TempDir()
			for name, text := range map[string]string{"old.txt": old, "new.txt": new} {
				if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				run := exec.Command(git, "diff", "--no-index", "--word-diff=porcelain", "old.txt", "new.txt")
				run.Dir = folder
				if err := run.Run(); err != nil && run.ProcessState.ExitCode() != 1 { // 1: they differ
					b.Fatal(err)
				}
			}
		})
	}
}
