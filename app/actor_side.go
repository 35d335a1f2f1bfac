package app

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// sideDates is the face with what happened, in order of time.
const sideDates = "dates"

// actorSide is what stands beside an actor: its notes, and the dated
// statements that name it.
type actorSide struct {
	*kit
	pane     *sidePane
	openAt   func(brief int64, start, end int)
	timeline func(actor int64)
	notes    *noteEditor // nil without an actor in view
	id       int64

	dates  *widgets.Page
	head   *widgets.SectionHead
	list   *widgets.ContextList
	events *pager[db.Event]
	ctx    context.Context
	cancel context.CancelFunc
}

func newActorSide(k *kit, pane *sidePane, openAt func(brief int64, start, end int), timeline func(actor int64)) *actorSide {
	s := &actorSide{kit: k, pane: pane, openAt: openAt, timeline: timeline, cancel: func() {}}
	s.head = widgets.NewSectionHead(lang.L("Dated statements"))
	s.head.SetActions(widgets.NewTextLink(lang.L("Timeline"), func() { s.timeline(s.id) }))
	s.list = widgets.NewContextList(2)
	s.list.Row = s.row
	s.list.OnChoose = func(i int) {
		if e, ok := s.events.at(i); ok {
			s.openAt(e.BriefID, e.Start, e.End)
		}
	}
	s.dates = widgets.NewPanePage(s.head, s.list)
	k.feed.listen(func(n db.Notice) {
		switch n.(type) {
		case db.FindingsChanged, db.ActorChanged, db.BriefChanged, db.LibraryChanged:
			if s.id != 0 {
				s.events.call()
			}
		}
	})
	return s
}

// show brings what belongs to an actor into view.
func (s *actorSide) show(p *actorPage) {
	if p.id == s.id {
		return
	}
	s.leave()
	s.id = p.id
	s.ctx, s.cancel = context.WithCancel(s.kit.ctx)
	s.notes = newNoteEditor(s.kit, noteRef{actor: p.id}, nil)
	id := p.id
	s.events = newPager(s.ctx, s.kit, "read the dated statements", func() query[db.Event] {
		return func(ctx context.Context, offset, limit int) ([]db.Event, int, error) {
			return s.lib.Events(ctx, db.EventFilter{ActorID: id, Offset: offset, Limit: limit})
		}
	}, s.showEvents)
	s.list.SetCount(0)
	s.pane.show(s, p.Key())
	s.events.call()
}

func (s *actorSide) showEvents() {
	s.list.SetCount(s.events.total)
	s.head.SetCount(number(s.events.total))
	s.pane.setCount(s, sideDates, s.events.total)
	s.dates.Refresh()
	s.kit.events.listed("dates", s.events.total)
}

func (s *actorSide) row(i int) (widgets.ContextRow, bool) {
	e, ok := s.events.at(i)
	if !ok {
		return widgets.ContextRow{}, false
	}
	words := e.Title
	if words == "" {
		words = e.Sentence
	}
	return widgets.ContextRow{Reference: fmt.Sprintf("%s · %s", dateText(e.Date, true), shorten(joinNonEmpty(" ", e.Publication), 24)), After: words}, true
}

// faces implements sideGroup.
func (s *actorSide) faces() []sideFace {
	return []sideFace{
		notesFace(s.notes),
		{sideDates, lang.L("Chronology"), func() fyne.CanvasObject { return s.dates },
			func() bool { s.win.Canvas().Focus(s.list); return true }, func(p put) { parts(p, "date.", s.list) }},
	}
}

// leave implements sideGroup.
func (s *actorSide) leave() {
	if s.id == 0 {
		return
	}
	s.id = 0
	s.cancel()
	s.notes.close()
	s.notes = nil
}
