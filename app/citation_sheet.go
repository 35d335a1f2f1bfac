package app

import (
	"fyne.io/fyne/v2/lang"

	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
)

// correctCitation asks for the source and the date that a citation really has.
func (k *kit) correctCitation(c db.Citation) {
	if !k.canWrite() {
		return
	}
	source, date := widgets.NewField(""), widgets.NewField(lang.L("19 August 2024, August 2024 or 2024"))
	source.SetText(c.Source)
	shown := dateText(c.Date, false)
	date.SetText(shown)
	sourceRow, dateRow := widgets.NewFormRow(lang.L("Source"), source), widgets.NewFormRow(lang.L("Date"), date)
	if rule := dateRule(c.Date); rule != "" {
		dateRow.SetHint(rule)
	}
	sheet := widgets.NewSheet(lang.L("Correct the citation"), formOf(sourceRow, dateRow))
	sheet.Width = 440
	sheet.Confirm = lang.L("Save")
	sheet.First = source
	read := func() (db.Date, bool) {
		written := oneLine(date.Text)
		if written == shown || written == "" {
			return db.Date{}, true // as found
		}
		return intake.ParseDate(written)
	}
	date.OnChanged = func(string) {
		dateRow.SetError("")
		if d, ok := read(); ok && d.Earliest != "" {
			dateRow.SetHint(joinNonEmpty(": ", dateText(db.Date{Earliest: d.Earliest, Latest: d.Latest}, false), d.Rule))
		}
		sheet.Refresh()
	}
	sheet.OnCancel = func() { k.events.emit("sheet-closed citation") }
	sheet.OnConfirm = func() bool {
		name := oneLine(source.Text)
		d, ok := read()
		switch {
		case name == "":
			sourceRow.SetError(lang.L("A citation needs a source"))
		case !ok:
			dateRow.SetError(lang.L("Not a date that can be read"))
		}
		if name == "" || !ok {
			sheet.Refresh()
			return false
		}
		if name == c.Source {
			name = ""
		}
		if d.Earliest == "" && c.State == db.StateCorrected {
			d = c.Date // what was corrected before stays
		}
		sheet.OnCancel()
		if name == "" && d.Earliest == "" {
			return true // nothing was changed
		}
		if name == "" && c.State == db.StateCorrected {
			name = c.Source
		}
		k.decide(lang.L("correct citation"), lang.L("Citation corrected"), nil, db.Decision{Kind: db.DecideCitation, BriefID: c.BriefID, RevisionID: c.RevisionID,
			Start: c.Start, End: c.End, Verdict: db.StateCorrected, Text: name, Date: d})
		return true
	}
	k.sheet("citation", sheet, fields{"citation.source": source, "citation.date": date})
}
