package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestRelations(t *testing.T) {
	t.Parallel()
	// given two actors and a passage that is the evidence
	ctx := context.Background()
	l, c := newLibrary(t)
	ash, birch := named(t, l, "Ash"), named(t, l, "Birch")
	b := mustAddBrief(t, l, "Evidence")
	a := mustAnnotate(t, l, b, "")
	heard := listen(t, l)
	// when
	r, err := l.AddRelation(ctx, db.Relation{ActorID: ash.ID, OtherID: birch.ID, Kind: db.RelationCommands,
		Since: db.Date{Written: "May 2020", Earliest: "2020-05-01", Latest: "2020-05-31"}, Until: db.Date{Written: "2022", Earliest: "2022-01-01", Latest: "2022-12-31"},
		AnnotationID: a.ID, Remark: "by its own word"})
	must(t, err)
	// then both have it
	want := db.Relation{ID: r.ID, UID: r.UID, ActorID: ash.ID, OtherID: birch.ID, Actor: "Ash", Other: "Birch", Kind: db.RelationCommands,
		Since: db.Date{Written: "May 2020", Earliest: "2020-05-01", Latest: "2020-05-31"}, Until: db.Date{Written: "2022", Earliest: "2022-01-01", Latest: "2022-12-31"},
		AnnotationID: a.ID, Evidence: quote, EvidenceOf: b.ID, Remark: "by its own word", CreatedAt: c.now(), ChangedAt: c.now()}
	if diff := cmp.Diff(want, r); diff != "" || r.UID == "" {
		t.Error(diff)
	}
	wantRelations := func(id int64, want ...db.Relation) {
		t.Helper()
		got, err := l.Relations(ctx, id)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	wantRelations(ash.ID, want)
	wantRelations(birch.ID, want)
	ends := []db.Notice{db.ActorChanged{ID: ash.ID}, db.ActorChanged{ID: birch.ID}}
	if diff := cmp.Diff(ends, heard()); diff != "" {
		t.Error(diff)
	}
	// when it is edited
	c.advance(time.Minute)
	edited := want
	edited.ActorID, edited.OtherID, edited.Actor, edited.Other = birch.ID, ash.ID, "Birch", "Ash"
	edited.Kind, edited.Until, edited.Remark, edited.ChangedAt = db.RelationPartOf, db.Date{}, "", c.now()
	before, err := l.UpdateRelation(ctx, edited)
	must(t, err)
	if diff := cmp.Diff(want, before); diff != "" {
		t.Error(diff)
	}
	wantRelations(ash.ID, edited)
	if diff := cmp.Diff(ends, heard()); diff != "" {
		t.Error(diff)
	}
	// when nothing differs, nothing is told
	must(t, second(l.UpdateRelation(ctx, edited)))
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
	// when the evidence is in the trash, its words are not shown
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	without := edited
	without.Evidence, without.EvidenceOf = "", 0
	wantRelations(ash.ID, without)
	must(t, l.Restore(ctx, db.KindBrief, b.ID))
	wantRelations(ash.ID, edited)
	// when it is deleted
	heard()
	deleted, err := l.DeleteRelation(ctx, r.ID)
	must(t, err)
	if diff := cmp.Diff(edited, deleted); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{ends[1], ends[0]}, heard()); diff != "" {
		t.Error(diff)
	}
	wantRelations(ash.ID)
	// when that is taken back, it is the same
	c.advance(time.Minute)
	restored, err := l.AddRelation(ctx, deleted)
	must(t, err)
	if diff := cmp.Diff(edited, restored); diff != "" {
		t.Error(diff)
	}
	// when an actor is in the trash, the other shows no relation with it
	must(t, l.Trash(ctx, db.KindActor, birch.ID))
	wantRelations(ash.ID)
	wantRelations(birch.ID)
	must(t, l.Restore(ctx, db.KindActor, birch.ID))
	wantRelations(ash.ID, edited)
	// when it is gone for good, so is the relation
	must(t, l.Trash(ctx, db.KindActor, birch.ID))
	must(t, second(l.EmptyTrash(ctx)))
	if _, err := l.DeleteRelation(ctx, r.ID); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	wantSound(t, l)
}

