package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"sidelight/app/batch"
	"sidelight/widgets"
)

// batchChoices are what can be done with an article that is like a brief, in
// the order of the chooser.
var batchChoices = []batch.Choice{batch.NewEdition, batch.KeepBoth, batch.Skip}

// choicesFor are what can be done with an article.
func choicesFor(i batch.Item) []batch.Choice {
	switch {
	case i.Outcome == batch.Failed, i.Outcome == batch.Duplicate:
		return nil
	case i.Kinship == batch.Unrelated:
		return []batch.Choice{batch.KeepBoth, batch.Skip}
	}
	return batchChoices
}

func choiceTitle(c batch.Choice) string {
	switch c {
	case batch.NewEdition:
		return lang.L("New edition")
	case batch.Skip:
		return lang.L("Leave out")
	}
	return lang.L("Keep both")
}

// outcomeOf is what becomes of an article as it is chosen now.
func outcomeOf(i batch.Item) batch.Outcome {
	switch {
	case i.Outcome == batch.Failed, i.Outcome == batch.Duplicate:
		return i.Outcome
	case i.Choice == batch.Skip:
		return batch.Skipped
	case i.Choice == batch.NewEdition:
		return batch.Updated
	}
	return batch.Added
}

func outcomeTitle(o batch.Outcome) string {
	switch o {
	case batch.Added:
		return lang.L("Added")
	case batch.Updated:
		return lang.L("New edition")
	case batch.Duplicate:
		return lang.L("Already there")
	case batch.Skipped:
		return lang.L("Left out")
	}
	return lang.L("Cannot be read")
}

// plannedRow is a row of a plan, with what can be chosen.
func plannedRow(i batch.Item) widgets.ChoiceRow {
	row := describedRow(i)
	for n, c := range choicesFor(i) {
		title := choiceTitle(c)
		if i.Kinship == batch.Unrelated && c == batch.KeepBoth {
			title = lang.L("Add")
		}
		row.Options = append(row.Options, title)
		if c == i.Choice {
			row.Chosen = n
		}
	}
	if len(row.Options) == 0 {
		row.Options = []string{outcomeTitle(i.Outcome)}
	}
	row.Quiet = outcomeOf(i) != batch.Added && outcomeOf(i) != batch.Updated
	return row
}

// doneRow is a row of a report.
func doneRow(i batch.Item) widgets.ChoiceRow {
	row := describedRow(i)
	row.Options = []string{outcomeTitle(i.Outcome)}
	row.Quiet = i.Outcome != batch.Added && i.Outcome != batch.Updated
	return row
}

// describedRow says which article it is, and what is to be known about it.
func describedRow(i batch.Item) widgets.ChoiceRow {
	row := widgets.ChoiceRow{Text: i.Title}
	about := ""
	known := map[string]any{"Title": shorten(i.Known.Title, 48), "N": int(i.Alike*100 + 0.5)}
	switch {
	case i.Outcome == batch.Failed:
		about = reason(i.Err)
	case i.Outcome == batch.Duplicate && !i.Known.TrashedAt.IsZero():
		about = lang.L("in the trash")
	case i.Outcome == batch.Duplicate && i.Known.ID == 0 && i.Known.Title != "":
		about = lang.L("the same as {{.Title}}", known)
	case i.Kinship == batch.SameRecord:
		about = lang.L("another text of “{{.Title}}”", known)
		if n := i.Annotations.Total(); n > 0 {
			about += "; " + plural(n-i.Annotations.Review-i.Annotations.Detached, "{{.N}} annotation goes along", "{{.N}} annotations go along")
			if lost := i.Annotations.Review + i.Annotations.Detached; lost > 0 {
				about += ", " + plural(lost, "{{.N}} to look at", "{{.N}} to look at")
			}
		}
	case i.Kinship == batch.NearText:
		about = lang.L("{{.N}}% the same as “{{.Title}}”", known)
	}
	if row.Text == "" {
		row.Text = fileOf(i)
		row.Detail = about
		return row
	}
	row.Detail = joinNonEmpty(" · ", about, fileOf(i))
	return row
}

// batchCounts says in one line what a batch comes to, or came to.
func batchCounts(items []batch.Item, planned bool) string {
	added := func(n int) string { return plural(n, "{{.N}} added", "{{.N}} added") }
	if planned {
		added = func(n int) string { return plural(n, "{{.N}} to add", "{{.N}} to add") }
	}
	words := map[batch.Outcome]func(n int) string{
		batch.Added:     added,
		batch.Updated:   func(n int) string { return plural(n, "{{.N}} new edition", "{{.N}} new editions") },
		batch.Duplicate: func(n int) string { return plural(n, "{{.N}} already there", "{{.N}} already there") },
		batch.Skipped:   func(n int) string { return plural(n, "{{.N}} left out", "{{.N}} left out") },
		batch.Failed:    func(n int) string { return plural(n, "{{.N}} cannot be read", "{{.N}} cannot be read") },
	}
	var parts []string
	for _, o := range batch.Outcomes {
		if n := batch.Count(items, o); n > 0 {
			parts = append(parts, words[o](n))
		}
	}
	if len(parts) == 0 {
		return lang.L("Nothing to import")
	}
	return strings.Join(parts, " · ")
}

// saveReport writes the report as a table into a file of the user's choice.
func (b *batches) saveReport(items []batch.Item) {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f == nil {
			return
		}
		path := f.URI().Path()
		_ = f.Close()
		b.writeReport(path, items)
	}, b.win)
	d.SetFileName("import.csv")
	d.SetFilter(storage.NewExtensionFileFilter([]string{".csv"}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	b.events.emit("sheet report-save")
}

func (b *batches) writeReport(path string, items []batch.Item) {
	fetch(b.ctx, b.loop, func(context.Context) (struct{}, error) {
		return struct{}{}, writePrivately(path, func(w io.Writer) error { return batch.WriteReport(w, items) })
	}, func(_ struct{}, err error) {
		if err != nil {
			b.report(fmt.Errorf("save the report: %w", err))
			return
		}
		b.say(lang.L("The report is in {{.Path}}", map[string]any{"Path": path}))
		b.events.emit("report-saved")
	})
}

// writePrivately writes a file that only the user can read.
func writePrivately(path string, write func(io.Writer) error) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return write(f)
}
