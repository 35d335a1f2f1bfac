package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sidelight/app/batch"
	"sidelight/widgets"
)

// inbox is a folder with a corrected text of the brief that the library has, a
// file that cannot be read and two briefs of their own.
func inbox(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"corrected.txt": strings.Replace(briefText, "before noon", "long before noon", 1),
		"broken.txt":    "\x7fELF\x02\x01\x01",
		"sub/ferry.txt": foundTexts[0],
		"winches.txt":   foundTexts[1],
	} {
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

// batchTable is the table of the open sheet.
func (b *bench) batchTable() *widgets.ChoiceTable {
	b.t.Helper()
	table, ok := b.Desk.openFields["batch.table"].(*widgets.ChoiceTable)
	if !ok {
		b.t.Fatalf("no table of a batch; %s", b.lines.String())
	}
	return table
}

func (b *bench) batchRow(title string) (at int, row widgets.ChoiceRow) {
	b.t.Helper()
	table := b.batchTable()
	for i := range 4 { // articles in inbox
		if row := table.Row(i); strings.HasPrefix(row.Text, title) {
			return i, row
		}
	}
	b.t.Fatalf("no row %q", title)
	return 0, row
}

func TestBatch_AFolderIsPlannedChangedImportedAndReported(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	dir := inbox(t)
	// When a folder is dropped
	b.importer.given([]string{dir})
	b.rest()
	// Then nothing is imported yet, and what would become of each file is shown
	if n := len(b.briefsThere()); n != 1 {
		t.Fatalf("%d briefs before it was agreed to", n)
	}
	if _, row := b.batchRow("broken.txt"); len(row.Options) != 1 || row.Detail == "" {
		t.Errorf("the broken file: %+v", row)
	}
	at, row := b.batchRow("Two ambushes")
	if row.Options[row.Chosen] != "New edition" {
		t.Errorf("the corrected text: %+v", row)
	}
	if b.Desk.open.Confirm != "Import 3 briefs" {
		t.Errorf("the button says %q", b.Desk.open.Confirm)
	}
	// And when one is left out
	b.batchTable().OnChanged(at, 2)
	if b.Desk.open.Confirm != "Import 2 briefs" {
		t.Errorf("the button says %q", b.Desk.open.Confirm)
	}
	b.confirm()
	b.rest()
	// Then the others are there, and the report says so
	if n := len(b.briefsThere()); n != 3 {
		t.Errorf("%d briefs afterwards", n)
	}
	if _, row := b.batchRow("Two ambushes"); row.Options[0] != "Left out" {
		t.Errorf("reported: %+v", row)
	}
	if !strings.Contains(b.lines.String(), "batch-done 4 of 4 added 2") {
		t.Errorf("events: %s", b.lines.String())
	}
	// And it can be saved
	path := filepath.Join(t.TempDir(), "report.csv")
	b.importer.many.writeReport(path, []batch.Item{{Article: batch.Article{Path: "x"}, Outcome: batch.Added}})
	b.rest()
	if data, err := os.ReadFile(path); err != nil || !strings.Contains(string(data), "added,x") {
		t.Errorf("%q, %v", data, err)
	}
}

func TestBatch_ARuleIsForAllOfItsKind(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	b.importer.given([]string{inbox(t)})
	b.rest()
	chip, ok := b.Desk.openFields["batch.edition.keep"].(*widgets.Chip)
	if !ok {
		t.Fatalf("no rule for changed texts among %v", b.Desk.openFields)
	}
	chip.OnChanged(true)
	if _, row := b.batchRow("Two ambushes"); row.Options[row.Chosen] != "Keep both" {
		t.Errorf("after the rule: %+v", row)
	}
	b.confirm()
	b.rest()
	if n := len(b.briefsThere()); n != 4 {
		t.Errorf("%d briefs", n)
	}
}

func TestBatch_AnEmptyFolderSaysSo(t *testing.T) {
	b := openBench(t)
	b.importer.given([]string{t.TempDir()})
	b.rest()
	if !strings.Contains(b.lines.String(), "import-empty") || b.Desk.open != nil && b.Desk.open.Shown() {
		t.Errorf("events: %s", b.lines.String())
	}
}

func TestPace(t *testing.T) {
	for _, c := range []struct {
		done, total int
		took        time.Duration
		want        string
	}{
		{5, 100, time.Second, ""},
		{0, 100, 10 * time.Second, ""},
		{100, 400, 10 * time.Second, "10 a second, 30 s left"},
		{2, 40, 10 * time.Second, "3 min 10 s left"},
		{2, 400, 10 * time.Second, "33 min 10 s left"},
	} {
		if got := pace(c.done, c.total, c.took); !strings.HasSuffix(c.want, got) || (got == "") != (c.want == "") {
			t.Errorf("%d of %d in %s: %q, not %q", c.done, c.total, c.took, got, c.want)
		}
	}
}
