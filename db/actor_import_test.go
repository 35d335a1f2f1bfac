package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sidelight/db"
)

func TestImportActors(t *testing.T) {
	t.Parallel()
	// given two actors
	ctx := context.Background()
	l, c := newLibrary(t)
	known, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Summary: "Known.", Aliases: []db.Alias{{Name: "ZF", Kind: db.AliasAcronym, Origin: "a brief"}}})
	must(t, err)
	bare := named(t, l, "Bare")
	wantNameChanges(t, l, "Zaytun Front", "ZF", "Bare")
	heard := listen(t, l)
	c.advance(time.Minute)
	// when a list adds one and has names for both
	actors, err := l.ImportActors(ctx, []db.ActorImport{
		{Actor: db.Actor{ID: 7, UID: "theirs", Name: " Olive League ", Kind: "armed group", Summary: "New.", Origin: "list.csv",
			Aliases: []db.Alias{{ID: 7, Name: "OL", Kind: db.AliasAcronym, Origin: "page 3"}, {Name: "Olive League"}}}},
		{Into: known.ID, Actor: db.Actor{Name: "ZFX", Summary: "Theirs.", Origin: "list.csv", Aliases: []db.Alias{{Name: "ZF"}, {Name: "Front of Olives", Kind: db.AliasTranslation}, {Name: "the Front", Weak: true}}}},
		{Into: bare.ID, Actor: db.Actor{Name: "Bare", Summary: "Theirs."}},
	})
	must(t, err)
	// then the new one is there, under an id of its own
	want := db.Actor{ID: actors[0].ID, UID: actors[0].UID, Name: "Olive League", Kind: "armed group", Summary: "New.", Origin: "list.csv",
		LookedAt: c.now(), CreatedAt: c.now(), ChangedAt: c.now(), Aliases: []db.Alias{{ID: actors[0].Aliases[0].ID, Name: "OL", Kind: db.AliasAcronym, Origin: "page 3"}}}
	if diff := cmp.Diff(want, actors[0]); diff != "" || want.ID == 7 || want.UID == "theirs" {
		t.Error(want.ID, want.UID, diff)
	}
	// and the known one has gained the names it lacked, nothing else
	want = known
	want.ChangedAt = c.now()
	want.Aliases = append(want.Aliases, db.Alias{Name: "ZFX", Kind: db.AliasAcronym, Origin: "list.csv"},
		db.Alias{Name: "Front of Olives", Kind: db.AliasTranslation, Origin: "list.csv"}, db.Alias{Name: "the Front", Kind: db.AliasOther, Weak: true, Origin: "list.csv"})
	if diff := cmp.Diff(want, actors[1], cmpopts.IgnoreFields(db.Alias{}, "ID")); diff != "" {
		t.Error(diff)
	}
	if actors[1].Aliases[0].ID != known.Aliases[0].ID {
		t.Error("its own alias became another")
	}
	// and the bare one a summary
	bare.Summary, bare.ChangedAt = "Theirs.", c.now()
	if diff := cmp.Diff(bare, actors[2]); diff != "" {
		t.Error(diff)
	}
	for _, a := range actors {
		if diff := cmp.Diff(actorNow(t, l, a.ID), a); diff != "" {
			t.Error(diff)
		}
	}
	// and it is told once
	if diff := cmp.Diff([]db.Notice{db.LibraryChanged{}}, heard()); diff != "" {
		t.Error(diff)
	}
	wantNameChanges(t, l, "Olive League", "OL", "ZFX", "Front of Olives", "the Front")
	// when it is one row, it is told of the one
	actors, err = l.ImportActors(ctx, []db.ActorImport{{Actor: db.Actor{Name: "Single"}}})
	must(t, err)
	if diff := cmp.Diff([]db.Notice{db.ActorChanged{ID: actors[0].ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when it is none
	must(t, second(l.ImportActors(ctx, nil)))
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
	wantSound(t, l)
}

func TestImportActors_AllOrNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	known := named(t, l, "Known")
	gone := named(t, l, "Gone")
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	merged := named(t, l, "Merged")
	must(t, second(l.MergeActors(ctx, known.ID, merged.ID)))
	before := tablesNow(t, l)
	for name, c := range map[string]struct {
		row  db.ActorImport
		want error
	}{
		"no name":                  {db.ActorImport{Actor: db.Actor{Name: " "}}, db.ErrInvalid},
		"one that is there":        {db.ActorImport{Actor: db.Actor{Name: "KNOWN", Kind: "armed group"}}, db.ErrExists},
		"one that is twice":        {db.ActorImport{Actor: db.Actor{Name: "first"}}, db.ErrExists},
		"into nobody":              {db.ActorImport{Actor: db.Actor{Name: "x"}, Into: 99}, db.ErrNotFound},
		"into one in the trash":    {db.ActorImport{Actor: db.Actor{Name: "x"}, Into: gone.ID}, db.ErrInvalid},
		"into one that is another": {db.ActorImport{Actor: db.Actor{Name: "x"}, Into: merged.ID}, db.ErrInvalid},
	} {
		actors, err := l.ImportActors(ctx, []db.ActorImport{{Actor: db.Actor{Name: "First"}}, c.row})
		if !errors.Is(err, c.want) || len(actors) != 0 {
			t.Errorf("%s: %d actors, error %v, want %v", name, len(actors), err, c.want)
		}
		if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}
