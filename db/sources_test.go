package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// citing is a brief that cites outlets, one a line, read already.
func citing(tb testing.TB, l *db.Library, title string, outlets ...string) db.Brief {
	tb.Helper()
	text := title + "\n\n"
	var f db.Findings
	for _, outlet := range outlets {
		start := len(text) + len("It rained (")
		text += "It rained (" + outlet + ").\n"
		f.Citations = append(f.Citations, db.FoundCitation{GroupStart: start - 1, GroupEnd: start + len(outlet) + 1, Start: start, End: start + len(outlet), Outlet: outlet})
	}
	b, err := l.AddBrief(context.Background(), db.NewBrief{Title: title, Text: text})
	must(tb, err)
	f.BriefID, f.RevisionID = b.ID, b.RevisionID
	mustStore(tb, l, f)
	return b
}

func sourceNames(sources []db.Source) []string {
	names := []string{}
	for _, s := range sources {
		names = append(names, s.Name)
	}
	return names
}

func TestSources_PagesAndFilters(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	a := citing(t, l, "A", "Dune Post", "Épices Hebdo", "Dune Post", "Cove Agency")
	citing(t, l, "B", "Dune Post", "agency of the cove")
	must(t, second(l.MergeSources(ctx, sourceOf(t, l, "Cove Agency").ID, sourceOf(t, l, "agency of the cove").ID)))
	for name, c := range map[string]struct {
		filter db.SourceFilter
		want   []string
		total  int
	}{
		"all, by name":            {db.SourceFilter{}, []string{"Cove Agency", "Dune Post", "Épices Hebdo"}, 3},
		"a page":                  {db.SourceFilter{Offset: 1, Limit: 1}, []string{"Dune Post"}, 3},
		"past the end":            {db.SourceFilter{Offset: 3}, []string{}, 3},
		"words, folded":           {db.SourceFilter{Text: "EPIC heb"}, []string{"Épices Hebdo"}, 1},
		"words of another name":   {db.SourceFilter{Text: "of the cove"}, []string{"Cove Agency"}, 1},
		"nothing":                 {db.SourceFilter{Text: "100%"}, []string{}, 0},
		"most cited first":        {db.SourceFilter{Order: db.SourcesByCount}, []string{"Dune Post", "Cove Agency", "Épices Hebdo"}, 3},
		"most cited, a page":      {db.SourceFilter{Order: db.SourcesByCount, Offset: 1, Limit: 1}, []string{"Cove Agency"}, 3},
		"of a brief, most first":  {db.SourceFilter{BriefID: a.ID}, []string{"Dune Post", "Cove Agency", "Épices Hebdo"}, 3},
		"of a brief, with words":  {db.SourceFilter{BriefID: a.ID, Text: "dune"}, []string{"Dune Post"}, 1},
		"of a brief, second page": {db.SourceFilter{BriefID: a.ID, Offset: 2, Limit: 2}, []string{"Épices Hebdo"}, 3},
		"of no brief":             {db.SourceFilter{BriefID: 99}, []string{}, 0},
	} {
		rows, total, err := l.Sources(ctx, c.filter)
		must(t, err)
		if diff := cmp.Diff(c.want, sourceNames(rows)); diff != "" || total != c.total {
			t.Errorf("%s: %d in all, %s", name, total, diff)
		}
	}
	// and the counts are those of the library, or of the brief
	dune := sourceOf(t, l, "Dune Post")
	if dune.Citations != 3 || dune.Briefs != 2 {
		t.Errorf("source %+v", dune)
	}
	rows, _, err := l.Sources(ctx, db.SourceFilter{BriefID: a.ID, Text: "dune"})
	if must(t, err); rows[0].Citations != 2 || rows[0].Briefs != 2 {
		t.Errorf("source of the brief %+v", rows[0])
	}
	if _, _, err := l.Sources(ctx, db.SourceFilter{Offset: -1}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	if _, err := l.Source(ctx, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
}

func TestUpdateSource(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	citing(t, l, "A", "dune-post.example")
	s := sourceOf(t, l, "dune-post.example")
	heard := listen(t, l)
	// when
	name, kind, grade, house, notes := " Dune Post ", db.SourcePaper, "B", "Dune House", "Weekly."
	before, err := l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &name, Kind: &kind, Reliability: &grade, Publisher: &house, Notes: &notes})
	must(t, err)
	// then it has both spellings
	if diff := cmp.Diff(s, before); diff != "" {
		t.Error("before: ", diff)
	}
	want := s
	want.Name, want.Kind, want.Reliability, want.Publisher, want.Notes = "Dune Post", kind, grade, house, notes
	want.Variants, want.ChangedAt = []string{"dune-post.example", "Dune Post"}, c.now()
	got, err := l.Source(ctx, s.ID)
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.SourceChanged{ID: s.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// and both are found as it
	b := citing(t, l, "B", "DUNE POST", "dune-post.example")
	if all, err := l.Citations(ctx, db.CitationFilter{BriefID: b.ID}); err != nil || all[0].SourceID != s.ID || all[1].SourceID != s.ID || all[0].Reliability != "B" {
		t.Errorf("citations %+v, %v", all, err)
	}
	heard()
	// when nothing differs
	_, err = l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &name})
	if must(t, err); len(heard()) != 0 {
		t.Error("told of nothing")
	}
}

