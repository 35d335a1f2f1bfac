package reader

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

var pane = fyne.NewSize(656, 500)

// place returns a point over the byte offset, in the middle of its line.
func place(r *Reader, offset int) fyne.Position {
	c := r.layout.Caret(offset)
	return fyne.NewPos(r.column+c.X+1, float32(c.Top-r.scroll.top)+c.Height/2)
}

func press(r *Reader, at fyne.Position, mod fyne.KeyModifier) {
	r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: mod})
}

func lift(r *Reader, at fyne.Position) {
	r.MouseUp(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary})
}

func drag(r *Reader, at fyne.Position) {
	r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
}

func click(r *Reader, at fyne.Position) {
	press(r, at, 0)
	lift(r, at)
}

// apart makes the next click a gesture of its own.
func apart(r *Reader) { r.input.clickedAt = time.Time{} }

func key(r *Reader, name fyne.KeyName) { r.TypedKey(&fyne.KeyEvent{Name: name}) }

func shiftKey(r *Reader, name fyne.KeyName) {
	r.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	key(r, name)
	r.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
}

func TestDraggingSelects(t *testing.T) {
	r, _ := show(t, brief(), pane)
	start, end := at(t, r.doc.Text(), "Haulage Guild")
	var got []int
	r.OnSelection = func(s, e int, where fyne.Position) {
		got = append(got, s, e)
		if c := place(r, e); s != e && where.Y <= c.Y {
			t.Errorf("the bar's place %v is not below the words at %v", where, c)
		}
	}
	// when dragging over two words
	press(r, place(r, start), 0)
	drag(r, place(r, start+5))
	drag(r, place(r, end))
	lift(r, place(r, end))
	r.DragEnd()
	// then they are selected, and said to be once
	if r.SelectedText() != "Haulage Guild" {
		t.Errorf("selected %q", r.SelectedText())
	}
	if len(got) != 2 || got[0] != start || got[1] != end {
		t.Errorf("announced %v", got)
	}
	// and a click elsewhere ends it
	apart(r)
	click(r, place(r, end+40))
	if s, e := r.Selection(); s != e || len(got) != 4 || got[2] != got[3] {
		t.Errorf("selection %d-%d, announced %v", s, e, got)
	}
}

func TestClicksSelectWordsAndParagraphs(t *testing.T) {
	r, _ := show(t, brief(), pane)
	start, _ := at(t, r.doc.Text(), "Haulage")
	p := place(r, start+2)
	click(r, p)
	click(r, p)
	if r.SelectedText() != "Haulage" {
		t.Errorf("two clicks: %q", r.SelectedText())
	}
	// dragging on from the second click goes by words
	apart(r)
	click(r, p)
	press(r, p, 0)
	g, _ := at(t, r.doc.Text(), "Guild")
	drag(r, place(r, g+2))
	lift(r, place(r, g+2))
	if r.SelectedText() != "Haulage Guild" {
		t.Errorf("dragging by words: %q", r.SelectedText())
	}
	apart(r)
	for range 3 {
		click(r, p)
	}
	if s := r.SelectedText(); !strings.HasPrefix(s, "Drivers") || !strings.HasSuffix(s, "April 27).") {
		t.Errorf("three clicks: %q", s)
	}
}

func TestShiftClickExtends(t *testing.T) {
	r, _ := show(t, brief(), pane)
	start, end := at(t, r.doc.Text(), "Haulage Guild")
	click(r, place(r, start))
	apart(r)
	press(r, place(r, end), fyne.KeyModifierShift)
	lift(r, place(r, end))
	if r.SelectedText() != "Haulage Guild" {
		t.Errorf("selected %q", r.SelectedText())
	}
}

