package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// Tab is one open document.
type Tab struct {
	ID       string
	Title    string
	Tip      string // the title whole, and what else tells it apart; empty: the title
	Handling string // a handling mark, before the title: "AMBER"
}

const (
	tabPad   float32 = 14
	tabClose float32 = 16 // side of the box that catches the ×
	tabMost  float32 = 200
	tabLeast float32 = 96
	tabMore  float32 = 30 // width of the ▾ button
)

// TabBar is the row of open documents. Tabs narrow when there are many; when
// they are as narrow as they get the bar scrolls, and a menu lists them all.
type TabBar struct {
	widget.BaseWidget
	OnSelect    func(id string)
	OnClose     func(id string)
	OnSecondary func(id string, at fyne.Position) // at in canvas coordinates

	tabs    []Tab
	active  string
	cursor  int
	hovered int
	onClose bool // the pointer is on the hovered tab's ×
	focused bool
	offset  float32
	toShow  bool // the active tab is to be brought into view

	ground, line, accent, ring *canvas.Rectangle
	slots                      []*tabSlot
	moreGround                 *canvas.Rectangle
	moreIcon                   *canvas.Image
	strip                      *tabStrip
}

// tabSlot draws one tab.
type tabSlot struct {
	ground, edge, closeGround *canvas.Rectangle
	title                     *canvas.Text
	cross                     *canvas.Image
	handling                  *handlingSlot
}

// tabStrip clips the tabs, so that they do not run under the ▾ button.
type tabStrip struct {
	widget.BaseWidget
	bar   *TabBar
	parts []fyne.CanvasObject
}

// NewTabBar makes an empty bar.
func NewTabBar() *TabBar {
	b := &TabBar{hovered: -1, ground: newBox(0), line: newBox(0), accent: newBox(0), ring: newRing(2),
		moreGround: newBox(look.RadiusField), moreIcon: newImage()}
	b.strip = &tabStrip{bar: b}
	b.strip.ExtendBaseWidget(b.strip)
	b.ExtendBaseWidget(b)
	return b
}

// SetTabs replaces the tabs.
func (b *TabBar) SetTabs(tabs []Tab) {
	b.tabs = append([]Tab(nil), tabs...)
	b.hovered = -1
	b.cursor = max(0, min(b.cursor, len(tabs)-1))
	b.Refresh()
}

// Tabs returns the tabs in their order.
func (b *TabBar) Tabs() []Tab { return append([]Tab(nil), b.tabs...) }

// SetActive marks the tab that is shown and brings it into view.
func (b *TabBar) SetActive(id string) {
	b.active = id
	for i, t := range b.tabs {
		if t.ID == id {
			b.cursor = i
		}
	}
	b.toShow = true
	b.Refresh()
}

// Active returns the id of the tab that is shown.
func (b *TabBar) Active() string { return b.active }

// widths returns the width of each tab and whether not all of them fit.
func (b *TabBar) widths() (widths []float32, overflow bool) {
	total := float32(0)
	for _, t := range b.tabs {
		w := t.handlingRoom() + max(tabLeast-20, min(tabMost, plain.width(t.Title)+2*tabPad+tabClose))
		widths = append(widths, w)
		total += w
	}
	room := b.Size().Width
	if total <= room || total == 0 {
		return widths, false
	}
	// Narrow the widest first: a short name stays whole the longest.
	for cap := tabMost; cap >= tabLeast && total > room; cap -= 4 {
		total = 0
		for i, w := range widths {
			widths[i] = min(w, cap+b.tabs[i].handlingRoom())
			total += widths[i]
		}
	}
	return widths, total > room
}

// handlingRoom is what a handling mark takes before the title.
func (t Tab) handlingRoom() float32 {
	if t.Handling == "" {
		return 0
	}
	return handlingWidth(t.Handling) + look.Space8 - 2
}

func (b *TabBar) room() float32 {
	if _, overflow := b.widths(); overflow {
		return b.Size().Width - tabMore
	}
	return b.Size().Width
}

func (b *TabBar) index(id string) int {
	for i, t := range b.tabs {
		if t.ID == id {
			return i
		}
	}
	return -1
}

func (b *TabBar) reveal(index int) {
	widths, overflow := b.widths()
	if !overflow {
		b.offset = 0
		return
	}
	x := float32(0)
	for _, w := range widths[:index] {
		x += w
	}
	room := b.room()
	if x < b.offset {
		b.offset = x
	} else if x+widths[index] > b.offset+room {
		b.offset = x + widths[index] - room
	}
}

