package db_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/db"
)

func TestParseTLP(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]db.TLP{
		"TLP:RED": db.TLPRed, "tlp: amber + strict": db.TLPAmberStrict, "TLP:AMBER": db.TLPAmber, "green": db.TLPGreen,
		"TLP CLEAR": db.TLPClear, "TLP:WHITE": db.TLPClear, " Tlp : Red ": db.TLPRed,
	} {
		if got, ok := db.ParseTLP(written); !ok || got != want {
			t.Errorf("%q is read as %q, %t; want %q", written, got, ok, want)
		}
	}
	for _, written := range []string{"", "TLP", "TLP:", "TLP:PURPLE", "secret", "red team", "TLP:RED/AMBER"} {
		if got, ok := db.ParseTLP(written); ok || got != db.TLPNone {
			t.Errorf("%q is read as %q", written, got)
		}
	}
}

func TestStrictest(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		marks := rapid.SliceOf(rapid.SampledFrom(db.TLPs)).Draw(t, "marks")
		got := db.Strictest(marks...)
		for _, m := range marks {
			if m.Above(got) {
				t.Errorf("%q is above %q", m, got)
			}
		}
		if got != db.TLPNone && !slices.Contains(marks, got) {
			t.Errorf("%q is none of %q", got, marks)
		}
	})
}

func TestHandling_BriefsAndNotes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	amber, red, strict := db.TLPAmber, db.TLPRed, db.TLPAmberStrict
	// given a brief that came with a mark, one without, and notes
	n := newBrief("Marked")
	n.TLP = db.TLPGreen
	marked, err := l.AddBrief(ctx, n)
	must(t, err)
	if marked.TLP != db.TLPGreen {
		t.Errorf("added with %q", marked.TLP)
	}
	plain := mustAddBrief(t, l, "Plain")
	about, err := l.AddNote(ctx, db.Note{BriefID: marked.ID, Body: "About the marked one."})
	must(t, err)
	free, err := l.AddNote(ctx, db.Note{Title: "Free", Body: "On nothing.", TLP: amber})
	must(t, err)
	handling := func(id int64) db.TLP {
		t.Helper()
		n, err := l.Note(ctx, id)
		must(t, err)
		return n.Handling
	}
	// then a note is handled as its brief
	if got := handling(about.ID); got != db.TLPGreen {
		t.Errorf("the note is handled as %q", got)
	}
	// when the brief is marked, with a notice, and again, without
	heard := listen(t, l)
	for range 2 {
		_, err = l.UpdateBrief(ctx, marked.ID, db.BriefUpdate{TLP: &amber})
		must(t, err)
	}
	if diff := cmp.Diff([]db.Notice{db.BriefChanged{ID: marked.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// and its note more strictly, with a notice, and again, without
	for range 2 {
		_, err = l.MarkNote(ctx, about.ID, red)
		must(t, err)
	}
	if diff := cmp.Diff([]db.Notice{db.NoteChanged{ID: about.ID, BriefID: marked.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// then the stricter counts, whichever it is
	if got := handling(about.ID); got != red {
		t.Errorf("the note is handled as %q", got)
	}
	_, err = l.MarkNote(ctx, about.ID, db.TLPClear)
	must(t, err)
	if got := handling(about.ID); got != amber {
		t.Errorf("the note is handled as %q", got)
	}
	// and words saved later change no mark
	saved, err := l.SaveNote(ctx, free.ID, "Free", "On something.")
	must(t, err)
	if saved.TLP != amber || saved.Handling != amber {
		t.Errorf("saved: %+v", saved)
	}
	// when two texts are compared
	_, err = l.MarkNote(ctx, free.ID, strict)
	must(t, err)
	c, err := l.OpenComparison(ctx, db.SideRef{Kind: db.KindBrief, ID: plain.ID}, db.SideRef{Kind: db.KindNote, ID: free.ID})
	must(t, err)
	if c.TLP != strict {
		t.Errorf("the comparison is handled as %q", c.TLP)
	}
	between, err := l.AddNote(ctx, db.Note{ComparisonID: c.ID, Body: "Between them."})
	must(t, err)
	if between.Handling != strict || between.TLP != db.TLPNone {
		t.Errorf("its note: %+v", between)
	}
	// then lists are narrowed by the marks
	for word, want := range map[string]string{"tlp:amber": "Marked", "tlp:none": "Plain", "tlp:none plain": "Plain", "tlp:red": ""} {
		briefs, total, err := l.Briefs(ctx, db.BriefFilter{Text: word})
		must(t, err)
		got := ""
		for _, b := range briefs {
			got += b.Title
		}
		if got != want || total != len(briefs) {
			t.Errorf("%s lists %q of %d, want %q", word, got, total, want)
		}
	}
	notes, err := l.Notes(ctx, db.NoteFilter{Text: "tlp:amber+strict"})
	must(t, err)
	if len(notes) != 2 {
		t.Errorf("notes: %+v", notes)
	}
	// and names and search know them
	marks := map[string]db.TLP{}
	must(t, l.Names(ctx, func(e db.NameEntry) error { marks[e.Text] = e.TLP; return nil }))
	if marks["Marked"] != amber || marks["Plain"] != db.TLPNone || marks["Free"] != strict || marks["Between them."] != strict || marks["About the marked one."] != amber {
		t.Errorf("names: %v", marks)
	}
	for mark, want := range map[db.TLP]int{amber: 2, strict: 2, db.TLPNone: 1, red: 0} {
		found, err := l.FindTexts(ctx, db.TextQuery{Where: db.Handled{Marks: []db.TLP{mark}}})
		must(t, err)
		if len(found) != want {
			t.Errorf("%q finds %+v, want %d", mark, found, want)
		}
	}
}

func TestHandling_OfMergedActors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	into, from := mustAddActor(t, l, "Into"), mustAddActor(t, l, "From")
	kept, err := l.AddNote(ctx, db.Note{ActorID: into.ID, Body: "One.", TLP: db.TLPGreen})
	must(t, err)
	_, err = l.AddNote(ctx, db.Note{ActorID: from.ID, Body: "Two.", TLP: db.TLPRed})
	must(t, err)
	// when the words of a stricter note come into another
	_, err = l.MergeActors(ctx, into.ID, from.ID)
	must(t, err)
	// then it is as strict
	kept, err = l.Note(ctx, kept.ID)
	must(t, err)
	if kept.TLP != db.TLPRed {
		t.Errorf("%+v", kept)
	}
}

func TestHandling_NoSuchMark(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Plain")
	purple := db.TLP("PURPLE")
	n := newBrief("Other")
	n.TLP = purple
	for what, err := range map[string]error{
		"AddBrief":    second(l.AddBrief(ctx, n)),
		"UpdateBrief": second(l.UpdateBrief(ctx, b.ID, db.BriefUpdate{TLP: &purple})),
		"AddNote":     second(l.AddNote(ctx, db.Note{Body: "x", TLP: purple})),
		"MarkNote":    second(l.MarkNote(ctx, 1, purple)),
	} {
		if !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if _, err := l.MarkNote(ctx, 99, db.TLPRed); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("MarkNote: %v", err)
	}
}
