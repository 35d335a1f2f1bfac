package app

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/db"
	"sidelight/widgets"
)

// foundTexts are three briefs: two with ferries and winches, one with neither.
var foundTexts = []string{`Brief: The ferry at Ansongo
Publication: Sahel Review Volume: 7 Issue: 4

September 20, 2024

Executive Summary:

• The ferry carried no fuel for nine days.

The ferry stopped on September 4. The governor spoke of a broken winch, and of another ferry to come.
`, `Brief: Harbour winches
Publication: Harbour Letter Volume: 2 Issue: 1

May 20, 2023

Executive Summary:

• Every winch in the harbour was greased.

A winch was brought by ferry.
`, `Brief: Quiet roads
Publication: Sahel Review Volume: 7 Issue: 5

October 1, 2024

Executive Summary:

• Nothing moved.

Nobody came, and nobody went.
`}

// shelf fills the library of a bench and returns the ids of the briefs.
func (b *bench) shelf() (ids []int64) {
	b.t.Helper()
	for _, text := range foundTexts {
		ids = append(ids, b.add(text).ID)
	}
	b.rest()
	return ids
}

// search types a query into the Search tab and waits for its results.
func (b *bench) search(query string) *searchPage {
	b.t.Helper()
	b.do("search")
	p := b.searchInView()
	if p == nil {
		b.t.Fatal("no search in view")
	}
	p.field.SetText(query)
	b.rest()
	return p
}

// titles are the titles of the groups on show.
func (p *searchPage) titles() (titles []string) {
	for i := range p.rows {
		titles = append(titles, p.group(i).Title)
	}
	return titles
}

// markedWords are the words that the reader marks.
func markedWords(p *briefPage) (words []string) {
	for _, at := range p.found {
		words = append(words, p.revision.Text[at[0]:at[1]])
	}
	return words
}

func TestSearch_TypingShowsWhatIsFoundAndHowItWasRead(t *testing.T) {
	b := openBench(t)
	b.shelf()
	b.do("search")
	p := b.searchInView()
	if !p.guide.content.Visible() || len(p.guide.links) == 0 {
		t.Fatal("an empty search does not teach")
	}
	// When a word is begun
	p.field.SetText("winc")
	b.tl.advance(queryDelay)
	// Then what has words that begin so is there at once
	if got := p.titles(); len(got) != 2 || !strings.Contains(p.reading.Text(), "words that begin with “winc”") {
		t.Fatalf("at once: %q, %q", got, p.reading.Text())
	}
	// And a blank makes it that word
	p.field.SetText("winch ")
	b.rest()
	if got := p.titles(); len(got) != 2 || p.reading.Text() != "Read as: the word “winch”" {
		t.Errorf("whole: %q, %q", got, p.reading.Text())
	}
	if got := p.counts.Text(); got != "2 briefs" {
		t.Errorf("counts %q", got)
	}
}

func TestSearch_RemarksSayHowAWrongQueryWasRead(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search(`winch after:soon`)
	if len(p.remarks.Objects) != 1 || !strings.Contains(p.remarks.Objects[0].(*widgets.Remark).Text(), "“soon” is no date") {
		t.Errorf("%d remarks", len(p.remarks.Objects))
	}
	if len(p.rows) != 2 {
		t.Errorf("found %q", p.titles())
	}
}

func TestSearch_NewerKeystrokeCancelsTheOlder(t *testing.T) {
	b := openBench(t)
	b.shelf()
	b.do("search")
	p := b.searchInView()
	p.field.SetText("winch")
	b.tl.advance(queryDelay / 2)
	p.field.SetText("nobody")
	b.rest()
	if got := p.titles(); !slices.Equal(got, []string{"Quiet roads"}) {
		t.Errorf("found %q", got)
	}
	if b.wrote("searched 2 winch") {
		t.Error("the older query was answered")
	}
}

