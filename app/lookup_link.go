package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
)

// linkInto puts a link to a record into the note that is being written, an
// annotation as a quote with its source. The keyboard goes to the note. When
// there is none, or nothing to link to, it says so and reports false.
func (d *Desk) linkInto(ref recordRef) bool {
	e := d.note()
	switch {
	case e == nil || !d.canWrite():
		d.say(lang.L("Open a brief, an actor or a note to write links into its notes"))
		return false
	case !linkable(ref.kind):
		d.say(lang.L("Only briefs, actors, annotations and notes can be linked"))
		return false
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (link, error) { return readLink(ctx, d.lib, ref) },
		func(l link, err error) {
			switch {
			case errors.Is(err, db.ErrNotFound):
				d.say(lang.L("That is not in the library any more"))
			case err != nil:
				d.report(fmt.Errorf("link to the %s: %w", ref.kind, err))
			case d.note() != e: // another page came into view meanwhile
			case l.quote != "":
				d.showNotes()
				e.insertQuote(l.quote)
			case l.title != "":
				d.showNotes()
				e.insertLink(l.title)
			default:
				d.say(lang.L("A note needs a title to be linked"))
			}
		})
	return true
}

func linkable(kind db.Kind) bool {
	return kind == db.KindBrief || kind == db.KindActor || kind == db.KindNote || kind == db.KindAnnotation
}

// showNotes brings the note that is being written into view.
func (d *Desk) showNotes() {
	if _, ok := d.tabs.current().(*notePage); !ok {
		d.unfold(true)
		d.side.choose(sideNotes)
	}
}

// link is what goes into a note for a record: the name between the brackets,
// or a quote.
type link struct{ title, quote string }

func readLink(ctx context.Context, lib *db.Library, ref recordRef) (link, error) {
	r, err := readRecord(ctx, lib, ref)
	if err != nil {
		return link{}, err
	}
	switch ref.kind {
	case db.KindAnnotation:
		rev, err := lib.Revision(ctx, r.annotation.RevisionID)
		return link{quote: quoteBlock(r.annotation.Quote, r.brief, db.PagesOf(rev.Pages, r.annotation.Start, r.annotation.End))}, err
	case db.KindBrief:
		return link{title: r.brief.Title}, nil
	case db.KindActor:
		return link{title: r.actor.Name}, nil
	case db.KindNote:
		return link{title: r.note.Title}, nil
	}
	return link{}, nil
}

// linkTo is the Markdown of a link to a title. Brackets and bars cannot stand
// in one: such a title is only written out.
func linkTo(title string) string {
	title = oneLine(title)
	if strings.ContainsAny(title, "[]|#") {
		return title
	}
	return "[[" + title + "]]"
}

// insertLink writes a link at the cursor.
func (e *noteEditor) insertLink(title string) {
	if !e.canWrite() {
		return
	}
	if e.saver == nil { // the note is still being read
		e.waiting = append(e.waiting, func() { e.insertLink(title) })
		return
	}
	e.editor.SetPreview(false)
	e.preview.SetActive(false)
	e.whenDrawn(e.editor, func() {
		e.takeFocus()
		e.editor.InsertAtCursor(linkTo(title))
		e.say(lang.L("Linked in the notes"))
		e.events.emit("linked %s", title)
		e.events.emit("focus notes")
	})
}
