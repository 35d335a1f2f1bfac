package findings

import (
	"context"
	"slices"

	"sidelight/app/reading"
	"sidelight/db"
)

// Progress is told how far a long task is, from one goroutine at a time. A
// task of two parts counts each from its beginning.
type Progress func(done, total int)

// CatchUp reads the briefs that were not read yet, or by other rules, and
// searches the others for the names that changed, until nothing of either is
// left. It can be stopped at any moment through ctx, or with its process, and
// goes on from there when it is called again; several may be at it at once.
// progress may be nil. A library open for reading only is left as it is.
func CatchUp(ctx context.Context, lib *db.Library, progress Progress) error {
	if lib.ReadOnly() {
		return nil
	}
	if progress == nil {
		progress = func(int, int) {}
	}
	for {
		// The changes are listed before any names are loaded: those hold all of
		// them then, and what is read with them need not be searched again.
		changes, err := lib.NameChanges(ctx)
		if err != nil {
			return err
		}
		read, err := readUnread(ctx, lib, progress)
		if err != nil {
			return err
		}
		if err := searchChanged(ctx, lib, changes, read, progress); err != nil {
			return err
		}
		if len(read) == 0 && len(changes) == 0 {
			return nil
		}
	}
}

// Briefs reads these briefs now, whether or not they were read before.
func Briefs(ctx context.Context, lib *db.Library, ids ...int64) error {
	if len(ids) == 0 {
		return nil
	}
	r, err := newReader(ctx, lib)
	if err != nil {
		return err
	}
	next := func(context.Context) ([]int64, int, error) {
		some := ids[:min(pageSize, len(ids))]
		ids = ids[len(some):]
		return some, len(some), nil
	}
	return r.run(ctx, next, r.storeFindings, func(int) {})
}

func (r *reader) storeFindings(ctx context.Context, all []db.Findings) error {
	return r.lib.StoreFindings(ctx, r.rules(), all)
}

// readUnread reads what was not read by the present rules, and returns which
// briefs those were, in order.
func readUnread(ctx context.Context, lib *db.Library, progress Progress) (read []int64, err error) {
	one, err := oneMention(ctx, lib)
	if err != nil {
		return nil, err
	}
	total, err := lib.CountUnread(ctx, Rules(one))
	if err != nil || total == 0 {
		return nil, err
	}
	r, err := newReader(ctx, lib)
	if err != nil {
		return nil, err
	}
	after := int64(0)
	next := func(ctx context.Context) ([]int64, int, error) {
		ids, err := lib.Unread(ctx, r.rules(), after, pageSize)
		if len(ids) > 0 {
			after = ids[len(ids)-1]
		}
		read = append(read, ids...)
		return ids, len(ids), err
	}
	err = r.run(ctx, next, r.storeFindings, counted(progress, total))
	return read, err
}

// searchChanged searches the texts, but those that were just read, for the
// names that came, went or changed hands. Only briefs whose text holds one of
// them, or in which one was found before, are touched.
func searchChanged(ctx context.Context, lib *db.Library, changes []db.NameChange, read []int64, progress Progress) error {
	if len(changes) == 0 {
		return nil
	}
	r, err := newReader(ctx, lib)
	if err != nil {
		return err
	}
	touched, err := touchedBy(ctx, lib, changes)
	if err != nil {
		return err
	}
	counts, err := lib.Counts(ctx)
	if err != nil {
		return err
	}
	after := int64(0)
	next := func(ctx context.Context) (ids []int64, passed int, err error) {
		texts, err := lib.Texts(ctx, after, pageSize)
		for _, t := range texts {
			after = t.BriefID
			if _, known := slices.BinarySearch(read, t.BriefID); !known && ctx.Err() == nil && touched(t) {
				ids = append(ids, t.BriefID)
			}
		}
		return ids, len(texts), err
	}
	if err := r.run(ctx, next, lib.StoreMentions, counted(progress, counts.Briefs)); err != nil {
		return err
	}
	return lib.ForgetNameChanges(ctx, changes[len(changes)-1].ID)
}

// touchedBy says which texts the changes bear upon.
func touchedBy(ctx context.Context, lib *db.Library, changes []db.NameChange) (func(db.BriefText) bool, error) {
	var changed []string
	var list []reading.Name
	for _, c := range changes {
		changed = append(changed, c.Name)
		list = append(list, reading.Name{Actor: 1, Name: c.Name})
	}
	before, err := lib.BriefsMentioning(ctx, changed)
	if err != nil {
		return nil, err
	}
	names := reading.NewNames(list)
	return func(t db.BriefText) bool {
		_, mentioned := slices.BinarySearch(before, t.BriefID)
		return mentioned || len(names.Find(t.Text)) > 0
	}, nil
}

// counted adds up what passed for progress, whose total grows when more comes
// than was counted.
func counted(progress Progress, total int) func(int) {
	done := 0
	return func(passed int) {
		done += passed
		progress(done, max(done, total))
	}
}
