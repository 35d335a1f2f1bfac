package app

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"sidelight/app/findings"
	"sidelight/db"
	"sidelight/widgets"
)

func (b *bench) actorsThere() (names []string) {
	b.t.Helper()
	all, err := b.lib.Actors(context.Background())
	if err != nil {
		b.t.Fatal(err)
	}
	for _, a := range all {
		names = append(names, a.Name)
	}
	return names
}

// confirmName presses Save in the sheet about a name.
func (b *bench) confirmName() {
	b.t.Helper()
	b.confirm()
	b.rest()
}

// givePhrases stores phrases as if they had been read from the brief in view.
func (b *bench) givePhrases(words ...string) {
	b.t.Helper()
	p := b.page()
	names, err := findings.Names(context.Background(), b.lib)
	if err != nil {
		b.t.Fatal(err)
	}
	f := findings.Read(p.brief, p.revision, names, false)
	f.Phrases = nil
	for _, w := range words {
		at := b.at(w, 1)
		f.Phrases = append(f.Phrases, db.FoundPhrase{Name: w, Uses: strings.Count(p.revision.Text, w) + 2, Start: at, End: at + len(w)})
	}
	if err := b.lib.StoreFindings(context.Background(), findings.Rules(false), []db.Findings{f}); err != nil {
		b.t.Fatal(err)
	}
	b.rest()
}

// actorRows are what the face with the actors of the brief lists.
func (b *bench) actorRows() (titles []string) {
	list := b.beside.actors.list
	for i := range list.Length() {
		titles = append(titles, list.Row(i).Title)
	}
	return titles
}

func (b *bench) rowID(list *widgets.RowList, title string) int64 {
	b.t.Helper()
	for i := range list.Length() {
		if r := list.Row(i); r.Title == title {
			return r.ID
		}
	}
	b.t.Fatalf("no row %q", title)
	return 0
}

func TestName_NewActorByOneEnterUndoneAndRedone(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	// When words are selected, A typed and what is offered taken
	b.mark("Niger Bend Guard", 'a')
	if !b.wrote("sheet name") {
		t.Fatal("A opened no sheet")
	}
	b.confirmName()
	// Then there is an actor, and the text is searched for it
	if got := b.actorsThere(); !slices.Equal(got, []string{"Niger Bend Guard"}) {
		t.Fatalf("actors %v", got)
	}
	made := b.mentions()
	if len(made) != 2 {
		t.Errorf("%d mentions, want 2", len(made))
	}
	b.do("undo")
	b.rest()
	if got := b.actorsThere(); len(got) != 0 || len(b.mentions()) != 0 {
		t.Errorf("after undo actors %v", got)
	}
	b.do("redo")
	b.rest()
	if again := b.mentions(); len(again) != 2 || again[0].ActorID != made[0].ActorID {
		t.Errorf("redo made %+v, want the same actor", again)
	}
}

func TestName_AnActorOfALikeNameIsOfferedFirst(t *testing.T) {
	b := openBench(t)
	guard := b.addActor("Niger Bend Guard of Gourma", "armed group")
	b.open(b.add(lensText).ID)
	b.rest()
	b.mark("Niger Bend Guard", 'a')
	list := b.Desk.openFields["name.list"].(*widgets.RowList)
	if got := list.Row(0).Title; got != "Link to Niger Bend Guard of Gourma" || list.Current() != guard.ID {
		t.Fatalf("first comes %q", got)
	}
	// Taking it gives the actor the name
	b.confirmName()
	a, err := b.lib.Actor(context.Background(), guard.ID)
	if err != nil || len(a.Aliases) != 1 || a.Aliases[0].Name != "Niger Bend Guard" {
		t.Errorf("aliases %+v, %v", a.Aliases, err)
	}
	if n := len(b.mentions()); n != 2 {
		t.Errorf("%d mentions, want 2", n)
	}
	b.do("undo")
	b.rest()
	if a, _ = b.lib.Actor(context.Background(), guard.ID); len(a.Aliases) != 0 || len(b.mentions()) != 0 {
		t.Errorf("after undo aliases %+v", a.Aliases)
	}
	b.do("redo")
	b.rest()
	if n := len(b.mentions()); n != 2 {
		t.Errorf("after redo %d mentions, want 2", n)
	}
}

