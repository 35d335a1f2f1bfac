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

// mostDrawn is how many events the timeline draws; the list has all of them.
const mostDrawn = 5000

// timelineHeight is how high the timeline is at first, in Fyne units.
const timelineHeight = 208

// datesActions is how a chronology leaves itself.
type datesActions struct {
	passage func(brief int64, start, end int) // open a brief at a passage
	add     func(brief int64)                 // open a brief so that an event can be added
	gone    func(key tabKey)
	keep    func(p page)
}

// chronologyPage shows the dated statements of the library, a brief, several
// briefs or an actor, in order of time: drawn, and below as a list.
type chronologyPage struct {
	*kit
	act    datesActions
	key    tabKey
	briefs []int64 // of a chronology of several
	name   string  // of the brief or the actor
	ctx    context.Context
	cancel context.CancelFunc

	content   fyne.CanvasObject
	bars      *chronologyBars
	timeline  *widgets.Timeline
	list      *widgets.EventList
	body      *fyne.Container // holds one of the next three
	chart     *widgets.Split
	empty     *widgets.EmptyState // there are no events
	off       *widgets.EmptyState // those that there are are switched off
	retitled  func()
	rows      *eventRows
	reload    reloader
	rest      debounce
	stop      func()
	shown     bool
	stale     bool // something changed while it was not in view
	loaded    bool
	focusing  bool // the keyboard is wanted
	counts    db.EventCounts
	drawn     []db.Event // those of the timeline, in the order of the list
	chosen    eventPlace
	total     int  // with those not drawn
	dismissed bool // those left out are shown, too
}

// eventPlace tells an event from others also when a decision has given it
// another id.
type eventPlace struct {
	brief     int64
	start, at int
}

func placeOf(e db.Event) eventPlace { return eventPlace{e.BriefID, e.Start, e.DateStart} }

func (d *Desk) chronologyActions() chronologyActions {
	return chronologyActions{open: func(key tabKey, keep bool) { d.show(key, "", keep) }}
}

func (d *Desk) newChronologyPage(key tabKey, title string) *chronologyPage {
	return newChronologyPage(d.kit, key, title, d.dates.picked[key.ID], datesActions{
		passage: d.openAt,
		add:     d.openToAddEvent,
		gone:    d.tabs.closeKey,
		keep:    d.tabs.keep,
	})
}

func newChronologyPage(k *kit, key tabKey, name string, briefs []int64, act datesActions) *chronologyPage {
	p := &chronologyPage{kit: k, act: act, key: key, briefs: briefs, name: name}
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.reload = reloader{load: p.load}
	p.rest = debounce{loop: k.loop, delay: lensDelay}
	p.rows = newEventRows(p.ctx, k, p.ask, p.listed)
	p.bars = newChronologyBars(p)
	p.timeline = widgets.NewTimeline()
	p.timeline.OnChoose = p.chosenInTimeline
	p.timeline.OnSecondary = p.timelineMenu
	p.list = widgets.NewEventList()
	p.list.Row = p.rowAt
	p.list.OnSelect = p.chosenInList
	p.list.OnChoose = p.openRow
	p.list.OnDelete = func(i int) { p.onRow(i, p.dismissEvent) }
	p.list.OnRune = p.typed
	p.list.OnSecondary = func(i int, at fyne.Position) {
		p.chosenInList(i)
		p.onRow(i, func(e db.Event) { p.showMenu(e, at) })
	}
	rows := widgets.NewPage(p.list)
	rows.Measure = chronologyMeasure
	p.chart = widgets.NewSplit(false, p.timeline, rows)
	p.chart.SetMin(120, 140)
	p.chart.SetOffset(timelineHeight)
	p.empty = widgets.NewEmptyState("timeline", "", "")
	p.off = widgets.NewEmptyState("timeline", lang.L("Nothing to show"), lang.L("The events here are switched off."))
	p.off.SetPrimary(lang.L("Show all events"), p.showAll)
	p.body = container.NewStack()
	p.content = widgets.NewGround(widgets.GroundPage, widgets.NewDock(p.bars.top, p.bars.foot, nil, nil, p.body))
	p.stop = k.feed.listen(p.hear)
	return p
}

// chronologyMeasure is how wide the list grows, in Fyne units.
const chronologyMeasure = 1100

// Key implements page.
func (p *chronologyPage) Key() tabKey { return p.key }

// Title implements page: tabs are narrow.
func (p *chronologyPage) Title() string {
	if about := p.about(); about != "" {
		return lang.L("Dates: {{.About}}", map[string]any{"About": about})
	}
	return lang.L("Chronology")
}

func (p *chronologyPage) heading() string {
	if about := p.about(); about != "" {
		return lang.L("Chronology: {{.About}}", map[string]any{"About": about})
	}
	return lang.L("Chronology")
}

// about names what it is the chronology of; "": the library.
func (p *chronologyPage) about() string {
	if len(p.briefs) > 0 {
		return plural(len(p.briefs), "{{.N}} brief", "{{.N}} briefs")
	}
	return tabTitle(p.name)
}

// Content implements page.
func (p *chronologyPage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *chronologyPage) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *chronologyPage) Shown() {
	p.shown = true
	if !p.loaded || p.stale {
		p.stale = false
		p.call()
	}
}

// Hidden implements page.
func (p *chronologyPage) Hidden() { p.shown = false }

