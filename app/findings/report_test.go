package findings_test

import (
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/db"
)

// judged is a brief about which something of every kind can be decided.
func judged(t *testing.T, lib *db.Library) (b db.Brief, first, second db.Actor) {
	t.Helper()
	first = addActor(t, lib, "Council of the Marsh Assembly", "CMA")
	second = addActor(t, lib, "Canal and Mooring Authority", "CMA")
	b = add(t, lib, newBrief("The wells", "2024-08-20",
		paragraph("On July 28 the CMA took the wells (Hill Radio, July 27)."),
		paragraph("The Ardal Salt Front (ASF) reportedly came on August 3 (Coast Herald, August 4). It left."),
		paragraph("The CMA stays.")))
	return b, first, second
}

func TestAmbiguousUntilSettled(t *testing.T) {
	t.Parallel()
	// given two actors of one name, and a brief that has it twice
	lib := newLibrary(t)
	b, first, second := judged(t, lib)
	// when it is read, then each mention shows both as possible
	r := report(t, lib, b.ID)
	for _, actor := range []db.Actor{first, second} {
		if words := named(r, actor.Name); !slices.Equal(words, []string{"CMA", "CMA"}) {
			t.Errorf("%s is named at %q", actor.Name, words)
		}
	}
	for _, m := range r.Mentions {
		if !m.Ambiguous {
			t.Errorf("%+v is not ambiguous", m)
		}
	}
	for _, a := range r.Actors {
		if a.Count != 2 || a.Ambiguous != 2 {
			t.Errorf("%s: %d, %d not settled", a.Actor.Name, a.Count, a.Ambiguous)
		}
	}
	// and when the first is settled, then it alone names one actor, also after reading again
	start, end := at(t, r, "CMA")
	decide(t, lib, db.Decision{Kind: db.DecideMention, BriefID: b.ID, RevisionID: b.RevisionID, Start: start, End: end,
		Verdict: db.StateSettled, ActorID: second.ID})
	for range 2 {
		r = report(t, lib, b.ID)
		if words := named(r, first.Name); len(words) != 1 {
			t.Errorf("%s is named at %q, want once", first.Name, words)
		}
		if i := slices.IndexFunc(r.Mentions, func(m db.Mention) bool { return m.Start == start }); i < 0 ||
			r.Mentions[i].Ambiguous || r.Mentions[i].State != db.StateSettled || r.Mentions[i].ActorID != second.ID {
			t.Errorf("the settled mention is %+v", r.Mentions)
		}
		must(t, findings.Briefs(t.Context(), lib, b.ID))
	}
	// and a change of names leaves it settled
	rename(t, lib, first.ID, "CMA", "Marsh Council")
	catchUp(t, lib)
	if words := named(report(t, lib, b.ID), first.Name); len(words) != 1 {
		t.Errorf("after a change of names %s is named at %q, want once", first.Name, words)
	}
}

