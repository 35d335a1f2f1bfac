package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

// longList makes a list of n passages that counts what it is asked for.
func longList(n int, asked *int) *ContextList {
	l := NewContextList(1)
	l.Row = func(i int) (ContextRow, bool) {
		*asked++
		return ContextRow{Reference: fmt.Sprint("Sahel Review ", i), Before: "and by evening ", Words: "SGNR", After: " had left"}, true
	}
	l.SetCount(n)
	return l
}

// rowsShown returns the references that are on the screen.
func rowsShown(l *ContextList) (all []string) {
	for _, o := range l.drawn {
		if text, ok := o.(*canvas.Text); ok && strings.HasPrefix(text.Text, "Sahel Review ") {
			all = append(all, strings.TrimPrefix(text.Text, "Sahel Review "))
		}
	}
	return all
}

func TestAPageScrollsThousandsOfRowsBelowATitle(t *testing.T) {
	newApp(t)
	asked := 0
	l := longList(100_000, &asked)
	title := NewPageTitle("SGNR", MetaItem{Text: "Armed group"})
	p := NewPage(title, NewSectionHead("Mentions in context"), l)
	inWindow(t, p, 656, 700)
	asked = 0
	// when the wheel goes to the very end
	p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -1e8}})
	// then the last row stands above the foot of the page, and few were asked for
	shown := rowsShown(l)
	if len(shown) == 0 || shown[len(shown)-1] != "99999" {
		t.Fatalf("shown at the end: %v", shown)
	}
	if asked > 80 {
		t.Errorf("one step of the wheel asked for %d rows", asked)
	}
	if bottom := l.Position().Y + l.Size().Height; bottom > 700 || bottom < 600 {
		t.Errorf("the list ends at %.0f of 700", bottom)
	}
	// and at the top again the title is there
	p.SetOffset(0)
	if y := title.Position().Y; y < 0 || y > 40 {
		t.Errorf("the title stands at %.0f", y)
	}
}

func TestAPageIsOpenedWhereItWasLeft(t *testing.T) {
	newApp(t)
	asked := 0
	p := NewPage(NewPageTitle("SGNR"), longList(500, &asked))
	p.OnScroll = func(float32) { t.Error("scrolling by SetOffset was told") }
	p.SetOffset(2000) // before it is shown
	inWindow(t, p, 656, 400)
	same(t, "offset", p.Offset(), float32(2000))
	p.SetOffset(1e9)
	if p.Offset() > 500*pageRowHeight {
		t.Errorf("scrolled to %.0f, beyond the end", p.Offset())
	}
}

func TestKeysGoThroughThePassagesAndThePageFollows(t *testing.T) {
	newApp(t)
	asked, chosen := 0, -1
	l := longList(500, &asked)
	l.OnChoose = func(i int) { chosen = i }
	p := NewPage(NewPageTitle("SGNR"), NewChipFlow(sampleNames()...), l)
	w := inWindow(t, p, 656, 500)
	w.Canvas().Focus(l)
	for _, step := range []struct {
		key  fyne.KeyName
		want int
	}{{fyne.KeyDown, 1}, {fyne.KeyEnd, 499}, {fyne.KeyDown, 499}, {fyne.KeyUp, 498}, {fyne.KeyHome, 0}} {
		l.TypedKey(key(step.key))
		same(t, "current row after "+string(step.key), l.Current(), step.want)
		y := l.Position().Y + l.top(step.want)
		if y < 0 || y+pageRowHeight > 500 {
			t.Errorf("after %s the row stands at %.0f of 500", step.key, y)
		}
	}
	l.TypedKey(key(fyne.KeyPageDown))
	if l.Current() < 8 {
		t.Errorf("Page Down went to row %d", l.Current())
	}
	same(t, "chosen before Enter", chosen, -1)
	l.TypedKey(key(fyne.KeyReturn))
	same(t, "chosen by Enter", chosen, l.Current())
	// when another is made the current one, it is brought into view, and nobody is told
	chosen = -1
	l.SetCurrent(300)
	if y := l.Position().Y + l.top(300); y < 0 || y+pageRowHeight > 500 {
		t.Errorf("row 300 stands at %.0f of 500", y)
	}
	same(t, "chosen by SetCurrent", chosen, -1)
	// when rows are added, the current one stays
	was := l.Current()
	l.SetCount(501)
	same(t, "current row in a longer list", l.Current(), was)
}

func TestAClickChoosesAPassage(t *testing.T) {
	newApp(t)
	asked, chosen, menu := 0, -1, -1
	l := longList(50, &asked)
	l.OnChoose = func(i int) { chosen = i }
	l.OnSecondary = func(i int, _ fyne.Position) { menu = i }
	inWindow(t, NewPanePage(l), 656, 500)
	test.TapAt(l, fyne.NewPos(200, 3*pageRowHeight+10))
	same(t, "chosen", chosen, 3)
	l.MouseDown(mouse(200, 5*pageRowHeight+10, desktop.MouseButtonSecondary, 0))
	same(t, "menu of", menu, 5)
	l.TypedKey(key(desktop.KeyMenu))
	same(t, "menu of the menu key", menu, l.Current())
}

