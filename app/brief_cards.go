package app

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
)

// explainer shows the card that says what is known of some words: when the
// pointer rests on them, or by key.
type explainer struct {
	page  *briefPage
	card  *widgets.HoverCard
	does  []spotAction
	asked latest
	keyed bool // it came by key: it has the keyboard, and the reader knows nothing of it
}

func newExplainer(p *briefPage) *explainer {
	x := &explainer{page: p, card: widgets.NewHoverCard()}
	r := p.reader
	r.OnHover = func(found []reader.Finding, at fyne.Position, height float32) {
		x.show(p.lenses.of(found), at, height, false)
	}
	r.OnHoverEnd = x.hide
	r.OnFollow = func(f reader.Finding) { x.follow(p.lenses.of([]reader.Finding{f})) }
	x.card.OnEnter = func() { r.HoldHover(true) }
	x.card.OnLeave = func() { r.HoldHover(false) }
	x.card.OnEscape = func() { x.end(); p.Focus() }
	x.card.OnBlur = func() {
		if x.keyed {
			x.hide()
		}
	}
	x.card.OnChoose = x.choose
	return x
}

// end takes the card away, however it came.
func (x *explainer) end() {
	x.page.reader.EndHover()
	x.hide()
}

func (x *explainer) hide() {
	x.asked.stop()
	x.keyed = false
	x.card.Hide()
}

// cardFacts is what a card tells that the findings of the brief do not hold.
type cardFacts struct {
	actors map[int64]db.ActorRow
	source db.Source
}

// show reads what the card needs and shows it below the words, at being their
// bottom left corner. Nothing is shown before all of it is there, so that the
// card does not jump.
func (x *explainer) show(spots []spot, at fyne.Position, height float32, focus bool) {
	p := x.page
	if len(spots) == 0 {
		return
	}
	x.hide()
	fetch(x.asked.next(p.ctx), p.loop, func(ctx context.Context) (cardFacts, error) {
		return p.cardFacts(ctx, spots)
	}, func(facts cardFacts, err error) {
		if err != nil {
			p.report(fmt.Errorf("read what is known of the words: %w", err))
			return
		}
		text, does := p.cardOf(spots, facts)
		x.does = does
		for _, a := range does {
			text.Actions = append(text.Actions, widgets.CardAction{ID: a.id, Text: a.text})
		}
		x.card.Set(text)
		x.card.PlaceAt(at, height, p.reader.Size())
		p.over.Refresh() // a card that was never drawn cannot ask for it
		p.events.emit("explained %s", text.Title)
		if focus {
			p.whenDrawn(x.card, func() {
				x.keyed = true
				p.win.Canvas().Focus(x.card)
			})
		}
	})
}

func (x *explainer) choose(id string) {
	i := slices.IndexFunc(x.does, func(a spotAction) bool { return a.id == id })
	if i < 0 {
		return
	}
	p, a, keyed := x.page, x.does[i], x.keyed
	below := fyne.CurrentApp().Driver().AbsolutePositionForObject(x.card).AddXY(0, x.card.Size().Height)
	x.end()
	if keyed {
		p.Focus()
	}
	if a.more != nil {
		popUp(p.win, below, menuItems(a.more)...)
		return
	}
	a.do()
}

// follow does what a click with Ctrl on the words leads to.
func (x *explainer) follow(spots []spot) {
	for _, s := range spots {
		for _, a := range x.page.actionsOf(s) {
			if a.id == "open" {
				x.end()
				a.do()
				return
			}
		}
	}
}

// explainCaret shows the card of the words at the caret and gives it the
// keyboard.
func (p *briefPage) explainCaret() {
	found := p.reader.CaretFindings()
	if len(found) == 0 {
		p.say(lang.L("Nothing is known about the words at the cursor"))
		return
	}
	at, height, visible := p.reader.FindingPlace(found[0])
	if !visible {
		p.reader.Reveal(found[0].Start, found[0].End)
		at, height, _ = p.reader.FindingPlace(found[0])
	}
	p.card.show(p.lenses.of(found), at, height, true)
}

// cardFacts is called beside the drawing goroutine.
func (p *briefPage) cardFacts(ctx context.Context, spots []spot) (cardFacts, error) {
	facts := cardFacts{actors: map[int64]db.ActorRow{}}
	var err error
	switch of := loudest(spots).of.(type) {
	case []db.Mention:
		for _, m := range of {
			if facts.actors[m.ActorID], err = actorRowOf(ctx, p.lib, m.ActorID, m.Actor); err != nil {
				return facts, err
			}
		}
	case []db.Citation:
		if of[0].SourceID != 0 {
			facts.source, err = p.lib.Source(ctx, of[0].SourceID)
		}
	}
	return facts, err
}

