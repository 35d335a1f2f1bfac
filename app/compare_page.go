package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
)

// compareDelay is how long after a change of the library two texts are
// compared again: one comparison answers a burst of notices.
const compareDelay = 150 * time.Millisecond

// comparePageActions is how the page of a comparison leaves itself.
type comparePageActions struct {
	compared func(p *comparePage)         // it was compared, or decided about
	chosen   func(p *comparePage, i int)  // a difference or change was gone to
	replace  func(p *comparePage, at int) // ask for another text on a side
	gone     func(key tabKey)             // one of its texts is in the trash or deleted
	export   func(c db.Comparison)
	copyAll  func(c db.Comparison)
}

// comparePage shows two texts beside each other with what a comparison of them
// says: which passages belong together, and what differs.
type comparePage struct {
	*pair
	*kit
	act    comparePageActions
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()
	rest   debounce
	asked  latest

	id       int64 // of the comparison; 0: the library is read only and has none of it
	record   db.Comparison
	left     collate.Side
	right    collate.Side
	result   collate.Comparison
	known    bool // result is about the texts in left and right
	verdicts map[string]db.DifferenceVerdict

	passages *passages // what the strip draws
	step     stepper   // keeps the sides in step
	stops    []stop    // what F7 and F8 go through
	at       int       // index in stops; -1: none yet

	matched bool // the readers show the texts that were compared
	tools   *compareTools
	strip   *widgets.Ribbons
	shown   bool // the page is in view
	stale   bool // something changed while it was not, or it was never compared
	begun   bool // the sides have been brought in step since it was opened
}

// comparedSide is a text that can be compared.
type comparedSide interface {
	page
	compare(drawn, scrolled func()) // becomes a side; drawn: its text is there, or is another
	alone()                         // is no side any more
	text() (string, bool)           // false: it is not there yet
	view() *reader.Reader
	tint(changes []reader.Finding)
}

// compare implements comparedSide: the line of lenses gives way to the one of
// the comparison.
func (p *briefPage) compare(drawn, scrolled func()) {
	p.told, p.reader.OnScrolled = drawn, scrolled
	p.toolbar.Hide()
	p.frame.Refresh()
}

// alone implements comparedSide.
func (p *briefPage) alone() {
	p.told, p.reader.OnScrolled = nil, nil
	p.toolbar.Show()
	p.frame.Refresh()
	p.tint(nil)
	p.reader.SetGrounds(nil)
	p.reader.SetGroundSide(reader.NoSide)
}

// text implements comparedSide.
func (p *briefPage) text() (string, bool) { return p.revision.Text, p.loaded }

// view implements comparedSide.
func (p *briefPage) view() *reader.Reader { return p.reader }

// tint implements comparedSide.
func (p *briefPage) tint(changes []reader.Finding) {
	p.lenses.extra = changes
	p.lenses.draw()
}

func newComparePage(k *kit, record db.Comparison, left, right comparedSide, act comparePageActions) *comparePage {
	p := &comparePage{kit: k, act: act, id: record.ID, record: record, at: -1, stale: true}
	p.pair = newPair(tabKey{tabComparison, record.ID}, left, right)
	p.pair.working = leftSide
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.rest = debounce{loop: k.loop, delay: compareDelay}
	p.build()
	p.stop = k.feed.listen(p.hear)
	return p
}

func (p *comparePage) build() {
	p.strip = widgets.NewRibbons()
	p.strip.InView = p.ribbons
	p.strip.OnChoose = p.chooseRibbon
	p.strip.OnScroll = func(dy float32) { p.reader(leftSide).ScrollBy(dy) }
	p.strip.OnSecondary = p.ribbonMenu
	p.tools = newCompareTools(p)
	p.frame = p
	p.content = &fyne.Container{}
	p.lay()
	p.watch()
}

// side is one of the two texts.
func (p *comparePage) side(i int) comparedSide { return p.sides[i].(comparedSide) }

func (p *comparePage) reader(i int) *reader.Reader { return p.side(i).view() }

