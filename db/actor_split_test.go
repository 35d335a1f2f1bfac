package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func mustSplit(tb testing.TB, l *db.Library, a db.Actor, made db.Actor, aliases ...db.Alias) (db.Actor, db.Rearrangement) {
	tb.Helper()
	var ids []int64
	for _, alias := range aliases {
		ids = append(ids, alias.ID)
	}
	made, r, err := l.SplitActor(context.Background(), a.ID, ids, made)
	must(tb, err)
	return made, r
}

func TestSplitActor(t *testing.T) {
	t.Parallel()
	// given a brief that names an actor by three names, settled for each
	ctx := context.Background()
	l, c := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Birch. BR left, Ash and Birch stayed.")
	ash, err := l.AddActor(ctx, db.Actor{Name: "Ash", Kind: "armed group", Aliases: []db.Alias{
		{Name: "Aesc"}, {Name: "Birch", Kind: db.AliasNickname}, {Name: "BR", Kind: db.AliasAcronym, Origin: "merged from Birch"}}})
	must(t, err)
	search(t, l, b)
	for _, at := range []int{24, 32} {
		mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: at, End: at + strings.Index("Ash and Birch stayed."[at-24:]+" ", " "),
			Verdict: db.StateSettled, ActorID: ash.ID})
	}
	wantMentions(t, l, b, "0 Ash: Ash", "8 Birch: Ash", "15 BR: Ash", "24 Ash: Ash settled", "32 Birch: Ash settled")
	before := tablesNow(t, l)
	wantNameChanges(t, l, "Ash", "Aesc", "Birch", "BR")
	// when two of the names become an actor named as one of them
	made, r := mustSplit(t, l, ash, db.Actor{Name: " Birch ", Kind: "person", Summary: "Another.", Aliases: []db.Alias{{Name: "ignored"}}}, ash.Aliases[2], ash.Aliases[1])
	// then it has the other one, and says where it came from
	want := db.Actor{ID: made.ID, UID: made.UID, Name: "Birch", Kind: "person", Summary: "Another.", Origin: "split from Ash",
		LookedAt: c.now(), CreatedAt: c.now(), ChangedAt: c.now(),
		Aliases: []db.Alias{{ID: ash.Aliases[2].ID, Name: "BR", Kind: db.AliasAcronym, Origin: "merged from Birch"}}}
	if diff := cmp.Diff(want, made); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, actorNow(t, l, made.ID)); diff != "" {
		t.Error(diff)
	}
	left := ash
	left.Aliases = ash.Aliases[:1]
	if diff := cmp.Diff(left, actorNow(t, l, ash.ID)); diff != "" {
		t.Error(diff)
	}
	// and the mentions by those names are its own, settled or not
	split := []string{"0 Ash: Ash", "8 Birch: Birch", "15 BR: Birch", "24 Ash: Ash settled", "32 Birch: Birch settled"}
	wantMentions(t, l, b, split...)
	search(t, l, b)
	wantMentions(t, l, b, split...)
	wantNameChanges(t, l, "Birch", "BR")
	wantR := []db.Rearrangement{{ID: r.ID, Kind: "split actor", IntoID: ash.ID, FromID: made.ID, FromName: "Birch", DoneAt: c.now()}}
	for _, id := range []int64{ash.ID, made.ID} {
		got, err := l.Rearrangements(ctx, id)
		must(t, err)
		if diff := cmp.Diff(wantR, got); diff != "" {
			t.Error(diff)
		}
	}
	// when it is taken back
	mustUndo(t, l, r)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	wantNameChanges(t, l, "Birch", "BR")
	// when it is done again, the same actor comes back
	again, _ := mustSplit(t, l, ash, made, ash.Aliases[1], ash.Aliases[2])
	if diff := cmp.Diff(want, again); diff != "" {
		t.Error(diff)
	}
	wantMentions(t, l, b, split...)
	wantSound(t, l)
}

