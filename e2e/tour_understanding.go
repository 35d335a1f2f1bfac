package e2e

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

// TourActors is the list of actors that the tour brings in.
const TourActors = `name,kind,aliases,acronym
Ansongo ferrymen,company,the ferry company,
Coordination of Azawad Movements,armed group,,CMA
Gao governor,government body,the governor’s office,
`

// understanding shows what is read from the brief in view, and the pages of
// those it names.
func (t *tour) understanding() error {
	brief, err := Show(t.ctx, t.binary, t.home, t.library, marked)
	if err != nil {
		return err
	}
	// The card of the words at the cursor.
	if _, _, err := t.Select(t.ctx, brief.Text, "Coordination of Azawad"); err != nil {
		return err
	}
	if err := t.Press(t.ctx, "Escape"); err != nil {
		return err
	}
	if _, err := t.Do(t.ctx, "F2", "explained"); err != nil {
		return err
	}
	if err := t.shoot("card", "who is meant by the words at the cursor"); err != nil {
		return err
	}
	if err := t.Press(t.ctx, "Escape"); err != nil {
		return err
	}
	for _, s := range []struct{ keys, event, name, what string }{
		{"alt+3", "pane actors", "actors-of-brief", "the actors of the brief, and names that are nobody yet"},
		{"alt+4", "pane sources", "sources-of-brief", "what the brief rests on, with the days its citations mean"},
	} {
		if _, err := t.Do(t.ctx, s.keys, s.event); err != nil {
			return err
		}
		if err := t.shoot(s.name, s.what); err != nil {
			return err
		}
	}
	for _, s := range []struct{ rail, pane, row, event, name, what string }{
		{"rail.actors", "pane actors", "JNIM", "actor", "actor", "an actor: names, months, relations, every mention"},
		{"rail.sources", "pane sources", "", "source", "source", "a source: every passage that rests on it"},
	} {
		if _, err := t.ClickFor(t.ctx, s.rail, s.pane); err != nil {
			return err
		}
		prefix := "list." + s.event + "."
		row, err := t.First(t.ctx, prefix)
		if s.row != "" {
			row, err = t.actorRow(s.row)
		}
		if err != nil {
			return err
		}
		if _, err := t.ClickFor(t.ctx, row, s.event); err != nil {
			return err
		}
		if err := t.shoot(s.name, s.what); err != nil {
			return err
		}
	}
	if _, err := t.ClickFor(t.ctx, "rail.chronology", "pane chronology"); err != nil {
		return err
	}
	row, err := t.First(t.ctx, "list.chronology.")
	if err != nil {
		return err
	}
	if _, err := t.ClickFor(t.ctx, row, "chronology"); err != nil {
		return err
	}
	if err := t.shoot("chronology", "the dated statements in order of time, drawn and listed"); err != nil {
		return err
	}
	_, err = t.ClickFor(t.ctx, "rail.library", "pane library")
	return err
}

// actorRow is the place of an actor's row in the list.
func (t *tour) actorRow(name string) (string, error) {
	id, err := FindActor(t.ctx, t.binary, t.home, t.library, name)
	return fmt.Sprintf("list.actor.%d", id), err
}

// rosters shows what a list of actors would do.
func (t *tour) rosters() error {
	path := filepath.Join(t.home, "ferry.csv")
	if err := os.WriteFile(path, []byte(TourActors), 0o600); err != nil {
		return err
	}
	if err := t.Close(t.ctx); err != nil {
		return err
	}
	if err := t.start(path); err != nil {
		return err
	}
	if _, err := t.Seen(t.ctx, "sheet actors"); err != nil {
		return err
	}
	if err := t.shoot("actor-list", "what a list of actors would do, row by row"); err != nil {
		return err
	}
	_, err := t.Do(t.ctx, "Escape", "sheet-closed actors")
	return err
}

// FindActor returns the number of the actor with exactly this name.
func FindActor(ctx context.Context, binary, home, library, name string) (int64, error) {
	actors, err := Actors(ctx, binary, home, library)
	if err != nil {
		return 0, err
	}
	for _, a := range actors {
		if a.Name == name {
			return a.ID, nil
		}
	}
	return 0, fmt.Errorf("no actor is called %q", name)
}
