package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// actorActions is how the list of actors leaves itself.
type actorActions struct {
	open      func(id int64, keep bool)
	add       func()
	edit      func(id int64)
	merge     func(ids []int64) // one: into another that is asked for; two: into each other
	trash     func(ids []int64)
	lists     func() // import a list of actors
	export    func()
	suggested func() // the names in the texts that nobody bears yet
}

// actorsPane lists the actors.
type actorsPane struct {
	*listing[db.ActorRow]
	act   actorActions
	order db.ActorOrder
	kind  string // "": all
	stop  func()
}

func newActorsPane(k *kit, act actorActions) *actorsPane {
	p := &actorsPane{act: act, order: db.OrderName}
	p.listing = newListing(k, "actors", listingText{title: lang.L("Actors"), filter: lang.L("Filter actors"),
		showAll: lang.L("Show all actors"), failure: "read the list of actors"},
		func(r db.ActorRow) int64 { return r.Actor.ID }, actorRow, p.ask)
	p.listing.open = act.open
	more := widgets.NewIconButton("more", lang.L("Order, kinds and lists"), nil)
	more.OnTapped = func() { p.showMore(more) }
	tools := []*widgets.IconButton{more}
	empty := widgets.NewEmptyState("actors", lang.L("No actors yet"),
		lang.L("Select a name in a brief and press A, or bring in a list that you have."))
	if k.canWrite() {
		tools = append([]*widgets.IconButton{widgets.NewIconButton("add", lang.L("New actor"), act.add)}, tools...)
		empty.SetPrimary(lang.L("Import a list"), act.lists)
		empty.SetSecondary(lang.L("New actor"), act.add)
		p.list.OnDelete = act.trash
	}
	p.head.SetActions(tools...)
	p.setEmpty(empty)
	p.list.OnSecondary = p.showMenu
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.ActorChanged, db.FindingsChanged, db.LibraryChanged:
			p.changed()
		}
	})
	p.changed()
	return p
}

func (p *actorsPane) ask(filter string) query[db.ActorRow] {
	f := db.ActorFilter{Text: filter, Kind: p.kind, Order: p.order}
	return func(ctx context.Context, offset, limit int) ([]db.ActorRow, int, error) {
		f := f
		f.Offset, f.Limit = offset, limit
		return p.lib.FindActors(ctx, f)
	}
}

func actorRow(r db.ActorRow) widgets.RowData {
	fresh := ""
	if r.New > 0 {
		fresh = plural(r.New, "{{.N}} new", "{{.N}} new")
	}
	return widgets.RowData{ID: r.Actor.ID, Title: r.Actor.Name,
		Detail: joinNonEmpty(" · ", actorKindName(r.Actor.Kind), plural(r.Mentions, "{{.N}} mention", "{{.N}} mentions"), fresh)}
}

func (p *actorsPane) showMenu(id int64, at fyne.Position) {
	ids := p.chosen(id)
	open := fyne.NewMenuItem(lang.L("Open"), func() { p.act.open(id, true) })
	edit := fyne.NewMenuItem(lang.L("Edit…"), func() { p.act.edit(id) })
	merge := fyne.NewMenuItem(lang.L("Merge into…"), func() { p.act.merge(ids) })
	if len(ids) == 2 {
		merge.Label = lang.L("Merge the two…")
	}
	trash := fyne.NewMenuItem(lang.L("Move to trash"), func() { p.act.trash(ids) })
	edit.Disabled = !p.canWrite() || len(ids) > 1
	merge.Disabled = !p.canWrite() || len(ids) > 2
	trash.Disabled = !p.canWrite()
	popUp(p.win, at, open, edit, merge, fyne.NewMenuItemSeparator(), trash)
}

// showMore offers the order, the kinds that are listed, and what is done with
// whole lists.
func (p *actorsPane) showMore(near fyne.CanvasObject) {
	order := func(title string, o db.ActorOrder) *fyne.MenuItem {
		it := fyne.NewMenuItem(title, func() { p.order = o; p.rows.reset() })
		it.Checked = p.order == o
		return it
	}
	kind := func(title, k string) *fyne.MenuItem {
		it := fyne.NewMenuItem(title, func() { p.kind = k; p.rows.reset() })
		it.Checked = p.kind == k
		return it
	}
	kinds := []*fyne.MenuItem{kind(lang.L("All kinds"), ""), fyne.NewMenuItemSeparator()}
	for _, k := range db.ActorKinds {
		kinds = append(kinds, kind(actorKindName(k), k))
	}
	which := fyne.NewMenuItem(lang.L("Kind"), nil)
	which.ChildMenu = fyne.NewMenu("", kinds...)
	items := []*fyne.MenuItem{order(lang.L("By name"), db.OrderName), order(lang.L("Most mentioned first"), db.OrderMentions), which, fyne.NewMenuItemSeparator()}
	if p.canWrite() {
		items = append(items, fyne.NewMenuItem(lang.L("New names in the library…"), p.act.suggested),
			fyne.NewMenuItem(lang.L("Import actors…"), p.act.lists))
	}
	popUpUnder(p.win, near, append(items, fyne.NewMenuItem(lang.L("Export actors…"), p.act.export))...)
}

func (p *actorsPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.actor.", p.list)
	if p.empty.Visible() {
		parts(to, "actors.", p.empty)
	}
}
