package app

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate/diff"
	"sidelight/app/editions"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

// reviewed is an annotation or a decision whose place another edition left in
// doubt, with its words then and the words proposed.
type reviewed struct {
	id         int64 // of its card: an annotation's own, of decisions below reviewHead
	annotation db.Annotation
	left       *db.LeftDecision // nil: it is an annotation
	what       string           // of a decision: what was decided
	was, now   widgets.CardVersion
}

// proposed reports whether there is a place to be accepted.
func (r reviewed) proposed() bool { return r.now.Text != "" }

// span is where it may stand, or would.
func (r reviewed) span() span.Span {
	if r.left != nil {
		return span.Span{Start: r.left.Place.Start, End: r.left.Place.End}
	}
	return span.Span{Start: r.annotation.Start, End: r.annotation.End}
}

// reviewHead is the card over what is to be reviewed.
const reviewHead int64 = -1_000_000

// loadReview reads what is in doubt in a brief's current text.
func loadReview(ctx context.Context, lib *db.Library, brief int64, text string, marks []db.Annotation) ([]reviewed, error) {
	var all []reviewed
	for _, a := range marks {
		if a.State == db.AnchorReview || a.State == db.AnchorDetached {
			one := reviewed{id: a.ID, annotation: a}
			if err := one.compare(ctx, a.Quote, text); err != nil {
				return nil, err
			}
			all = append(all, one)
		}
	}
	left, err := lib.LeftDecisions(ctx, brief)
	if err != nil {
		return nil, err
	}
	for i, d := range left {
		one := reviewed{id: reviewHead - 1 - int64(i), left: &d, what: decisionWords(d.Decision)}
		if d.ActorID != 0 {
			a, err := lib.Actor(ctx, d.ActorID)
			if err != nil && !errors.Is(err, db.ErrNotFound) {
				return nil, err
			}
			one.what = joinNonEmpty(": ", one.what, a.Name)
		}
		if err := one.compare(ctx, d.Quote, text); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// compare marks what the words then and the words proposed do not share.
func (r *reviewed) compare(ctx context.Context, was, text string) error {
	r.was = widgets.CardVersion{Head: lang.L("Was"), Text: oneLine(was)}
	at := r.span()
	if at.Empty() || !at.Valid(text) {
		return nil
	}
	r.now = widgets.CardVersion{Head: lang.L("Now"), Text: oneLine(at.Of(text))}
	d, err := diff.Texts(ctx, r.was.Text, r.now.Text, nil, nil)
	var old, new []span.Span
	for _, c := range d.Changes {
		old, new = append(old, c.Old), append(new, c.New)
	}
	r.was.Marks, r.now.Marks = differing(r.was.Text, old), differing(r.now.Text, new)
	return err
}

// differing marks the words that differ, unless hardly any do not.
func differing(text string, changes []span.Span) []widgets.Mark {
	var marks []widgets.Mark
	marked := 0
	for _, c := range changes {
		if !c.Empty() {
			marks = append(marks, widgets.Mark{Start: c.Start, End: c.End})
			marked += c.Len()
		}
	}
	if 4*marked > 3*len(text) {
		return nil
	}
	return marks
}

// decisionWords says in a word or two what was decided.
func decisionWords(d db.Decision) string {
	switch {
	case d.Kind == db.DecideMention && d.Verdict == db.StateNobody:
		return lang.L("No actor")
	case d.Kind == db.DecideMention:
		return lang.L("Actor")
	case d.Kind == db.DecideCitation && d.Verdict == db.StateDismissed:
		return lang.L("No citation")
	case d.Kind == db.DecideCitation:
		return lang.L("Citation corrected")
	case d.Kind == db.DecideEvent && d.Verdict == db.StateDismissed:
		return lang.L("Event dismissed")
	case d.Kind == db.DecideEvent:
		return joinNonEmpty(": ", lang.L("Event of the chronology"), d.Text)
	}
	return lang.L("Check")
}

// The actions of a card of the review.
const (
	reviewAccept = "accept"
	reviewPlace  = "place"
	reviewDetach = "detach"
	reviewLetGo  = "let-go"
	reviewWhere  = "where"
)

// editionReview is the list of what another edition left in doubt, as cards over
// those of the annotations.
type editionReview struct {
	*kit
	page *briefPage // nil: no brief in view
	list *widgets.CardList
	back func() // gives the keyboard to the text
}

// all are those of the brief in view, in the order of the text, annotations
// first.
func (r *editionReview) all() []reviewed {
	if r.page == nil {
		return nil
	}
	return r.page.review
}

func (r *editionReview) byID(id int64) (reviewed, bool) {
	for _, one := range r.all() {
		if one.id == id {
			return one, true
		}
	}
	return reviewed{}, false
}

// cards are what the list shows above the annotations.
func (r *editionReview) cards() []widgets.CardData {
	all := r.all()
	if len(all) == 0 {
		return nil
	}
	proposed := 0
	for _, one := range all {
		if one.proposed() {
			proposed++
		}
	}
	var title []string
	if proposed > 0 {
		title = append(title, lang.L("{{.N}} to review", count(proposed)))
	}
	if n := len(all) - proposed; n > 0 {
		title = append(title, lang.L("{{.N}} detached", count(n)))
	}
	head := widgets.CardData{ID: reviewHead, Colour: "slate", Title: strings.Join(title, ", "),
		Note: lang.L("These words changed or went in a new edition. The edition before has them as they were.")}
	if r.canWrite() {
		head.Note += " " + lang.L("Enter accepts, P places on the words selected in the text, D detaches.")
	}
	cards := []widgets.CardData{head}
	for _, one := range all {
		cards = append(cards, r.card(one))
	}
	return cards
}

func (r *editionReview) card(one reviewed) widgets.CardData {
	card := widgets.CardData{ID: one.id, Colour: "slate", Dashed: true, Links: true, Versions: []widgets.CardVersion{one.was}, Meta: joinNonEmpty(" · ", lang.L("Decision"), one.what)}
	if one.proposed() {
		card.Versions = append(card.Versions, one.now)
	}
	if one.left == nil {
		a := one.annotation
		l := r.labels.get(a.LabelID)
		card.Colour, card.Note = l.Colour, a.Note
		name := l.Name
		if name == "" {
			name = lang.L("No label")
		}
		card.Meta = joinNonEmpty(" · ", name, r.page.place(a), anchorText(a.State))
	}
	for _, a := range r.actions(one) {
		card.Actions = append(card.Actions, widgets.CardAction{ID: a.id, Text: a.text})
	}
	return card
}

// actions are what can be done about one.
func (r *editionReview) actions(one reviewed) []spotAction {
	var all []spotAction
	if one.proposed() {
		all = append(all, spotAction{id: reviewAccept, text: lang.L("Accept"), do: func() { r.accept(one) }})
	}
	if one.left == nil {
		all = append(all, spotAction{id: reviewPlace, text: lang.L("Place on selection"), do: func() { r.place(one) }})
	}
	switch {
	case one.left != nil:
		all = append(all, spotAction{id: reviewLetGo, text: lang.L("Let go"), do: func() { r.letGo(one) }})
	case one.proposed():
		all = append(all, spotAction{id: reviewDetach, text: lang.L("Detach"), do: func() { r.detach(one) }})
	}
	all = r.page.ifWritable(all...)
	if !one.proposed() {
		all = append(all, spotAction{id: reviewWhere, text: lang.L("Where it stood"), do: func() { r.point(one.id) }})
	}
	return all
}

// act does one of the actions of a card.
func (r *editionReview) act(id int64, action string) {
	one, ok := r.byID(id)
	if !ok {
		return
	}
	for _, a := range r.actions(one) {
		if a.id == action {
			a.do()
		}
	}
}

func (r *editionReview) menu(one reviewed) []*fyne.MenuItem {
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { r.point(one.id) })}
	return append(items, menuItems(r.actions(one))...)
}

