package app

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// repair saves what is left of a library that cannot be opened into a new one,
// and opens that.
func (sh *shell) repair(path string) {
	sh.win.SetContent(widgets.NewGround(widgets.GroundPage, widgets.NewEmptyState("library",
		lang.L("Saving what can be read of {{.Name}}", map[string]any{"Name": libraryName(path)}),
		lang.L("It goes into a new library beside it. The damaged file is not changed."))))
	sh.events.emit("repairing")
	fetch(context.Background(), sh.loop, func(ctx context.Context) (db.Salvage, error) {
		return db.SalvageFile(ctx, path, sh.loop.Now())
	}, func(s db.Salvage, err error) {
		if err != nil {
			sh.showError(path, err)
			return
		}
		sh.opened = func(d *Desk) { d.showSalvage(s) }
		sh.open(s.Path)
	})
}

// showSalvage says what could be saved, and lets it be copied.
func (d *Desk) showSalvage(s db.Salvage) {
	what := lang.L("Saved from the damaged file: {{.Contents}}.", map[string]any{"Contents": countsText(s.Saved)})
	lost := lang.L("Nothing is known to be lost.")
	if len(s.Lost) > 0 {
		lost = plural(len(s.Lost), "{{.N}} thing is lost or not as it was; the report names it.", "{{.N}} things are lost or not as they were; the report names them.")
	}
	b := widgets.NewBanner(widgets.BannerInfo, what, lost,
		lang.L("The damaged file is as it was; the report is {{.Name}} beside it.", map[string]any{"Name": filepath.Base(s.Report)}))
	b.AddAction(lang.L("Copy what is lost"), func() {
		lines := make([]string, len(s.Lost))
		for i, l := range s.Lost {
			lines[i] = l.String()
		}
		d.app.Clipboard().SetContent(strings.Join(lines, "\n"))
		d.say(lang.L("Copied"))
	})
	d.banners.add(b)
	d.events.emit("salvaged %d %d", s.Saved.Briefs, len(s.Lost))
}