// at returns the tab under x, and whether x is on its ×.
func (b *TabBar) at(p fyne.Position) (index int, cross bool) {
	widths, overflow := b.widths()
	if overflow && p.X >= b.room() {
		return -1, false
	}
	x := -b.offset
	for i, w := range widths {
		if p.X >= x && p.X < x+w {
			return i, p.X >= x+w-tabPad-tabClose+2
		}
		x += w
	}
	return -1, false
}

// CreateRenderer implements fyne.Widget.
func (b *TabBar) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: b, refresh: func() {},
		objects: func() []fyne.CanvasObject {
			all := []fyne.CanvasObject{b.ground, b.line, b.strip}
			if _, overflow := b.widths(); overflow {
				all = append(all, b.moreGround, b.moreIcon)
			}
			return all
		},
		min:    func() fyne.Size { return fyne.NewSize(tabLeast, look.TabHeight) },
		layout: b.layout}
}

func (b *TabBar) layout(s fyne.Size) {
	p := look.Current()
	b.ground.FillColor, b.line.FillColor, b.accent.FillColor, b.ring.StrokeColor = p.Bars, p.Lines, p.Accent, p.Accent
	place(b.ground, 0, 0, s.Width, s.Height)
	place(b.line, 0, s.Height-look.Hairline, s.Width, look.Hairline)
	widths, overflow := b.widths()
	total := float32(0)
	for _, w := range widths {
		total += w
	}
	room := b.room()
	if i := b.index(b.active); b.toShow && i >= 0 && s.Width > 0 {
		b.reveal(i)
		b.toShow = false
	}
	b.offset = max(0, min(b.offset, total-room))
	if !overflow {
		b.offset = 0
	}
	place(b.strip, 0, 0, room, s.Height)
	for len(b.slots) < len(b.tabs) {
		b.slots = append(b.slots, &tabSlot{ground: newBox(0), edge: newBox(0), closeGround: newBox(3),
			title: canvas.NewText("", nil), cross: newImage(), handling: newHandlingSlot()})
	}
	b.strip.parts = b.strip.parts[:0]
	show(b.accent, false)
	show(b.ring, false)
	x := -b.offset
	for i, t := range b.tabs {
		if x < room && x+widths[i] > 0 {
			b.drawTab(b.slots[i], i, t, x, widths[i], s.Height, p)
		}
		x += widths[i]
	}
	b.strip.parts = append(b.strip.parts, b.accent, b.ring)
	canvas.Refresh(b.strip)

	drawIcon(b.moreIcon, "down", p.Quiet)
	b.moreGround.FillColor = p.Bars
	place(b.moreGround, s.Width-tabMore, 4, tabMore, s.Height-8)
	place(b.moreIcon, s.Width-tabMore+8, (s.Height-14)/2, 14, 14)
}

func (b *TabBar) drawTab(t *tabSlot, index int, tab Tab, x, w, h float32, p look.Palette) {
	active := tab.ID == b.active
	ink := p.Quiet
	ground := p.Bars
	if active {
		ground, ink = p.Page, p.Text
	} else if index == b.hovered {
		ground, ink = look.Over(p.Hover, p.Bars), p.Text
	}
	t.ground.FillColor = ground
	bottom := h - look.Hairline
	if active {
		bottom = h // the page begins in its tab
		place(b.accent, x, 0, w-look.Hairline, look.AccentLine)
		show(b.accent, true)
	}
	place(t.ground, x, 0, w, bottom)
	t.edge.FillColor = p.Lines
	place(t.edge, x+w-look.Hairline, 0, look.Hairline, h)
	before := tab.handlingRoom()
	room := w - 2*tabPad - tabClose + 6 - before
	plain.set(t.title, plain.elide(tab.Title, room), ink)
	place(t.title, x+tabPad+before, 1, room, h-2)
	b.strip.parts = append(b.strip.parts, t.ground, t.edge, t.title)
	b.strip.parts = t.handling.draw(b.strip.parts, tab.Handling, x+tabPad, 1, h-2)

	cx := x + w - tabPad - tabClose + 6
	if index == b.hovered && b.onClose {
		t.closeGround.FillColor = look.Over(p.Pressed, ground)
		place(t.closeGround, cx, (h-tabClose)/2+1, tabClose, tabClose)
		b.strip.parts = append(b.strip.parts, t.closeGround)
	}
	cross := p.Quiet
	if index == b.hovered && b.onClose {
		cross = p.Text
	}
	drawIcon(t.cross, "close", cross)
	place(t.cross, cx+3, (h-10)/2+1, 10, 10)
	b.strip.parts = append(b.strip.parts, t.cross)

	if b.focused && index == b.cursor {
		place(b.ring, x+2, 3, w-5, h-6)
		show(b.ring, true)
	}
}