// typed takes a letter typed on the cards.
func (r *editionReview) typed(letter rune) bool {
	action := map[rune]string{'P': reviewPlace, 'D': reviewDetach}[unicode.ToUpper(letter)]
	one, ok := r.byID(r.list.Active())
	if !ok || action == "" {
		return false
	}
	if action == reviewDetach && one.left != nil {
		action = reviewLetGo
	}
	r.act(one.id, action)
	return true
}

// point shows the place that is proposed, or where the words would stand.
func (r *editionReview) point(id int64) {
	one, ok := r.byID(id)
	if !ok {
		return
	}
	at := one.span()
	if one.left == nil && one.proposed() {
		r.page.activate(id)
	}
	if at.Empty() {
		at = beside(r.page.revision.Text, at.Start)
	}
	r.page.pointAt(at.Start, at.End)
	r.events.emit("review %d", id)
}

// beside is the word before and the word after a place, for what has none of its
// own to be pointed at.
func beside(text string, at int) span.Span {
	at = min(max(at, 0), len(text))
	before := strings.TrimRightFunc(text[:at], unicode.IsSpace)
	after := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	start := strings.LastIndexFunc(before, unicode.IsSpace) + 1
	end := strings.IndexFunc(after, unicode.IsSpace)
	if end < 0 {
		end = len(after)
	}
	return span.Span{Start: start, End: len(text) - len(after) + end}
}

// accept takes the place that is proposed.
func (r *editionReview) accept(one reviewed) {
	if one.left != nil {
		r.acceptDecision(one)
		return
	}
	place := editions.PlaceAt(r.page.revision, one.span())
	r.put(one, lang.L("accept a place"), lang.L("Accepted"), place)
}

