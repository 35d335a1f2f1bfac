package db_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func sideOf(b db.Brief) db.SideRef { return db.SideRef{Kind: db.KindBrief, ID: b.ID} }

func noteSide(n db.Note) db.SideRef { return db.SideRef{Kind: db.KindNote, ID: n.ID} }

func mustCompare(tb testing.TB, l *db.Library, left, right db.SideRef) db.Comparison {
	tb.Helper()
	c, err := l.OpenComparison(context.Background(), left, right)
	must(tb, err)
	return c
}

// comparisonsOf are the ids of what the list shows.
func comparisonsOf(tb testing.TB, l *db.Library, text string) []int64 {
	tb.Helper()
	all, total, err := l.Comparisons(context.Background(), text, 0, 0)
	must(tb, err)
	if total != len(all) {
		tb.Errorf("%d of %d are listed", len(all), total)
	}
	found := []int64{}
	for _, c := range all {
		found = append(found, c.ID)
	}
	return found
}

func TestComparisons_OpenAndUpdate(t *testing.T) {
	t.Parallel()
	// given two briefs
	ctx := context.Background()
	l, c := newLibrary(t)
	olive, palm := mustAddBrief(t, l, "Olive  trees"), mustAddBrief(t, l, "Palm trees")
	heard := listen(t, l)
	// when they are compared for the first time
	first := mustCompare(t, l, sideOf(olive), sideOf(palm))
	// then there is a comparison of them
	want := db.Comparison{ID: first.ID, UID: first.UID, Left: sideOf(olive), Right: sideOf(palm), LeftTitle: "Olive trees", RightTitle: "Palm trees",
		OpenedAt: c.now(), CreatedAt: c.now()}
	if diff := cmp.Diff(want, first); diff != "" || first.UID == "" || first.ID == 0 {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.ComparisonChanged{ID: first.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when it is put another way, and the same way once more
	put := want
	put.Left, put.Right, put.View, put.Apart = want.Right, want.Left, "matters", true
	put.LinedUp = []db.LinedUp{{30, 4}, {2, 9}, {2, 3}}
	before, err := l.UpdateComparison(ctx, put)
	must(t, err)
	if diff := cmp.Diff(want, before); diff != "" {
		t.Error(diff)
	}
	must(t, second(l.UpdateComparison(ctx, put)))
	if diff := cmp.Diff([]db.Notice{db.ComparisonChanged{ID: first.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// and the texts are compared later, in the first order
	c.advance(time.Hour)
	again := mustCompare(t, l, sideOf(olive), sideOf(palm))
	// then it is the same one, as it was put last
	put.LeftTitle, put.RightTitle, put.OpenedAt = "Palm trees", "Olive trees", c.now()
	put.LinedUp = []db.LinedUp{{2, 3}, {2, 9}, {30, 4}}
	if diff := cmp.Diff(put, again); diff != "" {
		t.Error(diff)
	}
	read, err := l.Comparison(ctx, first.ID)
	must(t, err)
	if diff := cmp.Diff(put, read); diff != "" {
		t.Error(diff)
	}
	// and nobody was told that it was opened
	if got := heard(); got != nil {
		t.Errorf("told %v", got)
	}
	// and undoing puts it back
	must(t, second(l.UpdateComparison(ctx, before)))
	read, err = l.Comparison(ctx, first.ID)
	must(t, err)
	want.OpenedAt = c.now()
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestComparisons_Editions(t *testing.T) {
	t.Parallel()
	// given a brief with a later edition
	ctx := context.Background()
	l, _ := newLibrary(t)
	b, corrected := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Olive trees, corrected")
	rawly(t, l.Path(), `UPDATE revision SET brief_id = `+sqlID(b.ID)+` WHERE id = `+sqlID(corrected.RevisionID),
		`UPDATE brief SET revision_id = `+sqlID(corrected.RevisionID)+` WHERE id = `+sqlID(b.ID), `DELETE FROM brief WHERE id = `+sqlID(corrected.ID))
	older := db.SideRef{Kind: db.KindBrief, ID: b.ID, RevisionID: b.RevisionID}
	// when the first is compared with the current one
	c := mustCompare(t, l, older, sideOf(b))
	// then both are told apart
	if c.Left != older || c.Right != sideOf(b) || c.LeftTitle != c.RightTitle {
		t.Errorf("compared %+v", c)
	}
	// and the current one by its number is no other text
	now := db.SideRef{Kind: db.KindBrief, ID: b.ID, RevisionID: corrected.RevisionID}
	if err := second(l.OpenComparison(ctx, now, sideOf(b))); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("a text against itself: %v", err)
	}
}

func TestComparisons_OpenErrors(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	olive, palm, gone := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees"), mustAddBrief(t, l, "Gone")
	ofGone := mustAddNote(t, l, db.Note{BriefID: gone.ID, Body: "About it."})
	lost := mustAddNote(t, l, db.Note{Body: "Lost."})
	c := mustCompare(t, l, sideOf(olive), sideOf(palm))
	ofComparison := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Both."})
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	must(t, l.Trash(ctx, db.KindNote, lost.ID))
	for name, c := range map[string]struct {
		side db.SideRef
		want error
	}{
		"a brief in the trash":         {sideOf(gone), db.ErrNotFound},
		"a note of a brief there":      {noteSide(ofGone), db.ErrNotFound},
		"a note in the trash":          {noteSide(lost), db.ErrNotFound},
		"no brief":                     {db.SideRef{Kind: db.KindBrief, ID: 99}, db.ErrNotFound},
		"no note":                      {db.SideRef{Kind: db.KindNote, ID: 99}, db.ErrNotFound},
		"no edition":                   {db.SideRef{Kind: db.KindBrief, ID: palm.ID, RevisionID: 99}, db.ErrNotFound},
		"another's edition":            {db.SideRef{Kind: db.KindBrief, ID: palm.ID, RevisionID: olive.RevisionID}, db.ErrNotFound},
		"itself":                       {sideOf(olive), db.ErrInvalid},
		"itself by its edition":        {db.SideRef{Kind: db.KindBrief, ID: olive.ID, RevisionID: olive.RevisionID}, db.ErrInvalid},
		"the note of a comparison":     {noteSide(ofComparison), db.ErrInvalid},
		"an actor":                     {db.SideRef{Kind: db.KindActor, ID: 1}, db.ErrInvalid},
		"nothing":                      {db.SideRef{}, db.ErrInvalid},
		"a note with a revision":       {db.SideRef{Kind: db.KindNote, ID: ofComparison.ID, RevisionID: 1}, db.ErrInvalid},
		"a brief that cannot be there": {db.SideRef{Kind: db.KindBrief, ID: -1}, db.ErrNotFound},
	} {
		for _, sides := range [][2]db.SideRef{{sideOf(olive), c.side}, {c.side, sideOf(olive)}} {
			if err := second(l.OpenComparison(ctx, sides[0], sides[1])); !errors.Is(err, c.want) {
				t.Errorf("%s: %v, want %v", name, err, c.want)
			}
		}
	}
	if got := comparisonsOf(t, l, ""); !slices.Equal(got, []int64{c.ID}) {
		t.Errorf("there are %v now", got)
	}
	// and an update keeps to what there is
	for name, change := range map[string]func(*db.Comparison){
		"another text":  func(c *db.Comparison) { c.Left = noteSide(lost) },
		"twice one":     func(c *db.Comparison) { c.Left = c.Right },
		"a view":        func(c *db.Comparison) { c.View = "pages" },
		"a place":       func(c *db.Comparison) { c.LinedUp = []db.LinedUp{{1, -1}} },
		"a place there": func(c *db.Comparison) { c.LinedUp = []db.LinedUp{{-1, 1}} },
	} {
		changed := c
		change(&changed)
		if err := second(l.UpdateComparison(ctx, changed)); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"read":    second(l.Comparison(ctx, 99)),
		"update":  second(l.UpdateComparison(ctx, db.Comparison{ID: 99})),
		"delete":  second(l.DeleteComparison(ctx, 99)),
		"decide":  second(l.DecideDifference(ctx, 99, "key", db.DifferenceKept)),
		"note":    second(l.ComparisonNote(ctx, 99)),
		"add one": second(l.AddNote(ctx, db.Note{ComparisonID: 99})),
	} {
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s one that is not there: %v", name, err)
		}
	}
	for name, err := range map[string]error{
		"no key":           second(l.DecideDifference(ctx, c.ID, "", db.DifferenceKept)),
		"no verdict":       second(l.DecideDifference(ctx, c.ID, "key", "perhaps")),
		"two things":       second(l.AddNote(ctx, db.Note{ComparisonID: c.ID, BriefID: olive.ID})),
		"two others":       second(l.AddNote(ctx, db.Note{ComparisonID: c.ID, ActorID: 1})),
		"nothing restored": l.RestoreComparison(ctx, db.DeletedComparison{}),
	} {
		if !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestComparisons_List(t *testing.T) {
	t.Parallel()
	// given comparisons opened one after the other
	ctx := context.Background()
	l, clock := newLibrary(t)
	olive, palm, date := mustAddBrief(t, l, "Ólive trees"), mustAddBrief(t, l, "Palm trees"), mustAddBrief(t, l, "Date palms")
	weekly := mustAddNote(t, l, db.Note{Title: " ", Body: "\n## The week\nof olives"})
	var all []int64
	for _, sides := range [][2]db.SideRef{{sideOf(olive), sideOf(palm)}, {sideOf(date), sideOf(olive)}, {noteSide(weekly), sideOf(palm)}} {
		clock.advance(time.Minute)
		all = append(all, mustCompare(t, l, sides[0], sides[1]).ID)
	}
	// then they are found by the titles of their texts, opened last first
	for text, want := range map[string][]int64{
		"": {all[2], all[1], all[0]}, "olive": {all[1], all[0]}, "PALM olive": {all[1], all[0]}, "the week": {all[2]}, "quince": {},
	} {
		if got := comparisonsOf(t, l, text); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
	// when the first is opened again
	clock.advance(time.Minute)
	mustCompare(t, l, sideOf(palm), sideOf(olive))
	// then it comes first
	page, total, err := l.Comparisons(ctx, "", 0, 2)
	must(t, err)
	if total != 3 || len(page) != 2 || page[0].ID != all[0] || page[1].LeftTitle != "The week" {
		t.Errorf("%d in all, %+v", total, page)
	}
	page, total, err = l.Comparisons(ctx, "olive", 1, 1)
	must(t, err)
	if total != 2 || len(page) != 1 || page[0].ID != all[1] {
		t.Errorf("%d in all, %+v", total, page)
	}
	for _, page := range [][2]int{{-1, 0}, {0, -1}} {
		if _, _, err := l.Comparisons(ctx, "", page[0], page[1]); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("page %v: %v", page, err)
		}
	}
	// and they are looked up by both titles
	var names []string
	for _, e := range namesOf(t, l, db.KindComparison) {
		names = append(names, e.Text)
	}
	slices.Sort(names)
	if diff := cmp.Diff([]string{"Date palms | Ólive trees", "The week | Palm trees", "Ólive trees | Palm trees"}, names); diff != "" {
		t.Error(diff)
	}
	// and opened
	must(t, l.NoteOpened(ctx, db.KindComparison, all[1]))
	must(t, l.NoteOpened(ctx, db.KindComparison, all[0]))
	must(t, l.Trash(ctx, db.KindBrief, date.ID))
	if got := lastOpened(t, l, 9); len(got) != 1 || got[0].ID != all[0] || got[0].Kind != db.KindComparison {
		t.Errorf("opened last: %+v", got)
	}
}

func TestDifferenceVerdicts(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	c := mustCompare(t, l, sideOf(mustAddBrief(t, l, "Olive trees")), sideOf(mustAddBrief(t, l, "Palm trees")))
	other := mustCompare(t, l, sideOf(mustAddBrief(t, l, "Figs")), sideOf(mustAddBrief(t, l, "Dates")))
	heard := listen(t, l)
	decide := func(key string, v, want db.DifferenceVerdict) {
		t.Helper()
		before, err := l.DecideDifference(ctx, c.ID, key, v)
		if err != nil || before != want {
			t.Errorf("before %s was %q, %v; want %q", key, before, err, want)
		}
	}
	// when differences are decided about, and some of it is taken back
	decide("figures 84 47", db.DifferenceKept, db.DifferenceOpen)
	decide("dates", db.DifferenceKept, db.DifferenceOpen)
	decide("actor", db.DifferenceDismissed, db.DifferenceOpen)
	decide("source", db.DifferenceDismissed, db.DifferenceOpen)
	decide("source", db.DifferenceNoted, db.DifferenceDismissed)
	decide("actor", db.DifferenceOpen, db.DifferenceDismissed)
	heard()
	decide("actor", db.DifferenceOpen, db.DifferenceOpen)
	decide("dates", db.DifferenceKept, db.DifferenceKept)
	// then the last verdicts are there, and what said nothing new told nobody
	if got := heard(); got != nil {
		t.Errorf("told %v", got)
	}
	verdicts, err := l.DifferenceVerdicts(ctx, c.ID)
	must(t, err)
	want := map[string]db.DifferenceVerdict{"figures 84 47": db.DifferenceKept, "dates": db.DifferenceKept, "source": db.DifferenceNoted}
	if diff := cmp.Diff(want, verdicts); diff != "" {
		t.Error(diff)
	}
	if read, err := l.Comparison(ctx, c.ID); err != nil || read.Kept != 2 {
		t.Errorf("%d kept, %v", read.Kept, err)
	}
	// and the other comparison has none
	if got, err := l.DifferenceVerdicts(ctx, other.ID); err != nil || len(got) != 0 {
		t.Errorf("others: %v, %v", got, err)
	}
}

func TestComparisonNote(t *testing.T) {
	t.Parallel()
	// given a comparison without a note
	ctx := context.Background()
	l, _ := newLibrary(t)
	olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
	c := mustCompare(t, l, sideOf(olive), sideOf(palm))
	if n, err := l.ComparisonNote(ctx, c.ID); err != nil || n.ID != 0 || n.ComparisonID != c.ID {
		t.Errorf("at first: %+v, %v", n, err)
	}
	// when it gets one
	n := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Title: "olive trees | palm trees", Body: "Quinces are in neither."})
	// then it is there, and is no free note, nor one of the briefs
	if got, err := l.ComparisonNote(ctx, c.ID); err != nil || got.ID != n.ID || got.ComparisonID != c.ID || got.BriefID != 0 {
		t.Errorf("then: %+v, %v", got, err)
	}
	for _, id := range []int64{0, olive.ID, palm.ID} {
		if got, err := l.Notes(ctx, db.NoteFilter{BriefID: &id}); err != nil || len(got) != 0 {
			t.Errorf("the notes of %d: %+v, %v", id, got, err)
		}
	}
	// and there is no second one
	if got, err := l.AddNote(ctx, db.Note{ComparisonID: c.ID}); !errors.Is(err, db.ErrExists) || got.ID != n.ID {
		t.Errorf("a second one: %+v, %v", got, err)
	}
	// and a search finds it with its comparison
	hits, err := l.FindTexts(ctx, db.TextQuery{Where: inWords("quinces")})
	if err != nil || len(hits) != 1 || hits[0].ComparisonID != c.ID || hits[0].BriefID != 0 || hits[0].Day != n.CreatedAt.Format(time.DateOnly) {
		t.Errorf("found %+v, %v", hits, err)
	}
	// and it is looked up by its own words, since its title is the comparison's
	if names := namesOf(t, l, db.KindNote); len(names) != 1 || names[0].Text != "Quinces are in neither." || names[0].Context != "Olive trees | Palm trees" {
		t.Errorf("names %+v", names)
	}
	// when it goes to the trash, another takes its place
	must(t, l.Trash(ctx, db.KindNote, n.ID))
	other := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Another."})
	if err := l.Restore(ctx, db.KindNote, n.ID); !errors.Is(err, db.ErrExists) {
		t.Errorf("restored beside %d: %v", other.ID, err)
	}
	wantSound(t, l)
}

// visibly is what a user sees of a comparison and its note.
type visibly struct {
	Listed, Read, Note, Found, Named bool
	Trash                            int
}

func seen(tb testing.TB, l *db.Library, c db.Comparison, n db.Note) visibly {
	tb.Helper()
	ctx := context.Background()
	var v visibly
	v.Listed = slices.Contains(comparisonsOf(tb, l, ""), c.ID)
	_, err := l.Comparison(ctx, c.ID)
	v.Read = err == nil
	notes, err := l.NotesOf(ctx, []int64{n.ID})
	must(tb, err)
	v.Note = len(notes) == 1
	if got, err := l.Note(ctx, n.ID); err == nil && got.TrashedAt.IsZero() != v.Note {
		tb.Errorf("the note is listed: %t, and in the trash since %v", v.Note, got.TrashedAt)
	}
	hits, err := l.FindTexts(ctx, db.TextQuery{Where: inWords("quinces")})
	must(tb, err)
	v.Found = slices.ContainsFunc(hits, func(h db.TextHit) bool { return h.ID == n.ID && h.Kind == db.KindNote })
	v.Named = slices.ContainsFunc(namesOf(tb, l, db.KindComparison), func(e db.NameEntry) bool { return e.ID == c.ID })
	trash, err := l.TrashList(ctx)
	must(tb, err)
	v.Trash = len(trash)
	wantSound(tb, l)
	return v
}

func TestTrash_HidesComparisons(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, sides := range map[string]func(*testing.T, *db.Library) (left, right db.SideRef, kind db.Kind, id int64){
		"the left brief": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
			return sideOf(olive), sideOf(palm), db.KindBrief, olive.ID
		},
		"the right brief": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
			return sideOf(olive), sideOf(palm), db.KindBrief, palm.ID
		},
		"a brief compared with its own note": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			olive := mustAddBrief(t, l, "Olive trees")
			return sideOf(olive), noteSide(mustAddNote(t, l, db.Note{BriefID: olive.ID, Body: "Olives."})), db.KindBrief, olive.ID
		},
		"the brief of a note": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
			return noteSide(mustAddNote(t, l, db.Note{BriefID: olive.ID, Body: "Olives."})), sideOf(palm), db.KindBrief, olive.ID
		},
		"the actor of a note": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			front := mustAddActor(t, l, "Grove Front")
			return sideOf(mustAddBrief(t, l, "Palm trees")), noteSide(mustAddNote(t, l, db.Note{ActorID: front.ID, Body: "Olives."})), db.KindActor, front.ID
		},
		"a free note": func(t *testing.T, l *db.Library) (left, right db.SideRef, kind db.Kind, id int64) {
			weekly := mustAddNote(t, l, db.Note{Body: "Olives."})
			return noteSide(weekly), noteSide(mustAddNote(t, l, db.Note{Body: "Palms."})), db.KindNote, weekly.ID
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given a comparison with a verdict and a note
			l, _ := newLibrary(t)
			left, right, kind, id := sides(t, l)
			c := mustCompare(t, l, left, right)
			must(t, second(l.DecideDifference(ctx, c.ID, "figures", db.DifferenceKept)))
			n := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Quinces are in neither."})
			there := visibly{true, true, true, true, true, 0}
			if got := seen(t, l, c, n); got != there {
				t.Fatalf("at first %+v", got)
			}
			// when a text goes to the trash
			must(t, l.Trash(ctx, kind, id))
			// then the comparison is not to be seen, nor is its note
			if got := seen(t, l, c, n); got != (visibly{Trash: 1}) {
				t.Errorf("hidden %+v", got)
			}
			// but words that were typed late are not lost
			must(t, second(l.SaveNote(ctx, n.ID, "", "Quinces and medlars are in neither.")))
			if got := seen(t, l, c, n); got != (visibly{Trash: 1}) {
				t.Errorf("hidden, saved %+v", got)
			}
			// when the text comes back
			must(t, l.Restore(ctx, kind, id))
			// then so does all of it
			if got := seen(t, l, c, n); got != there {
				t.Errorf("back %+v", got)
			}
			if verdicts, err := l.DifferenceVerdicts(ctx, c.ID); err != nil || len(verdicts) != 1 {
				t.Errorf("verdicts %v, %v", verdicts, err)
			}
			if got, err := l.ComparisonNote(ctx, c.ID); err != nil || got.Body != "Quinces and medlars are in neither." {
				t.Errorf("note %+v, %v", got, err)
			}
			// when the text is deleted for good
			must(t, l.Trash(ctx, kind, id))
			must(t, second(l.EmptyTrash(ctx)))
			// then nothing of it is left
			if got := seen(t, l, c, n); got != (visibly{}) {
				t.Errorf("deleted %+v", got)
			}
			if err := second(l.Note(ctx, n.ID)); !errors.Is(err, db.ErrNotFound) {
				t.Errorf("the note: %v", err)
			}
		})
	}
}