// CreateRenderer implements fyne.Widget.
func (s *tabStrip) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: s, refresh: func() {}, layout: func(fyne.Size) {},
		objects: func() []fyne.CanvasObject { return s.parts },
		min:     func() fyne.Size { return fyne.NewSize(tabLeast, look.TabHeight) }}
}

// Scrolled implements fyne.Scrollable, which also makes Fyne clip the strip.
func (s *tabStrip) Scrolled(e *fyne.ScrollEvent) {
	s.bar.offset -= e.Scrolled.DX + e.Scrolled.DY
	s.bar.hovered = -1
	untip(s.bar)
	s.bar.Refresh()
}

func (b *TabBar) choose(index int) {
	b.cursor = index
	id := b.tabs[index].ID
	if id == b.active {
		return
	}
	b.SetActive(id)
	if b.OnSelect != nil {
		b.OnSelect(id)
	}
}

func (b *TabBar) closeTab(index int) {
	untip(b)
	if b.OnClose != nil {
		b.OnClose(b.tabs[index].ID)
	}
}

// MouseDown implements desktop.Mouseable.
func (b *TabBar) MouseDown(e *desktop.MouseEvent) {
	untip(b)
	i, cross := b.at(e.Position)
	if i < 0 {
		if _, overflow := b.widths(); overflow && e.Button == desktop.MouseButtonPrimary && e.Position.X >= b.room() {
			b.showAll()
		}
		return
	}
	switch e.Button {
	case desktop.MouseButtonPrimary:
		if !cross {
			b.choose(i)
		}
	case desktop.MouseButtonSecondary:
		if b.OnSecondary != nil {
			b.OnSecondary(b.tabs[i].ID, e.AbsolutePosition)
		}
	}
}

// MouseUp implements desktop.Mouseable: closing waits for the release, so that
// a slip can still be moved away from the ×.
func (b *TabBar) MouseUp(e *desktop.MouseEvent) {
	i, cross := b.at(e.Position)
	if i < 0 {
		return
	}
	if e.Button == desktop.MouseButtonTertiary || (e.Button == desktop.MouseButtonPrimary && cross) {
		b.closeTab(i)
	}
}

// showAll opens a menu of all tabs.
func (b *TabBar) showAll() {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil {
		return
	}
	var items []*fyne.MenuItem
	for i, t := range b.tabs {
		item := fyne.NewMenuItem(plain.elide(t.Title, 320), func() { b.choose(i) })
		item.Checked = t.ID == b.active
		items = append(items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(b.room(), b.Size().Height)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu(lang.L("Open documents"), items...), c, at)
}

// MouseIn implements desktop.Hoverable.
func (b *TabBar) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (b *TabBar) MouseMoved(e *desktop.MouseEvent) {
	i, cross := b.at(e.Position)
	if i == b.hovered && cross == b.onClose {
		return
	}
	if i != b.hovered {
		untip(b)
		if i >= 0 {
			b.tipTab(i)
		}
	}
	b.hovered, b.onClose = i, cross
	b.Refresh()
}

func (b *TabBar) tipTab(index int) {
	widths, _ := b.widths()
	x := -b.offset
	for _, w := range widths[:index] {
		x += w
	}
	text := b.tabs[index].Tip
	if text == "" && plain.width(b.tabs[index].Title) > widths[index]-2*tabPad-tabClose+6 {
		text = b.tabs[index].Title
	}
	tip(b, text, fyne.NewPos(x, 0), fyne.NewSize(widths[index], b.Size().Height), false)
}

// MouseOut implements desktop.Hoverable.
func (b *TabBar) MouseOut() { b.hovered, b.onClose = -1, false; untip(b); b.Refresh() }

// FocusGained implements fyne.Focusable.
func (b *TabBar) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *TabBar) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *TabBar) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: arrows move, Enter shows, Delete closes.
func (b *TabBar) TypedKey(e *fyne.KeyEvent) {
	if passFunctionKey(b, e) {
		return
	}
	if len(b.tabs) == 0 {
		return
	}
	switch e.Name {
	case fyne.KeyLeft:
		b.cursor = max(0, b.cursor-1)
	case fyne.KeyRight:
		b.cursor = min(len(b.tabs)-1, b.cursor+1)
	case fyne.KeyHome:
		b.cursor = 0
	case fyne.KeyEnd:
		b.cursor = len(b.tabs) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		b.choose(b.cursor)
	case fyne.KeyDown:
		if _, overflow := b.widths(); overflow {
			b.showAll()
		}
		return
	case fyne.KeyDelete:
		b.closeTab(b.cursor)
		return
	}
	if b.cursor < len(b.tabs) {
		b.reveal(b.cursor)
	}
	b.Refresh()
}
