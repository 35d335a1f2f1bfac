package app

import (
	"context"
	"errors"
	"testing"
)

func TestUndo_DoUndoRedo(t *testing.T) {
	t.Parallel()
	l := newTestLoop()
	n := 0
	u := &undoStack{loop: l.Loop, report: func(err error) { t.Error(err) }}
	add := step{What: "add", Do: func(context.Context) error { n++; return nil }, Undo: func(context.Context) error { n--; return nil }}
	ctx := context.Background()
	// Given two steps done
	u.run(ctx, add, nil)
	u.run(ctx, add, nil)
	l.settle()
	// When one is undone and done again
	u.undo(ctx)
	l.settle()
	if undo, redo := u.next(); n != 1 || undo != "add" || redo != "add" {
		t.Errorf("after undo: n=%d, undo %q, redo %q", n, undo, redo)
	}
	u.redo(ctx)
	l.settle()
	if n != 2 {
		t.Errorf("after redo: n=%d, want 2", n)
	}
	// When a new step is done after an undo, what was undone is forgotten
	u.undo(ctx)
	l.settle()
	u.run(ctx, add, nil)
	l.settle()
	if _, redo := u.next(); redo != "" {
		t.Errorf("redo still offers %q", redo)
	}
}

func TestUndo_FailedStepStaysWhereItWas(t *testing.T) {
	t.Parallel()
	l := newTestLoop()
	var reported error
	u := &undoStack{loop: l.Loop, report: func(err error) { reported = err }}
	u.add(step{What: "x", Undo: func(context.Context) error { return errors.New("busy") }})
	u.undo(context.Background())
	l.settle()
	if undo, redo := u.next(); undo != "x" || redo != "" || reported == nil {
		t.Errorf("undo %q, redo %q, reported %v", undo, redo, reported)
	}
}