func TestTrash_NoteOfAHiddenComparison(t *testing.T) {
	t.Parallel()
	// given the note of a comparison in the trash
	ctx := context.Background()
	l, _ := newLibrary(t)
	olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
	c := mustCompare(t, l, sideOf(olive), sideOf(palm))
	n := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Quinces."})
	must(t, l.Trash(ctx, db.KindNote, n.ID))
	if got := seen(t, l, c, n); got != (visibly{Listed: true, Read: true, Named: true, Trash: 1}) {
		t.Errorf("the note in the trash: %+v", got)
	}
	// when a text follows it
	must(t, l.Trash(ctx, db.KindBrief, palm.ID))
	// then restoring the note alone would show nothing: the trash lists the brief only
	if got := seen(t, l, c, n); got != (visibly{Trash: 1}) {
		t.Errorf("both in the trash: %+v", got)
	}
}

func TestMerge_HidesComparisonsOfItsNote(t *testing.T) {
	t.Parallel()
	// given the note of an actor, compared
	ctx := context.Background()
	l, _ := newLibrary(t)
	front, league := mustAddActor(t, l, "Grove Front"), mustAddActor(t, l, "Orchard League")
	about := mustAddNote(t, l, db.Note{ActorID: front.ID, Body: "Olives."})
	c := mustCompare(t, l, noteSide(about), sideOf(mustAddBrief(t, l, "Palm trees")))
	n := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Quinces are in neither."})
	// when the actor is merged into another, which has the words of the note now
	merge, err := l.MergeActors(ctx, league.ID, front.ID)
	must(t, err)
	// then the comparison is hidden
	if got := comparisonsOf(t, l, ""); len(got) != 0 {
		t.Errorf("there are %v", got)
	}
	if got, err := l.NotesOf(ctx, []int64{n.ID}); err != nil || len(got) != 0 {
		t.Errorf("notes %+v, %v", got, err)
	}
	wantSound(t, l)
	// and the note that the merge made is compared
	made, err := l.ActorNote(ctx, league.ID)
	must(t, err)
	of := mustCompare(t, l, noteSide(made), sideOf(mustAddBrief(t, l, "Figs")))
	kept := mustAddNote(t, l, db.Note{ComparisonID: of.ID, Body: "Medlars."})
	// when that is taken back
	must(t, l.UndoRearrangement(ctx, merge.ID))
	// then the first is there again, and nothing of the other is lost
	if got := seen(t, l, c, n); got != (visibly{true, true, true, true, true, 0}) {
		t.Errorf("back %+v", got)
	}
	if got, err := l.ComparisonNote(ctx, of.ID); err != nil || got.ID != kept.ID {
		t.Errorf("the other's note %+v, %v", got, err)
	}
}

