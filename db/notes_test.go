package db_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestNotes_AddAndRead(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Noted")
	if _, err := l.BriefNote(ctx, b.ID); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v before there is one, want ErrNotFound", err)
	}
	heard := listen(t, l)
	// when
	n, err := l.AddNote(ctx, db.Note{BriefID: b.ID, Title: "Thoughts", Body: "# One\n"})
	must(t, err)
	// then
	want := db.Note{ID: n.ID, UID: n.UID, BriefID: b.ID, Title: "Thoughts", Body: "# One\n", CreatedAt: c.now(), ChangedAt: c.now()}
	if diff := cmp.Diff(want, n); diff != "" {
		t.Error(diff)
	}
	for _, read := range []func() (db.Note, error){
		func() (db.Note, error) { return l.Note(ctx, n.ID) },
		func() (db.Note, error) { return l.BriefNote(ctx, b.ID) },
	} {
		got, err := read()
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	if diff := cmp.Diff([]db.Notice{db.NoteChanged{ID: n.ID, BriefID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when another is added for the same brief
	again, err := l.AddNote(ctx, db.Note{BriefID: b.ID, Body: "two"})
	// then it is the one that is there
	if !errors.Is(err, db.ErrExists) || again != n {
		t.Errorf("note %+v, error %v", again, err)
	}
	// when the brief does not exist
	if _, err := l.AddNote(ctx, db.Note{BriefID: 99}); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	for name, err := range map[string]error{
		"Note":        second(l.Note(ctx, 99)),
		"SaveNote":    second(l.SaveNote(ctx, 99, "", "x")),
		"NoteHistory": second(l.NoteHistory(ctx, 99)),
	} {
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", name, err)
		}
	}
}

func TestNotes_FilterAndPages(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Noted")
	trashed := mustAddBrief(t, l, "Trashed")
	add := func(brief int64, title, body string) int64 {
		c.advance(time.Minute)
		return mustAddNote(t, l, db.Note{BriefID: brief, Title: title, Body: body}).ID
	}
	n1 := add(b.ID, "", "The Ménaka gap")
	n2 := add(0, "Free", "nothing of menaka")
	n3 := add(0, "Free too", "gap 50%")
	must(t, l.Trash(ctx, db.KindNote, add(0, "Gone", "menaka")))
	add(trashed.ID, "Gone with its brief", "menaka")
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	c.advance(time.Minute)
	must(t, second(l.SaveNote(ctx, n1, "Now the newest", "The Ménaka gap")))

	free := int64(0)
	for _, c := range []struct {
		name   string
		filter db.NoteFilter
		want   []int64
	}{
		{"all", db.NoteFilter{}, []int64{n1, n3, n2}},
		{"of a brief", db.NoteFilter{BriefID: &b.ID}, []int64{n1}},
		{"of a brief in the trash", db.NoteFilter{BriefID: &trashed.ID}, nil},
		{"free", db.NoteFilter{BriefID: &free}, []int64{n3, n2}},
		{"words folded", db.NoteFilter{Text: "MENAKA"}, []int64{n1, n2}},
		{"words of title and body", db.NoteFilter{Text: "gap newest"}, []int64{n1}},
		{"words of a brief", db.NoteFilter{Text: "menaka", BriefID: &free}, []int64{n2}},
		{"signs", db.NoteFilter{Text: "0%"}, []int64{n3}},
		{"page", db.NoteFilter{Offset: 1, Limit: 1}, []int64{n3}},
		{"page of words", db.NoteFilter{Text: "gap", Offset: 1, Limit: 5}, []int64{n3}},
		{"one of words", db.NoteFilter{Text: "gap", Limit: 1}, []int64{n1}},
	} {
		notes, err := l.Notes(ctx, c.filter)
		must(t, err)
		var got []int64
		for _, n := range notes {
			got = append(got, n.ID)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
	if _, err := l.Notes(ctx, db.NoteFilter{Limit: -1}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}

func TestSaveNote(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	n := mustAddNote(t, l, db.Note{Title: "t", Body: "one"})
	heard := listen(t, l)
	c.advance(time.Minute)
	// when
	got, err := l.SaveNote(ctx, n.ID, "t", "two")
	must(t, err)
	// then
	n.Body, n.ChangedAt = "two", c.now()
	if diff := cmp.Diff(n, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.NoteChanged{ID: n.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when nothing differs
	c.advance(time.Minute)
	got, err = l.SaveNote(ctx, n.ID, "t", "two")
	must(t, err)
	// then nothing is written
	if diff := cmp.Diff(n, got); diff != "" || len(heard()) != 0 {
		t.Error("changed by nothing", diff)
	}
	// when it is in the trash
	must(t, l.Trash(ctx, db.KindNote, n.ID))
	got, err = l.SaveNote(ctx, n.ID, "t", "late")
	must(t, err)
	if got.Body != "late" || got.TrashedAt.IsZero() {
		t.Errorf("note %+v", got)
	}
}

func TestNoteHistory(t *testing.T) {
	t.Parallel()
	// given a note of an earlier session
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "library.db")
	c := newClock()
	l := mustOpen(t, path, db.Options{Clock: c.now})
	n := mustAddNote(t, l, db.Note{})
	save := func(body string) {
		t.Helper()
		c.advance(time.Minute)
		must(t, second(l.SaveNote(ctx, n.ID, "", body)))
	}
	wantHistory := func(want ...string) {
		t.Helper()
		history, err := l.NoteHistory(ctx, n.ID)
		must(t, err)
		var got []string
		for _, v := range history {
			got = append(got, v.Body)
			if v.NoteID != n.ID || v.SavedAt.IsZero() || !v.SavedAt.Before(c.now()) {
				t.Errorf("version %+v", v)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	// when a new note is written in one go, nothing is kept
	save("a")
	save("ab")
	wantHistory()
	// when ten minutes have passed since it was begun, the version before is
	c.advance(8 * time.Minute)
	save("abc")
	wantHistory("ab")
	save("abcd")
	wantHistory("ab")
	// when a new session changes it, the version it found is kept at once
	must(t, l.Close())
	l = mustOpen(t, path, db.Options{Clock: c.now})
	save("abcde")
	wantHistory("abcd", "ab")
	save("abcdef")
	wantHistory("abcd", "ab")
	// when ten minutes have passed again
	c.advance(10 * time.Minute)
	save("abcdefg")
	wantHistory("abcdef", "abcd", "ab")
	// when it is saved unchanged, nothing is
	c.advance(time.Hour)
	save("abcdefg")
	wantHistory("abcdef", "abcd", "ab")
	wantSound(t, l)
}
