package reader

import (
	"math"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
	"sidelight/widgets/textlayout"
)

// ground tints a passage from its first words to its last.
func ground(t testing.TB, text, from, to, kind string, active bool) Ground {
	t.Helper()
	start, _ := at(t, text, from)
	_, end := at(t, text, to)
	return Ground{Start: start, End: end, Kind: kind, Active: active}
}

func TestTheExtentOfAPassageIsThatOfItsGround(t *testing.T) {
	for _, size := range []float32{12, 16, 21} {
		r, _ := show(t, brief(), pane)
		r.SetTextSize(size)
		text := r.doc.Text()
		g := ground(t, text, "Drivers", "April 27).", "", false)
		r.SetGrounds([]Ground{g})
		w, h := int(pane.Width), int(pane.Height)
		for _, by := range []float64{0, 60.4, 121.5, 77.7} {
			r.scroll.to(by, false)
			pix := r.drawPix(w, h)
			top, bottom, ok := r.Extent(g.Start, g.End)
			if !ok {
				t.Fatal("no extent")
			}
			x := int(r.column) - 3 // beside the words
			for y := range h {
				i := 4 * (y*w + x)
				on := pix[i] == r.palette.AccentGround.R && pix[i+1] == r.palette.AccentGround.G
				if want := float32(y) >= top && float32(y) < bottom; on != want {
					t.Fatalf("size %v, scrolled %v: row %d is tinted %v; the passage stands from %v to %v", size, by, y, on, top, bottom)
				}
			}
		}
	}
}

func TestTheExtentOfNothing(t *testing.T) {
	r, _ := show(t, brief(), pane)
	text := r.doc.Text()
	start, end := at(t, text, "What remains is a detachment that can hold the towns but not the roads between them.")
	_, before := at(t, text, "smaller posts first.")
	top, _, _ := r.Extent(start, end)
	_, above, _ := r.Extent(before-1, before)
	for name, offset := range map[string]int{"before a block": start, "after a block": before} {
		from, to, ok := r.Extent(offset, offset)
		if !ok || from != to || from < above || from > top {
			t.Errorf("%s: %v to %v, between %v and %v", name, from, to, above, top)
		}
	}
	from, to, _ := r.Extent(start+6, start+6)
	if to-from < 20 {
		t.Errorf("within a line: %v to %v", from, to)
	}
	if _, _, ok := New().Extent(0, 10); ok {
		t.Error("an empty reader has an extent")
	}
	for _, span := range [][2]int{{-5, -1}, {end, end + 100}, {end + 50, end + 100}, {end, 0}} {
		r.Extent(span[0], span[1]) // answers anything
	}
}

func TestGroundsBesideEachOtherDoNotTouch(t *testing.T) {
	r, _ := show(t, brief(), pane)
	text := r.doc.Text()
	_, first, _ := r.Extent(at(t, text, "Both convoys that left the depot in April used the northern crossing; the second one lost most of its fuel there."))
	second, _, _ := r.Extent(at(t, text, "The district council says it was not told, and its account is unlikely to be complete."))
	if first > second {
		t.Errorf("one ends at %v, the next begins at %v", first, second)
	}
}

func TestPutAtPutsALineAtAHeight(t *testing.T) {
	r, _ := show(t, longDocument(80), pane)
	told := 0
	r.OnScrolled = func() { told++ }
	offset, _ := at(t, r.doc.Text(), "Number N.")
	for _, y := range []float32{0, 100, 33.5, -20} {
		r.PutAt(offset+30, y)
		if got := float32(r.layout.Lines[r.layout.LineOf(offset+30)].Y - r.scroll.top); math.Abs(float64(got-y)) > 0.01 {
			t.Errorf("asked for %v, stands at %v", y, got)
		}
		if line := r.layout.LineOf(r.OffsetAt(y + 1)); line != r.layout.LineOf(offset+30) {
			t.Errorf("at %v stands line %d, not the one that was put there", y, line)
		}
	}
	r.PutAt(0, 50) // there is nothing above the text
	if r.scroll.top != 0 {
		t.Errorf("scrolled to %v", r.scroll.top)
	}
	r.PutAt(len(r.doc.Text()), -5000)
	if r.scroll.top != r.scroll.limit() {
		t.Errorf("scrolled to %v of %v", r.scroll.top, r.scroll.limit())
	}
	if told != 0 {
		t.Errorf("told %d times", told)
	}
	// the place stays when the text is wrapped anew
	r.PutAt(offset, 0)
	top := r.OffsetAt(1)
	r.SetTextSize(19)
	if got := r.OffsetAt(1); got > top || r.layout.LineOf(got) != r.layout.LineOf(top) {
		t.Errorf("at the top stands byte %d, before it was %d", got, top)
	}
}

func TestPutAtBeforeTheFirstLayout(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
	r := New()
	p := prepare(t, longDocument(80))
	r.SetPrepared(p)
	offset, _ := at(t, p.Text(), "Number N.")
	r.PutAt(offset, 60)
	w := test.NewTempWindow(t, r)
	w.SetPadded(false)
	w.Resize(pane)
	if got := float32(r.layout.Lines[r.layout.LineOf(offset)].Y - r.scroll.top); got != 60 {
		t.Errorf("stands at %v", got)
	}
}

