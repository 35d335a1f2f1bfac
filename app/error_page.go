package app

import (
	"errors"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// blank is an object that draws nothing.
func blank() fyne.CanvasObject { return container.NewWithoutLayout() }

// wrapped is a text over as many lines as it needs.
func wrapped(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// showError fills the window with why a library cannot be opened: what
// happened, what is safe, what to do.
func (sh *shell) showError(path string, err error) {
	t := db.Explain(err)
	sentences := []string{lang.L(t.What)}
	for _, s := range []string{t.Safe, t.Do} {
		if s != "" {
			sentences = append(sentences, lang.L(s))
		}
	}
	other := widgets.NewButton(lang.L("Choose another library…"), func() { sh.askLibrary(path) })
	quit := widgets.NewButton(lang.L("Quit"), sh.close)
	again := func() { sh.open(path) }
	buttons := []*widgets.Button{widgets.NewPrimaryButton(lang.L("Try again"), again), other, quit}
	if errors.Is(err, db.ErrCorrupt) {
		buttons = []*widgets.Button{widgets.NewPrimaryButton(lang.L("Restore a backup…"), func() { sh.showBackupsOf(path) }),
			widgets.NewButton(lang.L("Repair into a new file"), func() { sh.repair(path) }),
			widgets.NewButton(lang.L("Try again"), again), other, quit}
	}
	sh.showPage(lang.L("The library cannot be opened"), path, sentences, buttons)
	sh.events.emit("trouble %s", t.String())
}

// showPage fills the window with what stands in the way of opening a library:
// a bold sentence, others, and what can be done; the keyboard is on the first.
func (sh *shell) showPage(title, path string, sentences []string, buttons []*widgets.Button) {
	what := wrapped(sentences[0])
	what.TextStyle = fyne.TextStyle{Bold: true}
	body := container.NewVBox(
		container.New(insets{0, 0, 0, 5}, widgets.NewText(title, widgets.TextStyle{Size: look.TitleSize, Bold: true})),
		wrapped(path), what)
	for _, s := range sentences[1:] {
		body.Add(wrapped(s))
	}
	choices := container.New(row{gap: look.Space8, grow: -1})
	for _, b := range buttons {
		choices.Add(b)
	}
	body.Add(container.New(insets{look.Space12, 0, 0, 5}, choices))
	page := container.NewVBox(layout.NewSpacer(), container.New(column{look.Measure}, body), layout.NewSpacer(), layout.NewSpacer())
	sh.win.SetMainMenu(nil)
	sh.win.Canvas().SetOnTypedKey(nil)
	sh.win.SetOnDropped(nil)
	sh.win.SetContent(widgets.WithTips(widgets.NewGround(widgets.GroundPage, page)))
	sh.win.Canvas().Focus(buttons[0])
}

// askLibrary asks for the file of another library. A file that does not
// exist yet becomes a new, empty one.
func (sh *shell) askLibrary(path string) {
	entry := widgets.NewField("")
	entry.SetText(path)
	choose := widgets.NewButton(lang.L("Choose…"), func() {
		d := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
			if err == nil && r != nil {
				entry.SetText(r.URI().Path())
				_ = r.Close()
			}
		}, sh.win)
		d.Resize(fyne.NewSize(820, 560))
		d.Show()
	})
	row := widgets.NewFormRow(lang.L("Library file"), container.NewBorder(nil, nil, nil, choose, entry))
	row.SetHint(lang.L("A name that does not exist yet makes a new library."))
	sheet := widgets.NewSheet(lang.L("Open another library"), container.NewVBox(row))
	sheet.Width = 600
	sheet.Confirm = lang.L("Open")
	sheet.First = entry
	sheet.OnConfirm = func() bool {
		if info, err := os.Stat(entry.Text); entry.Text == "" || err == nil && info.IsDir() {
			row.SetError(lang.L("This is a folder; a library is a file"))
			return false
		}
		sh.switchTo(entry.Text)
		return true
	}
	sheet.Show(sh.win.Canvas())
	sh.events.emit("sheet library")
}

// lossContent explains that words could not be saved, and shows them.
func lossContent(t db.Trouble, text *widgets.Field) fyne.CanvasObject {
	return container.NewVBox(wrapped(lang.L(t.What)), wrapped(lang.L(t.Do)),
		container.New(atLeast{fyne.NewSize(0, 160)}, text))
}
