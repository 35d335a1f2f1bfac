package db

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// AddActor stores a new actor with its aliases and returns it. Aliases without
// a name, with the actor's own, or given twice are left out; spellings that
// differ only in marks or case are names of their own. ErrExists, with the
// actor that is there (also in the trash): one of the same name, folded, and
// kind. ErrInvalid: no name.
func (l *Library) AddActor(ctx context.Context, a Actor) (Actor, error) {
	var added Actor
	err := l.update(ctx, fmt.Sprintf("add actor %q", a.Name), func(c *change) error {
		w, err := newActorWriter(ctx, c)
		if err != nil {
			return err
		}
		defer w.close()
		a.ID, a.UID = 0, ""
		if added, err = w.add(ctx, a); err != nil {
			return err
		}
		c.tell(ActorChanged{added.ID})
		return noteNameChanges(ctx, c, spellings(added)...)
	})
	return added, err
}

// ImportActors stores the rows of an actor list and returns the actors they
// ended in, in order. A row with Into gives the actor there the names it lacks,
// with the list as their origin, and its summary where that has none. All of it
// is one transaction, which publishes LibraryChanged, or ActorChanged for one
// row. Errors, and nothing is stored: as AddActor, and ErrNotFound or
// ErrInvalid when Into names no actor, or one in the trash or merged into
// another.
func (l *Library) ImportActors(ctx context.Context, rows []ActorImport) ([]Actor, error) {
	all := make([]Actor, 0, len(rows))
	err := l.update(ctx, "import actors", func(c *change) error {
		w, err := newActorWriter(ctx, c)
		if err != nil {
			return err
		}
		defer w.close()
		var names []string
		for i, row := range rows {
			a, gained, err := w.take(ctx, row)
			if err != nil {
				return fmt.Errorf("row %d (%s): %w", i+1, row.Actor.Name, err)
			}
			all, names = append(all, a), append(names, gained...)
		}
		switch len(all) {
		case 0:
		case 1:
			c.tell(ActorChanged{all[0].ID})
		default:
			c.tell(LibraryChanged{})
		}
		return noteNameChanges(ctx, c, names...)
	})
	if err != nil {
		return nil, err
	}
	return all, nil
}

// actorWriter adds many actors with the same few statements.
type actorWriter struct {
	c            *change
	actor, alias *sql.Stmt
}

func newActorWriter(ctx context.Context, c *change) (*actorWriter, error) {
	w := &actorWriter{c: c}
	for _, s := range []struct {
		statement **sql.Stmt
		query     string
	}{
		{&w.actor, `INSERT INTO actor (id, uid, name, name_key, kind, summary, origin, looked_at, created_at, changed_at)
			SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?8 WHERE NOT EXISTS (SELECT 1 FROM actor WHERE ` + sameActor + `)`},
		{&w.alias, `INSERT INTO alias (id, actor_id, position, name, name_key, kind, weak, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`},
	} {
		prepared, err := c.PrepareContext(ctx, s.query)
		if err != nil {
			w.close()
			return nil, err
		}
		*s.statement = prepared
	}
	return w, nil
}

func (w *actorWriter) close() {
	for _, statement := range []*sql.Stmt{w.actor, w.alias} {
		if statement != nil {
			statement.Close()
		}
	}
}

// sameActor is true of actors of the folded name ?4 and the kind ?5. One that
// was merged into another is no obstacle to a new one.
const sameActor = `name_key = ?4 AND kind = ?5 AND merged_into IS NULL`

