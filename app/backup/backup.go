package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"sidelight/db"
)

// ErrName says that a sealed copy needs a name that ends in Extension, and only one.
var ErrName = errors.New("the name of a backup sealed with a passphrase ends in " + Extension + ", and no other does")

// Save copies a library to a file: sealed when a passphrase is given, which the
// name has to agree with (ErrName). It returns what Check finds in what the copy
// holds. A file that is there is replaced only with overwrite, and only when it
// is such a copy itself. Errors of db.Library.CopyTo.
//
// A sealed copy is made by way of a plain one in the folder of the library's own
// backups, so that no plain one is ever at the place chosen.
func Save(ctx context.Context, lib *db.Library, file, passphrase string, overwrite bool) (_ []db.Finding, err error) {
	sealed := SealedName(file)
	switch {
	case sealed != (passphrase != ""):
		return nil, ErrName
	case !sealed:
		return lib.CopyTo(ctx, file, overwrite)
	}
	if err := mayReplace(file, overwrite); err != nil {
		return nil, noBackup(err)
	}
	temporary, err := temporaryFolder(lib.Path())
	if err != nil {
		return nil, noBackup(err)
	}
	defer os.RemoveAll(temporary)
	plain := filepath.Join(temporary, "plain")
	findings, err := lib.CopyTo(ctx, plain, false)
	if err != nil {
		return nil, err
	}
	return findings, noBackup(writeSealed(ctx, plain, file, passphrase))
}

func noBackup(err error) error {
	if err == nil || errors.Is(err, db.ErrBackup) {
		return err
	}
	return fmt.Errorf("%w: %w", db.ErrBackup, err)
}

// mayReplace looks whether a sealed copy may be written to a file.
func mayReplace(file string, overwrite bool) error {
	_, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !overwrite:
		return fmt.Errorf("%w: %s", db.ErrExists, file)
	}
	if is, err := Sealed(file); err != nil || !is {
		return errors.Join(fmt.Errorf("%w: %s is not a sealed backup, so it is not replaced", db.ErrInvalid, file), err)
	}
	return nil
}

// temporaryFolder is a folder beside the backups of a library, which are as
// plain as what it is for. What a killed process leaves there goes with a backup
// of another day.
func temporaryFolder(library string) (string, error) {
	folder := db.BackupFolder(library)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(folder, "opened.*.part")
}

// writeSealed seals a file into another, which gets its name at the end.
func writeSealed(ctx context.Context, plain, file, passphrase string) (err error) {
	in, err := os.Open(plain)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.CreateTemp(filepath.Dir(file), "."+filepath.Base(file)+".*.part")
	if err != nil {
		return err
	}
	defer os.Remove(out.Name())
	err = seal(ctx, out, in, passphrase)
	if err = errors.Join(err, out.Sync(), out.Close()); err != nil {
		return err
	}
	return os.Rename(out.Name(), file)
}

// Restore puts a backup, sealed or not, in the place of the library at path; see
// db.Restore. A sealed one is opened in the folder of the library's backups
// first. Errors of db.Restore, ErrNoPassphrase, ErrPassphrase, ErrTruncated.
func Restore(ctx context.Context, path, file, passphrase string, now time.Time) (aside db.Backup, err error) {
	err = plainly(ctx, path, file, passphrase, func(plain string) error {
		aside, err = db.Restore(ctx, path, plain, now)
		return err
	})
	return aside, err
}

// Examine says what is in a backup and what is wrong with it; see db.Examine.
// Where a sealed one has to be opened, it is in the folder of the backups of the
// library at path. Errors of db.Examine, and of opening as Restore has.
func Examine(ctx context.Context, path, file, passphrase string) (c db.Contents, findings []db.Finding, err error) {
	err = plainly(ctx, path, file, passphrase, func(plain string) error {
		c, findings, err = db.Examine(ctx, plain)
		return err
	})
	return c, findings, err
}

// plainly runs f on a file, or, of a sealed one, on what is in it.
func plainly(ctx context.Context, path, file, passphrase string, f func(plain string) error) error {
	sealed, err := Sealed(file)
	if err != nil {
		return noRestore(err)
	}
	if !sealed {
		return f(file)
	}
	folder, err := temporaryFolder(path)
	if err != nil {
		return noRestore(err)
	}
	defer os.RemoveAll(folder)
	plain := filepath.Join(folder, "plain")
	if err := open(ctx, file, plain, passphrase); err != nil {
		return noRestore(err)
	}
	return f(plain)
}

func noRestore(err error) error { return fmt.Errorf("%w: %w", db.ErrRestore, err) }

// open writes what is in a sealed file into another.
func open(ctx context.Context, file, plain, passphrase string) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(plain, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	return errors.Join(unseal(ctx, out, in, passphrase), out.Close())
}
