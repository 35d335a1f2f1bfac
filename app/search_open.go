package app

import "fyne.io/fyne/v2/lang"

// searchFor opens the Search tab with a query in it and shows its results.
func (d *Desk) searchFor(typed string) {
	p := d.searchTab()
	p.ask(typed)
	p.focusField()
}

// startSearch opens the Search tab for typing. Words selected in a brief
// become its query.
func (d *Desk) startSearch() {
	words := ""
	if p := d.page(); p != nil {
		words = quotedQuery(shortSelection(p.reader.SelectedText()))
	}
	p := d.searchTab()
	if words != "" {
		p.ask(words)
	}
	p.focusField()
}

// longestSelection is how many bytes of selected words are still taken for a
// query.
const longestSelection = 200

func shortSelection(words string) string {
	if words = oneLine(words); len(words) > longestSelection {
		return ""
	}
	return words
}

// searchTab brings a tab for searching into view: the one in view, one that is
// open already, or a new one.
func (d *Desk) searchTab() *searchPage {
	if p := d.searchInView(); p != nil && p.named.ID == 0 {
		return p
	}
	if here := d.tabs.current(); here != nil {
		if _, search := here.(*searchPage); !search {
			d.cameFrom = here.Key()
		}
		d.tabs.keep(here)
	}
	var open *searchPage
	d.eachSearch(func(p *searchPage) {
		if p.named.ID == 0 {
			open = p
		}
	})
	if open != nil {
		d.tabs.bring(open.Key())
		return open
	}
	return d.show(d.newSearchKey(), "", true).(*searchPage)
}

// eachSearch calls f with the search tabs that are open.
func (d *Desk) eachSearch(f func(p *searchPage)) {
	d.tabs.each(func(p page, _ int) bool {
		if s, ok := p.(*searchPage); ok {
			f(s)
		}
		return true
	})
}

// searchInView is the search in view, or nil.
func (d *Desk) searchInView() *searchPage {
	p, _ := d.tabs.current().(*searchPage)
	return p
}

func (d *Desk) hasSearch() bool     { return d.searchInView() != nil }
func (d *Desk) canSaveSearch() bool { return d.hasSearch() && d.canWrite() }

// leaveSearch goes back to the page from which the search was called.
func (d *Desk) leaveSearch() {
	if p := d.tabs.bring(d.cameFrom); p != nil {
		p.Focus()
		return
	}
	if p := d.searchInView(); p != nil && len(p.rows) > 0 {
		p.intoList()
		return
	}
	d.focusList()
}

// openSearch shows a saved search in a tab; keep also goes to its results.
func (d *Desk) openSearch(id int64, keep bool) {
	if id == 0 {
		return
	}
	p, ok := d.show(tabKey{tabSearch, id}, d.searches.nameOf(id), keep).(*searchPage)
	if ok && keep {
		p.goIn()
	}
}

func (d *Desk) newSearchPage(key tabKey, title string) *searchPage {
	return newSearchPage(d.kit, key, title, d.takeTyped(key), searchActions{
		open:   d.openFound,
		narrow: func() { d.showSide(sideFacets) },
		beside: d.found.draw,
		save:   d.saveSearch,
		change: d.searchMenu,
		saved:  d.searches.withCounts,
		show:   func(id int64) { d.openSearch(id, true) },
		leave:  d.leaveSearch,
		keep:   d.tabs.keep,
		gone:   d.savedGone,
		typed:  d.saveSession,
	})
}

// takeTyped is what was typed in a tab of last time, once.
func (d *Desk) takeTyped(key tabKey) typedSearch {
	for i, t := range d.typed {
		if t.ID == key.ID {
			d.typed = append(d.typed[:i:i], d.typed[i+1:]...)
			return t
		}
	}
	return typedSearch{ID: key.ID}
}

// typedSearches are the searches of the tabs, for the session.
func (d *Desk) typedSearches() []typedSearch {
	all := d.typed // tabs of last time that were not opened yet
	d.eachSearch(func(p *searchPage) { all = append(all[:len(all):len(all)], p.state()) })
	return all
}

// freshCounted is told when the saved searches have been counted.
func (d *Desk) freshCounted(any bool) {
	d.rail.SetDot(paneSearch, any)
	d.eachSearch(func(p *searchPage) { p.guide.again() })
}

// stepHit goes to the next hit of what was searched, or the one before; from
// the results, to the passage chosen there. The find bar, while it is open,
// comes first.
func (d *Desk) stepHit(by int) {
	p := d.page()
	switch {
	case p != nil && p.find.content.Visible():
		p.find.step(by)
	case d.hasSearch():
		d.searchInView().openChosen(false)
	case d.hits.on:
		d.hits.step(by)
	case p != nil:
		p.find.step(by)
	default:
		d.say(lang.L("Search the texts first"))
	}
}
