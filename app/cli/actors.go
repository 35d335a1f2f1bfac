package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/sahilm/fuzzy"

	"sidelight/app/findings"
	"sidelight/app/roster"
	"sidelight/db"
)

type actorsCmd struct {
	Import actorsImportCmd `cmd:"" help:"Add the actors of lists: CSV, JSON, MISP galaxy clusters, STIX bundles."`
	List   actorsListCmd   `cmd:"" help:"List the actors."`
	Show   actorsShowCmd   `cmd:"" help:"Show an actor and every mention of it."`
	Export actorsExportCmd `cmd:"" help:"Write the actors as CSV or JSON."`
}

type aliasJSON struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Weak bool   `json:"weak"`
}

// actorJSON is what both list and show print of an actor.
type actorJSON struct {
	ID      int64       `json:"id"`
	UID     string      `json:"uid"`
	Name    string      `json:"name"`
	Kind    string      `json:"kind"`
	Summary string      `json:"summary"`
	Aliases []aliasJSON `json:"aliases"`
	Origin  string      `json:"origin"` // the list or brief that it came from
	Briefs  int         `json:"briefs"` // in which it is mentioned
}

func shapeActor(a db.Actor, briefs int) actorJSON {
	shaped := actorJSON{a.ID, a.UID, a.Name, a.Kind, a.Summary, []aliasJSON{}, a.Origin, briefs}
	for _, alias := range a.Aliases {
		shaped.Aliases = append(shaped.Aliases, aliasJSON{alias.Name, string(alias.Kind), alias.Weak})
	}
	return shaped
}

// listedActorJSON is an actor as actors list prints it.
type listedActorJSON struct {
	actorJSON
	Mentions int `json:"mentions"`
}

type actorsListCmd struct {
	Kind string `placeholder:"K" help:"Only those of this kind, such as person."`
}

// Run lists the actors by name.
func (c *actorsListCmd) Run(e *env) error {
	if c.Kind != "" && !slices.Contains(db.ActorKinds, c.Kind) {
		return usage("there is no kind %q; the kinds are %s", c.Kind, strings.Join(db.ActorKinds, ", "))
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
			return err
		}
		rows, err := allActors(e, lib, c.Kind)
		if err != nil {
			return err
		}
		if e.json {
			shaped := []listedActorJSON{}
			for _, r := range rows {
				shaped = append(shaped, listedActorJSON{shapeActor(r.Actor, r.Briefs), r.Mentions})
			}
			return e.printJSON(shaped)
		}
		return e.printTable(func(table io.Writer) {
			for _, r := range rows {
				fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", r.Actor.ID, oneLine(r.Actor.Name), oneLine(r.Actor.Kind), mentioned(r.Mentions, r.Briefs))
			}
		})
	})
}

// mentioned says how often, and in how many briefs; "" for never.
func mentioned(mentions, briefs int) string {
	if mentions == 0 {
		return ""
	}
	return count(mentions, "mention") + " in " + count(briefs, "brief")
}

// allActors reads the whole list, or that of a kind, by name.
func allActors(e *env, lib *db.Library, kind string) ([]db.ActorRow, error) {
	const page = 1000
	var all []db.ActorRow
	for {
		rows, total, err := lib.FindActors(e.ctx, db.ActorFilter{Kind: kind, Order: db.OrderName, Offset: len(all), Limit: page})
		if err != nil {
			return nil, err
		}
		all = append(all, rows...)
		if len(rows) == 0 || len(all) >= total {
			return all, nil
		}
	}
}

// findActor finds the one actor that ref names: by its id, its uid, or a name
// or alias that no other bears.
func (e *env) findActor(lib *db.Library, ref string) (db.Actor, error) {
	ref = strings.TrimSpace(ref)
	actors, err := lib.Actors(e.ctx)
	if err != nil {
		return db.Actor{}, err
	}
	for _, a := range actors {
		if strconv.FormatInt(a.ID, 10) == ref || a.UID == ref {
			return a, nil
		}
	}
	named, err := lib.ActorsNamed(e.ctx, ref)
	switch {
	case err != nil:
		return db.Actor{}, err
	case len(named) == 1:
		return named[0], nil
	case len(named) > 1:
		return db.Actor{}, sayf("%q names %d actors: %s; give the number of one", ref, len(named), offerActors(named))
	case len(actors) == 0:
		return db.Actor{}, sayf("there is no actor %q: the library has none", ref)
	}
	if near := nearActors(actors, ref); len(near) > 0 {
		return db.Actor{}, sayf("there is no actor %q; the closest: %s", ref, offerActors(near))
	}
	return db.Actor{}, sayf("there is no actor %q; sidelight actors list shows them all", ref)
}

// nearActors are the actors whose name, or an alias, is much like ref.
func nearActors(actors []db.Actor, ref string) []db.Actor {
	var names []string
	var whose []int
	for i, a := range actors {
		names, whose = append(names, db.Fold(a.Name)), append(whose, i)
		for _, alias := range a.Aliases {
			names, whose = append(names, db.Fold(alias.Name)), append(whose, i)
		}
	}
	var near []db.Actor
	for _, m := range fuzzy.Find(db.Fold(ref), names) {
		a := actors[whose[m.Index]]
		if slices.ContainsFunc(near, func(n db.Actor) bool { return n.ID == a.ID }) {
			continue
		}
		if near = append(near, a); len(near) == maxOffered {
			break
		}
	}
	return near
}

// offerActors names actors in a message.
func offerActors(actors []db.Actor) string {
	var out []string
	for i, a := range actors {
		if i == maxOffered {
			out = append(out, fmt.Sprintf("and %d more", len(actors)-i))
			break
		}
		name := fmt.Sprintf("%d %q", a.ID, shorten(a.Name, 70))
		if a.Kind != "" {
			name += " (" + oneLine(a.Kind) + ")"
		}
		out = append(out, name)
	}
	return strings.Join(out, ", ")
}

type actorsExportCmd struct {
	To string `required:"" placeholder:"FILE" help:"A file ending in .csv or .json."`
}

type actorsExportJSON struct {
	Path   string `json:"path"`
	Actors int    `json:"actors"`
}

// Run writes all actors into a file that import reads again.
func (c *actorsExportCmd) Run(e *env) error {
	write := roster.WriteCSV
	switch strings.ToLower(filepath.Ext(c.To)) {
	case ".csv":
	case ".json":
		write = roster.WriteJSON
	default:
		return usage("--to takes a file ending in .csv or .json")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		actors, err := lib.Actors(e.ctx)
		if err != nil {
			return err
		}
		var data bytes.Buffer
		if err := write(&data, actors); err != nil {
			return err
		}
		if err := os.WriteFile(c.To, data.Bytes(), 0o644); err != nil {
			return sayf("export to %q: %s", c.To, why(err))
		}
		if e.json {
			return e.printJSON(actorsExportJSON{c.To, len(actors)})
		}
		return e.printf("exported: %s, to %s\n", count(len(actors), "actor"), oneLine(c.To))
	})
}
