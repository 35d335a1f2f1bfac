package db

import (
	"context"
	"errors"
	"fmt"
)

// ComparisonNote returns the note of a comparison. Where there is none yet it is
// empty and has no ID: AddNote makes it. ErrNotFound: no such comparison.
func (l *Library) ComparisonNote(ctx context.Context, comparisonID int64) (Note, error) {
	var n Note
	err := l.view(ctx, fmt.Sprintf("read the note of comparison %d", comparisonID), func(q querier) (err error) {
		if n, err = findComparisonNote(ctx, q, comparisonID); !errors.Is(err, ErrNotFound) {
			return err
		}
		n = Note{ComparisonID: comparisonID}
		_, err = findComparison(ctx, q, comparisonID)
		return err
	})
	return n, err
}

func findComparisonNote(ctx context.Context, q querier, comparisonID int64) (Note, error) {
	n, err := scanNote(q.QueryRowContext(ctx, `SELECT `+noteColumns+noteTables+`WHERE n.comparison_id = ? AND n.trashed_at IS NULL`, comparisonID))
	return n, mapError(err)
}
