package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

func TestGuide_OpensInATabAndGoesFromPageToPage(t *testing.T) {
	b := openBench(t)
	// When the guide is asked for, twice
	b.do("guide")
	b.do("guide")
	b.rest()
	// Then it stands in one tab, its pages beside it
	g, ok := b.tabs.current().(*guidePage)
	if !ok || len(b.tabs.pages) != 1 {
		t.Fatalf("in view: %T among %d tabs", b.tabs.current(), len(b.tabs.pages))
	}
	if len(g.pages) < 10 || b.side.active() != "guide" || g.at != 0 {
		t.Fatalf("%d pages, %q beside, page %d", len(g.pages), b.side.active(), g.at)
	}
	// And a link leads to its page, with its pictures
	g.follow("marking.md")
	b.rest()
	if g.pages[g.at].Name != "marking" || len(g.pictures) == 0 {
		t.Errorf("page %q with %d pictures", g.pages[g.at].Name, len(g.pictures))
	}
	for _, p := range g.pictures {
		if !p.shown.HasImage() {
			t.Errorf("the picture %s is not up", p.name)
		}
	}
	// And the keyboard goes through the list
	b.win.Canvas().Focus(g.list)
	g.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if g.pages[g.at].Name != "notes" {
		t.Errorf("below marking comes %q", g.pages[g.at].Name)
	}
	// And other addresses lead nowhere
	at := g.at
	g.follow("https://example.org/")
	if g.at != at {
		t.Error("an address was followed")
	}
}

func TestGuide_PicturesFollowTheTheme(t *testing.T) {
	b := openBench(t)
	b.do("guide")
	b.rest()
	heard := len(b.lines.String())
	// When the window turns dark
	b.do("view.theme")
	b.rest()
	// Then the pictures are read anew
	if said := b.lines.String()[heard:]; !strings.Contains(said, "guide-pictures") {
		t.Errorf("after the change: %q", said)
	}
}
