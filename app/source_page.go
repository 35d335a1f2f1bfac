package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// sourcePage shows a source: what is known of it, and every passage of the
// library that rests on it.
type sourcePage struct {
	*kit
	act    sourceActions
	id     int64
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()

	content   fyne.CanvasObject
	column    *widgets.Page
	title     *widgets.PageTitle
	remarks   *widgets.Text
	spelt     *widgets.SectionHead
	chips     *widgets.ChipFlow
	monthHead *widgets.SectionHead
	months    *widgets.MonthStrip
	restHead  *widgets.SectionHead
	list      *widgets.ContextList
	none      *widgets.Text
	rows      *pager[db.CitedPassage]
	reload    reloader
	retitled  func()

	name   string // of the tab, until the source is read
	source db.Source
	loaded bool
}

func (d *Desk) newSourcePage(id int64, title string) *sourcePage {
	p := &sourcePage{kit: d.kit, act: d.sourceActions(), id: id, name: title}
	p.ctx, p.cancel = context.WithCancel(d.ctx)
	p.title = widgets.NewPageTitle("")
	p.title.OnLink = func(string) { p.edit() }
	p.remarks = widgets.NewText("", widgets.TextStyle{Lines: -1})
	p.spelt, p.chips = widgets.NewSectionHead(lang.L("Spellings")), widgets.NewChipFlow()
	if p.canWrite() {
		p.spelt.SetActions(widgets.NewTextLink(lang.L("Merge into…"), p.merge))
		p.chips.OnChoose = func(at int64) {
			p.askSpelling(at, fyne.CurrentApp().Driver().AbsolutePositionForObject(p.chips).AddXY(0, p.chips.Size().Height))
		}
		p.chips.OnSecondary = p.askSpelling
	}
	p.monthHead, p.months = widgets.NewSectionHead(lang.L("Its cited reports by month")), widgets.NewMonthStrip()
	p.restHead = widgets.NewSectionHead(lang.L("Passages that rest on it"))
	p.list = widgets.NewContextList(2)
	p.list.Row = p.rowAt
	p.list.OnChoose = p.openPassage
	p.list.OnSecondary = p.showMenu
	p.none = widgets.NewText(lang.L("No passage rests on it now."), widgets.TextStyle{Quiet: true})
	p.rows = newPager(p.ctx, p.kit, "read the passages of the source", p.ask, p.drawPassages)
	p.column = widgets.NewPage(p.title, p.remarks, p.spelt, p.chips, p.monthHead, p.months, p.restHead, p.list, p.none)
	p.content = widgets.NewGround(widgets.GroundPage, container.NewStack(p.column))
	p.column.Hide() // until the source is read
	p.reload = reloader{load: p.load}
	p.stop = d.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.BriefChanged, db.SourceChanged, db.FindingsChanged, db.LibraryChanged:
			if p.loaded {
				p.readAll()
			}
		}
	})
	return p
}

func (p *sourcePage) readAll() {
	p.reload.call()
	p.rows.call()
}

// Key implements page.
func (p *sourcePage) Key() tabKey { return tabKey{tabSource, p.id} }

// Title implements page.
func (p *sourcePage) Title() string {
	if p.name == "" {
		return lang.L("Source")
	}
	return tabTitle(p.name)
}

// Content implements page.
func (p *sourcePage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *sourcePage) OnTitle(f func()) { p.retitled = f }

// Shown implements page: the source is read when it is first wanted.
func (p *sourcePage) Shown() {
	if !p.loaded {
		p.readAll()
	}
}

// Hidden implements page.
func (p *sourcePage) Hidden() {}

// Focus implements page.
func (p *sourcePage) Focus() { p.win.Canvas().Focus(p.list) }

// Holds implements page.
func (p *sourcePage) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(p.list) }

// Close implements page.
func (p *sourcePage) Close() {
	p.stop()
	p.cancel()
}

// SetZoom implements page: nothing here is set in the reading type.
func (p *sourcePage) SetZoom() {}

// Places implements page.
func (p *sourcePage) Places(to put) {
	parts(to, "source.", p.title)
	parts(to, "source.spellings.", p.spelt)
	parts(to, "source.spelling.", p.chips)
	parts(to, "source.passage.", p.list)
}

// sourceFacts is what the page shows above the passages.
type sourceFacts struct {
	source db.Source
	months []widgets.MonthBar
}

func (p *sourcePage) load(done func()) {
	fetch(p.ctx, p.loop, func(ctx context.Context) (f sourceFacts, err error) {
		if f.source, err = p.lib.Source(ctx, p.id); err != nil {
			return f, err
		}
		cited, err := p.lib.Citations(ctx, db.CitationFilter{SourceID: p.id})
		f.months = citedMonths(cited)
		return f, err
	}, func(f sourceFacts, err error) {
		defer done()
		switch {
		case errors.Is(err, db.ErrNotFound):
			p.act.gone(p.Key())
		case err != nil:
			p.report(fmt.Errorf("open the source: %w", err))
		default:
			p.draw(f)
		}
	})
}

