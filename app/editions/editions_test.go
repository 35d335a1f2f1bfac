package editions_test

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sidelight/app/anchor"
	"sidelight/app/editions"
	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
)

func newLibrary(tb testing.TB) *db.Library {
	tb.Helper()
	lib, err := db.Open(tb.Context(), filepath.Join(tb.TempDir(), "library.sidelight"), db.Options{})
	must(tb, err)
	tb.Cleanup(func() { must(tb, lib.Close()) })
	return lib
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

const (
	ridge  = "Fighters of the Salt Front held the ridge above the well until noon on August 3, 2024."
	road   = "The road to the north stayed closed for three days, and nobody came to open it (Hill Radio, August 5)."
	tanker = "A tanker was left behind with an empty tank, which the Salt Front burned on August 6, 2024."
	night  = "At night the column turned back towards the river, where the ferry had stopped running."
)

// brief is a brief of these paragraphs.
func brief(paragraphs ...string) db.NewBrief {
	n := db.NewBrief{Title: "The ridge and the well", Publication: "Salt Road Letter", Volume: "3", Issue: "14",
		Published: db.Date{Written: "2024-08-20", Earliest: "2024-08-20", Latest: "2024-08-20", Rule: "as written"}}
	for i, words := range append([]string{n.Title}, paragraphs...) {
		if n.Text != "" {
			n.Text += "\n\n"
		}
		kind := db.KindParagraph
		if i == 0 {
			kind = db.KindTitle
		}
		n.Blocks = append(n.Blocks, db.Block{Kind: kind, Start: len(n.Text), End: len(n.Text) + len(words)})
		n.Text += words
	}
	return n
}

func add(tb testing.TB, lib *db.Library, n db.NewBrief) db.Brief {
	tb.Helper()
	b, err := lib.AddBrief(tb.Context(), n)
	must(tb, err)
	return b
}

// mark annotates words that stand once in the brief's text.
func mark(tb testing.TB, lib *db.Library, b db.Brief, quote string) db.Annotation {
	tb.Helper()
	r, err := lib.Revision(tb.Context(), b.RevisionID)
	must(tb, err)
	at := strings.Index(r.Text, quote)
	d := anchor.Describe(r.Text, span.Span{Start: at, End: at + len(quote)})
	a, err := lib.AddAnnotation(tb.Context(), db.NewAnnotation{BriefID: b.ID, Start: d.Span.Start, End: d.Span.End,
		Quote: d.Exact, Prefix: d.Prefix, Suffix: d.Suffix, Note: "why " + quote})
	must(tb, err)
	return a
}

// store brings in another edition.
func store(tb testing.TB, lib *db.Library, briefID int64, n db.NewBrief) (db.Brief, editions.Plan) {
	tb.Helper()
	p, err := editions.Prepare(tb.Context(), lib, briefID, n)
	must(tb, err)
	b, p, err := p.Store(tb.Context(), lib)
	must(tb, err)
	return b, p
}

func sound(tb testing.TB, lib *db.Library) {
	tb.Helper()
	found, err := lib.Check(tb.Context())
	must(tb, err)
	if len(found) > 0 {
		tb.Errorf("check: %v", found)
	}
}

func TestStore_AnnotationsSurvive(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	// Given a brief with annotations, one of them in the trash
	b := add(t, lib, brief(ridge, road, tanker, night))
	kept, reworded, gone, trashed := mark(t, lib, b, "held the ridge"), mark(t, lib, b, "stayed closed for three days"),
		mark(t, lib, b, "where the ferry had stopped running"), mark(t, lib, b, "empty tank")
	must(t, lib.Trash(t.Context(), db.KindAnnotation, trashed.ID))
	old := b.RevisionID

	// when a corrected edition comes in
	corrected := strings.Replace(road, "three days", "four days", 1)
	b, plan := store(t, lib, b.ID, brief("A note of the editors.", ridge, corrected, tanker))

	// then the plan says what became of those that are not in the trash
	if plan.Annotations != (editions.Counts{Stayed: 2, Detached: 1}) {
		t.Errorf("plan %+v", plan.Annotations)
	}
	// and each is where its words went, or says that they are gone, with its note
	r, err := lib.Revision(t.Context(), b.RevisionID)
	must(t, err)
	for _, c := range []struct {
		id    int64
		state db.AnchorState
		quote string
	}{{kept.ID, db.AnchorAnchored, "held the ridge"}, {reworded.ID, db.AnchorAnchored, "stayed closed for four days"},
		{gone.ID, db.AnchorDetached, "where the ferry had stopped running"}, {trashed.ID, db.AnchorAnchored, "empty tank"}} {
		a, err := lib.Annotation(t.Context(), c.id)
		must(t, err)
		if a.RevisionID != r.ID || a.State != c.state || a.Quote != c.quote || a.Note == "" {
			t.Errorf("annotation %d is %+v", c.id, a)
		}
		if c.state == db.AnchorAnchored && r.Text[a.Start:a.End] != c.quote {
			t.Errorf("annotation %d lies on %q", c.id, r.Text[a.Start:a.End])
		}
	}
	// and the edition before is to be read with its marks as they were
	before, err := lib.AnnotationsIn(t.Context(), old)
	must(t, err)
	if len(before) != 3 || before[0].Quote != kept.Quote || before[1].Quote != reworded.Quote || before[2].Quote != gone.Quote || before[2].State != db.AnchorAnchored {
		t.Errorf("in the old edition: %+v", before)
	}
	// and it is found by its new words
	texts, err := lib.Editions(t.Context(), b.ID)
	must(t, err)
	if len(texts) != 2 || !texts[0].Current || texts[0].Anchors != (db.AnchorCounts{Anchored: 2, Detached: 1}) || texts[1].Anchors != (db.AnchorCounts{Anchored: 3}) {
		t.Errorf("editions %+v", texts)
	}
	sound(t, lib)
}

func TestStore_ADetachedAnnotationComesBackWithItsWords(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	// Given an annotation whose words an edition took out
	b := add(t, lib, brief(ridge, road, tanker))
	a := mark(t, lib, b, "stayed closed for three days")
	b, _ = store(t, lib, b.ID, brief(ridge, tanker))
	// when the next edition has them again
	_, plan := store(t, lib, b.ID, brief(ridge, road, tanker, night))
	// then it stands on them
	a, err := lib.Annotation(t.Context(), a.ID)
	must(t, err)
	if plan.Annotations.Stayed != 1 || a.State != db.AnchorAnchored || a.Quote != "stayed closed for three days" {
		t.Errorf("%+v, %+v", plan.Annotations, a)
	}
	sound(t, lib)
}

func TestStore_DecisionsSurvive(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	front, err := lib.AddActor(t.Context(), db.Actor{Name: "Salt Front", Kind: "armed group"})
	must(t, err)
	marsh, err := lib.AddActor(t.Context(), db.Actor{Name: "Marsh Council", Kind: "armed group"})
	must(t, err)
	b := add(t, lib, brief(ridge, road, tanker, night))
	must(t, findings.CatchUp(t.Context(), lib, nil))
	// Given a name that is somebody else here, a citation that is none, and two
	// dated statements that were kept, one under another title
	report, err := findings.Of(t.Context(), lib, b.ID)
	must(t, err)
	m := report.Mentions[1]
	decide(t, lib, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: m.Start, End: m.End, Verdict: db.StateSettled, ActorID: marsh.ID})
	c := report.Citations[0]
	decide(t, lib, db.Decision{Kind: db.DecideCitation, BriefID: b.ID, Start: c.Start, End: c.End, Verdict: db.StateDismissed})
	for i, verdict := range []db.State{db.StateKept, db.StateEdited} {
		e := report.Events[i]
		decide(t, lib, db.Decision{Kind: db.DecideEvent, BriefID: b.ID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: verdict, Text: "The tanker burns", Date: e.Date})
	}

	// when a corrected edition comes in and is read
	b, plan := store(t, lib, b.ID, brief("The editors regret an error.", strings.Replace(ridge, "until noon", "until dusk", 1), night, road, tanker))
	must(t, findings.CatchUp(t.Context(), lib, nil))

	// then all that was decided holds there
	if plan.Decisions.Stayed+plan.Decisions.Moved != 4 {
		t.Errorf("decisions %+v", plan.Decisions)
	}
	report, err = findings.Of(t.Context(), lib, b.ID)
	must(t, err)
	var actors []int64
	for _, m := range report.Mentions {
		actors = append(actors, m.ActorID)
	}
	if !slices.Equal(actors, []int64{front.ID, marsh.ID}) {
		t.Errorf("mentions of %v", actors)
	}
	if len(report.Citations) != 1 || report.Citations[0].State != db.StateDismissed {
		t.Errorf("citations %+v", report.Citations)
	}
	var said []string
	for _, e := range report.Events {
		said = append(said, string(e.State)+" "+e.Title)
	}
	if !slices.Equal(said, []string{"kept ", "edited The tanker burns"}) {
		t.Errorf("events %q", said)
	}
	sound(t, lib)
}

