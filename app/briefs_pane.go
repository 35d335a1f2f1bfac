package app

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// pageRows is how many rows of the library are read at a time, readAhead how
// many are kept read below the last one in view.
const (
	pageRows  = 200
	readAhead = 100
)

// filterDelay is how long typing in a filter must rest before it is used.
const filterDelay = 120 * time.Millisecond

// briefActions is how the list of briefs leaves itself.
type briefActions struct {
	open    func(id int64, keep bool)
	details func(id int64)
	export  func(ids []int64)
	trash   func(ids []int64)
}

// briefsPane lists the briefs of the library, read in pages: rows below what
// has been seen are not read, so that a large library opens as fast as a
// small one.
type briefsPane struct {
	*kit
	act     briefActions
	content fyne.CanvasObject
	head    *widgets.PaneHead
	filter  *widgets.SearchField
	list    *widgets.RowList
	stack   *fyne.Container
	nothing *widgets.EmptyState

	order  db.BriefOrder
	rows   []db.Brief
	total  int // that match the filter
	whole  int // in the library
	more   bool
	wanted int64 // to be chosen once it is read; 0: none
	asked  latest
	typed  debounce
	reload reloader
	stop   func()
}

func newBriefsPane(k *kit, act briefActions) *briefsPane {
	p := &briefsPane{kit: k, act: act, order: db.OrderPublished}
	p.typed = debounce{loop: k.loop, delay: filterDelay}
	p.reload = reloader{load: p.load}
	p.head = widgets.NewPaneHead(lang.L("Library"))
	sort := widgets.NewIconButton("more", lang.L("Order of the list"), nil)
	sort.OnTapped = func() { p.askOrder(sort) }
	p.head.SetActions(sort)
	p.filter = widgets.NewSearchField(lang.L("Filter briefs"))
	p.filter.OnChanged = func(string) { p.typed.call(p.reload.call) }
	p.filter.OnSubmitted = func(string) { p.openFirst() }
	p.filter.OnDown = func() { p.focusList() }
	p.list = widgets.NewRowList()
	p.list.Length = func() int { return len(p.rows) }
	p.list.Row = p.row
	p.list.OnOpen = func(id int64) { act.open(id, true) }
	p.list.OnSelect = func(id int64) { act.open(id, false) }
	p.list.OnDelete = act.trash
	p.list.OnSecondary = p.showMenu
	p.nothing = widgets.NewEmptyState("search", lang.L("Nothing found"), "")
	p.nothing.Hide()
	p.stack = container.NewStack(p.list, p.nothing)
	field := container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, p.filter)
	p.content = widgets.NewDock(stacked(p.head, field), nil, nil, nil, p.stack)
	p.stop = k.feed.listen(p.hear)
	p.reload.call()
	return p
}

func (p *briefsPane) hear(n db.Notice) {
	switch n.(type) {
	case db.BriefChanged, db.AnnotationChanged, db.LibraryChanged:
		p.reload.call()
	}
}

// briefsPage is one answer of the library.
type briefsPage struct {
	rows         []db.Brief
	total, whole int
}

// load reads the list from its top, as many rows as were read before, and
// swaps them in one step.
func (p *briefsPane) load(done func()) {
	want := max(pageRows, len(p.rows))
	filter := db.BriefFilter{Text: p.filter.Text, Order: p.order, Limit: want}
	fetch(p.ctx, p.loop, func(ctx context.Context) (briefsPage, error) {
		rows, total, err := p.lib.Briefs(ctx, filter)
		if err != nil {
			return briefsPage{}, err
		}
		counts, err := p.lib.Counts(ctx)
		return briefsPage{rows, total, counts.Briefs}, err
	}, func(got briefsPage, err error) {
		defer done()
		if err != nil {
			p.report(fmt.Errorf("read the list of briefs: %w", err))
			return
		}
		p.rows, p.total, p.whole, p.more = got.rows, got.total, got.whole, false
		p.show()
	})
}

// loadMore reads the next page when the rows in view come near the end of
// what has been read.
func (p *briefsPane) loadMore() {
	if p.more || len(p.rows) >= p.total {
		return
	}
	p.more = true
	filter := db.BriefFilter{Text: p.filter.Text, Order: p.order, Offset: len(p.rows), Limit: pageRows}
	fetch(p.asked.next(p.ctx), p.loop, func(ctx context.Context) ([]db.Brief, error) {
		rows, _, err := p.lib.Briefs(ctx, filter)
		return rows, err
	}, func(rows []db.Brief, err error) {
		if !p.more || filter.Offset != len(p.rows) {
			return // the list was read anew meanwhile
		}
		p.more = false
		if err != nil {
			p.report(fmt.Errorf("read the list of briefs: %w", err))
			return
		}
		p.rows = append(p.rows, rows...)
		p.show()
	})
}

