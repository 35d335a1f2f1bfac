package db

import (
	"context"
	"encoding/json"
	"errors"
)

// actorColumns are what scanActor reads; the aliases come as one JSON array,
// so that a list of actors is one query.
const actorColumns = `a.id, a.uid, a.name, a.kind, a.summary, a.origin, a.looked_at, a.created_at, a.changed_at, a.trashed_at,
	(SELECT json_group_array(json_object('ID', s.id, 'Name', s.name, 'Kind', s.kind, 'Weak', json(iif(s.weak, 'true', 'false')), 'Origin', s.origin)
		ORDER BY s.position, s.id) FROM alias s WHERE s.actor_id = a.id)`

// listedActor is true of actors that lists, names and mentions know: not those
// in the trash, nor those merged into another.
const listedActor = `a.trashed_at IS NULL AND a.merged_into IS NULL`

func scanActor(row scanner) (Actor, error) {
	var a Actor
	var aliases string
	err := row.Scan(&a.ID, &a.UID, &a.Name, &a.Kind, &a.Summary, &a.Origin, moment{&a.LookedAt},
		moment{&a.CreatedAt}, moment{&a.ChangedAt}, moment{&a.TrashedAt}, &aliases)
	if err != nil {
		return Actor{}, err
	}
	if aliases != "[]" {
		err = json.Unmarshal([]byte(aliases), &a.Aliases)
	}
	return a, err
}

// Actors returns the actors that are not in the trash, nor merged into
// another, by name, with their aliases.
func (l *Library) Actors(ctx context.Context) ([]Actor, error) {
	actors, err := collect(ctx, l.read, scanActor, `SELECT `+actorColumns+` FROM actor a WHERE `+listedActor+` ORDER BY a.name_key, a.id`)
	return actors, doing("list actors", err)
}

// Actor returns an actor, also when it is in the trash or merged into another.
// ErrNotFound.
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

// findListedActor finds an actor that can be merged, split or related.
// ErrInvalid: it is in the trash, or merged into another.
func findListedActor(ctx context.Context, q querier, id int64) (Actor, error) {
	a, err := findActor(ctx, q, id)
	if err != nil {
		return Actor{}, err
	}
	if !a.TrashedAt.IsZero() {
		return Actor{}, invalid("%s is in the trash", a.Name)
	}
	into, err := mergedInto(ctx, q, id)
	if err != nil || into == 0 {
		return a, err
	}
	other, err := findActor(ctx, q, into)
	if err != nil {
		return Actor{}, err
	}
	return Actor{}, invalid("%s was merged into %s", a.Name, other.Name)
}

// mergedInto returns the actor that an actor was merged into, or 0.
func mergedInto(ctx context.Context, q querier, id int64) (into int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT coalesce(merged_into, 0) FROM actor WHERE id = ?`, id).Scan(&into)
	return into, err
}

// actorsOf returns the actors with these ids, by id.
func actorsOf(ctx context.Context, q querier, ids []int64) (map[int64]Actor, error) {
	all, err := collect(ctx, q, scanActor, `SELECT `+actorColumns+` FROM actor a WHERE a.id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	byID := make(map[int64]Actor, len(all))
	for _, a := range all {
		byID[a.ID] = a
	}
	return byID, err
}

// jsonList is a list as one argument of a query, for json_each.
func jsonList[T ~int64 | ~string](all []T) string {
	if len(all) == 0 {
		return "[]"
	}
	list, err := json.Marshal(all)
	if err != nil { // numbers and strings always can be
		panic(err)
	}
	return string(list)
}

// ActorsNamed returns the actors that bear the name (folded), as name or alias,
// weak ones too, by name.
func (l *Library) ActorsNamed(ctx context.Context, name string) ([]Actor, error) {
	actors, err := collect(ctx, l.read, scanActor, `SELECT `+actorColumns+` FROM actor a
		WHERE a.id IN (SELECT id FROM actor WHERE name_key = ?1 UNION ALL SELECT actor_id FROM alias WHERE name_key = ?1) AND `+listedActor+`
		ORDER BY a.name_key, a.id`, foldKey(name))
	return actors, doing("find the actors of a name", err)
}

// ActorNames returns every name and alias of every actor that is not in the
// trash, nor merged into another: what texts are searched for. First the names,
// then the aliases, each in the order of their making.
func (l *Library) ActorNames(ctx context.Context) ([]ActorName, error) {
	var names []ActorName
	err := l.view(ctx, "list the names of actors", func(q querier) (err error) {
		names, err = collect(ctx, q, scanActorName, `SELECT a.id, a.name, 0, 0 FROM actor a WHERE `+listedActor+` ORDER BY a.id`)
		if err != nil {
			return err
		}
		aliases, err := collect(ctx, q, scanActorName, `SELECT a.id, s.name, s.kind = ?, s.weak FROM alias s JOIN actor a ON a.id = s.actor_id
			WHERE `+listedActor+` ORDER BY s.id`, AliasAcronym)
		names = append(names, aliases...)
		return err
	})
	return names, err
}

func scanActorName(row scanner) (ActorName, error) {
	var n ActorName
	err := row.Scan(&n.ActorID, &n.Name, &n.Acronym, &n.Weak)
	return n, err
}
