package findings_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sidelight/app/findings"
	"sidelight/db"
)

// mentionIDs are the rows of a brief's mentions: other numbers mean that they
// were written again.
func mentionIDs(tb testing.TB, lib *db.Library, brief int64) []int64 {
	tb.Helper()
	mentions, err := lib.Mentions(context.Background(), brief)
	must(tb, err)
	var ids []int64
	for _, m := range mentions {
		ids = append(ids, m.ID)
	}
	return ids
}

func TestPublicationDateSetLaterResolvesEveryYear(t *testing.T) {
	t.Parallel()
	// given a brief without a date that was read
	lib := newLibrary(t)
	b := add(t, lib, newBrief("The wells", "", paragraph("The Salt Front took the wells on July 28 (Hill Radio, July 29).")))
	catchUp(t, lib)
	r := report(t, lib, b.ID)
	if len(r.Citations) != 1 || r.Citations[0].Date.Earliest != "" || r.Citations[0].Date.Written != "July 29" {
		t.Fatalf("before: %+v", r.Citations)
	}
	// when its publication date is set
	date := db.Date{Written: "2 September 2019", Earliest: "2019-09-02", Latest: "2019-09-02", Rule: "as written"}
	_, err := lib.UpdateBrief(t.Context(), b.ID, db.BriefUpdate{Published: &date})
	must(t, err)
	// then it is to be read again, and its dates have that year and say why
	if n := countUnread(t, lib); n != 1 {
		t.Fatalf("%d briefs are unread, want 1", n)
	}
	catchUp(t, lib)
	r = report(t, lib, b.ID)
	if c := r.Citations[0].Date; c.Earliest != "2019-07-29" || c.Latest != "2019-07-29" || !strings.Contains(c.Rule, "2019-09-02") {
		t.Errorf("the citation is dated %+v", c)
	}
	if len(r.Events) != 1 || r.Events[0].Date.Earliest != "2019-07-28" || !strings.Contains(r.Events[0].Date.Rule, "2019-09-02") {
		t.Errorf("the statement is dated %+v", r.Events)
	}
}

func TestChangedNamesAreSearchedForWhereTheyStand(t *testing.T) {
	t.Parallel()
	// given an actor, and briefs of which two have another name of it
	lib := newLibrary(t)
	front := addActor(t, lib, "Salt Front")
	var all []db.Brief
	for i, words := range []string{
		"The Salt Front took the wells.", "The Ardal column left, and the Salt Front came.", "Nobody came.", "The ardal hills are dry.", "At last the ARDAL COLUMN turned back."} {
		all = append(all, add(t, lib, newBrief(fmt.Sprint("Wells ", i), "2024-08-20", paragraph(words))))
	}
	catchUp(t, lib)
	affected := []int64{all[1].ID, all[4].ID}
	before := map[int64][]int64{}
	for _, b := range all {
		before[b.ID] = mentionIDs(t, lib, b.ID)
	}
	// when the actor gets the name
	rename(t, lib, front.ID, "Ardal Column")
	catchUp(t, lib)
	// then the briefs that have it name the actor there
	for _, id := range affected {
		if words := named(report(t, lib, id), "Salt Front"); !slices.ContainsFunc(words, func(w string) bool { return strings.EqualFold(w, "Ardal column") }) {
			t.Errorf("brief %d names the actor at %q", id, words)
		}
	}
	// and nothing was written to the others
	for _, b := range all {
		if !slices.Contains(affected, b.ID) && !slices.Equal(mentionIDs(t, lib, b.ID), before[b.ID]) {
			t.Errorf("the mentions of brief %d were written again", b.ID)
		}
	}
	wantCaughtUp(t, lib)
	// and when the name is taken away, then its mentions go
	rename(t, lib, front.ID)
	catchUp(t, lib)
	if words := named(report(t, lib, all[1].ID), "Salt Front"); !slices.Equal(words, []string{"Salt Front"}) {
		t.Errorf("the actor is named at %q", words)
	}
	if words := named(report(t, lib, all[4].ID), "Salt Front"); len(words) > 0 {
		t.Errorf("the actor is named at %q", words)
	}
	wantCaughtUp(t, lib)
}

