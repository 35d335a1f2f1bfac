package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// The sides of a pair.
const (
	leftSide  = 0
	rightSide = 1
)

// pair shows two pages side by side in one tab. One of them is the one at
// work: commands act on it, and the side pane shows what belongs to it. It is
// the one that had the keyboard last, or whose head was pressed.
type pair struct {
	key     tabKey
	sides   [2]page
	working int
	content fyne.CanvasObject
	frame   pairFrame

	retitled  func()
	onWorking func()       // the other side is at work now
	onAlone   func(at int) // one side is to be closed: the one at the index stays
}

// pairFrame is what stands around the two pages.
type pairFrame interface {
	lay()     // the pages have changed, or their places
	titled()  // a title has changed, or which side is at work
	swapped() // each page stands in the place of the other now
	parted()  // one page is about to have the tab to itself
	places(to put)
}

// watchesKeyboard is a page that tells when the keyboard comes to its main
// part.
type watchesKeyboard interface{ OnKeyboard(f func()) }

// newPair makes a pair without a frame; the number tells pairs apart and is
// given anew at each start.
func newPair(key tabKey, left, right page) *pair {
	return &pair{key: key, working: rightSide, sides: [2]page{left, right}}
}

// plainFrame is the frame of a plain pair: a head over each page, and a line
// between them that can be dragged.
type plainFrame struct {
	pair  *pair
	heads [2]*widgets.PaneHead
	split *widgets.Split
	share *shared
}

func newPlainFrame(p *pair) *plainFrame {
	h := &plainFrame{pair: p}
	for i := range h.heads {
		h.heads[i] = widgets.NewPaneHead("")
		h.heads[i].OnTapped = func() { p.goTo(i) }
		h.heads[i].SetActions(
			widgets.NewIconButton("compare", lang.L("Swap the sides"), p.swap),
			widgets.NewIconButton("close", lang.L("Close this side"), func() { p.onAlone(1 - i) }))
	}
	h.share = &shared{part: 0.5}
	h.split = widgets.NewSplit(true, h.side(leftSide), h.side(rightSide))
	h.split.SetMin(280, 280)
	h.share.split = h.split
	h.split.OnChanged = h.share.moved
	p.frame, p.content = h, container.New(h.share, h.split)
	p.watch()
	return h
}

func (h *plainFrame) side(i int) fyne.CanvasObject {
	return widgets.NewDock(h.heads[i], nil, nil, nil, h.pair.sides[i].Content())
}

func (h *plainFrame) lay() { h.split.SetContent(h.side(leftSide), h.side(rightSide)) }

func (h *plainFrame) titled() {
	for i, head := range h.heads {
		head.SetTitle(h.pair.sides[i].Title())
		head.SetHandling(handlingOf(h.pair.sides[i]).Label())
		head.SetActive(i == h.pair.working)
	}
}

func (h *plainFrame) swapped() {}

func (h *plainFrame) parted() {}

func (h *plainFrame) places(to put) {
	for i, name := range []string{"left.head", "right.head"} {
		whole(to, name, h.heads[i])
	}
}

// watch hears from both pages what concerns the pair.
func (p *pair) watch() {
	for i, s := range p.sides {
		s.OnTitle(p.named)
		if w, ok := s.(watchesKeyboard); ok {
			w.OnKeyboard(func() { p.work(i) })
		}
	}
	p.frame.titled()
}

// part stops hearing from a page that leaves the pair.
func (p *pair) part(i int) page {
	s := p.sides[i]
	s.OnTitle(nil)
	if w, ok := s.(watchesKeyboard); ok {
		w.OnKeyboard(nil)
	}
	return s
}

func (p *pair) named() {
	p.frame.titled()
	if p.retitled != nil {
		p.retitled()
	}
}

// Handling implements handled: the stricter mark of both sides.
func (p *pair) Handling() db.TLP {
	return db.Strictest(handlingOf(p.sides[leftSide]), handlingOf(p.sides[rightSide]))
}

