package db_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestOpen_NewLibraryIsClosedToOthers(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows; access_windows_test.go has its own way")
	}
	// given a folder of the user's, open to others
	ctx := context.Background()
	mine := filepath.Join(t.TempDir(), "mine")
	must(t, os.Mkdir(mine, 0o755))
	must(t, os.Chmod(mine, 0o755))
	path := filepath.Join(mine, "new one", "and another", "li?b%20ra#ry é.db")
	// when
	l := mustOpen(t, path, db.Options{})
	mustAddBrief(t, l, "Written")
	// then what was made is closed, and the user's folder as it was
	for name, want := range map[string]fs.FileMode{
		mine:                                0o755,
		filepath.Join(mine, "new one"):      0o700,
		filepath.Dir(path):                  0o700,
		path:                                0o600,
		path + "-wal":                       0o600,
		path + "-shm":                       0o600,
		filepath.Join(filepath.Dir(path)):   0o700,
		filepath.Join(mine, ".", "new one"): 0o700,
	} {
		info, err := os.Stat(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := info.Mode().Perm(); got != want {
			t.Errorf("%s has the mode %o, want %o", name, got, want)
		}
	}
	if l.Path() != path || l.ReadOnly() {
		t.Errorf("path %q, read only %t", l.Path(), l.ReadOnly())
	}
	// when closed
	must(t, l.Close())
	must(t, l.Close()) // again
	// then the file alone is the library
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 1 {
		t.Errorf("files %v", entries)
	}
	l = mustOpen(t, path, db.Options{})
	if _, total, err := l.Briefs(ctx, db.BriefFilter{}); err != nil || total != 1 {
		t.Errorf("%d briefs, %v", total, err)
	}
}

func TestOpen_KeepsTheModesOfWhatIsThere(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes mean nothing on Windows")
	}
	// given a library that its owner shows to others
	path := savedLibrary(t)
	must(t, os.Chmod(path, 0o644))
	must(t, os.Chmod(filepath.Dir(path), 0o755))
	// when
	l := mustOpen(t, path, db.Options{})
	must(t, l.Close())
	// then
	for name, want := range map[string]fs.FileMode{path: 0o644, filepath.Dir(path): 0o755} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestOpen_EmptyFileBecomesALibrary(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "empty.db")
	must(t, os.WriteFile(path, nil, 0o600))
	l := mustOpen(t, path, db.Options{})
	mustAddBrief(t, l, "Written")
	wantSound(t, l)
}

func TestOpen_EmptyFileWithChangesBesideIsLeftAlone(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "lost.db")
	must(t, os.WriteFile(path, nil, 0o600))
	must(t, os.WriteFile(path+"-wal", []byte("all that is left"), 0o600))
	wantRefused(t, path, db.ErrCorrupt)
	if left, err := os.ReadFile(path + "-wal"); err != nil || string(left) != "all that is left" {
		t.Errorf("left: %q, %v", left, err)
	}
}

// savedLibrary is a closed library with a brief, an annotation and a note.
func savedLibrary(tb testing.TB) (path string) {
	tb.Helper()
	path = filepath.Join(tb.TempDir(), "library.db")
	l, err := db.Open(context.Background(), path, db.Options{})
	must(tb, err)
	b := mustAddBrief(tb, l, "Saved")
	mustAnnotate(tb, l, b, "")
	mustAddNote(tb, l, db.Note{BriefID: b.ID, Body: "x"})
	must(tb, l.Close())
	return path
}

// wantRefused opens a file for writing and for reading, wants the error and
// the file as it was.
func wantRefused(tb testing.TB, path string, want error) {
	tb.Helper()
	before, err := os.ReadFile(path)
	must(tb, err)
	for _, readOnly := range []bool{false, true} {
		l, err := db.Open(context.Background(), path, db.Options{ReadOnly: readOnly, Wait: time.Second})
		if err == nil {
			l.Close()
		}
		if !errors.Is(err, want) {
			tb.Errorf("read only %t: error %v, want %v", readOnly, err, want)
		}
		if err != nil && !strings.Contains(err.Error(), path) {
			tb.Errorf("the error does not name the file: %v", err)
		}
	}
	after, err := os.ReadFile(path)
	must(tb, err)
	if !bytes.Equal(before, after) {
		tb.Error("the file was altered")
	}
}