func (p *briefsPane) show() {
	p.list.SetGroups(p.groups())
	p.list.Refresh()
	switch {
	case p.filter.Text != "" || p.total != p.whole:
		p.head.SetCount(lang.L("{{.N}} of {{.M}}", map[string]any{"N": number(p.total), "M": number(p.whole)}))
	default:
		p.head.SetCount(number(p.whole))
	}
	p.showNothing(len(p.rows) == 0)
	if p.wanted != 0 {
		p.reveal(p.wanted)
	}
	p.events.listed("library", len(p.rows))
}

func (p *briefsPane) showNothing(empty bool) {
	if !empty || p.whole == 0 {
		p.nothing.Hide()
		p.list.Show()
		return
	}
	p.nothing.SetPrimary(lang.L("Show all briefs"), func() { p.filter.SetText("") })
	p.nothing.Show()
	p.list.Hide()
}

// groups puts a year over the first brief of it; only in the order of
// publication do years stand together.
func (p *briefsPane) groups() []widgets.RowGroup {
	if p.order != db.OrderPublished {
		return nil
	}
	var groups []widgets.RowGroup
	last := "-"
	for i, b := range p.rows {
		if year := yearOf(b.Published); year != last {
			last = year
			if year == "" {
				year = lang.L("No date")
			}
			groups = append(groups, widgets.RowGroup{At: i, Title: year})
		}
	}
	return groups
}

func (p *briefsPane) row(i int) widgets.RowData {
	if i >= len(p.rows) {
		return widgets.RowData{}
	}
	if i >= len(p.rows)-readAhead && len(p.rows) < p.total && !p.more {
		p.loadMore()
	}
	b := p.rows[i]
	mark := ""
	if b.Annotations > 0 {
		mark = number(b.Annotations) + " ✎"
	}
	return widgets.RowData{ID: b.ID, Title: b.Title, Detail: rowDetail(b), Mark: mark}
}

func (p *briefsPane) openFirst() {
	if len(p.rows) > 0 {
		p.act.open(p.rows[0].ID, true)
	}
}

func (p *briefsPane) focusList() { p.win.Canvas().Focus(p.list) }

// reveal chooses the brief's row, as soon as it has been read.
func (p *briefsPane) reveal(id int64) {
	p.wanted = id
	for i, b := range p.rows {
		if b.ID == id {
			p.list.SetSelected(id)
			p.list.ScrollTo(i)
			p.wanted = 0
			return
		}
	}
	p.list.SetSelected()
}

func (p *briefsPane) showMenu(id int64, at fyne.Position) {
	ids := p.list.Selected()
	if !contains(ids, id) {
		p.list.SetSelected(id)
		ids = []int64{id}
	}
	open := fyne.NewMenuItem(lang.L("Open"), func() { p.act.open(id, true) })
	details := fyne.NewMenuItem(lang.L("Edit details…"), func() { p.act.details(id) })
	details.Disabled = !p.canWrite() || len(ids) > 1
	export := fyne.NewMenuItem(lang.L("Export…"), func() { p.act.export(ids) })
	trash := fyne.NewMenuItem(lang.L("Move to trash"), func() { p.act.trash(ids) })
	trash.Disabled = !p.canWrite()
	popUp(p.win, at, open, details, export, fyne.NewMenuItemSeparator(), trash)
}

func (p *briefsPane) askOrder(near fyne.CanvasObject) {
	item := func(title string, order db.BriefOrder) *fyne.MenuItem {
		it := fyne.NewMenuItem(title, func() {
			p.order = order
			p.rows = nil
			p.reload.call()
		})
		it.Checked = p.order == order
		return it
	}
	popUpUnder(p.win, near,
		item(lang.L("Newest published first"), db.OrderPublished),
		item(lang.L("Newest added first"), db.OrderAdded),
		item(lang.L("By title"), db.OrderTitle))
}

func contains(ids []int64, id int64) bool {
	for _, have := range ids {
		if have == id {
			return true
		}
	}
	return false
}
