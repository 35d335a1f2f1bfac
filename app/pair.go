package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

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
	number  int64 // tells pairs apart; given anew at each start
	sides   [2]page
	heads   [2]*widgets.PaneHead
	working int
	content fyne.CanvasObject
	split   *widgets.Split
	share   *shared

	retitled  func()
	onWorking func()       // the other side is at work now
	onAlone   func(at int) // one side is to be closed: the one at the index stays
}

// watchesKeyboard is a page that tells when the keyboard comes to its main
// part.
type watchesKeyboard interface{ OnKeyboard(f func()) }

func newPair(number int64, left, right page) *pair {
	p := &pair{number: number, working: rightSide}
	p.sides = [2]page{left, right}
	for i := range p.heads {
		p.heads[i] = widgets.NewPaneHead("")
		p.heads[i].OnTapped = func() { p.goTo(i) }
		p.heads[i].SetActions(
			widgets.NewIconButton("compare", lang.L("Swap the sides"), p.swap),
			widgets.NewIconButton("close", lang.L("Close this side"), func() { p.onAlone(1 - i) }))
	}
	p.share = &shared{part: 0.5}
	p.split = widgets.NewSplit(true, p.side(leftSide), p.side(rightSide))
	p.split.SetMin(280, 280)
	p.share.split = p.split
	p.split.OnChanged = p.share.moved
	p.content = container.New(p.share, p.split)
	p.watch()
	return p
}

func (p *pair) side(i int) fyne.CanvasObject {
	return widgets.NewDock(p.heads[i], nil, nil, nil, p.sides[i].Content())
}

// watch hears from both pages what concerns the pair.
func (p *pair) watch() {
	for i, s := range p.sides {
		s.OnTitle(p.named)
		if w, ok := s.(watchesKeyboard); ok {
			w.OnKeyboard(func() { p.work(i) })
		}
	}
	p.drawHeads()
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
	p.drawHeads()
	if p.retitled != nil {
		p.retitled()
	}
}

func (p *pair) drawHeads() {
	for i, h := range p.heads {
		h.SetTitle(p.sides[i].Title())
		h.SetActive(i == p.working)
	}
}

// atWork is the page that commands act on.
func (p *pair) atWork() page { return p.sides[p.working] }

// work makes a side the one at work.
func (p *pair) work(i int) {
	if i == p.working {
		return
	}
	p.working = i
	p.drawHeads()
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
	p.split.SetContent(p.side(leftSide), p.side(rightSide))
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
	p.split.SetContent(p.side(leftSide), p.side(rightSide))
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
func (p *pair) Key() tabKey { return tabKey{tabPair, p.number} }

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
	p.drawHeads()
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
	for i, name := range []string{"left.", "right."} {
		whole(to, name+"head", p.heads[i])
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
	p, _ := t.inFront().(*pair)
	return p
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
	if p := t.pairInView(); p != nil {
		if at := p.sideOf(key); at >= 0 {
			p.goTo(at)
			return
		}
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
	p := newPair(t.pairs, left, right)
	p.OnTitle(t.retitle)
	p.onWorking = func() {
		if t.pairInView() == p {
			t.tellActive()
		}
	}
	p.onAlone = func(at int) { t.leaveAlone(p, at) }
	return p
}

// leaveAlone closes one side of a pair; the other has the tab to itself.
func (t *tabArea) leaveAlone(p *pair, at int) {
	i := t.index(tabID(p.Key()))
	if i < 0 {
		return
	}
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
		if p, ok := p.(*pair); ok {
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
