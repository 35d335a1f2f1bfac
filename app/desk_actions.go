package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"sidelight/db"
	"sidelight/widgets/look"
)

// show opens the tab of a key; the title stands in it until it has been read.
func (d *Desk) show(key tabKey, title string, keep bool) page {
	return d.tabs.open(key, keep, func() page { return d.newPage(key, title) })
}

// openBrief shows a brief in a tab; keep says whether the tab stays when the
// next brief is looked at.
func (d *Desk) openBrief(id int64, keep bool) {
	if id == 0 {
		return
	}
	d.show(tabKey{tabBrief, id}, "", keep)
}

func (d *Desk) newBriefPage(id int64, title string) *briefPage {
	return newBriefPage(d.kit, d.shell.fonts, d.lenses, id, title, pageActions{
		details: d.editDetails,
		export:  func(id int64) { d.exporter.ask(d.scopeOf([]int64{id})) },
		copyAll: d.exporter.copyMarkdown,
		trash:   func(id int64) { d.trashBriefs([]int64{id}) },
		handle:  d.markBriefs,
		mark:    d.showMark,
		marks:   d.marksRead,
		comment: d.commentOn,
		quote:   d.quote,
		read:    d.findingsRead,
		actor:   func(id int64) { d.openActor(id, true) },
		source:  func(id int64) { d.openSource(id, true) },
		correct: d.kit.correctCitation,
		zoom:    d.zoom,
		gone:    d.tabs.closeKey,
		keep:    d.tabs.keep,
		place:   func() { d.reviewAct(reviewPlace) },
		edition: d.openEdition,
		against: func(e db.Edition) { d.compareEdition(id, e.RevisionID) },
	})
}

// activated is called when another tab, or none, came into view.
func (d *Desk) activated(p page) {
	d.showBeside(p)
	d.hits.tell()
	d.history.shown(p)
	if d.menu != nil {
		d.menu.refresh()
	}
	d.saveSession()
}

// showBeside fills the side pane with what belongs to a page, and chooses the
// page's row in its list.
func (d *Desk) showBeside(p page) {
	var brief, actor, source, search, compared int64
	between := d.comparisonInView()
	d.fit(between != nil)
	if _, ok := p.(*searchPage); !ok {
		d.found.leave()
	}
	if between == nil {
		d.between.leave()
	} else {
		compared = between.id
	}
	switch p := p.(type) {
	case *briefPage:
		brief = p.id
		d.about.leave()
		if between != nil {
			d.beside.leave()
			d.between.show(between)
			d.beside.annotations.set(p)
		} else {
			d.beside.show(p)
		}
	case *actorPage:
		actor = p.id
		d.beside.leave()
		d.about.show(p)
	case *searchPage:
		search = max(0, p.key.ID)
		d.beside.leave()
		d.about.leave()
		d.found.show(p)
	default:
		if s, ok := p.(*sourcePage); ok {
			source = s.id
		}
		d.beside.leave()
		d.about.leave()
		if g, ok := p.(*guidePage); between != nil {
			d.between.show(between)
		} else if ok {
			d.side.show(g, g.Key())
		} else {
			d.side.show(nil, tabKey{})
		}
	}
	d.briefs.reveal(brief)
	d.actors.reveal(actor)
	d.sources.reveal(source)
	d.pairings.reveal(compared)
	d.dates.revealPage(p)
	d.searches.reveal(search)
}

// marksRead passes the annotations of the brief in view to the cards.
func (d *Desk) marksRead(p *briefPage) {
	if d.page() == p {
		d.beside.annotations.set(p)
		if d.menu != nil {
			d.menu.refresh() // what can be done depends on what was read
		}
	}
	d.hits.textRead(p)
}

// showMark brings the card of an annotation into view.
func (d *Desk) showMark(id int64) {
	d.withPage(func(p *briefPage) { p.activate(id) })
	d.side.choose(sideAnnotations)
	d.beside.annotations.show(id)
	d.events.emit("mark %d", id)
}

func (d *Desk) revealMark(id int64) {
	d.withPage(func(p *briefPage) { p.reveal(id) })
}

// commentOn opens the comment of an annotation, even one so new that its
// card is not drawn yet.
func (d *Desk) commentOn(id int64) {
	d.unfold(true)
	d.side.choose(sideAnnotations)
	fetch(d.ctx, d.loop, func(ctx context.Context) (db.Annotation, error) { return d.lib.Annotation(ctx, id) },
		func(a db.Annotation, err error) {
			if err != nil {
				d.report(err)
				return
			}
			d.beside.annotations.comment.open(a)
		})
}

// quote puts a quote into the notes of the brief in view.
func (d *Desk) quote(p *briefPage, quote string) {
	notes := d.note()
	if d.page() != p || notes == nil {
		return
	}
	d.unfold(true)
	d.side.choose(sideNotes)
	notes.insertQuote(quote)
}

func (d *Desk) stepMark(by int) {
	d.side.choose(sideAnnotations)
	d.beside.annotations.step(by)
}