func decide(tb testing.TB, lib *db.Library, d db.Decision) {
	tb.Helper()
	_, err := lib.Decide(tb.Context(), d)
	must(tb, err)
}

func TestStore_WhatWasDecidedOfLostWordsIsListed(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := add(t, lib, brief(ridge, road, tanker))
	must(t, findings.CatchUp(t.Context(), lib, nil))
	report, err := findings.Of(t.Context(), lib, b.ID)
	must(t, err)
	e := report.Events[1]
	decide(t, lib, db.Decision{Kind: db.DecideEvent, BriefID: b.ID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: db.StateKept})
	// Given an edition without the statement that was kept
	b, plan := store(t, lib, b.ID, brief(ridge, road, night))
	if plan.Decisions != (editions.Counts{Detached: 1}) {
		t.Errorf("decisions %+v", plan.Decisions)
	}
	// then it is listed, until that is settled
	left, err := lib.LeftDecisions(t.Context(), b.ID)
	must(t, err)
	if len(left) != 1 || left[0].Quote != tanker {
		t.Fatalf("left %+v", left)
	}
	before, err := lib.SettleDecision(t.Context(), left[0].ID, db.AnchorMoved)
	must(t, err)
	if left, err = lib.LeftDecisions(t.Context(), b.ID); err != nil || len(left) != 0 || before != db.AnchorDetached {
		t.Errorf("left %+v, %v, before %q", left, err, before)
	}
	sound(t, lib)
}