// actorRowOf reads an actor with its counts over the library.
func actorRowOf(ctx context.Context, lib *db.Library, id int64, name string) (db.ActorRow, error) {
	rows, _, err := lib.FindActors(ctx, db.ActorFilter{Text: name, Limit: 100})
	for _, r := range rows {
		if r.Actor.ID == id {
			return r, nil
		}
	}
	return db.ActorRow{Actor: db.Actor{ID: id, Name: name}}, err
}

// loudest is the spot that a card is about: what is known of the words, and a
// check only where there is nothing else.
func loudest(spots []spot) spot {
	for _, s := range spots {
		if _, check := s.of.(findings.Check); !check {
			return s
		}
	}
	return spots[0]
}

// cardOf says what is known of some words; checks on them are added to it.
func (p *briefPage) cardOf(spots []spot, facts cardFacts) (widgets.CardText, []spotAction) {
	s := loudest(spots)
	var text widgets.CardText
	switch of := s.of.(type) {
	case []db.Mention:
		text = p.mentionCard(of, facts)
	case []db.Citation:
		text = citationCard(of, facts.source)
	case db.Event:
		text = eventCard(of)
	case reading.Term:
		text = widgets.CardText{Title: of.Term, Detail: lang.L("{{.Band}} · likelihood, ICD 203", map[string]any{"Band": bandText(of.Band)})}
	case reading.Hedge:
		text = widgets.CardText{Title: of.Term, Detail: lang.L("A hedge: off the scale of ICD 203")}
	case reading.Confidence:
		text = widgets.CardText{Title: confidenceName(of.Level), Detail: lang.L("A level of confidence; it is not a likelihood")}
	case reading.Acronym:
		text = widgets.CardText{Title: of.Short, Detail: acronymHow(of), Lines: []widgets.CardLine{{Text: of.Long}}}
	case findings.Check:
		return checkCard(of), p.checkActions(of)
	}
	actions := p.actionsOf(s)
	for _, other := range spots {
		if c, ok := other.of.(findings.Check); ok {
			text.Lines = append(text.Lines, widgets.CardLine{Text: checkName(c.Kind) + ": " + c.Why})
			actions = append(actions, p.checkActions(c)...)
			break
		}
	}
	return text, actions
}

func (p *briefPage) mentionCard(all []db.Mention, facts cardFacts) widgets.CardText {
	m := all[0]
	if m.Ambiguous {
		names := make([]widgets.CardLine, 0, len(all))
		for _, c := range all {
			a := facts.actors[c.ActorID].Actor
			names = append(names, widgets.CardLine{Text: joinNonEmpty(" · ", c.Actor, actorKindName(a.Kind))})
		}
		return widgets.CardText{Title: m.Alias, Detail: plural(len(all), "{{.N}} actor bears this name", "{{.N}} actors bear this name"), Lines: names}
	}
	row := facts.actors[m.ActorID]
	text := widgets.CardText{Title: m.Actor, Detail: actorKindName(row.Actor.Kind)}
	if summary := firstSentence(row.Actor.Summary); summary != "" {
		text.Lines = append(text.Lines, widgets.CardLine{Text: summary})
	}
	if others := namesText(row.Actor); others != "" {
		text.Lines = append(text.Lines, widgets.CardLine{Text: lang.L("also: {{.Names}}", map[string]any{"Names": others}), Quiet: true})
	}
	here := len(mentionsOfActor(p.lenses.report.Mentions, m.ActorID))
	text.Lines = append(text.Lines, widgets.CardLine{Text: mentionCounts(here, row), Quiet: true})
	switch m.State {
	case db.StateSettled:
		text.Lines = append(text.Lines, widgets.CardLine{Text: lang.L("You settled who is meant here."), Quiet: true})
	case db.StateAdded:
		text.Lines = append(text.Lines, widgets.CardLine{Text: lang.L("You linked these words."), Quiet: true})
	}
	return text
}

func mentionCounts(here int, row db.ActorRow) string {
	text := plural(here, "{{.N}} mention here", "{{.N}} mentions here")
	if row.Mentions == 0 {
		return text
	}
	return lang.L("{{.Here}}, {{.N}} in {{.Briefs}}", map[string]any{"Here": text, "N": number(row.Mentions),
		"Briefs": plural(row.Briefs, "{{.N}} brief", "{{.N}} briefs")})
}