func (d *Desk) openNote(n db.Note, keep bool) {
	d.show(tabKey{tabNote, n.ID}, noteTitle(n), keep)
}

// newNote makes a free note and opens it.
func (d *Desk) newNote() {
	if !d.canWrite() {
		return
	}
	store(d.ctx, d.loop, func(ctx context.Context) (db.Note, error) { return d.lib.AddNote(ctx, db.Note{}) },
		func(n db.Note, err error) {
			if err != nil {
				d.report(fmt.Errorf("make a note: %w", err))
				return
			}
			d.openNote(n, true)
			if p, ok := d.tabs.current().(*notePage); ok {
				d.win.Canvas().Focus(p.heading) // a new note begins with its title
			}
		})
}

// trashBriefs moves briefs to the trash; their tabs close by the notices.
func (d *Desk) trashBriefs(ids []int64) {
	d.toTrash(db.KindBrief, ids, plural(len(ids), "Brief moved to the trash", "{{.N}} briefs moved to the trash"))
}

func (d *Desk) trashNotes(ids []int64) {
	d.toTrash(db.KindNote, ids, plural(len(ids), "Note moved to the trash", "{{.N}} notes moved to the trash"))
}

func (d *Desk) toTrash(kind db.Kind, ids []int64, said string) {
	if len(ids) == 0 || ids[0] == 0 || !d.canWrite() {
		return
	}
	each := func(f func(context.Context, db.Kind, int64) error) func(context.Context) error {
		return func(ctx context.Context) error {
			for _, id := range ids {
				if err := f(ctx, kind, id); err != nil {
					return err
				}
			}
			return nil
		}
	}
	d.undo.run(d.ctx, step{What: lang.L("move to trash"), Do: each(d.lib.Trash), Undo: each(d.lib.Restore)}, func() {
		d.saved()
		d.say(said)
		for _, id := range ids {
			d.events.emit("trashed %s %d", kind, id)
		}
	})
}

func (d *Desk) undoMoved(what string, undone bool) {
	if undone {
		d.say(lang.L("Undone: {{.What}}", map[string]any{"What": what}))
		d.events.emit("undone %s", what)
	} else {
		d.say(lang.L("Done again: {{.What}}", map[string]any{"What": what}))
		d.events.emit("redone %s", what)
	}
	d.saved()
}

// exportScope is what Export offers: the brief in view and those selected.
func (d *Desk) exportScope() exportScope {
	s := exportScope{selected: d.briefs.list.Selected(), title: d.titleOf}
	if p := d.page(); p != nil {
		s.brief = p.brief
	}
	return s
}

// titleOf names a brief that is in view or in the list.
func (d *Desk) titleOf(id int64) string {
	if p := d.page(); p != nil && p.id == id {
		return p.brief.Title
	}
	for _, b := range d.briefs.rows.rows {
		if b.ID == id {
			return b.Title
		}
	}
	return lang.L("Brief")
}

// scopeOf is what Export offers for briefs named by a context menu.
func (d *Desk) scopeOf(ids []int64) exportScope {
	s := d.exportScope()
	s.prefer = ids
	return s
}

// zoom changes the reading size by a step; 0 sets the normal one.
func (d *Desk) zoom(by int) {
	switch {
	case by == 0:
		d.setTextSize(defaultTextSize)
	default:
		d.setTextSize(stepTextSize(d.session.TextSize, by > 0))
	}
}

func (d *Desk) setTextSize(size float32) {
	d.session.TextSize = clampTextSize(size)
	d.restyle()
	d.say(lang.L("Reading size {{.N}}", map[string]any{"N": int(d.session.TextSize)}))
}

func (d *Desk) setSans(sans bool) {
	d.session.Sans = sans
	d.restyle()
}

func (d *Desk) restyle() {
	for _, p := range d.tabs.pages {
		p.SetZoom()
	}
	d.session.save(d.app.Preferences())
}

// setTheme takes "", "light" or "dark".
func (d *Desk) setTheme(word string) {
	d.session.Theme = word
	d.shell.applyTheme()
	d.session.save(d.app.Preferences())
	name := "light"
	if look.CurrentVariant() == theme.VariantDark {
		name = "dark"
	}
	d.events.emit("theme %s", name)
}

func (d *Desk) switchTheme() {
	if look.CurrentVariant() == theme.VariantDark {
		d.setTheme("light")
	} else {
		d.setTheme("dark")
	}
}

func (d *Desk) openOther() { d.shell.askLibrary(d.lib.Path()) }

func (d *Desk) quit() { d.shell.close() }

func (d *Desk) unsavedText() string { return strings.Join(d.savers.unsaved(), "\n\n---\n\n") }

