package app

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/export"
	"sidelight/db"
	"sidelight/widgets"
)

// askComparison asks for the file that a comparison is written to.
func (x *exporter) askComparison(c db.Comparison) {
	folder := x.app.Preferences().StringWithFallback(prefExportTo, defaultExportFolder())
	field := widgets.NewField("")
	field.SetText(filepath.Join(folder, export.FileName(sideTitle(c.LeftTitle)+" | "+sideTitle(c.RightTitle))+".md"))
	sheet := widgets.NewSheet(lang.L("Export the comparison"), widgets.NewFormRow(lang.L("File"), field))
	sheet.Width = 620
	sheet.Confirm, sheet.First = lang.L("Export"), field
	sheet.OnConfirm = func() bool {
		path := field.Text
		if !filepath.IsAbs(path) {
			x.say(lang.L("Give the whole path of the file"))
			return false
		}
		sheet.Hide()
		x.whenSaved(func() { x.writeComparison(c, path) })
		return true
	}
	sheet.OnCancel = func() { x.events.emit("sheet-closed compare-export") }
	x.sheet("compare-export", sheet, fields{"compare.to": field})
}

func (x *exporter) writeComparison(c db.Comparison, path string) {
	fetch(x.ctx, x.loop, func(ctx context.Context) (export.Report, error) {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return export.Report{}, err
		}
		return export.ComparisonFile(ctx, x.lib, c, path)
	}, func(r export.Report, err error) {
		if err != nil {
			x.failed(err)
			return
		}
		x.wrote(r, path)
	})
}

// copyComparison puts a comparison as a document on the clipboard.
func (x *exporter) copyComparison(c db.Comparison) {
	x.whenSaved(func() {
		fetch(x.ctx, x.loop, func(ctx context.Context) (string, error) { return export.ComparisonMarkdown(ctx, x.lib, c) },
			x.toClipboard)
	})
}

// toClipboard puts a document on the clipboard.
func (x *exporter) toClipboard(text string, err error) {
	if err != nil {
		x.report(fmt.Errorf("copy as Markdown: %w", err))
		return
	}
	x.app.Clipboard().SetContent(text)
	x.say(lang.L("Copied as Markdown"))
	x.events.emit("copied %d", len(text))
}
