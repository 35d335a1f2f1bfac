package search_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sidelight/app/sample/made"
	"sidelight/db"
)

// madeTexts is a folder with the texts of made briefs, a file each, as the
// programs that search files want them.
func madeTexts(b *testing.B, briefs int) string {
	b.Helper()
	dir := os.Getenv("SIDELIGHT_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	}
	folder := filepath.Join(dir, fmt.Sprintf("made-%d-texts", briefs))
	if _, err := os.Stat(folder); !errors.Is(err, fs.ErrNotExist) {
		must(b, err)
		return folder
	}
	part := folder + ".part"
	must(b, os.MkdirAll(part, 0o700))
	for n := range briefs {
		must(b, os.WriteFile(filepath.Join(part, fmt.Sprintf("%06d.txt", n+1)), []byte(made.Brief(n+1).Text), 0o600))
	}
	must(b, os.Rename(part, folder))
	return folder
}

// recoll is a recoll configuration that indexes one folder and nothing else.
func recoll(b *testing.B, texts, config string) (index func()) {
	b.Helper()
	must(b, os.MkdirAll(config, 0o700))
	must(b, os.WriteFile(filepath.Join(config, "recoll.conf"), []byte("topdirs = "+texts+"\nloglevel = 1\n"), 0o600))
	return func() {
		if out, err := exec.Command("recollindex", "-c", config, "-z").CombinedOutput(); err != nil {
			b.Fatalf("recollindex: %v\n%s", err, out)
		}
	}
}

// BenchmarkPeers asks the same of this room, of ripgrep over the files and of
// recoll, one after the other for each query. Ripgrep names the files and
// ranks nothing; recoll shows twenty ranked results with their abstracts, as
// the first page here does with its snippets. Both are processes: "nothing"
// asks for a word that is nowhere, which is what starting them costs at least.
func BenchmarkPeers(b *testing.B) {
	for _, program := range []string{"rg", "recollq", "recollindex"} {
		if _, err := exec.LookPath(program); err != nil {
			b.Skipf("%s is not installed", program)
		}
	}
	lib := madeLibrary(b)
	briefs := countBriefs(b, lib)
	texts := madeTexts(b, briefs)
	config := strings.TrimSuffix(texts, "-texts") + "-recoll"
	if _, err := os.Stat(config); errors.Is(err, fs.ErrNotExist) {
		recoll(b, texts, config)()
	}
	queries := madeQueries()
	queries["nothing"] = []string{"zzyzx"}
	for _, name := range []string{"nothing", "1 term", "3 terms", "phrase", "prefix", "common", "commonest word"} {
		b.Run(name+"/sidelight", func(b *testing.B) {
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				times = append(times, searched(b, lib, queries[name][i%len(queries[name])], true, false))
			}
			report(b, times)
		})
		b.Run(name+"/rg", func(b *testing.B) {
			benchProcess(b, queries[name], func(q string) *exec.Cmd { return ripgrep(q, texts) })
		})
		b.Run(name+"/recoll", func(b *testing.B) {
			benchProcess(b, queries[name], func(q string) *exec.Cmd { return exec.Command("recollq", "-c", config, "-n", "20", "-A", q) })
		})
	}
}

func countBriefs(b *testing.B, lib *db.Library) int {
	b.Helper()
	c, err := lib.Counts(context.Background())
	must(b, err)
	return c.Briefs
}

// ripgrep names the files that have the words of a query. Several words are a
// pass each over what the one before left.
func ripgrep(query, folder string) *exec.Cmd {
	const rg = "rg --files-with-matches --ignore-case --word-regexp --no-messages "
	switch {
	case strings.HasPrefix(query, `"`):
		return exec.Command("sh", "-c", rg+`--fixed-strings "$1" "$2" || test $? = 1`, "sh", strings.Trim(query, `"`), folder)
	case strings.HasSuffix(query, "*"):
		return exec.Command("sh", "-c", rg+`"$1" "$2" || test $? = 1`, "sh", strings.TrimSuffix(query, "*")+`\w*`, folder)
	}
	words := strings.Fields(query)
	script := rg + `--fixed-strings "$2" "$1"`
	for i := range words[1:] {
		script += fmt.Sprintf(` | xargs -r %s --fixed-strings "$%d"`, rg, i+3)
	}
	return exec.Command("sh", append([]string{"-c", script + "; true", "sh", folder}, words...)...)
}

func benchProcess(b *testing.B, queries []string, command func(query string) *exec.Cmd) {
	b.Helper()
	var times []time.Duration
	for i := 0; b.Loop(); i++ {
		run := command(queries[i%len(queries)])
		start := time.Now()
		if out, err := run.CombinedOutput(); err != nil {
			b.Fatalf("%v: %v\n%s", run.Args, err, out)
		}
		times = append(times, time.Since(start))
	}
	report(b, times)
}

// BenchmarkImport takes a thousand briefs into a library that has them on the
// disk and searchable one by one, and has recollindex index the same texts.
func BenchmarkImport(b *testing.B) {
	const briefs = 1000
	texts := madeTexts(b, briefs)
	rate := func(b *testing.B) { b.ReportMetric(briefs*float64(b.N)/b.Elapsed().Seconds(), "briefs/s") }
	b.Run("sidelight", func(b *testing.B) {
		for b.Loop() {
			makeLibrary(b, filepath.Join(b.TempDir(), fmt.Sprintf("import-%d.db", b.N)), briefs)
		}
		rate(b)
	})
	b.Run("recollindex", func(b *testing.B) {
		if _, err := exec.LookPath("recollindex"); err != nil {
			b.Skip("recollindex is not installed")
		}
		for b.Loop() {
			recoll(b, texts, b.TempDir())()
		}
		rate(b)
	})
}
