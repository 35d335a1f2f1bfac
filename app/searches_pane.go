package app

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
)

// recountDelay lets a burst of changes end before what is new is counted.
const recountDelay = 2 * time.Second

// searchesActions is how the list of saved searches leaves itself.
type searchesActions struct {
	open   func(id int64, keep bool)
	ask    func() // a new search
	rename func(s db.SavedSearch)
	trash  func(s db.SavedSearch)
	told   func(any bool) // all were counted; something is new in one of them
}

// searchesPane lists the saved searches with what is new in each.
type searchesPane struct {
	*kit
	act     searchesActions
	content fyne.CanvasObject
	head    *widgets.PaneHead
	list    *widgets.RowList
	empty   *widgets.EmptyState
	rows    []db.SavedSearch
	fresh   map[int64]int // groups that are new, by saved search
	reload  reloader
	rest    debounce
	counted latest
	stop    func()
}

func newSearchesPane(k *kit, act searchesActions) *searchesPane {
	p := &searchesPane{kit: k, act: act, fresh: map[int64]int{}, rest: debounce{loop: k.loop, delay: recountDelay}}
	p.reload = reloader{load: p.load}
	p.head = widgets.NewPaneHead(lang.L("Searches"))
	p.head.SetActions(widgets.NewIconButton("add", lang.L("New search (Ctrl+Shift+F)"), act.ask))
	p.list = widgets.NewRowList()
	p.list.Length = func() int { return len(p.rows) }
	p.list.Row = p.row
	p.list.OnOpen = func(id int64) { act.open(id, true) }
	p.list.OnSelect = func(id int64) { act.open(id, false) }
	p.list.OnDelete = func(ids []int64) { p.each(ids, act.trash) }
	p.list.OnSecondary = p.showMenu
	p.empty = widgets.NewEmptyState("search", lang.L("No saved searches yet"),
		lang.L("Search the texts, then save the search. It stands here and says how much is new since you looked."))
	p.empty.SetPrimary(lang.L("Search the texts"), act.ask)
	p.empty.Hide()
	p.content = widgets.NewDock(p.head, nil, nil, nil, container.NewStack(p.list, p.empty))
	p.stop = k.feed.listen(p.hear)
	p.reload.call()
	return p
}

func (p *searchesPane) hear(n db.Notice) {
	switch n.(type) {
	case db.SavedSearchChanged:
		p.reload.call()
	case db.LibraryChanged:
		p.reload.call()
		p.rest.call(p.count)
	case db.BriefChanged, db.NoteChanged, db.AnnotationChanged, db.FindingsChanged, db.ActorChanged, db.SourceChanged, db.LabelChanged:
		p.rest.call(p.count)
	}
}

// setInView implements listPane: what is new is told in the rail as well.
func (p *searchesPane) setInView(bool) {}

func (p *searchesPane) load(done func()) {
	fetch(p.ctx, p.loop, p.lib.SavedSearches, func(rows []db.SavedSearch, err error) {
		defer done()
		if err != nil {
			p.report(fmt.Errorf("read the saved searches: %w", err))
			return
		}
		p.rows = rows
		p.head.SetCount(number(len(rows)))
		setShown(p.empty, len(rows) == 0)
		setShown(p.list, len(rows) > 0)
		p.list.Refresh()
		p.events.listed("searches", len(rows))
		p.count()
	})
}

// count counts what is new, one search after the other: none of them may hold
// up what somebody waits for.
func (p *searchesPane) count() {
	p.countFrom(p.counted.next(p.ctx), p.rows, 0)
}

func (p *searchesPane) countFrom(ctx context.Context, rows []db.SavedSearch, i int) {
	if i >= len(rows) {
		p.tellFresh()
		return
	}
	s := rows[i]
	fetch(ctx, p.loop, func(ctx context.Context) (int, error) {
		return search.CountNew(ctx, p.lib, s)
	}, func(n int, err error) {
		if err == nil && p.fresh[s.ID] != n { // an error shows where the search is opened
			p.fresh[s.ID] = n
			p.list.Refresh()
			p.events.emit("new %d %d", s.ID, n)
		}
		p.countFrom(ctx, rows, i+1)
	})
}

// tellFresh tells whether anything is new at all.
func (p *searchesPane) tellFresh() {
	for _, s := range p.rows {
		if p.fresh[s.ID] > 0 {
			p.act.told(true)
			return
		}
	}
	p.act.told(false)
}

func (p *searchesPane) row(i int) widgets.RowData {
	if i >= len(p.rows) {
		return widgets.RowData{}
	}
	s := p.rows[i]
	mark := ""
	if n := p.fresh[s.ID]; n > 0 {
		mark = plural(n, "{{.N}} new", "{{.N}} new")
	}
	return widgets.RowData{ID: s.ID, Title: s.Name, Detail: s.Query, Mark: mark}
}

// savedCount is a saved search with what is new in it.
type savedCount struct {
	db.SavedSearch
	fresh int
}

func (p *searchesPane) withCounts() []savedCount {
	all := make([]savedCount, len(p.rows))
	for i, s := range p.rows {
		all[i] = savedCount{s, p.fresh[s.ID]}
	}
	return all
}

// nameOf is what a saved search is called; "" when it has not been read.
func (p *searchesPane) nameOf(id int64) string {
	for _, s := range p.rows {
		if s.ID == id {
			return s.Name
		}
	}
	return ""
}

// each calls f with the searches of some ids.
func (p *searchesPane) each(ids []int64, f func(db.SavedSearch)) {
	for _, s := range p.rows {
		if contains(ids, s.ID) {
			f(s)
		}
	}
}

func (p *searchesPane) showMenu(id int64, at fyne.Position) {
	p.each([]int64{id}, func(s db.SavedSearch) {
		rename := fyne.NewMenuItem(lang.L("Rename…"), func() { p.act.rename(s) })
		remove := fyne.NewMenuItem(lang.L("Delete"), func() { p.act.trash(s) })
		rename.Disabled, remove.Disabled = !p.canWrite(), !p.canWrite()
		popUp(p.win, at, fyne.NewMenuItem(lang.L("Open"), func() { p.act.open(id, true) }), rename, fyne.NewMenuItemSeparator(), remove)
	})
}

// reveal chooses the row of the search in view; 0: none.
func (p *searchesPane) reveal(id int64) {
	if id == 0 {
		p.list.SetSelected()
		return
	}
	p.list.SetSelected(id)
}

func (p *searchesPane) object() fyne.CanvasObject    { return p.content }
func (p *searchesPane) search() *widgets.SearchField { return nil }
func (p *searchesPane) keyboard() fyne.Focusable     { return p.list }
func (p *searchesPane) places(to put) {
	parts(to, "list.search.", p.list)
	if p.empty.Visible() {
		parts(to, "searches.", p.empty)
	}
}
