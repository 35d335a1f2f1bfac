package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// applicationID marks a library file ("Side" in ASCII), so that a database of
// another program is never taken for one.
const applicationID = 0x53696465

// defaultWait is how long a statement waits for another process's lock.
const defaultWait = 5 * time.Second

// readers is the size of the reading pool: a list, a reader, a search and the
// side panes at once.
const readers = 4

// Options says how to open a library.
type Options struct {
	ReadOnly bool             // never write, not even a migration
	Clock    func() time.Time // nil: time.Now
	Wait     time.Duration    // for another process's lock; 0: 5 s
}

// Library is an open library file. Its methods are safe for use by several
// goroutines.
type Library struct {
	path  string
	clock func() time.Time
	write *sql.DB // one connection; nil when open for reading only
	read  *sql.DB
	// version is that of the tables this program's queries are for.
	version int

	subscribers subscribers
	sessions    noteSessions
}

// Open opens the library at path. Where there is none it makes one, with the
// default labels, in a file that only its owner may read (0600) and with the
// missing folders above it closed to others (0700); folders and files that are
// there keep their modes. On Windows the folders that are made are closed, and
// a file has the access list of its folder. Of an older library a backup is
// made (see Library.Backup), and it is migrated.
//
// A file or folder that cannot be written is opened for reading only; see
// Library.ReadOnly. Errors: ErrNotFound (with Options.ReadOnly, no such file),
// ErrBusy, ErrReadOnly (the folder for a new library cannot be written),
// ErrFull, ErrCorrupt, ErrForeign, ErrNewer, ErrInvalid (a folder, an empty
// file with Options.ReadOnly). The file is not altered when Open fails but
// for migrations that were completed.
func Open(ctx context.Context, path string, opts Options) (*Library, error) {
	migrations, err := shippedMigrations()
	if err != nil {
		return nil, err
	}
	l, err := openPatiently(ctx, path, opts, migrations)
	if err != nil {
		return nil, doing(`open library "`+path+`"`, err)
	}
	return l, nil
}

// openPatiently tries again while others are opening the same library. A
// statement waits for another's lock by itself but for the moments in which
// waiting could be for ever: turning a new file to a write-ahead log, and
// recovering one, are refused at once while somebody else is at it.
func openPatiently(ctx context.Context, path string, opts Options, migrations []migration) (*Library, error) {
	if opts.Wait == 0 {
		opts.Wait = defaultWait
	}
	for start := time.Now(); ; {
		l, err := open(ctx, path, opts, migrations)
		if !errors.Is(mapError(err), ErrBusy) || time.Since(start) >= opts.Wait {
			return l, err
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), err)
		case <-time.After(10 * time.Millisecond):
		}
	}
}

func open(ctx context.Context, path string, opts Options, migrations []migration) (*Library, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := registerWords(); err != nil {
		return nil, err
	}
	if opts.Clock == nil {
		opts.Clock = time.Now
	}
	l := &Library{path: path, clock: opts.Clock, version: len(migrations)}

	fresh, err := prepareFile(path, opts.ReadOnly)
	if err != nil {
		return nil, err
	}
	if !fresh {
		if fresh, err = identify(ctx, path, opts.Wait, len(migrations)); err != nil {
			return nil, err
		}
	}
	if fresh && opts.ReadOnly {
		return nil, invalid("the library is empty, and cannot be set up for reading only")
	}
	if fresh && !writable(path) {
		return nil, fmt.Errorf("%w: %w", ErrReadOnly, fs.ErrPermission)
	}
	if !opts.ReadOnly && writable(path) {
		err = l.openForWriting(ctx, opts.Wait, migrations)
		// A library that exists can be read where it cannot be written. One
		// that would need a migration cannot: its queries are for newer tables.
		if err != nil && (fresh || !refusesWriting(err)) {
			return nil, err
		}
	}
	if err := l.openForReading(ctx, opts.Wait); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	if l.write == nil {
		if version, err := schemaVersion(ctx, l.read); err != nil || version < len(migrations) {
			err = errors.Join(err, l.Close())
			if err == nil {
				err = fmt.Errorf("%w: it is from an older version and has to be migrated first", ErrReadOnly)
			}
			return nil, err
		}
	}
	return l, nil
}