func TestSearch_FacetsChangeTheQueryItself(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("ferry")
	sections := p.sharedSections()
	if len(sections[0].Values) != 2 || sections[1].Values[0].Name != "2024" {
		t.Fatalf("shared %+v", sections)
	}
	// When one publication is chosen
	b.found.list.OnToggle(0, "Sahel Review")
	b.rest()
	// Then the query says so, and only its briefs are there
	if p.field.Text != `ferry* pub:"Sahel Review"` {
		t.Errorf("query %q", p.field.Text)
	}
	if got := p.titles(); !slices.Equal(got, []string{"The ferry at Ansongo"}) {
		t.Errorf("found %q", got)
	}
	if !p.sharedSections()[0].Values[0].Active {
		t.Error("the chosen value is not shown as such")
	}
	// When it is chosen again, that is taken back
	b.found.list.OnToggle(0, "Sahel Review")
	b.rest()
	if p.field.Text != "ferry*" || len(p.rows) != 2 {
		t.Errorf("query %q found %q", p.field.Text, p.titles())
	}
	b.found.list.OnToggle(1, "2023")
	b.rest()
	if got := p.titles(); p.field.Text != "ferry* year:2023" || !slices.Equal(got, []string{"Harbour winches"}) {
		t.Errorf("query %q found %q", p.field.Text, got)
	}
}

func TestSearch_SortByDate(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	p.order.pick(1, true)
	b.rest()
	if got := p.titles(); !slices.Equal(got, []string{"The ferry at Ansongo", "Harbour winches"}) {
		t.Errorf("by date: %q", got)
	}
}

func TestSearch_EnterOpensWithEveryHitMarkedAndF3GoesAcrossBriefs(t *testing.T) {
	b := openBench(t)
	ids := b.shelf()
	p := b.search("winch ")
	p.order.pick(1, true)
	b.rest()
	// When Enter is pressed in the field
	b.win.Canvas().Focus(p.field)
	b.press(fyne.KeyReturn)
	b.rest()
	// Then the first brief is open with its words marked
	brief := b.page()
	if brief == nil || brief.id != ids[0] || !slices.Equal(markedWords(brief), []string{"winch"}) || brief.foundAt != 0 {
		t.Fatalf("opened %+v, marked %q", b.currentBrief(), markedWords(brief))
	}
	if !b.hits.content.Visible() || !strings.Contains(b.hits.where.Text(), "Hit 1 of 1 in this brief · result 1 of 2") {
		t.Errorf("the bar says %q", b.hits.where.Text())
	}
	// When going on, the next brief is open, and the first has no marks
	b.do("search.next")
	b.rest()
	brief = b.page()
	if brief.id != ids[1] || len(brief.found) != 2 || brief.foundAt != 0 {
		t.Fatalf("next: brief %d, marked %q, at %d", brief.id, markedWords(brief), brief.foundAt)
	}
	b.do("search.next")
	b.rest()
	if brief.foundAt != 1 {
		t.Errorf("at %d of %q", brief.foundAt, markedWords(brief))
	}
	// Past the last hit it goes round
	b.do("search.next")
	b.rest()
	if b.currentBrief() != ids[0] {
		t.Error("past the end it does not go round")
	}
	// And back from there to the last hit of the last brief
	b.do("search.previous")
	b.rest()
	if brief = b.page(); brief.id != ids[1] || brief.foundAt != 1 {
		t.Errorf("back: brief %d at %d", brief.id, brief.foundAt)
	}
	// Escape goes back to the results with that passage chosen, and the marks go
	b.press(fyne.KeyEscape)
	b.rest()
	if b.searchInView() != p || b.hits.content.Visible() || brief.found != nil {
		t.Fatalf("Escape: search in view %v, marks %v", b.searchInView() == p, brief.found)
	}
	if group, _ := p.list.Chosen(); group != 1 {
		t.Errorf("group %d is chosen", group)
	}
}

func TestSearch_MarksLeaveWhenTheBarIsClosed(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	p.openChosen(false)
	b.rest()
	brief := b.page()
	b.hits.end()
	if len(brief.found) != 0 || b.hits.content.Visible() || b.page() != brief {
		t.Error("closing the bar does not leave the brief alone")
	}
}

