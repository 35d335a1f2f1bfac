package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// mergeActor asks which actor another one is to be merged into.
func (d *Desk) mergeActor(from db.Actor, into db.Actor) {
	if !d.canWrite() || from.ID == 0 {
		return
	}
	var sheet *widgets.Sheet
	said := widgets.NewText("", widgets.TextStyle{Lines: -1, Quiet: true})
	var picker *actorPicker
	changed := func() {
		if sheet == nil || picker == nil {
			return
		}
		sheet.SetConfirmEnabled(picker.chosen.ID != 0)
		said.SetText("")
		if picker.chosen.ID != 0 {
			said.SetText(lang.L("“{{.From}}” becomes another name of “{{.Into}}”, with its names, mentions, relations and notes. You can undo this.",
				map[string]any{"From": from.Name, "Into": picker.chosen.Name}))
		}
		sheet.Refresh()
	}
	picker = newActorPicker(d.kit, from.ID, changed)
	sheet = widgets.NewSheet(lang.L("Merge {{.Name}}", map[string]any{"Name": shorten(from.Name, 48)}),
		formOf(widgets.NewFormRow(lang.L("Into"), picker.content), said))
	sheet.Confirm = lang.L("Merge")
	sheet.First = picker.field
	sheet.SetConfirmEnabled(false)
	sheet.OnConfirm = func() bool {
		if picker.chosen.ID == 0 {
			return false
		}
		d.events.emit("sheet-closed merge")
		d.merge(from.ID, picker.chosen.ID)
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed merge") }
	if into.ID != 0 {
		picker.set(into)
	}
	d.sheet("merge", sheet, fields{"merge.into": picker.field})
}

// merge gives all that is one actor's to another, as a step that can be taken
// back.
func (d *Desk) merge(from, into int64) {
	var done db.Rearrangement
	d.undo.run(d.ctx, step{What: lang.L("merge actors"),
		Do: func(ctx context.Context) (err error) {
			done, err = d.lib.MergeActors(ctx, into, from)
			return err
		},
		Undo: func(ctx context.Context) error { return d.lib.UndoRearrangement(ctx, done.ID) },
	}, func() {
		d.saved()
		d.say(lang.L("Merged. Undo brings both back."))
		d.events.emit("merged %d %d", from, into)
		d.openActor(into, true)
	})
}

// mergeTwo merges the second of two chosen actors into the first.
func (d *Desk) mergeTwo(ids []int64) {
	if len(ids) != 2 {
		return
	}
	d.withActor(ids[0], func(into db.Actor) {
		d.withActor(ids[1], func(from db.Actor) { d.mergeActor(from, into) })
	})
}

// splitActor asks which names leave an actor and become one of its own; alias
// is the one that was pointed at.
func (d *Desk) splitActor(a db.Actor, alias db.Alias) {
	if !d.canWrite() || len(a.Aliases) == 0 {
		d.say(lang.L("An actor with one name cannot be split"))
		return
	}
	made := alias
	if made.ID == 0 {
		made = a.Aliases[0]
	}
	name := widgets.NewField(lang.L("Name of the new actor"))
	name.SetText(made.Name)
	kind := widgets.NewChoice(actorKindNames(), indexOf(db.ActorKinds, a.Kind))
	ticks := make([]*widgets.Tick, len(a.Aliases))
	names := formOf()
	for i, x := range a.Aliases {
		ticks[i] = widgets.NewTick(x.Name, x.ID == made.ID)
		names.Add(ticks[i])
	}
	row := widgets.NewFormRow(lang.L("Names that go with it"), names)
	sheet := widgets.NewSheet(lang.L("Split {{.Name}}", map[string]any{"Name": shorten(a.Name, 48)}),
		formOf(widgets.NewFormRow(lang.L("New actor"), name), widgets.NewFormRow(lang.L("Kind"), kind), row))
	sheet.Confirm = lang.L("Split")
	sheet.First = name
	sheet.OnConfirm = func() bool {
		var ids []int64
		for i, t := range ticks {
			if t.On() {
				ids = append(ids, a.Aliases[i].ID)
			}
		}
		if len(ids) == 0 || oneLine(name.Text) == "" {
			row.SetError(lang.L("Give the new actor a name, and choose at least one that goes with it"))
			return false
		}
		d.events.emit("sheet-closed split")
		d.split(a.ID, ids, db.Actor{Name: oneLine(name.Text), Kind: db.ActorKinds[max(0, kind.Chosen())]})
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed split") }
	d.sheet("split", sheet, fields{"split.name": name})
}

func (d *Desk) split(id int64, aliases []int64, made db.Actor) {
	var done db.Rearrangement
	d.undo.run(d.ctx, step{What: lang.L("split actor"),
		Do: func(ctx context.Context) (err error) {
			_, done, err = d.lib.SplitActor(ctx, id, aliases, made)
			return err
		},
		Undo: func(ctx context.Context) error { return d.lib.UndoRearrangement(ctx, done.ID) },
	}, func() {
		d.saved()
		d.events.emit("split %d %d", id, done.FromID)
		d.openActor(done.FromID, true)
	})
}

// undoRearrangement takes back a merge or a split of some time ago.
func (d *Desk) undoRearrangement(r db.Rearrangement) {
	store(d.ctx, d.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, d.lib.UndoRearrangement(ctx, r.ID)
	}, func(_ struct{}, err error) {
		if err != nil {
			d.report(fmt.Errorf("take %q apart again: %w", r.FromName, err))
			return
		}
		d.saved()
		d.say(lang.L("“{{.Name}}” is an actor of its own again", map[string]any{"Name": r.FromName}))
		d.events.emit("rearranged %d", r.ID)
	})
}

func indexOf(all []string, one string) int {
	for i, x := range all {
		if x == one {
			return i
		}
	}
	return -1
}