// place puts the annotation on the words that are selected in the text.
func (r *editionReview) place(one reviewed) {
	s, ok := r.page.selection()
	if !ok {
		return
	}
	place := editions.PlaceAt(r.page.revision, s)
	if place.Start == place.End {
		r.say(lang.L("Select some words first"))
		return
	}
	r.page.letGo()
	r.put(one, lang.L("place an annotation"), lang.L("Placed on the selected words"), place)
}

func (r *editionReview) detach(one reviewed) {
	r.put(one, lang.L("detach an annotation"), lang.L("Detached; its words are kept"), editions.Detached(one.annotation))
}

// put gives an annotation a place, in one step that can be taken back, and goes
// on to the next.
func (r *editionReview) put(one reviewed, what, said string, place db.Place) {
	if !r.canWrite() {
		return
	}
	var before db.Place
	id := one.annotation.ID
	r.run(one, said, step{What: what,
		Do: func(ctx context.Context) (err error) {
			before, err = r.lib.PlaceAnnotation(ctx, id, place)
			return err
		},
		Undo: func(ctx context.Context) error {
			_, err := r.lib.PlaceAnnotation(ctx, id, before)
			return err
		}})
}

// acceptDecision decides the same about the words that are proposed.
func (r *editionReview) acceptDecision(one reviewed) {
	again := editions.Again(*one.left, r.page.revision.Text)
	var before db.Decision
	var state db.AnchorState
	r.run(one, lang.L("Accepted"), step{What: lang.L("accept a place"),
		Do: func(ctx context.Context) (err error) {
			if before, err = r.lib.Decide(ctx, again); err != nil {
				return err
			}
			state, err = r.lib.SettleDecision(ctx, one.left.ID, db.AnchorMoved)
			return err
		},
		Undo: func(ctx context.Context) error {
			if _, err := r.lib.Decide(ctx, before); err != nil {
				return err
			}
			_, err := r.lib.SettleDecision(ctx, one.left.ID, state)
			return err
		}})
}

// letGo says that nothing is to come of a decision in this edition.
func (r *editionReview) letGo(one reviewed) {
	var state db.AnchorState
	r.run(one, lang.L("Let go; the edition before keeps it"), step{What: lang.L("let go of a decision"),
		Do: func(ctx context.Context) (err error) {
			state, err = r.lib.SettleDecision(ctx, one.left.ID, db.LetGo)
			return err
		},
		Undo: func(ctx context.Context) error {
			_, err := r.lib.SettleDecision(ctx, one.left.ID, state)
			return err
		}})
}

func (r *editionReview) run(one reviewed, said string, s step) {
	next := r.after(one.id)
	r.undo.run(r.ctx, s, func() {
		r.saved()
		r.say(said)
		r.events.emit("reviewed %d", one.id)
		if next != 0 && r.page != nil {
			r.list.ShowActive(next)
			r.point(next)
		}
	})
}

// after is what follows in the list, the first after the last; 0: nothing else
// is in doubt.
func (r *editionReview) after(id int64) int64 {
	all := r.all()
	at := -1
	for i, one := range all {
		if one.id == id {
			at = i
		}
	}
	if len(all) == 0 || len(all) == 1 && at == 0 {
		return 0
	}
	return all[(at+1)%len(all)].id
}

// current is the one whose card is chosen, or the only one there is.
func (r *editionReview) current() (reviewed, bool) {
	if one, ok := r.byID(r.list.Active()); ok {
		return one, true
	}
	if all := r.all(); len(all) == 1 {
		return all[0], true
	}
	return reviewed{}, false
}

// nextReview goes on to the next annotation or decision that is in doubt, with
// the keyboard on its card.
func (d *Desk) nextReview() {
	r := d.beside.annotations.review
	next := r.after(r.list.Active())
	if one, ok := r.current(); next == 0 && ok {
		next = one.id
	}
	if next == 0 {
		d.say(lang.L("Nothing to review in this brief"))
		return
	}
	d.unfold(true)
	d.side.choose(sideAnnotations)
	r.list.ShowActive(next)
	r.point(next)
	d.whenDrawn(r.list, func() { d.win.Canvas().Focus(r.list) })
}

func (d *Desk) hasReview() bool {
	return d.hasBrief() && len(d.page().review) > 0
}

func (d *Desk) canReview() bool { return d.hasReview() && d.canWrite() }

// reviewAct does something about the one in hand.
func (d *Desk) reviewAct(action string) {
	r := d.beside.annotations.review
	one, ok := r.current()
	if !ok {
		d.say(lang.L("Choose what to place among the annotations first"))
		return
	}
	r.act(one.id, action)
}
