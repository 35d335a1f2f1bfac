package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// Desk is the window's content for one library: it builds the panes, lays
// them out and carries what one of them says to the others. What a pane does
// is the pane's own business.
type Desk struct {
	*kit
	shell   *shell
	session *session
	lenses  *lensSet
	content fyne.CanvasObject
	cancel  context.CancelFunc

	menu     *menu
	rail     *widgets.Rail
	panes    map[string]listPane // by what the rail calls them
	briefs   *briefsPane
	actors   *actorsPane
	sources  *sourcesPane
	dates    *chronologyPane
	notes    *notesPane
	searches *searchesPane
	pairings *comparisonsPane
	trash    *trashPane
	tabs     *tabArea
	side     *sidePane
	beside   *briefSide
	about    *actorSide
	found    *searchSide
	hits     *hitWalk
	between  *compareSide
	catchUp  *catcher
	watcher  *watcher
	welcome  *welcome
	status   *statusLine
	banners  *bannerStack
	importer *importer
	exporter *exporter
	rosters  *rosters
	lookup   *lookupBox
	history  *openedLog
	keeper   *keeper

	lookupField *widgets.LookupField

	paneBody *fyne.Container
	outer    *widgets.Split  // list | rest
	inner    *widgets.Split  // middle | side
	middle   *fyne.Container // the tabs, and where one is in what was found
	pane     string
	unsaved  unsavedBanner

	folded    bool // the list gave its room to a comparison
	listAsked bool // the user wants the list as it is beside a comparison

	open       *widgets.Sheet // the sheet that was shown last
	openFields fields
	lines      string // as printed last
	counts     reloader

	typed    []typedSearch // of the search tabs of last time that are not open yet
	cameFrom tabKey        // the page from which a search was called
	asking   bool          // whether to open the tabs of last time: they stay remembered
}

func newDesk(sh *shell, lib *db.Library) *Desk {
	d := &Desk{shell: sh, session: &sh.session}
	d.kit = &kit{app: sh.app, win: sh.win, lib: lib, loop: sh.loop, events: sh.events, savers: newSavers(), labels: &labelSet{}}
	d.lenses = newLensSet(d.session, func() { d.session.save(sh.app.Preferences()) })
	d.kit.ctx, d.cancel = context.WithCancel(context.Background())
	d.kit.feed = newFeed(lib, sh.loop)
	d.status = newStatusLine(d.kit, libraryName(lib.Path()))
	d.banners = newBannerStack()
	d.kit.report = d.showTrouble
	d.kit.say = d.status.say
	d.kit.saved = func() { d.status.saved(d.loop.Now()) }
	d.kit.saving = d.showSaving
	d.kit.sheet = d.showSheet
	d.kit.names = d.suggestNames
	d.kit.follow = d.followLink
	d.kit.jobs = &jobs{loop: sh.loop, view: d.status}
	d.kit.undo = &undoStack{loop: sh.loop, report: d.showTrouble, OnMoved: d.undoMoved}
	d.importer = &importer{kit: d.kit, open: func(id int64) { d.openBrief(id, true) }}
	d.importer.many = &batches{kit: d.kit, each: d.importer.oneByOne}
	d.watcher = newWatcher(d.kit, d.session, d.banners, d.importer.paths)
	d.catchUp = newCatcher(d.kit, d.status)
	d.keeper = newKeeper(d.kit, d.banners.add)
	d.kit.backedUp = d.keeper.before
	d.rosters = &rosters{kit: d.kit, banner: d.banners.add}
	d.importer.lists = d.rosters.open
	d.exporter = &exporter{kit: d.kit, banner: d.banners.add}
	d.lookup = newLookupBox(d.kit, d.lookupActions())
	d.history = newOpenedLog(d.kit, d.lookup.index.reorder)
	d.build()
	d.menu = newMenu(d)
	d.events.places = func(p put) { d.places(p); d.printLines() }
	d.kit.undo.OnChange = d.menu.refresh
	d.feed.listen(d.hear)
	d.counts = reloader{load: d.loadCounts}
	return d
}

