package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// sideSources is the face beside a brief that lists what it cites.
const sideSources = "sources"

// briefSources is the face beside a brief that lists what it cites, where its
// years come from, and which passages rest on one source or on none.
type briefSources struct {
	*kit
	content fyne.CanvasObject
	head    fyne.CanvasObject
	years   *widgets.Text
	change  *widgets.TextLink
	list    *widgets.RowList
	empty   *widgets.EmptyState
	foot    fyne.CanvasObject
	count   func(n int)

	page *briefPage // nil: no brief in view
	rows []sourceSideRow
	ids  map[string]int64 // of the rows, by what they are about
}

// sourceSideRow is a row of the list: a citation, or the passages of a kind.
type sourceSideRow struct {
	id       int64
	citation db.Citation
	once     bool         // its source has no head of its own
	passages *passageKind // nil: a citation
	n        int          // passages
}

// passageKind tells passages by how many independent sources they rest on.
type passageKind struct {
	key, what string
	has       func(findings.Passage) bool
}

func singleSource() *passageKind {
	return &passageKind{"passages 1", lang.L("On one source"), func(p findings.Passage) bool { return p.Sources == 1 }}
}

func withoutSource() *passageKind {
	return &passageKind{"passages 0", lang.L("Without a source"), func(p findings.Passage) bool { return p.Sources == 0 }}
}

func newBriefSources(k *kit, count func(n int)) *briefSources {
	b := &briefSources{kit: k, count: count, ids: map[string]int64{}}
	b.list = widgets.NewRowList()
	b.list.Length = func() int { return len(b.rows) }
	b.list.Row = b.rowAt
	b.list.OnSelect = func(id int64) { b.point(id, 1) }
	b.list.OnAgain = func(id int64) { b.point(id, 1) }
	b.list.OnOpen = b.open
	b.list.OnDelete = func([]int64) { b.do(b.list.Current(), "not") }
	b.list.OnSecondary = b.showMenu
	b.list.OnRune = b.typed
	b.list.OnKey = b.key
	b.empty = widgets.NewEmptyState("sources", lang.L("No sources here"), lang.L("What the text cites in brackets stands here, with its date."))
	b.years = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	b.change = widgets.NewTextLink("", func() {
		if b.page != nil {
			b.page.act.details(b.page.id)
		}
	})
	b.head = container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12},
		container.New(row{gap: look.Space12, grow: 0}, container.New(atLeast{fyne.NewSize(0, 36)}, b.years), b.change))
	keys := widgets.NewText(lang.L("Enter opens the source, C corrects, Delete: not a citation"), widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	b.foot = container.New(insets{look.Space8, look.Space12, look.Space8, look.Space12}, container.New(atLeast{fyne.NewSize(0, 36)}, keys))
	b.content = widgets.NewDock(b.head, b.foot, nil, nil, container.NewStack(b.list, b.empty))
	b.draw()
	return b
}

// set shows what was read of a brief; nil: there is none in view.
func (b *briefSources) set(p *briefPage) {
	if p != b.page {
		b.list.SetSelected()
		b.ids = map[string]int64{}
	}
	b.page = p
	b.draw()
}

// known reports whether the brief in view was read.
func (b *briefSources) known() bool { return b.page != nil && b.page.lenses.known }

func (b *briefSources) draw() {
	b.rows = nil
	var groups []widgets.RowGroup
	sources := 0
	if b.known() {
		r := b.page.lenses.report
		b.drawYears(r)
		for _, g := range groupBySource(r.Citations) {
			groups = append(groups, widgets.RowGroup{At: len(b.rows), Title: g.title})
			sources += g.sources
			for _, c := range g.citations {
				b.rows = append(b.rows, sourceSideRow{id: b.id(span.Span{Start: c.Start, End: c.End}.Of(r.Revision.Text), c.Start), citation: c, once: !g.own})
			}
		}
		if len(b.rows) > 0 {
			b.addPassages(r, &groups)
		}
	}
	b.list.SetGroups(groups)
	setShown(b.head, b.known())
	setShown(b.empty, b.known() && len(b.rows) == 0)
	setShown(b.list, len(b.rows) > 0)
	setShown(b.foot, len(b.rows) > 0 && b.canWrite())
	b.list.Refresh()
	b.content.Refresh()
	b.count(sources)
	b.events.listed("brief-sources", sources)
}

// addPassages puts the rows about passages above the citations.
func (b *briefSources) addPassages(r findings.Report, groups *[]widgets.RowGroup) {
	body := bodyPassages(r)
	var above []sourceSideRow
	for _, kind := range []*passageKind{singleSource(), withoutSource()} {
		n := 0
		for _, p := range body {
			if kind.has(p) {
				n++
			}
		}
		if n > 0 {
			above = append(above, sourceSideRow{id: b.id(kind.key, 0), passages: kind, n: n})
		}
	}
	if len(above) == 0 {
		return
	}
	for i := range *groups {
		(*groups)[i].At += len(above)
	}
	head := widgets.RowGroup{Title: plural(len(body), "{{.N}} passage", "{{.N}} passages")}
	*groups = append([]widgets.RowGroup{head}, *groups...)
	b.rows = append(above, b.rows...)
}

// bodyPassages are the passages outside of the summary, which repeats what the
// body gives sources for.
func bodyPassages(r findings.Report) []findings.Passage {
	summary := func(p findings.Passage) bool {
		return slices.ContainsFunc(r.Revision.Blocks, func(block db.Block) bool {
			return block.Section == db.SectionSummary && block.Start <= p.Start && p.Start < block.End
		})
	}
	return slices.DeleteFunc(slices.Clone(r.Passages), summary)
}

