package app

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"sidelight/app/intake"
	"sidelight/app/intake/tables"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// columnsSheet asks which column of a table of articles holds what, before its
// rows are previewed one by one.
type columnsSheet struct {
	*importer
	path    string
	table   *tables.Table
	choices map[string]*widgets.Choice // by field; the first option is none
	rows    map[string]*widgets.FormRow
	title   *widgets.Text // of the first article, as it would be
	text    *widgets.Text
	panel   *widgets.Sheet
}

// The sheet has two columns of fields.
const (
	columnWidth  = 340
	columnsWidth = 2*columnWidth + look.Space24 + 2*look.Space16
)

// askColumns shows the sheet with what was chosen before for such a table, or
// what is guessed.
func (im *importer) askColumns(path string, t *tables.Table, kept tables.Columns) {
	s := &columnsSheet{importer: im, path: path, table: t, choices: map[string]*widgets.Choice{}, rows: map[string]*widgets.FormRow{}}
	chosen := t.Guess()
	for field, column := range kept {
		chosen[field] = column
	}
	options := append([]string{lang.L("none")}, t.Header...)
	left, right := formOf(), formOf()
	named := fields{}
	for i, field := range tables.Fields {
		c := widgets.NewChoice(options, 1+slices.Index(t.Header, chosen[field]))
		c.OnChanged = func(int) { s.changed() }
		s.choices[field], named["columns."+field] = c, c
		s.rows[field] = widgets.NewFormRow(columnTitle(field), c)
		if i%2 == 0 {
			left.Add(s.rows[field])
		} else {
			right.Add(s.rows[field])
		}
	}
	grid := container.New(layout.NewCustomPaddedHBoxLayout(look.Space24), container.New(atLeast{fyne.NewSize(columnWidth, 0)}, left), container.New(atLeast{fyne.NewSize(columnWidth, 0)}, right))
	s.title = widgets.NewText("", widgets.TextStyle{Bold: true})
	s.text = widgets.NewText("", widgets.TextStyle{Serif: true, Lines: 3})
	head := widgets.NewText(lang.L("Each of the {{.N}} rows is an article. Which column holds what?", map[string]any{"N": len(t.Rows)}), widgets.TextStyle{Quiet: true})
	first := widgets.NewText(lang.L("The first article would be"), widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	s.panel = widgets.NewSheet(lang.L("Columns of the table"), formOf(head, grid, first, s.title, s.text))
	s.panel.Width = columnsWidth
	s.panel.Confirm = lang.L("Continue")
	s.panel.First = s.choices["title"]
	s.panel.OnCancel = func() { s.events.emit("sheet-closed columns") }
	s.panel.OnConfirm = func() bool { s.confirm(); return true }
	im.sheet("columns", s.panel, named)
	s.changed()
}

// columnTitle is what a field of a table is called in the window.
func columnTitle(field string) string {
	switch field {
	case "title":
		return lang.L("Title")
	case "text":
		return lang.L("Text")
	case "author":
		return lang.L("Author")
	case "date":
		return lang.L("Published")
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
	case "url":
		return lang.L("Address of the article")
	case "id":
		return lang.L("Name of the row")
	}
	return field
}

// value is what is chosen: "" for a field that no column holds.
func (s *columnsSheet) value() tables.Columns {
	c := tables.Columns{}
	for field, choice := range s.choices {
		c[field] = ""
		if at := choice.Chosen(); at > 0 {
			c[field] = s.table.Header[at-1]
		}
	}
	return c
}

// changed shows samples of the columns chosen, and the first article.
func (s *columnsSheet) changed() {
	hints := make([]string, len(tables.Fields)+1)
	for i, field := range tables.Fields {
		if at := s.choices[field].Chosen(); at > 0 {
			hints[i] = strings.Join(s.table.Sample(at-1), " · ")
		}
	}
	for i, field := range tables.Fields {
		if hints[i] == "" && hints[i^1] != "" {
			hints[i] = " " // as high as the field beside it
		}
		s.rows[field].SetHint(hints[i])
	}
	text := s.choices["text"].Chosen()
	s.panel.SetConfirmEnabled(text > 0)
	if text > 0 {
		s.rows["text"].SetError("")
	} else {
		s.rows["text"].SetError(lang.L("Choose the column that holds the texts"))
	}
	s.title.SetText(s.firstCell("title", 200))
	s.text.SetText(s.firstCell("text", 400))
}

// firstCell is the beginning of what the first row with a text has for a field.
func (s *columnsSheet) firstCell(field string, most int) string {
	at, text := s.choices[field].Chosen(), s.choices["text"].Chosen()
	if at <= 0 || text <= 0 {
		return ""
	}
	for _, row := range s.table.Rows {
		if strings.TrimSpace(row[text-1]) != "" {
			r := []rune(oneLine(row[at-1][:min(len(row[at-1]), 4*most)]))
			return string(r[:min(len(r), most)])
		}
	}
	return ""
}

// confirm keeps the choice for tables with this header and reads the rows.
func (s *columnsSheet) confirm() {
	s.events.emit("sheet-closed columns")
	chosen := s.value()
	if s.canWrite() {
		store(s.ctx, s.loop, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, intake.KeepColumns(ctx, s.lib, s.table.Header, chosen)
		}, func(_ struct{}, err error) {
			if err != nil {
				s.report(err)
			}
		})
	}
	s.oneByOne([]string{s.path}, intake.Reading{Columns: func([]string) tables.Columns { return chosen }})
}
