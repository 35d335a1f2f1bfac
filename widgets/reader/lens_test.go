package reader

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"sidelight/widgets/textlayout"
)

func TestTouchingFindsWhatTouches(t *testing.T) {
	t.Parallel()
	// given spans of all lengths, some over nearly everything
	rng := rand.New(rand.NewPCG(1, 2))
	var found []Finding
	for i := range 300 {
		start := rng.IntN(1000)
		length := 1 + rng.IntN(20)
		if i%40 == 0 {
			length = 900
		}
		found = append(found, Finding{ID: int64(i), Start: start, End: start + length})
	}
	ix := newLensIndex(found)
	for from := range 1000 {
		to := from + 1 + from%30
		// when
		var got []Finding
		for _, f := range ix.touching(from, to, nil) {
			got = append(got, f.Finding)
		}
		// then it is what a look at each would find, in order
		n := 0
		for _, f := range found {
			if f.Start < to && f.End > from {
				n++
				if !slices.Contains(got, f) {
					t.Fatalf("%v is missing in [%d, %d)", f, from, to)
				}
			}
		}
		if n != len(got) || !slices.IsSortedFunc(got, func(a, b Finding) int { return a.Start - b.Start }) {
			t.Fatalf("%d in [%d, %d), want %d in order", len(got), from, to, n)
		}
	}
}

func TestGoingFromFindingToFinding(t *testing.T) {
	h, f := listening(t)
	r := h.r
	var forward []Finding
	for next, ok := r.NextFinding(-1, ToneActor, ToneHedge); ok; next, ok = r.NextFinding(next.Start, ToneActor, ToneHedge) {
		forward = append(forward, next)
	}
	if want := []Finding{f["guild"], f["short"], f["hedge"]}; !slices.Equal(forward, want) {
		t.Errorf("forward: %v, want %v", forward, want)
	}
	var back []Finding
	for next, ok := r.PreviousFinding(len(r.doc.Text()), ToneActor, ToneHedge); ok; next, ok = r.PreviousFinding(next.Start, ToneActor, ToneHedge) {
		back = append(back, next)
	}
	slices.Reverse(back)
	if !slices.Equal(back, forward) {
		t.Errorf("back: %v", back)
	}
	if next, ok := r.NextFinding(-1); !ok || next != f["sentence"] {
		t.Errorf("of any tone: %v", next)
	}
}

func TestFindingsAtTheCaret(t *testing.T) {
	h, f := listening(t)
	r := h.r
	for _, offset := range []int{f["short"].Start, f["short"].Start + 1, f["short"].End} {
		r.PlaceCaret(offset)
		if got := r.CaretFindings(); !slices.Contains(got, f["short"]) || r.Caret() != offset {
			t.Errorf("caret at %d (asked for %d): %v", r.Caret(), offset, got)
		}
	}
	r.PlaceCaret(beside)
	if got := r.CaretFindings(); got != nil {
		t.Errorf("in the title: %v", got)
	}
	// a caret at the far end is brought into view, and the card has a place
	r.PlaceCaret(f["hedge"].Start)
	at, height, visible := r.FindingPlace(f["hedge"])
	if c := place(r, f["hedge"].Start); !visible || at.Y-height > c.Y || at.Y < c.Y {
		t.Errorf("a card at %v, %v high, visible %v, for words at %v", at, height, visible, c)
	}
	r.SetTextSize(40)
	r.SetReadingPosition(0)
	if _, _, visible := r.FindingPlace(f["hedge"]); visible {
		t.Error("words below the view count as visible")
	}
}

func TestCtrlClickFollows(t *testing.T) {
	h, f := listening(t)
	r := h.r
	var followed []Finding
	r.OnFollow = func(f Finding) { followed = append(followed, f) }
	on := place(r, f["guild"].Start+2)
	// when clicked plainly
	click(r, on)
	if len(followed) != 0 || r.Caret() != f["guild"].Start+2 {
		t.Fatalf("a plain click followed %v and put the caret at %d", followed, r.Caret())
	}
	// when clicked with Ctrl
	apart(r)
	press(r, on, fyne.KeyModifierShortcutDefault)
	lift(r, on)
	r.DragEnd() // Fyne calls both
	// then the actor is followed, once, and not the louder check around it
	if !slices.Equal(followed, []Finding{f["guild"]}) {
		t.Errorf("followed %v", followed)
	}
	// and where nothing but a check is, that
	apart(r)
	press(r, place(r, f["sentence"].Start+2), fyne.KeyModifierShortcutDefault)
	lift(r, place(r, f["sentence"].Start+2))
	if len(followed) != 2 || followed[1] != f["sentence"] {
		t.Errorf("followed %v", followed)
	}
	// a drag selects
	apart(r)
	press(r, on, fyne.KeyModifierShortcutDefault)
	drag(r, place(r, f["short"].End))
	lift(r, place(r, f["short"].End))
	if len(followed) != 2 || r.SelectedText() == "" {
		t.Errorf("a drag followed %v and selected %q", followed, r.SelectedText())
	}
}

