package app

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// details are the fields of a brief that a person may correct.
type details struct {
	Title, Series, Publication, Volume, Issue, Author string
	Published                                         db.Date
	Tags                                              []string
	TLP                                               db.TLP
}

func detailsOf(b db.Brief) details {
	return details{b.Title, b.Series, b.Publication, b.Volume, b.Issue, b.Author, b.Published, b.Tags, b.TLP}
}

func detailsOfNew(b db.NewBrief) details {
	return details{b.Title, b.Series, b.Publication, b.Volume, b.Issue, b.Author, b.Published, b.Tags, b.TLP}
}

func (d details) into(b *db.NewBrief) {
	b.Title, b.Series, b.Publication, b.Volume, b.Issue, b.Author = d.Title, d.Series, d.Publication, d.Volume, d.Issue, d.Author
	b.Published, b.Tags, b.TLP = d.Published, d.Tags, d.TLP
}

func (d details) update() db.BriefUpdate {
	return db.BriefUpdate{Title: &d.Title, Series: &d.Series, Publication: &d.Publication, Volume: &d.Volume,
		Issue: &d.Issue, Author: &d.Author, Published: &d.Published, Tags: &d.Tags, TLP: &d.TLP}
}

// detailsForm edits details; the import preview and the sheet for later
// corrections share it.
type detailsForm struct {
	content   fyne.CanvasObject
	title     *widgets.Field
	series    *widgets.Field
	pub       *widgets.Field
	volume    *widgets.Field
	issue     *widgets.Field
	author    *widgets.Field
	date      *widgets.Field
	tags      *widgets.Field
	handling  *widgets.Choice             // of db.TLPs
	rows      map[string]*widgets.FormRow // by the field names of intake's remarks
	onChange  func()
	before    details
	ownChange bool
}

func newDetailsForm() *detailsForm {
	f := &detailsForm{rows: map[string]*widgets.FormRow{}}
	line := func() *widgets.Field {
		e := widgets.NewField("")
		e.OnChanged = func(string) { f.changed() }
		return e
	}
	f.title, f.series, f.pub, f.volume, f.issue = line(), line(), line(), line(), line()
	f.author, f.date, f.tags = line(), line(), line()
	f.tags.SetPlaceHolder(lang.L("separated by commas"))
	f.date.SetPlaceHolder(lang.L("9 August 2024, August 2024 or 2024"))
	f.handling = widgets.NewChoice(handlingNames(), 0)
	f.handling.OnChanged = func(int) { f.changed() }
	row := func(name, label string, e fyne.CanvasObject) *widgets.FormRow {
		r := widgets.NewFormRow(label, e)
		f.rows[name] = r
		return r
	}
	numbers := container.NewGridWithColumns(2, row("volume", lang.L("Volume"), f.volume), row("issue", lang.L("Issue"), f.issue))
	f.content = formOf(
		row("title", lang.L("Title"), f.title),
		row("series", lang.L("Series"), f.series),
		row("publication", lang.L("Publication"), f.pub),
		numbers,
		row("author", lang.L("Author"), f.author),
		row("published", lang.L("Published"), f.date),
		row("tags", lang.L("Tags"), f.tags),
		row("handling", lang.L("Handling"), f.handling))
	return f
}

// set fills the form; remarks stand under the fields they are about.
func (f *detailsForm) set(d details, remarks []db.Remark) {
	f.ownChange = true
	defer func() { f.ownChange = false; f.check() }()
	f.before = d
	f.title.SetText(d.Title)
	f.series.SetText(d.Series)
	f.pub.SetText(d.Publication)
	f.volume.SetText(d.Volume)
	f.issue.SetText(d.Issue)
	f.author.SetText(d.Author)
	f.date.SetText(dateField(d.Published))
	f.tags.SetText(strings.Join(d.Tags, ", "))
	f.handling.SetChosen(max(0, slices.Index(db.TLPs, d.TLP)))
	for _, r := range f.rows {
		r.SetError("")
		r.SetHint("")
	}
	for _, r := range remarks {
		if row, ok := f.rows[r.Field]; ok && r.Kind == db.RemarkGuessed {
			row.SetHint(lang.L("Guessed: {{.Why}}", map[string]any{"Why": r.Detail}))
		} else if ok && r.Field == "handling" && r.Kind == db.RemarkRecognised {
			row.SetHint(lang.L("Recognised: {{.Why}}", map[string]any{"Why": r.Detail}))
		}
	}
}

func dateField(d db.Date) string {
	if d.Written != "" {
		return d.Written
	}
	return dateText(d, false)
}

func (f *detailsForm) changed() {
	if f.ownChange {
		return
	}
	f.check()
	if f.onChange != nil {
		f.onChange()
	}
}

// check says what is wrong at the fields, and reports whether nothing is.
func (f *detailsForm) check() bool {
	ok := true
	if oneLine(f.title.Text) == "" {
		f.rows["title"].SetError(lang.L("A brief needs a title"))
		ok = false
	} else {
		f.rows["title"].SetError("")
	}
	if _, known := f.published(); !known {
		f.rows["published"].SetError(lang.L("Not a date that can be read; it is kept as written"))
	} else {
		f.rows["published"].SetError("")
	}
	return ok
}

// published reads the date field; a date that cannot be read keeps its words.
func (f *detailsForm) published() (db.Date, bool) {
	written := oneLine(f.date.Text)
	switch written {
	case "":
		return db.Date{}, true
	case dateField(f.before.Published):
		return f.before.Published, true
	}
	if d, ok := intake.ParseDate(written); ok {
		return d, true
	}
	return db.Date{Written: written}, false
}

// value returns the details as they stand in the form.
func (f *detailsForm) value() details {
	date, _ := f.published()
	return details{Title: oneLine(f.title.Text), Series: oneLine(f.series.Text), Publication: oneLine(f.pub.Text),
		Volume: oneLine(f.volume.Text), Issue: oneLine(f.issue.Text), Author: oneLine(f.author.Text),
		Published: date, Tags: splitTags(f.tags.Text), TLP: db.TLPs[max(0, f.handling.Chosen())]}
}

// fields names the form's fields.
func (f *detailsForm) fields(prefix string) fields {
	return fields{prefix + "title": f.title, prefix + "series": f.series, prefix + "publication": f.pub, prefix + "volume": f.volume,
		prefix + "issue": f.issue, prefix + "author": f.author, prefix + "date": f.date, prefix + "tags": f.tags, prefix + "handling": f.handling}
}

// gap is the space between the two halves of a sheet.
const gap = look.Space24