// atWork is the page that commands act on.
func (p *pair) atWork() page { return p.sides[p.working] }

// work makes a side the one at work.
func (p *pair) work(i int) {
	if i == p.working {
		return
	}
	p.working = i
	p.frame.titled()
	if p.onWorking != nil {
		p.onWorking()
	}
}

// goTo makes a side the one at work and gives it the keyboard.
func (p *pair) goTo(i int) {
	p.work(i)
	p.sides[i].Focus()
}

// swap puts each page in the place of the other.
func (p *pair) swap() {
	p.sides[leftSide], p.sides[rightSide] = p.sides[rightSide], p.sides[leftSide]
	p.working = 1 - p.working
	p.watch()
	p.frame.lay()
	p.frame.swapped()
	p.named()
}

// replace puts another page beside the one at work and closes the one before.
func (p *pair) replace(with page, shown bool) {
	i := 1 - p.working
	old := p.part(i)
	if shown {
		old.Hidden()
	}
	old.Close()
	p.sides[i] = with
	p.watch()
	p.frame.lay()
	if shown {
		with.Shown()
	}
	p.work(i)
	p.named()
}

// sideOf is the side that shows a key, or -1.
func (p *pair) sideOf(k tabKey) int {
	for i, s := range p.sides {
		if s.Key() == k {
			return i
		}
	}
	return -1
}

// Key implements page.
func (p *pair) Key() tabKey { return p.key }

// Title implements page.
func (p *pair) Title() string {
	return p.sides[leftSide].Title() + " | " + p.sides[rightSide].Title()
}

// Content implements page.
func (p *pair) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *pair) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *pair) Shown() {
	for _, s := range p.sides {
		s.Shown()
	}
	p.frame.titled()
}

// Hidden implements page.
func (p *pair) Hidden() {
	for _, s := range p.sides {
		s.Hidden()
	}
}

// Focus implements page.
func (p *pair) Focus() { p.atWork().Focus() }

// Holds implements page.
func (p *pair) Holds(f fyne.Focusable) bool {
	return p.sides[leftSide].Holds(f) || p.sides[rightSide].Holds(f)
}

// Close implements page.
func (p *pair) Close() {
	for i := range p.sides {
		p.part(i).Close()
	}
}

// SetZoom implements page.
func (p *pair) SetZoom() {
	for _, s := range p.sides {
		s.SetZoom()
	}
}

// Places implements page: each side's under its own name.
func (p *pair) Places(to put) {
	p.frame.places(to)
	for i, name := range []string{"left.", "right."} {
		p.sides[i].Places(func(part string, pos fyne.Position, size fyne.Size) { to(name+part, pos, size) })
	}
}

// shared gives a split the width there is, and keeps the part of it that its
// held side has.
type shared struct {
	split *widgets.Split
	part  float32
	width float32
}

func (s *shared) moved(offset float32) {
	if s.width > 0 {
		s.part = offset / s.width
	}
}

// Layout implements fyne.Layout.
func (s *shared) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s.width = size.Width
	s.split.SetOffset(size.Width * s.part)
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (s *shared) MinSize([]fyne.CanvasObject) fyne.Size { return s.split.MinSize() }

// pairInView is the pair in view, or nil.
func (t *tabArea) pairInView() *pair {
	p, _ := pairOf(t.inFront())
	return p
}

// pairOf is the pair that a page is, or that a comparison has.
func pairOf(p page) (*pair, bool) {
	switch p := p.(type) {
	case *pair:
		return p, true
	case *comparePage:
		return p.pair, true
	}
	return nil, false
}

// onLeftSide reports whether a part of the left side of a pair has the
// keyboard.
func (t *tabArea) onLeftSide(focused fyne.Focusable) bool {
	p := t.pairInView()
	return p != nil && p.working == leftSide && p.Holds(focused)
}

