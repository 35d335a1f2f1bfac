package db_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// phrasing is a brief in which phrases recur so often.
func phrasing(tb testing.TB, l *db.Library, title string, uses map[string]int) db.Brief {
	tb.Helper()
	b, err := l.AddBrief(context.Background(), db.NewBrief{Title: title, Text: title + " speaks of names."})
	must(tb, err)
	f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
	for name, n := range uses {
		f.Phrases = append(f.Phrases, db.FoundPhrase{Name: name, Uses: n, Start: 0, End: len(title)})
	}
	mustStore(tb, l, f)
	return b
}

func TestPhrases(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	a := phrasing(t, l, "A", map[string]int{"Salt Quay": 2, "Mole Works": 3, "Ebb Council": 1, "Zaytun Front": 9, "Zf League": 9})
	b := phrasing(t, l, "B", map[string]int{"SALT Quay": 2, "Tide Union": 2})
	front, err := l.AddActor(ctx, db.Actor{Name: "Zaytún Front", Aliases: []db.Alias{{Name: "ZF League", Weak: true}}})
	must(t, err)
	phrase := func(name, key string, uses, briefs int, in db.Brief) db.Phrase {
		return db.Phrase{Name: name, Key: key, Uses: uses, Briefs: briefs, BriefID: in.ID, Start: 0, End: 1}
	}
	want := func(what string, want []db.Phrase, briefID int64, least, limit int) {
		t.Helper()
		got, err := l.Phrases(ctx, briefID, least, limit)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", what, diff)
		}
	}
	mole, tide := phrase("Mole Works", "mole works", 3, 1, a), phrase("Tide Union", "tide union", 2, 1, b)
	inA, inB := phrase("Salt Quay", "salt quay", 4, 2, a), phrase("SALT Quay", "salt quay", 4, 2, b)
	// then names that are known are left out
	want("the library", []db.Phrase{inB, mole, tide}, 0, 2, 0)
	want("those used most", []db.Phrase{inB, mole}, 0, 2, 2)
	want("of a brief", []db.Phrase{inA, mole}, a.ID, 2, 0)
	want("of another", []db.Phrase{inB}, b.ID, 3, 0)
	want("of none", nil, 99, 1, 0)
	// when the actor is in the trash, its names are nobody's
	must(t, l.Trash(ctx, db.KindActor, front.ID))
	want("without the actor", []db.Phrase{phrase("Zaytun Front", "zaytun front", 9, 1, a), phrase("Zf League", "zf league", 9, 1, a)}, 0, 9, 0)
	must(t, l.Restore(ctx, db.KindActor, front.ID))
	// when a brief is in the trash, it does not count
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	want("without a brief", []db.Phrase{mole, phrase("Salt Quay", "salt quay", 2, 1, a)}, 0, 2, 0)
	// when one is dismissed, it is gone
	mustDecide(t, l, db.Decision{Kind: db.DecideNewName, Key: "mole works", Verdict: db.StateDismissed})
	want("dismissed", []db.Phrase{phrase("Salt Quay", "salt quay", 2, 1, a)}, a.ID, 2, 0)
}
