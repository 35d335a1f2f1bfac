package intake

import (
	"context"
	"errors"
	"fmt"

	"sidelight/db"
)

// Outcome says what became of a draft.
type Outcome string

// The outcomes of Save.
const (
	OutcomeAdded     Outcome = "added"
	OutcomeDuplicate Outcome = "duplicate" // the library has it already; nothing was stored
)

// Save puts the draft into the library. For a duplicate it returns the brief
// that is there already, which may lie in the trash (see Brief.TrashedAt). The
// errors are the library's.
func Save(ctx context.Context, lib *db.Library, d *Draft) (db.Brief, Outcome, error) {
	brief, err := lib.AddBrief(ctx, d.NewBrief)
	switch {
	case errors.Is(err, db.ErrExists):
		return brief, OutcomeDuplicate, nil
	case err != nil:
		return db.Brief{}, "", fmt.Errorf("save the brief: %w", err)
	}
	return brief, OutcomeAdded, nil
}