func TestSearch_FindBarComesFirst(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	p.order.pick(1, true)
	b.rest()
	p.openChosen(false)
	b.rest()
	brief := b.page()
	b.do("find")
	brief.find.bar.SetQuery("ferry")
	brief.find.search()
	b.tl.settle()
	at := brief.find.current
	b.do("search.next")
	if b.page() != brief || brief.find.current == at {
		t.Error("F3 left an open find bar")
	}
	brief.find.hide()
	if len(brief.found) != 1 {
		t.Error("the marks of the search did not come back")
	}
}

func TestSearch_NotesAndAnnotations(t *testing.T) {
	b := openBench(t)
	ids := b.shelf()
	b.open(ids[2])
	b.mark("Nobody came", '1')
	mark := b.annotations()[0]
	ctx := context.Background()
	note := "zanzibar of a comment"
	if _, err := b.lib.UpdateAnnotation(ctx, mark.ID, db.AnnotationUpdate{Note: &note}); err != nil {
		t.Fatal(err)
	}
	free, err := b.lib.AddNote(ctx, db.Note{Title: "Watch list", Body: "zanzibar again"})
	if err != nil {
		t.Fatal(err)
	}
	b.rest()
	p := b.search("zanzibar")
	if len(p.rows) != 2 || p.counts.Text() != "1 brief · 1 note · 1 annotation" {
		t.Fatalf("found %q, %q", p.titles(), p.counts.Text())
	}
	for i, title := range p.titles() {
		p.open(i, 0, false)
		b.rest()
		if title == "Watch list" {
			if n, ok := b.tabs.current().(*notePage); !ok || n.id != free.ID {
				t.Errorf("the free note opened %T", b.tabs.current())
			}
		} else if b.currentBrief() != ids[2] || b.beside.annotations.list.Active() != mark.ID {
			t.Errorf("the annotation opened %T, card %d", b.tabs.current(), b.beside.annotations.list.Active())
		}
		b.tabs.show(b.tabs.index(tabID(p.Key())))
	}
}

func TestSearch_SelectedWordsBecomeThePhrase(t *testing.T) {
	b := openBench(t)
	ids := b.shelf()
	p := b.open(ids[0])
	at := strings.Index(p.revision.Text, "broken winch")
	p.reader.Select(at, at+len("broken winch"))
	b.do("search")
	b.rest()
	s := b.searchInView()
	if s == nil || s.field.Text != `"broken winch"` || len(s.rows) != 1 {
		t.Fatalf("searched for %+v", s)
	}
	// Escape in the field goes back to the brief
	b.win.Canvas().Focus(s.field)
	b.press(fyne.KeyEscape)
	if b.page() != p {
		t.Error("Escape does not lead back to the brief")
	}
}

func TestSearch_SavedSearchCountsWhatIsNew(t *testing.T) {
	b := openBench(t)
	b.shelf()
	// Given a search that was saved and left
	p := b.search("winch")
	b.do("search.save")
	b.fill("search.name", "Winches")
	b.confirm()
	b.rest()
	if len(b.searches.rows) != 1 || p.Title() != "Winches" || p.Key().ID != b.searches.rows[0].ID {
		t.Fatalf("saved %+v, tab %q", b.searches.rows, p.Title())
	}
	id := p.Key().ID
	b.tabs.closeActive()
	b.tl.settle()
	if n := b.searches.fresh[id]; n != 0 {
		t.Fatalf("%d new before anything came", n)
	}
	// When a brief comes that it finds
	b.add(strings.ReplaceAll(foundTexts[1], "Harbour winches", "The third winch"))
	b.rest()
	b.rest()
	// Then one is new
	if n := b.searches.fresh[id]; n != 1 || b.searches.row(0).Mark != "1 new" {
		t.Fatalf("%d new, row %+v", n, b.searches.row(0))
	}
	// When the search is opened, the new one has a dot and nothing is new any more
	b.openRecord(db.KindSavedSearch, id, false)
	b.rest()
	if p = b.searchInView(); p == nil || p.Key().ID != id {
		t.Fatalf("opened %T", b.tabs.current())
	}
	dots := 0
	for i := range p.rows {
		if p.group(i).New {
			dots++
			if p.group(i).Title != "The third winch" {
				t.Errorf("%q has the dot", p.group(i).Title)
			}
		}
	}
	if dots != 1 || b.searches.fresh[id] != 0 {
		t.Errorf("%d dots, %d new", dots, b.searches.fresh[id])
	}
}

