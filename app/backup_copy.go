package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/backup"
	"sidelight/db"
	"sidelight/widgets"
)

// sealedFile reports whether a backup is sealed with a passphrase.
func sealedFile(path string) (bool, error) { return backup.Sealed(path) }

// askCopy asks where to save a copy of the library, and whether to seal it.
func (d *Desk) askCopy() {
	to, first, second := widgets.NewField(""), widgets.NewField(""), widgets.NewField("")
	first.Password, second.Password = true, true
	home, _ := os.UserHomeDir()
	name := strings.TrimSuffix(libraryName(d.lib.Path()), filepath.Ext(d.lib.Path()))
	to.SetText(filepath.Join(home, name+" "+d.loop.Now().Format("2006-01-02")+".sidelight"))
	choose := widgets.NewButton(lang.L("Choose…"), func() {
		f := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
			if err == nil && u != nil {
				to.SetText(filepath.Join(u.Path(), filepath.Base(to.Text)))
			}
		}, d.win)
		f.Resize(fyne.NewSize(820, 560))
		f.Show()
	})
	place := widgets.NewFormRow(lang.L("File"), container.NewBorder(nil, nil, nil, choose, to))
	one, two := widgets.NewFormRow(lang.L("Passphrase"), first), widgets.NewFormRow(lang.L("The same again"), second)
	one.SetHint(lang.L("Without it nobody can open the copy, neither can you."))
	secret := formOf(one, two)
	secret.Hide()
	var sheet *widgets.Sheet
	seal := widgets.NewTick(lang.L("Seal it with a passphrase"), false)
	seal.OnChanged = func(on bool) {
		setShown(secret, on)
		to.SetText(sealedName(to.Text, on))
		sheet.Refresh()
	}
	sheet = widgets.NewSheet(lang.L("Save a copy of the library"), formOf(place, seal, secret))
	sheet.Width = 560
	sheet.Confirm = lang.L("Save")
	sheet.First = to
	sheet.OnCancel = func() { d.events.emit("sheet-closed copy") }
	sheet.OnConfirm = func() bool {
		defer sheet.Refresh()
		place.SetError("")
		one.SetError("")
		two.SetError("")
		switch {
		case !filepath.IsAbs(to.Text):
			place.SetError(lang.L("Give the whole path, from the root of the disk"))
		case seal.On() && first.Text == "":
			one.SetError(lang.L("A sealed copy needs a passphrase"))
		case seal.On() && first.Text != second.Text:
			two.SetError(lang.L("The two are not the same"))
		default:
			passphrase := ""
			if seal.On() {
				passphrase = first.Text
			}
			d.events.emit("sheet-closed copy")
			d.saveCopy(sealedName(to.Text, seal.On()), passphrase)
			return true
		}
		return false
	}
	d.sheet("copy", sheet, fields{"copy.to": to, "copy.seal": seal, "copy.first": first, "copy.second": second})
}

// sealedName gives the name of a copy the ending that says whether it is sealed.
func sealedName(name string, sealed bool) string {
	switch has := backup.SealedName(name); {
	case sealed && !has:
		return name + backup.Extension
	case !sealed && has:
		return name[:len(name)-len(backup.Extension)]
	}
	return name
}

func (d *Desk) saveCopy(to, passphrase string) {
	var findings []db.Finding
	started := d.jobs.start(d.ctx, lang.L("Saving a copy"), func(ctx context.Context, _ func(int, int)) (err error) {
		findings, err = backup.Save(ctx, d.lib, to, passphrase, false)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
			d.say(lang.L("No copy was made"))
		case err != nil:
			d.report(err)
		case len(findings) > 0:
			d.keeper.warn()
		default:
			d.say(lang.L("Copy saved as {{.Name}}", map[string]any{"Name": shorten(filepath.Base(to), 60)}))
			d.events.emit("copied")
		}
	})
	if !started {
		d.say(lang.L("Wait until the work under way is done"))
	}
}

// askPassphrase asks for the passphrase of a sealed backup.
func askPassphrase(k *kit, then func(passphrase string)) {
	field := widgets.NewField("")
	field.Password = true
	row := widgets.NewFormRow(lang.L("Passphrase"), field)
	sheet := widgets.NewSheet(lang.L("The backup is sealed"), formOf(row))
	sheet.Width = 440
	sheet.Confirm = lang.L("Continue")
	sheet.First = field
	sheet.OnCancel = func() { k.events.emit("sheet-closed passphrase") }
	sheet.OnConfirm = func() bool {
		if field.Text == "" {
			row.SetError(lang.L("Type the passphrase it was sealed with"))
			sheet.Refresh()
			return false
		}
		k.events.emit("sheet-closed passphrase")
		sheet.Hide()
		then(field.Text)
		return true
	}
	k.sheet("passphrase", sheet, fields{"passphrase": field})
}
