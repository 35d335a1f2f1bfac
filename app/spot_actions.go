package app

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/db"
)

// spotAction is one thing that can be done with what is known of some words.
type spotAction struct {
	id, text string
	do       func()
	more     []spotAction // asked for in a menu instead
}

// actionsOf lists what can be done with a spot; a library that cannot be
// written leaves only the ways out.
func (p *briefPage) actionsOf(s spot) []spotAction {
	switch of := s.of.(type) {
	case []db.Mention:
		return p.mentionActions(of)
	case []db.Citation:
		if len(of) == 1 {
			return p.citationActions(of[0])
		}
	case db.Event:
		return p.eventActions(of)
	case reading.Acronym:
		return p.acronymActions(of)
	case findings.Check:
		return p.checkActions(of)
	}
	return nil
}

// firstActor is the mention of a spot, or the first of several that it may be.
func (s spot) firstActor() (db.Mention, bool) {
	if all, ok := s.of.([]db.Mention); ok && all[0].ActorID != 0 {
		return all[0], true
	}
	return db.Mention{}, false
}

func (p *briefPage) mentionActions(all []db.Mention) []spotAction {
	m := all[0]
	words := shorten(m.Alias, 30)
	if words == "" {
		words = shorten(p.revision.Text[m.Start:m.End], 30)
	}
	again := spotAction{id: "again", text: lang.L("Decide anew"), do: func() {
		p.decideOn(lang.L("decide anew"), lang.L("Open again"), p.mentionDecision(m, "", 0))
	}}
	if m.ActorID == 0 {
		return p.ifWritable(again)
	}
	if m.Ambiguous {
		var actions, every []spotAction
		for i, c := range all {
			id := strconv.Itoa(i + 1)
			actions = append(actions, spotAction{id: "this." + id, text: lang.L("This is {{.Actor}}", map[string]any{"Actor": c.Actor}),
				do: func() { p.settleAs(c, []db.Mention{c}) }})
			every = append(every, spotAction{id: "all." + id, text: c.Actor, do: func() { p.settleAs(c, p.namesake(c)) }})
		}
		if n := len(p.namesake(m)); n > 1 {
			actions = append(actions, spotAction{id: "all", more: every,
				text: lang.L("All {{.N}} “{{.Name}}” here are…", map[string]any{"N": number(n), "Name": words})})
		}
		return p.ifWritable(append(actions, spotAction{id: "not", text: lang.L("None of these…"), more: p.notActions(m, words)})...)
	}
	open := spotAction{id: "open", text: lang.L("Open {{.Actor}}", map[string]any{"Actor": m.Actor}), do: func() { p.act.actor(m.ActorID) }}
	switch m.State {
	case db.StateSettled:
		actions := []spotAction{again}
		if others := p.unsettled(m); len(others) > 0 {
			actions = append(actions, spotAction{id: "all", text: lang.L("All “{{.Name}}” here too", map[string]any{"Name": words}),
				do: func() { p.settleAs(m, others) }})
		}
		return append([]spotAction{open}, p.ifWritable(actions...)...)
	case db.StateAdded:
		back := spotAction{id: "again", text: lang.L("Take it back"), do: again.do}
		return append([]spotAction{open}, p.ifWritable(back)...)
	}
	not := spotAction{id: "not", text: lang.L("This is not {{.Actor}}…", map[string]any{"Actor": m.Actor}), more: p.notActions(m, words)}
	return append([]spotAction{open}, p.ifWritable(not)...)
}

// notActions says what a mention is instead.
func (p *briefPage) notActions(m db.Mention, words string) []spotAction {
	actions := []spotAction{
		{id: "not.here", text: lang.L("It names nobody"), do: func() {
			p.decideOn(lang.L("not an actor"), lang.L("Names nobody here"), p.mentionDecision(m, db.StateNobody, 0))
		}},
	}
	if same := p.namesake(m); len(same) > 1 {
		actions = append(actions, spotAction{id: "not.brief", text: lang.L("“{{.Name}}” names nobody in this brief", map[string]any{"Name": words}), do: func() {
			var all []db.Decision
			for _, other := range same {
				all = append(all, p.mentionDecision(other, db.StateNobody, 0))
			}
			p.decideOn(lang.L("not an actor"), lang.L("Names nobody in this brief"), all...)
		}})
	}
	return append(actions, spotAction{id: "not.other", text: lang.L("Another actor…"), do: func() {
		p.askName(naming{name: p.revision.Text[m.Start:m.End], origin: p.brief.Title, place: p.mentionDecision(m, "", 0), found: true, here: true}, p.named)
	}})
}

// namesake are the mentions of the same name in this brief that the analyst
// has not decided on, this one among them.
func (p *briefPage) namesake(m db.Mention) []db.Mention {
	var same []db.Mention
	for _, other := range sameName(p.lenses.report.Mentions, m.Alias) {
		if other.State == db.StateFound {
			same = append(same, other)
		}
	}
	return same
}

// unsettled are the ambiguous mentions of the same name.
func (p *briefPage) unsettled(m db.Mention) []db.Mention {
	var open []db.Mention
	for _, other := range p.namesake(m) {
		if other.Ambiguous {
			open = append(open, other)
		}
	}
	return open
}

