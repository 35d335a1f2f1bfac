package roster_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/roster"
	"sidelight/db"
)

func newLibrary(t testing.TB) *db.Library {
	t.Helper()
	lib, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "l.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func addActor(t testing.TB, lib *db.Library, a db.Actor) db.Actor {
	t.Helper()
	added, err := lib.AddActor(t.Context(), a)
	must(t, err)
	return added
}

func plan(t testing.TB, lib *db.Library, text string) []roster.Planned {
	t.Helper()
	list, err := roster.Parse("list.csv", []byte(text))
	must(t, err)
	planned, err := roster.Plan(t.Context(), lib, list)
	must(t, err)
	return planned
}

func apply(t testing.TB, lib *db.Library, planned []roster.Planned) roster.Report {
	t.Helper()
	r, err := roster.Apply(t.Context(), lib, planned, nil)
	must(t, err)
	return r
}

func lines(r roster.Report) []string {
	var all []string
	for _, l := range r.Lines {
		all = append(all, l.String())
	}
	return all
}

// everybody tells the library's actors, by name.
func everybody(t testing.TB, lib *db.Library) []string {
	t.Helper()
	actors, err := lib.Actors(t.Context())
	must(t, err)
	var all []string
	for _, a := range actors {
		s := a.Name + " (" + a.Kind + ")"
		for _, alias := range a.Aliases {
			s += ", " + alias.Name
		}
		all = append(all, s)
	}
	return all
}

// overlapping is a list of which each row stands differently to the library
// that newOverlapped makes.
const overlapping = `name,kind,aliases,summary
Salt Road Post,media,SRP,
GREY HERON BRIGADES,,ghb,
Marsh Union,,GHB;Union of the Marsh,
Kato,person,the pilot,
Committee of the Rivers,,Two Rivers,Meets in spring.
Lorin,place,,
Sunken Bell,,,
,person,,
`

func newOverlapped(t testing.TB) *db.Library {
	t.Helper()
	lib := newLibrary(t)
	addActor(t, lib, db.Actor{Name: "Grey Heron Brigades", Kind: "armed group", Aliases: []db.Alias{{Name: "GHB", Kind: db.AliasAcronym}}})
	addActor(t, lib, db.Actor{Name: "Old Pilot", Kind: "person", Aliases: []db.Alias{{Name: "Kato", Weak: true}, {Name: "the pilot"}}})
	addActor(t, lib, db.Actor{Name: "Committee of the Rivers", Kind: "other", Aliases: []db.Alias{{Name: "Two Rivers"}}})
	addActor(t, lib, db.Actor{Name: "Lorin", Kind: "state"})
	bell := addActor(t, lib, db.Actor{Name: "Sunken Bell", Kind: "other"})
	must(t, lib.Trash(t.Context(), db.KindActor, bell.ID))
	return lib
}

func TestPlan(t *testing.T) {
	t.Parallel()
	// given a library that holds some of a list's actors under one name or another
	lib := newOverlapped(t)
	before := everybody(t, lib)
	// when the list is held against it
	var got []string
	for _, p := range plan(t, lib, overlapping) {
		s := fmt.Sprintf("%s: %s: %s", p.Name(), p.Action, p.Choice.Do)
		if p.Why != "" {
			s += ": " + p.Why
		}
		if p.CanAdd {
			s += " (can be added)"
		}
		got = append(got, s)
	}
	// then every row says what it is, and only new actors are to come in
	check(t, []string{
		"Salt Road Post: add: add (can be added)",
		"GREY HERON BRIGADES: same: leave out: the library has it",
		"Marsh Union: merge?: leave out: it shares “GHB” with Grey Heron Brigades (armed group) (can be added)",
		"Kato: add: add (can be added)", // weak names do not count, of the row or of the library
		"Committee of the Rivers: merge?: leave out: it shares “Committee of the Rivers”, “Two Rivers” with Committee of the Rivers (other)",
		"Lorin: merge?: leave out: it shares “Lorin” with Lorin (state) (can be added)",
		"Sunken Bell: skip: leave out: an actor of this name is in the trash; restore it, or empty the trash",
		"line 9: skip: leave out: there is no name",
	}, got)
	check(t, before, everybody(t, lib))
}

