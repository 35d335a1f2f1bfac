package db

import (
	"context"
	"fmt"
	"slices"
)

// parted is what a split took from an actor, as it was.
type parted struct {
	Aliases   []partedAlias
	Decisions []int64
}

type partedAlias struct {
	Alias
	Position int
}

// SplitActor makes a new actor of some aliases of one, and returns it. Of made
// the name, kind and summary count; an alias that is the name is not kept
// twice. The mentions found by the aliases, and the decisions about them, go
// along; the origin is "split from" the actor. UndoRearrangement takes it back;
// after that, splitting off what was returned makes the same actor again.
// ErrNotFound: no such actor. ErrInvalid: it is in the trash or merged into
// another; no aliases, or not its own; no name. ErrExists, with the actor that
// is there: one of the same name, folded, and kind.
func (l *Library) SplitActor(ctx context.Context, id int64, aliases []int64, made Actor) (Actor, Rearrangement, error) {
	var r Rearrangement
	err := l.update(ctx, fmt.Sprintf("split actor %d", id), func(c *change) (err error) {
		made, r, err = splitOff(ctx, c, id, aliases, made)
		return err
	})
	return made, r, err
}

func splitOff(ctx context.Context, c *change, id int64, aliases []int64, made Actor) (Actor, Rearrangement, error) {
	a, err := findListedActor(ctx, c, id)
	if err != nil {
		return Actor{}, Rearrangement{}, err
	}
	took, err := findParted(ctx, c, a, aliases)
	if err != nil {
		return Actor{}, Rearrangement{}, err
	}
	origin := "split from " + a.Name
	if there, err := rowExists(ctx, c, "actor", made.ID); err != nil {
		return Actor{}, Rearrangement{}, err
	} else if there {
		made.ID, made.UID = 0, ""
	}
	w, err := newActorWriter(ctx, c)
	if err != nil {
		return Actor{}, Rearrangement{}, err
	}
	defer w.close()
	made, err = w.add(ctx, Actor{ID: made.ID, UID: made.UID, Name: made.Name, Kind: made.Kind, Summary: made.Summary, Origin: origin})
	if err != nil {
		return made, Rearrangement{}, err
	}
	_, err = c.ExecContext(ctx, `UPDATE alias SET actor_id = ?, origin = iif(origin = '', ?, origin) WHERE id IN (SELECT value FROM json_each(?))`,
		made.ID, origin, jsonList(aliases))
	if err != nil {
		return Actor{}, Rearrangement{}, err
	}
	if _, err := c.ExecContext(ctx, `DELETE FROM alias WHERE actor_id = ? AND name = ?`, made.ID, made.Name); err != nil {
		return Actor{}, Rearrangement{}, err
	}
	_, err = c.ExecContext(ctx, `UPDATE decision SET actor_id = ? WHERE id IN (SELECT value FROM json_each(?))`, made.ID, jsonList(took.Decisions))
	if err != nil {
		return Actor{}, Rearrangement{}, err
	}
	if err := partMentions(ctx, c, a.ID, made.ID); err != nil {
		return Actor{}, Rearrangement{}, err
	}
	if made, err = findActor(ctx, c, made.ID); err != nil {
		return Actor{}, Rearrangement{}, err
	}
	if err := rearranged(ctx, c, a.ID, made.ID, spellings(made)); err != nil {
		return Actor{}, Rearrangement{}, err
	}
	r, err := addRearrangement(ctx, c, SplitOfActor, a.ID, made.ID, made.Name, took)
	return made, r, err
}