func TestTabBringsWhatItReachesIntoView(t *testing.T) {
	newApp(t)
	asked := 0
	title := NewPageTitle("SGNR", MetaItem{Link: "Edit", ID: "edit"})
	l := longList(500, &asked)
	p := NewPage(title, NewMonthStrip(lastYear()...), l)
	w := inWindow(t, p, 656, 400)
	p.SetOffset(3000)
	w.Canvas().FocusNext()
	if y := title.Position().Y; y < 0 || y > 100 {
		t.Errorf("the link that has the focus stands at %.0f", y)
	}
	if _, ok := w.Canvas().Focused().(*TextLink); !ok {
		t.Errorf("the focus is on %T", w.Canvas().Focused())
	}
}

func TestTheLinksUnderATitleAct(t *testing.T) {
	newApp(t)
	title := NewPageTitle("SGNR", MetaItem{Text: "first seen in", Link: "Gulf Watch 3/2", ID: "first"}, MetaItem{Link: "Edit", ID: "edit"})
	var log []string
	title.OnLink = func(id string) { log = append(log, id) }
	w := inWindow(t, NewPage(title), 656, 200)
	test.Tap(title.links[1])
	w.Canvas().Focus(title.links[0])
	title.links[0].TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(log, []string{"edit", "first"}) {
		t.Errorf("%q", log)
	}
}

func TestTheWordsOfAPassageAreAlwaysSeen(t *testing.T) {
	newApp(t)
	long := strings.Repeat("what was said before and after, ", 12)
	for _, lines := range []int{1, 2} {
		for _, width := range []float32{150, 260, 420, 600, 900} {
			for _, around := range [][2]string{{"", ""}, {"of ", "."}, {long, "."}, {"the ", " " + long}, {long, " " + long}, {long + "(", ")" + long}} {
				// when words stand anywhere in a passage
				pieces := contextLines(around[0], "the northern wells", around[1], width, lines)
				// then they are in the row whole, in bold, and nothing overlaps
				words, ends := "", map[int]float32{}
				for _, p := range pieces {
					if p.bold {
						words = strings.TrimSpace(words + " " + p.text)
					}
					if p.x+2 < ends[p.line] {
						t.Errorf("%v px, %d lines: %q begins at %.1f, where the text before ends at %.1f", width, lines, p.text, p.x, ends[p.line])
					}
					if ends[p.line] = p.x + letteringOf(p.bold).width(p.text); ends[p.line] > width+3 {
						t.Errorf("%v px, %d lines: %q ends at %.1f", width, lines, p.text, ends[p.line])
					}
					if p.line >= lines {
						t.Errorf("%d lines have a line %d", lines, p.line)
					}
				}
				same(t, fmt.Sprintf("bold words in %v px and %d lines", width, lines), words, "the northern wells")
			}
		}
	}
}

func TestAPassageThatFitsIsShownWhole(t *testing.T) {
	newApp(t)
	text := func(pieces []contextPiece) (s string) {
		for _, p := range pieces {
			s += "[" + p.text + "]"
		}
		return s
	}
	same(t, "with a bracket", text(contextLines("the group (", "SGNR", ") left", 600, 1)), "[the group (][SGNR][) left]")
	same(t, "with spaces and line ends", text(contextLines("and\n by evening ", "SGNR", " had left", 600, 1)), "[and by evening][SGNR][had left]")
	same(t, "without words of its own", text(contextLines("", "", "It was late.", 600, 1)), "[It was late.]")
	same(t, "nothing", text(contextLines("", "", "", 600, 1)), "")
}

func TestWordsStandInTheFirstThird(t *testing.T) {
	newApp(t)
	long := strings.Repeat("before and after ", 30)
	for _, p := range contextLines(long, "SGNR", " "+long, 600, 1) {
		if p.bold && (p.x < 100 || p.x > 205) {
			t.Errorf("the words stand at %.0f of 600", p.x)
		}
	}
}

func BenchmarkContextListScroll(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
	l := NewContextList(1)
	l.Row = func(i int) (ContextRow, bool) {
		return ContextRow{Reference: fmt.Sprint("Sahel Review ", i), Before: fmt.Sprint("by the evening of day ", i, " all of it was known, "), Words: "SGNR",
			After: fmt.Sprint(" had left the wells, and ", i, " were gone with it into the valley that nobody had watched")}, true
	}
	l.SetCount(100_000)
	p := NewPage(NewPageTitle("SGNR"), l)
	w := test.NewTempWindow(b, p)
	w.Resize(fyne.NewSize(656, 700))
	for b.Loop() {
		p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}})
	}
}
