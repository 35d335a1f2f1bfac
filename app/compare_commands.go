package app

import (
	"fyne.io/fyne/v2"

	"sidelight/app/collate"
)

func (d *Desk) hasComparison() bool { return d.comparisonInView() != nil }

// hasLoneBrief says that a brief is in view and no comparison.
func (d *Desk) hasLoneBrief() bool { return d.hasBrief() && !d.hasComparison() }

// otherKind compares as editions instead of as texts about the same matters, or
// the other way round.
func (p *comparePage) otherKind() {
	if p.result.Kind == collate.KindEditions {
		p.setView(collate.KindMatters)
	} else {
		p.setView(collate.KindEditions)
	}
}

func compareCommands() []Command {
	on := func(f func(*comparePage)) func(*Desk) { return func(d *Desk) { f(d.comparisonInView()) } }
	return []Command{
		{ID: "compare.open", Title: "Compare with…", Menu: MenuGo, Key: fyne.KeyBackslash, Mod: Ctrl, separated: true, enabled: (*Desk).canCompare, run: (*Desk).compareFromHere},
		{ID: "compare.next", Title: "Next difference", Menu: MenuGo, Key: fyne.KeyF8, enabled: (*Desk).hasComparison, run: on(func(p *comparePage) { p.stepStop(1) })},
		{ID: "compare.previous", Title: "Previous difference", Menu: MenuGo, Key: fyne.KeyF7, enabled: (*Desk).hasComparison, run: on(func(p *comparePage) { p.stepStop(-1) })},
		{ID: "compare.lineup", Title: "Line up here", Menu: MenuGo, enabled: (*Desk).hasComparison, run: on((*comparePage).lineUp)},
		{ID: "compare.step", Title: "Scroll in step or apart", Menu: MenuView, separated: true, enabled: (*Desk).hasComparison, run: on(func(p *comparePage) { p.setApart(!p.record.Apart) })},
		{ID: "compare.kind", Title: "Compare as editions or as the same matters", Menu: MenuView, enabled: (*Desk).hasComparison, run: on((*comparePage).otherKind)},
	}
}
