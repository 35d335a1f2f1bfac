package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/backup"
	"sidelight/db"
	"sidelight/widgets"
)

// restore closes the library at path if it is open, puts a backup in its place,
// and opens it again: restored, or as it was with the reason why it was not.
func (sh *shell) restore(path, file, passphrase string) {
	failed := func(err error) { sh.showError(path, err) } // no library is open
	if sh.desk != nil {
		failed = func(err error) {
			sh.opened = func(d *Desk) { d.report(err) }
			sh.open(path)
		}
	}
	sh.leave(func() {
		if err := sh.endDesk(); err != nil {
			sh.showError(path, err)
			return
		}
		sh.restoreAt(path, file, passphrase, failed)
	})
}

// restoreAt puts a backup in the place of a library that is not open.
func (sh *shell) restoreAt(path, file, passphrase string, failed func(error)) {
	sh.win.SetMainMenu(nil)
	sh.win.Canvas().SetOnTypedKey(nil)
	sh.win.SetContent(widgets.NewGround(widgets.GroundPage, widgets.NewEmptyState("library",
		lang.L("Restoring {{.Name}}", map[string]any{"Name": filepath.Base(file)}),
		lang.L("The backup is examined first. Until it is found to be whole, the library stays as it is."))))
	sh.events.emit("restoring")
	fetch(context.Background(), sh.loop, func(ctx context.Context) (db.Backup, error) {
		return backup.Restore(ctx, path, file, passphrase, sh.loop.Now())
	}, func(aside db.Backup, err error) {
		if err != nil {
			failed(err)
			return
		}
		sh.opened = func(d *Desk) { d.showRestored(aside) }
		sh.open(path)
	})
}

// showRestored says where the library is that a backup took the place of.
func (d *Desk) showRestored(aside db.Backup) {
	b := widgets.NewBanner(widgets.BannerInfo, lang.L("The backup was restored."), "", "")
	if aside.Path != "" {
		b.SetText(lang.L("The backup was restored."), lang.L("What the library was before is kept as {{.Name}}.", map[string]any{"Name": filepath.Base(aside.Path)}), "")
	}
	d.banners.add(b)
	d.events.emit("restored-backup %s", filepath.Base(aside.Path))
}