func TestWeakNameFindsNothingUntilItIsNot(t *testing.T) {
	t.Parallel()
	// given an actor with a weak name that a brief has
	lib := newLibrary(t)
	b := add(t, lib, newBrief("The wells", "2024-08-20", paragraph("In Ardal the Wardens took the wells.")))
	a := addActor(t, lib, "Ardal Water Guard")
	set := func(weak bool) {
		_, err := lib.UpdateActor(t.Context(), a.ID, db.ActorUpdate{Aliases: &[]db.Alias{{Name: "the Wardens", Kind: db.AliasNickname, Weak: weak}}})
		must(t, err)
		catchUp(t, lib)
	}
	// when it is weak, not weak, and weak again, then it names the actor only between
	for _, weak := range []bool{true, false, true} {
		set(weak)
		if words := named(report(t, lib, b.ID), a.Name); (len(words) == 0) != weak {
			t.Errorf("weak %t: the actor is named at %q", weak, words)
		}
	}
}

func TestSettingReadsEverythingAgain(t *testing.T) {
	t.Parallel()
	// given a brief that defines an acronym, read with the definition as two mentions
	lib := newLibrary(t)
	addActor(t, lib, "Ardal Salt Front", "ASF")
	b := add(t, lib, newBrief("The wells", "2024-08-20", paragraph("The Ardal Salt Front (ASF) took the wells.")))
	catchUp(t, lib)
	if words := named(report(t, lib, b.ID), "Ardal Salt Front"); len(words) != 2 {
		t.Fatalf("before: named at %q", words)
	}
	// when the setting says that it is one
	must(t, lib.SetSetting(t.Context(), findings.SettingOneMention, "one"))
	catchUp(t, lib)
	// then it is
	if words := named(report(t, lib, b.ID), "Ardal Salt Front"); len(words) != 1 {
		t.Errorf("named at %q", words)
	}
}

// TestStoppedAnywhere stops reading at every moment that can be told apart
// from outside, and goes on from there.
func TestStoppedAnywhere(t *testing.T) {
	t.Parallel()
	for name, stop := range map[string]func(lib *db.Library, cancel func()) findings.Progress{
		"before it began": func(_ *db.Library, cancel func()) findings.Progress { cancel(); return nil },
		"after a page":    func(_ *db.Library, cancel func()) findings.Progress { return func(int, int) { cancel() } },
		"when a page was stored": func(lib *db.Library, cancel func()) findings.Progress {
			lib.Subscribe(func(n db.Notice) {
				if _, ok := n.(db.FindingsChanged); ok {
					cancel()
				}
			})
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given a library that was not read, and one whose actors got their names later
			lib := mustOpen(t, copyMany(t), db.Options{})
			for _, part := range []string{"reading", "searching"} {
				if part == "searching" {
					for _, name := range cast {
						addActor(t, lib, name)
					}
				}
				// when it is stopped
				ctx, cancel := context.WithCancel(t.Context())
				err := findings.CatchUp(ctx, lib, stop(lib, cancel))
				cancel()
				// then it says so
				if !errors.Is(err, context.Canceled) {
					t.Fatalf("%s: stopped with %v", part, err)
				}
				// and what was not done is still to be done
				changes, err := lib.NameChanges(t.Context())
				must(t, err)
				if unread := countUnread(t, lib); part == "reading" && unread%50 != many%50 && unread != 0 || part == "searching" && len(changes) == 0 {
					t.Fatalf("%s: %d unread, %d names to be searched for", part, unread, len(changes))
				}
				// and every brief that was read was read whole
				wantReadWhole(t, lib)
				// and the next time the rest is done
				catchUp(t, lib)
				wantCaughtUp(t, lib)
			}
		})
	}
}

// wantReadWhole holds the briefs that were read against what reading gives
// but for names, which may be yet to be searched for.
func wantReadWhole(t *testing.T, lib *db.Library) {
	t.Helper()
	unread, err := lib.Unread(t.Context(), findings.Rules(false), 0, 10_000)
	must(t, err)
	names, err := findings.Names(t.Context(), lib)
	must(t, err)
	for _, b := range allBriefs(t, lib) {
		if slices.Contains(unread, b.ID) {
			continue
		}
		rev, err := lib.Revision(t.Context(), b.RevisionID)
		must(t, err)
		read := findings.Read(b, rev, names, false)
		citations, err := lib.Citations(t.Context(), db.CitationFilter{BriefID: b.ID})
		must(t, err)
		_, events, err := lib.Events(t.Context(), db.EventFilter{BriefIDs: []int64{b.ID}})
		must(t, err)
		mentions, err := lib.Mentions(t.Context(), b.ID)
		must(t, err)
		if len(citations) != len(read.Citations) || events != len(read.Events) || len(mentions) != 0 && len(mentions) != len(read.Mentions) {
			t.Errorf("brief %d was read in part: %d citations, %d events, %d mentions", b.ID, len(citations), events, len(mentions))
		}
	}
}

