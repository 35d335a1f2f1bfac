package db

import (
	"context"
	"errors"
	"fmt"
)

// foundSpans lists every span that was read from a text, with the quote of
// those that have one (decisions about the brief's current text).
const foundSpans = `
	SELECT 'citation', id, group_start, group_end, NULL FROM citation WHERE revision_id = ?1
	UNION ALL SELECT 'citation', id, start_byte, end_byte, NULL FROM citation WHERE revision_id = ?1
	UNION ALL SELECT 'mention', id, start_byte, end_byte, NULL FROM mention WHERE revision_id = ?1
	UNION ALL SELECT 'event', id, start_byte, end_byte, NULL FROM event WHERE revision_id = ?1
	UNION ALL SELECT 'event', id, date_start, date_end, NULL FROM event WHERE revision_id = ?1
	UNION ALL SELECT 'revision', revision_id, start_byte, end_byte, NULL FROM phrase WHERE revision_id = ?1
	UNION ALL SELECT 'decision', d.id, d.start_byte, d.end_byte, iif(b.id IS NULL, NULL, d.quote)
		FROM decision d LEFT JOIN brief b ON b.revision_id = d.revision_id WHERE d.revision_id = ?1`

type foundSpan struct {
	kind       string
	id         int64
	start, end int
	quote      *string // nil: none is kept
}

func scanFoundSpan(row scanner) (foundSpan, error) {
	var s foundSpan
	err := row.Scan(&s.kind, &s.id, &s.start, &s.end, &s.quote)
	return s, err
}

// readingFindings checks what was read and decided against the text, a text at
// a time.
func readingFindings(ctx context.Context, q querier) ([]Finding, error) {
	revisions, err := collect(ctx, q, scanID, `SELECT revision_id FROM citation UNION SELECT revision_id FROM mention
		UNION SELECT revision_id FROM event UNION SELECT revision_id FROM phrase
		UNION SELECT revision_id FROM decision WHERE revision_id IS NOT NULL`)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, id := range revisions {
		var text string
		err := q.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, id).Scan(&text)
		if errors.Is(mapError(err), ErrNotFound) {
			continue // a foreign key finding
		}
		if err != nil {
			return findings, err
		}
		spans, err := collect(ctx, q, scanFoundSpan, foundSpans, id)
		if err != nil {
			return findings, err
		}
		for _, s := range spans {
			record := fmt.Sprintf("%s %d", s.kind, s.id)
			switch {
			case !onText(text, s.start, s.end):
				findings = append(findings, Finding{"span", record, fmt.Sprintf("what was read at %d to %d does not lie on the text", s.start, s.end)})
			case s.quote != nil && text[s.start:s.end] != *s.quote:
				findings = append(findings, Finding{"span", record, fmt.Sprintf("its words at %d to %d are not its quote", s.start, s.end)})
			}
		}
	}
	return findings, nil
}