func TestSplitActor_NameOfItsOwn(t *testing.T) {
	t.Parallel()
	// given a name that stays, and is the new actor's too
	l, _ := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Birch. Aesc left.")
	ash := named(t, l, "Ash", "Birch", "Aesc")
	search(t, l, b)
	before := tablesNow(t, l)
	// when
	made, r := mustSplit(t, l, ash, db.Actor{Name: "Aesc"}, ash.Aliases[0])
	// then the name is ambiguous
	wantMentions(t, l, b, "0 Ash: Ash", "8 Birch: Aesc", "15 Aesc: Aesc?", "15 Aesc: Ash?")
	if len(made.Aliases) != 1 || made.Aliases[0].Origin != "split from Ash" {
		t.Errorf("aliases %+v", made.Aliases)
	}
	mustUndo(t, l, r)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
}

func TestUndoSplit_WhatWasAddedSinceStays(t *testing.T) {
	t.Parallel()
	// given a split, after which the new actor got a name, a relation and a note
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, oak := named(t, l, "Ash", "Birch", "BR"), named(t, l, "Oak")
	made, r := mustSplit(t, l, ash, db.Actor{Name: "Birch"}, ash.Aliases...)
	aliases := append(made.Aliases, db.Alias{Name: "Since"})
	must(t, second(l.UpdateActor(ctx, made.ID, db.ActorUpdate{Aliases: &aliases})))
	must(t, second(l.AddRelation(ctx, db.Relation{ActorID: oak.ID, OtherID: made.ID, Kind: db.RelationFights})))
	must(t, second(l.AddNote(ctx, db.Note{ActorID: made.ID, Body: "Of the birch."})))
	// when it is taken back
	mustUndo(t, l, r)
	// then all of it is the first actor's
	got := actorNow(t, l, ash.ID)
	if len(got.Aliases) != 3 || got.Aliases[0] != ash.Aliases[0] || got.Aliases[1] != ash.Aliases[1] || got.Aliases[2].Name != "Since" {
		t.Errorf("aliases %+v", got.Aliases)
	}
	relations, err := l.Relations(ctx, ash.ID)
	must(t, err)
	if len(relations) != 1 || relations[0].Actor != "Oak" || relations[0].Other != "Ash" {
		t.Errorf("relations %+v", relations)
	}
	if n, err := l.ActorNote(ctx, ash.ID); err != nil || n.Body != "## Birch\n\nOf the birch." {
		t.Errorf("note %q, %v", n.Body, err)
	}
	if all, err := l.Actors(ctx); err != nil || len(all) != 2 {
		t.Errorf("%d actors, %v", len(all), err)
	}
	wantSound(t, l)
}

func TestSplitActor_Refused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, oak, gone, merged := named(t, l, "Ash", "Birch", "BR"), named(t, l, "Oak", "OK"), named(t, l, "Gone", "GN"), named(t, l, "Merged", "MG")
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	mustMerge(t, l, oak, merged)
	before := tablesNow(t, l)
	birch := []int64{ash.Aliases[0].ID}
	for name, c := range map[string]struct {
		id      int64
		aliases []int64
		made    db.Actor
		want    error
	}{
		"nobody":               {99, birch, db.Actor{Name: "Birch"}, db.ErrNotFound},
		"one in the trash":     {gone.ID, []int64{gone.Aliases[0].ID}, db.Actor{Name: "GN"}, db.ErrInvalid},
		"a merged one":         {merged.ID, []int64{merged.Aliases[0].ID}, db.Actor{Name: "MG"}, db.ErrInvalid},
		"no aliases":           {ash.ID, nil, db.Actor{Name: "Birch"}, db.ErrInvalid},
		"another's alias":      {ash.ID, []int64{birch[0], oak.Aliases[0].ID}, db.Actor{Name: "Birch"}, db.ErrInvalid},
		"no name":              {ash.ID, birch, db.Actor{Name: " "}, db.ErrInvalid},
		"a name that is there": {ash.ID, birch, db.Actor{Name: "oak", Kind: "armed group"}, db.ErrExists},
	} {
		if _, _, err := l.SplitActor(ctx, c.id, c.aliases, c.made); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	// when what a split made was merged on or thrown away, it cannot be taken back
	made, r := mustSplit(t, l, ash, db.Actor{Name: "Birch"}, ash.Aliases[0])
	onward := mustMerge(t, l, oak, made)
	if err := l.UndoRearrangement(ctx, r.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	mustUndo(t, l, onward)
	must(t, l.Trash(ctx, db.KindActor, made.ID))
	if err := l.UndoRearrangement(ctx, r.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}