// drawYears says where years that the text leaves out come from.
func (b *briefSources) drawYears(r findings.Report) {
	date, words := dateText(r.Brief.Published, false), ""
	switch {
	case r.Brief.Published.Latest != "":
		words = lang.L("Years come from the publication date, {{.Date}}", map[string]any{"Date": date})
	case r.Published.Latest != "":
		words = lang.L("No publication date: years are inferred from {{.From}}", map[string]any{"From": r.Published.From})
	default:
		words = lang.L("No publication date: dates without a year stay without one")
	}
	link := lang.L("Change")
	if r.Brief.Published.Latest == "" {
		link = lang.L("Set it")
	}
	b.years.SetText(words)
	b.change.SetText(link)
	setShown(b.change, b.canWrite())
}

// id is the row id of what a row is about, the same as long as the brief is
// shown.
func (b *briefSources) id(about string, start int) int64 {
	key := about + "\n" + number(start)
	if b.ids[key] == 0 {
		b.ids[key] = int64(len(b.ids)) + 1
	}
	return b.ids[key]
}

func (b *briefSources) rowAt(i int) widgets.RowData {
	r := b.rows[i]
	if r.passages != nil {
		detail := lang.L("the text cites none for them")
		if r.passages.key == singleSource().key {
			detail = lang.L("one source, or several of one house")
		}
		return widgets.RowData{ID: r.id, Title: r.passages.what, Detail: detail, Mark: number(r.n)}
	}
	c := r.citation
	words := c.Outlet
	if b.page != nil && c.End <= len(b.page.lenses.report.Revision.Text) {
		words = oneLine(b.page.lenses.report.Revision.Text[c.Start:c.End])
	}
	rule := c.Date.Rule
	if rule == db.RuleByHand {
		rule = lang.L("set by you")
	}
	detail := joinNonEmpty(" · ", dateText(c.Date, true), shortRule(rule))
	if detail == "" {
		detail = lang.L("without a date")
	}
	data := widgets.RowData{ID: r.id, Title: words, Detail: detail, Quiet: c.State == db.StateDismissed}
	if r.once {
		data.Mark = c.Reliability
		if db.Fold(c.Source) != db.Fold(c.Outlet) {
			data.Detail = joinNonEmpty(" · ", c.Source, detail)
		}
	}
	return data
}

func (b *briefSources) row(id int64) (sourceSideRow, bool) {
	i := slices.IndexFunc(b.rows, func(r sourceSideRow) bool { return r.id == id })
	if i < 0 || b.page == nil {
		return sourceSideRow{}, false
	}
	return b.rows[i], true
}

// point shows the citation of a row in the text, or goes on to the next of the
// passages that it counts.
func (b *briefSources) point(id int64, by int) {
	r, ok := b.row(id)
	switch {
	case !ok:
	case r.passages != nil:
		b.page.goRound(b.page.roundOfPassages(r.passages), by)
	default:
		b.page.pointAt(r.citation.Start, r.citation.End)
	}
}

// roundOfPassages goes through the passages of a kind.
func (p *briefPage) roundOfPassages(kind *passageKind) round {
	return round{key: kind.key, what: kind.what, spans: func() []span.Span {
		var spans []span.Span
		for _, passage := range bodyPassages(p.lenses.report) {
			if kind.has(passage) {
				spans = append(spans, passage.Span)
			}
		}
		return spans
	}}
}

// nextSingleSource goes on to the next passage that rests on one source.
func (p *briefPage) nextSingleSource(by int) {
	r := p.roundOfPassages(singleSource())
	if len(r.spans()) == 0 {
		p.say(lang.L("No passage rests on one source alone"))
		return
	}
	p.goRound(r, by)
}

// actions are what can be done with the citation of a row.
func (b *briefSources) actions(id int64) []spotAction {
	if r, ok := b.row(id); ok && r.passages == nil {
		return b.page.citationActions(r.citation)
	}
	return nil
}

// do does one of the actions, if the row has it.
func (b *briefSources) do(id int64, action string) {
	for _, a := range b.actions(id) {
		if a.id == action {
			a.do()
			return
		}
	}
}

func (b *briefSources) open(id int64) {
	if r, ok := b.row(id); ok && r.passages != nil {
		b.point(id, 1)
		return
	}
	b.do(id, "open")
}

func (b *briefSources) typed(r rune) {
	if r == 'c' || r == 'C' {
		b.do(b.list.Current(), "correct")
	}
}

// key goes through the passages of the current row with the arrows.
func (b *briefSources) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyRight, fyne.KeySpace:
		b.point(b.list.Current(), 1)
	case fyne.KeyLeft:
		b.point(b.list.Current(), -1)
	default:
		return false
	}
	return true
}

func (b *briefSources) showMenu(id int64, at fyne.Position) {
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { b.point(id, 1) })}
	popUp(b.win, at, append(items, menuItems(b.actions(id))...)...)
}

// focus gives the keyboard to the list, if there is anything in it.
func (b *briefSources) focus() bool {
	if !b.list.Visible() {
		return false
	}
	b.win.Canvas().Focus(b.list)
	return true
}

func (b *briefSources) places(to put) {
	whole(to, "cited.change", b.change)
	parts(to, "cited.", b.list)
}
