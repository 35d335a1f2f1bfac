package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// EventRow is a dated statement as an EventList shows it.
type EventRow struct {
	When, Exact string    // the date in words, and quietly below it how exact it is
	Words       string    // what happened
	About       [2]string // quiet, at the right: the brief it is from, say, and its sources
	Strong      bool      // kept by the analyst; the others are quiet
	Gone        bool      // left out: without a dot
	Note        string    // for the tip under the resting pointer
}

// EventList lists dated statements on a page, with a dot before each as a
// Timeline draws it. It asks for the rows in view and for no others.
//
// OnChoose is Enter or a double click here; a click or an arrow key only makes
// a row the current one, and OnSelect tells of it. On a narrow page the date
// stands above the words, and what they are about below.
type EventList struct {
	pageRows
	// Row returns a row; false while it is not loaded. Refresh the list when it
	// has been.
	Row      func(i int) (EventRow, bool)
	OnSelect func(i int)
	OnDelete func(i int)
	OnRune   func(i int, r rune) // a letter typed

	texts   []*eventText
	lastTap time.Time
	lastRow int
}

// eventText shows one row in view.
type eventText struct {
	dot         *canvas.Rectangle
	when, exact *canvas.Text
	words       [eventLines]*canvas.Text
	about       [2]*canvas.Text
}

const (
	eventLines         = 2
	eventDot   float32 = 9
	eventLeft  float32 = 19 // where the date begins, beside the dot
)

// NewEventList makes a list; Row must be set before it is shown.
func NewEventList() *EventList {
	l := &EventList{lastRow: -1}
	l.height = func(width float32) float32 {
		if width < narrowPage {
			return pageRowHeight + (eventLines+1)*lineHeight
		}
		return pageRowHeight + (eventLines-1)*lineHeight
	}
	l.draw, l.whole, l.tapped = l.drawRow, l.tipText, l.tap
	l.key = func(i int, e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyDelete || l.OnDelete == nil {
			return false
		}
		l.OnDelete(i)
		return true
	}
	l.initRows(l)
	return l
}

func (l *EventList) row(i int) (EventRow, bool) {
	if l.Row == nil {
		return EventRow{}, false
	}
	return l.Row(i)
}

// columns returns where the words of a row and what they are about stand; the
// latter has no room of its own on a narrow page.
func (l *EventList) columns(width float32) (wordsX, wordsWidth, aboutX, aboutWidth float32) {
	if width < narrowPage {
		return eventLeft, width - eventLeft, eventLeft, width - eventLeft
	}
	aboutWidth = max(96, min(width*0.27, 250))
	aboutX = width - aboutWidth
	wordsX = eventLeft + max(132, min(width*0.22, 180)) + look.Space12
	return wordsX, aboutX - look.Space16 - wordsX, aboutX, aboutWidth
}

func (l *EventList) drawRow(slot, i int, y, width float32, p look.Palette) {
	if slot == len(l.texts) {
		l.texts = append(l.texts, newEventText())
	}
	t := l.texts[slot]
	row, loaded := l.row(i)
	if !loaded {
		row = EventRow{When: "…", Gone: true}
	}
	y += rowPad
	narrow := width < narrowPage
	ink := p.Quiet
	if row.Strong {
		ink = p.Text
	}
	l.drawDot(t, row, y, p)
	text := func(o *canvas.Text, letters lettering, s string, x, y, w float32, strong bool) {
		if s == "" {
			return
		}
		colour := p.Quiet
		if strong {
			colour = ink
		}
		letters.set(o, letters.elide(s, w), colour)
		place(o, x, y, w, lineHeight)
		l.drawn = append(l.drawn, o)
	}
	x, w, aboutX, aboutWidth := l.columns(width)
	if narrow {
		when := plain.width(row.When)
		text(t.when, plain, row.When, eventLeft, y, w, true)
		text(t.exact, small, row.Exact, eventLeft+when+look.Space12, y, max(0, w-when-look.Space12), false)
		y += lineHeight
	} else {
		text(t.when, plain, row.When, eventLeft, y, x-eventLeft-look.Space12, true)
		text(t.exact, small, row.Exact, eventLeft, y+lineHeight, x-eventLeft-look.Space12, false)
	}
	for n, line := range plain.wrap(oneSpace(row.Words), w, eventLines) {
		text(t.words[n], plain, line, x, y+float32(n)*lineHeight, w, true)
	}
	if narrow {
		text(t.about[0], small, joined(row.About), aboutX, y+eventLines*lineHeight, aboutWidth, false)
		return
	}
	down := float32(0)
	for n, s := range row.About {
		text(t.about[n], small, s, aboutX, y+down, aboutWidth, false)
		if s != "" {
			down += lineHeight
		}
	}
}

func newEventText() *eventText {
	t := &eventText{dot: newBox(eventDot / 2), when: canvas.NewText("", nil), exact: canvas.NewText("", nil)}
	for i := range t.words {
		t.words[i] = canvas.NewText("", nil)
	}
	for i := range t.about {
		t.about[i] = canvas.NewText("", nil)
	}
	return t
}

// drawDot draws what the timeline draws for a single day.
func (l *EventList) drawDot(t *eventText, row EventRow, y float32, p look.Palette) {
	if row.Gone {
		return
	}
	t.dot.FillColor, t.dot.StrokeColor, t.dot.StrokeWidth = p.Page, p.Quiet, 1.5
	if row.Strong {
		t.dot.FillColor, t.dot.StrokeWidth = p.Accent, 0
	}
	place(t.dot, 0, y+(lineHeight-eventDot)/2, eventDot, eventDot)
	l.drawn = append(l.drawn, t.dot)
}

func joined(parts [2]string) string {
	if parts[0] == "" || parts[1] == "" {
		return parts[0] + parts[1]
	}
	return parts[0] + " · " + parts[1]
}

// tipText is what a row does not show whole, and its note.
func (l *EventList) tipText(i int) string {
	row, loaded := l.row(i)
	if !loaded {
		return ""
	}
	_, w, _, aboutWidth := l.columns(l.Size().Width)
	var lines []string
	words := strings.TrimSpace(oneSpace(row.Words))
	if shown := plain.wrap(words, w, eventLines); len(shown) > 0 && strings.HasSuffix(shown[len(shown)-1], "…") {
		lines = append(lines, words)
	}
	for _, about := range row.About {
		if small.width(about) > aboutWidth {
			lines = append(lines, about)
		}
	}
	if row.Note != "" {
		lines = append(lines, row.Note)
	}
	return strings.Join(lines, "\n")
}

// tap makes a row the current one; a second tap at once chooses it.
func (l *EventList) tap(i int, _ fyne.Position) bool {
	twice := i == l.lastRow && time.Since(l.lastTap) < fyne.CurrentApp().Driver().DoubleTapDelay()
	l.lastTap, l.lastRow = time.Now(), i
	if twice {
		l.lastRow = -1
		return false
	}
	l.Refresh()
	l.selected()
	return true
}

func (l *EventList) selected() {
	if l.OnSelect != nil && l.current >= 0 {
		l.OnSelect(l.current)
	}
}

// TypedKey implements fyne.Focusable.
func (l *EventList) TypedKey(e *fyne.KeyEvent) {
	before := l.current
	l.pageRows.TypedKey(e)
	if l.current != before {
		l.selected()
	}
}

// TypedRune implements fyne.Focusable.
func (l *EventList) TypedRune(r rune) {
	if l.OnRune != nil && l.current >= 0 {
		l.OnRune(l.current, r)
	}
}
