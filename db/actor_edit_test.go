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

// allOf is the update that makes an actor what it was.
func allOf(a db.Actor) db.ActorUpdate {
	return db.ActorUpdate{Name: &a.Name, Kind: &a.Kind, Summary: &a.Summary, Aliases: &a.Aliases}
}

func TestUpdateActor_AndTakenBack(t *testing.T) {
	t.Parallel()
	// given an actor with three other names
	ctx := context.Background()
	l, c := newLibrary(t)
	a, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Kind: "armed group", Summary: "s", Origin: "list.csv", Aliases: []db.Alias{
		{Name: "ZF", Kind: db.AliasAcronym, Origin: "a brief"}, {Name: "Olive Front", Kind: db.AliasTranslation}, {Name: "the Front", Weak: true}}})
	must(t, err)
	must(t, second(l.AddActor(ctx, db.Actor{Name: "Other", Aliases: []db.Alias{{Name: "OT"}}})))
	heard := listen(t, l)
	c.advance(time.Minute)
	// when it is renamed to one of them, which loses one and gains one
	name, kind := " Olive Front ", "military"
	aliases := []db.Alias{a.Aliases[2], {Name: "Zaytun Front", Kind: db.AliasFormerName}, a.Aliases[1], {ID: a.Aliases[0].ID, Name: "Z.F.", Kind: db.AliasAcronym}}
	before, err := l.UpdateActor(ctx, a.ID, db.ActorUpdate{Name: &name, Kind: &kind, Aliases: &aliases})
	must(t, err)
	// then it is returned as it was
	if diff := cmp.Diff(a, before); diff != "" {
		t.Error(diff)
	}
	// and is as it was told to be, without its own name among the others
	want := a
	want.Name, want.Kind, want.ChangedAt = "Olive Front", "military", c.now()
	after := actorNow(t, l, a.ID)
	want.Aliases = []db.Alias{a.Aliases[2], {ID: after.Aliases[1].ID, Name: "Zaytun Front", Kind: db.AliasFormerName},
		{ID: a.Aliases[0].ID, Name: "Z.F.", Kind: db.AliasAcronym, Origin: "a brief"}}
	if diff := cmp.Diff(want, after); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.ActorChanged{ID: a.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when that is taken back
	undone, err := l.UpdateActor(ctx, a.ID, allOf(before))
	must(t, err)
	// then all is as it was, by the same ids
	if diff := cmp.Diff(after, undone); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(a, actorNow(t, l, a.ID), cmpopts.IgnoreFields(db.Actor{}, "ChangedAt")); diff != "" {
		t.Error(diff)
	}
	// when it is done again
	must(t, second(l.UpdateActor(ctx, a.ID, allOf(undone))))
	if diff := cmp.Diff(after, actorNow(t, l, a.ID), cmpopts.IgnoreFields(db.Actor{}, "ChangedAt")); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestUpdateActor_NothingDiffers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, c := newLibrary(t)
	a := named(t, l, "Zaytun Front", "ZF")
	wantNameChanges(t, l, "Zaytun Front", "ZF")
	heard := listen(t, l)
	c.advance(time.Minute)
	must(t, second(l.UpdateActor(ctx, a.ID, allOf(a))))
	must(t, second(l.UpdateActor(ctx, a.ID, db.ActorUpdate{})))
	if diff := cmp.Diff(a, actorNow(t, l, a.ID)); diff != "" {
		t.Error(diff)
	}
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
	wantNameChanges(t, l)
}

func TestUpdateActor_NotesNamesThatChanged(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, c := range map[string]struct {
		edit func(*db.Actor)
		want []string
	}{
		"renamed":        {func(a *db.Actor) { a.Name = "Olive Front" }, []string{"Olive Front", "Zaytun Front"}},
		"came":           {func(a *db.Actor) { a.Aliases = append(a.Aliases, db.Alias{Name: "New"}) }, []string{"New"}},
		"went":           {func(a *db.Actor) { a.Aliases = a.Aliases[:1] }, []string{"the Front"}},
		"weak":           {func(a *db.Actor) { a.Aliases[0].Weak = true }, []string{"ZF"}},
		"strong":         {func(a *db.Actor) { a.Aliases[1].Weak = false }, []string{"the Front"}},
		"no acronym":     {func(a *db.Actor) { a.Aliases[0].Kind = db.AliasOther }, []string{"ZF"}},
		"an acronym":     {func(a *db.Actor) { a.Aliases[1].Kind = db.AliasAcronym }, []string{"the Front"}},
		"another kind":   {func(a *db.Actor) { a.Aliases[1].Kind = db.AliasNickname }, nil},
		"in other order": {func(a *db.Actor) { a.Aliases[0], a.Aliases[1] = a.Aliases[1], a.Aliases[0] }, nil},
		"summary":        {func(a *db.Actor) { a.Summary = "who" }, nil},
		"name as alias":  {func(a *db.Actor) { a.Name, a.Aliases[0].Name = "ZF", "Zaytun Front" }, []string{"ZF", "Zaytun Front"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			a, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Aliases: []db.Alias{{Name: "ZF", Kind: db.AliasAcronym}, {Name: "the Front", Weak: true}}})
			must(t, err)
			wantNameChanges(t, l, "Zaytun Front", "ZF", "the Front")
			// when
			c.edit(&a)
			must(t, second(l.UpdateActor(ctx, a.ID, allOf(a))))
			// then
			wantNameChanges(t, l, c.want...)
		})
	}
}

