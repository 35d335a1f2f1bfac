package app

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
)

// page is what a tab shows.
type page interface {
	Key() tabKey
	Title() string
	Content() fyne.CanvasObject
	Shown()                      // the page came to the front
	Hidden()                     // another page did
	Focus()                      // gives the keyboard to its main part
	Holds(f fyne.Focusable) bool // f is its main part
	Close()                      // the tab was closed; the page must not lose anything
	SetZoom()                    // the reading size or typeface changed
	Places(p put)
	OnTitle(f func())
}

// longTitled is a page with more of a title than a tab has room for.
type longTitled interface{ LongTitle() string }

// tabArea holds the open pages, one of them in view. A page that was only
// looked at (chosen in a list, not opened) gives its place to the next one,
// so that going through a list does not leave a tab for every row.
type tabArea struct {
	win     fyne.Window
	bar     *widgets.TabBar
	content *fyne.Container
	body    *fyne.Container
	none    fyne.CanvasObject // shown when no tab is open

	pages   []page
	active  int   // -1: none
	passing page  // the page that was only looked at, or nil
	pairs   int64 // made so far

	// onActive tells which page is in view now (nil: none).
	onActive func(page)
}

func newTabArea(win fyne.Window, none, field fyne.CanvasObject) *tabArea {
	t := &tabArea{win: win, none: none, active: -1, bar: widgets.NewTabBar()}
	t.bar.OnSelect = func(id string) { t.show(t.index(id)) }
	t.bar.OnClose = func(id string) { t.close(t.index(id)) }
	t.bar.OnSecondary = t.showMenu
	t.body = container.NewStack(none)
	t.content = widgets.NewDock(newTabRow(t.bar, field), nil, nil, nil, t.body)
	return t
}

func tabID(k tabKey) string { return string(k.Kind) + ":" + strconv.FormatInt(k.ID, 10) }

func (t *tabArea) index(id string) int {
	for i, p := range t.pages {
		if tabID(p.Key()) == id {
			return i
		}
	}
	return -1
}

// open brings the page of a key into view, made by create when it is not
// open yet. keep says whether the tab stays when the next page is looked at.
func (t *tabArea) open(key tabKey, keep bool, create func() page) page {
	i := t.index(tabID(key))
	if i < 0 {
		p := create()
		p.OnTitle(t.retitle)
		if t.passing != nil {
			i = t.index(tabID(t.passing.Key()))
			t.replace(i, p)
		} else {
			t.pages = append(t.pages, p)
			i = len(t.pages) - 1
		}
		if !keep {
			t.passing = p
		}
	}
	p := t.pages[i]
	if keep {
		t.keep(p)
	}
	t.show(i)
	return p
}

// restore shows the pages of last time; only the one in view is loaded now.
func (t *tabArea) restore(pages []page, active int) {
	for _, p := range pages {
		p.OnTitle(t.retitle)
	}
	t.pages = append(t.pages, pages...)
	t.show(active)
}

// keep makes a page stay that was only looked at.
func (t *tabArea) keep(p page) {
	if t.passing == p {
		t.passing = nil
		t.retitle()
	}
}

func (t *tabArea) replace(i int, p page) {
	old := t.pages[i]
	if i == t.active {
		old.Hidden()
		t.active = -1
	}
	old.Close()
	t.pages[i] = p
	t.passing = nil
}

// exchange puts another page into the tab of a page that is closed; one that
// is open already comes into view instead.
func (t *tabArea) exchange(old page, key tabKey, create func() page) {
	i := t.index(tabID(old.Key()))
	if other := t.index(tabID(key)); other >= 0 && other != i {
		t.show(other)
		t.close(i)
		return
	}
	p := create()
	p.OnTitle(t.retitle)
	t.replace(i, p)
	t.show(i)
}

func (t *tabArea) show(i int) {
	if i < 0 || i >= len(t.pages) {
		return
	}
	if i != t.active {
		if t.active >= 0 && t.active < len(t.pages) {
			t.pages[t.active].Hidden()
		}
		t.active = i
		t.body.Objects = []fyne.CanvasObject{t.pages[i].Content()}
		t.body.Refresh()
		t.retitle()
		t.pages[i].Shown()
		t.tellActive()
		return
	}
	t.retitle()
}

