package app

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// sourceReview is the sheet that asks of pairs of sources whether they are one.
type sourceReview struct {
	*kit
	pairs *sourcePairs
	sheet *widgets.Sheet
	list  *widgets.CardList
	empty *widgets.EmptyState
	ids   map[string]int64 // of the cards, by pair
	quiet func()
}

// reviewSources opens the sheet of the pairs that may be one source.
func (d *Desk) reviewSources() {
	s := &sourceReview{kit: d.kit, pairs: d.sources.pairs, ids: map[string]int64{}}
	s.list = widgets.NewCardList()
	s.list.OnAction = s.act
	s.empty = widgets.NewEmptyState("sources", lang.L("Nothing to review"), lang.L("Pairs of sources that may be one outlet stand here."))
	keys := widgets.NewText(lang.L("Arrows choose a pair and what to do, Enter does it. Every step can be undone."), widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	body := stacked(container.New(fixedHeight{7 * look.RowHeight}, container.NewStack(widgets.NewGround(widgets.GroundSurface, s.list), s.empty)),
		container.New(insets{look.Space8, 0, 0, 0}, keys))
	s.sheet = widgets.NewSheet(lang.L("Sources that may be the same"), body)
	s.sheet.Width = 560
	s.sheet.CancelText = lang.L("Close")
	s.sheet.First = s.list
	s.quiet = s.pairs.watch(s.draw)
	s.sheet.OnCancel = func() {
		s.quiet()
		s.pairs.setInView(d.pane == paneSources)
		s.events.emit("sheet-closed same-source")
	}
	s.pairs.setInView(true)
	s.draw()
	d.sheet("same-source", s.sheet, fields{"same.list": s.list})
}

func (s *sourceReview) draw() {
	cards := make([]widgets.CardData, 0, len(s.pairs.all))
	for _, p := range s.pairs.all {
		if s.ids[p.key()] == 0 {
			s.ids[p.key()] = int64(len(s.ids)) + 1
		}
		c := widgets.CardData{ID: s.ids[p.key()], Colour: "slate", Title: p.into.Name + " · " + p.from.Name, Note: p.why,
			Meta: lang.L("{{.A}} and {{.B}}", map[string]any{"A": number(p.into.Citations), "B": plural(p.from.Citations, "{{.N}} citation", "{{.N}} citations")}), Dashed: true}
		if s.canWrite() {
			c.Actions = []widgets.CardAction{{ID: "same", Text: lang.L("Same source")}, {ID: "not", Text: lang.L("Not the same")}}
		}
		cards = append(cards, c)
	}
	s.list.SetCards(cards)
	if len(cards) > 0 && !s.stands(cards) {
		s.list.SetActive(cards[0].ID)
	}
	setShown(s.list, len(cards) > 0)
	setShown(s.empty, len(cards) == 0)
	s.events.listed("same-source", len(cards))
}

// stands reports whether the active card is still one of the cards.
func (s *sourceReview) stands(cards []widgets.CardData) bool {
	for _, c := range cards {
		if c.ID == s.list.Active() {
			return true
		}
	}
	return false
}

func (s *sourceReview) act(id int64, action string) {
	for _, p := range s.pairs.all {
		switch {
		case s.ids[p.key()] != id:
		case action == "same":
			s.mergeSources(p.into, p.from, nil)
		case action == "not":
			s.decide(lang.L("not the same source"), lang.L("Kept apart"), nil, db.Decision{Kind: db.DecideSameSource, Key: p.key(), Verdict: db.StateDismissed})
		}
	}
}
