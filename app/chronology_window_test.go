package app

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/db"
	"sidelight/widgets"
)

const datedText = `Brief: Closure of the quays
Publication: Harbour Letter Volume: 2 Issue: 1

May 20, 2024

Executive Summary:

• The quays were closed for a week.

On May 2, dockers closed the northern quay (Coast Radio, May 3). A patrol boat came into the bay on May 9. Talks were held in early April 2024.

Nobody knows when the cranes will move again.
`

const laterText = `Brief: The cranes move
Publication: Harbour Letter Volume: 2 Issue: 4

July 2, 2024

Executive Summary:

• Loading has begun.

On June 21, the first crane lifted a container (Coast Radio, June 22).
`

// dates opens a chronology of a brief that has three dated statements.
func (b *bench) dates(key tabKey) *chronologyPage {
	b.t.Helper()
	b.show(key, "", true)
	b.rest()
	p := b.datesInView()
	if p == nil || !p.loaded {
		b.t.Fatal("the chronology did not open")
	}
	return p
}

func (b *bench) addRead(text string) db.Brief {
	b.t.Helper()
	brief := b.add(text)
	b.rest()
	return brief
}

// shownEvents are the words of the rows.
func shownEvents(p *chronologyPage) []string {
	var words []string
	for i := range p.list.Count() {
		row, _ := p.rowAt(i)
		words = append(words, row.Words)
	}
	return words
}

func wantEvents(t *testing.T, p *chronologyPage, starts ...string) {
	t.Helper()
	got := shownEvents(p)
	ok := len(got) == len(starts)
	for i := range starts {
		ok = ok && strings.HasPrefix(got[i], starts[i])
	}
	if !ok {
		t.Errorf("the list shows %q, want %q", got, starts)
	}
}

