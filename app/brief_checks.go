package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/db"
	"sidelight/widgets"
)

// briefChecks are the checks of the brief in view, as cards after those of its
// annotations. Their ids are negative: annotations have the others.
type briefChecks struct {
	*kit
	page    *briefPage // nil: no brief in view
	changed func()     // the cards have changed
	hidden  bool       // the dismissed ones are left out
}

// dismissedCard is the card that counts the checks that were dismissed.
const dismissedCard int64 = -1

func newBriefChecks(k *kit, changed func()) *briefChecks {
	return &briefChecks{kit: k, changed: changed, hidden: true}
}

// set shows the checks of a brief; nil: there is none in view.
func (c *briefChecks) set(p *briefPage) {
	if p != c.page {
		c.hidden = true
	}
	c.page = p
	c.changed()
}

// all are the checks in the order of the text, dismissed ones too. The id of
// the card of the first is -2, of the next -3.
func (c *briefChecks) all() []findings.Check {
	if c.page == nil || !c.page.lenses.known {
		return nil
	}
	return c.page.lenses.report.Checks
}

func (c *briefChecks) byID(id int64) (findings.Check, bool) {
	if i := int(-2 - id); i >= 0 && i < len(c.all()) {
		return c.all()[i], true
	}
	return findings.Check{}, false
}

// cards are what the list shows below the annotations.
func (c *briefChecks) cards() []widgets.CardData {
	var cards []widgets.CardData
	dismissed := 0
	for i, check := range c.all() {
		if check.State == db.StateDismissed {
			dismissed++
			if c.hidden {
				continue
			}
		}
		cards = append(cards, c.card(-2-int64(i), check))
	}
	if dismissed > 0 {
		show := lang.L("Show")
		if !c.hidden {
			show = lang.L("Hide")
		}
		cards = append(cards, widgets.CardData{ID: dismissedCard, Colour: "slate", Meta: plural(dismissed, "{{.N}} check dismissed", "{{.N}} checks dismissed"),
			Actions: []widgets.CardAction{{ID: "show", Text: show}}})
	}
	return cards
}

func (c *briefChecks) card(id int64, check findings.Check) widgets.CardData {
	quote := ""
	if text := c.page.lenses.report.Revision.Text; check.Span.Valid(text) {
		quote = shorten(check.Span.Of(text), 220)
	}
	card := widgets.CardData{ID: id, Colour: "gap", Quote: quote, Note: check.Why, Dashed: check.State != db.StateKept,
		Meta: joinNonEmpty(" · ", lang.L("Check"), checkName(check.Kind))}
	if check.State == db.StateDismissed {
		card.Colour = "slate"
	}
	for _, a := range c.actions(check) {
		card.Actions = append(card.Actions, widgets.CardAction{ID: a.id, Text: a.text})
	}
	return card
}

// actions are those of the check in the text, in fewer words, since the card
// is about it alone.
func (c *briefChecks) actions(check findings.Check) []spotAction {
	if check.State == db.StateDismissed {
		return c.page.ifWritable(spotAction{id: "check.again", text: lang.L("Bring back"), do: func() {
			c.page.decideOn(lang.L("decide anew"), lang.L("The check is open again"), db.Decision{Kind: db.DecideCheck, BriefID: c.page.id,
				RevisionID: c.page.revision.ID, Start: check.Span.Start, End: check.Span.End, Key: string(check.Kind)})
		}})
	}
	short := map[string]string{"check.keep": lang.L("Keep"), "check.dismiss": lang.L("Dismiss")}
	actions := c.page.checkActions(check)
	for i, a := range actions {
		if words, ok := short[a.id]; ok {
			actions[i].text = words
		}
	}
	return actions
}

// act does one of the actions of a card.
func (c *briefChecks) act(id int64, action string) {
	if id == dismissedCard {
		c.hidden = !c.hidden
		c.changed()
		return
	}
	check, ok := c.byID(id)
	if !ok {
		return
	}
	for _, a := range c.actions(check) {
		if a.id == action {
			a.do()
		}
	}
}

// point shows the words that a check is about.
func (c *briefChecks) point(id int64) {
	if check, ok := c.byID(id); ok {
		c.page.pointAt(check.Span.Start, check.Span.End)
		c.events.emit("check %d", -1-id)
	}
}

func (c *briefChecks) menu(id int64) []*fyne.MenuItem {
	check, ok := c.byID(id)
	if !ok {
		return []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show or hide dismissed checks"), func() { c.act(id, "show") })}
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { c.point(id) })}
	return append(items, menuItems(c.actions(check))...)
}

// after is the card of the check that follows another, the first after the
// last; 0: there is none.
func (c *briefChecks) after(id int64) int64 {
	var first int64
	for i, check := range c.all() {
		at := -2 - int64(i)
		if check.State == db.StateDismissed && c.hidden {
			continue
		}
		if first == 0 {
			first = at
		}
		if id > -2 || at < id {
			return at
		}
	}
	return first
}

// nextCheck goes on to the next check of the brief in view.
func (d *Desk) nextCheck() {
	p := d.beside.annotations
	id := p.checks.after(p.list.Active())
	if id == 0 {
		d.say(lang.L("Nothing to check in this brief"))
		return
	}
	d.unfold(true)
	d.side.choose(sideAnnotations)
	p.list.ShowActive(id)
	p.checks.point(id)
}