// newPage makes the page of a tab; the title stands until it has been read.
func (d *Desk) newPage(key tabKey, title string) page {
	switch key.Kind {
	case tabNote:
		return newNotePage(d.kit, key.ID, title, d.tabs.closeKey)
	case tabActor:
		return d.newActorPage(key.ID, title)
	case tabSource:
		return d.newSourcePage(key.ID, title)
	case tabChronology, tabBriefDates, tabActorDates:
		return d.newChronologyPage(key, title)
	case tabSearch:
		return d.newSearchPage(key, title)
	case tabGuide:
		return d.newGuidePage()
	case tabEdition:
		return d.newEditionPage(key.ID, title)
	}
	return d.newBriefPage(key.ID, title)
}

// titleOfTab reads what a tab of last time showed; ok is false when it is gone.
func titleOfTab(ctx context.Context, lib *db.Library, k tabKey) (title string, ok bool) {
	switch k.Kind {
	case tabBrief, tabBriefDates:
		b, err := lib.Brief(ctx, k.ID)
		return b.Title, err == nil && b.TrashedAt.IsZero()
	case tabNote:
		n, err := lib.Note(ctx, k.ID)
		return noteTitle(n), err == nil && n.TrashedAt.IsZero()
	case tabActor, tabActorDates:
		a, err := lib.Actor(ctx, k.ID)
		return a.Name, err == nil && a.TrashedAt.IsZero()
	case tabSource:
		s, err := lib.Source(ctx, k.ID)
		return s.Name, err == nil
	case tabEdition:
		return titleOfEdition(ctx, lib, k.ID)
	case tabChronology, tabGuide:
		return "", k.ID == 0
	case tabSearch:
		if k.ID <= 0 {
			return "", true
		}
		s, err := lib.SavedSearch(ctx, k.ID)
		return s.Name, err == nil
	}
	return "", false
}

// lastTab is a tab of last time with the titles of what it showed.
type lastTab struct {
	comparison         db.Comparison
	key, beside        tabKey // beside: of no kind when the page stands alone
	title, besideTitle string
	active             bool
}

// lastTabs reads what the tabs of last time showed; what is gone is left out.
func lastTabs(ctx context.Context, lib *db.Library, t openTabs) ([]lastTab, error) {
	var all []lastTab
	for i, k := range t.Tabs {
		last := lastTab{key: k, active: i == t.Active}
		ok, beside := false, false
		if k.Kind == tabComparison {
			var err error
			last.comparison, err = lib.Comparison(ctx, k.ID)
			ok = err == nil
		} else {
			last.title, ok = titleOfTab(ctx, lib, k)
		}
		if k, has := t.Beside[i]; has {
			last.besideTitle, beside = titleOfTab(ctx, lib, k)
			last.beside = k
		}
		switch {
		case !ok && !beside:
			continue
		case !ok:
			last.key, last.title = last.beside, last.besideTitle
			last.beside = tabKey{}
		case !beside:
			last.beside = tabKey{}
		}
		all = append(all, last)
	}
	return all, ctx.Err()
}

// restoreTabs opens the tabs of last time; what is gone since is left out.
func (d *Desk) restoreTabs(t openTabs, then func()) {
	d.typed = t.Searches
	fetch(d.ctx, d.loop, func(ctx context.Context) ([]lastTab, error) { return lastTabs(ctx, d.lib, t) },
		func(all []lastTab, err error) {
			if err != nil && !errors.Is(err, context.Canceled) {
				d.report(err)
			}
			var pages []page
			active := 0
			for _, last := range all {
				if last.active {
					active = len(pages)
				}
				p := d.pageOfLast(last)
				if last.beside.Kind != "" {
					p = d.tabs.newPair(p, d.newPage(last.beside, last.besideTitle))
				}
				pages = append(pages, p)
			}
			d.tabs.restore(pages, active)
			if t.Pane != "" && t.Pane != paneLibrary {
				d.showPane(t.Pane)
			}
			if t.Side != "" {
				d.side.choose(t.Side)
			}
			size := d.win.Canvas().Size()
			d.events.emit("window %d %d", int(size.Width), int(size.Height))
			d.events.emit("ready")
			then()
		})
}

// pageOfLast makes the page that a tab of last time showed.
func (d *Desk) pageOfLast(last lastTab) page {
	if last.key.Kind == tabComparison {
		return d.newComparePage(last.comparison)
	}
	return d.newPage(last.key, last.title)
}

// saveSession remembers the tabs and sizes.
func (d *Desk) saveSession() {
	if d.asking {
		return
	}
	d.session.save(d.app.Preferences())
	openTabs{Tabs: d.tabs.keys(), Beside: d.tabs.beside(), Active: d.tabs.active, Pane: d.pane, Side: d.side.active(), Searches: d.typedSearches()}.save(d.app.Preferences(), d.lib.Path())
}

// typedKey takes keys that no focused widget has a use for.
func (d *Desk) typedKey(key *fyne.KeyEvent) {
	if d.menu.typedKey(key.Name) {
		return
	}
	if key.Name == fyne.KeyEscape && d.win.Canvas().Overlays().Top() == nil {
		if d.hits.leaves(d.win.Canvas().Focused()) {
			d.hits.leave()
			return
		}
		d.focusPage()
	}
}
