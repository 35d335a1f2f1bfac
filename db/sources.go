package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// pageOfSources is the page size of Sources when the filter names none.
const pageOfSources = 200

// sourceQuery reads a page of sources, picked by one of the queries below, with
// what cites them: citations of current texts of briefs not in the trash, but
// for the dismissed ones. They are counted for the page alone.
const (
	sourceQuery = `WITH page AS (%s)
		SELECT s.id, s.uid, s.name, s.kind, s.reliability, s.publisher, s.notes, s.created_at, s.changed_at,
			(SELECT json_group_array(v.name ORDER BY v.id) FROM source_variant v WHERE v.source_id = s.id),
			coalesce(p.here, count(b.id)), count(DISTINCT b.id)
		FROM page p JOIN source s ON s.id = p.id
			LEFT JOIN citation c ON c.source_id = s.id AND c.hidden = 0 AND c.state <> 'dismissed'
			LEFT JOIN brief b ON b.id = c.brief_id AND b.revision_id = c.revision_id AND b.trashed_at IS NULL
		GROUP BY s.id ORDER BY p.here DESC, s.name_key, s.id`

	// Sources that nothing cites are listed when the analyst edited them.
	listedSources = `SELECT s.id, NULL AS here FROM source s WHERE (s.kept = 1 OR EXISTS (
		SELECT 1 FROM citation c JOIN brief b ON b.id = c.brief_id AND b.revision_id = c.revision_id
		WHERE c.source_id = s.id AND c.hidden = 0 AND c.state <> 'dismissed' AND b.trashed_at IS NULL))`

	// citedSources are those of listedSources with their citations counted.
	citedSources = `SELECT s.id, coalesce(n.cited, 0) AS here FROM source s LEFT JOIN (
		SELECT c.source_id, count(*) AS cited FROM citation c JOIN brief b ON b.id = c.brief_id AND b.revision_id = c.revision_id
		WHERE c.hidden = 0 AND c.state <> 'dismissed' AND b.trashed_at IS NULL GROUP BY c.source_id) n ON n.source_id = s.id
		WHERE (s.kept = 1 OR n.cited > 0)`

	sourcesOfBrief = `SELECT s.id, h.here FROM source s JOIN (
		SELECT c.source_id, count(*) AS here FROM citation c JOIN brief b ON b.revision_id = c.revision_id
		WHERE b.id = ? AND c.hidden = 0 AND c.state <> 'dismissed' GROUP BY c.source_id) h ON h.source_id = s.id WHERE true`
)

func scanSource(row scanner) (Source, error) {
	var s Source
	var variants string
	err := row.Scan(&s.ID, &s.UID, &s.Name, &s.Kind, &s.Reliability, &s.Publisher, &s.Notes, moment{&s.CreatedAt}, moment{&s.ChangedAt},
		&variants, &s.Citations, &s.Briefs)
	if err != nil {
		return Source{}, err
	}
	return s, json.Unmarshal([]byte(variants), &s.Variants)
}

// Sources returns a page of the sources that are cited or were edited, by name
// unless asked otherwise, and how many there are; of one brief those that it
// cites, most cited first.
// Dismissed citations do not count. ErrInvalid: a negative page.
func (l *Library) Sources(ctx context.Context, f SourceFilter) (rows []Source, total int, err error) {
	if f.Offset < 0 || f.Limit < 0 {
		return nil, 0, doing("list sources", invalid("no such page: %d, %d", f.Offset, f.Limit))
	}
	if f.Limit == 0 {
		f.Limit = pageOfSources
	}
	query, order, args := listedSources, `s.name_key, s.id`, []any{}
	switch {
	case f.BriefID == 0 && f.Order == SourcesByCount:
		query, order = citedSources, `here DESC, s.name_key, s.id`
	case f.BriefID != 0:
		query, order, args = sourcesOfBrief, `h.here DESC, s.name_key, s.id`, append(args, f.BriefID)
	}
	for _, word := range strings.Fields(Fold(f.Text)) {
		query += ` AND EXISTS (SELECT 1 FROM source_variant v WHERE v.source_id = s.id AND instr(v.name_key, ?))`
		args = append(args, word)
	}
	err = l.view(ctx, "list sources", func(q querier) error {
		err := q.QueryRowContext(ctx, `SELECT count(*) FROM (`+query+`)`, args...).Scan(&total)
		if err != nil || total <= f.Offset {
			return err
		}
		page := query + ` ORDER BY ` + order + ` LIMIT ? OFFSET ?`
		rows, err = collect(ctx, q, scanSource, fmt.Sprintf(sourceQuery, page), append(args, f.Limit, f.Offset)...)
		return err
	})
	return rows, total, err
}

// Source returns a source. ErrNotFound.
func (l *Library) Source(ctx context.Context, id int64) (Source, error) {
	s, err := findSource(ctx, l.read, id)
	return s, doing("read source", err)
}

func findSource(ctx context.Context, q querier, id int64) (Source, error) {
	s, err := scanSource(q.QueryRowContext(ctx, fmt.Sprintf(sourceQuery, `SELECT ? AS id, NULL AS here`), id))
	if err = mapError(err); errors.Is(err, ErrNotFound) {
		return Source{}, notFound("source", id)
	}
	return s, err
}