func (t *tabArea) tellActive() {
	if t.onActive != nil {
		t.onActive(t.current())
	}
}

func (t *tabArea) retitle() {
	tabs := make([]widgets.Tab, len(t.pages))
	for i, p := range t.pages {
		tabs[i] = widgets.Tab{ID: tabID(p.Key()), Title: p.Title(), Tip: p.Title(), Handling: string(handlingOf(p))}
		if p, ok := p.(longTitled); ok {
			tabs[i].Tip = p.LongTitle()
		}
	}
	t.bar.SetTabs(tabs)
	if p := t.inFront(); p != nil {
		t.bar.SetActive(tabID(p.Key()))
	}
}

// current is the page in view, or nil; of a pair the one at work.
func (t *tabArea) current() page {
	if p := t.pairInView(); p != nil {
		return p.atWork()
	}
	return t.inFront()
}

// inFront is the page of the tab in view, or nil.
func (t *tabArea) inFront() page {
	if t.active < 0 || t.active >= len(t.pages) {
		return nil
	}
	return t.pages[t.active]
}

func (t *tabArea) closeActive() { t.close(t.active) }

// closeKey closes the tab of a thing that is gone.
func (t *tabArea) closeKey(k tabKey) {
	t.close(t.index(tabID(k)))
	t.closeSides(k)
}

func (t *tabArea) close(i int) {
	if i < 0 || i >= len(t.pages) {
		return
	}
	p := t.pages[i]
	wasActive := i == t.active
	if wasActive {
		p.Hidden()
	}
	if t.passing == p {
		t.passing = nil
	}
	t.pages = append(t.pages[:i], t.pages[i+1:]...)
	p.Close()
	switch {
	case !wasActive:
		if i < t.active {
			t.active--
		}
		t.retitle()
	case len(t.pages) == 0:
		t.active = -1
		t.body.Objects = []fyne.CanvasObject{t.none}
		t.body.Refresh()
		t.retitle()
		t.tellActive()
	default:
		t.active = -1
		t.show(min(i, len(t.pages)-1))
	}
}

func (t *tabArea) closeOthers(keep int) {
	for i := len(t.pages) - 1; i >= 0; i-- {
		if i != keep {
			t.close(i)
			if i < keep {
				keep--
			}
		}
	}
}

func (t *tabArea) step(by int) {
	if n := len(t.pages); n > 1 {
		t.show((t.active + by + n) % n)
	}
}

func (t *tabArea) showMenu(id string, at fyne.Position) {
	i := t.index(id)
	others := fyne.NewMenuItem(lang.L("Close other tabs"), func() { t.closeOthers(t.index(id)) })
	others.Disabled = len(t.pages) < 2
	items := []*fyne.MenuItem{fyne.NewMenuItem(lang.L("Close tab"), func() { t.close(t.index(id)) }), others}
	if t.passing != nil && i >= 0 && t.pages[i] == t.passing {
		items = append(items, fyne.NewMenuItem(lang.L("Keep tab open"), func() { t.keep(t.pages[t.index(id)]) }))
	}
	popUp(t.win, at, items...)
}

// keys lists the open tabs in order, for the session: of a pair the left page.
func (t *tabArea) keys() []tabKey {
	keys := make([]tabKey, len(t.pages))
	for i, p := range t.pages {
		if p, ok := p.(*pair); ok {
			keys[i] = p.sides[leftSide].Key()
			continue
		}
		keys[i] = p.Key()
	}
	return keys
}

// beside has the right pages of pairs by the index of their tab, for the
// session.
func (t *tabArea) beside() map[int]tabKey {
	keys := map[int]tabKey{}
	for i, p := range t.pages {
		if p, ok := p.(*pair); ok {
			keys[i] = p.sides[rightSide].Key()
		}
	}
	return keys
}

// closeAll closes every page without showing another in between.
func (t *tabArea) closeAll() {
	if p := t.inFront(); p != nil {
		p.Hidden()
	}
	pages := t.pages
	t.pages, t.active, t.passing = nil, -1, nil
	for _, p := range pages {
		p.Close()
	}
}

// Title cuts are the tab bar's business; line breaks are not.
func tabTitle(s string) string { return strings.TrimSpace(oneLine(s)) }
