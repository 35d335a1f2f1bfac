package db

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// UpdateActor changes the fields given, also of an actor in the trash, and
// returns the actor as it was before: an update made of that takes this one
// back, with the ids and origins of the aliases. Aliases are cleaned as in
// AddActor; one that carries the id of an alias of the actor is that alias,
// one that carries an id which is free now gets it back. When nothing differs
// it writes nothing and tells nobody. ErrNotFound; ErrInvalid: no name;
// ErrExists: another actor has the name, folded, and the kind.
func (l *Library) UpdateActor(ctx context.Context, id int64, u ActorUpdate) (before Actor, err error) {
	err = l.update(ctx, fmt.Sprintf("update actor %d", id), func(c *change) (err error) {
		before, err = updateActor(ctx, c, id, u)
		return err
	})
	return before, err
}

func updateActor(ctx context.Context, c *change, id int64, u ActorUpdate) (before Actor, err error) {
	before, err = findActor(ctx, c, id)
	if err != nil {
		return Actor{}, err
	}
	a := before
	if u.Name != nil {
		a.Name = strings.TrimSpace(*u.Name)
	}
	if u.Kind != nil {
		a.Kind = *u.Kind
	}
	if u.Summary != nil {
		a.Summary = *u.Summary
	}
	if u.Aliases != nil {
		a.Aliases = *u.Aliases
	}
	a.Aliases = cleanAliases(a.Name, a.Aliases)
	for i, alias := range a.Aliases {
		if j := slices.IndexFunc(before.Aliases, func(old Alias) bool { return old.ID == alias.ID }); j >= 0 {
			a.Aliases[i].Origin = before.Aliases[j].Origin
		}
	}
	if a.Name == "" {
		return Actor{}, invalid("an actor needs a name")
	}
	if a.Name == before.Name && a.Kind == before.Kind && a.Summary == before.Summary && slices.Equal(a.Aliases, before.Aliases) {
		return before, nil
	}
	if foldKey(a.Name) != foldKey(before.Name) || a.Kind != before.Kind {
		if _, err := existingActor(ctx, c, a); !errors.Is(err, ErrNotFound) {
			return Actor{}, err
		}
	}
	_, err = c.ExecContext(ctx, `UPDATE actor SET name = ?, name_key = ?, kind = ?, summary = ?, changed_at = ? WHERE id = ?`,
		a.Name, foldKey(a.Name), a.Kind, a.Summary, c.now.UnixMicro(), id)
	if err != nil {
		return Actor{}, err
	}
	if err := setAliases(ctx, c, before, a.Aliases); err != nil {
		return Actor{}, err
	}
	c.tell(ActorChanged{id})
	return before, noteNameChanges(ctx, c, changedNames(before, a)...)
}

// setAliases makes these the aliases of an actor.
func setAliases(ctx context.Context, c *change, before Actor, aliases []Alias) error {
	gone := map[int64]bool{}
	for _, alias := range before.Aliases {
		gone[alias.ID] = true
	}
	w, err := newActorWriter(ctx, c)
	if err != nil {
		return err
	}
	defer w.close()
	var added []int // positions, after those that are gone have made room
	for i, alias := range aliases {
		if !gone[alias.ID] {
			added = append(added, i)
			continue
		}
		delete(gone, alias.ID)
		_, err := c.ExecContext(ctx, `UPDATE alias SET position = ?, name = ?, name_key = ?, kind = ?, weak = ? WHERE id = ?`,
			i, alias.Name, foldKey(alias.Name), alias.Kind, alias.Weak, alias.ID)
		if err != nil {
			return err
		}
	}
	for id := range gone {
		if _, err := c.ExecContext(ctx, `DELETE FROM alias WHERE id = ?`, id); err != nil {
			return err
		}
	}
	for _, i := range added {
		alias := aliases[i]
		if taken, err := rowExists(ctx, c, "alias", alias.ID); err != nil {
			return err
		} else if taken {
			alias.ID = 0
		}
		if err := w.addAlias(ctx, before.ID, i, &alias); err != nil {
			return err
		}
	}
	return nil
}

func rowExists(ctx context.Context, q querier, table string, id int64) (exists bool, err error) {
	err = q.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM `+table+` WHERE id = ?)`, id).Scan(&exists)
	return exists, err
}

// LookedAt notes that the actor's page was in view now: what was imported
// before is not new any more. It publishes ActorChanged only when something was
// new, so that a page may call it each time it is shown. ErrNotFound.
func (l *Library) LookedAt(ctx context.Context, actorID int64) error {
	return l.update(ctx, fmt.Sprintf("note that actor %d was looked at", actorID), func(c *change) error {
		var news bool
		err := c.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1`+mentionTables+importTable+`
			WHERE m.actor_id = ? AND `+visibleMention+` AND `+isNew+`)`, actorID).Scan(&news)
		if err != nil {
			return err
		}
		if err := changedRow(ctx, c, "actor", actorID, `UPDATE actor SET looked_at = ? WHERE id = ?`, c.now.UnixMicro(), actorID); err != nil {
			return err
		}
		if news {
			c.tell(ActorChanged{actorID})
		}
		return nil
	})
}