// findParted finds what a split takes: the aliases, and the decisions that a
// mention by one of them is the actor. Where the actor keeps a name that folds
// to the same, its decisions stay.
func findParted(ctx context.Context, c *change, a Actor, aliases []int64) (parted, error) {
	if len(aliases) == 0 {
		return parted{}, invalid("splitting %s takes at least one of its other names", a.Name)
	}
	var took parted
	keys, kept := map[string]bool{}, map[string]bool{foldKey(a.Name): true}
	for _, alias := range a.Aliases {
		if !slices.Contains(aliases, alias.ID) {
			kept[foldKey(alias.Name)] = true
			continue
		}
		keys[foldKey(alias.Name)] = true
		whole := partedAlias{Alias: alias}
		if err := c.QueryRowContext(ctx, `SELECT position FROM alias WHERE id = ?`, alias.ID).Scan(&whole.Position); err != nil {
			return parted{}, err
		}
		took.Aliases = append(took.Aliases, whole)
	}
	for _, id := range aliases {
		if !slices.ContainsFunc(took.Aliases, func(alias partedAlias) bool { return alias.ID == id }) {
			return parted{}, invalid("%s has no name %d", a.Name, id)
		}
	}
	type decided struct {
		id           int64
		quote, alias string
	}
	all, err := collect(ctx, c, func(row scanner) (decided, error) {
		var d decided
		err := row.Scan(&d.id, &d.quote, &d.alias)
		return d, err
	}, `SELECT d.id, d.quote, coalesce((SELECT m.alias FROM mention m WHERE m.revision_id = d.revision_id
			AND m.start_byte = d.start_byte AND m.end_byte = d.end_byte AND m.actor_id = d.actor_id LIMIT 1), '')
		FROM decision d WHERE d.actor_id = ? AND d.kind = ?`, a.ID, DecideMention)
	if err != nil {
		return parted{}, err
	}
	for _, d := range all {
		quote, alias := foldKey(d.quote), foldKey(d.alias)
		if !kept[quote] && !kept[alias] && (keys[quote] || keys[alias]) {
			took.Decisions = append(took.Decisions, d.id)
		}
	}
	return took, nil
}

func undoActorSplit(ctx context.Context, c *change, r Rearrangement) error {
	a, err := findListedActor(ctx, c, r.IntoID)
	if err != nil {
		return err
	}
	made, err := findListedActor(ctx, c, r.FromID)
	if err != nil {
		return err
	}
	var took parted
	if err := readDetail(ctx, c, r.ID, &took); err != nil {
		return err
	}
	for _, alias := range took.Aliases {
		if err := putBack(ctx, c, a, made, alias); err != nil {
			return err
		}
	}
	_, err = c.ExecContext(ctx, `UPDATE decision SET actor_id = ? WHERE actor_id = ? AND id IN (SELECT value FROM json_each(?))`,
		a.ID, made.ID, jsonList(took.Decisions))
	if err != nil {
		return err
	}
	if err := joinMentions(ctx, c, a.ID, made.ID); err != nil {
		return err
	}
	if err := rearranged(ctx, c, a.ID, made.ID, append(spellings(made), made.Name)); err != nil {
		return err
	}
	// What was added to it since stays, as if it had been merged.
	var added bool
	err = c.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM alias WHERE actor_id = ?1) OR EXISTS (SELECT 1 FROM decision WHERE actor_id = ?1)
		OR EXISTS (SELECT 1 FROM relation WHERE ?1 IN (actor_id, other_id)) OR EXISTS (SELECT 1 FROM note WHERE actor_id = ?1)
		OR EXISTS (SELECT 1 FROM actor WHERE merged_into = ?1)`, made.ID).Scan(&added)
	if err != nil {
		return err
	}
	if added {
		_, err = mergeActors(ctx, c, a.ID, made.ID)
		return err
	}
	_, err = c.ExecContext(ctx, `DELETE FROM actor WHERE id = ?`, made.ID)
	return err
}

// putBack gives an alias back to the actor that was split, as it was, unless it
// went on to a third actor or the actor was given the name anew.
func putBack(ctx context.Context, c *change, a, made Actor, alias partedAlias) error {
	if slices.Contains(spellings(a), alias.Name) {
		_, err := c.ExecContext(ctx, `DELETE FROM alias WHERE id = ? AND actor_id = ?`, alias.ID, made.ID)
		return err
	}
	_, err := c.ExecContext(ctx, `INSERT INTO alias (id, actor_id, position, name, name_key, kind, weak, origin) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
		ON CONFLICT (id) DO UPDATE SET actor_id = ?2, position = ?3, name = ?4, name_key = ?5, kind = ?6, weak = ?7, origin = ?8
		WHERE actor_id = ?9`,
		alias.ID, a.ID, alias.Position, alias.Name, foldKey(alias.Name), alias.Kind, alias.Weak, alias.Origin, made.ID)
	return err
}
