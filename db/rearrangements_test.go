package db_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/db"
)

// grove is a library of a few actors who share names, with texts that name
// them, decisions, relations and notes.
type grove struct {
	l      *db.Library
	clock  *clock
	briefs []db.Brief
}

// words are what actors of a grove are called, and texts are made of: some
// fold to the same.
var words = []string{"Ash", "ASH", "Birch", "BR", "Côte", "Cote", "Dune", "Elm"}

func anyGrove(t *rapid.T, path string, weak bool) grove {
	ctx := context.Background()
	c := newClock()
	l, err := db.Open(ctx, path, db.Options{Clock: c.now})
	if err != nil {
		t.Fatal(err)
	}
	check := func(err error) {
		if err != nil && !errors.Is(err, db.ErrExists) { // of names, relations and notes drawn twice
			t.Fatal(err)
		}
	}
	g := grove{l: l, clock: c}
	var actors []db.ActorImport
	for i := range rapid.IntRange(2, 5).Draw(t, "actors") {
		a := db.Actor{Name: rapid.SampledFrom(words).Draw(t, "name"), Kind: fmt.Sprint("kind ", i)}
		for range rapid.IntRange(0, 4).Draw(t, "aliases") {
			a.Aliases = append(a.Aliases, db.Alias{Name: rapid.SampledFrom(words).Draw(t, "alias"), Weak: weak && rapid.IntRange(0, 4).Draw(t, "weak") == 0,
				Origin: rapid.SampledFrom([]string{"", "a list"}).Draw(t, "origin")})
		}
		actors = append(actors, db.ActorImport{Actor: a})
	}
	added, err := l.ImportActors(ctx, actors)
	check(err)
	for _, a := range added {
		if rapid.IntRange(0, 2).Draw(t, "has a note") == 0 {
			check(second(l.AddNote(ctx, db.Note{ActorID: a.ID, Body: rapid.SampledFrom([]string{"", "A note.", "Lines.\n"}).Draw(t, "note")})))
		}
	}
	for i := range rapid.IntRange(1, 2).Draw(t, "briefs") {
		text := fmt.Sprint(i)
		for range rapid.IntRange(1, 5).Draw(t, "length") {
			text += " " + rapid.SampledFrom(words).Draw(t, "word")
		}
		b, err := l.AddBrief(ctx, db.NewBrief{Title: text, Text: text})
		if errors.Is(err, db.ErrExists) {
			continue
		}
		check(err)
		g.briefs = append(g.briefs, b)
	}
	search(t, l, g.briefs...)
	for _, b := range g.briefs {
		g.decide(t, b)
	}
	for range rapid.IntRange(0, 4).Draw(t, "relations") {
		r := db.Relation{ActorID: g.pick(t), OtherID: g.pick(t), Kind: rapid.SampledFrom(db.RelationKinds[:2]).Draw(t, "kind")}
		if r.ActorID != r.OtherID {
			check(second(l.AddRelation(ctx, r)))
		}
	}
	return g
}

