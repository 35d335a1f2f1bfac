package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"sidelight/app/lookup"
	"sidelight/db"
)

// lookUp opens the look-up box with words in it: "", or a sigil such as ">".
// Asked for again while the same is open, it closes it.
func (d *Desk) lookUp(typed string) { d.lookup.toggle(typed) }

func (d *Desk) lookupActions() lookupActions {
	return lookupActions{
		open:   d.openRecord,
		link:   d.linkInto,
		run:    d.perform,
		usable: d.usableCommands,
		texts:  d.searchFor,
		found:  d.openFound,
		inView: d.recordInView,
	}
}

// recordInView is the record that the page in view shows; none without one.
func (d *Desk) recordInView() recordRef {
	if p := d.tabs.current(); p != nil {
		if r, ok := recordOf(p.Key()); ok {
			return r
		}
	}
	return recordRef{}
}

// openRecord opens a record of any kind in its tab, a brief's annotation in
// its brief; beside says whether it stands beside the page in view.
func (d *Desk) openRecord(kind db.Kind, id int64, beside bool) {
	ref := recordRef{kind, id}
	if tab, ok := tabOfRecord[kind]; ok && kind != db.KindNote && kind != db.KindComparison {
		d.history.note(ref)
		d.openTab(tabKey{tab, id}, beside)
		return
	}
	if kind == lookup.KindLabel {
		if l := d.labels.get(id); l.ID != 0 {
			d.searchFor(withFilter("", "label", l.Name))
		}
		return
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (record, error) { return readRecord(ctx, d.lib, ref) },
		func(r record, err error) {
			switch {
			case errors.Is(err, db.ErrNotFound):
				d.say(lang.L("That is not in the library any more"))
			case err != nil:
				d.report(fmt.Errorf("open the %s: %w", kind, err))
			default:
				d.history.note(ref)
				d.openRead(r, beside)
			}
		})
}

// openRead opens a record that is shown in the tab of something else, or that
// may be.
func (d *Desk) openRead(r record, beside bool) {
	switch r.ref.kind {
	case db.KindComparison:
		d.compare(r.comparison.Left, r.comparison.Right)
	case db.KindAnnotation:
		d.openTab(tabKey{tabBrief, r.brief.ID}, beside)
		d.aim(r.annotation)
	case db.KindNote:
		switch {
		case r.note.BriefID != 0:
			d.openNotesOf(tabKey{tabBrief, r.note.BriefID}, beside)
		case r.note.ActorID != 0:
			d.openNotesOf(tabKey{tabActor, r.note.ActorID}, beside)
		case r.note.ComparisonID != 0:
			d.openComparison(r.note.ComparisonID)
		default:
			d.openTab(tabKey{tabNote, r.note.ID}, beside)
		}
	}
}

// openTab brings the tab of a key into view and gives its page the keyboard,
// or opens it beside the page in view.
func (d *Desk) openTab(key tabKey, beside bool) {
	if beside {
		d.openBeside(key)
		return
	}
	p := d.show(key, "", true)
	d.whenDrawn(p.Content(), func() {
		if d.tabs.current() == p {
			p.Focus()
		}
	})
}

// openNotesOf opens a brief or an actor and its notes beside it.
func (d *Desk) openNotesOf(key tabKey, beside bool) {
	d.openTab(key, beside)
	if !beside {
		d.showSide(sideNotes)
	}
}

// aim points the brief that was just opened at an annotation and chooses its
// card. One whose place is lost has its card only.
func (d *Desk) aim(a db.Annotation) {
	p := d.page()
	if p == nil || p.id != a.BriefID {
		return
	}
	p.activate(a.ID)
	if a.State != db.AnchorDetached {
		p.pointAt(a.Start, a.End)
	}
	d.unfold(true)
	d.showMark(a.ID)
}
