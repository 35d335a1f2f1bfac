package db

import (
	"context"
	"fmt"
)

// ActorPage is what the page of an actor shows beside its mentions.
type ActorPage struct {
	ActorRow
	MergedInto int64 // the actor that it was merged into, or 0
	Relations  []Relation
	Months     []MonthCount
	FirstSeen  Brief // ID 0: nobody names it
}

// ActorPage reads an actor, also one in the trash, with its counts. ErrNotFound.
func (l *Library) ActorPage(ctx context.Context, id int64) (ActorPage, error) {
	var p ActorPage
	err := l.view(ctx, fmt.Sprintf("read actor %d", id), func(q querier) error {
		if _, err := findActor(ctx, q, id); err != nil {
			return err
		}
		counted, err := countedMentions(ctx, q)
		if err != nil {
			return err
		}
		rows, err := actorRows(ctx, q, []int64{id}, counted)
		if err != nil {
			return err
		}
		p.ActorRow = rows[0]
		p.MergedInto, err = mergedInto(ctx, q, id)
		return err
	})
	if err != nil {
		return ActorPage{}, err
	}
	if p.Relations, err = l.Relations(ctx, id); err != nil {
		return ActorPage{}, err
	}
	if p.Months, err = l.MentionsByMonth(ctx, id); err != nil {
		return ActorPage{}, err
	}
	if p.Mentions > 0 {
		if p.FirstSeen, err = l.FirstSeen(ctx, id); err != nil {
			return ActorPage{}, err
		}
	}
	return p, nil
}

// AnnotationsNaming returns annotations whose passage names the actor, the
// newest first, at most limit: what can be the evidence of a relation.
func (l *Library) AnnotationsNaming(ctx context.Context, actorID int64, limit int) ([]Annotation, error) {
	all, err := collect(ctx, l.read, scanAnnotation, `SELECT `+annotationColumns+`
		FROM annotation a JOIN brief b ON b.id = a.brief_id
		WHERE a.trashed_at IS NULL AND b.trashed_at IS NULL AND EXISTS (SELECT 1 FROM mention m
			WHERE m.actor_id = ? AND m.hidden = 0 AND m.revision_id = a.revision_id
				AND m.start_byte < a.end_byte AND m.end_byte > a.start_byte)
		ORDER BY a.id DESC LIMIT ?`, actorID, limit)
	return all, doing(fmt.Sprintf("list the annotations that name actor %d", actorID), err)
}
