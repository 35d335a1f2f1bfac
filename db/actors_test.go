package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestActors(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	heard := listen(t, l)
	// when
	a, err := l.AddActor(ctx, db.Actor{Name: " Zaytun Front ", Kind: "armed group", Summary: "Founded in 2011.", Aliases: []db.Alias{
		{Name: "ZF", Kind: db.AliasAcronym},
		{Name: "Zaytun Front"}, // its own name
		{Name: " "},
		{Name: "the \"Front\"", Weak: true},
		{Name: "ZF"}, // again
		{Name: "Zaytūn Front", Kind: db.AliasTransliteration},
	}})
	must(t, err)
	// then
	want := db.Actor{ID: a.ID, UID: a.UID, Name: "Zaytun Front", Kind: "armed group", Summary: "Founded in 2011.",
		LookedAt: c.now(), CreatedAt: c.now(), ChangedAt: c.now(), Aliases: []db.Alias{
			{ID: 1, Name: "ZF", Kind: db.AliasAcronym},
			{ID: 2, Name: "the \"Front\"", Kind: db.AliasOther, Weak: true},
			{ID: 3, Name: "Zaytūn Front", Kind: db.AliasTransliteration},
		}}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.ActorChanged{ID: a.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	read, err := l.Actor(ctx, a.ID)
	must(t, err)
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	// when others are there
	earlier, err := l.AddActor(ctx, db.Actor{Name: "Émir"})
	must(t, err)
	state, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Kind: "place"}) // another kind, another actor
	must(t, err)
	trashed, err := l.AddActor(ctx, db.Actor{Name: "Gone"})
	must(t, err)
	must(t, l.Trash(ctx, db.KindActor, trashed.ID))
	// then the list is by name
	all, err := l.Actors(ctx)
	must(t, err)
	if diff := cmp.Diff([]db.Actor{earlier, want, state}, all); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestActors_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	a, err := l.AddActor(ctx, db.Actor{Name: "Émir", Kind: "person"})
	must(t, err)
	if _, err := l.AddActor(ctx, db.Actor{Name: " "}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	if _, err := l.Actor(ctx, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	must(t, l.Trash(ctx, db.KindActor, a.ID))
	again, err := l.AddActor(ctx, db.Actor{Name: "EMIR", Kind: "person"})
	if !errors.Is(err, db.ErrExists) || again.ID != a.ID || again.TrashedAt.IsZero() {
		t.Errorf("actor %+v, error %v", again, err)
	}
}

func TestActorsNamed(t *testing.T) {
	t.Parallel()
	// given two who share an acronym, and one in the trash
	ctx := context.Background()
	l, _ := newLibrary(t)
	add := func(name string, aliases ...db.Alias) int64 {
		a, err := l.AddActor(ctx, db.Actor{Name: name, Aliases: aliases})
		must(t, err)
		return a.ID
	}
	zaytun := add("Zaytūn Front", db.Alias{Name: "ZF", Kind: db.AliasAcronym}, db.Alias{Name: "the Front", Weak: true}, db.Alias{Name: "ZF "})
	zone := add("Zonal Forces", db.Alias{Name: "Z.F."}, db.Alias{Name: "zf"})
	gone := add("ZF")
	must(t, l.Trash(ctx, db.KindActor, gone))
	for name, want := range map[string][]int64{
		"zaytun  FRONT": {zaytun},
		"Zf":            {zaytun, zone},
		"The Front":     {zaytun}, // weak ones too
		"Front":         nil,
		"":              nil,
	} {
		// when
		actors, err := l.ActorsNamed(ctx, name)
		must(t, err)
		// then
		if diff := cmp.Diff(want, actorIDs(actors)); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
	// and the names to search for are those of all but the one in the trash
	names, err := l.ActorNames(ctx)
	must(t, err)
	want := []db.ActorName{
		{ActorID: zaytun, Name: "Zaytūn Front"},
		{ActorID: zone, Name: "Zonal Forces"},
		{ActorID: zaytun, Name: "ZF", Acronym: true},
		{ActorID: zaytun, Name: "the Front", Weak: true},
		{ActorID: zone, Name: "Z.F."},
		{ActorID: zone, Name: "zf"},
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestActors_NameChangesAreNoted(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	a, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Aliases: []db.Alias{{Name: "ZF"}}})
	must(t, err)
	wantNameChanges(t, l, "Zaytun Front", "ZF") // added
	must(t, l.Trash(ctx, db.KindActor, a.ID))
	wantNameChanges(t, l, "Zaytun Front", "ZF")
	must(t, l.Restore(ctx, db.KindActor, a.ID))
	wantNameChanges(t, l, "Zaytun Front", "ZF")
	must(t, l.Restore(ctx, db.KindActor, a.ID)) // does nothing
	wantNameChanges(t, l)
	must(t, l.Trash(ctx, db.KindActor, a.ID))
	wantNameChanges(t, l, "Zaytun Front", "ZF")
	must(t, second(l.EmptyTrash(ctx)))
	wantNameChanges(t, l, "Zaytun Front", "ZF")
}
