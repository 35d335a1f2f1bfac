package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"
)

// A relation's evidence is an annotation that is not in the trash, itself or
// with its brief.
const relationColumns = `r.id, r.uid, r.actor_id, r.other_id, a.name, o.name, r.kind,
	r.since_written, r.since_earliest, r.since_latest, r.until_written, r.until_earliest, r.until_latest,
	coalesce(r.annotation_id, 0), coalesce(e.quote, ''), coalesce(e.brief_id, 0), r.remark, r.created_at, r.changed_at`

const relationTables = ` FROM relation r JOIN actor a ON a.id = r.actor_id JOIN actor o ON o.id = r.other_id
	LEFT JOIN annotation e ON e.id = r.annotation_id AND e.trashed_at IS NULL
		AND EXISTS (SELECT 1 FROM brief b WHERE b.id = e.brief_id AND b.trashed_at IS NULL) `

func scanRelation(row scanner) (Relation, error) {
	var r Relation
	err := row.Scan(&r.ID, &r.UID, &r.ActorID, &r.OtherID, &r.Actor, &r.Other, &r.Kind,
		&r.Since.Written, &r.Since.Earliest, &r.Since.Latest, &r.Until.Written, &r.Until.Earliest, &r.Until.Latest,
		&r.AnnotationID, &r.Evidence, &r.EvidenceOf, &r.Remark, moment{&r.CreatedAt}, moment{&r.ChangedAt})
	return r, err
}

// Relations returns the relations of an actor, in which it stands first or
// second, in the order of their making; those with an actor in the trash or
// merged into another are left out. Dates come without their rule.
func (l *Library) Relations(ctx context.Context, actorID int64) ([]Relation, error) {
	var all []Relation
	err := l.view(ctx, fmt.Sprintf("list the relations of actor %d", actorID), func(q querier) (err error) {
		all, err = collect(ctx, q, scanRelation, `SELECT `+relationColumns+relationTables+`
			WHERE ? IN (r.actor_id, r.other_id) AND `+listedActor+` AND o.trashed_at IS NULL AND o.merged_into IS NULL ORDER BY r.id`, actorID)
		if err != nil || len(all) == 0 {
			return err
		}
		return countPassages(ctx, q, actorID, all)
	})
	return all, err
}

