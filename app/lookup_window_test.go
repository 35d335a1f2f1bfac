package app

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"sidelight/app/lookup"
	"sidelight/app/search"
	"sidelight/db"
)

// lookFor opens the look-up box and types into it, letter by letter.
func (b *bench) lookFor(text string) {
	b.t.Helper()
	b.tl.advance(time.Second) // the index has followed
	if !b.lookup.box.Shown() {
		b.do("lookup")
	}
	if !b.lookup.box.Shown() {
		b.t.Fatal("the look-up box did not open")
	}
	for _, r := range text {
		b.win.Canvas().Focused().TypedRune(r)
		b.tl.settle()
	}
	b.tl.advance(200 * time.Millisecond)
}

func (b *bench) press(key fyne.KeyName) {
	b.t.Helper()
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	b.tl.settle()
}

func (b *bench) pressWith(mod fyne.KeyModifier, key fyne.KeyName) {
	b.t.Helper()
	b.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
	b.tl.settle()
}

// rowsShown are the rows of the look-up box, a line each.
func (b *bench) rowsShown() string {
	var all []string
	for _, r := range b.lookup.rows {
		all = append(all, r.shown.Kind+" | "+r.shown.Title+" | "+r.shown.Detail)
	}
	return strings.Join(all, "\n")
}

func (b *bench) firstRow() lookupRow {
	b.t.Helper()
	if len(b.lookup.rows) == 0 {
		b.t.Fatalf("no rows for %q", b.lookup.typed)
	}
	return b.lookup.rows[0]
}

// marked are the words that a row sets off.
func marked(r lookupRow) string {
	var words []string
	for _, m := range r.shown.Marks {
		words = append(words, r.shown.Title[m.Start:m.End])
	}
	return strings.Join(words, "+")
}

func (b *bench) addWhole(a db.Actor) db.Actor {
	b.t.Helper()
	a, err := b.lib.AddActor(context.Background(), a)
	if err != nil {
		b.t.Fatal(err)
	}
	b.tl.settle()
	return a
}

func (b *bench) addNamed(title string) db.Brief {
	b.t.Helper()
	return b.add(strings.ReplaceAll(briefText, "Two ambushes, one retreat", title))
}

