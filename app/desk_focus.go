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
	pane, ok := d.panes[id]
	if !ok {
		return
	}
	if before, ok := d.panes[d.pane]; ok && d.pane != id {
		before.setInView(false)
	}
	d.pane = id
	pane.setInView(true)
	d.rail.SetActive(id)
	d.paneBody.Objects = []fyne.CanvasObject{pane.object()}
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
		d.askedForList()
	}
}

func (d *Desk) toggleList() {
	d.outer.SetCollapsed(!d.outer.Collapsed())
	d.session.ListHidden = d.outer.Collapsed()
	d.askedForList()
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
	if d.panes[d.pane].search() == nil {
		d.setPane(paneLibrary)
	}
	d.win.Canvas().Focus(d.panes[d.pane].search())
}

func (d *Desk) focusList() {
	if !d.outer.Collapsed() {
		d.win.Canvas().Focus(d.panes[d.pane].keyboard())
	}
}

// nextPane moves the keyboard from the list to the text, from the text to the
// side pane and back to the list, leaving out what is collapsed or empty.
func (d *Desk) nextPane() {
	focused := d.win.Canvas().Focused()
	page, list := d.tabs.current(), d.panes[d.pane]
	side := !d.inner.Collapsed() && d.side.group != nil
	switch {
	case focused == list.keyboard() || list.search() != nil && focused == fyne.Focusable(list.search()):
		if pair := d.tabs.pairInView(); pair != nil {
			pair.goTo(leftSide)
		} else if page != nil {
			page.Focus()
		}
	case page != nil && d.tabs.onLeftSide(focused):
		d.tabs.pairInView().goTo(rightSide)
	case page != nil && side && page.Holds(focused):
		d.side.focus()
	case d.outer.Collapsed() && page != nil:
		page.Focus()
	default:
		d.focusList()
	}
}