func TestEditsBetweenPagesAreSeen(t *testing.T) {
	t.Parallel()
	// given a library that is being read
	lib := mustOpen(t, copyMany(t), db.Options{})
	actor := addActor(t, lib, cast[0])
	edits := []func(){
		func() { rename(t, lib, actor.ID, column) },
		func() { // of a brief that is on the page being stored, or was
			date := db.Date{Written: "1999", Earliest: "1999-01-01", Latest: "1999-12-31", Rule: "as written"}
			_, err := lib.UpdateBrief(t.Context(), 30, db.BriefUpdate{Published: &date})
			must(t, err)
		},
		func() { add(t, lib, newBrief("A late one", "2024-08-20", paragraph("The "+column+" left."))) },
		func() { must(t, lib.Trash(t.Context(), db.KindBrief, 58)) },
		func() { rename(t, lib, actor.ID, column, "Ardal Column") },
	}
	// when names and briefs are edited between its pages and right after a page was stored
	var mu sync.Mutex
	edit := func() {
		mu.Lock()
		defer mu.Unlock()
		if len(edits) > 0 {
			next := edits[0]
			edits = edits[1:]
			next()
		}
	}
	lib.Subscribe(func(n db.Notice) {
		if _, ok := n.(db.FindingsChanged); ok {
			edit()
		}
	})
	must(t, findings.CatchUp(t.Context(), lib, func(int, int) { edit() }))
	// then all of it is seen
	if len(edits) > 0 {
		t.Fatalf("%d edits were not made", len(edits))
	}
	wantCaughtUp(t, lib)
	if c := report(t, lib, 30).Citations; len(c) == 0 || c[0].Date.Earliest > "1999-12-31" {
		t.Errorf("brief 30 has citations of %+v", c)
	}
}

func TestEditBetweenReadingAndStoringIsSeen(t *testing.T) {
	t.Parallel()
	// given briefs that were read but not stored yet
	lib := newLibrary(t)
	actor := addActor(t, lib, "Salt Front")
	named := add(t, lib, newBrief("Wells 1", "2024-08-20", paragraph("The "+column+" took the wells.")))
	dated := add(t, lib, newBrief("Wells 2", "2024-08-20", paragraph("They fell (Hill Radio, July 29).")))
	gone := add(t, lib, newBrief("Wells 3", "2024-08-20", paragraph("Nobody came.")))
	edits := func() {
		// when another program gives an actor a name, searches all texts for it, and forgets that it did
		rename(t, lib, actor.ID, column)
		changes, err := lib.NameChanges(t.Context())
		must(t, err)
		must(t, lib.ForgetNameChanges(t.Context(), changes[len(changes)-1].ID))
		// and a publication date is corrected, and a brief is thrown away
		date := db.Date{Written: "1999", Earliest: "1999-01-01", Latest: "1999-12-31", Rule: "as written"}
		_, err = lib.UpdateBrief(t.Context(), dated.ID, db.BriefUpdate{Published: &date})
		must(t, err)
		must(t, lib.Trash(t.Context(), db.KindBrief, gone.ID))
	}
	// and then they are stored
	must(t, findings.ReadThenStore(t.Context(), lib, edits, named.ID, dated.ID, gone.ID))
	// then what is stored is what the library says now
	wantCaughtUp(t, lib)
}

func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	// given a library that is open twice
	path := copyMany(t)
	patient := db.Options{Wait: 10 * time.Minute} // they wait for each other on a busy machine as well
	first, second := mustOpen(t, path, patient), mustOpen(t, path, patient)
	actor := addActor(t, first, cast[0])
	// when both catch up at once, while each changes names
	var both sync.WaitGroup
	for i, lib := range []*db.Library{first, second} {
		both.Go(func() {
			pages := 0
			err := findings.CatchUp(t.Context(), lib, func(int, int) {
				if pages++; pages == 1+i {
					rename(t, lib, actor.ID, column, fmt.Sprint("Column ", i))
				}
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	// then the library is as if one had done it all
	catchUp(t, first)
	wantCaughtUp(t, second)
}

func TestProgressEndsAtTheTotal(t *testing.T) {
	t.Parallel()
	// given a library of more than one page
	lib := mustOpen(t, copyMany(t), db.Options{})
	// when it is read
	var told [][2]int
	must(t, findings.CatchUp(t.Context(), lib, func(done, total int) { told = append(told, [2]int{done, total}) }))
	// then progress goes up to the number of briefs
	if want := [][2]int{{50, 60}, {60, 60}}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	// and there is nothing to tell when there is nothing to do
	must(t, findings.CatchUp(t.Context(), lib, func(int, int) { t.Error("told of progress without work") }))
}
