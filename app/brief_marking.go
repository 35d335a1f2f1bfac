package app

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/anchor"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// What the selection bar offers beside the labels.
const (
	barNote  = "note"
	barActor = "actor"
	barCopy  = "copy"
	barLabel = "label:"
)

func (p *briefPage) barItems() []widgets.BarItem {
	var items []widgets.BarItem
	if p.canWrite() {
		for _, l := range p.labels.all {
			items = append(items, widgets.BarItem{ID: barLabel + strconv.FormatInt(l.ID, 10), Key: l.Key, Text: l.Name, Colour: l.Colour})
		}
		items = append(items, widgets.BarItem{ID: barNote, Key: "N", Text: lang.L("Note")})
		items = append(items, widgets.BarItem{ID: barActor, Key: "A", Text: lang.L("Actor")})
	}
	return append(items, widgets.BarItem{ID: barCopy, Key: "C", Text: lang.L("Copy")})
}

// selected hears of every change of the reader's selection.
func (p *briefPage) selected(start, end int, where fyne.Position) {
	p.events.emit("selection %d %d", start, end)
	if end <= start {
		p.bar.Hide()
		return
	}
	p.original.follow(start)
	p.bar.Place(where, p.reader.Size())
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.reader).Add(p.bar.Position())
	p.events.emit("bar %d %d %d %d", int(at.X), int(at.Y), int(p.bar.Size().Width), int(p.bar.Size().Height))
}

// placeBar keeps the bar at its selection while the text scrolls.
func (p *briefPage) placeBar() {
	where, visible := p.reader.SelectionPlace()
	if visible {
		p.bar.Place(where, p.reader.Size())
	} else {
		p.bar.Hide()
	}
}

// typed takes a letter typed on the reader; it reports whether it meant
// something.
func (p *briefPage) typed(r rune) bool {
	start, end := p.reader.Selection()
	if end <= start {
		return false
	}
	switch r = unicode.ToUpper(r); {
	case r >= '1' && r <= '9':
		l, ok := p.labels.byKey(string(r))
		if ok {
			p.annotate(l.ID, nil)
		}
		return ok
	case r == 'N':
		p.annotateWithNote()
	case r == 'A':
		p.nameSelection()
	case r == 'C':
		p.copyCitation()
	case r == 'Q':
		p.quoteIntoNotes()
	case r == 'E':
		p.addEvent()
	case r == 'P' && len(p.review) > 0 && p.canWrite():
		p.act.place()
	default:
		return false
	}
	return true
}

func (p *briefPage) choose(id string) {
	switch id {
	case barNote:
		p.annotateWithNote()
	case barActor:
		p.nameSelection()
		return // the keyboard is in the sheet
	case barCopy:
		p.copyCitation()
	default:
		label, err := strconv.ParseInt(strings.TrimPrefix(id, barLabel), 10, 64)
		if err == nil {
			p.annotate(label, nil)
		}
	}
	p.Focus()
}

// letGo clears the selection and gives the keyboard back to the text.
func (p *briefPage) letGo() {
	_, end := p.reader.Selection()
	p.reader.Select(end, end)
	p.bar.Hide()
	p.Focus()
}

// selection is the words chosen in the reader; without any it says so in the
// status bar.
func (p *briefPage) selection() (span.Span, bool) {
	start, end := p.reader.Selection()
	if !p.loaded || end <= start {
		p.say(lang.L("Select some words first"))
		return span.Span{}, false
	}
	return span.Span{Start: start, End: end}, true
}

// annotate marks the selection. then, when not nil, hears of the stored
// annotation.
func (p *briefPage) annotate(label int64, then func(db.Annotation)) {
	s, ok := p.selection()
	if !ok || !p.canWrite() {
		return
	}
	sel := anchor.Describe(p.revision.Text, s)
	if sel.Span.Empty() {
		p.say(lang.L("Select some words first"))
		return
	}
	wanted := db.NewAnnotation{BriefID: p.id, LabelID: label, Start: sel.Span.Start, End: sel.Span.End,
		Quote: sel.Exact, Prefix: sel.Prefix, Suffix: sel.Suffix}
	var made db.Annotation
	p.undo.run(p.kit.ctx, step{
		What: lang.L("highlight"),
		Do: func(ctx context.Context) (err error) {
			if made.ID != 0 {
				return p.lib.Restore(ctx, db.KindAnnotation, made.ID)
			}
			made, err = p.lib.AddAnnotation(ctx, wanted)
			return err
		},
		Undo: func(ctx context.Context) error { return p.lib.Trash(ctx, db.KindAnnotation, made.ID) },
	}, func() {
		p.labels.last = label
		p.act.keep(p)
		p.saved()
		p.events.emit("annotated %d %d %d %s", made.ID, made.Start, made.End, p.labels.get(made.LabelID).Name)
		p.reader.Select(made.End, made.End)
		p.bar.Hide()
		p.act.mark(made.ID)
		if then != nil {
			then(made)
		}
	})
}

// annotateWithNote marks the selection with the usual label and opens its
// comment.
func (p *briefPage) annotateWithNote() {
	p.annotate(p.labels.usual(), func(a db.Annotation) { p.act.comment(a.ID) })
}

// copyCitation copies the selection as a quote with its source.
func (p *briefPage) copyCitation() {
	s, ok := p.selection()
	if !ok {
		return
	}
	text := quoteWithCitation(s.Of(p.revision.Text), p.brief, p.pagesOf(s))
	p.app.Clipboard().SetContent(text)
	p.say(lang.L("Copied with its citation"))
	p.events.emit("copied %d", len(text))
}