// build makes the panes and lays them out.
func (d *Desk) build() {
	d.welcome = newWelcome(d)
	d.lookupField = d.newLookupField()
	d.tabs = newTabArea(d.win, d.welcome.content, d.lookupField)
	d.tabs.onActive = d.activated
	d.briefs = newBriefsPane(d.kit, briefActions{
		open:    d.openBrief,
		details: d.editDetails,
		export:  func(ids []int64) { d.exporter.ask(d.scopeOf(ids)) },
		trash:   d.trashBriefs,
		dates:   d.showDatesOf,
		mark:    d.markBriefs,
		compare: d.compareChosen,
	})
	d.notes = newNotesPane(d.kit, noteActions{open: d.openNote, add: d.newNote, trash: d.trashNotes})
	d.pairings = newComparisonsPane(d.kit, func(c db.Comparison) { d.compare(c.Left, c.Right) })
	d.trash = newTrashPane(d.kit)
	d.actors = newActorsPane(d.kit, d.actorActions())
	d.sources = newSourcesPane(d.kit, d.sourceActions())
	d.dates = newChronologyPane(d.kit, d.chronologyActions())
	d.searches = newSearchesPane(d.kit, searchesActions{
		open:   d.openSearch,
		ask:    d.startSearch,
		rename: d.renameSearch,
		trash:  d.deleteSearch,
		told:   d.freshCounted,
	})
	d.panes = map[string]listPane{paneLibrary: d.briefs, paneActors: d.actors, paneSources: d.sources,
		paneChronology: d.dates, paneNotes: d.notes, paneSearch: d.searches, paneCompare: d.pairings, paneTrash: d.trash}
	d.side = newSidePane(d.kit)
	d.beside = newBriefSide(d.kit, d.side, markActions{
		reveal: d.revealMark,
		back:   d.focusPage,
	}, func() { d.withPage((*briefPage).quoteIntoNotes) })
	d.about = newActorSide(d.kit, d.side, d.openAt, func(id int64) { d.show(tabKey{tabActorDates, id}, "", true) })
	d.found = newSearchSide(d.kit, d.side)
	d.hits = newHitWalk(d)
	d.between = newCompareSide(d.kit, d.side, compareActions{back: d.focusPage, marks: d.beside.annotations})
	d.rail = widgets.NewRail(railItems()...)
	d.rail.OnSelect = d.railChosen
	d.paneBody = container.NewStack()
	d.layOut()
}

func (d *Desk) layOut() {
	list := widgets.NewGround(widgets.GroundSurface, d.paneBody)
	d.middle = widgets.NewDock(nil, d.hits.content, nil, nil, d.tabs.content)
	d.inner = widgets.NewSplit(true, d.middle, d.side.content)
	d.inner.Hold = widgets.HoldTrailing
	d.inner.SetMin(420, 220)
	d.inner.SetOffset(d.session.SideWidth)
	d.inner.SetCollapsed(d.session.SideHidden)
	d.inner.OnChanged = func(w float32) { d.session.SideWidth = w }
	d.inner.OnCollapsed = func(off bool) { d.session.SideHidden = off }
	d.outer = widgets.NewSplit(true, list, d.inner)
	d.outer.Hold = widgets.HoldLeading
	d.outer.SetMin(180, 640)
	d.outer.SetOffset(d.session.ListWidth)
	d.outer.SetCollapsed(d.session.ListHidden)
	d.outer.OnChanged = func(w float32) { d.session.ListWidth = w }
	d.outer.OnCollapsed = func(off bool) { d.session.ListHidden = off }
	frame := widgets.NewDock(d.banners.content, d.status.content, d.rail, nil, d.outer)
	d.banners.onChange = frame.Refresh
	d.content = container.New(&watched{onResize: d.resized}, frame)
	d.setPane(paneLibrary)
}

