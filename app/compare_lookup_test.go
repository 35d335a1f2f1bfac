package app

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"sidelight/db"
)

func TestLookup_AComparisonIsFoundAndOpened(t *testing.T) {
	b := openBench(t)
	left, right := b.addNamed("The fuel road"), b.addNamed("Gold and garrisons")
	c, err := b.lib.OpenComparison(context.Background(), db.SideRef{Kind: db.KindBrief, ID: left.ID}, db.SideRef{Kind: db.KindBrief, ID: right.ID})
	if err != nil {
		t.Fatal(err)
	}
	b.tl.settle()
	b.rest()
	b.lookFor("fuel road | gold")
	b.press(fyne.KeyReturn)
	b.tl.settle()
	if p := b.comparisonInView(); p == nil || p.id != c.ID {
		t.Errorf("in view %v, want the comparison", b.tabs.keys())
	}
}
