package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// counted is an actor's row without what Actor tells.
type counted struct {
	Name                  string
	Mentions, Briefs, New int
}

func wantRows(tb testing.TB, l *db.Library, f db.ActorFilter, wantTotal int, want ...counted) {
	tb.Helper()
	rows, total, err := l.FindActors(context.Background(), f)
	must(tb, err)
	var got []counted
	for _, r := range rows {
		if diff := cmp.Diff(actorNow(tb, l, r.Actor.ID), r.Actor); diff != "" {
			tb.Error(diff)
		}
		got = append(got, counted{r.Actor.Name, r.Mentions, r.Briefs, r.New})
	}
	if diff := cmp.Diff(want, got); diff != "" || total != wantTotal {
		tb.Errorf("%+v: %d in all, want %d: %s", f, total, wantTotal, diff)
	}
}

func TestFindActors_FiltersAndOrders(t *testing.T) {
	t.Parallel()
	// given four actors, one named by a brief that came before it
	ctx := context.Background()
	l, c := newLibrary(t)
	one := wordsBrief(t, l, "One", "", "Cedar met Birch. Birch left.")
	c.advance(time.Minute)
	named(t, l, "Birch", "Côte")
	named(t, l, "ash", "Cote d'Or")
	named(t, l, "Cedar", "Red Cedar")
	must(t, second(l.AddActor(ctx, db.Actor{Name: "Dune", Kind: "place"})))
	c.advance(time.Minute)
	two := wordsBrief(t, l, "Two", "", "Cedar, Cedar and Cedar.")
	search(t, l, one, two)
	birch, ash, cedar, dune := counted{"Birch", 2, 1, 0}, counted{Name: "ash"}, counted{"Cedar", 4, 2, 3}, counted{Name: "Dune"}
	for name, c := range map[string]struct {
		filter db.ActorFilter
		total  int
		want   []counted
	}{
		"by name":                     {db.ActorFilter{}, 4, []counted{ash, birch, cedar, dune}},
		"by mentions, then by name":   {db.ActorFilter{Order: db.OrderMentions}, 4, []counted{cedar, birch, ash, dune}},
		"a kind":                      {db.ActorFilter{Kind: "place"}, 1, []counted{dune}},
		"a kind by mentions":          {db.ActorFilter{Kind: "armed group", Order: db.OrderMentions, Limit: 2}, 3, []counted{cedar, birch}},
		"words of a name":             {db.ActorFilter{Text: "DUN"}, 1, []counted{dune}},
		"words of an alias, folded":   {db.ActorFilter{Text: "côte"}, 2, []counted{ash, birch}},
		"words of name and alias":     {db.ActorFilter{Text: "cote ash"}, 1, []counted{ash}},
		"words that no one has both":  {db.ActorFilter{Text: "cote cedar"}, 0, nil},
		"signs":                       {db.ActorFilter{Text: "d'o"}, 1, []counted{ash}},
		"signs that nobody has":       {db.ActorFilter{Text: "%"}, 0, nil},
		"page":                        {db.ActorFilter{Offset: 1, Limit: 2}, 4, []counted{birch, cedar}},
		"page by mentions":            {db.ActorFilter{Offset: 1, Limit: 2, Order: db.OrderMentions}, 4, []counted{birch, ash}},
		"page past the end":           {db.ActorFilter{Offset: 4}, 4, nil},
		"kind and words that exclude": {db.ActorFilter{Kind: "place", Text: "cedar"}, 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			wantRows(t, l, c.filter, c.total, c.want...)
		})
	}
	for _, f := range []db.ActorFilter{{Offset: -1}, {Limit: -1}, {Order: "size"}} {
		if _, _, err := l.FindActors(ctx, f); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%+v: error %v, want ErrInvalid", f, err)
		}
	}
}

func TestFindActors_CountsCurrentTextsOutsideTheTrash(t *testing.T) {
	t.Parallel()
	// given two briefs that name two actors
	ctx := context.Background()
	l, c := newLibrary(t)
	ash := named(t, l, "Ash", "AS")
	named(t, l, "Birch")
	c.advance(time.Minute)
	one := wordsBrief(t, l, "One", "", "Ash met Birch and Ash.")
	two := wordsBrief(t, l, "Two", "", "AS met Birch.")
	search(t, l, one, two)
	for _, order := range []db.ActorOrder{db.OrderName, db.OrderMentions} {
		wantRows(t, l, db.ActorFilter{Order: order}, 2, counted{"Ash", 3, 2, 3}, counted{"Birch", 2, 2, 2})
	}
	// when a brief is in the trash, its mentions do not count
	must(t, l.Trash(ctx, db.KindBrief, one.ID))
	for _, order := range []db.ActorOrder{db.OrderName, db.OrderMentions} {
		wantRows(t, l, db.ActorFilter{Order: order}, 2, counted{"Ash", 1, 1, 1}, counted{"Birch", 1, 1, 1})
	}
	must(t, l.Restore(ctx, db.KindBrief, one.ID))
	// when a brief has another text, those of the earlier one do not
	rawly(t, l.Path(), `INSERT INTO revision (id, uid, brief_id, original_id, imported_at, text_sha256, text)
		SELECT 100, 'u', brief_id, original_id, imported_at, '', 'Birch left.' FROM revision WHERE id = `+sqlID(two.RevisionID),
		`UPDATE brief SET revision_id = 100 WHERE id = `+sqlID(two.ID))
	wantRows(t, l, db.ActorFilter{}, 2, counted{"Ash", 2, 1, 2}, counted{"Birch", 1, 1, 1})
	rawly(t, l.Path(), `UPDATE brief SET revision_id = `+sqlID(two.RevisionID)+` WHERE id = `+sqlID(two.ID), `DELETE FROM revision WHERE id = 100`)
	// when the analyst said that words name somebody else, or nobody
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: one.ID, Start: 0, End: 3, Verdict: db.StateNobody})
	wantRows(t, l, db.ActorFilter{}, 2, counted{"Ash", 2, 2, 2}, counted{"Birch", 2, 2, 2})
	// when an actor is in the trash
	must(t, l.Trash(ctx, db.KindActor, ash.ID))
	wantRows(t, l, db.ActorFilter{Order: db.OrderMentions}, 1, counted{"Birch", 2, 2, 2})
}