func TestDraggingBeyondTheEdgeScrolls(t *testing.T) {
	r, _ := show(t, longDocument(30), fyne.NewSize(656, 300))
	press(r, fyne.NewPos(100, 150), 0)
	now := time.Now()
	r.input.now = func() time.Time { now = now.Add(16 * time.Millisecond); return now }
	// when the pointer is below the view
	drag(r, fyne.NewPos(100, 380))
	// then the text moves under it, and the selection with it, until the release
	if r.scroll.top <= 0 {
		t.Error("nothing moved")
	}
	if r.input.auto == nil {
		t.Error("it does not go on by itself")
	}
	lift(r, fyne.NewPos(100, 380))
	if s, e := r.Selection(); e <= s || r.input.auto != nil {
		t.Errorf("selection %d-%d, still moving: %v", s, e, r.input.auto != nil)
	}
}

func TestKeysSelect(t *testing.T) {
	r, w := show(t, brief(), pane)
	text := r.doc.Text()
	w.Canvas().Focus(r) // as the Tab key does
	steps := []struct {
		do   func()
		want string
	}{
		{func() { shiftKey(r, fyne.KeyRight); shiftKey(r, fyne.KeyRight); shiftKey(r, fyne.KeyRight) }, "Two"},
		{func() { r.TypedShortcut(ctrlShift(fyne.KeyRight)) }, "Two convoys"},
		{func() { r.TypedShortcut(ctrlShift(fyne.KeyLeft)) }, "Two "},
		{func() { shiftKey(r, fyne.KeyEnd) }, "Two convoys, one crossing: what the river"},
		{func() { shiftKey(r, fyne.KeyHome) }, ""},
		{func() { r.TypedShortcut(ctrlShift(fyne.KeyEnd)) }, text},
		{func() { key(r, fyne.KeyEscape) }, ""},
		{func() { r.TypedShortcut(&fyne.ShortcutSelectAll{}) }, text},
	}
	for i, s := range steps {
		s.do()
		if got := strings.TrimRight(r.SelectedText(), " "); got != strings.TrimRight(s.want, " ") {
			t.Errorf("step %d: selected %q, want %q", i, got, s.want)
		}
	}
	// a step down and back up comes home, over a short line too
	r.Select(20, 20)
	shiftKey(r, fyne.KeyDown)
	shiftKey(r, fyne.KeyDown)
	shiftKey(r, fyne.KeyUp)
	shiftKey(r, fyne.KeyUp)
	if s, e := r.Selection(); s != 20 || e != 20 {
		t.Errorf("down and up went from 20 to %d-%d", s, e)
	}
}

func ctrlShift(k fyne.KeyName) fyne.Shortcut {
	return &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}
}

func TestSelectionsKeepGraphemesWhole(t *testing.T) {
	r, w := show(t, scripts(), pane)
	start, _ := at(t, r.doc.Text(), "👩")
	family := "👩‍👩‍👧‍👦"
	// by the program
	r.Select(start+4, start+5)
	if r.SelectedText() != family {
		t.Errorf("selected %q", r.SelectedText())
	}
	// by key
	w.Canvas().Focus(r)
	r.Select(start, start)
	shiftKey(r, fyne.KeyRight)
	if r.SelectedText() != family {
		t.Errorf("one step selected %q", r.SelectedText())
	}
	// by mouse, from its first quarter to its last
	r.Select(0, 0)
	a, b := r.layout.Caret(start), r.layout.Caret(start+len(family))
	y := float32(a.Top) + a.Height/2
	for x := a.X; x <= b.X; x++ {
		press(r, fyne.NewPos(r.column+x, y), 0)
		drag(r, fyne.NewPos(r.column+b.X, y))
		lift(r, fyne.NewPos(r.column+b.X, y))
		apart(r)
		if s := r.SelectedText(); s != "" && s != family {
			t.Fatalf("from %.0f: %q", x, s)
		}
	}
}

func TestCopyIsTheTextItself(t *testing.T) {
	doc := brief()
	doc.Text = strings.Replace(doc.Text, "before noon", "before\nnoon ", 1)
	for i := range doc.Blocks {
		if strings.Index(doc.Text, "noon ") < doc.Blocks[i].End {
			// one byte more in and after this block
			if doc.Blocks[i].Start > strings.Index(doc.Text, "noon ") {
				doc.Blocks[i].Start++
			}
			doc.Blocks[i].End++
		}
	}
	r, _ := show(t, doc, pane)
	start := strings.Index(doc.Text, "before\nnoon")
	r.Select(start, start+len("before\nnoon"))
	r.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "before\nnoon" {
		t.Errorf("copied %q", got)
	}
	// nothing selected leaves the clipboard alone
	r.Select(0, 0)
	r.TypedShortcut(&fyne.ShortcutCopy{})
	if got := fyne.CurrentApp().Clipboard().Content(); got != "before\nnoon" {
		t.Errorf("copied %q", got)
	}
}