func TestDecisionsSurviveReadingAgain(t *testing.T) {
	t.Parallel()
	// given a brief that was read
	lib := newLibrary(t)
	b, _, _ := judged(t, lib)
	r := report(t, lib, b.ID)
	about := func(kind db.DecisionKind, start, end int, verdict db.State) db.Decision {
		return db.Decision{Kind: kind, BriefID: b.ID, RevisionID: b.RevisionID, Start: start, End: end, Verdict: verdict}
	}
	if len(r.Citations) != 2 || len(r.Events) != 2 || len(r.Acronyms) != 1 {
		t.Fatalf("read %d citations, %d events, %d acronyms", len(r.Citations), len(r.Events), len(r.Acronyms))
	}
	older := slices.IndexFunc(r.Checks, func(c findings.Check) bool { return c.Kind == reading.CheckSourceBeforeEvent })
	if older < 0 {
		t.Fatalf("the source is older than the event, and no check says so: %+v", r.Checks)
	}
	// when a citation is dismissed, an event edited and another dismissed, a check kept and an acronym dismissed
	decide(t, lib, about(db.DecideCitation, r.Citations[1].Start, r.Citations[1].End, db.StateDismissed))
	edited := about(db.DecideEvent, r.Events[0].Start, r.Events[0].End, db.StateEdited)
	edited.Key, edited.Text = strconv.Itoa(r.Events[0].DateStart), "The wells change hands"
	decide(t, lib, edited)
	dismissed := about(db.DecideEvent, r.Events[1].Start, r.Events[1].End, db.StateDismissed)
	dismissed.Key = strconv.Itoa(r.Events[1].DateStart)
	decide(t, lib, dismissed)
	kept := about(db.DecideCheck, r.Checks[older].Span.Start, r.Checks[older].Span.End, db.StateKept)
	kept.Key = string(r.Checks[older].Kind)
	decide(t, lib, kept)
	acronym := about(db.DecideAcronym, r.Acronyms[0].Start, r.Acronyms[0].End, db.StateDismissed)
	acronym.Key = r.Acronyms[0].Short
	decide(t, lib, acronym)
	// then that is so, before and after it is read again
	for _, when := range []string{"before", "after"} {
		r = report(t, lib, b.ID)
		if r.Citations[1].State != db.StateDismissed || r.Citations[0].State != db.StateFound {
			t.Errorf("%s: citations %s, %s", when, r.Citations[0].State, r.Citations[1].State)
		}
		if len(r.Events) != 1 || r.Events[0].Title != "The wells change hands" || r.Events[0].State != db.StateEdited {
			t.Errorf("%s: events %+v", when, r.Events)
		}
		i := slices.IndexFunc(r.Checks, func(c findings.Check) bool { return c.Kind == reading.CheckSourceBeforeEvent })
		if i < 0 || r.Checks[i].State != db.StateKept {
			t.Errorf("%s: checks %+v", when, r.Checks)
		}
		if len(r.Acronyms) != 0 || len(r.NewAcronyms) != 0 {
			t.Errorf("%s: acronyms %+v", when, r.Acronyms)
		}
		must(t, findings.Briefs(t.Context(), lib, b.ID))
	}
	// and the passage of the dismissed citation rests on nothing
	for _, p := range r.Passages {
		if start, _ := at(t, r, "reportedly"); p.Contains(start) && p.Sources != 0 {
			t.Errorf("%q rests on %d sources", p.Of(r.Revision.Text), p.Sources)
		}
	}
}

func TestCorrectedCitationSilencesItsCheck(t *testing.T) {
	t.Parallel()
	// given a source older than the event that its sentence reports
	lib := newLibrary(t)
	b, _, _ := judged(t, lib)
	r := report(t, lib, b.ID)
	older := func(c findings.Check) bool { return c.Kind == reading.CheckSourceBeforeEvent }
	if !slices.ContainsFunc(r.Checks, older) {
		t.Fatalf("checks %+v", r.Checks)
	}
	// when the analyst corrects its date
	c := r.Citations[0]
	decide(t, lib, db.Decision{Kind: db.DecideCitation, BriefID: b.ID, RevisionID: b.RevisionID, Start: c.Start, End: c.End,
		Verdict: db.StateCorrected, Date: db.Date{Written: "July 29", Earliest: "2024-07-29", Latest: "2024-07-29", Rule: db.RuleByHand}})
	// then nothing is wrong with it any more
	if r = report(t, lib, b.ID); slices.ContainsFunc(r.Checks, older) {
		t.Errorf("checks %+v", r.Checks)
	}
}

