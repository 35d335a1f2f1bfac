package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// briefActions is how the list of briefs leaves itself.
type briefActions struct {
	open    func(id int64, keep bool)
	details func(id int64)
	export  func(ids []int64)
	trash   func(ids []int64)
	dates   func(ids []int64) // their chronology
	mark    func(ids []int64, mark db.TLP)
	compare func(ids []int64) // two with each other, or one with another that is asked for
}

// briefsPane lists the briefs of the library.
type briefsPane struct {
	*listing[db.Brief]
	act   briefActions
	order db.BriefOrder
	stop  func()
}

func newBriefsPane(k *kit, act briefActions) *briefsPane {
	p := &briefsPane{act: act, order: db.OrderPublished}
	p.listing = newListing(k, "library", listingText{title: lang.L("Library"), filter: lang.L("Filter briefs"),
		showAll: lang.L("Show all briefs"), failure: "read the list of briefs"},
		func(b db.Brief) int64 { return b.ID }, briefRow, p.ask)
	p.listing.open = act.open
	p.drawn = func() { p.list.SetGroups(p.groups()) }
	sort := widgets.NewIconButton("more", lang.L("Order of the list"), nil)
	sort.OnTapped = func() { p.askOrder(sort) }
	p.head.SetActions(sort)
	p.list.OnDelete = act.trash
	p.list.OnSecondary = p.showMenu
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.AnnotationChanged, db.LibraryChanged:
			p.rows.call()
		}
	})
	p.rows.call()
	return p
}

func (p *briefsPane) ask(filter string) query[db.Brief] {
	f := db.BriefFilter{Text: filter, Order: p.order}
	return func(ctx context.Context, offset, limit int) ([]db.Brief, int, error) {
		f := f
		f.Offset, f.Limit = offset, limit
		return p.lib.Briefs(ctx, f)
	}
}

// groups puts a year over the first brief of it; only in the order of
// publication do years stand together.
func (p *briefsPane) groups() []widgets.RowGroup {
	if p.order != db.OrderPublished {
		return nil
	}
	var groups []widgets.RowGroup
	last := "-"
	for i, b := range p.rows.rows {
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

func briefRow(b db.Brief) widgets.RowData {
	mark := ""
	if b.Annotations > 0 {
		mark = number(b.Annotations) + " ✎"
	}
	return widgets.RowData{ID: b.ID, Title: b.Title, Detail: rowDetail(b), Mark: mark, Handling: string(b.TLP)}
}

func (p *briefsPane) showMenu(id int64, at fyne.Position) {
	ids := p.chosen(id)
	open := fyne.NewMenuItem(lang.L("Open"), func() { p.act.open(id, true) })
	details := fyne.NewMenuItem(lang.L("Edit details…"), func() { p.act.details(id) })
	details.Disabled = !p.canWrite() || len(ids) > 1
	export := fyne.NewMenuItem(lang.L("Export…"), func() { p.act.export(ids) })
	trash := fyne.NewMenuItem(lang.L("Move to trash"), func() { p.act.trash(ids) })
	trash.Disabled = !p.canWrite()
	dates := fyne.NewMenuItem(lang.L("Show chronology"), func() { p.act.dates(ids) })
	compare := fyne.NewMenuItem(lang.L("Compare with…"), func() { p.act.compare(ids) })
	if len(ids) == 2 {
		compare.Label = lang.L("Compare these two")
	}
	compare.Disabled = len(ids) > 2
	handling := handlingItem(p.canWrite(), p.marksOf(ids), func(t db.TLP) { p.act.mark(ids, t) })
	popUp(p.win, at, open, compare, details, handling, dates, export, fyne.NewMenuItemSeparator(), trash)
}

// marksOf are the handling marks of those of the briefs that have been read.
func (p *briefsPane) marksOf(ids []int64) []db.TLP {
	var marks []db.TLP
	for _, b := range p.rows.rows {
		if contains(ids, b.ID) {
			marks = append(marks, b.TLP)
		}
	}
	return marks
}

func (p *briefsPane) askOrder(near fyne.CanvasObject) {
	item := func(title string, order db.BriefOrder) *fyne.MenuItem {
		it := fyne.NewMenuItem(title, func() {
			p.order = order
			p.rows.reset()
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
