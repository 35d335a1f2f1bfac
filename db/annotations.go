package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// An annotation is in the trash when it is there itself, or with its brief.
const annotationColumns = `a.id, a.uid, a.brief_id, a.revision_id, coalesce(a.label_id, 0), a.quote, a.prefix, a.suffix,
	a.start_byte, a.end_byte, a.state, a.note, a.created_at, a.changed_at, coalesce(a.trashed_at, b.trashed_at)`

func scanAnnotation(row scanner) (Annotation, error) {
	var a Annotation
	err := row.Scan(&a.ID, &a.UID, &a.BriefID, &a.RevisionID, &a.LabelID, &a.Quote, &a.Prefix, &a.Suffix,
		&a.Start, &a.End, &a.State, &a.Note, moment{&a.CreatedAt}, moment{&a.ChangedAt}, moment{&a.TrashedAt})
	return a, err
}

// Annotations returns the annotations of a brief that are not in the trash:
// by Start, the longer first, then by ID. A brief in the trash has none there;
// an unknown brief has none at all.
func (l *Library) Annotations(ctx context.Context, briefID int64) ([]Annotation, error) {
	all, err := collect(ctx, l.read, scanAnnotation, `SELECT `+annotationColumns+`
		FROM annotation a JOIN brief b ON b.id = a.brief_id
		WHERE a.brief_id = ? AND a.trashed_at IS NULL AND b.trashed_at IS NULL
		ORDER BY a.start_byte, a.end_byte DESC, a.id`, briefID)
	return all, doing("list annotations", err)
}

// Annotation returns an annotation, also when it is in the trash, itself or
// with its brief (see Annotation.TrashedAt). ErrNotFound.
func (l *Library) Annotation(ctx context.Context, id int64) (Annotation, error) {
	a, err := findAnnotation(ctx, l.read, id)
	return a, doing("read annotation", err)
}

func findAnnotation(ctx context.Context, q querier, id int64) (Annotation, error) {
	a, err := scanAnnotation(q.QueryRowContext(ctx, `SELECT `+annotationColumns+`
		FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return Annotation{}, notFound("annotation", id)
	}
	return a, mapError(err)
}

// AddAnnotation marks a passage of a brief's current revision. ErrNotFound:
// no such brief. ErrInvalid: the passage is empty, off the text's rune
// boundaries or not the quote; the label does not exist; the brief is in the
// trash.
func (l *Library) AddAnnotation(ctx context.Context, n NewAnnotation) (Annotation, error) {
	var added Annotation
	err := l.update(ctx, "add annotation", func(c *change) (err error) {
		added, err = addAnnotation(ctx, c, n)
		return err
	})
	return added, err
}

func addAnnotation(ctx context.Context, c *change, n NewAnnotation) (Annotation, error) {
	brief, err := findBrief(ctx, c, n.BriefID)
	if err != nil {
		return Annotation{}, err
	}
	if !brief.TrashedAt.IsZero() {
		return Annotation{}, invalid("brief %d is in the trash", brief.ID)
	}
	var text string
	if err := c.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, brief.RevisionID).Scan(&text); err != nil {
		return Annotation{}, err
	}
	if n.Start == n.End || !onText(text, n.Start, n.End) {
		return Annotation{}, invalid("the passage at %d to %d does not lie on the text of brief %d", n.Start, n.End, brief.ID)
	}
	if text[n.Start:n.End] != n.Quote {
		return Annotation{}, invalid("the passage at %d to %d of brief %d is not the quote", n.Start, n.End, brief.ID)
	}
	if err := labelExists(ctx, c, n.LabelID); err != nil {
		return Annotation{}, err
	}
	uid, err := newUID()
	if err != nil {
		return Annotation{}, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO annotation (uid, brief_id, revision_id, label_id, start_byte, end_byte,
			quote, prefix, suffix, state, note, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		uid, brief.ID, brief.RevisionID, nullable(n.LabelID), n.Start, n.End,
		n.Quote, n.Prefix, n.Suffix, AnchorAnchored, n.Note, c.now.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return Annotation{}, err
	}
	if err := indexTexts(ctx, c, texts{annotationTexts, `d.id = ?1`, id}); err != nil {
		return Annotation{}, err
	}
	c.tell(AnnotationChanged{id, brief.ID})
	return findAnnotation(ctx, c, id)
}

// labelExists returns ErrInvalid when an id names no label; 0 names none on
// purpose.
func labelExists(ctx context.Context, q querier, id int64) error {
	if id == 0 {
		return nil
	}
	var one int
	err := q.QueryRowContext(ctx, `SELECT 1 FROM label WHERE id = ?`, id).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return invalid("there is no label %d", id)
	}
	return err
}

// UpdateAnnotation changes the fields given and returns the annotation as it
// is then, also in the trash, so that words typed late are not lost. When
// nothing differs it writes nothing and tells nobody. ErrNotFound; ErrInvalid:
// the label does not exist.
func (l *Library) UpdateAnnotation(ctx context.Context, id int64, u AnnotationUpdate) (Annotation, error) {
	var a Annotation
	err := l.update(ctx, fmt.Sprintf("update annotation %d", id), func(c *change) (err error) {
		a, err = updateAnnotation(ctx, c, id, u)
		return err
	})
	return a, err
}

func updateAnnotation(ctx context.Context, c *change, id int64, u AnnotationUpdate) (Annotation, error) {
	before, err := findAnnotation(ctx, c, id)
	if err != nil {
		return Annotation{}, err
	}
	a := before
	if u.LabelID != nil {
		a.LabelID = *u.LabelID
		if err := labelExists(ctx, c, a.LabelID); err != nil {
			return Annotation{}, err
		}
	}
	if u.Note != nil {
		a.Note = *u.Note
	}
	if a == before {
		return a, nil
	}
	a.ChangedAt = c.now
	err = reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE annotation SET label_id = ?, note = ?, changed_at = ? WHERE id = ?`,
			nullable(a.LabelID), a.Note, a.ChangedAt.UnixMicro(), id)
		return err
	}, texts{annotationTexts, `d.id = ?1`, id})
	if err != nil {
		return Annotation{}, err
	}
	c.tell(AnnotationChanged{id, a.BriefID})
	return a, nil
}
