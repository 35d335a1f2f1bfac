package db

import "context"

// TextSketch is a short sketch of the current text of a brief, by which nearly
// equal texts are found. What it holds is the business of those who make it.
type TextSketch struct {
	BriefID    int64
	RevisionID int64
	Bytes      []byte
}

// Sketches returns the sketches that were made by these rules, of the current
// texts of briefs not in the trash.
func (l *Library) Sketches(ctx context.Context, rules string) ([]TextSketch, error) {
	all, err := collect(ctx, l.read, func(row scanner) (TextSketch, error) {
		var s TextSketch
		err := row.Scan(&s.BriefID, &s.RevisionID, &s.Bytes)
		return s, err
	}, `SELECT b.id, s.revision_id, s.bytes FROM sketch s JOIN brief b ON b.revision_id = s.revision_id
		WHERE s.rules = ? AND b.trashed_at IS NULL`, rules)
	return all, doing("read the sketches of texts", err)
}

// Unsketched returns current texts that have no sketch by these rules, in pages
// as Texts does.
func (l *Library) Unsketched(ctx context.Context, rules string, after int64, limit int) ([]BriefText, error) {
	texts, err := pageOfTexts(ctx, l.read, `AND NOT EXISTS (SELECT 1 FROM sketch s WHERE s.revision_id = r.id AND s.rules = ?)`, after, limit, rules)
	return texts, doing("read the texts without a sketch", err)
}

// KeepSketches stores sketches that were made by these rules. Texts that are
// gone by now are passed over. It tells nobody: nothing that is shown depends
// on them.
func (l *Library) KeepSketches(ctx context.Context, rules string, all []TextSketch) error {
	return l.update(ctx, "keep the sketches of texts", func(c *change) error {
		for _, s := range all {
			if _, err := c.ExecContext(ctx, `INSERT OR REPLACE INTO sketch (revision_id, rules, bytes)
				SELECT id, ?, ? FROM revision WHERE id = ?`, rules, s.Bytes, s.RevisionID); err != nil {
				return err
			}
		}
		return nil
	})
}

// HasOriginal reports whether a file with this SHA-256 (hex) is in the library,
// also in the trash.
func (l *Library) HasOriginal(ctx context.Context, sha256 string) (bool, error) {
	var has bool
	err := l.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM original WHERE sha256 = ?)`, sha256).Scan(&has)
	return has, doing("look for a file in the library", err)
}
