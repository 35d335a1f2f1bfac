package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// sourceActions is how what shows sources leaves itself.
type sourceActions struct {
	open   func(id int64, keep bool)
	openAt func(brief int64, start, end int)
	review func()           // the pairs that may be one source
	gone   func(key tabKey) // the source is no more
	keep   func(p page)     // something was done here: the tab stays
}

// sourcesPane lists the sources that the briefs of the library cite.
type sourcesPane struct {
	*listing[db.Source]
	act   sourceActions
	order db.SourceOrder
	offer *fyne.Container // the line about pairs that may be one source
	pairs *sourcePairs
	stop  func()
}

func newSourcesPane(k *kit, act sourceActions) *sourcesPane {
	p := &sourcesPane{act: act}
	p.listing = newListing(k, "sources", listingText{title: lang.L("Sources"), filter: lang.L("Filter sources"),
		showAll: lang.L("Show all sources"), failure: "read the list of sources"},
		func(s db.Source) int64 { return s.ID }, sourceRow, p.ask)
	p.listing.open = act.open
	p.setEmpty(widgets.NewEmptyState("sources", lang.L("No sources yet"), lang.L("What the briefs cite in brackets stands here.")))
	sort := widgets.NewIconButton("more", lang.L("Order of the list"), nil)
	sort.OnTapped = func() { p.askOrder(sort) }
	p.head.SetActions(sort)
	p.list.OnSecondary = p.showMenu
	p.offer = container.NewStack()
	p.offer.Hide()
	// The line stands between the filter and the rows.
	p.stack.Objects[0] = widgets.NewDock(p.offer, nil, nil, nil, p.list)
	p.pairs = newSourcePairs(k, p.drawOffer)
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.SourceChanged, db.FindingsChanged, db.LibraryChanged:
			p.changed()
		}
	})
	p.changed()
	return p
}

func (p *sourcesPane) ask(filter string) query[db.Source] {
	f := db.SourceFilter{Text: filter, Order: p.order}
	return func(ctx context.Context, offset, limit int) ([]db.Source, int, error) {
		f := f
		f.Offset, f.Limit = offset, limit
		return p.lib.Sources(ctx, f)
	}
}

func sourceRow(s db.Source) widgets.RowData {
	kind := ""
	if s.Kind != db.SourceUnknown {
		kind = sourceKindName(s.Kind)
	}
	return widgets.RowData{ID: s.ID, Title: s.Name, Mark: s.Reliability,
		Detail: joinNonEmpty(" · ", kind, plural(s.Citations, "{{.N}} citation", "{{.N}} citations"))}
}

func (p *sourcesPane) askOrder(near fyne.CanvasObject) {
	item := func(title string, order db.SourceOrder) *fyne.MenuItem {
		it := fyne.NewMenuItem(title, func() {
			p.order = order
			p.rows.reset()
		})
		it.Checked = p.order == order
		return it
	}
	popUpUnder(p.win, near, item(lang.L("By name"), db.SourcesByName), item(lang.L("Most cited first"), db.SourcesByCount))
}

func (p *sourcesPane) showMenu(id int64, at fyne.Position) {
	p.list.SetSelected(id)
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Open"), func() { p.act.open(id, true) })}
	for _, s := range p.rows.rows {
		if s.ID == id && p.canWrite() {
			items = append(items, p.sourceItems(s, p.act.open)...)
		}
	}
	popUp(p.win, at, items...)
}

// drawOffer shows how many pairs may be one source, if there are any.
func (p *sourcesPane) drawOffer(n int) {
	shown := n > 0 && p.canWrite()
	if shown {
		words := widgets.NewText(plural(n, "{{.N}} pair may be one source", "{{.N}} pairs may be one source"), widgets.TextStyle{Size: look.SmallSize, Quiet: true})
		line := container.New(row{gap: look.Space8, grow: 0}, words, widgets.NewTextLink(lang.L("Review…"), p.act.review))
		p.offer.Objects = []fyne.CanvasObject{container.New(insets{0, look.Space12, look.Space8, look.Space12}, line)}
	}
	setShown(p.offer, shown)
	p.offer.Refresh()
	p.content.Refresh()
	p.events.emit("source-pairs %d", n)
}

// setInView implements listPane.
func (p *sourcesPane) setInView(on bool) {
	p.listing.setInView(on)
	p.pairs.setInView(on)
}

func (p *sourcesPane) places(to put) {
	whole(to, "list.filter", p.filter)
	whole(to, "list.pairs", p.offer)
	parts(to, "list.source.", p.list)
}

func (d *Desk) sourceActions() sourceActions {
	return sourceActions{open: d.openSource, openAt: d.openAt, review: d.reviewSources, gone: d.tabs.closeKey, keep: d.tabs.keep}
}

// openSource shows a source in a tab.
func (d *Desk) openSource(id int64, keep bool) { d.show(tabKey{tabSource, id}, "", keep) }