func TestUpdateSource_ANameTakenBackIsNoSpelling(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	citing(t, l, "A", "Dune Post")
	s := sourceOf(t, l, "Dune Post")
	slip := "Cove Agency"
	before, err := l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &slip})
	must(t, err)
	// when it is taken back
	must(t, second(l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &before.Name})))
	// then who cites the other is not taken for citing this one
	citing(t, l, "B", "Cove Agency")
	if diff := cmp.Diff(map[string]int{"Cove Agency": 1, "Dune Post": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	// a spelling that differs in case alone replaces the one before
	upper := "DUNE POST"
	must(t, second(l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &upper})))
	if got, err := l.Source(ctx, s.ID); err != nil || cmp.Diff([]string{upper}, got.Variants) != "" {
		t.Errorf("variants %q, %v", got.Variants, err)
	}
}

func TestUpdateSource_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	citing(t, l, "A", "Dune Post", "Cove Agency")
	s := sourceOf(t, l, "Dune Post")
	none, other, grade, kind := " ", "cove agency", "G", db.SourceKind("blog")
	for name, c := range map[string]struct {
		id     int64
		update db.SourceUpdate
		want   error
	}{
		"no name":             {s.ID, db.SourceUpdate{Name: &none}, db.ErrInvalid},
		"another's name":      {s.ID, db.SourceUpdate{Name: &other}, db.ErrExists},
		"no such reliability": {s.ID, db.SourceUpdate{Reliability: &grade}, db.ErrInvalid},
		"no such kind":        {s.ID, db.SourceUpdate{Kind: &kind}, db.ErrInvalid},
		"no such source":      {99, db.SourceUpdate{Name: &other}, db.ErrNotFound},
	} {
		if _, err := l.UpdateSource(ctx, c.id, c.update); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
	_, err := l.UpdateSource(ctx, s.ID, db.SourceUpdate{Name: &other})
	if !strings.Contains(err.Error(), `"cove agency" is a spelling of Cove Agency; merge the two instead`) {
		t.Errorf("error %q", err)
	}
	if got, err := l.Source(ctx, s.ID); err != nil || cmp.Diff(s, got) != "" {
		t.Errorf("changed: %+v, %v", got, err)
	}
}

