package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/intake"
	"sidelight/db"
	"sidelight/widgets"
)

// evidenceMost is how many annotations are offered as evidence.
const evidenceMost = 40

// relate asks for a relation of an actor; old is the one to be edited, with ID
// 0 for a new one.
func (d *Desk) relate(a db.Actor, old db.Relation) {
	if !d.canWrite() || a.ID == 0 {
		return
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) ([]db.Annotation, error) {
		return d.lib.AnnotationsNaming(ctx, a.ID, evidenceMost)
	},
		func(evidence []db.Annotation, err error) {
			if err != nil {
				d.report(fmt.Errorf("look for evidence: %w", err))
				return
			}
			d.askRelation(a, old, evidence)
		})
}

func (d *Desk) askRelation(a db.Actor, old db.Relation, evidence []db.Annotation) {
	kinds, chosen := make([]string, len(db.RelationKinds)), 3
	for i, k := range db.RelationKinds {
		kinds[i] = relationKindName(k)
		if k == old.Kind {
			chosen = i
		}
	}
	kind := widgets.NewChoice(kinds, chosen)
	var sheet *widgets.Sheet
	refresh := func() {
		if sheet != nil {
			sheet.Refresh()
		}
	}
	other := newActorPicker(d.kit, a.ID, refresh)
	since, until := newDayField(lang.L("2017, May 2024, 28 July 2024"), old.Since, refresh), newDayField("", old.Until, refresh)
	quotes, at := []string{lang.L("None")}, 0
	for i, e := range evidence {
		quotes = append(quotes, "“"+shorten(e.Quote, 64)+"”")
		if e.ID == old.AnnotationID {
			at = i + 1
		}
	}
	proof := widgets.NewChoice(quotes, at)
	remark := widgets.NewField("")
	remark.SetText(old.Remark)
	with := widgets.NewFormRow(lang.L("With"), other.content)
	proofRow := widgets.NewFormRow(lang.L("Evidence"), proof)
	if len(evidence) == 0 {
		proofRow.SetHint(lang.L("Mark a passage that names this actor, and it can be chosen here."))
	}
	title := lang.L("New relation of {{.Name}}", map[string]any{"Name": shorten(a.Name, 40)})
	if old.ID != 0 {
		title = lang.L("Relation of {{.Name}}", map[string]any{"Name": shorten(a.Name, 40)})
	}
	sheet = widgets.NewSheet(title, formOf(widgets.NewFormRow(lang.L("Relation"), kind), with, since.row(lang.L("Since")), until.row(lang.L("Until")),
		proofRow, widgets.NewFormRow(lang.L("Remark"), remark)))
	sheet.Confirm = lang.L("Save")
	sheet.Width = 520
	sheet.First = other.field
	sheet.OnConfirm = func() bool {
		switch {
		case other.chosen.ID == 0:
			with.SetError(lang.L("Choose one of the actors offered"))
			return false
		case !since.check() || !until.check():
			return false
		}
		r := old
		r.ActorID, r.OtherID, r.Kind = a.ID, other.chosen.ID, db.RelationKinds[kind.Chosen()]
		r.Since, r.Until, r.Remark, r.AnnotationID = since.date, until.date, oneLine(remark.Text), 0
		if i := proof.Chosen(); i > 0 {
			r.AnnotationID = evidence[i-1].ID
		}
		d.events.emit("sheet-closed relation")
		d.saveRelation(old, r)
		return true
	}
	sheet.OnCancel = func() { d.events.emit("sheet-closed relation") }
	if old.ID != 0 {
		other.set(db.Actor{ID: old.OtherID, Name: old.Other})
	}
	d.sheet("relation", sheet, fields{"relation.with": other.field, "relation.kind": kind, "relation.since": since.field})
}

// saveRelation adds or changes a relation, as a step that can be taken back.
func (d *Desk) saveRelation(old, now db.Relation) {
	made := now
	s := step{What: lang.L("edit relation"),
		Do:   func(ctx context.Context) error { _, err := d.lib.UpdateRelation(ctx, now); return err },
		Undo: func(ctx context.Context) error { _, err := d.lib.UpdateRelation(ctx, old); return err }}
	if old.ID == 0 {
		s = step{What: lang.L("add relation"),
			Do: func(ctx context.Context) (err error) {
				made, err = d.lib.AddRelation(ctx, made)
				return err
			},
			Undo: func(ctx context.Context) error { _, err := d.lib.DeleteRelation(ctx, made.ID); return err }}
	}
	d.undo.run(d.ctx, s, func() {
		d.saved()
		d.events.emit("relation-saved %d", made.ID)
	})
}

