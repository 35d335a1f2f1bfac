package search_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sidelight/app/sample/made"
	"sidelight/app/search"
	"sidelight/db"
)

// madeLibrary opens a library of made briefs: SIDELIGHT_BENCH_BRIEFS of them,
// 10,000 when it is empty, from the folder SIDELIGHT_BENCH_DIR when they are
// there (db's measurements leave them), and kept there when that is set.
func madeLibrary(b *testing.B) *db.Library {
	b.Helper()
	briefs := 10_000
	if v := os.Getenv("SIDELIGHT_BENCH_BRIEFS"); v != "" {
		n, err := strconv.Atoi(v)
		must(b, err)
		briefs = n
	}
	dir := os.Getenv("SIDELIGHT_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	path := filepath.Join(dir, fmt.Sprintf("made-%d.db", briefs))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		makeLibrary(b, path, briefs)
	}
	lib, err := db.Open(context.Background(), path, db.Options{ReadOnly: true})
	must(b, err)
	b.Cleanup(func() { must(b, lib.Close()) })
	return lib
}

func makeLibrary(b *testing.B, path string, briefs int) {
	b.Helper()
	ctx := context.Background()
	part := path + ".part"
	lib, err := db.Open(ctx, part, db.Options{})
	must(b, err)
	for _, a := range made.Actors() {
		_, err := lib.AddActor(ctx, a)
		must(b, err)
	}
	for n := range briefs {
		_, err := lib.AddBrief(ctx, made.Brief(n+1))
		must(b, err)
	}
	must(b, lib.Close())
	must(b, os.Rename(part, path))
}

// madeQueries are queries by what they ask for, about a score of each. How
// common a word is was counted in the first briefs.
func madeQueries() map[string][]string {
	const counted, each = 300, 20
	briefs := map[string]int{}
	var texts [][]string
	for n := range counted {
		words := db.SplitWords(made.Brief(n + 1).Text)
		texts = append(texts, words)
		for _, w := range slices.Compact(slices.Sorted(slices.Values(words))) {
			if len(w) > 3 {
				briefs[w]++
			}
		}
	}
	var words []string
	for w := range briefs {
		words = append(words, w)
	}
	slices.SortFunc(words, func(a, b string) int {
		if briefs[a] != briefs[b] {
			return briefs[b] - briefs[a]
		}
		return strings.Compare(a, b)
	})
	// from is a score of the words that so many briefs in a hundred have at most.
	from := func(percent int) []string {
		i := slices.IndexFunc(words, func(w string) bool { return briefs[w]*100 <= percent*counted })
		return words[i : i+each]
	}
	middling, common := from(4), from(35)
	queries := map[string][]string{}
	for i := range each {
		text := texts[i*7]
		at := 100 + i*13
		queries["1 term"] = append(queries["1 term"], middling[i])
		queries["3 terms"] = append(queries["3 terms"], middling[i]+" "+common[i]+" "+text[at+40])
		queries["phrase"] = append(queries["phrase"], `"`+text[at]+" "+text[at+1]+`"`)
		queries["prefix"] = append(queries["prefix"], middling[i][:4]+"*")
		queries["common"] = append(queries["common"], common[i])
		queries["commonest word"] = append(queries["commonest word"], words[i%3])
		queries["actor"] = append(queries["actor"], `actor:"`+made.Actors()[2*i].Name+`"`)
	}
	return queries
}

// BenchmarkSearch reads a query, finds what the window shows first (quickly,
// and then of all), and makes the first page of twenty with its snippets.
func BenchmarkSearch(b *testing.B) {
	lib := madeLibrary(b)
	queries := madeQueries()
	for _, name := range slices.Sorted(maps.Keys(queries)) {
		for _, quick := range []bool{true, false} {
			b.Run(name+map[bool]string{true: "/quick", false: "/all"}[quick], func(b *testing.B) {
				var times []time.Duration
				for i := 0; b.Loop(); i++ {
					times = append(times, searched(b, lib, queries[name][i%len(queries[name])], true, quick))
				}
				report(b, times)
			})
		}
	}
	b.Run("letter by letter/quick", func(b *testing.B) {
		var times []time.Duration
		for i := 0; b.Loop(); i++ {
			words := queries["1 term"][i%20] + " " + queries["common"][i%20]
			for end := range len(words) {
				times = append(times, searched(b, lib, words[:end+1], false, true))
			}
		}
		report(b, times)
	})
}

// BenchmarkMarks marks three words in twenty texts of a thousand words.
func BenchmarkMarks(b *testing.B) {
	lib := newLibrary(b)
	var texts []string
	for n := range 20 {
		texts = append(texts, made.Brief(n+1).Text)
	}
	words := db.SplitWords(texts[0])
	q := read(b, lib, words[100]+" "+words[200]+` "`+words[300]+" "+words[301]+`"`)
	for b.Loop() {
		for _, text := range texts {
			q.Marks(text, false)
		}
	}
}

func searched(b *testing.B, lib *db.Library, typed string, whole, quick bool) time.Duration {
	ctx := context.Background()
	start := time.Now()
	q, err := search.Read(ctx, lib, typed, whole)
	must(b, err)
	r, err := search.Find(ctx, lib, q, search.Options{Quick: quick})
	must(b, err)
	_, err = r.Page(ctx, lib, 0, 20)
	must(b, err)
	return time.Since(start)
}

func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	for _, percent := range []int{50, 95} {
		at := times[(len(times)-1)*percent/100]
		b.ReportMetric(float64(at)/float64(time.Millisecond), fmt.Sprintf("p%d-ms", percent))
	}
	b.ReportMetric(0, "ns/op") // one operation is one of different searches
}
