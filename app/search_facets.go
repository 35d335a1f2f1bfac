package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// sideFacets is the face beside a search: what the results share.
const sideFacets = "facets"

// sharedFields are the fields that narrow a query by a value of each section.
var sharedFields = []string{"pub", "year", "actor", "label"}

// facetState is what the results of a page share.
type facetState struct {
	found db.TextFacets
	known bool
	busy  bool
	asked latest
}

// countShared counts what the results on show share, in the background.
func (p *searchPage) countShared() {
	where := p.results.Query.Where
	if where == nil || len(p.rows) == 0 {
		p.shared.asked.stop()
		p.shared.found, p.shared.known, p.shared.busy = db.TextFacets{}, false, false
		p.act.beside(p)
		return
	}
	p.shared.busy = true
	p.act.beside(p)
	fetch(p.shared.asked.next(p.ctx), p.loop, func(ctx context.Context) (db.TextFacets, error) {
		return p.lib.FindTextFacets(ctx, db.TextQuery{Where: where, Order: db.TextByDate})
	}, func(found db.TextFacets, err error) {
		p.shared.busy = false
		if err != nil {
			p.report(fmt.Errorf("count what was found: %w", err))
		} else {
			p.shared.found, p.shared.known = found, true
			p.events.emit("facets %d", len(found.Publications)+len(found.Years)+len(found.Actors)+len(found.Labels))
		}
		p.act.beside(p)
	})
}

// sharedSections are what the list beside the page shows. What the query is
// narrowed by already stays in it, though it may not be counted.
func (p *searchPage) sharedSections() []widgets.FacetSection {
	found := p.shared.found
	return []widgets.FacetSection{
		p.sharedSection(lang.L("Publication"), sharedFields[0], found.Publications),
		p.sharedSection(lang.L("Year"), sharedFields[1], found.Years),
		p.sharedSection(lang.L("Actor"), sharedFields[2], found.Actors),
		p.sharedSection(lang.L("Label"), sharedFields[3], found.Labels),
	}
}

func (p *searchPage) sharedSection(title, name string, found []db.Facet) widgets.FacetSection {
	s := widgets.FacetSection{Title: title}
	for _, f := range found {
		_, on := hasFilter(p.field.Text, name, f.Name)
		s.Values = append(s.Values, widgets.FacetValue{ID: f.Name, Name: f.Name, Count: number(f.Briefs), Active: on})
	}
	return s
}

// toggleShared narrows the query by a value, or takes that back. The field
// always tells the truth.
func (p *searchPage) toggleShared(section int, id string) {
	if section < 0 || section >= len(sharedFields) {
		return
	}
	p.act.keep(p)
	p.spelled(func(query string) {
		p.ask(toggleFilter(query, sharedFields[section], id))
		p.events.emit("narrowed %s", p.query())
	})
}

// searchSide is what stands beside a search: what its results share.
type searchSide struct {
	*kit
	pane    *sidePane
	page    *searchPage // nil: no search is in view
	content fyne.CanvasObject
	list    *widgets.FacetList
	empty   *widgets.EmptyState
}

func newSearchSide(k *kit, pane *sidePane) *searchSide {
	s := &searchSide{kit: k, pane: pane, list: widgets.NewFacetList()}
	s.list.OnToggle = func(section int, id string) {
		if s.page != nil {
			s.page.toggleShared(section, id)
		}
	}
	s.empty = widgets.NewEmptyState("filter", lang.L("Nothing to narrow down"),
		lang.L("The publications, years, actors and labels of what was found are counted here."))
	s.content = container.NewStack(s.list, s.empty)
	return s
}

// show brings what the results of a page share into view.
func (s *searchSide) show(p *searchPage) {
	if s.page != p {
		s.page = p
		s.pane.show(s, p.Key())
	}
	s.draw(p)
}

// draw shows the counts of a page, if it is the one in view.
func (s *searchSide) draw(p *searchPage) {
	if s.page != p {
		return
	}
	shown := len(p.rows) > 0
	if p.shared.known || !shown {
		s.list.SetSections(p.sharedSections())
	}
	s.list.SetBusy(p.shared.busy)
	setShown(s.list, shown)
	setShown(s.empty, !shown)
}

// faces implements sideGroup.
func (s *searchSide) faces() []sideFace {
	return []sideFace{{sideFacets, lang.L("Narrow down"), func() fyne.CanvasObject { return s.content }, s.focus, func(p put) { parts(p, "facet.", s.list) }}}
}

func (s *searchSide) focus() bool {
	if !s.list.Visible() {
		return false
	}
	s.whenDrawn(s.list, func() { s.win.Canvas().Focus(s.list) })
	return true
}

// leave implements sideGroup.
func (s *searchSide) leave() { s.page = nil }
