package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/widgets"
)

// The faces beside a comparison; its notes have the name of all notes.
const (
	sideChanges     = "changes"
	sideDifferences = "differences"
	sideShared      = "shared"
)

// compareActions is how what stands beside a comparison leaves itself.
type compareActions struct {
	back  func()           // gives the keyboard to the side at work
	marks *annotationsPane // those of the side at work
}

// compareSide is what stands beside a comparison: what differs, what both
// texts have, and its notes. Of two editions it has the changes as well.
type compareSide struct {
	*kit
	pane    *sidePane
	changes *compareChanges
	cards   *compareCards
	common  *compareCommon
	marks   *annotationsPane
	notes   *noteEditor // nil without a comparison in view

	page *comparePage // nil: none in view
	laid []string     // the faces that were put up last
}

func newCompareSide(k *kit, pane *sidePane, act compareActions) *compareSide {
	s := &compareSide{kit: k, pane: pane, marks: act.marks}
	s.changes = newCompareChanges(k, act, func(n int) { pane.setCount(s, sideChanges, n) })
	s.cards = newCompareCards(k, act, s.noteDifference, func(n int) { pane.setCount(s, sideDifferences, n) })
	s.common = newCompareCommon(k)
	return s
}

// show brings what belongs to a comparison into view, and shows it anew when it
// is there already: it was compared, or decided about.
func (s *compareSide) show(p *comparePage) {
	if p != s.page {
		s.leave()
		s.page = p
		s.notes = newNoteEditor(s.kit, noteRef{comparison: p.id}, s.insertQuotes)
	}
	s.layFaces()
	s.changes.set(p)
	s.cards.set(p)
	s.common.set(p)
}

// layFaces puts the faces up, when there are others than before.
func (s *compareSide) layFaces() {
	var ids []string
	faces := s.faces()
	for _, f := range faces {
		ids = append(ids, f.id)
	}
	if s.pane.group != sideGroup(s) || !slices.Equal(ids, s.laid) {
		s.laid = ids
		s.pane.show(s, s.page.Key())
	}
}

// faces implements sideGroup. What differs between editions are the changes;
// those that are worth more than a look stand as differences besides.
func (s *compareSide) faces() []sideFace {
	var all []sideFace
	result := s.page.result
	if result.Kind == collate.KindEditions {
		all = append(all, sideFace{sideChanges, lang.L("Changes"), func() fyne.CanvasObject { return s.changes.content }, s.changes.focus, s.changes.places})
	}
	if result.Kind != collate.KindEditions || len(result.Differences) > 0 {
		all = append(all, sideFace{sideDifferences, lang.L("Differences"), func() fyne.CanvasObject { return s.cards.content }, s.cards.focus, s.cards.places})
	}
	return append(all,
		sideFace{sideShared, lang.L("Shared"), func() fyne.CanvasObject { return s.common.content }, s.common.focus, s.common.places},
		notesFace(s.notes),
		sideFace{sideAnnotations, lang.L("Annotations"), func() fyne.CanvasObject { return s.marks.content }, s.marks.focus, s.marks.places})
}

// leave implements sideGroup.
func (s *compareSide) leave() {
	if s.page == nil {
		return
	}
	s.page, s.laid = nil, nil
	s.changes.set(nil)
	s.cards.set(nil)
	s.common.set(nil)
	s.notes.close()
	s.notes = nil
}

// showDifference brings the card of a difference into view, without pointing at
// its passages.
func (s *compareSide) showDifference(key string) {
	s.pane.choose(sideDifferences)
	s.cards.reveal(key)
}

// showChange brings the row of a change into view, without pointing at its
// passages; i is its index among the changes of the comparison.
func (s *compareSide) showChange(i int) {
	s.pane.choose(sideChanges)
	s.changes.rows.SetCurrent(i)
}

// stateOf says in an empty face why there is nothing.
func stateOf(p *comparePage, empty *widgets.EmptyState) {
	switch {
	case p == nil || !p.known:
		empty.SetText(lang.L("Comparing…"), lang.L("What differs stands here as soon as both texts have been read."))
	case sameTexts(p):
		empty.SetText(lang.L("The texts are the same"), lang.L("Word for word. Only spaces and line ends may differ."))
	case nothingShared(p.result):
		empty.SetText(lang.L("Nothing is shared"), lang.L("The texts have no actor, place, source or date in common, and no passages that belong together."))
	default:
		empty.SetText(lang.L("No differences found"), lang.L("Where the texts tell of the same matters, neither contradicts the other."))
	}
}
