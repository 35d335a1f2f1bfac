package app

import "fyne.io/fyne/v2"

// railChosen shows the pane of a rail item; settings are a sheet, not a pane.
func (d *Desk) railChosen(id string) {
	if id == paneSettings {
		d.rail.SetActive(d.pane)
		d.showSettings()
		return
	}
	d.showPane(id)
}

// showPane brings a pane of the list into view and gives it the keyboard.
func (d *Desk) showPane(id string) {
	d.unfold(false)
	d.setPane(id)
	d.focusList()
}

func (d *Desk) setPane(id string) {
	panes := map[string]fyne.CanvasObject{paneLibrary: d.briefs.content, paneNotes: d.notes.content, paneTrash: d.trash.content}
	o, ok := panes[id]
	if !ok {
		return
	}
	d.pane = id
	d.rail.SetActive(id)
	d.paneBody.Objects = []fyne.CanvasObject{o}
	d.paneBody.Refresh()
	d.events.emit("pane %s", id)
}

// unfold opens the side pane, or the list, when it is collapsed.
func (d *Desk) unfold(side bool) {
	if side && d.inner.Collapsed() {
		d.inner.SetCollapsed(false)
		d.session.SideHidden = false
	}
	if !side && d.outer.Collapsed() {
		d.outer.SetCollapsed(false)
		d.session.ListHidden = false
	}
}

func (d *Desk) toggleList() {
	d.outer.SetCollapsed(!d.outer.Collapsed())
	d.session.ListHidden = d.outer.Collapsed()
	if d.outer.Collapsed() {
		d.focusPage()
	}
}

func (d *Desk) toggleSide() {
	d.inner.SetCollapsed(!d.inner.Collapsed())
	d.session.SideHidden = d.inner.Collapsed()
	if d.inner.Collapsed() {
		d.focusPage()
	}
}

func (d *Desk) showSide(id string) {
	d.unfold(true)
	d.side.choose(id)
	d.side.focus()
}

func (d *Desk) focusPage() {
	if p := d.tabs.current(); p != nil {
		p.Focus()
	} else {
		d.focusList()
	}
}

func (d *Desk) focusNotes() {
	if p, ok := d.tabs.current().(*notePage); ok {
		p.Focus()
		return
	}
	d.showSide(sideNotes)
}

func (d *Desk) focusFilter() {
	d.unfold(false)
	if d.pane == paneTrash {
		d.setPane(paneLibrary)
	}
	if d.pane == paneNotes {
		d.win.Canvas().Focus(d.notes.filter)
		return
	}
	d.win.Canvas().Focus(d.briefs.filter)
}

// listFocus is what takes the keyboard in the list's pane.
func (d *Desk) listFocus() fyne.Focusable {
	switch d.pane {
	case paneNotes:
		return d.notes.list
	case paneTrash:
		return d.trash.list
	}
	return d.briefs.list
}

func (d *Desk) focusList() {
	if !d.outer.Collapsed() {
		d.win.Canvas().Focus(d.listFocus())
	}
}

// nextPane moves the keyboard from the list to the text, from the text to the
// side pane and back to the list, leaving out what is collapsed or empty.
func (d *Desk) nextPane() {
	focused := d.win.Canvas().Focused()
	page := d.tabs.current()
	side := !d.inner.Collapsed() && d.side.brief != 0
	switch {
	case focused == d.listFocus() || focused == fyne.Focusable(d.briefs.filter) || focused == fyne.Focusable(d.notes.filter):
		if page != nil {
			page.Focus()
		}
	case d.page() != nil && focused == fyne.Focusable(d.page().reader) && side:
		d.side.focus()
	case d.outer.Collapsed() && page != nil:
		page.Focus()
	default:
		d.focusList()
	}
}
