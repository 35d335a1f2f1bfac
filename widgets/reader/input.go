package reader

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// What a drag that began in the reader moves.
const (
	dragNone = iota
	dragText
	dragBar
)

// units of a selection by clicks.
const (
	unitGrapheme = iota
	unitWord
	unitParagraph
)

// clickTime is how close together clicks count as one gesture, and clickReach
// how near to each other.
const (
	clickTime  = 400 * time.Millisecond
	clickReach = 4
)

// input is what the reader remembers between events.
type input struct {
	focused, quietFocus bool
	shift               bool // as seen by key events; mouse events tell their own

	clicks    int
	clickedAt time.Time
	clickPos  fyne.Position
	now       func() time.Time // nil: time.Now

	dragging  int
	unit      int
	wordStart int // the word or paragraph a selection by units began with
	wordEnd   int
	moved     bool // since the button went down
	before    [2]int
	pressMark int64
	pressMeta bool
	follow    []Finding // pressed with Ctrl
	grab      float32   // where on the thumb the pointer holds it
	onBar     bool
	pointer   fyne.Position
	auto      *fyne.Animation
	autoLast  time.Time
}

func (in *input) time() time.Time {
	if in.now != nil {
		return in.now()
	}
	return time.Now()
}

// offsetAt returns the caret place nearest to a point of the reader.
func (r *Reader) offsetAt(at fyne.Position) (int, bool) {
	if r.layout == nil {
		return 0, false
	}
	return r.layout.Hit(at.X-r.column, float64(at.Y)+r.scroll.top)
}

// target is what a point of the reader is on.
type target struct {
	mark   int64
	offset int // byte under the point, -1: beside the words
	meta   bool
	text   bool // in the column, where dragging selects
}

func (r *Reader) targetAt(at fyne.Position) target {
	t := target{offset: -1}
	if r.layout == nil {
		return t
	}
	x, y := at.X-r.column, float64(at.Y)+r.scroll.top
	run, line, ok := r.layout.RunAt(x, y)
	if line < 0 {
		return t
	}
	t.text = x >= -letterSide/2 && x <= r.layout.Width+letterSide/2
	if ok && run.Style.Action {
		t.meta = true
		return t
	}
	if ok && r.layout.Lines[line].Start < r.layout.Lines[line].End {
		t.offset = run.OffsetAt(x)
		if m := r.marks.at(t.offset); m != nil {
			t.mark = m.ID
		}
		return t
	}
	if x < 0 {
		s := r.scene(1)
		ln := r.layout.Lines[line]
		middle := ln.Y + float64(r.layout.LineHeight(int(ln.Block)))/2
		for _, l := range lettersOn(s, line) {
			if x >= l.x-1 && x < l.x+letterSide+1 && y >= middle-letterSide/2-1 && y < middle+letterSide/2+1 {
				t.mark = l.mark.ID
				t.text = false
			}
		}
	}
	return t
}

// onBar reports whether a point is on the scrollbar.
func (r *Reader) isOnBar(at fyne.Position) bool {
	return at.X >= r.view.Width-barWidth && r.scroll.limit() > 0
}

// MouseDown implements desktop.Mouseable: a selection starts here and not at
// the first movement, which comes late.
func (r *Reader) MouseDown(e *desktop.MouseEvent) {
	r.TakeFocus()
	r.disturbed()
	in := &r.input
	if e.Button != desktop.MouseButtonPrimary {
		return
	}
	r.scroll.stop()
	in.moved, in.pressMark, in.pressMeta, in.follow = false, 0, false, nil
	in.before[0], in.before[1] = r.Selection()
	if r.isOnBar(e.Position) {
		in.dragging = dragBar
		top, height, _ := r.thumbPlace()
		in.grab = e.Position.Y - top
		if in.grab < 0 || in.grab > height {
			in.grab = height / 2
			r.dragThumb(e.Position.Y)
		}
		r.colourThumb()
		return
	}
	now := in.time()
	if now.Sub(in.clickedAt) <= clickTime && near(e.Position, in.clickPos) {
		in.clicks++
	} else {
		in.clicks = 1
	}
	in.clickedAt, in.clickPos = now, e.Position

	t := r.targetAt(e.Position)
	if t.meta {
		in.pressMeta = true
		return
	}
	if t.mark != 0 && in.clicks == 1 && e.Modifier == 0 {
		in.pressMark = t.mark
		if !t.text {
			return // a letter in the margin
		}
	}
	if in.clicks == 1 && e.Modifier == fyne.KeyModifierShortcutDefault {
		in.follow = r.findingsOn(t)
	}
	offset, ok := r.offsetAt(e.Position)
	if !ok {
		return
	}
	in.dragging = dragText
	r.caretOn, r.goalSet = false, false
	switch {
	case e.Modifier&fyne.KeyModifierShift != 0:
		in.unit, in.clicks = unitGrapheme, 0
		r.setSelection(r.anchor, offset)
	case in.clicks == 1:
		in.unit = unitGrapheme
		r.setSelection(offset, offset)
	default:
		in.unit = unitWord
		if t.offset >= 0 {
			offset = t.offset
		}
		in.wordStart, in.wordEnd = r.doc.WordAt(offset)
		if in.clicks > 2 {
			in.unit = unitParagraph
			in.wordStart, in.wordEnd = r.doc.Paragraph(offset)
		}
		r.setSelection(in.wordStart, in.wordEnd)
	}
	r.changed()
}

func near(a, b fyne.Position) bool {
	dx, dy := a.X-b.X, a.Y-b.Y
	return dx >= -clickReach && dx <= clickReach && dy >= -clickReach && dy <= clickReach
}

