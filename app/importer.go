package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/batch"
	"sidelight/app/intake"
	"sidelight/app/intake/tables"
	"sidelight/db"
	"sidelight/widgets"
)

// importer brings files and pasted text into the library: it finds and reads
// them in the background, shows a preview for each, and saves what the user
// agrees to.
type importer struct {
	*kit
	open  func(id int64)    // opens a brief
	lists func(path string) // shows what a list of actors would do
	many  *batches
	shown *importSheet // the preview that was shown last
}

// source is one article to import, read.
type source struct {
	name  string // file name and what part of it, or "" when pasted
	draft *intake.Draft
	err   error
	there db.Brief // ID not 0: the library has it already
	// edition is the brief that this is another edition of; nil: none.
	edition *foundEdition
}

// ask opens the sheet with the ways to import.
func (im *importer) ask() {
	if !im.canWrite() {
		return
	}
	var sheet *widgets.Sheet
	way := func(text string, f func()) *widgets.Button {
		return widgets.NewButton(text, func() { sheet.Hide(); im.events.emit("sheet-closed import"); f() })
	}
	files := way(lang.L("Choose a file…"), im.askFile)
	folder := way(lang.L("Choose a folder…"), im.askFolder)
	paste := way(lang.L("Paste text…"), im.askPaste)
	hint := widgets.NewText(lang.L("Files can be {{.Formats}}. Files and folders can also be dropped on the window.",
		map[string]any{"Formats": formatNames()}), widgets.TextStyle{Quiet: true, Lines: 3})
	sheet = widgets.NewSheet(lang.L("Import briefs"), container.NewVBox(container.NewGridWithColumns(3, files, folder, paste), hint))
	sheet.Width = 560
	sheet.First = files
	sheet.OnCancel = func() { im.events.emit("sheet-closed import") }
	im.sheet("import", sheet, fields{"import.file": files, "import.folder": folder, "import.paste": paste})
}

func (im *importer) askFile() {
	d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		if err != nil || r == nil {
			return
		}
		path := r.URI().Path()
		_ = r.Close()
		im.paths([]string{path})
	}, im.win)
	d.SetFilter(importable{})
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	im.events.emit("sheet file-open")
}

// formatNames lists what can be imported.
func formatNames() string {
	formats := intake.FormatNames()
	for i := range formats {
		formats[i] = lang.L(formats[i])
	}
	return strings.Join(formats, ", ")
}

// importable lets the dialog show the files that can be imported.
type importable struct{}

// Matches implements storage.FileFilter.
func (importable) Matches(u fyne.URI) bool { return intake.Sniffable(u.Name()) }

func (im *importer) askFolder() {
	d := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		if err == nil && u != nil {
			im.paths([]string{u.Path()})
		}
	}, im.win)
	d.Resize(fyne.NewSize(820, 560))
	d.Show()
	im.events.emit("sheet folder-open")
}

func (im *importer) askPaste() {
	if !im.canWrite() {
		return
	}
	entry := widgets.NewArea("", 3)
	entry.SetPlaceHolder(lang.L("Paste the text of a brief here"))
	entry.SetText(im.app.Clipboard().Content())
	sheet := widgets.NewSheet(lang.L("Import pasted text"), container.New(atLeast{fyne.NewSize(640, 360)}, entry))
	sheet.Width = 700
	sheet.Confirm = lang.L("Continue")
	sheet.First = entry
	sheet.OnCancel = func() { im.events.emit("sheet-closed paste") }
	sheet.OnConfirm = func() bool {
		im.events.emit("sheet-closed paste")
		im.text(entry.Text)
		return true
	}
	entry.OnEscape = func() { sheet.Hide(); im.events.emit("sheet-closed paste") }
	im.sheet("paste", sheet, fields{"paste.text": entry})
}

// text imports a pasted text.
func (im *importer) text(text string) {
	fetch(im.ctx, im.loop, func(ctx context.Context) ([]source, error) {
		return im.read(ctx, "", func(ctx context.Context) ([]*intake.Draft, error) {
			return intake.ReadArticles(ctx, "", []byte(text))
		}), nil
	}, func(all []source, _ error) { im.preview(all) })
}

// fewFiles is how many files are shown one by one at most; more are a batch.
const fewFiles = 12

