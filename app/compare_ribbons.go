package app

import (
	"cmp"
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
)

// passage is two passages that a ribbon joins.
type passage struct {
	left, right span.Span
	strength    float32
	kind        string           // as in widgets.Ribbon
	reasons     []collate.Reason // of matters
	changes     int              // of editions: how many there are in it
	tip         string           // what it rests on, once it was asked for
}

// passages are all that the strip may draw, found by what is in view.
type passages struct {
	all     []passage // in the order of the left text
	byRight []int     // indices of all in the order of the right text
	// reach are the greatest ends so far, in either order: passages may hold
	// each other.
	reachLeft, reachRight []int
	chosen                int // index of all; -1: none
	inView                []int
}

// newPassages takes of a comparison what belongs together: of matters the
// aligned passages, of editions the places where something changed. What the
// readers do not set has none.
func newPassages(c collate.Comparison, left, right collate.Side) *passages {
	p := &passages{chosen: -1}
	if c.Kind == collate.KindEditions {
		p.all = changedPassages(c)
	} else {
		for _, a := range c.Aligned {
			p.all = append(p.all, passage{left: a.Left, right: a.Right, strength: float32(a.Score), reasons: a.Reasons})
		}
	}
	unsetLeft, unsetRight := unset(left), unset(right)
	p.all = slices.DeleteFunc(p.all, func(one passage) bool {
		return slices.ContainsFunc(unsetLeft, func(s span.Span) bool { return inside(s, one.left) }) ||
			slices.ContainsFunc(unsetRight, func(s span.Span) bool { return inside(s, one.right) })
	})
	slices.SortStableFunc(p.all, func(a, b passage) int {
		return cmp.Or(cmp.Compare(a.left.Start, b.left.Start), cmp.Compare(a.right.Start, b.right.Start))
	})
	p.byRight = make([]int, len(p.all))
	for i := range p.byRight {
		p.byRight[i] = i
	}
	slices.SortStableFunc(p.byRight, func(a, b int) int { return cmp.Compare(p.all[a].right.Start, p.all[b].right.Start) })
	farLeft, farRight := 0, 0
	for i := range p.all {
		farLeft, farRight = max(farLeft, p.all[i].left.End), max(farRight, p.all[p.byRight[i]].right.End)
		p.reachLeft, p.reachRight = append(p.reachLeft, farLeft), append(p.reachRight, farRight)
	}
	return p
}

// unset are the blocks that a reader does not set: their fields stand in the
// quiet line below the title.
func unset(s collate.Side) []span.Span {
	var all []span.Span
	for _, b := range s.Blocks {
		if b.Kind == db.KindPublication && s.Reference != "" {
			all = append(all, span.Span{Start: b.Start, End: b.End})
		}
	}
	return all
}

// changedPassages are the changes of editions, those within a paragraph as one:
// a ribbon for each word would be a net.
func changedPassages(c collate.Comparison) []passage {
	aligned := slices.Clone(c.Aligned)
	slices.SortStableFunc(aligned, func(a, b collate.Aligned) int { return cmp.Compare(a.Right.Start, b.Right.Start) })
	var all []passage
	within := map[int]int{} // index of all by index of aligned
	for _, ch := range c.Changes {
		one := passage{left: ch.Old, right: ch.New, strength: 1, kind: string(ch.Kind), changes: 1}
		i := sort.Search(len(aligned), func(i int) bool { return aligned[i].Right.Start > ch.New.Start }) - 1
		if ch.Kind == diff.Moved || i < 0 || !inside(aligned[i].Left, ch.Old) || !inside(aligned[i].Right, ch.New) {
			all = append(all, one)
			continue
		}
		at, ok := within[i]
		if !ok {
			within[i] = len(all)
			all = append(all, one)
			continue
		}
		group := &all[at]
		group.left, group.right = union(group.left, ch.Old), union(group.right, ch.New)
		group.changes++
		if group.kind != one.kind {
			group.kind = string(diff.Changed)
		}
	}
	return all
}

func inside(whole, part span.Span) bool { return whole.Start <= part.Start && part.End <= whole.End }

