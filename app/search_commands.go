package app

import "fyne.io/fyne/v2"

func searchCommands() []Command {
	return []Command{
		{ID: "search", Title: "Search the texts…", Menu: MenuEdit, Key: fyne.KeyF, Mod: Ctrl | Shift, separated: true, run: func(d *Desk) { d.startSearch() }},
		{ID: "search.next", Title: "Next hit", Menu: MenuEdit, Key: fyne.KeyF3, run: func(d *Desk) { d.stepHit(1) }},
		{ID: "search.previous", Title: "Previous hit", Menu: MenuEdit, Key: fyne.KeyF3, Mod: Shift, run: func(d *Desk) { d.stepHit(-1) }},
		{ID: "search.save", Title: "Save the search…", Menu: MenuEdit, enabled: (*Desk).canSaveSearch, run: func(d *Desk) { d.saveSearch(d.searchInView()) }},
		{ID: "search.narrow", Title: "Narrow down what was found", Menu: MenuEdit, enabled: (*Desk).hasSearch, run: func(d *Desk) { d.showSide(sideFacets) }},
	}
}
