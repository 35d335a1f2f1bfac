package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

// Contents is what a file that is not open as a library holds.
type Contents struct {
	Version int // of its tables
	Counts  Counts
}

// Peek says what is in a library file, of this version or an earlier one,
// without a look at the whole of it. ErrNotFound, ErrCorrupt, ErrForeign,
// ErrNewer.
func Peek(ctx context.Context, path string) (Contents, error) {
	var c Contents
	err := reading(ctx, path, func(db *sql.DB, newest int) (err error) {
		c, err = contentsOf(ctx, db, newest)
		return err
	})
	return c, doing(fmt.Sprintf("look into %q", path), err)
}

// Examine reads the whole of a library file that is not in use, such as a
// backup, and says what is in it and what is wrong with it: SQLite's own check
// and the foreign keys, and for a file of this version all that Check knows.
// Errors as Peek has.
func Examine(ctx context.Context, path string) (Contents, []Finding, error) {
	var c Contents
	var findings []Finding
	err := reading(ctx, path, func(db *sql.DB, newest int) (err error) {
		c, findings, err = examine(ctx, db, newest)
		return err
	})
	return c, findings, doing(fmt.Sprintf("examine %q", path), err)
}

func examine(ctx context.Context, db *sql.DB, newest int) (c Contents, findings []Finding, err error) {
	if c, err = contentsOf(ctx, db, newest); err != nil {
		return c, nil, err
	}
	if c.Version == newest {
		findings, err = (&Library{read: db}).Check(ctx)
		return c, findings, err
	}
	if findings, err = integrityFindingsOf(ctx, db); err != nil {
		return c, findings, err
	}
	broken, err := foreignKeyFindings(ctx, db)
	return c, append(findings, broken...), err
}

// reading runs f on a file that is opened for reading only. Where there is no
// log beside it, the file is read as it lies and nothing is put beside it.
func reading(ctx context.Context, path string, f func(db *sql.DB, newest int) error) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	shipped, err := shippedMigrations()
	if err != nil {
		return err
	}
	if err := registerWords(); err != nil {
		return err
	}
	if _, err := prepareFile(path, true); err != nil {
		return err
	}
	db, err := openReaderAs(ctx, path, defaultWait, !logBeside(path))
	if err != nil {
		return err
	}
	return errors.Join(f(db, len(shipped)), db.Close())
}

// contentsOf says what a library of any version up to this one holds.
func contentsOf(ctx context.Context, q querier, newest int) (c Contents, err error) {
	var id int
	if err := q.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&id); err != nil {
		return c, err
	}
	if id != applicationID {
		return c, ErrForeign
	}
	if c.Version, err = schemaVersion(ctx, q); err != nil {
		return c, err
	}
	if c.Version > newest {
		return c, newer(c.Version, newest)
	}
	if c.Version == newest {
		c.Counts, err = countsOf(ctx, q)
		return c, err
	}
	// Of what lies in the trash with its brief, and of merged actors, earlier
	// versions know less.
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM brief WHERE trashed_at IS NULL),
		(SELECT count(*) FROM actor WHERE trashed_at IS NULL),
		(SELECT count(*) FROM annotation WHERE trashed_at IS NULL),
		(SELECT count(*) FROM note WHERE trashed_at IS NULL)`).
		Scan(&c.Counts.Briefs, &c.Counts.Actors, &c.Counts.Annotations, &c.Counts.Notes)
	return c, mapError(err)
}

// copyVerified copies the library at path into an empty file, as it is at one
// moment, while others may go on with it. It returns what is wrong with what
// the copy holds; when it is the file itself, the copy is of no use, and the
// error is ErrCorrupt.
func copyVerified(ctx context.Context, path, part string, newest int) (Contents, []Finding, error) {
	held, err := copyInto(ctx, path, part, newest)
	if err != nil {
		return Contents{}, nil, err
	}
	db, err := openReaderAs(ctx, part, 0, true)
	if err != nil {
		return Contents{}, nil, err
	}
	contents, findings, err := examine(ctx, db, newest)
	switch err = errors.Join(err, db.Close()); {
	case err != nil:
		return Contents{}, nil, err
	case held != nil && contents != *held:
		return Contents{}, nil, fmt.Errorf("%w: the copy holds %+v, the library %+v", ErrCorrupt, contents, *held)
	}
	for _, f := range findings {
		if f.Kind == "integrity" && f.Record == "file" {
			return Contents{}, nil, fmt.Errorf("%w: the copy: %s", ErrCorrupt, f.Detail)
		}
	}
	return contents, findings, nil
}

// copyInto writes what the library at path holds into an empty file, and says
// what that was; nil when others changed it meanwhile.
func copyInto(ctx context.Context, path, part string, newest int) (held *Contents, err error) {
	if err := registerWords(); err != nil {
		return nil, err
	}
	db, err := openReader(ctx, path, defaultWait)
	if err != nil {
		return nil, err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	// The file is opened for reading only; the copy has to be written.
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = 0`); err != nil {
		return nil, mapError(err)
	}
	seen := func() (changes int, err error) {
		err = conn.QueryRowContext(ctx, `PRAGMA data_version`).Scan(&changes)
		return changes, mapError(err)
	}
	before, err := seen()
	if err != nil {
		return nil, err
	}
	contents, err := contentsOf(ctx, conn, newest)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, `VACUUM INTO ?`, part); err != nil {
		return nil, mapError(err)
	}
	after, err := seen()
	if err != nil || after != before {
		return nil, err
	}
	return &contents, nil
}

// openAlone opens a file for this program alone, with its log moved into it,
// until release is called. ErrBusy: another program has it open. ErrCorrupt: it
// cannot be opened.
func openAlone(ctx context.Context, path string, wait time.Duration) (release func() error, err error) {
	// SQLite deletes the log beside what it takes for no database.
	if !beginsAsDatabase(path) {
		return nil, ErrCorrupt
	}
	db, err := sql.Open("sqlite", dataSource(path, wait, url.Values{"mode": {"rw"}}))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	// Leaving the write-ahead log takes being alone.
	var mode string
	err = db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode)
	if err == nil && mode != "delete" {
		err = ErrBusy
	}
	if err == nil {
		_, err = db.ExecContext(ctx, `BEGIN EXCLUSIVE`)
	}
	if err != nil {
		return nil, errors.Join(mapError(err), db.Close())
	}
	return db.Close, nil
}

// beginsAsDatabase reports whether a file begins as SQLite's do.
func beginsAsDatabase(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	magic := make([]byte, 16)
	_, err = io.ReadFull(f, magic)
	return err == nil && string(magic) == "SQLite format 3\x00"
}