// settleAs says that mentions are this one's actor.
func (p *briefPage) settleAs(who db.Mention, all []db.Mention) {
	decisions := make([]db.Decision, 0, len(all))
	for _, m := range all {
		decisions = append(decisions, p.mentionDecision(m, db.StateSettled, who.ActorID))
	}
	said := lang.L("Settled: {{.Actor}}", map[string]any{"Actor": who.Actor})
	if len(all) > 1 {
		said = lang.L("{{.N}} mentions settled: {{.Actor}}", map[string]any{"N": number(len(all)), "Actor": who.Actor})
	}
	p.decideOn(lang.L("settle mention"), said, decisions...)
}

func (p *briefPage) mentionDecision(m db.Mention, verdict db.State, actor int64) db.Decision {
	return db.Decision{Kind: db.DecideMention, BriefID: p.id, RevisionID: m.RevisionID, Start: m.Start, End: m.End, Verdict: verdict, ActorID: actor}
}

func (p *briefPage) citationActions(c db.Citation) []spotAction {
	decision := func(verdict db.State) db.Decision {
		return db.Decision{Kind: db.DecideCitation, BriefID: p.id, RevisionID: c.RevisionID, Start: c.Start, End: c.End, Verdict: verdict}
	}
	open := spotAction{id: "open", text: lang.L("Open {{.Source}}", map[string]any{"Source": c.Source}), do: func() { p.act.source(c.SourceID) }}
	if c.State == db.StateDismissed {
		return p.ifWritable(spotAction{id: "again", text: lang.L("This is a citation"), do: func() {
			p.decideOn(lang.L("decide anew"), lang.L("Counted as a citation again"), decision(""))
		}})
	}
	actions := []spotAction{{id: "correct", text: lang.L("Correct…"), do: func() { p.act.correct(c) }}}
	if c.State == db.StateCorrected {
		actions = append(actions, spotAction{id: "again", text: lang.L("As found"), do: func() {
			p.decideOn(lang.L("decide anew"), lang.L("The citation is as it was found"), decision(""))
		}})
	}
	actions = append(actions, spotAction{id: "not", text: lang.L("Not a citation"), do: func() {
		p.decideOn(lang.L("not a citation"), lang.L("Not counted as a citation"), decision(db.StateDismissed))
	}})
	actions = p.ifWritable(actions...)
	if c.SourceID == 0 {
		return actions // a library for reading alone has no record of it
	}
	return append([]spotAction{open}, actions...)
}

func (p *briefPage) eventActions(e db.Event) []spotAction {
	decision := func(verdict db.State) db.Decision {
		return db.Decision{Kind: db.DecideEvent, BriefID: p.id, RevisionID: e.RevisionID, Start: e.Start, End: e.End, Key: db.EventKey(e), Verdict: verdict}
	}
	var actions []spotAction
	if e.State == db.StateFound {
		actions = append(actions, spotAction{id: "keep", text: lang.L("Keep as event"), do: func() {
			p.decideOn(lang.L("keep event"), lang.L("Kept in the chronology"), decision(db.StateKept))
		}})
	} else {
		actions = append(actions, spotAction{id: "again", text: lang.L("Only suggest it"), do: func() {
			p.decideOn(lang.L("decide anew"), lang.L("A suggestion again"), decision(""))
		}})
	}
	return p.ifWritable(append(actions, spotAction{id: "not", text: lang.L("Not an event"), do: func() {
		p.decideOn(lang.L("not an event"), lang.L("Left out of the chronology"), decision(db.StateDismissed))
	}})...)
}

func (p *briefPage) acronymActions(a reading.Acronym) []spotAction {
	n := p.namingOf(a)
	return p.ifWritable(
		spotAction{id: "make", text: lang.L("Make an actor…"), do: func() { p.askName(n, p.named) }},
		spotAction{id: "dismiss", text: lang.L("Dismiss"), do: func() { p.dismissAcronym(a) }})
}

func (p *briefPage) checkActions(c findings.Check) []spotAction {
	decide := func(what, said string, verdict db.State) func() {
		return func() {
			p.decideOn(what, said, db.Decision{Kind: db.DecideCheck, BriefID: p.id, RevisionID: p.revision.ID, Start: c.Span.Start, End: c.Span.End,
				Key: string(c.Kind), Verdict: verdict})
		}
	}
	var actions []spotAction
	if c.State != db.StateKept {
		actions = append(actions, spotAction{id: "check.keep", text: lang.L("Keep the check"), do: decide(lang.L("keep check"), lang.L("Check kept"), db.StateKept)})
	}
	return p.ifWritable(append(actions, spotAction{id: "check.dismiss", text: lang.L("Dismiss the check"),
		do: decide(lang.L("dismiss check"), lang.L("Check dismissed"), db.StateDismissed)})...)
}

func (p *briefPage) ifWritable(actions ...spotAction) []spotAction {
	if !p.canWrite() {
		return nil
	}
	return actions
}

// decideOn is decide for this brief: its tab stays.
func (p *briefPage) decideOn(what, said string, all ...db.Decision) {
	p.decide(what, said, func() { p.act.keep(p) }, all...)
}

// named is told that words of this brief got an actor.
func (p *briefPage) named(int64) {
	p.act.keep(p)
	if _, end := p.reader.Selection(); end > 0 {
		p.reader.Select(end, end)
	}
	p.bar.Hide()
}

// menuItems are actions as they stand in a context menu.
func menuItems(actions []spotAction) []*fyne.MenuItem {
	items := make([]*fyne.MenuItem, 0, len(actions))
	for _, a := range actions {
		item := fyne.NewMenuItem(a.text, a.do)
		if a.more != nil {
			item.ChildMenu = fyne.NewMenu("", menuItems(a.more)...)
		}
		items = append(items, item)
	}
	return items
}