func TestApply_NothingSilently(t *testing.T) {
	t.Parallel()
	// given a list with new actors and with some who may be there
	lib := newOverlapped(t)
	// when it is imported as planned
	r := apply(t, lib, plan(t, lib, overlapping))
	// then what is new is added and nothing else changes
	check(t, []string{
		"added: Salt Road Post",
		"same: GREY HERON BRIGADES",
		"left out: Marsh Union: it shares “GHB” with Grey Heron Brigades (armed group)",
		"added: Kato",
		"left out: Committee of the Rivers: it shares “Committee of the Rivers”, “Two Rivers” with Committee of the Rivers (other)",
		"left out: Lorin: it shares “Lorin” with Lorin (state)",
		"left out: Sunken Bell: an actor of this name is in the trash; restore it, or empty the trash",
		"failed: line 9: there is no name",
	}, lines(r))
	check(t, []string{
		"Committee of the Rivers (other), Two Rivers", "Grey Heron Brigades (armed group), GHB", "Kato (person), the pilot",
		"Lorin (state)", "Old Pilot (person), Kato, the pilot", "Salt Road Post (media), SRP",
	}, everybody(t, lib))
	// and importing it again adds nothing
	again := apply(t, lib, plan(t, lib, overlapping))
	check(t, 0, again.Count(roster.Added)+again.Count(roster.Merged))
}

func TestApply_Offers(t *testing.T) {
	t.Parallel()
	lib := newOverlapped(t)
	// given a plan with the offers taken, but for one row that is to be apart
	planned := plan(t, lib, overlapping)
	roster.TakeOffers(planned)
	for i := range planned {
		if planned[i].Actor.Name == "Lorin" {
			planned[i].Choice = roster.Choice{Do: roster.DoAdd}
		}
	}
	// when it is applied
	r := apply(t, lib, planned)
	// then names and summaries are where they were offered to go
	check(t, 2, r.Count(roster.Merged))
	check(t, "merged: Marsh Union into Grey Heron Brigades", r.Lines[2].String())
	check(t, "merged: Committee of the Rivers", r.Lines[4].String())
	check(t, "Meets in spring.", r.Lines[4].Actor.Summary)
	check(t, []string{
		"Committee of the Rivers (other), Two Rivers", "Grey Heron Brigades (armed group), GHB, Marsh Union, Union of the Marsh", "Kato (person), the pilot",
		"Lorin (state)", "Lorin (place)", "Old Pilot (person), Kato, the pilot", "Salt Road Post (media), SRP",
	}, everybody(t, lib))
}

// TestApply_Impossible: what cannot be done is said, and keeps nothing else
// out.
func TestApply_Impossible(t *testing.T) {
	t.Parallel()
	lib := newOverlapped(t)
	planned := plan(t, lib, overlapping)
	for i := range planned {
		planned[i].Choice = roster.Choice{Do: roster.DoAdd}
	}
	r := apply(t, lib, planned)
	check(t, "failed: Committee of the Rivers: the library has an actor of this name and kind, perhaps in the trash", r.Lines[4].String())
	check(t, "left out: Sunken Bell: an actor of this name is in the trash; restore it, or empty the trash", r.Lines[6].String())
	check(t, "failed: line 9: there is no name", r.Lines[7].String())
	check(t, "added: Marsh Union", r.Lines[2].String())
	// and merging into nobody adds nobody
	lib = newLibrary(t)
	planned = plan(t, lib, "name\nLorin\n")
	planned[0].Choice = roster.Choice{Do: roster.DoMerge}
	check(t, []string{"left out: Lorin: not wanted"}, lines(apply(t, lib, planned)))
	check(t, 0, len(everybody(t, lib)))
}

// TestTakeOffers_Doubt: where several actors may be meant, somebody must say
// which.
func TestTakeOffers_Doubt(t *testing.T) {
	t.Parallel()
	// given two actors that share an acronym, one of them with a name of its own in the list
	lib := newLibrary(t)
	addActor(t, lib, db.Actor{Name: "Front of the Marsh", Kind: "other", Aliases: []db.Alias{{Name: "FM"}}})
	addActor(t, lib, db.Actor{Name: "Fleet Men", Kind: "other", Aliases: []db.Alias{{Name: "FM"}}})
	planned := plan(t, lib, "name,aliases\nFar Mountain,FM\nFleet Men,FM;Men of the Fleet\n")
	// when the offers are taken
	roster.TakeOffers(planned)
	r := apply(t, lib, planned)
	// then only the actor that is meant gains
	check(t, []string{
		"left out: Far Mountain: it shares “FM” with Front of the Marsh (other); it shares “FM” with Fleet Men (other)",
		"merged: Fleet Men",
	}, lines(r))
	check(t, []string{"Fleet Men (other), FM, Men of the Fleet", "Front of the Marsh (other), FM"}, everybody(t, lib))
}