// A link of a document leads nowhere by itself.
func TestCtrlClickOnALinkOpensNothing(t *testing.T) {
	r, _ := show(t, parts(), fyne.NewSize(656, 760))
	r.OnFollow = func(f Finding) { t.Errorf("followed %v", f) }
	r.OnMark = func(id int64) { t.Errorf("mark %d", id) }
	r.OnMetaAction = func() { t.Error("action") }
	start, _ := at(t, r.doc.Text(), "its tables")
	press(r, place(r, start), fyne.KeyModifierShortcutDefault)
	lift(r, place(r, start))
	if r.Caret() != start {
		t.Errorf("the caret is at %d, want %d", r.Caret(), start)
	}
}

func TestPointedWordsUntilTheNextClickOrKey(t *testing.T) {
	for name, end := range map[string]func(r *Reader){
		"a click":       func(r *Reader) { click(r, fyne.NewPos(300, 200)) },
		"a letter":      func(r *Reader) { r.TypedRune('x') },
		"an arrow":      func(r *Reader) { key(r, fyne.KeyDown) },
		"a shortcut":    func(r *Reader) { r.TypedShortcut(&fyne.ShortcutCopy{}) },
		"other words":   func(r *Reader) { r.Point(0, 0) },
		"another brief": func(r *Reader) { r.SetPrepared(prepare(t, parts())) },
	} {
		t.Run(name, func(t *testing.T) {
			r, _ := show(t, brief(), pane)
			start, end1 := at(t, r.doc.Text(), "Northern Haulage Guild")
			// when
			r.Point(start, end1)
			// then
			if !holdsColour(r, r.palette.AccentGround) {
				t.Fatal("nothing is pointed at")
			}
			// a modifier alone and the same text anew change nothing
			key(r, desktop.KeyShiftLeft)
			r.SetPrepared(prepare(t, brief()))
			if !holdsColour(r, r.palette.AccentGround) {
				t.Fatal("gone too early")
			}
			end(r)
			if holdsColour(r, r.palette.AccentGround) {
				t.Error("still pointed at")
			}
		})
	}
}

// holdsColour reports whether any pixel of the reader has a colour.
func holdsColour(r *Reader, c color.NRGBA) bool {
	return slices.Contains(colours(r, image.Rect(0, 0, int(r.view.Width), int(r.view.Height))), c)
}

// colours lists the pixels of a part of the reader.
func colours(r *Reader, part image.Rectangle) []color.NRGBA {
	r.draw(int(r.view.Width), int(r.view.Height))
	var all []color.NRGBA
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			all = append(all, color.NRGBA(r.frame.image.RGBAAt(x, y))) // all of it is opaque
		}
	}
	return all
}

// box is where words on one line stand, in pixels.
func box(r *Reader, start, end int) image.Rectangle {
	a, b := r.layout.Caret(start), r.layout.Caret(end)
	top := int(a.Top - r.scroll.top)
	return image.Rect(int(r.column+a.X), top, int(r.column+b.X)+1, top+int(a.Height))
}

func TestCitationsAreQuietWhereThatIsReadable(t *testing.T) {
	r, _ := show(t, brief(), pane)
	text := r.doc.Text()
	start, end := at(t, text, "Harbour Radio")
	words := box(r, start, end)
	quiet := func() bool { return slices.Contains(colours(r, words), r.palette.Quiet) }
	if quiet() {
		t.Fatal("quiet before it is a citation")
	}
	r.SetFindings([]Finding{{ID: 1, Tone: ToneCitation, Start: start, End: end}})
	if !quiet() {
		t.Fatal("a citation is not quiet")
	}
	mark := Mark{ID: 7, Start: start, End: end, Colour: "judgement", Underline: "solid"}
	r.SetMarks([]Mark{mark})
	if !quiet() {
		t.Error("not quiet under a highlight")
	}
	r.SetActiveMark(7)
	if quiet() {
		t.Error("quiet on the strong ground of the active highlight")
	}
	r.SetActiveMark(0)
	r.SetMarks(nil)
	r.Select(start, end)
	if quiet() {
		t.Error("quiet on the selection")
	}
	r.Select(0, 0)
	r.SetFinds([][2]int{{start, end}}, 0)
	if quiet() {
		t.Error("quiet on the current match")
	}
}

