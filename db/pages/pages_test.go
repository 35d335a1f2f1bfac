package pages_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"sidelight/db/pages"
)

// database makes a file with SQLite: a table of two hundred rows, some of them
// over many pages, with an index, and the last changes in the log.
func database(tb testing.TB) (data, log []byte) {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "x.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_journal_mode=WAL&_pragma=wal_autocheckpoint(20)")
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	do := func(statement string, args ...any) {
		if _, err := db.Exec(statement, args...); err != nil {
			tb.Fatal(err)
		}
	}
	do(`CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, size INTEGER, part REAL, body BLOB)`)
	do(`CREATE INDEX by_name ON t (name)`)
	for i := range 200 {
		do(`INSERT INTO t VALUES (?, ?, ?, ?, ?)`, i+1, fmt.Sprint("name ", i), (i-100)*1_000_003, float64(i)/8, bytes.Repeat([]byte{byte(i)}, i*i))
	}
	if data, err = os.ReadFile(path); err != nil {
		tb.Fatal(err)
	}
	if log, err = os.ReadFile(path + "-wal"); err != nil {
		tb.Fatal(err)
	}
	return data, log
}

func open(data, log []byte) *pages.File {
	return pages.Open(bytes.NewReader(data), int64(len(data)), bytes.NewReader(log), int64(len(log)))
}

func TestWalk_ReadsWhatSQLiteWrote(t *testing.T) {
	t.Parallel()
	f := open(database(t))
	seen := map[uint32]bool{}
	found := map[string]int{}
	for _, e := range f.Schema(seen) {
		badPages, badRows := f.Walk(e.Root, seen, func(rows []pages.Row) {
			found[e.Name] += len(rows)
			for _, r := range rows {
				if e.Name != "t" {
					continue
				}
				i := int(r.ID) - 1
				want := []any{nil, fmt.Sprint("name ", i), int64((i - 100) * 1_000_003), float64(i) / 8, bytes.Repeat([]byte{byte(i)}, i*i)}
				if fmt.Sprint(r.Values[1:3]) != fmt.Sprint(want[1:3]) || !bytes.Equal(r.Values[4].([]byte), want[4].([]byte)) {
					t.Errorf("row %d: %v", r.ID, r.Values[:4])
				}
			}
		})
		if badPages+badRows > 0 {
			t.Errorf("%s: %d pages, %d rows", e.Name, badPages, badRows)
		}
	}
	if found["t"] != 200 || found["by_name"] != 200 {
		t.Errorf("found %v", found)
	}
	f.Strays(seen, func(page uint32, rows []pages.Row) { t.Errorf("%d rows on page %d belong to nobody", len(rows), page) })
}

func TestStrays_WithoutTheFirstPage(t *testing.T) {
	t.Parallel()
	data, log := database(t)
	clear(data[:4096])
	// The log has the first page too: it is not believed.
	f := open(data, []byte(strings.Repeat("x", len(log))))
	rows := 0
	f.Strays(map[uint32]bool{}, func(_ uint32, all []pages.Row) { rows += len(all) })
	if rows == 0 {
		t.Error("nothing was found")
	}
}

// FuzzFile: whatever is in a file, reading it ends, and without a panic.
func FuzzFile(f *testing.F) {
	data, log := database(f)
	f.Add(data[:32<<10], log[:min(len(log), 16<<10)])
	f.Add(data[:4096], []byte{})
	f.Add([]byte("SQLite format 3\x00"), []byte("words"))
	f.Fuzz(func(t *testing.T, data, log []byte) {
		file := open(data, log)
		seen := map[uint32]bool{}
		for _, e := range file.Schema(seen) {
			file.Walk(e.Root, seen, func([]pages.Row) {})
		}
		file.Strays(seen, func(uint32, []pages.Row) {})
	})
}