// listed are the actors that can be merged and split.
func (g grove) listed(t *rapid.T) []db.Actor {
	all, err := g.l.Actors(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (g grove) pick(t *rapid.T) int64 {
	return rapid.SampledFrom(actorIDs(g.listed(t))).Draw(t, "actor")
}

// decide settles some of the mentions of a brief.
func (g grove) decide(t *rapid.T, b db.Brief) {
	mentions, err := g.l.Mentions(context.Background(), b.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mentions {
		d := db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: m.Start, End: m.End}
		switch rapid.IntRange(0, 8).Draw(t, "decision") {
		case 0:
			d.Verdict, d.ActorID = db.StateSettled, m.ActorID
		case 1:
			d.Verdict, d.ActorID = db.StateSettled, g.pick(t)
		case 2:
			d.Verdict = db.StateNobody
		}
		if d.Verdict != "" && (d.ActorID != 0 || d.Verdict == db.StateNobody) {
			if _, err := g.l.Decide(context.Background(), d); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// rearrange merges two actors or splits one, as drawn.
func (g grove) rearrange(t *rapid.T) db.Rearrangement {
	ctx := context.Background()
	all := g.listed(t)
	g.clock.advance(time.Minute)
	if len(all) > 1 && rapid.Bool().Draw(t, "merge") {
		pair := rapid.Permutation(all).Draw(t, "pair")
		r, err := g.l.MergeActors(ctx, pair[0].ID, pair[1].ID)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	all = slices.DeleteFunc(all, func(a db.Actor) bool { return len(a.Aliases) == 0 })
	if len(all) == 0 {
		t.Skip("no actor has another name")
	}
	a := rapid.SampledFrom(all).Draw(t, "split")
	var aliases []int64
	for _, alias := range rapid.Permutation(a.Aliases).Draw(t, "aliases")[:rapid.IntRange(1, len(a.Aliases)).Draw(t, "so many")] {
		aliases = append(aliases, alias.ID)
	}
	// Of its names only those that link: another would be found only when the
	// texts are searched for it.
	names := []string{"New", a.Name}
	for _, alias := range a.Aliases {
		if !alias.Weak {
			names = append(names, alias.Name)
		}
	}
	name := rapid.SampledFrom(names).Draw(t, "name")
	_, r, err := g.l.SplitActor(ctx, a.ID, aliases, db.Actor{Name: name, Kind: fmt.Sprint("made at ", g.clock.now())})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (g grove) tables(t *rapid.T) string {
	tables, err := actorTables(g.l.Path())
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// sound fails when a check finds anything, or an actor bears a name twice.
func (g grove) sound(t *rapid.T) {
	findings, err := g.l.Check(context.Background())
	if err != nil || len(findings) > 0 {
		t.Fatalf("check: %v, %v", findings, err)
	}
	for _, a := range g.listed(t) {
		names := []string{a.Name}
		for _, alias := range a.Aliases {
			names = append(names, alias.Name)
		}
		slices.Sort(names)
		if len(slices.Compact(slices.Clone(names))) != len(names) {
			t.Fatalf("an actor bears a name twice: %q", names)
		}
	}
}

// TestRearrangements_UndoneInOrder merges and splits in any way, and wants
// every step that is taken back, the last first, to leave what was before it.
func TestRearrangements_UndoneInOrder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		libraries++
		g := anyGrove(t, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), true)
		defer g.l.Close()
		var done []db.Rearrangement
		var before []string
		for range rapid.IntRange(1, 4).Draw(t, "steps") {
			before = append(before, g.tables(t))
			done = append(done, g.rearrange(t))
			g.sound(t)
		}
		for i := len(done) - 1; i >= 0; i-- {
			if err := g.l.UndoRearrangement(context.Background(), done[i].ID); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(before[i], g.tables(t)); diff != "" {
				t.Fatalf("after taking back the %s of %s: %s", done[i].Kind, done[i].FromName, diff)
			}
		}
		g.sound(t)
	})
}

// TestRearrangements_SearchedBetween searches the texts again after each step,
// as happens in the background, and wants the mentions that moved at once to be
// those that are found then. (A weak name that becomes another's strong one is
// found only then.)
func TestRearrangements_SearchedBetween(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		libraries++
		g := anyGrove(t, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), false)
		defer g.l.Close()
		shown := func() (all []string) {
			for _, b := range g.briefs {
				mentions, err := g.l.Mentions(context.Background(), b.ID)
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range mentions {
					all = append(all, fmt.Sprint(m.BriefID, m.Start, m.ActorID, m.State, m.Ambiguous))
				}
			}
			slices.Sort(all)
			return all
		}
		var done []db.Rearrangement
		step := func(what string, do func()) {
			do()
			moved := shown()
			search(t, g.l, g.briefs...)
			if diff := cmp.Diff(shown(), moved); diff != "" {
				t.Fatalf("after %s: %s", what, diff)
			}
		}
		for range rapid.IntRange(1, 3).Draw(t, "steps") {
			step("a step", func() { done = append(done, g.rearrange(t)) })
		}
		for _, r := range slices.Backward(done) {
			step("taking it back", func() {
				if err := g.l.UndoRearrangement(context.Background(), r.ID); err != nil {
					t.Fatal(err)
				}
			})
		}
		g.sound(t)
	})
}

// TestMerges_UndoneInAnyOrder merges several actors and takes that back in any
// order that is allowed: in the end all is as it was.
func TestMerges_UndoneInAnyOrder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		libraries++
		g := anyGrove(t, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), true)
		defer g.l.Close()
		before := g.tables(t)
		var left []db.Rearrangement
		for range rapid.IntRange(1, 4).Draw(t, "merges") {
			pair := rapid.Permutation(g.listed(t)).Draw(t, "pair")
			if len(pair) < 2 {
				break
			}
			r, err := g.l.MergeActors(ctx, pair[0].ID, pair[1].ID)
			if err != nil {
				t.Fatal(err)
			}
			left = append(left, r)
		}
		for len(left) > 0 {
			var refused []db.Rearrangement // what gained was merged on, which has to be taken back first
			for _, r := range rapid.Permutation(left).Draw(t, "order") {
				switch err := g.l.UndoRearrangement(ctx, r.ID); {
				case errors.Is(err, db.ErrInvalid):
					refused = append(refused, r)
				case err != nil:
					t.Fatal(err)
				default:
					g.sound(t)
				}
			}
			if len(refused) == len(left) {
				t.Fatal("none can be taken back")
			}
			left = refused
		}
		if diff := cmp.Diff(before, g.tables(t)); diff != "" {
			t.Fatal(diff)
		}
	})
}
