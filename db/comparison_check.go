package db

import (
	"context"
	"fmt"
)

// comparisonFindings checks that what is kept of a comparison can be read, and
// that an edition is of the brief it is compared as.
func comparisonFindings(ctx context.Context, q querier) ([]Finding, error) {
	var findings []Finding
	err := eachRow(ctx, q, func(row scanner) error {
		var id int64
		var lined string
		var strange bool
		if err := row.Scan(&id, &lined, &strange); err != nil {
			return err
		}
		record := fmt.Sprintf("comparison %d", id)
		if _, err := unpackLinedUp(lined); err != nil {
			findings = append(findings, Finding{"integrity", record, err.Error()})
		}
		if strange {
			findings = append(findings, Finding{"integrity", record, "one of its texts is of another brief"})
		}
		return nil
	}, `SELECT c.id, c.lined_up, ifnull(l.brief_id <> c.left_brief, 0) OR ifnull(r.brief_id <> c.right_brief, 0)
		FROM comparison c LEFT JOIN revision l ON l.id = c.left_revision LEFT JOIN revision r ON r.id = c.right_revision ORDER BY c.id`)
	return findings, err
}
