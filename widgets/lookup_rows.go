package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// lookupRows is the list of a LookupBox, or what it says instead when nothing
// was found. It never has the keyboard: the field moves the highlight. Only
// the rows in view are drawn.
type lookupRows struct {
	widget.BaseWidget
	box    *LookupBox
	rows   []LookupRow
	tops   []float32 // of the rows, and the end of the last
	cursor int       // the highlighted row or offer, -1: none
	empty  *LookupEmpty

	view    viewport
	hovered int // row or offer, -1: none
	pressed int // where the button went down
	how     LookupHow

	mark, hover *canvas.Rectangle
	texts       markedTexts
	marks       handlingSlots
	drawn       []fyne.CanvasObject
	offers      []cardPiece // where the offers stand
	memory      map[int]lookupLine
	width       float32 // that memory holds for
}

// lookupLine is a row broken to the width.
type lookupLine struct {
	title  []markedPiece
	detail string
	wide   float32 // of the detail
}

func newLookupRows(b *LookupBox) *lookupRows {
	r := &lookupRows{box: b, cursor: -1, hovered: -1, pressed: -1, view: newViewport(), mark: newBox(0), hover: newBox(0),
		memory: map[int]lookupLine{}}
	r.ExtendBaseWidget(r)
	return r
}

func (r *lookupRows) set(rows []LookupRow, keep int) {
	stood := float32(-1) // where the highlighted row is in view
	if r.empty == nil && r.cursor >= 0 {
		stood = r.tops[r.cursor] - r.view.offset
	}
	r.rows, r.empty, r.hovered, r.pressed = slices.Clone(rows), nil, -1, -1
	for i, row := range rows {
		r.rows[i].Kind, r.rows[i].Detail = oneLine(row.Kind), oneLine(row.Detail)
	}
	clear(r.memory)
	untip(r)
	r.tops = append(r.tops[:0], 0)
	for _, row := range r.rows {
		r.tops = append(r.tops, r.tops[len(r.tops)-1]+rowHeightOf(row))
	}
	r.view.fit(r.Size().Height, r.tops[len(r.rows)])
	r.cursor = r.next(0, 1)
	if keep >= 0 && keep < len(rows) && !rows[keep].Head {
		r.cursor = keep
		if stood >= 0 {
			r.view.scrollTo(r.tops[keep] - stood)
		}
		r.reveal()
	} else {
		r.view.scrollTo(0)
	}
	r.Refresh()
}

func (r *lookupRows) setEmpty(e LookupEmpty) {
	e.Title, e.Detail, e.Offers = oneLine(e.Title), oneLine(e.Detail), slices.Clone(e.Offers)
	r.rows, r.tops, r.empty, r.cursor, r.hovered, r.pressed = nil, nil, &e, -1, -1, -1
	clear(r.memory)
	untip(r)
	r.view.fit(r.Size().Height, 0)
	r.Refresh()
}

func rowHeightOf(row LookupRow) float32 {
	if row.Head {
		return lookupHead
	}
	return lookupRow
}

func (r *lookupRows) highlighted() int {
	if r.empty != nil {
		return -1
	}
	return r.cursor
}

// next returns the first row from i on, in steps of by, that can be
// highlighted; -1: there is none.
func (r *lookupRows) next(i, by int) int {
	for ; i >= 0 && i < len(r.rows); i += by {
		if !r.rows[i].Head {
			return i
		}
	}
	return -1
}

// reveal brings the highlighted row into view, and the head right above it.
func (r *lookupRows) reveal() {
	if r.cursor < 0 || r.view.height <= 0 {
		return
	}
	top := r.cursor
	if top > 0 && r.rows[top-1].Head {
		top--
	}
	r.view.reveal(r.tops[top], r.tops[r.cursor+1])
}

// CreateRenderer implements fyne.Widget.
func (r *lookupRows) CreateRenderer() fyne.WidgetRenderer {
	return &renderer{owner: r, refresh: func() {}, layout: r.layout,
		min:     func() fyne.Size { return fyne.Size{} },
		objects: func() []fyne.CanvasObject { return r.drawn }}
}

func (r *lookupRows) layout(s fyne.Size) {
	p := look.Current()
	r.mark.FillColor, r.hover.FillColor = p.AccentGround, p.Hover
	r.drawn = r.drawn[:0]
	r.texts.reset()
	r.marks.reset()
	r.offers = r.offers[:0]
	if s.Width <= 2*lookupPad {
		return
	}
	if r.empty != nil {
		r.drawEmpty(s, p)
		return
	}
	if len(r.rows) == 0 {
		return
	}
	if r.width != s.Width {
		clear(r.memory)
		r.width = s.Width
	}
	r.view.fit(s.Height, r.tops[len(r.rows)])
	for i := firstBelow(len(r.rows), func(i int) float32 { return r.tops[i+1] }, r.view.offset); i < len(r.rows); i++ {
		y := r.tops[i] - r.view.offset
		if y >= s.Height {
			break
		}
		r.drawRow(i, y, s.Width, p)
	}
	r.view.place(s.Width)
	r.drawn = append(r.drawn, r.view.bar)
}