// lay implements pairFrame: the sides stand in their places, or were swapped.
func (p *comparePage) lay() {
	for i := range p.sides {
		p.side(i).compare(p.textDrawn, func() { p.scrolled(i) })
	}
	p.reader(leftSide).SetGroundSide(reader.RightSide)
	p.reader(rightSide).SetGroundSide(reader.LeftSide)
	p.content.(*fyne.Container).Layout = abreast{}
	p.content.(*fyne.Container).Objects = []fyne.CanvasObject{widgets.NewGround(widgets.GroundPage, p.tools.content),
		p.sides[leftSide].Content(), p.strip, p.sides[rightSide].Content()}
	p.content.Refresh()
}

// titled implements pairFrame.
func (p *comparePage) titled() {}

// parted implements pairFrame: one side will have the tab to itself.
func (p *comparePage) parted() { p.end() }

// places implements pairFrame.
func (p *comparePage) places(to put) {
	p.tools.places(to)
	parts(to, "", p.strip)
}

// swapped implements pairFrame: what is known of the comparison turns round.
func (p *comparePage) swapped() {
	r := p.record
	r.Left, r.Right, r.LeftTitle, r.RightTitle = r.Right, r.Left, r.RightTitle, r.LeftTitle
	r.LinedUp = slices.Clone(r.LinedUp)
	for i, at := range r.LinedUp {
		r.LinedUp[i] = db.LinedUp{Left: at.Right, Right: at.Left}
	}
	p.left, p.right = p.right, p.left
	p.known = false
	p.draw()
	p.store(r)
	p.run()
}

// store keeps what was chosen for the comparison, at the next start too.
func (p *comparePage) store(r db.Comparison) {
	p.record = r
	if p.id == 0 || !p.canWrite() {
		return
	}
	store(p.kit.ctx, p.loop, func(ctx context.Context) (struct{}, error) {
		_, err := p.lib.UpdateComparison(ctx, r)
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil && !errors.Is(err, db.ErrNotFound) {
			p.report(fmt.Errorf("keep how the texts are compared: %w", err))
		}
	})
}

// comparison is what comparing two texts brings.
type comparison struct {
	left, right collate.Side
	result      collate.Comparison
	verdicts    map[string]db.DifferenceVerdict
	passages    *passages
	knots       []knot
}

// run compares the texts, beside the drawing goroutine; a newer comparison
// cancels the one under way.
func (p *comparePage) run() {
	p.rest.stop()
	record, id := p.record, p.id
	p.tools.draw()
	fetch(p.asked.next(p.ctx), p.loop, func(ctx context.Context) (c comparison, err error) {
		if c.left, err = collate.Load(ctx, p.lib, record.Left); err != nil {
			return c, err
		}
		if c.right, err = collate.Load(ctx, p.lib, record.Right); err != nil {
			return c, err
		}
		if c.result, err = collate.Compare(ctx, c.left, c.right, collate.Kind(record.View)); err != nil {
			return c, err
		}
		if id != 0 {
			if c.verdicts, err = p.lib.DifferenceVerdicts(ctx, id); err != nil {
				return c, err
			}
		}
		c.passages = newPassages(c.result, c.left, c.right)
		c.knots = newKnots(c.result.Aligned, record.LinedUp, len(c.left.Text), len(c.right.Text))
		return c, nil
	}, func(c comparison, err error) {
		switch {
		case errors.Is(err, db.ErrNotFound):
			p.act.gone(p.Key())
		case err != nil:
			p.report(fmt.Errorf("compare the texts: %w", err))
		default:
			p.take(c)
		}
	})
}

func (p *comparePage) take(c comparison) {
	p.left, p.right, p.result, p.verdicts, p.known = c.left, c.right, c.result, c.verdicts, true
	p.passages = c.passages
	p.match()
	p.step.knots = c.knots
	p.step.forget()
	p.gather()
	p.draw()
	if !p.begin() {
		p.settle()
	}
	p.act.compared(p)
	p.events.emit("compared %s %d %d", p.result.Kind, len(p.result.Aligned), len(p.stops))
}

// onShow reports whether the readers show the texts that were compared.
func (p *comparePage) onShow() bool { return p.known && p.matched }