// firstSentence is the first sentence of a summary.
func firstSentence(s string) string {
	for _, at := range reading.Sentences(s) {
		if text := oneLine(at.Of(s)); text != "" {
			return text
		}
	}
	return oneLine(s)
}

func citationCard(all []db.Citation, source db.Source) widgets.CardText {
	if len(all) > 1 {
		text := widgets.CardText{Title: plural(len(all), "{{.N}} citation", "{{.N}} citations")}
		for _, c := range all {
			text.Lines = append(text.Lines, widgets.CardLine{Text: joinNonEmpty(" · ", joinNonEmpty(" ", c.Signal, c.Source), dateText(c.Date, false))})
		}
		return text
	}
	c := all[0]
	grade := ""
	if source.Reliability != "" {
		grade = reliabilityName(source.Reliability)
	}
	kind := ""
	if source.Kind != db.SourceUnknown {
		kind = sourceKindName(source.Kind)
	}
	text := widgets.CardText{Title: c.Source, Detail: joinNonEmpty(" · ", kind, source.Publisher, grade)}
	if date := dateText(c.Date, false); date != "" {
		text.Lines = append(text.Lines, widgets.CardLine{Text: date})
	} else {
		text.Lines = append(text.Lines, widgets.CardLine{Text: lang.L("without a date"), Quiet: true})
	}
	text.Lines = append(text.Lines, quietLine(dateRule(c.Date))...)
	if c.Outlet != "" && db.Fold(c.Outlet) != db.Fold(c.Source) {
		text.Lines = append(text.Lines, quietLine(lang.L("written “{{.Words}}”", map[string]any{"Words": c.Outlet}))...)
	}
	if others := source.Briefs - 1; others > 0 {
		text.Lines = append(text.Lines, quietLine(plural(others, "also cited in {{.N}} brief", "also cited in {{.N}} briefs"))...)
	}
	if c.State == db.StateCorrected {
		text.Lines = append(text.Lines, quietLine(lang.L("You corrected it."))...)
	}
	return text
}

func quietLine(text string) []widgets.CardLine {
	if text == "" {
		return nil
	}
	return []widgets.CardLine{{Text: text, Quiet: true}}
}

// dateRule says how a date was understood: from which words, by which rule.
func dateRule(d db.Date) string {
	rule := d.Rule
	if rule == db.RuleByHand {
		rule = lang.L("set by you")
	}
	if d.Written == "" {
		return rule
	}
	return joinNonEmpty(": ", "“"+oneLine(d.Written)+"”", rule)
}

func eventCard(e db.Event) widgets.CardText {
	text := widgets.CardText{Title: dateText(e.Date, false)}
	if e.Date.Earliest != e.Date.Latest {
		text.Detail = lang.L("{{.From}} to {{.To}}", map[string]any{"From": dayText(e.Date.Earliest), "To": dayText(e.Date.Latest)})
	}
	text.Lines = quietLine(dateRule(e.Date))
	switch e.State {
	case db.StateFound:
		text.Lines = append(text.Lines, quietLine(lang.L("Suggested for the chronology"))...)
	default:
		text.Lines = append(text.Lines, quietLine(lang.L("Kept in the chronology"))...)
	}
	if e.Title != "" {
		text.Lines = append(text.Lines, widgets.CardLine{Text: e.Title})
	}
	return text
}

func dayText(day string) string {
	return dateText(db.Date{Earliest: day, Latest: day, Written: day}, false)
}

func checkCard(c findings.Check) widgets.CardText {
	detail := lang.L("Worth a second look")
	if c.State == db.StateKept {
		detail = lang.L("You kept this check")
	}
	return widgets.CardText{Title: checkName(c.Kind), Detail: detail, Lines: []widgets.CardLine{{Text: c.Why}}}
}

// bandText is a band of the scale as a person writes it: "20–45 %".
func bandText(band string) string {
	from, to, ok := strings.Cut(band, "-")
	if !ok {
		return band
	}
	return strings.TrimPrefix(from, "0") + "–" + strings.TrimPrefix(to, "0") + " %"
}

func confidenceName(level string) string {
	switch level {
	case "low":
		return lang.L("Low confidence")
	case "moderate":
		return lang.L("Moderate confidence")
	case "high":
		return lang.L("High confidence")
	}
	return level
}
