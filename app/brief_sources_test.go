package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"sidelight/db"
	"sidelight/widgets"
)

func (b *bench) sourceRows() []widgets.RowData {
	list := b.beside.sources.list
	rows := make([]widgets.RowData, list.Length())
	for i := range rows {
		rows[i] = list.Row(i)
	}
	return rows
}

// sourceSide returns the row of that title beside the brief.
func (b *bench) sourceSide(title string) widgets.RowData {
	b.t.Helper()
	for _, row := range b.sourceRows() {
		if row.Title == title {
			return row
		}
	}
	b.t.Fatalf("no row %q in %+v", title, b.sourceRows())
	return widgets.RowData{}
}

// pointed is the passage that was pointed at last.
func (b *bench) pointed() string {
	b.t.Helper()
	p := b.page()
	start, end := 0, 0
	for line := range strings.SplitSeq(b.lines.String(), "\n") {
		if strings.HasPrefix(line, "pointed ") {
			start, end = twoNumbers(line)
		}
	}
	return p.revision.Text[start:end]
}

func twoNumbers(line string) (a, b int) {
	for i, word := range strings.Fields(line)[1:] {
		n := 0
		for _, r := range word {
			n = 10*n + int(r-'0')
		}
		if i == 0 {
			a = n
		} else {
			b = n
		}
	}
	return a, b
}

func TestBriefSources_ListsCitationsWithTheirDates(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	if row := b.sourceSide("Channel 9, August 4"); !strings.HasPrefix(row.Detail, "4 Aug 2024 · year inferred") {
		t.Errorf("row %+v", row)
	}
	if got := b.beside.sources.years.Text(); got != "Years come from the publication date, 9 August 2024" {
		t.Errorf("years: %q", got)
	}
	// When a row is chosen, the words are pointed at
	b.beside.sources.list.OnSelect(b.sourceSide("Channel 9, August 4").ID)
	b.tl.settle()
	if got := b.pointed(); got != "Channel 9, August 4" {
		t.Errorf("pointed at %q", got)
	}
	// When it is opened, the source is
	b.beside.sources.list.OnOpen(b.sourceSide("Channel 9, August 4").ID)
	b.tl.settle()
	if p := b.source(); p == nil || p.source.Name != "Channel 9" {
		t.Errorf("in view %+v", p)
	}
}

func TestGroupBySource(t *testing.T) {
	t.Parallel()
	day := func(d string) db.Date { return db.Date{Earliest: d, Latest: d} }
	got := groupBySource([]db.Citation{
		{Source: "Channel 9", Date: day("2024-08-04")},
		{Source: "Dune Radio", Reliability: "B", Date: day("2024-08-06")},
		{Source: "Cove Agency", State: db.StateDismissed},
		{Source: "Dune Radio", Reliability: "B", Date: day("2024-08-03")},
	})
	var heads []string
	for _, g := range got {
		heads = append(heads, fmt.Sprintf("%s (%d)", g.title, len(g.citations)))
	}
	want := []string{"Dune Radio · B · 2, newest 6 Aug 2024 (2)", "1 source cited once (1)", "Said to be no citation (1)"}
	if !slices.Equal(heads, want) {
		t.Errorf("heads %q, want %q", heads, want)
	}
	if groupBySource(nil) != nil {
		t.Error("heads over nothing")
	}
}

func TestBriefSources_DismissedCitationsStandApartAndComeBack(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	list := b.beside.sources.list
	list.SetSelected(b.sourceSide("Cove Agency, August 5").ID)
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	b.tl.settle()
	b.tl.advance(lensDelay)
	rows := b.sourceRows()
	if last := rows[len(rows)-1]; last.Title != "Cove Agency, August 5" || !last.Quiet {
		t.Errorf("last row %+v", last)
	}
	b.do("undo")
	b.tl.advance(lensDelay)
	if b.sourceSide("Cove Agency, August 5").Quiet {
		t.Error("undo did not bring the citation back")
	}
}

