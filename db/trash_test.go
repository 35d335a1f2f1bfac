package db_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestTrash_EveryKind(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Brief to trash")
	kept := mustAddBrief(t, l, "Brief to keep")
	a := mustAnnotate(t, l, kept, "")
	n := mustAddNote(t, l, db.Note{BriefID: kept.ID, Title: "Note to trash"})
	actor, err := l.AddActor(ctx, db.Actor{Name: "Actor to trash"})
	must(t, err)
	heard := listen(t, l)
	records := []struct {
		kind   db.Kind
		id     int64
		title  string
		notice db.Notice
	}{
		{db.KindBrief, b.ID, "Brief to trash", db.BriefChanged{ID: b.ID}},
		{db.KindAnnotation, a.ID, quote, db.AnnotationChanged{ID: a.ID, BriefID: kept.ID}},
		{db.KindNote, n.ID, "Note to trash", db.NoteChanged{ID: n.ID, BriefID: kept.ID}},
		{db.KindActor, actor.ID, "Actor to trash", db.ActorChanged{ID: actor.ID}},
	}
	var want []db.Trashed
	for _, r := range records {
		// when
		c.advance(time.Minute)
		must(t, l.Trash(ctx, r.kind, r.id))
		// then
		want = append([]db.Trashed{{Kind: r.kind, ID: r.id, Title: r.title, TrashedAt: c.now()}}, want...)
		list, err := l.TrashList(ctx)
		must(t, err)
		if diff := cmp.Diff(want, list); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]db.Notice{r.notice}, heard()); diff != "" {
			t.Error(diff)
		}
		// when again
		c.advance(time.Minute)
		must(t, l.Trash(ctx, r.kind, r.id))
		// then nothing happens
		again, err := l.TrashList(ctx)
		must(t, err)
		if diff := cmp.Diff(list, again); diff != "" || len(heard()) != 0 {
			t.Errorf("trashed twice: %s", diff)
		}
	}
	if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{Briefs: 1, Trashed: 4}) {
		t.Errorf("counts %+v, %v", counts, err)
	}
	for _, r := range records {
		// when
		must(t, l.Restore(ctx, r.kind, r.id))
		must(t, l.Restore(ctx, r.kind, r.id)) // does nothing
		// then
		if diff := cmp.Diff([]db.Notice{r.notice}, heard()); diff != "" {
			t.Error(diff)
		}
	}
	if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{Briefs: 2, Annotations: 1, Notes: 1, Actors: 1}) {
		t.Errorf("counts %+v, %v", counts, err)
	}
	wantSound(t, l)
}

func TestTrash_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	for _, kind := range []db.Kind{db.KindBrief, db.KindAnnotation, db.KindNote, db.KindActor} {
		if err := l.Trash(ctx, kind, 99); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("trash %s: error %v, want ErrNotFound", kind, err)
		}
		if err := l.Restore(ctx, kind, 99); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("restore %s: error %v, want ErrNotFound", kind, err)
		}
	}
	for _, err := range []error{l.Trash(ctx, "label", 1), l.Restore(ctx, "", 1)} {
		if !errors.Is(err, db.ErrInvalid) {
			t.Errorf("error %v, want ErrInvalid", err)
		}
	}
}

func TestTrash_BriefTakesItsOwnAlong(t *testing.T) {
	t.Parallel()
	// given a brief with an annotation and a note, and an annotation that was
	// trashed before
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "With company")
	a := mustAnnotate(t, l, b, "")
	n := mustAddNote(t, l, db.Note{BriefID: b.ID, Body: "x"})
	before := mustAnnotate(t, l, b, "gone before")
	must(t, l.Trash(ctx, db.KindAnnotation, before.ID))
	c.advance(time.Minute)
	// when
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	// then all of it is one row of the trash
	list, err := l.TrashList(ctx)
	must(t, err)
	if diff := cmp.Diff([]db.Trashed{{Kind: db.KindBrief, ID: b.ID, Title: b.Title, TrashedAt: c.now()}}, list); diff != "" {
		t.Error(diff)
	}
	if annotations, err := l.Annotations(ctx, b.ID); err != nil || len(annotations) != 0 {
		t.Errorf("%d annotations, %v", len(annotations), err)
	}
	if notes, err := l.Notes(ctx, db.NoteFilter{}); err != nil || len(notes) != 0 {
		t.Errorf("%d notes, %v", len(notes), err)
	}
	if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{Trashed: 1}) {
		t.Errorf("counts %+v, %v", counts, err)
	}
	// and each says where it is
	if a, err := l.Annotation(ctx, a.ID); err != nil || !a.TrashedAt.Equal(c.now()) {
		t.Errorf("annotation trashed at %v, %v", a.TrashedAt, err)
	}
	if n, err := l.Note(ctx, n.ID); err != nil || !n.TrashedAt.Equal(c.now()) {
		t.Errorf("note trashed at %v, %v", n.TrashedAt, err)
	}
	// when it comes back
	must(t, l.Restore(ctx, db.KindBrief, b.ID))
	// then they do, and the one trashed before does not
	annotations, err := l.Annotations(ctx, b.ID)
	must(t, err)
	if diff := cmp.Diff([]db.Annotation{a}, annotations); diff != "" {
		t.Error(diff)
	}
	if got, err := l.BriefNote(ctx, b.ID); err != nil || got != n {
		t.Errorf("note %+v, %v", got, err)
	}
	if list, err := l.TrashList(ctx); err != nil || len(list) != 1 || list[0].ID != before.ID || list[0].Kind != db.KindAnnotation {
		t.Errorf("trash %+v, %v", list, err)
	}
}

