package db_test

import (
	"os"
	"path/filepath"
	"testing"

	"sidelight/db"
)

func TestIsLibraryFile(t *testing.T) {
	t.Parallel()
	// given a library under another name, and files that are none
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	lib, err := db.Open(t.Context(), at("copy.bak"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	rawly(t, at("other.db"), `CREATE TABLE t (x)`, `PRAGMA application_id = 7`)
	for name, text := range map[string]string{"brief.txt": "SQLite format 3 is a format.", "damaged.SIDELIGHT": "?", "short": ""} {
		if err := os.WriteFile(at(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]bool{
		"copy.bak": true, "damaged.SIDELIGHT": true,
		"other.db": false, "brief.txt": false, "short": false, "missing": false, ".": false,
	} {
		// then each is told for what it is
		if got := db.IsLibraryFile(at(name)); got != want {
			t.Errorf("IsLibraryFile(%q) = %t", name, got)
		}
	}
}
