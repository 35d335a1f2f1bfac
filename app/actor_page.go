package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// actorPageActions is how the page of an actor leaves itself.
type actorPageActions struct {
	openAt   func(brief int64, start, end int)
	open     func(actor int64)
	brief    func(brief int64)
	edit     func(a db.Actor)
	addAlias func(a db.Actor)
	alias    func(a db.Actor, alias db.Alias, at fyne.Position) // the menu of one of its names
	relate   func(a db.Actor)
	relation func(a db.Actor, r db.Relation, at fyne.Position) // the menu of one of its relations
	mention  func(m db.MentionInContext, at fyne.Position)     // the menu of a mention
	gone     func(key tabKey)
}

// The links of an actor's head.
const (
	linkFirstSeen = "first seen"
	linkEdit      = "edit"
)

// addAliasChip is the id of the chip that adds a name; aliases have ids from 1.
const addAliasChip = -1

// actorPage shows all that is known of an actor: its names, how often it was
// named and when, its relations, and every mention in context.
type actorPage struct {
	*kit
	act    actorPageActions
	id     int64
	name   string // of the tab until the actor is read
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()
	reload reloader

	content   *widgets.Page
	title     *widgets.PageTitle
	summary   *widgets.Text
	names     *widgets.ChipFlow
	strip     *widgets.MonthStrip
	stripHead *widgets.SectionHead
	relations *widgets.FactTable
	relHead   *widgets.SectionHead
	contexts  *widgets.ContextList
	conHead   *widgets.SectionHead
	rows      *pager[db.MentionInContext]

	actor    db.Actor
	related  []db.Relation
	months   []db.MonthCount
	first    db.Brief // ID 0: nobody names it
	fresh    int
	seen     bool // the page was in view since it was read
	loaded   bool
	retitled func()
}

func newActorPage(k *kit, id int64, name string, act actorPageActions) *actorPage {
	p := &actorPage{kit: k, act: act, id: id, name: name}
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.reload = reloader{load: p.load}
	p.rows = newPager(p.ctx, k, "read the mentions", func() query[db.MentionInContext] {
		return func(ctx context.Context, offset, limit int) ([]db.MentionInContext, int, error) {
			return p.lib.MentionsOf(ctx, id, offset, limit)
		}
	}, p.showMentions)
	p.build()
	p.stop = k.feed.listen(p.hear)
	return p
}

func (p *actorPage) build() {
	p.title = widgets.NewPageTitle(p.name)
	p.title.OnLink = func(id string) {
		switch id {
		case linkFirstSeen:
			p.act.brief(p.first.ID)
		case linkEdit:
			p.act.edit(p.actor)
		}
	}
	p.summary = widgets.NewText("", widgets.TextStyle{Lines: -1})
	p.names = widgets.NewChipFlow()
	p.names.OnChoose = func(id int64) { p.chooseName(id, p.below(p.names)) }
	p.names.OnSecondary = p.chooseName
	p.strip = widgets.NewMonthStrip()
	p.strip.OnChoose = p.showMonth
	p.stripHead = widgets.NewSectionHead(lang.L("Mentions by month"))
	p.relations = widgets.NewFactTable()
	p.relations.OnChoose = func(i int) { p.act.open(p.other(p.related[i])) }
	p.relations.OnSecondary = func(i int, at fyne.Position) { p.act.relation(p.actor, p.related[i], at) }
	p.relHead = widgets.NewSectionHead(lang.L("Relations"))
	if p.canWrite() {
		p.relHead.SetActions(widgets.NewTextLink(lang.L("+ relation"), func() { p.act.relate(p.actor) }))
	}
	p.contexts = widgets.NewContextList(1)
	p.contexts.Row = p.row
	p.contexts.OnChoose = func(i int) {
		if m, ok := p.rows.at(i); ok {
			p.act.openAt(m.BriefID, m.Start, m.End)
		}
	}
	p.contexts.OnSecondary = func(i int, at fyne.Position) {
		if m, ok := p.rows.at(i); ok {
			p.act.mention(m, at)
		}
	}
	p.conHead = widgets.NewSectionHead(lang.L("Mentions in context"))
	p.content = widgets.NewPage()
	p.lay()
}

// lay puts up the parts that have something to show.
func (p *actorPage) lay() {
	parts := []fyne.CanvasObject{p.title}
	if p.actor.Summary != "" {
		parts = append(parts, container.New(insets{bottom: look.Space12}, p.summary))
	}
	parts = append(parts, p.names)
	if len(p.months) > 0 {
		parts = append(parts, p.stripHead, p.strip)
	}
	p.content.SetParts(append(parts, p.relHead, p.relations, p.conHead, p.contexts)...)
}

