package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
)

func actorCommands() []Command {
	return []Command{
		{ID: "actor.new", Title: "New actor…", Menu: MenuActor, Key: fyne.KeyN, Mod: Ctrl | Shift, enabled: (*Desk).canWrite, run: func(d *Desk) { d.newActor() }},
		{ID: "actor.edit", Title: "Edit actor…", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) { d.withActorPage(func(p *actorPage) { d.editActor(p.actor) }) }},
		{ID: "actor.alias", Title: "Add another name…", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) { d.withActorPage(func(p *actorPage) { d.addAlias(p.actor) }) }},
		{ID: "actor.relation", Title: "Add a relation…", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) {
			d.withActorPage(func(p *actorPage) { d.relate(p.actor, db.Relation{}) })
		}},
		{ID: "actor.merge", Title: "Merge into another actor…", Menu: MenuActor, separated: true, enabled: (*Desk).canEditActor, run: func(d *Desk) {
			d.withActorPage(func(p *actorPage) { d.mergeActor(p.actor, db.Actor{}) })
		}},
		{ID: "actor.split", Title: "Split off some names…", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) {
			d.withActorPage(func(p *actorPage) { d.splitActor(p.actor, db.Alias{}) })
		}},
		{ID: "actor.apart", Title: "Merges and splits…", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) { d.withActorPage(d.showRearrangements) }},
		{ID: "actor.trash", Title: "Move actor to trash", Menu: MenuActor, enabled: (*Desk).canEditActor, run: func(d *Desk) { d.withActorPage(func(p *actorPage) { d.trashActors([]int64{p.id}) }) }},
		{ID: "actors.import", Title: "Import actors…", Menu: MenuActor, separated: true, enabled: (*Desk).canWrite, run: func(d *Desk) { d.rosters.ask() }},
		{ID: "actors.export", Title: "Export actors…", Menu: MenuActor, run: func(d *Desk) { d.rosters.export() }},
	}
}

// actorInView is the actor page in view, or nil.
func (d *Desk) actorInView() *actorPage {
	p, _ := d.tabs.current().(*actorPage)
	return p
}

func (d *Desk) canEditActor() bool {
	p := d.actorInView()
	return p != nil && p.loaded && d.canWrite()
}

func (d *Desk) withActorPage(f func(*actorPage)) {
	if p := d.actorInView(); p != nil {
		f(p)
	}
}

// openActor shows an actor in a tab.
func (d *Desk) openActor(id int64, keep bool) {
	if id != 0 {
		d.show(tabKey{tabActor, id}, "", keep)
	}
}

func (d *Desk) newActorPage(id int64, title string) *actorPage {
	return newActorPage(d.kit, id, title, actorPageActions{
		openAt:   d.openAt,
		open:     func(id int64) { d.openActor(id, true) },
		brief:    func(id int64) { d.openBrief(id, true) },
		edit:     d.editActor,
		addAlias: d.addAlias,
		alias:    d.aliasMenu,
		relate:   func(a db.Actor) { d.relate(a, db.Relation{}) },
		relation: d.relationMenu,
		mention:  d.mentionMenu,
		gone:     d.tabs.closeKey,
	})
}

func (d *Desk) actorActions() actorActions {
	return actorActions{
		open: d.openActor,
		add:  d.newActor,
		edit: func(id int64) { d.withActor(id, d.editActor) },
		merge: func(ids []int64) {
			if len(ids) == 2 {
				d.mergeTwo(ids)
			} else {
				d.withActor(ids[0], func(a db.Actor) { d.mergeActor(a, db.Actor{}) })
			}
		},
		trash:     d.trashActors,
		lists:     func() { d.rosters.ask() },
		export:    func() { d.rosters.export() },
		suggested: d.showNewNames,
	}
}

// showRearrangements offers to take back the merges and splits of an actor.
func (d *Desk) showRearrangements(p *actorPage) {
	fetch(p.ctx, d.loop, p.rearrangements, func(all []db.Rearrangement, err error) {
		if err != nil {
			d.report(err)
			return
		}
		if len(all) == 0 {
			d.say(lang.L("Nothing was merged into this actor or split from it"))
			return
		}
		var items []*fyne.MenuItem
		for _, r := range all {
			words := lang.L("Take back: “{{.Name}}” merged in on {{.Day}}", map[string]any{"Name": r.FromName, "Day": momentDay(r.DoneAt)})
			if r.Kind == db.SplitOfActor {
				words = lang.L("Take back: “{{.Name}}” split off on {{.Day}}", map[string]any{"Name": r.FromName, "Day": momentDay(r.DoneAt)})
			}
			items = append(items, fyne.NewMenuItem(words, func() { d.undoRearrangement(r) }))
		}
		popUpUnder(d.win, p.title, items...)
	})
}
