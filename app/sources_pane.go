package app

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// sourceActions is how the list of sources leaves itself.
type sourceActions struct {
	open func(id int64, keep bool)
}

// sourcesPane lists the sources that the briefs of the library cite.
type sourcesPane struct {
	*listing[db.Source]
	stop func()
}

func newSourcesPane(k *kit, act sourceActions) *sourcesPane {
	p := &sourcesPane{}
	p.listing = newListing(k, "sources", listingText{title: lang.L("Sources"), filter: lang.L("Filter sources"),
		showAll: lang.L("Show all sources"), failure: "read the list of sources"},
		func(s db.Source) int64 { return s.ID }, sourceRow, p.ask)
	p.listing.open = act.open
	p.setEmpty(widgets.NewEmptyState("sources", lang.L("No sources yet"), lang.L("What the briefs cite in brackets stands here.")))
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.SourceChanged, db.FindingsChanged, db.LibraryChanged:
			p.rows.call()
		}
	})
	p.rows.call()
	return p
}

func (p *sourcesPane) ask(filter string) query[db.Source] {
	return func(ctx context.Context, offset, limit int) ([]db.Source, int, error) {
		return p.lib.Sources(ctx, db.SourceFilter{Text: filter, Offset: offset, Limit: limit})
	}
}

func sourceRow(s db.Source) widgets.RowData {
	return widgets.RowData{ID: s.ID, Title: s.Name, Mark: s.Reliability,
		Detail: joinNonEmpty(" · ", sourceKindName(s.Kind), plural(s.Citations, "{{.N}} citation", "{{.N}} citations"))}
}

func (p *sourcesPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.source.", p.list)
}

func (d *Desk) sourceActions() sourceActions {
	return sourceActions{open: d.openSource}
}

// openSource shows a source in a tab.
func (d *Desk) openSource(id int64, keep bool) { d.show(tabKey{tabSource, id}, "", keep) }

// sourcePage shows one source.
type sourcePage struct {
	*notePage
	id int64
}

func (d *Desk) newSourcePage(id int64, title string) *sourcePage { return &sourcePage{id: id} }
