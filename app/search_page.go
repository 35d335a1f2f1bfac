package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/search"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// searchActions is how the page of a search leaves itself.
type searchActions struct {
	open   func(r search.Results, group int, p search.Passage, beside bool)
	narrow func()              // brings what the results share into view
	beside func(p *searchPage) // what stands beside the page has changed
	save   func(p *searchPage) // asks for a name, or saves what has changed
	change func(p *searchPage) // the menu of a saved search
	saved  func() []savedCount // the saved searches
	show   func(id int64)      // opens a saved search
	leave  func()              // back to where one was
	keep   func(p page)
	gone   func(key tabKey)
	typed  func() // the query is another one: worth remembering
}

// typedSearch is what a tab asks for, as it is remembered for the next start.
type typedSearch struct {
	ID    int64        `json:"id"` // of the tab
	Query string       `json:"query"`
	Order db.TextOrder `json:"order,omitempty"`
}

// searchPage searches the texts as one types: the query, how it was read,
// what was found.
type searchPage struct {
	*kit
	act    searchActions
	key    tabKey
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()

	content fyne.CanvasObject
	head    *fyne.Container
	field   *widgets.QueryField
	save    *widgets.TextLink
	more    *widgets.IconButton
	reading *widgets.Text
	remarks *fyne.Container
	counts  *widgets.Text
	newer   *widgets.TextLink // shows the results that wait
	narrow  *widgets.TextLink
	order   *choice
	list    *widgets.ResultList
	guide   *searchGuide
	rule    *widgets.Rule

	readingLine, remarksLine, toolsLine fyne.CanvasObject

	named    db.SavedSearch // ID 0: it is not a saved one
	known    bool           // the saved search has been read
	shown    bool           // in view
	retitled func()
	finding
	shared facetState
}

// The orders of results, as the choice names them.
var searchOrders = []string{string(db.TextByRelevance), string(db.TextByDate)}

func newSearchPage(k *kit, key tabKey, title string, typed typedSearch, act searchActions) *searchPage {
	p := &searchPage{kit: k, act: act, key: key, named: db.SavedSearch{ID: max(0, key.ID), Name: title, Query: typed.Query, Order: typed.Order}}
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.finding = newFinding(k.loop)
	p.build()
	p.field.SetQuiet(typed.Query)
	p.order.set(string(typed.Order))
	// A saved search may have been left with another query than it has.
	p.known = p.named.ID == 0
	p.stop = k.feed.listen(p.hear)
	p.draw()
	return p
}

func (p *searchPage) build() {
	p.field = widgets.NewQueryField(lang.L("Search briefs, notes and annotations"))
	p.field.OnChanged = func(string) { p.changed() }
	p.field.OnEnter = p.enter
	p.field.OnDown = p.intoList
	p.field.OnEscape = p.act.leave
	p.save = widgets.NewTextLink(lang.L("Save…"), func() { p.act.save(p) })
	p.more = widgets.NewIconButton("more", lang.L("Rename, save as, delete"), func() { p.act.change(p) })
	small := widgets.TextStyle{Size: look.SmallSize, Quiet: true}
	p.reading = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 3})
	p.remarks = widgets.NewStrip()
	p.counts = widgets.NewText("", small)
	p.newer = widgets.NewTextLink("", p.showWaiting)
	p.newer.Hide()
	p.narrow = widgets.NewQuietButton(lang.L("Narrow down"), p.act.narrow)
	p.order = newChoice(searchOrders, []string{lang.L("Relevance"), lang.L("Date")}, "", func(string) { p.now() })
	p.list = widgets.NewResultList()
	p.list.Length = func() int { return len(p.rows) }
	p.list.Group = p.group
	p.list.OnMore = p.readMore
	p.list.OnOpen = p.open
	p.list.OnChoose = func(int, int) { p.moved = true }
	p.guide = newSearchGuide(p)
	top := container.New(row{gap: look.Space12, grow: 0}, p.field, p.save, p.more)
	tools := container.New(row{gap: look.Space12, grow: 0}, p.counts, p.newer, p.narrow, p.order.content)
	// The words of the lines stand above those of the results; the field's are
	// a little within its frame.
	lined := func(o fyne.CanvasObject) fyne.CanvasObject { return container.New(insets{left: look.Space4}, o) }
	p.readingLine, p.remarksLine, p.toolsLine = lined(p.reading), lined(p.remarks), lined(tools)
	p.head = container.New(insets{look.Space12, look.Space16 + look.Space4, look.Space8, look.Space24},
		container.New(searchHead{}, top, p.readingLine, p.remarksLine, p.toolsLine))
	p.rule = widgets.NewRule()
	p.content = widgets.NewGround(widgets.GroundPage,
		widgets.NewDock(widgets.NewStrip(container.New(leading{width: resultsWidth}, p.head), p.rule), nil, nil, nil,
			container.NewStack(p.list, container.New(leading{left: look.Space4, width: look.Measure + 2*look.Space24}, p.guide.content))))
}

// unchanged reports whether the page asks for what was saved.
func (p *searchPage) unchanged() bool {
	return p.asksSaved() && p.named.Order == p.orderChosen()
}

func (p *searchPage) asksSaved() bool { return oneLine(p.named.Query) == p.query() }

// query is what is typed now, without the white space around it.
func (p *searchPage) query() string { return oneLine(p.field.Text) }

func (p *searchPage) blank() bool { return p.query() == "" }

func (p *searchPage) orderChosen() db.TextOrder { return db.TextOrder(p.order.value()) }

// ask puts a query into the field and searches for it.
func (p *searchPage) ask(typed string) {
	p.field.SetQuiet(typed)
	p.now()
	p.drawSaving()
}