func (d *Desk) deleteRelation(r db.Relation) {
	gone := r
	d.undo.run(d.ctx, step{What: lang.L("delete relation"),
		Do: func(ctx context.Context) (err error) {
			gone, err = d.lib.DeleteRelation(ctx, gone.ID)
			return err
		},
		Undo: func(ctx context.Context) (err error) {
			gone, err = d.lib.AddRelation(ctx, gone)
			return err
		},
	}, func() {
		d.saved()
		d.events.emit("relation-deleted %d", r.ID)
	})
}

// relationMenu is the menu of a relation on an actor's page.
func (d *Desk) relationMenu(a db.Actor, r db.Relation, at fyne.Position) {
	other := r.OtherID
	if other == a.ID {
		other = r.ActorID
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Open the other actor"), func() { d.openActor(other, true) })}
	if r.AnnotationID != 0 {
		items = append(items, fyne.NewMenuItem(lang.L("Show the evidence: “{{.Quote}}”", map[string]any{"Quote": shorten(r.Evidence, 48)}),
			func() { d.showEvidence(r) }))
	}
	if r.Remark != "" {
		remark := fyne.NewMenuItem(shorten(r.Remark, 64), nil)
		remark.Disabled = true
		items = append(items, remark)
	}
	if d.canWrite() {
		from := a
		if r.ActorID != a.ID { // edited from where it starts
			from = db.Actor{ID: r.ActorID, Name: r.Actor}
		}
		items = append(items, fyne.NewMenuItemSeparator(),
			fyne.NewMenuItem(lang.L("Edit…"), func() { d.relate(from, r) }),
			fyne.NewMenuItem(lang.L("Delete"), func() { d.deleteRelation(r) }))
	}
	popUp(d.win, at, items...)
}

// showEvidence opens the annotation that a relation rests on.
func (d *Desk) showEvidence(r db.Relation) {
	fetch(d.ctx, d.loop, func(ctx context.Context) (db.Annotation, error) { return d.lib.Annotation(ctx, r.AnnotationID) },
		func(a db.Annotation, err error) {
			if err != nil {
				d.report(fmt.Errorf("open the evidence: %w", err))
				return
			}
			d.openAt(a.BriefID, a.Start, a.End)
		})
}

// mentionMenu settles who a mention is, from the page of an actor.
func (d *Desk) mentionMenu(m db.MentionInContext, at fyne.Position) {
	open := fyne.NewMenuItem(lang.L("Open the passage"), func() { d.openAt(m.BriefID, m.Start, m.End) })
	if !d.canWrite() {
		popUp(d.win, at, open)
		return
	}
	decide := func(verdict db.State) func() {
		return func() {
			d.decide(lang.L("settle a mention"), lang.L("Settled"), nil, db.Decision{Kind: db.DecideMention, BriefID: m.BriefID, RevisionID: m.RevisionID,
				Start: m.Start, End: m.End, Verdict: verdict, ActorID: m.ActorID})
		}
	}
	this := fyne.NewMenuItem(lang.L("This is {{.Name}}", map[string]any{"Name": m.Actor}), decide(db.StateSettled))
	nobody := fyne.NewMenuItem(lang.L("This is no actor"), decide(db.StateNobody))
	items := []*fyne.MenuItem{open, fyne.NewMenuItemSeparator(), this, nobody}
	if m.State != db.StateFound {
		items = append(items, fyne.NewMenuItem(lang.L("Leave it open again"), decide("")))
	}
	popUp(d.win, at, items...)
}

// dayField reads a date as people write it and says what it understood.
type dayField struct {
	field *widgets.Field
	below *widgets.FormRow
	date  db.Date
	bad   bool
	grown func()
}

func newDayField(hint string, date db.Date, grown func()) *dayField {
	f := &dayField{field: widgets.NewField(hint), date: date, grown: grown}
	f.field.SetText(dateField(date))
	f.field.OnChanged = func(string) { f.read() }
	return f
}

// row names the field.
func (f *dayField) row(label string) *widgets.FormRow {
	f.below = widgets.NewFormRow(label, f.field)
	return f.below
}

func (f *dayField) read() {
	f.date, f.bad = db.Date{}, false
	if oneLine(f.field.Text) != "" {
		var ok bool
		f.date, ok = intake.ParseDate(f.field.Text)
		f.bad = !ok
	}
	f.below.SetError("")
	hint := ""
	if f.date.Earliest != "" {
		hint = dateText(db.Date{Earliest: f.date.Earliest, Latest: f.date.Latest}, false)
	}
	f.below.SetHint(hint)
	f.grown()
}

// check says under the field when it holds no date.
func (f *dayField) check() bool {
	if f.bad {
		f.below.SetError(lang.L("No date could be read from this; try “May 2024” or “2024-07-28”"))
	}
	return !f.bad
}