func TestName_OnlyHereAddsOneMention(t *testing.T) {
	b := openBench(t)
	union := b.addActor("Gourma Ferry Union", "company")
	b.open(b.add(lensText).ID)
	b.rest()
	b.mark("The union", 'a')
	b.Desk.openFields["name.here"].(*widgets.Chip).Tapped(nil)
	list := b.Desk.openFields["name.list"].(*widgets.RowList)
	if list.Row(0).ID != union.ID { // “The union” holds a word that no actor has
		b.Desk.openFields["name.filter"].(*widgets.SearchField).SetText("ferry")
		b.rest()
	}
	b.confirmName()
	all := b.mentions()
	if len(all) != 1 || all[0].ActorID != union.ID || all[0].State != db.StateAdded {
		t.Fatalf("mentions %+v", all)
	}
	if a, _ := b.lib.Actor(context.Background(), union.ID); len(a.Aliases) != 0 {
		t.Errorf("the actor gained %+v", a.Aliases)
	}
	b.do("undo")
	b.rest()
	if n := len(b.mentions()); n != 0 {
		t.Errorf("after undo %d mentions", n)
	}
}

func TestName_OneInTheTrashKeepsTheSheetOpen(t *testing.T) {
	b := openBench(t)
	gone := b.addActor("Niger Bend Guard", "")
	if err := b.lib.Trash(context.Background(), db.KindActor, gone.ID); err != nil {
		t.Fatal(err)
	}
	b.open(b.add(lensText).ID)
	b.mark("Niger Bend Guard", 'a')
	b.confirmName()
	if !b.Desk.open.Shown() {
		t.Error("the sheet closed though nothing was stored")
	}
}

func TestName_WithoutSelectionSaysSo(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	b.do("actor.selection")
	if b.wrote("sheet name") || !b.wrote("said Select some words first") {
		t.Error("without selected words a sheet came, or nothing was said")
	}
}

func TestBriefActors_CountsStepsAndOpens(t *testing.T) {
	b := openBench(t)
	brief := b.add(lensText)
	guard := b.addActor("Niger Bend Guard", "armed group", "NBG")
	b.open(brief.ID)
	b.do("side.actors")
	if f, _ := b.side.face(); f.id != sideActors {
		t.Fatalf("beside the brief stands %q", f.id)
	}
	pane := b.beside.actors
	if row := pane.list.Row(0); row.Title != "Niger Bend Guard" || row.Mark != "3" {
		t.Errorf("row %+v", row)
	}
	// Choosing the row points at the first mention, again at the next
	pane.list.OnSelect(guard.ID)
	pane.list.OnAgain(guard.ID)
	b.tl.settle()
	if !b.wrote("said Niger Bend Guard: 1 of 3") || !b.wrote("said Niger Bend Guard: 2 of 3") {
		t.Errorf("lines %s", b.lines)
	}
}

func TestBriefActors_EmptyStateTeaches(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	b.do("side.actors")
	if !b.beside.actors.empty.Visible() || b.beside.actors.list.Visible() {
		t.Error("a brief that names nobody shows an empty list")
	}
}

func TestBriefActors_NewNamesByOneKey(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	b.givePhrases("Niger Bend Guard", "Desert Radio")
	pane := b.beside.actors
	if got := b.actorRows(); !slices.Contains(got, "Desert Radio") {
		t.Fatalf("rows %v", got)
	}
	// When a name is dismissed, it is gone until that is undone
	pane.list.SetSelected(b.rowID(pane.list, "Desert Radio"))
	pane.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	b.rest()
	if got := b.actorRows(); slices.Contains(got, "Desert Radio") {
		t.Errorf("dismissed, the rows are %v", got)
	}
	b.do("undo")
	b.rest()
	if got := b.actorRows(); !slices.Contains(got, "Desert Radio") {
		t.Errorf("after undo the rows are %v", got)
	}
	// When Enter is pressed on one, it is an actor
	pane.list.SetSelected(b.rowID(pane.list, "Desert Radio"))
	pane.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.rest()
	if got := b.actorsThere(); !slices.Equal(got, []string{"Desert Radio"}) {
		t.Errorf("actors %v", got)
	}
}

