package db_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sidelight/db"
)

func mustBackUp(tb testing.TB, l *db.Library, reason db.Reason) db.Backup {
	tb.Helper()
	b, made, err := l.Backup(context.Background(), reason)
	must(tb, err)
	if !made {
		tb.Fatalf("no backup %s was made", reason)
	}
	return b
}

func mustList(tb testing.TB, path string) []db.Backup {
	tb.Helper()
	all, err := db.Backups(path)
	must(tb, err)
	return all
}

func TestBackup_IsAWholeLibrary(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	mustAnnotate(t, l, mustAddBrief(t, l, "Kept"), "why")
	// when
	b := mustBackUp(t, l, db.ReasonByHand)
	// then it is listed with its reason and its moment
	if all := mustList(t, l.Path()); len(all) != 1 || all[0] != b {
		t.Errorf("listed %+v, made %+v", all, b)
	}
	if b.Reason != db.ReasonByHand || !b.MadeAt.Equal(newClock().now()) || b.Damaged || b.Size == 0 {
		t.Errorf("made %+v", b)
	}
	// and only its owner may read it
	for name, want := range map[string]fs.FileMode{b.Path: 0o600, filepath.Dir(b.Path): 0o700} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	// and all is in it
	c, findings, err := db.Examine(ctx, b.Path)
	if err != nil || len(findings) != 0 || c.Counts.Briefs != 1 || c.Counts.Annotations != 1 {
		t.Errorf("holds %+v, %v, %v", c, findings, err)
	}
	old := mustOpen(t, b.Path, db.Options{ReadOnly: true})
	if r, err := old.Revision(ctx, 1); err != nil || r.Text != testText("Kept") {
		t.Errorf("text %q, %v", r.Text, err)
	}
}

func TestBackup_NothingChanged(t *testing.T) {
	t.Parallel()
	// given a library with a backup
	ctx := context.Background()
	l, now := newLibrary(t)
	b := mustAddBrief(t, l, "Same")
	first := mustBackUp(t, l, db.ReasonDaily)
	now.advance(24 * time.Hour)
	// when nothing changes
	again, made, err := l.Backup(ctx, db.ReasonTrash)
	// then there is no other one
	if err != nil || made || again != first || len(mustList(t, l.Path())) != 1 {
		t.Errorf("made %t, %+v, %v", made, again, err)
	}
	// and when something does, there is
	mustAnnotate(t, l, b, "new")
	mustBackUp(t, l, db.ReasonTrash)
}

func TestBackup_Due(t *testing.T) {
	t.Parallel()
	l, now := newLibrary(t)
	due := func(at time.Time) bool {
		t.Helper()
		is, err := l.BackupDue(at)
		must(t, err)
		return is
	}
	if !due(now.now()) {
		t.Error("a library without a backup needs one")
	}
	mustBackUp(t, l, db.ReasonMerge)
	if due(now.now()) {
		t.Error("the day has one")
	}
	// The file was written today, by the clock of the system, and so after it.
	if !due(now.now().AddDate(0, 0, 1)) {
		t.Error("the next day needs one")
	}
	must(t, os.Chtimes(l.Path(), time.Time{}, now.now().Add(-time.Hour)))
	must(t, os.Chtimes(l.Path()+"-wal", time.Time{}, now.now().Add(-time.Hour)))
	if due(now.now().AddDate(0, 0, 1)) {
		t.Error("nothing has changed since")
	}
}