// MouseUp implements desktop.Mouseable.
func (r *Reader) MouseUp(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		r.release(e.Position)
	}
}

// release ends what MouseDown began; Fyne calls both MouseUp and DragEnd.
func (r *Reader) release(at fyne.Position) {
	in := &r.input
	in.stopAuto()
	was := in.dragging
	in.dragging = dragNone
	switch {
	case in.pressMeta:
		in.pressMeta = false
		if r.targetAt(at).meta && r.OnMetaAction != nil {
			r.OnMetaAction()
		}
		return
	case was == dragBar:
		r.colourThumb()
		return
	case was == dragText:
		start, end := r.Selection()
		if start != end || in.before[0] != in.before[1] {
			r.announce()
		}
	}
	if in.pressMark != 0 && !in.moved {
		id := in.pressMark
		in.pressMark = 0
		if start, end := r.Selection(); start == end || was == dragNone {
			if r.OnMark != nil {
				r.OnMark(id)
			}
		}
	}
	if follow := in.follow; follow != nil && !in.moved {
		in.follow = nil
		if r.OnFollow != nil {
			r.OnFollow(followed(follow))
		}
	}
}

// Dragged implements fyne.Draggable.
func (r *Reader) Dragged(e *fyne.DragEvent) {
	in := &r.input
	in.pointer = e.Position
	switch in.dragging {
	case dragBar:
		r.dragThumb(e.Position.Y)
	case dragText:
		if !near(e.Position, in.clickPos) {
			in.moved = true
			in.clicks = 0
		}
		r.dragSelection(e.Position)
		if e.Position.Y < 0 || e.Position.Y > r.view.Height {
			in.startAuto(r)
		} else {
			in.stopAuto()
		}
	}
}

// DragEnd implements fyne.Draggable.
func (r *Reader) DragEnd() { r.release(r.input.pointer) }

// dragSelection moves the selection's end to a point, by whole words or
// paragraphs if it began with one.
func (r *Reader) dragSelection(at fyne.Position) {
	offset, ok := r.offsetAt(at)
	if !ok {
		return
	}
	in := &r.input
	if in.unit == unitGrapheme {
		r.setSelection(r.anchor, offset)
		return
	}
	start, end := r.doc.WordAt(offset)
	if in.unit == unitParagraph {
		start, end = r.doc.Paragraph(offset)
	}
	if start < in.wordStart {
		r.setSelection(in.wordEnd, start)
	} else {
		r.setSelection(in.wordStart, max(end, in.wordEnd))
	}
}

func (r *Reader) dragThumb(y float32) {
	_, height, ok := r.thumbPlace()
	room := r.view.Height - height
	if !ok || room <= 0 {
		return
	}
	r.scroll.to(float64((y-r.input.grab)/room)*r.scroll.limit(), false)
}

// startAuto scrolls on while a drag is held beyond the edge: Fyne reports
// drags only while the pointer moves.
func (in *input) startAuto(r *Reader) {
	if in.auto != nil {
		return
	}
	in.autoLast = in.time()
	in.auto = &fyne.Animation{
		Duration:    time.Second,
		RepeatCount: fyne.AnimationRepeatForever,
		Tick: func(float32) {
			now := in.time()
			passed := min(now.Sub(in.autoLast), 50*time.Millisecond)
			in.autoLast = now
			beyond := in.pointer.Y
			if beyond > 0 {
				beyond -= r.view.Height
			}
			// The further out, the faster: ten pixels out, a line in 0.2 s.
			r.scroll.to(r.scroll.top+float64(beyond)*12*passed.Seconds(), false)
			r.dragSelection(in.pointer)
		},
	}
	in.auto.Start()
}

func (in *input) stopAuto() {
	if in.auto != nil {
		in.auto.Stop()
		in.auto = nil
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *Reader) TappedSecondary(e *fyne.PointEvent) {
	if r.OnSecondary == nil {
		return
	}
	offset := r.targetAt(e.Position).offset
	if offset < 0 {
		var ok bool
		if offset, ok = r.offsetAt(e.Position); !ok {
			return
		}
	}
	r.OnSecondary(offset, e.Position)
}

// MouseIn implements desktop.Hoverable.
func (r *Reader) MouseIn(e *desktop.MouseEvent) { r.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (r *Reader) MouseMoved(e *desktop.MouseEvent) {
	in := &r.input
	on := r.isOnBar(e.Position)
	if on != in.onBar {
		in.onBar = on
		r.colourThumb()
	}
	t := target{offset: -1}
	if !on {
		t = r.targetAt(e.Position)
	}
	found := r.findingsOn(t)
	if in.dragging != dragNone {
		found = nil
	}
	r.hovering.move(found, e.Position)
	switch {
	case on || r.layout == nil:
		r.cursor = desktop.DefaultCursor
	case t.mark != 0 || t.meta || r.follows(found):
		r.cursor = desktop.PointerCursor
	case t.text:
		r.cursor = desktop.TextCursor
	default:
		r.cursor = desktop.DefaultCursor
	}
	r.setHover(t.meta)
}

// MouseOut implements desktop.Hoverable.
func (r *Reader) MouseOut() {
	if r.input.onBar {
		r.input.onBar = false
		r.colourThumb()
	}
	r.hovering.move(nil, fyne.Position{})
	r.setHover(false)
}

func (r *Reader) setHover(on bool) {
	if r.hover != on {
		r.hover = on
		r.changed()
	}
}

// Cursor implements desktop.Cursorable.
func (r *Reader) Cursor() desktop.Cursor { return r.cursor }
