package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// The kinds of rearrangement.
const (
	MergeOfActors  = "merge actors"
	SplitOfActor   = "split actor"
	MergeOfSources = "merge sources"
)

const rearrangementColumns = `r.id, r.kind, r.into_id, r.from_id, r.from_name, r.done_at, r.undone_at`

func scanRearrangement(row scanner) (Rearrangement, error) {
	var r Rearrangement
	err := row.Scan(&r.ID, &r.Kind, &r.IntoID, &r.FromID, &r.FromName, moment{&r.DoneAt}, moment{&r.UndoneAt})
	return r, err
}

// addRearrangement stores a merge or a split that is being done, with what
// undoing it takes.
func addRearrangement(ctx context.Context, c *change, kind string, into, from int64, fromName string, detail any) (Rearrangement, error) {
	packed, err := json.Marshal(detail)
	if err != nil {
		return Rearrangement{}, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO rearrangement (kind, into_id, from_id, from_name, detail, done_at) VALUES (?, ?, ?, ?, ?, ?)`,
		kind, into, from, fromName, string(packed), c.now.UnixMicro())
	return Rearrangement{ID: id, Kind: kind, IntoID: into, FromID: from, FromName: fromName, DoneAt: c.now}, err
}

// readDetail reads what undoing a rearrangement takes.
func readDetail(ctx context.Context, q querier, id int64, detail any) error {
	var packed string
	if err := q.QueryRowContext(ctx, `SELECT detail FROM rearrangement WHERE id = ?`, id).Scan(&packed); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(packed), detail); err != nil {
		return fmt.Errorf("%w: the detail of rearrangement %d: %w", ErrCorrupt, id, err)
	}
	return nil
}

// writeDetail replaces what undoing a rearrangement takes.
func writeDetail(ctx context.Context, c *change, id int64, detail any) error {
	packed, err := json.Marshal(detail)
	if err != nil {
		return err
	}
	_, err = c.ExecContext(ctx, `UPDATE rearrangement SET detail = ? WHERE id = ?`, string(packed), id)
	return err
}

// Rearrangements returns the merges and splits of an actor that are in force,
// newest first: what was merged into it and split from it, and what it was
// merged into or split from itself.
func (l *Library) Rearrangements(ctx context.Context, actorID int64) ([]Rearrangement, error) {
	all, err := collect(ctx, l.read, scanRearrangement, `SELECT `+rearrangementColumns+` FROM rearrangement r
		WHERE ? IN (r.into_id, r.from_id) AND r.kind IN (?, ?) AND r.undone_at IS NULL ORDER BY r.id DESC`, actorID, MergeOfActors, SplitOfActor)
	return all, doing("list merges and splits", err)
}

// UndoRearrangement takes back a merge or split of actors or sources: what
// moved goes back, what was added since stays where it is. What was added to an
// actor that a split had made stays with the actor that was split. ErrNotFound;
// ErrInvalid when it is taken back already, or what it made was changed so that
// it cannot be.
func (l *Library) UndoRearrangement(ctx context.Context, id int64) error {
	return l.update(ctx, fmt.Sprintf("undo rearrangement %d", id), func(c *change) error {
		r, err := scanRearrangement(c.QueryRowContext(ctx, `SELECT `+rearrangementColumns+` FROM rearrangement r WHERE r.id = ?`, id))
		if err = mapError(err); errors.Is(err, ErrNotFound) {
			return notFound("rearrangement", id)
		}
		if err != nil {
			return err
		}
		if !r.UndoneAt.IsZero() {
			return invalid("this was taken back on %s already", r.UndoneAt.Format(time.DateOnly))
		}
		switch r.Kind {
		case MergeOfActors:
			err = undoActorMerge(ctx, c, r)
		case SplitOfActor:
			err = undoActorSplit(ctx, c, r)
		case MergeOfSources:
			err = undoSourceMerge(ctx, c, r)
		default:
			err = invalid("rearrangement %d is of an unknown kind, %q", id, r.Kind)
		}
		if err != nil {
			return err
		}
		_, err = c.ExecContext(ctx, `UPDATE rearrangement SET undone_at = ?, detail = '{}' WHERE id = ?`, c.now.UnixMicro(), id)
		return err
	})
}