func TestBackup_Rotation(t *testing.T) {
	t.Parallel()
	// given a daily backup for six weeks, and others between
	l, now := newLibrary(t)
	byHand := mustBackUp(t, l, db.ReasonByHand)
	for day := range 42 {
		now.advance(24 * time.Hour)
		mustAddNote(t, l, db.Note{Title: fmt.Sprint(day)})
		mustBackUp(t, l, db.ReasonDaily)
		if day%10 == 0 {
			now.advance(time.Minute)
			mustAddNote(t, l, db.Note{Title: "more"})
			mustBackUp(t, l, db.ReasonTrash)
		}
	}
	// then what stays is 7 days, 4 weeks, the last three before emptying, and
	// what was made by hand
	days, weeks, count := map[string]bool{}, map[string]bool{}, map[db.Reason]int{}
	all := mustList(t, l.Path())
	for _, b := range all {
		count[b.Reason]++
		if b.Reason == db.ReasonDaily {
			year, week := b.MadeAt.ISOWeek()
			days[b.MadeAt.Format(time.DateOnly)] = true
			weeks[fmt.Sprint(year, week)] = true
		}
	}
	for back := range 7 {
		if d := now.now().AddDate(0, 0, -back).Format(time.DateOnly); !days[d] {
			t.Errorf("no backup of %s", d)
		}
	}
	if len(weeks) != 4 || count[db.ReasonDaily] > 11 || count[db.ReasonTrash] != 3 || all[len(all)-1] != byHand {
		t.Errorf("kept %v in %d weeks, the oldest %+v", count, len(weeks), all[len(all)-1])
	}
}

// damage overwrites so many bytes of a file.
func damage(tb testing.TB, path string, at int64, bad []byte) {
	tb.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	must(tb, err)
	_, err = f.WriteAt(bad, at)
	must(tb, errors.Join(err, f.Close()))
}

func TestBackup_OfADamagedLibraryDeletesNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	// given a library with more backups than are kept
	l, now := newLibrary(t)
	for range 3 {
		mustAddBrief(t, l, fmt.Sprint("Brief ", now.now()))
		mustBackUp(t, l, db.ReasonDaily)
		now.advance(time.Hour)
	}
	for range 2 {
		mustAddNote(t, l, db.Note{Title: "x"})
		now.advance(time.Hour)
	}
	path := l.Path()
	must(t, l.Close())
	good := mustList(t, path)
	if len(good) != 1 {
		t.Fatalf("%d backups of one day", len(good))
	}
	// when a text is not the one that was imported
	rawly(t, path, `UPDATE revision SET text = 'other words' WHERE id = 1`)
	l = mustOpen(t, path, db.Options{Clock: now.now})
	marked := mustBackUp(t, l, db.ReasonDaily)
	// then the copy is marked, and the good one stays
	if all := mustList(t, path); !marked.Damaged || len(all) != 2 || all[1] != good[0] || all[0] != marked {
		t.Errorf("backups %+v", all)
	}
	// and it does not count as the day's
	if due, err := l.BackupDue(now.now().Add(24 * time.Hour)); err != nil || !due {
		t.Errorf("due %t, %v", due, err)
	}
	must(t, l.Close())
	// when the file itself is damaged
	info, err := os.Stat(path)
	must(t, err)
	l = mustOpen(t, path, db.Options{Clock: now.now})
	for at := int64(3 * 4096); at < info.Size(); at += 4096 {
		damage(t, path, at, bytes.Repeat([]byte{0xa5}, 4096))
	}
	_, made, err := l.Backup(ctx, db.ReasonDaily)
	// then there is no copy, it is said, and nothing is deleted
	if made || !errors.Is(err, db.ErrBackup) || !errors.Is(err, db.ErrCorrupt) || !strings.Contains(db.Explain(err).What, "The library is damaged") {
		t.Errorf("made %t, error %v", made, err)
	}
	if all := mustList(t, path); len(all) != 2 {
		t.Errorf("backups %+v", all)
	}
}

func TestBackup_WhileOthersWrite(t *testing.T) {
	t.Parallel()
	// given a process that keeps writing
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	cmd, _, out := startChild(t, "keep", path)
	for range 3 {
		if _, err := out.ReadString('\n'); err != nil {
			t.Fatal(err)
		}
	}
	go func() { _, _ = out.WriteTo(&bytes.Buffer{}) }()
	// when backups are made meanwhile
	l := mustOpen(t, path, db.Options{Wait: time.Minute}) // the writer leaves few gaps
	for range 3 {
		b, _, err := l.Backup(ctx, db.ReasonByHand)
		must(t, err)
		if _, findings, err := db.Examine(ctx, b.Path); err != nil || len(findings) != 0 {
			t.Errorf("%v, %v", findings, err)
		}
	}
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
}