func TestMergeSources_AndBack(t *testing.T) {
	t.Parallel()
	// given two sources, cited, corrected, dismissed, one of them graded
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := citing(t, l, "A", "Dune Post", "dune-post.example", "dune-post.example", "Cove Agency", "dune-post.example")
	grade, notes, own := "C", "Seen daily.", "Its own."
	into, from := sourceOf(t, l, "Dune Post"), sourceOf(t, l, "dune-post.example")
	must(t, second(l.UpdateSource(ctx, from.ID, db.SourceUpdate{Reliability: &grade, Notes: &notes})))
	must(t, second(l.UpdateSource(ctx, into.ID, db.SourceUpdate{Notes: &own})))
	cited, err := l.Citations(ctx, db.CitationFilter{BriefID: b.ID})
	must(t, err)
	decide := func(i int, verdict db.State, source string) {
		mustDecide(t, l, db.Decision{Kind: db.DecideCitation, BriefID: b.ID, Start: cited[i].Start, End: cited[i].End, Verdict: verdict, Text: source})
	}
	decide(1, db.StateDismissed, "")
	decide(2, db.StateCorrected, "Cove Agency")
	decide(3, db.StateCorrected, "dune-post.example")
	key := db.SameSourceKey("Dune Post", "Cove Agency")
	mustDecide(t, l, db.Decision{Kind: db.DecideSameSource, Key: key, Verdict: db.StateDismissed})
	before := visibleIn(t, l, b.ID)
	heard := listen(t, l)
	// when
	r, err := l.MergeSources(ctx, into.ID, from.ID)
	must(t, err)
	// then one has it all
	if diff := cmp.Diff([]db.Notice{db.SourceChanged{ID: into.ID}, db.SourceChanged{ID: from.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"Dune Post": 3, "Cove Agency": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	got, err := l.Source(ctx, into.ID)
	must(t, err)
	if diff := cmp.Diff([]string{"Dune Post", "dune-post.example"}, got.Variants); diff != "" || got.Reliability != "C" || got.Notes != "Its own." {
		t.Errorf("%+v, %s", got, diff)
	}
	if _, err := l.Source(ctx, from.ID); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	// and the spelling is known when another text has it
	citing(t, l, "B", "Dune-Post.Example")
	if s := sourceOf(t, l, "Dune Post"); s.Citations != 4 || s.Briefs != 2 {
		t.Errorf("%+v", s)
	}
	wantSound(t, l)
	// when it is taken back
	must(t, l.UndoRearrangement(ctx, r.ID))
	// then the brief is as it was
	if diff := cmp.Diff(before.Citations, visibleIn(t, l, b.ID).Citations); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]int{"Dune Post": 1, "dune-post.example": 3, "Cove Agency": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	for id, want := range map[int64]string{into.ID: "/Its own.", from.ID: "C/Seen daily."} {
		if s, err := l.Source(ctx, id); err != nil || s.Reliability+"/"+s.Notes != want || len(s.Variants) != 1 {
			t.Errorf("%+v, %v, want %q", s, err, want)
		}
	}
	wantSound(t, l)
	if err := l.UndoRearrangement(ctx, r.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}

func TestMergeSources_KeepsWhatWasWrittenSince(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	citing(t, l, "A", "Dune Post", "dune-post.example")
	into, from := sourceOf(t, l, "Dune Post"), sourceOf(t, l, "dune-post.example")
	grade, better := "C", "B"
	must(t, second(l.UpdateSource(ctx, from.ID, db.SourceUpdate{Reliability: &grade})))
	r, err := l.MergeSources(ctx, into.ID, from.ID)
	must(t, err)
	must(t, second(l.UpdateSource(ctx, into.ID, db.SourceUpdate{Reliability: &better})))
	must(t, l.UndoRearrangement(ctx, r.ID))
	if s, err := l.Source(ctx, into.ID); err != nil || s.Reliability != "B" {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestMergeSources_InOrder(t *testing.T) {
	t.Parallel()
	// given a source that was merged into one that was merged
	ctx := context.Background()
	l, _ := newLibrary(t)
	citing(t, l, "A", "One", "Two", "Three")
	one, two, three := sourceOf(t, l, "One"), sourceOf(t, l, "Two"), sourceOf(t, l, "Three")
	first, err := l.MergeSources(ctx, two.ID, three.ID)
	must(t, err)
	next, err := l.MergeSources(ctx, one.ID, two.ID)
	must(t, err)
	// when the first is to be taken back before the second
	if err := l.UndoRearrangement(ctx, first.ID); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	if diff := cmp.Diff(map[string]int{"One": 3}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	// then it goes the other way round
	must(t, l.UndoRearrangement(ctx, next.ID))
	must(t, l.UndoRearrangement(ctx, first.ID))
	if diff := cmp.Diff(map[string]int{"One": 1, "Two": 1, "Three": 1}, sourcesByName(t, l)); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestMergeSources_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	citing(t, l, "A", "One")
	one := sourceOf(t, l, "One").ID
	for name, c := range map[string]struct {
		into, from int64
		want       error
	}{
		"itself":    {one, one, db.ErrInvalid},
		"into none": {99, one, db.ErrNotFound},
		"from none": {one, 99, db.ErrNotFound},
	} {
		if _, err := l.MergeSources(ctx, c.into, c.from); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
}

func TestSources_MergedAndUncitedStayKnown(t *testing.T) {
	t.Parallel()
	// given two merged sources whose only brief is deleted for good
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := citing(t, l, "A", "Dune Post", "dune-post.example")
	into := sourceOf(t, l, "Dune Post")
	must(t, second(l.MergeSources(ctx, into.ID, sourceOf(t, l, "dune-post.example").ID)))
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	must(t, second(l.EmptyTrash(ctx)))
	if sources := sourcesByName(t, l); len(sources) != 0 {
		t.Errorf("listed: %v", sources)
	}
	// when a brief cites one of them again
	citing(t, l, "B", "dune-post.example")
	// then the merge is remembered
	if s := sourceOf(t, l, "Dune Post"); s.ID != into.ID || s.Citations != 1 {
		t.Errorf("%+v", s)
	}
}