func TestRecognise(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := add(t, lib, brief(ridge, road, tanker, night))
	corrected := func(change func(n *db.NewBrief)) db.NewBrief {
		n := brief(ridge, strings.Replace(road, "three", "four", 1), tanker, night)
		change(&n)
		return n
	}
	for name, c := range map[string]struct {
		n    db.NewBrief
		want int64
	}{
		"a correction":        {corrected(func(*db.NewBrief) {}), b.ID},
		"capitals":            {corrected(func(n *db.NewBrief) { n.Title = strings.ToUpper(n.Title) }), b.ID},
		"another title":       {corrected(func(n *db.NewBrief) { n.Title = "The well" }), 0},
		"another issue":       {corrected(func(n *db.NewBrief) { n.Issue = "15" }), 0},
		"another publication": {corrected(func(n *db.NewBrief) { n.Publication = "Marsh Letter" }), 0},
		"other words": {func() db.NewBrief {
			n := brief("Nothing of it is like what was there.", "The harbour froze over in January and the ships waited outside until the thaw.")
			return n
		}(), 0},
	} {
		found, err := editions.Recognise(t.Context(), lib, c.n)
		if found.ID != c.want || (err != nil) != (c.want == 0) || err != nil && !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: brief %d, %v", name, found.ID, err)
		}
	}
	// A weekly without numbers is told by its dates.
	weekly := brief(ridge, road, tanker)
	weekly.Title, weekly.Issue, weekly.Volume = "The week in the marsh", "", ""
	add(t, lib, weekly)
	next := brief(ridge, road, night)
	next.Title, next.Issue, next.Volume = weekly.Title, "", ""
	next.Published.Earliest, next.Published.Latest = "2024-08-27", "2024-08-27"
	if found, err := editions.Recognise(t.Context(), lib, next); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("the next week is %+v, %v", found, err)
	}
}

func TestStore_SaysWhoHasTheText(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	first := add(t, lib, brief(ridge, road))
	n := brief(tanker, night)
	n.Title = "Another brief"
	other := add(t, lib, n)
	// Given a text that another brief has already
	p, err := editions.Prepare(t.Context(), lib, first.ID, n)
	must(t, err)
	b, _, err := p.Store(t.Context(), lib)
	// then nothing is stored, and that brief is named
	if !errors.Is(err, db.ErrExists) || b.ID != other.ID {
		t.Errorf("brief %d, %v", b.ID, err)
	}
}

func TestStore_AnEditionThatWasTakenBackIsTakenAgain(t *testing.T) {
	t.Parallel()
	lib := newLibrary(t)
	b := add(t, lib, brief(ridge, road))
	old := b.RevisionID
	b, _ = store(t, lib, b.ID, brief(ridge, road, tanker))
	again := b.RevisionID
	// Given an edition that was taken back
	_, err := editions.Use(t.Context(), lib, b.ID, old)
	must(t, err)
	mark(t, lib, db.Brief{ID: b.ID, RevisionID: old}, "held the ridge")
	// when it is imported again
	b, plan := store(t, lib, b.ID, brief(ridge, road, tanker))
	// then it is the same one, with what was marked meanwhile
	if b.RevisionID != again || plan.Annotations.Stayed != 1 {
		t.Errorf("revision %d, want %d; %+v", b.RevisionID, again, plan.Annotations)
	}
	sound(t, lib)
}

