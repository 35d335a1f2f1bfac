package db

import "context"

// A text is unread until its findings have been stored: when it is new, when
// the rules have changed, and when something that reading depends on has
// (forgetReading). A brief in the trash is not unread; it is once restored.
const unreadBriefs = ` FROM brief b LEFT JOIN reading r ON r.revision_id = b.revision_id AND r.rules = ?
	WHERE b.trashed_at IS NULL AND r.revision_id IS NULL`

// Unread returns the briefs not in the trash whose current text was not read
// with these rules, by id: at most limit of those after an id.
func (l *Library) Unread(ctx context.Context, rules string, after int64, limit int) ([]int64, error) {
	ids, err := collect(ctx, l.read, scanID, `SELECT b.id`+unreadBriefs+` AND b.id > ? ORDER BY b.id LIMIT ?`, rules, after, limit)
	return ids, doing("list the unread briefs", err)
}

// CountUnread says how many briefs Unread would return in all.
func (l *Library) CountUnread(ctx context.Context, rules string) (int, error) {
	var n int
	err := l.read.QueryRowContext(ctx, `SELECT count(*)`+unreadBriefs, rules).Scan(&n)
	return n, doing("count the unread briefs", err)
}

// forgetReading makes a brief unread. What was found stays until it is read
// again.
func forgetReading(ctx context.Context, c *change, briefID int64) error {
	_, err := c.ExecContext(ctx, `DELETE FROM reading WHERE revision_id IN (SELECT id FROM revision WHERE brief_id = ?)`, briefID)
	return err
}

// pageOfText bounds the bytes of text that Texts returns at once.
const pageOfText = 8 << 20

// Texts returns current texts of briefs not in the trash, by brief id: at most
// limit of those after an id, and no more than 8 MB of text unless the first
// alone is longer. None come back when there are none left.
func (l *Library) Texts(ctx context.Context, after int64, limit int) ([]BriefText, error) {
	texts, err := pageOfTexts(ctx, l.read, ``, after, limit)
	return texts, doing("read texts", err)
}

// pageOfTexts reads a page of the texts that a further condition picks.
func pageOfTexts(ctx context.Context, q querier, picked string, after int64, limit int, args ...any) ([]BriefText, error) {
	rows, err := q.QueryContext(ctx, `SELECT b.id, r.id, r.text FROM brief b JOIN revision r ON r.id = b.revision_id
		WHERE b.id > ? AND b.trashed_at IS NULL `+picked+` ORDER BY b.id LIMIT ?`, append(append([]any{after}, args...), limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []BriefText
	size := 0
	for rows.Next() {
		var t BriefText
		if err := rows.Scan(&t.BriefID, &t.RevisionID, &t.Text); err != nil {
			return nil, err
		}
		if size += len(t.Text); size > pageOfText && len(page) > 0 {
			break
		}
		page = append(page, t)
	}
	return page, rows.Err()
}
