package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/db"
	"sidelight/widgets"
)

// showHistory lists the earlier versions of the note and lets one be brought
// back. Bringing back is an edit like any other: the words it replaces become
// a version themselves.
func (e *noteEditor) showHistory() {
	if e.saver == nil || e.noteID == 0 {
		e.say(lang.L("There are no earlier versions yet"))
		return
	}
	e.flush()
	fetch(e.ctx, e.loop, func(ctx context.Context) ([]db.NoteVersion, error) {
		return e.lib.NoteHistory(ctx, e.noteID)
	}, func(versions []db.NoteVersion, err error) {
		switch {
		case err != nil:
			e.report(fmt.Errorf("read the earlier versions: %w", err))
		case len(versions) == 0:
			e.say(lang.L("There are no earlier versions yet"))
		default:
			e.sheet("history", e.historySheet(versions), nil)
		}
	})
}

func (e *noteEditor) historySheet(versions []db.NoteVersion) *widgets.Sheet {
	text := widget.NewLabel("")
	text.Wrapping = fyne.TextWrapWord
	chosen := versions[0]
	list := widgets.NewRowList()
	list.Length = func() int { return len(versions) }
	list.Row = func(i int) widgets.RowData {
		v := versions[i]
		return widgets.RowData{ID: v.ID, Title: v.SavedAt.Local().Format("2 Jan 2006 15:04"), Detail: shorten(v.Body, 60)}
	}
	show := func(id int64) {
		for _, v := range versions {
			if v.ID == id {
				chosen = v
				text.SetText(v.Body)
			}
		}
	}
	list.OnSelect = show
	list.SetSelected(chosen.ID)
	show(chosen.ID)
	body := container.New(atLeast{fyne.NewSize(720, 380)}, container.NewBorder(nil, nil,
		container.New(atLeast{fyne.NewSize(240, 380)}, list), nil,
		widgets.NewGround(widgets.GroundPage, container.NewVScroll(text))))
	sheet := widgets.NewSheet(lang.L("Earlier versions"), body)
	sheet.Width = 780
	sheet.CancelText = lang.L("Close")
	sheet.First = list
	if e.canWrite() {
		sheet.Confirm = lang.L("Bring this version back")
		sheet.OnConfirm = func() bool {
			e.editor.SetText(chosen.Body)
			e.changed(chosen.Body)
			e.flush()
			e.say(lang.L("Earlier version brought back"))
			return true
		}
	}
	return sheet
}