// state is all that an edition may change and undoing it must bring back.
type state struct {
	Brief       db.Brief
	Text        string
	Annotations []db.Annotation
	Decisions   []db.Decision
	Citations   []db.Citation
	Mentions    []db.Mention
	Events      []db.Event
}

func read(t *rapid.T, tb testing.TB, lib *db.Library, id int64) state {
	if err := findings.CatchUp(tb.Context(), lib, nil); err != nil {
		t.Fatal(err)
	}
	r, err := findings.Of(tb.Context(), lib, id)
	if err != nil {
		t.Fatal(err)
	}
	s := state{Brief: r.Brief, Text: r.Revision.Text, Citations: r.Citations, Mentions: r.Mentions, Events: r.Events}
	if s.Annotations, err = lib.AllAnnotations(tb.Context(), id); err != nil {
		t.Fatal(err)
	}
	all, err := lib.Decisions(tb.Context(), id, "")
	if err != nil {
		t.Fatal(err)
	}
	s.Decisions = slices.DeleteFunc(all, func(d db.Decision) bool { return d.RevisionID != r.Revision.ID })
	return s
}

// What is derived gets a number anew at every reading; so does a source that nobody edited.
var asRead = cmp.Options{cmpopts.IgnoreFields(db.Brief{}, "ChangedAt", "ReadingPosition"), cmpopts.IgnoreFields(db.Citation{}, "ID", "SourceID"),
	cmpopts.IgnoreFields(db.Mention{}, "ID"), cmpopts.IgnoreFields(db.Event{}, "ID"), cmpopts.EquateEmpty()}

// Whatever editions come in: nothing is lost, taking one back brings back what
// was there, and taking it again what it made of that.
func TestStore_NothingIsLostAndUndoRestores(t *testing.T) {
	t.Parallel()
	paragraphs := []string{ridge, road, tanker, night, "The Salt Front said so on August 7, 2024 (Hill Radio, August 8).", "Nobody else was there."}
	quotes := []string{"the ridge", "stayed closed", "tank", "the", "the column turned back towards the river", "Salt Front", "was left behind with an empty tank, which"}
	rapid.Check(t, func(rt *rapid.T) {
		lib := newLibrary(t)
		if _, err := lib.AddActor(t.Context(), db.Actor{Name: "Salt Front", Kind: "armed group"}); err != nil {
			rt.Fatal(err)
		}
		b := add(t, lib, brief(paragraphs...))
		for _, q := range rapid.SliceOfN(rapid.SampledFrom(quotes), 1, 6).Draw(rt, "quotes") {
			mark(t, lib, b, q)
		}
		before := read(rt, t, lib, b.ID)
		for _, e := range before.Events {
			if rapid.Bool().Draw(rt, "kept") {
				decide(t, lib, db.Decision{Kind: db.DecideEvent, BriefID: b.ID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: db.StateKept})
			}
		}
		for range rapid.IntRange(1, 2).Draw(rt, "editions") {
			before = read(rt, t, lib, b.ID)
			next := rapid.Permutation(paragraphs).Draw(rt, "order")[:rapid.IntRange(2, len(paragraphs)).Draw(rt, "length")]
			next = append(slices.Clone(next), rapid.StringMatching(`[a-z ]{5,30}\.`).Draw(rt, "new"))
			b, _ = store(t, lib, b.ID, brief(next...))
			after := read(rt, t, lib, b.ID)
			if len(after.Annotations) != len(before.Annotations) {
				rt.Fatalf("%d annotations of %d", len(after.Annotations), len(before.Annotations))
			}
			if _, err := editions.Use(t.Context(), lib, b.ID, before.Brief.RevisionID); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(before, read(rt, t, lib, b.ID), asRead); diff != "" {
				rt.Fatalf("taken back:\n%s", diff)
			}
			if _, err := editions.Use(t.Context(), lib, b.ID, after.Brief.RevisionID); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(after, read(rt, t, lib, b.ID), asRead); diff != "" {
				rt.Fatalf("taken again:\n%s", diff)
			}
		}
		if found, err := lib.Check(t.Context()); err != nil || len(found) > 0 {
			rt.Fatalf("check: %v, %v", found, err)
		}
	})
}
