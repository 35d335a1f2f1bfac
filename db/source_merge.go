package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// sourceMerge is what undoing a merge of sources takes: the one that is gone,
// its spellings, and what the other took over from it.
type sourceMerge struct {
	From      Source
	Kept      bool
	Spellings []int64
	Taken     Source // Kind, Reliability, Publisher and Notes, where the other had none
}

// MergeSources makes the spellings of from spellings of into, and with them
// what they cite. into keeps its name, and its kind, reliability, publisher and
// notes unless it has none. UndoRearrangement takes it back. ErrNotFound;
// ErrInvalid: the two are one.
func (l *Library) MergeSources(ctx context.Context, into, from int64) (Rearrangement, error) {
	var r Rearrangement
	err := l.update(ctx, fmt.Sprintf("merge source %d into %d", from, into), func(c *change) (err error) {
		r, err = mergeSources(ctx, c, into, from)
		return err
	})
	return r, err
}

func mergeSources(ctx context.Context, c *change, into, from int64) (Rearrangement, error) {
	if into == from {
		return Rearrangement{}, invalid("a source cannot be merged into itself")
	}
	stays, err := findSource(ctx, c, into)
	if err != nil {
		return Rearrangement{}, err
	}
	var m sourceMerge
	if m.From, err = findSource(ctx, c, from); err != nil {
		return Rearrangement{}, err
	}
	if err := c.QueryRowContext(ctx, `SELECT kept FROM source WHERE id = ?`, from).Scan(&m.Kept); err != nil {
		return Rearrangement{}, err
	}
	if m.Spellings, err = collect(ctx, c, scanID, `SELECT id FROM source_variant WHERE source_id = ? ORDER BY id`, from); err != nil {
		return Rearrangement{}, err
	}
	if stays.Kind == SourceUnknown {
		m.Taken.Kind = m.From.Kind
	}
	for _, f := range []struct{ has, gives, taken *string }{
		{&stays.Reliability, &m.From.Reliability, &m.Taken.Reliability},
		{&stays.Publisher, &m.From.Publisher, &m.Taken.Publisher},
		{&stays.Notes, &m.From.Notes, &m.Taken.Notes},
	} {
		if *f.has == "" {
			*f.taken = *f.gives
		}
	}
	r, err := addRearrangement(ctx, c, MergeOfSources, into, from, m.From.Name, m)
	if err != nil {
		return Rearrangement{}, err
	}
	for _, do := range []struct {
		query string
		args  []any
	}{
		{`UPDATE source_variant SET source_id = ? WHERE source_id = ?`, []any{into, from}},
		{`UPDATE citation SET source_id = ? WHERE source_id = ?`, []any{into, from}},
		{`DELETE FROM source WHERE id = ?`, []any{from}},
		{`UPDATE source SET kind = kind || ?, reliability = reliability || ?, publisher = publisher || ?, notes = notes || ?, changed_at = ?
			WHERE id = ?`, []any{m.Taken.Kind, m.Taken.Reliability, m.Taken.Publisher, m.Taken.Notes, c.now.UnixMicro(), into}},
	} {
		if _, err := c.ExecContext(ctx, do.query, do.args...); err != nil {
			return Rearrangement{}, err
		}
	}
	c.tell(SourceChanged{into})
	c.tell(SourceChanged{from})
	return r, nil
}

// undoSourceMerge makes the source again that was merged into another, with
// its spellings and what they cite. What the analyst wrote into the other since
// stays there. ErrInvalid: the other does not have all the spellings any more.
func undoSourceMerge(ctx context.Context, c *change, r Rearrangement) error {
	var m sourceMerge
	if err := readDetail(ctx, c, r.ID, &m); err != nil {
		return err
	}
	has, err := collect(ctx, c, scanID, `SELECT id FROM source_variant WHERE source_id = ?`, r.IntoID)
	if err != nil {
		return err
	}
	var lost []int64
	for _, id := range m.Spellings {
		if !slices.Contains(has, id) {
			lost = append(lost, id)
		}
	}
	if len(lost) > 0 {
		return invalid("%s was merged again or renamed since, which has to be taken back first", r.FromName)
	}
	_, err = c.ExecContext(ctx, `INSERT INTO source (id, uid, name, name_key, kind, reliability, publisher, notes, kept, created_at, changed_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, m.From.ID, m.From.UID, m.From.Name, foldKey(m.From.Name), m.From.Kind, m.From.Reliability,
		m.From.Publisher, m.From.Notes, m.Kept, m.From.CreatedAt.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return err
	}
	for _, id := range m.Spellings {
		if _, err := c.ExecContext(ctx, `UPDATE source_variant SET source_id = ? WHERE id = ?`, m.From.ID, id); err != nil {
			return err
		}
	}
	for column, taken := range map[string]string{"kind": string(m.Taken.Kind), "reliability": m.Taken.Reliability,
		"publisher": m.Taken.Publisher, "notes": m.Taken.Notes} {
		_, err := c.ExecContext(ctx, `UPDATE source SET `+column+` = '' WHERE id = ? AND `+column+` = ? AND ? <> ''`, r.IntoID, taken, taken)
		if err != nil {
			return err
		}
	}
	if err := resolveSources(ctx, c, r.IntoID); err != nil {
		return err
	}
	c.tell(SourceChanged{r.IntoID})
	c.tell(SourceChanged{m.From.ID})
	return nil
}

// resolveSources looks up again whom the citations of a source cite, after
// spellings of it have gone to another: those found by the words of the text,
// and over them those that the analyst decided on.
func resolveSources(ctx context.Context, c *change, sourceID int64) error {
	outlets, err := collect(ctx, c, scanText, `SELECT DISTINCT outlet FROM citation WHERE source_id = ? AND state = 'found'`, sourceID)
	if err != nil {
		return err
	}
	for _, outlet := range outlets {
		owner, err := sourceSpelled(ctx, c, outlet)
		if errors.Is(err, ErrNotFound) || owner == sourceID {
			continue
		}
		if err != nil {
			return err
		}
		_, err = c.ExecContext(ctx, `UPDATE citation SET source_id = ? WHERE source_id = ? AND outlet = ? AND state = 'found'`, owner, sourceID, outlet)
		if err != nil {
			return err
		}
	}
	decided, err := collect(ctx, c, scanID, `SELECT DISTINCT revision_id FROM citation WHERE source_id = ? AND state <> 'found'`, sourceID)
	if err != nil {
		return err
	}
	for _, revision := range decided {
		if err := layDecisions(ctx, c, revision, DecideCitation); err != nil {
			return err
		}
	}
	return nil
}