func findRelation(ctx context.Context, q querier, id int64) (Relation, error) {
	r, err := scanRelation(q.QueryRowContext(ctx, `SELECT `+relationColumns+relationTables+`WHERE r.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Relation{}, notFound("relation", id)
	}
	return r, mapError(err)
}

// AddRelation stores a relation and returns it. With a UID it comes back as it
// was, under its id and with its moments (undo of a deletion). ErrNotFound: no
// such actor. ErrInvalid: an actor and itself, one in the trash or merged into
// another, an unknown kind or annotation. ErrExists, with the relation that is
// there: one that does not differ.
func (l *Library) AddRelation(ctx context.Context, r Relation) (Relation, error) {
	var added Relation
	err := l.update(ctx, "add relation", func(c *change) (err error) {
		added, err = addRelation(ctx, c, r)
		return err
	})
	return added, err
}

func addRelation(ctx context.Context, c *change, r Relation) (Relation, error) {
	if existing, err := checkRelation(ctx, c, r); err != nil {
		return existing, err
	}
	created, changed := r.CreatedAt, r.ChangedAt
	if r.UID == "" {
		uid, err := newUID()
		if err != nil {
			return Relation{}, err
		}
		r.ID, r.UID, created, changed = 0, uid, time.Time{}, time.Time{}
	}
	if created.IsZero() {
		created = c.now
	}
	if changed.IsZero() {
		changed = created
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO relation (id, uid, actor_id, other_id, kind, since_written, since_earliest, since_latest,
			until_written, until_earliest, until_latest, annotation_id, remark, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		nullable(r.ID), r.UID, r.ActorID, r.OtherID, r.Kind, r.Since.Written, r.Since.Earliest, r.Since.Latest,
		r.Until.Written, r.Until.Earliest, r.Until.Latest, nullable(r.AnnotationID), r.Remark, created.UnixMicro(), changed.UnixMicro())
	if err != nil {
		return Relation{}, err
	}
	tellEnds(c, r)
	return findRelation(ctx, c, id)
}

// UpdateRelation stores all fields of the relation with this id, but for its
// uid and moments, and returns it as it was, so that storing that takes the
// change back. When nothing differs it writes nothing and tells nobody. Errors
// as AddRelation, and ErrNotFound.
func (l *Library) UpdateRelation(ctx context.Context, r Relation) (before Relation, err error) {
	err = l.update(ctx, fmt.Sprintf("update relation %d", r.ID), func(c *change) (err error) {
		before, err = findRelation(ctx, c, r.ID)
		if err != nil {
			return err
		}
		r.Since.Rule, r.Until.Rule = "", ""
		if before.ActorID == r.ActorID && before.OtherID == r.OtherID && before.Kind == r.Kind && before.Since == r.Since &&
			before.Until == r.Until && before.AnnotationID == r.AnnotationID && before.Remark == r.Remark {
			return nil
		}
		if _, err := checkRelation(ctx, c, r); err != nil {
			return err
		}
		_, err = c.ExecContext(ctx, `UPDATE relation SET actor_id = ?, other_id = ?, kind = ?, since_written = ?, since_earliest = ?, since_latest = ?,
				until_written = ?, until_earliest = ?, until_latest = ?, annotation_id = ?, remark = ?, changed_at = ? WHERE id = ?`,
			r.ActorID, r.OtherID, r.Kind, r.Since.Written, r.Since.Earliest, r.Since.Latest,
			r.Until.Written, r.Until.Earliest, r.Until.Latest, nullable(r.AnnotationID), r.Remark, c.now.UnixMicro(), r.ID)
		tellEnds(c, before, r)
		return err
	})
	return before, err
}

// DeleteRelation deletes a relation and returns it, so that adding it takes the
// deletion back. ErrNotFound.
func (l *Library) DeleteRelation(ctx context.Context, id int64) (Relation, error) {
	var r Relation
	err := l.update(ctx, fmt.Sprintf("delete relation %d", id), func(c *change) (err error) {
		if r, err = findRelation(ctx, c, id); err != nil {
			return err
		}
		tellEnds(c, r)
		return changedRow(ctx, c, "relation", id, `DELETE FROM relation WHERE id = ?`, id)
	})
	return r, err
}

// checkRelation returns why a relation cannot be stored, with the one that is
// there on ErrExists.
func checkRelation(ctx context.Context, c *change, r Relation) (existing Relation, err error) {
	if r.ActorID == r.OtherID {
		return Relation{}, invalid("an actor has no relation to itself")
	}
	if !slices.Contains(RelationKinds, r.Kind) {
		return Relation{}, invalid("no such kind of relation: %q", r.Kind)
	}
	for _, id := range []int64{r.ActorID, r.OtherID} {
		if _, err := findListedActor(ctx, c, id); err != nil {
			return Relation{}, err
		}
	}
	if r.AnnotationID != 0 {
		if there, err := rowExists(ctx, c, "annotation", r.AnnotationID); err != nil {
			return Relation{}, err
		} else if !there {
			return Relation{}, invalid("there is no annotation %d", r.AnnotationID)
		}
	}
	id, err := scanID(c.QueryRowContext(ctx, `SELECT id FROM relation WHERE actor_id = ? AND other_id = ? AND kind = ? AND annotation_id IS ? AND remark = ? AND id <> ?
			AND (since_written, since_earliest, since_latest, until_written, until_earliest, until_latest) = (?, ?, ?, ?, ?, ?)`,
		r.ActorID, r.OtherID, r.Kind, nullable(r.AnnotationID), r.Remark, r.ID,
		r.Since.Written, r.Since.Earliest, r.Since.Latest, r.Until.Written, r.Until.Earliest, r.Until.Latest))
	if errors.Is(err, sql.ErrNoRows) {
		return Relation{}, nil
	}
	if err != nil {
		return Relation{}, err
	}
	if existing, err = findRelation(ctx, c, id); err != nil {
		return Relation{}, err
	}
	return existing, fmt.Errorf("%w as relation %d", ErrExists, id)
}

// tellEnds publishes that the actors at the ends of relations changed, once
// each.
func tellEnds(c *change, relations ...Relation) {
	var told []int64
	for _, r := range relations {
		for _, id := range []int64{r.ActorID, r.OtherID} {
			if !slices.Contains(told, id) {
				told = append(told, id)
				c.tell(ActorChanged{id})
			}
		}
	}
}
