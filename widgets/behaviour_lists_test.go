package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/widgets/look"
)

// manyRows makes a list of n rows with IDs from 1, and counts what it asks for.
func manyRows(n int, asked *int) *RowList {
	l := NewRowList()
	l.Length = func() int { return n }
	l.Row = func(i int) RowData {
		*asked++
		return RowData{ID: int64(i + 1), Title: fmt.Sprint("Brief ", i+1), Detail: "Sahel Review", Mark: "2 ✎"}
	}
	return l
}

func TestALongListAsksOnlyForWhatIsInView(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(1_000_000, &asked)
	inWindow(t, l, 260, 530)
	asked = 0
	l.Scrolled(&fyne.ScrollEvent{PointEvent: *at(10, 10), Scrolled: fyne.Delta{DY: -30_000_000}})
	if asked > 40 {
		t.Errorf("one scroll step asked for %d rows", asked)
	}
	if row := l.rowAt(fyne.NewPos(10, 20)); row < 566_000 || row > 566_050 {
		t.Errorf("row at the top after scrolling 30,000,000 px: %d", row)
	}
}

func TestKeysMoveThroughAList(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(50, &asked)
	var current int64
	var opened []int64
	l.OnSelect = func(id int64) { current = id }
	l.OnOpen = func(id int64) { opened = append(opened, id) }
	w := inWindow(t, l, 260, 530)
	w.Canvas().Focus(l)
	for _, step := range []struct {
		key  fyne.KeyName
		want int64
	}{{fyne.KeyDown, 1}, {fyne.KeyDown, 2}, {fyne.KeyEnd, 50}, {fyne.KeyDown, 50}, {fyne.KeyUp, 49}, {fyne.KeyHome, 1}, {fyne.KeyUp, 1}, {fyne.KeyPageDown, 10}} {
		l.TypedKey(key(step.key))
		same(t, "current row after "+string(step.key), current, step.want)
		if i := int(step.want - 1); l.top(i) < l.view.offset || l.top(i)+look.RowHeight > l.view.offset+l.view.height {
			t.Errorf("after %s row %d is out of view", step.key, step.want)
		}
	}
	l.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(opened, []int64{10}) {
		t.Errorf("Enter opened %v", opened)
	}
}

func TestAListThatGetsTheKeyboardShowsWhereItIs(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(5, &asked)
	var opened []int64
	l.OnOpen = func(id int64) { opened = append(opened, id) }
	w := inWindow(t, l, 260, 530)
	// given a list in which nothing has been chosen yet
	// when the keyboard comes into it
	w.Canvas().Focus(l)
	// then the ring is round the first row, and Enter opens that
	if !l.ring.Visible() {
		t.Error("nothing shows where the keyboard is")
	}
	l.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(opened, []int64{1}) {
		t.Errorf("Enter opened %v", opened)
	}
}

func TestManyRowsAreSelectedWithShiftAndCtrl(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(9, &asked)
	var selection, deleted []int64
	l.OnSelection = func(ids []int64) { selection = ids }
	l.OnDelete = func(ids []int64) { deleted = ids }
	inWindow(t, l, 260, 530)
	click := func(row int, m fyne.KeyModifier) {
		l.MouseDown(press1(30, float32(row)*look.RowHeight+10, m))
		l.MouseUp(nil)
	}
	expect := func(what string, want ...int64) {
		t.Helper()
		if !slices.Equal(selection, want) {
			t.Errorf("%s: %v, want %v", what, selection, want)
		}
	}
	click(1, 0)
	expect("a click", 2)
	click(3, fyne.KeyModifierShift)
	expect("with Shift", 2, 3, 4)
	click(6, fyne.KeyModifierControl)
	expect("with Ctrl", 2, 3, 4, 7)
	click(2, fyne.KeyModifierControl)
	expect("with Ctrl on a selected row", 2, 4, 7)
	l.TypedKey(key(fyne.KeyDelete))
	if !slices.Equal(deleted, []int64{2, 4, 7}) {
		t.Errorf("Delete: %v", deleted)
	}
	click(0, 0)
	l.KeyDown(key(desktop.KeyShiftLeft))
	l.TypedKey(key(fyne.KeyDown))
	l.TypedKey(key(fyne.KeyDown))
	l.KeyUp(key(desktop.KeyShiftLeft))
	expect("Shift and Down twice", 1, 2, 3)
	l.TypedShortcut(&fyne.ShortcutSelectAll{})
	same(t, "rows selected by Ctrl+A", len(selection), 9)
}