// quoteIntoNotes puts the selection as a Markdown quote into the brief's
// notes.
func (p *briefPage) quoteIntoNotes() {
	s, ok := p.selection()
	if !ok || !p.canWrite() {
		return
	}
	p.act.keep(p)
	p.bar.Hide()
	p.act.quote(p, quoteBlock(s.Of(p.revision.Text), p.brief, p.pagesOf(s)))
}

// pagesOf names the pages that a passage is on, "" where none are known.
func (p *briefPage) pagesOf(s span.Span) string { return db.PagesOf(p.revision.Pages, s.Start, s.End) }

// markAt finds the innermost annotation at a byte of the text.
func (p *briefPage) markAt(offset int) (db.Annotation, bool) {
	var best db.Annotation
	found := false
	for _, a := range p.marks {
		if a.Start <= offset && offset < a.End && (!found || a.End-a.Start < best.End-best.Start) {
			best, found = a, true
		}
	}
	return best, found
}

// nameSelection asks which actor the selected words name.
func (p *briefPage) nameSelection() {
	s, ok := p.selection()
	if !ok || !p.canWrite() {
		return
	}
	s = anchor.Describe(p.revision.Text, s).Span
	if s.Empty() {
		p.say(lang.L("Select some words first"))
		return
	}
	place := db.Decision{Kind: db.DecideMention, BriefID: p.id, RevisionID: p.revision.ID, Start: s.Start, End: s.End}
	found := false
	for _, m := range p.lenses.report.Mentions {
		found = found || m.Start == s.Start && m.End == s.End
	}
	p.askName(naming{name: s.Of(p.revision.Text), origin: p.brief.Title, place: place, found: found}, p.named)
}

// spotItems are what can be done with what is known of the words at a byte.
func (p *briefPage) spotItems(offset int) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	seen := map[string]bool{}
	for _, s := range p.lenses.at(offset) {
		actions := p.actionsOf(s)
		if len(actions) == 0 || seen[actions[0].text] {
			continue
		}
		seen[actions[0].text] = true
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, menuItems(actions)...)
	}
	return items
}

// showMenu is the context menu of the text.
func (p *briefPage) showMenu(offset int, at fyne.Position) {
	pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.reader).Add(at)
	items := p.spotItems(offset)
	start, end := p.reader.Selection()
	if end > start {
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		if p.canWrite() {
			for _, l := range p.labels.all {
				items = append(items, fyne.NewMenuItem(lang.L("Mark as {{.Label}}", map[string]any{"Label": l.Name}), func() { p.annotate(l.ID, nil) }))
			}
			items = append(items, fyne.NewMenuItem(lang.L("Mark and write a note"), p.annotateWithNote),
				fyne.NewMenuItem(lang.L("Quote into notes"), p.quoteIntoNotes),
				fyne.NewMenuItem(lang.L("Actor of these words…"), p.nameSelection),
				fyne.NewMenuItem(lang.L("Add to the chronology…"), p.addEvent), fyne.NewMenuItemSeparator())
		}
		items = append(items,
			fyne.NewMenuItem(lang.L("Copy"), func() { p.app.Clipboard().SetContent(p.reader.SelectedText()) }),
			fyne.NewMenuItem(lang.L("Copy with citation"), p.copyCitation))
	}
	if a, ok := p.markAt(offset); ok {
		if len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		items = append(items, fyne.NewMenuItem(lang.L("Show annotation"), func() { p.activate(a.ID); p.act.mark(a.ID) }))
		if p.canWrite() {
			items = append(items, fyne.NewMenuItem(lang.L("Edit comment…"), func() { p.act.mark(a.ID); p.act.comment(a.ID) }))
		}
	}
	if len(items) == 0 {
		items = append(items, fyne.NewMenuItem(lang.L("Select all"), p.reader.SelectAll))
	}
	popUp(p.win, pos, items...)
}

// showMore is the menu behind the three dots.
// handlingItem is the menu of handling marks for this brief.
func (p *briefPage) handlingItem() *fyne.MenuItem {
	return handlingItem(p.canWrite(), []db.TLP{p.brief.TLP}, p.setHandling)
}

func (p *briefPage) askHandling(near fyne.CanvasObject) {
	if p.canWrite() {
		popUpUnder(p.win, near, handlingItems([]db.TLP{p.brief.TLP}, p.setHandling)...)
	}
}

func (p *briefPage) setHandling(mark db.TLP) { p.act.handle([]int64{p.id}, mark) }

func (p *briefPage) showMore(near fyne.CanvasObject) {
	details := fyne.NewMenuItem(lang.L("Edit details…"), func() { p.act.details(p.id) })
	trash := fyne.NewMenuItem(lang.L("Move to trash"), func() { p.act.trash(p.id) })
	details.Disabled, trash.Disabled = !p.canWrite(), !p.canWrite()
	texts := fyne.NewMenuItem(lang.L("Editions"), nil)
	texts.ChildMenu = fyne.NewMenu("", p.editionItems()...)
	popUpUnder(p.win, near, details, p.handlingItem(), texts,
		fyne.NewMenuItem(lang.L("Export…"), func() { p.act.export(p.id) }),
		fyne.NewMenuItem(lang.L("Copy as Markdown"), func() { p.act.copyAll(p.id) }),
		fyne.NewMenuItem(lang.L("Show or hide the original"), p.original.toggle),
		fyne.NewMenuItem(lang.L("How this was read…"), p.showImportLog),
		fyne.NewMenuItemSeparator(), trash)
}