// begin loads what the library remembers and opens the tabs of last time;
// then is called when they are open.
func (d *Desk) begin(then func()) {
	if !d.canWrite() {
		d.banners.add(widgets.NewBanner(widgets.BannerInfo, lang.L("This library is open for reading only."),
			lang.L("Nothing in it can change."), lang.L("To write, make its file and folder writable and open it again.")))
	}
	d.counts.call()
	d.lookup.index.load()
	d.catchUp.call()
	d.keeper.begin()
	d.watcher.watch()
	d.loadLabels(func() {
		tabs, ended := loadTabs(d.app.Preferences(), d.lib.Path()), d.shell.before
		d.shell.before = nil
		if ended == nil || len(tabs.Tabs) == 0 {
			d.restoreTabs(tabs, then)
			return
		}
		d.asking = true
		d.askToReopen(ended, len(tabs.Tabs), func(reopen bool) {
			d.asking = false
			if !reopen {
				tabs = openTabs{}
			}
			d.restoreTabs(tabs, then)
		})
	})
}

func (d *Desk) hear(n db.Notice) {
	switch n.(type) {
	case db.LabelChanged:
		d.loadLabels(nil)
	case db.LibraryChanged:
		d.loadLabels(nil)
	}
	d.counts.call()
}

func (d *Desk) loadLabels(then func()) {
	fetch(d.ctx, d.loop, d.lib.Labels, func(all []db.Label, err error) {
		if err != nil {
			d.report(err)
		} else {
			d.labels.set(all)
		}
		if then != nil {
			then()
		}
	})
}

func (d *Desk) loadCounts(done func()) {
	fetch(d.ctx, d.loop, d.lib.Counts, func(c db.Counts, err error) {
		defer done()
		if err != nil {
			return // the pane that needs them says so
		}
		d.status.counts(c)
		d.welcome.show(c.Briefs)
	})
}

// hasTab, hasBrief, hasNote and canEditBrief say which commands make sense.
func (d *Desk) hasTab() bool       { return d.tabs.current() != nil }
func (d *Desk) hasBrief() bool     { return d.page() != nil }
func (d *Desk) canEditBrief() bool { return d.hasBrief() && d.canWrite() }
func (d *Desk) canEditMark() bool  { return d.canEditBrief() }
func (d *Desk) hasNote() bool      { return d.note() != nil }

// page is the brief page in view, or nil.
func (d *Desk) page() *briefPage {
	p, _ := d.tabs.current().(*briefPage)
	return p
}

func (d *Desk) withPage(f func(*briefPage)) {
	if p := d.page(); p != nil {
		f(p)
	}
}

// currentBrief is the id of the brief in view, or 0.
func (d *Desk) currentBrief() int64 {
	if p := d.page(); p != nil {
		return p.id
	}
	return 0
}

// note is the editor that commands about notes act on: the free note in
// view, or the notes of the brief in view.
func (d *Desk) note() *noteEditor {
	if p, ok := d.tabs.current().(*notePage); ok {
		return p.noteEditor
	}
	if d.side == nil {
		return nil
	}
	switch d.side.group {
	case sideGroup(d.about):
		return d.about.notes
	case sideGroup(d.between):
		return d.between.notes
	}
	return d.beside.notes
}

// flush saves every text on the calling goroutine.
func (d *Desk) flush() error { return d.savers.flushAll(context.Background()) }

// end closes the desk for good: words are saved already (flush), now the
// session, then the library.
func (d *Desk) end() error {
	d.lookup.hide()
	d.history.shown(nil)
	d.saveSession()
	d.showBeside(nil)
	d.tabs.closeAll()
	d.feed.close()
	d.keeper.timer()
	d.loop.settleWrites()
	d.cancel()
	d.loop.Wait()
	return d.lib.Close()
}
