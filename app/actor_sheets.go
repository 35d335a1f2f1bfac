package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// actorSheetWidth fits a row of a name with its kind.
const actorSheetWidth float32 = 600

// actorKindNames are the kinds of actor as a chooser shows them.
func actorKindNames() []string {
	names := make([]string, len(db.ActorKinds))
	for i, k := range db.ActorKinds {
		names[i] = actorKindName(k)
	}
	return names
}

// actorForm edits an actor's fields.
type actorForm struct {
	content fyne.CanvasObject
	name    *widgets.Field
	nameRow *widgets.FormRow
	kind    *widgets.Choice
	summary *widgets.Field
	aliases *aliasRows
}

func newActorForm(a db.Actor, grown func()) *actorForm {
	f := &actorForm{name: widgets.NewField(lang.L("The name it is best known by")), summary: widgets.NewArea(lang.L("Who this is, in a sentence or two"), 3)}
	f.kind = widgets.NewChoice(actorKindNames(), slices.Index(db.ActorKinds, a.Kind))
	f.name.SetText(a.Name)
	f.summary.SetText(a.Summary)
	f.aliases = newAliasRows(a.Aliases, grown)
	f.nameRow = widgets.NewFormRow(lang.L("Name"), f.name)
	names := widgets.NewFormRow(lang.L("Other names"), f.aliases.content)
	names.SetHint(lang.L("A weak name (“the group”) never links by itself."))
	f.content = formOf(f.nameRow, widgets.NewFormRow(lang.L("Kind"), f.kind), widgets.NewFormRow(lang.L("Summary"), f.summary), names)
	return f
}

// value is the actor as the form has it.
func (f *actorForm) value(a db.Actor) db.Actor {
	a.Name, a.Summary, a.Aliases = oneLine(f.name.Text), f.summary.Text, f.aliases.value()
	if i := f.kind.Chosen(); i >= 0 {
		a.Kind = db.ActorKinds[i]
	}
	return a
}

// newActor asks for an actor to be added.
func (d *Desk) newActor() {
	if d.canWrite() {
		d.askActor(lang.L("New actor"), lang.L("Add"), db.Actor{}, func(a db.Actor) {
			d.addActor(a, func(made db.Actor) { d.openActor(made.ID, true) })
		})
	}
}

// askActor brings up the form of an actor.
func (d *Desk) askActor(title, confirm string, a db.Actor, then func(db.Actor)) {
	var sheet *widgets.Sheet
	form := newActorForm(a, func() { sheet.Refresh() })
	sheet = widgets.NewSheet(title, form.content)
	sheet.Width = actorSheetWidth
	sheet.Confirm = confirm
	sheet.First = form.name
	sheet.OnConfirm = func() bool {
		after := form.value(a)
		if after.Name == "" {
			form.nameRow.SetError(lang.L("An actor needs a name"))
			return false
		}
		d.events.emit("sheet-closed actor")
		then(after)
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed actor") }
	d.sheet("actor", sheet, fields{"actor.name": form.name, "actor.kind": form.kind, "actor.summary": form.summary})
}

// addActor stores a new actor, as a step that can be taken back. One that is
// there already is opened instead.
func (d *Desk) addActor(a db.Actor, then func(db.Actor)) {
	var made db.Actor
	d.undo.attempt(d.ctx, step{What: lang.L("add actor"),
		Do: func(ctx context.Context) (err error) {
			if made.ID != 0 {
				return d.lib.Restore(ctx, db.KindActor, made.ID)
			}
			made, err = d.lib.AddActor(ctx, a)
			return err
		},
		Undo: func(ctx context.Context) error { return d.lib.Trash(ctx, db.KindActor, made.ID) },
	}, func(err error) {
		switch {
		case errors.Is(err, db.ErrExists) && made.TrashedAt.IsZero():
			d.say(lang.L("“{{.Name}}” is an actor already", map[string]any{"Name": made.Name}))
			d.openActor(made.ID, true)
		case errors.Is(err, db.ErrExists):
			d.say(lang.L("“{{.Name}}” is in the trash: restore it there", map[string]any{"Name": made.Name}))
		case err != nil:
			d.report(fmt.Errorf("add the actor: %w", err))
		default:
			d.saved()
			d.events.emit("actor-added %d %s", made.ID, made.Name)
			if then != nil {
				then(made)
			}
		}
	})
}

// editActor opens the form of an actor that is there.
func (d *Desk) editActor(a db.Actor) {
	if d.canWrite() && a.ID != 0 {
		d.askActor(lang.L("Edit actor"), lang.L("Save"), a, func(after db.Actor) { d.updateActor(lang.L("edit actor"), a, after) })
	}
}

// updateActor stores an edited actor as a step that can be taken back.
func (d *Desk) updateActor(what string, before, after db.Actor) {
	set := func(a db.Actor) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.lib.UpdateActor(ctx, before.ID, db.ActorUpdate{Name: &a.Name, Kind: &a.Kind, Summary: &a.Summary, Aliases: &a.Aliases})
			return err
		}
	}
	d.undo.attempt(d.ctx, step{What: what, Do: set(after), Undo: set(before)}, func(err error) {
		switch {
		case errors.Is(err, db.ErrExists):
			d.say(lang.L("Another actor is called “{{.Name}}”: merge the two instead", map[string]any{"Name": after.Name}))
		case err != nil:
			d.report(fmt.Errorf("save the actor: %w", err))
		default:
			d.saved()
			d.events.emit("actor-saved %d", before.ID)
		}
	})
}