// sourceSpelled returns the source that a spelling belongs to. ErrNotFound.
func sourceSpelled(ctx context.Context, q querier, name string) (id int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT source_id FROM source_variant WHERE name_key = ?`, foldKey(name)).Scan(&id)
	return id, mapError(err)
}

// sourceNamed returns the source that a spelling belongs to, or makes one of
// the name, kind and publisher given.
func sourceNamed(ctx context.Context, c *change, s Source) (int64, error) {
	s.Name = strings.TrimSpace(s.Name)
	key := foldKey(s.Name)
	if key == "" {
		return 0, invalid("a citation names no source")
	}
	if id, err := sourceSpelled(ctx, c, s.Name); !errors.Is(err, ErrNotFound) {
		return id, err
	}
	uid, err := newUID()
	if err != nil {
		return 0, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO source (uid, name, name_key, kind, reliability, publisher, notes, kept, created_at, changed_at)
		VALUES (?, ?, ?, ?, '', ?, '', 0, ?, ?)`, uid, s.Name, key, s.Kind, s.Publisher, c.now.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return 0, err
	}
	return id, addVariant(ctx, c, id, s.Name)
}

func addVariant(ctx context.Context, c *change, sourceID int64, name string) error {
	_, err := c.ExecContext(ctx, `INSERT INTO source_variant (source_id, name, name_key) VALUES (?, ?, ?)`, sourceID, name, foldKey(name))
	return err
}

// uncited are the sources that came with a citation and went with it: nothing
// cites them, the analyst never edited them, and no other was merged into them.
const uncited = `kept = 0 AND NOT EXISTS (SELECT 1 FROM citation c WHERE c.source_id = source.id)
	AND (SELECT count(*) FROM source_variant v WHERE v.source_id = source.id) < 2`

// dropUncited deletes those of the sources that nothing cites any more.
func dropUncited(ctx context.Context, c *change, ids []int64) error {
	_, err := c.ExecContext(ctx, `DELETE FROM source WHERE id IN (SELECT value FROM json_each(?)) AND `+uncited, jsonList(ids))
	return err
}

// UpdateSource edits a source and returns it as it was, so that the edit can be
// taken back. A new name becomes a spelling of it; the name before stays one
// where a text or a correction uses it. When nothing differs it writes nothing
// and tells nobody. ErrNotFound; ErrExists: the name is a spelling of another
// source; ErrInvalid: no name, an unknown kind or reliability.
func (l *Library) UpdateSource(ctx context.Context, id int64, u SourceUpdate) (before Source, err error) {
	err = l.update(ctx, fmt.Sprintf("update source %d", id), func(c *change) (err error) {
		before, err = updateSource(ctx, c, id, u)
		return err
	})
	return before, err
}

func updateSource(ctx context.Context, c *change, id int64, u SourceUpdate) (before Source, err error) {
	before, err = findSource(ctx, c, id)
	if err != nil {
		return Source{}, err
	}
	s := before
	for field, value := range map[*string]*string{&s.Name: u.Name, &s.Reliability: u.Reliability, &s.Publisher: u.Publisher} {
		if value != nil {
			*field = strings.TrimSpace(*value)
		}
	}
	if u.Notes != nil {
		s.Notes = *u.Notes
	}
	if u.Kind != nil {
		s.Kind = *u.Kind
	}
	switch {
	case foldKey(s.Name) == "":
		return Source{}, invalid("a source needs a name")
	case !slices.Contains(SourceKinds, s.Kind):
		return Source{}, invalid("there is no kind of source %q", s.Kind)
	case s.Reliability != "" && (len(s.Reliability) != 1 || s.Reliability < "A" || s.Reliability > "F"):
		return Source{}, invalid("the reliability of a source is A to F, not %q", s.Reliability)
	}
	if s.Name == before.Name && s.Kind == before.Kind && s.Reliability == before.Reliability &&
		s.Publisher == before.Publisher && s.Notes == before.Notes {
		return before, nil
	}
	if s.Name != before.Name {
		if err := respell(ctx, c, before, s.Name); err != nil {
			return Source{}, err
		}
	}
	_, err = c.ExecContext(ctx, `UPDATE source SET name = ?, name_key = ?, kind = ?, reliability = ?, publisher = ?, notes = ?, kept = 1, changed_at = ?
		WHERE id = ?`, s.Name, foldKey(s.Name), s.Kind, s.Reliability, s.Publisher, s.Notes, c.now.UnixMicro(), id)
	if err != nil {
		return Source{}, err
	}
	c.tell(SourceChanged{id})
	return before, nil
}

// respell makes a name a spelling of a source, and takes out the name it had
// when that is used nowhere: a slip that was taken back leaves no spelling.
func respell(ctx context.Context, c *change, s Source, name string) error {
	owner, err := sourceSpelled(ctx, c, name)
	switch {
	case errors.Is(err, ErrNotFound):
		err = addVariant(ctx, c, s.ID, name)
	case err == nil && owner != s.ID:
		other, err := findSource(ctx, c, owner)
		if err != nil {
			return err
		}
		return fmt.Errorf("%w: %q is a spelling of %s; merge the two instead", ErrExists, name, other.Name)
	case err == nil:
		_, err = c.ExecContext(ctx, `UPDATE source_variant SET name = ? WHERE name_key = ?`, name, foldKey(name))
	}
	if err != nil || foldKey(name) == foldKey(s.Name) {
		return err
	}
	used, err := spellingUsed(ctx, c, s.ID, s.Name)
	if err != nil || used {
		return err
	}
	_, err = c.ExecContext(ctx, `DELETE FROM source_variant WHERE name_key = ?`, foldKey(s.Name))
	return err
}

// spellingUsed reports whether a text cites the source so, or a correction
// names it so.
func spellingUsed(ctx context.Context, c *change, sourceID int64, name string) (bool, error) {
	spellings, err := collect(ctx, c, scanText, `SELECT DISTINCT outlet FROM citation WHERE source_id = ?
		UNION SELECT text FROM decision WHERE kind = ?`, sourceID, DecideCitation)
	return slices.ContainsFunc(spellings, func(s string) bool { return foldKey(s) == foldKey(name) }), err
}

func scanText(row scanner) (string, error) {
	var s string
	err := row.Scan(&s)
	return s, err
}