// only wants no file in the folder but those named.
func only(tb testing.TB, folder string, names ...string) {
	tb.Helper()
	entries, err := os.ReadDir(folder)
	must(tb, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if diff := cmp.Diff(names, got); diff != "" {
		tb.Errorf("files in the folder: %s", diff)
	}
}

func TestOpen_RefusesWhatIsNoLibrary(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		make func(t *testing.T, path string)
		want error
	}{
		"text": {func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte(strings.Repeat("Dear diary. ", 1000)), 0o644))
		}, db.ErrCorrupt},
		"a few bytes": {func(t *testing.T, path string) {
			must(t, os.WriteFile(path, []byte("xyz"), 0o644))
		}, db.ErrCorrupt},
		"a database of another program": {func(t *testing.T, path string) {
			rawly(t, path, `CREATE TABLE brief (id INTEGER PRIMARY KEY)`, `INSERT INTO brief VALUES (1)`)
		}, db.ErrForeign},
		"a database of another program in WAL mode": {func(t *testing.T, path string) {
			rawly(t, path, `PRAGMA journal_mode = WAL`, `CREATE TABLE brief (id INTEGER PRIMARY KEY)`)
		}, db.ErrForeign},
		"an empty database that another program marked as its own": {func(t *testing.T, path string) {
			rawly(t, path, `PRAGMA application_id = 7`)
		}, db.ErrForeign},
		"a database of another program with a version": {func(t *testing.T, path string) {
			rawly(t, path, `CREATE TABLE t (id INTEGER PRIMARY KEY)`, `PRAGMA user_version = 900`)
		}, db.ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "other.db")
			c.make(t, path)
			wantRefused(t, path, c.want)
		})
	}
}

func TestOpen_RefusesAFolder(t *testing.T) {
	t.Parallel()
	for _, readOnly := range []bool{false, true} {
		if l, err := db.Open(context.Background(), t.TempDir(), db.Options{ReadOnly: readOnly}); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("library %v, error %v, want ErrInvalid", l, err)
		}
	}
}

func TestOpen_ReadOnlyOption(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	// given no file, then an empty one
	path := filepath.Join(t.TempDir(), "folder", "none.db")
	if _, err := db.Open(ctx, path, db.Options{ReadOnly: true}); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("no file: error %v, want ErrNotFound", err)
	}
	if _, err := os.Stat(filepath.Dir(path)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("a folder was made")
	}
	path = filepath.Join(t.TempDir(), "empty.db")
	must(t, os.WriteFile(path, nil, 0o600))
	if _, err := db.Open(ctx, path, db.Options{ReadOnly: true}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("empty file: error %v, want ErrInvalid", err)
	}
	// given a library
	path = savedLibrary(t)
	before, err := os.ReadFile(path)
	must(t, err)
	// when
	l := mustOpen(t, path, db.Options{ReadOnly: true})
	// then
	wantReadsOnly(t, l)
	must(t, l.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file was altered")
	}
	// and it can be written again afterwards
	mustAddBrief(t, mustOpen(t, path, db.Options{}), "Next")
}

