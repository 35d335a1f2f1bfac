package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/reading"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// lens names one kind of thing that is drawn over a text, or not.
type lens string

const (
	lensHighlights lens = "highlights"
	lensActors     lens = "actors"
	lensCitations  lens = "citations"
	lensDates      lens = "dates"
	lensLikelihood lens = "likelihood"
)

// allLenses are in the order of the toolbar.
var allLenses = []lens{lensHighlights, lensActors, lensCitations, lensDates, lensLikelihood}

func (l lens) title() string {
	switch l {
	case lensHighlights:
		return lang.L("Highlights")
	case lensActors:
		return lang.L("Actors")
	case lensCitations:
		return lang.L("Citations")
	case lensDates:
		return lang.L("Dates")
	case lensLikelihood:
		return lang.L("Likelihood")
	}
	return string(l)
}

// lensOfCheck is the lens with which a check is seen.
func lensOfCheck(kind reading.CheckKind) lens {
	switch kind {
	case reading.CheckAcronymUndefined:
		return lensActors
	case reading.CheckBothSets, reading.CheckConfidence:
		return lensLikelihood
	}
	return lensCitations
}

// lensSet says which lenses are on: for all briefs, and at the next start.
type lensSet struct {
	session *session
	save    func()
	heard   []*func()
}

func newLensSet(s *session, save func()) *lensSet { return &lensSet{session: s, save: save} }

func (s *lensSet) on(l lens) bool { return !slices.Contains(s.session.LensesOff, string(l)) }

// flip switches a lens on or off.
func (s *lensSet) flip(l lens) {
	if s.on(l) {
		s.session.LensesOff = append(s.session.LensesOff, string(l))
	} else {
		s.session.LensesOff = slices.DeleteFunc(s.session.LensesOff, func(off string) bool { return off == string(l) })
	}
	s.save()
	for _, f := range slices.Clone(s.heard) {
		(*f)()
	}
}

// watch calls the function whenever a lens was switched, until the returned
// one is called.
func (s *lensSet) watch(f func()) (stop func()) {
	heard := &f
	s.heard = append(s.heard, heard)
	return func() { s.heard = slices.DeleteFunc(s.heard, func(h *func()) bool { return h == heard }) }
}

// lensBar is the row of chips over a text.
type lensBar struct {
	content *fyne.Container
	set     *lensSet
	chips   map[lens]*widgets.Chip
}

func newLensBar(set *lensSet) *lensBar {
	b := &lensBar{set: set, chips: map[lens]*widgets.Chip{}, content: container.New(whatFits{gap: 6})}
	for _, l := range allLenses {
		chip := widgets.NewChip(l.title(), set.on(l))
		chip.OnChanged = func(bool) { set.flip(l) }
		b.chips[l] = chip
		b.content.Add(chip)
	}
	return b
}

// draw shows which lenses are on.
func (b *lensBar) draw() {
	for l, chip := range b.chips {
		if chip.On() != b.set.on(l) {
			chip.SetOn(b.set.on(l))
		}
	}
}

func (b *lensBar) places(to put) {
	for _, l := range allLenses {
		whole(to, "lens."+string(l), b.chips[l])
	}
}

// whatFits lays objects side by side and hides those at the end that there is
// no room for: the menu has them, too.
type whatFits struct{ gap float32 }

// Layout implements fyne.Layout.
func (w whatFits) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		least := o.MinSize()
		fits := x+least.Width <= size.Width+0.5
		if o.Visible() != fits {
			setShown(o, fits)
		}
		o.Resize(least)
		o.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		x += least.Width + w.gap
	}
}

// MinSize implements fyne.Layout.
func (w whatFits) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, look.ChipHeight) }

func lensCommands() []Command {
	flip := func(l lens) func(*Desk) { return func(d *Desk) { d.lenses.flip(l) } }
	return []Command{
		{ID: "lens.highlights", Title: "Show or hide highlights", Menu: MenuView, Key: fyne.KeyH, Mod: Alt | Shift, separated: true, run: flip(lensHighlights)},
		{ID: "lens.actors", Title: "Show or hide actors", Menu: MenuView, Key: fyne.KeyA, Mod: Alt | Shift, run: flip(lensActors)},
		{ID: "lens.citations", Title: "Show or hide citations", Menu: MenuView, Key: fyne.KeyC, Mod: Alt | Shift, run: flip(lensCitations)},
		{ID: "lens.dates", Title: "Show or hide dates", Menu: MenuView, Key: fyne.KeyD, Mod: Alt | Shift, run: flip(lensDates)},
		{ID: "lens.likelihood", Title: "Show or hide likelihood terms", Menu: MenuView, Key: fyne.KeyL, Mod: Alt | Shift, run: flip(lensLikelihood)},
	}
}
