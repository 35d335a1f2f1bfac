package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/batch"
	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// batches brings whole folders in: first it is shown what would become of each
// article, then it is done with progress, then reported.
type batches struct {
	*kit
	each func(files []string, reading intake.Reading) // shows a preview for each file instead
}

// batchSize is the room of the rows.
var batchSize = fyne.NewSize(820, 400)

// folderRules are where the choices of a plan begin.
func folderRules(reading intake.Reading) batch.Rules {
	return batch.Rules{Reading: reading, SameRecord: batch.NewEdition, NearText: batch.KeepBoth}
}

// plan finds out what would become of the files and shows it.
func (b *batches) plan(files []string, reading intake.Reading) {
	var items []batch.Item
	started := b.jobs.start(b.ctx, lang.L("Looking at the files"), func(ctx context.Context, progress func(int, int)) (err error) {
		items, err = batch.New(b.lib, folderRules(reading), nil).Plan(ctx, files, func(p batch.Progress) { progress(p.Done, p.Total) }, nil)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			b.say(lang.L("Stopped; nothing was imported"))
		case err != nil:
			b.report(fmt.Errorf("import: %w", err))
		default:
			b.show(files, reading, items)
		}
	})
	if !started {
		b.say(lang.L("Wait until the work under way is done"))
	}
}

// batchSheet is the plan of a batch, to be changed and agreed to.
type batchSheet struct {
	*batches
	files  []string
	items  []batch.Item // what wants a look first
	counts *widgets.Text
	table  *widgets.ChoiceTable
	panel  *widgets.Sheet
}

// show puts the plan up.
func (b *batches) show(files []string, reading intake.Reading, items []batch.Item) {
	s := &batchSheet{batches: b, files: files, items: items, counts: widgets.NewText("", widgets.TextStyle{Lines: 2}), table: widgets.NewChoiceTable()}
	slices.SortStableFunc(s.items, func(x, y batch.Item) int { return urgency(x) - urgency(y) })
	s.table.Row = func(i int) widgets.ChoiceRow { return plannedRow(s.items[i]) }
	s.table.OnChanged = func(i, chosen int) {
		s.items[i].Choice = choicesFor(s.items[i])[chosen]
		s.count()
	}
	s.table.SetCount(len(items))
	head := container.NewVBox(s.counts)
	named := fields{"batch.table": s.table}
	for _, k := range []batch.Kinship{batch.SameRecord, batch.NearText} {
		if row, chips := s.rule(k); row != nil {
			head.Add(row)
			for i, c := range batchChoices {
				named["batch."+string(k)+"."+string(c)] = chips.chips[i]
			}
		}
	}
	s.panel = widgets.NewSheet(lang.L("Import {{.N}} files", map[string]any{"N": len(files)}),
		widgets.NewDock(head, nil, nil, nil, container.New(atLeast{batchSize}, framedPage(s.table))))
	s.panel.Width = batchSize.Width + 2*gap
	s.panel.First = s.table
	s.panel.AddButton(lang.L("Look at each…"), func() {
		s.panel.Hide()
		b.events.emit("sheet-closed batch")
		b.each(files, reading)
	})
	s.panel.OnConfirm = func() bool {
		b.events.emit("sheet-closed batch")
		run := func() { b.run(files, reading, s.choices()) }
		if len(s.items) < largeImport {
			run()
		} else {
			b.backedUp(db.ReasonImport, run)
		}
		return true
	}
	s.panel.OnCancel = func() { b.events.emit("sheet-closed batch") }
	s.count()
	b.sheet("batch", s.panel, named)
	b.events.emit("batch %d", len(items))
}

func framedPage(o fyne.CanvasObject) *widgets.Page {
	page := widgets.NewPage(o)
	page.Ground, page.Framed, page.Measure = widgets.GroundSurface, true, 0
	return page
}

