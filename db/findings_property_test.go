package db_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/db"
)

// anyFindings draws findings of a text, each on other words.
func anyFindings(t *rapid.T, b db.Brief, text string, actors []int64) db.Findings {
	f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
	used := map[[3]int]bool{}
	// place draws words that no finding of the kind has yet.
	place := func(kind int) (start, end int, ok bool) {
		start, end = anySpan(t, text)
		at := [3]int{kind, start, end}
		ok = start < end && !used[at]
		used[at] = true
		return start, end, ok
	}
	anyDate := func() db.Date { return anyDay(t, "found") }
	for range rapid.IntRange(0, 4).Draw(t, "citations") {
		if start, end, ok := place(0); ok {
			c := db.FoundCitation{GroupStart: start, GroupEnd: end, Start: start, End: end, Outlet: anyOutlet(t), Date: anyDate()}
			if rapid.Bool().Draw(t, "in the bracket of others") {
				c.GroupStart, c.GroupEnd = 0, len(text)
			}
			f.Citations = append(f.Citations, c)
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "mentions") {
		if start, end, ok := place(1); ok {
			f.Mentions = append(f.Mentions, db.FoundMention{Start: start, End: end, Alias: "name",
				Actors: rapid.SliceOfNDistinct(rapid.SampledFrom(actors), 1, len(actors), rapid.ID).Draw(t, "actors")})
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "events") {
		if start, end, ok := place(2); ok && !used[[3]int{3, start}] {
			used[[3]int{3, start}] = true
			f.Events = append(f.Events, db.FoundEvent{Start: start, End: end, DateStart: start, DateEnd: end, Date: anyDate()})
		}
	}
	return f
}

func anyOutlet(t *rapid.T) string {
	return rapid.SampledFrom([]string{"Dune Post", "DUNE post", "Cove Agency", "Ebb", "Ébb"}).Draw(t, "outlet")
}

func anyDay(t *rapid.T, written string) db.Date {
	day := fmt.Sprintf("2024-05-%02d", rapid.IntRange(1, 28).Draw(t, "day"))
	return db.Date{Written: written, Earliest: day, Latest: day, Rule: "drawn"}
}

// anyDecision draws one about a finding, or about words where nothing is.
func anyDecision(t *rapid.T, f db.Findings, text string, actors []int64) db.Decision {
	d := db.Decision{BriefID: f.BriefID}
	d.Start, d.End = anySpan(t, text)
	if d.Start == d.End {
		d.Start, d.End = 0, len(text)
	}
	onFinding := rapid.Bool().Draw(t, "on a finding")
	draw := func(states ...db.State) db.State { return rapid.SampledFrom(states).Draw(t, "verdict") }
	switch d.Kind = rapid.SampledFrom([]db.DecisionKind{db.DecideMention, db.DecideCitation, db.DecideEvent}).Draw(t, "kind"); d.Kind {
	case db.DecideMention:
		if onFinding && len(f.Mentions) > 0 {
			m := rapid.SampledFrom(f.Mentions).Draw(t, "mention")
			d.Start, d.End = m.Start, m.End
		}
		d.Verdict, d.ActorID = draw(db.StateSettled, db.StateNobody, db.StateAdded), rapid.SampledFrom(actors).Draw(t, "actor")
	case db.DecideCitation:
		if onFinding && len(f.Citations) > 0 {
			c := rapid.SampledFrom(f.Citations).Draw(t, "citation")
			d.Start, d.End = c.Start, c.End
		}
		d.Verdict, d.Text = draw(db.StateCorrected, db.StateDismissed), anyOutlet(t)
		if rapid.Bool().Draw(t, "dated") {
			d.Date = anyDay(t, "")
		}
	case db.DecideEvent:
		d.Verdict, d.Text, d.Date = draw(db.StateKept, db.StateEdited, db.StateAdded, db.StateDismissed), "Title", anyDay(t, "")
		d.Key = strconv.Itoa(d.Start)
		if onFinding && len(f.Events) > 0 {
			e := rapid.SampledFrom(f.Events).Draw(t, "event")
			d.Start, d.End, d.Key = e.Start, e.End, strconv.Itoa(e.DateStart)
		}
	}
	return d
}

// TestDecide_AnySequence decides anything in any order and reads in between:
// reading again changes nothing that is seen, and taking all of it back, last
// first, shows again what was there before each.
func TestDecide_AnySequence(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	libraries := 0
	rapid.Check(t, func(t *rapid.T) {
		ctx := context.Background()
		libraries++
		l, err := db.Open(ctx, filepath.Join(folder, fmt.Sprint(libraries), "library.db"), db.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		check := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
		}
		var actors []int64
		for _, name := range []string{"Zaytun Front", "Zephyr Fleet"} {
			a, err := l.AddActor(ctx, db.Actor{Name: name})
			check(err)
			actors = append(actors, a.ID)
		}
		n := anyBrief(t)
		b, err := l.AddBrief(ctx, n)
		check(err)
		see := func() visible { return visibleIn(t, l, b.ID).withoutSourceIDs() }
		f := anyFindings(t, b, n.Text, actors)
		check(l.StoreFindings(ctx, rules, []db.Findings{f}))
		type step struct {
			seen   visible
			before db.Decision
		}
		var steps []step
		for range rapid.IntRange(0, 6).Draw(t, "decisions") {
			seen := see()
			before, err := l.Decide(ctx, anyDecision(t, f, n.Text, actors))
			check(err)
			steps = append(steps, step{seen, before})
			decided := see()
			if rapid.Bool().Draw(t, "only mentions") {
				check(l.StoreMentions(ctx, []db.Findings{f}))
			} else {
				check(l.StoreFindings(ctx, rules, []db.Findings{f}))
			}
			if diff := cmp.Diff(decided, see()); diff != "" {
				t.Fatal("reading again: ", diff)
			}
			if rapid.Bool().Draw(t, "through the trash") {
				actor := rapid.SampledFrom(actors).Draw(t, "actor")
				check(l.Trash(ctx, db.KindActor, actor))
				check(l.Restore(ctx, db.KindActor, actor))
				if diff := cmp.Diff(decided, see()); diff != "" {
					t.Fatal("an actor through the trash: ", diff)
				}
			}
		}
		findings, err := l.Check(ctx)
		if err != nil || len(findings) > 0 {
			t.Fatalf("check: %v, %v", findings, err)
		}
		for i := len(steps) - 1; i >= 0; i-- {
			_, err := l.Decide(ctx, steps[i].before)
			check(err)
			if diff := cmp.Diff(steps[i].seen, see()); diff != "" {
				t.Fatalf("taking back decision %d: %s", i, diff)
			}
		}
		if all, err := l.Decisions(ctx, b.ID, ""); err != nil || len(all) != 0 {
			t.Fatalf("decisions %+v, %v", all, err)
		}
	})
}