func TestBriefActors_AcronymIsOfferedAndMadeWithItsLongForm(t *testing.T) {
	b := openBench(t)
	b.open(b.add(lensText).ID)
	const row = "NBG = Niger Bend Guard"
	if got := b.actorRows(); !slices.Contains(got, row) || len(b.actorsThere()) != 0 {
		t.Fatalf("rows %v, actors %v: nothing may be applied by itself", got, b.actorsThere())
	}
	list := b.beside.actors.list
	// Dismissed, it is gone; undone, it is back
	list.SetSelected(b.rowID(list, row))
	list.OnDelete(nil)
	b.rest()
	if slices.Contains(b.actorRows(), row) {
		t.Error("a dismissed acronym is still offered")
	}
	b.do("undo")
	b.rest()
	list.SetSelected(b.rowID(list, row))
	list.TypedRune('a')
	b.rest()
	all, err := b.lib.Actors(context.Background())
	if err != nil || len(all) != 1 || all[0].Name != "Niger Bend Guard" || len(all[0].Aliases) != 1 || all[0].Aliases[0].Kind != db.AliasAcronym {
		t.Fatalf("actors %+v, %v", all, err)
	}
	if slices.Contains(b.actorRows(), row) || len(b.mentions()) != 3 {
		t.Errorf("rows %v, %d mentions", b.actorRows(), len(b.mentions()))
	}
}

func TestBriefActors_ANameThatSomebodyBearsIsAskedAbout(t *testing.T) {
	b := openBench(t)
	b.addActor("Northern Boat Group", "armed group", "NBG")
	b.open(b.add(lensText).ID)
	b.rest()
	list := b.beside.actors.list
	list.SetSelected(b.rowID(list, "NBG = Niger Bend Guard"))
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.rest()
	if !b.wrote("sheet name") || len(b.actorsThere()) != 1 {
		t.Error("an acronym that somebody bears made an actor without a question")
	}
}

func TestNewNames_OfTheLibrary(t *testing.T) {
	b := openBench(t)
	b.do("names.library")
	if !b.wrote("sheet new-names") {
		t.Fatal("no sheet")
	}
	b.Desk.open.Hide()
	b.Desk.open.OnCancel()
	brief := b.add(lensText)
	b.open(brief.ID)
	b.givePhrases("Niger Bend Guard", "Desert Radio")
	b.do("names.library")
	list := b.Desk.openFields["names.list"].(*widgets.RowList)
	if list.Length() != 2 {
		t.Fatalf("%d names", list.Length())
	}
	// T shows where the first one stands, and closes the sheet
	list.SetSelected(b.rowID(list, "Desert Radio"))
	list.TypedRune('t')
	b.rest()
	if b.Desk.open.Shown() || !b.wrote("pointed") {
		t.Error("the name was not shown in the text")
	}
}

func TestLikelihood_ReportInTheOrderOfTheScale(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(lensText).ID)
	b.do("likelihood.report")
	if !b.wrote("sheet likelihood") {
		t.Fatal("no report")
	}
	terms, hedges, confidence := likelihoodTerms(p.lenses.report)
	if len(terms) != 2 || terms[0].text != "highly improbable" || terms[0].name != "5–20 %" || terms[1].text != "likely" {
		t.Errorf("terms %+v", terms)
	}
	if len(hedges) != 1 || hedges[0].text != "appears" || len(confidence) != 0 {
		t.Errorf("hedges %+v, confidence %+v", hedges, confidence)
	}
	sets, together := mixedSets(p.revision.Text)
	if len(sets) != 2 || len(together) != 0 {
		t.Errorf("%d sentences with terms of both sets, %d with confidence", len(sets), len(together))
	}
}
