package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"
)

const savedSearchColumns = `id, uid, name, query, sort, position, seen_at, created_at, changed_at`

func scanSavedSearch(row scanner) (SavedSearch, error) {
	var s SavedSearch
	err := row.Scan(&s.ID, &s.UID, &s.Name, &s.Query, &s.Order, &s.Position, moment{&s.SeenAt}, moment{&s.CreatedAt}, moment{&s.ChangedAt})
	return s, err
}

// SavedSearches returns all saved searches in their order.
func (l *Library) SavedSearches(ctx context.Context) ([]SavedSearch, error) {
	all, err := collect(ctx, l.read, scanSavedSearch, `SELECT `+savedSearchColumns+` FROM saved_search ORDER BY position, id`)
	return all, doing("list the saved searches", err)
}

// SavedSearch returns one. ErrNotFound.
func (l *Library) SavedSearch(ctx context.Context, id int64) (SavedSearch, error) {
	s, err := findSavedSearch(ctx, l.read, id)
	return s, doing("read saved search", err)
}

func findSavedSearch(ctx context.Context, q querier, id int64) (SavedSearch, error) {
	s, err := scanSavedSearch(q.QueryRowContext(ctx, `SELECT `+savedSearchColumns+` FROM saved_search WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return SavedSearch{}, notFound("saved search", id)
	}
	return s, mapError(err)
}

// AddSavedSearch stores a search and returns it. Without a position it comes
// last, without an order its results come by relevance, and without moments it
// is of now: what is there already is not new. An id, a uid, a position and
// moments that are set are kept, so that a deletion can be undone. ErrInvalid:
// no name, no query, an unknown order. ErrExists: the id or uid is taken.
func (l *Library) AddSavedSearch(ctx context.Context, s SavedSearch) (SavedSearch, error) {
	var added SavedSearch
	err := l.update(ctx, fmt.Sprintf("save search %q", s.Name), func(c *change) (err error) {
		added, err = addSavedSearch(ctx, c, s)
		return err
	})
	return added, err
}

func addSavedSearch(ctx context.Context, c *change, s SavedSearch) (SavedSearch, error) {
	s, err := validSavedSearch(s)
	if err != nil {
		return SavedSearch{}, err
	}
	if s.UID == "" {
		if s.UID, err = newUID(); err != nil {
			return SavedSearch{}, err
		}
	}
	if s.Position == 0 {
		err := c.QueryRowContext(ctx, `SELECT coalesce(max(position), 0) + 1 FROM saved_search`).Scan(&s.Position)
		if err != nil {
			return SavedSearch{}, err
		}
	}
	for _, at := range []*time.Time{&s.SeenAt, &s.CreatedAt, &s.ChangedAt} {
		if at.IsZero() {
			*at = c.now
		}
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO saved_search (id, uid, name, query, sort, position, seen_at, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		nullable(s.ID), s.UID, s.Name, s.Query, s.Order, s.Position, s.SeenAt.UnixMicro(), s.CreatedAt.UnixMicro(), s.ChangedAt.UnixMicro())
	if err != nil {
		return SavedSearch{}, err
	}
	c.tell(SavedSearchChanged{id})
	return findSavedSearch(ctx, c, id)
}

func validSavedSearch(s SavedSearch) (SavedSearch, error) {
	s.Name, s.Query = strings.TrimSpace(s.Name), strings.TrimSpace(s.Query)
	switch {
	case s.Name == "":
		return s, invalid("a saved search needs a name")
	case s.Query == "":
		return s, invalid("a saved search needs words to search for")
	}
	switch s.Order {
	case "":
		s.Order = TextByRelevance
	case TextByRelevance, TextByDate:
	default:
		return s, invalid("there is no order %q", s.Order)
	}
	return s, nil
}

// UpdateSavedSearch stores name, query and order, and returns what they were.
// When nothing differs it writes nothing and tells nobody. ErrNotFound,
// ErrInvalid.
func (l *Library) UpdateSavedSearch(ctx context.Context, s SavedSearch) (before SavedSearch, err error) {
	err = l.update(ctx, fmt.Sprintf("update saved search %d", s.ID), func(c *change) error {
		s, err := validSavedSearch(s)
		if err != nil {
			return err
		}
		if before, err = findSavedSearch(ctx, c, s.ID); err != nil {
			return err
		}
		if s.Name == before.Name && s.Query == before.Query && s.Order == before.Order {
			return nil
		}
		c.tell(SavedSearchChanged{s.ID})
		_, err = c.ExecContext(ctx, `UPDATE saved_search SET name = ?, query = ?, sort = ?, changed_at = ? WHERE id = ?`,
			s.Name, s.Query, s.Order, c.now.UnixMicro(), s.ID)
		return err
	})
	return before, err
}

// DeleteSavedSearch deletes a search and returns it, for AddSavedSearch to
// take that back. ErrNotFound.
func (l *Library) DeleteSavedSearch(ctx context.Context, id int64) (SavedSearch, error) {
	var deleted SavedSearch
	err := l.update(ctx, fmt.Sprintf("delete saved search %d", id), func(c *change) (err error) {
		if deleted, err = findSavedSearch(ctx, c, id); err != nil {
			return err
		}
		c.tell(SavedSearchChanged{id})
		_, err = c.ExecContext(ctx, `DELETE FROM saved_search WHERE id = ?`, id)
		return err
	})
	return deleted, err
}

// SawSearch notes that the results of a saved search were looked at. A later
// look that is noted already stays. ErrNotFound.
func (l *Library) SawSearch(ctx context.Context, id int64, at time.Time) error {
	return l.update(ctx, fmt.Sprintf("note that saved search %d was seen", id), func(c *change) error {
		s, err := findSavedSearch(ctx, c, id)
		if err != nil || !at.Truncate(time.Microsecond).After(s.SeenAt) {
			return err
		}
		c.tell(SavedSearchChanged{id})
		_, err = c.ExecContext(ctx, `UPDATE saved_search SET seen_at = ? WHERE id = ?`, at.UnixMicro(), id)
		return err
	})
}