// wantReadsOnly wants savedLibrary to be readable, and every change refused.
func wantReadsOnly(tb testing.TB, l *db.Library) {
	tb.Helper()
	ctx := context.Background()
	if !l.ReadOnly() {
		tb.Error("does not say that it is read only")
	}
	text := "x"
	for name, err := range map[string]error{
		"AddBrief":           second(l.AddBrief(ctx, newBrief("No"))),
		"UpdateBrief":        second(l.UpdateBrief(ctx, 1, db.BriefUpdate{Title: &text})),
		"SetReadingPosition": l.SetReadingPosition(ctx, 1, 1),
		"AddLabel":           second(l.AddLabel(ctx, db.Label{Name: "No"})),
		"UpdateLabel":        l.UpdateLabel(ctx, db.Label{ID: 1, Name: "No"}),
		"DeleteLabel":        l.DeleteLabel(ctx, 1),
		"AddAnnotation":      second(l.AddAnnotation(ctx, db.NewAnnotation{BriefID: 1})),
		"UpdateAnnotation":   second(l.UpdateAnnotation(ctx, 1, db.AnnotationUpdate{Note: &text})),
		"AddNote":            second(l.AddNote(ctx, db.Note{Body: "No"})),
		"SaveNote":           second(l.SaveNote(ctx, 1, "", "No")),
		"AddActor":           second(l.AddActor(ctx, db.Actor{Name: "No"})),
		"Trash":              l.Trash(ctx, db.KindBrief, 1),
		"Restore":            l.Restore(ctx, db.KindBrief, 1),
		"EmptyTrash":         second(l.EmptyTrash(ctx)),
	} {
		if !errors.Is(err, db.ErrReadOnly) {
			tb.Errorf("%s: error %v, want ErrReadOnly", name, err)
		}
	}
	must(tb, l.Checkpoint(ctx))
	if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{Briefs: 1, Annotations: 1, Notes: 1}) {
		tb.Errorf("counts %+v, %v", counts, err)
	}
	if b, err := l.Brief(ctx, 1); err != nil || b.Title != "Saved" {
		tb.Errorf("brief %q, %v", b.Title, err)
	}
	wantSound(tb, l)
}

func TestOpen_TwiceInOneProcess(t *testing.T) {
	t.Parallel()
	// given a library open twice
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	one := mustOpen(t, path, db.Options{})
	two := mustOpen(t, path, db.Options{})
	reader := mustOpen(t, path, db.Options{ReadOnly: true})
	// when each writes
	mustAddBrief(t, one, "From one")
	mustAddBrief(t, two, "From two")
	// then all see it
	for _, l := range []*db.Library{one, two, reader} {
		if _, total, err := l.Briefs(ctx, db.BriefFilter{}); err != nil || total != 2 {
			t.Errorf("%d briefs, %v", total, err)
		}
	}
	// and closing one leaves the others working
	must(t, one.Close())
	mustAddBrief(t, two, "Again from two")
	if _, total, err := reader.Briefs(ctx, db.BriefFilter{}); err != nil || total != 3 {
		t.Errorf("%d briefs, %v", total, err)
	}
	wantSound(t, two)
}

