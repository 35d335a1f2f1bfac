package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"sidelight/app/roster"
	"sidelight/db"
	"sidelight/widgets"
)

// rosters brings lists of actors in and out: it shows what a list would do
// before anything is stored, row by row.
type rosters struct {
	*kit
	banner func(b *widgets.Banner)
}

// ask lets the user choose a list.
func (r *rosters) ask() {
	if !r.canWrite() {
		return
	}
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		if err != nil || f == nil {
			return
		}
		path := f.URI().Path()
		_ = f.Close()
		r.open(path)
	}, r.win)
	d.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".json", ".tsv", ".txt"}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	r.events.emit("sheet actors-open")
}

// isRoster reports whether a file's name is that of a list of actors, or of a
// table of articles: which of them it is only its rows tell.
func isRoster(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv", ".json", ".tsv":
		return true
	}
	return false
}

// open reads a list and shows what it would do.
func (r *rosters) open(path string) {
	var plan []roster.Planned
	var list roster.List
	started := r.jobs.start(r.ctx, lang.L("Reading the list"), func(ctx context.Context, _ func(int, int)) error {
		data, err := readAtMost(path, roster.MaxFile)
		if err != nil {
			return err
		}
		if list, err = roster.Parse(filepath.Base(path), data); err != nil {
			return err
		}
		plan, err = roster.Plan(ctx, r.lib, list)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			r.banner(widgets.NewBanner(widgets.BannerError, lang.L("“{{.Name}}” is no list of actors that can be read: {{.Why}}",
				map[string]any{"Name": filepath.Base(path), "Why": err.Error()}), lang.L("Nothing was changed."),
				lang.L("Save it as CSV with a column “name”, or as JSON.")))
			r.events.emit("trouble actors %v", err)
		default:
			r.preview(list, plan)
		}
	})
	if !started {
		r.say(lang.L("Wait until the work under way is done"))
	}
}

// readAtMost reads a file that is not larger than so many bytes.
func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(data)) > most {
		err = fmt.Errorf("the file is larger than %d MB", most>>20)
	}
	return data, err
}

// rosterSize is the room of the rows in the preview.
var rosterSize = fyne.NewSize(700, 400)

// preview shows each row with what will become of it.
func (r *rosters) preview(list roster.List, plan []roster.Planned) {
	counts := widgets.NewText("", widgets.TextStyle{Lines: 2})
	table := widgets.NewChoiceTable()
	count := func() { counts.SetText(rosterCounts(roster.Foresee(plan))) }
	table.Row = func(i int) widgets.ChoiceRow { return rosterRow(plan[i]) }
	table.OnChanged = func(i, chosen int) {
		plan[i].Choice = choicesOf(plan[i])[chosen]
		count()
	}
	table.SetCount(len(plan))
	count()
	page := widgets.NewPage(table)
	page.Ground, page.Framed, page.Measure = widgets.GroundSurface, true, 0
	sheet := widgets.NewSheet(lang.L("Import actors from “{{.Name}}”", map[string]any{"Name": shorten(list.Name, 48)}),
		widgets.NewDock(counts, nil, nil, nil, container.New(atLeast{rosterSize}, page)))
	sheet.Width = rosterSize.Width + 2*gap
	sheet.Confirm = lang.L("Import")
	sheet.First = table
	offers := sheet.AddButton(lang.L("Merge where one is meant"), func() {
		roster.TakeOffers(plan)
		table.Refresh()
		count()
	})
	sheet.OnConfirm = func() bool {
		r.events.emit("sheet-closed actors")
		if len(plan) < largeImport {
			r.apply(list, plan)
		} else {
			r.backedUp(db.ReasonMerge, func() { r.apply(list, plan) })
		}
		return true
	}
	sheet.OnCancel = func() { r.events.emit("sheet-closed actors") }
	r.sheet("actors", sheet, fields{"actors.table": table, "actors.offers": offers})
}

// choicesOf are the things that can be done with a row, the one planned among
// them.
func choicesOf(p roster.Planned) []roster.Choice {
	var all []roster.Choice
	if p.Action == roster.ActionSame || p.Action == roster.ActionSkip {
		return []roster.Choice{{Do: roster.DoLeave}}
	}
	if p.CanAdd {
		all = append(all, roster.Choice{Do: roster.DoAdd})
	}
	for _, m := range p.With {
		all = append(all, roster.Choice{Do: roster.DoMerge, Into: m.Actor.ID})
	}
	return append(all, roster.Choice{Do: roster.DoLeave})
}

