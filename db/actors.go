package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// actorColumns are what scanActor reads; the aliases come as one JSON array,
// so that a list of actors is one query.
const actorColumns = `a.id, a.uid, a.name, a.kind, a.summary, a.created_at, a.changed_at, a.trashed_at,
	(SELECT json_group_array(json_object('ID', s.id, 'Name', s.name, 'Kind', s.kind, 'Weak', json(iif(s.weak, 'true', 'false')))
		ORDER BY s.position) FROM alias s WHERE s.actor_id = a.id)`

func scanActor(row scanner) (Actor, error) {
	var a Actor
	var aliases string
	err := row.Scan(&a.ID, &a.UID, &a.Name, &a.Kind, &a.Summary, moment{&a.CreatedAt}, moment{&a.ChangedAt}, moment{&a.TrashedAt}, &aliases)
	if err != nil {
		return Actor{}, err
	}
	if aliases != "[]" {
		err = json.Unmarshal([]byte(aliases), &a.Aliases)
	}
	return a, err
}

// Actors returns the actors that are not in the trash, by name, with their
// aliases.
func (l *Library) Actors(ctx context.Context) ([]Actor, error) {
	actors, err := collect(ctx, l.read, scanActor, `SELECT `+actorColumns+` FROM actor a WHERE a.trashed_at IS NULL ORDER BY a.name_key, a.id`)
	return actors, doing("list actors", err)
}

// Actor returns an actor, also when it is in the trash. ErrNotFound.
func (l *Library) Actor(ctx context.Context, id int64) (Actor, error) {
	a, err := findActor(ctx, l.read, id)
	return a, doing("read actor", err)
}

func findActor(ctx context.Context, q querier, id int64) (Actor, error) {
	a, err := scanActor(q.QueryRowContext(ctx, `SELECT `+actorColumns+` FROM actor a WHERE a.id = ?`, id))
	if err = mapError(err); errors.Is(err, ErrNotFound) {
		err = notFound("actor", id)
	}
	return a, err
}

// AddActor stores a new actor with its aliases and returns it. Aliases without
// a name, with the actor's own, or given twice are left out; spellings that
// differ only in marks or case are names of their own. ErrExists, with the
// actor that is there (also in the trash): one of the same name, folded, and
// kind. ErrInvalid: no name.
func (l *Library) AddActor(ctx context.Context, a Actor) (Actor, error) {
	var added Actor
	err := l.update(ctx, fmt.Sprintf("add actor %q", a.Name), func(c *change) (err error) {
		added, err = addActor(ctx, c, a)
		return err
	})
	return added, err
}

func addActor(ctx context.Context, c *change, a Actor) (Actor, error) {
	a.Name = strings.TrimSpace(a.Name)
	if a.Name == "" {
		return Actor{}, invalid("an actor needs a name")
	}
	existing, err := scanActor(c.QueryRowContext(ctx, `SELECT `+actorColumns+` FROM actor a
		WHERE a.name_key = ? AND a.kind = ? ORDER BY a.trashed_at IS NOT NULL, a.id LIMIT 1`, foldKey(a.Name), a.Kind))
	if err == nil {
		return existing, fmt.Errorf("%w as actor %d", ErrExists, existing.ID)
	}
	if err = mapError(err); !errors.Is(err, ErrNotFound) {
		return Actor{}, err
	}
	uid, err := newUID()
	if err != nil {
		return Actor{}, err
	}
	id, err := insert(ctx, c.Tx, `INSERT INTO actor (uid, name, name_key, kind, summary, created_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		uid, a.Name, foldKey(a.Name), a.Kind, a.Summary, c.now.UnixMicro(), c.now.UnixMicro())
	if err != nil {
		return Actor{}, err
	}
	if err := addAliases(ctx, c, id, a); err != nil {
		return Actor{}, err
	}
	c.tell(ActorChanged{id})
	return findActor(ctx, c, id)
}

func addAliases(ctx context.Context, c *change, actorID int64, a Actor) error {
	seen := map[string]bool{a.Name: true}
	for i, alias := range a.Aliases {
		name := strings.TrimSpace(alias.Name)
		if name == "" || seen[name] {
			continue
		}
		seen[name] = true
		kind := alias.Kind
		if kind == "" {
			kind = AliasOther
		}
		_, err := c.ExecContext(ctx, `INSERT INTO alias (actor_id, position, name, name_key, kind, weak) VALUES (?, ?, ?, ?, ?, ?)`,
			actorID, i, name, foldKey(name), kind, alias.Weak)
		if err != nil {
			return err
		}
	}
	return nil
}
