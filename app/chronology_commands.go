package app

import (
	"fyne.io/fyne/v2"

	"sidelight/db"
)

// dates is the chronology in view, or nil.
func (d *Desk) datesInView() *chronologyPage {
	p, _ := d.tabs.current().(*chronologyPage)
	return p
}

func (d *Desk) canEditEvents() bool { return d.datesInView() != nil && d.canWrite() }

func (d *Desk) hasActorPage() bool {
	_, ok := d.tabs.current().(*actorPage)
	return ok
}

// showDatesOfActor opens the chronology of the actor in view.
func (d *Desk) showDatesOfActor() {
	if p, ok := d.tabs.current().(*actorPage); ok {
		d.show(tabKey{tabActorDates, p.id}, "", true)
	}
}

// showDatesOf opens the chronology of briefs: of one, or of several together.
func (d *Desk) showDatesOf(ids []int64) {
	switch len(ids) {
	case 0:
	case 1:
		d.show(tabKey{tabBriefDates, ids[0]}, "", true)
	default:
		d.show(d.dates.pick(ids), "", true)
	}
}

func chronologyCommands() []Command {
	onChosen := func(f func(*chronologyPage, db.Event)) func(*Desk) {
		return func(d *Desk) {
			p := d.datesInView()
			p.onChosen(func(e db.Event) { f(p, e) })
		}
	}
	return []Command{
		{ID: "brief.chronology", Title: "Chronology of the brief", Menu: MenuBrief, separated: true, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.showDatesOf([]int64{d.currentBrief()}) }},
		{ID: "chronology.selected", Title: "Chronology of the selected briefs", Menu: MenuBrief, run: func(d *Desk) { d.showDatesOf(d.briefs.list.Selected()) }},
		{ID: "event.add", Title: "Add to the chronology…", Menu: MenuBrief, Key: fyne.KeyE, Mod: Ctrl | Shift, Typed: "E", enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.page().addEvent() }},
		{ID: "event.keep", Title: "Keep event", Menu: MenuBrief, enabled: (*Desk).canEditEvents, run: onChosen((*chronologyPage).keepEvent)},
		{ID: "event.edit", Title: "Edit event…", Menu: MenuBrief, enabled: (*Desk).canEditEvents, run: onChosen((*chronologyPage).editEvent)},
		{ID: "event.dismiss", Title: "Dismiss event", Menu: MenuBrief, enabled: (*Desk).canEditEvents, run: onChosen((*chronologyPage).dismissEvent)},
		{ID: "chronology.library", Title: "Chronology of the library", Menu: MenuGo, run: func(d *Desk) { d.show(tabKey{Kind: tabChronology}, "", true) }},
		{ID: "actor.chronology", Title: "Chronology of the actor", Menu: MenuActor, enabled: (*Desk).hasActorPage, run: (*Desk).showDatesOfActor},
	}
}