// prepareFile makes the file when there is none. It reports whether the file
// is empty, as a new one is. The file is not read here: on Unix closing any
// descriptor of it would drop the locks that SQLite holds for another Library
// of this process.
func prepareFile(path string, readOnly bool) (empty bool, err error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && readOnly:
		return false, err
	case errors.Is(err, fs.ErrNotExist):
		if err := makeFolders(filepath.Dir(path)); err != nil {
			return false, err
		}
		// SQLite gives the files beside it the same mode.
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if errors.Is(err, fs.ErrExist) {
			return false, nil // another process was quicker
		}
		if err != nil {
			return false, err
		}
		return true, f.Close()
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, invalid("%s is not a file", path)
	case info.Size() == 0 && hasChangesBeside(path):
		// SQLite takes an empty file for a new database and deletes the log
		// beside it, which may be all that is left of the library.
		return false, fmt.Errorf("%w: the file is empty, but the changes beside it (%s-wal) are not", ErrCorrupt, filepath.Base(path))
	}
	return info.Size() == 0, nil
}

// hasChangesBeside reports whether the write-ahead log holds anything.
func hasChangesBeside(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}

// identify reads what the file is, without changing it. It reports whether it
// is a database with nothing in it (making a library was interrupted).
func identify(ctx context.Context, path string, wait time.Duration, newest int) (fresh bool, err error) {
	db, err := openReader(ctx, path, wait)
	if err != nil {
		return false, err
	}
	defer db.Close()
	var id, tables int
	err = db.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).
		Scan(&id, &tables)
	if err != nil {
		return false, mapError(err)
	}
	if id == 0 && tables == 0 {
		return true, nil
	}
	if id != applicationID {
		return false, ErrForeign
	}
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return false, err
	}
	if version > newest {
		return false, newer(version, newest)
	}
	return false, nil
}

func newer(version, newest int) error {
	return fmt.Errorf("%w: its version is %d, this program knows %d", ErrNewer, version, newest)
}

func schemaVersion(ctx context.Context, q querier) (version int, err error) {
	err = q.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&version)
	return version, mapError(err)
}

// refusesWriting reports whether an error of opening for writing means that
// the place is read only.
func refusesWriting(err error) bool {
	return errors.Is(mapError(err), ErrReadOnly) || isCannotOpen(err)
}

// openForWriting opens the writing pool and migrates. The pool is left nil
// with an error when the file or its folder cannot be written.
func (l *Library) openForWriting(ctx context.Context, wait time.Duration, migrations []migration) (err error) {
	db, err := sql.Open("sqlite", dataSource(l.path, wait, url.Values{
		"mode":          {"rw"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_txlock":       {"immediate"},
		// What the user deletes for good is overwritten, not only unlinked.
		"_pragma": {"secure_delete(1)"},
	}))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	if err := tryWriting(ctx, db); err != nil {
		return err
	}
	if err := migrate(ctx, db, l.path, migrations, l.clock()); err != nil {
		return err
	}
	l.write = db
	return nil
}

// tryWriting starts a change and takes it back. Taking the lock alone is not
// enough: SQLite grants it on a file that cannot be written.
func tryWriting(ctx context.Context, db *sql.DB) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return mapError(err)
	}
	defer tx.Rollback()
	version, err := schemaVersion(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `PRAGMA user_version = `+strconv.Itoa(version))
	return mapError(err)
}

// openForReading opens the reading pool. It comes after the writing pool,
// which made the files beside the library that a reader needs.
func (l *Library) openForReading(ctx context.Context, wait time.Duration) (err error) {
	l.read, err = openReader(ctx, l.path, wait)
	return err
}

