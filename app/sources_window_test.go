package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sidelight/db"
	"sidelight/widgets"
)

const citingText = `Brief: The wells of Tassa
Publication: Sahel Review Volume: 7 Issue: 4

August 9, 2024

Executive Summary:

• The wells were closed within a week.

The northern well was closed on August 2 (Dune Radio, August 3; Channel 9, August 4). The southern one followed two days later (Dune Radio, August 6). Nobody has said who closed them.

On August 7 the well keepers left (Cove Agency, August 5). Their tents were found empty (duneradio.example, August 8).
`

func (b *bench) sourceNamed(name string) db.Source {
	b.t.Helper()
	all, _, err := b.lib.Sources(context.Background(), db.SourceFilter{})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, s := range all {
		if s.Name == name {
			return s
		}
	}
	b.t.Fatalf("no source %q among %d", name, len(all))
	return db.Source{}
}

func (b *bench) openSourcePage(name string) *sourcePage {
	b.t.Helper()
	b.openSource(b.sourceNamed(name).ID, true)
	b.tl.settle()
	p := b.source()
	if p == nil || !p.loaded {
		b.t.Fatal("the source did not open")
	}
	return p
}

func sourceTitles(p *sourcesPane) []string {
	var names []string
	for i := range p.rows.rows {
		names = append(names, p.rowAt(i).Title)
	}
	return names
}

func TestSources_ListOrderAndFilter(t *testing.T) {
	b := openBench(t)
	if !b.sources.empty.Visible() {
		t.Error("without sources the list does not say what it is for")
	}
	b.open(b.add(citingText).ID)
	want := []string{"Channel 9", "Cove Agency", "Dune Radio", "duneradio.example"}
	if got := sourceTitles(b.sources); !slices.Equal(got, want) {
		t.Errorf("sources %q, want %q", got, want)
	}
	// When the most cited are asked for first
	b.sources.order = db.SourcesByCount
	b.sources.rows.reset()
	b.tl.settle()
	if row := b.sources.rowAt(0); row.Title != "Dune Radio" || !strings.Contains(row.Detail, "2 citations") {
		t.Errorf("first row %+v", row)
	}
}

func TestSource_PageShowsThePassagesAndOpensThem(t *testing.T) {
	b := openBench(t)
	brief := b.add(citingText)
	b.open(brief.ID)
	p := b.openSourcePage("Dune Radio")
	if n := p.list.Count(); n != 2 {
		t.Fatalf("%d passages", n)
	}
	row, ok := p.rowAt(0)
	if !ok || row.Reference != "Sahel Review 7/4 · ¶1" || !strings.Contains(row.After, "northern well") || row.State != "3 Aug 2024" {
		t.Errorf("row %+v", row)
	}
	// When a passage is chosen, the brief opens there and the source stays
	p.list.OnChoose(1)
	b.tl.settle()
	if b.currentBrief() != brief.ID || len(b.tabs.keys()) != 2 || !b.wrote("pointed ") {
		t.Errorf("brief %d, tabs %v", b.currentBrief(), b.tabs.keys())
	}
}

func TestSource_EditUndoRedo(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	p := b.openSourcePage("Cove Agency")
	b.do("source.edit")
	b.fill("source.publisher", "Cove House")
	b.openFields["source.reliability"].(*widgets.Choice).SetChosen(2)
	b.confirm()
	if b.Desk.open.Shown() {
		t.Error("the sheet is still up")
	}
	if p.source.Reliability != "B" || p.source.Publisher != "Cove House" {
		t.Errorf("page shows %+v", p.source)
	}
	b.do("undo")
	if s := b.sourceNamed("Cove Agency"); s.Reliability != "" || s.Publisher != "" {
		t.Errorf("after undo %+v", s)
	}
	b.do("redo")
	if s := b.sourceNamed("Cove Agency"); s.Reliability != "B" {
		t.Errorf("after redo %+v", s)
	}
	// A name that another source has is refused, and nothing typed is lost
	b.do("source.edit")
	b.fill("source.name", "Channel 9")
	b.confirm()
	if !b.Desk.open.Shown() || b.sourceNamed("Cove Agency").ID != p.id {
		t.Error("the name of another source was taken")
	}
}

