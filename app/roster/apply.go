package roster

import (
	"context"
	"errors"

	"sidelight/db"
)

// Progress hears how many of how many steps are done.
type Progress func(done, total int)

// Apply does what was chosen for each row and says what became of it, one line
// a row. The actors come in with one transaction, so that an error, or a
// cancelled context, leaves the library as it was; their relations follow, one
// by one. A relation is added where at least one of its ends was added or
// merged, the other is in the library too, and it is not there yet. progress
// may be nil.
func Apply(ctx context.Context, lib *db.Library, planned []Planned, progress Progress) (Report, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	r := Foresee(planned)
	var rows []db.ActorImport
	var at []int // the line of each of rows
	relations := 0
	for i, line := range r.Lines {
		relations += len(planned[i].Relations)
		if line.Outcome != Added && line.Outcome != Merged {
			continue
		}
		rows, at = append(rows, db.ActorImport{Actor: planned[i].Actor, Into: line.Actor.ID}), append(at, i)
	}
	if len(rows) == 0 {
		return r, nil
	}
	total := len(rows) + relations
	progress(0, total)
	actors, err := lib.ImportActors(ctx, rows)
	if err != nil {
		return Report{}, err
	}
	for n, i := range at {
		r.Lines[i].Actor = actors[n]
	}
	progress(len(rows), total)
	done := len(rows)
	r.Relations, err = relate(ctx, lib, planned, r.Lines, func() { done++; progress(done, total) })
	if err == nil {
		progress(total, total)
	}
	return r, err
}

// relate adds the relations of the rows that are not there yet, and counts
// them. step hears of each that was looked at.
func relate(ctx context.Context, lib *db.Library, planned []Planned, lines []Line, step func()) (added int, err error) {
	for i, p := range planned {
		for _, r := range p.Relations {
			step()
			from, to := lines[i], lines[r.To]
			changed := from.changed() || to.changed()
			if !changed || from.Actor.ID == 0 || to.Actor.ID == 0 || from.Actor.ID == to.Actor.ID {
				continue
			}
			_, err := lib.AddRelation(ctx, db.Relation{ActorID: from.Actor.ID, OtherID: to.Actor.ID, Kind: r.Kind,
				Since: r.Since, Until: r.Until, Remark: r.Remark})
			switch {
			case errors.Is(err, db.ErrExists):
			case err != nil:
				return added, err
			default:
				added++
			}
		}
	}
	return added, nil
}
