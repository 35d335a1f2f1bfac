package app

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// trashPane lists what was deleted. Everything in it can be restored until
// the trash is emptied, which is the only real delete and asks first.
type trashPane struct {
	*kit
	content *fyne.Container
	head    *widgets.PaneHead
	list    *widgets.RowList
	empty   *widgets.EmptyState
	restore *widgets.Button
	clear   *widgets.Button
	foot    fyne.CanvasObject
	rows    []db.Trashed
	reload  reloader
	stop    func()
}

func newTrashPane(k *kit) *trashPane {
	p := &trashPane{kit: k}
	p.reload = reloader{load: p.load}
	p.head = widgets.NewPaneHead(lang.L("Trash"))
	p.list = widgets.NewRowList()
	p.list.Length = func() int { return len(p.rows) }
	p.list.Row = p.row
	p.list.OnOpen = func(id int64) { p.putBack([]int64{id}) }
	p.list.OnSelection = func(ids []int64) { p.enable(len(ids) > 0) }
	p.list.OnSecondary = func(id int64, at fyne.Position) {
		item := fyne.NewMenuItem(lang.L("Restore"), func() { p.putBack([]int64{id}) })
		item.Disabled = !p.canWrite()
		popUp(p.win, at, item)
	}
	p.empty = widgets.NewEmptyState("trash", lang.L("The trash is empty"), lang.L("What you delete waits here until you empty the trash."))
	p.empty.Hide()
	p.restore = widgets.NewButton(lang.L("Restore"), func() { p.putBack(p.list.Selected()) })
	p.clear = widgets.NewDangerButton(lang.L("Empty trash…"), p.askEmpty)
	p.foot = container.New(insets{8, 12, 8, 12}, container.New(row{gap: 8, grow: -1}, p.restore, p.clear))
	p.enable(false)
	p.content = widgets.NewDock(p.head, p.foot, nil, nil, container.NewStack(p.list, p.empty))
	p.stop = k.feed.listen(func(db.Notice) { p.reload.call() })
	p.reload.call()
	return p
}

func (p *trashPane) load(done func()) {
	fetch(p.ctx, p.loop, p.lib.TrashList, func(rows []db.Trashed, err error) {
		defer done()
		if err != nil {
			p.report(fmt.Errorf("read the trash: %w", err))
			return
		}
		p.rows = rows
		p.list.Refresh()
		p.head.SetCount(number(len(rows)))
		setShown(p.empty, len(rows) == 0)
		setShown(p.list, len(rows) > 0)
		setShown(p.foot, len(rows) > 0 && p.canWrite())
		p.content.Refresh()
		p.content.Refresh()
		p.enable(len(p.list.Selected()) > 0)
		p.events.listed("trash", len(rows))
	})
}

// trashRow gives a row an id that is its own in the list: records of
// different kinds may have the same.
func trashRow(t db.Trashed) int64 {
	kinds := map[db.Kind]int64{db.KindBrief: 0, db.KindAnnotation: 1, db.KindNote: 2, db.KindActor: 3}
	return t.ID*4 + kinds[t.Kind]
}

func (p *trashPane) row(i int) widgets.RowData {
	if i >= len(p.rows) {
		return widgets.RowData{}
	}
	t := p.rows[i]
	title := shorten(t.Title, 120)
	if title == "" {
		title = lang.L("Untitled")
	}
	return widgets.RowData{ID: trashRow(t), Title: title, Detail: joinNonEmpty(" · ", kindName(t.Kind), t.TrashedAt.Local().Format("2 Jan 2006 15:04")), Handling: string(t.TLP)}
}

func kindName(k db.Kind) string {
	switch k {
	case db.KindBrief:
		return lang.L("Brief")
	case db.KindAnnotation:
		return lang.L("Annotation")
	case db.KindNote:
		return lang.L("Note")
	case db.KindActor:
		return lang.L("Actor")
	}
	return string(k)
}

func (p *trashPane) enable(chosen bool) {
	if chosen && p.canWrite() {
		p.restore.Enable()
	} else {
		p.restore.Disable()
	}
}

// putBack restores the chosen rows; taking that back moves them to the trash
// again.
func (p *trashPane) putBack(ids []int64) {
	var chosen []db.Trashed
	for _, t := range p.rows {
		if contains(ids, trashRow(t)) {
			chosen = append(chosen, t)
		}
	}
	if len(chosen) == 0 || !p.canWrite() {
		return
	}
	each := func(f func(context.Context, db.Kind, int64) error) func(context.Context) error {
		return func(ctx context.Context) error {
			for _, t := range chosen {
				if err := f(ctx, t.Kind, t.ID); err != nil {
					return err
				}
			}
			return nil
		}
	}
	p.undo.run(p.ctx, step{What: lang.L("restore"), Do: each(p.lib.Restore), Undo: each(p.lib.Trash)}, func() {
		for _, t := range chosen {
			p.events.emit("restored %s %d", t.Kind, t.ID)
		}
		p.say(plural(len(chosen), "Restored", "{{.N}} restored"))
	})
}

func (p *trashPane) askEmpty() {
	sentence := plural(len(p.rows), "It will be deleted for good. This cannot be undone.", "{{.N}} things will be deleted for good. This cannot be undone.")
	sentence += " " + lang.L("The backups made before keep it until they give way to newer ones.")
	p.sheet("confirm", widgets.ShowConfirm(p.win.Canvas(), lang.L("Empty the trash?"), sentence, lang.L("Empty trash"), true, func() {
		p.backedUp(db.ReasonTrash, p.emptyNow)
	}), nil)
}

func (p *trashPane) emptyNow() {
	store(p.ctx, p.loop, p.lib.EmptyTrash, func(n int, err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			p.report(fmt.Errorf("empty the trash: %w", err))
			return
		}
		p.undo.forget()
		p.say(plural(n, "{{.N}} deleted for good", "{{.N}} deleted for good"))
		p.events.emit("emptied %d", n)
	})
}

func (p *trashPane) places(to put) {
	origin := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.list)
	for _, at := range p.list.Places() {
		for _, t := range p.rows {
			if at.Name == strconv.FormatInt(trashRow(t), 10) {
				to(fmt.Sprintf("list.trash.%s.%d", t.Kind, t.ID), origin.Add(at.Pos), at.Size)
			}
		}
	}
}
