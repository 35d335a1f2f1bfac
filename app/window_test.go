package app

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"sidelight/app/intake"
	"sidelight/db"
)

// bench is a desk on a real library in a temporary folder, driven by the
// test's own goroutine. Tests with a bench do not run in parallel: Fyne knows
// one app at a time.
type bench struct {
	*Desk
	t     *testing.T
	tl    *testLoop
	fa    fyne.App
	sh    *shell
	path  string
	lines *bytes.Buffer
}

const briefText = `Brief: Two ambushes, one retreat
Publication: Sahel Review Volume: 7 Issue: 3

August 9, 2024

Executive Summary:

• The column was struck twice within three days.
• Both accounts are unlikely to be complete.

Fighters opened fire from the ridge before noon. A second force closed the valley behind the trucks.

What remains is a garrison that can hold the towns but not the roads.
`

func openBench(t *testing.T) *bench {
	t.Helper()
	return openBenchAt(t, filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t))
}

func openBenchAt(t *testing.T, path string, fa fyne.App) *bench {
	t.Helper()
	b := &bench{t: t, tl: newTestLoop(), fa: fa, path: path, lines: &bytes.Buffer{}}
	b.sh = newShell(fa, Options{LibraryPath: path, Events: b.lines}, b.tl.Loop)
	b.sh.start()
	b.tl.settle()
	b.Desk = b.sh.desk
	if b.Desk != nil {
		for _, p := range b.panes {
			p.setInView(true) // what they list is asked for without showing them
		}
		b.tl.settle()
		t.Cleanup(func() {
			if b.sh.desk != nil {
				b.tl.settle()
				if err := b.sh.endDesk(); err != nil {
					t.Errorf("close: %v", err)
				}
			}
		})
	}
	return b
}

// add puts a brief into the library the way an import does.
func (b *bench) add(text string) db.Brief {
	b.t.Helper()
	draft, err := intake.Read(context.Background(), "brief.txt", []byte(text))
	if err != nil {
		b.t.Fatal(err)
	}
	brief, _, err := intake.Save(context.Background(), b.lib, draft)
	if err != nil {
		b.t.Fatal(err)
	}
	b.tl.settle()
	return brief
}

// open shows a brief and returns its page.
func (b *bench) open(id int64) *briefPage {
	b.t.Helper()
	b.openBrief(id, true)
	b.tl.settle()
	p := b.page()
	if p == nil || !p.loaded {
		b.t.Fatal("the brief did not open")
	}
	return p
}

// mark selects words of the brief in view and types a key on them.
func (b *bench) mark(words string, key rune) {
	b.t.Helper()
	p := b.page()
	at := strings.Index(p.revision.Text, words)
	if at < 0 {
		b.t.Fatalf("no %q in the text", words)
	}
	p.reader.Select(at, at+len(words))
	p.reader.TypedRune(key)
	b.tl.settle()
}

