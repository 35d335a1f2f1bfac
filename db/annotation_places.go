package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// AnnotationsIn returns the annotations that are not in the trash as they stand
// in a revision of their brief, in the order of Annotations. An annotation that
// was made of another text, and never placed in this one, is left out.
// ErrNotFound.
func (l *Library) AnnotationsIn(ctx context.Context, revisionID int64) ([]Annotation, error) {
	var all []Annotation
	err := l.view(ctx, fmt.Sprintf("list the annotations of revision %d", revisionID), func(q querier) error {
		var briefID int64
		err := q.QueryRowContext(ctx, `SELECT brief_id FROM revision WHERE id = ?`, revisionID).Scan(&briefID)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound("revision", revisionID)
		}
		if err != nil {
			return err
		}
		all, err = collect(ctx, q, scanAnnotation, `SELECT a.id, a.uid, a.brief_id, ?1, coalesce(a.label_id, 0),
				coalesce(p.quote, a.quote), coalesce(p.prefix, a.prefix), coalesce(p.suffix, a.suffix),
				coalesce(p.start_byte, a.start_byte) AS start, coalesce(p.end_byte, a.end_byte) AS end, coalesce(p.state, a.state),
				a.note, a.created_at, a.changed_at, coalesce(a.trashed_at, b.trashed_at)
			FROM annotation a JOIN brief b ON b.id = a.brief_id
			LEFT JOIN annotation_place p ON p.annotation_id = a.id AND p.revision_id = ?1
			WHERE a.brief_id = ?2 AND a.trashed_at IS NULL AND b.trashed_at IS NULL AND (a.revision_id = ?1 OR p.annotation_id IS NOT NULL)
			ORDER BY start, end DESC, a.id`, revisionID, briefID)
		return err
	})
	return all, err
}

// AllAnnotations returns the annotations of a brief with those in the trash, as
// another edition has to place them all; by id.
func (l *Library) AllAnnotations(ctx context.Context, briefID int64) ([]Annotation, error) {
	all, err := collect(ctx, l.read, scanAnnotation, `SELECT `+annotationColumns+`
		FROM annotation a JOIN brief b ON b.id = a.brief_id WHERE a.brief_id = ? ORDER BY a.id`, briefID)
	return all, doing("list all annotations", err)
}

// Places returns where an annotation stands in the editions of its brief, the
// newest first. One whose brief never had another edition has one place.
// ErrNotFound.
func (l *Library) Places(ctx context.Context, annotationID int64) ([]Place, error) {
	var all []Place
	err := l.view(ctx, fmt.Sprintf("list the places of annotation %d", annotationID), func(q querier) error {
		a, err := findAnnotation(ctx, q, annotationID)
		if err != nil {
			return err
		}
		all, err = collect(ctx, q, scanPlace, `SELECT `+placeColumns+` FROM annotation_place p WHERE p.annotation_id = ? ORDER BY p.revision_id DESC`, annotationID)
		if len(all) == 0 {
			all = []Place{{a.RevisionID, a.Start, a.End, a.Quote, a.Prefix, a.Suffix, a.State, Fit{1, 1, 1, 1}}}
		}
		return err
	})
	return all, err
}

const placeColumns = `p.revision_id, p.start_byte, p.end_byte, p.quote, p.prefix, p.suffix, p.state, p.quote_fit, p.context_fit, p.overlap, p.lead`

func scanPlace(row scanner) (Place, error) {
	var p Place
	err := row.Scan(&p.RevisionID, &p.Start, &p.End, &p.Quote, &p.Prefix, &p.Suffix, &p.State,
		&p.Fit.Quote, &p.Fit.Context, &p.Fit.Overlap, &p.Fit.Lead)
	return p, err
}

// PlaceAnnotation gives an annotation another place in its brief's current
// text, and returns the one it had, so that placing it there takes it back:
// accepting what is proposed, choosing other words, or detaching it. ErrNotFound;
// ErrStale: the place is of another revision; ErrInvalid: it does not lie on
// the text, or is not its quote.
func (l *Library) PlaceAnnotation(ctx context.Context, id int64, p Place) (before Place, err error) {
	err = l.update(ctx, fmt.Sprintf("place annotation %d", id), func(c *change) error {
		a, err := findAnnotation(ctx, c, id)
		if err != nil {
			return err
		}
		if a.RevisionID != p.RevisionID {
			return fmt.Errorf("%w: it has another text", ErrStale)
		}
		var text string
		if err := c.QueryRowContext(ctx, `SELECT text FROM revision WHERE id = ?`, p.RevisionID).Scan(&text); err != nil {
			return err
		}
		before = Place{a.RevisionID, a.Start, a.End, a.Quote, a.Prefix, a.Suffix, a.State, Fit{1, 1, 1, 1}}
		kept, err := scanPlace(c.QueryRowContext(ctx, `SELECT `+placeColumns+` FROM annotation_place p WHERE p.annotation_id = ? AND p.revision_id = ?`, id, p.RevisionID))
		if err == nil {
			before = kept
		} else if !errors.Is(mapError(err), ErrNotFound) {
			return err
		}
		if p == before {
			return nil
		}
		if err := storePlace(ctx, c, a.BriefID, p.RevisionID, text, PlacedAnnotation{id, p}); err != nil {
			return err
		}
		c.tell(AnnotationChanged{id, a.BriefID})
		return reindexTexts(ctx, c, func() error {
			_, err := c.ExecContext(ctx, `UPDATE annotation SET start_byte = ?, end_byte = ?, quote = ?, prefix = ?, suffix = ?, state = ?, changed_at = ? WHERE id = ?`,
				p.Start, p.End, p.Quote, p.Prefix, p.Suffix, p.State, c.now.UnixMicro(), id)
			return err
		}, texts{annotationTexts, `d.id = ?1`, id})
	})
	return before, err
}

// storePlace writes where an annotation of the brief stands in a revision with
// this text.
func storePlace(ctx context.Context, c *change, briefID, revisionID int64, text string, p PlacedAnnotation) error {
	if fault := placeFault(text, p.Place); fault != "" {
		return invalid("annotation %d: %s", p.ID, fault)
	}
	result, err := c.ExecContext(ctx, `INSERT OR REPLACE INTO annotation_place (annotation_id, revision_id, start_byte, end_byte, quote, prefix, suffix, state,
			quote_fit, context_fit, overlap, lead)
		SELECT id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM annotation WHERE id = ? AND brief_id = ?`,
		revisionID, p.Start, p.End, p.Quote, p.Prefix, p.Suffix, p.State, p.Fit.Quote, p.Fit.Context, p.Fit.Overlap, p.Fit.Lead, p.ID, briefID)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%w: annotation %d is gone", ErrStale, p.ID))
	}
	return nil
}

// placeFault says what is wrong with a place on a text, "" when nothing is.
func placeFault(text string, p Place) string {
	attached := p.State == AnchorAnchored || p.State == AnchorMoved
	switch {
	case !attached && p.State != AnchorReview && p.State != AnchorDetached:
		return fmt.Sprintf("there is no state %q of a place", p.State)
	case !onText(text, p.Start, p.End):
		return fmt.Sprintf("its passage at %d to %d does not lie on the text", p.Start, p.End)
	case (p.Start == p.End) != (p.State == AnchorDetached):
		return fmt.Sprintf("its passage at %d to %d has a length that %q does not have", p.Start, p.End, p.State)
	case attached && text[p.Start:p.End] != p.Quote:
		return fmt.Sprintf("its passage at %d to %d is not its quote", p.Start, p.End)
	}
	return ""
}
