package db

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Reason says why a backup was made; in the name of its file a dash stands for
// each space.
type Reason string

// The reasons. What was made by hand and what a restored library took the place
// of is never deleted by the program.
const (
	ReasonDaily     Reason = "daily"
	ReasonByHand    Reason = "by hand"
	ReasonMigration Reason = "before migrating"
	ReasonTrash     Reason = "before emptying the trash"
	ReasonImport    Reason = "before importing"
	ReasonMerge     Reason = "before merging"
	ReasonRepair    Reason = "before repairing"
	ReasonRestore   Reason = "before restoring"
)

// Backup is a copy of a library, in the folder of its backups.
type Backup struct {
	Path    string
	Reason  Reason
	MadeAt  time.Time // UTC; to the second
	Size    int64     // bytes
	Damaged bool      // Check found something in it when it was made
}

// BackupFolder is where the backups of the library at path are: a folder
// beside it. Of a link it is that of the file it leads to.
func BackupFolder(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	return path + "-backups"
}

// Backup copies the library into the folder of its backups, looks whether the
// copy is whole (see Examine), and only then gives it its name and deletes the
// backups that are no longer wanted: 7 days, 4 weeks, and the last 3 made
// before something else are kept. Nothing old is deleted when anything is
// wrong with the new one.
//
// Others may read and write meanwhile. When the newest backup is the same, byte
// for byte, no other is made and made is false; so it is when another process
// is making the daily one. All errors are ErrBackup, and ErrFull, ErrReadOnly or
// ErrCorrupt where they are: of a library that SQLite cannot read, or whose
// copy it cannot, there is none. Nothing half made stays.
func (l *Library) Backup(ctx context.Context, reason Reason) (b Backup, made bool, err error) {
	b, made, err = backUp(ctx, l.path, reason, l.clock(), l.version)
	return b, made, noBackup(err)
}

// BackupDue reports whether the day has no backup yet, and the library changed
// since the last one. The day is that of t's location.
func (l *Library) BackupDue(t time.Time) (bool, error) {
	all, err := Backups(l.path)
	if err != nil {
		return false, noBackup(err)
	}
	for _, b := range all { // the newest first
		if b.Reason == ReasonRestore || b.Damaged {
			continue
		}
		return day(b.MadeAt.In(t.Location())) != day(t) && changedSince(l.path, b.MadeAt), nil
	}
	return true, nil
}

func day(t time.Time) string { return t.Format(time.DateOnly) }

// changedSince reports whether the file or its log was written after a moment.
func changedSince(path string, t time.Time) bool {
	for _, name := range []string{path, path + "-wal"} {
		if info, err := os.Stat(name); err == nil && info.Size() > 0 && info.ModTime().After(t) {
			return true
		}
	}
	return false
}

// backUp also serves the migrations, which come before there is a Library.
func backUp(ctx context.Context, path string, reason Reason, now time.Time, newest int) (b Backup, made bool, err error) {
	folder := BackupFolder(path)
	unlock, err := lockBackups(ctx, folder, reason != ReasonDaily)
	if err != nil || unlock == nil {
		return Backup{}, false, err
	}
	defer unlock()
	tidy(path)
	before, err := Backups(path)
	if err != nil {
		return Backup{}, false, err
	}
	part, err := newPart(folder)
	if err != nil {
		return Backup{}, false, err
	}
	defer os.Remove(part)
	contents, findings, err := copyVerified(ctx, path, part, newest)
	if err != nil {
		return Backup{}, false, err
	}
	if reason == ReasonMigration && contents.Version == newest {
		return Backup{}, false, nil // another process was quicker
	}
	if len(before) > 0 {
		same, err := sameBytes(ctx, part, before[0].Path)
		if err != nil || same {
			return before[0], false, err
		}
	}
	b = Backup{Reason: reason, MadeAt: now.UTC().Truncate(time.Second), Damaged: len(findings) > 0}
	b.Path = freeName(folder, b)
	if err := settle(part, b.Path); err != nil {
		return Backup{}, false, err
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	if b.Damaged {
		return b, true, nil
	}
	for _, old := range outdated(append(before, b)) {
		if err := os.Remove(old.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return b, true, err
		}
	}
	return b, true, nil
}

// lockBackups makes the folder and keeps other processes from making or
// restoring backups. Without patience unlock is nil when another is at it.
func lockBackups(ctx context.Context, folder string, patient bool) (unlock func(), err error) {
	if err := makeFolders(folder); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(folder, "lock"), flock.SetPermissions(0o600))
	locked := false
	if patient {
		locked, err = lock.TryLockContext(ctx, 20*time.Millisecond)
	} else {
		locked, err = lock.TryLock()
	}
	if err != nil || !locked {
		return nil, cmp.Or(err, lock.Close())
	}
	return func() { _ = lock.Close() }, nil
}

const partSuffix = ".part"

// newPart makes an empty file in which a copy is made; VACUUM INTO takes it and
// keeps its mode, 0600 here.
func newPart(folder string) (string, error) {
	f, err := os.CreateTemp(folder, "copy.*"+partSuffix)
	if err != nil {
		return "", err
	}
	return f.Name(), f.Close()
}

// tidy takes out what a process that was killed left in the folder. The folder
// is locked, so nobody is at work on it.
func tidy(library string) {
	folder := BackupFolder(library)
	whole, _ := os.Stat(library)
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		name := filepath.Join(folder, e.Name())
		info, err := e.Info()
		switch {
		case err != nil:
		case whole != nil && os.SameFile(whole, info):
			// A library that was about to give way to a restored one has two names.
			_ = os.Remove(name)
		case !strings.Contains(e.Name(), partSuffix):
		case !e.IsDir():
			_ = os.Remove(name)
		case time.Since(info.ModTime()) > 24*time.Hour:
			// In a folder a sealed backup is opened, which takes no lock.
			_ = os.RemoveAll(name)
		}
	}
}

// settle gives a finished file its name, so that it and the name are on the
// disk. A file of that name gives way.
func settle(part, name string) error {
	f, err := os.OpenFile(part, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(part, name); err != nil {
		return err
	}
	syncFolder(filepath.Dir(name))
	return nil
}

// syncFolder writes the names in a folder to the disk, where the system can.
func syncFolder(folder string) {
	if d, err := os.Open(folder); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// sameBytes reports whether two files hold the same.
func sameBytes(ctx context.Context, one, other string) (bool, error) {
	a, err := os.Stat(one)
	if err != nil {
		return false, err
	}
	b, err := os.Stat(other)
	if err != nil || a.Size() != b.Size() {
		return false, err
	}
	sums := [2]string{}
	for i, name := range []string{one, other} {
		if sums[i], err = hashFile(ctx, name); err != nil {
			return false, err
		}
	}
	return sums[0] == sums[1], nil
}

func hashFile(ctx context.Context, name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	for ctx.Err() == nil {
		if _, err := io.CopyN(sum, f, 1<<20); errors.Is(err, io.EOF) {
			return fmt.Sprintf("%x", sum.Sum(nil)), nil
		} else if err != nil {
			return "", err
		}
	}
	return "", ctx.Err()
}
