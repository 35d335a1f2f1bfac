package batch_test

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/batch"
	"sidelight/app/intake"
	"sidelight/db"
)

const ferry = `Brief: The ferry at Ansongo

Publication: Sahel Review Volume: 7 Issue: 4

September 20, 2024

Executive Summary:

• The ferry carried no fuel for nine days in September.

The ferry at Ansongo stopped carrying tankers on September 4 and took them again on September 13. In the nine days between, sixty-one tankers gathered on the south bank, and their drivers slept under them. Nobody has said who closed the ferry, and two explanations are on offer.

The governor spoke of a broken winch. A winch that lifts rice lifts fuel as well, and rice crossed on every one of those days.
`

// corrected is another text of the same brief, reprint the same text under
// another name.
var (
	corrected = strings.Replace(ferry, "sixty-one tankers", "eighty-four tankers", 1)
	reprint   = strings.NewReplacer("The ferry at Ansongo\n", "Nine days without fuel\n", "Sahel Review Volume: 7 Issue: 4", "Harbour Letter Volume: 2 Issue: 9").Replace(ferry)
)

// other makes a text of its own.
func other(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Brief: Roads of district %d\n\nOctober %d, 2024\n\n", n, n%28+1)
	for i := range 40 {
		fmt.Fprintf(&b, "Post %d of road %d counted %d lorries. ", i*n, n, i+7*n)
	}
	return b.String() + "\n"
}

func newLibrary(t *testing.T) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "l.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

