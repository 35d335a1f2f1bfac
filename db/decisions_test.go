package db_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// about makes decisions about the words of a brief's findings.
type about struct {
	tb    testing.TB
	l     *db.Library
	brief db.Brief
}

func (a about) words(kind db.DecisionKind, words string, verdict db.State) db.Decision {
	a.tb.Helper()
	start, end := spanOf(a.tb, textOf(a.tb, a.l, a.brief), words)
	return db.Decision{Kind: kind, BriefID: a.brief.ID, Start: start, End: end, Verdict: verdict}
}

func (a about) mention(words string, verdict db.State, actor int64) db.Decision {
	a.tb.Helper()
	d := a.words(db.DecideMention, words, verdict)
	d.ActorID = actor
	return d
}

func (a about) citation(words string, verdict db.State, source string, date db.Date) db.Decision {
	a.tb.Helper()
	d := a.words(db.DecideCitation, words, verdict)
	d.Text, d.Date = source, date
	return d
}

// event is about the n-th event.
func (a about) event(n int, verdict db.State, title string, date db.Date) db.Decision {
	a.tb.Helper()
	e := visibleIn(a.tb, a.l, a.brief.ID).Events[n]
	return db.Decision{Kind: db.DecideEvent, BriefID: a.brief.ID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: verdict, Text: title, Date: date}
}