func TestOtherKeysArePassedOn(t *testing.T) {
	r, _ := show(t, brief(), pane)
	var typed []rune
	var shortcuts []string
	r.OnTypedRune = func(c rune) bool { typed = append(typed, c); return true }
	r.OnShortcut = func(s fyne.Shortcut) bool { shortcuts = append(shortcuts, s.ShortcutName()); return true }
	r.TypedRune('1')
	r.TypedRune('n')
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl})
	r.TypedShortcut(&fyne.ShortcutUndo{})
	if string(typed) != "1n" || len(shortcuts) != 2 {
		t.Errorf("typed %q, shortcuts %q", string(typed), shortcuts)
	}
}

func TestClicksOnMarks(t *testing.T) {
	r, _ := show(t, brief(), fyne.NewSize(656, 676))
	text := r.doc.Text()
	outer := mark(t, 7, text, "Neither side admits to the other, since each would pay", "assumption", "dashed", "A")
	inner := mark(t, 8, text, "each would", "fact", "solid", "F")
	r.SetMarks([]Mark{inner, outer})
	var got []int64
	r.OnMark = func(id int64) { got = append(got, id) }
	click(r, place(r, outer.Start+3)) // the words of one
	apart(r)
	click(r, place(r, inner.Start+3)) // the words of both: the shorter
	apart(r)
	c := r.layout.Caret(outer.Start)
	click(r, fyne.NewPos(r.column-24+8, float32(c.Top)+c.Height/2)) // the letter
	apart(r)
	click(r, place(r, strings.Index(text, "Drivers"))) // elsewhere
	apart(r)
	press(r, place(r, outer.Start+3), 0) // a selection inside a mark is not a click on it
	drag(r, place(r, outer.Start+12))
	lift(r, place(r, outer.Start+12))
	if len(got) != 3 || got[0] != 7 || got[1] != 8 || got[2] != 7 {
		t.Errorf("marks clicked: %v", got)
	}
}

func TestTheActionOfTheMetaLine(t *testing.T) {
	r, _ := show(t, brief(), pane)
	clicked := 0
	r.OnMetaAction = func() { clicked++ }
	// given the place of "Edit details"
	var on fyne.Position
	for x := float32(0); x < 600; x += 3 {
		for y := float32(80); y < 110; y += 3 {
			if r.targetAt(fyne.NewPos(x, y)).meta {
				on = fyne.NewPos(x, y)
			}
		}
	}
	r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: on}})
	if r.Cursor() != desktop.PointerCursor {
		t.Error("no hand over the action")
	}
	click(r, on)
	// released elsewhere it does nothing
	apart(r)
	press(r, on, 0)
	lift(r, fyne.NewPos(10, 10))
	if clicked != 1 {
		t.Errorf("clicked %d times", clicked)
	}
	if s, e := r.Selection(); s != e {
		t.Error("the click selected text")
	}
}

func TestCursors(t *testing.T) {
	r, _ := show(t, brief(), pane)
	text := r.doc.Text()
	m := mark(t, 1, text, "Both convoys", "fact", "solid", "F")
	r.SetMarks([]Mark{m})
	over := func(p fyne.Position) desktop.Cursor {
		r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: p}})
		return r.Cursor()
	}
	if over(place(r, m.End+5)) != desktop.TextCursor || over(place(r, m.Start+2)) != desktop.PointerCursor ||
		over(fyne.NewPos(5, 300)) != desktop.DefaultCursor || over(fyne.NewPos(pane.Width-5, 300)) != desktop.DefaultCursor {
		t.Error("a cursor does not fit its place")
	}
}