func TestRelations_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch, gone := named(t, l, "Ash"), named(t, l, "Birch"), named(t, l, "Gone")
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	good := db.Relation{ActorID: ash.ID, OtherID: birch.ID, Kind: db.RelationFights, Since: db.Date{Earliest: "2020-01-01"}}
	r, err := l.AddRelation(ctx, good)
	must(t, err)
	other, err := l.AddRelation(ctx, db.Relation{ActorID: ash.ID, OtherID: birch.ID, Kind: db.RelationFights})
	must(t, err)
	with := func(edit func(*db.Relation)) db.Relation {
		r := good
		edit(&r)
		return r
	}
	for name, c := range map[string]struct {
		r    db.Relation
		want error
	}{
		"with itself":           {with(func(r *db.Relation) { r.OtherID = ash.ID }), db.ErrInvalid},
		"of nobody":             {with(func(r *db.Relation) { r.ActorID = 99 }), db.ErrNotFound},
		"with nobody":           {with(func(r *db.Relation) { r.OtherID = 0 }), db.ErrNotFound},
		"with one in the trash": {with(func(r *db.Relation) { r.OtherID = gone.ID }), db.ErrInvalid},
		"no kind":               {with(func(r *db.Relation) { r.Kind = "" }), db.ErrInvalid},
		"no such annotation":    {with(func(r *db.Relation) { r.AnnotationID = 99 }), db.ErrInvalid},
		"twice":                 {good, db.ErrExists},
	} {
		existing, err := l.AddRelation(ctx, c.r)
		if !errors.Is(err, c.want) || c.want == db.ErrExists && existing.ID != r.ID {
			t.Errorf("add %s: relation %d, error %v, want %v", name, existing.ID, err, c.want)
		}
		c.r.ID = other.ID
		if _, err := l.UpdateRelation(ctx, c.r); !errors.Is(err, c.want) {
			t.Errorf("update %s: error %v, want %v", name, err, c.want)
		}
	}
	if _, err := l.UpdateRelation(ctx, good); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	if _, err := l.DeleteRelation(ctx, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	if all, err := l.Relations(ctx, ash.ID); err != nil || len(all) != 2 {
		t.Errorf("%d relations, %v", len(all), err)
	}
}

func TestRelations_Passages(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, c := range map[string]struct {
		text string
		want int
	}{
		"in one sentence":               {"Ash met Birch.", 1},
		"in the other order":            {"Birch met Ash.", 1},
		"often in one sentence":         {"Ash met Birch and Ash left Birch.", 1},
		"in two sentences":              {"Ash met Birch. They left. Birch and Ash came.", 2},
		"in different sentences":        {"Ash came. Birch left.", 0},
		"in different lines":            {"Ash came\nBirch left", 0},
		"a short word is no end":        {"Ash met Gen. Birch.", 1},
		"only one":                      {"Ash came and left.", 0},
		"one name that both bear":       {"TR came.", 0},
		"a name both bear, and another": {"TR met Ash.", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			ash, birch, oak := named(t, l, "Ash", "TR"), named(t, l, "Birch", "TR"), named(t, l, "Oak")
			n := db.NewBrief{Title: "Trees", Text: c.text}
			b, err := l.AddBrief(ctx, n)
			must(t, err)
			gone := wordsBrief(t, l, "Gone", "", "In the trash, Ash met Birch.")
			search(t, l, b, gone)
			must(t, l.Trash(ctx, db.KindBrief, gone.ID))
			must(t, second(l.AddRelation(ctx, db.Relation{ActorID: birch.ID, OtherID: ash.ID, Kind: db.RelationFights})))
			must(t, second(l.AddRelation(ctx, db.Relation{ActorID: ash.ID, OtherID: oak.ID, Kind: db.RelationFights})))
			for _, a := range []db.Actor{ash, birch} {
				// when
				all, err := l.Relations(ctx, a.ID)
				must(t, err)
				// then
				if all[0].Passages != c.want {
					t.Errorf("%d passages name both, want %d", all[0].Passages, c.want)
				}
			}
		})
	}
}