// Focus implements page.
func (p *chronologyPage) Focus() {
	switch {
	case p.charted():
		p.win.Canvas().Focus(p.list)
	case p.loaded:
		p.win.Canvas().Focus(p.bars.kept)
	default:
		p.focusing = true // once there is something
	}
}

// Holds implements page.
func (p *chronologyPage) Holds(f fyne.Focusable) bool {
	return f == fyne.Focusable(p.list) || f == fyne.Focusable(p.timeline)
}

// Close implements page.
func (p *chronologyPage) Close() {
	p.rest.stop()
	p.stop()
	p.cancel()
}

// SetZoom implements page; lists are set in the interface's own type.
func (p *chronologyPage) SetZoom() {}

// Places implements page.
func (p *chronologyPage) Places(to put) {
	p.bars.places(to)
	if !p.charted() {
		for _, o := range p.body.Objects {
			if e, ok := o.(*widgets.EmptyState); ok {
				parts(to, "chronology.", e)
			}
		}
		return
	}
	parts(to, "timeline.", p.timeline)
	parts(to, "event.", p.list)
}

func (p *chronologyPage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.FindingsChanged:
		if p.key.Kind == tabBriefDates && n.BriefID != 0 && n.BriefID != p.key.ID {
			return
		}
	case db.BriefChanged, db.SourceChanged, db.ActorChanged, db.LibraryChanged:
	default:
		return
	}
	switch {
	case !p.shown:
		p.stale = true
	case p.rest.cancel == nil: // else it is about to be read
		p.rest.call(p.call)
	}
}

// call reads everything anew.
func (p *chronologyPage) call() {
	p.reload.call()
	p.rows.call()
}

// filter picks the events of this page, of all states.
func (p *chronologyPage) filter() db.EventFilter {
	switch p.key.Kind {
	case tabBriefDates:
		return db.EventFilter{BriefIDs: []int64{p.key.ID}}
	case tabActorDates:
		return db.EventFilter{ActorID: p.key.ID}
	}
	return db.EventFilter{BriefIDs: p.briefs}
}

// wanted picks those that are to be shown.
func (p *chronologyPage) wanted() db.EventFilter {
	f := p.filter()
	f.States = []db.State{}
	if p.bars.kept.On() {
		f.States = append(f.States, db.StateKept, db.StateEdited, db.StateAdded)
	}
	if p.bars.suggested.On() {
		f.States = append(f.States, db.StateFound)
	}
	if p.dismissed {
		f.States = append(f.States, db.StateDismissed)
	}
	return f
}

func (p *chronologyPage) ask() query[db.Event] {
	f := p.wanted()
	return func(ctx context.Context, offset, limit int) ([]db.Event, int, error) {
		f := f
		f.Offset, f.Limit = offset, limit
		return p.lib.Events(ctx, f)
	}
}

// datesLoad is what reading a chronology brings, beside the rows of the list.
type datesLoad struct {
	name   string
	counts db.EventCounts
	events []db.Event
	total  int
	marks  []widgets.TimelineEvent
}

func (p *chronologyPage) load(done func()) {
	key, all, wanted := p.key, p.filter(), p.wanted()
	wanted.Limit = mostDrawn
	fetch(p.ctx, p.loop, func(ctx context.Context) (l datesLoad, err error) {
		if l.name, err = nameOfDates(ctx, p.lib, key); err != nil {
			return l, err
		}
		if l.counts, err = p.lib.CountEvents(ctx, all); err != nil {
			return l, err
		}
		l.events, l.total, err = p.lib.Events(ctx, wanted)
		l.marks = timelineEvents(l.events)
		return l, err
	}, func(l datesLoad, err error) {
		defer done()
		switch {
		case errors.Is(err, db.ErrNotFound):
			p.act.gone(p.key)
		case err != nil:
			p.report(fmt.Errorf("read the chronology: %w", err))
		default:
			p.show(l)
		}
	})
}

// nameOfDates reads whose chronology it is; ErrNotFound when that is gone.
func nameOfDates(ctx context.Context, lib *db.Library, key tabKey) (name string, err error) {
	gone := false
	switch key.Kind {
	case tabBriefDates:
		b, e := lib.Brief(ctx, key.ID)
		name, err, gone = b.Title, e, !b.TrashedAt.IsZero()
	case tabActorDates:
		a, e := lib.Actor(ctx, key.ID)
		name, err, gone = a.Name, e, !a.TrashedAt.IsZero()
	}
	if err == nil && gone {
		err = db.ErrNotFound
	}
	return name, err
}

func (p *chronologyPage) show(l datesLoad) {
	p.loaded = true
	p.name, p.counts, p.drawn, p.total = l.name, l.counts, l.events, l.total
	p.timeline.SetEvents(l.marks)
	p.markChosen()
	p.bars.draw()
	p.drawBody()
	if p.retitled != nil {
		p.retitled()
	}
	if p.focusing && p.shown {
		p.whenDrawn(p.body.Objects[0], p.Focus)
	}
	p.focusing = false
	p.events.emit("chronology %d %d %d", p.counts.Kept, p.counts.Suggested, p.counts.Dismissed)
}

// listed is told that the rows of the list have changed.
func (p *chronologyPage) listed() {
	p.list.SetCount(p.rows.total)
	p.markChosen()
	p.events.listed("events", p.rows.total)
}

func (p *chronologyPage) rowAt(i int) (widgets.EventRow, bool) {
	e, ok := p.rows.at(i)
	if !ok {
		return widgets.EventRow{}, false
	}
	return eventRow(e, p.key.Kind != tabBriefDates), true
}
