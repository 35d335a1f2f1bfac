package app

import (
	"context"
	"fmt"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// showImportLog says how the brief in view was read when it was imported.
func (p *briefPage) showImportLog() {
	if !p.loaded {
		return
	}
	type read struct {
		log  []db.Remark
		file db.Original
	}
	fetch(p.ctx, p.loop, func(ctx context.Context) (r read, err error) {
		if r.log, err = p.lib.ImportLog(ctx, p.revision.ID); err != nil {
			return r, err
		}
		r.file, err = p.lib.Original(ctx, p.revision.ID)
		r.file.Bytes = nil
		return r, err
	}, func(r read, err error) {
		if err != nil {
			p.report(fmt.Errorf("open the log of the import: %w", err))
			return
		}
		p.showLog(r.file, r.log)
	})
}

func (p *briefPage) showLog(file db.Original, log []db.Remark) {
	var parts []fyne.CanvasObject
	section := func(title string, kind db.RemarkKind) {
		var facts []widgets.Fact
		for _, r := range log {
			if r.Kind == kind {
				facts = append(facts, widgets.Fact{Name: remarkField(r.Field), Text: sentenceOf(r.Detail)})
			}
		}
		if len(facts) > 0 {
			head := widgets.NewSectionHead(title)
			head.SetCount(number(len(facts)))
			parts = append(parts, head, widgets.NewFactTable(facts...))
		}
	}
	section(lang.L("Recognised"), db.RemarkRecognised)
	section(lang.L("Guessed: worth a look"), db.RemarkGuessed)
	section(lang.L("Left out"), db.RemarkDropped)
	name := file.Name
	if name == "" {
		name = lang.L("Pasted text")
	}
	says := widgets.NewText(joinNonEmpty(" · ", name, file.MediaType, lang.L("imported {{.Date}}", map[string]any{"Date": p.revision.ImportedAt.Local().Format("2006-01-02 15:04")})),
		widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	var body fyne.CanvasObject = widgets.NewEmptyState("info", lang.L("Nothing was written down"), lang.L("This brief was imported before Sidelight kept a log of it, or written by hand."))
	if len(parts) > 0 {
		body = container.New(insets{0, 0, look.Space8, 0}, widgets.NewPanePage(parts...))
	}
	sheet := widgets.NewSheet(lang.L("How “{{.Title}}” was read", map[string]any{"Title": shorten(p.brief.Title, 56)}),
		stacked(says, container.New(fixedHeight{400}, body)))
	sheet.Width = 720
	sheet.CancelText = lang.L("Close")
	sheet.OnCancel = func() { p.events.emit("sheet-closed log") }
	p.sheet("log", sheet, nil)
}

// remarkField names what a line of the log is about.
func remarkField(field string) string {
	switch field {
	case "title":
		return lang.L("Title")
	case "author":
		return lang.L("Author")
	case "published":
		return lang.L("Date")
	case "publication":
		return lang.L("Publication")
	case "volume":
		return lang.L("Volume")
	case "issue":
		return lang.L("Issue")
	case "series":
		return lang.L("Series")
	case "tags":
		return lang.L("Tags")
	case "summary":
		return lang.L("Summary")
	case "encoding":
		return lang.L("Encoding")
	case "format":
		return lang.L("Format")
	case "pages":
		return lang.L("Pages")
	case "footnotes":
		return lang.L("Footnotes")
	case "caption":
		return lang.L("Captions")
	case "headings":
		return lang.L("Headings")
	case "subtitle":
		return lang.L("Subtitle")
	case "handling":
		return lang.L("Handling")
	case "images":
		return lang.L("Pictures")
	case "attachments":
		return lang.L("Attachments")
	case "structure":
		return lang.L("Structure")
	case "text":
		return lang.L("Text")
	}
	return field
}

// sentenceOf begins a remark as a sentence does.
func sentenceOf(detail string) string {
	first, size := utf8.DecodeRuneInString(detail)
	return string(unicode.ToUpper(first)) + detail[size:]
}
