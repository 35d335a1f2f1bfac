package db

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// querier is a pool or a transaction, for helpers that read.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is a row, alone or of several.
type scanner interface{ Scan(dest ...any) error }

// change is a transaction that writes: one moment for all it stores, and the
// notices to publish when it is committed.
type change struct {
	*sql.Tx
	now     time.Time
	notices []Notice
}

func (c *change) tell(n Notice) { c.notices = append(c.notices, n) }

// update runs f in a writing transaction, commits when f returns no error, and
// publishes then. what says in the error what was being done.
func (l *Library) update(ctx context.Context, what string, f func(c *change) error) error {
	if l.write == nil {
		return doing(what, ErrReadOnly)
	}
	c := &change{now: l.now()}
	err := inTransaction(ctx, l.write, func(tx *sql.Tx) error {
		// A newer program may have migrated the library while we had it open.
		if version, err := schemaVersion(ctx, tx); err != nil || version > l.version {
			return cmp.Or(err, newer(version, l.version))
		}
		c.Tx = tx
		return f(c)
	})
	if err != nil {
		return doing(what, err)
	}
	l.subscribers.publish(c.notices)
	return nil
}

// view runs f in a reading transaction, so that its queries see one moment of
// the library.
func (l *Library) view(ctx context.Context, what string, f func(q querier) error) error {
	tx, err := l.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return doing(what, err)
	}
	defer tx.Rollback()
	return doing(what, f(tx))
}

// collect scans every row of a query.
func collect[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) ([]T, error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, mapError(err)
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, mapError(err)
		}
		all = append(all, one)
	}
	return all, mapError(rows.Err())
}

// eachRow calls read with every row of a query, for more rows than are to be
// in memory at once.
func eachRow(ctx context.Context, q querier, read func(scanner) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return mapError(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := read(rows); err != nil {
			return err
		}
	}
	return mapError(rows.Err())
}

// changedRow is an UPDATE or DELETE by id that must have met its record.
func changedRow(ctx context.Context, c *change, kind string, id int64, query string, args ...any) error {
	result, err := c.ExecContext(ctx, query, args...)
	if err != nil {
		return mapError(err)
	}
	n, err := result.RowsAffected()
	if err != nil {
		return err
	}
	if n == 0 {
		return notFound(kind, id)
	}
	return nil
}

// insert runs an INSERT and returns the new id.
func insert(ctx context.Context, c *sql.Tx, query string, args ...any) (int64, error) {
	result, err := c.ExecContext(ctx, query, args...)
	if err != nil {
		return 0, mapError(err)
	}
	return result.LastInsertId()
}

// newUID makes a UUIDv7, whose order is that of time.
func newUID() (string, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return "", err
	}
	return id.String(), nil
}

// moment is a time as a column holds it; never is NULL.
type moment struct{ t *time.Time }

func (m moment) Scan(value any) error {
	switch v := value.(type) {
	case nil:
		*m.t = time.Time{}
	case int64:
		*m.t = time.UnixMicro(v).UTC()
	default:
		return invalid("a moment is stored as %T", value)
	}
	return nil
}

// nullable turns the zero id, which names no record, into NULL.
func nullable(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

// isCannotOpen reports whether SQLite could not open the file or one beside it.
func isCannotOpen(err error) bool {
	var driver *sqlite.Error
	return errors.As(err, &driver) && driver.Code()&0xff == sqlite3.SQLITE_CANTOPEN
}
