package widgets

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// RowData is what a row of a RowList shows.
type RowData struct {
	ID       int64  // not 0, and unique in the list
	Title    string // bold, one line
	Detail   string // quiet, one line
	Mark     string // quiet, at the right of the detail; a trailing "✎" is drawn as an icon
	News     bool   // the mark tells of something new: bold, in the accent colour
	Handling string // a handling mark, left of Mark: "AMBER"
	Quiet    bool   // the title too is quiet: what is in the trash, or not yet loaded
}

// RowGroup is a header over the rows that follow.
type RowGroup struct {
	At    int // index of the first row of the group
	Title string
}

// RowList is a virtual list of two-line rows: it asks for the rows in view and
// for no others, so that they may come from a library a page at a time.
//
// One row is current (the keyboard is there), any number are selected. Both
// are kept by ID, so that they outlive a reload.
type RowList struct {
	widget.BaseWidget
	Length func() int
	Row    func(i int) RowData

	OnSelect    func(id int64)                      // the current row was changed by the user
	OnSelection func(ids []int64)                   // the selected rows were changed by the user
	OnAgain     func(id int64)                      // a click on the current row
	OnOpen      func(id int64)                      // Enter or a double click
	OnDelete    func(ids []int64)                   // Delete
	OnSecondary func(id int64, at fyne.Position)    // the menu button, at in canvas coordinates
	OnRune      func(r rune)                        // a letter typed: to start filtering, say
	OnKey       func(e *fyne.KeyEvent) (taken bool) // asked before the list's own keys

	groups   []RowGroup
	selected map[int64]bool
	current  int64
	cursor   int // index of the current row when last seen
	anchor   int // where a range selection began

	view     viewport
	hovered  int
	focused  bool
	byMouse  bool // the focus came with a click: no ring
	shift    bool
	lastTap  time.Time
	lastRow  int
	elided   map[string]string
	elidedAt float32

	ground *canvas.Rectangle
	ring   *canvas.Rectangle
	slots  []*rowSlot
	heads  []*headSlot
	drawn  []fyne.CanvasObject
}

// rowSlot is the set of primitives that shows one row in view.
type rowSlot struct {
	ground, bar, line   *canvas.Rectangle
	title, detail, mark *canvas.Text
	pen                 *canvas.Image
	handling            *handlingSlot
}

// headSlot shows one group header in view.
type headSlot struct {
	ground, line *canvas.Rectangle
	title        *canvas.Text
}

// NewRowList makes a list; Length and Row must be set before it is shown.
func NewRowList() *RowList {
	l := &RowList{selected: map[int64]bool{}, hovered: -1, cursor: -1, anchor: -1, lastRow: -1,
		view: newViewport(), elided: map[string]string{}, ground: newBox(0), ring: newRing(0)}
	l.ExtendBaseWidget(l)
	return l
}

// SetGroups puts headers over the rows; they must be sorted by At.
func (l *RowList) SetGroups(groups []RowGroup) { l.groups = groups; l.Refresh() }

// SetSelected selects rows by ID; the first becomes the current one.
func (l *RowList) SetSelected(ids ...int64) {
	clear(l.selected)
	l.current = 0
	for i, id := range ids {
		if i == 0 {
			l.current = id
		}
		l.selected[id] = true
	}
	l.cursor, l.anchor = l.indexOf(l.current), l.indexOf(l.current)
	l.Refresh()
}

