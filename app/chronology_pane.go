package app

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// chronologyActions is how the list of chronologies leaves itself.
type chronologyActions struct {
	open func(key tabKey, keep bool)
}

// chronologyPane lists the briefs whose events can be shown in order of time.
type chronologyPane struct {
	*listing[db.Brief]
	stop func()
}

func newChronologyPane(k *kit, act chronologyActions) *chronologyPane {
	p := &chronologyPane{}
	p.listing = newListing(k, "chronology", listingText{title: lang.L("Chronology"), filter: lang.L("Filter briefs"),
		showAll: lang.L("Show all briefs"), failure: "read the list of briefs"},
		func(b db.Brief) int64 { return b.ID }, briefRow, p.ask)
	p.listing.open = func(id int64, keep bool) { act.open(tabKey{tabBriefDates, id}, keep) }
	p.rows.call()
	return p
}

func (p *chronologyPane) ask(filter string) query[db.Brief] {
	return func(ctx context.Context, offset, limit int) ([]db.Brief, int, error) {
		return p.lib.Briefs(ctx, db.BriefFilter{Text: filter, Offset: offset, Limit: limit})
	}
}

func (p *chronologyPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.chronology.", p.list)
}

func (d *Desk) chronologyActions() chronologyActions {
	return chronologyActions{open: func(key tabKey, keep bool) { d.show(key, "", keep) }}
}

// chronologyPage shows events in order of time.
type chronologyPage struct {
	*notePage
}

func (d *Desk) newChronologyPage(key tabKey, title string) *chronologyPage { return &chronologyPage{} }

var _ widgets.RowData