func TestASecondClickOpens(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(9, &asked)
	var opened, menu int64
	l.OnOpen = func(id int64) { opened = id }
	l.OnSecondary = func(id int64, _ fyne.Position) { menu = id }
	inWindow(t, l, 260, 530)
	l.MouseDown(press1(30, 70, 0))
	same(t, "opened by one click", opened, int64(0))
	l.MouseDown(press1(30, 70, 0))
	same(t, "opened by two", opened, int64(2))
	l.MouseDown(mouse(30, 120, desktop.MouseButtonSecondary, 0))
	same(t, "menu of", menu, int64(3))
	same(t, "current row", l.Current(), int64(3))
}

func TestASelectionOutlivesAReload(t *testing.T) {
	newApp(t)
	rows := sampleRows()
	l := listOf(rows)
	l.Length = func() int { return len(rows) }
	l.Row = func(i int) RowData { return rows[i] }
	inWindow(t, l, 260, 530)
	l.SetSelected(3)
	// when a row arrives before it
	rows = append([]RowData{{ID: 99, Title: "New"}}, rows...)
	l.Refresh()
	// then the same row is current, and the keys go on from there
	same(t, "current", l.Current(), int64(3))
	l.TypedKey(key(fyne.KeyDown))
	same(t, "after Down", l.Current(), int64(4))
}

func TestGroupsShiftTheRowsBelowThem(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(10, &asked)
	l.SetGroups([]RowGroup{{At: 0, Title: "2024"}, {At: 4, Title: "2023"}})
	inWindow(t, l, 260, 800)
	same(t, "row on the header", l.rowAt(fyne.NewPos(10, 10)), -1)
	same(t, "row under it", l.rowAt(fyne.NewPos(10, look.GroupHeight+5)), 0)
	same(t, "on the second header", l.rowAt(fyne.NewPos(10, look.GroupHeight+4*look.RowHeight+5)), -1)
	same(t, "under that", l.rowAt(fyne.NewPos(10, 2*look.GroupHeight+4*look.RowHeight+5)), 4)
}

func TestTheBarOfAListIsDragged(t *testing.T) {
	newApp(t)
	asked := 0
	l := manyRows(100, &asked)
	l.OnSelect = func(int64) { t.Error("catching the bar chose a row") }
	inWindow(t, l, 260, 530)
	l.MouseDown(press1(256, 5, 0))
	l.Dragged(&fyne.DragEvent{Dragged: fyne.Delta{DY: 10_000}})
	l.DragEnd()
	same(t, "offset at the end", l.view.offset, 100*look.RowHeight-530)
}

func TestATitleThatWasCutIsShownWholeUnderThePointer(t *testing.T) {
	newApp(t)
	rows := sampleRows()
	l := listOf(rows)
	content := WithTips(l)
	inWindow(t, content, 260, 530)
	layer := tipsOf(l)
	rest := byHand(layer)
	l.MouseIn(press1(30, 20, 0))
	rest()
	if !layer.shown || layer.lines[0].Text != rows[0].Title {
		t.Fatal("no tip with the whole title")
	}
	l.MouseMoved(press1(30, 70, 0)) // the next title fits
	rest()
	if layer.shown {
		t.Error("a tip for a title that is whole")
	}
	l.MouseIn(press1(30, 20, 0))
	l.MouseOut()
	rest()
	if layer.shown {
		t.Error("a tip although the pointer left")
	}
}

func TestCardsActByPointerAndByKey(t *testing.T) {
	newApp(t)
	var log []string
	l := NewCardList()
	say := func(what string) func(int64) {
		return func(id int64) { log = append(log, fmt.Sprint(what, " ", id)) }
	}
	l.OnSelect, l.OnEdit, l.OnDelete, l.OnOpen = say("select"), say("edit"), say("delete"), say("open")
	l.OnRelabel = func(id int64, _ fyne.Position) { say("relabel")(id) }
	w := inWindow(t, l, 319, 500)
	l.SetCards(sampleCards())
	expect := func(what string, want ...string) {
		t.Helper()
		if !slices.Equal(log, want) {
			t.Errorf("%s: %q, want %q", what, log, want)
		}
		log = nil
	}
	y := l.tops[1] + 20
	l.MouseMoved(press1(60, y, 0))
	f := l.shown[1]
	l.MouseDown(press1(look.Space12+f.actionsX[2]+4, l.tops[1]+f.actionsY+8, 0))
	expect("the word Delete", "select 2", "delete 2")
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyDown))
	expect("Down", "select 3")
	l.TypedRune('e')
	expect("E", "edit 3")
	l.TypedRune('L')
	expect("L", "relabel 3")
	l.TypedKey(key(fyne.KeyReturn))
	expect("Enter", "open 3")
	l.TypedKey(key(fyne.KeyDelete))
	expect("Delete", "delete 3")
	l.TypedKey(key(fyne.KeyEnd))
	l.TypedKey(key(fyne.KeyDown))
	expect("End, and Down beyond it", "select 4", "select 4")
}