func (p *sourcePage) draw(f sourceFacts) {
	first, s := !p.loaded, f.source
	p.source, p.name, p.loaded = s, s.Name, true
	meta := []widgets.MetaItem{{Text: sourceKindName(s.Kind)}, {Text: reliabilityName(s.Reliability)}}
	if s.Publisher != "" {
		meta = append(meta, widgets.MetaItem{Text: lang.L("published by {{.House}}", map[string]any{"House": s.Publisher})})
	}
	if p.canWrite() {
		meta = append(meta, widgets.MetaItem{Link: lang.L("Edit"), ID: "edit"})
	}
	p.title.SetTitle(s.Name)
	p.title.SetMeta(meta...)
	p.remarks.SetText(s.Notes)
	setShown(p.remarks, s.Notes != "")
	chips := make([]widgets.NameChip, len(s.Variants))
	for i, spelling := range s.Variants {
		chips[i] = widgets.NameChip{ID: int64(i), Text: spelling}
	}
	p.chips.SetChips(chips...)
	p.months.SetMonths(f.months)
	setShown(p.monthHead, len(f.months) > 1)
	setShown(p.months, len(f.months) > 1)
	p.drawCount()
	p.column.Show()
	p.column.Refresh()
	if p.retitled != nil {
		p.retitled()
	}
	if first {
		p.events.emit("source %d %s", p.id, s.Name)
	}
}

// citedMonths counts the reports cited by the month of their date, from the
// first month to the last; those without a month are left out.
func citedMonths(cited []db.Citation) []widgets.MonthBar {
	counts := map[string]int{}
	for _, c := range cited {
		d := c.Date
		if c.State != db.StateDismissed && len(d.Earliest) >= 7 && len(d.Latest) >= 7 && d.Earliest[:7] == d.Latest[:7] {
			counts[d.Earliest[:7]]++
		}
	}
	return monthBars(counts)
}

func (p *sourcePage) ask() query[db.CitedPassage] {
	return func(ctx context.Context, offset, limit int) ([]db.CitedPassage, int, error) {
		return p.lib.PassagesOf(ctx, p.id, offset, limit)
	}
}

func (p *sourcePage) drawPassages() {
	n := p.rows.total
	p.list.SetCount(n)
	setShown(p.none, n == 0)
	p.drawCount()
	p.column.Refresh()
	p.events.listed("passages", len(p.rows.rows))
}

// drawCount is called when the passages or the source were read, whichever
// comes first.
func (p *sourcePage) drawCount() {
	count := ""
	if p.rows.total > 0 && p.loaded {
		count = lang.L("{{.N}} in {{.Briefs}}", map[string]any{"N": number(p.rows.total), "Briefs": plural(p.source.Briefs, "{{.N}} brief", "{{.N}} briefs")})
	}
	p.restHead.SetCount(count)
}

func (p *sourcePage) rowAt(i int) (widgets.ContextRow, bool) {
	c, ok := p.rows.at(i)
	if !ok {
		return widgets.ContextRow{}, false
	}
	return widgets.ContextRow{Reference: passageReference(c.Brief, c.Paragraph), Handling: string(c.Brief.TLP), After: c.Sentence, State: dateText(c.Date, true)}, true
}

// passageReference says where a passage stands: "Sahel Review 7/3 · ¶1".
func passageReference(b db.Brief, paragraph int) string {
	where := joinNonEmpty(" ", b.Publication, issueText(b))
	if where == "" {
		where = b.Title
	}
	if paragraph > 0 {
		where += fmt.Sprintf(" · ¶%d", paragraph)
	}
	return where
}

func (p *sourcePage) openPassage(i int) {
	if c, ok := p.rows.at(i); ok {
		p.act.openAt(c.BriefID, c.GroupStart, c.GroupEnd)
	}
}

func (p *sourcePage) showMenu(i int, at fyne.Position) {
	c, ok := p.rows.at(i)
	if !ok {
		return
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Show in the text"), func() { p.openPassage(i) })}
	if p.canWrite() {
		items = append(items, fyne.NewMenuItemSeparator())
		items = append(items, p.citationItems(c.Citation)...)
	}
	popUp(p.win, at, items...)
}

// citationItems are what the analyst can say of a citation.
func (k *kit) citationItems(c db.Citation) []*fyne.MenuItem {
	say := func(what, said string, verdict db.State) func() {
		return func() {
			k.decide(what, said, nil, db.Decision{Kind: db.DecideCitation, BriefID: c.BriefID, RevisionID: c.RevisionID, Start: c.Start, End: c.End, Verdict: verdict})
		}
	}
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Correct…"), func() { k.correctCitation(c) })}
	if c.State == db.StateCorrected {
		items = append(items, fyne.NewMenuItem(lang.L("As found"), say(lang.L("decide anew"), lang.L("The citation is as it was found"), "")))
	}
	return append(items, fyne.NewMenuItem(lang.L("Not a citation"), say(lang.L("not a citation"), lang.L("Not counted as a citation"), db.StateDismissed)))
}

func (p *sourcePage) edit() { p.editSource(p.source) }

func (p *sourcePage) merge() { p.askMergeSource(p.source, p.act.open) }

// askSpelling offers what can be done with a spelling.
func (p *sourcePage) askSpelling(i int64, at fyne.Position) {
	if i < 0 || i >= int64(len(p.source.Variants)) {
		return
	}
	name := p.source.Variants[i]
	item := fyne.NewMenuItem(lang.L("Make it the name"), func() {
		p.saveSource(p.source, db.SourceUpdate{Name: &name}, func(err error) { p.troubled("rename the source", err) })
	})
	item.Disabled = name == p.source.Name
	popUp(p.win, at, item)
}

func (k *kit) troubled(what string, err error) {
	if err != nil {
		k.report(fmt.Errorf("%s: %w", what, err))
	}
}
