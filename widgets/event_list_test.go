package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

func eventsOf(n int) *EventList {
	l := NewEventList()
	l.Row = func(i int) (EventRow, bool) {
		return EventRow{When: fmt.Sprintf("%d May 2024", i+1), Exact: "day", Words: fmt.Sprintf("Gate %d was opened", i), About: [2]string{"Harbour Letter 2/1", "Coast Radio"}}, i < 50
	}
	l.SetCount(n)
	return l
}

// eventTexts are the texts on the screen.
func eventTexts(l *EventList) (all []*canvas.Text) {
	for _, o := range l.drawn {
		if text, ok := o.(*canvas.Text); ok {
			all = append(all, text)
		}
	}
	return all
}

func shownWords(l *EventList) (all []string) {
	for _, text := range eventTexts(l) {
		all = append(all, text.Text)
	}
	return all
}

func TestEventsAreSelectedByClickAndOpenedByASecondOne(t *testing.T) {
	newApp(t)
	l := eventsOf(20)
	var selected, opened []int
	l.OnSelect = func(i int) { selected = append(selected, i) }
	l.OnChoose = func(i int) { opened = append(opened, i) }
	w := inWindow(t, NewPage(l), 800, 400)
	h := l.rowHeight()
	test.TapAt(l, fyne.NewPos(60, h*2+5))
	if !slices.Equal(selected, []int{2}) || opened != nil {
		t.Fatalf("after a click: selected %v, opened %v", selected, opened)
	}
	test.TapAt(l, fyne.NewPos(60, h*2+5))
	if !slices.Equal(opened, []int{2}) {
		t.Errorf("after a second click opened %v", opened)
	}
	// A click on another row at once is not a second one
	test.TapAt(l, fyne.NewPos(60, h*4+5))
	if len(opened) != 1 || l.Current() != 4 {
		t.Errorf("opened %v, row %d is current", opened, l.Current())
	}
	w.Canvas().Focus(l)
	l.TypedKey(key(fyne.KeyDown))
	l.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(selected, []int{2, 4, 5}) || !slices.Equal(opened, []int{2, 5}) {
		t.Errorf("by key: selected %v, opened %v", selected, opened)
	}
}

func TestEventsTakeLettersAndDelete(t *testing.T) {
	newApp(t)
	l := eventsOf(3)
	var did []string
	l.OnRune = func(i int, r rune) { did = append(did, fmt.Sprint(i, string(r))) }
	l.OnDelete = func(i int) { did = append(did, fmt.Sprint(i, "x")) }
	inWindow(t, NewPage(l), 800, 400)
	l.TypedRune('k') // no row is current yet
	l.SetCurrent(1)
	l.TypedRune('k')
	l.TypedKey(key(fyne.KeyDelete))
	if !slices.Equal(did, []string{"1k", "1x"}) {
		t.Errorf("did %v", did)
	}
}

func TestEventsShowWhatTheyAreAboutOnANarrowPageToo(t *testing.T) {
	newApp(t)
	for _, width := range []float32{1100, 620, 360} {
		l := eventsOf(2)
		inWindow(t, NewPage(l), width, 400)
		words := strings.Join(shownWords(l), "|")
		for _, want := range []string{"1 May 2024", "day", "Gate 0 was opened", "Harbour Letter 2/1", "Coast Radio"} {
			if !strings.Contains(words, want) {
				t.Errorf("%v wide: no %q in %s", width, want, words)
			}
		}
		for _, text := range eventTexts(l) {
			if text.Position().X+text.MinSize().Width > l.Size().Width+1 {
				t.Errorf("%v wide: %q ends at %v of %v", width, text.Text, text.Position().X+text.MinSize().Width, l.Size().Width)
			}
		}
	}
}

func TestEventsThatAreNotLoadedHoldTheirPlace(t *testing.T) {
	newApp(t)
	l := eventsOf(10000)
	p := NewPage(l)
	inWindow(t, p, 800, 400)
	l.SetCurrent(9999)
	if words := shownWords(l); !slices.Contains(words, "…") || len(words) > 60 {
		t.Errorf("at the end stand %v", words)
	}
}