func TestUpdateActor_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	a := named(t, l, "Zaytun Front", "ZF")
	named(t, l, "Olive Front")
	place, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Kind: "place"})
	must(t, err)
	gone := named(t, l, "Gone")
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	before := tablesNow(t, l)
	text := func(s string) *string { return &s }
	for name, c := range map[string]struct {
		id   int64
		u    db.ActorUpdate
		want error
	}{
		"no name":                {a.ID, db.ActorUpdate{Name: text(" ")}, db.ErrInvalid},
		"another's name":         {a.ID, db.ActorUpdate{Name: text("olive  FRONT")}, db.ErrExists},
		"a name in the trash":    {a.ID, db.ActorUpdate{Name: text("gone")}, db.ErrExists},
		"another's name by kind": {place.ID, db.ActorUpdate{Kind: text("armed group")}, db.ErrExists},
		"nobody":                 {99, db.ActorUpdate{}, db.ErrNotFound},
	} {
		if _, err := l.UpdateActor(ctx, c.id, c.u); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	// and an id of another actor's alias makes a new one
	stolen := []db.Alias{{ID: a.Aliases[0].ID, Name: "OF"}}
	must(t, second(l.UpdateActor(ctx, place.ID, db.ActorUpdate{Aliases: &stolen})))
	if diff := cmp.Diff(a, actorNow(t, l, a.ID)); diff != "" {
		t.Error(diff)
	}
	if got := actorNow(t, l, place.ID).Aliases; len(got) != 1 || got[0].ID == a.Aliases[0].ID || got[0].Name != "OF" {
		t.Errorf("aliases %+v", got)
	}
}

func TestLookedAt(t *testing.T) {
	t.Parallel()
	// given an actor whose name stands in a brief imported before it was added,
	// and in one imported after
	ctx := context.Background()
	l, c := newLibrary(t)
	old := wordsBrief(t, l, "Old", "", "Ash met Ash.")
	c.advance(time.Minute)
	a := named(t, l, "Ash")
	c.advance(time.Minute)
	late := wordsBrief(t, l, "Late", "", "Ash left.")
	search(t, l, old, late)
	wantNews := func(want int) {
		t.Helper()
		rows, _, err := l.FindActors(ctx, db.ActorFilter{})
		must(t, err)
		if rows[0].Mentions != 3 || rows[0].Briefs != 2 || rows[0].New != want {
			t.Errorf("row %+v, want %d new", rows[0], want)
		}
		page, _, err := l.MentionsOf(ctx, a.ID, 0, 0)
		must(t, err)
		news := 0
		for _, m := range page {
			if m.New {
				news++
			}
			if m.New && m.Brief.ID != late.ID {
				t.Errorf("new in %q", m.Brief.Title)
			}
		}
		if news != want {
			t.Errorf("%d marked new, want %d", news, want)
		}
	}
	// then what came since is new
	wantNews(1)
	// when its page was in view
	heard := listen(t, l)
	c.advance(time.Minute)
	must(t, l.LookedAt(ctx, a.ID))
	// then nothing is, and those who count it hear of it
	wantNews(0)
	if at := actorNow(t, l, a.ID).LookedAt; !at.Equal(c.now()) {
		t.Errorf("looked at %v", at)
	}
	if diff := cmp.Diff([]db.Notice{db.ActorChanged{ID: a.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when it is in view again with nothing new, nobody does
	c.advance(time.Minute)
	must(t, l.LookedAt(ctx, a.ID))
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
	if err := l.LookedAt(ctx, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
}
