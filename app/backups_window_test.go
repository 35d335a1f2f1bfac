package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/db"
	"sidelight/widgets"
)

// backups lists the backups of the bench's library.
func (b *bench) backups() []db.Backup {
	b.t.Helper()
	all, err := db.Backups(b.path)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

// tapIn taps what a sheet that is open calls by a name.
func (b *bench) tapIn(name string) {
	b.t.Helper()
	tappable, ok := b.openFields[name].(fyne.Tappable)
	if !ok {
		b.t.Fatalf("nothing is called %q", name)
	}
	tappable.Tapped(&fyne.PointEvent{})
	b.tl.settle()
}

func TestBackups_TheDailyOneIsMadeInTheBackground(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	if len(b.backups()) != 0 {
		t.Fatal("a backup was made at the start")
	}
	// When the desk has been open for a while
	b.tl.advance(backupDelay)
	b.tl.settle()
	// Then there is one
	if all := b.backups(); len(all) != 1 || all[0].Reason != db.ReasonDaily || !b.wrote("backed-up daily") {
		t.Errorf("backups %+v", all)
	}
	// And no other that day
	b.add(strings.ReplaceAll(briefText, "ambushes", "raids"))
	b.tl.advance(backupInterval)
	b.tl.settle()
	if n := len(b.backups()); n != 1 {
		t.Errorf("%d backups", n)
	}
}

func TestBackups_TheDailyOneCanBeSwitchedOff(t *testing.T) {
	b := openBench(t)
	b.do("backups")
	b.tapIn("backups.daily")
	b.tl.advance(backupDelay)
	b.tl.settle()
	if n := len(b.backups()); n != 0 {
		t.Errorf("%d backups", n)
	}
	if value, err := b.lib.Setting(context.Background(), settingNoDaily); err != nil || value != "off" {
		t.Errorf("%q, %v", value, err)
	}
}

func TestBackups_MadeListedAndRestored(t *testing.T) {
	b := openBench(t)
	first := b.add(briefText)
	// Given a backup made by hand, and a brief that came later
	b.do("backups")
	b.tapIn("backups.now")
	if !b.wrote("listed 1 backups") || len(b.backups()) != 1 {
		t.Fatalf("backups %+v", b.backups())
	}
	b.add(strings.ReplaceAll(briefText, "ambushes", "raids"))
	// When it is chosen
	b.do("backups")
	b.openFields["backups.list"].(*widgets.RowList).TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	b.tl.settle()
	if !b.wrote("examined 0") {
		t.Error("the backup was not examined")
	}
	b.tapIn("backups.restore")
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.tl.settle()
	// Then the library is as it was, and what it was later is kept
	if b.sh.desk == nil || b.sh.desk == b.Desk {
		t.Fatal("no other desk is open")
	}
	counts, err := b.sh.desk.lib.Counts(context.Background())
	if err != nil || counts.Briefs != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
	if _, err := b.sh.desk.lib.Brief(context.Background(), first.ID); err != nil {
		t.Error(err)
	}
	if all := b.backups(); len(all) != 2 || !b.wrote("restored-backup") {
		t.Errorf("backups %+v", all)
	}
}

func TestBackups_BeforeTheTrashIsEmptied(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	if err := b.lib.Trash(context.Background(), db.KindBrief, brief.ID); err != nil {
		t.Fatal(err)
	}
	b.tl.settle()
	b.backedUp(db.ReasonTrash, b.trash.emptyNow)
	b.tl.settle()
	all := b.backups()
	if len(all) != 1 || all[0].Reason != db.ReasonTrash || !b.wrote("emptied 1") {
		t.Fatalf("backups %+v", all)
	}
	old, err := db.Open(context.Background(), all[0].Path, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if trashed, err := old.TrashList(context.Background()); err != nil || len(trashed) != 1 {
		t.Errorf("%d in the trash of the backup, %v", len(trashed), err)
	}
}

func TestBackups_ThatCannotBeMadeAskBeforeGoingOn(t *testing.T) {
	b := openBench(t)
	// Given a file where the folder of the backups should be
	if err := os.WriteFile(db.BackupFolder(b.path), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	gone := false
	b.backedUp(db.ReasonTrash, func() { gone = true })
	b.tl.settle()
	// Then nothing is done unless the user says so
	if gone || !b.wrote("sheet confirm") {
		t.Error("it went on without asking")
	}
}

func TestBackups_OfALibraryThatCannotBeOpened(t *testing.T) {
	// Given a damaged library with a backup
	fa := test.NewTempApp(t)
	path := filepath.Join(t.TempDir(), "test.sidelight")
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = lib.Backup(context.Background(), db.ReasonByHand)
	if err == nil {
		err = lib.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.Repeat("not a database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	b := openBenchAt(t, path, fa)
	if b.Desk != nil {
		t.Fatal("it was opened")
	}
	// When a backup is chosen from the error page
	b.sh.showBackupsOf(path)
	b.tl.settle()
	if !b.wrote("listed 1 backups") {
		t.Error("its backups are not listed")
	}
	all, err := db.Backups(path)
	if err != nil {
		t.Fatal(err)
	}
	b.sh.restore(path, all[0].Path, "")
	b.tl.settle()
	// Then it opens
	if b.sh.desk == nil {
		t.Fatal("it was not opened")
	}
	b.tl.settle()
	if err := b.sh.endDesk(); err != nil {
		t.Error(err)
	}
}

func TestRepair_ALibraryThatCannotBeOpened(t *testing.T) {
	// Given a library whose beginning is gone
	b := openBench(t)
	b.add(briefText)
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(b.path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[:4096])
	if err := os.WriteFile(b.path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	b.sh.open(b.path)
	b.tl.settle()
	if b.sh.desk != nil {
		t.Fatal("it was opened")
	}
	// When it is repaired, then what was in it is in a new library, which is open
	b.sh.repair(b.path)
	b.tl.settle()
	if b.sh.desk == nil || b.sh.desk.lib.Path() == b.path || !b.wrote("salvaged 1 ") {
		t.Fatalf("events %s", b.lines)
	}
}

func TestRestore_ThatFailsOpensTheLibraryAgain(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("no backup ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	b.sh.restore(b.path, text, "")
	b.tl.settle()
	if b.sh.desk == nil || !b.wrote("trouble The backup is damaged, so it was not restored.") {
		t.Fatalf("events %s", b.lines)
	}
	if counts, err := b.sh.desk.lib.Counts(context.Background()); err != nil || counts.Briefs != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
}

func TestPlace_ANewLibraryAsksFirst(t *testing.T) {
	fa := test.NewTempApp(t)
	folder := filepath.Join(t.TempDir(), "Nextcloud")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "test.sidelight")
	// Given a new library in a folder that is synchronised, then nothing is made
	b := openBenchAt(t, path, fa)
	if b.Desk != nil || !b.wrote("place synchronised Nextcloud") {
		t.Fatal("it did not ask")
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) != 0 {
		t.Errorf("files %v, %v", entries, err)
	}
	// When the user goes on, it is made, and one that is there opens without asking
	b.sh.openAt(path, true)
	b.tl.settle()
	if b.sh.desk == nil {
		t.Fatal("it was not made")
	}
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	b = openBenchAt(t, path, fa)
	if b.Desk == nil || !b.wrote("place synchronised Nextcloud") {
		t.Error("it does not open, or is not marked")
	}
}

func TestWhenText(t *testing.T) {
	t.Parallel()
	now := time.Date(2024, 8, 19, 12, 0, 0, 0, time.Local)
	for at, want := range map[time.Time]string{
		now.Add(-time.Hour): "Today 11:00", now.Add(-13 * time.Hour): "Yesterday 23:00", now.AddDate(0, 0, -2): "17 Aug 2024 12:00",
	} {
		if got := whenText(at, now); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFileSize(t *testing.T) {
	t.Parallel()
	for size, want := range map[int64]string{1: "1 KB", 1024: "1 KB", 5 << 20: "5.0 MB", 3 << 30: "3.0 GB"} {
		if got := fileSize(size); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