func (b *bench) annotations() []db.Annotation {
	b.t.Helper()
	all, err := b.lib.Annotations(context.Background(), b.currentBrief())
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

// do runs a command of the table.
func (b *bench) do(id string) {
	b.t.Helper()
	for _, c := range Commands() {
		if c.ID == id {
			b.perform(c)
			b.tl.settle()
			return
		}
	}
	b.t.Fatalf("no command %q", id)
}

func (b *bench) wrote(prefix string) bool {
	for line := range strings.SplitSeq(b.lines.String(), "\n") {
		if strings.HasPrefix(line, prefix) {
			return true
		}
	}
	return false
}

func TestDesk_FirstStartOffersHowToBegin(t *testing.T) {
	b := openBench(t)
	if !b.welcome.first.Visible() || b.welcome.later.Visible() {
		t.Error("an empty library does not show how to begin")
	}
	if !b.wrote("ready") {
		t.Errorf("no ready line in %q", b.lines)
	}
	b.add(briefText)
	if b.welcome.first.Visible() || !b.welcome.later.Visible() {
		t.Error("a filled library still shows how to begin")
	}
}

func TestDesk_SampleLibraryFillsTheList(t *testing.T) {
	b := openBench(t)
	b.do("library.sample")
	if len(b.briefs.rows.rows) < 4 {
		t.Errorf("%d briefs in the list after loading the sample", len(b.briefs.rows.rows))
	}
	if len(b.briefs.groups()) == 0 {
		t.Error("the list has no years")
	}
}

func TestDesk_AnnotateByKeyUndoRedo(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	p := b.open(brief.ID)
	// When words are selected and the key of a label is typed
	b.mark("A second force closed the valley", '2')
	// Then they are stored, marked and carded
	all := b.annotations()
	if len(all) != 1 || all[0].Quote != "A second force closed the valley" {
		t.Fatalf("annotations %+v", all)
	}
	if got := b.labels.get(all[0].LabelID).Key; got != "2" {
		t.Errorf("label with key %q, want 2", got)
	}
	if len(p.marks) != 1 || len(b.beside.annotations.marks) != 1 {
		t.Errorf("%d marks, %d cards", len(p.marks), len(b.beside.annotations.marks))
	}
	// When it is undone and done again
	b.do("undo")
	if len(b.annotations()) != 0 || len(p.marks) != 0 || len(b.beside.annotations.marks) != 0 {
		t.Error("undo left the annotation")
	}
	b.do("redo")
	again := b.annotations()
	if len(again) != 1 || again[0].ID != all[0].ID {
		t.Errorf("redo brought %+v, want the same annotation", again)
	}
}

func TestDesk_MarkAndCardFindEachOther(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(briefText).ID)
	b.mark("Fighters opened fire", '1')
	b.mark("hold the towns", '3')
	all := b.annotations()
	// When a mark is clicked, its card is the active one
	p.reader.OnMark(all[0].ID)
	if got := b.beside.annotations.list.Active(); got != all[0].ID {
		t.Errorf("active card %d, want %d", got, all[0].ID)
	}
	// When the other card is clicked, its mark is the active one
	b.beside.annotations.list.OnSelect(all[1].ID)
	if p.active != all[1].ID {
		t.Errorf("active mark %d, want %d", p.active, all[1].ID)
	}
	// When going on by keyboard from the first, the second follows
	b.beside.annotations.show(all[0].ID)
	b.do("mark.next")
	if got := b.beside.annotations.list.Active(); got != all[1].ID {
		t.Errorf("after next the active card is %d, want %d", got, all[1].ID)
	}
}

func TestDesk_KeyOfNoLabelDoesNothing(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	b.mark("hold the towns", '9')
	b.mark("hold the towns", 'x')
	if n := len(b.annotations()); n != 0 {
		t.Errorf("%d annotations", n)
	}
}

func TestDesk_CommentIsSavedAndOneUndoStep(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	// Given an annotation made with N, whose comment is open
	b.mark("hold the towns", 'n')
	box := b.beside.annotations.comment
	if box.id == 0 || !box.content.Visible() {
		t.Fatal("the comment did not open")
	}
	// When a comment is written and time passes
	box.entry.SetText("By whom?")
	b.tl.advance(time.Second)
	// Then it is on disk
	if got := b.annotations()[0].Note; got != "By whom?" {
		t.Errorf("comment on disk %q", got)
	}
	// And closing the box makes it one step
	box.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.tl.settle()
	b.undo.undo(b.ctx)
	b.tl.settle()
	if got := b.annotations()[0].Note; got != "" {
		t.Errorf("after undo the comment is %q", got)
	}
}

func TestDesk_RelabelAndDelete(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	b.mark("Fighters opened fire", '1')
	id := b.annotations()[0].ID
	gap, _ := b.labels.byKey("4")
	b.beside.annotations.relabel(id, gap.ID)
	b.tl.settle()
	if got := b.annotations()[0].LabelID; got != gap.ID {
		t.Errorf("label %d, want %d", got, gap.ID)
	}
	b.do("undo")
	if got := b.labels.get(b.annotations()[0].LabelID).Key; got != "1" {
		t.Errorf("after undo the label's key is %q", got)
	}
	b.beside.annotations.show(id)
	b.do("mark.delete")
	if len(b.annotations()) != 0 {
		t.Error("the annotation is still there")
	}
	b.do("undo")
	if len(b.annotations()) != 1 {
		t.Error("undo did not bring it back")
	}
}

