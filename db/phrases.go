package db

import (
	"context"
	"database/sql"
	"errors"
)

// Both count phrases over the whole library, and name the text that an example
// is taken from: the one asked for, or the one that was imported last.
const (
	phrasesOfLibrary = `SELECT name_key, sum(uses) AS uses, count(*) AS briefs, max(revision_id) FROM phrase
		GROUP BY name_key HAVING sum(uses) >= ? ORDER BY uses DESC, briefs DESC, name_key`

	phrasesOfBrief = `SELECT p.name_key, sum(p.uses) AS uses, count(*) AS briefs, b.revision_id
		FROM brief b JOIN phrase x ON x.revision_id = b.revision_id JOIN phrase p ON p.name_key = x.name_key
		WHERE b.id = ? GROUP BY p.name_key HAVING sum(p.uses) >= ? ORDER BY uses DESC, briefs DESC, p.name_key`
)

// unknownPhrase reads the example of a phrase, unless an actor outside the
// trash bears the name or the analyst dismissed it.
const unknownPhrase = `SELECT x.name, r.brief_id, x.start_byte, x.end_byte FROM phrase x JOIN revision r ON r.id = x.revision_id
	WHERE x.name_key = ?1 AND x.revision_id = ?2
		AND NOT EXISTS (SELECT 1 FROM actor a WHERE a.name_key = ?1 AND a.trashed_at IS NULL)
		AND NOT EXISTS (SELECT 1 FROM alias s JOIN actor a ON a.id = s.actor_id WHERE s.name_key = ?1 AND a.trashed_at IS NULL)
		AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.kind = ?3 AND d.revision_id IS NULL AND d.key = ?1)`

// Phrases returns the capitalised phrases that recur (at least so many uses in
// the library) and are no actor's name and not dismissed, most used first: of a
// brief, or of the library (0). A limit of 0 is none. ErrInvalid: a negative
// limit.
func (l *Library) Phrases(ctx context.Context, briefID int64, least, limit int) ([]Phrase, error) {
	var unknown []Phrase
	err := l.view(ctx, "list new names", func(q querier) (err error) {
		if limit < 0 {
			return invalid("no such page: %d", limit)
		}
		unknown, err = unknownPhrases(ctx, q, briefID, least, limit)
		return err
	})
	return unknown, err
}

// unknownPhrases reads the phrases in order and asks of each whether it is
// known, until there are enough.
func unknownPhrases(ctx context.Context, q querier, briefID int64, least, limit int) ([]Phrase, error) {
	query, args := phrasesOfLibrary, []any{least}
	if briefID != 0 {
		query, args = phrasesOfBrief, []any{briefID, least}
	}
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var unknown []Phrase
	for rows.Next() && (limit == 0 || len(unknown) < limit) {
		var p Phrase
		var revision int64
		if err := rows.Scan(&p.Key, &p.Uses, &p.Briefs, &revision); err != nil {
			return nil, err
		}
		err := q.QueryRowContext(ctx, unknownPhrase, p.Key, revision, DecideNewName).Scan(&p.Name, &p.BriefID, &p.Start, &p.End)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, err
		}
		unknown = append(unknown, p)
	}
	return unknown, rows.Err()
}

// forgetPhrases deletes the phrases of a brief's texts. A brief in the trash
// has none.
func forgetPhrases(ctx context.Context, c *change, briefID int64) error {
	_, err := c.ExecContext(ctx, `DELETE FROM phrase WHERE revision_id IN (SELECT id FROM revision WHERE brief_id = ?)`, briefID)
	return err
}
