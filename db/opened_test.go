package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func lastOpened(tb testing.TB, l *db.Library, limit int) []db.Opened {
	tb.Helper()
	all, err := l.LastOpened(context.Background(), limit)
	must(tb, err)
	return all
}

func TestOpened_LastFirst(t *testing.T) {
	t.Parallel()
	// given a record of each kind, opened one after the other
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Opened")
	a := named(t, l, "Grey Herons")
	citing(t, l, "Rain", "Hill Radio")
	source := sourceOf(t, l, "Hill Radio")
	n := mustAddNote(t, l, db.Note{Title: "Weekly"})
	mark := mustAnnotate(t, l, b, "")
	s := mustSave(t, l, db.SavedSearch{Name: "Wells", Query: "wells"})
	heard := listen(t, l)
	records := []db.Opened{{Kind: db.KindBrief, ID: b.ID}, {Kind: db.KindActor, ID: a.ID}, {Kind: db.KindSource, ID: source.ID},
		{Kind: db.KindNote, ID: n.ID}, {Kind: db.KindAnnotation, ID: mark.ID}, {Kind: db.KindSavedSearch, ID: s.ID}}
	var want []db.Opened
	open := func(o db.Opened) {
		c.advance(time.Minute)
		must(t, l.NoteOpened(ctx, o.Kind, o.ID))
		o.OpenedAt, o.Times = c.now(), o.Times+1
		want = append([]db.Opened{o}, want...)
	}
	for _, o := range records {
		open(o)
	}
	// when the first is opened again
	first := want[5]
	want = want[:5]
	open(first)
	// then it comes first, and nobody was told
	if diff := cmp.Diff(want, lastOpened(t, l, 10)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[:2], lastOpened(t, l, 2)); diff != "" {
		t.Error(diff)
	}
	if got := heard(); got != nil {
		t.Errorf("told %v", got)
	}
	// when some of them are gone
	must(t, l.Trash(ctx, db.KindBrief, b.ID)) // and the annotation with it
	must(t, l.Trash(ctx, db.KindNote, n.ID))
	must(t, second(l.DeleteSavedSearch(ctx, s.ID)))
	// then the others are left
	got := lastOpened(t, l, 2)
	if len(got) != 2 || got[0].Kind != db.KindSource || got[1].Kind != db.KindActor {
		t.Errorf("left: %v", got)
	}
	// and one that was merged into another is not opened any more
	other := named(t, l, "Herons of the Marsh")
	must(t, second(l.MergeActors(ctx, other.ID, a.ID)))
	if got := lastOpened(t, l, 2); len(got) != 1 || got[0].Kind != db.KindSource {
		t.Errorf("after the merge: %v", got)
	}
	// and what comes back is there again
	must(t, l.Restore(ctx, db.KindBrief, b.ID))
	if got := lastOpened(t, l, 1); len(got) != 1 || got[0].Kind != db.KindBrief || got[0].Times != 2 {
		t.Errorf("restored: %v", got)
	}
}

func TestOpened_Refused(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Opened")
	if err := l.NoteOpened(ctx, "chapter", 1); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("a kind that is none: %v", err)
	}
	// A library that cannot be written is read all the same.
	reader := mustOpen(t, l.Path(), db.Options{ReadOnly: true})
	must(t, reader.NoteOpened(ctx, db.KindBrief, b.ID))
	if got := lastOpened(t, reader, 5); got != nil {
		t.Errorf("opened: %v", got)
	}
}
