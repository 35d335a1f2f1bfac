package db

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// DeletedComparison is all that undoing a deletion takes.
type DeletedComparison struct {
	comparison Comparison
	verdicts   []decidedDifference
	notes      []deletedNote // the one it has and those in the trash
}

// deletedNote is a note with its history.
type deletedNote struct {
	Note
	trashedAt time.Time // by itself
	versions  []keptVersion
}

type keptVersion struct {
	NoteVersion
	keptAt time.Time
}

// DeleteComparison deletes a comparison with its verdicts and its note.
// ErrNotFound.
func (l *Library) DeleteComparison(ctx context.Context, id int64) (DeletedComparison, error) {
	var deleted DeletedComparison
	err := l.update(ctx, fmt.Sprintf("delete comparison %d", id), func(c *change) (err error) {
		if deleted, err = wholeComparison(ctx, c, id); err != nil {
			return err
		}
		deleted.tell(c)
		return reindexTexts(ctx, c, func() error {
			_, err := c.ExecContext(ctx, `DELETE FROM comparison WHERE id = ?`, id) // the rest cascades
			return err
		}, textsOf(KindComparison, id)...)
	})
	return deleted, err
}

// wholeComparison reads all that goes with a comparison.
func wholeComparison(ctx context.Context, q querier, id int64) (d DeletedComparison, err error) {
	if d.comparison, err = findComparison(ctx, q, id); err != nil {
		return d, err
	}
	if d.verdicts, err = decidedDifferences(ctx, q, id); err != nil {
		return d, err
	}
	d.notes, err = collect(ctx, q, func(row scanner) (deletedNote, error) {
		n := deletedNote{Note: Note{ComparisonID: id}}
		err := row.Scan(&n.ID, &n.UID, &n.Title, &n.Body, moment{&n.CreatedAt}, moment{&n.ChangedAt}, moment{&n.trashedAt})
		return n, err
	}, `SELECT id, uid, title, body, created_at, changed_at, trashed_at FROM note WHERE comparison_id = ? ORDER BY id`, id)
	for i := range d.notes {
		n := &d.notes[i]
		versions, err := collect(ctx, q, func(row scanner) (keptVersion, error) {
			var v keptVersion
			err := row.Scan(&v.ID, &v.NoteID, &v.Title, &v.Body, moment{&v.SavedAt}, moment{&v.keptAt})
			return v, err
		}, `SELECT id, note_id, title, body, saved_at, kept_at FROM note_version WHERE note_id = ? ORDER BY id`, n.ID)
		if err != nil {
			return d, err
		}
		n.versions = versions
	}
	return d, err
}

func (d DeletedComparison) tell(c *change) {
	c.tell(ComparisonChanged{d.comparison.ID})
	for _, n := range d.notes {
		c.tell(NoteChanged{ID: n.ID})
	}
}

// RestoreComparison brings back what DeleteComparison deleted. ErrExists: its
// texts have another comparison by now; ErrNotFound: one of them is gone for
// good.
func (l *Library) RestoreComparison(ctx context.Context, d DeletedComparison) error {
	return l.update(ctx, fmt.Sprintf("bring back comparison %d", d.comparison.ID), func(c *change) error {
		if err := d.fits(ctx, c); err != nil {
			return err
		}
		if _, err := insertComparison(ctx, c, d.comparison); err != nil {
			return err
		}
		for _, v := range d.verdicts {
			if err := storeVerdict(ctx, c, d.comparison.ID, v); err != nil {
				return err
			}
		}
		for _, n := range d.notes {
			if err := n.bringBack(ctx, c); err != nil {
				return err
			}
		}
		return indexTexts(ctx, c, textsOf(KindComparison, d.comparison.ID)...)
	})
}

// fits checks that there is a place for a comparison.
func (d DeletedComparison) fits(ctx context.Context, q querier) error {
	if d.comparison.ID == 0 {
		return invalid("nothing was deleted")
	}
	for _, r := range []SideRef{d.comparison.Left, d.comparison.Right} {
		var err error
		switch {
		case r.Kind == KindNote:
			_, err = findNote(ctx, q, r.ID)
		case r.RevisionID != 0:
			_, err = findRevision(ctx, q, r.RevisionID)
		default:
			_, err = findBrief(ctx, q, r.ID)
		}
		if err != nil {
			return err
		}
	}
	other, err := comparisonOf(ctx, q, d.comparison.Left, d.comparison.Right)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err == nil {
		err = fmt.Errorf("%w as comparison %d", ErrExists, other.ID)
	}
	return err
}

func (n deletedNote) bringBack(ctx context.Context, c *change) error {
	var trashed any
	if !n.trashedAt.IsZero() {
		trashed = n.trashedAt.UnixMicro()
	}
	c.tell(NoteChanged{ID: n.ID})
	_, err := c.ExecContext(ctx, `INSERT INTO note (id, uid, comparison_id, title, body, tlp, created_at, changed_at, trashed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		n.ID, n.UID, n.ComparisonID, n.Title, n.Body, n.TLP, n.CreatedAt.UnixMicro(), n.ChangedAt.UnixMicro(), trashed)
	if err != nil {
		return err
	}
	for _, v := range n.versions {
		_, err := c.ExecContext(ctx, `INSERT INTO note_version (id, note_id, saved_at, kept_at, title, body) VALUES (?, ?, ?, ?, ?, ?)`,
			v.ID, v.NoteID, v.SavedAt.UnixMicro(), v.keptAt.UnixMicro(), v.Title, v.Body)
		if err != nil {
			return err
		}
	}
	return nil
}
