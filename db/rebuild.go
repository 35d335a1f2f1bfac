package db

import (
	"context"
	"strings"
)

// Repair rebuilds in place what is derived (the full-text index, the folded
// names, counts of words, the indices) and lets go of what was read from the
// texts, which has to be read again; and it mends what Check finds in the records:
// references to what is not there, passages off their words, texts and originals
// of which the other is whole. It returns what could not be kept as it was. All
// of it is one change, or none. It is for a library whose file SQLite can read;
// for others there is SalvageFile. Publishes LibraryChanged. ErrCorrupt.
func (l *Library) Repair(ctx context.Context) (lost []Loss, err error) {
	lose := func(kind, title, format string, args ...any) {
		lost = append(lost, newLoss(kind, title, format, args...))
	}
	err = l.update(ctx, "repair the library", func(c *change) error {
		if _, err := c.ExecContext(ctx, `PRAGMA defer_foreign_keys = 1`); err != nil {
			return err
		}
		if err := mendForeignKeys(ctx, c.Tx, lose); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, `UPDATE brief SET revision_id = (SELECT max(r.id) FROM revision r WHERE r.brief_id = brief.id)
			WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = brief.revision_id AND r.brief_id = brief.id)`); err != nil {
			return err
		}
		for _, mend := range []func(context.Context, *change, loser) error{mendTexts, mendStructures, mendPassages, mendComparisons} {
			if err := mend(ctx, c, lose); err != nil {
				return err
			}
		}
		c.tell(LibraryChanged{})
		return rebuild(ctx, c)
	})
	return lost, err
}

// rebuild makes again what is derived from the records, but for what is read
// from the texts.
func rebuild(ctx context.Context, c *change) error {
	for table := range derivedTables {
		if _, err := c.ExecContext(ctx, `DELETE FROM `+table); err != nil {
			return err
		}
	}
	if err := rebuildKeys(ctx, c); err != nil {
		return err
	}
	for _, t := range textTables {
		if _, err := c.ExecContext(ctx, `INSERT INTO `+t.name+` (`+t.name+`) VALUES ('delete-all')`); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, `INSERT INTO `+t.name+` (rowid, `+strings.Join(t.columns, ", ")+`)
			SELECT d.id, `+t.values+` FROM `+t.record+` d`+t.beside+t.text+` WHERE `+t.where+` ORDER BY d.id`); err != nil {
			return err
		}
	}
	_, err := c.ExecContext(ctx, `REINDEX`)
	return err
}

// rebuildKeys folds every name again, and counts the words of the briefs.
func rebuildKeys(ctx context.Context, c *change) error {
	for _, t := range []string{"actor", "alias", "source", "source_variant", "label"} {
		type named struct {
			id        int64
			name, key string
		}
		all, err := collect(ctx, c, func(row scanner) (n named, err error) {
			err = row.Scan(&n.id, &n.name, &n.key)
			return n, err
		}, `SELECT id, name, name_key FROM `+t)
		if err != nil {
			return err
		}
		for _, n := range all {
			if key := foldKey(n.name); key != n.key {
				// Where a key has to be the only one, the one that is there stays.
				if _, err := c.ExecContext(ctx, `UPDATE OR IGNORE `+t+` SET name_key = ? WHERE id = ?`, key, n.id); err != nil {
					return err
				}
			}
		}
	}
	ids, err := collect(ctx, c, scanID, `SELECT id FROM brief`)
	if err != nil {
		return err
	}
	for _, id := range ids {
		b, err := findBrief(ctx, c, id)
		if err != nil {
			return err
		}
		var text string
		if err := c.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, b.RevisionID).Scan(&text); err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, `UPDATE brief SET title_key = ?1, folded = ?2, words = ?3 WHERE id = ?4 AND (title_key, folded, words) <> (?1, ?2, ?3)`,
			foldKey(b.Title), foldedBrief(b), countWords(text), id); err != nil {
			return err
		}
	}
	return nil
}
