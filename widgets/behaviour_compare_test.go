package widgets

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
	"sidelight/widgets/reader"
	"sidelight/widgets/textlayout"
	"sidelight/widgets/textlayout/longtext"
)

// crossing are two ribbons that cross, and one that is out of view.
func crossing(float32) []Ribbon {
	return []Ribbon{
		{LeftTop: 20, LeftBottom: 60, RightTop: 220, RightBottom: 260, Strength: 0.9, Tip: "27 July 2024 · CMA"},
		{LeftTop: 220, LeftBottom: 260, RightTop: 20, RightBottom: 60, Strength: 0.2, Tip: "84"},
		{LeftTop: 900, LeftBottom: 940, RightTop: 800, RightBottom: 840, Strength: 1, Tip: "elsewhere"},
	}
}

func shownRibbons(t *testing.T, inView func(float32) []Ribbon) (r *Ribbons, layer *tipLayer, rest func()) {
	t.Helper()
	newApp(t)
	r = NewRibbons()
	r.InView = inView
	content, layer, rest := tipsByHand(r)
	inWindow(t, content, RibbonsWidth, 300)
	return r, layer, rest
}

func TestARibbonIsChosenWhereItIsSeen(t *testing.T) {
	r, _, _ := shownRibbons(t, crossing)
	var chosen []int
	r.OnChoose = func(i int) { chosen = append(chosen, i) }
	for _, p := range [][2]float32{
		{1, 40}, {RibbonsWidth - 1, 240}, // both ends of the first
		{1, 240}, {RibbonsWidth - 1, 40}, // and of the second
		{RibbonsWidth / 2, 140}, // where they cross the surer one is above
		{RibbonsWidth / 2, 20},  // beside
		{1, 100},
	} {
		r.Tapped(at(p[0], p[1]))
	}
	if !slices.Equal(chosen, []int{0, 0, 1, 1, 0}) {
		t.Errorf("chosen %v", chosen)
	}
	for _, p := range r.Places() {
		chosen = nil
		r.Tapped(at(p.Pos.X+p.Size.Width/2, p.Pos.Y+p.Size.Height/2))
		if len(chosen) != 1 {
			t.Errorf("a click on %s chose %v", p.Name, chosen)
		}
	}
	if n := len(r.Places()); n != 2 {
		t.Errorf("%d places for two ribbons in view", n)
	}
}

func TestARibbonSaysWhatItRestsOn(t *testing.T) {
	r, layer, rest := shownRibbons(t, crossing)
	said := func() string {
		if !layer.shown {
			return ""
		}
		var lines []string
		for _, l := range layer.lines {
			lines = append(lines, l.Text)
		}
		return strings.Join(lines, " ")
	}
	r.OnChoose = func(int) {}
	r.MouseIn(mouse(2, 40, 0, 0))
	rest()
	same(t, "the tip", said(), "27 July 2024 · CMA")
	same(t, "the pointer", r.Cursor(), desktop.Cursor(desktop.PointerCursor))
	r.MouseMoved(mouse(2, 240, 0, 0))
	rest()
	same(t, "the tip of the other", said(), "84")
	r.MouseMoved(mouse(2, 140, 0, 0))
	same(t, "beside the ribbons", said(), "")
	same(t, "the pointer there", r.Cursor(), desktop.Cursor(desktop.DefaultCursor))
	r.MouseMoved(mouse(2, 40, 0, 0))
	rest()
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	same(t, "after scrolling", said(), "")
	r.InView = func(float32) []Ribbon { return nil }
	r.Refresh() // the one under the pointer is gone
	r.MouseMoved(mouse(3, 41, 0, 0))
	r.MouseOut()
}

func TestTheWheelOverRibbonsMovesTheTexts(t *testing.T) {
	r, _, _ := shownRibbons(t, crossing)
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}}) // nobody listens
	var by []float32
	r.OnScroll = func(dy float32) { by = append(by, dy) }
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -30}})
	r.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: 4}})
	if !slices.Equal(by, []float32{90, -4}) {
		t.Errorf("moved by %v", by)
	}
	var asked []int
	r.OnSecondary = func(i int, _ fyne.Position) { asked = append(asked, i) }
	r.TappedSecondary(at(1, 240))
	r.TappedSecondary(at(1, 140))
	if !slices.Equal(asked, []int{1, -1}) {
		t.Errorf("the menu of %v", asked)
	}
}

