package db_test

import (
	"context"
	"slices"
	"testing"

	"sidelight/db"
)

func changedNames(tb testing.TB, l *db.Library) (names []string, last int64) {
	tb.Helper()
	all, err := l.NameChanges(context.Background())
	must(tb, err)
	for _, n := range all {
		names, last = append(names, n.Name), n.ID
	}
	return names, last
}

func TestNameChanges_WaitUntilForgotten(t *testing.T) {
	t.Parallel()
	// given an actor that is new
	ctx := context.Background()
	l, _ := newLibrary(t)
	must(t, second(l.AddActor(ctx, db.Actor{Name: "Zaytun Front", Aliases: []db.Alias{{Name: "ZF"}}})))
	names, last := changedNames(t, l)
	if !slices.Equal(names, []string{"Zaytun Front", "ZF"}) {
		t.Errorf("names %q", names)
	}
	// when another comes while the texts are searched for the first
	must(t, second(l.AddActor(ctx, db.Actor{Name: "Zephyr Fleet"})))
	must(t, l.ForgetNameChanges(ctx, last))
	// then that one waits still
	if names, _ := changedNames(t, l); !slices.Equal(names, []string{"Zephyr Fleet"}) {
		t.Errorf("names %q", names)
	}
}

func TestBriefsMentioning(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	a, b, none := readStrike(t, l, "A", front.ID), readStrike(t, l, "B", front.ID), readStrike(t, l, "None")
	mustDecide(t, l, about{t, l, none}.mention("navy", db.StateAdded, front.ID))
	trashed := readStrike(t, l, "Trashed", front.ID)
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	for _, c := range []struct {
		names []string
		want  []int64
	}{
		{[]string{"ZF"}, []int64{a.ID, b.ID}},
		{[]string{"ZF", "Zaytun Front", "other"}, []int64{a.ID, b.ID, none.ID}}, // an added one counts under the actor's name
		{[]string{"zf"}, nil},
		{nil, nil},
	} {
		if got, err := l.BriefsMentioning(ctx, c.names); err != nil || !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, %v, want %v", c.names, got, err, c.want)
		}
	}
}
