package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"sidelight/db"
)

func TestLabels_Defaults(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	got, err := l.Labels(context.Background())
	must(t, err)
	want := []db.Label{
		{ID: 1, Name: "Fact", Key: "1", Letter: "F", Colour: "fact", Underline: "solid", Position: 1},
		{ID: 2, Name: "Judgement", Key: "2", Letter: "J", Colour: "judgement", Underline: "double", Position: 2},
		{ID: 3, Name: "Assumption", Key: "3", Letter: "A", Colour: "assumption", Underline: "dashed", Position: 3},
		{ID: 4, Name: "Gap", Key: "4", Letter: "G", Colour: "gap", Underline: "dotted", Position: 4},
		{ID: 5, Name: "Question", Key: "5", Letter: "Q", Colour: "question", Underline: "thick", Position: 5},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(db.Label{}, "UID")); diff != "" {
		t.Error(diff)
	}
	seen := map[string]bool{}
	for _, label := range got {
		if label.UID == "" || seen[label.UID] {
			t.Errorf("label %s has the uid %q", label.Name, label.UID)
		}
		seen[label.UID] = true
	}
}

func TestLabels_AddUpdateDelete(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Labelled")
	heard := listen(t, l)
	// when one is added with its name only
	label, err := l.AddLabel(ctx, db.Label{Name: " énigme ", Colour: "gap"})
	must(t, err)
	// then it gets the rest
	want := db.Label{ID: label.ID, UID: label.UID, Name: "énigme", Letter: "É", Colour: "gap", Underline: "solid", Position: 6}
	if diff := cmp.Diff(want, label); diff != "" {
		t.Error(diff)
	}
	// when it is changed
	label.Name, label.Key, label.Letter, label.Colour, label.Underline, label.Position = "Lead", "6", "L", "fact", "thick", 0
	must(t, l.UpdateLabel(ctx, label))
	// then it stands where its position says
	all, err := l.Labels(ctx)
	must(t, err)
	if diff := cmp.Diff(label, all[0]); diff != "" {
		t.Error(diff)
	}
	// when it is deleted while annotations have it
	n := passage(b, "kept")
	n.LabelID = label.ID
	a, err := l.AddAnnotation(ctx, n)
	must(t, err)
	must(t, l.DeleteLabel(ctx, label.ID))
	// then they have none
	a.LabelID = 0
	read, err := l.Annotation(ctx, a.ID)
	must(t, err)
	if diff := cmp.Diff(a, read); diff != "" {
		t.Error(diff)
	}
	changed := db.LabelChanged{ID: label.ID}
	if diff := cmp.Diff([]db.Notice{changed, changed, db.AnnotationChanged{ID: a.ID, BriefID: b.ID}, changed}, heard()); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func TestLabels_Errors(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	for name, c := range map[string]struct {
		err, want error
	}{
		"add without a name":         {second(l.AddLabel(ctx, db.Label{Name: " "})), db.ErrInvalid},
		"add with a long key":        {second(l.AddLabel(ctx, db.Label{Name: "x", Key: "12"})), db.ErrInvalid},
		"add with key 0":             {second(l.AddLabel(ctx, db.Label{Name: "x", Key: "0"})), db.ErrInvalid},
		"add with a wrong underline": {second(l.AddLabel(ctx, db.Label{Name: "x", Underline: "wavy"})), db.ErrInvalid},
		"add a name twice":           {second(l.AddLabel(ctx, db.Label{Name: "FACT"})), db.ErrExists},
		"add a key twice":            {second(l.AddLabel(ctx, db.Label{Name: "x", Key: "1"})), db.ErrExists},
		"update to a name twice":     {l.UpdateLabel(ctx, db.Label{ID: 1, Name: "Gap"}), db.ErrExists},
		"update without a name":      {l.UpdateLabel(ctx, db.Label{ID: 1}), db.ErrInvalid},
		"update none":                {l.UpdateLabel(ctx, db.Label{ID: 99, Name: "x"}), db.ErrNotFound},
		"delete none":                {l.DeleteLabel(ctx, 99), db.ErrNotFound},
	} {
		if !errors.Is(c.err, c.want) {
			t.Errorf("%s: error %v, want %v", name, c.err, c.want)
		}
	}
	all, err := l.Labels(ctx)
	must(t, err)
	if len(all) != 5 {
		t.Errorf("%d labels", len(all))
	}
}
