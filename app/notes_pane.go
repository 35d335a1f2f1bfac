package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// noteActions is how the list of notes leaves itself.
type noteActions struct {
	open  func(n db.Note, keep bool)
	add   func()
	trash func(ids []int64)
}

// notesPane lists the free notes, those about no brief in particular.
type notesPane struct {
	*kit
	act     noteActions
	content fyne.CanvasObject
	head    *widgets.PaneHead
	filter  *widgets.SearchField
	list    *widgets.RowList
	empty   *widgets.EmptyState
	rows    []db.Note
	typed   debounce
	reload  reloader
	stop    func()
}

func newNotesPane(k *kit, act noteActions) *notesPane {
	p := &notesPane{kit: k, act: act}
	p.typed = debounce{loop: k.loop, delay: filterDelay}
	p.reload = reloader{load: p.load}
	p.head = widgets.NewPaneHead(lang.L("Free notes"))
	if k.canWrite() {
		p.head.SetActions(widgets.NewIconButton("add", lang.L("New note"), act.add))
	}
	p.filter = widgets.NewSearchField(lang.L("Filter notes"))
	p.filter.OnChanged = func(string) { p.typed.call(p.reload.call) }
	p.list = widgets.NewRowList()
	p.list.Length = func() int { return len(p.rows) }
	p.list.Row = p.row
	p.list.OnOpen = func(id int64) { p.open(id, true) }
	p.list.OnSelect = func(id int64) { p.open(id, false) }
	p.list.OnDelete = act.trash
	p.list.OnSecondary = p.showMenu
	p.filter.OnDown = func() { p.win.Canvas().Focus(p.list) }
	p.empty = widgets.NewEmptyState("notes", lang.L("No notes yet"), lang.L("Notes about one brief stand beside it. Free notes are for what runs across briefs."))
	if k.canWrite() {
		p.empty.SetPrimary(lang.L("New note"), act.add)
	}
	p.empty.Hide()
	field := container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, p.filter)
	p.content = widgets.NewDock(stacked(p.head, field), nil, nil, nil, container.NewStack(p.list, p.empty))
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n := n.(type) {
		case db.NoteChanged:
			if n.BriefID == 0 {
				p.reload.call()
			}
		case db.LibraryChanged:
			p.reload.call()
		}
	})
	p.reload.call()
	return p
}

func (p *notesPane) load(done func()) {
	free := int64(0)
	filter := db.NoteFilter{BriefID: &free, Text: p.filter.Text}
	fetch(p.ctx, p.loop, func(ctx context.Context) ([]db.Note, error) {
		return p.lib.Notes(ctx, filter)
	}, func(rows []db.Note, err error) {
		defer done()
		if err != nil {
			p.report(fmt.Errorf("read the list of notes: %w", err))
			return
		}
		p.rows = rows
		p.list.Refresh()
		p.head.SetCount(number(len(rows)))
		setShown(p.empty, len(rows) == 0 && p.filter.Text == "")
		setShown(p.list, len(rows) > 0 || p.filter.Text != "")
		p.events.listed("notes", len(rows))
	})
}

func (p *notesPane) row(i int) widgets.RowData {
	if i >= len(p.rows) {
		return widgets.RowData{}
	}
	n := p.rows[i]
	return widgets.RowData{ID: n.ID, Title: noteTitle(n), Detail: joinNonEmpty(" · ", n.ChangedAt.Local().Format("2 Jan 2006 15:04"), shorten(n.Body, 60)), Handling: string(n.Handling)}
}

func (p *notesPane) open(id int64, keep bool) {
	for _, n := range p.rows {
		if n.ID == id {
			p.act.open(n, keep)
		}
	}
}

func (p *notesPane) showMenu(id int64, at fyne.Position) {
	ids := p.list.Selected()
	if !contains(ids, id) {
		ids = []int64{id}
	}
	trash := fyne.NewMenuItem(lang.L("Move to trash"), func() { p.act.trash(ids) })
	trash.Disabled = !p.canWrite()
	popUp(p.win, at, fyne.NewMenuItem(lang.L("Open"), func() { p.open(id, true) }), trash)
}

// noteTitle is a note's title, or its first words.
func noteTitle(n db.Note) string {
	if n.Title != "" {
		return n.Title
	}
	if t := shorten(n.Body, 48); t != "" {
		return t
	}
	return lang.L("Untitled note")
}

func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}
