package db_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sidelight/app/sample/made"
	"sidelight/db"
)

const (
	benchBriefsVariable = "SIDELIGHT_BENCH_BRIEFS" // how many; 10,000 when empty
	benchDirVariable    = "SIDELIGHT_BENCH_DIR"    // where the library is kept and found again; else it is made anew
)

// madeLibrary is the path of a library of made briefs, the actors of their
// cast with every mention of them, an annotation in one of twenty and a note
// about one of fifty.
func madeLibrary(b *testing.B) (path string, briefs int) {
	b.Helper()
	briefs = 10_000
	if v := os.Getenv(benchBriefsVariable); v != "" {
		n, err := strconv.Atoi(v)
		must(b, err)
		briefs = n
	}
	dir := os.Getenv(benchDirVariable)
	if dir == "" {
		dir = b.TempDir()
	}
	path = filepath.Join(dir, fmt.Sprintf("made-%d.db", briefs))
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		must(b, err)
		return path, briefs
	}
	part := filepath.Join(dir, fmt.Sprintf("made-%d-part.db", briefs))
	makeLibrary(b, part, briefs)
	must(b, os.RemoveAll(db.BackupFolder(part)))
	must(b, os.Rename(part, path))
	return path, briefs
}

// makeLibrary writes the records of the version before full text with SQL of
// its own, many in a transaction, and has Open index them: importing them one
// by one, each safe on the disk, takes several times as long.
func makeLibrary(b *testing.B, path string, briefs int) {
	b.Helper()
	ctx := context.Background()
	old, err := db.OpenWith(ctx, path, db.Options{}, firstMigrations(b, 2))
	must(b, err)
	actors := made.Actors()
	for i := range actors {
		actors[i], err = old.AddActor(ctx, actors[i])
		must(b, err)
	}
	must(b, old.Close())
	raw, err := sql.Open("sqlite", "file:"+path+"?_synchronous=OFF")
	must(b, err)
	defer raw.Close()
	start := time.Now()
	for first := 1; first <= briefs; first += 2000 {
		tx, err := raw.Begin()
		must(b, err)
		for n := first; n < min(first+2000, briefs+1); n++ {
			writeMade(b, tx, int64(n), actors)
		}
		must(b, tx.Commit())
	}
	must(b, raw.Close())
	b.Logf("%d briefs written in %v", briefs, time.Since(start).Round(time.Second))
	start = time.Now()
	l, err := db.Open(ctx, path, db.Options{})
	must(b, err)
	must(b, l.Close())
	b.Logf("indexed in %v", time.Since(start).Round(time.Second))
}