func TestDesk_NotesAreSavedWhenTypingRestsOnSwitchAndOnClose(t *testing.T) {
	b := openBench(t)
	first, second := b.add(briefText), b.add(strings.ReplaceAll(briefText, "Two ambushes", "Three ambushes"))
	body := func(id int64) string {
		n, err := b.lib.BriefNote(context.Background(), id)
		if err != nil {
			return ""
		}
		return n.Body
	}
	write := func(text string) {
		b.beside.notes.editor.SetText(text)
		b.beside.notes.editor.OnChanged(text)
	}
	b.open(first.ID)
	write("one")
	b.tl.advance(time.Second)
	if got := body(first.ID); got != "one" {
		t.Errorf("after a rest %q on disk", got)
	}
	write("one two")
	b.open(second.ID)
	if got := body(first.ID); got != "one two" {
		t.Errorf("after switching %q on disk", got)
	}
	write("three")
	b.sh.close()
	lib, err := db.Open(context.Background(), b.path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	n, err := lib.BriefNote(context.Background(), second.ID)
	if err != nil || n.Body != "three" {
		t.Errorf("after closing %q on disk, %v", n.Body, err)
	}
}

func TestDesk_QuoteGoesIntoTheNotes(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	b.mark("hold the towns", 'q')
	b.tl.advance(time.Second)
	n, err := b.lib.BriefNote(context.Background(), b.currentBrief())
	if err != nil {
		t.Fatal(err)
	}
	if want := "> hold the towns\n>\n> — Sahel Review 7/3, 9 August 2024"; !strings.Contains(n.Body, want) {
		t.Errorf("notes %q lack %q", n.Body, want)
	}
}

func TestDesk_CopyWithCitation(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	b.mark("hold the towns", 'c')
	if got, want := b.fa.Clipboard().Content(), "“hold the towns” (Sahel Review, Vol. 7, Issue 3, 9 August 2024)"; got != want {
		t.Errorf("clipboard %q, want %q", got, want)
	}
}

func TestDesk_FindCounts(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(briefText).ID)
	b.do("find")
	p.find.bar.SetQuery("THE")
	p.find.search()
	b.tl.settle()
	if n := len(p.find.hits); n < 4 {
		t.Errorf("%d hits", n)
	}
	if !b.wrote(fmt.Sprintf("find 1 %d THE", len(p.find.hits))) {
		t.Errorf("no find line in %s", b.lines)
	}
	p.find.step(-1)
	if p.find.current != len(p.find.hits)-1 {
		t.Error("going back from the first hit does not reach the last")
	}
}

func TestDesk_TrashAndRestore(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	b.open(brief.ID)
	// When the brief in view is moved to the trash
	b.do("brief.trash")
	// Then its tab closes, the list and the trash show it
	if b.hasTab() || len(b.briefs.rows.rows) != 0 || len(b.trash.rows) != 1 {
		t.Errorf("tab %v, %d rows, %d in the trash", b.hasTab(), len(b.briefs.rows.rows), len(b.trash.rows))
	}
	// When it is restored
	b.trash.putBack([]int64{trashRow(b.trash.rows[0])})
	b.tl.settle()
	if len(b.briefs.rows.rows) != 1 || len(b.trash.rows) != 0 {
		t.Errorf("%d rows, %d in the trash", len(b.briefs.rows.rows), len(b.trash.rows))
	}
}

func TestDesk_SessionComesBack(t *testing.T) {
	path, fa := filepath.Join(t.TempDir(), "test.sidelight"), test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	first, second := b.add(briefText), b.add(strings.ReplaceAll(briefText, "Two ambushes", "Three ambushes"))
	b.open(first.ID)
	b.open(second.ID)
	b.tabs.show(0)
	b.do("zoom.in")
	b.do("side.notes")
	b.outer.SetOffset(300)
	b.outer.OnChanged(300)
	b.sh.close()
	// When the window is opened again
	again := openBenchAt(t, path, fa)
	// Then tabs, zoom and sizes are as they were
	if keys := again.tabs.keys(); len(keys) != 2 || again.tabs.active != 0 || keys[0].ID != first.ID {
		t.Errorf("tabs %v, active %d", keys, again.tabs.active)
	}
	if again.session.TextSize != 17 || again.session.ListWidth != 300 {
		t.Errorf("text size %v, list %v", again.session.TextSize, again.session.ListWidth)
	}
	if again.side.active() != sideNotes {
		t.Errorf("side tab %q", again.side.active())
	}
	if p := again.page(); p == nil || !p.loaded {
		t.Error("the brief in view was not loaded")
	}
}

