package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestAddAnnotation_OK(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Marked")
	heard := listen(t, l)
	n := passage(b, "Says who?")
	// when
	a, err := l.AddAnnotation(ctx, n)
	must(t, err)
	// then
	want := db.Annotation{ID: a.ID, UID: a.UID, BriefID: b.ID, RevisionID: b.RevisionID, LabelID: 1, Quote: quote,
		Prefix: n.Prefix, Suffix: n.Suffix, Start: n.Start, End: n.End, State: db.AnchorAnchored, Note: "Says who?",
		CreatedAt: c.now(), ChangedAt: c.now()}
	if diff := cmp.Diff(want, a); diff != "" {
		t.Error(diff)
	}
	read, err := l.Annotation(ctx, a.ID)
	must(t, err)
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.AnnotationChanged{ID: a.ID, BriefID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestAddAnnotation_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Marked")
	trashed := mustAddBrief(t, l, "Trashed")
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))
	inRune := strings.Index(testText("Marked"), "🛰") + 1
	for name, c := range map[string]struct {
		change func(*db.NewAnnotation)
		want   error
	}{
		"no such brief":      {func(n *db.NewAnnotation) { n.BriefID = 99 }, db.ErrNotFound},
		"brief in the trash": {func(n *db.NewAnnotation) { n.BriefID = trashed.ID }, db.ErrInvalid},
		"no such label":      {func(n *db.NewAnnotation) { n.LabelID = 99 }, db.ErrInvalid},
		"empty":              {func(n *db.NewAnnotation) { n.End, n.Quote = n.Start, "" }, db.ErrInvalid},
		"backwards":          {func(n *db.NewAnnotation) { n.Start, n.End = n.End, n.Start }, db.ErrInvalid},
		"not the quote":      {func(n *db.NewAnnotation) { n.Quote = strings.ToUpper(n.Quote) }, db.ErrInvalid},
		"before the text":    {func(n *db.NewAnnotation) { n.Start = -1 }, db.ErrInvalid},
		"beyond the text":    {func(n *db.NewAnnotation) { n.End = 9999 }, db.ErrInvalid},
		"starts in a letter": {func(n *db.NewAnnotation) { n.Start = inRune }, db.ErrInvalid},
	} {
		n := passage(b, "")
		c.change(&n)
		if a, err := l.AddAnnotation(ctx, n); !errors.Is(err, c.want) {
			t.Errorf("%s: annotation %d, error %v, want %v", name, a.ID, err, c.want)
		}
	}
	for name, err := range map[string]error{
		"Annotation":       second(l.Annotation(ctx, 99)),
		"UpdateAnnotation": second(l.UpdateAnnotation(ctx, 99, db.AnnotationUpdate{})),
	} {
		if !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestAnnotations_InReadingOrder(t *testing.T) {
	t.Parallel()
	// given passages that overlap, added in another order
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Overlapping")
	text := testText(b.Title)
	at := strings.Index(text, quote)
	add := func(start, end int) int64 {
		a, err := l.AddAnnotation(ctx, db.NewAnnotation{BriefID: b.ID, Start: start, End: end, Quote: text[start:end]})
		must(t, err)
		return a.ID
	}
	inner := add(at, at+7)
	later := add(at+2, at+9)
	outer := add(at, at+15)
	again := add(at, at+7)
	first := add(0, 4)
	must(t, l.Trash(ctx, db.KindAnnotation, add(1, 3)))
	// when
	all, err := l.Annotations(ctx, b.ID)
	must(t, err)
	// then
	var got []int64
	for _, a := range all {
		got = append(got, a.ID)
	}
	if diff := cmp.Diff([]int64{first, outer, inner, again, later}, got); diff != "" {
		t.Error(diff)
	}
	if none, err := l.Annotations(ctx, 99); err != nil || len(none) != 0 {
		t.Errorf("an unknown brief has %d annotations, %v", len(none), err)
	}
}

func TestUpdateAnnotation(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Marked")
	a := mustAnnotate(t, l, b, "before")
	heard := listen(t, l)
	c.advance(time.Minute)
	label, none, bad, note := int64(3), int64(0), int64(99), "after"
	// when relabelled and rewritten
	got, err := l.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{LabelID: &label, Note: &note})
	must(t, err)
	// then
	want := a
	want.LabelID, want.Note, want.ChangedAt = 3, "after", c.now()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	read, err := l.Annotation(ctx, a.ID)
	must(t, err)
	if diff := cmp.Diff(want, read); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.AnnotationChanged{ID: a.ID, BriefID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// when nothing differs
	c.advance(time.Minute)
	got, err = l.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{LabelID: &label, Note: &note})
	must(t, err)
	// then nothing is written
	if diff := cmp.Diff(want, got); diff != "" || len(heard()) != 0 {
		t.Error("changed by nothing", diff)
	}
	// when the label does not exist
	if _, err := l.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{LabelID: &bad}); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
	// when the label is taken away
	got, err = l.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{LabelID: &none})
	must(t, err)
	if got.LabelID != 0 || got.Note != "after" {
		t.Errorf("label %d, note %q", got.LabelID, got.Note)
	}
	// when it is in the trash
	must(t, l.Trash(ctx, db.KindAnnotation, a.ID))
	late := "typed late"
	got, err = l.UpdateAnnotation(ctx, a.ID, db.AnnotationUpdate{Note: &late})
	must(t, err)
	if got.Note != late || got.TrashedAt.IsZero() {
		t.Errorf("note %q, trashed at %v", got.Note, got.TrashedAt)
	}
}
