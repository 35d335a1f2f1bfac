package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// mendReferences lets nothing refer to what is lost. It knows only what every
// version of the tables has.
func (w *salvager) mendReferences(ctx context.Context) error {
	for _, mend := range []func(context.Context) error{w.mendOriginals, w.mendBriefs, w.mendCurrent, w.saveOfLostTexts, w.mendKeys} {
		if err := mend(ctx); err != nil {
			return err
		}
	}
	return nil
}

// mendOriginals puts a text in the place of its file when that is lost.
func (w *salvager) mendOriginals(ctx context.Context) error {
	type lone struct {
		id, original int64
		text         string
	}
	all, err := collect(ctx, w.tx, func(row scanner) (r lone, err error) {
		err = row.Scan(&r.id, &r.original, &r.text)
		return r, err
	}, `SELECT id, original_id, text FROM revision WHERE original_id NOT IN (SELECT id FROM original)`)
	if err != nil {
		return err
	}
	for _, r := range all {
		w.lose("original", firstLine(r.text), "the file that the text came from is lost; the text stands in for it")
		sum := hash([]byte(r.text))
		if _, err := w.tx.ExecContext(ctx, `INSERT OR IGNORE INTO original (id, sha256, name, media_type, encoding, bytes) VALUES (?, ?, 'saved.txt', 'text/plain', 'utf-8', ?)`,
			r.original, sum, []byte(r.text)); err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(ctx, `UPDATE revision SET original_id = (SELECT id FROM original WHERE sha256 = ?) WHERE id = ?
			AND original_id NOT IN (SELECT id FROM original)`, sum, r.id); err != nil {
			return err
		}
	}
	return nil
}

// mendBriefs makes a brief again of whose details nothing is left but whose text
// is there.
func (w *salvager) mendBriefs(ctx context.Context) error {
	type lone struct {
		brief, id, at int64
		text          string
	}
	all, err := collect(ctx, w.tx, func(row scanner) (r lone, err error) {
		err = row.Scan(&r.brief, &r.id, &r.at, &r.text)
		return r, err
	}, `SELECT brief_id, max(id), imported_at, text FROM revision WHERE brief_id NOT IN (SELECT id FROM brief) GROUP BY brief_id`)
	if err != nil {
		return err
	}
	for _, r := range all {
		title := firstLine(r.text)
		if title == "" {
			title = fmt.Sprint("Brief ", r.brief)
		}
		uid, err := newUID()
		if err != nil {
			return err
		}
		w.lose("brief", title, "its details are lost; the text is there, and its first line stands in for the title")
		b := Brief{Title: title}
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO brief (id, uid, title, series, publication, volume, issue, author, published_written, published_earliest,
			published_latest, published_rule, title_key, folded, words, revision_id, added_at, changed_at)
			VALUES (?, ?, ?, '', '', '', '', '', '', '', '', '', ?, ?, 0, ?, ?, ?)`,
			r.brief, uid, title, foldKey(title), foldedBrief(b), r.id, r.at, r.at); err != nil {
			return err
		}
	}
	return nil
}

// mendCurrent gives a brief whose current text is lost the last one that it had
// before.
func (w *salvager) mendCurrent(ctx context.Context) error {
	const lost = ` WHERE NOT EXISTS (SELECT 1 FROM revision r WHERE r.id = brief.revision_id AND r.brief_id = brief.id)`
	const earlier = `(SELECT max(r.id) FROM revision r WHERE r.brief_id = brief.id)`
	titles, err := collect(ctx, w.tx, scanText, `SELECT title FROM brief`+lost+` AND `+earlier+` IS NOT NULL`)
	if err != nil {
		return err
	}
	for _, title := range titles {
		w.lose("brief", title, "its current text is lost; an earlier one is there")
	}
	_, err = w.tx.ExecContext(ctx, `UPDATE brief SET revision_id = `+earlier+lost)
	return err
}

// saveOfLostTexts keeps what was written about texts that are lost as free
// notes, and lets go of the rest.
func (w *salvager) saveOfLostTexts(ctx context.Context) error {
	type gone struct {
		id    int64
		title string
	}
	all, err := collect(ctx, w.tx, func(row scanner) (g gone, err error) {
		err = row.Scan(&g.id, &g.title)
		return g, err
	}, `SELECT id, title FROM brief WHERE revision_id IS NULL
		UNION SELECT brief_id, '' FROM annotation WHERE brief_id NOT IN (SELECT id FROM brief)
		UNION SELECT brief_id, '' FROM note WHERE brief_id IS NOT NULL AND brief_id NOT IN (SELECT id FROM brief)`)
	if err != nil {
		return err
	}
	for id, title := range w.titles {
		var there bool
		if err := w.tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM brief WHERE id = ?)`, id).Scan(&there); err != nil {
			return err
		}
		if !there {
			w.lose("brief", title, "its text could not be read")
		}
	}
	for _, g := range all {
		if g.title == "" {
			g.title = w.titles[g.id]
		}
		if g.title == "" {
			g.title = fmt.Sprint("brief ", g.id)
		}
		w.lose("brief", g.title, "its text could not be read")
		if err := w.keepNotes(ctx, g.id, g.title); err != nil {
			return err
		}
	}
	_, err = w.tx.ExecContext(ctx, `DELETE FROM brief WHERE revision_id IS NULL`)
	return err
}

