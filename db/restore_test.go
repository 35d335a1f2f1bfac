package db_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/gofrs/flock"

	"sidelight/db"
)

func init() {
	children["backups"] = childHoldsBackups
	children["churn"] = childBacksUpAndRestores
}

// childHoldsBackups locks the folder of the backups until its input ends.
func childHoldsBackups(arg string) int {
	var path string
	if _, err := fmt.Sscanf(arg, "backups %s", &path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	lock := flock.New(filepath.Join(db.BackupFolder(path), "lock"))
	if locked, err := lock.TryLock(); err != nil || !locked {
		fmt.Fprintln(os.Stderr, locked, err)
		return 1
	}
	fmt.Println("held")
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

// twoStates is a closed library with two briefs, and a backup of it when it had
// one.
func twoStates(tb testing.TB) (path string, one db.Backup) {
	tb.Helper()
	path = savedLibrary(tb)
	l, err := db.Open(context.Background(), path, db.Options{})
	must(tb, err)
	one = mustBackUp(tb, l, db.ReasonByHand)
	mustAddBrief(tb, l, "Second")
	must(tb, l.Close())
	return path, one
}

func briefsIn(tb testing.TB, path string) int {
	tb.Helper()
	c, err := db.Peek(context.Background(), path)
	must(tb, err)
	return c.Counts.Briefs
}

func TestRestore_KeepsWhatWasThereAside(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path, one := twoStates(t)
	// when
	aside, err := db.Restore(ctx, path, one.Path, time.Now())
	must(t, err)
	// then the library is as it was then, and the backup is still there
	l := mustOpen(t, path, db.Options{})
	wantSound(t, l)
	if n := briefsIn(t, path); n != 1 {
		t.Errorf("%d briefs", n)
	}
	if n := briefsIn(t, one.Path); n != 1 {
		t.Errorf("%d briefs in the backup", n)
	}
	// and what it was before is a backup too
	if n := briefsIn(t, aside.Path); n != 2 || aside.Reason != db.ReasonRestore || aside.Damaged {
		t.Errorf("%d briefs in %+v", n, aside)
	}
	if all := mustList(t, path); len(all) != 2 {
		t.Errorf("backups %+v", all)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	must(t, l.Close())
	// and the way back is the same
	_, err = db.Restore(ctx, path, aside.Path, time.Now())
	must(t, err)
	if n := briefsIn(t, path); n != 2 {
		t.Errorf("%d briefs", n)
	}
}

func TestRestore_ChangesInTheLogAreKeptAside(t *testing.T) {
	t.Parallel()
	// given a library whose last change is in its log only, as after a crash
	path, one := twoStates(t)
	crashed := filepath.Join(t.TempDir(), "library.db")
	l := mustOpen(t, path, db.Options{})
	mustAddBrief(t, l, "In the log")
	for _, log := range []string{"", "-wal"} {
		copyFile(t, path+log, crashed+log)
	}
	// when
	aside, err := db.Restore(context.Background(), crashed, one.Path, time.Now())
	must(t, err)
	// then
	if n := briefsIn(t, aside.Path); n != 3 {
		t.Errorf("%d briefs were kept aside", n)
	}
	only(t, filepath.Dir(crashed), "library.db", "library.db-backups")
}

func TestRestore_NoLibraryThere(t *testing.T) {
	t.Parallel()
	_, one := twoStates(t)
	path := filepath.Join(t.TempDir(), "library.db")
	aside, err := db.Restore(context.Background(), path, one.Path, time.Now())
	if err != nil || aside.Path != "" || briefsIn(t, path) != 1 {
		t.Errorf("aside %+v, %v", aside, err)
	}
}

func TestRestore_InThePlaceOfADamagedFile(t *testing.T) {
	t.Parallel()
	path, one := twoStates(t)
	damage(t, path, 0, bytes.Repeat([]byte{0}, 4096))
	must(t, os.WriteFile(path+"-wal", []byte("the log of it"), 0o600))
	damaged, err := os.ReadFile(path)
	must(t, err)
	// when
	aside, err := db.Restore(context.Background(), path, one.Path, time.Now())
	must(t, err)
	// then it is kept as it is, with its log
	if kept, err := os.ReadFile(aside.Path); err != nil || !bytes.Equal(kept, damaged) || !aside.Damaged {
		t.Errorf("kept %d bytes, %v, damaged %t", len(kept), err, aside.Damaged)
	}
	if log, err := os.ReadFile(aside.Path + "-wal"); err != nil || string(log) != "the log of it" {
		t.Errorf("log %q, %v", log, err)
	}
	wantSound(t, mustOpen(t, path, db.Options{}))
}

func TestRestore_RefusesBeforeAnythingIsTouched(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path, one := twoStates(t)
	folder := t.TempDir()
	variant := func(name string, change func(file string)) string {
		file := filepath.Join(folder, name)
		copyFile(t, one.Path, file)
		change(file)
		return file
	}
	before, err := os.ReadFile(path)
	must(t, err)
	for name, c := range map[string]struct {
		file string
		want error
	}{
		"truncated": {variant("a", func(f string) { must(t, os.Truncate(f, one.Size/2)) }), db.ErrCorrupt},
		"an overwritten page": {variant("b", func(f string) {
			damage(t, f, one.Size-8192, bytes.Repeat([]byte{0xff}, 8192))
		}), db.ErrCorrupt},
		"other words": {variant("c", func(f string) { rawly(t, f, `UPDATE revision SET text = 'x'`) }), db.ErrCorrupt},
		"newer":       {variant("d", func(f string) { rawly(t, f, `PRAGMA user_version = 9999`) }), db.ErrNewer},
		"foreign":     {variant("e", func(f string) { rawly(t, f, `PRAGMA application_id = 7`) }), db.ErrForeign},
		"empty":       {variant("f", func(f string) { must(t, os.Truncate(f, 0)) }), db.ErrForeign},
		"none":        {filepath.Join(folder, "none"), db.ErrNotFound},
		"itself":      {path, db.ErrInvalid},
		"a folder":    {folder, db.ErrInvalid},
	} {
		_, err := db.Restore(ctx, path, c.file, time.Now())
		if !errors.Is(err, db.ErrRestore) || !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the library was changed", name)
		}
		only(t, db.BackupFolder(path), filepath.Base(one.Path), "lock")
	}
}

func TestRestore_OpenElsewhere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	path, one := twoStates(t)
	for _, kind := range []string{"write", "read"} {
		// given another process that has the library open
		release := holdElsewhere(t, kind, path)
		// then it is not taken from under it
		if _, err := db.Restore(ctx, path, one.Path, time.Now()); !errors.Is(err, db.ErrBusy) {
			t.Errorf("%s: error %v, want ErrBusy", kind, err)
		}
		release()
	}
	if n := briefsIn(t, path); n != 2 {
		t.Errorf("%d briefs", n)
	}
	_, err := db.Restore(ctx, path, one.Path, time.Now())
	must(t, err)
}

// childBacksUpAndRestores makes backups, changes the library and restores it,
// until it is killed.
func childBacksUpAndRestores(path string) int {
	ctx := context.Background()
	for i := 0; ; i++ {
		l, err := db.Open(ctx, path, db.Options{})
		if err == nil {
			_, err = l.AddNote(ctx, db.Note{Title: fmt.Sprint(i)})
		}
		if err == nil {
			_, _, err = l.Backup(ctx, db.ReasonByHand)
		}
		if err == nil {
			err = l.Close()
		}
		if err == nil {
			all, listErr := db.Backups(path)
			err = listErr
			if err == nil {
				_, err = db.Restore(ctx, path, all[i%len(all)].Path, time.Now())
			}
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			return 1
		}
		fmt.Println("round")
	}
}

// TestKill_BackupAndRestore kills a process that backs up and restores at
// random moments, and wants the library and every backup to be whole.
func TestKill_BackupAndRestore(t *testing.T) {
	t.Parallel()
	rounds := 15
	if testing.Short() {
		rounds = 5
	}
	ctx := context.Background()
	path, _ := twoStates(t)
	for round := range rounds {
		cmd, _, out := startChild(t, "churn", path)
		if round%5 > 0 { // the first whole round, or its beginning
			_, _ = out.ReadString('\n')
		}
		time.Sleep(time.Duration(rand.Int64N(int64(60 * time.Millisecond))))
		must(t, cmd.Process.Kill())
		_ = cmd.Wait()
		l, err := db.Open(ctx, path, db.Options{})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		wantSound(t, l)
		if c, err := l.Counts(ctx); err != nil || c.Briefs == 0 || c.Notes == 0 {
			t.Errorf("round %d: %+v, %v", round, c, err)
		}
		must(t, l.Close())
		for _, b := range mustList(t, path) {
			if _, findings, err := db.Examine(ctx, b.Path); err != nil || len(findings) != 0 {
				t.Errorf("round %d: %s: %v, %v", round, b.Path, findings, err)
			}
			if round%5 == 4 && b.Reason == db.ReasonRestore {
				must(t, os.Remove(b.Path)) // or examining them takes longer and longer
			}
		}
	}
}
