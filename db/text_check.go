package db

import (
	"context"
	"fmt"
)

// indexFindings checks that the documents of the full-text index are those that
// are searched.
func indexFindings(ctx context.Context, q querier) ([]Finding, error) {
	var findings []Finding
	for _, t := range textTables {
		searched := `SELECT d.id FROM ` + t.record + ` d` + t.beside + t.text + ` WHERE ` + t.where
		indexed := `SELECT rowid FROM ` + t.name
		for _, check := range []struct{ query, detail string }{
			{searched + ` EXCEPT ` + indexed, "a search does not find it"},
			{indexed + ` EXCEPT ` + searched, "a search finds it, though it is not in the lists"},
		} {
			ids, err := collect(ctx, q, scanID, check.query)
			for _, id := range ids {
				findings = append(findings, Finding{"search", fmt.Sprintf("%s %d", t.kind, id), check.detail})
			}
			if err != nil {
				return findings, err
			}
		}
	}
	return findings, nil
}