// below is the place under an object, for a menu that a key asked for.
func (p *actorPage) below(o fyne.CanvasObject) fyne.Position {
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(o).AddXY(0, o.Size().Height)
}

func (p *actorPage) chooseName(id int64, at fyne.Position) {
	if id == addAliasChip {
		p.act.addAlias(p.actor)
		return
	}
	for _, a := range p.actor.Aliases {
		if a.ID == id {
			p.act.alias(p.actor, a, at)
		}
	}
}

func (p *actorPage) load(done func()) {
	fetch(p.ctx, p.loop, func(ctx context.Context) (db.ActorPage, error) {
		return p.lib.ActorPage(ctx, p.id)
	}, func(r db.ActorPage, err error) {
		defer done()
		switch {
		case errors.Is(err, db.ErrNotFound), err == nil && !r.Actor.TrashedAt.IsZero():
			p.act.gone(p.Key())
		case err != nil:
			p.report(fmt.Errorf("open the actor: %w", err))
		case r.MergedInto != 0:
			p.act.gone(p.Key())
			p.act.open(r.MergedInto)
		default:
			p.show(r)
		}
	})
}

func (p *actorPage) show(r db.ActorPage) {
	first := !p.loaded
	p.loaded = true
	p.actor, p.related, p.months, p.first, p.fresh = r.Actor, r.Relations, r.Months, r.FirstSeen, r.New
	p.title.SetTitle(p.actor.Name)
	p.title.SetMeta(p.meta()...)
	p.summary.SetText(p.actor.Summary)
	p.names.SetChips(p.chips()...)
	p.strip.SetMonths(p.bars())
	p.stripHead.SetCount(lang.L("{{.N}} in {{.M}}", map[string]any{"N": number(r.Mentions),
		"M": plural(r.Briefs, "{{.N}} brief", "{{.N}} briefs")}))
	facts := make([]widgets.Fact, len(p.related))
	for i, rel := range p.related {
		facts[i] = p.fact(rel)
	}
	p.relations.SetFacts(facts...)
	p.relHead.SetCount(number(len(facts)))
	p.lay()
	p.rows.call()
	if p.retitled != nil {
		p.retitled()
	}
	if first {
		p.events.emit("actor %d %s", p.id, p.actor.Name)
	}
}

func (p *actorPage) meta() []widgets.MetaItem {
	items := []widgets.MetaItem{{Text: actorKindName(p.actor.Kind)}}
	if p.first.ID != 0 {
		where := joinNonEmpty(" ", p.first.Publication, issueText(p.first))
		if where == "" {
			where = shorten(p.first.Title, 40)
		}
		items = append(items, widgets.MetaItem{Text: lang.L("first seen in"), Link: where, ID: linkFirstSeen})
	}
	if p.actor.Origin != "" {
		items = append(items, widgets.MetaItem{Text: lang.L("from {{.Origin}}", map[string]any{"Origin": p.actor.Origin})})
	}
	if p.canWrite() {
		items = append(items, widgets.MetaItem{Link: lang.L("Edit"), ID: linkEdit})
	}
	return items
}

func (p *actorPage) chips() []widgets.NameChip {
	var chips []widgets.NameChip
	for _, a := range p.actor.Aliases {
		kind := aliasKindName(a.Kind)
		if a.Weak {
			kind = lang.L("weak")
		}
		chips = append(chips, widgets.NameChip{ID: a.ID, Text: a.Name, Kind: kind})
	}
	if p.canWrite() {
		chips = append(chips, widgets.NameChip{ID: addAliasChip, Text: lang.L("+ alias"), Accent: true})
	}
	return chips
}

// bars counts the mentions of each month.
func (p *actorPage) bars() []widgets.MonthBar {
	counts := map[string]int{}
	for _, m := range p.months {
		counts[m.Month] = m.Count
	}
	return monthBars(counts)
}

// other is the actor at the other end of a relation.
func (p *actorPage) other(r db.Relation) int64 {
	if r.ActorID == p.id {
		return r.OtherID
	}
	return r.ActorID
}

func (p *actorPage) fact(r db.Relation) widgets.Fact {
	f := widgets.Fact{Name: relationKindName(r.Kind), Text: r.Other}
	if r.ActorID != p.id {
		f.Name, f.Text = relationFrom(r.Kind), r.Actor
	}
	passages := ""
	if r.Passages > 0 {
		passages = plural(r.Passages, "{{.N}} passage", "{{.N}} passages")
	}
	f.Detail = joinNonEmpty(" · ", periodText(r.Since, r.Until), passages)
	return f
}