// add stores a new actor: under the id and uid it carries, if any.
func (w *actorWriter) add(ctx context.Context, a Actor) (Actor, error) {
	a.Name = strings.TrimSpace(a.Name)
	if a.Name == "" {
		return Actor{}, invalid("an actor needs a name")
	}
	var err error
	if a.UID == "" {
		if a.UID, err = newUID(); err != nil {
			return Actor{}, err
		}
	}
	a.LookedAt, a.CreatedAt, a.ChangedAt = w.c.now, w.c.now, w.c.now
	result, err := w.actor.ExecContext(ctx, nullable(a.ID), a.UID, a.Name, foldKey(a.Name), a.Kind, a.Summary, a.Origin, w.c.now.UnixMicro())
	if err != nil {
		return Actor{}, err
	}
	if n, err := result.RowsAffected(); err != nil {
		return Actor{}, err
	} else if n == 0 {
		return existingActor(ctx, w.c, a)
	}
	if a.ID, err = result.LastInsertId(); err != nil {
		return Actor{}, err
	}
	a.Aliases = cleanAliases(a.Name, a.Aliases)
	for i := range a.Aliases {
		alias := &a.Aliases[i]
		alias.ID = 0
		if err := w.addAlias(ctx, a.ID, i, alias); err != nil {
			return Actor{}, err
		}
	}
	return a, nil
}

// addAlias stores a new alias: under the id it carries, if any.
func (w *actorWriter) addAlias(ctx context.Context, actorID int64, position int, alias *Alias) error {
	result, err := w.alias.ExecContext(ctx, nullable(alias.ID), actorID, position, alias.Name, foldKey(alias.Name), alias.Kind, alias.Weak, alias.Origin)
	if err != nil {
		return err
	}
	alias.ID, err = result.LastInsertId()
	return err
}

// existingActor returns another actor of the same folded name and kind, one
// outside the trash first, with ErrExists; ErrNotFound: there is none.
func existingActor(ctx context.Context, q querier, a Actor) (Actor, error) {
	existing, err := scanActor(q.QueryRowContext(ctx, `SELECT `+actorColumns+` FROM actor a WHERE a.name_key = ? AND a.kind = ?
		AND a.merged_into IS NULL AND a.id <> ? ORDER BY a.trashed_at IS NOT NULL, a.id LIMIT 1`, foldKey(a.Name), a.Kind, a.ID))
	if err != nil {
		return Actor{}, mapError(err)
	}
	return existing, fmt.Errorf("%w as actor %d", ErrExists, existing.ID)
}

// take stores a row of an actor list, and returns the names that its actor
// gained.
func (w *actorWriter) take(ctx context.Context, row ActorImport) (Actor, []string, error) {
	if row.Into == 0 {
		row.Actor.ID, row.Actor.UID = 0, ""
		a, err := w.add(ctx, row.Actor)
		return a, spellings(a), err
	}
	into, err := findListedActor(ctx, w.c, row.Into)
	if err != nil {
		return Actor{}, nil, err
	}
	summary := into.Summary
	if strings.TrimSpace(summary) == "" {
		summary = row.Actor.Summary
	}
	gained, err := w.give(ctx, into, namesAsAliases(row.Actor), row.Actor.Origin)
	if err != nil || len(gained) == 0 && summary == into.Summary {
		return into, nil, err
	}
	_, err = w.c.ExecContext(ctx, `UPDATE actor SET summary = ?, changed_at = ? WHERE id = ?`, summary, w.c.now.UnixMicro(), into.ID)
	if err != nil {
		return Actor{}, nil, err
	}
	var names []string
	for _, alias := range gained {
		names = append(names, alias.Name)
	}
	into, err = findActor(ctx, w.c, into.ID)
	return into, names, err
}

// give adds the aliases that an actor lacks, with their origin, after its own
// and returns them.
func (w *actorWriter) give(ctx context.Context, to Actor, aliases []Alias, origin string) ([]Alias, error) {
	gained := lacking(to, aliases)
	if len(gained) == 0 {
		return nil, nil
	}
	var last int
	err := w.c.QueryRowContext(ctx, `SELECT coalesce(max(position), -1) FROM alias WHERE actor_id = ?`, to.ID).Scan(&last)
	if err != nil {
		return nil, err
	}
	for i := range gained {
		alias := &gained[i]
		alias.ID, alias.Origin = 0, origin
		if err := w.addAlias(ctx, to.ID, last+1+i, alias); err != nil {
			return nil, err
		}
	}
	return gained, nil
}
