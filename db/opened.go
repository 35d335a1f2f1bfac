package db

import (
	"context"
	"fmt"
)

// stillThere says of each kind of record that can be opened whether the one
// that a row of opened names is still there: not gone, in the trash, or merged
// into another.
var stillThere = map[Kind]string{
	KindBrief:       `SELECT 1 FROM brief b WHERE b.id = o.record_id AND b.trashed_at IS NULL`,
	KindActor:       `SELECT 1 FROM actor a WHERE a.id = o.record_id AND ` + listedActor,
	KindSource:      `SELECT 1 FROM source s WHERE s.id = o.record_id`,
	KindNote:        `SELECT 1` + noteTables + `WHERE n.id = o.record_id AND ` + listedNote,
	KindAnnotation:  `SELECT 1` + annotationTables + `WHERE a.id = o.record_id AND ` + listedAnnotation,
	KindSavedSearch: `SELECT 1 FROM saved_search s WHERE s.id = o.record_id`,
	KindComparison:  thereIsComparison + `o.record_id`,
}

// NoteOpened records that a record was opened now. It does nothing in a
// library that is open for reading only, and tells no one. ErrInvalid: a kind
// that is not opened.
func (l *Library) NoteOpened(ctx context.Context, kind Kind, id int64) error {
	what := fmt.Sprintf("note that %s %d was opened", kind, id)
	if stillThere[kind] == "" {
		return doing(what, invalid("there is no opening of %q", kind))
	}
	if l.ReadOnly() {
		return nil
	}
	return l.update(ctx, what, func(c *change) error {
		_, err := c.ExecContext(ctx, `INSERT INTO opened (kind, record_id, opened_at, times) VALUES (?, ?, ?, 1)
			ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at, times = times + 1`, kind, id, c.now.UnixMicro())
		return err
	})
}

// LastOpened returns the records opened last, the last first, without those
// that are gone, in the trash or merged into another; at most limit.
func (l *Library) LastOpened(ctx context.Context, limit int) ([]Opened, error) {
	there := `CASE o.kind`
	for kind, query := range stillThere {
		there += ` WHEN '` + string(kind) + `' THEN EXISTS (` + query + `)`
	}
	all, err := collect(ctx, l.read, func(row scanner) (Opened, error) {
		var o Opened
		err := row.Scan(&o.Kind, &o.ID, moment{&o.OpenedAt}, &o.Times)
		return o, err
	}, `SELECT o.kind, o.record_id, o.opened_at, o.times FROM opened o WHERE `+there+` END
		ORDER BY o.opened_at DESC, o.kind, o.record_id LIMIT ?`, max(limit, 0))
	return all, doing("list what was opened last", err)
}