func (b *bench) eventsThere(f db.EventFilter) []db.Event {
	b.t.Helper()
	all, _, err := b.lib.Events(context.Background(), f)
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func TestChronology_OfABriefInOrderOfTime(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	p := b.dates(tabKey{tabBriefDates, brief.ID})
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat")
	if p.heading() != "Chronology: Closure of the quays" {
		t.Errorf("heading %q", p.heading())
	}
	row, _ := p.rowAt(0)
	if row.Exact != "1–10 Apr 2024 · range" || row.Strong {
		t.Errorf("an early April stands as %+v", row)
	}
	if row, _ = p.rowAt(1); row.When != "2 May 2024" || row.Exact != "day" || row.About[0] != "Coast Radio" {
		t.Errorf("a day stands as %+v", row)
	}
}

func TestChronology_KeepDismissUndoRedo(t *testing.T) {
	b := openBench(t)
	p := b.dates(tabKey{tabBriefDates, b.addRead(datedText).ID})
	// When the second is kept by key
	p.list.SetCurrent(1)
	p.list.TypedRune('k')
	b.rest()
	if row, _ := p.rowAt(1); !row.Strong || p.counts.Kept != 1 || p.counts.Suggested != 2 {
		t.Fatalf("after K: %+v, %+v", row, p.counts)
	}
	// And it is still the chosen one in both, though it is another record now
	if e, _ := p.rows.at(p.list.Current()); p.list.Current() != 1 || p.timeline.Chosen() != e.ID {
		t.Errorf("row %d is chosen, mark %d is, event is %d", p.list.Current(), p.timeline.Chosen(), e.ID)
	}
	// When the third is dismissed by key
	p.list.SetCurrent(2)
	p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2")
	if !p.bars.dismissed.Visible() || p.bars.dismissed.Text() != "1 dismissed · Show" {
		t.Errorf("the dismissed one is told as %q", p.bars.dismissed.Text())
	}
	// Then it can be seen, taken back and dismissed again
	p.bars.dismissed.Tapped(&fyne.PointEvent{})
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat")
	if row, _ := p.rowAt(2); row.Exact != "dismissed" || !row.Gone {
		t.Errorf("a dismissed one stands as %+v", row)
	}
	p.bars.dismissed.Tapped(&fyne.PointEvent{})
	b.do("undo")
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat")
	b.do("undo")
	b.rest()
	if p.counts != (db.EventCounts{Suggested: 3}) {
		t.Errorf("after undoing both: %+v", p.counts)
	}
	b.do("redo")
	b.do("redo")
	b.rest()
	if p.counts != (db.EventCounts{Kept: 1, Suggested: 1, Dismissed: 1}) {
		t.Errorf("after doing both again: %+v", p.counts)
	}
}

func TestChronology_CommandsNeedAChosenEvent(t *testing.T) {
	b := openBench(t)
	p := b.dates(tabKey{tabBriefDates, b.addRead(datedText).ID})
	b.do("event.keep")
	b.rest()
	if p.counts.Kept != 0 {
		t.Error("an event was kept that nobody chose")
	}
	p.list.SetCurrent(0)
	b.do("event.keep")
	b.rest()
	if row, _ := p.rowAt(0); !row.Strong {
		t.Error("the chosen event was not kept")
	}
}

func TestChronology_EditTitleAndDate(t *testing.T) {
	b := openBench(t)
	p := b.dates(tabKey{tabBriefDates, b.addRead(datedText).ID})
	p.list.SetCurrent(0)
	p.list.TypedRune('e')
	b.tl.settle()
	// When the date cannot be read, the sheet stays and nothing is stored
	b.fill("event.date", "some day")
	if b.Desk.open.OnConfirm() {
		t.Fatal("a date that is none was taken")
	}
	// When title and date are given
	b.fill("event.title", "First talks")
	b.fill("event.date", "June 5, 2024")
	b.confirm()
	b.rest()
	// Then the event stands where its date is, and is chosen there
	wantEvents(t, p, "On May 2", "A patrol boat", "First talks")
	if e, _ := p.rows.at(2); e.Date.Earliest != "2024-06-05" || e.State != db.StateEdited || p.list.Current() != 2 {
		t.Errorf("event %+v, row %d is chosen", e.Date, p.list.Current())
	}
	b.do("undo")
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat")
}

func TestChronology_AddFromTheSelection(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	b.open(brief.ID)
	b.rest()
	// Given words without a date, E asks for one
	b.mark("when the cranes will move", 'e')
	b.fill("event.date", "")
	if b.Desk.open.OnConfirm() {
		t.Fatal("an event without a date was taken")
	}
	b.fill("event.title", "Cranes move")
	b.fill("event.date", "July 2024")
	b.confirm()
	b.rest()
	p := b.dates(tabKey{tabBriefDates, brief.ID})
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat", "Cranes move")
	if row, _ := p.rowAt(3); row.When != "July 2024" || row.Exact != "month" || !row.Strong {
		t.Errorf("the added one stands as %+v", row)
	}
	// And dismissing it takes it back
	p.list.SetCurrent(3)
	p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	b.rest()
	if p.counts != (db.EventCounts{Suggested: 3}) {
		t.Errorf("%+v", p.counts)
	}
	b.do("undo")
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat", "Cranes move")
}

func TestChronology_AddingADatedSentenceEditsItsEvent(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	b.open(brief.ID)
	b.rest()
	b.mark("A patrol boat came into the bay on May 9.", 'e')
	if got := b.Desk.openFields["event.date"].(*widgets.Field).Text; got != "9 May 2024" {
		t.Fatalf("the date offered is %q", got)
	}
	b.confirm()
	b.rest()
	all := b.eventsThere(db.EventFilter{})
	if len(all) != 3 || all[2].State != db.StateKept {
		t.Errorf("%d events, the last is %s", len(all), all[len(all)-1].State)
	}
}

func TestChronology_ListAndTimelineChooseTogether(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	p := b.dates(tabKey{tabBriefDates, brief.ID})
	e, _ := p.rows.at(2)
	p.list.OnSelect(2)
	if p.timeline.Chosen() != e.ID {
		t.Errorf("mark %d is chosen, want %d", p.timeline.Chosen(), e.ID)
	}
	first, _ := p.rows.at(0)
	p.timeline.OnChoose(first.ID)
	if p.list.Current() != 0 {
		t.Errorf("row %d is chosen, want 0", p.list.Current())
	}
	// and the brief opens at the sentence
	b.rest()
	if b.currentBrief() != brief.ID || !b.wrote("pointed") {
		t.Errorf("brief %d is in view", b.currentBrief())
	}
	// as it does for Enter in the list
	b.dates(tabKey{tabBriefDates, brief.ID})
	p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.rest()
	if b.currentBrief() != brief.ID {
		t.Errorf("after Enter in the list brief %d is in view", b.currentBrief())
	}
}

func TestChronology_PaneListsBriefsAndTheLibrary(t *testing.T) {
	b := openBench(t)
	if !b.Desk.dates.empty.Visible() {
		t.Error("without events the list does not say so")
	}
	b.addRead(briefText) // has no dated sentence
	early, late := b.addRead(datedText), b.addRead(laterText)
	rows := b.Desk.dates.rows.rows
	if len(rows) != 3 || rows[0].Brief.ID != wholeLibrary || rows[1].Brief.ID != late.ID || rows[2].Brief.ID != early.ID {
		t.Fatalf("rows %+v", rows)
	}
	if got := chronologyRow(rows[0]); got.Title != "Whole library" || got.Detail != "4 suggested" {
		t.Errorf("first row %+v", got)
	}
	b.Desk.dates.list.OnOpen(wholeLibrary)
	b.rest()
	p := b.datesInView()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat", "On June 21")
	if row, _ := p.rowAt(3); row.About != [2]string{"The cranes move", "Coast Radio"} {
		t.Errorf("%+v", row.About)
	}
	if b.Desk.dates.list.Current() != wholeLibrary {
		t.Error("the row of the chronology in view is not chosen")
	}
	b.Desk.dates.filter.SetText("cranes")
	b.rest()
	if rows := b.Desk.dates.rows.rows; len(rows) != 1 || rows[0].Brief.ID != late.ID {
		t.Errorf("filtered rows %+v", rows)
	}
}

func TestChronology_OfSelectedBriefsIsNotRestored(t *testing.T) {
	path, fa := filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	one, two := b.addRead(datedText), b.addRead(laterText)
	b.addRead(strings.NewReplacer("The cranes move", "Another crane", "June 21", "June 24").Replace(laterText))
	b.showDatesOf([]int64{one.ID, two.ID})
	b.rest()
	p := b.datesInView()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat", "On June 21")
	if p.heading() != "Chronology: 2 briefs" {
		t.Errorf("heading %q", p.heading())
	}
	b.showDatesOf([]int64{two.ID, one.ID})
	if len(b.tabs.pages) != 1 {
		t.Errorf("%d tabs for the same briefs", len(b.tabs.pages))
	}
	b.show(tabKey{Kind: tabChronology}, "", true)
	b.rest()
	b.sh.close()
	again := openBenchAt(t, path, fa)
	if keys := again.tabs.keys(); len(keys) != 1 || keys[0] != (tabKey{Kind: tabChronology}) {
		t.Errorf("tabs %+v", keys)
	}
}

func TestChronology_FiltersAndEmptyStates(t *testing.T) {
	b := openBench(t)
	none := b.addRead(briefText)
	p := b.dates(tabKey{tabBriefDates, none.ID})
	if p.charted() || !p.loaded {
		t.Error("a brief without dates shows an empty chart")
	}
	p = b.dates(tabKey{tabBriefDates, b.addRead(datedText).ID})
	p.bars.suggested.Tapped(&fyne.PointEvent{})
	b.rest()
	if p.charted() {
		t.Error("with nothing shown the chart is still there")
	}
	p.showAll()
	b.rest()
	if !p.charted() || p.list.Count() != 3 {
		t.Errorf("%d rows after switching on again", p.list.Count())
	}
}

func TestChronology_ClosesWithItsBrief(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	b.dates(tabKey{tabBriefDates, brief.ID})
	b.trashBriefs([]int64{brief.ID})
	b.rest()
	if len(b.tabs.pages) != 0 {
		t.Error("the chronology of a brief in the trash stays open")
	}
}

func TestChronology_ReadOnlyLibraryCanOnlyBeLookedAt(t *testing.T) {
	path, fa := filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	brief := b.addRead(datedText)
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
	p := b.dates(tabKey{tabBriefDates, brief.ID})
	p.list.SetCurrent(0)
	p.list.TypedRune('k')
	p.list.TypedRune('e')
	p.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	b.do("event.keep")
	b.rest()
	wantEvents(t, p, "Talks were held", "On May 2", "A patrol boat")
	if p.counts.Kept != 0 || b.wrote("sheet event") {
		t.Error("a read-only library was changed, or offered to be")
	}
}

func TestChronology_BriefsAreSelectedTogetherInTheList(t *testing.T) {
	b := openBench(t)
	b.addRead(datedText)
	b.addRead(laterText)
	b.addRead(strings.NewReplacer("The cranes move", "Another crane", "June 21", "June 24").Replace(laterText))
	// Given two briefs chosen with the mouse, the second with Ctrl
	rows := b.briefs.list.Places()
	click := func(i int, held fyne.KeyModifier) {
		at := rows[i].Pos.AddXY(20, 20)
		b.briefs.list.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary, Modifier: held})
		b.tl.settle()
	}
	click(0, 0)
	click(2, fyne.KeyModifierControl)
	if n := len(b.briefs.list.Selected()); n != 2 {
		t.Fatalf("%d briefs are selected", n)
	}
	// Then their chronology is of the two
	b.do("chronology.selected")
	b.rest()
	p := b.datesInView()
	if p == nil || len(p.briefs) != 2 || p.list.Count() != 4 {
		t.Fatalf("shown: %+v", p)
	}
}

func TestChronology_OfAnActor(t *testing.T) {
	b := openBench(t)
	brief := b.addRead(datedText)
	actor, err := b.lib.AddActor(context.Background(), db.Actor{Name: "Coast Guard", Kind: "military", Aliases: []db.Alias{{Name: "patrol boat", Kind: db.AliasOther}}})
	if err != nil {
		t.Fatal(err)
	}
	b.rest()
	p := b.dates(tabKey{tabActorDates, actor.ID})
	wantEvents(t, p, "A patrol boat")
	if p.heading() != "Chronology: Coast Guard" {
		t.Errorf("heading %q", p.heading())
	}
	if row, _ := p.rowAt(0); row.About[0] != brief.Title {
		t.Errorf("the brief is told as %q", row.About[0])
	}
}
