package db_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestActorNote(t *testing.T) {
	t.Parallel()
	// given an actor without a note
	ctx := context.Background()
	l, c := newLibrary(t)
	ash := named(t, l, "Ash")
	// then there is an empty one to write in, which is not kept yet
	n, err := l.ActorNote(ctx, ash.ID)
	must(t, err)
	if diff := cmp.Diff(db.Note{ActorID: ash.ID}, n); diff != "" {
		t.Error(diff)
	}
	if counts, err := l.Counts(ctx); err != nil || counts.Notes != 0 {
		t.Errorf("counts %+v, %v", counts, err)
	}
	// when words are kept
	added, err := l.AddNote(ctx, db.Note{ActorID: ash.ID, Body: "one"})
	must(t, err)
	want := db.Note{ID: added.ID, UID: added.UID, ActorID: ash.ID, Body: "one", CreatedAt: c.now(), ChangedAt: c.now()}
	for _, read := range []func() (db.Note, error){
		func() (db.Note, error) { return added, nil },
		func() (db.Note, error) { return l.ActorNote(ctx, ash.ID) },
		func() (db.Note, error) { return l.Note(ctx, added.ID) },
	} {
		got, err := read()
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	// then there is one for each actor
	if again, err := l.AddNote(ctx, db.Note{ActorID: ash.ID, Body: "two"}); !errors.Is(err, db.ErrExists) || again != want {
		t.Errorf("note %+v, error %v", again, err)
	}
	// and it has a history as any note
	c.advance(time.Hour)
	must(t, second(l.SaveNote(ctx, added.ID, "", "two")))
	if history, err := l.NoteHistory(ctx, added.ID); err != nil || len(history) != 1 || history[0].Body != "one" {
		t.Errorf("history %+v, %v", history, err)
	}
	for name, err := range map[string]error{
		"the note of nobody": second(l.ActorNote(ctx, 99)),
		"a note of nobody":   second(l.AddNote(ctx, db.Note{ActorID: 99})),
	} {
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", name, err)
		}
	}
	b := mustAddBrief(t, l, "Noted")
	if _, err := l.AddNote(ctx, db.Note{ActorID: ash.ID, BriefID: b.ID}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	wantSound(t, l)
}

func TestActorNote_ReadOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "library.db")
	l := mustOpen(t, path, db.Options{})
	ash := named(t, l, "Ash")
	must(t, l.Close())
	n, err := mustOpen(t, path, db.Options{ReadOnly: true}).ActorNote(context.Background(), ash.ID)
	if err != nil || n != (db.Note{ActorID: ash.ID}) {
		t.Errorf("note %+v, %v", n, err)
	}
}

