package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// titles are the sentences of events, or the titles of those that have one.
func eventNames(events []db.Event) []string {
	names := []string{}
	for _, e := range events {
		if e.Title != "" {
			names = append(names, e.Title)
		} else {
			names = append(names, e.BriefTitle+": "+e.Sentence)
		}
	}
	return names
}

func TestEvents_SourcesAndActors(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	b := readStrike(t, l, "Quays", front.ID)
	mustDecide(t, l, about{t, l, b}.mention("navy", db.StateAdded, fleet.ID))
	// when
	events, total, err := l.Events(ctx, db.EventFilter{})
	must(t, err)
	// then an event has the sources in its sentence and right behind it
	if total != 2 || len(events) != 2 {
		t.Fatalf("%d events: %+v", total, events)
	}
	first, second := events[0], events[1]
	if first.Sentence != "On May 2, dockers of the Zaytun Front closed the harbour – all of it (Coast Radio, May 3; see Harbour News, May 4)." ||
		first.BriefTitle != "Quays" || first.Publication != "Quay Letter" || first.State != db.StateFound {
		t.Errorf("%+v", first)
	}
	if diff := cmp.Diff([][]string{{"Coast Radio", "Harbour News"}, {"Zaytun Front"}, {"Harbour News"}, {"Zephyr Fleet"}},
		[][]string{first.Sources, first.Actors, second.Sources, second.Actors}); diff != "" {
		t.Error(diff)
	}
	if text := textOf(t, l, b); text[first.DateStart:first.DateEnd] != "May 2" {
		t.Errorf("the date stands at %d to %d", first.DateStart, first.DateEnd)
	}
}

func TestEvents_Filters(t *testing.T) {
	t.Parallel()
	// given two briefs of two events each, one of them dismissed, one added
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	a, b := readStrike(t, l, "A", front.ID), readStrike(t, l, "B", front.ID, fleet.ID)
	onB := about{t, l, b}
	mustDecide(t, l, onB.event(1, db.StateDismissed, "", db.Date{}))
	mustDecide(t, l, onB.event(0, db.StateEdited, "B closes", db.Date{Earliest: "2024-04-28", Latest: "2024-05-04"}))
	added := onB.words(db.DecideEvent, "The ZF wants talks.", db.StateAdded)
	added.Text, added.Date = "B talks", db.Date{Earliest: "2024-05-02", Latest: "2024-05-02"}
	mustDecide(t, l, added)
	const closesA, comesA = "A: On May 2, dockers of the Zaytun Front closed the harbour – all of it (Coast Radio, May 3; see Harbour News, May 4).",
		"A: On May 9 the navy came to the Salt Quay."
	for name, c := range map[string]struct {
		filter db.EventFilter
		want   []string
		total  int
	}{
		"all, by day":        {db.EventFilter{}, []string{"B closes", closesA, "B talks", comesA}, 4},
		"a page":             {db.EventFilter{Offset: 1, Limit: 2}, []string{closesA, "B talks"}, 4},
		"past the end":       {db.EventFilter{Offset: 4}, []string{}, 4},
		"of a brief":         {db.EventFilter{BriefIDs: []int64{a.ID}}, []string{closesA, comesA}, 2},
		"of two briefs":      {db.EventFilter{BriefIDs: []int64{a.ID, b.ID}, To: "2024-05-03"}, []string{"B closes", closesA, "B talks"}, 3},
		"of an actor":        {db.EventFilter{ActorID: front.ID}, []string{"B closes", closesA, "B talks"}, 3},
		"of another":         {db.EventFilter{ActorID: fleet.ID}, []string{"B closes", "B talks"}, 2},
		"of nobody":          {db.EventFilter{ActorID: 99}, []string{}, 0},
		"dismissed":          {db.EventFilter{States: []db.State{db.StateDismissed}}, []string{"B: On May 9 the navy came to the Salt Quay."}, 1},
		"found and added":    {db.EventFilter{States: []db.State{db.StateFound, db.StateAdded}}, []string{closesA, "B talks", comesA}, 3},
		"of no state":        {db.EventFilter{States: []db.State{}}, []string{}, 0},
		"from a day on":      {db.EventFilter{From: "2024-05-03"}, []string{"B closes", comesA}, 2},
		"from its last day":  {db.EventFilter{From: "2024-05-04"}, []string{"B closes", comesA}, 2},
		"from the day after": {db.EventFilter{From: "2024-05-05"}, []string{comesA}, 1},
		"up to a day":        {db.EventFilter{To: "2024-04-28"}, []string{"B closes"}, 1},
		"between":            {db.EventFilter{From: "2024-05-01", To: "2024-05-02"}, []string{"B closes", closesA, "B talks"}, 3},
		"before them all":    {db.EventFilter{To: "2024-04-27"}, []string{}, 0},
	} {
		rows, total, err := l.Events(ctx, c.filter)
		must(t, err)
		if diff := cmp.Diff(c.want, eventNames(rows)); diff != "" || total != c.total {
			t.Errorf("%s: %d in all, %s", name, total, diff)
		}
	}
	// when an actor is nobody there, the sentence is not its
	mustDecide(t, l, about{t, l, a}.mention("Zaytun Front", db.StateNobody, 0))
	if rows, _, err := l.Events(ctx, db.EventFilter{BriefIDs: []int64{a.ID}, ActorID: front.ID}); err != nil || len(rows) != 0 {
		t.Errorf("events %v, %v", eventNames(rows), err)
	}
	if _, _, err := l.Events(ctx, db.EventFilter{Limit: -1}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}
