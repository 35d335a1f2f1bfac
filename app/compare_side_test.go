package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
)

const (
	columnText = `Brief: What the column lost
Publication: Frontier Notes Volume: 12 Issue: 8

August 2, 2024

The Northern Guard and the River Brigade struck the convoy at the wadi near Tessalit on July 27. At least 47 of the foreign contractors were killed at the wadi, by the count of the Northern Guard (Desert Radio, July 30).

The Northern Guard and the River Brigade probably agreed beforehand who would hold the ridge at Tessalit.

Fuel had been short since June, and the last supply flight turned back to the coast (Le Courrier, July 25).
`
	ambushText = `Brief: Two ambushes
Publication: Sahel Review Volume: 7 Issue: 3

August 9, 2024

Fighters of the Northern Guard and the River Brigade struck the convoy at the wadi near Tessalit on July 27; 84 contractors were killed, the Northern Guard said (Channel 9, July 27).

It is unlikely that the Northern Guard and the River Brigade agreed beforehand who would hold the ridge at Tessalit.

The army answered with strikes from the air that reportedly hit a market in Kidal (Le Courrier, August 1).
`
	songText = `Brief: A song of the coast
Publication: Music Weekly Volume: 1 Issue: 1

May 3, 2019

Violins carry the first movement; an oboe answers them softly.
`
)

// compared opens the comparison of two texts.
func (b *bench) compared(left, right string) *comparePage {
	b.t.Helper()
	l, r := b.add(left), b.add(right)
	b.addActorNamed("Northern Guard", "armed group")
	b.addActorNamed("River Brigade", "armed group")
	b.compareBriefs([]int64{l.ID, r.ID})
	b.tl.advance(time.Second)
	p := b.comparisonInView()
	if p == nil || !p.known {
		b.t.Fatal("the comparison did not open")
	}
	return p
}

// titles are the cards beside the comparison in view.
func (b *bench) differenceCards() (titles []string) {
	for _, d := range b.between.cards.all() {
		v, _ := d.Verdict(b.comparisonInView().verdicts)
		titles = append(titles, joinNonEmpty(" · ", differenceName(b.comparisonInView(), d), verdictName(v)))
	}
	return titles
}