func TestLookup_TypingFindsAndEnterOpens(t *testing.T) {
	b := openBench(t)
	brief := b.addNamed("The fuel road to Kidal")
	b.addNamed("Gold and garrisons")
	// When some letters of a title are typed
	b.lookFor("kidal fu")
	// Then its row comes first, the letters set off, with what helps to tell it
	row := b.firstRow()
	if row.shown.Kind != "Brief" || row.shown.Title != "The fuel road to Kidal" || !strings.Contains(row.shown.Detail, "Sahel Review 7/3 · 9 Aug 2024") {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	if got := marked(row); got != "fu+Kidal" {
		t.Errorf("set off: %q", got)
	}
	// And its preview shows how it begins
	if p := b.lookup.preview.shown; p == nil || p.Title != "The fuel road to Kidal" || !strings.Contains(p.Body, "struck twice") {
		t.Errorf("preview %+v", p)
	}
	// When Enter is pressed
	b.press(fyne.KeyReturn)
	// Then the brief is open and has the keyboard
	if b.lookup.box.Shown() || b.currentBrief() != brief.ID {
		t.Fatalf("in view: %d", b.currentBrief())
	}
	if f := b.win.Canvas().Focused(); f != fyne.Focusable(b.page().reader) {
		t.Errorf("the keyboard is at %T", f)
	}
	if b.tabs.passing != nil {
		t.Error("its tab would go with the next one looked at")
	}
}

func TestLookup_AliasLeadsToItsActorAndSaysSo(t *testing.T) {
	b := openBench(t)
	actor := b.addWhole(db.Actor{Name: "Group for Supporters of Islam and Muslims", Kind: "armed group", Summary: "Formed in 2017.",
		Aliases: []db.Alias{{Name: "JNIM", Kind: db.AliasAcronym}}})
	b.addNamed("Just now in the mountains")
	b.lookFor("jnim")
	row := b.firstRow()
	if row.shown.Kind != "Actor" || row.ref != (recordRef{db.KindActor, actor.ID}) || marked(row) != "JNIM" {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	if !strings.Contains(row.shown.Detail, "alias of Group for Supporters") {
		t.Errorf("detail %q", row.shown.Detail)
	}
	if p := b.lookup.preview.shown; p == nil || !strings.Contains(p.Body, "Formed in 2017.") || !strings.Contains(p.Body, "JNIM") {
		t.Errorf("preview %+v", p)
	}
	b.press(fyne.KeyReturn)
	if p := b.actorInView(); p == nil || p.id != actor.ID {
		t.Error("the actor is not in view")
	}
}

func TestLookup_MisspeltNameIsFoundAndSaysWhy(t *testing.T) {
	b := openBench(t)
	b.addWhole(db.Actor{Name: "Yevgeny Prigozhin", Kind: "person"})
	b.addWhole(db.Actor{Name: "Malian armed forces", Kind: "military"})
	b.lookFor("malain fprces")
	if row := b.firstRow(); row.shown.Title != "Malian armed forces" || row.shown.Detail != "2 letters apart" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
	b.press(fyne.KeyEscape)
	b.lookFor("prigojin")
	if row := b.firstRow(); row.shown.Title != "Yevgeny Prigozhin" || row.shown.Detail == "" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_LastRowSearchesTheTexts(t *testing.T) {
	b := openBench(t)
	b.addNamed("The fuel road to Kidal")
	typed := ""
	b.lookup.act.texts = func(s string) { typed = s }
	b.lookFor("kidal")
	last := b.lookup.rows[len(b.lookup.rows)-1]
	if last.shown.Title != "Search the texts for “kidal”" {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	b.pressWith(fyne.KeyModifierControl, fyne.KeyEnd)
	b.press(fyne.KeyReturn)
	if typed != "kidal" || b.lookup.box.Shown() {
		t.Errorf("searched for %q", typed)
	}
}

func TestLookup_CommandsRunAndOnlyThoseThatCan(t *testing.T) {
	b := openBench(t)
	b.lookFor(">")
	usable := b.usableCommands()
	for _, r := range b.lookup.rows {
		if _, ok := usable[r.command]; !ok {
			t.Errorf("offered: %q", r.shown.Title)
		}
	}
	if len(b.lookup.rows) < 20 {
		t.Errorf("%d commands", len(b.lookup.rows))
	}
	b.lookFor("new note")
	row := b.firstRow()
	if row.shown.Kind != "Command" || row.shown.Title != "New note" || row.shown.Detail != "Ctrl+N" {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	if p := b.lookup.preview.shown; p == nil || p.Detail != "File · Ctrl+N" {
		t.Errorf("preview %+v", p)
	}
	b.press(fyne.KeyReturn)
	if _, ok := b.tabs.current().(*notePage); !ok {
		t.Error("the command did not run")
	}
	// One is found by its menu too
	b.lookFor("> help")
	if !strings.Contains(b.rowsShown(), "Command | Help: Keyboard and commands | F1") {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
	b.press(fyne.KeyEscape)
	// A command that cannot run now is not offered
	b.lookFor("> move brief to trash")
	if strings.Contains(b.rowsShown(), "Move brief to trash") {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_SigilsNarrow(t *testing.T) {
	b := openBench(t)
	b.addWhole(db.Actor{Name: "Kidal garrison", Kind: "military"})
	b.open(b.addNamed("Gaps on the road to Kidal").ID)
	b.mark("hold the towns", '4')
	b.lookFor("@kidal")
	if len(b.lookup.rows) != 1 || b.firstRow().shown.Kind != "Actor" {
		t.Errorf("@kidal:\n%s", b.rowsShown())
	}
	b.press(fyne.KeyEscape)
	// When a label is asked for, it comes with its annotations
	b.lookFor("#gap")
	kinds := map[string]bool{}
	for _, r := range b.lookup.rows {
		kinds[r.shown.Kind] = true
	}
	if marked(b.firstRow()) != "Gap" {
		t.Errorf("set off: %q", marked(b.firstRow()))
	}
	if !kinds["Label"] || !kinds["Annotation"] || kinds["Brief"] {
		t.Errorf("#gap:\n%s", b.rowsShown())
	}
	if !strings.Contains(b.rowsShown(), "“hold the towns” | Gap · Gaps on the road") {
		t.Errorf("#gap:\n%s", b.rowsShown())
	}
	var opened db.Kind
	b.lookup.act.open = func(kind db.Kind, _ int64, _ bool) { opened = kind }
	b.press(fyne.KeyReturn)
	if opened != lookup.KindLabel {
		t.Errorf("Enter opened a %q", opened)
	}
	if got := withFilter("", "label", "Open question"); got != `label:"Open question"` {
		t.Errorf("query %s", got)
	}
}

func TestLookup_AnnotationOpensItsBriefAtThePassage(t *testing.T) {
	b := openBench(t)
	brief := b.open(b.addNamed("The fuel road").ID)
	b.mark("hold the towns", '1')
	id := b.annotations()[0].ID
	b.tabs.closeAll()
	b.tabs.active = -1
	b.lookFor("hold the towns")
	if row := b.firstRow(); row.ref != (recordRef{db.KindAnnotation, id}) || marked(row) != "hold the towns" {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	b.press(fyne.KeyReturn)
	p := b.page()
	if p == nil || p.id != brief.id || p.active != id || b.beside.annotations.list.Active() != id {
		t.Fatalf("page %+v", p)
	}
	if !b.wrote("pointed ") {
		t.Error("nothing points at the passage")
	}
}

func TestLookup_NotesOpenWhereTheyAreWritten(t *testing.T) {
	b := openBench(t)
	brief := b.addNamed("The fuel road")
	ctx := context.Background()
	free, err := b.lib.AddNote(ctx, db.Note{Title: "Weekly summary", Body: "Convoys"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.lib.AddNote(ctx, db.Note{BriefID: brief.ID, Title: "Doubts about the count", Body: "By whom?"}); err != nil {
		t.Fatal(err)
	}
	b.lookFor("weekly")
	b.press(fyne.KeyReturn)
	if p, ok := b.tabs.current().(*notePage); !ok || p.id != free.ID {
		t.Errorf("in view %T", b.tabs.current())
	}
	// A brief's note opens beside its brief
	b.lookFor("doubts")
	b.press(fyne.KeyReturn)
	if b.currentBrief() != brief.ID || b.side.active() != sideNotes {
		t.Errorf("brief %d, side %q", b.currentBrief(), b.side.active())
	}
}

func TestLookup_CtrlEnterOpensBeside(t *testing.T) {
	b := openBench(t)
	first, second := b.addNamed("The fuel road"), b.addNamed("Gold and garrisons")
	b.open(first.ID)
	b.lookFor("gold")
	b.pressWith(fyne.KeyModifierControl, fyne.KeyReturn)
	p := b.tabs.pairInView()
	if p == nil || p.sides[leftSide].Key().ID != first.ID || p.sides[rightSide].Key().ID != second.ID {
		t.Errorf("tabs %v beside %v, want both in one", b.tabs.keys(), b.tabs.beside())
	}
}

func TestLookup_AltEnterLinksInTheNotes(t *testing.T) {
	b := openBench(t)
	first := b.addNamed("The fuel road")
	b.addNamed("Gold and garrisons")
	b.addWhole(db.Actor{Name: "Wagner Group", Aliases: []db.Alias{{Name: "The musicians", Kind: db.AliasNickname}}})
	b.open(first.ID)
	b.do("side.notes")
	for _, r := range "See " {
		b.win.Canvas().Focused().TypedRune(r)
	}
	b.lookFor("gold")
	b.pressWith(fyne.KeyModifierAlt, fyne.KeyReturn)
	for _, r := range " and " {
		b.win.Canvas().Focused().TypedRune(r)
	}
	b.lookFor("musicians")
	b.pressWith(fyne.KeyModifierAlt, fyne.KeyReturn)
	if got, want := b.beside.notes.editor.Text(), "See [[Gold and garrisons]] and [[Wagner Group]]"; got != want {
		t.Errorf("notes %q, want %q", got, want)
	}
	// The keyboard stays in the note, and the link leads there
	b.win.Canvas().Focused().TypedRune('.')
	if !strings.HasSuffix(b.beside.notes.editor.Text(), "]].") {
		t.Errorf("the keyboard is not in the note: %q", b.beside.notes.editor.Text())
	}
	b.followLink("Wagner Group")
	b.tl.settle()
	if b.actorInView() == nil {
		t.Error("the link to an actor leads nowhere")
	}
}

func TestLookup_AltEnterQuotesAnAnnotation(t *testing.T) {
	b := openBench(t)
	b.open(b.addNamed("The fuel road").ID)
	b.mark("hold the towns", '1')
	b.open(b.addNamed("Gold and garrisons").ID)
	b.lookFor("hold the towns")
	b.pressWith(fyne.KeyModifierAlt, fyne.KeyReturn)
	if got := b.beside.notes.editor.Text(); !strings.Contains(got, "> hold the towns\n>\n> — Sahel Review 7/3") {
		t.Errorf("notes %q", got)
	}
}

func TestLookup_AltEnterWithoutANoteSaysSo(t *testing.T) {
	b := openBench(t)
	b.addNamed("The fuel road")
	b.lookFor("fuel")
	b.pressWith(fyne.KeyModifierAlt, fyne.KeyReturn)
	if !b.wrote("said Open a brief") || b.hasTab() || !b.lookup.box.Shown() {
		t.Errorf("tab %v, lines %s", b.hasTab(), b.lines)
	}
	b.press(fyne.KeyEscape)
	// Nor can a command be linked
	b.do("note.new")
	b.lookFor("> help")
	b.pressWith(fyne.KeyModifierAlt, fyne.KeyReturn)
	if !b.wrote("said Only briefs") {
		t.Errorf("lines %s", b.lines)
	}
}

func TestLookup_EscapeReturnsWhereOneWas(t *testing.T) {
	b := openBench(t)
	p := b.open(b.addNamed("The fuel road").ID)
	p.Focus()
	p.reader.PlaceCaret(120)
	caret := p.reader.Caret()
	b.lookFor("gold")
	b.press(fyne.KeyEscape)
	if b.lookup.box.Shown() || b.win.Canvas().Focused() != fyne.Focusable(p.reader) || p.reader.Caret() != caret {
		t.Errorf("shown %v, keyboard at %T, caret %d", b.lookup.box.Shown(), b.win.Canvas().Focused(), p.reader.Caret())
	}
	// And so does the key that opened it
	b.do("lookup")
	b.do("lookup")
	if b.lookup.box.Shown() || b.win.Canvas().Focused() != fyne.Focusable(p.reader) {
		t.Error("the box does not close by its own key")
	}
	// It does not open over a sheet
	b.do("help")
	b.do("lookup")
	if b.lookup.box.Shown() {
		t.Error("the box opened over a sheet")
	}
}

func TestLookup_EmptyFieldShowsWhatWasOpenedLast(t *testing.T) {
	b := openBench(t)
	b.lookFor("")
	if len(b.lookup.rows) != 0 || b.lookup.empty.Title == "" {
		t.Errorf("an empty library shows %q", b.rowsShown())
	}
	b.press(fyne.KeyEscape)
	first, second, third := b.addNamed("The fuel road"), b.addNamed("Gold and garrisons"), b.addNamed("Passing by")
	b.open(first.ID)
	b.tl.advance(2 * time.Second)
	b.openBrief(third.ID, false) // on the way through a list
	b.tl.advance(300 * time.Millisecond)
	b.open(second.ID)
	b.tl.advance(2 * time.Second)
	b.lookFor("")
	// Then what is in view is left out, and so is what was only passed
	if len(b.lookup.rows) != 2 || !b.firstRow().shown.Head || b.lookup.rows[1].shown.Title != "The fuel road" {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	if b.lookup.box.Highlighted() != 1 {
		t.Errorf("highlighted: %d", b.lookup.box.Highlighted())
	}
	if p := b.lookup.preview.shown; p == nil || p.Title != "The fuel road" {
		t.Errorf("preview %+v", p)
	}
	b.press(fyne.KeyReturn)
	if b.currentBrief() != first.ID {
		t.Errorf("brief %d in view", b.currentBrief())
	}
	// What was asked for counts at once, however short it was in view
	b.do("lookup")
	for _, r := range "passing" {
		b.win.Canvas().Focused().TypedRune(r)
		b.tl.settle()
	}
	b.press(fyne.KeyReturn)
	b.open(second.ID)
	b.do("lookup")
	if got := b.lookup.rows[1].shown.Title; got != "Passing by" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestPassageRows_NameTheirGroupAmongAll(t *testing.T) {
	t.Parallel()
	// Given a page that leaves out a group that is gone
	group := func(brief int64) search.Group {
		return search.Group{BriefID: brief, Hits: []db.TextHit{{Kind: db.KindBrief, ID: brief}}}
	}
	all := search.Results{Groups: []search.Group{group(1), group(2), group(3), group(4)}}
	shown := []search.Shown{
		{Group: group(1), Passages: make([]search.Passage, 2)}, {Group: group(3), Passages: make([]search.Passage, 1)}, {Group: group(4), Passages: make([]search.Passage, 1)},
	}
	var groups []int
	for _, r := range passageRows(all, shown) {
		groups = append(groups, r.found.group)
	}
	if !slices.Equal(groups, []int{0, 0, 2, 3}) {
		t.Errorf("groups %v", groups)
	}
}

func TestLookup_OlderKeystrokesAreGivenUp(t *testing.T) {
	b := openBench(t)
	b.addNamed("The fuel road")
	b.lookFor("")
	for _, r := range "fuel" {
		b.win.Canvas().Focused().TypedRune(r)
	}
	b.tl.settle()
	if strings.Contains(b.lines.String(), "fue\n") || !strings.Contains(b.lines.String(), " fuel\n") {
		t.Errorf("answered:\n%s", b.lines)
	}
}

func TestLookup_EnterBeforeTheAnswerOpensWhatWasTyped(t *testing.T) {
	b := openBench(t)
	first, second := b.addNamed("The fuel road"), b.addNamed("Gold and garrisons")
	b.open(first.ID)
	b.tl.advance(2 * time.Second)
	b.tabs.closeActive()
	b.lookFor("") // the fuel road stands there as opened last
	for _, r := range "gold" {
		b.win.Canvas().Focused().TypedRune(r)
	}
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	b.tl.settle()
	if b.currentBrief() != second.ID || b.lookup.box.Shown() {
		t.Errorf("brief %d in view", b.currentBrief())
	}
}

func TestLookup_FollowsTheLibrary(t *testing.T) {
	b := openBench(t)
	b.addNamed("Gold and garrisons")
	b.lookFor("gold")
	if n := len(b.lookup.rows); n != 2 {
		t.Fatalf("%d rows:\n%s", n, b.rowsShown())
	}
	// When another brief comes while the box is open
	b.press(fyne.KeyDown)
	b.addNamed("Gold again")
	b.tl.advance(time.Second)
	// Then it is there, and the highlight is where the user put it
	if !strings.Contains(b.rowsShown(), "Gold again") {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
	if at := b.lookup.box.Highlighted(); at != len(b.lookup.rows)-1 {
		t.Errorf("highlighted %d of %d", at, len(b.lookup.rows))
	}
	// And one that is asked for at once is found at once
	b.press(fyne.KeyEscape)
	b.addNamed("Uranium")
	b.do("lookup")
	for _, r := range "uran" {
		b.win.Canvas().Focused().TypedRune(r)
	}
	b.tl.settle()
	if b.firstRow().shown.Title != "Uranium" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_WaitsForALibraryThatIsStillRead(t *testing.T) {
	b := openBench(t)
	b.addNamed("New notes from Kidal")
	b.tl.advance(time.Second)
	// Given an index that has the window's commands only, as at the start
	whole := b.lookup.index.now
	b.lookup.index.now = &indexed{Index: lookup.NewIndex(commandEntries())}
	b.lookFor("new note")
	// Then no command takes the place of what is to come, but can be asked for
	if len(b.lookup.rows) != 0 {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
	b.lookup.index.now = whole
	b.lookup.again()
	b.tl.settle()
	if b.firstRow().shown.Title == "" || !strings.Contains(b.rowsShown(), "Brief | New notes from Kidal") {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_NothingFoundHelps(t *testing.T) {
	b := openBench(t)
	b.addNamed("Gold and garrisons")
	b.lookFor("gold xqzzwv")
	e := b.lookup.empty
	if len(b.lookup.rows) != 0 || e.Title != "Nothing is called “gold xqzzwv”" || !strings.Contains(e.Detail, "1 brief") {
		t.Fatalf("empty %+v, rows:\n%s", e, b.rowsShown())
	}
	offers := map[string]func(){}
	for _, o := range e.Offers {
		offers[o.Text] = o.Run
	}
	if offers["Near: Gold and garrisons"] == nil || offers["Search the texts for “gold xqzzwv”"] == nil {
		t.Fatalf("offers %v", offers)
	}
	offers["Near: Gold and garrisons"]()
	b.tl.settle()
	if b.lookup.box.Text() != "Gold and garrisons" || b.firstRow().shown.Title != "Gold and garrisons" {
		t.Errorf("after taking the offer: %q, rows:\n%s", b.lookup.box.Text(), b.rowsShown())
	}
	// A sigil can be dropped
	b.lookup.put("@garrisons")()
	b.tl.settle()
	for _, o := range b.lookup.empty.Offers {
		if o.Text == "Look up “garrisons” everywhere" {
			o.Run()
		}
	}
	b.tl.settle()
	if b.firstRow().shown.Title != "Gold and garrisons" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_SlashSearchesTheTexts(t *testing.T) {
	b := openBench(t)
	b.addNamed("The fuel road")
	brief := b.add(strings.ReplaceAll(briefText, "the ridge", "the Adrar ridge"))
	var results search.Results
	var group int
	var passage search.Passage
	b.lookup.act.found = func(r search.Results, g int, p search.Passage, _ bool) { results, group, passage = r, g, p }
	b.lookFor("/adrar")
	row := b.firstRow()
	if row.shown.Kind != "Brief" || marked(row) != "Adrar" || !strings.Contains(row.shown.Detail, "Two ambushes") {
		t.Fatalf("rows:\n%s", b.rowsShown())
	}
	if p := b.lookup.preview.shown; p == nil || len(p.Marks) != 1 || p.Body[p.Marks[0].Start:p.Marks[0].End] != "Adrar" {
		t.Errorf("preview %+v", p)
	}
	b.press(fyne.KeyReturn)
	if passage.BriefID != brief.ID || results.Groups[group].BriefID != brief.ID {
		t.Errorf("opened %+v of group %d", passage, group)
	}
	// The first letters of another word take nothing away
	b.lookFor("/adrar fig")
	if marked(b.firstRow()) != "Adrar" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
	b.press(fyne.KeyEscape)
	b.lookFor("/zq")
	if b.lookup.empty.Title != "Search the texts" {
		t.Errorf("empty %+v", b.lookup.empty)
	}
	b.press(fyne.KeyEscape)
	// What the texts lack is said, with what comes near
	b.lookFor("/adrarr")
	if b.lookup.empty.Title != "No text has “adrarr”" || len(b.lookup.empty.Offers) < 2 {
		t.Errorf("empty %+v", b.lookup.empty)
	}
}

func TestLookup_TakesWhateverIsTyped(t *testing.T) {
	b := openBench(t)
	b.addNamed("The fuel road")
	b.do("lookup")
	for _, text := range []string{"(", strings.Repeat("([{", 4000), "\x00\xff\xfe", "> ", "@", "#", "# ", "/", "/ \"", "/(((", "é\u0301\u0301", strings.Repeat("a ", 3000), "🜂🜂🜂"} {
		b.lookup.put(text)()
		b.tl.advance(200 * time.Millisecond)
	}
	if b.wrote("trouble") {
		t.Errorf("trouble: %s", b.lines)
	}
	b.lookup.put("fuel")()
	b.tl.settle()
	if b.firstRow().shown.Title != "The fuel road" {
		t.Errorf("rows:\n%s", b.rowsShown())
	}
}

func TestLookup_FieldInTheTabBarOpensIt(t *testing.T) {
	b := openBench(t)
	if !b.lookupField.Visible() {
		t.Fatal("no field without tabs")
	}
	test.Tap(b.lookupField)
	b.tl.settle()
	if !b.lookup.box.Shown() {
		t.Error("a tap on the field opened nothing")
	}
}

func TestLookup_ReadOnlyLibraryRemembersNothing(t *testing.T) {
	b := openBench(t)
	brief := b.addNamed("The fuel road")
	if err := b.sh.endDesk(); err != nil {
		t.Fatal(err)
	}
	lib, err := db.Open(context.Background(), b.path, db.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	b.sh.show(lib)
	b.Desk = b.sh.desk
	b.tl.settle()
	b.open(brief.ID)
	b.tl.advance(2 * time.Second)
	b.tabs.closeActive()
	b.lookFor("fuel")
	b.press(fyne.KeyReturn)
	if b.currentBrief() != brief.ID || b.wrote("trouble") {
		t.Errorf("brief %d, lines %s", b.currentBrief(), b.lines)
	}
}

func TestIssueAndDay(t *testing.T) {
	t.Parallel()
	for context, want := range map[string]string{
		"Sahel Review 7/3 · 2024-08-09 · Brief": "Sahel Review 7/3 · 9 Aug 2024 · Brief", "2024-08": "Aug 2024", "spring of 2024": "spring of 2024", "": "",
	} {
		if got := issueAndDay(context); got != want {
			t.Errorf("%q is %q, want %q", context, got, want)
		}
	}
}

func TestDayWords(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.Local)
	for want, at := range map[string]time.Time{
		"09:30": now.Add(-150 * time.Minute), "yesterday": now.Add(-20 * time.Hour), "9 Aug 2024": time.Date(2024, 8, 9, 8, 0, 0, 0, time.Local), "": {},
	} {
		if got := dayWords(at, now); got != want {
			t.Errorf("%v is %q, want %q", at, got, want)
		}
	}
}
