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

// wholeLibrary is the row of the chronology of all briefs: it is no brief's id.
const wholeLibrary = -1

// chronologyPane lists the briefs that have events, below a row for all of
// them.
type chronologyPane struct {
	*listing[db.BriefEvents]
	rest debounce
	stop func()

	// The briefs of the chronologies that were asked for of several: they are
	// tabs with ids of their own, gone with the window.
	picked map[int64][]int64
}

func newChronologyPane(k *kit, act chronologyActions) *chronologyPane {
	p := &chronologyPane{picked: map[int64][]int64{}, rest: debounce{loop: k.loop, delay: lensDelay}}
	p.listing = newListing(k, "chronology", listingText{title: lang.L("Chronology"), filter: lang.L("Filter briefs"),
		showAll: lang.L("Show all briefs"), failure: "read the list of chronologies"},
		func(r db.BriefEvents) int64 { return r.Brief.ID }, chronologyRow, p.ask)
	p.listing.open = func(id int64, keep bool) { act.open(chronologyKey(id), keep) }
	p.drawn = p.count
	p.setEmpty(widgets.NewEmptyState("timeline", lang.L("No dated statements yet"),
		lang.L("Sentences with a date stand here once their briefs are read.")))
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.FindingsChanged, db.LibraryChanged:
			if p.rest.cancel == nil { // else it is about to be read
				p.rest.call(p.changed)
			}
		}
	})
	p.changed()
	return p
}

func chronologyKey(row int64) tabKey {
	if row == wholeLibrary {
		return tabKey{Kind: tabChronology}
	}
	return tabKey{tabBriefDates, row}
}

// ask puts the row of the whole library before the first brief, as long as no
// filter is set and there is anything at all.
func (p *chronologyPane) ask(filter string) query[db.BriefEvents] {
	return func(ctx context.Context, offset, limit int) ([]db.BriefEvents, int, error) {
		f := db.BriefFilter{Text: filter, Offset: offset, Limit: limit}
		if filter != "" {
			return p.lib.BriefsWithEvents(ctx, f)
		}
		if offset > 0 {
			f.Offset--
			rows, total, err := p.lib.BriefsWithEvents(ctx, f)
			return rows, total + 1, err
		}
		rows, total, err := p.lib.BriefsWithEvents(ctx, f)
		if err != nil || total == 0 {
			return rows, total, err
		}
		all := db.BriefEvents{Brief: db.Brief{ID: wholeLibrary}}
		all.EventCounts, err = p.lib.CountEvents(ctx, db.EventFilter{})
		return append([]db.BriefEvents{all}, rows[:min(len(rows), limit-1)]...), total + 1, err
	}
}

// count puts the number of briefs into the head, without the first row.
func (p *chronologyPane) count() {
	if p.filter.Text == "" && p.rows.total > 0 {
		p.whole = p.rows.total - 1
		p.head.SetCount(number(p.whole))
	}
}

func chronologyRow(r db.BriefEvents) widgets.RowData {
	title, detail := r.Brief.Title, eventCounts(r.EventCounts)
	if r.Brief.ID == wholeLibrary {
		title = lang.L("Whole library")
	}
	return widgets.RowData{ID: r.Brief.ID, Title: title, Detail: detail, Handling: string(r.Brief.TLP)}
}

// eventCounts says how many events there are: "5 kept · 12 suggested".
func eventCounts(n db.EventCounts) string {
	kept, suggested := "", ""
	if n.Kept > 0 {
		kept = lang.L("{{.N}} kept", map[string]any{"N": number(n.Kept)})
	}
	if n.Suggested > 0 {
		suggested = lang.L("{{.N}} suggested", map[string]any{"N": number(n.Suggested)})
	}
	return joinNonEmpty(" · ", kept, suggested)
}

// pick makes a tab key for the chronology of several briefs: the same as long
// as the same are asked for.
func (p *chronologyPane) pick(ids []int64) tabKey {
	for id, have := range p.picked {
		if sameIDs(have, ids) {
			return tabKey{tabChronology, id}
		}
	}
	id := -1 - int64(len(p.picked))
	p.picked[id] = ids
	return tabKey{tabChronology, id}
}

func sameIDs(a, b []int64) bool {
	for _, id := range a {
		if !contains(b, id) {
			return false
		}
	}
	return len(a) == len(b)
}

// revealPage chooses the row of the chronology in view.
func (p *chronologyPane) revealPage(v page) {
	row := int64(0)
	if c, ok := v.(*chronologyPage); ok {
		switch c.key {
		case tabKey{Kind: tabChronology}:
			row = wholeLibrary
		case tabKey{tabBriefDates, c.key.ID}:
			row = c.key.ID
		}
	}
	p.reveal(row)
}

func (p *chronologyPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.chronology.", p.list)
}
