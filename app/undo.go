package app

import "context"

// step is one change of the library that can be taken back. What names it in
// the Edit menu ("highlight", "move to trash"). Do is run again on redo, so
// it must bring back the same record: restoring from the trash, not adding
// once more.
type step struct {
	What string
	Do   func(context.Context) error
	Undo func(context.Context) error
}

// undoLimit is how many steps are kept; older ones are forgotten.
const undoLimit = 200

// undoStack remembers steps in order. It is used on the drawing goroutine
// only; the steps themselves run on the writing queue.
type undoStack struct {
	loop   *Loop
	report func(error)
	// OnChange is called when what can be undone or redone has changed.
	OnChange func()
	// OnMoved tells that a step was undone or done again.
	OnMoved func(what string, undone bool)

	done   []step
	undone []step
	busy   bool
}

// add remembers a step that has just been done.
func (u *undoStack) add(s step) {
	u.done = append(u.done, s)
	if len(u.done) > undoLimit {
		u.done = u.done[len(u.done)-undoLimit:]
	}
	u.undone = nil
	u.changed()
}

// run does a step and remembers it when it worked; then, when not nil, is
// called after a success.
func (u *undoStack) run(ctx context.Context, s step, then func()) {
	u.attempt(ctx, s, func(err error) {
		switch {
		case err != nil:
			u.report(err)
		case then != nil:
			then()
		}
	})
}

// attempt is run for a caller that can make something of an error.
func (u *undoStack) attempt(ctx context.Context, s step, then func(error)) {
	store(ctx, u.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, s.Do(ctx)
	}, func(_ struct{}, err error) {
		if err == nil {
			u.add(s)
		}
		then(err)
	})
}

// undo takes back the newest step. A step that fails stays where it was.
func (u *undoStack) undo(ctx context.Context) { u.move(ctx, &u.done, &u.undone, true) }

// redo does the newest undone step again.
func (u *undoStack) redo(ctx context.Context) { u.move(ctx, &u.undone, &u.done, false) }

func (u *undoStack) move(ctx context.Context, from, to *[]step, undo bool) {
	if u.busy || len(*from) == 0 {
		return
	}
	s := (*from)[len(*from)-1]
	work := s.Do
	if undo {
		work = s.Undo
	}
	u.busy = true
	store(ctx, u.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, work(ctx)
	}, func(_ struct{}, err error) {
		u.busy = false
		if err != nil {
			u.report(err)
			return
		}
		*from = (*from)[:len(*from)-1]
		*to = append(*to, s)
		u.changed()
		if u.OnMoved != nil {
			u.OnMoved(s.What, undo)
		}
	})
}

// next names the step that undo and redo would act on; "" when there is none.
func (u *undoStack) next() (undo, redo string) {
	if n := len(u.done); n > 0 {
		undo = u.done[n-1].What
	}
	if n := len(u.undone); n > 0 {
		redo = u.undone[n-1].What
	}
	return undo, redo
}

func (u *undoStack) changed() {
	if u.OnChange != nil {
		u.OnChange()
	}
}

// forget drops all steps: the trash they restore from was emptied.
func (u *undoStack) forget() {
	u.done, u.undone = nil, nil
	u.changed()
}
