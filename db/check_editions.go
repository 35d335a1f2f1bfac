package db

import (
	"context"
	"errors"
	"fmt"
)

// placeFindings checks where annotations and decisions stand in the editions of
// their briefs, a text at a time.
func placeFindings(ctx context.Context, q querier) ([]Finding, error) {
	findings, err := strangePlaces(ctx, q)
	if err != nil {
		return findings, err
	}
	revisions, err := collect(ctx, q, scanID, `SELECT revision_id FROM annotation_place UNION SELECT revision_id FROM decision_place`)
	if err != nil {
		return findings, err
	}
	for _, id := range revisions {
		var text string
		err := q.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, id).Scan(&text)
		if errors.Is(mapError(err), ErrNotFound) {
			continue // a foreign key finding
		}
		if err != nil {
			return findings, err
		}
		err = eachRow(ctx, q, func(row scanner) error {
			var annotation int64
			p, err := scanPlace(ahead{row, []any{&annotation}})
			if fault := placeFault(text, p); err == nil && fault != "" {
				findings = append(findings, Finding{"span", fmt.Sprintf("annotation %d", annotation), fault + fmt.Sprintf(" (revision %d)", id)})
			}
			return err
		}, `SELECT p.annotation_id, `+placeColumns+` FROM annotation_place p WHERE p.revision_id = ?`, id)
		if err != nil {
			return findings, err
		}
		err = eachRow(ctx, q, func(row scanner) error {
			var decision int64
			var start, end int
			err := row.Scan(&decision, &start, &end)
			if err == nil && !onText(text, start, end) {
				findings = append(findings, Finding{"span", fmt.Sprintf("decision %d", decision), fmt.Sprintf("its place at %d to %d does not lie on revision %d", start, end, id)})
			}
			return err
		}, `SELECT decision_id, start_byte, end_byte FROM decision_place WHERE revision_id = ?`, id)
		if err != nil {
			return findings, err
		}
	}
	return findings, nil
}

// ahead scans columns that stand before those of a record.
type ahead struct {
	scanner
	dest []any
}

func (a ahead) Scan(dest ...any) error { return a.scanner.Scan(append(a.dest, dest...)...) }

// strangePlaces are annotations that stand in a text of another brief, beside
// their brief's current one, or elsewhere there than their place says.
func strangePlaces(ctx context.Context, q querier) ([]Finding, error) {
	return collect(ctx, q, func(row scanner) (Finding, error) {
		var id int64
		f := Finding{Kind: "integrity"}
		err := row.Scan(&id, &f.Detail)
		f.Record = fmt.Sprintf("annotation %d", id)
		return f, err
	}, `SELECT a.id, 'it does not stand in its brief''s current text' FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.revision_id <> b.revision_id
		UNION ALL SELECT a.id, 'it has a place in a text of another brief' FROM annotation a JOIN annotation_place p ON p.annotation_id = a.id
			JOIN revision r ON r.id = p.revision_id WHERE r.brief_id <> a.brief_id
		UNION ALL SELECT a.id, 'its place in the current text is another one' FROM annotation a
			JOIN annotation_place p ON p.annotation_id = a.id AND p.revision_id = a.revision_id
			WHERE (p.start_byte, p.end_byte, p.quote, p.state) <> (a.start_byte, a.end_byte, a.quote, a.state)`)
}
