package db_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sidelight/db"
)

func mustMerge(tb testing.TB, l *db.Library, into, from db.Actor) db.Rearrangement {
	tb.Helper()
	r, err := l.MergeActors(context.Background(), into.ID, from.ID)
	must(tb, err)
	return r
}

func mustUndo(tb testing.TB, l *db.Library, r db.Rearrangement) {
	tb.Helper()
	must(tb, l.UndoRearrangement(context.Background(), r.ID))
}

func TestMergeActors_Names(t *testing.T) {
	t.Parallel()
	// given two actors who share a name, the second known by an acronym
	ctx := context.Background()
	l, c := newLibrary(t)
	into, err := l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Kind: "armed group", Aliases: []db.Alias{{Name: "ZF", Kind: db.AliasAcronym, Origin: "a brief"}}})
	must(t, err)
	from, err := l.AddActor(ctx, db.Actor{Name: "OLF", Kind: "armed group", Aliases: []db.Alias{
		{Name: "ZF", Kind: db.AliasOther}, {Name: "Zaytun Front"}, {Name: "Olive League Force", Kind: db.AliasTranslation, Origin: "a list"}, {Name: "the force", Weak: true}}})
	must(t, err)
	wantNameChanges(t, l, "Zaytun Front", "ZF", "OLF", "Olive League Force", "the force")
	before := tablesNow(t, l)
	heard := listen(t, l)
	c.advance(time.Minute)
	// when
	r, err := l.MergeActors(ctx, into.ID, from.ID)
	must(t, err)
	// then the first has the names of both, each once, and where they came from
	want := into
	want.ChangedAt = c.now()
	want.Aliases = []db.Alias{into.Aliases[0],
		{Name: "OLF", Kind: db.AliasAcronym, Origin: "merged from OLF"},
		{Name: "Olive League Force", Kind: db.AliasTranslation, Origin: "merged from OLF"},
		{Name: "the force", Kind: db.AliasOther, Weak: true, Origin: "merged from OLF"}}
	if diff := cmp.Diff(want, actorNow(t, l, into.ID), cmpopts.IgnoreFields(db.Alias{}, "ID")); diff != "" {
		t.Error(diff)
	}
	// and the second is in no list, but can be read
	all, err := l.Actors(ctx)
	must(t, err)
	byName, err := l.ActorsNamed(ctx, "olf")
	must(t, err)
	if diff := cmp.Diff([][]int64{{into.ID}, {into.ID}}, [][]int64{actorIDs(all), actorIDs(byName)}); diff != "" {
		t.Error(diff)
	}
	names, err := l.ActorNames(ctx)
	must(t, err)
	if i := slices.IndexFunc(names, func(n db.ActorName) bool { return n.ActorID == from.ID }); i >= 0 {
		t.Errorf("texts are searched for %+v", names[i])
	}
	if counts, err := l.Counts(ctx); err != nil || counts.Actors != 1 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	if diff := cmp.Diff(from, actorNow(t, l, from.ID)); diff != "" {
		t.Error(diff)
	}
	wantNameChanges(t, l, "OLF", "ZF", "Zaytun Front", "Olive League Force", "the force")
	if n := heard(); !slices.Contains(n, db.Notice(db.ActorChanged{ID: into.ID})) || !slices.Contains(n, db.Notice(db.ActorChanged{ID: from.ID})) {
		t.Errorf("notices %v", n)
	}
	// and both pages tell of the merge
	wantR := []db.Rearrangement{{ID: r.ID, Kind: "merge actors", IntoID: into.ID, FromID: from.ID, FromName: "OLF", DoneAt: c.now()}}
	for _, id := range []int64{into.ID, from.ID} {
		got, err := l.Rearrangements(ctx, id)
		must(t, err)
		if diff := cmp.Diff(wantR, got); diff != "" {
			t.Error(diff)
		}
	}
	// when it is taken back, all is as it was
	mustUndo(t, l, r)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	wantNameChanges(t, l, "OLF", "ZF", "Zaytun Front", "Olive League Force", "the force")
	if got, err := l.Rearrangements(ctx, into.ID); err != nil || len(got) != 0 {
		t.Errorf("merges %+v, %v", got, err)
	}
	// when it is taken back twice
	if err := l.UndoRearrangement(ctx, r.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	if err := l.UndoRearrangement(ctx, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	wantSound(t, l)
}

func TestMergeActors_WeakNames(t *testing.T) {
	t.Parallel()
	// given a name that is weak with the one and links to the other
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Trees.")
	ash, err := l.AddActor(ctx, db.Actor{Name: "Ash", Aliases: []db.Alias{{Name: "Trees", Weak: true}}})
	must(t, err)
	birch, oak := named(t, l, "Birch", "Trees"), named(t, l, "Oak", "Trees")
	search(t, l, b)
	wantMentions(t, l, b, "0 Ash: Ash", "8 Trees: Birch?", "8 Trees: Oak?")
	before := tablesNow(t, l)
	// when they are merged, one after another
	first := mustMerge(t, l, ash, birch)
	onward := mustMerge(t, l, ash, oak)
	// then it still links
	wantMentions(t, l, b, "0 Ash: Ash", "8 Trees: Ash")
	search(t, l, b)
	wantMentions(t, l, b, "0 Ash: Ash", "8 Trees: Ash")
	// when only the first is taken back, it does still
	mustUndo(t, l, first)
	wantMentions(t, l, b, "0 Ash: Ash", "8 Trees: Ash?", "8 Trees: Birch?")
	// when both are, all is as it was
	mustUndo(t, l, onward)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
}

func TestMergeActors_MentionsAndDecisions(t *testing.T) {
	t.Parallel()
	// given a brief that names two actors, by a name both bear, too, which was
	// settled in one place, and by words that were added
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Birch. TR left, TR came. They stayed.")
	ash, birch := named(t, l, "Ash", "TR"), named(t, l, "Birch", "TR")
	search(t, l, b)
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 15, End: 17, Verdict: db.StateSettled, ActorID: birch.ID})
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 33, End: 37, Verdict: db.StateAdded, ActorID: birch.ID})
	parted := []string{"0 Ash: Ash", "8 Birch: Birch", "15 TR: Birch settled", "24 TR: Ash?", "24 TR: Birch?", "33 Birch: Birch added"}
	wantMentions(t, l, b, parted...)
	before := tablesNow(t, l)
	// when
	r := mustMerge(t, l, ash, birch)
	// then all of it is the one's, and nothing is ambiguous
	merged := []string{"0 Ash: Ash", "8 Birch: Ash", "15 TR: Ash settled", "24 TR: Ash", "33 Birch: Ash added"}
	wantMentions(t, l, b, merged...)
	// also when the text is searched again
	search(t, l, b)
	wantMentions(t, l, b, merged[0], merged[1], merged[2], merged[3], "33 Ash: Ash added")
	decisions, err := l.Decisions(ctx, b.ID, db.DecideMention)
	must(t, err)
	for _, d := range decisions {
		if d.ActorID != ash.ID {
			t.Errorf("decision %+v", d)
		}
	}
	// when it is taken back
	mustUndo(t, l, r)
	wantMentions(t, l, b, parted...)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestMergeActors_WhatWasAddedSinceStays(t *testing.T) {
	t.Parallel()
	// given a merge, after which a name, a relation, a decision and words of the
	// note were added
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Birch. They left.")
	ash, birch, oak := named(t, l, "Ash"), named(t, l, "Birch", "BR"), named(t, l, "Oak")
	must(t, second(l.AddNote(ctx, db.Note{ActorID: birch.ID, Body: "Of the birch."})))
	search(t, l, b)
	r := mustMerge(t, l, ash, birch)
	aliases := append(actorNow(t, l, ash.ID).Aliases, db.Alias{Name: "Since"})
	must(t, second(l.UpdateActor(ctx, ash.ID, db.ActorUpdate{Aliases: &aliases})))
	since, err := l.AddRelation(ctx, db.Relation{ActorID: ash.ID, OtherID: oak.ID, Kind: db.RelationFights})
	must(t, err)
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 15, End: 19, Verdict: db.StateAdded, ActorID: ash.ID})
	note, err := l.ActorNote(ctx, ash.ID)
	must(t, err)
	must(t, second(l.SaveNote(ctx, note.ID, "", note.Body+"\n\nWritten since.")))
	// when it is taken back
	mustUndo(t, l, r)
	// then they stay where they were added
	var names []string
	for _, alias := range actorNow(t, l, ash.ID).Aliases {
		names = append(names, alias.Name)
	}
	if diff := cmp.Diff([]string{"Since"}, names); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(birch, actorNow(t, l, birch.ID)); diff != "" {
		t.Error(diff)
	}
	relations, err := l.Relations(ctx, ash.ID)
	must(t, err)
	if len(relations) != 1 || relations[0].ID != since.ID {
		t.Errorf("relations %+v", relations)
	}
	wantMentions(t, l, b, "0 Ash: Ash", "8 Birch: Birch", "15 Ash: Ash added")
	if n, err := l.ActorNote(ctx, ash.ID); err != nil || strings.TrimSpace(n.Body) != "Written since." {
		t.Errorf("note %q, %v", n.Body, err)
	}
	if n, err := l.ActorNote(ctx, birch.ID); err != nil || n.Body != "Of the birch." {
		t.Errorf("note %q, %v", n.Body, err)
	}
	wantSound(t, l)
}

