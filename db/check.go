package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// integrityFindings bounds how many lines SQLite's own check may return.
const integrityFindings = 100

// Check looks for damage: SQLite's integrity_check, which knows the full-text
// index too, and foreign_key_check; documents that the index lacks, or has and
// should not; texts that are not canonical; blocks, inlines, annotations, findings and
// decisions off their text's rune boundaries, in any edition; quotes that are not the words
// they stand on; texts and originals that do not have their hash; comparisons
// that cannot be read. It reads everything, a text at a time: seconds for thousands of briefs. A sound
// library has no findings. Damage is a finding and not an error; errors are
// ErrBusy and the context's.
func (l *Library) Check(ctx context.Context) ([]Finding, error) {
	var findings []Finding
	err := l.view(ctx, "check the library", func(q querier) error {
		for _, check := range []func(context.Context, querier) ([]Finding, error){
			// Of the full-text index a connection keeps what it read last until
			// it searches again: SQLite's own check would take that for damage.
			indexFindings, integrityFindingsOf,
			foreignKeyFindings, textFindings, annotationFindings, placeFindings, readingFindings, originalFindings, comparisonFindings,
		} {
			found, err := check(ctx, q)
			findings = append(findings, found...)
			if errors.Is(mapError(err), ErrCorrupt) {
				findings = append(findings, Finding{Kind: "integrity", Record: "file", Detail: err.Error()})
				continue
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if errors.Is(err, ErrCorrupt) { // not even the transaction could begin
		return append(findings, Finding{Kind: "integrity", Record: "file", Detail: err.Error()}), nil
	}
	return findings, err
}

func integrityFindingsOf(ctx context.Context, q querier) ([]Finding, error) {
	lines, err := collect(ctx, q, func(row scanner) (string, error) {
		var line string
		err := row.Scan(&line)
		return line, err
	}, fmt.Sprintf(`PRAGMA integrity_check(%d)`, integrityFindings))
	var findings []Finding
	for _, line := range lines {
		if line != "ok" {
			findings = append(findings, Finding{Kind: "integrity", Record: "file", Detail: line})
		}
	}
	return findings, err
}

// foreignKeyFindings also serves the migrations, before each is committed.
func foreignKeyFindings(ctx context.Context, q querier) ([]Finding, error) {
	return collect(ctx, q, func(row scanner) (Finding, error) {
		var table, parent string
		var rowid *int64 // NULL for a table without row ids
		var key int
		err := row.Scan(&table, &rowid, &parent, &key)
		record := table
		if rowid != nil {
			record = fmt.Sprintf("%s %d", table, *rowid)
		}
		return Finding{Kind: "foreign key", Record: record, Detail: "names a " + parent + " that is not there"}, err
	}, `PRAGMA foreign_key_check`)
}

// textFindings checks every revision and what lies on it.
func textFindings(ctx context.Context, q querier) ([]Finding, error) {
	ids, err := collect(ctx, q, scanID, `SELECT id FROM revision ORDER BY id`)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, id := range ids {
		r, err := findRevision(ctx, q, id)
		record := fmt.Sprintf("revision %d", id)
		switch {
		case errors.Is(err, ErrCorrupt):
			findings = append(findings, Finding{"integrity", record, err.Error()})
			continue
		case errors.Is(err, ErrNotFound):
			findings = append(findings, Finding{"integrity", record, "its blocks are missing"})
			continue
		case err != nil:
			return findings, err
		}
		if hash([]byte(r.Text)) != r.TextSHA256 {
			findings = append(findings, Finding{"hash", record, "the text is not the one that was imported"})
		}
		if err := validateText(r.Text); err != nil {
			findings = append(findings, Finding{"span", record, err.Error()})
		}
		for i, b := range r.Blocks {
			if !onText(r.Text, b.Start, b.End) {
				findings = append(findings, Finding{"span", record, fmt.Sprintf("block %d at %d to %d does not lie on the text", i, b.Start, b.End)})
			}
		}
		for i, in := range r.Inlines {
			if !onText(r.Text, in.Start, in.End) {
				findings = append(findings, Finding{"span", record, fmt.Sprintf("inline %d at %d to %d does not lie on the text", i, in.Start, in.End)})
			}
		}
		if err := validatePages(r.Text, r.Pages); err != nil {
			findings = append(findings, Finding{"span", record, err.Error()})
		}
	}
	orphans, err := collect(ctx, q, scanID, `SELECT b.id FROM brief b LEFT JOIN revision r ON r.id = b.revision_id AND r.brief_id = b.id
		WHERE r.id IS NULL`)
	for _, id := range orphans {
		findings = append(findings, Finding{"integrity", fmt.Sprintf("brief %d", id), "has no text of its own"})
	}
	return findings, err
}

// annotationFindings checks the place of every annotation, a text at a time.
// One that is detached or under review has words that its text may lack.
func annotationFindings(ctx context.Context, q querier) ([]Finding, error) {
	var findings []Finding
	ids, err := collect(ctx, q, scanID, `SELECT DISTINCT revision_id FROM annotation ORDER BY revision_id`)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		var text string
		err := q.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, id).Scan(&text)
		if errors.Is(mapError(err), ErrNotFound) {
			continue // a foreign key finding
		}
		if err != nil {
			return findings, err
		}
		all, err := collect(ctx, q, scanAnnotation, `SELECT `+annotationColumns+`
			FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.revision_id = ? ORDER BY a.id`, id)
		if err != nil {
			return findings, err
		}
		for _, a := range all {
			record := fmt.Sprintf("annotation %d", a.ID)
			switch {
			case !onText(text, a.Start, a.End):
				findings = append(findings, Finding{"span", record, fmt.Sprintf("its passage at %d to %d does not lie on the text", a.Start, a.End)})
			case (a.State == AnchorAnchored || a.State == AnchorMoved) && text[a.Start:a.End] != a.Quote:
				findings = append(findings, Finding{"span", record, fmt.Sprintf("its passage at %d to %d is not its quote", a.Start, a.End)})
			}
		}
	}
	return findings, nil
}

func originalFindings(ctx context.Context, q querier) ([]Finding, error) {
	ids, err := collect(ctx, q, scanID, `SELECT id FROM original ORDER BY id`)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for _, id := range ids {
		var stored string
		var data []byte
		if err := q.QueryRowContext(ctx, `SELECT sha256, bytes FROM original WHERE id = ?`, id).Scan(&stored, &data); err != nil {
			return findings, err
		}
		if !strings.EqualFold(hash(data), stored) {
			findings = append(findings, Finding{"hash", fmt.Sprintf("original %d", id), "the bytes are not those that were imported"})
		}
	}
	return findings, nil
}

func scanID(row scanner) (int64, error) {
	var id int64
	err := row.Scan(&id)
	return id, err
}
