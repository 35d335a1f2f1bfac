package app

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// compareCards are the differences of a comparison as cards, the most telling
// first: each a suggestion to keep, to dismiss or to turn into a note.
type compareCards struct {
	*kit
	act     compareActions
	content fyne.CanvasObject
	list    *widgets.CardList
	empty   *widgets.EmptyState
	foot    fyne.CanvasObject
	count   func(n int)
	note    func(d collate.Difference) // turns a difference into a note

	page   *comparePage // nil: no comparison in view
	hidden bool         // the dismissed ones are left out
	active string       // the key of the difference that was chosen last
}

func newCompareCards(k *kit, act compareActions, note func(collate.Difference), count func(n int)) *compareCards {
	c := &compareCards{kit: k, act: act, note: note, count: count, hidden: true}
	c.list = widgets.NewCardList()
	c.list.OnSelect = c.choose
	c.list.OnOpen = c.open
	c.list.OnAction = c.do
	c.list.OnSecondary = c.showMenu
	c.list.OnRune = c.typed
	c.empty = widgets.NewEmptyState("compare", "", "")
	keys := widgets.NewText(lang.L("K keeps, D dismisses, N notes, Enter goes to the text"), widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	c.foot = container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, keys)
	c.content = widgets.NewDock(nil, c.foot, nil, nil, container.NewStack(c.list, c.empty))
	return c
}

// set shows the differences of a comparison; nil: there is none in view.
func (c *compareCards) set(p *comparePage) {
	if p != c.page {
		c.hidden, c.active = true, ""
		c.list.SetActive(0)
	}
	c.page = p
	c.draw()
}

// all are the differences in their order, dismissed ones too. The id of the
// card of the first is 1.
func (c *compareCards) all() []collate.Difference {
	if c.page == nil || !c.page.known {
		return nil
	}
	return c.page.result.Differences
}

func (c *compareCards) draw() {
	var cards []widgets.CardData
	left, dismissed := 0, 0
	for i, d := range c.all() {
		v, _ := d.Verdict(c.page.verdicts)
		if v == db.DifferenceDismissed {
			dismissed++
			if c.hidden {
				continue
			}
		} else {
			left++
		}
		cards = append(cards, c.card(int64(i+1), d, v))
	}
	if dismissed > 0 {
		show := lang.L("Show")
		if !c.hidden {
			show = lang.L("Hide")
		}
		cards = append(cards, widgets.CardData{ID: dismissedCard, Colour: "slate", Meta: plural(dismissed, "{{.N}} dismissed", "{{.N}} dismissed"),
			Actions: []widgets.CardAction{{ID: "show", Text: show}}})
	}
	c.list.SetCards(cards)
	c.hold(cards)
	stateOf(c.page, c.empty)
	setShown(c.empty, len(cards) == 0)
	setShown(c.list, len(cards) > 0)
	if shown := left > 0 && c.canWrite(); c.foot.Visible() != shown {
		setShown(c.foot, shown)
		c.content.Refresh()
	}
	c.count(left)
	c.events.listed("differences", left)
}

// hold keeps the card of the difference that was chosen the active one, after
// the texts were compared anew too. Once it is dismissed the next has its turn,
// so that a list is gone through with one key.
func (c *compareCards) hold(cards []widgets.CardData) {
	if c.active == "" {
		return
	}
	was, here := c.list.Active(), c.index(c.active)
	if here >= 0 {
		was = int64(here + 1)
	}
	at := slices.IndexFunc(cards, func(d widgets.CardData) bool { return d.ID >= was })
	if at < 0 { // it was the last: the one before it, or what counts the dismissed
		at = len(cards) - 1
		for at > 0 && cards[at].ID < 0 {
			at--
		}
	}
	if at < 0 || cards[at].ID == c.list.Active() && cards[at].ID == was {
		return
	}
	c.list.ShowActive(cards[at].ID)
	if d, ok := c.byID(cards[at].ID); ok && here >= 0 && d.Key != c.active {
		c.choose(cards[at].ID)
	}
}

func (c *compareCards) index(key string) int {
	return slices.IndexFunc(c.all(), func(d collate.Difference) bool { return d.Key == key })
}

func (c *compareCards) byID(id int64) (collate.Difference, bool) {
	if all := c.all(); id >= 1 && id <= int64(len(all)) {
		return all[id-1], true
	}
	return collate.Difference{}, false
}

func (c *compareCards) card(id int64, d collate.Difference, v db.DifferenceVerdict) widgets.CardData {
	card := widgets.CardData{ID: id, Colour: differenceColour(d.Kind), Title: differenceName(c.page, d), Note: saysText(d), Links: true,
		Kept: v == db.DifferenceKept || v == db.DifferenceNoted, Faint: v == db.DifferenceDismissed, Meta: joinNonEmpty(" · ", verdictName(v), restsText(d))}
	for _, a := range c.actions(d, v) {
		card.Actions = append(card.Actions, widgets.CardAction{ID: a.id, Text: a.text})
	}
	return card
}