// state is what is remembered of the page.
func (p *searchPage) state() typedSearch {
	return typedSearch{ID: p.key.ID, Query: p.field.Text, Order: p.orderChosen()}
}

// adopt makes the page the one of a saved search.
func (p *searchPage) adopt(s db.SavedSearch) {
	p.named, p.known = s, true
	if p.since.IsZero() {
		p.since = s.SeenAt // what came after is new as long as the page is open
	}
	p.key = tabKey{tabSearch, s.ID}
	p.drawSaving()
	p.head.Refresh()
	if p.retitled != nil {
		p.retitled()
	}
}

// readSaved reads the saved search that the page is about. untouched says
// that the field shows nothing of the user's own.
func (p *searchPage) readSaved(untouched bool) {
	fetch(p.ctx, p.loop, func(ctx context.Context) (db.SavedSearch, error) {
		return p.lib.SavedSearch(ctx, p.key.ID)
	}, func(s db.SavedSearch, err error) {
		switch {
		case errors.Is(err, db.ErrNotFound):
			p.act.gone(p.key)
		case err != nil:
			p.report(fmt.Errorf("open the saved search: %w", err))
		default:
			first := !p.known
			p.adopt(s)
			if untouched && first {
				if p.blank() {
					p.field.SetQuiet(s.Query)
					p.order.set(string(s.Order))
				}
				p.now()
			}
		}
	})
}

func (p *searchPage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.SavedSearchChanged:
		if p.named.ID != 0 && n.ID == p.named.ID {
			p.readSaved(false)
		}
		return
	case db.BriefChanged, db.NoteChanged, db.AnnotationChanged, db.FindingsChanged, db.ActorChanged, db.SourceChanged, db.LabelChanged, db.LibraryChanged:
	default:
		return
	}
	p.stale = true
	if p.shown {
		p.renew.call(p.all)
	}
}

// Key implements page.
func (p *searchPage) Key() tabKey { return p.key }

// Title implements page.
func (p *searchPage) Title() string {
	switch {
	case p.named.ID != 0 && p.named.Name != "":
		return tabTitle(p.named.Name)
	case p.blank():
		return lang.L("Search")
	}
	return lang.L("Search: {{.Query}}", map[string]any{"Query": shorten(p.field.Text, 60)})
}

// Content implements page.
func (p *searchPage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *searchPage) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *searchPage) Shown() {
	p.shown = true
	switch {
	case !p.known:
		p.readSaved(true)
	case p.stale && p.answered:
		p.all() // the library has changed
	case !p.answered:
		p.now()
	}
	p.look()
}

// Hidden implements page.
func (p *searchPage) Hidden() { p.shown = false }

// Focus implements page: a passage that was chosen is gone back to, else the
// query is what one wants to change.
func (p *searchPage) Focus() {
	at, _ := p.list.Chosen()
	if at >= 0 && p.list.Visible() && p.win.Canvas().Focused() != fyne.Focusable(p.list) {
		p.whenDrawn(p.list, func() { p.win.Canvas().Focus(p.list) })
		return
	}
	p.focusField()
}

// focusField puts the keyboard into the query with all of it selected.
func (p *searchPage) focusField() {
	p.whenDrawn(p.field, func() {
		p.win.Canvas().Focus(p.field)
		p.field.SelectAll()
		p.events.emit("focus search")
	})
}

// intoList goes from the query to the results.
func (p *searchPage) intoList() {
	if len(p.rows) == 0 || !p.list.Visible() {
		return
	}
	if at, _ := p.list.Chosen(); at < 0 {
		p.chooseFirst()
	}
	p.moved = true
	p.win.Canvas().Focus(p.list)
}

// chooseFirst chooses the first passage there is.
func (p *searchPage) chooseFirst() {
	passage := -1
	if len(p.rows[0].Passages) > 0 {
		passage = 0
	}
	p.list.Choose(0, passage)
}

// goIn gives the keyboard to the results, as soon as there are some.
func (p *searchPage) goIn() {
	if len(p.rows) > 0 {
		p.whenDrawn(p.list, p.intoList)
		return
	}
	p.going = true
}

// OnKeyboard implements watchesKeyboard.
func (p *searchPage) OnKeyboard(f func()) { p.field.OnFocus, p.list.OnFocus = f, f }

// Holds implements page.
func (p *searchPage) Holds(f fyne.Focusable) bool {
	return f == fyne.Focusable(p.field) || f == fyne.Focusable(p.list)
}

// Close implements page.
func (p *searchPage) Close() {
	p.finding.end()
	p.shared.asked.stop()
	p.stop()
	p.cancel()
}

// SetZoom implements page; results are set in the interface's own type.
func (p *searchPage) SetZoom() {}

// Places implements page.
func (p *searchPage) Places(to put) {
	whole(to, "search.field", p.field)
	whole(to, "search.save", p.save)
	whole(to, "search.more", p.more)
	whole(to, "search.newer", p.newer)
	if p.toolsLine.Visible() {
		whole(to, "search.narrow", p.narrow)
		for i, chip := range p.order.chips {
			whole(to, "search.order."+searchOrders[i], chip)
		}
	}
	if p.list.Visible() {
		whole(to, "search.results", p.list)
	}
	p.guide.places(to)
}

// look notes that the results of a saved search were looked at: they are in
// view, all of them that there were when they were asked for.
func (p *searchPage) look() {
	if !p.shown || p.named.ID == 0 || !p.whole || p.askedAt.IsZero() || !p.canWrite() || !p.asksSaved() {
		return
	}
	id, at := p.named.ID, p.askedAt
	p.askedAt = time.Time{}
	store(p.kit.ctx, p.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.lib.SawSearch(ctx, id, at)
	}, func(struct{}, error) {}) // losing it shows the same dots once more
}