func TestDecide_LaysOverAndTakesBack(t *testing.T) {
	t.Parallel()
	byHand := db.Date{Written: "May 3", Earliest: "2023-05-03", Latest: "2023-05-03", Rule: db.RuleByHand}
	for name, c := range map[string]struct {
		decide func(a about, front, fleet int64) db.Decision
		want   func(t *testing.T, v visible)
	}{
		"a mention is settled": {
			func(a about, _, fleet int64) db.Decision { return a.mention("ZF", db.StateSettled, fleet) },
			func(t *testing.T, v visible) {
				if len(v.Mentions) != 3 || v.Mentions[2].Actor != "Zephyr Fleet" || v.Mentions[2].Alias != "ZF" || v.Mentions[2].State != db.StateSettled || v.Mentions[2].Ambiguous {
					t.Errorf("mentions %+v", v.Mentions)
				}
			},
		},
		"a mention is nobody": {
			func(a about, _, _ int64) db.Decision { return a.mention("ZF", db.StateNobody, 0) },
			func(t *testing.T, v visible) {
				if len(v.Mentions) != 3 || v.Mentions[2].ActorID != 0 || v.Mentions[2].State != db.StateNobody {
					t.Errorf("mentions %+v", v.Mentions)
				}
			},
		},
		"a mention is added": {
			func(a about, front, _ int64) db.Decision { return a.mention("dockers", db.StateAdded, front) },
			func(t *testing.T, v visible) {
				if len(v.Mentions) != 5 || v.Mentions[0].Actor != "Zaytun Front" || v.Mentions[0].Alias != "Zaytun Front" || v.Mentions[0].State != db.StateAdded {
					t.Errorf("mentions %+v", v.Mentions)
				}
			},
		},
		"a citation has another source": {
			func(a about, _, _ int64) db.Decision {
				return a.citation("Coast Radio, May 3", db.StateCorrected, "Tide Agency", db.Date{})
			},
			func(t *testing.T, v visible) {
				c := v.Citations[0]
				if c.Source != "Tide Agency" || c.Outlet != "Coast Radio" || c.Date != day("May 3", "2024-05-03") || c.State != db.StateCorrected {
					t.Errorf("citation %+v", c)
				}
			},
		},
		"a citation has another date": {
			func(a about, _, _ int64) db.Decision {
				return a.citation("Coast Radio, May 3", db.StateCorrected, "", db.Date{Earliest: "2023-05-03"})
			},
			func(t *testing.T, v visible) {
				if c := v.Citations[0]; c.Source != "Coast Radio" || c.Date != byHand || c.State != db.StateCorrected {
					t.Errorf("citation %+v", c)
				}
			},
		},
		"a citation is none": {
			func(a about, _, _ int64) db.Decision {
				return a.citation("Coast Radio, May 3", db.StateDismissed, "", db.Date{})
			},
			func(t *testing.T, v visible) {
				if c := v.Citations[0]; c.Source != "Coast Radio" || c.Date != day("May 3", "2024-05-03") || c.State != db.StateDismissed {
					t.Errorf("citation %+v", c)
				}
				if len(v.Sources) != 1 || v.Sources[0].Name != "Harbour News" {
					t.Errorf("sources %+v", v.Sources)
				}
				if diff := cmp.Diff([]string{"Harbour News"}, v.Events[0].Sources); diff != "" {
					t.Error("sources of the event: ", diff)
				}
			},
		},
		"an event is kept": {
			func(a about, _, _ int64) db.Decision { return a.event(0, db.StateKept, "", db.Date{}) },
			func(t *testing.T, v visible) {
				if e := v.Events[0]; len(v.Events) != 2 || e.State != db.StateKept || e.Title != "" || e.Date != day("May 2", "2024-05-02") {
					t.Errorf("events %+v", v.Events)
				}
			},
		},
		"an event has a title and another date": {
			func(a about, _, _ int64) db.Decision {
				return a.event(0, db.StateEdited, "The harbour closes", db.Date{Earliest: "2023-05-01", Latest: "2023-05-02"})
			},
			func(t *testing.T, v visible) {
				want := db.Date{Written: "May 2", Earliest: "2023-05-01", Latest: "2023-05-02", Rule: db.RuleByHand}
				if e := v.Events[0]; len(v.Events) != 2 || e.State != db.StateEdited || e.Title != "The harbour closes" || e.Date != want {
					t.Errorf("events %+v", v.Events)
				}
			},
		},
		"an event is none": {
			func(a about, _, _ int64) db.Decision { return a.event(0, db.StateDismissed, "", db.Date{}) },
			func(t *testing.T, v visible) {
				if e := v.Events[0]; len(v.Events) != 2 || e.State != db.StateDismissed {
					t.Errorf("events %+v", v.Events)
				}
			},
		},
		"an event is added": {
			func(a about, _, _ int64) db.Decision {
				d := a.words(db.DecideEvent, "The Salt Quay stays shut.", db.StateAdded)
				d.Text, d.Date = "Still shut", db.Date{Earliest: "2024-05-08"}
				return d
			},
			func(t *testing.T, v visible) {
				want := db.Date{Earliest: "2024-05-08", Latest: "2024-05-08", Rule: db.RuleByHand}
				if len(v.Events) != 3 || v.Events[1].State != db.StateAdded || v.Events[1].Title != "Still shut" || v.Events[1].Date != want ||
					v.Events[1].Sentence != "The Salt Quay stays shut." || v.Events[1].DateStart != v.Events[1].DateEnd {
					t.Errorf("events %+v", v.Events)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
			b := readStrike(t, l, "Quays", front.ID, fleet.ID)
			first := visibleIn(t, l, b.ID)
			d := c.decide(about{t, l, b}, front.ID, fleet.ID)
			heard := listen(t, l)
			// when
			before := mustDecide(t, l, d)
			// then
			if diff := cmp.Diff([]db.Notice{db.FindingsChanged{BriefID: b.ID}}, heard()); diff != "" {
				t.Error(diff)
			}
			if before.Verdict != "" {
				t.Errorf("before it stood %+v", before)
			}
			decided := visibleIn(t, l, b.ID)
			c.want(t, decided)
			wantSound(t, l)
			// when it is decided again, nothing happens
			if again := mustDecide(t, l, d); again.Verdict != d.Verdict || len(heard()) != 0 {
				t.Errorf("again: %+v", again)
			}
			// when the text is read again, it still stands
			mustStore(t, l, found(t, l, b, front.ID, fleet.ID))
			if diff := cmp.Diff(decided, visibleIn(t, l, b.ID)); diff != "" {
				t.Error("read again: ", diff)
			}
			must(t, l.StoreMentions(context.Background(), []db.Findings{found(t, l, b, front.ID, fleet.ID)}))
			if diff := cmp.Diff(decided, visibleIn(t, l, b.ID)); diff != "" {
				t.Error("searched again: ", diff)
			}
			// when it is taken back, all is as it was
			taken := mustDecide(t, l, before)
			if diff := cmp.Diff(first, visibleIn(t, l, b.ID)); diff != "" {
				t.Error("taken back: ", diff)
			}
			// and redone, all is as it was decided; a source that only the decision
			// named was gone meanwhile
			mustDecide(t, l, taken)
			if diff := cmp.Diff(decided.withoutSourceIDs(), visibleIn(t, l, b.ID).withoutSourceIDs()); diff != "" {
				t.Error("redone: ", diff)
			}
			wantSound(t, l)
		})
	}
}

func TestDecide_KeepsTheWords(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := readStrike(t, l, "Quays")
	// when the decision is about words with a dash of three bytes near by
	d := about{t, l, b}.words(db.DecideAcronym, "all of it", db.StateDismissed)
	d.Key, d.Quote, d.Prefix = "AOI", "not", "what it says"
	mustDecide(t, l, d)
	// then they are kept with what stands around
	all, err := l.Decisions(ctx, b.ID, db.DecideAcronym)
	must(t, err)
	want := []db.Decision{{ID: all[0].ID, UID: all[0].UID, Kind: db.DecideAcronym, BriefID: b.ID, RevisionID: b.RevisionID, Start: d.Start, End: d.End,
		Quote: "all of it", Prefix: "ytun Front closed the harbour – ", Suffix: " (Coast Radio, May 3; see Harbou", Key: "AOI",
		Verdict: db.StateDismissed, DecidedAt: c.now()}}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestDecide_ReplacesTheOneBefore(t *testing.T) {
	t.Parallel()
	// given a mention that is settled
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	b := readStrike(t, l, "Quays", front.ID, fleet.ID)
	a := about{t, l, b}
	mustDecide(t, l, a.mention("ZF", db.StateSettled, front.ID))
	first, err := l.Decisions(ctx, b.ID, db.DecideMention)
	must(t, err)
	// when it is settled on another
	before := mustDecide(t, l, a.mention("ZF", db.StateSettled, fleet.ID))
	// then there is one decision, still under its uid
	if before.ActorID != front.ID || before.UID != first[0].UID {
		t.Errorf("before: %+v", before)
	}
	all, err := l.Decisions(ctx, b.ID, db.DecideMention)
	must(t, err)
	if len(all) != 1 || all[0].ActorID != fleet.ID || all[0].UID != first[0].UID {
		t.Errorf("decisions %+v", all)
	}
	if v := visibleIn(t, l, b.ID); len(v.Mentions) != 3 || v.Mentions[2].Actor != "Zephyr Fleet" {
		t.Errorf("mentions %+v", v.Mentions)
	}
	// when that is taken back, the first stands
	mustDecide(t, l, before)
	if v := visibleIn(t, l, b.ID); len(v.Mentions) != 3 || v.Mentions[2].Actor != "Zaytun Front" || v.Mentions[2].State != db.StateSettled {
		t.Errorf("mentions %+v", v.Mentions)
	}
}

func TestDecide_CorrectedSourceLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	b := readStrike(t, l, "Quays")
	a := about{t, l, b}
	before := mustDecide(t, l, a.citation("Coast Radio, May 3", db.StateCorrected, "Tide Agency", db.Date{}))
	mustDecide(t, l, a.citation("Coast Radio, May 3", db.StateCorrected, "  Ebb Agency ", db.Date{}))
	if diff := cmp.Diff(map[string]int{"Ebb Agency": 1, "Harbour News": 2}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	mustDecide(t, l, before)
	if diff := cmp.Diff(map[string]int{"Coast Radio": 1, "Harbour News": 2}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
}

func TestDecide_EventsThatAreNotFoundAnyMore(t *testing.T) {
	t.Parallel()
	// given events that are kept, edited and dismissed
	l, _ := newLibrary(t)
	b := readStrike(t, l, "Quays")
	a := about{t, l, b}
	kept, dismissed := a.event(0, db.StateKept, "", db.Date{}), a.event(1, db.StateDismissed, "", db.Date{})
	mustDecide(t, l, kept)
	mustDecide(t, l, dismissed)
	before := visibleIn(t, l, b.ID).Events[0]
	// when reading does not find them any more
	f := found(t, l, b)
	f.Events = nil
	mustStore(t, l, f)
	// then what was kept stands, with the words of its date
	v := visibleIn(t, l, b.ID)
	if diff := cmp.Diff([]db.Event{before}, v.Events); diff != "" {
		t.Error(diff)
	}
	// when it is edited and read again, so does that
	kept.Verdict, kept.Text, kept.Date = db.StateEdited, "The harbour closes", db.Date{Earliest: "2024-05-01", Latest: "2024-05-02"}
	undo := mustDecide(t, l, kept)
	mustStore(t, l, f)
	if v := visibleIn(t, l, b.ID); len(v.Events) != 1 || v.Events[0].Title != "The harbour closes" || v.Events[0].Date.Earliest != "2024-05-01" {
		t.Errorf("events %+v", v.Events)
	}
	mustDecide(t, l, undo)
	if diff := cmp.Diff([]db.Event{before}, visibleIn(t, l, b.ID).Events); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestDecide_DatesAsFoundFollowTheBrief(t *testing.T) {
	t.Parallel()
	// given an event that is kept, one with a title alone, and a citation with
	// another source; the first with the date that the form showed
	l, _ := newLibrary(t)
	b := readStrike(t, l, "Quays")
	a := about{t, l, b}
	mustDecide(t, l, a.event(0, db.StateKept, "", day("May 2", "2024-05-02")))
	mustDecide(t, l, a.event(1, db.StateEdited, "The navy comes", db.Date{}))
	mustDecide(t, l, a.citation("Coast Radio, May 3", db.StateCorrected, "Tide Agency", day("May 3", "2024-05-03")))
	mustDecide(t, l, a.citation("Harbour News, May 10", db.StateCorrected, "", day("May 10", "2022-05-10")))
	// when the year turns out to be another
	f := found(t, l, b)
	for i := range f.Events {
		f.Events[i].Date.Earliest = strings.Replace(f.Events[i].Date.Earliest, "2024", "2023", 1)
		f.Events[i].Date.Latest = f.Events[i].Date.Earliest
	}
	for i := range f.Citations {
		f.Citations[i].Date.Earliest = strings.Replace(f.Citations[i].Date.Earliest, "2024", "2023", 1)
		f.Citations[i].Date.Latest = f.Citations[i].Date.Earliest
	}
	mustStore(t, l, f)
	// then all follow but the date set by hand
	v := visibleIn(t, l, b.ID)
	if v.Events[0].Date.Earliest != "2023-05-02" || v.Events[1].Date.Latest != "2023-05-09" || v.Events[1].Title != "The navy comes" {
		t.Errorf("events %+v", v.Events)
	}
	if v.Citations[0].Date.Earliest != "2023-05-03" || v.Citations[0].Source != "Tide Agency" || v.Citations[2].Date.Earliest != "2022-05-10" {
		t.Errorf("citations %+v", v.Citations)
	}
}

func TestDecide_ForTheWholeLibrary(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	readStrike(t, l, "Quays")
	heard := listen(t, l)
	// when
	before := mustDecide(t, l, db.Decision{Kind: db.DecideNewName, Key: "Sált  Quay", Verdict: db.StateDismissed})
	mustDecide(t, l, db.Decision{Kind: db.DecideSameSource, Key: db.SameSourceKey("Harbour News", "COAST Radio"), Verdict: db.StateDismissed})
	// then
	if diff := cmp.Diff([]db.Notice{db.FindingsChanged{}, db.FindingsChanged{}}, heard()); diff != "" {
		t.Error(diff)
	}
	if p, err := l.Phrases(ctx, 0, 1, 0); err != nil || len(p) != 0 {
		t.Errorf("phrases %+v, %v", p, err)
	}
	all, err := l.Decisions(ctx, 0, "")
	must(t, err)
	if len(all) != 2 || all[0].Key != "salt quay" || all[1].Key != db.SameSourceKey("coast radio", "Harbour News") {
		t.Errorf("decisions %+v", all)
	}
	mustDecide(t, l, before)
	if p, err := l.Phrases(ctx, 0, 1, 0); err != nil || len(p) != 1 {
		t.Errorf("phrases %+v, %v", p, err)
	}
}
