package db_test

import (
	"context"
	"sync"
	"testing"

	"sidelight/db"
)

func TestSubscribe_AfterCommitAndMayUseTheLibrary(t *testing.T) {
	t.Parallel()
	// given a subscriber that reads what changed, and one that writes
	ctx := context.Background()
	l, _ := newLibrary(t)
	var read []string
	t.Cleanup(l.Subscribe(func(n db.Notice) {
		if n, ok := n.(db.BriefChanged); ok {
			b, err := l.Brief(ctx, n.ID)
			must(t, err)
			read = append(read, b.Title)
		}
	}))
	t.Cleanup(l.Subscribe(func(n db.Notice) {
		if n, ok := n.(db.BriefChanged); ok {
			mustAddNote(t, l, db.Note{BriefID: n.ID})
		}
	}))
	// when
	mustAddBrief(t, l, "Heard of")
	// then it was committed before
	if len(read) != 1 || read[0] != "Heard of" {
		t.Errorf("read %q", read)
	}
	if counts, err := l.Counts(ctx); err != nil || counts.Notes != 1 {
		t.Errorf("counts %+v, %v", counts, err)
	}
}

func TestSubscribe_CancelEndsIt(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	heard := 0
	var cancel func()
	cancel = l.Subscribe(func(db.Notice) {
		heard++
		cancel() // from inside
	})
	mustAddBrief(t, l, "First")
	mustAddBrief(t, l, "Second")
	cancel()
	if heard != 1 {
		t.Errorf("heard %d notices, want 1", heard)
	}
}

func TestSubscribe_NothingWhenAChangeFails(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "There")
	heard := listen(t, l)
	n := passage(b, "")
	n.Quote = "other"
	if _, err := l.AddAnnotation(ctx, n); err == nil {
		t.Error("no error")
	}
	if got := heard(); len(got) != 0 {
		t.Errorf("notices %v", got)
	}
}

func TestLibrary_ManyGoroutines(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Shared")
	n := mustAddNote(t, l, db.Note{BriefID: b.ID})
	// when many read, write, subscribe and cancel at once
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			for j := range 10 {
				cancel := l.Subscribe(func(db.Notice) {})
				must(t, second(l.SaveNote(ctx, n.ID, "", string(rune('a'+i))+string(rune('a'+j)))))
				mustAnnotate(t, l, b, "")
				must(t, second(l.Annotations(ctx, b.ID)))
				_, _, err := l.Briefs(ctx, db.BriefFilter{Text: "shared"})
				must(t, err)
				cancel()
			}
		})
	}
	group.Wait()
	// then
	if b, err := l.Brief(ctx, b.ID); err != nil || b.Annotations != 80 {
		t.Errorf("%d annotations, %v", b.Annotations, err)
	}
	wantSound(t, l)
}
