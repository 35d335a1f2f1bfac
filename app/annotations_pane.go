package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// markActions is how the annotations pane leaves itself.
type markActions struct {
	reveal func(id int64) // show the passage
	back   func()         // give the keyboard back to the text
	count  func(n int)
}

// annotationsPane shows the annotations of the brief in view as cards, in
// the order of the text, and the comment box under them.
type annotationsPane struct {
	*kit
	act     markActions
	content fyne.CanvasObject
	list    *widgets.CardList
	empty   *widgets.EmptyState
	comment *commentBox
	checks  *briefChecks
	review  *editionReview

	page  *briefPage // nil: no brief in view
	marks []db.Annotation
}

func newAnnotationsPane(k *kit, act markActions) *annotationsPane {
	p := &annotationsPane{kit: k, act: act}
	p.list = widgets.NewCardList()
	p.checks = newBriefChecks(k, p.refresh)
	p.review = &editionReview{kit: k, list: p.list, back: act.back}
	p.list.OnAction = p.do
	p.list.OnRune = p.review.typed
	p.list.OnSelect = func(id int64) { p.choose(id) }
	p.list.OnOpen = p.open
	p.list.OnEdit = func(id int64) { p.edit(id) }
	p.list.OnRelabel = p.askLabel
	p.list.OnDelete = p.delete
	p.list.OnSecondary = p.showMenu
	p.empty = widgets.NewEmptyState("mark", lang.L("No annotations yet"),
		lang.L("Select words in the text, then press 1 to 5 to mark them with a label, or N to write a note on them."))
	p.comment = newCommentBox(k, act.back)
	frame := widgets.NewDock(nil, p.comment.content, nil, nil, container.NewStack(p.list, p.empty))
	p.comment.onFold = frame.Refresh
	p.content = frame
	return p
}

// set shows the annotations of a brief.
func (p *annotationsPane) set(page *briefPage) {
	p.page, p.marks, p.review.page = page, page.marks, page
	p.refresh()
}

// refresh shows what is in doubt first, then the annotations that are sure of
// their words, then the checks.
func (p *annotationsPane) refresh() {
	cards := p.review.cards()
	for _, a := range p.marks {
		if _, inDoubt := p.review.byID(a.ID); !inDoubt {
			cards = append(cards, p.card(a))
		}
	}
	cards = append(cards, p.checks.cards()...)
	p.list.SetCards(cards)
	setShown(p.empty, len(cards) == 0)
	setShown(p.list, len(cards) > 0)
	p.act.count(len(p.marks))
	p.comment.refresh(p.marks)
	p.events.listed("annotations", len(p.marks))
}

// do does one of the actions that a card has of its own.
func (p *annotationsPane) do(id int64, action string) {
	if _, inDoubt := p.review.byID(id); inDoubt {
		p.review.act(id, action)
		return
	}
	p.checks.act(id, action)
}

// open is Enter or a double click on a card: it accepts what is proposed, or
// opens the comment.
func (p *annotationsPane) open(id int64) {
	if one, inDoubt := p.review.byID(id); inDoubt && one.proposed() {
		p.review.act(id, reviewAccept)
		return
	}
	p.edit(id)
}

func (p *annotationsPane) card(a db.Annotation) widgets.CardData {
	l := p.labels.get(a.LabelID)
	where := ""
	if p.page != nil {
		where = p.page.place(a)
	}
	name := l.Name
	if name == "" {
		name = lang.L("No label")
	}
	return widgets.CardData{ID: a.ID, Colour: l.Colour, Quote: shorten(a.Quote, 220), Note: a.Note,
		Meta: joinNonEmpty(" · ", name, where, anchorText(a.State))}
}

func anchorText(s db.AnchorState) string {
	switch s {
	case db.AnchorMoved:
		return lang.L("moved with the text")
	case db.AnchorReview:
		return lang.L("check its place")
	case db.AnchorDetached:
		return lang.L("its words are gone")
	}
	return ""
}

func (p *annotationsPane) byID(id int64) (db.Annotation, bool) {
	for _, a := range p.marks {
		if a.ID == id {
			return a, true
		}
	}
	return db.Annotation{}, false
}

// choose is a click on a card.
func (p *annotationsPane) choose(id int64) {
	if id == 0 {
		return
	}
	switch _, inDoubt := p.review.byID(id); {
	case inDoubt:
		p.review.point(id)
		return
	case id < 0:
		p.checks.point(id)
		return
	}
	p.act.reveal(id)
	p.events.emit("card %d", id)
}