func TestSecondaryClickTellsTheByte(t *testing.T) {
	r, _ := show(t, brief(), pane)
	start, _ := at(t, r.doc.Text(), "Haulage")
	got := -1
	r.OnSecondary = func(o int, _ fyne.Position) { got = o }
	p := place(r, start)
	p.X += 2
	r.TappedSecondary(&fyne.PointEvent{Position: p})
	if got != start {
		t.Errorf("byte %d, want %d", got, start)
	}
}

// longDocument has n paragraphs that tell which they are.
func longDocument(n int) textlayout.Document {
	var b builder
	for i := range n {
		b.add(textlayout.Body, strings.Repeat("Words that fill a paragraph until it has some lines of its own. ", 5)+"Number "+string(rune('A'+i%26))+".")
	}
	return b.document()
}

func TestScrolling(t *testing.T) {
	r, _ := show(t, longDocument(40), pane)
	positions := 0
	r.OnScroll = func(int) { positions++ }
	limit := r.scroll.limit()
	check := func(what string, ok bool) {
		t.Helper()
		if !ok {
			t.Errorf("%s: at %.1f of %.1f", what, r.scroll.top, limit)
		}
	}
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	check("wheel", r.scroll.top > 30)
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 9)})
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 9999)})
	check("back up", r.scroll.top == 0)
	key(r, fyne.KeyPageDown)
	one := r.scroll.top
	check("page down", one > 400 && one < 500)
	key(r, fyne.KeySpace)
	check("space", r.scroll.top == 2*one)
	shiftKey(r, fyne.KeySpace)
	check("shift space", r.scroll.top == one)
	key(r, fyne.KeyPageUp)
	check("page up", r.scroll.top == 0)
	key(r, fyne.KeyEnd)
	check("end", r.scroll.top == limit)
	key(r, fyne.KeyDown)
	check("no further", r.scroll.top == limit)
	key(r, fyne.KeyUp)
	check("up", r.scroll.top == limit-lineStep)
	key(r, fyne.KeyHome)
	check("home", r.scroll.top == 0)
	if positions == 0 {
		t.Error("OnScroll was not called")
	}
	// the scrollbar: pressed at its end it jumps, held it follows
	x := pane.Width - 4
	press(r, fyne.NewPos(x, pane.Height-2), 0)
	check("bar", r.scroll.top > limit*0.9)
	drag(r, fyne.NewPos(x, 0))
	check("bar dragged", r.scroll.top == 0)
	lift(r, fyne.NewPos(x, 0))
	if s, e := r.Selection(); s != e {
		t.Error("the scrollbar selected text")
	}
}

func TestRevealScrollsTheLeast(t *testing.T) {
	r, _ := show(t, longDocument(40), pane)
	start := r.doc.Document().Blocks[30].Start
	inView := func(o int) bool {
		c := r.layout.Caret(o)
		return c.Top >= r.scroll.top && c.Top+float64(c.Height) <= r.scroll.top+float64(pane.Height)
	}
	r.Reveal(start, start+10)
	if !inView(start) {
		t.Fatal("not in view")
	}
	was := r.scroll.top
	r.Reveal(start-100, start-90)
	if r.scroll.top != was {
		t.Error("it moved for what was in view")
	}
	r.Reveal(0, 5)
	if r.scroll.top != 0 {
		t.Errorf("at %.1f, want the top", r.scroll.top)
	}
}