// verdictName says what was made of a difference; "" while nothing was.
func verdictName(v db.DifferenceVerdict) string {
	switch v {
	case db.DifferenceKept:
		return lang.L("Kept")
	case db.DifferenceNoted:
		return lang.L("In the notes")
	case db.DifferenceDismissed:
		return lang.L("Dismissed")
	}
	return ""
}

// actions are what can be made of a difference.
func (c *compareCards) actions(d collate.Difference, v db.DifferenceVerdict) []spotAction {
	if !c.canWrite() {
		return nil
	}
	to := func(id, text string, v db.DifferenceVerdict) spotAction {
		return spotAction{id: id, text: text, do: func() { c.decide(d, v) }}
	}
	note := spotAction{id: "note", text: lang.L("To note"), do: func() { c.note(d) }}
	switch v {
	case db.DifferenceDismissed:
		return []spotAction{to("again", lang.L("Bring back"), db.DifferenceOpen)}
	case db.DifferenceKept:
		return []spotAction{to("again", lang.L("Reopen"), db.DifferenceOpen), note}
	case db.DifferenceNoted:
		return []spotAction{to("again", lang.L("Reopen"), db.DifferenceOpen)}
	}
	return []spotAction{to("keep", lang.L("Keep"), db.DifferenceKept), to("dismiss", lang.L("Dismiss"), db.DifferenceDismissed), note}
}

// decide stores a verdict, as one step that can be taken back.
func (c *compareCards) decide(d collate.Difference, v db.DifferenceVerdict) {
	p := c.page
	_, key := d.Verdict(p.verdicts)
	what, said := lang.L("decide anew"), lang.L("The difference is open again")
	switch v {
	case db.DifferenceKept:
		what, said = lang.L("keep difference"), lang.L("Difference kept")
	case db.DifferenceDismissed:
		what, said = lang.L("dismiss difference"), lang.L("Difference dismissed")
	}
	var before db.DifferenceVerdict
	c.undo.run(c.ctx, step{What: what,
		Do: func(ctx context.Context) (err error) {
			before, err = p.lib.DecideDifference(ctx, p.id, key, v)
			return err
		},
		Undo: func(ctx context.Context) error {
			_, err := p.lib.DecideDifference(ctx, p.id, key, before)
			return err
		},
	}, func() {
		c.saved()
		c.say(said)
		c.events.emit("decided %s", said)
	})
}

// do does one of the actions of a card.
func (c *compareCards) do(id int64, action string) {
	if id == dismissedCard {
		c.hidden = !c.hidden
		c.draw()
		return
	}
	d, ok := c.byID(id)
	if !ok {
		return
	}
	c.active = d.Key
	v, _ := d.Verdict(c.page.verdicts)
	for _, a := range c.actions(d, v) {
		if a.id == action {
			a.do()
			return
		}
	}
}

// typed acts on the chosen card by a letter. The letter of the verdict that a
// difference has takes it back.
func (c *compareCards) typed(r rune) bool {
	d, ok := c.byID(c.list.Active())
	if !ok || !c.canWrite() {
		return false
	}
	to := db.DifferenceOpen
	switch r {
	case 'k', 'K':
		to = db.DifferenceKept
	case 'd', 'D':
		to = db.DifferenceDismissed
	case 'n', 'N':
		c.do(c.list.Active(), "note")
		return true
	default:
		return false
	}
	if v, _ := d.Verdict(c.page.verdicts); v == to {
		to = db.DifferenceOpen
	}
	c.active = d.Key
	c.decide(d, to)
	return true
}

// choose shows both passages of a card.
func (c *compareCards) choose(id int64) {
	if d, ok := c.byID(id); ok {
		c.active = d.Key
		c.page.chooseDifference(d.Key)
	}
}

// open goes to the passages of a card; the card of the dismissed ones unfolds.
func (c *compareCards) open(id int64) {
	if id == dismissedCard {
		c.do(id, "show")
		return
	}
	c.choose(id)
	c.act.back()
}

// reveal makes the card of a difference the active one.
func (c *compareCards) reveal(key string) {
	i := c.index(key)
	if i < 0 {
		return
	}
	if v, _ := c.all()[i].Verdict(c.page.verdicts); v == db.DifferenceDismissed && c.hidden {
		c.hidden = false
		c.draw()
	}
	c.active = key
	c.list.ShowActive(int64(i + 1))
}

func (c *compareCards) showMenu(id int64, at fyne.Position) {
	d, ok := c.byID(id)
	if !ok {
		popUp(c.win, at, fyne.NewMenuItem(lang.L("Show or hide what was dismissed"), func() { c.do(id, "show") }))
		return
	}
	v, _ := d.Verdict(c.page.verdicts)
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show both passages"), func() { c.choose(id) })}
	popUp(c.win, at, append(items, menuItems(c.actions(d, v))...)...)
}

// focus gives the keyboard to the cards, if there are any.
func (c *compareCards) focus() bool {
	if c.list.Cards() > 0 {
		c.win.Canvas().Focus(c.list)
	}
	return c.list.Cards() > 0
}

func (c *compareCards) places(to put) { parts(to, "difference.", c.list) }