func TestSearch_SavedSearchRenameChangeDeleteUndo(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	b.do("search.save")
	b.confirm()
	b.rest()
	if b.searches.rows[0].Name != "winch" {
		t.Errorf("the name offered is %q", b.searches.rows[0].Name)
	}
	b.renameSearch(b.searches.rows[0])
	b.fill("search.name", "Machines")
	b.confirm()
	b.rest()
	if p.Title() != "Machines" {
		t.Errorf("tab %q", p.Title())
	}
	// When the query is changed and saved again
	p.field.SetText("ferry")
	b.rest()
	if !p.save.Visible() {
		t.Error("a changed query cannot be saved")
	}
	b.do("search.save")
	b.rest()
	if b.searches.rows[0].Query != "ferry*" || p.save.Visible() {
		t.Errorf("saved %+v", b.searches.rows[0])
	}
	b.undo.undo(b.ctx) // Ctrl+Z in the field is about its typing
	b.rest()
	if b.searches.rows[0].Query != "winch*" {
		t.Errorf("undone %+v", b.searches.rows[0])
	}
	b.undo.redo(b.ctx)
	b.rest()
	// When it is deleted, its tab goes with it, and undo brings it back
	b.searches.list.OnDelete([]int64{p.Key().ID})
	b.rest()
	if len(b.searches.rows) != 0 || b.hasTab() || !b.searches.empty.Visible() {
		t.Errorf("%d searches, tab %v", len(b.searches.rows), b.hasTab())
	}
	b.undo.undo(b.ctx)
	b.rest()
	if len(b.searches.rows) != 1 || b.searches.rows[0].Name != "Machines" {
		t.Errorf("after undo %+v", b.searches.rows)
	}
}

func TestSearch_SessionBringsTheQueriesBack(t *testing.T) {
	path, fa := filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	b.shelf()
	b.search("ferry")
	b.do("search.save")
	b.confirm()
	b.rest()
	p := b.search("winch year:2023")
	p.order.pick(1, true)
	b.rest()
	b.sh.close()
	// When the window is opened again
	again := openBenchAt(t, path, fa)
	again.rest()
	// Then the tab in view asks for the same
	p = again.searchInView()
	if p == nil || p.field.Text != "winch year:2023" || p.orderChosen() != db.TextByDate || len(p.rows) != 1 {
		t.Fatalf("came back as %+v", p)
	}
	// And the saved one as it was saved
	again.tabs.show(0)
	again.rest()
	if p = again.searchInView(); p.Title() != "ferry" || p.field.Text != "ferry*" || len(p.rows) != 2 {
		t.Errorf("saved: %q asks for %q", p.Title(), p.field.Text)
	}
}

func TestSearch_NothingFoundSaysWhatCouldBeTried(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("wnich")
	if !p.guide.content.Visible() || !b.wrote("nothing ") {
		t.Fatal("nothing is said")
	}
	if len(p.guide.links) == 0 || p.guide.links[0].Text() != "winch" {
		t.Fatal("no spelling is offered")
	}
	p.guide.links[0].OnTapped()
	b.rest()
	if p.field.Text != "winch" || len(p.rows) != 2 {
		t.Errorf("query %q found %q", p.field.Text, p.titles())
	}
	// When a field keeps the words from being found, leaving it out is offered
	p = b.search("winch year:1999")
	if n := len(p.guide.links); n != 1 || p.guide.links[0].Text() != "Without year:1999" {
		t.Fatalf("%d links", n)
	}
	p.guide.links[0].OnTapped()
	b.rest()
	if p.field.Text != "winch" {
		t.Errorf("query %q", p.field.Text)
	}
}

