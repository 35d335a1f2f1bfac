package db_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sidelight/db"
)

// migrationsAnd is the shipped migrations and further ones.
func migrationsAnd(tb testing.TB, more map[string]string) fstest.MapFS {
	tb.Helper()
	folder := fstest.MapFS{}
	shipped := db.ShippedMigrations()
	names, err := fs.Glob(shipped, "*")
	must(tb, err)
	for _, name := range names {
		data, err := fs.ReadFile(shipped, name)
		must(tb, err)
		folder[name] = &fstest.MapFile{Data: data}
	}
	for name, sql := range more {
		folder[name] = &fstest.MapFile{Data: []byte(sql)}
	}
	return folder
}

const (
	addColour = `CREATE TABLE colour (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT; INSERT INTO colour VALUES (1, 'red');`
	addShade  = `CREATE TABLE shade (id INTEGER PRIMARY KEY, colour_id INTEGER NOT NULL REFERENCES colour (id)) STRICT;`
)

func TestMigrate_OlderLibrary(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	path := savedLibrary(t)
	// when
	l, err := db.OpenWith(ctx, path, db.Options{}, migrationsAnd(t, map[string]string{"0002_colour.sql": addColour, "0003_shade.sql": addShade}))
	must(t, err)
	// then its contents are there
	if b, err := l.Brief(ctx, 1); err != nil || b.Title != "Saved" {
		t.Errorf("brief %q, %v", b.Title, err)
	}
	wantSound(t, l)
	must(t, l.Close())
	rawly(t, path, `INSERT INTO shade VALUES (1, 1)`)
	// and a copy of what it was lies beside it
	copied := filepath.Join(filepath.Dir(path), "library.before-1.db")
	only(t, filepath.Dir(path), "library.before-1.db", "library.db")
	info, err := os.Stat(copied)
	must(t, err)
	if info.Mode().Perm() != 0o600 {
		t.Errorf("the copy has the mode %o", info.Mode().Perm())
	}
	old := mustOpen(t, copied, db.Options{})
	if b, err := old.Brief(ctx, 1); err != nil || b.Title != "Saved" {
		t.Errorf("brief %q in the copy, %v", b.Title, err)
	}
	wantSound(t, old)
	// and the version before refuses it now
	wantRefused(t, path, db.ErrNewer)
}

func TestMigrate_NoCopyOfANewLibrary(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "library.db")
	l, err := db.OpenWith(context.Background(), path, db.Options{}, migrationsAnd(t, map[string]string{"0002_colour.sql": addColour}))
	must(t, err)
	if labels, err := l.Labels(context.Background()); err != nil || len(labels) != 5 {
		t.Errorf("%d labels, %v", len(labels), err)
	}
	must(t, l.Close())
	only(t, filepath.Dir(path), "library.db")
}

