package db_test

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

// TestByID reads records of every kind by their ids: in the order asked for,
// once each, without what is gone or in the trash.
func TestByID(t *testing.T) {
	t.Parallel()
	// given two of each kind, one each in the trash, and one each in a brief there
	ctx := context.Background()
	l, _ := newLibrary(t)
	first, other, gone := mustAddBrief(t, l, "First"), mustAddBrief(t, l, "Other"), mustAddBrief(t, l, "Gone")
	var briefs, notes, marks []int64
	for _, b := range []db.Brief{first, other, gone} {
		briefs = append(briefs, b.ID)
		notes = append(notes, mustAddNote(t, l, db.Note{BriefID: b.ID, Body: b.Title}).ID)
		marks = append(marks, mustAnnotate(t, l, b, b.Title).ID)
	}
	trashedNote, trashedMark := mustAddNote(t, l, db.Note{}), mustAnnotate(t, l, first, "")
	must(t, l.Trash(ctx, db.KindNote, trashedNote.ID))
	must(t, l.Trash(ctx, db.KindAnnotation, trashedMark.ID))
	must(t, l.Trash(ctx, db.KindBrief, gone.ID))
	order := func(of []int64, trashed int64) []int64 { return []int64{99, of[1], trashed, of[0], of[2], of[1]} }

	// when they are read, the other comes first, then the first
	read, err := l.BriefsOf(ctx, order(briefs, 98))
	must(t, err)
	other.Annotations, first.Annotations = 1, 1
	if diff := cmp.Diff([]db.Brief{other, first}, read); diff != "" {
		t.Error(diff)
	}
	texts, err := l.TextsOf(ctx, order(briefs, 98))
	must(t, err)
	want := []db.BriefText{{BriefID: other.ID, RevisionID: other.RevisionID, Text: testText("Other")}, {BriefID: first.ID, RevisionID: first.RevisionID, Text: testText("First")}}
	if diff := cmp.Diff(want, texts); diff != "" {
		t.Error(diff)
	}
	readNotes, err := l.NotesOf(ctx, order(notes, trashedNote.ID))
	must(t, err)
	if len(readNotes) != 2 || readNotes[0].Body != "Other" || readNotes[1].Body != "First" {
		t.Errorf("notes: %v", readNotes)
	}
	readMarks, err := l.AnnotationsOf(ctx, order(marks, trashedMark.ID))
	must(t, err)
	if len(readMarks) != 2 || readMarks[0].Note != "Other" || readMarks[1].Note != "First" {
		t.Errorf("annotations: %v", readMarks)
	}
	// and of none there are none
	none, err := l.BriefsOf(ctx, nil)
	if must(t, err); len(none) != 0 {
		t.Errorf("of no ids: %v", none)
	}
}

// TestByID_Many: no number of ids is too many.
func TestByID_Many(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "One")
	many := make([]int64, 100_000)
	for i := range many {
		many[i] = int64(i)
	}
	got, err := l.BriefsOf(context.Background(), many)
	must(t, err)
	if !slices.Equal(ids(got), []int64{b.ID}) {
		t.Errorf("read %v", ids(got))
	}
}