func TestDesk_LookingThroughTheListKeepsOneTab(t *testing.T) {
	b := openBench(t)
	first, second := b.add(briefText), b.add(strings.ReplaceAll(briefText, "Two ambushes", "Three ambushes"))
	b.openBrief(first.ID, false)
	b.openBrief(second.ID, false)
	b.tl.settle()
	if keys := b.tabs.keys(); len(keys) != 1 || keys[0].ID != second.ID {
		t.Errorf("tabs %v, want only the second", keys)
	}
	// When something is done in it, the tab stays
	b.mark("hold the towns", '1')
	b.openBrief(first.ID, false)
	b.tl.settle()
	if keys := b.tabs.keys(); len(keys) != 2 {
		t.Errorf("tabs %v, want both", keys)
	}
}

func TestDesk_FreeNote(t *testing.T) {
	b := openBench(t)
	b.do("note.new")
	p, ok := b.tabs.current().(*notePage)
	if !ok {
		t.Fatal("no note in view")
	}
	p.heading.SetText("Watch list")
	p.editor.SetText("Kidal")
	p.editor.OnChanged("Kidal")
	b.tl.advance(time.Second)
	if len(b.notes.rows) != 1 || b.notes.rows[0].Title != "Watch list" || p.Title() != "Watch list" {
		t.Errorf("list %+v, tab %q", b.notes.rows, p.Title())
	}
	// When the note is moved to the trash, its tab closes
	b.trashNotes([]int64{p.id})
	b.tl.settle()
	if b.hasTab() {
		t.Error("the tab of a note in the trash is still open")
	}
}

func TestDesk_FunctionKeysWorkFromEverywhere(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(briefText).ID)
	press := func(key fyne.KeyName) {
		if f := b.win.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: key})
		}
		b.tl.settle()
	}
	b.mark("hold the towns", '1')
	// F6 goes from the list to the text, to the side pane and back
	b.focusList()
	press(fyne.KeyF6)
	if b.win.Canvas().Focused() != fyne.Focusable(p.reader) {
		t.Errorf("after the list comes %T", b.win.Canvas().Focused())
	}
	press(fyne.KeyF6)
	if b.win.Canvas().Focused() != fyne.Focusable(b.beside.annotations.list) {
		t.Errorf("after the text comes %T", b.win.Canvas().Focused())
	}
	press(fyne.KeyF6)
	if b.win.Canvas().Focused() != fyne.Focusable(b.briefs.list) {
		t.Errorf("after the side pane comes %T", b.win.Canvas().Focused())
	}
	// F1 opens the help from the filter
	b.focusFilter()
	press(fyne.KeyF1)
	if !b.wrote("sheet help") {
		t.Error("F1 opened no help")
	}
}

func TestShell_ErrorPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "broken.sidelight")
	if err := os.WriteFile(path, bytes.Repeat([]byte("not a library "), 200), 0o600); err != nil {
		t.Fatal(err)
	}
	b := openBenchAt(t, path, test.NewTempApp(t))
	if b.sh.desk != nil {
		t.Fatal("a desk was made for a broken library")
	}
	if !b.wrote("trouble") {
		t.Errorf("nothing was said: %q", b.lines)
	}
	// And the window can go on with another one
	b.sh.switchTo(filepath.Join(t.TempDir(), "other.sidelight"))
	b.tl.settle()
	if b.sh.desk == nil {
		t.Fatal("the other library did not open")
	}
	if err := b.sh.endDesk(); err != nil {
		t.Error(err)
	}
}
