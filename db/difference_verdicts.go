package db

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// DecideDifference stores the verdict on a difference, which its key names (see
// collate.Difference), and returns the verdict before; DifferenceOpen takes it
// back. ErrNotFound: no such comparison; ErrInvalid: no key, an unknown verdict.
func (l *Library) DecideDifference(ctx context.Context, comparisonID int64, key string, v DifferenceVerdict) (before DifferenceVerdict, err error) {
	err = l.update(ctx, fmt.Sprintf("decide about a difference of comparison %d", comparisonID), func(c *change) error {
		if err := validVerdict(key, v); err != nil {
			return err
		}
		if _, err := findComparison(ctx, c, comparisonID); err != nil {
			return err
		}
		err := mapError(c.QueryRowContext(ctx, `SELECT verdict FROM difference WHERE comparison_id = ? AND key = ?`, comparisonID, key).Scan(&before))
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		if v == before {
			return nil
		}
		c.tell(ComparisonChanged{comparisonID})
		return storeVerdict(ctx, c, comparisonID, decidedDifference{key, v, c.now})
	})
	return before, err
}

func validVerdict(key string, v DifferenceVerdict) error {
	if key == "" {
		return invalid("a difference without a key")
	}
	switch v {
	case DifferenceOpen, DifferenceKept, DifferenceDismissed, DifferenceNoted:
		return nil
	}
	return invalid("there is no verdict %q on a difference", v)
}

// decidedDifference is a row of the verdicts.
type decidedDifference struct {
	key     string
	verdict DifferenceVerdict
	at      time.Time
}

func storeVerdict(ctx context.Context, c *change, comparisonID int64, d decidedDifference) error {
	if d.verdict == DifferenceOpen {
		_, err := c.ExecContext(ctx, `DELETE FROM difference WHERE comparison_id = ? AND key = ?`, comparisonID, d.key)
		return err
	}
	_, err := c.ExecContext(ctx, `INSERT INTO difference (comparison_id, key, verdict, decided_at) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET verdict = excluded.verdict, decided_at = excluded.decided_at`, comparisonID, d.key, d.verdict, d.at.UnixMicro())
	return err
}

// DifferenceVerdicts returns the verdicts of a comparison by their keys.
func (l *Library) DifferenceVerdicts(ctx context.Context, comparisonID int64) (map[string]DifferenceVerdict, error) {
	all, err := decidedDifferences(ctx, l.read, comparisonID)
	verdicts := make(map[string]DifferenceVerdict, len(all))
	for _, d := range all {
		verdicts[d.key] = d.verdict
	}
	return verdicts, doing(fmt.Sprintf("read what was decided in comparison %d", comparisonID), err)
}

func decidedDifferences(ctx context.Context, q querier, comparisonID int64) ([]decidedDifference, error) {
	return collect(ctx, q, func(row scanner) (decidedDifference, error) {
		var d decidedDifference
		err := row.Scan(&d.key, &d.verdict, moment{&d.at})
		return d, err
	}, `SELECT key, verdict, decided_at FROM difference WHERE comparison_id = ? ORDER BY key`, comparisonID)
}