func TestEveryScrollingIsTold(t *testing.T) {
	r, w := show(t, longDocument(80), pane)
	told := 0
	r.OnScrolled = func() { told++ }
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"the wheel", func() { r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}}) }},
		{"a touchpad", func() { r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -1}}) }},
		{"ScrollBy", func() { r.ScrollBy(7) }},
		{"ScrollBy far", func() { r.ScrollBy(-70) }},
		{"Page Down", func() { key(r, fyne.KeyPageDown) }},
		{"Reveal", func() { r.Reveal(3000, 3010) }},
		{"a place", func() { r.SetReadingPosition(1000) }},
		{"the text size", func() { r.SetTextSize(18) }},
		{"the size", func() { w.Resize(fyne.NewSize(pane.Width-60, pane.Height)) }},
		{"a new text", func() { r.SetPrepared(prepare(t, brief())) }},
	} {
		told = 0
		c.do()
		if told == 0 {
			t.Errorf("%s: not told", c.name)
		}
	}
	told = 0
	r.ScrollBy(-1e6)
	r.ScrollBy(-1e6) // stays at the top
	if top := r.scroll.top; top != 0 || told > 1 {
		t.Errorf("at %v, told %d times", top, told)
	}
	told = 0
	r.SetMarks(nil)
	r.SetGrounds([]Ground{{Start: 0, End: 5}})
	r.Refresh()
	if told != 0 {
		t.Errorf("told %d times of nothing", told)
	}
}

func TestANewTextHasNoGrounds(t *testing.T) {
	r, _ := show(t, brief(), pane)
	r.SetGrounds([]Ground{ground(t, r.doc.Text(), "Drivers", "April 27).", "", true)})
	r.SetPrepared(prepare(t, brief()))
	if len(r.grounds) != 1 {
		t.Error("the same text has lost its grounds")
	}
	r.SetPrepared(prepare(t, longDocument(3)))
	if len(r.grounds) != 0 {
		t.Error("another text has the grounds of the one before")
	}
}

func TestComparisonTonesComeWhereTheyAreWanted(t *testing.T) {
	r, _ := show(t, brief(), pane)
	text := r.doc.Text()
	tone := func(id int64, tone Tone, words string) Finding {
		start, end := at(t, text, words)
		return Finding{ID: id, Tone: tone, Start: start, End: end}
	}
	r.SetFindings([]Finding{
		tone(1, ToneInserted, "Drivers of the Northern Haulage Guild (NHG) waited at the ford"),
		tone(2, ToneActor, "Northern Haulage Guild"),
		tone(3, ToneDiffers, "Guild (NHG) waited"),
	})
	start, _ := at(t, text, "Guild (NHG)")
	var ids []int64
	for _, f := range r.FindingsAt(start + 1) {
		ids = append(ids, f.ID)
	}
	// what differs comes before an actor, and an actor before the sentence around it
	if !slices.Equal(ids, []int64{3, 2, 1}) {
		t.Errorf("in the order %v", ids)
	}
	if f := followed(r.FindingsAt(start + 1)); f.ID != 2 {
		t.Errorf("a click follows %d", f.ID)
	}
}

func TestPicturesOfComparisons(t *testing.T) {
	pictures := map[string]struct {
		doc   textlayout.Document
		size  fyne.Size
		setup func(r *Reader)
	}{
		"grounds": {brief(), fyne.NewSize(480, 640), func(r *Reader) {
			text := r.doc.Text()
			r.SetGroundSide(RightSide)
			r.SetGrounds([]Ground{
				ground(t, text, "Both convoys", "fuel there.", "", false),
				ground(t, text, "The district", "complete.", "", true),
				ground(t, text, "Drivers", "April 27).", look.Changed, false),
				ground(t, text, "Neither", "posts first.", look.Moved, true),
			})
			r.SetMarks([]Mark{
				mark(t, 1, text, "its account is unlikely to be complete", "judgement", "double", "J"),
				mark(t, 3, text, "A second party closed the road behind the tankers", "fact", "solid", "F"),
			})
			r.SetFindings(append(studied(t, r),
				Finding{ID: 91, Tone: ToneChanged, Start: indexFrom(text, "before noon", 0), End: indexFrom(text, " (Harbour Radio", 0)},
				Finding{ID: 92, Tone: ToneDiffers, Start: indexFrom(text, "lost most", 0), End: indexFrom(text, " there.", 0)}))
			r.Point(at(t, text, "the first pictures of the wreck"))
		}},
		"ground-around-a-panel": {brief(), fyne.NewSize(420, 420), func(r *Reader) {
			text := r.doc.Text()
			r.SetGroundSide(LeftSide)
			r.SetGrounds([]Ground{ground(t, text, "Two convoys", "April 27).", look.Inserted, false)})
		}},
		"change-tones": {changes(), fyne.NewSize(520, 420), func(r *Reader) {
			text := r.doc.Text()
			var found []Finding
			for i, name := range []string{"Inserted", "Deleted", "Changed", "Moved", "Differs"} {
				start, _ := at(t, text, name)
				_, end := at(t, text, strings.ToLower(name)+" words")
				found = append(found, Finding{ID: int64(i + 1), Tone: ToneInserted + Tone(i), Start: start, End: end})
			}
			r.SetFindings(found)
		}},
	}
	for _, mode := range []struct {
		name string
		mode look.Mode
	}{{"light", look.ModeLight}, {"dark", look.ModeDark}} {
		for name, p := range pictures {
			t.Run(name+" "+mode.name, func(t *testing.T) {
				test.NewTempApp(t).Settings().SetTheme(look.NewTheme(mode.mode))
				r, w := showIn(t, p.doc, p.size)
				r.SetTextSize(15)
				p.setup(r)
				test.AssertRendersToImage(t, name+"-"+mode.name+".png", w.Canvas())
			})
		}
	}
}

// changes is a page of every tone of a comparison.
func changes() textlayout.Document {
	var b builder
	for _, name := range []string{"Inserted", "Deleted", "Changed", "Moved", "Differs"} {
		b.add(textlayout.Body, name+" on a line of its own and on over the end of it, so that the line below the words is seen to break: these are the "+strings.ToLower(name)+" words of the page.")
	}
	return b.document()
}