func TestAThousandCardsShowTheActiveOne(t *testing.T) {
	newApp(t)
	l := NewCardList()
	inWindow(t, l, 319, 500)
	cards := make([]CardData, 1000)
	for i := range cards {
		cards[i] = sampleCards()[i%4]
		cards[i].ID = int64(i + 1)
		cards[i].Note = fmt.Sprint("Note ", i)
	}
	l.SetCards(cards)
	l.ShowActive(700)
	top, bottom := l.tops[699]-l.view.offset, l.bottom(699)-l.view.offset
	if top < 0 || bottom > 500 {
		t.Errorf("card 700 stands from %.0f to %.0f of 500", top, bottom)
	}
	if len(l.faces) > 12 {
		t.Errorf("%d cards are drawn", len(l.faces))
	}
	// when the cards are set anew, the list stays where it was
	offset := l.view.offset
	l.SetCards(cards)
	same(t, "offset", l.view.offset, offset)
	same(t, "active", l.Active(), int64(700))
}

func BenchmarkAThousandCardsSetAndScrolled(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
	cards := make([]CardData, 1000)
	for i := range cards {
		cards[i] = sampleCards()[i%4]
		cards[i].ID = int64(i + 1)
		cards[i].Note = fmt.Sprintf("Note %d compares the figures of brief %d with those of %d.", i, i*7, i*13)
	}
	b.Run("set", func(b *testing.B) {
		for b.Loop() {
			l := NewCardList()
			l.Resize(fyne.NewSize(319, 700))
			l.SetCards(cards)
			l.shape(319)
		}
	})
	l := NewCardList()
	w := test.NewTempWindow(b, l)
	w.Resize(fyne.NewSize(319, 700))
	l.SetCards(cards)
	b.Run("scroll", func(b *testing.B) {
		for b.Loop() {
			l.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -25}})
			if l.view.offset >= l.view.content-l.view.height {
				l.view.scrollTo(0)
			}
		}
	})
}

func BenchmarkRowListScroll(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(look.NewTheme(look.ModeLight))
	asked := 0
	l := manyRows(100_000, &asked)
	w := test.NewTempWindow(b, l)
	w.Resize(fyne.NewSize(260, 700))
	for b.Loop() {
		l.Scrolled(&fyne.ScrollEvent{PointEvent: *at(10, 10), Scrolled: fyne.Delta{DY: -25}})
	}
}

func TestCardList_VersionsMarkWhatDiffersAndKeepToTheirLines(t *testing.T) {
	// given a card that shows how long words read in two editions
	l := NewCardList()
	inWindow(t, l, 319, 500)
	long := strings.Repeat("words of a long passage ", 40)
	was := CardVersion{Head: "Was", Text: long + "three days", Marks: []Mark{{len(long), len(long) + len("three")}}}
	now := CardVersion{Head: "Now", Text: long + "four days", Marks: []Mark{{len(long), len(long) + len("four")}}}
	l.SetCards([]CardData{{ID: 1, Versions: []CardVersion{was, now}, Meta: "Fact"}, {ID: 2, Quote: "below"}})
	l.ShowActive(1)
	// then each has no more than its lines, with what differs among them
	for i, want := range []string{"three", "four"} {
		marked := ""
		for _, piece := range l.shapes[0].versions[i] {
			if piece.line >= versionLimit {
				t.Errorf("a piece stands in line %d", piece.line)
			}
			if piece.marked {
				marked += piece.text
			}
		}
		if marked != want {
			t.Errorf("marked is %q, want %q", marked, want)
		}
	}
	// and the card below begins where it ends
	if l.tops[1] < l.tops[0]+l.shapes[0].height || l.shapes[0].height < 2*versionLimit*lineHeight {
		t.Errorf("cards at %v, the first %.0f high", l.tops, l.shapes[0].height)
	}
}