// openReader opens a pool that cannot write, and makes sure that it can read.
//
// Reading a file that others may be writing takes locks in files beside it. A
// file in a folder that cannot be written has no place for them, and beside
// one that this user cannot write they would stay, owned by the wrong user,
// and keep its owner from writing. Where nobody else has made them, such a
// file is read as it lies.
func openReader(ctx context.Context, path string, wait time.Duration) (*sql.DB, error) {
	if !writable(path) && !logBeside(path) {
		return openReaderAs(ctx, path, wait, true)
	}
	db, err := openReaderAs(ctx, path, wait, false)
	if err == nil || !refusesWriting(err) {
		return db, err
	}
	if hasChangesBeside(path) {
		return nil, fmt.Errorf("%w: its last changes (%s-wal) cannot be read in this folder; copy all its files to a folder of your own (%w)",
			ErrReadOnly, filepath.Base(path), err)
	}
	return openReaderAs(ctx, path, wait, true)
}

// writable reports whether this user may write the file. A file that is
// marked as not to be written by anybody is kept so for root as well.
func writable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().Perm()&0o222 != 0 && mayWrite(path)
}

// logBeside reports whether there is a write-ahead log.
func logBeside(path string) bool {
	_, err := os.Stat(path + "-wal")
	return err == nil
}

// openReaderAs opens the reading pool. An immutable file is read without
// locks, and without the log beside it: nobody may be writing to it.
func openReaderAs(ctx context.Context, path string, wait time.Duration, immutable bool) (*sql.DB, error) {
	values := url.Values{"mode": {"ro"}, "_query_only": {"1"}}
	if immutable {
		values.Set("immutable", "1")
	}
	db, err := sql.Open("sqlite", dataSource(path, wait, values))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readers)
	db.SetMaxIdleConns(readers)
	var tables int
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM sqlite_schema`).Scan(&tables)
	if immutable && isCannotOpen(err) {
		// The file is there, and asks for nothing beside it.
		err = fmt.Errorf("%w: it cannot be read either: %w (%w)", ErrReadOnly, fs.ErrPermission, err)
	}
	if err != nil {
		return nil, errors.Join(mapError(err), db.Close())
	}
	return db, nil
}

// dataSource is the name under which the driver opens path. The pragmas stand
// in it so that every connection of a pool has them. Every connection checks
// what it reads from the pages (cell_size_check) and trusts no function named
// in the schema, since a library may come from somebody else.
func dataSource(path string, wait time.Duration, values url.Values) string {
	values.Set("_busy_timeout", strconv.FormatInt(wait.Milliseconds(), 10))
	values.Set("_foreign_keys", "1")
	values["_pragma"] = append(values["_pragma"],
		"cache_size(-16384)", "temp_store(MEMORY)", "trusted_schema(0)", "cell_size_check(1)")
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/... on Windows
	}
	u := url.URL{Scheme: "file", Path: slashed, RawQuery: values.Encode()}
	return u.String()
}

// Path is the absolute path of the library file.
func (l *Library) Path() string { return l.path }

// ReadOnly reports whether the library is open for reading only, by
// Options.ReadOnly or because the file or its folder cannot be written. Every
// change returns ErrReadOnly then.
func (l *Library) ReadOnly() bool { return l.write == nil }

// Checkpoint moves what the log beside the file holds into the file, so that
// the file alone is the whole library. Close does it; it is worth doing when
// the desk is idle. ErrBusy when another process is reading.
func (l *Library) Checkpoint(ctx context.Context) error {
	if l.write == nil {
		return nil
	}
	var busy, log, moved int
	err := l.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &log, &moved)
	if err == nil && busy != 0 {
		err = ErrBusy
	}
	return doing("checkpoint", err)
}

// Close ends all use of the library and moves the log into the file, where no
// other process has it open. A second Close does nothing.
func (l *Library) Close() error {
	var errs []error
	// Readers first: the last connection to close does the checkpoint, and a
	// reader cannot.
	for _, db := range []*sql.DB{l.read, l.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return doing("close library", errors.Join(errs...))
}

// now is the moment to be stored: microseconds, UTC.
func (l *Library) now() time.Time {
	return l.clock().UTC().Truncate(time.Microsecond)
}

// noteSessions remembers which notes this Library has changed since it was
// opened.
type noteSessions struct {
	mu      sync.Mutex
	changed map[int64]bool
}

func (s *noteSessions) has(id int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.changed[id]
}

func (s *noteSessions) add(id int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.changed == nil {
		s.changed = map[int64]bool{}
	}
	s.changed[id] = true
}