// TestApply_Again: an export that comes back changes nothing, and where one
// row was edited, that row is offered.
func TestApply_Again(t *testing.T) {
	t.Parallel()
	lib := newOverlapped(t)
	actors, err := lib.Actors(t.Context())
	must(t, err)
	var b strings.Builder
	must(t, roster.WriteCSV(&b, actors))
	for _, p := range plan(t, lib, b.String()) {
		check(t, roster.ActionSame, p.Action)
	}
	edited := strings.Replace(b.String(), `"Old Pilot"`, `"Older Pilot"`, 1)
	for _, p := range plan(t, lib, edited) {
		if p.Actor.Name == "Older Pilot" {
			check(t, roster.ActionMerge, p.Action)
			check(t, "Old Pilot", p.With[0].Actor.Name)
			check(t, true, p.With[0].SameUID)
		}
	}
}

func TestApply_Relations(t *testing.T) {
	t.Parallel()
	// given a library that has one actor of a bundle
	lib := newLibrary(t)
	ministry := addActor(t, lib, db.Actor{Name: "Ministry of Tides", Kind: "government body", Summary: "Known."})
	planned, err := roster.Plan(t.Context(), lib, parseFile(t, "bundle.json"))
	must(t, err)
	// when it is imported, and again
	r := apply(t, lib, planned)
	planned, err = roster.Plan(t.Context(), lib, parseFile(t, "bundle.json"))
	must(t, err)
	again := apply(t, lib, planned)
	// then the relations stand between the actors, once
	check(t, 3, r.Relations)
	check(t, 0, again.Relations)
	relations, err := lib.Relations(t.Context(), ministry.ID)
	must(t, err)
	var got []string
	for _, r := range relations {
		got = append(got, fmt.Sprintf("%s: %s: %s: %s %s", r.Actor, r.Kind, r.Other, r.Remark, r.Since.Earliest))
	}
	slices.Sort(got)
	check(t, []string{"Harbour Master of Lorin: part of: Ministry of Tides:  ", "Pale Lantern: other: Ministry of Tides: attributed to 2021-03-04"}, got)
}

// TestApply_Cancelled: a list that is stopped leaves the library as it was.
func TestApply_Cancelled(t *testing.T) {
	t.Parallel()
	lib := newOverlapped(t)
	planned := plan(t, lib, overlapping)
	before := everybody(t, lib)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := roster.Apply(ctx, lib, planned, func(done, _ int) {
		if done == 0 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	check(t, before, everybody(t, lib))
	if _, err := roster.Plan(ctx, lib, roster.List{Rows: []roster.Row{{}}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestApply_Progress: what is told of the progress only grows, and ends whole.
func TestApply_Progress(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	planned, err := roster.Plan(t.Context(), lib, parseFile(t, "bundle.json"))
	must(t, err)
	last, all := -1, 0
	_, err = roster.Apply(t.Context(), lib, planned, func(done, total int) {
		if done < last || done > total || all != 0 && total != all {
			t.Errorf("%d of %d after %d of %d", done, total, last, all)
		}
		last, all = done, total
	})
	must(t, err)
	if last != all || all == 0 {
		t.Errorf("ended with %d of %d", last, all)
	}
}

// BenchmarkPlanAndApply imports 10,000 rows into a library of 10,000 actors,
// half of which are there.
func BenchmarkPlanAndApply(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		lib := newLibrary(b)
		apply(b, lib, plan(b, lib, manyRows(0)))
		text := manyRows(5_000)
		b.StartTimer()
		planned := plan(b, lib, text)
		r := apply(b, lib, planned)
		if r.Count(roster.Added) != 5_000 || r.Count(roster.Same) != 5_000 {
			b.Fatalf("%d added, %d same", r.Count(roster.Added), r.Count(roster.Same))
		}
	}
}

func manyRows(from int) string {
	var s strings.Builder
	s.WriteString("name,aliases,summary\n")
	for i := from; i < from+10_000; i++ {
		fmt.Fprintf(&s, "Group %d of the marsh,\"Marsh men %d; M%dG; Band number %d\",Seen.\n", i, i, i, i)
	}
	return s.String()
}
