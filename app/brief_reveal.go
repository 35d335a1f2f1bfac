package app

import (
	"fyne.io/fyne/v2/lang"

	"sidelight/app/span"

	"fyne.io/fyne/v2"
)

// openAt opens a brief at a passage and points at it. The page in view stays,
// so that the way back is a tab away; the brief gives its place to the next
// one that is only looked at.
func (d *Desk) openAt(brief int64, start, end int) {
	if brief == 0 {
		return
	}
	key := tabKey{tabBrief, brief}
	if p := d.tabs.current(); p != nil && p.Key() != key {
		d.tabs.keep(p)
	}
	if p, ok := d.show(key, "", false).(*briefPage); ok {
		p.pointAt(start, end)
		p.whenDrawn(p.reader, p.Focus)
	}
}

// pointAt brings a passage into view and points at it softly, as soon as the
// text is there.
func (p *briefPage) pointAt(start, end int) {
	p.aim = &span.Span{Start: start, End: end}
	p.takeAim()
}

// takeAim points at what was asked for before the text was shown.
func (p *briefPage) takeAim() {
	if p.aim == nil || !p.loaded {
		return
	}
	at := *p.aim
	p.aim = nil
	if !at.Valid(p.revision.Text) {
		return // a passage of another text
	}
	p.bar.Hide()
	p.reader.Reveal(at.Start, at.End)
	p.reader.Point(at.Start, at.End)
	p.events.emit("pointed %d %d", at.Start, at.End)
}

// round is a number of passages that are gone through one after the other:
// the mentions of an actor, the uses of a term.
type round struct {
	key   string // tells whether the same is asked for again
	what  string // names them in the status bar
	spans func() []span.Span
	at    int // -1: before the first
	caret int // where the caret stood when the round began
}

// goRound points at the next passage of a round, which begins at the first
// when another one was gone through before.
func (p *briefPage) goRound(r round, by int) {
	if p.round == nil || p.round.key != r.key {
		r.at = -1
		if by < 0 {
			r.at = 0
		}
		r.caret = p.reader.Caret()
		p.round = &r
	}
	p.stepRound(by, false)
}

func (p *briefPage) stepRound(by int, caret bool) {
	r := p.round
	spans := r.spans()
	if len(spans) == 0 {
		p.round = nil
		return
	}
	r.at = (min(r.at, len(spans)-1) + by + len(spans)) % len(spans)
	at := spans[r.at]
	if caret {
		// By keyboard the caret goes along, so that keys act on these words.
		p.reader.PlaceCaret(at.Start)
		r.caret = p.reader.Caret()
	}
	p.pointAt(at.Start, at.End)
	p.say(lang.L("{{.What}}: {{.N}} of {{.M}}", map[string]any{"What": r.what, "N": number(r.at + 1), "M": number(len(spans))}))
}

// roundOfActor goes through the mentions of an actor.
func (p *briefPage) roundOfActor(id int64, name string) round {
	return round{key: actorRound(id), what: name, spans: func() []span.Span {
		var spans []span.Span
		for _, m := range mentionsOfActor(p.lenses.report.Mentions, id) {
			spans = append(spans, span.Span{Start: m.Start, End: m.End})
		}
		return spans
	}}
}

func actorRound(id int64) string { return tabID(tabKey{tabActor, id}) }

// stepMention goes to the next passage of the round, or the one before: of the
// actor under the caret when the caret was put on one, else of what was chosen
// last.
func (p *briefPage) stepMention(by int) {
	if p.round == nil || p.round.caret != p.reader.Caret() {
		if r, ok := p.roundAtCaret(); ok {
			p.round = &r
		}
	}
	if p.round == nil {
		p.say(lang.L("Put the cursor on a name, or choose an actor beside the text"))
		return
	}
	p.stepRound(by, true)
}

func (p *briefPage) roundAtCaret() (round, bool) {
	for _, s := range p.lenses.of(p.reader.CaretFindings()) {
		m, ok := s.firstActor()
		if !ok {
			continue
		}
		r := p.roundOfActor(m.ActorID, m.Actor)
		if p.round != nil && p.round.key == r.key {
			r.at = p.round.at
		}
		for i, at := range r.spans() {
			if at.Start == s.start && at.End == s.end {
				r.at = i
			}
		}
		return r, true
	}
	return round{}, false
}

func mentionCommands() []Command {
	return []Command{
		{ID: "mention.next", Title: "Next mention", Menu: MenuGo, Key: fyne.KeyF8, separated: true, enabled: (*Desk).hasLoneBrief, run: func(d *Desk) { d.page().stepMention(1) }},
		{ID: "mention.previous", Title: "Previous mention", Menu: MenuGo, Key: fyne.KeyF7, enabled: (*Desk).hasLoneBrief, run: func(d *Desk) { d.page().stepMention(-1) }},
		{ID: "lens.explain", Title: "Explain the words at the cursor", Menu: MenuBrief, Key: fyne.KeyF2, separated: true, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().explainCaret() }},
		{ID: "actor.selection", Title: "Actor of the selected words…", Menu: MenuBrief, Key: fyne.KeyA, Mod: Ctrl | Shift, Typed: "A", enabled: (*Desk).canEditBrief, run: func(d *Desk) { d.page().nameSelection() }},
		{ID: "likelihood.report", Title: "Likelihood report…", Menu: MenuBrief, enabled: (*Desk).hasBrief, run: func(d *Desk) { d.page().showLikelihood() }},
		{ID: "names.library", Title: "New names in the library…", Menu: MenuActor, run: func(d *Desk) { d.showNewNames() }},
	}
}