// folder writes files and returns their folder.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func list(t *testing.T, paths ...string) []string {
	t.Helper()
	files, err := batch.Files(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// add imports a text by itself.
func add(t *testing.T, lib *db.Library, name, text string) db.Brief {
	t.Helper()
	all, err := intake.ReadArticles(context.Background(), name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := intake.Save(context.Background(), lib, all[0])
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// outcomes tells of each file what became of it.
func outcomes(items []batch.Item) string {
	var all []string
	for _, i := range items {
		all = append(all, filepath.Base(i.Path)+" "+string(i.Outcome))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

func briefs(t *testing.T, lib *db.Library) int {
	t.Helper()
	c, err := lib.Counts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return c.Briefs
}

var window = batch.Rules{SameRecord: batch.NewEdition, NearText: batch.KeepBoth}

func TestPlan_SaysWhatRunThenDoes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, rules := range []batch.Rules{
		window,
		{SameRecord: batch.KeepBoth, NearText: batch.Skip},
		{SameRecord: batch.Skip, NearText: batch.NewEdition},
		{},
	} {
		// given a library with one brief, and a folder of all there can be
		lib := newLibrary(t)
		add(t, lib, "ferry.txt", ferry)
		files := list(t, folder(t, map[string]string{
			"a-same.txt": ferry, "b-corrected.txt": corrected, "c-reprint.txt": reprint, "sub/d-other.txt": other(3), "sub/e-again.txt": other(3), "f-binary.txt": "\x00\x01\x02",
		}))
		// when
		b := batch.New(lib, rules, nil)
		planned, err := b.Plan(ctx, files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if n := briefs(t, lib); n != 1 {
			t.Errorf("the plan left %d briefs in the library", n)
		}
		done, err := batch.New(lib, rules, nil).Run(ctx, files, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		// then
		if p, d := outcomes(planned), outcomes(done); p != d {
			t.Errorf("%+v: planned %s\ndone %s", rules, p, d)
		}
		if want := 1 + batch.Count(done, batch.Added); briefs(t, lib) != want {
			t.Errorf("%+v: %d briefs, not %d", rules, briefs(t, lib), want)
		}
		if found, err := lib.Check(ctx); err != nil || len(found) > 0 {
			t.Error(found, err)
		}
	}
}

func TestPlan_KnowsEditionsAndReprints(t *testing.T) {
	t.Parallel()
	// given
	lib := newLibrary(t)
	known := add(t, lib, "ferry.txt", ferry)
	for n := range 30 {
		add(t, lib, "other.txt", other(n+50))
	}
	files := list(t, folder(t, map[string]string{"corrected.txt": corrected, "other.txt": other(3), "reprint.txt": reprint}))
	// when
	items, err := batch.New(lib, window, nil).Plan(context.Background(), files, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	// then
	for i, want := range []struct {
		kinship batch.Kinship
		outcome batch.Outcome
		known   int64
	}{{batch.SameRecord, batch.Updated, known.ID}, {batch.Unrelated, batch.Added, 0}, {batch.NearText, batch.Added, known.ID}} {
		if got := items[i]; got.Kinship != want.kinship || got.Outcome != want.outcome || got.Known.ID != want.known {
			t.Errorf("%s: %s %s of brief %d, not %s %s of %d", got.Path, got.Kinship, got.Outcome, got.Known.ID, want.kinship, want.outcome, want.known)
		}
	}
}

func TestRun_AChoiceForOneArticleWins(t *testing.T) {
	t.Parallel()
	// given
	lib := newLibrary(t)
	add(t, lib, "ferry.txt", ferry)
	files := list(t, folder(t, map[string]string{"corrected.txt": corrected, "other.txt": other(1)}))
	chosen := map[batch.Article]batch.Choice{{Path: files[0]}: batch.KeepBoth, {Path: files[1]}: batch.Skip}
	// when
	items, err := batch.New(lib, window, chosen).Run(context.Background(), files, nil, nil)
	// then
	if got := outcomes(items); err != nil || got != "corrected.txt added, other.txt skipped" {
		t.Error(got, err)
	}
}

func TestRun_AStopLeavesWholeBriefsAndTheNextRunGoesOn(t *testing.T) {
	t.Parallel()
	// given
	lib := newLibrary(t)
	texts := map[string]string{}
	for n := range 30 {
		texts[fmt.Sprintf("%02d.txt", n)] = other(n + 1)
	}
	files := list(t, folder(t, texts))
	// when the batch is stopped after some files
	ctx, stop := context.WithCancel(context.Background())
	items, err := batch.New(lib, window, nil).Run(ctx, files, func(p batch.Progress) {
		if p.Done == 11 {
			stop()
		}
	}, nil)
	// then what was done is told, and is there whole
	if !errors.Is(err, context.Canceled) || len(items) != 11 || briefs(t, lib) != 11 {
		t.Fatalf("%d items, %d briefs, %v", len(items), briefs(t, lib), err)
	}
	if found, err := lib.Check(context.Background()); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
	// and the same again passes over it
	items, err = batch.New(lib, window, nil).Run(context.Background(), files, nil, nil)
	if err != nil || batch.Count(items, batch.Duplicate) != 11 || batch.Count(items, batch.Added) != 19 || briefs(t, lib) != 30 {
		t.Errorf("%s, %d briefs, %v", outcomes(items), briefs(t, lib), err)
	}
}

func TestRun_NearlyTheSameWithinTheBatch(t *testing.T) {
	t.Parallel()
	// given two files that are nearly the same, of which the library has none
	lib := newLibrary(t)
	files := list(t, folder(t, map[string]string{"a.txt": ferry, "b.txt": reprint}))
	// when
	items, err := batch.New(lib, batch.Rules{NearText: batch.Skip}, nil).Run(context.Background(), files, nil, nil)
	// then the second is known by the first
	if err != nil || outcomes(items) != "a.txt added, b.txt skipped" || items[1].Known.ID != items[0].Brief.ID {
		t.Error(outcomes(items), err)
	}
}

func TestFiles_HiddenLinksAndOthersAreLeftOut(t *testing.T) {
	t.Parallel()
	// given
	dir := folder(t, map[string]string{"b.md": "# B", "sub/a.txt": "A", ".hidden.txt": "H", ".git/c.txt": "C", "d.exe": "MZ"})
	if err := os.Symlink(dir, filepath.Join(dir, "loop")); err != nil {
		t.Skip("links cannot be made here:", err)
	}
	// when
	absent, empty := filepath.Join(dir, "absent"), folder(t, map[string]string{"x.exe": ""})
	files := list(t, dir, absent, empty)
	// then
	if want := []string{filepath.Join(dir, "b.md"), filepath.Join(dir, "sub", "a.txt"), absent, empty}; !slices.Equal(files, want) {
		t.Errorf("files %q, not %q", files, want)
	}
	// and what cannot be imported says why
	items, err := batch.New(newLibrary(t), window, nil).Run(context.Background(), files[2:], nil, nil)
	if err != nil || len(items) != 2 || !errors.Is(items[0].Err, os.ErrNotExist) || !errors.Is(items[1].Err, batch.ErrNoFiles) {
		t.Errorf("%+v, %v", items, err)
	}
}

func TestWriteReport_NoCellIsAFormula(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	items := []batch.Item{
		{Article: batch.Article{Path: "=cmd.txt"}, Outcome: batch.Failed, Err: intake.ErrEmpty},
		{Article: batch.Article{Path: "a, b.txt"}, Outcome: batch.Added, Title: "@home", Brief: db.Brief{ID: 7}},
	}
	if err := batch.WriteReport(&b, items); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(b.String())).ReadAll()
	if err != nil || len(rows) != 3 {
		t.Fatal(rows, err)
	}
	if rows[1][1] != "'=cmd.txt" || rows[1][6] != intake.ErrEmpty.Error() || rows[2][1] != "a, b.txt" || rows[2][3] != "7" || rows[2][4] != "'@home" {
		t.Errorf("%q", rows)
	}
}

func BenchmarkRun_200Files(b *testing.B) {
	dir := b.TempDir()
	var files []string
	for n := range 200 {
		path := filepath.Join(dir, fmt.Sprintf("%03d.txt", n))
		if err := os.WriteFile(path, []byte(other(n+1)), 0o600); err != nil {
			b.Fatal(err)
		}
		files = append(files, path)
	}
	for b.Loop() {
		lib, err := db.Open(context.Background(), filepath.Join(b.TempDir(), "l.sidelight"), db.Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := batch.New(lib, window, nil).Run(context.Background(), files, nil, nil); err != nil {
			b.Fatal(err)
		}
		lib.Close()
	}
	b.ReportMetric(float64(200*b.N)/b.Elapsed().Seconds(), "files/s")
}
