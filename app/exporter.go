package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/export"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// Preferences of the export sheet.
const (
	prefExportTo   = "export.folder"
	prefExportText = "export.text"
	prefExportWhat = "export.what"
	prefExportMax  = "export.max-tlp"
)

// named names what can be chosen and filled in.
func (s *exportSheet) named() fields {
	f := fields{"export.to": s.to, "export.max": s.most}
	for i, chip := range s.what.chips {
		f["export.what."+s.what.values[i]] = chip
	}
	for i, chip := range s.form.chips {
		f["export.as."+s.form.values[i]] = chip
	}
	return f
}

// What can be exported, and as what.
const (
	exportBrief    = "brief"
	exportSelected = "selected"
	exportAll      = "all"
	exportFolder   = "folder"
	exportFile     = "file"
)

// exportScope says what could be exported when the sheet opens.
type exportScope struct {
	brief    db.Brief // in view; ID 0: none
	selected []int64  // in the list
	prefer   []int64  // asked for by name: from a context menu
	title    func(id int64) string
}

// exporter writes Markdown: into a folder, one file, or the clipboard.
type exporter struct {
	*kit
	banner func(b *widgets.Banner)
}

// exportSheet asks what to export and where to.
type exportSheet struct {
	*exporter
	scope  exportScope
	what   *choice
	form   *choice
	to     *widgets.Field
	text   *widgets.Tick
	most   *widgets.Choice // of ceilings
	row    *widgets.FormRow
	panel  *widgets.Sheet
	folder string // as chosen
}

// ask opens the sheet.
func (x *exporter) ask(scope exportScope) {
	s := &exportSheet{exporter: x, scope: scope, to: widgets.NewField("")}
	prefs := x.app.Preferences()
	chosen := prefs.StringWithFallback(prefExportWhat, exportAll)
	switch {
	case len(scope.prefer) == 1 && scope.prefer[0] == scope.brief.ID:
		chosen = exportBrief
	case len(scope.prefer) > 0:
		chosen = exportSelected
		scope.selected = scope.prefer
		s.scope = scope
	}
	var kinds, titles []string
	add := func(kind, title string) { kinds = append(kinds, kind); titles = append(titles, title) }
	if scope.brief.ID != 0 {
		add(exportBrief, lang.L("This brief"))
	}
	if n := len(scope.selected); n > 1 || n == 1 && scope.selected[0] != scope.brief.ID {
		add(exportSelected, plural(n, "The selected brief", "The {{.N}} selected briefs"))
	}
	add(exportAll, lang.L("The whole library"))
	s.what = newChoice(kinds, titles, exportAll, func(string) { s.changed() })
	s.form = newChoice([]string{exportFolder, exportFile},
		[]string{lang.L("A folder that opens in Obsidian"), lang.L("One Markdown file")}, exportFolder, func(string) { s.changed() })
	s.text = widgets.NewTick(lang.L("Include the text of the briefs"), prefs.Bool(prefExportText))
	s.most = widgets.NewChoice(ceilingNames(), max(0, slices.Index(ceilings, db.TLP(prefs.String(prefExportMax)))))
	s.folder = prefs.StringWithFallback(prefExportTo, defaultExportFolder())
	choose := widgets.NewButton(lang.L("Choose…"), s.choose)
	s.row = widgets.NewFormRow(lang.L("To"), container.NewBorder(nil, nil, nil, choose, s.to))
	body := formOf(widgets.NewFormRow(lang.L("What"), s.what.content), widgets.NewFormRow(lang.L("As"), s.form.content),
		widgets.NewFormRow(lang.L("Marked at most"), s.most), s.text, s.row)

	s.panel = widgets.NewSheet(lang.L("Export"), body)
	s.panel.Width = 560
	s.panel.Confirm = lang.L("Export")
	s.panel.First = s.to
	s.panel.OnConfirm = s.start
	s.panel.OnCancel = func() { x.events.emit("sheet-closed export") }
	if slices.Contains(kinds, chosen) {
		s.what.set(chosen)
	} else {
		s.what.set(exportAll)
	}
	s.changed()
	x.sheet("export", s.panel, s.named())
}

func heading(text string) fyne.CanvasObject {
	return widgets.NewText(text, widgets.TextStyle{Size: look.SmallSize, Bold: true, Quiet: true})
}

func defaultExportFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	return filepath.Join(home, "Sidelight export")
}

func (s *exportSheet) asFile() bool { return s.form.value() == exportFile }

