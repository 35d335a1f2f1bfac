package db

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// Restore puts a backup in the place of the library at path, which no Library
// of this program may have open. The backup is copied, and the copy examined,
// before anything is touched; at every moment path is either the library as it
// was or the whole backup. What was at path is kept aside in the folder of its
// backups, with its log, and returned; nothing was there: no Path. Where the
// file is too damaged to be opened it is kept as it is.
//
// All errors are ErrRestore, and ErrNotFound (no such backup), ErrCorrupt (Check
// finds something in it), ErrForeign, ErrNewer, ErrBusy (another program has
// the library open), ErrFull, ErrReadOnly, ErrInvalid (it is the library itself).
func Restore(ctx context.Context, path, backup string, now time.Time) (aside Backup, err error) {
	aside, err = restore(ctx, path, backup, now)
	if err != nil {
		err = fmt.Errorf("%w: %w", ErrRestore, doing(fmt.Sprintf("restore %q", backup), err))
	}
	return aside, err
}

func restore(ctx context.Context, path, backup string, now time.Time) (aside Backup, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return Backup{}, err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if backup, err = filepath.Abs(backup); err != nil {
		return Backup{}, err
	}
	there, err := os.Stat(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return Backup{}, err
	}
	from, err := os.Stat(backup)
	switch {
	case err != nil:
		return Backup{}, err
	case there != nil && os.SameFile(there, from):
		return Backup{}, invalid("a library cannot be restored from itself")
	}
	folder := BackupFolder(path)
	unlock, err := lockBackups(ctx, folder, true)
	if err != nil {
		return Backup{}, err
	}
	defer unlock()
	tidy(path)
	part, err := newPart(folder)
	if err != nil {
		return Backup{}, err
	}
	defer os.Remove(part)
	shipped, err := shippedMigrations()
	if err != nil {
		return Backup{}, err
	}
	if _, err := prepareFile(backup, true); err != nil { // an empty file is none
		return Backup{}, err
	}
	_, findings, err := copyVerified(ctx, backup, part, len(shipped))
	if err != nil {
		return Backup{}, err
	}
	if len(findings) > 0 {
		return Backup{}, fmt.Errorf("%w: %s: %s", ErrCorrupt, findings[0].Record, findings[0].Detail)
	}
	if there == nil {
		return Backup{}, settle(part, path)
	}
	aside = Backup{Reason: ReasonRestore, MadeAt: now.UTC().Truncate(time.Second), Size: there.Size()}
	return aside, swap(ctx, path, part, &aside)
}

// swap keeps the file at path aside and gives its place to part.
func swap(ctx context.Context, path, part string, aside *Backup) error {
	if !writable(path) {
		return fs.ErrPermission
	}
	release, err := openAlone(ctx, path, time.Second)
	switch {
	case errors.Is(err, ErrCorrupt):
		if lockedElsewhere(path) {
			return ErrBusy
		}
		aside.Damaged = true
		release = func() error { return nil }
	case err != nil:
		return err
	}
	if runtime.GOOS == "windows" { // an open file keeps its name there
		err = release()
		release = func() error { return nil }
		if err != nil {
			return err
		}
	}
	err = trade(path, part, aside)
	return errors.Join(err, release())
}

// trade does the swap once nobody else has the file: a second name for it, the
// logs of one that could not be opened, and then the new one in its place.
func trade(path, part string, aside *Backup) error {
	aside.Path = freeName(filepath.Dir(part), *aside)
	if err := os.Link(path, aside.Path); err != nil {
		// Not every file system has second names.
		if err := copyFile(path, aside.Path); err != nil {
			return err
		}
	}
	if info, err := os.Stat(path); err == nil {
		aside.Size = info.Size()
	}
	for _, log := range []string{"-wal", "-journal"} {
		if err := os.Rename(path+log, aside.Path+log); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return settle(part, path)
}

// copyFile copies a file byte for byte; half a copy does not stay.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	err = errors.Join(err, out.Sync(), out.Close())
	if err != nil {
		return errors.Join(err, os.Remove(to))
	}
	return nil
}