// The outermost columns have the colours of the grounds, to the row.
func TestRibbonsMeetTheGrounds(t *testing.T) {
	newApp(t)
	for _, scale := range []float32{1, 1.25, 2} {
		r := NewRibbons()
		r.InView = func(float32) []Ribbon {
			return []Ribbon{
				{LeftTop: 20, LeftBottom: 60, RightTop: 520, RightBottom: 560, Strength: 0.2},
				{LeftTop: 100, LeftBottom: 140, RightTop: 90, RightBottom: 100, Strength: 0.5, Active: true},
			}
		}
		r.Resize(fyne.NewSize(RibbonsWidth, 600))
		r.CreateRenderer().Layout(r.Size())
		p := look.Current()
		w, h := int(RibbonsWidth*scale), int(600*scale)
		r.draw(w, h)
		for _, c := range []struct {
			x        int
			from, to float32
			active   bool
		}{{0, 20, 60, false}, {w - 1, 520, 560, false}, {0, 100, 140, true}, {w - 1, 90, 100, true}} {
			from, to := int(math.Round(float64(c.from*scale))), int(math.Round(float64(c.to*scale)))
			fill := p.Passage("").Ground
			if c.active { // within its edges
				fill = p.Passage("").Active
				from, to = from+int(scale+0.5), to-int(scale+0.5)
			}
			for y := from; y < to; y++ {
				if got := r.paint.image.RGBAAt(c.x, y); got.R != fill.R || got.G != fill.G || got.B != fill.B {
					t.Fatalf("scale %v, column %d, row %d: %v, not %v", scale, c.x, y, got, fill)
				}
			}
			if c.active {
				continue
			}
			for _, y := range []int{from - 1, to} {
				if got := r.paint.image.RGBAAt(c.x, y); got.R != p.Lines.R || got.G != p.Lines.G {
					t.Errorf("scale %v, column %d, row %d beside the ribbon: %v", scale, c.x, y, got)
				}
			}
		}
	}
}

func TestRibbonsTakeWhateverComes(t *testing.T) {
	newApp(t)
	inf, nan := float32(math.Inf(1)), float32(math.NaN())
	for _, b := range []Ribbon{
		{}, {LeftTop: 50, LeftBottom: 10, RightTop: 90, RightBottom: 20}, {LeftTop: -1e7, LeftBottom: 1e7, RightTop: -1e7, RightBottom: 1e7, Strength: 9},
		{LeftTop: -1e9, LeftBottom: -1e9, RightTop: 1e9, RightBottom: 1e9, Kind: look.Moved, Strength: -1}, {LeftTop: inf, LeftBottom: inf, RightTop: -inf, RightBottom: nan},
		{LeftTop: nan, LeftBottom: nan, RightTop: nan, RightBottom: nan, Kind: look.Changed, Active: true}, {Kind: "another"},
	} {
		r := NewRibbons()
		r.InView = func(float32) []Ribbon { return []Ribbon{b} }
		r.Resize(fyne.NewSize(RibbonsWidth, 100))
		r.CreateRenderer().Layout(r.Size())
		for _, size := range [][2]int{{72, 100}, {0, 0}, {1, 1}, {2, 3}, {144, 200}} {
			r.draw(size[0], size[1])
		}
		r.at(fyne.NewPos(10, 10))
	}
}

func TestAStepCountGoesBothWays(t *testing.T) {
	newApp(t)
	s := NewStepCount([2]string{"F7", "F8"}, [2]string{"before", "after"})
	var by []int
	s.OnStep = func(n int) { by = append(by, n) }
	s.SetCount("2 of 5 differences", true)
	content, layer, rest := tipsByHand(s)
	w := inWindow(t, content, 300, 30)
	for _, p := range s.Places() {
		s.Tapped(at(p.Pos.X+3, p.Pos.Y+3))
	}
	s.Tapped(at(150, 15)) // on the words
	w.Canvas().Focus(s)
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyReturn, fyne.KeyF1} {
		s.TypedKey(key(k))
	}
	if !slices.Equal(by, []int{-1, 1, -1, 1, 1}) {
		t.Errorf("went %v", by)
	}
	s.MouseIn(mouse(295, 15, 0, 0))
	rest()
	if !layer.shown || layer.lines[0].Text != "after" {
		t.Error("the arrow does not say where it goes")
	}
	s.MouseOut()
	by = nil
	s.SetCount("No differences", false)
	s.Tapped(at(3, 15))
	s.TypedKey(key(fyne.KeyRight))
	if len(by) != 0 || len(s.Places()) != 0 {
		t.Errorf("went %v where there is nothing to go to", by)
	}
}

func TestADifferenceIsJudgedByItsWords(t *testing.T) {
	newApp(t)
	var log []string
	l := NewCardList()
	l.OnAction = func(id int64, action string) { log = append(log, fmt.Sprint(action, " ", id)) }
	l.OnOpen = func(id int64) { log = append(log, fmt.Sprint("open ", id)) }
	l.SetCards(differences())
	content, layer, rest := tipsByHand(l)
	w := inWindow(t, content, 299, 560)
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyDown))
	l.TypedKey(key(fyne.KeyReturn))
	if want := []string{"open 2"}; !slices.Equal(log, want) {
		t.Errorf("%q, want %q", log, want)
	}
	// the words can be clicked, one by one
	log = nil
	for _, p := range l.Places() {
		if strings.HasPrefix(p.Name, "1.") {
			if p.Pos.X < look.Space12 || p.Pos.X+p.Size.Width > 299-look.Space12 {
				t.Errorf("%s stands at %v", p.Name, p.Pos)
			}
			l.MouseDown(press1(p.Pos.X+p.Size.Width/2, p.Pos.Y+p.Size.Height/2, 0))
		}
	}
	if want := []string{"keep 1", "dismiss 1", "note 1"}; !slices.Equal(log, want) {
		t.Errorf("clicks: %q, want %q", log, want)
	}
	// a reason that was cut is shown whole
	for _, p := range l.Places() {
		if p.Name == "5" {
			l.MouseMoved(mouse(p.Pos.X+5, p.Pos.Y+5, 0, 0))
			rest()
		}
	}
	if !layer.shown || !strings.Contains(fmt.Sprint(layer.lines[0].Text, layer.lines[1].Text), "27 July · 28 July") {
		t.Error("the reason of the last card is not shown whole")
	}
}

