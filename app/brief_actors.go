package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// briefActors is the face beside a brief that lists who is named in it, and
// below the names and acronyms that are nobody yet. What stands below is
// offered, never applied.
type briefActors struct {
	*kit
	content fyne.CanvasObject
	list    *widgets.RowList
	empty   *widgets.EmptyState
	foot    fyne.CanvasObject
	count   func(n int)

	page     *briefPage // nil: no brief in view
	actors   []db.BriefActor
	names    []db.Phrase
	acronyms []reading.Acronym
	ids      map[string]int64 // of the rows below the actors, by what they offer
	here     map[string]int   // how often a new name stands in the text, once asked for
}

func newBriefActors(k *kit, count func(n int)) *briefActors {
	b := &briefActors{kit: k, count: count, ids: map[string]int64{}}
	b.list = widgets.NewRowList()
	b.list.Length = func() int { return len(b.actors) + len(b.names) + len(b.acronyms) }
	b.list.Row = b.rowAt
	b.list.OnSelect = func(id int64) { b.point(id, 1) }
	b.list.OnAgain = func(id int64) { b.point(id, 1) }
	b.list.OnOpen = b.open
	b.list.OnDelete = func(ids []int64) { b.dismiss(b.list.Current()) }
	b.list.OnSecondary = b.showMenu
	b.list.OnRune = b.typed
	b.list.OnKey = b.key
	b.empty = widgets.NewEmptyState("actors", lang.L("No actors here yet"), lang.L("Select a name in the text and press A."))
	b.foot = offerFoot()
	b.content = widgets.NewDock(nil, b.foot, nil, nil, container.NewStack(b.list, b.empty))
	b.draw()
	return b
}

// offerFoot tells the keys of the names that are offered.
func offerFoot() fyne.CanvasObject {
	keys := widgets.NewText(lang.L("New names: Enter makes an actor, L adds to one, Delete dismisses"), widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	return container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, keys)
}

// set shows what was read of a brief; nil: there is none in view.
func (b *briefActors) set(p *briefPage) {
	if p != b.page {
		b.list.SetSelected()
		b.ids = map[string]int64{}
	}
	offer := b.offerAt()
	b.page, b.actors, b.names, b.acronyms, b.here = p, nil, nil, nil, map[string]int{}
	if p != nil && p.lenses.known {
		r := p.lenses.report
		b.actors, b.names, b.acronyms = r.Actors, r.NewNames, r.NewAcronyms
	}
	if offers := len(b.names) + len(b.acronyms); offer >= 0 && offers > 0 && b.offerAt() < 0 {
		// What was offered is done with: the next one takes its place.
		b.list.SetSelected(b.rowAt(len(b.actors) + min(offer, offers-1)).ID)
	}
	b.draw()
}

// offerAt counts the offers above the current row; -1: it is none.
func (b *briefActors) offerAt() int {
	for i := len(b.actors); i < b.list.Length(); i++ {
		if b.rowAt(i).ID == b.list.Current() {
			return i - len(b.actors)
		}
	}
	return -1
}

func (b *briefActors) draw() {
	var groups []widgets.RowGroup
	head := func(at, n int, title string) {
		if n > 0 {
			groups = append(groups, widgets.RowGroup{At: at, Title: title})
		}
	}
	offers := len(b.names) + len(b.acronyms)
	if offers > 0 {
		head(0, len(b.actors), lang.L("Named here"))
	}
	head(len(b.actors), len(b.acronyms), lang.L("Acronyms that are nobody yet"))
	head(len(b.actors)+len(b.acronyms), len(b.names), lang.L("New names"))
	b.list.SetGroups(groups)
	known := b.page == nil || b.page.lenses.known
	setShown(b.empty, known && len(b.actors)+offers == 0)
	setShown(b.list, len(b.actors)+offers > 0)
	if offered := offers > 0 && b.canWrite(); b.foot.Visible() != offered {
		setShown(b.foot, offered)
		b.content.Refresh()
	}
	b.list.Refresh()
	b.count(len(b.actors))
	b.events.listed("brief-actors", len(b.actors))
}

// id is the row id of what is offered, the same as long as the brief is shown.
func (b *briefActors) id(offer string) int64 {
	if b.ids[offer] == 0 {
		b.ids[offer] = -1 - int64(len(b.ids))
	}
	return b.ids[offer]
}

func (b *briefActors) rowAt(i int) widgets.RowData {
	switch {
	case i < len(b.actors):
		a := b.actors[i]
		mark := number(a.Count)
		if a.Ambiguous > 0 {
			mark = lang.L("{{.Open}} open · {{.N}}", map[string]any{"N": mark, "Open": number(a.Ambiguous)})
		}
		return widgets.RowData{ID: a.Actor.ID, Title: a.Actor.Name, Detail: actorKindName(a.Actor.Kind), Mark: mark}
	case i < len(b.actors)+len(b.acronyms):
		a := b.acronyms[i-len(b.actors)]
		return widgets.RowData{ID: b.id(acronymOffer(a)), Title: a.Short + " = " + a.Long, Detail: acronymHow(a), Quiet: true}
	}
	n := b.names[i-len(b.actors)-len(b.acronyms)]
	here, counted := b.here[n.Name]
	if !counted {
		here = max(1, len(wordsAt(b.page.revision.Text, n.Name)))
		b.here[n.Name] = here
	}
	row := nameRow(n, b.id(nameOffer(n)))
	row.Detail = lang.L("{{.N}} here · {{.Briefs}}", map[string]any{"N": number(here), "Briefs": plural(n.Briefs, "{{.N}} brief", "{{.N}} briefs")})
	return row
}