func (r *lookupRows) drawRow(i int, y, width float32, p look.Palette) {
	row := r.rows[i]
	if row.Head {
		r.drawn = r.texts.line(r.drawn, small, small.elide(oneLine(row.Title), width-2*lookupPad), lookupPad, y+look.Space8, width-2*lookupPad, lineHeight, p.Quiet)
		return
	}
	if i == r.cursor {
		place(r.mark, 0, y, width, lookupRow)
		r.drawn = append(r.drawn, r.mark)
	} else if i == r.hovered {
		place(r.hover, 0, y, width, lookupRow)
		r.drawn = append(r.drawn, r.hover)
	}
	line, ok := r.memory[i]
	if !ok {
		line = row.lay(width)
		r.memory[i] = line
	}
	column := kindColumn(width)
	if row.Kind != "" {
		kind := column - look.Space8
		r.drawn = r.texts.line(r.drawn, small, small.elide(row.Kind, kind), lookupPad, y, kind, lookupRow, p.Quiet)
	}
	r.drawn = r.texts.draw(r.drawn, wordLetters, line.title, lookupPad+column, y, lookupRow, p.Text, p.Accent)
	right := width - lookupPad
	if w := handlingWidth(row.Handling); w > 0 {
		r.drawn = r.marks.draw(r.drawn, row.Handling, right-w, y, lookupRow)
		right -= w + look.Space8
	}
	if line.detail != "" {
		r.drawn = r.texts.line(r.drawn, small, line.detail, right-line.wide, y, line.wide, lookupRow, p.Quiet)
	}
}

// kindColumn is how wide the column of the kinds is, with the gap beside it.
func kindColumn(width float32) float32 {
	if width < lookupNarrow {
		return lookupKindLess
	}
	return lookupKind
}

// lay divides a row between its title and its detail: where both have no room,
// the detail may have up to 45 % of it.
func (row LookupRow) lay(width float32) lookupLine {
	room := width - 2*lookupPad - kindColumn(width)
	if w := handlingWidth(row.Handling); w > 0 {
		room -= w + look.Space8
	}
	detail := small.width(row.Detail)
	gap := look.Space16
	if detail == 0 {
		gap = 0
	}
	whole := wordLetters.lines(row.Title, row.Marks, 1e6, 0, 1)
	need := float32(0)
	if n := len(whole); n > 0 {
		need = whole[n-1].x + whole[n-1].w
	}
	if need+gap+detail > room {
		detail = min(detail, max(0.45*room, room-gap-need))
	}
	l := lookupLine{title: whole, detail: small.elide(row.Detail, detail+0.5)}
	l.wide = small.width(l.detail)
	if left := room - gap - detail; need > left {
		l.title = wordLetters.lines(row.Title, row.Marks, left, 0, 1)
	}
	return l
}

// cut is what a tip says of a row: its title and its detail, where one of them
// does not show whole.
func (r *lookupRows) cut(i int) string {
	row, line := r.rows[i], r.memory[i]
	switch title := cutPieces(line.title); {
	case title && line.detail != row.Detail:
		return oneLine(row.Title) + "\n" + row.Detail
	case title:
		return oneLine(row.Title)
	case line.detail != row.Detail:
		return row.Detail
	}
	return ""
}

func (r *lookupRows) drawEmpty(s fyne.Size, p look.Palette) {
	room := s.Width - 2*lookupPad
	y := look.Space16
	for _, line := range bold.wrap(r.empty.Title, room, 2) {
		r.drawn = r.texts.line(r.drawn, bold, line, lookupPad, y, room, lineHeight, p.Text)
		y += lineHeight
	}
	if r.empty.Detail != "" {
		y += look.Space4
		for _, line := range small.wrap(r.empty.Detail, room, 3) {
			r.drawn = r.texts.line(r.drawn, small, line, lookupPad, y, room, lineHeight, p.Quiet)
			y += lineHeight
		}
	}
	y += look.Space12
	for i, offer := range r.empty.Offers {
		if y+lookupHead > s.Height {
			break
		}
		text := plain.elide(oneLine(offer.Text), room)
		r.offers = append(r.offers, cardPiece{text: text, y: y, w: s.Width, h: lookupHead})
		if i == r.cursor {
			place(r.mark, 0, y, s.Width, lookupHead)
			r.drawn = append(r.drawn, r.mark)
		} else if i == r.hovered {
			place(r.hover, 0, y, s.Width, lookupHead)
			r.drawn = append(r.drawn, r.hover)
		}
		r.drawn = r.texts.line(r.drawn, plain, text, lookupPad, y, room, lookupHead, p.Accent)
		y += lookupHead
	}
}

// at returns the row or the offer under a point, -1 for none.
func (r *lookupRows) at(p fyne.Position) int {
	if r.empty != nil {
		return slices.IndexFunc(r.offers, func(o cardPiece) bool { return inside(p, o.x, o.y, o.w, o.h) })
	}
	if p.Y < 0 || p.Y >= r.Size().Height {
		return -1
	}
	i := firstBelow(len(r.rows), func(i int) float32 { return r.tops[i+1] }, p.Y+r.view.offset)
	if i >= len(r.rows) || r.rows[i].Head {
		return -1
	}
	return i
}

func (r *lookupRows) places() []Place {
	var all []Place
	for i, o := range r.offers {
		all = append(all, spot("offer."+strconv.Itoa(i), o.x, o.y, o.w, o.h))
	}
	for i := range r.rows {
		if y := r.tops[i] - r.view.offset; !r.rows[i].Head && y+lookupRow > 0 && y < r.Size().Height {
			all = append(all, spot("row."+strconv.Itoa(i), 0, y, r.Size().Width, lookupRow))
		}
	}
	return all
}