// Switching lenses on changes nothing but the words they are about: lines do
// not break elsewhere, no letter moves.
func TestLensesMoveNothing(t *testing.T) {
	r, _ := show(t, brief(), pane)
	w, h := int(r.view.Width), int(r.view.Height)
	r.draw(w, h)
	before := slices.Clone(r.frame.image.Pix)
	text := r.doc.Text()
	var found []Finding
	var near []image.Rectangle
	for i, words := range []string{"unlikely", "council", "noon", "waited", "Radio", "Ledger", "wreck"} {
		start, end := at(t, text, words)
		found = append(found, Finding{ID: 1, Tone: Tone(i) % toneCount, Start: start, End: end})
		near = append(near, box(r, start, end).Inset(-4))
	}
	// when
	r.SetFindings(found)
	r.draw(w, h)
	// then
	changed := make([]bool, len(near))
	for i := 0; i < len(before); i += 4 {
		if slices.Equal(before[i:i+4], r.frame.image.Pix[i:i+4]) {
			continue
		}
		at := image.Pt(i/4%w, i/4/w)
		k := slices.IndexFunc(near, func(b image.Rectangle) bool { return at.In(b) })
		if k < 0 {
			t.Fatalf("the pixel at %v changed", at)
		}
		changed[k] = true
	}
	for i, c := range changed {
		if !c {
			t.Errorf("tone %d shows nothing", found[i].Tone)
		}
	}
}

func TestSlantedLettersAreWhole(t *testing.T) {
	r, _ := show(t, brief(), pane)
	r.draw(656, 500)
	cache := r.paint.(*rasterPainter).glyphs
	ink := func(g *glyph) (sum float64) {
		for _, a := range g.mask {
			// Without the strengthening of half-covered pixels, of which slanted
			// letters have more.
			sum += math.Pow(float64(a)/255, 1/0.86)
		}
		return sum
	}
	seen := 0
	for line := range r.layout.Lines {
		for _, run := range r.layout.Runs(line, nil) {
			run.Each(func(g *textlayout.Glyph, _, _ float32) {
				for _, size := range []float32{12, 16, 33} {
					upright, _ := cache.get(g.Font, g.ID, size, 0.25, false)
					leaning, _ := cache.get(g.Font, g.ID, size, 0.25, true)
					// then nothing is cut off: leaning keeps the area
					if a, b := ink(upright), ink(leaning); math.Abs(a-b) > 0.02*a+0.5 {
						t.Errorf("glyph %d of font %d at %v: ink %.1f upright, %.1f leaning", g.ID, g.Font, size, a, b)
					}
					seen++
				}
			})
		}
	}
	if seen < 1000 {
		t.Errorf("%d letters", seen)
	}
}

func TestLettersOfAnItalicFontStayAsTheyAre(t *testing.T) {
	r, _ := show(t, brief(), pane) // "unlikely" is in italics
	text := r.doc.Text()
	start, end := at(t, text, "unlikely")
	words := box(r, start, end)
	words.Max.Y = words.Min.Y + 19 // down to the baseline
	before := colours(r, words)
	r.SetFindings([]Finding{{ID: 1, Tone: ToneLikelihood, Start: start, End: end}})
	if !slices.Equal(before, colours(r, words)) {
		t.Error("italic letters were slanted once more")
	}
	// while upright ones lean
	start, end = at(t, text, "council")
	words = box(r, start, end)
	words.Max.Y = words.Min.Y + 19
	before = colours(r, words)
	r.SetFindings([]Finding{{ID: 1, Tone: ToneLikelihood, Start: start, End: end}})
	if slices.Equal(before, colours(r, words)) {
		t.Error("upright letters do not lean")
	}
}

func TestLinesOnTheSameWordsStandApart(t *testing.T) {
	// given two marks and two actors on the same word
	r, _ := show(t, brief(), pane)
	start, end := at(t, r.doc.Text(), "council")
	r.SetMarks([]Mark{{ID: 1, Start: start, End: end, Colour: "fact", Underline: "solid"},
		{ID: 2, Start: start, End: end, Colour: "question", Underline: "double"}})
	actors := []Finding{{ID: 1, Tone: ToneActor, Start: start, End: end}, {ID: 2, Tone: ToneUnsettled, Start: start, End: end}}
	r.SetFindings(actors)
	words := box(r, start, end)
	words.Max.Y += 16
	rows := func() (all []string) {
		width := words.Dx()
		pixels := colours(r, words)
		for y := range words.Dy() {
			row := pixels[y*width : (y+1)*width]
			for name, c := range map[string]color.NRGBA{"fact": r.palette.Label("fact").Edge,
				"question": r.palette.Label("question").Edge, "actor": r.palette.Quiet} {
				if slices.Contains(row, c) {
					all = append(all, name)
				}
			}
		}
		return all
	}
	// then from the letters down: an actor, the marks, and the other actor
	want := []string{"actor", "fact", "fact", "question", "question", "actor"}
	if got := rows(); !slices.Equal(got, want) {
		t.Errorf("rows of lines: %v, want %v", got, want)
	}
	// when the word is checked as well
	before := colours(r, words)
	r.SetFindings(append(actors, Finding{ID: 3, Tone: ToneCheck, Start: start - 1, End: end}))
	after := colours(r, words)
	// then its wave stands on rows of its own
	if got := rows(); !slices.Equal(got, want) {
		t.Errorf("rows of lines with a check: %v, want %v", got, want)
	}
	if slices.Equal(before, after) {
		t.Error("no wave")
	}
}
