package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// What a caller can decide on. The errors that methods return wrap one of
// these together with what was being done and what SQLite or the system said.
var (
	// ErrNotFound: no such record, or no such library file.
	ErrNotFound = errors.New("not found")
	// ErrExists: an equal record is in the library already.
	ErrExists = errors.New("already in the library")
	// ErrBusy: another process held the library longer than Options.Wait.
	ErrBusy = errors.New("the library is in use by another program")
	// ErrReadOnly: the library is open for reading only.
	ErrReadOnly = errors.New("the library cannot be written")
	// ErrFull: the disk, or the quota on it, is full.
	ErrFull = errors.New("the disk is full")
	// ErrCorrupt: the file is damaged, or no SQLite file at all.
	ErrCorrupt = errors.New("the library file is damaged")
	// ErrNewer: the library was written by a newer version of Sidelight.
	ErrNewer = errors.New("the library is from a newer version of Sidelight")
	// ErrStale: what was worked out beforehand no longer fits the record.
	ErrStale = errors.New("changed meanwhile")
	// ErrInvalid: the values given cannot be stored.
	ErrInvalid = errors.New("not valid")
	// ErrForeign: the file is an SQLite database of another program. It is
	// also an ErrInvalid.
	ErrForeign = fmt.Errorf("%w: the file belongs to another program", ErrInvalid)
)

// mapError puts the package's own error before what the driver or the system
// said. Errors that are mapped already, context errors and errors that no
// caller can decide on are returned as they are.
func mapError(err error) error {
	if err == nil || mapped(err) {
		return err
	}
	if own := classify(err); own != nil {
		return fmt.Errorf("%w (%w)", own, err)
	}
	return err
}

func mapped(err error) bool {
	for _, own := range []error{ErrNotFound, ErrExists, ErrBusy, ErrReadOnly, ErrFull, ErrCorrupt, ErrNewer, ErrStale, ErrInvalid,
		context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, own) {
			return true
		}
	}
	return false
}

func classify(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	var driver *sqlite.Error
	if errors.As(err, &driver) {
		return classifyCode(driver.Code())
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return ErrReadOnly
	case errors.Is(err, fs.ErrNotExist):
		return ErrNotFound
	}
	return classifySystem(err)
}

// classifyCode takes an extended result code; its low byte is the primary one.
func classifyCode(code int) error {
	switch code {
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrExists
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		// Enlarging the shared memory beside the file failed: no space for it.
		return ErrFull
	case sqlite3.SQLITE_IOERR_CORRUPTFS:
		return ErrCorrupt
	}
	switch code & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ErrBusy
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrCorrupt
	case sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_TOOBIG, sqlite3.SQLITE_MISMATCH:
		return ErrInvalid
	}
	return nil
}

// doing says before an error what was being done.
func doing(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", what, mapError(err))
}

// invalid is an ErrInvalid with its reason.
func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}

// notFound is an ErrNotFound that names the record.
func notFound(kind string, id int64) error {
	return fmt.Errorf("%w: %s %d", ErrNotFound, kind, id)
}

// Trouble explains an error to the person at the desk: what happened, what is
// safe, and what to do. Each is one sentence in plain English, or "".
type Trouble struct {
	What, Safe, Do string
}

// String joins the sentences.
func (t Trouble) String() string {
	var parts []string
	for _, s := range []string{t.What, t.Safe, t.Do} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

// Explain puts an error of this package into plain English. What an unknown
// error means is its own text; no error gives no Trouble.
func Explain(err error) Trouble {
	switch {
	case err == nil:
		return Trouble{}
	case errors.Is(err, ErrBackup):
		return explainBackup(err)
	case errors.Is(err, ErrRestore):
		return explainRestore(err)
	case errors.Is(err, ErrFull):
		return Trouble{"The disk is full, so the last change was not saved.",
			"Everything saved before it is safe.",
			"Free some space and try again."}
	case errors.Is(err, ErrBusy):
		return Trouble{"Another program is using the library, so the change could not be saved in time.",
			"Everything saved before it is safe.",
			"Close the other program, or wait a moment, and try again."}
	case errors.Is(err, fs.ErrPermission):
		return Trouble{"The system does not allow access to the library file or its folder.",
			"Nothing in it was changed.",
			"Allow reading and writing of both, or choose another place."}
	case errors.Is(err, ErrReadOnly):
		return Trouble{"The library file or its folder cannot be written.",
			"Nothing in it was changed.",
			"Allow writing to the file and its folder, or copy the library to a folder of your own."}
	case errors.Is(err, ErrCorrupt):
		return Trouble{"The library file is damaged, or is not a library.",
			"Sidelight has not changed the file.",
			"Keep a copy of the file and of those beside it, and open a backup instead."}
	case errors.Is(err, ErrNewer):
		return Trouble{"The library was written by a newer version of Sidelight.",
			"Sidelight has not changed the file.",
			"Open it with the newer version."}
	case errors.Is(err, ErrForeign):
		return Trouble{"The file is a database of another program, not a library.",
			"Sidelight has not changed the file.",
			"Choose another file."}
	case errors.Is(err, ErrExists):
		return Trouble{"The library already has this.",
			"Nothing was changed.",
			"Use the one that is there, or look for it in the trash."}
	case errors.Is(err, ErrNotFound):
		return Trouble{"What you asked for is not there; it may have been deleted.",
			"Nothing was changed.",
			"Check the name and try again."}
	case errors.Is(err, ErrStale):
		return Trouble{"The brief was changed meanwhile.",
			"Nothing was changed now.",
			"Try again."}
	case errors.Is(err, ErrInvalid):
		return Trouble{sentence(err.Error()),
			"Nothing was changed.",
			"Correct it and try again."}
	}
	return Trouble{What: err.Error()}
}

// sentence makes an error's text one: a capital first, a full stop last.
func sentence(s string) string {
	if s == "" {
		return s
	}
	s = strings.ToUpper(s[:1]) + s[1:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}