func union(a, b span.Span) span.Span {
	return span.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// choose makes the passage that holds both spans the active one.
func (p *passages) choose(left, right span.Span) {
	p.chosen = -1
	for i, one := range p.all {
		if touches(one.left, left) && touches(one.right, right) {
			p.chosen = i
			return
		}
	}
}

// touches reports whether a passage holds a span, as far as that says where it
// is.
func touches(whole, part span.Span) bool { return part.Start <= whole.End && whole.Start <= part.End }

// ribbons lists what is in view now, for the strip. It looks at no more than
// what is in view: there may be thousands.
func (p *comparePage) ribbons(height float32) []widgets.Ribbon {
	if !p.onShow() || p.passages == nil {
		return nil
	}
	return p.passages.look(height, p.measurer(leftSide), p.measurer(rightSide))
}

// measure tells where a passage of one side stands.
type measure func(span.Span) (top, bottom float32)

// look lists the passages of which an end is in view.
func (p *passages) look(height float32, left, right measure) []widgets.Ribbon {
	p.inView = p.inView[:0]
	for i := first(p.reachLeft, left); i < len(p.all); i++ {
		if top, _ := left(p.all[i].left); top > height {
			break
		}
		p.inView = append(p.inView, i)
	}
	seen := len(p.inView)
	for i := first(p.reachRight, right); i < len(p.all); i++ {
		at := p.byRight[i]
		if top, _ := right(p.all[at].right); top > height {
			break
		}
		if _, twice := slices.BinarySearch(p.inView[:seen], at); !twice {
			p.inView = append(p.inView, at)
		}
	}
	shown := make([]widgets.Ribbon, 0, len(p.inView))
	for _, i := range p.inView {
		one := &p.all[i]
		r := widgets.Ribbon{Strength: one.strength, Kind: one.kind, Active: i == p.chosen, Tip: one.rests()}
		r.LeftTop, r.LeftBottom = left(one.left)
		r.RightTop, r.RightBottom = right(one.right)
		shown = append(shown, r)
	}
	return shown
}

// first is the index of the first passage, in one of the orders, that does not
// end above the view.
func first(reach []int, at measure) int {
	return sort.Search(len(reach), func(i int) bool {
		_, bottom := at(span.Span{Start: max(0, reach[i]-1), End: reach[i]})
		return bottom > 0
	})
}

// measurer tells where the passages of a side stand in the strip, which is as
// long as the page: a reader may stand below a bar.
func (p *comparePage) measurer(side int) measure {
	r := p.reader(side)
	below := p.strip.Size().Height - r.Size().Height
	return func(at span.Span) (top, bottom float32) {
		top, bottom, _ = r.Extent(at.Start, at.End)
		return top + below, bottom + below
	}
}

// rests says what a ribbon rests on.
func (one *passage) rests() string {
	switch {
	case one.tip != "":
	case one.changes > 1:
		one.tip = plural(one.changes, "{{.N}} change", "{{.N}} changes")
	case one.changes == 1:
		one.tip = changeName(diff.Kind(one.kind))
	default:
		one.tip = reasonsText(one.reasons)
	}
	return one.tip
}

// reasonsText says what passages share, kind by kind: "Actors: CMA, JNIM".
func reasonsText(reasons []collate.Reason) string {
	words := map[collate.ReasonRule][]string{}
	for _, r := range reasons {
		if w := reasonText(r); w != "" && !slices.Contains(words[r.Rule], w) {
			words[r.Rule] = append(words[r.Rule], w)
		}
	}
	var lines []string
	for _, kind := range []struct {
		rule collate.ReasonRule
		name string
	}{
		{collate.SharedActor, lang.L("Actors")}, {collate.SharedPlace, lang.L("Places")}, {collate.SharedDate, lang.L("Dates")},
		{collate.SharedNumber, lang.L("Numbers")}, {collate.SharedSource, lang.L("Sources")},
		{collate.SharedText, lang.L("The same words")}, {collate.SharedWord, lang.L("Rare words")},
	} {
		if all := words[kind.rule]; len(all) > 0 {
			lines = append(lines, kind.name+": "+joinNonEmpty(", ", all...))
		}
	}
	return joinNonEmpty("\n", lines...)
}

// chooseRibbon brings both ends of a ribbon into view; the difference or change
// in it is the one in hand from then on.
func (p *comparePage) chooseRibbon(i int) {
	if i < 0 || i >= len(p.passages.inView) {
		return
	}
	at := p.passages.inView[i]
	one := p.passages.all[at]
	for n, s := range p.stops {
		if touches(one.left, s.left) && touches(one.right, s.right) {
			p.at = n
			break
		}
	}
	p.pointBoth(one.left, one.right)
	p.passages.chosen = at
	p.drawChosen()
	p.events.emit("ribbon %d %d", one.left.Start, one.right.Start)
}

// ribbonMenu is the context menu of the strip.
func (p *comparePage) ribbonMenu(i int, at fyne.Position) {
	show := fyne.NewMenuItem(lang.L("Show both passages"), func() { p.chooseRibbon(i) })
	show.Disabled = i < 0
	popUp(p.win, at, append([]*fyne.MenuItem{show, fyne.NewMenuItemSeparator()}, p.menuItems()...)...)
}

// changeTones are how the changes of editions are drawn.
var changeTones = map[diff.Kind]reader.Tone{
	diff.Inserted: reader.ToneInserted, diff.Deleted: reader.ToneDeleted, diff.Changed: reader.ToneChanged, diff.Moved: reader.ToneMoved,
}

// tones are the words of either text that differ.
func (p *comparePage) tones() (left, right []reader.Finding) {
	add := func(all []reader.Finding, tone reader.Tone, at span.Span) []reader.Finding {
		if at.Empty() {
			return all
		}
		return append(all, reader.Finding{ID: int64(-1 - len(all)), Tone: tone, Start: at.Start, End: at.End})
	}
	if p.result.Kind == collate.KindEditions {
		for _, c := range p.result.Changes {
			left, right = add(left, changeTones[c.Kind], c.Old), add(right, changeTones[c.Kind], c.New)
		}
		return left, right
	}
	for _, s := range p.stops {
		left, right = add(left, reader.ToneDiffers, s.left), add(right, reader.ToneDiffers, s.right)
	}
	return left, right
}

// grounds are the passages of either text that a ribbon joins.
func (p *comparePage) grounds() (sides [2][]reader.Ground) {
	all := p.passages
	if all == nil {
		return sides
	}
	add := func(grounds []reader.Ground, at span.Span, i int) []reader.Ground {
		if n := len(grounds); n > 0 && grounds[n-1].End > at.Start { // it belongs to two
			last := &grounds[n-1]
			last.End, last.Active = max(last.End, at.End), last.Active || i == all.chosen
			return grounds
		}
		if at.Empty() {
			return grounds
		}
		return append(grounds, reader.Ground{Start: at.Start, End: at.End, Active: i == all.chosen, Kind: all.all[i].kind})
	}
	for i := range all.all {
		sides[leftSide] = add(sides[leftSide], all.all[i].left, i)
	}
	for _, i := range all.byRight {
		sides[rightSide] = add(sides[rightSide], all.all[i].right, i)
	}
	return sides
}