func TestPassagesCountIndependentSources(t *testing.T) {
	t.Parallel()
	// given passages with one source twice, two sources, two titles of one house, and none
	lib := newLibrary(t)
	b := add(t, lib, newBrief("The wells", "2024-08-20",
		paragraph("The first came (Hill Radio, July 1; Hill Radio, July 2). The second came (Hill Radio, July 3; Coast Herald, July 4). "+
			"The third came (Coast Herald, July 5; Northern Gazette, July 6). Nobody stayed.")))
	catchUp(t, lib)
	house := "Littoral Press"
	sources, _, err := lib.Sources(t.Context(), db.SourceFilter{BriefID: b.ID})
	must(t, err)
	for _, s := range sources {
		if s.Name != "Hill Radio" {
			_, err := lib.UpdateSource(t.Context(), s.ID, db.SourceUpdate{Publisher: &house})
			must(t, err)
		}
	}
	// when it is told, then each says on how many independent ones it rests
	r := report(t, lib, b.ID)
	for words, want := range map[string]int{"The first": 1, "The second": 2, "The third": 1, "Nobody": 0} {
		start, _ := at(t, r, words)
		i := slices.IndexFunc(r.Passages, func(p findings.Passage) bool { return p.Contains(start) })
		if i < 0 || r.Passages[i].Sources != want {
			t.Errorf("%q rests on %+v, want %d sources", words, r.Passages, want)
		}
	}
}

func TestSuggestionsAreOfWhatIsNobodyYet(t *testing.T) {
	t.Parallel()
	// given a brief that names somebody unknown twice and defines an acronym
	lib := newLibrary(t)
	b := add(t, lib, newBrief("The wells", "2024-08-20",
		paragraph("The Ardal Salt Front (ASF) met the Tamrit Well Keepers at night. By day the Tamrit Well Keepers left.")))
	// when it is told
	r := report(t, lib, b.ID)
	offered := func(name string) bool {
		return slices.ContainsFunc(r.NewNames, func(p db.Phrase) bool { return p.Name == name })
	}
	// then both are suggested
	if !offered("Tamrit Well Keepers") || len(r.NewAcronyms) != 1 || r.NewAcronyms[0].Short != "ASF" {
		t.Errorf("suggested %+v and %+v", r.NewNames, r.NewAcronyms)
	}
	// and once they have records, neither is
	addActor(t, lib, "Tamrit Well Keepers")
	addActor(t, lib, "Ardal Salt Front", "ASF")
	catchUp(t, lib)
	if r = report(t, lib, b.ID); offered("Tamrit Well Keepers") || len(r.NewAcronyms) != 0 {
		t.Errorf("still suggested %+v and %+v", r.NewNames, r.NewAcronyms)
	}
}

func TestUnreadBriefOfALibraryThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	// given an unread brief in a library that is open for reading only
	path := filepath.Join(t.TempDir(), "library.sidelight")
	lib := mustOpen(t, path, db.Options{})
	b, first, second := judged(t, lib)
	must(t, lib.Close())
	readOnly := mustOpen(t, path, db.Options{ReadOnly: true})
	must(t, findings.CatchUp(t.Context(), readOnly, nil))
	// when it is told
	r := report(t, readOnly, b.ID)
	// then it is what the library would tell after storing it
	lib = mustOpen(t, path, db.Options{})
	stored := report(t, lib, b.ID)
	if len(r.Citations) != len(stored.Citations) || len(r.Mentions) != len(stored.Mentions) || len(r.Events) != len(stored.Events) ||
		len(r.Checks) != len(stored.Checks) || len(r.Passages) != len(stored.Passages) || len(r.Actors) != len(stored.Actors) {
		t.Fatalf("read %+v\nstored %+v", r, stored)
	}
	for i, c := range r.Citations {
		if s := stored.Citations[i]; c.Source != s.Source || c.Date != s.Date || c.Start != s.Start || c.State != s.State {
			t.Errorf("citation %+v, stored %+v", c, s)
		}
	}
	for i, e := range r.Events {
		if s := stored.Events[i]; e.Date != s.Date || e.Sentence != s.Sentence || !slices.Equal(e.Sources, s.Sources) || !slices.Equal(e.Actors, s.Actors) {
			t.Errorf("event %+v, stored %+v", e, s)
		}
	}
	for _, actor := range []db.Actor{first, second} {
		if !slices.Equal(named(r, actor.Name), named(stored, actor.Name)) {
			t.Errorf("%s is named at %q, stored %q", actor.Name, named(r, actor.Name), named(stored, actor.Name))
		}
	}
	if !slices.Equal(r.Checks, stored.Checks) || len(r.Checks) == 0 {
		t.Errorf("checks %+v, stored %+v", r.Checks, stored.Checks)
	}
}
