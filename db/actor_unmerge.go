package db

import (
	"context"
	"errors"
	"slices"
	"strings"
)

func undoActorMerge(ctx context.Context, c *change, r Rearrangement) error {
	into, err := findListedActor(ctx, c, r.IntoID)
	if err != nil {
		return err
	}
	from, err := findActor(ctx, c, r.FromID)
	if err != nil {
		return err
	}
	var got gathered
	if err := readDetail(ctx, c, r.ID, &got); err != nil {
		return err
	}
	if _, err := existingActor(ctx, c, from); errors.Is(err, ErrExists) {
		return invalid("there is another %s by now; rename it first", from.Name)
	} else if !errors.Is(err, ErrNotFound) {
		return err
	}
	err = reindexTexts(ctx, c, func() error {
		_, err := c.ExecContext(ctx, `UPDATE actor SET merged_into = NULL WHERE id = ?`, from.ID)
		return err
	}, textsOf(KindActor, from.ID)...)
	if err != nil {
		return err
	}
	// Only what into still has goes back, and what is in the trash still.
	for _, moved := range []struct {
		table, column, and string
		ids                []int64
	}{
		{"decision", "actor_id", "", got.Decisions},
		{"relation", "actor_id", "", got.First},
		{"relation", "other_id", "", got.Second},
		{"note", "actor_id", " AND trashed_at IS NOT NULL", got.Trash},
	} {
		_, err := c.ExecContext(ctx, `UPDATE `+moved.table+` SET `+moved.column+` = ? WHERE `+moved.column+` = ?
			AND id IN (SELECT value FROM json_each(?))`+moved.and, from.ID, into.ID, jsonList(moved.ids))
		if err != nil {
			return err
		}
	}
	if err := takeOut(ctx, c, got.Note); err != nil {
		return err
	}
	lost, err := collect(ctx, c, scanText, `UPDATE alias SET weak = 1 WHERE actor_id = ? AND id IN (SELECT value FROM json_each(?)) RETURNING name`,
		into.ID, jsonList(got.Strengthened))
	if err != nil {
		return err
	}
	gone, err := collect(ctx, c, scanText, `DELETE FROM alias WHERE actor_id = ? AND id IN (SELECT value FROM json_each(?)) RETURNING name`,
		into.ID, jsonList(got.Aliases))
	if err != nil {
		return err
	}
	if err := passOn(ctx, c, r, append(lost, gone...), got.Note); err != nil {
		return err
	}
	if err := partMentions(ctx, c, into.ID, from.ID); err != nil {
		return err
	}
	return rearranged(ctx, c, into.ID, from.ID, spellings(from))
}

// passOn gives to an actor what later merges that are in force would have
// given it, had the one that is being taken back not done so before: of the
// names that it lost now, of the relations, and the note that was made.
func passOn(ctx context.Context, c *change, undone Rearrangement, lost []string, note appended) error {
	later, err := collect(ctx, c, scanRearrangement, `SELECT `+rearrangementColumns+` FROM rearrangement r
		WHERE r.into_id = ? AND r.kind = ? AND r.undone_at IS NULL AND r.id > ? ORDER BY r.id`, undone.IntoID, MergeOfActors, undone.ID)
	if err != nil {
		return err
	}
	for _, r := range later {
		into, err := findActor(ctx, c, r.IntoID)
		if err != nil {
			return err
		}
		from, err := findActor(ctx, c, r.FromID)
		if err != nil {
			return err
		}
		var got gathered
		if err := readDetail(ctx, c, r.ID, &got); err != nil {
			return err
		}
		names := slices.DeleteFunc(namesAsAliases(from), func(alias Alias) bool { return !slices.Contains(lost, alias.Name) })
		if err := gatherAliases(ctx, c, into, names, mergedFrom(from), &got); err != nil {
			return err
		}
		if err := gatherRelations(ctx, c, into, from, &got); err != nil {
			return err
		}
		if note.Made && note.ID == got.Note.ID {
			note.Made, got.Note.Made = false, true
		}
		if err := writeDetail(ctx, c, r.ID, got); err != nil {
			return err
		}
	}
	return nil
}

// takeOut removes from a note what a merge appended, unless it was rewritten
// since. A note that has nothing else goes, unless it was compared with another
// text: what was made of that would go with it.
func takeOut(ctx context.Context, c *change, a appended) error {
	n, err := findNote(ctx, c, a.ID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var compared bool
	err = c.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM comparison WHERE ?1 IN (left_note, right_note))`, n.ID).Scan(&compared)
	if err != nil {
		return err
	}
	before, after, found := strings.Cut(n.Body, a.Text)
	switch {
	case !found:
		return nil
	case a.Made && !compared && n.Title == "" && strings.TrimSpace(before+after) == "":
		c.tell(NoteChanged{ID: n.ID})
		return reindexTexts(ctx, c, func() error {
			_, err := c.ExecContext(ctx, `DELETE FROM note WHERE id = ?`, n.ID)
			return err
		}, texts{noteTexts, `d.id = ?1`, n.ID})
	}
	return rewriteNote(ctx, c, n, before+after)
}
