package app

import (
	"cmp"
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// searchGuide stands in the place of results: before a query it teaches the
// language of queries, and where nothing was found it says what could be tried.
type searchGuide struct {
	page    *searchPage
	content *widgets.Page
	links   []*widgets.TextLink
	shared  db.TextFacets // of the library, for examples that find something
	source  string        // the one cited most
	known   bool
	asked   latest
}

// nearest is how many other spellings are offered.
const nearest = 5

func newSearchGuide(p *searchPage) *searchGuide {
	g := &searchGuide{page: p, content: widgets.NewPage()}
	g.content.Hide()
	return g
}

// show puts the guide up when there are no results.
func (g *searchGuide) show() {
	g.asked.stop()
	switch {
	case len(g.page.rows) > 0:
		g.content.Hide()
		return
	case g.page.results.Query.Where == nil:
		g.teach()
	default:
		g.nothing(nothingFound{})
		g.help()
	}
	g.content.Show()
}

// set puts up the parts of the guide.
func (g *searchGuide) set(parts ...fyne.CanvasObject) { g.content.SetParts(parts...) }

// link makes a line of the guide: words to choose, and what they mean.
func (g *searchGuide) link(text, meaning string, do func()) fyne.CanvasObject {
	l := widgets.NewTextLink(text, do)
	g.links = append(g.links, l)
	return container.New(guideLine{}, l, widgets.NewText(meaning, widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2}))
}

// guideLine sets a link and what it means side by side: below each other
// where there is no room.
type guideLine struct{}

const (
	guideLink   float32 = 210
	guideNarrow float32 = 420
)