func TestMergeActors_Relations(t *testing.T) {
	t.Parallel()
	// given relations of an actor with the one it is merged into, with others,
	// and one that both have
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch, oak := named(t, l, "Ash"), named(t, l, "Birch"), named(t, l, "Oak")
	relate := func(a, o db.Actor, kind db.RelationKind, since string) {
		must(t, second(l.AddRelation(ctx, db.Relation{ActorID: a.ID, OtherID: o.ID, Kind: kind, Since: db.Date{Written: since, Earliest: since}})))
	}
	relate(ash, oak, db.RelationSupports, "2020")
	relate(birch, oak, db.RelationSupports, "2020") // the same
	relate(birch, oak, db.RelationSupports, "2021") // not the same
	relate(oak, birch, db.RelationCommands, "")
	relate(birch, ash, db.RelationPartOf, "")
	relate(ash, birch, db.RelationCommands, "")
	before := tablesNow(t, l)
	wantRelations := func(a db.Actor, want ...string) {
		t.Helper()
		all, err := l.Relations(ctx, a.ID)
		must(t, err)
		var got []string
		for _, r := range all {
			got = append(got, strings.TrimSpace(strings.Join([]string{r.Actor, string(r.Kind), r.Other, r.Since.Written}, " ")))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", a.Name, diff)
		}
	}
	// when
	r := mustMerge(t, l, ash, birch)
	// then it has each once, none with itself
	merged := []string{"Ash supports Oak 2020", "Ash supports Oak 2021", "Oak commands Ash"}
	wantRelations(ash, merged...)
	wantRelations(oak, merged...)
	wantRelations(birch)
	// when it is taken back
	mustUndo(t, l, r)
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestMergeActors_Notes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, c := range map[string]struct{ into, from, want string }{
		"both":             {"Of the ash.", "Of the birch.", "Of the ash.\n\n## Birch\n\nOf the birch."},
		"ends in a line":   {"Of the ash.\n", "Of the birch.\n", "Of the ash.\n\n## Birch\n\nOf the birch."},
		"only the giver's": {"", "Of the birch.", "## Birch\n\nOf the birch."},
		"only the other's": {"Of the ash.", "", "Of the ash."},
		"none":             {"", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			ash, birch := named(t, l, "Ash"), named(t, l, "Birch")
			for a, body := range map[int64]string{ash.ID: c.into, birch.ID: c.from} {
				if body != "" {
					must(t, second(l.AddNote(ctx, db.Note{ActorID: a, Body: body})))
				}
			}
			before := tablesNow(t, l)
			// when
			r := mustMerge(t, l, ash, birch)
			// then
			note, err := l.ActorNote(ctx, ash.ID)
			must(t, err)
			if diff := cmp.Diff(c.want, note.Body); diff != "" {
				t.Error(diff)
			}
			notes, err := l.Notes(ctx, db.NoteFilter{})
			must(t, err)
			for _, n := range notes {
				if n.ActorID != ash.ID {
					t.Errorf("the list has %+v", n)
				}
			}
			if c.into != "" && c.from != "" {
				if history, err := l.NoteHistory(ctx, note.ID); err != nil || len(history) == 0 || history[0].Body != c.into {
					t.Errorf("history %+v, %v", history, err)
				}
			}
			// when it is taken back
			mustUndo(t, l, r)
			if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
				t.Error(diff)
			}
			wantSound(t, l)
		})
	}
}

