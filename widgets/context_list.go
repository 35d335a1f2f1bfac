package widgets

import (
	"strings"

	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// ContextRow is a passage as a ContextList shows it: words with what stands
// before and after them. A passage without words of its own is shown from its
// start.
type ContextRow struct {
	New                  bool   // a dot at the left
	Reference            string // quiet: "Sahel Review 7/3 · ¶1"
	Before, Words, After string // Words in bold
	Handling             string // a handling mark, before the reference: "AMBER"
	State                string // quiet, at the right edge: "ambiguous"
	Quiet                bool   // all of it: dismissed, say
}

// ContextList lists passages on a page: mentions in context, or the passages
// that rest on a source. It asks for the rows in view and for no others, so
// that they may come from a library a page at a time.
//
// On a narrow page the reference stands above the passage instead of at its
// left.
type ContextList struct {
	pageRows
	// Row returns a row; false while it is not loaded. Refresh the list when it
	// has been.
	Row func(i int) (ContextRow, bool)

	lines  int // of passage in a row
	texts  []*contextText
	memory map[contextKey][]contextPiece
}

// contextText shows one row in view.
type contextText struct {
	dot              *canvas.Rectangle
	reference, state *canvas.Text
	pieces           []*canvas.Text
	handling         *handlingSlot
}

// contextKey is what the breaking of a row depends on.
type contextKey struct {
	before, words, after string
	width                float32
}

const (
	contextDot    float32 = 7
	contextLeft   float32 = 19  // where the reference begins, beside the dot
	contextColumn float32 = 150 // of the reference
)

// NewContextList makes a list with so many lines of passage in a row, 1 or 2.
func NewContextList(lines int) *ContextList {
	l := &ContextList{lines: max(1, lines), memory: map[contextKey][]contextPiece{}}
	l.height = func(width float32) float32 {
		h := pageRowHeight + float32(l.lines-1)*lineHeight
		if width < narrowPage {
			h += lineHeight
		}
		return h
	}
	l.draw, l.whole = l.drawRow, l.cutText
	l.initRows(l)
	return l
}

func (l *ContextList) row(i int) (ContextRow, bool) {
	if l.Row == nil {
		return ContextRow{}, false
	}
	return l.Row(i)
}

// room returns where the passage of a row stands and how wide it may be.
func (l *ContextList) room(row ContextRow, width float32) (x, y, w float32) {
	x, y, w = contextLeft, lineHeight, width-contextLeft
	if width >= narrowPage {
		x, y = contextLeft+contextColumn+look.Space12, 0
		w = width - x
		if row.State != "" {
			w -= small.width(row.State) + look.Space12
		}
	}
	return x, y, w
}

func (l *ContextList) pieces(row ContextRow, width float32) []contextPiece {
	_, _, room := l.room(row, width)
	key := contextKey{row.Before, row.Words, row.After, room}
	pieces, ok := l.memory[key]
	if !ok {
		if len(l.memory) > 2000 {
			clear(l.memory)
		}
		pieces = contextLines(row.Before, row.Words, row.After, room, l.lines)
		l.memory[key] = pieces
	}
	return pieces
}

func (l *ContextList) drawRow(slot, i int, y, width float32, p look.Palette) {
	if slot == len(l.texts) {
		l.texts = append(l.texts, &contextText{dot: newBox(contextDot / 2), reference: canvas.NewText("", nil), state: canvas.NewText("", nil), handling: newHandlingSlot()})
	}
	t := l.texts[slot]
	row, loaded := l.row(i)
	if !loaded {
		row = ContextRow{Reference: "…", Quiet: true}
	}
	y += rowPad
	if row.New {
		t.dot.FillColor = p.Accent
		place(t.dot, 0, y+(lineHeight-contextDot)/2, contextDot, contextDot)
		l.drawn = append(l.drawn, t.dot)
	}
	x, down, _ := l.room(row, width)
	stateWidth := float32(0)
	if row.State != "" {
		stateWidth = small.width(row.State)
		small.set(t.state, row.State, p.Quiet)
		place(t.state, width-stateWidth, y, stateWidth, lineHeight)
		l.drawn = append(l.drawn, t.state)
	}
	column, from := contextColumn, contextLeft
	if down > 0 {
		column = width - contextLeft - stateWidth - look.Space12
	}
	if w := handlingWidth(row.Handling); w > 0 {
		l.drawn = t.handling.draw(l.drawn, row.Handling, from, y, lineHeight)
		from, column = from+w+look.Space8-2, column-w-look.Space8+2
	}
	small.set(t.reference, small.elide(row.Reference, column), p.Quiet)
	place(t.reference, from, y, column, lineHeight)
	l.drawn = append(l.drawn, t.reference)
	ink := p.Text
	if row.Quiet {
		ink = p.Quiet
	}
	for n, piece := range l.pieces(row, width) {
		if n == len(t.pieces) {
			t.pieces = append(t.pieces, canvas.NewText("", nil))
		}
		letteringOf(piece.bold).set(t.pieces[n], piece.text, ink)
		place(t.pieces[n], x+piece.x, y+down+float32(piece.line)*lineHeight, width-x-piece.x, lineHeight)
		l.drawn = append(l.drawn, t.pieces[n])
	}
}

// cutText is the whole passage, where the row does not show it all.
func (l *ContextList) cutText(i int) string {
	row, loaded := l.row(i)
	if !loaded {
		return ""
	}
	for _, piece := range l.pieces(row, l.Size().Width) {
		if strings.HasPrefix(piece.text, "…") || strings.HasSuffix(piece.text, "…") {
			return strings.TrimSpace(oneSpace(row.Before + row.Words + row.After))
		}
	}
	return ""
}
