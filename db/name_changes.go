package db

import (
	"context"
	"strings"
)

// noteNameChanges notes that names came, went or changed hands, so that the
// texts are searched for them again. Empty names are left out.
func noteNameChanges(ctx context.Context, c *change, names ...string) error {
	var noted []string
	seen := map[string]bool{"": true}
	for _, name := range names {
		if name = strings.TrimSpace(name); !seen[name] {
			seen[name] = true
			noted = append(noted, name)
		}
	}
	if len(noted) == 0 {
		return nil
	}
	_, err := c.ExecContext(ctx, `INSERT INTO name_change (name) SELECT value FROM json_each(?) ORDER BY key`, jsonList(noted))
	return err
}

// NameChanges returns the names to search the texts for again, oldest first.
// A name that changed twice is there twice.
func (l *Library) NameChanges(ctx context.Context) ([]NameChange, error) {
	all, err := collect(ctx, l.read, func(row scanner) (NameChange, error) {
		var n NameChange
		err := row.Scan(&n.ID, &n.Name)
		return n, err
	}, `SELECT id, name FROM name_change ORDER BY id`)
	return all, doing("list the names that changed", err)
}

// ForgetNameChanges drops those up to an ID: the texts have been searched for
// them.
func (l *Library) ForgetNameChanges(ctx context.Context, upTo int64) error {
	return l.update(ctx, "forget the names that changed", func(c *change) error {
		_, err := c.ExecContext(ctx, `DELETE FROM name_change WHERE id <= ?`, upTo)
		return err
	})
}

// BriefsMentioning returns the briefs outside the trash in which a mention was
// found by one of the names (as the actors have them), by id.
func (l *Library) BriefsMentioning(ctx context.Context, names []string) ([]int64, error) {
	briefs, err := collect(ctx, l.read, scanID, `SELECT DISTINCT b.id FROM mention m JOIN brief b ON b.id = m.brief_id
		WHERE m.alias IN (SELECT value FROM json_each(?)) AND b.trashed_at IS NULL ORDER BY b.id`, jsonList(names))
	return briefs, doing("find the briefs that mention a name", err)
}
