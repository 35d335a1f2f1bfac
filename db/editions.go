package db

import (
	"context"
	"errors"
	"fmt"
)

// AddEdition gives a brief another text, which is the current one then; the one
// it had stays, with the places of its annotations. Annotations, those in the
// trash too, get the places given; decisions that were found beyond doubt are
// repeated for the new text. One that the brief had before is taken again
// instead of stored twice. All of it is one transaction; UseEdition takes it
// back. The brief is unread; a stricter mark of the new text is its own then, and
// stays. Publishes BriefChanged.
//
// ErrNotFound; ErrExists: another brief has this text, or it is the current one
// (the brief that has it comes back);
// ErrStale: the brief has another text by now, or an annotation has no place;
// ErrInvalid: a text that is not canonical, a place that does not lie on it, a
// brief in the trash.
func (l *Library) AddEdition(ctx context.Context, n NewEdition) (Brief, error) {
	var b Brief
	err := l.update(ctx, fmt.Sprintf("add an edition of brief %d", n.BriefID), func(c *change) (err error) {
		b, err = addEdition(ctx, c, n)
		return err
	})
	return b, err
}

func addEdition(ctx context.Context, c *change, n NewEdition) (Brief, error) {
	b, err := findBrief(ctx, c, n.BriefID)
	if err != nil {
		return Brief{}, err
	}
	n.Brief.Title = b.Title
	if err := validateNewBrief(n.Brief); err != nil {
		return Brief{}, err
	}
	n.Brief.Original = completeOriginal(n.Brief)
	revision, there, err := revisionOfText(ctx, c, b, n.Brief)
	if err != nil {
		return there, err
	}
	if revision == 0 {
		if revision, err = addRevision(ctx, c, b.ID, n.Brief); err != nil {
			return Brief{}, err
		}
	}
	s := switching{brief: b, from: n.After, to: revision, text: n.Brief.Text}
	if err := s.run(ctx, c, n.Annotations); err != nil {
		return Brief{}, err
	}
	if err := s.carry(ctx, c, n.Decisions); err != nil {
		return Brief{}, err
	}
	mark := Strictest(b.TLP, n.Brief.TLP)
	return updateBrief(ctx, c, b.ID, BriefUpdate{TLP: &mark})
}

// revisionOfText returns the revision of the brief that has the text, 0 when it
// is new. ErrExists: it is the current one, or another brief has it, which comes
// back too.
func revisionOfText(ctx context.Context, c *change, b Brief, n NewBrief) (int64, Brief, error) {
	text := hash([]byte(n.Text))
	there, err := findSameBrief(ctx, c, n.Original.SHA256, n.Part, text)
	switch {
	case errors.Is(err, ErrNotFound):
		return 0, b, nil
	case err != nil:
		return 0, b, err
	case there.ID != b.ID:
		return 0, there, fmt.Errorf("%w as brief %d", ErrExists, there.ID)
	}
	ids, err := collect(ctx, c, scanID, `SELECT id FROM revision WHERE brief_id = ? AND text_sha256 = ? ORDER BY id DESC`, b.ID, text)
	if err != nil || len(ids) == 0 {
		return 0, b, err // the same file, read otherwise
	}
	if ids[0] == b.RevisionID {
		return 0, b, fmt.Errorf("%w as the text of brief %d", ErrExists, b.ID)
	}
	return ids[0], b, nil
}

// UseEdition makes a revision that the brief has the current one again:
// annotations go back to the places they have in it. Those that have none yet
// get the places given. The brief is unread. When it is the current one nothing
// is written. Publishes BriefChanged. ErrNotFound: no such brief, or none of its
// revisions; ErrStale and ErrInvalid as for AddEdition.
func (l *Library) UseEdition(ctx context.Context, briefID, revisionID int64, places []PlacedAnnotation) (Brief, error) {
	var b Brief
	err := l.update(ctx, fmt.Sprintf("use another edition of brief %d", briefID), func(c *change) (err error) {
		if b, err = findBrief(ctx, c, briefID); err != nil || b.RevisionID == revisionID {
			return err
		}
		r, err := findRevision(ctx, c, revisionID)
		if err != nil {
			return err
		}
		if r.BriefID != briefID {
			return notFound("revision", revisionID)
		}
		s := switching{brief: b, from: b.RevisionID, to: revisionID, text: r.Text}
		if err = s.run(ctx, c, places); err != nil {
			return err
		}
		b, err = findBrief(ctx, c, briefID)
		return err
	})
	return b, err
}

// switching is a brief's way from one text to another.
type switching struct {
	brief    Brief
	from, to int64
	text     string // of to
}

