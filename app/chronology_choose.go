package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
)

// What is done with the events of a chronology.

// chosenInList is told that a row has become the current one. One that has not
// been read yet is chosen once it is.
func (p *chronologyPage) chosenInList(i int) {
	e, ok := p.rows.at(i)
	if !ok {
		p.choose(db.Event{})
		return
	}
	p.choose(e)
	p.events.emit("event %d", e.ID)
}

// choose makes an event the chosen one, in the timeline as well.
func (p *chronologyPage) choose(e db.Event) {
	p.chosen = placeOf(e)
	p.timeline.SetChosen(e.ID)
}

// chosenInTimeline is told that a mark was chosen, by a click or by Enter: its
// row is chosen too, and the brief opens at its words.
func (p *chronologyPage) chosenInTimeline(id int64) {
	for i, e := range p.drawn {
		if e.ID != id {
			continue
		}
		p.chosen = placeOf(e)
		p.list.SetCurrent(i)
		p.events.emit("event %d", e.ID)
		p.openEvent(e)
		return
	}
}

// markChosen finds the chosen event again after things were read anew, in the
// timeline and in the list. Where it is not there any more, the row that has
// taken its place is chosen.
func (p *chronologyPage) markChosen() {
	for i, e := range p.drawn {
		if placeOf(e) == p.chosen {
			if p.timeline.Chosen() != e.ID {
				p.timeline.SetChosen(e.ID)
			}
			p.goTo(i)
			return
		}
	}
	if i, ok := p.rows.find(p.chosen); ok {
		p.goTo(i)
		return
	}
	if p.list.Current() >= 0 && (p.chosen == eventPlace{} || p.list.Current() < len(p.drawn)) {
		p.onRow(p.list.Current(), p.choose)
	}
}

func (p *chronologyPage) goTo(row int) {
	if row != p.list.Current() {
		p.list.SetCurrent(row)
	}
}

// onRow does something with the event of a row, once it has been read.
func (p *chronologyPage) onRow(i int, f func(db.Event)) {
	if e, ok := p.rows.at(i); ok {
		f(e)
	}
}

// onChosen does something with the chosen event, or says that there is none.
func (p *chronologyPage) onChosen(f func(db.Event)) {
	e, ok := p.rows.at(p.list.Current())
	if !ok {
		p.say(lang.L("Choose an event first"))
		return
	}
	f(e)
}

func (p *chronologyPage) openRow(i int) { p.onRow(i, p.openEvent) }

func (p *chronologyPage) openEvent(e db.Event) { p.act.passage(e.BriefID, e.Start, e.End) }

// typed takes a letter typed on a row.
func (p *chronologyPage) typed(i int, r rune) {
	switch r {
	case 'k', 'K':
		p.onRow(i, p.keepEvent)
	case 'e', 'E':
		p.onRow(i, p.editEvent)
	case '+', '=':
		p.timeline.ZoomIn()
	case '-', '−':
		p.timeline.ZoomOut()
	case '0':
		p.timeline.Fit()
	}
}

func eventDecision(e db.Event, verdict db.State) db.Decision {
	return db.Decision{Kind: db.DecideEvent, BriefID: e.BriefID, RevisionID: e.RevisionID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: verdict}
}

func (p *chronologyPage) decideEvent(e db.Event, what, said string, verdict db.State) {
	p.chosen = placeOf(e)
	p.decide(what, said, func() { p.act.keep(p) }, eventDecision(e, verdict))
}

func (p *chronologyPage) keepEvent(e db.Event) {
	if keptEvent(e.State) {
		p.say(lang.L("Kept already"))
		return
	}
	p.decideEvent(e, lang.L("keep event"), lang.L("Kept in the chronology"), db.StateKept)
}

// dismissEvent leaves an event out. One that the analyst added is taken back:
// nothing would be left to be dismissed.
func (p *chronologyPage) dismissEvent(e db.Event) {
	switch e.State {
	case db.StateDismissed:
		p.say(lang.L("Dismissed already"))
	case db.StateAdded:
		p.decideEvent(e, lang.L("take out event"), lang.L("Taken out of the chronology"), "")
	default:
		p.decideEvent(e, lang.L("dismiss event"), lang.L("Left out of the chronology"), db.StateDismissed)
	}
}

// suggestEvent takes back what the analyst said of an event.
func (p *chronologyPage) suggestEvent(e db.Event) {
	p.decideEvent(e, lang.L("decide anew"), lang.L("A suggestion again"), "")
}

func (p *chronologyPage) editEvent(e db.Event) {
	p.kit.editEvent(e, func() {
		p.chosen = placeOf(e)
		p.act.keep(p)
	})
}

// addEvent goes to the brief where the words of the event are selected.
func (p *chronologyPage) addEvent() {
	if p.key.Kind == tabBriefDates {
		p.act.add(p.key.ID)
		return
	}
	if e, ok := p.rows.at(p.list.Current()); ok {
		p.act.add(e.BriefID)
		return
	}
	if len(p.briefs) > 0 {
		p.act.add(p.briefs[0])
		return
	}
	p.say(lang.L("Open a brief, select the words of the event and press E"))
}

// openToAddEvent opens a brief and says how an event is added.
func (d *Desk) openToAddEvent(brief int64) {
	d.openBrief(brief, true)
	d.focusPage()
	d.say(lang.L("Select the words of the event and press E"))
}

func (p *chronologyPage) timelineMenu(id int64, at fyne.Position) {
	for i, e := range p.drawn {
		if e.ID == id {
			p.choose(e)
			p.list.SetCurrent(i)
			p.showMenu(e, at)
		}
	}
}

// showMenu is the context menu of an event.
func (p *chronologyPage) showMenu(e db.Event, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Open in the brief"), func() { p.openEvent(e) })}
	if p.canWrite() {
		items = append(items, fyne.NewMenuItemSeparator())
		if !keptEvent(e.State) {
			items = append(items, fyne.NewMenuItem(lang.L("Keep event"), func() { p.keepEvent(e) }))
		}
		if e.State != db.StateDismissed {
			items = append(items, fyne.NewMenuItem(lang.L("Edit event…"), func() { p.editEvent(e) }))
		}
		if e.State != db.StateFound && e.State != db.StateAdded {
			items = append(items, fyne.NewMenuItem(lang.L("Only suggest it"), func() { p.suggestEvent(e) }))
		}
		if e.State != db.StateDismissed {
			items = append(items, fyne.NewMenuItem(lang.L("Dismiss event"), func() { p.dismissEvent(e) }))
		}
	}
	popUp(p.win, at, items...)
}