func TestTheFirstByteInViewStays(t *testing.T) {
	r, w := show(t, longDocument(40), pane)
	start := r.doc.Document().Blocks[20].Start
	r.SetReadingPosition(start)
	if got := r.ReadingPosition(); got != start {
		t.Fatalf("position %d, want %d", got, start)
	}
	line := func() string {
		ln := r.layout.Lines[r.layout.FirstLineFrom(r.scroll.top+0.5)]
		return r.doc.Text()[ln.Start:ln.End]
	}
	before := line()
	holds := func(what string) {
		t.Helper()
		ln := r.layout.Lines[r.layout.FirstLineFrom(r.scroll.top+0.5)]
		if start < int(ln.Start) || start >= int(ln.End) {
			t.Errorf("%s: the first line is %d-%d, want the one with %d", what, ln.Start, ln.End, start)
		}
	}
	for _, width := range []float32{400, 300, 1000, 656} {
		w.Resize(fyne.NewSize(width, pane.Height))
		holds("resized")
	}
	for _, size := range []float32{12, 28, 16} {
		r.SetTextSize(size)
		holds("zoomed")
	}
	if line() != before {
		t.Errorf("resizing there and back moved %q to %q", before, line())
	}
	r.SetSerif(false)
	holds("in the sans")
	// a few pixels from the top stay a few pixels
	r.SetSerif(true)
	r.scroll.to(7, false)
	w.Resize(fyne.NewSize(500, 400))
	w.Resize(pane)
	if r.scroll.top != 7 {
		t.Errorf("near the top: at %.1f, want 7", r.scroll.top)
	}
	r.scroll.to(0, false)
	r.SetTextSize(30)
	if r.scroll.top != 0 {
		t.Errorf("at the top: at %.1f after zooming", r.scroll.top)
	}
	// a position set before there is a size counts once there is one
	other := New()
	other.SetPrepared(r.doc)
	other.SetReadingPosition(start)
	other.Resize(pane)
	test.NewTempWindow(t, other).Resize(pane)
	if got := other.ReadingPosition(); got != start {
		t.Errorf("position %d, want %d", got, start)
	}
}

func TestANewTextStartsAfresh(t *testing.T) {
	r, _ := show(t, longDocument(40), pane)
	r.SetMarks([]Mark{{ID: 1, Start: 0, End: 5, Colour: "fact"}})
	r.Select(3, 9)
	r.scroll.to(500, false)
	// the same text prepared again keeps everything
	r.SetPrepared(prepare(t, longDocument(40)))
	if s, e := r.Selection(); r.scroll.top != 500 || s != 3 || e != 9 || len(r.marks.all) != 1 {
		t.Errorf("after the same text: at %.1f, %d-%d", r.scroll.top, s, e)
	}
	r.SetPrepared(prepare(t, brief()))
	if s, e := r.Selection(); r.scroll.top != 0 || s != 0 || e != 0 || len(r.marks.all) != 0 {
		t.Errorf("after another text: at %.1f, %d-%d", r.scroll.top, s, e)
	}
	r.SetPrepared(nil)
	if r.SelectedText() != "" || r.ReadingPosition() != 0 {
		t.Error("an empty reader has text")
	}
}

func TestAnEmptyReaderTakesAllInput(t *testing.T) {
	r, w := show(t, textlayout.Document{}, pane)
	w.Canvas().Focus(r)
	at := fyne.NewPos(100, 100)
	click(r, at)
	drag(r, at)
	r.DragEnd()
	key(r, fyne.KeyDown)
	shiftKey(r, fyne.KeyRight)
	r.TypedShortcut(ctrlShift(fyne.KeyRight))
	r.TypedShortcut(&fyne.ShortcutCopy{})
	r.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25)})
	r.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	r.TappedSecondary(&fyne.PointEvent{Position: at})
	r.Reveal(1, 2)
	r.Select(1, 2)
	r.SetTextSize(20)
	r.SetSerif(false)
	// and a document of nothing
	r.SetPrepared(prepare(t, textlayout.Document{}))
	click(r, at)
	key(r, fyne.KeyDown)
	w.Canvas().Capture()
}

func TestOverlappingMarksTakeLevels(t *testing.T) {
	ix := newMarkIndex([]Mark{{ID: 1, Start: 0, End: 10}, {ID: 2, Start: 5, End: 15}, {ID: 3, Start: 8, End: 9}, {ID: 4, Start: 12, End: 20}, {ID: 5, Start: 3, End: 3}})
	want := map[int64]int{1: 0, 2: 1, 3: 2, 4: 0}
	if len(ix.all) != len(want) {
		t.Errorf("%d marks", len(ix.all))
	}
	for _, m := range ix.all {
		if m.level != want[m.ID] {
			t.Errorf("mark %d at level %d, want %d", m.ID, m.level, want[m.ID])
		}
	}
	if m := ix.at(8); m == nil || m.ID != 3 {
		t.Errorf("at 8: %v", m)
	}
	if m := ix.at(30); m != nil {
		t.Errorf("at 30: %v", m)
	}
}