func TestMigrate_FailureLeavesTheVersionBefore(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, second := range map[string]string{
		"a statement fails half way": addShade + `INSERT INTO nowhere VALUES (1);`,
		"references are left broken": `PRAGMA defer_foreign_keys = 1;` + addShade + `INSERT INTO shade VALUES (1, 77);`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			path := savedLibrary(t)
			folder := migrationsAnd(t, map[string]string{"0002_colour.sql": addColour, "0003_shade.sql": second})
			// when
			_, err := db.OpenWith(ctx, path, db.Options{}, folder)
			// then the error says where
			if err == nil || !strings.Contains(err.Error(), "migrate to version 3") {
				t.Fatalf("error %v", err)
			}
			// and the library is at version 2, whole
			delete(folder, "0003_shade.sql")
			l, err := db.OpenWith(ctx, path, db.Options{}, folder)
			must(t, err)
			if b, err := l.Brief(ctx, 1); err != nil || b.Title != "Saved" {
				t.Errorf("brief %q, %v", b.Title, err)
			}
			wantSound(t, l)
			must(t, l.Close())
			// and the copy is at version 1
			wantSound(t, mustOpen(t, filepath.Join(filepath.Dir(path), "library.before-1.db"), db.Options{}))
			// when it is mended
			folder["0003_shade.sql"] = &fstest.MapFile{Data: []byte(addShade)}
			l, err = db.OpenWith(ctx, path, db.Options{}, folder)
			// then it goes on, with a copy of its own
			must(t, err)
			must(t, l.Close())
			if _, err := os.Stat(filepath.Join(filepath.Dir(path), "library.before-2.db")); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestMigrate_FailureOfTheFirstLeavesTheLibraryAsItWas(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	path := savedLibrary(t)
	folder := migrationsAnd(t, map[string]string{"0002_colour.sql": addColour + `INSERT INTO nowhere VALUES (1);`})
	// when it fails twice
	for range 2 {
		if _, err := db.OpenWith(ctx, path, db.Options{}, folder); err == nil {
			t.Fatal("no error")
		}
	}
	// then the version before opens it, and there is one copy
	l := mustOpen(t, path, db.Options{})
	wantSound(t, l)
	mustAddBrief(t, l, "Goes on")
	must(t, l.Close())
	only(t, filepath.Dir(path), "library.before-1.db", "library.db")
}

func TestMigrate_FailureOfANewLibraryIsStartedAnew(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "library.db")
	folder := migrationsAnd(t, map[string]string{"0002_colour.sql": `INSERT INTO nowhere VALUES (1);`})
	if _, err := db.OpenWith(context.Background(), path, db.Options{}, folder); err == nil {
		t.Fatal("no error")
	}
	l := mustOpen(t, path, db.Options{})
	mustAddBrief(t, l, "Goes on")
	wantSound(t, l)
}

func TestMigrate_NewerWhileOpen(t *testing.T) {
	t.Parallel()
	// given a library that is open
	ctx := context.Background()
	path := savedLibrary(t)
	l := mustOpen(t, path, db.Options{})
	// when a newer program migrates it
	newer, err := db.OpenWith(ctx, path, db.Options{}, migrationsAnd(t, map[string]string{"0002_colour.sql": addColour}))
	must(t, err)
	must(t, newer.Close())
	// then the older one writes no more
	if _, err := l.SaveNote(ctx, 1, "", "from the older"); !errors.Is(err, db.ErrNewer) {
		t.Errorf("error %v, want ErrNewer", err)
	}
}

func TestMigrate_ReadOnlyOlderLibrary(t *testing.T) {
	t.Parallel()
	path := savedLibrary(t)
	_, err := db.OpenWith(context.Background(), path, db.Options{ReadOnly: true}, migrationsAnd(t, map[string]string{"0002_colour.sql": addColour}))
	if !errors.Is(err, db.ErrReadOnly) {
		t.Errorf("error %v, want ErrReadOnly", err)
	}
	wantReadsOnly(t, mustOpen(t, path, db.Options{ReadOnly: true}))
}

func TestMigrate_SeveralAtOnce(t *testing.T) {
	t.Parallel()
	for name, makePath := range map[string]func() string{
		"new":   func() string { return filepath.Join(t.TempDir(), "library.db") },
		"older": func() string { return savedLibrary(t) },
	} {
		path := makePath()
		folder := migrationsAnd(t, map[string]string{"0002_colour.sql": addColour, "0003_shade.sql": addShade})
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				l, err := db.OpenWith(context.Background(), path, db.Options{}, folder)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					return
				}
				if labels, err := l.Labels(context.Background()); err != nil || len(labels) != 5 {
					t.Errorf("%s: %d labels, %v", name, len(labels), err)
				}
				if err := l.Close(); err != nil {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
		group.Wait()
	}
}

func TestMigrations_Names(t *testing.T) {
	t.Parallel()
	for _, folder := range []fstest.MapFS{
		{"0001_a.sql": {}, "0003_c.sql": {}},
		{"0002_b.sql": {}},
		{"0001_a.sql": {}, "0001_b.sql": {}},
		{"1_a.sql": {}},
		{"README.md": {}},
	} {
		if _, err := db.OpenWith(context.Background(), filepath.Join(t.TempDir(), "x.db"), db.Options{}, folder); err == nil {
			t.Errorf("%v: no error", folder)
		}
	}
}
