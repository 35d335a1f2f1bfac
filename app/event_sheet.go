package app

import (
	"fyne.io/fyne/v2/lang"

	"sidelight/app/anchor"
	"sidelight/app/intake"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// editEvent asks for the title and the date of an event.
func (k *kit) editEvent(e db.Event, then func()) {
	switch {
	case !k.canWrite():
	case e.State == db.StateDismissed:
		k.say(lang.L("Keep the event first"))
	default:
		k.askEvent(lang.L("Edit event"), e, func(title string, date db.Date, changed bool) {
			d := eventDecision(e, db.StateEdited)
			d.Text, d.Date = title, date
			switch {
			case e.State == db.StateAdded:
				d.Verdict = db.StateAdded
			case title == "" && !changed && date.Rule != db.RuleByHand:
				d.Verdict = db.StateKept // as it was found
			}
			k.decide(lang.L("edit event"), lang.L("Event saved"), then, d)
		})
	}
}

// addEvent puts the selected words, or the sentence at the cursor, into the
// chronology. Where a date was found in them already, that event is edited.
func (p *briefPage) addEvent() {
	if !p.loaded || !p.canWrite() {
		return
	}
	start, end := p.reader.Selection()
	if end <= start {
		start, end = sentenceAt(p.revision.Text, p.reader.Caret())
	}
	at := anchor.Describe(p.revision.Text, span.Span{Start: start, End: end})
	if at.Span.Empty() {
		p.say(lang.L("Select the words of the event first"))
		return
	}
	p.bar.Hide()
	keep := func() { p.act.keep(p) }
	for _, e := range p.lenses.report.Events {
		if e.RevisionID == p.revision.ID && e.Start < at.Span.End && e.End > at.Span.Start && at.Span.Start <= e.DateStart && e.DateEnd <= at.Span.End {
			p.editEvent(e, keep)
			return
		}
	}
	e := db.Event{BriefID: p.id, RevisionID: p.revision.ID, Start: at.Span.Start, End: at.Span.End, Sentence: at.Exact}
	p.askEvent(lang.L("Add to the chronology"), e, func(title string, date db.Date, _ bool) {
		p.decide(lang.L("add event"), lang.L("Added to the chronology"), keep, db.Decision{Kind: db.DecideEvent, BriefID: e.BriefID, RevisionID: e.RevisionID,
			Start: e.Start, End: e.End, Verdict: db.StateAdded, Text: title, Date: date})
	})
}

// askEvent opens the sheet of an event. save hears of the title ("": the words
// themselves) and the date, and whether that is another than before.
func (k *kit) askEvent(heading string, e db.Event, save func(title string, date db.Date, changed bool)) {
	sentence := widgets.NewText("“"+oneLine(e.Sentence)+"”", widgets.TextStyle{Quiet: true, Lines: 4})
	title, date := widgets.NewField(lang.L("the words above")), widgets.NewField(lang.L("9 August 2024, August 2024 or 2024"))
	title.SetText(e.Title)
	shown := dateText(e.Date, false)
	date.SetText(shown)
	titleRow, dateRow := widgets.NewFormRow(lang.L("Title"), title), widgets.NewFormRow(lang.L("Date"), date)
	sheet := widgets.NewSheet(heading, formOf(sentence, titleRow, dateRow))
	sheet.Width = 480
	sheet.Confirm = lang.L("Save")
	sheet.First = title
	if shown == "" {
		sheet.First = date
	}
	read := func() (d db.Date, changed, ok bool) {
		written := oneLine(date.Text)
		if written == shown {
			return e.Date, false, e.Date.Earliest != ""
		}
		d, ok = intake.ParseDate(written)
		return d, true, ok
	}
	understood := func() {
		dateRow.SetError("")
		dateRow.SetHint("")
		if d, _, ok := read(); ok {
			dateRow.SetHint(dateUnderstood(d))
		}
		sheet.Refresh()
	}
	understood()
	date.OnChanged = func(string) { understood() }
	sheet.OnCancel = func() { k.events.emit("sheet-closed event") }
	sheet.OnConfirm = func() bool {
		d, changed, ok := read()
		if !ok {
			dateRow.SetError(lang.L("Not a date that can be read"))
			if oneLine(date.Text) == "" {
				dateRow.SetError(lang.L("An event needs a date"))
			}
			sheet.Refresh()
			return false
		}
		sheet.OnCancel()
		save(oneLine(title.Text), d, changed)
		return true
	}
	k.sheet("event", sheet, fields{"event.title": title, "event.date": date})
}

// dateUnderstood says what was made of a date: its days, how exact it is, and
// by which rule.
func dateUnderstood(d db.Date) string {
	days := dayText(d.Earliest)
	if d.Latest != "" && d.Latest != d.Earliest {
		days = lang.L("{{.From}} to {{.To}}", map[string]any{"From": days, "To": dayText(d.Latest)})
	}
	return joinNonEmpty(" · ", days, exactness(db.Date{Earliest: d.Earliest, Latest: d.Latest}), dateRule(db.Date{Rule: d.Rule}))
}
