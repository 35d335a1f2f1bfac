package db

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// addImportLog keeps what was said of a text when it was imported.
func addImportLog(ctx context.Context, c *change, revisionID int64, remarks []Remark) error {
	if len(remarks) == 0 {
		return nil
	}
	packed := make([][3]string, len(remarks))
	for i, r := range remarks {
		packed[i] = [3]string{string(r.Kind), r.Field, r.Detail}
	}
	text, err := json.Marshal(packed)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, `INSERT INTO import_log (revision_id, remarks) VALUES (?, ?)`, revisionID, string(text))
	return err
}

// ImportLog returns what was recognised, guessed and left out when a revision
// was imported, in the order it was said. A text from before logs were kept
// has none, and that is no error.
func (l *Library) ImportLog(ctx context.Context, revisionID int64) ([]Remark, error) {
	var text string
	err := l.read.QueryRowContext(ctx, `SELECT remarks FROM import_log WHERE revision_id = ?`, revisionID).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, doing("read the log of an import", mapError(err))
	}
	var packed [][3]string
	if err := json.Unmarshal([]byte(text), &packed); err != nil {
		return nil, fmt.Errorf("%w: the import log of revision %d: %w", ErrCorrupt, revisionID, err)
	}
	remarks := make([]Remark, len(packed))
	for i, p := range packed {
		remarks[i] = Remark{RemarkKind(p[0]), p[1], p[2]}
	}
	return remarks, nil
}
