package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
)

func actorCard() CardText {
	return CardText{Title: "Harbour League", Detail: "Armed group · 7 mentions here, 41 in the library",
		Lines:   []CardLine{{Text: "Holds the quays and takes a toll from every barge that passes the lower ford."}, {Text: "First seen 3 May 2021", Quiet: true}},
		Chips:   []string{"HL", "Ligue du port", "the League"},
		Actions: []CardAction{{"open", "Open actor"}, {"other", "Someone else"}, {"dismiss", "Not a mention"}}}
}

// manyNamed is an actor with a long name and more names than a card has room for.
func manyNamed() CardText {
	var names []string
	for i := range 20 {
		names = append(names, fmt.Sprintf("Council name %d", i+1))
	}
	return CardText{Title: "The Provisional Coordinating Council of the Harbour Towns, the Lower Fords and the Islands beyond Them, as Reconstituted",
		Detail: "State", Chips: names, Actions: []CardAction{{"open", "Open actor"}}}
}

func TestGoldenHoverCard(t *testing.T) {
	golden(t, "hover_card", 800, 400, func(fyne.Window) fyne.CanvasObject {
		within := fyne.NewSize(800, 400)
		actor, named, plainest, band := NewHoverCard(), NewHoverCard(), NewHoverCard(), NewHoverCard()
		actor.Set(actorCard())
		actor.hovered, actor.cursor, actor.focused = 0, 1, true
		actor.PlaceAt(fyne.NewPos(30, 20), 26, within)
		named.Set(manyNamed())
		named.PlaceAt(fyne.NewPos(420, 20), 26, within)
		plainest.Set(CardText{Title: "28 July 2024"})
		plainest.PlaceAt(fyne.NewPos(30, 250), 26, within)
		band.Set(CardText{Title: "unlikely", Detail: "Likelihood", Lines: []CardLine{{Text: "ICD 203: 20 to 45 %"}}})
		band.focused = true
		band.PlaceAt(fyne.NewPos(420, 250), 26, within)
		return NewGround(GroundPage, container.NewStack(NewText("The words of the brief behind the cards", TextStyle{Serif: true, Size: 16}),
			container.NewWithoutLayout(actor, named, plainest, band)))
	})
}

// onCard shows a card over a window and returns it with what it has called.
func onCard(t *testing.T, text CardText) (*HoverCard, *[]string) {
	t.Helper()
	newApp(t)
	c := NewHoverCard()
	inWindow(t, container.NewWithoutLayout(c), 800, 600)
	calls := &[]string{}
	c.OnChoose = func(id string) { *calls = append(*calls, id) }
	c.OnEnter = func() { *calls = append(*calls, "enter") }
	c.OnLeave = func() { *calls = append(*calls, "leave") }
	c.OnEscape = func() { *calls = append(*calls, "escape") }
	c.Set(text)
	return c, calls
}

func TestAHoverCardStandsBelowOrAbove(t *testing.T) {
	c, _ := onCard(t, actorCard())
	if c.Visible() {
		t.Error("a card shows before it is placed")
	}
	const line = 26
	within := fyne.NewSize(800, 600)
	for name, at := range map[string]fyne.Position{
		"at the top": fyne.NewPos(300, 60), "in the middle": fyne.NewPos(300, 300), "at the bottom": fyne.NewPos(300, 580),
		"at the left": fyne.NewPos(0, 300), "at the right": fyne.NewPos(795, 590),
	} {
		// when
		c.PlaceAt(at, line, within)
		// then it is inside and beside the line, whose words stay in view
		p, s := c.Position(), c.Size()
		if p.X < 0 || p.Y < 0 || p.X+s.Width > within.Width || p.Y+s.Height > within.Height {
			t.Errorf("%s: at %v, %v large: outside", name, p, s)
		}
		if p.Y < at.Y && p.Y+s.Height > at.Y-line {
			t.Errorf("%s: from %v to %v covers the line that ends at %v", name, p.Y, p.Y+s.Height, at.Y)
		}
		if below := p.Y >= at.Y; below != (at.Y < 500) {
			t.Errorf("%s: below is %v", name, below)
		}
	}
	// and in a window too low and narrow for it, it begins inside
	c.PlaceAt(fyne.NewPos(100, 60), line, fyne.NewSize(200, 90))
	if p, s := c.Position(), c.Size(); p.X < 0 || p.Y < 0 || p.X+s.Width > 200 {
		t.Errorf("in a small window at %v, %v large", p, s)
	}
}

