package app

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// usedTerm is a word of the report with its places in the text.
type usedTerm struct {
	text, name string // name stands before it: the band
	band       string // as the scale orders it
	places     []span.Span
}

// likelihoodTerms lists the terms of the scale that a brief uses, in the
// order of the scale, and apart from them the hedges and levels of confidence,
// most used first.
func likelihoodTerms(r findings.Report) (terms, hedges, confidence []usedTerm) {
	count := func(all []usedTerm, t usedTerm, at span.Span) []usedTerm {
		i := slices.IndexFunc(all, func(u usedTerm) bool { return u.text == t.text })
		if i < 0 {
			i, all = len(all), append(all, t)
		}
		all[i].places = append(all[i].places, at)
		return all
	}
	for _, t := range r.Terms {
		terms = count(terms, usedTerm{text: t.Term, name: bandText(t.Band), band: t.Band}, t.Span)
	}
	for _, h := range r.Hedges {
		hedges = count(hedges, usedTerm{text: h.Term}, h.Span)
	}
	for _, c := range r.Confidence {
		confidence = count(confidence, usedTerm{text: confidenceName(c.Level)}, c.Span)
	}
	most := func(a, b usedTerm) int { return cmp.Compare(len(b.places), len(a.places)) }
	slices.SortStableFunc(terms, func(a, b usedTerm) int { return cmp.Or(cmp.Compare(a.band, b.band), most(a, b)) })
	slices.SortStableFunc(hedges, most)
	slices.SortStableFunc(confidence, most)
	return terms, hedges, confidence
}

// mixedSets are the sentences that hold terms, when the text uses both columns
// of synonyms; together those that hold a term and a level of confidence.
func mixedSets(text string) (sets, together []span.Span) {
	add := func(all []span.Span, offset int) []span.Span {
		start, end := sentenceAt(text, offset)
		if s := (span.Span{Start: start, End: end}); !slices.Contains(all, s) {
			all = append(all, s)
		}
		return all
	}
	for _, f := range reading.DraftingFaults(text) {
		if f.Kind != "both sets" {
			together = add(together, f.Spans[0].Start)
			continue
		}
		for _, s := range f.Spans {
			sets = add(sets, s.Start)
		}
	}
	slices.SortFunc(sets, func(a, b span.Span) int { return cmp.Compare(a.Start, b.Start) })
	return sets, together
}

// showLikelihood opens the report about the likelihood terms of the brief.
func (p *briefPage) showLikelihood() {
	if !p.lenses.known {
		return
	}
	r := p.lenses.report
	var sheet *widgets.Sheet
	table := func(key string, all []usedTerm) *widgets.FactTable {
		facts := make([]widgets.Fact, len(all))
		for i, t := range all {
			facts[i] = widgets.Fact{Name: t.name, Text: t.text, Detail: plural(len(t.places), "{{.N}} time", "{{.N}} times")}
		}
		return p.likelihoodTable(&sheet, facts, func(i int) round {
			places := all[i].places
			return round{key: key + all[i].text, what: all[i].text, spans: func() []span.Span { return places }}
		})
	}
	sentences := func(key, what string, all []span.Span) *widgets.FactTable {
		facts := make([]widgets.Fact, len(all))
		for i, s := range all {
			facts[i] = widgets.Fact{Text: "“" + oneLine(s.Of(r.Revision.Text)) + "”"}
		}
		return p.likelihoodTable(&sheet, facts, func(i int) round {
			return round{key: key, what: what, at: i, spans: func() []span.Span { return all }}
		})
	}
	var parts []fyne.CanvasObject
	section := func(title string, n int, count string, t fyne.CanvasObject) {
		if n == 0 {
			return
		}
		head := widgets.NewSectionHead(title)
		head.SetCount(count)
		parts = append(parts, head, t)
	}
	terms, hedges, confidence := likelihoodTerms(r)
	sets, together := mixedSets(r.Revision.Text)
	section(lang.L("On the scale of ICD 203"), len(terms), number(len(r.Terms)), table("term ", terms))
	section(lang.L("Hedges, off the scale"), len(hedges), number(len(r.Hedges)), table("hedge ", hedges))
	section(lang.L("Levels of confidence"), len(confidence), number(len(r.Confidence)), table("confidence ", confidence))
	section(lang.L("Terms of both sets in one brief"), len(sets), "", sentences("sets", lang.L("Terms of both sets in one brief"), sets))
	section(lang.L("Likelihood and confidence in one sentence"), len(together), "",
		sentences("together", lang.L("Likelihood and confidence in one sentence"), together))
	says := widgets.NewText(lang.L("These are the author’s words, marked and counted. Nothing here scores the author."),
		widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	var body fyne.CanvasObject = widgets.NewEmptyState("info", lang.L("No likelihood terms"), lang.L("The brief uses none of the terms of ICD 203, no hedges and no levels of confidence."))
	if len(parts) > 0 {
		body = container.New(insets{0, 0, look.Space8, 0}, widgets.NewPanePage(parts...))
	}
	sheet = widgets.NewSheet(lang.L("Likelihood in “{{.Title}}”", map[string]any{"Title": shorten(p.brief.Title, 56)}),
		stacked(says, container.New(fixedHeight{400}, body)))
	sheet.Width = 600
	sheet.CancelText = lang.L("Close")
	sheet.OnCancel = func() { p.events.emit("sheet-closed likelihood") }
	p.sheet("likelihood", sheet, nil)
}

// likelihoodTable is a table of the report: choosing a row closes the sheet and
// points at the words; the commands for mentions then go on through them.
func (p *briefPage) likelihoodTable(sheet **widgets.Sheet, facts []widgets.Fact, of func(i int) round) *widgets.FactTable {
	t := widgets.NewFactTable(facts...)
	t.OnChoose = func(i int) {
		(*sheet).Hide()
		(*sheet).OnCancel()
		r := of(i)
		r.caret = p.reader.Caret()
		p.round = &r
		p.stepRound(0, false)
		p.Focus()
	}
	return t
}