// Layout implements fyne.Layout.
func (guideLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	link, text := objects[0], objects[1]
	least := link.MinSize()
	link.Move(fyne.NewPos(0, 2))
	link.Resize(fyne.NewSize(min(least.Width, size.Width), least.Height))
	if size.Width < guideNarrow || least.Width > guideLink-look.Space12 {
		text.Move(fyne.NewPos(look.Space12, least.Height+2))
		text.Resize(fyne.NewSize(size.Width-look.Space12, least.Height))
		return
	}
	text.Move(fyne.NewPos(guideLink, 2))
	text.Resize(fyne.NewSize(size.Width-guideLink, text.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (guideLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	link, text := objects[0].MinSize(), objects[1].MinSize()
	if w := objects[1].Size().Width + objects[1].Position().X; w > 0 && (w < guideNarrow || link.Width > guideLink-look.Space12) {
		return fyne.NewSize(120, 2*link.Height+4)
	}
	return fyne.NewSize(120, max(link.Height, text.Height)+4)
}

func (g *searchGuide) text(text string) fyne.CanvasObject {
	return widgets.NewText(text, widgets.TextStyle{Lines: -1, Quiet: true})
}

// teach shows what a query can say, with examples that can be chosen, and the
// saved searches.
func (g *searchGuide) teach() {
	g.links = nil
	parts := []fyne.CanvasObject{widgets.NewPageTitle(lang.L("Search the texts")),
		g.text(lang.L("Words are found in briefs, notes and annotations, whatever their case and accents. Several words are all wanted; their order does not matter."))}
	if saved := g.page.act.saved(); len(saved) > 0 {
		parts = append(parts, widgets.NewSectionHead(lang.L("Saved searches")))
		for _, s := range saved {
			detail := s.Query
			if s.fresh > 0 {
				detail = joinNonEmpty(" · ", plural(s.fresh, "{{.N}} new", "{{.N}} new"), detail)
			}
			parts = append(parts, g.link(shorten(s.Name, 30), detail, func() { g.page.act.show(s.ID) }))
		}
	}
	parts = append(parts, widgets.NewSectionHead(lang.L("What a query can say")))
	for _, e := range g.examples() {
		parts = append(parts, g.link(e.query, e.meaning, func() { g.page.ask(e.query) }))
	}
	g.set(parts...)
	if !g.known && g.page.results.Query.Where == nil {
		g.learn()
	}
}

// again draws the lesson anew: the saved searches are others now.
func (g *searchGuide) again() {
	if g.content.Visible() && g.page.results.Query.Where == nil {
		g.teach()
	}
}

// learn reads what the library holds, so that the examples find something.
func (g *searchGuide) learn() {
	p := g.page
	type library struct {
		shared db.TextFacets
		cited  []db.Source
	}
	fetch(g.asked.next(p.ctx), p.loop, func(ctx context.Context) (l library, err error) {
		if l.cited, _, err = p.lib.Sources(ctx, db.SourceFilter{Order: db.SourcesByCount, Limit: 1}); err != nil {
			return l, err
		}
		l.shared, err = p.lib.FindTextFacets(ctx, db.TextQuery{Where: db.AllOf{}, Order: db.TextByDate})
		return l, err
	}, func(l library, err error) {
		if err != nil {
			return // the examples do without
		}
		g.shared, g.known = l.shared, true
		if len(l.cited) > 0 {
			g.source = l.cited[0].Name
		}
		g.again()
	})
}

// guideExample is a query and what it means.
type guideExample struct{ query, meaning string }

func (g *searchGuide) examples() []guideExample {
	first := func(found []db.Facet, otherwise string) string {
		if len(found) > 0 {
			return found[0].Name
		}
		return otherwise
	}
	year := first(g.shared.Years, "2024")
	return []guideExample{
		{`"opened fire"`, lang.L("these words in this order")},
		{"ferry OR bridge", lang.L("one of them, or both")},
		{"convoy -fuel", lang.L("one without the other")},
		{"garrison*", lang.L("words that begin so")},
		{"near(convoy valley, 10)", lang.L("words close to each other")},
		{withFilter("", "actor", first(g.shared.Actors, "JNIM")), lang.L("briefs that mention an actor by any of its names")},
		{withFilter("", "pub", first(g.shared.Publications, "Sahel Review")), lang.L("what one publication printed")},
		{withFilter("", "label", first(g.shared.Labels, "Fact")), lang.L("annotations with a label")},
		{withFilter("", "source", cmp.Or(g.source, "Reuters")), lang.L("briefs that cite a source")},
		{"title:retreat", lang.L("words of the title")},
		{"after:" + year + "-03 before:" + year + "-07", lang.L("by the day of publication")},
		{"in:notes", lang.L("only in notes; annotations and briefs likewise")},
	}
}

// nothingFound is what is known about a query that found nothing.
type nothingFound struct {
	counts   db.Counts
	known    bool
	spelling []search.Suggestion
	without  []withoutOne
}

// withoutOne is a query without one of its fields, and what it finds.
type withoutOne struct {
	field, query string
	documents    int
}

// nothing says that nothing was found, and what could be tried.
func (g *searchGuide) nothing(n nothingFound) {
	g.links = nil
	p := g.page
	parts := []fyne.CanvasObject{widgets.NewPageTitle(lang.L("Nothing found"))}
	if n.known {
		parts = append(parts, g.text(lang.L("Looked in {{.Briefs}}, {{.Notes}} and {{.Annotations}}.", map[string]any{
			"Briefs":      plural(n.counts.Briefs, "{{.N}} brief", "{{.N}} briefs"),
			"Notes":       plural(n.counts.Notes, "{{.N}} note", "{{.N}} notes"),
			"Annotations": plural(n.counts.Annotations, "{{.N}} annotation", "{{.N}} annotations")})))
	}
	if len(n.spelling) > 0 {
		parts = append(parts, widgets.NewSectionHead(lang.L("Spelled nearly so")))
		for _, s := range n.spelling {
			parts = append(parts, g.link(s.Instead, lang.L("instead of “{{.Word}}”, in {{.Documents}}", map[string]any{"Word": s.Word,
				"Documents": plural(s.Documents, "{{.N}} document", "{{.N}} documents")}), func() { p.ask(s.Query) }))
		}
	}
	if len(n.without) > 0 {
		parts = append(parts, widgets.NewSectionHead(lang.L("With less asked for")))
		for _, w := range n.without {
			parts = append(parts, g.link(lang.L("Without {{.Field}}", map[string]any{"Field": w.field}),
				plural(w.documents, "{{.N}} document", "{{.N}} documents"), func() { p.ask(w.query) }))
		}
	}
	g.set(parts...)
}

// help looks in the background for what could be tried instead.
func (g *searchGuide) help() {
	p := g.page
	typed, q := p.field.Text, p.results.Query
	fetch(g.asked.next(p.ctx), p.loop, func(ctx context.Context) (n nothingFound, err error) {
		if n.counts, err = p.lib.Counts(ctx); err != nil {
			return n, err
		}
		n.known = true
		if n.spelling, err = search.Suggest(ctx, p.lib, q, nearest); err != nil {
			return n, err
		}
		n.without, err = withoutEach(ctx, p.lib, typed)
		return n, err
	}, func(n nothingFound, err error) {
		if err != nil {
			p.report(fmt.Errorf("look for other spellings: %w", err))
			return
		}
		g.nothing(n)
		p.events.emit("nothing %d %d", len(n.spelling), len(n.without))
	})
}

// mostFilters is how many fields of a query are tried to do without.
const mostFilters = 6

// withoutEach tries a query without each of its fields, and returns those that
// find something.
func withoutEach(ctx context.Context, lib *db.Library, typed string) (better []withoutOne, err error) {
	filters, _ := queryFilters(typed)
	for i, f := range filters {
		if i == mostFilters {
			break
		}
		query := withoutFilter(typed, f)
		if query == "" {
			continue
		}
		a, err := ask(ctx, lib, query, true, search.Options{})
		if err != nil {
			return better, err
		}
		if a.results.Documents > 0 {
			better = append(better, withoutOne{typed[f.start:f.end], query, a.results.Documents})
		}
	}
	return better, nil
}

func (g *searchGuide) places(to put) {
	if !g.content.Visible() {
		return
	}
	for i, l := range g.links {
		whole(to, fmt.Sprintf("guide.%d", i), l)
	}
}
