package app

import (
	"context"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// comparisonsPane lists the comparisons of the library, opened last first.
type comparisonsPane struct {
	*listing[db.Comparison]
	show func(c db.Comparison)
	foot fyne.CanvasObject
	stop func()
}

func newComparisonsPane(k *kit, show func(c db.Comparison)) *comparisonsPane {
	p := &comparisonsPane{show: show}
	p.listing = newListing(k, "comparisons", listingText{title: lang.L("Comparisons"), filter: lang.L("Filter comparisons"),
		showAll: lang.L("Show all comparisons"), failure: "read the list of comparisons"},
		func(c db.Comparison) int64 { return c.ID }, comparisonRow, p.ask)
	p.listing.open = p.openRow
	p.setEmpty(widgets.NewEmptyState("compare", lang.L("No comparisons yet"), lang.L("Open a brief and press Ctrl+\\ to put another beside it. What you compare is kept here.")))
	keys := widgets.NewText(lang.L("Enter or a double click opens, Delete deletes"), widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	p.foot = container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, keys)
	p.stack.Objects[0] = widgets.NewDock(nil, p.foot, nil, nil, p.list)
	p.drawn = func() {
		p.list.SetGroups(p.groups())
		if some := len(p.rows.rows) > 0; p.foot.Visible() != some {
			setShown(p.foot, some)
			p.content.Refresh()
		}
	}
	p.list.OnDelete = func(ids []int64) { p.delete(ids) }
	p.list.OnSecondary = p.showMenu
	p.stop = k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.ComparisonChanged, db.BriefChanged, db.NoteChanged, db.LibraryChanged:
			p.changed()
		}
	})
	p.changed()
	return p
}

func (p *comparisonsPane) ask(filter string) query[db.Comparison] {
	return func(ctx context.Context, offset, limit int) ([]db.Comparison, int, error) {
		return p.lib.Comparisons(ctx, filter, offset, limit)
	}
}

// comparisonRow has both titles, below each other since either may be long.
func comparisonRow(c db.Comparison) widgets.RowData {
	kept := ""
	if c.Kept > 0 {
		kept = lang.L("{{.N}} kept", map[string]any{"N": number(c.Kept)})
	}
	return widgets.RowData{ID: c.ID, Title: sideName(c.Left, c.LeftTitle), Mark: kept, Handling: string(c.TLP),
		Detail: lang.L("with {{.Title}}", map[string]any{"Title": sideName(c.Right, c.RightTitle)})}
}

// groups part the rows by the month in which they were opened last.
func (p *comparisonsPane) groups() []widgets.RowGroup {
	var all []widgets.RowGroup
	for i, c := range p.rows.rows {
		at := c.OpenedAt.Local()
		title := monthName(at.Month()) + " " + strconv.Itoa(at.Year())
		if n := len(all); n == 0 || all[n-1].Title != title {
			all = append(all, widgets.RowGroup{At: i, Title: title})
		}
	}
	return all
}

// openRow opens a comparison. One that is only chosen is not opened: it may take
// the room of the list.
func (p *comparisonsPane) openRow(id int64, keep bool) {
	for _, c := range p.rows.rows {
		if c.ID == id && keep {
			p.show(c)
		}
	}
}

func (p *comparisonsPane) showMenu(id int64, at fyne.Position) {
	ids := p.chosen(id)
	remove := fyne.NewMenuItem(lang.L("Delete"), func() { p.delete(ids) })
	remove.Disabled = !p.canWrite()
	popUp(p.win, at, fyne.NewMenuItem(lang.L("Open"), func() { p.openRow(id, true) }), remove)
}

// delete deletes comparisons with their verdicts and notes, in one step.
func (p *comparisonsPane) delete(ids []int64) {
	if len(ids) == 0 || !p.canWrite() {
		return
	}
	var deleted []db.DeletedComparison
	p.undo.run(p.ctx, step{What: lang.L("delete comparison"),
		Do: func(ctx context.Context) error {
			deleted = nil
			for _, id := range ids {
				d, err := p.lib.DeleteComparison(ctx, id)
				if err != nil {
					return err
				}
				deleted = append(deleted, d)
			}
			return nil
		},
		Undo: func(ctx context.Context) error {
			for len(deleted) > 0 {
				if err := p.lib.RestoreComparison(ctx, deleted[len(deleted)-1]); err != nil {
					return err
				}
				deleted = deleted[:len(deleted)-1]
			}
			return nil
		},
	}, func() {
		p.saved()
		p.say(plural(len(ids), "Comparison deleted", "{{.N}} comparisons deleted"))
		for _, id := range ids {
			p.events.emit("deleted comparison %d", id)
		}
	})
}

func (p *comparisonsPane) places(to put) {
	whole(to, "list.filter", p.filter)
	parts(to, "list.comparison.", p.list)
}
