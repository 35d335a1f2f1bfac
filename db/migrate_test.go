package db_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"sidelight/db"
)

// migrationsAnd is the shipped migrations and further ones, numbered after
// them.
func migrationsAnd(tb testing.TB, more ...string) fstest.MapFS {
	tb.Helper()
	shipped := shippedNames(tb)
	folder := firstMigrations(tb, len(shipped))
	for i, sql := range more {
		folder[further(len(shipped)+1+i)] = &fstest.MapFile{Data: []byte(sql)}
	}
	return folder
}

// firstMigrations is the first so many of the shipped migrations.
func firstMigrations(tb testing.TB, count int) fstest.MapFS {
	tb.Helper()
	folder := fstest.MapFS{}
	for _, name := range shippedNames(tb)[:count] {
		data, err := fs.ReadFile(db.ShippedMigrations(), name)
		must(tb, err)
		folder[name] = &fstest.MapFile{Data: data}
	}
	return folder
}

func shippedNames(tb testing.TB) []string {
	tb.Helper()
	names, err := fs.Glob(db.ShippedMigrations(), "*")
	must(tb, err)
	return names
}

// further is the name of a migration that is not shipped.
func further(version int) string { return fmt.Sprintf("%04d_further.sql", version) }

// backupsBefore are the backups that migrations made of a library, the newest
// first.
func backupsBefore(tb testing.TB, path string) (files []string) {
	tb.Helper()
	all, err := db.Backups(path)
	must(tb, err)
	for _, b := range all {
		if b.Reason == db.ReasonMigration {
			files = append(files, b.Path)
		}
	}
	return files
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
	l, err := db.OpenWith(ctx, path, db.Options{}, migrationsAnd(t, addColour, addShade))
	must(t, err)
	// then its contents are there
	if b, err := l.Brief(ctx, 1); err != nil || b.Title != "Saved" {
		t.Errorf("brief %q, %v", b.Title, err)
	}
	wantSound(t, l)
	must(t, l.Close())
	rawly(t, path, `INSERT INTO shade VALUES (1, 1)`)
	// and there is a backup of what it was
	only(t, filepath.Dir(path), "library.db", "library.db-backups")
	copies := backupsBefore(t, path)
	if len(copies) != 1 {
		t.Fatalf("%d backups", len(copies))
	}
	copied := copies[0]
	info, err := os.Stat(copied)
	must(t, err)
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
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
	l, err := db.OpenWith(context.Background(), path, db.Options{}, migrationsAnd(t, addColour))
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
			shipped := len(shippedNames(t))
			folder := migrationsAnd(t, addColour, second)
			// when
			_, err := db.OpenWith(ctx, path, db.Options{}, folder)
			// then the error says where
			if err == nil || !strings.Contains(err.Error(), fmt.Sprint("migrate to version ", shipped+2)) {
				t.Fatalf("error %v", err)
			}
			// and the library is at the version before, whole
			delete(folder, further(shipped+2))
			l, err := db.OpenWith(ctx, path, db.Options{}, folder)
			must(t, err)
			if b, err := l.Brief(ctx, 1); err != nil || b.Title != "Saved" {
				t.Errorf("brief %q, %v", b.Title, err)
			}
			wantSound(t, l)
			must(t, l.Close())
			// and the backup is at the shipped version
			wantSound(t, mustOpen(t, backupsBefore(t, path)[0], db.Options{}))
			// when it is mended
			folder[further(shipped+2)] = &fstest.MapFile{Data: []byte(addShade)}
			l, err = db.OpenWith(ctx, path, db.Options{}, folder)
			// then it goes on, with a backup of its own
			must(t, err)
			must(t, l.Close())
			if n := len(backupsBefore(t, path)); n != 2 {
				t.Errorf("%d backups", n)
			}
		})
	}
}

func TestMigrate_FailureOfTheFirstLeavesTheLibraryAsItWas(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	path := savedLibrary(t)
	folder := migrationsAnd(t, addColour+`INSERT INTO nowhere VALUES (1);`)
	// when it fails twice
	for range 2 {
		if _, err := db.OpenWith(ctx, path, db.Options{}, folder); err == nil {
			t.Fatal("no error")
		}
	}
	// then the version before opens it, and there is one backup
	l := mustOpen(t, path, db.Options{})
	wantSound(t, l)
	mustAddBrief(t, l, "Goes on")
	must(t, l.Close())
	if n := len(backupsBefore(t, path)); n != 1 {
		t.Errorf("%d backups", n)
	}
}