// match looks whether the readers show the texts that were compared; it reports
// whether they show others.
func (p *comparePage) match() (others bool) {
	left, ok := p.side(leftSide).text()
	right, also := p.side(rightSide).text()
	p.matched = ok && also && left == p.left.Text && right == p.right.Text
	return p.known && ok && also && !p.matched
}

// textDrawn is told that the text of a side is on screen.
func (p *comparePage) textDrawn() {
	if p.match() {
		p.soon()
	}
	p.draw()
	p.begin()
}

// soon compares again once things have come to rest.
func (p *comparePage) soon() {
	if !p.shown {
		p.stale = true
		return
	}
	p.rest.call(p.run)
}

func (p *comparePage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.BriefChanged:
		if p.about(db.KindBrief, n.ID) {
			p.soon()
		}
	case db.NoteChanged:
		if p.about(db.KindNote, n.ID) {
			p.soon()
		}
	case db.FindingsChanged:
		if n.BriefID == 0 || p.about(db.KindBrief, n.BriefID) {
			p.soon()
		}
	case db.ComparisonChanged:
		if n.ID == p.id {
			p.judged()
		}
	case db.ActorChanged, db.SourceChanged, db.LibraryChanged:
		p.soon()
	}
}

func (p *comparePage) about(kind db.Kind, id int64) bool {
	l, r := p.record.Left, p.record.Right
	return l.Kind == kind && l.ID == id || r.Kind == kind && r.ID == id
}

// judged reads the verdicts anew.
func (p *comparePage) judged() {
	fetch(p.ctx, p.loop, func(ctx context.Context) (map[string]db.DifferenceVerdict, error) {
		if _, err := p.lib.Comparison(ctx, p.id); err != nil {
			return nil, err
		}
		return p.lib.DifferenceVerdicts(ctx, p.id)
	}, func(verdicts map[string]db.DifferenceVerdict, err error) {
		switch {
		case errors.Is(err, db.ErrNotFound):
			p.act.gone(p.Key()) // it was deleted
			return
		case err != nil:
			p.report(fmt.Errorf("read what was decided about the differences: %w", err))
			return
		}
		p.verdicts = verdicts
		p.gather()
		p.draw()
		p.act.compared(p)
	})
}

// draw shows in the texts, in the strip and in the tool line what is known.
func (p *comparePage) draw() {
	var left, right []reader.Finding
	if p.onShow() {
		left, right = p.tones()
	}
	p.side(leftSide).tint(left)
	p.side(rightSide).tint(right)
	p.drawChosen()
}

// drawChosen shows which passages are in hand.
func (p *comparePage) drawChosen() {
	var grounds [2][]reader.Ground
	if p.onShow() {
		grounds = p.grounds()
	}
	p.reader(leftSide).SetGrounds(grounds[leftSide])
	p.reader(rightSide).SetGrounds(grounds[rightSide])
	p.strip.Refresh()
	p.tools.draw()
}

// titleRunes is how much of each title stands in the tab.
const titleRunes = 16

// Title implements page.
func (p *comparePage) Title() string {
	return shorten(p.sides[leftSide].Title(), titleRunes) + " | " + shorten(p.sides[rightSide].Title(), titleRunes)
}

// LongTitle implements longTitled.
func (p *comparePage) LongTitle() string { return p.pair.Title() }

// Shown implements page.
func (p *comparePage) Shown() {
	p.shown = true
	p.pair.Shown()
	if p.stale {
		p.stale = false
		p.run()
	}
}

// Hidden implements page.
func (p *comparePage) Hidden() {
	p.shown = false
	p.pair.Hidden()
}

// Close implements page.
func (p *comparePage) Close() {
	p.end()
	p.pair.Close()
}

// end stops comparing; the sides stay as they were before.
func (p *comparePage) end() {
	p.rest.stop()
	p.asked.stop()
	p.stop()
	p.cancel()
	for i := range p.sides {
		p.side(i).alone()
	}
}