func TestMergeActors_EditedNoteKeepsItsWords(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch := named(t, l, "Ash"), named(t, l, "Birch")
	must(t, second(l.AddNote(ctx, db.Note{ActorID: birch.ID, Body: "Of the birch."})))
	r := mustMerge(t, l, ash, birch)
	note, err := l.ActorNote(ctx, ash.ID)
	must(t, err)
	// when the words that came were rewritten
	must(t, second(l.SaveNote(ctx, note.ID, "", "Of the birch, which is an ash.")))
	mustUndo(t, l, r)
	// then both stay
	for id, want := range map[int64]string{ash.ID: "Of the birch, which is an ash.", birch.ID: "Of the birch."} {
		if n, err := l.ActorNote(ctx, id); err != nil || n.Body != want {
			t.Errorf("note %q, %v, want %q", n.Body, err, want)
		}
	}
}

func TestMergeActors_Refused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch, oak, gone := named(t, l, "Ash"), named(t, l, "Birch"), named(t, l, "Oak"), named(t, l, "Gone")
	must(t, l.Trash(ctx, db.KindActor, gone.ID))
	mustMerge(t, l, ash, oak)
	before := tablesNow(t, l)
	for name, c := range map[string]struct {
		into, from int64
		want       error
		says       string
	}{
		"into itself":       {ash.ID, ash.ID, db.ErrInvalid, "itself"},
		"into nobody":       {99, ash.ID, db.ErrNotFound, "actor 99"},
		"nobody":            {ash.ID, 99, db.ErrNotFound, "actor 99"},
		"into the trash":    {gone.ID, ash.ID, db.ErrInvalid, "Gone is in the trash"},
		"from the trash":    {ash.ID, gone.ID, db.ErrInvalid, "Gone is in the trash"},
		"into a merged one": {oak.ID, birch.ID, db.ErrInvalid, "Oak was merged into Ash"},
		"a merged one":      {birch.ID, oak.ID, db.ErrInvalid, "Oak was merged into Ash"},
	} {
		if _, err := l.MergeActors(ctx, c.into, c.from); !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v, want %v that says %q", name, err, c.want, c.says)
		}
	}
	// and one that is merged cannot go to the trash by itself
	if err := l.Trash(ctx, db.KindActor, oak.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	if diff := cmp.Diff(before, tablesNow(t, l)); diff != "" {
		t.Error(diff)
	}
}