// rule is a choice for all rows of a kind at once; nil when there are none.
func (s *batchSheet) rule(k batch.Kinship) (fyne.CanvasObject, *choice) {
	n := 0
	chosen := batch.KeepBoth
	for _, i := range s.items {
		if i.Kinship == k {
			n++
			chosen = i.Choice
		}
	}
	if n == 0 {
		return nil, nil
	}
	title := plural(n, "{{.N}} changed text of a brief you have", "{{.N}} changed texts of briefs you have")
	if k == batch.NearText {
		title = plural(n, "{{.N}} text nearly the same as one you have", "{{.N}} texts nearly the same as ones you have")
	}
	values, titles := make([]string, len(batchChoices)), make([]string, len(batchChoices))
	for i, c := range batchChoices {
		values[i], titles[i] = string(c), choiceTitle(c)
	}
	chips := newChoice(values, titles, string(chosen), func(value string) {
		for i := range s.items {
			if s.items[i].Kinship == k {
				s.items[i].Choice = batch.Choice(value)
			}
		}
		s.table.Refresh()
		s.count()
	})
	named := container.New(atLeast{fyne.NewSize(ruleTitle, 0)}, widgets.NewText(title, widgets.TextStyle{}))
	return container.New(insets{look.Space8, 0, look.Space4, 0}, container.NewBorder(nil, nil, named, nil, chips.content)), chips
}

// ruleTitle is the room of the words before a rule's choices.
const ruleTitle float32 = 380

// count says what the plan comes to, and names the button by it.
func (s *batchSheet) count() {
	planned := make([]batch.Item, len(s.items))
	doing := 0
	for i, item := range s.items {
		planned[i] = item
		planned[i].Outcome = outcomeOf(item)
		if planned[i].Outcome == batch.Added || planned[i].Outcome == batch.Updated {
			doing++
		}
	}
	s.counts.SetText(batchCounts(planned, true))
	s.panel.Confirm = plural(doing, "Import {{.N}} brief", "Import {{.N}} briefs")
	s.panel.SetConfirmEnabled(doing > 0)
	s.panel.Refresh()
}

// choices are those of all rows.
func (s *batchSheet) choices() map[batch.Article]batch.Choice {
	all := map[batch.Article]batch.Choice{}
	for _, i := range s.items {
		all[i.Article] = i.Choice
	}
	return all
}

// run imports the files with progress and reports.
func (b *batches) run(files []string, reading intake.Reading, choices map[batch.Article]batch.Choice) {
	var items []batch.Item
	started := b.jobs.start(b.ctx, lang.L("Importing"), func(ctx context.Context, progress func(int, int)) (err error) {
		items, err = batch.New(b.lib, folderRules(reading), choices).Run(ctx, files, func(p batch.Progress) { progress(p.Done, p.Total) }, nil)
		return err
	}, func(err error) {
		if err != nil && !errors.Is(err, context.Canceled) {
			b.report(fmt.Errorf("import: %w", err))
		}
		if len(items) > 0 {
			b.saved()
		}
		b.showReport(files, items, err != nil)
	})
	if !started {
		b.say(lang.L("Wait until the work under way is done"))
	}
}

// showReport says what became of each article.
func (b *batches) showReport(files []string, items []batch.Item, stopped bool) {
	slices.SortStableFunc(items, func(x, y batch.Item) int { return urgency(x) - urgency(y) })
	table := widgets.NewChoiceTable()
	table.Row = func(i int) widgets.ChoiceRow { return doneRow(items[i]) }
	table.SetCount(len(items))
	head := container.NewVBox(container.New(insets{bottom: look.Space8}, widgets.NewText(batchCounts(items, false), widgets.TextStyle{Lines: 2})))
	title := lang.L("Imported")
	if stopped {
		title = lang.L("Import stopped")
		head.Add(widgets.NewText(lang.L("What is listed here is in the library. Import the same files again to go on: what is there is passed over."), widgets.TextStyle{Quiet: true, Lines: 2}))
	}
	sheet := widgets.NewSheet(title, widgets.NewDock(head, nil, nil, nil, container.New(atLeast{batchSize}, framedPage(table))))
	sheet.Width = batchSize.Width + 2*gap
	sheet.CancelText = lang.L("Close")
	sheet.First = table
	sheet.AddButton(lang.L("Save the report…"), func() { b.saveReport(items) })
	sheet.OnCancel = func() { b.events.emit("sheet-closed batch-report") }
	b.sheet("batch-report", sheet, fields{"batch.table": table})
	b.events.emit("batch-done %d of %d added %d", len(items), len(files), batch.Count(items, batch.Added))
}

// urgency puts what wants a look before what does not.
func urgency(i batch.Item) int {
	switch {
	case i.Outcome == batch.Failed:
		return 0
	case i.Outcome == batch.Duplicate:
		return 4
	case i.Kinship == batch.SameRecord:
		return 1
	case i.Kinship == batch.NearText:
		return 2
	}
	return 3
}

// fileOf names an article by its file, and its part of it.
func fileOf(i batch.Item) string { return joinNonEmpty(", ", filepath.Base(i.Path), i.Part) }
