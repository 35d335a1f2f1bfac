package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// handled is a page that shows something that may bear a handling mark.
type handled interface{ Handling() db.TLP }

// handlingOf is the mark of a page, or none.
func handlingOf(p page) db.TLP {
	if p, ok := p.(handled); ok {
		return p.Handling()
	}
	return db.TLPNone
}

// handlingNames are the marks as a chooser shows them, in the order of db.TLPs.
func handlingNames() []string {
	names := make([]string, len(db.TLPs))
	for i, t := range db.TLPs {
		names[i] = t.Label()
	}
	names[0] = lang.L("Not marked")
	return names
}

// handlingItem is the menu of marks; it ticks the one that all of current are.
func handlingItem(canWrite bool, current []db.TLP, set func(db.TLP)) *fyne.MenuItem {
	items := handlingItems(current, set)
	item := fyne.NewMenuItem(lang.L("Handling mark"), nil)
	item.ChildMenu = fyne.NewMenu("", items...)
	item.Disabled = !canWrite
	return item
}

func handlingItems(current []db.TLP, set func(db.TLP)) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for i, name := range handlingNames() {
		t := db.TLPs[i]
		item := fyne.NewMenuItem(name, func() { set(t) })
		item.Checked = len(current) > 0 && !slices.ContainsFunc(current, func(c db.TLP) bool { return c != t })
		items = append(items, item)
	}
	return items
}

// markBriefs marks briefs, as one step that can be taken back.
func (d *Desk) markBriefs(ids []int64, mark db.TLP) {
	if len(ids) == 0 || !d.canWrite() {
		return
	}
	before := map[int64]db.TLP{}
	update := func(ctx context.Context, id int64, t db.TLP) error {
		_, err := d.lib.UpdateBrief(ctx, id, db.BriefUpdate{TLP: &t})
		return err
	}
	d.undo.run(d.ctx, step{What: lang.L("handling mark"),
		Do: func(ctx context.Context) error {
			for _, id := range ids {
				b, err := d.lib.Brief(ctx, id)
				if err != nil {
					return err
				}
				before[id] = b.TLP
				if err := update(ctx, id, mark); err != nil {
					return err
				}
			}
			return nil
		},
		Undo: func(ctx context.Context) error {
			for _, id := range ids {
				if err := update(ctx, id, before[id]); err != nil {
					return err
				}
			}
			return nil
		},
	}, func() {
		d.saved()
		d.say(markedText(len(ids), mark))
		d.events.emit("marked %d %s", len(ids), mark.Label())
	})
}

func markedText(n int, mark db.TLP) string {
	if mark == db.TLPNone {
		return plural(n, "The brief bears no mark now", "{{.N}} briefs bear no mark now")
	}
	args := map[string]any{"Mark": mark.Label(), "N": number(n)}
	if n == 1 {
		return lang.L("The brief is marked {{.Mark}} now", args)
	}
	return lang.L("{{.N}} briefs are marked {{.Mark}} now", args)
}

// noteMark shows how a note is handled, and marks it.
type noteMark struct {
	e      *noteEditor
	chip   *widgets.HandlingMark
	button *widgets.IconButton
	own    db.TLP
	shown  db.TLP // by which it is handled
}

func newNoteMark(e *noteEditor) *noteMark {
	m := &noteMark{e: e}
	m.chip = widgets.NewHandlingMark(lang.L("How far these notes may be passed on"), func() { m.ask(m.chip) })
	m.button = widgets.NewIconButton("shield", lang.L("Handling mark of these notes"), func() { m.ask(m.button) })
	return m
}

// set takes over the marks of a note; it reports whether another one is shown.
func (m *noteMark) set(n db.Note) bool {
	before := m.shown
	m.own, m.shown = n.TLP, n.Handling
	m.chip.SetMark(n.Handling.Label())
	return m.shown != before
}

// ask offers the marks, once there are words to mark.
func (m *noteMark) ask(near fyne.CanvasObject) {
	if !m.e.canWrite() {
		return
	}
	if m.e.noteID == 0 {
		m.e.say(lang.L("Write something first, then mark it"))
		return
	}
	popUpUnder(m.e.win, near, handlingItems([]db.TLP{m.own}, m.mark)...)
}

func (m *noteMark) mark(t db.TLP) {
	e, before := m.e, m.own
	id := e.noteID
	set := func(t db.TLP) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := e.lib.MarkNote(ctx, id, t)
			return err
		}
	}
	e.undo.run(e.kit.ctx, step{What: lang.L("handling mark"), Do: set(t), Undo: set(before)}, func() {
		e.saved()
		e.events.emit("marked note %d %s", id, t.Label())
	})
}