func TestSource_MergeIntoLeadsToTheOther(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	into, from := b.sourceNamed("Dune Radio"), b.sourceNamed("duneradio.example")
	b.openSourcePage("duneradio.example")
	b.do("source.merge")
	b.confirm() // nothing is chosen yet
	if !b.Desk.open.Shown() {
		t.Error("merged into a source that nobody chose")
	}
	b.openFields["merge.list"].(*widgets.RowList).SetSelected(into.ID)
	b.confirm()
	p := b.source()
	if p == nil || p.id != into.ID || len(b.tabs.keys()) != 2 {
		t.Fatalf("in view %v, tabs %v", p, b.tabs.keys())
	}
	if got := p.source.Variants; !slices.Equal(got, []string{"Dune Radio", "duneradio.example"}) || p.list.Count() != 3 {
		t.Errorf("spellings %q, %d passages", got, p.list.Count())
	}
	// Undo brings the other one back, redo merges again, undo works again
	b.do("undo")
	if s := b.sourceNamed("duneradio.example"); s.ID != from.ID || p.list.Count() != 2 {
		t.Errorf("after undo %+v, %d passages", s, p.list.Count())
	}
	b.do("redo")
	b.do("undo")
	if s := b.sourceNamed("duneradio.example"); s.Citations != 1 {
		t.Errorf("after the second undo %+v", s)
	}
}

func TestSource_NotACitation(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	p := b.openSourcePage("Dune Radio")
	c, _ := p.rows.at(0)
	items := p.citationItems(c.Citation)
	items[len(items)-1].Action()
	b.tl.settle()
	if p.list.Count() != 1 {
		t.Errorf("%d passages", p.list.Count())
	}
	b.do("undo")
	if p.list.Count() != 2 {
		t.Errorf("after undo %d passages", p.list.Count())
	}
	// A source that lost its last citation says so
	cove := b.openSourcePage("Cove Agency")
	c, _ = cove.rows.at(0)
	items = cove.citationItems(c.Citation)
	items[0].Action()
	b.tl.settle()
	b.fill("citation.source", "Channel 9")
	b.confirm()
	if cove.list.Count() != 0 || !cove.none.Visible() {
		t.Errorf("%d passages of a source that is not cited any more", cove.list.Count())
	}
	if s := b.sourceNamed("Channel 9"); s.Citations != 2 {
		t.Errorf("%+v", s)
	}
}

func TestSource_ReadOnlyLibraryOffersNoChange(t *testing.T) {
	b := openBench(t)
	brief := b.add(citingText)
	b.open(brief.ID)
	source, path := b.sourceNamed("Dune Radio"), b.path
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(context.Background(), path, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	b.sh.show(lib)
	b.Desk = b.sh.desk
	b.tl.settle()
	p := b.openSourcePage(source.Name)
	if b.canEditSource() || p.list.Count() != 2 || !b.menu.items["source.merge"].Disabled {
		t.Errorf("can edit %v, %d passages", b.canEditSource(), p.list.Count())
	}
	b.open(brief.ID)
	for _, c := range b.beside.annotations.checks.cards() {
		if len(c.Actions) > 0 {
			t.Errorf("a check that can be decided on: %+v", c)
		}
	}
}

func TestPanes_OutOfViewAreReadWhenTheyAreWanted(t *testing.T) {
	b := openBench(t)
	for id, p := range b.panes {
		p.setInView(id == b.pane) // as the window has it
	}
	b.add(citingText)
	b.rest()
	if n := len(b.sources.rows.rows); n != 0 {
		t.Errorf("%d sources were read for a pane that nobody sees", n)
	}
	// When the pane comes into view, then it has what came meanwhile
	b.showPane(paneSources)
	b.tl.settle()
	if len(b.sources.rows.rows) == 0 {
		t.Error("no sources in the pane in view")
	}
	// When the pairs are asked for from elsewhere, then they are compared
	b.showPane(paneLibrary)
	b.sources.pairs.stale = true
	b.reviewSources()
	b.tl.settle()
	if b.sources.pairs.stale {
		t.Error("the sources were not compared")
	}
}
