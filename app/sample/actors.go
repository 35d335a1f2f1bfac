package sample

import (
	"context"
	"fmt"
	"slices"

	"sidelight/db"
)

type actor struct {
	Name    string  `json:"name"`
	Kind    string  `json:"kind"`
	Summary string  `json:"summary"`
	Note    string  `json:"note"`
	Aliases []alias `json:"aliases"`
}

type alias struct {
	Name string       `json:"name"`
	Kind db.AliasKind `json:"kind"`
	Weak bool         `json:"weak"`
}

// relation is how an actor stands to another, both by name.
type relation struct {
	Actor    string          `json:"actor"`
	Kind     db.RelationKind `json:"kind"`
	Other    string          `json:"other"`
	Since    db.Date         `json:"since"`
	Remark   string          `json:"remark"`
	Evidence *struct {
		File  string `json:"file"`
		Quote string `json:"quote"` // of an annotation
	} `json:"evidence"`
}

func loadActors(ctx context.Context, lib *db.Library, wanted []actor, report *Report) error {
	there, err := actorsByName(ctx, lib)
	if err != nil {
		return err
	}
	for _, w := range wanted {
		a, known := there[db.Fold(w.Name)]
		if !known {
			if a, err = addActor(ctx, lib, w); err != nil {
				return fmt.Errorf("%s: %w", w.Name, err)
			}
			report.Actors++
		}
		if w.Note == "" {
			continue
		}
		note, err := lib.ActorNote(ctx, a.ID)
		if err != nil {
			return fmt.Errorf("%s: %w", w.Name, err)
		}
		if note.ID != 0 {
			continue
		}
		if _, err := lib.AddNote(ctx, db.Note{ActorID: a.ID, Title: w.Name, Body: w.Note}); err != nil {
			return fmt.Errorf("%s: %w", w.Name, err)
		}
		report.Notes++
	}
	return nil
}

func addActor(ctx context.Context, lib *db.Library, w actor) (db.Actor, error) {
	a := db.Actor{Name: w.Name, Kind: w.Kind, Summary: w.Summary}
	for _, other := range w.Aliases {
		a.Aliases = append(a.Aliases, db.Alias{Name: other.Name, Kind: other.Kind, Weak: other.Weak})
	}
	return lib.AddActor(ctx, a)
}

func actorsByName(ctx context.Context, lib *db.Library) (map[string]db.Actor, error) {
	actors, err := lib.Actors(ctx)
	if err != nil {
		return nil, err
	}
	byName := map[string]db.Actor{}
	for _, a := range actors {
		byName[db.Fold(a.Name)] = a
	}
	return byName, nil
}

func loadRelations(ctx context.Context, lib *db.Library, wanted []relation, briefs map[string]db.Brief, report *Report) error {
	actors, err := actorsByName(ctx, lib)
	if err != nil {
		return err
	}
	for _, w := range wanted {
		r := db.Relation{ActorID: actors[db.Fold(w.Actor)].ID, OtherID: actors[db.Fold(w.Other)].ID, Kind: w.Kind, Since: w.Since, Remark: w.Remark}
		there, err := lib.Relations(ctx, r.ActorID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(there, func(t db.Relation) bool { return t.ActorID == r.ActorID && t.OtherID == r.OtherID && t.Kind == r.Kind }) {
			continue
		}
		if w.Evidence != nil {
			if r.AnnotationID, err = annotationOf(ctx, lib, briefs[w.Evidence.File].ID, w.Evidence.Quote); err != nil {
				return err
			}
		}
		if _, err := lib.AddRelation(ctx, r); err != nil {
			return fmt.Errorf("%s, %s: %w", w.Actor, w.Other, err)
		}
		report.Relations++
	}
	return nil
}

// annotationOf returns the annotation of these words, 0 when there is none.
func annotationOf(ctx context.Context, lib *db.Library, briefID int64, quote string) (int64, error) {
	annotations, err := lib.Annotations(ctx, briefID)
	for _, a := range annotations {
		if a.Quote == quote {
			return a.ID, nil
		}
	}
	return 0, err
}