func acronymOffer(a reading.Acronym) string { return "acronym " + a.Short + "\n" + a.Long }
func nameOffer(n db.Phrase) string          { return "name " + n.Key }

// row says what stands in the row of an id: one of the three is not nil.
func (b *briefActors) row(id int64) (actor *db.BriefActor, name *db.Phrase, acronym *reading.Acronym) {
	for i := range b.actors {
		if b.actors[i].Actor.ID == id {
			return &b.actors[i], nil, nil
		}
	}
	for i := range b.names {
		if b.id(nameOffer(b.names[i])) == id {
			return nil, &b.names[i], nil
		}
	}
	for i := range b.acronyms {
		if b.id(acronymOffer(b.acronyms[i])) == id {
			return nil, nil, &b.acronyms[i]
		}
	}
	return nil, nil, nil
}

// point goes on to the next place of the text that a row is about.
func (b *briefActors) point(id int64, by int) {
	if b.page == nil {
		return
	}
	actor, name, acronym := b.row(id)
	switch {
	case actor != nil:
		b.page.goRound(b.page.roundOfActor(actor.Actor.ID, actor.Actor.Name), by)
	case name != nil:
		b.page.goRound(b.page.roundOfWords(nameOffer(*name), name.Name), by)
	case acronym != nil:
		at := acronym.Span
		b.page.goRound(round{key: acronymOffer(*acronym), what: acronym.Short, spans: func() []span.Span { return []span.Span{at} }}, by)
	}
}

// roundOfWords goes through the places where words stand.
func (p *briefPage) roundOfWords(key, words string) round {
	return round{key: key, what: words, spans: func() []span.Span {
		var spans []span.Span
		for _, at := range wordsAt(p.revision.Text, words) {
			spans = append(spans, span.Span{Start: at, End: at + len(words)})
		}
		return spans
	}}
}

// naming is what a row offers as a name.
func (b *briefActors) naming(id int64) (n naming, ok bool) {
	_, name, acronym := b.row(id)
	switch {
	case name != nil:
		return naming{name: name.Name, origin: b.page.brief.Title}, true
	case acronym != nil:
		return b.page.namingOf(*acronym), true
	}
	return naming{}, false
}

func (b *briefActors) open(id int64) {
	if actor, _, _ := b.row(id); actor != nil {
		b.page.act.actor(id)
		return
	}
	b.makeActorOf(id)
}

func (b *briefActors) makeActorOf(id int64) {
	if n, ok := b.naming(id); ok {
		b.makeActor(n, b.page.named)
	}
}

func (b *briefActors) addTo(id int64) {
	if n, ok := b.naming(id); ok {
		b.askName(n, b.page.named)
	}
}

func (b *briefActors) dismiss(id int64) {
	_, name, acronym := b.row(id)
	switch {
	case name != nil:
		b.dismissName(*name)
	case acronym != nil:
		b.page.dismissAcronym(*acronym)
	}
}

func (b *briefActors) typed(r rune) {
	switch r {
	case 'a', 'A':
		b.makeActorOf(b.list.Current())
	case 'l', 'L':
		b.addTo(b.list.Current())
	}
}

// key goes through the places of the current row with the arrows.
func (b *briefActors) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyRight, fyne.KeySpace:
		b.point(b.list.Current(), 1)
	case fyne.KeyLeft:
		b.point(b.list.Current(), -1)
	default:
		return false
	}
	return true
}

func (b *briefActors) showMenu(id int64, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Next place in the text"), func() { b.point(id, 1) })}
	actor, _, _ := b.row(id)
	switch {
	case actor != nil:
		items = append(items, fyne.NewMenuItem(lang.L("Open {{.Actor}}", map[string]any{"Actor": actor.Actor.Name}), func() { b.page.act.actor(id) }))
		if open := b.unsettledOf(id); len(open) > 0 && b.canWrite() {
			items = append(items, fyne.NewMenuItemSeparator(),
				fyne.NewMenuItem(lang.L("All open mentions here are {{.Actor}}", map[string]any{"Actor": actor.Actor.Name}), func() { b.page.settleAs(open[0], open) }))
		}
	case b.canWrite():
		items = append(items, offerItems(func() { b.makeActorOf(id) }, func() { b.addTo(id) }, func() { b.dismiss(id) })...)
	}
	popUp(b.win, at, items...)
}

// offerItems are the menu of a name that is offered.
func offerItems(mk, add, dismiss func()) []*fyne.MenuItem {
	return []*fyne.MenuItem{fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Make an actor"), mk),
		fyne.NewMenuItem(lang.L("Add to an actor…"), add),
		fyne.NewMenuItem(lang.L("Dismiss"), dismiss)}
}

// unsettledOf are the mentions that may be an actor's and are not settled.
func (b *briefActors) unsettledOf(id int64) []db.Mention {
	var open []db.Mention
	for _, m := range mentionsOfActor(b.page.lenses.report.Mentions, id) {
		if m.Ambiguous {
			open = append(open, m)
		}
	}
	return open
}

// focus gives the keyboard to the list, if there is anything in it.
func (b *briefActors) focus() bool {
	if !b.list.Visible() {
		return false
	}
	b.win.Canvas().Focus(b.list)
	return true
}

func (b *briefActors) places(to put) { parts(to, "named.", b.list) }

// findingsRead passes what was read of the brief in view to the panes beside
// it.
func (d *Desk) findingsRead(p *briefPage) {
	if d.page() == p {
		d.beside.findings(p)
	}
}
