package db_test

import (
	"context"
	"errors"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestDecide_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	front := mustAddActor(t, l, "Zaytun Front")
	b, other, trashed := readStrike(t, l, "Quays", front.ID), readStrike(t, l, "Other"), readStrike(t, l, "Trashed")
	a := about{t, l, b}
	dash, _ := spanOf(t, textOf(t, l, b), "–")
	with := func(d db.Decision, change func(*db.Decision)) db.Decision {
		change(&d)
		return d
	}
	inTrash := about{t, l, trashed}.mention("ZF", db.StateSettled, front.ID)
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	settled := a.mention("ZF", db.StateSettled, front.ID)
	event := a.event(0, db.StateEdited, "", db.Date{Earliest: "2024-05-01"})
	before := visibleIn(t, l, b.ID)
	for name, c := range map[string]struct {
		d    db.Decision
		want error
	}{
		"no kind":                     {with(settled, func(d *db.Decision) { d.Kind = "" }), db.ErrInvalid},
		"a verdict of another kind":   {with(settled, func(d *db.Decision) { d.Verdict = db.StateKept }), db.ErrInvalid},
		"no such actor":               {with(settled, func(d *db.Decision) { d.ActorID = 99 }), db.ErrInvalid},
		"no brief":                    {with(settled, func(d *db.Decision) { d.BriefID = 0 }), db.ErrNotFound},
		"no such revision":            {with(settled, func(d *db.Decision) { d.RevisionID = 99 }), db.ErrNotFound},
		"the text of another brief":   {with(settled, func(d *db.Decision) { d.RevisionID = other.RevisionID }), db.ErrInvalid},
		"a brief in the trash":        {inTrash, db.ErrInvalid},
		"no words":                    {with(settled, func(d *db.Decision) { d.End = d.Start }), db.ErrInvalid},
		"words inside a rune":         {with(settled, func(d *db.Decision) { d.Start, d.End = dash+1, dash+9 }), db.ErrInvalid},
		"words beyond the text":       {with(settled, func(d *db.Decision) { d.End = 1 << 40 }), db.ErrInvalid},
		"nothing corrected":           {a.citation("Coast Radio, May 3", db.StateCorrected, " ", day("", "2024-05-03")), db.ErrInvalid},
		"no day":                      {with(event, func(d *db.Decision) { d.Date.Earliest = "May 2024" }), db.ErrInvalid},
		"days the wrong way round":    {with(event, func(d *db.Decision) { d.Date.Latest = "2024-04-01" }), db.ErrInvalid},
		"an event without key":        {with(event, func(d *db.Decision) { d.Key = "" }), db.ErrInvalid},
		"a date outside the sentence": {with(event, func(d *db.Decision) { d.Key = strconv.Itoa(d.Start - 1) }), db.ErrInvalid},
		"an added event without date": {with(event, func(d *db.Decision) { d.Verdict, d.Key, d.Date = db.StateAdded, "", db.Date{} }), db.ErrInvalid},
		"a check without kind":        {a.words(db.DecideCheck, "ZF", db.StateKept), db.ErrInvalid},
		"a new name without name":     {db.Decision{Kind: db.DecideNewName, Verdict: db.StateDismissed}, db.ErrInvalid},
		"a new name of a brief":       {db.Decision{Kind: db.DecideNewName, BriefID: b.ID, Key: "x", Verdict: db.StateDismissed}, db.ErrInvalid},
	} {
		if _, err := l.Decide(ctx, c.d); !errors.Is(err, c.want) {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
	if diff := cmp.Diff(before, visibleIn(t, l, b.ID)); diff != "" {
		t.Error(diff)
	}
}
