package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/sample"
	"sidelight/widgets"
)

// welcome is the middle of the desk while no tab is open: on an empty
// library it offers how to begin, later it says how to go on.
type welcome struct {
	content fyne.CanvasObject
	first   *widgets.EmptyState
	later   *widgets.EmptyState
}

func newWelcome(d *Desk) *welcome {
	w := &welcome{}
	w.first = widgets.NewEmptyState("brief", lang.L("An empty library"), lang.L("Import the briefs you read, or look around in a library made for trying."))
	if d.canWrite() {
		w.first.SetPrimary(lang.L("Import briefs"), func() { d.importer.ask() })
		w.first.SetSecondary(lang.L("Open the sample library"), d.loadSample)
		w.first.SetHint(lang.L("Text and Markdown files can also be dropped on the window."))
	}
	w.later = widgets.NewEmptyState("library", lang.L("No brief open"), lang.L("Choose one in the list. A click shows it, a double click keeps its tab open."))
	w.first.Hide()
	w.later.Hide()
	w.content = widgets.NewGround(widgets.GroundPage, container.NewStack(w.first, w.later))
	return w
}

// show picks the words by how much the library holds.
func (w *welcome) show(briefs int) {
	setShown(w.first, briefs == 0)
	setShown(w.later, briefs > 0)
}

// loadSample fills the library with the sample briefs.
func (d *Desk) loadSample() {
	if !d.canWrite() {
		return
	}
	var got sample.Report
	d.jobs.start(d.ctx, lang.L("Loading the sample library"), func(ctx context.Context, _ func(int, int)) (err error) {
		got, err = sample.Load(ctx, d.lib)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			d.report(fmt.Errorf("load the sample library: %w", err))
		default:
			d.events.emit("sample %d", got.Briefs)
			d.say(plural(got.Briefs, "{{.N}} sample brief added", "{{.N}} sample briefs added"))
			d.saved()
		}
	})
}
