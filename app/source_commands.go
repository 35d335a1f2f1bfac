package app

import "fyne.io/fyne/v2"

func sourceCommands() []Command {
	return []Command{
		{ID: "side.sources", Title: "Sources of the brief", Menu: MenuView, Key: fyne.Key4, Mod: Alt, run: func(d *Desk) { d.showSide(sideSources) }},
		{ID: "passage.single", Title: "Next single-source passage", Menu: MenuGo, Key: fyne.KeyS, Mod: Alt | Shift, separated: true, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().nextSingleSource(1) }},
		{ID: "check.next", Title: "Next check", Menu: MenuGo, Key: fyne.KeyK, Mod: Alt | Shift, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.nextCheck() }},
		{ID: "source.edit", Title: "Edit source…", Menu: MenuSource, enabled: (*Desk).canEditSource, run: func(d *Desk) { d.source().edit() }},
		{ID: "source.merge", Title: "Merge source into…", Menu: MenuSource, enabled: (*Desk).canEditSource, run: func(d *Desk) { d.source().merge() }},
		{ID: "source.review", Title: "Sources that may be the same…", Menu: MenuSource, enabled: (*Desk).canWrite, run: func(d *Desk) { d.reviewSources() }},
	}
}

// source is the page of a source in view, or nil.
func (d *Desk) source() *sourcePage {
	p, _ := d.tabs.current().(*sourcePage)
	return p
}

func (d *Desk) canEditSource() bool {
	p := d.source()
	return p != nil && p.loaded && d.canWrite()
}