func TestBackup_OneProcessAtATime(t *testing.T) {
	t.Parallel()
	// given another process at work on the backups
	ctx, cancel := context.WithCancel(context.Background())
	l, _ := newLibrary(t)
	must(t, os.Mkdir(db.BackupFolder(l.Path()), 0o700))
	release := holdElsewhere(t, "backups", l.Path())
	// then the daily one is left to it
	if _, made, err := l.Backup(ctx, db.ReasonDaily); made || err != nil {
		t.Errorf("made %t, %v", made, err)
	}
	// and one that somebody waits for gives up when it is cancelled
	cancel()
	if _, made, err := l.Backup(ctx, db.ReasonTrash); made || !errors.Is(err, context.Canceled) {
		t.Errorf("made %t, %v", made, err)
	}
	release()
	mustBackUp(t, l, db.ReasonTrash)
}

func TestBackup_Cancelled(t *testing.T) {
	t.Parallel()
	// given a library that takes a while to copy
	l, _ := newLibrary(t)
	for i := range 20 {
		_, err := l.AddBrief(context.Background(), longBrief(fmt.Sprint(i), 300_000))
		must(t, err)
	}
	// when making a backup is cancelled somewhere
	for range 5 {
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.Int64N(int64(30*time.Millisecond))))
		_, made, err := l.Backup(ctx, db.ReasonByHand)
		cancel()
		// then there is a whole one or nothing
		if err == nil && made {
			return
		}
		only(t, db.BackupFolder(l.Path()), "lock")
		if !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("error %v", err)
		}
	}
}

func TestBackup_NamesOfEarlierVersions(t *testing.T) {
	t.Parallel()
	// given the copy that an earlier version left when it migrated the library
	path := savedLibrary(t)
	earlier := filepath.Join(filepath.Dir(path), "library.before-2.db")
	copyFile(t, path, earlier)
	copyFile(t, path, filepath.Join(filepath.Dir(path), "other.before-2.db"))
	// then it is among the backups
	all := mustList(t, path)
	if len(all) != 1 || all[0].Path != earlier || all[0].Reason != db.ReasonMigration {
		t.Errorf("backups %+v", all)
	}
}

func TestCopyTo(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	mustAddBrief(t, l, "Copied")
	folder := t.TempDir()
	file := filepath.Join(folder, "copy.sidelight")
	// when
	findings, err := l.CopyTo(ctx, file, false)
	// then
	if err != nil || len(findings) != 0 {
		t.Fatalf("%v, %v", findings, err)
	}
	only(t, folder, "copy.sidelight")
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if c, err := db.Peek(ctx, file); err != nil || c.Counts.Briefs != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	// and it is not replaced but on demand
	if _, err := l.CopyTo(ctx, file, false); !errors.Is(err, db.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	if _, err := l.CopyTo(ctx, file, true); err != nil {
		t.Error(err)
	}
	// nor ever the library itself, or what is no library
	text := filepath.Join(folder, "text.md")
	must(t, os.WriteFile(text, []byte("mine"), 0o600))
	for _, name := range []string{l.Path(), text} {
		before, err := os.ReadFile(name)
		must(t, err)
		if _, err := l.CopyTo(ctx, name, true); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
		if after, err := os.ReadFile(name); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := l.CopyTo(ctx, filepath.Join(folder, "none", "x"), false); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
}

func TestPeek_RefusesWhatIsNoLibrary(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	text, foreign := filepath.Join(folder, "text"), filepath.Join(folder, "foreign")
	must(t, os.WriteFile(text, []byte(strings.Repeat("no database ", 100)), 0o600))
	raw, err := sql.Open("sqlite", "file:"+foreign)
	must(t, err)
	_, err = raw.Exec(`CREATE TABLE x (y)`)
	must(t, errors.Join(err, raw.Close()))
	newer := savedLibrary(t)
	rawly(t, newer, `PRAGMA user_version = 9999`)
	for name, want := range map[string]error{text: db.ErrCorrupt, foreign: db.ErrForeign, newer: db.ErrNewer, filepath.Join(folder, "none"): db.ErrNotFound} {
		if _, err := db.Peek(context.Background(), name); !errors.Is(err, want) {
			t.Errorf("%s: error %v, want %v", filepath.Base(name), err, want)
		}
	}
}
