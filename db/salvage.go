package db

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"sidelight/db/pages"
)

// Salvage is what came of saving a damaged library into a new one.
type Salvage struct {
	Path     string // the new library
	Report   string // a text file beside it that says all this
	Pages    int    // the damaged file has
	BadPages int    // that could not be read, as far as the tables say which there were
	Saved    Counts
	Lost     []Loss    // what is missing or not as it was
	Left     []Finding // what Check still finds in the new library
}

// Loss is one thing that could not be saved as it was.
type Loss struct {
	Kind   string // brief, annotation, note, ...
	Title  string // "" where it is lost too
	Detail string
}

// SalvageFile saves what can still be read of the file at path, with its log,
// into a new library, and writes a report beside that. It reads the file page by
// page and row by row, without SQLite, and never writes to it; nothing else may
// write to it meanwhile. What refers to something lost is kept where it makes
// sense (the notes on a brief become free notes), and what is read from texts is
// left for reading again. The new library is beside the old one, its name ending
// in "-repaired"; it is sound, or Left says what is not.
//
// Errors: ErrNotFound, ErrFull, ErrReadOnly; ErrCorrupt (nothing in the file can
// be read as a library), ErrForeign, ErrNewer.
func SalvageFile(ctx context.Context, path string, now time.Time) (s Salvage, err error) {
	s, err = salvage(ctx, path, now)
	return s, doing(fmt.Sprintf("save what is left of %q", path), err)
}

func salvage(ctx context.Context, path string, now time.Time) (s Salvage, err error) {
	if path, err = filepath.Abs(path); err != nil {
		return s, err
	}
	if err := registerWords(); err != nil {
		return s, err
	}
	file, closeFile, err := openPages(path)
	if err != nil {
		return s, err
	}
	defer closeFile()
	shipped, err := shippedMigrations()
	if err != nil {
		return s, err
	}
	version, err := versionOf(file, len(shipped))
	if err != nil {
		return s, err
	}
	part, err := newPart(filepath.Dir(path))
	if err != nil {
		return s, err
	}
	defer func() {
		for _, beside := range []string{"", "-wal", "-shm", "-journal"} {
			_ = os.Remove(part + beside)
		}
	}()
	w := &salvager{file: file, lost: map[Loss]bool{}, titles: map[int64]string{}, now: now}
	if err := w.fill(ctx, part, shipped, version); err != nil {
		return s, err
	}
	l, err := Open(ctx, part, Options{Clock: func() time.Time { return now }})
	if err != nil {
		return s, err
	}
	s, err = w.finish(ctx, l)
	if err := errors.Join(err, l.Close()); err != nil {
		return s, err
	}
	s.Path = freeBeside(path, "-repaired", filepath.Ext(path))
	s.Report = s.Path + "-report.txt"
	if err := settle(part, s.Path); err != nil {
		return s, err
	}
	return s, os.WriteFile(s.Report, []byte(s.text(path)), 0o600)
}

// openPages opens a file and its log for reading.
func openPages(path string) (*pages.File, func(), error) {
	data, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	info, err := data.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, errors.Join(invalid("%s is not a file", path), err, data.Close())
	}
	log, err := os.Open(path + "-wal")
	if err != nil {
		return pages.Open(data, info.Size(), nil, 0), func() { _ = data.Close() }, nil
	}
	logInfo, err := log.Stat()
	if err != nil {
		return nil, nil, errors.Join(err, log.Close(), data.Close())
	}
	return pages.Open(data, info.Size(), log, logInfo.Size()), func() { _ = data.Close(); _ = log.Close() }, nil
}

// versionOf reads the version of the tables; where the header is lost it is
// taken for the newest, whose tables have the columns of the earlier ones.
func versionOf(f *pages.File, newest int) (int, error) {
	header := f.Header()
	version := int(binary.BigEndian.Uint32(header[60:]))
	if binary.BigEndian.Uint32(header[68:]) != applicationID || version < 1 {
		return newest, nil
	}
	if version > newest {
		return 0, newer(version, newest)
	}
	return version, nil
}

// freeBeside is a path beside another that nothing has yet.
func freeBeside(path, suffix, ext string) string {
	stem := path[:len(path)-len(filepath.Ext(path))] + suffix
	name := stem + ext
	for i := 2; ; i++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name
		}
		name = stem + "-" + strconv.Itoa(i) + ext
	}
}

// salvager fills a new library with what is left of an old one.
type salvager struct {
	file   *pages.File
	tx     *sql.Tx
	tables []*salvagedTable
	bad    int // pages
	now    time.Time
	order  []Loss
	lost   map[Loss]bool
	titles map[int64]string // of briefs, folded, from their index
}

func (w *salvager) lose(kind, title, format string, args ...any) {
	l := newLoss(kind, title, format, args...)
	if !w.lost[l] {
		w.lost[l] = true
		w.order = append(w.order, l)
	}
}

// fill makes a library of the version in an empty file and puts the rows in,
// and then brings it to the newest.
func (w *salvager) fill(ctx context.Context, part string, shipped []migration, version int) error {
	db, err := sql.Open("sqlite", dataSource(part, 0, url.Values{"mode": {"rw"}, "_journal_mode": {"MEMORY"}, "_synchronous": {"OFF"}}))
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(1)
	defer db.Close()
	if err := create(ctx, db, shipped[:version]); err != nil {
		return err
	}
	// Until all rows are there, some refer to what is not.
	if _, err := db.ExecContext(ctx, `PRAGMA foreign_keys = 0`); err != nil {
		return err
	}
	err = inTransaction(ctx, db, func(tx *sql.Tx) error {
		w.tx = tx
		if _, err := tx.ExecContext(ctx, `DELETE FROM label`); err != nil {
			return err
		}
		if err := w.copyRows(ctx); err != nil {
			return err
		}
		return w.mendReferences(ctx)
	})
	if err != nil {
		return mapError(err)
	}
	for _, m := range shipped[version:] {
		if err := inTransaction(ctx, db, func(tx *sql.Tx) error { return apply(ctx, tx, m) }); err != nil {
			return err
		}
	}
	return mapError(db.Close())
}

// finish mends what the new library holds, rebuilds what is derived, and checks.
func (w *salvager) finish(ctx context.Context, l *Library) (s Salvage, err error) {
	err = l.update(ctx, "mend what was saved", func(c *change) error {
		var labels int
		if err := c.QueryRowContext(ctx, `SELECT count(*) FROM label`).Scan(&labels); err != nil {
			return err
		}
		if labels == 0 {
			w.lose("label", "", "none could be read; the usual ones are there")
			if err := addDefaultLabels(ctx, c.Tx); err != nil {
				return err
			}
		}
		for _, mend := range []func(context.Context, *change, loser) error{
			mendTexts, mendStructures, mendPassages, mendComparisons,
		} {
			if err := mend(ctx, c, w.lose); err != nil {
				return err
			}
		}
		return rebuild(ctx, c)
	})
	if err != nil {
		return s, err
	}
	if s.Left, err = l.Check(ctx); err != nil {
		return s, err
	}
	s.Saved, err = l.Counts(ctx)
	s.Pages, s.BadPages, s.Lost = int(w.file.Count()), w.bad, w.order
	return s, err
}
