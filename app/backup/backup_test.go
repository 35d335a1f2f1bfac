package backup_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sidelight/app/backup"
	"sidelight/db"
)

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// savedLibrary is a closed library with a brief.
func savedLibrary(tb testing.TB) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "library.sidelight")
	lib, err := db.Open(context.Background(), path, db.Options{})
	must(tb, err)
	text := "The wells\n\n" + strings.Repeat("The Salt Front took the wells on July 28. ", 5000)
	_, err = lib.AddBrief(context.Background(), db.NewBrief{Title: "The wells", Text: text, Blocks: []db.Block{{Kind: db.KindTitle, Start: 0, End: 9}}})
	must(tb, errors.Join(err, lib.Close()))
	return path
}

// saveSealed makes a sealed copy of a library.
func saveSealed(tb testing.TB, path, passphrase string) (file string) {
	tb.Helper()
	file = filepath.Join(tb.TempDir(), "copy.sidelight.age")
	lib, err := db.Open(context.Background(), path, db.Options{})
	must(tb, err)
	_, err = backup.Save(context.Background(), lib, file, passphrase, false)
	must(tb, errors.Join(err, lib.Close()))
	return file
}

// only wants nothing in the folder of the backups but the lock and what a
// restored library took the place of.
func only(tb testing.TB, path string, asides int) {
	tb.Helper()
	entries, _ := os.ReadDir(db.BackupFolder(path))
	for _, e := range entries {
		if strings.Contains(e.Name(), ".part") {
			tb.Errorf("left behind: %s", e.Name())
		}
	}
	if all, err := db.Backups(path); err != nil || len(all) != asides {
		tb.Errorf("backups %+v, %v", all, err)
	}
}

func TestSealed_ThereAndBack(t *testing.T) {
	t.Parallel()
	// given a sealed copy, which nobody can read
	ctx := context.Background()
	path := savedLibrary(t)
	file := saveSealed(t, path, "olive grove")
	data, err := os.ReadFile(file)
	must(t, err)
	if is, err := backup.Sealed(file); err != nil || !is || bytes.Contains(data, []byte("Salt Front")) || bytes.Contains(data, []byte("SQLite")) {
		t.Errorf("sealed %t, %v", is, err)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	only(t, path, 0)
	if c, findings, err := backup.Examine(ctx, path, file, "olive grove"); err != nil || len(findings) != 0 || c.Counts.Briefs != 1 {
		t.Errorf("holds %+v, %v, %v", c, findings, err)
	}
	// when the library is gone and the copy is restored
	must(t, os.Remove(path))
	_, err = backup.Restore(ctx, path, file, "olive grove", time.Now())
	must(t, err)
	// then it is back
	if c, findings, err := db.Examine(ctx, path); err != nil || len(findings) != 0 || c.Counts.Briefs != 1 {
		t.Errorf("holds %+v, %v, %v", c, findings, err)
	}
	only(t, path, 0)
}

func TestSealed_WrongPassphrase(t *testing.T) {
	t.Parallel()
	path := savedLibrary(t)
	file := saveSealed(t, path, "olive grove")
	for passphrase, want := range map[string]error{"olive groves": backup.ErrPassphrase, "": backup.ErrNoPassphrase} {
		_, err := backup.Restore(context.Background(), path, file, passphrase, time.Now())
		if !errors.Is(err, want) || !errors.Is(err, db.ErrRestore) {
			t.Errorf("%q: error %v, want %v", passphrase, err, want)
		}
	}
	only(t, path, 0)
}

// TestSealed_NotWhole: whatever is cut off or altered, nothing is restored.
func TestSealed_NotWhole(t *testing.T) {
	t.Parallel()
	path := savedLibrary(t)
	whole, err := os.ReadFile(saveSealed(t, path, "olive grove"))
	must(t, err)
	before, err := os.ReadFile(path)
	must(t, err)
	file := filepath.Join(t.TempDir(), "cut.sidelight.age")
	rapid.Check(t, func(r *rapid.T) {
		data := bytes.Clone(whole)
		at := rapid.IntRange(len("age-encryption.org/"), len(data)-1).Draw(r, "at")
		if rapid.Bool().Draw(r, "cut") {
			data = data[:at]
		} else {
			data[at] ^= 1 << rapid.IntRange(0, 7).Draw(r, "bit")
		}
		must(t, os.WriteFile(file, data, 0o600))
		_, err := backup.Restore(context.Background(), path, file, "olive grove", time.Now())
		if !errors.Is(err, backup.ErrTruncated) && !errors.Is(err, backup.ErrPassphrase) {
			r.Errorf("error %v", err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			r.Errorf("the library was changed")
		}
	})
	only(t, path, 0)
}

func TestSave_ChecksTheName(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	folder := t.TempDir()
	lib, err := db.Open(ctx, savedLibrary(t), db.Options{})
	must(t, err)
	defer lib.Close()
	text := filepath.Join(folder, "text.age")
	must(t, os.WriteFile(text, []byte("mine"), 0o600))
	for _, c := range []struct {
		file, passphrase string
		overwrite        bool
		want             error
	}{
		{"x.sidelight", "secret", false, backup.ErrName},
		{"x.sidelight.age", "", false, backup.ErrName},
		{"text.age", "secret", false, db.ErrExists},
		{"text.age", "secret", true, db.ErrInvalid},
	} {
		if _, err := backup.Save(ctx, lib, filepath.Join(folder, c.file), c.passphrase, c.overwrite); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", c.file, err, c.want)
		}
	}
	if data, err := os.ReadFile(text); err != nil || string(data) != "mine" {
		t.Errorf("the file was changed: %q, %v", data, err)
	}
	sealed := filepath.Join(folder, "copy.age")
	for range 2 { // and a sealed copy gives way to another
		if _, err := backup.Save(ctx, lib, sealed, "secret", true); err != nil {
			t.Error(err)
		}
	}
}
