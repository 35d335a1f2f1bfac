package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/app/version"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// helpGroups puts the commands under their menus, those of the selection
// under a heading of their own.
func helpGroups() (titles []string, groups map[string][]Command) {
	groups = map[string][]Command{}
	selection := lang.L("On selected words")
	for _, c := range Commands() {
		if c.Menu != "" {
			groups[lang.L(string(c.Menu))] = append(groups[lang.L(string(c.Menu))], c)
		}
		if c.Typed != "" {
			groups[selection] = append(groups[selection], c)
		}
	}
	titles = append(titles, selection)
	for _, m := range Menus {
		titles = append(titles, lang.L(string(m)))
	}
	return titles, groups
}

// showHelp opens the table of all commands and their keys.
func (d *Desk) showHelp() {
	titles, groups := helpGroups()
	columns := []*fyne.Container{container.NewVBox(), container.NewVBox()}
	for i, title := range titles {
		col := columns[0]
		if i >= 4 {
			col = columns[1]
		}
		col.Add(container.New(insets{look.Space8, 0, look.Space4, 0}, widgets.NewText(title, widgets.TextStyle{Bold: true})))
		for _, c := range groups[title] {
			keys := c.ShortcutText(onMac())
			if i == 0 {
				keys = c.Typed
			}
			col.Add(helpRow(lang.L(c.Title), keys))
		}
	}
	both := container.New(insets{0, look.Space16, 0, 0}, container.NewGridWithColumns(2, container.New(insets{0, look.Space16, 0, 0}, columns[0]), container.New(insets{0, 0, 0, look.Space16}, columns[1])))
	body := container.New(atLeast{fyne.NewSize(780, 470)}, container.NewVScroll(both))
	sheet := widgets.NewSheet(lang.L("Keyboard and commands"), body)
	sheet.Width = 830
	sheet.CancelText = lang.L("Close")
	sheet.OnCancel = func() { d.events.emit("sheet-closed help") }
	d.sheet("help", sheet, nil)
}

// showGuide opens the guide in a tab.
func (d *Desk) showGuide() { d.show(tabKey{Kind: tabGuide}, "", true) }

func helpRow(title, keys string) fyne.CanvasObject {
	name := widgets.NewText(title, widgets.TextStyle{})
	key := widgets.NewText(keys, widgets.TextStyle{Size: look.SmallSize, Quiet: true, Align: fyne.TextAlignTrailing})
	return container.NewBorder(nil, nil, nil, key, name)
}

// showAbout says what this is, which version, and where the library lies.
func (d *Desk) showAbout() {
	built := version.Of()
	line := func(text string) fyne.CanvasObject {
		l := widget.NewLabel(text)
		l.Wrapping = fyne.TextWrapWord
		return l
	}
	body := container.NewVBox(
		line(lang.L("An offline desk for people who read briefs. Nothing leaves this machine.")),
		line(lang.L("Version {{.V}} of commit {{.C}}", map[string]any{"V": built.Program, "C": built.Commit})),
		line(lang.L("Fyne {{.F}} · SQLite {{.S}} (modernc.org/sqlite {{.M}}) · Go {{.G}} · {{.P}}",
			map[string]any{"F": built.Fyne, "S": built.SQLite, "M": built.Driver, "G": built.Go, "P": built.System})),
		line(lang.L("This library: {{.Path}}", map[string]any{"Path": d.lib.Path()})),
		line(d.keeper.lastText()),
		line(lang.L("Sidelight is under the MIT licence; the reading typeface, Noto Serif, under the SIL Open Font Licence.")))
	sheet := widgets.NewSheet(lang.L("About Sidelight"), body)
	sheet.Width = 520
	sheet.CancelText = lang.L("Close")
	sheet.OnCancel = func() { d.events.emit("sheet-closed about") }
	d.sheet("about", sheet, nil)
}