func TestSearch_NewResultsDoNotMoveWhatIsBeingReadThrough(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	p.order.pick(1, true)
	b.rest()
	// Given the user among the results
	p.intoList()
	b.press(fyne.KeyDown)
	// When a newer brief comes
	b.add(strings.ReplaceAll(strings.ReplaceAll(foundTexts[1], "Harbour winches", "The third winch"), "2023", "2025"))
	b.rest()
	b.tl.advance(3 * time.Second)
	// Then it is offered, not pushed in
	if len(p.rows) != 2 || !p.newer.Visible() {
		t.Fatalf("found %q, offered %v", p.titles(), p.newer.Visible())
	}
	p.newer.OnTapped()
	b.rest()
	if got := p.titles(); len(got) != 3 || got[0] != "The third winch" || p.newer.Visible() {
		t.Errorf("shown %q", got)
	}
}

func TestSearch_BesideTheResultsTheBriefsFollowOneAnother(t *testing.T) {
	b := openBench(t)
	ids := b.shelf()
	p := b.search("winch ")
	p.order.pick(1, true)
	b.rest()
	// When the first is opened beside the results
	p.openChosen(true)
	b.rest()
	pair := b.tabs.pairInView()
	if pair == nil || pair.sides[leftSide] != page(p) || b.currentBrief() != ids[0] || !b.hits.content.Visible() {
		t.Fatalf("beside: %v, brief %d", pair, b.currentBrief())
	}
	// Then the next takes its place, with the results still there
	b.do("search.next")
	b.rest()
	if b.tabs.pairInView() != pair || pair.sides[leftSide] != page(p) || b.currentBrief() != ids[1] || len(b.tabs.pages) != 1 {
		t.Fatalf("next: %d tabs, brief %d", len(b.tabs.pages), b.currentBrief())
	}
	if len(b.page().found) == 0 {
		t.Error("the brief beside has no marks")
	}
	if group, _ := p.list.Chosen(); group != 1 {
		t.Errorf("group %d is chosen in the results beside", group)
	}
	// And Escape goes to the results beside
	b.press(fyne.KeyEscape)
	b.rest()
	if b.searchInView() != p || b.tabs.pairInView() != pair {
		t.Errorf("Escape led to %T", b.tabs.current())
	}
	if group, _ := p.list.Chosen(); group != 1 {
		t.Errorf("group %d is chosen", group)
	}
}

func TestSearch_HostileQueriesAreRead(t *testing.T) {
	b := openBench(t)
	b.shelf()
	for _, query := range []string{strings.Repeat("(", 5000), strings.Repeat("winch ", 25), "\xff\xfe winch", "\x00", `"""`, "-", "pub:", "*",
		strings.Repeat("nosuch:field ", 200), strings.Repeat("w", 70000)} {
		p := b.search(query)
		if len(p.remarks.Objects) > mostRemarks || len(p.reading.Text()) > 2000 {
			t.Errorf("%.20q: %d remarks, %d bytes of reading", query, len(p.remarks.Objects), len(p.reading.Text()))
		}
	}
	// And an honest one is found after all of them
	if p := b.search("winch"); len(p.rows) != 2 {
		t.Errorf("found %q", p.titles())
	}
}

func TestSearch_EscapeFromTheListGoesToTheTextFirst(t *testing.T) {
	b := openBench(t)
	b.shelf()
	p := b.search("winch")
	p.openChosen(false)
	b.rest()
	b.focusFilter()
	b.press(fyne.KeyEscape)
	if b.searchInView() != nil || b.win.Canvas().Focused() != fyne.Focusable(b.page().reader) {
		t.Fatalf("from the filter Escape leads to %T", b.tabs.current())
	}
	b.press(fyne.KeyEscape)
	if b.searchInView() != p {
		t.Error("from the text Escape does not lead to the results")
	}
}

func TestSearch_ShiftAndAFunctionKey(t *testing.T) {
	t.Parallel()
	for _, c := range searchCommands() {
		if c.ID == "search.previous" && c.ShortcutText(false) != "Shift+F3" {
			t.Errorf("previous is %q", c.ShortcutText(false))
		}
	}
}
