package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestStoreFindings_OK(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	b := strike(t, l, "Quays")
	f := found(t, l, b, front.ID)
	heard := listen(t, l)
	// when
	must(t, l.StoreFindings(ctx, rules, []db.Findings{f}))
	// then every citation has its source
	if diff := cmp.Diff([]db.Notice{db.FindingsChanged{BriefID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	coast, harbour := sourceOf(t, l, "Coast Radio"), sourceOf(t, l, "Harbour News")
	v := visibleIn(t, l, b.ID)
	var want []db.Citation
	for i, s := range []db.Source{coast, harbour, harbour} {
		c := f.Citations[i]
		want = append(want, db.Citation{BriefID: b.ID, RevisionID: b.RevisionID, GroupStart: c.GroupStart, GroupEnd: c.GroupEnd,
			Start: c.Start, End: c.End, Signal: c.Signal, Outlet: c.Outlet, Date: c.Date,
			SourceID: s.ID, Source: s.Name, Publisher: "House of " + s.Name, State: db.StateFound})
	}
	if diff := cmp.Diff(want, v.Citations); diff != "" {
		t.Error("citations: ", diff)
	}
	if diff := cmp.Diff([]string{"Harbour News", "Coast Radio"}, []string{v.Sources[0].Name, v.Sources[1].Name}); diff != "" {
		t.Error("sources of the brief, most cited first: ", diff)
	}
	if coast.Kind != db.SourceBroadcast || harbour.Citations != 2 || harbour.Briefs != 1 || len(harbour.Variants) != 1 {
		t.Errorf("sources %+v, %+v", coast, harbour)
	}
	// and the mentions, events and phrases are there
	if len(v.Mentions) != 2 || v.Mentions[0].Actor != "Zaytun Front" || v.Mentions[1].Alias != "ZF" {
		t.Errorf("mentions %+v", v.Mentions)
	}
	if len(v.Events) != 2 || v.Events[1].Date != day("May 9", "2024-05-09") {
		t.Errorf("events %+v", v.Events)
	}
	if len(v.Phrases) != 1 || v.Phrases[0].Name != "Salt Quay" {
		t.Errorf("phrases %+v", v.Phrases)
	}
	wantSound(t, l)
}

func TestStoreFindings_TwiceShowsTheSame(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	b := readStrike(t, l, "Quays", front.ID)
	before := visibleIn(t, l, b.ID)
	mustStore(t, l, found(t, l, b, front.ID))
	if diff := cmp.Diff(before, visibleIn(t, l, b.ID)); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestStoreFindings_ReplacesAndDropsUncitedSources(t *testing.T) {
	t.Parallel()
	// given two briefs that cite the same, with one source edited
	ctx := context.Background()
	l, _ := newLibrary(t)
	first, second := readStrike(t, l, "First"), readStrike(t, l, "Second")
	grade := "B"
	_, err := l.UpdateSource(ctx, sourceOf(t, l, "Coast Radio").ID, db.SourceUpdate{Reliability: &grade})
	must(t, err)
	heard := listen(t, l)
	// when nothing is found any more in one
	mustStore(t, l, db.Findings{BriefID: first.ID, RevisionID: first.RevisionID})
	// then the other keeps them
	if diff := cmp.Diff(map[string]int{"Coast Radio": 1, "Harbour News": 2}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	if v := visibleIn(t, l, first.ID); len(v.Citations)+len(v.Events)+len(v.Mentions)+len(v.Phrases) != 0 {
		t.Errorf("still there: %+v", v)
	}
	// when nothing is found in both
	mustStore(t, l, db.Findings{BriefID: first.ID, RevisionID: first.RevisionID}, db.Findings{BriefID: second.ID, RevisionID: second.RevisionID})
	// then only the one that was edited stays
	if diff := cmp.Diff(map[string]int{"Coast Radio": 0}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.FindingsChanged{BriefID: first.ID}, db.FindingsChanged{}}, heard()); diff != "" {
		t.Error(diff)
	}
}

func TestStoreFindings_SpellingsOfASource(t *testing.T) {
	t.Parallel()
	// given a text that writes an outlet in another case and with a mark
	l, _ := newLibrary(t)
	b := strike(t, l, "Quays")
	f := found(t, l, b)
	f.Citations[2].Outlet = "HÁRBOUR  news"
	// when
	mustStore(t, l, f)
	// then it is the same source, cited as written
	if diff := cmp.Diff(map[string]int{"Coast Radio": 1, "Harbour News": 2}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	if v := visibleIn(t, l, b.ID); v.Citations[2].Outlet != "HÁRBOUR  news" {
		t.Errorf("outlet %q", v.Citations[2].Outlet)
	}
}

func TestStoreFindings_LeavesOutWhatIsNotCurrent(t *testing.T) {
	t.Parallel()
	// given a brief in the trash, and findings of a text that is not the brief's
	ctx := context.Background()
	l, _ := newLibrary(t)
	trashed, other := strike(t, l, "Trashed"), strike(t, l, "Other")
	fromTrash := found(t, l, trashed)
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	stale := found(t, l, other)
	stale.RevisionID = trashed.RevisionID
	heard := listen(t, l)
	// when
	mustStore(t, l, fromTrash, stale)
	// then nothing is stored or told
	if sources := sourcesByName(t, l); len(sources) != 0 || len(heard()) != 0 {
		t.Errorf("sources %v", sources)
	}
	if n, err := l.CountUnread(ctx, rules); err != nil || n != 1 {
		t.Errorf("%d unread, %v", n, err)
	}
}

func TestStoreFindings_LeavesOutWhatWasReadBeforeAnEdit(t *testing.T) {
	t.Parallel()
	// given a brief that is read, and dated otherwise before that is stored
	ctx := context.Background()
	l, c := newLibrary(t)
	b := strike(t, l, "Quays")
	f := found(t, l, b)
	f.AsOf = b.ChangedAt
	c.advance(time.Second)
	later := day("May 12, 2025", "2025-05-12")
	b, err := l.UpdateBrief(ctx, b.ID, db.BriefUpdate{Published: &later})
	must(t, err)
	// when
	mustStore(t, l, f)
	// then it is still to be read
	wantUnread(t, l, rules, b.ID)
	if v := visibleIn(t, l, b.ID); len(v.Citations) != 0 {
		t.Errorf("citations %+v", v.Citations)
	}
	// when it is read again, it is not
	f.AsOf = b.ChangedAt
	mustStore(t, l, f)
	wantUnread(t, l, rules)
}

func TestStoreFindings_Invalid(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := readStrike(t, l, "Quays")
	before := visibleIn(t, l, b.ID)
	dash, _ := spanOf(t, textOf(t, l, b), "–")
	for name, spoil := range map[string]func(*db.Findings){
		"a bracket beyond the text":  func(f *db.Findings) { f.Citations[0].GroupEnd = 100_000 },
		"an item inside a rune":      func(f *db.Findings) { f.Citations[0].Start = dash + 1 },
		"a citation without source":  func(f *db.Findings) { f.Citations[0].Outlet = " " },
		"a mention without words":    func(f *db.Findings) { f.Mentions[0].End = f.Mentions[0].Start },
		"a sentence before the text": func(f *db.Findings) { f.Events[0].Start = -1 },
		"a date that ends early":     func(f *db.Findings) { f.Events[0].DateEnd = 0 },
		"a phrase inside a rune":     func(f *db.Findings) { f.Phrases[0].Start = dash + 2 },
	} {
		f := found(t, l, b)
		spoil(&f)
		if err := l.StoreFindings(ctx, rules, []db.Findings{f}); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
	}
	if diff := cmp.Diff(before, visibleIn(t, l, b.ID)); diff != "" {
		t.Error(diff)
	}
}

func TestStoreFindings_ActorsThatAreGone(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	b := readStrike(t, l, "Quays", front.ID, 99)
	if v := visibleIn(t, l, b.ID); len(v.Mentions) != 2 || v.Mentions[0].Ambiguous {
		t.Errorf("mentions %+v", v.Mentions)
	}
	wantSound(t, l)
}

func TestStoreMentions(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	b := readStrike(t, l, "Quays", front.ID)
	before := visibleIn(t, l, b.ID)
	heard := listen(t, l)
	// when another actor bears the name as well, and the phrase is a name now
	f := found(t, l, b, front.ID, fleet.ID)
	must(t, l.StoreMentions(ctx, []db.Findings{{BriefID: b.ID, RevisionID: b.RevisionID, Mentions: f.Mentions[1:]}}))
	// then only mentions and phrases have changed
	v := visibleIn(t, l, b.ID)
	if len(v.Mentions) != 2 || !v.Mentions[0].Ambiguous || len(v.Phrases) != 0 {
		t.Errorf("mentions %+v, phrases %+v", v.Mentions, v.Phrases)
	}
	if diff := cmp.Diff(before.Citations, v.Citations); diff != "" || len(v.Events) != 2 {
		t.Errorf("%d events, citations: %s", len(v.Events), diff)
	}
	if diff := cmp.Diff([]db.Notice{db.FindingsChanged{BriefID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
}

func TestTrash_BriefWithFindings(t *testing.T) {
	t.Parallel()
	// given two briefs with findings and decisions of every kind
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	gone, kept := readStrike(t, l, "Gone", front.ID, fleet.ID), readStrike(t, l, "Kept", front.ID, fleet.ID)
	for _, b := range []db.Brief{gone, kept} {
		v := visibleIn(t, l, b.ID)
		c, m, e := v.Citations[0], v.Mentions[0], v.Events[0]
		mustDecide(t, l, db.Decision{Kind: db.DecideCitation, BriefID: b.ID, Start: c.Start, End: c.End, Verdict: db.StateCorrected, Text: "Tide Agency " + b.Title})
		mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: m.Start, End: m.End, Verdict: db.StateSettled, ActorID: front.ID})
		mustDecide(t, l, db.Decision{Kind: db.DecideEvent, BriefID: b.ID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: db.StateDismissed})
		mustDecide(t, l, db.Decision{Kind: db.DecideAcronym, BriefID: b.ID, Start: m.Start, End: m.End, Key: "ZF", Verdict: db.StateDismissed})
	}
	before := visibleIn(t, l, kept.ID)
	// when one goes to the trash
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	// then nothing of it counts
	if diff := cmp.Diff(map[string]int{"Harbour News": 2, "Tide Agency Kept": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	if _, total, err := l.PassagesOf(ctx, sourceOf(t, l, "Harbour News").ID, 0, 0); err != nil || total != 2 {
		t.Errorf("%d passages, %v", total, err)
	}
	if _, total, err := l.Events(ctx, db.EventFilter{}); err != nil || total != 1 {
		t.Errorf("%d events, %v", total, err)
	}
	if p, err := l.Phrases(ctx, 0, 1, 0); err != nil || len(p) != 1 || p[0].Briefs != 1 {
		t.Errorf("phrases %+v, %v", p, err)
	}
	wantSound(t, l)
	// when it comes back and is read again
	must(t, l.Restore(ctx, db.KindBrief, gone.ID))
	if n, err := l.CountUnread(ctx, rules); err != nil || n != 1 {
		t.Errorf("%d unread, %v", n, err)
	}
	mustStore(t, l, found(t, l, gone, front.ID, fleet.ID))
	// then it has its decisions
	if v := visibleIn(t, l, gone.ID); v.Citations[0].Source != "Tide Agency Gone" || v.Mentions[0].State != db.StateSettled || v.Events[0].State != db.StateDismissed {
		t.Errorf("after coming back: %+v", v)
	}
	// when it is deleted for good
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	must(t, second(l.EmptyTrash(ctx)))
	// then its sources go with it, and the other brief is as it was
	if diff := cmp.Diff(map[string]int{"Harbour News": 2, "Tide Agency Kept": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	v := visibleIn(t, l, kept.ID)
	before.Sources, v.Sources = nil, nil // their counts over the library have changed
	before.Phrases, v.Phrases = nil, nil
	if diff := cmp.Diff(before, v); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestTrash_SettledActor(t *testing.T) {
	t.Parallel()
	// given a name of two actors, settled on one
	ctx := context.Background()
	l, c := newLibrary(t)
	front, fleet := mustAddActor(t, l, "Zaytun Front"), mustAddActor(t, l, "Zephyr Fleet")
	b := readStrike(t, l, "Quays", front.ID, fleet.ID)
	m := visibleIn(t, l, b.ID).Mentions[0]
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: m.Start, End: m.End, Verdict: db.StateSettled, ActorID: fleet.ID})
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 0, End: 5, Verdict: db.StateAdded, ActorID: fleet.ID})
	settled := visibleIn(t, l, b.ID)
	if len(settled.Mentions) != 4 || settled.Mentions[0].State != db.StateAdded || settled.Mentions[1].Actor != "Zephyr Fleet" {
		t.Fatalf("mentions %+v", settled.Mentions)
	}
	// when it goes to the trash
	c.advance(time.Minute)
	must(t, l.Trash(ctx, db.KindActor, fleet.ID))
	// then both decisions say nothing
	for i, m := range visibleIn(t, l, b.ID).Mentions {
		if i > 1 || m.Actor != "Zaytun Front" || m.State != db.StateFound {
			t.Errorf("mention %d: %+v", i, m)
		}
	}
	// when it comes back, they do again
	must(t, l.Restore(ctx, db.KindActor, fleet.ID))
	if diff := cmp.Diff(settled, visibleIn(t, l, b.ID)); diff != "" {
		t.Error(diff)
	}
	// when it is deleted for good, they are gone with it
	must(t, l.Trash(ctx, db.KindActor, fleet.ID))
	must(t, second(l.EmptyTrash(ctx)))
	if all, err := l.Decisions(ctx, b.ID, ""); err != nil || len(all) != 0 {
		t.Errorf("decisions %+v, %v", all, err)
	}
	if v := visibleIn(t, l, b.ID); len(v.Mentions) != 2 || v.Mentions[0].Actor != "Zaytun Front" {
		t.Errorf("mentions %+v", v.Mentions)
	}
	wantSound(t, l)
}