// paths imports files, and what stands in folders: a few files one by one, each
// with a preview, folders and many files at once. Of a table of articles that is
// named alone it first asks for the columns.
func (im *importer) paths(paths []string) {
	if len(paths) == 0 || !im.canWrite() {
		return
	}
	kept := intake.Reading{Columns: intake.KeptColumns(im.ctx, im.lib)}
	if len(paths) > 1 || !isRoster(paths[0]) {
		im.list(paths, kept)
		return
	}
	type opened struct {
		table  *tables.Table
		chosen tables.Columns
	}
	fetch(im.ctx, im.loop, func(ctx context.Context) (o opened, err error) {
		if o.table, err = intake.OpenTable(ctx, paths[0]); err == nil && o.table != nil {
			o.chosen = kept.Columns(o.table.Header)
		}
		return o, err
	}, func(o opened, err error) {
		if err != nil || o.table == nil || len(o.table.Rows) == 0 {
			im.oneByOne(paths, intake.Reading{}) // which says what is wrong
			return
		}
		im.askColumns(paths[0], o.table, o.chosen)
	})
}

// list finds the files that are meant, and imports them.
func (im *importer) list(paths []string, reading intake.Reading) {
	folder := false
	fetch(im.ctx, im.loop, func(ctx context.Context) ([]string, error) {
		for _, path := range paths {
			info, err := os.Stat(path)
			folder = folder || err == nil && info.IsDir()
		}
		return batch.Files(ctx, paths)
	}, func(files []string, err error) {
		switch {
		case err != nil:
			im.report(fmt.Errorf("import: %w", err))
		case folder && len(files) == 1 && files[0] == paths[0]:
			im.say(lang.L("No files there that can be imported"))
			im.events.emit("import-empty")
		case folder && len(files) > 1 || len(files) > fewFiles:
			im.many.plan(files, reading)
		default:
			im.oneByOne(files, reading)
		}
	})
}

// oneByOne reads files and shows a preview for each article in them.
func (im *importer) oneByOne(files []string, reading intake.Reading) {
	var all []source
	started := im.jobs.start(im.ctx, lang.L("Reading files"), func(ctx context.Context, progress func(int, int)) error {
		for i, path := range files {
			progress(i, len(files))
			if ctx.Err() != nil {
				return ctx.Err()
			}
			all = append(all, im.read(ctx, path, func(ctx context.Context) ([]*intake.Draft, error) { return reading.File(ctx, path) })...)
		}
		return nil
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			im.report(fmt.Errorf("import: %w", err))
		default:
			im.preview(all)
		}
	})
	if !started {
		im.say(lang.L("Wait until the work under way is done"))
	}
}

// read makes a source of every article in a file, or one of the error.
func (im *importer) read(ctx context.Context, path string, read func(context.Context) ([]*intake.Draft, error)) []source {
	name := ""
	if path != "" {
		name = filepath.Base(path)
	}
	drafts, err := read(ctx)
	var all []source
	for _, d := range drafts {
		one := source{name: sourceName(name, d.Place()), draft: d, there: im.alreadyThere(ctx, d)}
		if one.there.ID == 0 {
			one.edition = findEdition(ctx, im.lib, d)
		}
		all = append(all, one)
	}
	if parts, some := errors.AsType[intake.PartErrors](err); some {
		for _, p := range parts {
			all = append(all, source{name: sourceName(name, p.Part), err: p.Err})
		}
	} else if err != nil {
		all = append(all, source{name: name, err: err})
	}
	return all
}

// sourceName names a part of a file.
func sourceName(file, part string) string {
	if part == "" {
		return file
	}
	return file + ": " + part
}

// alreadyThere finds the brief that has the text already, so that the preview
// can say so before anything is saved. Saving looks again.
func (im *importer) alreadyThere(ctx context.Context, d *intake.Draft) db.Brief {
	b, err := im.lib.SameBrief(ctx, d.NewBrief)
	if err != nil {
		return db.Brief{}
	}
	return b
}

// dropped takes what was dropped on the window.
func (im *importer) dropped(paths []string) {
	if !im.canWrite() {
		im.say(lang.L("This library is open for reading only"))
		return
	}
	im.given(paths)
}

// given takes files that the user dropped or named at the start: a list of
// actors, or briefs. A table of long texts is one of briefs.
func (im *importer) given(paths []string) {
	if len(paths) != 1 || !isRoster(paths[0]) || !im.canWrite() {
		im.paths(paths)
		return
	}
	fetch(im.ctx, im.loop, func(ctx context.Context) (bool, error) {
		t, err := intake.OpenTable(ctx, paths[0])
		return err == nil && t != nil && t.Articles(), nil
	}, func(articles bool, _ error) {
		if articles {
			im.paths(paths)
		} else {
			im.lists(paths[0])
		}
	})
}
