package app

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"sidelight/db"
	"sidelight/widgets"
)

// alwaysSame takes every pair that it is asked about for one outlet.
func alwaysSame(a, b string) (string, bool) { return a + " = " + b, true }

func TestLikelyPairs_ComparesWhatSharesATrait(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		pair bool
	}{
		{"Le Courrier", "lecourrier.example", true},
		{"The Dune Post", "Dune Post", true},
		{"Agence Presse-Dunes", "APD", true},
		{"Agence Presse des Dunes", "APD", true},
		{"https://www.dunepost.example/world", "Dune Post", true},
		{"Dune Post News", "The Dune Post", true},
		{"en.dune-post.example", "Dune Post", true},
		{"Dune Pozt", "Dune Post", true},
		{"Dune Posts", "Dune Post", true},
		{"Dune Post", "Cove Agency", false},
	} {
		got := likelyPairs([]db.Source{{ID: 1, Name: c.a}, {ID: 2, Name: c.b}}, nil, alwaysSame)
		if (len(got) == 1) != c.pair {
			t.Errorf("%s, %s: %+v", c.a, c.b, got)
		}
	}
}

func TestLikelyPairs_NameStaysAndDecidedPairsAreLeftOut(t *testing.T) {
	t.Parallel()
	all := []db.Source{{ID: 1, Name: "dunepost.example", Citations: 9}, {ID: 2, Name: "Dune Post", Citations: 1}}
	got := likelyPairs(all, nil, alwaysSame)
	if len(got) != 1 || got[0].into.ID != 2 || got[0].from.ID != 1 {
		t.Errorf("%+v: the name stays, not the address", got)
	}
	if got := likelyPairs(all, map[string]bool{db.SameSourceKey("Dune Post", "dunepost.example"): true}, alwaysSame); len(got) != 0 {
		t.Errorf("%+v was said to be two", got)
	}
	if got := likelyPairs(all, nil, func(string, string) (string, bool) { return "", false }); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestLikelyPairs_ThousandsOfSourcesAreNotAllCompared(t *testing.T) {
	t.Parallel()
	var all []db.Source
	for i := range 5000 {
		all = append(all, db.Source{ID: int64(i + 1), Name: fmt.Sprintf("Outlet %d of the coast", i)})
	}
	asked := 0
	likelyPairs(all, nil, func(string, string) (string, bool) { asked++; return "", false })
	if asked > 60*len(all) {
		t.Errorf("%d comparisons of %d sources", asked, len(all))
	}
}

func TestSources_PairsAreReviewed(t *testing.T) {
	b := openBench(t)
	b.sources.pairs.same = func(x, y string) (string, bool) {
		return "the address of the same name", strings.Contains(x+y, "duneradio")
	}
	b.open(b.add(citingText).ID)
	b.tl.advance(pairsDelay)
	if !b.sources.offer.Visible() {
		t.Fatal("nothing says that there is a pair to review")
	}
	b.do("source.review")
	list := b.openFields["same.list"].(*widgets.CardList)
	if list.Cards() != 1 {
		t.Fatalf("%d pairs", list.Cards())
	}
	// When it is said not to be the same, it is not offered again
	list.OnAction(list.Active(), "not")
	b.tl.settle()
	b.tl.advance(pairsDelay)
	if list.Cards() != 0 || b.sources.offer.Visible() {
		t.Errorf("%d pairs after the decision", list.Cards())
	}
	all, err := b.lib.Decisions(context.Background(), 0, db.DecideSameSource)
	if err != nil || len(all) != 1 {
		t.Errorf("decisions %+v, %v", all, err)
	}
	b.undo.undo(b.ctx)
	b.tl.settle()
	b.tl.advance(pairsDelay)
	if list.Cards() != 1 {
		t.Fatalf("%d pairs after undo", list.Cards())
	}
	// When it is the same, the name keeps the address as a spelling
	list.OnAction(list.Active(), "same")
	b.tl.settle()
	if s := b.sourceNamed("Dune Radio"); len(s.Variants) != 2 || s.Citations != 3 {
		t.Errorf("%+v", s)
	}
}