func TestComparisons_DeleteAndUndo(t *testing.T) {
	t.Parallel()
	// given a comparison with all that belongs to one
	ctx := context.Background()
	l, clock := newLibrary(t)
	olive, palm := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees")
	c := mustCompare(t, l, sideOf(olive), sideOf(palm))
	c.View, c.Apart, c.LinedUp = "editions", true, []db.LinedUp{{3, 4}}
	must(t, second(l.UpdateComparison(ctx, c)))
	must(t, second(l.DecideDifference(ctx, c.ID, "figures", db.DifferenceKept)))
	must(t, second(l.DecideDifference(ctx, c.ID, "dates", db.DifferenceDismissed)))
	lost := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Lost."})
	must(t, l.Trash(ctx, db.KindNote, lost.ID))
	n := mustAddNote(t, l, db.Note{ComparisonID: c.ID, Title: "Fruit", Body: "Quinces are in neither."})
	for _, words := range []string{"Quinces?", "Quinces are in neither of them."} {
		clock.advance(time.Hour)
		must(t, second(l.SaveNote(ctx, n.ID, "Fruit", words)))
	}
	must(t, l.NoteOpened(ctx, db.KindComparison, c.ID))
	type whole struct {
		Comparison db.Comparison
		Verdicts   map[string]db.DifferenceVerdict
		Note, Lost db.Note
		History    []db.NoteVersion
		Seen       visibly
		Opened     []db.Opened
	}
	read := func() (w whole) {
		t.Helper()
		var err error
		w.Comparison, err = l.Comparison(ctx, c.ID)
		must(t, err)
		w.Verdicts, err = l.DifferenceVerdicts(ctx, c.ID)
		must(t, err)
		w.Note, err = l.ComparisonNote(ctx, c.ID)
		must(t, err)
		w.Lost, err = l.Note(ctx, lost.ID)
		must(t, err)
		w.History, err = l.NoteHistory(ctx, n.ID)
		must(t, err)
		w.Seen, w.Opened = seen(t, l, c, n), lastOpened(t, l, 9)
		return w
	}
	want := read()
	if want.Note.ID != n.ID || len(want.History) != 2 || want.Seen != (visibly{true, true, true, true, true, 1}) || len(want.Opened) != 1 {
		t.Fatalf("at first %+v", want)
	}
	heard := listen(t, l)
	// when it is deleted
	deleted, err := l.DeleteComparison(ctx, c.ID)
	must(t, err)
	// then nothing of it is there
	if got := seen(t, l, c, n); got != (visibly{}) {
		t.Errorf("deleted %+v", got)
	}
	if err := second(l.Note(ctx, n.ID)); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("its note is read with %v", err)
	}
	told := []db.Notice{db.ComparisonChanged{ID: c.ID}, db.NoteChanged{ID: lost.ID}, db.NoteChanged{ID: n.ID}}
	if diff := cmp.Diff(told, heard()); diff != "" {
		t.Error(diff)
	}
	// when the texts are compared anew, the old one has no place
	clock.advance(time.Hour)
	other := mustCompare(t, l, sideOf(palm), sideOf(olive))
	if err := l.RestoreComparison(ctx, deleted); !errors.Is(err, db.ErrExists) {
		t.Errorf("brought back beside another: %v", err)
	}
	must(t, second(l.DeleteComparison(ctx, other.ID)))
	// when a text is in the trash meanwhile, it comes back hidden
	must(t, l.Trash(ctx, db.KindBrief, palm.ID))
	heard()
	must(t, l.RestoreComparison(ctx, deleted))
	if diff := cmp.Diff(told, heard()); diff != "" {
		t.Error(diff)
	}
	if got := seen(t, l, c, n); got != (visibly{Trash: 1}) {
		t.Errorf("hidden %+v", got)
	}
	must(t, l.Restore(ctx, db.KindBrief, palm.ID))
	// then all of it is as it was
	if diff := cmp.Diff(want, read()); diff != "" {
		t.Error(diff)
	}
	// and not twice
	if err := l.RestoreComparison(ctx, deleted); !errors.Is(err, db.ErrExists) {
		t.Errorf("brought back twice: %v", err)
	}
	// when a text is gone for good
	deleted, err = l.DeleteComparison(ctx, c.ID)
	must(t, err)
	must(t, l.Trash(ctx, db.KindBrief, palm.ID))
	must(t, second(l.EmptyTrash(ctx)))
	// then it does not come back
	if err := l.RestoreComparison(ctx, deleted); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("brought back without a text: %v", err)
	}
	wantSound(t, l)
}