// periodText says from when to when: "since 2017", "2021–2023", "until May 2024".
func periodText(since, until db.Date) string {
	from, to := dateText(since, true), dateText(until, true)
	switch {
	case from != "" && to != "":
		return from + "–" + to
	case from != "":
		return lang.L("since {{.Day}}", map[string]any{"Day": from})
	case to != "":
		return lang.L("until {{.Day}}", map[string]any{"Day": to})
	}
	return ""
}

func (p *actorPage) showMentions() {
	p.contexts.SetCount(p.rows.total)
	switch {
	case p.fresh > 0 && !p.actor.LookedAt.IsZero():
		p.conHead.SetCount(lang.L("{{.N}} new since {{.Day}}", map[string]any{"N": number(p.fresh), "Day": momentDay(p.actor.LookedAt)}))
	default:
		p.conHead.SetCount(number(p.rows.total))
	}
	p.content.Refresh()
	p.events.listed("mentions", p.rows.total)
}

// momentDay is the day of a moment: "2 August", with the year when it is not
// this one.
func momentDay(t time.Time) string {
	t = t.Local()
	text := fmt.Sprintf("%d %s", t.Day(), monthName(t.Month()))
	if t.Year() != time.Now().Year() {
		text += fmt.Sprintf(" %d", t.Year())
	}
	return text
}

func (p *actorPage) row(i int) (widgets.ContextRow, bool) {
	m, ok := p.rows.at(i)
	if !ok {
		return widgets.ContextRow{}, false
	}
	row := widgets.ContextRow{New: m.New, Reference: passageRef(m.Brief, m.Paragraph), Handling: string(m.Brief.TLP), Before: m.Before, Words: m.Words, After: m.After}
	if m.Ambiguous {
		row.State = lang.L("ambiguous")
	}
	return row, true
}

// passageRef says where a passage stands: "Sahel Review 7/3 · ¶1".
func passageRef(b db.Brief, paragraph int) string {
	where := joinNonEmpty(" ", b.Publication, issueText(b))
	if where == "" {
		where = shorten(b.Title, 32)
	}
	if paragraph > 0 {
		where += fmt.Sprintf(" · ¶%d", paragraph)
	}
	return where
}

// showMonth brings the first mention of a month into view.
func (p *actorPage) showMonth(i int) {
	bars := p.bars()
	if i < 0 || i >= len(bars) {
		return
	}
	// Mentions stand newest first, so those of later months come before.
	before := 0
	for _, b := range bars[i+1:] {
		before += b.Count
	}
	if bars[i].Count > 0 {
		p.contexts.SetCurrent(before)
	}
}

func (p *actorPage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.ActorChanged:
		if n.ID == p.id || p.related != nil {
			p.again()
		}
	case db.FindingsChanged, db.BriefChanged, db.LibraryChanged:
		p.again()
	}
}

// again reads anew what has been read once.
func (p *actorPage) again() {
	if p.loaded {
		p.reload.call()
	}
}

// rearrangements reads the merges and splits that are in force.
func (p *actorPage) rearrangements(ctx context.Context) ([]db.Rearrangement, error) {
	return p.lib.Rearrangements(ctx, p.id)
}

// leave notes that what is new has been seen.
func (p *actorPage) leave() {
	if !p.seen || !p.loaded || !p.canWrite() {
		return
	}
	p.seen = false
	store(p.kit.ctx, p.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.lib.LookedAt(ctx, p.id)
	}, func(struct{}, error) {}) // losing it shows the same dots once more
}

// Key implements page.
func (p *actorPage) Key() tabKey { return tabKey{tabActor, p.id} }

// Title implements page.
func (p *actorPage) Title() string {
	if p.loaded {
		return tabTitle(p.actor.Name)
	}
	if p.name != "" {
		return tabTitle(p.name)
	}
	return lang.L("Actor")
}

// Content implements page.
func (p *actorPage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *actorPage) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *actorPage) Shown() {
	p.seen = true
	if !p.loaded {
		p.reload.call()
	}
}

// Hidden implements page.
func (p *actorPage) Hidden() { p.leave() }

// Focus implements page.
func (p *actorPage) Focus() {
	p.whenDrawn(p.contexts, func() { p.win.Canvas().Focus(p.contexts) })
}

// Holds implements page.
func (p *actorPage) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(p.contexts) }

// Close implements page.
func (p *actorPage) Close() {
	p.leave()
	p.stop()
	p.cancel()
}

// SetZoom implements page; records are set in the interface's own type.
func (p *actorPage) SetZoom() {}

// Places implements page.
func (p *actorPage) Places(to put) {
	parts(to, "actor.", p.title)
	parts(to, "alias.", p.names)
	parts(to, "month.", p.strip)
	parts(to, "relation.", p.relations)
	parts(to, "mention.", p.contexts)
}
