package findings

import (
	"context"

	"sidelight/db"
)

// ReadThenStore reads briefs as one page, and stores it after between ran.
func ReadThenStore(ctx context.Context, lib *db.Library, between func(), ids ...int64) error {
	r, err := newReader(ctx, lib)
	if err != nil {
		return err
	}
	p, err := r.read(ctx, ids)
	if err != nil {
		return err
	}
	between()
	return r.storeCurrent(ctx, p, r.storeFindings)
}