func TestActorNote_IsNotFree(t *testing.T) {
	t.Parallel()
	// given a note of each sort
	ctx := context.Background()
	l, c := newLibrary(t)
	ash := named(t, l, "Ash")
	b := mustAddBrief(t, l, "Noted")
	var ids []int64
	for _, n := range []db.Note{{Body: "free menaka"}, {BriefID: b.ID, Body: "of a brief"}, {ActorID: ash.ID, Body: "of an actor, Ménaka"}} {
		c.advance(time.Minute)
		ids = append(ids, mustAddNote(t, l, n).ID)
	}
	free := int64(0)
	for name, want := range map[string]struct {
		filter db.NoteFilter
		ids    []int64
	}{
		"all":        {db.NoteFilter{}, []int64{ids[2], ids[1], ids[0]}},
		"free":       {db.NoteFilter{BriefID: &free}, []int64{ids[0]}},
		"of a brief": {db.NoteFilter{BriefID: &b.ID}, []int64{ids[1]}},
		"words":      {db.NoteFilter{Text: "menaka"}, []int64{ids[2], ids[0]}},
	} {
		// when
		notes, err := l.Notes(ctx, want.filter)
		must(t, err)
		// then
		var got []int64
		for _, n := range notes {
			got = append(got, n.ID)
		}
		if diff := cmp.Diff(want.ids, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestActorNote_Trash(t *testing.T) {
	t.Parallel()
	// given an actor with a note, and one that was trashed by itself
	ctx := context.Background()
	l, c := newLibrary(t)
	ash := named(t, l, "Ash")
	gone := mustAddNote(t, l, db.Note{ActorID: ash.ID, Title: "gone"})
	must(t, l.Trash(ctx, db.KindNote, gone.ID))
	n := mustAddNote(t, l, db.Note{ActorID: ash.ID, Body: "kept"})
	c.advance(time.Minute)
	wantTrash := func(want ...db.Trashed) {
		t.Helper()
		got, err := l.TrashList(ctx)
		must(t, err)
		for i := range got {
			got[i].TrashedAt = time.Time{}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	wantTrash(db.Trashed{Kind: db.KindNote, ID: gone.ID, Title: "gone"})
	// when the first comes back while there is another
	if err := l.Restore(ctx, db.KindNote, gone.ID); !errors.Is(err, db.ErrExists) {
		t.Errorf("error %v, want ErrExists", err)
	}
	// when the actor goes to the trash, its notes do
	must(t, l.Trash(ctx, db.KindActor, ash.ID))
	wantTrash(db.Trashed{Kind: db.KindActor, ID: ash.ID, Title: "Ash"})
	if got, err := l.Note(ctx, n.ID); err != nil || !got.TrashedAt.Equal(c.now()) {
		t.Errorf("note %+v, %v", got, err)
	}
	if notes, err := l.Notes(ctx, db.NoteFilter{}); err != nil || len(notes) != 0 {
		t.Errorf("notes %+v, %v", notes, err)
	}
	if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{Trashed: 1}) {
		t.Errorf("counts %+v, %v", counts, err)
	}
	// when it comes back, so does the one that was not trashed by itself
	must(t, l.Restore(ctx, db.KindActor, ash.ID))
	if got, err := l.ActorNote(ctx, ash.ID); err != nil || got != n {
		t.Errorf("note %+v, %v", got, err)
	}
	wantTrash(db.Trashed{Kind: db.KindNote, ID: gone.ID, Title: "gone"})
	// when a merge takes the actor's notes, the trash still shows what can be restored
	oak := named(t, l, "Oak")
	r := mustMerge(t, l, oak, ash)
	wantTrash(db.Trashed{Kind: db.KindNote, ID: gone.ID, Title: "gone"})
	if got, err := l.Note(ctx, gone.ID); err != nil || got.ActorID != oak.ID {
		t.Errorf("note %+v, %v", got, err)
	}
	mustUndo(t, l, r)
	if got, err := l.Note(ctx, gone.ID); err != nil || got.ActorID != ash.ID {
		t.Errorf("note %+v, %v", got, err)
	}
	// when the actor is gone for good, all of it is
	must(t, l.Trash(ctx, db.KindActor, ash.ID))
	must(t, second(l.EmptyTrash(ctx)))
	for _, id := range []int64{gone.ID, n.ID} {
		if _, err := l.Note(ctx, id); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("error %v, want ErrNotFound", err)
		}
	}
	wantSound(t, l)
}

func TestEmptyTrash_ActorWithWhatWasMergedIntoIt(t *testing.T) {
	t.Parallel()
	// given an actor that others were merged into, one after another
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := wordsBrief(t, l, "Trees", "", "Ash met Oak. Elm left.")
	ash, oak, elm, stays := named(t, l, "Ash"), named(t, l, "Oak"), named(t, l, "Elm"), named(t, l, "Stays")
	search(t, l, b)
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 8, End: 11, Verdict: db.StateSettled, ActorID: oak.ID})
	must(t, second(l.AddNote(ctx, db.Note{ActorID: elm.ID, Body: "secret words"})))
	first := mustMerge(t, l, oak, elm)
	mustMerge(t, l, ash, oak)
	must(t, l.Trash(ctx, db.KindActor, ash.ID))
	wantMentions(t, l, b)
	// when
	must(t, second(l.EmptyTrash(ctx)))
	// then none of them is left, in no table
	all, err := l.Actors(ctx)
	must(t, err)
	if diff := cmp.Diff([]int64{stays.ID}, actorIDs(all)); diff != "" {
		t.Error(diff)
	}
	for _, a := range []db.Actor{ash, oak, elm} {
		if _, err := l.Actor(ctx, a.ID); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", a.Name, err)
		}
	}
	if err := l.UndoRearrangement(ctx, first.ID); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	if decisions, err := l.Decisions(ctx, b.ID, db.DecideMention); err != nil || len(decisions) != 0 {
		t.Errorf("decisions %+v, %v", decisions, err)
	}
	data, err := os.ReadFile(l.Path())
	must(t, err)
	if bytes.Contains(data, []byte("secret words")) {
		t.Error("the file still holds a note that was deleted for good")
	}
	wantSound(t, l)
}