func TestBriefSources_YearsWithoutAPublicationDate(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add("The salt road\n\nThe road was cut on May 3 (Dune Radio, May 4).\n").ID)
	if got := b.beside.sources.years.Text(); got != "No publication date: dates without a year stay without one" {
		t.Errorf("years: %q", got)
	}
	// When the date is set in the details, the years are there
	b.beside.sources.change.Tapped(nil)
	b.tl.settle()
	b.fill("details.date", "9 August 2024")
	b.confirm()
	b.tl.advance(lensDelay)
	if !strings.Contains(b.beside.sources.years.Text(), "9 August 2024") {
		t.Errorf("years: %q", b.beside.sources.years.Text())
	}
	if row := b.sourceSide("Dune Radio, May 4"); !strings.HasPrefix(row.Detail, "4 May 2024") {
		t.Errorf("row %+v of %q", row, p.brief.Title)
	}
}

func TestBriefSources_NextSingleSourcePassage(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	// Three passages of the body rest on one source, one on none
	if row := b.sourceSide("On one source"); row.Mark != "3" {
		t.Errorf("row %+v", row)
	}
	if row := b.sourceSide("Without a source"); row.Mark != "1" {
		t.Errorf("row %+v", row)
	}
	var seen []string
	for range 4 {
		b.do("passage.single")
		seen = append(seen, b.pointed())
	}
	for i, want := range []string{"The southern one", "On August 7", "Their tents", "The southern one"} {
		if !strings.HasPrefix(seen[i], want) {
			t.Errorf("passage %d is %q, want %q", i+1, seen[i], want)
		}
	}
	// The row of those without a source leads there
	b.beside.sources.list.OnSelect(b.sourceSide("Without a source").ID)
	b.tl.settle()
	if got := b.pointed(); !strings.HasPrefix(got, "Nobody has said") {
		t.Errorf("pointed at %q", got)
	}
}

func TestBriefSources_OneHouseCountsOnce(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	house := "Dune House"
	for _, name := range []string{"Dune Radio", "Channel 9"} {
		if _, err := b.lib.UpdateSource(context.Background(), b.sourceNamed(name).ID, db.SourceUpdate{Publisher: &house}); err != nil {
			t.Fatal(err)
		}
	}
	b.tl.advance(lensDelay)
	if row := b.sourceSide("On one source"); row.Mark != "4" {
		t.Errorf("row %+v", row)
	}
}

func checkCards(b *bench) []widgets.CardData { return b.beside.annotations.checks.cards() }

func TestChecks_StandAsCardsAfterTheAnnotations(t *testing.T) {
	b := openBench(t)
	b.open(b.add(citingText).ID)
	b.mark("the well keepers left", '1')
	cards := checkCards(b)
	if len(cards) != 1 || !cards[0].Dashed || cards[0].Quote != "Cove Agency, August 5" || cards[0].Meta != "Check · Source older than the event" {
		t.Fatalf("cards %+v", cards)
	}
	if got := b.beside.annotations.list.Cards(); got != 2 {
		t.Errorf("%d cards, want the annotation and the check", got)
	}
	// When the check is chosen, its words are pointed at
	b.do("check.next")
	if got := b.pointed(); got != "Cove Agency, August 5" {
		t.Errorf("pointed at %q", got)
	}
	// When it is kept, it is the analyst's own
	b.beside.annotations.list.OnAction(cards[0].ID, "check.keep")
	b.tl.settle()
	b.tl.advance(lensDelay)
	if cards = checkCards(b); len(cards) != 1 || cards[0].Dashed {
		t.Errorf("kept: %+v", cards)
	}
	// When it is dismissed, a line says so and brings it back
	b.beside.annotations.list.OnAction(cards[0].ID, "check.dismiss")
	b.tl.settle()
	b.tl.advance(lensDelay)
	if cards = checkCards(b); len(cards) != 1 || cards[0].Meta != "1 check dismissed" {
		t.Fatalf("dismissed: %+v", cards)
	}
	b.beside.annotations.list.OnAction(cards[0].ID, "show")
	if cards = checkCards(b); len(cards) != 2 {
		t.Fatalf("shown: %+v", cards)
	}
	b.beside.annotations.list.OnAction(cards[0].ID, "check.again")
	b.tl.settle()
	b.tl.advance(lensDelay)
	if cards = checkCards(b); len(cards) != 1 || !cards[0].Dashed {
		t.Errorf("brought back: %+v", cards)
	}
	b.do("undo")
	b.do("undo")
	b.do("undo")
	b.tl.advance(lensDelay)
	if cards = checkCards(b); len(cards) != 1 || !cards[0].Dashed || len(b.annotations()) != 1 {
		t.Errorf("after undo: %+v", cards)
	}
}