// Selected returns the IDs of the selected rows in the list's order. It asks
// for every row when more than one is selected.
func (l *RowList) Selected() []int64 {
	switch len(l.selected) {
	case 0:
		return nil
	case 1:
		for id := range l.selected {
			return []int64{id}
		}
	}
	var ids []int64
	for i := range l.length() {
		if id := l.Row(i).ID; l.selected[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// Current returns the ID of the current row, 0 when there is none.
func (l *RowList) Current() int64 { return l.current }

// ScrollTo brings a row into view.
func (l *RowList) ScrollTo(index int) {
	if index >= 0 && index < l.length() {
		top := l.top(index)
		if l.headAt(index) {
			top -= look.GroupHeight
		}
		l.view.reveal(top, l.top(index)+look.RowHeight)
		l.Refresh()
	}
}

func (l *RowList) length() int {
	if l.Length == nil || l.Row == nil {
		return 0
	}
	return l.Length()
}

// indexOf finds a row by ID: near the cursor first, since it seldom moved.
func (l *RowList) indexOf(id int64) int {
	if id == 0 {
		return -1
	}
	n := l.length()
	if l.cursor >= 0 && l.cursor < n && l.Row(l.cursor).ID == id {
		return l.cursor
	}
	for i := range n {
		if l.Row(i).ID == id {
			return i
		}
	}
	return -1
}

// top returns the y of a row in the content, below its header.
func (l *RowList) top(index int) float32 {
	heads := firstBelow(len(l.groups), func(i int) float32 { return float32(l.groups[i].At) }, float32(index))
	return float32(index)*look.RowHeight + float32(heads)*look.GroupHeight
}

func (l *RowList) headAt(index int) bool {
	_, found := slices.BinarySearchFunc(l.groups, index, func(g RowGroup, i int) int { return g.At - i })
	return found
}

// rowAt returns the row under a point of the widget, -1 for none.
func (l *RowList) rowAt(p fyne.Position) int {
	y := p.Y + l.view.offset
	n := l.length()
	i := firstBelow(n, func(i int) float32 { return l.top(i) + look.RowHeight }, y)
	if i >= n || y < l.top(i) || p.Y < 0 || p.Y >= l.view.height {
		return -1
	}
	return i
}

// CreateRenderer implements fyne.Widget.
func (l *RowList) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: l, layout: l.layout,
		refresh: func() {
			if i := l.indexOf(l.current); i >= 0 {
				l.cursor = i
			}
		},
		objects: func() []fyne.CanvasObject { return l.drawn },
		min:     func() fyne.Size { return fyne.NewSize(120, 2*look.RowHeight) }}
}

func (l *RowList) layout(s fyne.Size) {
	p := look.Current()
	l.ground.FillColor = p.Surface
	place(l.ground, 0, 0, s.Width, s.Height)
	n := l.length()
	content := float32(0)
	if n > 0 {
		content = l.top(n-1) + look.RowHeight
	}
	l.view.fit(s.Height, content)
	if l.elidedAt != s.Width || len(l.elided) > 4000 {
		clear(l.elided)
		l.elidedAt = s.Width
	}
	l.drawn = append(l.drawn[:0], l.ground)
	show(l.ring, false)
	used, heads := 0, 0
	first := firstBelow(n, func(i int) float32 { return l.top(i) + look.RowHeight }, l.view.offset)
	for i := first; i < n; i++ {
		y := l.top(i) - l.view.offset
		if l.headAt(i) {
			if heads == len(l.heads) {
				l.heads = append(l.heads, newHeadSlot())
			}
			l.drawHead(l.heads[heads], i, y-look.GroupHeight, s.Width, p)
			heads++
		}
		if y >= s.Height {
			break
		}
		if used == len(l.slots) {
			l.slots = append(l.slots, newRowSlot())
		}
		l.drawRow(l.slots[used], i, y, s.Width, p)
		used++
	}
	l.view.place(s.Width)
	l.drawn = append(l.drawn, l.ring, l.view.bar)
}

func newHeadSlot() *headSlot {
	return &headSlot{ground: newBox(0), line: newBox(0), title: canvas.NewText("", nil)}
}

func newRowSlot() *rowSlot {
	return &rowSlot{ground: newBox(0), bar: newBox(0), line: newBox(0),
		title: canvas.NewText("", nil), detail: canvas.NewText("", nil), mark: canvas.NewText("", nil), pen: newImage(), handling: newHandlingSlot()}
}

func (l *RowList) drawHead(h *headSlot, index int, y, width float32, p look.Palette) {
	i, _ := slices.BinarySearchFunc(l.groups, index, func(g RowGroup, i int) int { return g.At - i })
	h.ground.FillColor, h.line.FillColor = p.Page, p.Lines
	small.set(h.title, l.short(small, l.groups[i].Title, width-2*look.Space12), p.Quiet)
	place(h.ground, 0, y, width, look.GroupHeight)
	place(h.line, 0, y+look.GroupHeight-look.Hairline, width, look.Hairline)
	place(h.title, look.Space12, y, width-2*look.Space12, look.GroupHeight-look.Hairline)
	l.drawn = append(l.drawn, h.ground, h.line, h.title)
}

func (l *RowList) drawRow(r *rowSlot, index int, y, width float32, p look.Palette) {
	row := l.Row(index)
	chosen := l.selected[row.ID] && row.ID != 0
	l.drawn = append(l.drawn, r.ground)
	place(r.ground, 0, y, width, look.RowHeight)
	switch {
	case chosen:
		r.ground.FillColor = p.AccentGround
	case index == l.hovered:
		r.ground.FillColor = p.Hover
	default:
		r.ground.FillColor = p.Surface
	}
	r.line.FillColor = p.Lines
	place(r.line, 0, y+look.RowHeight-look.Hairline, width, look.Hairline)
	l.drawn = append(l.drawn, r.line)
	if chosen {
		r.bar.FillColor = p.Accent
		place(r.bar, 0, y, look.AccentBar, look.RowHeight-look.Hairline)
		l.drawn = append(l.drawn, r.bar)
	}
	room := width - 2*look.Space12
	ink := p.Text
	if row.Quiet {
		ink = p.Quiet
	}
	bold.set(r.title, l.short(bold, row.Title, room), ink)
	place(r.title, look.Space12, y+8, room, lineHeight)

	right := width - look.Space12
	if row.Mark != "" {
		words, pen := strings.CutSuffix(row.Mark, "✎")
		words = strings.TrimSpace(words)
		if pen {
			const side = 12
			drawIcon(r.pen, "edit", p.Quiet)
			place(r.pen, right-side+1, y+28, side, side)
			right -= side + 3
			l.drawn = append(l.drawn, r.pen)
		}
		letters, ink := small, p.Quiet
		if row.News {
			letters.style.Bold, ink = true, p.Accent
		}
		w := letters.width(words)
		letters.set(r.mark, words, ink)
		place(r.mark, right-w, y+25, w, lineHeight)
		right -= w + look.Space8
		l.drawn = append(l.drawn, r.mark)
	}
	if w := handlingWidth(row.Handling); w > 0 {
		l.drawn = r.handling.draw(l.drawn, row.Handling, right-w, y+25, lineHeight)
		right -= w + look.Space8
	}
	small.set(r.detail, l.short(small, row.Detail, right-look.Space12), p.Quiet)
	place(r.detail, look.Space12, y+25, right-look.Space12, lineHeight)
	l.drawn = append(l.drawn, r.title, r.detail)

	// Where nothing is chosen yet, Enter takes the first.
	if l.focused && !l.byMouse && row.ID != 0 && (row.ID == l.current || index == 0 && l.cursor < 0) {
		l.ring.StrokeColor = p.Accent
		place(l.ring, 1, y+1, width-2, look.RowHeight-3)
		show(l.ring, true)
	}
}

// short is elide with a memory, since scrolling shows the same rows again.
func (l *RowList) short(letters lettering, s string, room float32) string {
	if letters.style.Bold {
		s = "\x00" + s // tells the bold from the plain in the memory
	}
	key := s
	if v, ok := l.elided[key]; ok {
		return v
	}
	v := letters.elide(strings.TrimPrefix(s, "\x00"), room)
	if l.elidedAt > 0 && room > l.elidedAt-2*look.Space12-0.5 {
		l.elided[key] = v // only text with the whole row's room has a lasting answer
	}
	return v
}

// Scrolled implements fyne.Scrollable.
func (l *RowList) Scrolled(e *fyne.ScrollEvent) {
	l.view.scrollTo(l.view.offset - e.Scrolled.DY)
	untip(l)
	l.hovered = l.rowAt(e.Position)
	l.Refresh()
}

// MouseIn implements desktop.Hoverable.
func (l *RowList) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (l *RowList) MouseMoved(e *desktop.MouseEvent) {
	over, row := l.view.overBar(e.Position, l.Size().Width), l.rowAt(e.Position)
	if over == l.view.hovered && row == l.hovered {
		return
	}
	if row != l.hovered {
		untip(l)
		if row >= 0 {
			l.tipRow(row)
		}
	}
	l.view.hovered, l.hovered = over, row
	l.Refresh()
}

func (l *RowList) tipRow(index int) {
	row, room := l.Row(index), l.Size().Width-2*look.Space12
	whole := ""
	if bold.width(row.Title) > room {
		whole = row.Title
	}
	tip(l, whole, fyne.NewPos(look.Space12, l.top(index)-l.view.offset), fyne.NewSize(room, look.RowHeight), false)
}

// MouseOut implements desktop.Hoverable.
func (l *RowList) MouseOut() {
	l.hovered, l.view.hovered = -1, false
	untip(l)
	l.Refresh()
}