// writeMade writes the brief of a number with what was read from it.
func writeMade(b *testing.B, tx *sql.Tx, id int64, actors []db.Actor) {
	b.Helper()
	n := made.Brief(int(id))
	exec := func(query string, args ...any) {
		if _, err := tx.Exec(query, args...); err != nil {
			b.Fatal(err)
		}
	}
	blocks := make([][5]any, len(n.Blocks))
	for i, v := range n.Blocks {
		blocks[i] = [5]any{v.Kind, v.Section, v.Level, v.Start, v.End}
	}
	packed, err := json.Marshal(blocks)
	must(b, err)
	added := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(id) * time.Minute).UnixMicro()
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(n.Text)))
	exec(`INSERT INTO original (id, sha256, name, media_type, encoding, bytes) VALUES (?, ?, '', 'text/plain', 'utf-8', ?)`, id, sum, []byte(n.Text))
	exec(`INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest, published_latest,
			published_rule, title_key, folded, words, revision_id, added_at, changed_at)
		VALUES (?, 'b' || ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		id, id, n.Title, n.Series, n.Publication, n.Volume, n.Issue, n.Author, n.Published.Written, n.Published.Earliest, n.Published.Latest,
		n.Published.Rule, db.Fold(n.Title), db.Fold(n.Title+"\n"+n.Publication+"\n"+n.Author), len(strings.Fields(n.Text)), id, added, added)
	exec(`INSERT INTO revision (id, uid, brief_id, original_id, imported_at, text_sha256, text) VALUES (?, 'r' || ?, ?, ?, ?, ?, ?)`, id, id, id, id, added, sum, n.Text)
	exec(`INSERT INTO structure (revision_id, blocks, inlines) VALUES (?, ?, '[]')`, id, string(packed))
	for _, a := range actors {
		for _, name := range append([]string{a.Name}, aliasNames(a)...) {
			for at := strings.Index(n.Text, name); at >= 0; {
				exec(`INSERT INTO mention (brief_id, revision_id, start_byte, end_byte, alias, actor_id, state) VALUES (?, ?, ?, ?, ?, ?, 'found')`,
					id, id, at, at+len(name), name, a.ID)
				next := strings.Index(n.Text[at+len(name):], name)
				if next < 0 {
					break
				}
				at += len(name) + next
			}
		}
	}
	if id%20 == 0 {
		last := n.Blocks[len(n.Blocks)-1]
		quote := n.Text[last.Start:last.End]
		exec(`INSERT INTO annotation (uid, brief_id, revision_id, label_id, start_byte, end_byte, quote, prefix, suffix, state, note, created_at, changed_at)
			VALUES ('a' || ?, ?, ?, 1 + ? % 5, ?, ?, ?, '', '', 'anchored', ?, ?, ?)`, id, id, id, id, last.Start, last.End, quote, "About "+n.Title, added, added)
	}
	if id%50 == 0 {
		exec(`INSERT INTO note (uid, brief_id, created_at, changed_at, title, body) VALUES ('n' || ?, ?, ?, ?, '', ?)`, id, id, added, added, n.Text[:600])
	}
}

func aliasNames(a db.Actor) []string {
	var names []string
	for _, alias := range a.Aliases {
		names = append(names, alias.Name)
	}
	return names
}

// madeSearch is a search with the expression of FTS5 that it comes to.
type madeSearch struct {
	where db.TextExpr
	match string
}

func search1(words ...string) madeSearch {
	var s madeSearch
	var all db.AllOf
	var matches []string
	for _, w := range words {
		all, matches = append(all, inWords(w)), append(matches, `("`+w+`")`)
	}
	s.where, s.match = all, strings.Join(matches, " AND ")
	return s
}

// madeSearches are searches by what they ask for, a score of each. How common
// a word is was counted in the first five hundred briefs.
func madeSearches() (names []string, searches map[string][]madeSearch) {
	const counted, each = 500, 20
	briefs := map[string]int{}
	var texts [][]string
	for n := range counted {
		words := db.SplitWords(made.Brief(n + 1).Text)
		texts = append(texts, words)
		seen := map[string]bool{}
		for _, w := range words {
			if !seen[w] && len(w) > 3 {
				seen[w] = true
				briefs[w]++
			}
		}
	}
	byCount := make([]string, 0, len(briefs))
	for w := range briefs {
		byCount = append(byCount, w)
	}
	slices.SortFunc(byCount, func(a, b string) int {
		if briefs[a] != briefs[b] {
			return briefs[b] - briefs[a]
		}
		return strings.Compare(a, b)
	})
	// from is a score of the words that so many briefs in a hundred have at most.
	from := func(percent float64) []string {
		i, _ := slices.BinarySearchFunc(byCount, percent, func(w string, percent float64) int {
			if float64(briefs[w])*100/counted > percent {
				return -1
			}
			return 1
		})
		return byCount[i : i+each]
	}
	searches = map[string][]madeSearch{}
	add := func(name string, s madeSearch) {
		if searches[name] == nil {
			names = append(names, name)
		}
		searches[name] = append(searches[name], s)
	}
	middling, common, rare := from(4), from(35), from(0.6)
	for i := range each {
		text := texts[i*7]
		at := 100 + i*13
		phrase := text[at : at+2]
		add("1 word (rare)", search1(rare[i]))
		add("1 word (4%)", search1(middling[i]))
		add("3 words", search1(middling[i], common[i], text[at+40]))
		add("phrase", madeSearch{db.Words{Words: phrase}, `"` + strings.Join(phrase, " ") + `"`})
		add("prefix of 4", madeSearch{db.Words{Words: []string{middling[i][:4]}, Prefix: true}, `"` + middling[i][:4] + `" *`})
		add("common word (35%)", search1(common[i]))
		add("commonest word", search1(byCount[i%3]))
	}
	return names, searches
}

// percentile is the value below which so many in a hundred lie.
func percentile(all []time.Duration, percent int) float64 {
	slices.Sort(all)
	return float64(all[(len(all)-1)*percent/100]) / float64(time.Millisecond)
}

func reportTimes(b *testing.B, all []time.Duration) {
	b.ReportMetric(percentile(all, 50), "p50-ms")
	b.ReportMetric(percentile(all, 95), "p95-ms")
	b.ReportMetric(0, "ns/op") // one operation is one of different searches
}

// BenchmarkFindTexts searches a library of made briefs, all of it and the
// newest thousand that match, and asks the sqlite3 shell for the same briefs in
// the same file.
func BenchmarkFindTexts(b *testing.B) {
	ctx := context.Background()
	path, _ := madeLibrary(b)
	l := mustOpen(b, path, db.Options{ReadOnly: true})
	names, searches := madeSearches()
	for _, name := range names {
		for _, how := range []struct {
			name string
			q    db.TextQuery
		}{
			{"quick", db.TextQuery{Newest: 1000}},
			{"full", db.TextQuery{}},
			{"by date", db.TextQuery{Order: db.TextByDate}},
		} {
			b.Run(name+"/"+how.name, func(b *testing.B) {
				var times []time.Duration
				hits := 0
				for i := 0; b.Loop(); i++ {
					q := how.q
					q.Where = searches[name][i%len(searches[name])].where
					start := time.Now()
					found, err := l.FindTexts(ctx, q)
					times = append(times, time.Since(start))
					must(b, err)
					hits += len(found)
				}
				reportTimes(b, times)
				b.ReportMetric(float64(hits)/float64(len(times)), "hits")
			})
		}
		b.Run(name+"/full, sqlite3 shell", func(b *testing.B) {
			inShell(b, path, searches[name])
		})
	}
}

// inShell times the statement by which all briefs are found in one process of
// the sqlite3 shell, as its timer has it (to the millisecond). The rows go
// nowhere.
func inShell(b *testing.B, path string, searches []madeSearch) {
	shell, err := exec.LookPath("sqlite3")
	if err != nil {
		b.Skip("there is no sqlite3 here")
	}
	var script strings.Builder
	script.WriteString(".output /dev/null\nPRAGMA cache_size = -16384;\nPRAGMA temp_store = MEMORY;\n")
	ask := func(s madeSearch) {
		fmt.Fprintf(&script, `SELECT d.id, d.published_earliest, -bm25(brief_text, 8, 2, 1) FROM brief_text CROSS JOIN brief d ON d.id = +brief_text.rowid
			WHERE brief_text MATCH '%s' ORDER BY brief_text.rowid DESC;%s`, s.match, "\n")
	}
	ask(searches[0]) // the first one opens the file
	script.WriteString(".timer on\n")
	for i := range b.N {
		ask(searches[i%len(searches)])
	}
	shellRun := exec.Command(shell, "-readonly", path)
	shellRun.Stdin = strings.NewReader(script.String())
	out, err := shellRun.CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	var times []time.Duration
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var seconds float64
		if _, err := fmt.Sscanf(lines.Text(), "Run Time: real %f", &seconds); err == nil {
			times = append(times, time.Duration(seconds*float64(time.Second)))
		}
	}
	if len(times) != b.N {
		b.Fatalf("%d times of %d: %.300s", len(times), b.N, out)
	}
	reportTimes(b, times)
}

// BenchmarkFindTextFacets counts what the briefs found have in common.
func BenchmarkFindTextFacets(b *testing.B) {
	ctx := context.Background()
	path, _ := madeLibrary(b)
	l := mustOpen(b, path, db.Options{ReadOnly: true})
	_, searches := madeSearches()
	for _, name := range []string{"1 word (4%)", "common word (35%)"} {
		b.Run(name, func(b *testing.B) {
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				must(b, second(l.FindTextFacets(ctx, db.TextQuery{Where: searches[name][i%len(searches[name])].where})))
				times = append(times, time.Since(start))
			}
			reportTimes(b, times)
		})
	}
}

// BenchmarkAddMadeBrief imports made briefs one by one, each safe on the disk,
// and the same with an index that keeps nothing.
func BenchmarkAddMadeBrief(b *testing.B) {
	ctx := context.Background()
	for name, statements := range map[string][]string{
		"indexed": nil,
		"not indexed": {`DROP TABLE brief_word; DROP TABLE brief_text; CREATE VIEW brief_text (rowid, title, publication, text) AS SELECT 0, '', '', '';
			CREATE TRIGGER unindexed INSTEAD OF INSERT ON brief_text BEGIN SELECT 1; END`},
	} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "library.db")
			l := mustOpen(b, path, db.Options{})
			rawly(b, path, statements...)
			briefs := make([]db.NewBrief, b.N)
			for i := range briefs {
				briefs[i] = made.Brief(i + 1)
			}
			b.ResetTimer()
			for _, n := range briefs {
				must(b, second(l.AddBrief(ctx, n)))
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "briefs/s")
		})
	}
}