func TestAHoverCardIsAsWideAsItsWordsUpToALimit(t *testing.T) {
	c, _ := onCard(t, CardText{Title: "May 2"})
	c.PlaceAt(fyne.NewPos(100, 100), 26, fyne.NewSize(800, 600))
	few := c.Size()
	c.Set(manyNamed())
	c.PlaceAt(fyne.NewPos(100, 100), 26, fyne.NewSize(800, 600))
	if many := c.Size(); few.Width > 100 || many.Width > 360 || few.Height >= many.Height {
		t.Errorf("%v with few words, %v with many", few, many)
	}
}

// shown is what can be read on the card.
func (c *HoverCard) shown() (all []string) {
	s := c.shape()
	for _, pieces := range [][]cardPiece{s.words, s.chips, s.actions} {
		for _, p := range pieces {
			all = append(all, p.text)
		}
	}
	return all
}

func TestNamesWithoutRoomAreCounted(t *testing.T) {
	c, _ := onCard(t, manyNamed())
	names, counted := 0, 0
	for _, text := range c.shown() {
		if strings.HasPrefix(text, "Council name ") {
			names++
		}
		_, _ = fmt.Sscanf(text, "and %d more", &counted)
	}
	if names == 0 || counted == 0 || names+counted != 20 {
		t.Errorf("%d names shown and %d counted, of 20", names, counted)
	}
	// while a few are all shown
	c.Set(actorCard())
	for _, name := range actorCard().Chips {
		if !slices.Contains(c.shown(), name) {
			t.Errorf("%q is not shown", name)
		}
	}
	// and one far too long does not break out
	c.Set(CardText{Title: "X", Chips: []string{strings.Repeat("endless ", 40)}})
	if s := c.MinSize(); s.Width > 360 {
		t.Errorf("%v wide", s.Width)
	}
}

func TestAHoverCardByPointer(t *testing.T) {
	c, calls := onCard(t, actorCard())
	c.PlaceAt(fyne.NewPos(100, 100), 26, fyne.NewSize(800, 600))
	link := c.Places()[1]
	middle := link.Pos.AddXY(link.Size.Width/2, link.Size.Height/2)
	// when the pointer comes, goes over a link, clicks it, clicks beside it and leaves
	c.MouseIn(mouse(5, 5, 0, 0))
	if c.Cursor() != desktop.DefaultCursor {
		t.Error("a hand beside the links")
	}
	c.MouseMoved(mouse(middle.X, middle.Y, 0, 0))
	if c.Cursor() != desktop.PointerCursor {
		t.Error("no hand on a link")
	}
	c.Tapped(at(middle.X, middle.Y))
	c.Tapped(at(5, 5))
	c.MouseOut()
	// then
	if want := []string{"enter", "other", "leave"}; !slices.Equal(*calls, want) {
		t.Errorf("%v, want %v", *calls, want)
	}
}

func TestAHoverCardByKeyboard(t *testing.T) {
	c, calls := onCard(t, actorCard())
	c.PlaceAt(fyne.NewPos(100, 100), 26, fyne.NewSize(800, 600))
	fyne.CurrentApp().Driver().CanvasForObject(c).Focus(c)
	for _, name := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyEnter, fyne.KeyEscape} {
		c.TypedKey(key(name))
	}
	if want := []string{"open", "other", "dismiss", "escape"}; !slices.Equal(*calls, want) {
		t.Errorf("%v, want %v", *calls, want)
	}
	// without actions only Escape does something
	*calls = nil
	c.Set(CardText{Title: "May 2"})
	for _, name := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyRight, fyne.KeyEscape} {
		c.TypedKey(key(name))
	}
	if want := []string{"escape"}; !slices.Equal(*calls, want) {
		t.Errorf("%v, want %v", *calls, want)
	}
}