// run makes the text the current one and moves the annotations to their places.
func (s switching) run(ctx context.Context, c *change, places []PlacedAnnotation) error {
	if !s.brief.TrashedAt.IsZero() {
		return invalid("brief %d is in the trash", s.brief.ID)
	}
	if s.brief.RevisionID != s.from {
		return fmt.Errorf("%w: it has another text", ErrStale)
	}
	if err := s.keepPlaces(ctx, c); err != nil {
		return err
	}
	for _, p := range places {
		if err := storePlace(ctx, c, s.brief.ID, s.to, s.text, p); err != nil {
			return err
		}
	}
	err := reindexTexts(ctx, c, func() error {
		if err := s.moveAnnotations(ctx, c); err != nil {
			return err
		}
		_, err := c.ExecContext(ctx, `UPDATE brief SET revision_id = ?, words = ?, reading_position = min(reading_position, ?), changed_at = ? WHERE id = ?`,
			s.to, countWords(s.text), len(s.text), c.now.UnixMicro(), s.brief.ID)
		return err
	}, texts{briefTexts, `d.id = ?1`, s.brief.ID}, texts{annotationTexts, `d.brief_id = ?1`, s.brief.ID})
	if err != nil {
		return err
	}
	c.tell(BriefChanged{s.brief.ID})
	return forgetReading(ctx, c, s.brief.ID)
}

// keepPlaces remembers where annotations stand that have been in one text only.
func (s switching) keepPlaces(ctx context.Context, c *change) error {
	_, err := c.ExecContext(ctx, `INSERT INTO annotation_place (annotation_id, revision_id, start_byte, end_byte, quote, prefix, suffix, state,
			quote_fit, context_fit, overlap, lead)
		SELECT id, revision_id, start_byte, end_byte, quote, prefix, suffix, state, 1, 1, 1, 1 FROM annotation
		WHERE brief_id = ? ON CONFLICT DO NOTHING`, s.brief.ID)
	return err
}

func (s switching) moveAnnotations(ctx context.Context, c *change) error {
	var lost int
	err := c.QueryRowContext(ctx, `SELECT count(*) FROM annotation a LEFT JOIN annotation_place p ON p.annotation_id = a.id AND p.revision_id = ?
		WHERE a.brief_id = ? AND p.annotation_id IS NULL`, s.to, s.brief.ID).Scan(&lost)
	if err != nil {
		return err
	}
	if lost > 0 {
		return fmt.Errorf("%w: %d annotations have no place in the other text", ErrStale, lost)
	}
	_, err = c.ExecContext(ctx, `UPDATE annotation SET revision_id = p.revision_id, start_byte = p.start_byte, end_byte = p.end_byte,
			quote = p.quote, prefix = p.prefix, suffix = p.suffix, state = p.state
		FROM annotation_place p WHERE p.annotation_id = annotation.id AND p.revision_id = ? AND annotation.brief_id = ?`, s.to, s.brief.ID)
	return err
}

// Editions returns the texts of a brief, the newest import first. ErrNotFound.
func (l *Library) Editions(ctx context.Context, briefID int64) ([]Edition, error) {
	var all []Edition
	err := l.view(ctx, fmt.Sprintf("list the editions of brief %d", briefID), func(q querier) error {
		if _, err := findBrief(ctx, q, briefID); err != nil {
			return err
		}
		var err error
		all, err = collect(ctx, q, scanEdition, `SELECT r.id, r.uid, r.imported_at, o.name, r.id = b.revision_id,
				count(*) FILTER (WHERE state = 'anchored'), count(*) FILTER (WHERE state = 'moved'),
				count(*) FILTER (WHERE state = 'review'), count(*) FILTER (WHERE state = 'detached')
			FROM revision r JOIN brief b ON b.id = r.brief_id JOIN original o ON o.id = r.original_id
			LEFT JOIN (`+placesOfAnnotations+`) p ON p.revision_id = r.id AND p.trashed_at IS NULL
			WHERE r.brief_id = ?1 GROUP BY r.id ORDER BY r.id DESC`, briefID)
		for i := range all {
			all[i].Number = len(all) - i
		}
		return err
	})
	return all, err
}

// placesOfAnnotations are the places in all texts of the brief ?1.
const placesOfAnnotations = `SELECT a.id, a.revision_id, a.state, a.trashed_at FROM annotation a WHERE a.brief_id = ?1
	UNION SELECT a.id, p.revision_id, p.state, a.trashed_at FROM annotation a JOIN annotation_place p ON p.annotation_id = a.id
		WHERE a.brief_id = ?1 AND p.revision_id <> a.revision_id`

func scanEdition(row scanner) (Edition, error) {
	var e Edition
	n := &e.Anchors
	err := row.Scan(&e.RevisionID, &e.UID, moment{&e.ImportedAt}, &e.File, &e.Current, &n.Anchored, &n.Moved, &n.Review, &n.Detached)
	return e, err
}
