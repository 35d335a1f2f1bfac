package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
)

// listPane is what the rail brings into the place of the list.
type listPane interface {
	object() fyne.CanvasObject
	search() *widgets.SearchField // nil: it has none
	keyboard() fyne.Focusable     // its list
	setInView(on bool)            // nothing that takes long is read for a pane that nobody sees
	places(p put)
}

// The panes that the rail chooses from.
const (
	paneLibrary    = "library"
	paneActors     = "actors"
	paneSources    = "sources"
	paneChronology = "chronology"
	paneNotes      = "notes"
	paneSearch     = "search"
	paneCompare    = "comparisons"
	paneTrash      = "trash"
	paneSettings   = "settings"
)

// railItems are the rail's, in its order; the keys are those of the command
// table.
func railItems() []widgets.RailItem {
	return []widgets.RailItem{
		{ID: paneLibrary, Icon: "library", Tip: lang.L("Library (Ctrl+1)")},
		{ID: paneActors, Icon: "actors", Tip: lang.L("Actors (Ctrl+2)")},
		{ID: paneSources, Icon: "sources", Tip: lang.L("Sources (Ctrl+3)")},
		{ID: paneChronology, Icon: "recent", Tip: lang.L("Chronology (Ctrl+4)")},
		{ID: paneNotes, Icon: "notes", Tip: lang.L("Free notes (Ctrl+5)")},
		{ID: paneSearch, Icon: "search", Tip: lang.L("Searches (Ctrl+6)")},
		{ID: paneCompare, Icon: "compare", Tip: lang.L("Comparisons (Ctrl+8)")},
		{ID: paneTrash, Icon: "trash", Tip: lang.L("Trash (Ctrl+7)")},
		{ID: paneSettings, Icon: "settings", Tip: lang.L("Settings (Ctrl+,)"), Bottom: true},
	}
}

// setInView implements listPane: the list is read a page at a time from an
// index, completes links and gives titles to others.
func (p *briefsPane) setInView(bool) {}

func (p *briefsPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.brief.", p.list)
}

// setInView implements listPane: the list is small, and completes links.
func (p *notesPane) setInView(bool) {}

func (p *notesPane) object() fyne.CanvasObject    { return p.content }
func (p *notesPane) search() *widgets.SearchField { return p.filter }
func (p *notesPane) keyboard() fyne.Focusable     { return p.list }
func (p *notesPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.note.", p.list)
}

// setInView implements listPane: the list is small.
func (p *trashPane) setInView(bool) {}

func (p *trashPane) object() fyne.CanvasObject    { return p.content }
func (p *trashPane) search() *widgets.SearchField { return nil }
func (p *trashPane) keyboard() fyne.Focusable     { return p.list }
