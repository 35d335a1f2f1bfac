package app

import (
	"context"
	"strings"
	"testing"

	"sidelight/db"
)

const otherText = `Brief: The road to the wells
Publication: Frontier Notes Volume: 12 Issue: 8

August 2, 2024

Trucks left the wells at night. The garrison did not follow them.
`

// besideEachOther opens one brief with another beside it.
func besideEachOther(t *testing.T) (b *bench, left, right db.Brief) {
	t.Helper()
	b = openBench(t)
	left, right = b.add(briefText), b.add(otherText)
	b.open(left.ID)
	b.tabs.pairUp(b.tabs.active, b.newPage(tabKey{tabBrief, right.ID}, ""))
	b.saveSession()
	b.tl.settle()
	return b, left, right
}

func TestPair_BothTextsStandInOneTab(t *testing.T) {
	b, left, right := besideEachOther(t)
	p := b.tabs.pairInView()
	if p == nil || len(b.tabs.pages) != 1 {
		t.Fatalf("%d tabs, pair %v", len(b.tabs.pages), p)
	}
	for i, want := range []db.Brief{left, right} {
		side, ok := p.sides[i].(*briefPage)
		if !ok || side.id != want.ID || !side.loaded {
			t.Errorf("side %d shows %v, want the text of %q", i, p.sides[i].Key(), want.Title)
		}
	}
	if title := p.Title(); !strings.Contains(title, left.Title) || !strings.Contains(title, right.Title) {
		t.Errorf("the tab is called %q", title)
	}
	// The one that was opened is at work
	if b.currentBrief() != right.ID || b.beside.id != right.ID {
		t.Errorf("at work is brief %d, beside it stands what belongs to %d", b.currentBrief(), b.beside.id)
	}
}

func TestPair_TheKeyboardSaysWhichSideIsAtWork(t *testing.T) {
	b, left, right := besideEachOther(t)
	// When the left text gets the keyboard, then what belongs to it stands beside
	b.win.Canvas().Focus(b.tabs.pairInView().sides[leftSide].(*briefPage).reader)
	b.tl.settle()
	if b.currentBrief() != left.ID || b.beside.id != left.ID {
		t.Errorf("at work is brief %d, beside it %d", b.currentBrief(), b.beside.id)
	}
	// And a mark goes into the left one
	b.mark("Fighters opened fire", '1')
	marks, err := b.lib.Annotations(context.Background(), left.ID)
	if err != nil || len(marks) != 1 {
		t.Errorf("%d marks, %v", len(marks), err)
	}
	// When the other side is asked for by key
	b.do("pair.other")
	if b.currentBrief() != right.ID {
		t.Errorf("at work is brief %d, want the right one", b.currentBrief())
	}
	// When going from pane to pane
	b.do("pair.other")
	b.do("go.pane")
	if b.currentBrief() != right.ID {
		t.Error("the next pane after the left side is not the right side")
	}
}

func TestPair_SwapsReplacesAndParts(t *testing.T) {
	b, left, right := besideEachOther(t)
	third := b.add(actorText)
	p := b.tabs.pairInView()
	// When the sides are swapped, then the same page is at work on the other side
	b.do("pair.swap")
	if p.sides[leftSide].Key().ID != right.ID || b.currentBrief() != right.ID {
		t.Errorf("left %v, at work %d", p.sides[leftSide].Key(), b.currentBrief())
	}
	// When a third is opened beside, then it takes the place of the one not at work
	b.openBeside(tabKey{tabBrief, third.ID})
	b.tl.settle()
	if p.sides[leftSide].Key().ID != right.ID || p.sides[rightSide].Key().ID != third.ID || len(b.tabs.pages) != 1 {
		t.Errorf("sides %v and %v", p.sides[0].Key(), p.sides[1].Key())
	}
	// When what is there already is asked for, then it gets the keyboard only
	b.openBeside(tabKey{tabBrief, right.ID})
	b.tl.settle()
	if b.currentBrief() != right.ID || p.sides[rightSide].Key().ID != third.ID {
		t.Error("a page that stood there was replaced")
	}
	// When this side is closed, then the other has the tab
	b.do("pair.close")
	b.tl.settle()
	if b.tabs.pairInView() != nil || b.currentBrief() != third.ID || len(b.tabs.pages) != 1 {
		t.Errorf("in view %d of %d tabs", b.currentBrief(), len(b.tabs.pages))
	}
	_ = left
}

func TestPair_ANoteStandsBesideABrief(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	note, err := b.lib.AddNote(context.Background(), db.Note{Title: "Weekly", Body: "First."})
	if err != nil {
		t.Fatal(err)
	}
	b.open(brief.ID)
	b.openBeside(tabKey{tabNote, note.ID})
	b.tl.settle()
	n, ok := b.tabs.current().(*notePage)
	if !ok {
		t.Fatalf("at work is %v", b.tabs.current().Key())
	}
	// When words are written and the side is closed at once, then nothing is lost
	n.editor.SetText("First. Second.")
	n.editor.OnChanged("First. Second.")
	b.do("pair.close")
	b.tl.settle()
	if n, err := b.lib.Note(context.Background(), note.ID); err != nil || n.Body != "First. Second." {
		t.Errorf("the note says %q, %v", n.Body, err)
	}
}

func TestPair_WhatIsGoneLeavesItsSide(t *testing.T) {
	b, left, right := besideEachOther(t)
	b.trashBriefs([]int64{right.ID})
	b.tl.settle()
	if b.tabs.pairInView() != nil || b.currentBrief() != left.ID {
		t.Errorf("in view %d, want the brief that is left", b.currentBrief())
	}
}

func TestPair_ComesBackAtTheNextStart(t *testing.T) {
	b, left, right := besideEachOther(t)
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	again := openBenchAt(t, b.path, b.fa)
	p := again.tabs.pairInView()
	if p == nil || p.sides[leftSide].Key().ID != left.ID || p.sides[rightSide].Key().ID != right.ID {
		t.Fatalf("tabs %v beside %v", again.tabs.keys(), again.tabs.beside())
	}
	// And where one is gone by then, the other stands alone
	again.trashBriefs([]int64{left.ID})
	again.tl.settle()
	if err := again.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	last := openBenchAt(t, b.path, b.fa)
	if last.tabs.pairInView() != nil || last.currentBrief() != right.ID {
		t.Errorf("tabs %v", last.tabs.keys())
	}
}