// pointBoth brings both passages into view, beside each other, and points at
// them. An empty one is a place only.
func (p *comparePage) pointBoth(left, right span.Span) {
	if !p.onShow() {
		return
	}
	both := [2]span.Span{left, right}
	inView := true
	for i, at := range both {
		top, bottom, ok := p.reader(i).Extent(at.Start, at.End)
		height := p.reader(i).Size().Height
		inView = inView && (!ok || top >= edge && bottom <= height-edge)
	}
	for i, at := range both {
		r := p.reader(i)
		if !inView {
			r.PutAt(at.Start, p.line(r))
		}
		r.Point(at.Start, at.End)
	}
	if !inView {
		p.settle()
	}
	p.passages.choose(left, right)
	for i, s := range p.stops {
		if s.left == left && s.right == right {
			p.at = i
		}
	}
	p.drawChosen()
	p.events.emit("pointed %d %d %d %d", left.Start, left.End, right.Start, right.End)
}

// edge is how near to an edge of the view a passage may stand and still be
// seen well.
const edge = 24

// quoteSides returns both passages as quotes with their citations, as they go
// into notes. A side that says nothing has no quote.
func (p *comparePage) quoteSides(left, right span.Span) string {
	text := ""
	for i, at := range []span.Span{left, right} {
		side := []*collate.Side{&p.left, &p.right}[i]
		if at.Valid(side.Text) && !at.Empty() {
			text += quoteOf(at.Of(side.Text), joinNonEmpty(", ", cmp.Or(side.Reference, sideTitle(side.Title)), dateText(side.Published, false), side.TLP.Label()))
		}
	}
	return text
}

// lineUp puts the words under the cursors of both sides, or those selected,
// beside each other from now on.
func (p *comparePage) lineUp() {
	if !p.onShow() {
		return
	}
	at := db.LinedUp{Left: p.cursor(leftSide), Right: p.cursor(rightSide)}
	r := p.record
	r.LinedUp = append(slices.DeleteFunc(slices.Clone(r.LinedUp), func(old db.LinedUp) bool {
		// What would have to run backwards gives way to what is said last
		return old.Left == at.Left || old.Right == at.Right || (old.Left < at.Left) != (old.Right < at.Right)
	}), at)
	slices.SortFunc(r.LinedUp, func(a, b db.LinedUp) int { return a.Left - b.Left })
	p.lineUpAs(r)
	// Beside each other at once, too, where the cursor is
	own, other := p.reader(p.working), p.reader(1-p.working)
	places := [2]int{at.Left, at.Right}
	top, _, _ := own.Extent(places[p.working], places[p.working]+1)
	other.PutAt(places[1-p.working], top)
	if stands, _, _ := other.Extent(places[1-p.working], places[1-p.working]+1); stands != top {
		other.PutAt(places[1-p.working], top+top-stands) // the ground of a passage begins above its first line
	}
	p.settle()
	p.strip.Refresh()
	p.say(lang.L("Lined up here"))
	p.events.emit("lined-up %d %d", at.Left, at.Right)
}

// forgetLines takes back what was lined up by hand.
func (p *comparePage) forgetLines() {
	r := p.record
	r.LinedUp = nil
	p.lineUpAs(r)
}

func (p *comparePage) lineUpAs(r db.Comparison) {
	r.Apart = false
	p.store(r)
	p.step.knots = newKnots(p.result.Aligned, r.LinedUp, len(p.left.Text), len(p.right.Text))
	p.fall(p.working)
	p.tools.draw()
}

// cursor is the place of a side that is meant: what is selected there, or the
// caret's, or else the line at the height where passages stand beside each
// other.
func (p *comparePage) cursor(i int) int {
	r := p.reader(i)
	start, end := r.Selection()
	at := start
	if start == end {
		at = r.Caret()
	}
	if top, bottom, ok := r.Extent(at, at); ok && bottom > 0 && top < r.Size().Height && (start != end || r.Caret() > 0) {
		return at
	}
	return r.OffsetAt(p.line(r))
}

// setView chooses the kind of comparison.
func (p *comparePage) setView(kind collate.Kind) {
	r := p.record
	r.View = string(kind)
	p.store(r)
	p.at = -1
	p.run()
}

// setApart lets the sides scroll apart, or in step again.
func (p *comparePage) setApart(apart bool) {
	r := p.record
	r.Apart = apart
	p.store(r)
	p.settle()
	p.tools.draw()
	p.events.emit("in-step %t", !apart)
}