// changed fits the rest of the sheet to what was chosen: only one brief fits
// into one file.
func (s *exportSheet) changed() {
	one := len(s.ids()) == 1
	setShown(s.form.chips[1], one)
	if !one {
		s.form.set(exportFolder)
	}
	s.row.SetError("")
	if s.asFile() {
		s.to.SetText(filepath.Join(s.folder, export.FileName(s.scope.title(s.ids()[0]))+".md"))
	} else {
		s.to.SetText(s.folder)
	}
	s.form.content.Refresh()
}

func (s *exportSheet) choose() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err != nil || u == nil {
			return
		}
		s.folder = u.Path()
		s.changed()
	}, s.win)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	s.events.emit("sheet folder-open")
}

// ids lists the briefs to export; none: the whole library.
func (s *exportSheet) ids() []int64 {
	switch s.what.value() {
	case exportBrief:
		return []int64{s.scope.brief.ID}
	case exportSelected:
		return s.scope.selected
	}
	return nil
}

// start checks the place and begins; false keeps the sheet open.
func (s *exportSheet) start() bool {
	to := s.to.Text
	if to == "" || !filepath.IsAbs(to) {
		s.row.SetError(lang.L("Give the whole path, from the root of the disk"))
		return false
	}
	s.events.emit("sheet-closed export")
	o := export.Options{Briefs: s.ids(), WithText: s.text.On(), MaxTLP: ceilings[max(0, s.most.Chosen())]}
	s.app.Preferences().SetString(prefExportMax, string(o.MaxTLP))
	if s.asFile() {
		s.toFile(to, o)
		return true
	}
	s.app.Preferences().SetString(prefExportTo, to)
	s.app.Preferences().SetBool(prefExportText, s.text.On())
	s.app.Preferences().SetString(prefExportWhat, s.what.value())
	s.toFolder(to, o)
	return true
}

// ceilings are the strictest marks that an export may be held to; the first is
// none. What is marked RED goes only where nothing is held back.
var ceilings = db.TLPs[:len(db.TLPs)-1]

func ceilingNames() []string {
	names := handlingNames()[:len(ceilings)]
	names[0] = lang.L("Any mark: nothing is left out")
	return names
}

func (x *exporter) toFolder(dir string, o export.Options) {
	x.whenSaved(func() { x.writeFolder(dir, o) })
}

// whenSaved goes on once the words being typed have been written, or could
// not be; then it says so.
func (x *exporter) whenSaved(then func()) {
	x.savers.saveAll()
	store(x.ctx, x.loop, func(context.Context) (struct{}, error) { return struct{}{}, nil }, func(struct{}, error) {
		if x.savers.failing() {
			x.say(lang.L("Exporting what is saved; some words are not"))
		}
		then()
	})
}

func (x *exporter) writeFolder(dir string, o export.Options) {
	var report export.Report
	started := x.jobs.start(x.ctx, lang.L("Exporting"), func(ctx context.Context, progress func(int, int)) (err error) {
		o.Progress = progress
		report, err = export.Vault(ctx, x.lib, dir, o)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			x.say(lang.L("Export stopped"))
		case err != nil:
			x.failed(err)
		default:
			x.showReport(report, dir)
		}
	})
	if !started {
		x.say(lang.L("Wait until the work under way is done"))
	}
}

func (x *exporter) showReport(r export.Report, dir string) {
	if r.Written+r.Unchanged == 0 && len(r.LeftOut) == 0 {
		x.say(lang.L("There is nothing to export yet"))
		x.events.emit("exported 0 %s", dir)
		return
	}
	what := plural(r.Written, "{{.N}} file written to ", "{{.N}} files written to ") + dir
	if r.Unchanged > 0 {
		what += ", " + plural(r.Unchanged, "{{.N}} unchanged", "{{.N}} unchanged")
	}
	safe := leftOutText(r)
	if len(r.Kept) > 0 {
		safe = joinNonEmpty(" ", safe, plural(len(r.Kept), "Your own changes in one file were kept beside ours.", "Your own changes in {{.N}} files were kept beside ours."))
	}
	x.banner(widgets.NewBanner(widgets.BannerInfo, what+".", safe, ""))
	x.events.emit("exported %d %s", r.Written, dir)
}

// leftOutText says what a mark kept out of an export.
func leftOutText(r export.Report) string {
	var counts []string
	for _, mark := range slices.Backward(db.TLPs) {
		if n := r.LeftOut[mark]; n > 0 {
			counts = append(counts, lang.L("{{.N}} marked {{.Mark}}", map[string]any{"N": number(n), "Mark": mark.Label()}))
		}
	}
	if counts == nil {
		return ""
	}
	return lang.L("Left out, with what tells of it: {{.What}}.", map[string]any{"What": joinNonEmpty(", ", counts...)})
}