// openBeside brings a page beside the one in view, both in its tab; where
// nothing is in view the page is opened by itself. In a pair it takes the
// place of the page that is not at work.
func (d *Desk) openBeside(key tabKey) {
	t := d.tabs
	front := t.inFront()
	if front == nil {
		d.show(key, "", true)
		return
	}
	if p := t.pairInView(); p != nil && p.sideOf(key) >= 0 {
		p.goTo(p.sideOf(key))
		return
	}
	if d.compareBeside(key) {
		d.events.emit("beside %s %d", key.Kind, key.ID)
		return
	}
	if p := t.pairInView(); p != nil {
		p.replace(d.newPage(key, ""), true)
	} else {
		t.keep(front)
		t.pairUp(t.active, d.newPage(key, ""))
	}
	d.events.emit("beside %s %d", key.Kind, key.ID)
	d.saveSession()
	d.focusPage()
}

// pairUp puts a page beside the one of a tab.
func (t *tabArea) pairUp(i int, right page) {
	p := t.newPair(t.pages[i], right)
	t.pages[i] = p
	if i != t.active {
		t.retitle()
		return
	}
	t.body.Objects = []fyne.CanvasObject{p.Content()}
	t.body.Refresh()
	right.Shown()
	t.retitle()
	t.tellActive()
}

func (t *tabArea) newPair(left, right page) *pair {
	t.pairs++
	p := newPair(tabKey{tabPair, t.pairs}, left, right)
	newPlainFrame(p)
	p.OnTitle(t.retitle)
	t.minds(p)
	return p
}

// minds hears from a pair what concerns its tab.
func (t *tabArea) minds(p *pair) {
	p.onWorking = func() {
		if t.pairInView() == p {
			t.tellActive()
		}
	}
	p.onAlone = func(at int) { t.leaveAlone(p, at) }
}

// leaveAlone closes one side of a pair; the other has the tab to itself.
func (t *tabArea) leaveAlone(p *pair, at int) {
	i := t.index(tabID(p.Key()))
	if i < 0 {
		return
	}
	p.frame.parted()
	stays, goes := p.part(at), p.part(1-at)
	if i == t.active {
		goes.Hidden()
	}
	goes.Close()
	if other := t.index(tabID(stays.Key())); other >= 0 {
		// It has a tab of its own already.
		t.pages[i] = stays
		t.close(i)
		t.show(t.index(tabID(stays.Key())))
		return
	}
	t.pages[i] = stays
	stays.OnTitle(t.retitle)
	if i == t.active {
		t.body.Objects = []fyne.CanvasObject{stays.Content()}
		t.body.Refresh()
		stays.Focus()
		t.retitle()
		t.tellActive()
		return
	}
	t.retitle()
}

// closeSides closes the sides of pairs that show a thing that is gone.
func (t *tabArea) closeSides(k tabKey) {
	for _, p := range t.pages {
		if p, ok := pairOf(p); ok {
			if at := p.sideOf(k); at >= 0 {
				t.leaveAlone(p, 1-at)
			}
		}
	}
}

func (d *Desk) hasPair() bool { return d.tabs.pairInView() != nil }

func pairCommands() []Command {
	on := func(f func(*pair)) func(*Desk) { return func(d *Desk) { f(d.tabs.pairInView()) } }
	return []Command{
		{ID: "pair.other", Title: "The other side", Menu: MenuGo, Key: fyne.KeyF6, Mod: Shift, enabled: (*Desk).hasPair,
			run: on(func(p *pair) { p.goTo(1 - p.working) })},
		{ID: "pair.swap", Title: "Swap the sides", Menu: MenuGo, enabled: (*Desk).hasPair, run: on((*pair).swap)},
		{ID: "pair.close", Title: "Close this side", Menu: MenuGo, enabled: (*Desk).hasPair, run: on(func(p *pair) { p.onAlone(1 - p.working) })},
	}
}