// keepNotes makes free notes of the note and the annotations of a lost brief.
func (w *salvager) keepNotes(ctx context.Context, id int64, title string) error {
	if _, err := w.tx.ExecContext(ctx, `UPDATE note SET brief_id = NULL, title = iif(title = '', ?, title) WHERE brief_id = ?`,
		"Notes on "+title, id); err != nil {
		return err
	}
	body := ""
	err := eachRow(ctx, w.tx, func(row scanner) error {
		var quote, note string
		if err := row.Scan(&quote, &note); err != nil {
			return err
		}
		body += "> " + strings.ReplaceAll(quote, "\n", "\n> ") + "\n\n"
		if note != "" {
			body += note + "\n\n"
		}
		return nil
	}, `SELECT quote, note FROM annotation WHERE brief_id = ? AND trashed_at IS NULL ORDER BY start_byte, id`, id)
	if err != nil || body == "" {
		return err
	}
	uid, err := newUID()
	if err != nil {
		return err
	}
	w.lose("annotation", title, "the brief is lost; its annotations are kept in a free note")
	_, err = w.tx.ExecContext(ctx, `INSERT INTO note (uid, created_at, changed_at, title, body) VALUES (?, ?, ?, ?, ?)`,
		uid, w.now.UnixMicro(), w.now.UnixMicro(), "Annotations of "+title, strings.TrimSpace(body))
	return err
}

// mendKeys lets go of every other reference to what is lost, and of the rows
// that make no sense without it, until there is none.
func (w *salvager) mendKeys(ctx context.Context) error {
	// An annotation goes with its brief to the text that there is.
	if _, err := w.tx.ExecContext(ctx, `UPDATE annotation SET revision_id = (SELECT b.revision_id FROM brief b WHERE b.id = annotation.brief_id)
		WHERE revision_id NOT IN (SELECT id FROM revision) AND brief_id IN (SELECT id FROM brief)`); err != nil {
		return err
	}
	return mendForeignKeys(ctx, w.tx, w.lose)
}

// mendForeignKeys follows what the tables say is to be done when a row that
// others refer to is deleted.
func mendForeignKeys(ctx context.Context, tx *sql.Tx, lose loser) error {
	type key struct {
		table, column, parent, to, onDelete string
		notNull                             bool
	}
	keys, err := collect(ctx, tx, func(row scanner) (k key, err error) {
		err = row.Scan(&k.table, &k.column, &k.parent, &k.to, &k.onDelete, &k.notNull)
		return k, err
	}, `SELECT t.name, k."from", k."table", k."to", k.on_delete, c."notnull" FROM pragma_table_list t, pragma_foreign_key_list(t.name) k, pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table' AND c.name = k."from" ORDER BY t.name, k.id`)
	if err != nil {
		return err
	}
	for again := true; again; {
		again = false
		for _, k := range keys {
			broken := ` WHERE ` + k.column + ` IS NOT NULL AND ` + k.column + ` NOT IN (SELECT ` + k.to + ` FROM ` + k.parent + `)`
			statement := `DELETE FROM ` + k.table + broken
			if k.onDelete == "SET NULL" || k.table == "note" && !k.notNull {
				statement = `UPDATE ` + k.table + ` SET ` + k.column + ` = NULL` + broken
			}
			result, err := tx.ExecContext(ctx, statement)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			if n > 0 {
				again = true
				if !derivedTables[k.table] {
					lose(k.table, "", "%d named a %s that is lost", n, k.parent)
				}
			}
		}
	}
	return nil
}