// fifty ribbons over a strip of 900, of every kind, a fifth of them far apart.
func fifty(height float32) []Ribbon {
	kinds := []string{"", look.Inserted, look.Deleted, look.Changed, look.Moved}
	var all []Ribbon
	for i := range 50 {
		y := float32(i) * 18
		b := Ribbon{LeftTop: y, LeftBottom: y + 15, RightTop: y + 9, RightBottom: y + 20, Strength: float32(i%7) / 6, Kind: kinds[i%5], Active: i == 25}
		if i%5 == 4 {
			b.RightTop, b.RightBottom = height-y-20, height-y
		}
		all = append(all, b)
	}
	return all
}

func BenchmarkRibbons(b *testing.B) {
	r := NewRibbons()
	r.InView = fifty
	r.Resize(fyne.NewSize(RibbonsWidth, 900))
	r.CreateRenderer().Layout(r.Size())
	for _, scale := range []int{1, 2} {
		b.Run(fmt.Sprintf("fifty at scale %d", scale), func(b *testing.B) {
			for b.Loop() {
				r.ask()
				r.draw(int(RibbonsWidth)*scale, 900*scale)
			}
		})
	}
}

// BenchmarkCompareFrame is a step of scrolling two long texts in step: both are
// drawn, with a ground for every paragraph, and the ribbons between them.
func BenchmarkCompareFrame(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
	text, paragraphs := longtext.Make(1 << 20)
	doc := textlayout.Document{Text: text}
	var pairs []pair
	for i, p := range paragraphs {
		doc.Blocks = append(doc.Blocks, textlayout.Block{Start: p[0], End: p[1]})
		pairs = append(pairs, pair{left: p, right: p, strength: float32(i%5) / 4, kind: []string{"", look.Changed, look.Moved}[i%3]})
	}
	c := newCompared(b, doc, doc, pairs)
	var found []reader.Finding
	for i, s := range longtext.Spans(text, 8000) {
		found = append(found, reader.Finding{ID: int64(i + 1), Tone: reader.ToneInserted + reader.Tone(i%5), Start: s[0], End: min(s[1], s[0]+30)})
	}
	c.left.SetFindings(found)
	c.right.SetFindings(found)
	// Only the pairs around what is in view are asked for, as the page does.
	c.strip.InView = func(height float32) (all []Ribbon) {
		first, last := c.left.OffsetAt(0), c.left.OffsetAt(height)
		from, _ := slices.BinarySearchFunc(c.pairs, first, func(p pair, at int) int { return p.left[1] - at })
		for _, p := range c.pairs[from:] {
			if p.left[0] > last {
				break
			}
			lt, lb, _ := c.left.Extent(p.left[0], p.left[1])
			rt, rb, _ := c.right.Extent(p.right[0], p.right[1])
			all = append(all, Ribbon{LeftTop: lt, LeftBottom: lb, RightTop: rt, RightBottom: rb, Strength: p.strength, Kind: p.kind})
		}
		return all
	}
	c.left.OnScrolled = func() {
		c.right.PutAt(c.left.OffsetAt(200), 200)
		c.strip.Refresh()
	}
	page := c.page()
	w := test.NewTempWindow(b, page)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1100, 750))
	var pictures []*canvas.Raster
	for _, o := range []fyne.Widget{c.left, c.right, c.strip} {
		pictures = append(pictures, test.WidgetRenderer(o).Objects()[0].(*canvas.Raster))
	}
	frame := func() {
		for _, p := range pictures {
			p.Generator(int(p.Size().Width), int(p.Size().Height))
		}
	}
	for _, step := range []float32{3, 75} {
		b.Run(fmt.Sprintf("by %.0f", step), func(b *testing.B) {
			c.left.ScrollBy(-1e7)
			for range 400 {
				c.left.ScrollBy(step)
				frame()
			}
			var worst, total time.Duration
			n := 0
			for b.Loop() {
				by := step
				if n/200%2 == 0 {
					by = -step
				}
				start := time.Now()
				c.left.ScrollBy(by)
				frame()
				took := time.Since(start)
				worst, total, n = max(worst, took), total+took, n+1
			}
			b.ReportMetric(float64(total.Microseconds())/1000/float64(n), "ms/frame")
			b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
			b.ReportMetric(0, "ns/op")
		})
	}
}
