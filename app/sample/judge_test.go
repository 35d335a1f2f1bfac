package sample

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/db"
)

// loaded is a library with the sample, and what is told of the brief whose
// title begins so.
func loaded(t *testing.T, title string) (*db.Library, findings.Report) {
	t.Helper()
	lib := newLibrary(t)
	if _, err := Load(context.Background(), lib); err != nil {
		t.Fatal(err)
	}
	briefs, err := lib.FindBriefs(context.Background(), title)
	if err != nil || len(briefs) != 1 {
		t.Fatalf("%d briefs begin with %q: %v", len(briefs), title, err)
	}
	r, err := findings.Of(context.Background(), lib, briefs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return lib, r
}

func TestLoadEndsWithEverythingRead(t *testing.T) {
	t.Parallel()
	// given the loaded sample
	lib, _ := loaded(t, "Two ambushes")
	// when nothing more is done, then no brief is unread and every actor has its count
	if n, err := lib.CountUnread(t.Context(), findings.Rules(false)); err != nil || n > 0 {
		t.Errorf("%d briefs are unread (%v)", n, err)
	}
	if changes, err := lib.NameChanges(t.Context()); err != nil || len(changes) > 0 {
		t.Errorf("names to be searched for: %v (%v)", changes, err)
	}
	rows, _, err := lib.FindActors(t.Context(), db.ActorFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		cited := row.Actor.Kind == "media"
		weak := row.Actor.Name == "Malian junta" // the briefs have its weak name alone
		if (row.Mentions == 0) != (cited || weak) {
			t.Errorf("%s is named %d times", row.Actor.Name, row.Mentions)
		}
	}
}

func TestOneAcronymBelongsToTwoActors(t *testing.T) {
	t.Parallel()
	// given the loaded sample, whose CMA is a movement in one brief and an authority in another
	lib, r := loaded(t, "Two ambushes")
	// when a brief is told where nobody has said which, then each CMA may be either
	candidates := map[int][]string{}
	for _, m := range r.Mentions {
		if r.Revision.Text[m.Start:m.End] == "CMA" {
			candidates[m.Start] = append(candidates[m.Start], m.Actor)
			if !m.Ambiguous {
				t.Errorf("the CMA at %d is taken for %s", m.Start, m.Actor)
			}
		}
	}
	if want := strings.Count(r.Revision.Text, "CMA"); len(candidates) != want {
		t.Errorf("found %d of %d CMA", len(candidates), want)
	}
	for start, actors := range candidates {
		slices.Sort(actors)
		if !slices.Equal(actors, []string{"Coastal Maritime Authority", "Coordination of Azawad Movements"}) {
			t.Errorf("the CMA at %d may be %q", start, actors)
		}
	}
	// and where it was settled it is the authority
	briefs, err := lib.FindBriefs(t.Context(), "Coastal patrols")
	if err != nil {
		t.Fatal(err)
	}
	mentions, err := lib.Mentions(t.Context(), briefs[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	settled := 0
	for _, m := range mentions {
		if m.State == db.StateSettled {
			settled++
			if m.Actor != "Coastal Maritime Authority" || m.Ambiguous {
				t.Errorf("settled as %+v", m)
			}
		}
	}
	if settled != 1 {
		t.Errorf("%d mentions are settled, want 1", settled)
	}
}

func TestOneSourceIsOlderThanItsEvent(t *testing.T) {
	t.Parallel()
	// given the loaded sample, when the brief is told whose pictures of July 28 rest on a source of July 27
	_, r := loaded(t, "Two ambushes")
	// then a check points at that source, and at no other
	var older []string
	for _, c := range r.Checks {
		if c.Kind == reading.CheckSourceBeforeEvent {
			older = append(older, c.Span.Of(r.Revision.Text))
		}
	}
	if len(older) != 1 || !strings.Contains(older[0], "Channel 9, July 27") {
		t.Errorf("older than their events: %q", older)
	}
}

func TestSampleShowsWhatCanBeSaidOfFindings(t *testing.T) {
	t.Parallel()
	lib, r := loaded(t, "Two ambushes")
	// given the loaded sample, when its events are listed, then one is kept, one edited and one dismissed
	all, _, err := lib.Events(t.Context(), db.EventFilter{BriefIDs: []int64{r.Brief.ID},
		States: []db.State{db.StateKept, db.StateEdited, db.StateDismissed}})
	if err != nil {
		t.Fatal(err)
	}
	states := map[db.State]int{}
	for _, e := range all {
		states[e.State]++
	}
	for _, state := range []db.State{db.StateKept, db.StateEdited, db.StateDismissed} {
		if states[state] != 1 {
			t.Errorf("%d events are %s", states[state], state)
		}
	}
	// and relations rest on passages, and sources have grades
	actors, err := lib.ActorsNamed(t.Context(), "JNIM")
	if err != nil || len(actors) != 1 {
		t.Fatalf("%d actors are named JNIM (%v)", len(actors), err)
	}
	relations, err := lib.Relations(t.Context(), actors[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(relations, func(r db.Relation) bool { return r.Evidence != "" && r.Since.Earliest != "" }) {
		t.Errorf("no relation has a date and a passage: %+v", relations)
	}
	if !slices.ContainsFunc(r.Citations, func(c db.Citation) bool { return c.Source == "Desert Radio" && c.Reliability == "C" }) {
		t.Error("Desert Radio is not graded")
	}
	// and the passages of the brief rest on none, one or more sources
	counts := map[int]bool{}
	for _, p := range r.Passages {
		counts[min(p.Sources, 2)] = true
	}
	if len(counts) != 3 {
		t.Errorf("passages rest on %v sources only", counts)
	}
}