// withActor reads an actor and hands it on.
func (d *Desk) withActor(id int64, then func(db.Actor)) {
	fetch(d.ctx, d.loop, func(ctx context.Context) (db.Actor, error) { return d.lib.Actor(ctx, id) },
		func(a db.Actor, err error) {
			if err != nil {
				d.report(fmt.Errorf("open the actor: %w", err))
				return
			}
			then(a)
		})
}

// addAlias asks for one more name of an actor.
func (d *Desk) addAlias(a db.Actor) {
	name := widgets.NewField(lang.L("Another name"))
	kinds := make([]string, len(db.AliasKinds))
	for i, k := range db.AliasKinds {
		kinds[i] = aliasKindName(k)
	}
	kind := widgets.NewChoice(kinds, len(kinds)-1)
	weak := widgets.NewTick(lang.L("Weak: never links by itself (“the group”)"), false)
	sheet := widgets.NewSheet(lang.L("Another name of {{.Name}}", map[string]any{"Name": shorten(a.Name, 40)}),
		formOf(widgets.NewFormRow(lang.L("Name"), name), widgets.NewFormRow(lang.L("Kind"), kind), weak))
	sheet.Confirm = lang.L("Add")
	sheet.First = name
	sheet.OnConfirm = func() bool {
		if oneLine(name.Text) == "" {
			return false
		}
		after := a
		after.Aliases = append(slices.Clone(a.Aliases), db.Alias{Name: oneLine(name.Text), Kind: db.AliasKinds[kind.Chosen()], Weak: weak.On()})
		d.events.emit("sheet-closed alias")
		d.updateActor(lang.L("add a name"), a, after)
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed alias") }
	d.sheet("alias", sheet, fields{"alias.name": name, "alias.kind": kind})
}

// aliasMenu is the menu of one of an actor's names.
func (d *Desk) aliasMenu(a db.Actor, alias db.Alias, at fyne.Position) {
	if !d.canWrite() {
		return
	}
	change := func(what string, f func(after *db.Actor, i int)) func() {
		return func() {
			after := a
			after.Aliases = slices.Clone(a.Aliases)
			f(&after, slices.IndexFunc(a.Aliases, func(x db.Alias) bool { return x.ID == alias.ID }))
			d.updateActor(what, a, after)
		}
	}
	var kinds []*fyne.MenuItem
	for _, k := range db.AliasKinds {
		item := fyne.NewMenuItem(aliasKindName(k), change(lang.L("change the kind of a name"), func(after *db.Actor, i int) { after.Aliases[i].Kind = k }))
		item.Checked = alias.Kind == k
		kinds = append(kinds, item)
	}
	kind := fyne.NewMenuItem(lang.L("Kind"), nil)
	kind.ChildMenu = fyne.NewMenu("", kinds...)
	weak := fyne.NewMenuItem(lang.L("Weak: never links by itself"), change(lang.L("change a name"), func(after *db.Actor, i int) { after.Aliases[i].Weak = !alias.Weak }))
	weak.Checked = alias.Weak
	first := fyne.NewMenuItem(lang.L("Make it the main name"), change(lang.L("change the main name"), func(after *db.Actor, i int) {
		after.Name, after.Aliases[i].Name = alias.Name, a.Name
	}))
	split := fyne.NewMenuItem(lang.L("Split off into an actor of its own…"), func() { d.splitActor(a, alias) })
	remove := fyne.NewMenuItem(lang.L("Remove"), change(lang.L("remove a name"), func(after *db.Actor, i int) { after.Aliases = slices.Delete(after.Aliases, i, i+1) }))
	items := []*fyne.MenuItem{kind, weak, first, split, fyne.NewMenuItemSeparator(), remove}
	if alias.Origin != "" {
		origin := fyne.NewMenuItem(alias.Origin, nil)
		origin.Disabled = true
		items = append([]*fyne.MenuItem{origin, fyne.NewMenuItemSeparator()}, items...)
	}
	popUp(d.win, at, items...)
}

// trashActors moves actors to the trash; their tabs close by the notices.
func (d *Desk) trashActors(ids []int64) {
	d.toTrash(db.KindActor, ids, plural(len(ids), "Actor moved to the trash", "{{.N}} actors moved to the trash"))
}