// show makes the card of an annotation the active one and scrolls to it.
func (p *annotationsPane) show(id int64) {
	p.list.ShowActive(id)
	p.events.emit("card %d", id)
}

// edit opens the comment of an annotation under the cards.
func (p *annotationsPane) edit(id int64) {
	a, ok := p.byID(id)
	if !ok || !p.canWrite() {
		return
	}
	p.list.ShowActive(id)
	p.comment.open(a)
}

func (p *annotationsPane) editActive() { p.edit(p.list.Active()) }

func (p *annotationsPane) deleteActive() { p.delete(p.list.Active()) }

func (p *annotationsPane) relabelActive() {
	if p.list.Active() <= 0 {
		return
	}
	popUpUnder(p.win, p.content, p.labelItems(p.list.Active())...)
}

func (p *annotationsPane) askLabel(id int64, at fyne.Position) {
	if p.canWrite() {
		popUp(p.win, at, p.labelItems(id)...)
	}
}

func (p *annotationsPane) labelItems(id int64) []*fyne.MenuItem {
	a, ok := p.byID(id)
	if !ok {
		return nil
	}
	var items []*fyne.MenuItem
	for _, l := range p.labels.all {
		item := fyne.NewMenuItem(l.Name, func() { p.relabel(id, l.ID) })
		item.Checked = a.LabelID == l.ID
		items = append(items, item)
	}
	return items
}

func (p *annotationsPane) showMenu(id int64, at fyne.Position) {
	one, inDoubt := p.review.byID(id)
	switch {
	case id == reviewHead:
		return
	case inDoubt && one.left != nil:
		popUp(p.win, at, p.review.menu(one)...)
		return
	case id < 0:
		popUp(p.win, at, p.checks.menu(id)...)
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { p.act.reveal(id) })}
	if inDoubt {
		items = append(p.review.menu(one), fyne.NewMenuItemSeparator())
	}
	if p.canWrite() {
		relabel := fyne.NewMenuItem(lang.L("Label"), nil)
		relabel.ChildMenu = fyne.NewMenu("", p.labelItems(id)...)
		items = append(items, fyne.NewMenuItem(lang.L("Edit comment…"), func() { p.edit(id) }), relabel,
			fyne.NewMenuItemSeparator(), fyne.NewMenuItem(lang.L("Delete"), func() { p.delete(id) }))
	}
	popUp(p.win, at, items...)
}

func (p *annotationsPane) relabel(id, label int64) {
	a, ok := p.byID(id)
	if !ok || a.LabelID == label {
		return
	}
	set := func(to int64) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := p.lib.UpdateAnnotation(ctx, id, db.AnnotationUpdate{LabelID: &to})
			return err
		}
	}
	p.undo.run(p.ctx, step{What: lang.L("change label"), Do: set(label), Undo: set(a.LabelID)}, func() {
		p.saved()
		p.events.emit("annotation-changed %d", id)
	})
}

func (p *annotationsPane) delete(id int64) {
	if _, ok := p.byID(id); !ok || !p.canWrite() {
		return
	}
	p.comment.closeIf(id)
	p.undo.run(p.ctx, step{
		What: lang.L("delete annotation"),
		Do:   func(ctx context.Context) error { return p.lib.Trash(ctx, db.KindAnnotation, id) },
		Undo: func(ctx context.Context) error { return p.lib.Restore(ctx, db.KindAnnotation, id) },
	}, func() {
		p.saved()
		p.say(lang.L("Annotation moved to the trash"))
		p.events.emit("annotation-removed %d", id)
	})
}

// step chooses the card after or before the active one.
func (p *annotationsPane) step(by int) {
	if len(p.marks) == 0 {
		return
	}
	at := -1
	if by < 0 {
		at = len(p.marks)
	}
	for i, a := range p.marks {
		if a.ID == p.list.Active() {
			at = i
		}
	}
	at = min(max(at+by, 0), len(p.marks)-1)
	p.show(p.marks[at].ID)
	p.act.reveal(p.marks[at].ID)
}

// focus gives the keyboard to the cards, if there are any.
func (p *annotationsPane) focus() bool {
	if p.list.Cards() > 0 {
		p.win.Canvas().Focus(p.list)
	}
	return p.list.Cards() > 0
}

func (p *annotationsPane) places(to put) {
	parts(to, "card.", p.list)
	whole(to, "comment", p.comment.entry)
}

// commentName is the name of an annotation's comment among the savers.
func commentName(id int64) string { return fmt.Sprintf("annotation:%d", id) }
