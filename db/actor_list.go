package db

import (
	"context"
	"strings"
)

// pageOfActors is the page size of FindActors when the filter names none.
const pageOfActors = 200

// FindActors returns a page of the actors that the filter picks, and how many
// it picks altogether: none in the trash or merged into another. Mentions count
// where they are in the current text of a brief that is not in the trash.
// ErrInvalid: an unknown order, a negative page.
func (l *Library) FindActors(ctx context.Context, f ActorFilter) (rows []ActorRow, total int, err error) {
	err = l.view(ctx, "list actors", func(q querier) (err error) {
		rows, total, err = findActors(ctx, q, f)
		return err
	})
	return rows, total, err
}

func findActors(ctx context.Context, q querier, f ActorFilter) (rows []ActorRow, total int, err error) {
	if f.Offset < 0 || f.Limit < 0 {
		return nil, 0, invalid("no such page: %d, %d", f.Offset, f.Limit)
	}
	if f.Limit == 0 {
		f.Limit = pageOfActors
	}
	where, args := pickedActors(f)
	if err := q.QueryRowContext(ctx, `SELECT count(*) FROM actor a WHERE `+where, args...).Scan(&total); err != nil {
		return nil, 0, err
	}
	counted, err := countedMentions(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	order := `a.name_key, a.id`
	switch f.Order {
	case "", OrderName:
	case OrderMentions:
		order = `(SELECT count(*) FROM mention m WHERE m.actor_id = a.id AND ` + counted + `) DESC, ` + order
	default:
		return nil, 0, invalid("no such order: %q", f.Order)
	}
	if total <= f.Offset {
		return nil, total, nil
	}
	page, err := collect(ctx, q, scanID, `SELECT a.id FROM actor a WHERE `+where+` ORDER BY `+order+` LIMIT ? OFFSET ?`,
		append(args, f.Limit, f.Offset)...)
	if err != nil {
		return nil, 0, err
	}
	rows, err = actorRows(ctx, q, page, counted)
	return rows, total, err
}

// pickedActors is the condition that a filter makes, with its arguments.
func pickedActors(f ActorFilter) (where string, args []any) {
	where = listedActor
	if f.Kind != "" {
		where, args = where+` AND a.kind = ?`, append(args, f.Kind)
	}
	for _, word := range strings.Fields(Fold(f.Text)) {
		where += ` AND (instr(a.name_key, ?) OR a.id IN (SELECT s.actor_id FROM alias s WHERE instr(s.name_key, ?)))`
		args = append(args, word, word)
	}
	return where, args
}

// countedMentions is the condition under which a mention counts. It is about
// the columns of the index mention_actor alone, so that counting looks at no
// brief: the texts that do not count, as a rule none or few, are listed once.
func countedMentions(ctx context.Context, q querier) (where string, err error) {
	stale, err := collect(ctx, q, scanID, `
		SELECT b.revision_id FROM brief b WHERE b.trashed_at IS NOT NULL
		UNION ALL
		SELECT r.id FROM revision r WHERE (SELECT count(*) FROM revision) > (SELECT count(*) FROM brief)
			AND NOT EXISTS (SELECT 1 FROM brief b WHERE b.revision_id = r.id)`)
	where = `m.hidden = 0`
	if len(stale) > 0 {
		where += ` AND m.revision_id NOT IN (SELECT value FROM json_each('` + jsonList(stale) + `'))`
	}
	return where, err
}

// actorRows reads the actors of a page and counts their mentions, in one query
// each.
func actorRows(ctx context.Context, q querier, page []int64, counted string) ([]ActorRow, error) {
	actors, err := actorsOf(ctx, q, page)
	if err != nil {
		return nil, err
	}
	type count struct {
		actor                  int64
		mentions, briefs, news int
	}
	counts, err := collect(ctx, q, func(row scanner) (count, error) {
		var n count
		err := row.Scan(&n.actor, &n.mentions, &n.briefs, &n.news)
		return n, err
	}, `SELECT a.id, count(*), count(DISTINCT m.brief_id), sum(`+isNew+`)
		FROM actor a CROSS JOIN mention m INDEXED BY mention_actor ON m.actor_id = a.id `+importTable+`
		WHERE a.id IN (SELECT value FROM json_each(?)) AND `+listedActor+` AND `+counted+` GROUP BY a.id`, jsonList(page))
	if err != nil {
		return nil, err
	}
	byActor := map[int64]count{}
	for _, n := range counts {
		byActor[n.actor] = n
	}
	rows := make([]ActorRow, len(page))
	for i, id := range page {
		n := byActor[id]
		rows[i] = ActorRow{Actor: actors[id], Mentions: n.mentions, Briefs: n.briefs, New: n.news}
	}
	return rows, nil
}