func TestRestore_SecondNoteOfABrief(t *testing.T) {
	t.Parallel()
	// given a brief whose note was trashed and written anew
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Noted")
	first := mustAddNote(t, l, db.Note{BriefID: b.ID, Body: "first"})
	must(t, l.Trash(ctx, db.KindNote, first.ID))
	second := mustAddNote(t, l, db.Note{BriefID: b.ID, Body: "second"})
	// when the first is restored
	err := l.Restore(ctx, db.KindNote, first.ID)
	// then the second stays
	if !errors.Is(err, db.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	if got, err := l.BriefNote(ctx, b.ID); err != nil || got != second {
		t.Errorf("note %+v, %v", got, err)
	}
	// when the second makes room, the first comes back
	must(t, l.Trash(ctx, db.KindNote, second.ID))
	must(t, l.Restore(ctx, db.KindNote, first.ID))
	if got, err := l.BriefNote(ctx, b.ID); err != nil || got.ID != first.ID {
		t.Errorf("note %+v, %v", got, err)
	}
}

func TestEmptyTrash(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	gone := mustAddBrief(t, l, "Gone for good")
	kept := mustAddBrief(t, l, "Kept")
	ga := mustAnnotate(t, l, gone, "")
	gn := mustAddNote(t, l, db.Note{BriefID: gone.ID, Body: "x"})
	must(t, second(l.SaveNote(ctx, gn.ID, "", "y")))
	ka := mustAnnotate(t, l, kept, "")
	ta := mustAnnotate(t, l, kept, "trashed by itself")
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	must(t, l.Trash(ctx, db.KindAnnotation, ta.ID))
	heard := listen(t, l)
	// when
	n, err := l.EmptyTrash(ctx)
	// then
	if err != nil || n != 2 {
		t.Errorf("emptied %d, %v, want 2", n, err)
	}
	if diff := cmp.Diff([]db.Notice{db.LibraryChanged{}}, heard()); diff != "" {
		t.Error(diff)
	}
	for name, err := range map[string]error{
		"brief":               second(l.Brief(ctx, gone.ID)),
		"revision":            second(l.Revision(ctx, gone.RevisionID)),
		"original":            second(l.Original(ctx, gone.RevisionID)),
		"its annotation":      second(l.Annotation(ctx, ga.ID)),
		"its note":            second(l.Note(ctx, gn.ID)),
		"trashed annotation":  second(l.Annotation(ctx, ta.ID)),
		"restore what is not": l.Restore(ctx, db.KindBrief, gone.ID),
	} {
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", name, err)
		}
	}
	if a, err := l.Annotations(ctx, kept.ID); err != nil || len(a) != 1 || a[0].ID != ka.ID {
		t.Errorf("annotations %+v, %v", a, err)
	}
	wantSound(t, l)
	// and the same brief can be added again, under a new id
	again := mustAddBrief(t, l, "Gone for good")
	if again.ID <= kept.ID {
		t.Errorf("id %d was used before", again.ID)
	}
	// when it is empty already
	if n, err := l.EmptyTrash(ctx); err != nil || n != 0 {
		t.Errorf("emptied %d, %v", n, err)
	}
	if n := heard(); len(n) != 1 { // the brief just added
		t.Errorf("notices %v", n)
	}
}

func TestEmptyTrash_SharedOriginalStays(t *testing.T) {
	t.Parallel()
	// given two revisions of the same original, as a re-reading makes them
	ctx := context.Background()
	l, _ := newLibrary(t)
	kept := mustAddBrief(t, l, "Kept")
	gone := mustAddBrief(t, l, "Gone")
	rawly(t, l.Path(), `UPDATE revision SET original_id = (SELECT original_id FROM revision WHERE brief_id = 1) WHERE brief_id = 2`)
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	// when
	must(t, second(l.EmptyTrash(ctx)))
	// then
	if o, err := l.Original(ctx, kept.RevisionID); err != nil || string(o.Bytes) != testText("Kept") {
		t.Errorf("original %q, %v", o.Bytes, err)
	}
	wantSound(t, l)
}
