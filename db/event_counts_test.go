package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestCountEvents(t *testing.T) {
	t.Parallel()
	// given two briefs of two events each: one kept, one dismissed, one added
	ctx := context.Background()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	a, b := readStrike(t, l, "A", front.ID), readStrike(t, l, "B", front.ID)
	onB := about{t, l, b}
	mustDecide(t, l, onB.event(0, db.StateKept, "", db.Date{}))
	mustDecide(t, l, onB.event(1, db.StateDismissed, "", db.Date{}))
	added := onB.words(db.DecideEvent, "The ZF wants talks.", db.StateAdded)
	added.Date = db.Date{Earliest: "2024-05-02", Latest: "2024-05-02"}
	mustDecide(t, l, added)
	for name, c := range map[string]struct {
		filter db.EventFilter
		want   db.EventCounts
	}{
		"all":                {db.EventFilter{}, db.EventCounts{Kept: 2, Suggested: 2, Dismissed: 1}},
		"whatever the state": {db.EventFilter{States: []db.State{db.StateKept}, Offset: 9}, db.EventCounts{Kept: 2, Suggested: 2, Dismissed: 1}},
		"of a brief":         {db.EventFilter{BriefIDs: []int64{a.ID}}, db.EventCounts{Suggested: 2}},
		"of an actor":        {db.EventFilter{BriefIDs: []int64{b.ID}, ActorID: front.ID}, db.EventCounts{Kept: 2}},
		"of nobody":          {db.EventFilter{ActorID: 99}, db.EventCounts{}},
		"by day":             {db.EventFilter{From: "2024-05-09"}, db.EventCounts{Suggested: 1, Dismissed: 1}},
	} {
		got, err := l.CountEvents(ctx, c.filter)
		must(t, err)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestBriefsWithEvents(t *testing.T) {
	t.Parallel()
	// given a brief with events, one whose events are all dismissed, one
	// without any, and one in the trash
	ctx := context.Background()
	l, _ := newLibrary(t)
	a, b := readStrike(t, l, "Quays"), readStrike(t, l, "Cranes")
	mustAddBrief(t, l, "Nothing dated")
	gone := readStrike(t, l, "Gone")
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	mustDecide(t, l, about{t, l, a}.event(0, db.StateKept, "", db.Date{}))
	for i := range 2 {
		mustDecide(t, l, about{t, l, b}.event(i, db.StateDismissed, "", db.Date{}))
	}
	// when
	rows, total, err := l.BriefsWithEvents(ctx, db.BriefFilter{})
	must(t, err)
	// then only the first is listed, with what was said of its events
	if total != 1 || len(rows) != 1 || rows[0].Brief.ID != a.ID || rows[0].EventCounts != (db.EventCounts{Kept: 1, Suggested: 1}) {
		t.Fatalf("%d: %+v", total, rows)
	}
	// and it is found by its title, and paged like other lists
	if rows, _, err := l.BriefsWithEvents(ctx, db.BriefFilter{Text: "quay"}); err != nil || len(rows) != 1 {
		t.Errorf("by title: %+v, %v", rows, err)
	}
	if rows, total, err := l.BriefsWithEvents(ctx, db.BriefFilter{Text: "crane"}); err != nil || total != 0 || len(rows) != 0 {
		t.Errorf("by another title: %+v, %v", rows, err)
	}
	if rows, total, err := l.BriefsWithEvents(ctx, db.BriefFilter{Offset: 1}); err != nil || total != 1 || len(rows) != 0 {
		t.Errorf("past the end: %d, %+v, %v", total, rows, err)
	}
	if _, _, err := l.BriefsWithEvents(ctx, db.BriefFilter{Limit: -1}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}