func TestCorrupt(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	damage := func(t *testing.T, path string, offset, length int64) {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		must(t, err)
		defer f.Close()
		_, err = f.WriteAt(bytes.Repeat([]byte{0xA5}, int(length)), offset)
		must(t, err)
	}
	size := func(t *testing.T, path string) int64 {
		info, err := os.Stat(path)
		must(t, err)
		return info.Size()
	}

	t.Run("header overwritten", func(t *testing.T) {
		t.Parallel()
		path := savedLibrary(t)
		damage(t, path, 0, 100)
		wantRefused(t, path, db.ErrCorrupt)
	})
	t.Run("first page overwritten but for the header", func(t *testing.T) {
		t.Parallel()
		path := savedLibrary(t)
		damage(t, path, 100, 3996)
		wantRefused(t, path, db.ErrCorrupt)
	})
	t.Run("cut in half", func(t *testing.T) {
		t.Parallel()
		path := savedLibrary(t)
		must(t, os.Truncate(path, size(t, path)/8192*4096))
		wantRefused(t, path, db.ErrCorrupt)
	})
	t.Run("cut to a few bytes", func(t *testing.T) {
		t.Parallel()
		path := savedLibrary(t)
		must(t, os.Truncate(path, 50))
		wantRefused(t, path, db.ErrCorrupt)
	})
	t.Run("any page overwritten", func(t *testing.T) {
		t.Parallel()
		sound := savedLibrary(t)
		pages := size(t, sound) / 4096
		data, err := os.ReadFile(sound)
		must(t, err)
		for page := int64(1); page < pages; page++ {
			// given a library with one page of garbage
			path := filepath.Join(t.TempDir(), "damaged.db")
			must(t, os.WriteFile(path, data, 0o600))
			damage(t, path, page*4096, 4096)
			before, err := os.ReadFile(path)
			must(t, err)
			// when it is opened, checked and read
			l, err := db.Open(ctx, path, db.Options{})
			if err != nil {
				if !errors.Is(err, db.ErrCorrupt) {
					t.Errorf("page %d: open: %v", page, err)
				}
				continue
			}
			findings, err := l.Check(ctx)
			if err != nil || len(findings) == 0 {
				t.Errorf("page %d: check: %d findings, %v", page, len(findings), err)
			}
			for name, err := range map[string]error{
				"Brief":       second(l.Brief(ctx, 1)),
				"Revision":    second(l.Revision(ctx, 1)),
				"Original":    second(l.Original(ctx, 1)),
				"Annotations": second(l.Annotations(ctx, 1)),
				"Notes":       second(l.Notes(ctx, db.NoteFilter{})),
				"Counts":      second(l.Counts(ctx)),
				"Trash":       second(l.TrashList(ctx)),
			} {
				if err != nil && !errors.Is(err, db.ErrCorrupt) && !errors.Is(err, db.ErrNotFound) {
					t.Errorf("page %d: %s: error %v, want ErrCorrupt", page, name, err)
				}
			}
			must(t, l.Close())
			// then it is as it was
			after, err := os.ReadFile(path)
			must(t, err)
			if !bytes.Equal(before, after) {
				t.Errorf("page %d: the file was altered", page)
			}
		}
	})
}

func TestCheckpoint(t *testing.T) {
	t.Parallel()
	// given changes in the log
	ctx := context.Background()
	l, _ := newLibrary(t)
	mustAddBrief(t, l, "Logged")
	if info, err := os.Stat(l.Path() + "-wal"); err != nil || info.Size() == 0 {
		t.Fatalf("no log to speak of: %v", err)
	}
	// when
	must(t, l.Checkpoint(ctx))
	// then the file alone is the library
	if info, err := os.Stat(l.Path() + "-wal"); err != nil || info.Size() != 0 {
		t.Errorf("log of %d bytes, %v", info.Size(), err)
	}
	data, err := os.ReadFile(l.Path())
	must(t, err)
	copied := filepath.Join(t.TempDir(), "copy.db")
	must(t, os.WriteFile(copied, data, 0o600))
	if _, total, err := mustOpen(t, copied, db.Options{}).Briefs(ctx, db.BriefFilter{}); err != nil || total != 1 {
		t.Errorf("%d briefs, %v", total, err)
	}
}

func TestEmptyTrash_LeavesNoWordsBehind(t *testing.T) {
	t.Parallel()
	// given words in a text, an original, a note and its history
	ctx := context.Background()
	l, _ := newLibrary(t)
	secret := "Umbrasilva"
	n := newBrief("A brief on " + secret)
	n.Text += strings.Repeat(secret+" again. ", 2000)
	n.Original.Bytes = nil
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	note := mustAddNote(t, l, db.Note{BriefID: b.ID, Body: secret})
	must(t, second(l.SaveNote(ctx, note.ID, "", secret+secret)))
	mustAddBrief(t, l, "Another")
	must(t, l.Checkpoint(ctx))
	// when
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	must(t, second(l.EmptyTrash(ctx)))
	// then they are in none of the files
	files, err := filepath.Glob(l.Path() + "*")
	must(t, err)
	for _, name := range files {
		data, err := os.ReadFile(name)
		must(t, err)
		if bytes.Contains(data, []byte(secret)) || bytes.Contains(data, []byte(strings.ToLower(secret))) {
			t.Errorf("%s still holds them", filepath.Base(name))
		}
	}
}
