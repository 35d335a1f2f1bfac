package app

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// saveSearch saves what a page asks for: under a name that is asked for, or,
// of a saved search, what has changed in it.
func (d *Desk) saveSearch(p *searchPage) {
	if p.blank() || !d.canWrite() {
		return
	}
	if p.named.ID == 0 {
		d.saveSearchAs(p)
		return
	}
	p.spelled(func(query string) {
		p.field.SetQuiet(query)
		s := p.named
		s.Query, s.Order = query, p.orderChosen()
		d.updateSearch(lang.L("change search"), s, p.named, lang.L("Search saved"))
	})
}

// saveSearchAs asks for a name and saves what a page asks for under it; the
// page becomes that of the saved search.
func (d *Desk) saveSearchAs(p *searchPage) {
	name := strings.TrimRight(shorten(p.query(), 60), "*")
	p.spelled(func(query string) { d.askSearchName(p, name, db.SavedSearch{Query: query, Order: p.orderChosen()}) })
}

func (d *Desk) askSearchName(p *searchPage, name string, s db.SavedSearch) {
	d.nameSearch(lang.L("Save search"), name, func(name string) {
		s.Name = name
		var made db.SavedSearch
		d.undo.run(d.ctx, step{
			What: lang.L("save search"),
			Do: func(ctx context.Context) (err error) {
				if made.ID != 0 { // done again: the same one
					_, err = d.lib.AddSavedSearch(ctx, made)
					return err
				}
				made, err = d.lib.AddSavedSearch(ctx, s)
				return err
			},
			Undo: func(ctx context.Context) error {
				_, err := d.lib.DeleteSavedSearch(ctx, made.ID)
				return err
			},
		}, func() {
			d.saved()
			d.say(lang.L("Search saved"))
			d.events.emit("search-saved %d", made.ID)
			if p.ctx.Err() == nil {
				d.tabs.keep(p)
				p.field.SetQuiet(made.Query)
				p.adopt(made)
				d.searches.reveal(made.ID)
				d.saveSession()
			}
		})
	})
}

// renameSearch asks for another name of a saved search.
func (d *Desk) renameSearch(s db.SavedSearch) {
	if s.ID == 0 || !d.canWrite() {
		return
	}
	d.nameSearch(lang.L("Rename search"), s.Name, func(name string) {
		renamed := s
		renamed.Name = name
		d.updateSearch(lang.L("rename search"), renamed, s, lang.L("Search renamed"))
	})
}

// updateSearch stores a saved search, as one step that can be taken back.
func (d *Desk) updateSearch(what string, s, before db.SavedSearch, said string) {
	set := func(s db.SavedSearch) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.lib.UpdateSavedSearch(ctx, s)
			return err
		}
	}
	d.undo.run(d.ctx, step{What: what, Do: set(s), Undo: set(before)}, func() {
		d.saved()
		d.say(said)
		d.events.emit("search-saved %d", s.ID)
	})
}

// deleteSearch deletes a saved search; undo brings it back.
func (d *Desk) deleteSearch(s db.SavedSearch) {
	if s.ID == 0 || !d.canWrite() {
		return
	}
	d.undo.run(d.ctx, step{
		What: lang.L("delete search"),
		Do: func(ctx context.Context) (err error) {
			s, err = d.lib.DeleteSavedSearch(ctx, s.ID)
			return err
		},
		Undo: func(ctx context.Context) error {
			_, err := d.lib.AddSavedSearch(ctx, s)
			return err
		},
	}, func() {
		d.saved()
		d.say(lang.L("“{{.Name}}” deleted; undo brings it back", map[string]any{"Name": shorten(s.Name, 40)}))
		d.events.emit("search-deleted %d", s.ID)
	})
}

// nameSearch asks for the name of a search.
func (d *Desk) nameSearch(title, name string, then func(name string)) {
	field := widgets.NewField("")
	field.SetText(name)
	line := widgets.NewFormRow(lang.L("Name"), field)
	sheet := widgets.NewSheet(title, formOf(line))
	sheet.Width = 440
	sheet.Confirm = lang.L("Save")
	sheet.First = field
	sheet.OnCancel = func() { d.events.emit("sheet-closed search") }
	field.OnChanged = func(string) { line.SetError(""); sheet.Refresh() }
	sheet.OnConfirm = func() bool {
		written := oneLine(field.Text)
		if written == "" {
			line.SetError(lang.L("A saved search needs a name"))
			sheet.Refresh()
			return false
		}
		then(written)
		d.events.emit("sheet-closed search")
		return true
	}
	d.sheet("search", sheet, fields{"search.name": field})
	field.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// searchMenu is what can be done with a saved search in view.
func (d *Desk) searchMenu(p *searchPage) {
	back := fyne.NewMenuItem(lang.L("Back to what was saved"), func() {
		p.order.set(string(p.named.Order))
		p.ask(p.named.Query)
	})
	back.Disabled = p.unchanged()
	popUpUnder(d.win, p.more,
		fyne.NewMenuItem(lang.L("Rename…"), func() { d.renameSearch(p.named) }),
		fyne.NewMenuItem(lang.L("Save as another…"), func() { d.saveSearchAs(p) }),
		back, fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Delete"), func() { d.deleteSearch(p.named) }))
}

// savedGone is called when the saved search of a tab is no more: the tab goes
// with it, unless something else was typed there.
func (d *Desk) savedGone(key tabKey) {
	open, _ := d.tabs.find(key)
	p, ok := open.(*searchPage)
	if !ok {
		return
	}
	if p.unchanged() {
		d.tabs.closeKey(key)
		return
	}
	p.named, p.fresh, p.key, p.known = db.SavedSearch{}, nil, d.newSearchKey(), true
	p.draw()
	p.list.Refresh()
	d.tabs.retitle()
	d.saveSession()
}

// newSearchKey is the key of a tab for a search that is not saved: one that
// is not taken yet.
func (d *Desk) newSearchKey() tabKey {
	for id := int64(0); ; id-- {
		key := tabKey{tabSearch, id}
		if open, _ := d.tabs.find(key); open == nil {
			return key
		}
	}
}
