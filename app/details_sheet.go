package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// The sizes of the two halves of the details and import sheets; the blocks
// take more where the window has more.
const (
	formWidth   float32 = 320
	blocksLeast float32 = 440
	blocksMost  float32 = 700
	formLeast   float32 = 430
	formMost    float32 = 486 // all fields
)

// halves sets the form beside the blocks, and returns the width of both with
// the sheet's margins.
func halves(w fyne.Window, form, blocks fyne.CanvasObject) (both fyne.CanvasObject, width float32) {
	blocksWidth := min(max(w.Canvas().Size().Width-formWidth-8*gap, blocksLeast), blocksMost)
	height := min(max(w.Canvas().Size().Height-10*gap, formLeast), formMost)
	left := container.New(atLeast{fyne.NewSize(formWidth, height)}, container.NewVScroll(form))
	right := container.New(atLeast{fyne.NewSize(blocksWidth, height)}, blocks)
	return container.New(layout.NewCustomPaddedHBoxLayout(gap), left, right), formWidth + gap + blocksWidth + 2*look.Space16
}

// editDetails opens the sheet that corrects a brief's fields and blocks.
func (d *Desk) editDetails(id int64) {
	if id == 0 || !d.canWrite() {
		return
	}
	type found struct {
		brief    db.Brief
		revision db.Revision
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (f found, err error) {
		if f.brief, err = d.lib.Brief(ctx, id); err != nil {
			return f, err
		}
		f.revision, err = d.lib.Revision(ctx, f.brief.RevisionID)
		return f, err
	}, func(f found, err error) {
		if err != nil {
			d.report(fmt.Errorf("open the details: %w", err))
			return
		}
		d.showDetails(f.brief, f.revision)
	})
}

func (d *Desk) showDetails(b db.Brief, rev db.Revision) {
	form, blocks := newDetailsForm(), newBlocksList()
	form.set(detailsOf(b), nil)
	blocks.set(rev.Text, rev.Blocks)
	both, width := halves(d.win, form.content, blocks.content)
	sheet := widgets.NewSheet(lang.L("Edit details"), both)
	sheet.Width = width
	sheet.Confirm = lang.L("Save")
	sheet.First = form.title
	sheet.OnConfirm = func() bool {
		if !form.check() {
			return false
		}
		d.saveDetails(b, rev, form.value(), blocks)
		d.events.emit("sheet-closed details")
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed details") }
	d.sheet("details", sheet, form.fields("details."))
}

// saveDetails stores what was corrected, as one step that can be taken back.
func (d *Desk) saveDetails(b db.Brief, rev db.Revision, after details, blocks *blocksList) {
	forward, back := after.update(), detailsOf(b).update()
	if blocks.changed {
		now, before := blocks.blocks, rev.Blocks
		forward.Blocks, back.Blocks = &now, &before
	}
	set := func(u db.BriefUpdate) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := d.lib.UpdateBrief(ctx, b.ID, u)
			return err
		}
	}
	d.undo.run(d.ctx, step{What: lang.L("edit details"), Do: set(forward), Undo: set(back)}, func() {
		d.saved()
		d.say(lang.L("Details saved"))
		d.events.emit("details-saved %d", b.ID)
	})
}