// Scrolling reuses the picture before: it must look as one drawn afresh.
func TestScrolledPicturesEqualFreshOnes(t *testing.T) {
	doc := brief()
	r, _ := show(t, doc, fyne.NewSize(500, 260))
	text := r.doc.Text()
	r.SetMarks([]Mark{
		mark(t, 1, text, "Neither side admits to the other, since each would pay for the company it kept", "assumption", "dashed", "A"),
		mark(t, 2, text, "since each would pay for the company it kept in the eyes of its own supporters", "question", "thick", "Q"),
		mark(t, 3, text, "would pay for the company", "judgement", "double", "J"),
	})
	var found []Finding
	for i, words := range []string{"convoys, one crossing", "left the depot", "complete", "Neither side admits", "Neither side", "would pay for", "would pay", "pay for the", "patrols that reportedly reached"} {
		start, end := at(t, text, words)
		found = append(found, Finding{ID: int64(i), Tone: []Tone{ToneCheck, ToneActor, ToneLikelihood}[i%3], Start: start, End: end})
	}
	for i, words := range []string{"lost most of its fuel", "Neither side admits to the other, since", "the other", "reportedly", "hold the towns"} {
		start, end := at(t, text, words)
		found = append(found, Finding{ID: int64(100 + i), Tone: ToneInserted + Tone(i), Start: start, End: end})
	}
	r.SetFindings(found)
	r.SetGroundSide(RightSide)
	r.SetGrounds([]Ground{
		ground(t, text, "Two convoys", "Summary:", "", false), // into the panel, from above
		ground(t, text, "The district", "complete.", look.Changed, true),
		ground(t, text, "Drivers", "(Channel 4, April 27).", "", true),
		ground(t, text, "Neither", "posts first.", look.Moved, false),
	})
	r.draw(500, 260)
	tops := []float64{3, 40, 41, 200, 190.4, 120, 0, 260, 300, 255}
	for down := range 300 {
		tops = append(tops, float64(down))
	}
	for up := range 100 {
		tops = append(tops, float64(300-3*up))
	}
	for _, top := range tops {
		r.scroll.to(top, false)
		moved := append([]byte(nil), r.drawPix(500, 260)...)
		r.frame.stale = true
		fresh := r.drawPix(500, 260)
		for i := range fresh {
			if fresh[i] != moved[i] {
				t.Fatalf("scrolled to %v, row %d column %d differs", top, i/4/500, i/4%500)
			}
		}
	}
}

func (r *Reader) drawPix(w, h int) []byte {
	r.draw(w, h)
	return r.frame.image.Pix
}

func TestThemeChangesRedraw(t *testing.T) {
	r, w := show(t, brief(), pane)
	w.Canvas().Capture()
	fyne.CurrentApp().Settings().SetTheme(look.NewTheme(look.ModeDark))
	r.Refresh()
	w.Canvas().Capture()
	pix := r.frame.image.Pix
	if dark := look.For(theme.VariantDark).Page; pix[0] != dark.R || pix[1] != dark.G || pix[2] != dark.B {
		t.Errorf("the page is %v after the theme has changed", pix[:4])
	}
}

func TestDoubleScaleDrawsSharp(t *testing.T) {
	r, _ := show(t, brief(), fyne.NewSize(500, 260))
	r.draw(1000, 520)
	if r.frame.scale != 2 {
		t.Errorf("drawn at %v", r.frame.scale)
	}
	// the left edge of the summary's panel is two pixels wide
	y := int((r.layout.Boxes[0].Top + 30) * 2)
	line, n := r.palette.Lines, 0
	for x := range 1000 {
		if p := r.frame.image.RGBAAt(x, y); p.R == line.R && p.G == line.G && p.B == line.B && x < 500 {
			n++
		}
	}
	if n != 2 {
		t.Errorf("the panel's edge is %d pixels wide", n)
	}
}
