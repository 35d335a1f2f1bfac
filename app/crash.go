package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"github.com/adrg/xdg"

	"sidelight/app/journal"
	"sidelight/app/version"
	"sidelight/db"
	"sidelight/widgets"
)

// OpenJournal opens the journal of this run in the user's state folder.
func OpenJournal() (*journal.Journal, error) {
	return journal.Open(filepath.Join(xdg.StateHome, "sidelight"), version.Of().String(),
		db.ErrNotFound, db.ErrExists, db.ErrBusy, db.ErrReadOnly, db.ErrFull, db.ErrCorrupt, db.ErrNewer, db.ErrInvalid, context.Canceled)
}

// caught hears of a panic where it was caught, on any goroutine, and tells the
// user of it on the drawing one.
func (sh *shell) caught(value any) {
	report, err := sh.options.Journal.Crash(value)
	if err != nil || report == "" {
		fmt.Fprintf(os.Stderr, "sidelight: %v (no report could be written: %v)\n", value, err)
	}
	sh.loop.Do(func() { sh.showCrash(report) })
}

// showCrash saves what is being written and says that something failed.
func (sh *shell) showCrash(report string) {
	sh.events.emit("crashed")
	if sh.crashed {
		return // one message will do
	}
	sh.crashed = true
	safe := lang.L("What you wrote is saved.")
	if err := sh.rescue(); err != nil {
		safe = lang.L("Some of what you wrote last could not be saved.")
	}
	text := safe + " " + lang.L("You can go on, but it is better to close Sidelight and open it again.")
	sheet := widgets.NewSheet(lang.L("Something in Sidelight failed"), reportContent(text, report))
	sheet.Width = 520
	sheet.Confirm, sheet.CancelText = lang.L("Close Sidelight"), lang.L("Go on")
	sheet.OnConfirm = func() bool { sh.close(); return true }
	sheet.OnCancel = func() { sh.crashed = false }
	if report != "" {
		sheet.AddButton(lang.L("Show the report"), func() { sh.showFile(lang.L("The report"), report) })
	}
	sh.showSheet("crashed", sheet)
}

// showSheet brings a sheet up, also where no library is open.
func (sh *shell) showSheet(name string, sheet *widgets.Sheet) {
	if sh.desk != nil {
		sh.desk.sheet(name, sheet, nil)
		return
	}
	sheet.Show(sh.win.Canvas())
	sh.events.emit("sheet %s", journal.Safe(name))
}

// rescue saves every text that is being written; what failed before may fail
// here again.
func (sh *shell) rescue() (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("%w: %v", errCrashed, v)
		}
	}()
	if sh.desk == nil {
		return nil
	}
	return sh.desk.flush()
}

// errCrashed: the program failed in a way that nothing was prepared for.
var errCrashed = errors.New("the program failed")

// died is the end of a program whose drawing goroutine panicked: nothing can be
// shown any more.
func (sh *shell) died(value any) error {
	report, err := sh.options.Journal.Crash(value)
	saved := "what you wrote is saved"
	if sh.rescue() != nil {
		saved = "some of what you wrote last may be lost"
	}
	if err != nil || report == "" {
		return fmt.Errorf("%w: %v; %s", errCrashed, value, saved)
	}
	return fmt.Errorf("%w; %s, and a report is in %s", errCrashed, saved, report)
}

// reportContent is what a sheet says of a report, and where it is.
func reportContent(text, report string) fyne.CanvasObject {
	content := container.NewVBox(widgets.NewText(text, widgets.TextStyle{Lines: -1}))
	if report != "" {
		content.Add(widgets.NewText(lang.L("A report was written, without any words of your briefs and notes:"), widgets.TextStyle{Lines: -1, Quiet: true}))
		content.Add(widgets.NewText(report, widgets.TextStyle{Lines: -1, Quiet: true, Mono: true}))
	}
	return content
}

// showFile shows a report or the log, to be read and copied.
func (sh *shell) showFile(title, path string) {
	fetch(context.Background(), sh.loop, func(context.Context) (string, error) {
		data, err := os.ReadFile(path)
		const most = 64 << 10
		return string(data[max(0, len(data)-most):]), err
	}, func(text string, err error) {
		if err != nil {
			text = err.Error()
		}
		area := widgets.NewArea("", 18)
		area.SetText(text)
		body := container.NewVBox(widgets.NewText(path, widgets.TextStyle{Quiet: true}), area)
		sheet := widgets.NewSheet(title, body)
		sheet.Width = 760
		sheet.CancelText = lang.L("Close")
		sheet.AddButton(lang.L("Copy"), func() { sh.app.Clipboard().SetContent(text) })
		sheet.OnCancel = func() { sh.events.emit("sheet-closed file") }
		sh.showSheet("file", sheet)
	})
}

// askToReopen asks what to open after the program ended unexpectedly; then is
// called with whether to open what was open.
func (d *Desk) askToReopen(ended *journal.Ended, tabs int, then func(reopen bool)) {
	text := lang.L("Sidelight ended unexpectedly last time. Everything that the status bar called saved is there.")
	sheet := widgets.NewSheet(lang.L("Reopen what was open?"), reportContent(text, ended.Report))
	sheet.Width = 520
	sheet.Confirm, sheet.CancelText = plural(tabs, "Reopen the tab", "Reopen {{.N}} tabs"), lang.L("Start with nothing open")
	sheet.AddButton(lang.L("Show the report"), func() { d.shell.showFile(lang.L("The report"), ended.Report) })
	sheet.OnConfirm = func() bool {
		d.events.emit("sheet-closed reopen")
		then(true)
		return true
	}
	sheet.OnCancel = func() {
		d.events.emit("sheet-closed reopen")
		then(false)
	}
	d.sheet("reopen", sheet, nil)
}

// showLog shows what the program did last.
func (d *Desk) showLog() {
	j := d.shell.options.Journal
	if j == nil {
		d.say(lang.L("No log is kept"))
		return
	}
	d.shell.showFile(lang.L("The log"), j.Log())
}

// copyDiagnostics copies the version, the system and what the program did last.
func (d *Desk) copyDiagnostics() {
	d.app.Clipboard().SetContent(d.shell.options.Journal.Diagnostics())
	d.say(lang.L("Copied, without any words of your briefs and notes"))
}

// failOnPurpose makes the program fail, for the tests of what happens then.
func (sh *shell) failOnPurpose(how string) {
	const why = "on purpose"
	switch how {
	case "callback":
		sh.loop.Do(func() { panic(why) })
	case "background":
		sh.loop.Go(func() { panic(why) })
	case "fatal":
		go func() { panic(why) }()
	}
}
