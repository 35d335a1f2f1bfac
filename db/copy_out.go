package db

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// CopyTo copies the library, as it is at one moment, into a file of its own
// that only its owner may read. Others may read and write meanwhile. The copy is
// examined before it gets its name, and what is wrong with what it holds is
// returned. A file that is there is replaced only with overwrite, at the end,
// and only when it is a library itself.
//
// All errors are ErrBackup, and as of Backup, ErrExists, ErrNotFound (no such
// folder) or ErrInvalid (it is the library itself, or no library).
func (l *Library) CopyTo(ctx context.Context, file string, overwrite bool) ([]Finding, error) {
	findings, err := l.copyTo(ctx, file, overwrite)
	return findings, noBackup(err)
}

func (l *Library) copyTo(ctx context.Context, file string, overwrite bool) ([]Finding, error) {
	file, err := filepath.Abs(file)
	if err != nil {
		return nil, err
	}
	if err := l.mayReplace(ctx, file, overwrite); err != nil {
		return nil, err
	}
	part, err := newPart(filepath.Dir(file))
	if err != nil {
		return nil, err
	}
	defer os.Remove(part)
	_, findings, err := copyVerified(ctx, l.path, part, l.version)
	if err != nil {
		return nil, err
	}
	return findings, settle(part, file)
}

// mayReplace looks whether a copy may be written to a file.
func (l *Library) mayReplace(ctx context.Context, file string, overwrite bool) error {
	there, err := os.Stat(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !overwrite:
		return fmt.Errorf("%w: %s", ErrExists, file)
	}
	if own, err := os.Stat(l.path); err != nil || os.SameFile(own, there) {
		return errors.Join(invalid("a library cannot be copied over itself"), err)
	}
	if _, err := Peek(ctx, file); err != nil && !errors.Is(err, ErrNewer) {
		return invalid("%s is not a library, so it is not replaced", file)
	}
	return nil
}