func TestComparisons_ReadOnly(t *testing.T) {
	t.Parallel()
	// given a library with a comparison, open for reading only
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	l := mustOpen(t, path, db.Options{})
	olive, palm, figs := mustAddBrief(t, l, "Olive trees"), mustAddBrief(t, l, "Palm trees"), mustAddBrief(t, l, "Figs")
	stored := mustCompare(t, l, sideOf(olive), sideOf(palm))
	r := mustOpen(t, path, db.Options{ReadOnly: true})
	// then it can be looked at, as it was
	got, err := r.OpenComparison(ctx, sideOf(palm), sideOf(olive))
	must(t, err)
	if diff := cmp.Diff(stored, got); diff != "" {
		t.Error(diff)
	}
	// and so can others, which are not stored
	got, err = r.OpenComparison(ctx, sideOf(figs), sideOf(olive))
	must(t, err)
	want := db.Comparison{Left: sideOf(figs), Right: sideOf(olive), LeftTitle: "Figs", RightTitle: "Olive trees"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for name, err := range map[string]error{
		"delete": second(r.DeleteComparison(ctx, stored.ID)),
		"update": second(r.UpdateComparison(ctx, stored)),
		"decide": second(r.DecideDifference(ctx, stored.ID, "key", db.DifferenceKept)),
	} {
		if !errors.Is(err, db.ErrReadOnly) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCheck_Comparisons(t *testing.T) {
	t.Parallel()
	for tamper, want := range map[string]db.Finding{
		`UPDATE comparison SET lined_up = '[[1'`:                                                       {Kind: "integrity", Record: "comparison 1"},
		`UPDATE comparison SET left_revision = (SELECT revision_id FROM brief WHERE id = right_brief)`: {Kind: "integrity", Record: "comparison 1"},
		`PRAGMA foreign_keys = 0; UPDATE comparison SET right_brief = 99`:                              {Kind: "foreign key", Record: "comparison 1"},
		`PRAGMA foreign_keys = 0; DELETE FROM comparison`:                                              {Kind: "foreign key", Record: "note 1"},
	} {
		// given a comparison that was tampered with
		l, _ := newLibrary(t)
		c := mustCompare(t, l, sideOf(mustAddBrief(t, l, "Olive trees")), sideOf(mustAddBrief(t, l, "Palm trees")))
		mustAddNote(t, l, db.Note{ComparisonID: c.ID, Body: "Quinces."})
		rawly(t, l.Path(), tamper)
		// then it is told
		findings, err := l.Check(context.Background())
		must(t, err)
		if !slices.ContainsFunc(findings, func(f db.Finding) bool { return f.Kind == want.Kind && f.Record == want.Record && f.Detail != "" }) {
			t.Errorf("%s: %+v", tamper, findings)
		}
	}
}

func TestMigrate_ToComparisons(t *testing.T) {
	t.Parallel()
	// given a library as the version before made it, with notes of every kind
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	old, err := db.OpenWith(ctx, path, db.Options{}, firstMigrations(t, 3))
	must(t, err)
	must(t, old.Close())
	rawly(t, path,
		`INSERT INTO actor (id, uid, name, name_key, kind, summary, created_at, changed_at) VALUES (1, 'g', 'Grove Front', 'grove front', 'armed group', '', 9, 9)`,
		`INSERT INTO note (id, uid, created_at, changed_at, title, body) VALUES (1, 'n', 8, 9, 'Weekly', 'A free note.')`,
		`INSERT INTO note (id, uid, actor_id, created_at, changed_at, title, body) VALUES (2, 'm', 1, 8, 9, '', 'Of an actor.')`)
	// when it is opened
	l := mustOpen(t, path, db.Options{})
	// then the notes are as they were
	free := int64(0)
	if got, err := l.Notes(ctx, db.NoteFilter{BriefID: &free}); err != nil || len(got) != 1 || got[0].Body != "A free note." {
		t.Errorf("free notes %+v, %v", got, err)
	}
	if got, err := l.ActorNote(ctx, 1); err != nil || got.Body != "Of an actor." || got.ComparisonID != 0 {
		t.Errorf("the actor's note %+v, %v", got, err)
	}
	// and can be compared
	c := mustCompare(t, l, db.SideRef{Kind: db.KindNote, ID: 1}, db.SideRef{Kind: db.KindNote, ID: 2})
	if c.LeftTitle != "Weekly" || c.RightTitle != "Of an actor." {
		t.Errorf("compared %+v", c)
	}
}
