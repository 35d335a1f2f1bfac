package app

import "fyne.io/fyne/v2"

func editionCommands() []Command {
	act := func(action string) func(*Desk) { return func(d *Desk) { d.reviewAct(action) } }
	return []Command{
		{ID: "review.next", Title: "Next place to review", Menu: MenuGo, Key: fyne.KeyR, Mod: Alt | Shift, enabled: (*Desk).hasReview, run: (*Desk).nextReview},
		{ID: "brief.editions", Title: "Editions of the text…", Menu: MenuBrief, separated: true, enabled: (*Desk).hasEditions, run: func(d *Desk) { d.page().showEditionMenu() }},
		{ID: "review.accept", Title: "Accept the proposed place", Menu: MenuBrief, enabled: (*Desk).canReview, run: act(reviewAccept)},
		{ID: "review.place", Title: "Place the annotation on the selection", Menu: MenuBrief, Typed: "P", enabled: (*Desk).canReview, run: act(reviewPlace)},
		{ID: "review.detach", Title: "Detach the annotation", Menu: MenuBrief, enabled: (*Desk).canReview, run: act(reviewDetach)},
	}
}

// hasEditions says that the brief in view has had other texts.
func (d *Desk) hasEditions() bool { return d.hasBrief() && len(d.page().editions) > 1 }

// showEditionMenu opens the menu of the editions under the words that count
// them.
func (p *briefPage) showEditionMenu() { popUpUnder(p.win, p.texts, p.editionItems()...) }