func TestUndoMerge_Refused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch, oak := named(t, l, "Ash"), named(t, l, "Birch"), named(t, l, "Oak")
	first := mustMerge(t, l, birch, oak)
	wantRefused := func(why string) {
		t.Helper()
		if err := l.UndoRearrangement(ctx, first.ID); !errors.Is(err, db.ErrInvalid) || !strings.Contains(err.Error(), why) {
			t.Errorf("error %v, want ErrInvalid that says %q", err, why)
		}
	}
	// when the one that gained was merged on
	onward := mustMerge(t, l, ash, birch)
	wantRefused("Birch was merged into Ash")
	mustUndo(t, l, onward)
	// when it is in the trash
	must(t, l.Trash(ctx, db.KindActor, birch.ID))
	wantRefused("Birch is in the trash")
	must(t, l.Restore(ctx, db.KindActor, birch.ID))
	// when there is another actor of the name, which a merge makes room for
	another := named(t, l, "OAK")
	wantRefused("another Oak")
	// when that has another name
	name := "Holm Oak"
	_, err := l.UpdateActor(ctx, another.ID, db.ActorUpdate{Name: &name})
	must(t, err)
	mustUndo(t, l, first)
	if diff := cmp.Diff(oak, actorNow(t, l, oak.ID)); diff != "" {
		t.Error(diff)
	}
}