func TestMigrate_FailureOfANewLibraryIsStartedAnew(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "library.db")
	folder := migrationsAnd(t, `INSERT INTO nowhere VALUES (1);`)
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
	newer, err := db.OpenWith(ctx, path, db.Options{}, migrationsAnd(t, addColour))
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
	_, err := db.OpenWith(context.Background(), path, db.Options{ReadOnly: true}, migrationsAnd(t, addColour))
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
		folder := migrationsAnd(t, addColour, addShade)
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

func TestMigrate_FromTheFirst(t *testing.T) {
	t.Parallel()
	// given a library as the first version made it
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	first, err := db.OpenWith(ctx, path, db.Options{}, firstMigrations(t, 1))
	must(t, err)
	must(t, first.Close())
	text := "Olive trees\n\nThe Grove Front met on May 2 (Harbour News, May 3).\n"
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))
	rawly(t, path,
		`INSERT INTO original (id, sha256, name, media_type, encoding, bytes) VALUES (1, '`+sum+`', 'olive.txt', 'text/plain', 'utf-8', CAST('`+text+`' AS BLOB))`,
		`INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest, published_latest,
			published_rule, title_key, folded, words, revision_id, added_at, changed_at)
			VALUES (1, 'b', 'Olive trees', '', '', '', '', '', '', '', '', '', 'olive trees', 'olive trees', 13, NULL, 5, 6)`,
		`INSERT INTO revision (id, uid, brief_id, original_id, imported_at, text_sha256, text) VALUES (1, 'r', 1, 1, 5, '`+sum+`', '`+text+`')`,
		`UPDATE brief SET revision_id = 1`,
		`INSERT INTO structure (revision_id, blocks, inlines) VALUES (1, '[["title","",0,0,11],["paragraph","",0,13,62]]', '[]')`,
		`INSERT INTO annotation (id, uid, brief_id, revision_id, label_id, start_byte, end_byte, quote, prefix, suffix, state, note, created_at, changed_at)
			VALUES (1, 'a', 1, 1, 1, 0, 5, 'Olive', '', ' trees', 'anchored', 'Why olives?', 7, 7)`,
		`INSERT INTO note (id, uid, brief_id, created_at, changed_at, title, body) VALUES (1, 'n', 1, 8, 9, '', 'A note.')`,
		`INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at) VALUES (1, 'g', 'Grove Front', 'grove front', 'armed group', '', 9, 9)`,
		`INSERT INTO alias (actor_id, position, name, name_key, kind, weak) VALUES (1, 0, 'GF', 'gf', 'acronym', 0)`)
	// when
	l := mustOpen(t, path, db.Options{})
	// then all of it is there
	r, err := l.Revision(ctx, 1)
	if err != nil || r.Text != text || len(r.Blocks) != 2 {
		t.Errorf("revision %+v, %v", r, err)
	}
	if all, err := l.Annotations(ctx, 1); err != nil || len(all) != 1 || all[0].Note != "Why olives?" {
		t.Errorf("annotations %+v, %v", all, err)
	}
	if n, err := l.BriefNote(ctx, 1); err != nil || n.Body != "A note." {
		t.Errorf("note %+v, %v", n, err)
	}
	if a, err := l.Actor(ctx, 1); err != nil || a.Name != "Grove Front" || len(a.Aliases) != 1 || a.Aliases[0].Name != "GF" {
		t.Errorf("actor %+v, %v", a, err)
	}
	wantSound(t, l)
	// and its text waits to be read
	if unread, err := l.Unread(ctx, "rules", 0, 10); err != nil || !slices.Equal(unread, []int64{1}) {
		t.Errorf("unread %v, %v", unread, err)
	}
	// and there is a backup of what it was
	copies := backupsBefore(t, path)
	if len(copies) != 1 {
		t.Fatalf("%d backups", len(copies))
	}
	if c, err := db.Peek(ctx, copies[0]); err != nil || c.Version != 1 || c.Counts.Briefs != 1 || c.Counts.Annotations != 1 || c.Counts.Notes != 1 || c.Counts.Actors != 1 {
		t.Errorf("the backup holds %+v, %v", c, err)
	}
	old, err := db.OpenWith(ctx, copies[0], db.Options{ReadOnly: true}, firstMigrations(t, 1))
	must(t, err)
	defer old.Close()
	if o, err := old.Original(ctx, 1); err != nil || string(o.Bytes) != text {
		t.Errorf("original in the copy %q, %v", o.Bytes, err)
	}
}
