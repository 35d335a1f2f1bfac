package lookup_test

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sahilm/fuzzy"

	"sidelight/app/lookup"
)

// benchSizes are the numbers of names the benchmarks are run with;
// SIDELIGHT_BENCH_NAMES=10000,100000 chooses others.
func benchSizes(b *testing.B) []int {
	chosen := os.Getenv("SIDELIGHT_BENCH_NAMES")
	if chosen == "" {
		return []int{10_000, 100_000, 1_000_000}
	}
	var sizes []int
	for _, s := range strings.Split(chosen, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 {
			b.Fatalf("SIDELIGHT_BENCH_NAMES: %q is no number of names", s)
		}
		sizes = append(sizes, n)
	}
	return sizes
}

// keystrokes are the texts in the box while queries are typed letter by
// letter.
func keystrokes(queries []string) [][]string {
	var series [][]string
	for _, q := range queries {
		var texts []string
		for i := range q {
			if i > 0 {
				texts = append(texts, q[:i])
			}
		}
		series = append(series, append(texts, q))
	}
	return series
}

// times are how long single keystrokes took.
type times []time.Duration

func (t times) at(share float64) float64 {
	slices.Sort(t)
	i := int(math.Ceil(share*float64(len(t)))) - 1
	return float64(t[max(0, i)].Microseconds()) / 1000
}

func (t times) report(b *testing.B) {
	b.ReportMetric(t.at(.5), "p50-ms")
	b.ReportMetric(t.at(.99), "p99-ms")
	b.ReportMetric(t.at(1), "worst-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkLookup types the same queries letter by letter over the same names
// into this package, into plain sahilm/fuzzy and into fzf, one keystroke an
// operation. fzf reads its names anew each time: fzf-reading says how long
// that alone takes.
func BenchmarkLookup(b *testing.B) {
	for _, n := range benchSizes(b) {
		entries := madeEntries(n)
		texts := make([]string, n)
		for i, e := range entries {
			texts[i] = e.Text
		}
		b.Run(fmt.Sprintf("lookup/%d", n), func(b *testing.B) { benchIndex(b, entries) })
		b.Run(fmt.Sprintf("sahilm/%d", n), func(b *testing.B) { benchSahilm(b, texts) })
		b.Run(fmt.Sprintf("fzf/%d", n), func(b *testing.B) { benchFzf(b, texts, typedQueries) })
		b.Run(fmt.Sprintf("fzf-reading/%d", n), func(b *testing.B) { benchFzf(b, texts, nil) })
	}
}

func benchIndex(b *testing.B, entries []lookup.Entry) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	begun := time.Now()
	ix := lookup.NewIndex(entries)
	building := time.Since(begun)
	runtime.GC()
	runtime.ReadMemStats(&after)

	var took times
	var begin, end runtime.MemStats
	runtime.ReadMemStats(&begin)
	for b.Loop() {
		for _, texts := range keystrokes(typedQueries) {
			typing := ix.NewTyping()
			for _, text := range texts {
				begun := time.Now()
				if _, err := typing.Find(context.Background(), lookup.Query{Text: text}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begun))
			}
		}
	}
	runtime.ReadMemStats(&end)
	took.report(b)
	b.ReportMetric(float64(end.Mallocs-begin.Mallocs)/float64(len(took)), "allocs/key")
	b.ReportMetric(float64(end.TotalAlloc-begin.TotalAlloc)/float64(len(took)), "B/key")
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(len(entries)), "B/name")
	b.ReportMetric(building.Seconds()*1000, "building-ms")
	runtime.KeepAlive(entries)
}

// benchSahilm searches the names as they are. Where they are many, two of the
// queries will do: it looks at every name for any of them.
func benchSahilm(b *testing.B, texts []string) {
	queries := typedQueries
	if len(texts) >= 100_000 {
		queries = queries[2:4]
	}
	var took times
	for b.Loop() {
		for _, typed := range keystrokes(queries) {
			for _, text := range typed {
				begun := time.Now()
				fuzzy.Find(text, texts)
				took = append(took, time.Since(begun))
			}
		}
	}
	took.report(b)
}

// benchFzf runs fzf as a filter over a file of the names; without queries it
// asks for what no name has.
func benchFzf(b *testing.B, texts []string, queries []string) {
	fzf, err := exec.LookPath("fzf")
	if err != nil {
		b.Skip("fzf is not installed (Debian: fzf)")
	}
	file := filepath.Join(b.TempDir(), "names")
	if err := os.WriteFile(file, []byte(strings.Join(texts, "\n")+"\n"), 0o600); err != nil {
		b.Fatal(err)
	}
	if queries == nil {
		queries = []string{"☃☃☃☃☃☃☃☃☃☃"}
	} else if len(texts) >= 100_000 {
		queries = queries[2:4]
	}
	var took times
	for b.Loop() {
		for _, typed := range keystrokes(queries) {
			for _, text := range typed {
				names, err := os.Open(file)
				if err != nil {
					b.Fatal(err)
				}
				cmd := exec.Command(fzf, "--filter", text)
				cmd.Stdin = names
				begun := time.Now()
				_ = cmd.Run() // it fails where nothing is found
				took = append(took, time.Since(begun))
				_ = names.Close()
			}
		}
	}
	took.report(b)
}