// toFile writes one brief into one file, in the form of the folder's: words
// that the user added to it earlier stay. It asks about one that is marked RED.
func (x *exporter) toFile(path string, o export.Options) {
	x.whenCleared(o.Briefs[0], lang.L("Export"), func(db.TLP) { x.whenSaved(func() { x.writeFile(path, o) }) })
}

// whenCleared goes on with a brief by itself; with one for the eyes of its
// recipients only when the user says so.
func (x *exporter) whenCleared(id int64, confirm string, then func(mark db.TLP)) {
	fetch(x.ctx, x.loop, func(ctx context.Context) (db.Brief, error) { return x.lib.Brief(ctx, id) }, func(b db.Brief, err error) {
		if err != nil {
			x.report(err)
			return
		}
		if b.TLP != db.TLPRed {
			then(b.TLP)
			return
		}
		sheet := widgets.NewSheet(lang.L("This brief is marked {{.Mark}}", map[string]any{"Mark": b.TLP.Label()}),
			widgets.NewText(lang.L("It is for the eyes of those to whom it was given, and must not be passed on. The copy bears the mark at its top."), widgets.TextStyle{Lines: -1}))
		sheet.Width = 460
		sheet.Confirm, sheet.Danger = confirm, true
		sheet.OnConfirm = func() bool {
			x.events.emit("sheet-closed cleared")
			then(b.TLP)
			return true
		}
		sheet.OnCancel = func() { x.events.emit("sheet-closed cleared") }
		x.sheet("cleared", sheet, fields{})
	})
}

func (x *exporter) writeFile(path string, o export.Options) {
	fetch(x.ctx, x.loop, func(ctx context.Context) (export.Report, error) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return export.Report{}, err
		}
		return export.File(ctx, x.lib, o.Briefs[0], path, o)
	}, func(r export.Report, err error) {
		if err != nil {
			x.failed(err)
			return
		}
		x.wrote(r, path)
	})
}

// wrote says what became of one file.
func (x *exporter) wrote(r export.Report, path string) {
	safe := leftOutText(r)
	if len(r.Kept) > 0 {
		safe = joinNonEmpty(" ", safe, lang.L("Your own changes in it were kept beside ours."))
	}
	x.banner(widgets.NewBanner(widgets.BannerInfo, lang.L("Written to {{.Path}}.", map[string]any{"Path": path}), safe, ""))
	x.events.emit("exported %d %s", r.Written, path)
}

// failed tells why an export stopped. It is the place written to that failed,
// not the library, unless the library says so itself.
func (x *exporter) failed(err error) {
	for _, own := range []error{db.ErrNotFound, db.ErrBusy, db.ErrCorrupt, db.ErrNewer} {
		if errors.Is(err, own) {
			x.report(err)
			return
		}
	}
	if errors.Is(err, export.ErrHandling) {
		x.banner(widgets.NewBanner(widgets.BannerError, lang.L("Nothing was exported: {{.Why}}.", map[string]any{"Why": err.Error()}), lang.L("The folder is as it was."),
			lang.L("Choose another folder or mark, or take those pages away.")))
		x.events.emit("trouble %s", err)
		return
	}
	x.banner(widgets.NewBanner(widgets.BannerError, lang.L("The export could not be written: {{.Why}}.", map[string]any{"Why": err.Error()}),
		lang.L("The library is unchanged, and every file written before is whole."),
		lang.L("Choose another place, or make room there, and export again.")))
	x.events.emit("trouble %s", err)
}

// copyMarkdown puts one brief as a document on the clipboard.
func (x *exporter) copyMarkdown(id int64) {
	if id == 0 {
		return
	}
	x.whenCleared(id, lang.L("Copy"), func(mark db.TLP) { x.whenSaved(func() { x.putOnClipboard(id, mark) }) })
}

func (x *exporter) putOnClipboard(id int64, mark db.TLP) {
	fetch(x.ctx, x.loop, func(ctx context.Context) (string, error) { return export.Markdown(ctx, x.lib, id) }, func(text string, err error) {
		x.toClipboard(text, err)
		if err == nil && mark != db.TLPNone {
			x.say(lang.L("Copied as Markdown, marked {{.Mark}}", map[string]any{"Mark": mark.Label()}))
		}
	})
}