func (b *bench) verdicts() map[string]db.DifferenceVerdict {
	b.t.Helper()
	all, err := b.lib.DifferenceVerdicts(context.Background(), b.comparisonInView().id)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func (b *bench) comparisonNote() string {
	b.t.Helper()
	n, err := b.lib.ComparisonNote(context.Background(), b.comparisonInView().id)
	if err != nil {
		b.t.Fatal(err)
	}
	return n.Body
}

// key types a letter on the cards.
func (b *bench) onCards(keys string) {
	b.t.Helper()
	for _, r := range keys {
		b.between.cards.list.TypedRune(r)
		b.tl.advance(time.Second)
	}
}

func TestCompareSide_DifferencesStandAsCards(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	if b.side.active() != sideDifferences {
		t.Errorf("in front is %q", b.side.active())
	}
	got := b.differenceCards()
	if len(got) < 2 || got[0] != "Figures differ" || !slices.Contains(got, "Likelihood differs") {
		t.Fatalf("cards %q", got)
	}
	d := p.result.Differences[0]
	card := b.between.cards.card(1, d, db.DifferenceOpen)
	if !strings.Contains(card.Note, "47") || !strings.Contains(card.Note, "84") || card.Meta == "" || len(card.Actions) != 3 {
		t.Errorf("card %+v", card)
	}
	// When one is chosen, then both its passages are pointed at
	b.between.cards.list.OnSelect(1)
	if want := fmt.Sprintf("pointed %d %d %d %d", d.Left.Start, d.Left.End, d.Right.Start, d.Right.End); !b.wrote(want) {
		t.Errorf("no %q in %s", want, b.lines)
	}
}

func TestCompareSide_VerdictsAreOneStepEach(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	key := p.result.Differences[0].Key
	n := len(p.result.Differences)
	b.between.cards.list.OnSelect(1)
	b.between.cards.list.SetActive(1)
	// When one is kept by key
	b.onCards("k")
	if b.verdicts()[key] != db.DifferenceKept || b.differenceCards()[0] != "Figures differ · Kept" {
		t.Errorf("kept: %v, %q", b.verdicts(), b.differenceCards())
	}
	// and by the same key not any more
	b.onCards("k")
	if v := b.verdicts()[key]; v != db.DifferenceOpen {
		t.Errorf("taken back it is %q", v)
	}
	b.do("undo")
	if v := b.verdicts()[key]; v != db.DifferenceKept {
		t.Errorf("undone it is %q", v)
	}
	b.do("undo")
	b.do("redo")
	if v := b.verdicts()[key]; v != db.DifferenceKept {
		t.Errorf("done again it is %q", v)
	}
	// When it is dismissed, then it folds and the next has its turn, with its passages
	b.lines.Reset()
	b.onCards("d")
	next := p.result.Differences[1]
	if want := fmt.Sprintf("pointed %d %d %d %d", next.Left.Start, next.Left.End, next.Right.Start, next.Right.End); !b.wrote(want) {
		t.Errorf("no %q in %s", want, b.lines)
	}
	list := b.between.cards.list
	if v := b.verdicts()[key]; v != db.DifferenceDismissed || list.Cards() != n || list.Active() != 2 {
		t.Errorf("dismissed: %q, %d cards, active %d", v, list.Cards(), list.Active())
	}
	// and it can be looked at and brought back
	list.OnAction(dismissedCard, "show")
	if list.Cards() != n+1 {
		t.Errorf("unfolded there are %d cards", list.Cards())
	}
	list.OnAction(1, "again")
	b.tl.settle()
	if v := b.verdicts()[key]; v != db.DifferenceOpen || list.Cards() != n {
		t.Errorf("brought back: %q, %d cards", v, list.Cards())
	}
}

func TestCompareSide_DismissingAllLeavesTheCount(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	b.between.cards.list.OnSelect(1)
	b.between.cards.list.SetActive(1)
	b.onCards(strings.Repeat("d", len(p.result.Differences)))
	if n := b.between.cards.list.Cards(); n != 1 {
		t.Errorf("%d cards are left, want the one that counts", n)
	}
	if !b.wrote("listed 0 differences") {
		t.Error("the number at the face is not 0")
	}
}

func TestCompareSide_ToNoteWritesBothQuotesAndIsTakenBack(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	key := p.result.Differences[0].Key
	// Given words of one's own in the notes, not saved yet
	b.between.notes.editor.SetText("Mine.")
	b.between.notes.editor.OnChanged("Mine.")
	b.between.cards.list.OnSelect(1)
	b.between.cards.list.SetActive(1)
	// When a difference is turned into a note
	b.onCards("n")
	// Then both passages stand there with their citations, after the words
	note := b.comparisonNote()
	for _, want := range []string{"Mine.\n\n**Figures differ**", "> At least 47", "> 84 contractors", "Frontier Notes 12/8, 2 August 2024", "Sahel Review 7/3, 9 August 2024"} {
		if !strings.Contains(note, want) {
			t.Errorf("no %q in %q", want, note)
		}
	}
	if b.verdicts()[key] != db.DifferenceNoted || b.between.notes.editor.Text() != note {
		t.Errorf("verdict %q, the editor shows %q", b.verdicts()[key], b.between.notes.editor.Text())
	}
	// When it is undone, then the words are gone and one's own are not
	b.do("undo")
	b.tl.advance(time.Second)
	if note := b.comparisonNote(); note != "Mine." || b.verdicts()[key] != db.DifferenceOpen || b.between.notes.editor.Text() != "Mine." {
		t.Errorf("undone: %q, %q in the editor, %v", note, b.between.notes.editor.Text(), b.verdicts())
	}
	b.do("redo")
	b.tl.advance(time.Second)
	if !strings.Contains(b.comparisonNote(), "> 84 contractors") || b.verdicts()[key] != db.DifferenceNoted {
		t.Error("done again it is not in the notes")
	}
}

func TestCompareSide_InsertQuoteTakesWhatIsSelected(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	b.between.insertQuotes()
	if b.between.notes.editor.Text() != "" || !b.wrote("said Select some words") {
		t.Error("something was quoted though nothing is selected")
	}
	selected := func(side int, words string) {
		text, _ := p.side(side).text()
		at := strings.Index(text, words)
		p.reader(side).Select(at, at+len(words))
	}
	selected(rightSide, "The army answered")
	b.between.insertQuotes()
	b.tl.advance(time.Second)
	if note := b.comparisonNote(); !strings.Contains(note, "> The army answered") || strings.Contains(note, "Frontier Notes") {
		t.Errorf("one side: %q", note)
	}
	selected(leftSide, "Fuel had been short")
	b.between.insertQuotes()
	b.tl.advance(time.Second)
	if note := b.comparisonNote(); !strings.Contains(note, "> Fuel had been short\n>\n> — Frontier Notes 12/8, 2 August 2024") || strings.Count(note, "> The army") != 2 {
		t.Errorf("both sides: %q", note)
	}
	// The notes are there at the next start
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	again := openBenchAt(t, b.path, b.fa)
	again.tl.advance(time.Second)
	if got := again.between.notes.editor.Text(); !strings.Contains(got, "Fuel had been short") {
		t.Errorf("the notes came back as %q", got)
	}
}

func TestCompareSide_SharedThingsAreGoneRound(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	c := b.between.common
	i := slices.IndexFunc(c.items, func(it collate.Item) bool { return it.Name == "Northern Guard" })
	if i < 0 {
		t.Fatalf("shared %+v", p.result.Shared)
	}
	it := c.items[i]
	if got, want := itemCount(it), fmt.Sprintf("%d | %d", len(it.Left), len(it.Right)); got != want || len(it.Left) < 2 {
		t.Errorf("count %q, want %q", got, want)
	}
	// When its chip is pressed again and again, then its places are gone round on both sides
	places := max(len(it.Left), len(it.Right))
	for n := range places + 1 {
		b.lines.Reset()
		c.choose(int64(i + 1))
		l, r := it.Left[min(n%places, len(it.Left)-1)], it.Right[min(n%places, len(it.Right)-1)]
		if want := fmt.Sprintf("pointed %d %d %d %d", l.Start, l.End, r.Start, r.End); !b.wrote(want) {
			t.Errorf("press %d: no %q in %s", n, want, b.lines)
		}
	}
	// What stands on one side only is pointed at there
	i = slices.IndexFunc(c.items, func(it collate.Item) bool { return len(it.Left) == 0 })
	b.lines.Reset()
	c.choose(int64(i + 1))
	at := c.items[i].Right[0]
	if !b.wrote(fmt.Sprintf("pointed %d %d on side 1", at.Start, at.End)) {
		t.Errorf("only right: %s", b.lines)
	}
}

func TestCompareCommon_ManyChipsAreAskedFor(t *testing.T) {
	b := openBench(t)
	p := &comparePage{kit: b.kit, known: true}
	p.result.Kind = collate.KindMatters
	for i := range 100 {
		p.result.Shared.Actors = append(p.result.Shared.Actors, collate.Item{ID: int64(i + 1), Name: fmt.Sprint("Actor ", i), Left: []span.Span{{}}, Right: []span.Span{{}}})
	}
	c := newCompareCommon(b.kit)
	c.set(p)
	if len(c.items) != mostChips {
		t.Fatalf("%d chips, want %d", len(c.items), mostChips)
	}
	c.choose(-1)
	if len(c.items) != 100 {
		t.Errorf("%d chips after asking for the rest", len(c.items))
	}
}

func TestCompareSide_SaysPlainlyThatNothingIsShared(t *testing.T) {
	b := openBench(t)
	b.compared(columnText, songText)
	c := b.between.cards
	if !c.empty.Visible() || c.list.Visible() || !nothingShared(b.comparisonInView().result) {
		t.Errorf("result %+v", b.comparisonInView().result)
	}
}

func TestCompareSide_ChangesOfEditions(t *testing.T) {
	b := openBench(t)
	corrected := strings.ReplaceAll(strings.ReplaceAll(columnText, "At least 47 of", "At least 51 of"), "What the column lost", "What the column lost, corrected")
	p := b.compared(columnText, corrected)
	if p.result.Kind != collate.KindEditions || b.side.active() != sideChanges {
		t.Fatalf("%s, in front is %q", p.result.Kind, b.side.active())
	}
	c := b.between.changes
	if c.rows.Count() != len(p.result.Changes) || c.rows.Count() < 1 {
		t.Fatalf("%d rows of %d changes", c.rows.Count(), len(p.result.Changes))
	}
	var rows []string
	for i := range c.rows.Count() {
		r, _ := c.row(i)
		rows = append(rows, r.Reference+": "+r.Before+r.Words+r.After)
	}
	if !slices.ContainsFunc(rows, func(r string) bool {
		return strings.HasPrefix(r, "Changed · ¶1: ") && strings.Contains(r, "At least 47 › 51 of the foreign contractors")
	}) {
		t.Errorf("rows %q", rows)
	}
	// When one is chosen, it is the one in hand
	c.rows.OnChoose(c.rows.Count() - 1)
	if p.at != c.rows.Count()-1 || !b.wrote("pointed ") {
		t.Errorf("in hand is %d", p.at)
	}
	// Going on by key shows its row
	b.do("compare.next")
	if c.rows.Current() != 0 {
		t.Errorf("row %d", c.rows.Current())
	}
	// Compared as the same matters there are differences instead
	b.do("compare.kind")
	b.tl.advance(time.Second)
	if b.side.active() != sideDifferences {
		t.Errorf("in front is %q", b.side.active())
	}
}

func TestCompareChanges_ThousandsAreMadeAsTheyComeIntoView(t *testing.T) {
	b := openBench(t)
	p := &comparePage{kit: b.kit, known: true}
	p.result.Kind = collate.KindEditions
	p.left.Text, p.right.Text = strings.Repeat("a ", 50_000), strings.Repeat("b ", 50_000)
	for i := range 50_000 {
		s := span.Span{Start: 2 * i, End: 2*i + 1}
		p.result.Changes = append(p.result.Changes, diff.Change{Kind: diff.Changed, Old: s, New: s})
	}
	c := newCompareChanges(b.kit, compareActions{}, func(int) {})
	asked := 0
	row := c.rows.Row
	c.rows.Row = func(i int) (widgets.ContextRow, bool) { asked++; return row(i) }
	c.set(p)
	c.list.Resize(fyne.NewSize(320, 700))
	if asked == 0 || asked > 200 {
		t.Errorf("%d rows were made for one view", asked)
	}
}

func TestComparisons_AreListedFilteredDeletedAndRestored(t *testing.T) {
	b := openBench(t)
	p := b.compared(columnText, ambushText)
	b.between.cards.list.SetActive(1)
	b.onCards("k")
	b.do("view.comparisons")
	if b.pane != paneCompare || len(b.pairings.rows.rows) != 1 {
		t.Fatalf("pane %q, %d rows", b.pane, len(b.pairings.rows.rows))
	}
	if got := b.pairings.list.Current(); got != p.id {
		t.Errorf("the row of the one in view is not chosen, but %d", got)
	}
	row := comparisonRow(b.pairings.rows.rows[0])
	if row.Title != "What the column lost" || row.Detail != "with Two ambushes" || row.Mark != "1 kept" {
		t.Errorf("row %+v", row)
	}
	b.pairings.filter.SetText("nothing like it")
	b.tl.advance(time.Second)
	if len(b.pairings.rows.rows) != 0 {
		t.Error("the filter finds what has other words")
	}
	b.pairings.filter.SetText("ambush")
	b.tl.advance(time.Second)
	if len(b.pairings.rows.rows) != 1 {
		t.Error("the filter does not find a word of a title")
	}
	// When it is deleted, then its tab closes
	id := p.id
	b.pairings.list.OnDelete([]int64{id})
	b.tl.advance(time.Second)
	if b.comparisonInView() != nil || len(b.pairings.rows.rows) != 0 {
		t.Error("a deleted comparison is still there")
	}
	// When that is undone, then it opens with what was decided
	b.do("undo")
	b.tl.advance(time.Second)
	if len(b.pairings.rows.rows) != 1 {
		t.Fatal("it did not come back")
	}
	b.pairings.list.OnOpen(b.pairings.rows.rows[0].ID)
	b.tl.advance(time.Second)
	if p := b.comparisonInView(); p == nil || p.id != id || b.differenceCards()[0] != "Figures differ · Kept" {
		t.Errorf("opened again: %v", p)
	}
}