func rosterRow(p roster.Planned) widgets.ChoiceRow {
	row := widgets.ChoiceRow{Text: p.Actor.Name}
	var names []string
	for _, a := range p.Actor.Aliases {
		names = append(names, a.Name)
	}
	row.Detail = joinNonEmpty(" · ", actorKindName(p.Actor.Kind), shorten(strings.Join(names, ", "), 80))
	if p.Why != "" {
		row.Detail = p.Why
	}
	if row.Text == "" {
		row.Text = lang.L("Line {{.N}}", map[string]any{"N": p.Line})
	}
	for i, c := range choicesOf(p) {
		row.Options = append(row.Options, choiceName(p, c))
		if c == p.Choice {
			row.Chosen = i
		}
	}
	row.Quiet = p.Choice.Do == roster.DoLeave
	return row
}

func choiceName(p roster.Planned, c roster.Choice) string {
	switch c.Do {
	case roster.DoAdd:
		return lang.L("Add")
	case roster.DoMerge:
		for _, m := range p.With {
			if m.Actor.ID == c.Into {
				return lang.L("Merge into {{.Name}}", map[string]any{"Name": shorten(m.Actor.Name, 28)})
			}
		}
	}
	if p.Action == roster.ActionSame {
		return lang.L("Already there")
	}
	return lang.L("Leave out")
}

// rosterCounts says in one line what a list does.
func rosterCounts(r roster.Report) string {
	part := func(o roster.Outcome, one, many string) string {
		n := r.Count(o)
		if n == 0 {
			return ""
		}
		return plural(n, one, many)
	}
	text := joinNonEmpty(" · ",
		part(roster.Added, "{{.N}} added", "{{.N}} added"),
		part(roster.Merged, "{{.N}} merged", "{{.N}} merged"),
		part(roster.Same, "{{.N}} already there", "{{.N}} already there"),
		part(roster.Left, "{{.N}} left out", "{{.N}} left out"),
		part(roster.Failed, "{{.N}} cannot be used", "{{.N}} cannot be used"))
	if text == "" {
		return lang.L("The list is empty")
	}
	return text
}

func (r *rosters) apply(list roster.List, plan []roster.Planned) {
	var report roster.Report
	started := r.jobs.start(r.ctx, lang.L("Importing actors"), func(ctx context.Context, progress func(int, int)) (err error) {
		report, err = roster.Apply(ctx, r.lib, plan, progress)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			r.say(lang.L("Stopped; nothing was changed"))
		case err != nil:
			r.report(fmt.Errorf("import the actors: %w", err))
		default:
			r.saved()
			r.showReport(list, report)
		}
	})
	if !started {
		r.say(lang.L("Wait until the work under way is done"))
	}
}

// showReport says what became of each row; all of it can be copied.
func (r *rosters) showReport(list roster.List, report roster.Report) {
	b := widgets.NewBanner(widgets.BannerInfo, lang.L("“{{.Name}}”: {{.Counts}}", map[string]any{"Name": shorten(list.Name, 48), "Counts": rosterCounts(report)}), "", "")
	b.AddAction(lang.L("Copy the report"), func() {
		var all strings.Builder
		for _, l := range report.Lines {
			all.WriteString(l.String() + "\n")
		}
		r.app.Clipboard().SetContent(all.String())
		r.say(lang.L("Copied"))
	})
	r.banner(b)
	r.events.emit("actors-imported %d", len(report.Lines))
}

// export writes all actors into a file of the user's choice.
func (r *rosters) export() {
	d := dialog.NewFileSave(func(f fyne.URIWriteCloser, err error) {
		if err != nil || f == nil {
			return
		}
		path := f.URI().Path()
		_ = f.Close()
		r.writeTo(path)
	}, r.win)
	d.SetFileName("actors.csv")
	d.SetFilter(storage.NewExtensionFileFilter([]string{".csv", ".json"}))
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	r.events.emit("sheet actors-save")
}

// writeTo writes the actors as the name of the file says: .json, else CSV.
func (r *rosters) writeTo(path string) {
	store(r.ctx, r.loop, func(ctx context.Context) (n int, err error) {
		actors, err := r.lib.Actors(ctx)
		if err != nil {
			return 0, err
		}
		return len(actors), writeRoster(path, actors)
	}, func(n int, err error) {
		if err != nil {
			r.report(fmt.Errorf("export the actors: %w", err))
			return
		}
		r.say(plural(n, "{{.N}} actor written", "{{.N}} actors written"))
		r.events.emit("actors-exported %d", n)
	})
}

func writeRoster(path string, actors []db.Actor) error {
	return writePrivately(path, func(w io.Writer) error {
		if strings.EqualFold(filepath.Ext(path), ".json") {
			return roster.WriteJSON(w, actors)
		}
		return roster.WriteCSV(w, actors)
	})
}
