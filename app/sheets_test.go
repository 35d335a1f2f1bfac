package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"sidelight/app/export"
	"sidelight/db"
	"sidelight/widgets"
)

// fill types into a named field of the open sheet.
func (b *bench) fill(name, text string) {
	b.t.Helper()
	f, ok := b.Desk.openFields[name].(*widgets.Field)
	if !ok {
		b.t.Fatalf("the sheet has no field %q", name)
	}
	f.SetText(text)
}

// confirm presses the sheet's main button.
func (b *bench) confirm() {
	b.t.Helper()
	if b.Desk.open == nil || !b.Desk.open.Shown() {
		b.t.Fatal("no sheet is open")
	}
	if b.Desk.open.OnConfirm() {
		b.Desk.open.Hide()
	}
	b.tl.settle()
}

func (b *bench) briefsThere() []db.Brief {
	b.t.Helper()
	all, _, err := b.lib.Briefs(context.Background(), db.BriefFilter{})
	if err != nil {
		b.t.Fatal(err)
	}
	return all
}

func writeBrief(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestImport_DroppedFileIsPreviewedCorrectedAndSaved(t *testing.T) {
	b := openBench(t)
	path := writeBrief(t, "ambush.txt", briefText)
	// When a file is dropped on the window
	b.sh.dropped([]fyne.URI{storage.NewFileURI(path)})
	b.tl.settle()
	// Then nothing is stored yet and the preview shows what was recognised
	if n := len(b.briefsThere()); n != 0 {
		t.Fatalf("%d briefs before saving", n)
	}
	if got := b.Desk.openFields["import.title"].(*widgets.Field).Text; got != "Two ambushes, one retreat" {
		t.Errorf("title in the preview %q", got)
	}
	// When a field is corrected and the draft saved
	b.fill("import.author", "A. Writer")
	b.confirm()
	// Then the brief is there as corrected, and open
	all := b.briefsThere()
	if len(all) != 1 || all[0].Author != "A. Writer" || all[0].Publication != "Sahel Review" {
		t.Fatalf("briefs %+v", all)
	}
	if b.currentBrief() != all[0].ID {
		t.Error("the imported brief is not open")
	}
	if got := b.briefs.list.Selected(); len(got) != 1 || got[0] != all[0].ID {
		t.Errorf("chosen in the list: %v", got)
	}
	// And its original is kept byte for byte
	o, err := b.lib.Original(context.Background(), all[0].RevisionID)
	if err != nil || string(o.Bytes) != briefText {
		t.Errorf("original: %v", err)
	}
}

func TestImport_DuplicateIsSaidPlainly(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	b.importer.paths([]string{writeBrief(t, "again.txt", briefText)})
	b.tl.settle()
	// Saving is refused, opening is offered
	b.confirm()
	if n := len(b.briefsThere()); n != 1 {
		t.Errorf("%d briefs, want 1", n)
	}
	if !b.wrote("preview 1") || b.hasTab() {
		t.Error("the preview was not shown, or a brief opened by itself")
	}
}

func TestImport_SeveralFilesSkipAndSaveAll(t *testing.T) {
	b := openBench(t)
	dir := t.TempDir()
	for name, title := range map[string]string{"a.txt": "First ambush", "b.txt": "Second ambush", "c.md": "Third ambush"} {
		text := strings.ReplaceAll(briefText, "Two ambushes, one retreat", title)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.importer.paths([]string{filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"), filepath.Join(dir, "c.md")})
	b.tl.settle()
	if !b.wrote("preview 1 First ambush") {
		t.Fatalf("no preview of the first file: %s", b.lines)
	}
	sheet := b.importer.shown
	sheet.next()
	sheet.saveAll()
	b.tl.settle()
	all := b.briefsThere()
	if len(all) != 2 {
		t.Errorf("%d briefs, want the two that were not skipped", len(all))
	}
	for _, brief := range all {
		if brief.Title == "First ambush" {
			t.Error("the skipped file was saved")
		}
	}
}

func TestImport_PastedTextAndEmptyText(t *testing.T) {
	b := openBench(t)
	b.importer.text(briefText)
	b.tl.settle()
	b.confirm()
	if n := len(b.briefsThere()); n != 1 {
		t.Errorf("%d briefs after pasting", n)
	}
	b.importer.text("   \n")
	b.tl.settle()
	b.confirm()
	if n := len(b.briefsThere()); n != 1 {
		t.Errorf("%d briefs after pasting nothing", n)
	}
	if !b.wrote("trouble") {
		t.Error("an empty text was not spoken of")
	}
}

func TestDetails_EditAndUndo(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(briefText).ID)
	b.do("brief.details")
	b.fill("details.title", "One ambush")
	b.fill("details.date", "July 2024")
	b.fill("details.tags", "mali, , sahel")
	b.confirm()
	got := b.briefsThere()[0]
	if got.Title != "One ambush" || got.Published.Earliest != "2024-07-01" || len(got.Tags) != 2 {
		t.Errorf("brief %+v", got)
	}
	if p.Title() != "One ambush" {
		t.Errorf("tab %q", p.Title())
	}
	b.do("undo")
	if got := b.briefsThere()[0]; got.Title != "Two ambushes, one retreat" || len(got.Tags) != 0 {
		t.Errorf("after undo %+v", got)
	}
}

func TestDetails_BlockKindsCanBeCorrected(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	rev, err := b.lib.Revision(context.Background(), brief.RevisionID)
	if err != nil {
		t.Fatal(err)
	}
	blocks := newBlocksList()
	blocks.set(rev.Text, rev.Blocks)
	last := len(rev.Blocks) - 1
	for i, c := range blockChoices() {
		if c.kind == db.KindQuote {
			blocks.choose(last, i)
		}
	}
	b.saveDetails(brief, rev, detailsOf(brief), blocks)
	b.tl.settle()
	after, err := b.lib.Revision(context.Background(), brief.RevisionID)
	if err != nil || after.Blocks[last].Kind != db.KindQuote {
		t.Errorf("last block %+v, %v", after.Blocks[last], err)
	}
	b.do("undo")
	after, err = b.lib.Revision(context.Background(), brief.RevisionID)
	if err != nil || after.Blocks[last].Kind != rev.Blocks[last].Kind {
		t.Errorf("after undo %+v, %v", after.Blocks[last], err)
	}
}

func TestExport_FolderFileAndClipboard(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	b.open(brief.ID)
	dir := filepath.Join(t.TempDir(), "vault")
	b.do("export")
	b.fill("export.to", dir)
	b.confirm()
	files, err := filepath.Glob(filepath.Join(dir, "*.md"))
	more, _ := filepath.Glob(filepath.Join(dir, "*", "*.md"))
	if err != nil || len(files)+len(more) == 0 {
		t.Errorf("no file in %s: %v", dir, err)
	}
	if !b.wrote("exported ") {
		t.Errorf("nothing was said: %s", b.lines)
	}
	path := filepath.Join(t.TempDir(), "deep", "one.md")
	b.exporter.toFile(path, export.Options{Briefs: []int64{brief.ID}})
	b.tl.settle()
	data, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(data), "Two ambushes") {
		t.Errorf("single file: %v", err)
	}
	if err := os.WriteFile(path, append(data, "\nMy own line.\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	b.exporter.toFile(path, export.Options{Briefs: []int64{brief.ID}, WithText: true})
	b.tl.settle()
	if again, err := os.ReadFile(path); err != nil || !strings.Contains(string(again), "My own line.") {
		t.Errorf("the second export lost the user's own line: %v", err)
	}
	b.do("copy.markdown")
	if !strings.Contains(b.fa.Clipboard().Content(), "Two ambushes") {
		t.Error("the clipboard lacks the brief")
	}
}

func TestExport_ToAPlaceThatCannotHoldIt(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	path := filepath.Join(t.TempDir(), "taken.md")
	if err := os.WriteFile(path, []byte("somebody else's words"), 0o644); err != nil {
		t.Fatal(err)
	}
	b.exporter.toFile(path, export.Options{Briefs: []int64{brief.ID}})
	b.tl.settle()
	if data, err := os.ReadFile(path); err != nil || string(data) != "somebody else's words" {
		t.Errorf("the other file was changed: %q, %v", data, err)
	}
	if !b.wrote("trouble ") {
		t.Errorf("nothing was said: %s", b.lines)
	}
}

func TestImport_AFileThatCannotBeReadLeavesTheKeyboardInReach(t *testing.T) {
	b := openBench(t)
	// given a file that is no text
	path := filepath.Join(t.TempDir(), "picture.txt")
	if err := os.WriteFile(path, []byte("\x00\x01\x02\xff\xfe\x00\x00\x07"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.importer.paths([]string{path})
	b.tl.settle()
	if !b.wrote("trouble ") || !b.Desk.open.Shown() {
		t.Fatalf("nothing was said: %s", b.lines)
	}
	// then the keyboard is not in one of the fields, which are hidden
	if _, field := b.win.Canvas().Focused().(*widgets.Field); field {
		t.Error("the keyboard is in a field that is not shown")
	}
	// when Escape is pressed on what has it
	b.win.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	b.tl.settle()
	// then the sheet is closed
	if b.Desk.open.Shown() {
		t.Error("the sheet stays")
	}
}

func TestExport_RelativePathIsRefusedInTheSheet(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	b.do("export")
	b.fill("export.to", "somewhere")
	b.confirm()
	if !b.Desk.open.Shown() {
		t.Error("the sheet closed on a path that cannot be used")
	}
}

func TestDesk_ASignalLosesNoWords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.sidelight")
	b := openBenchAt(t, path, test.NewTempApp(t))
	brief := b.add(briefText)
	b.open(brief.ID)
	// given words that no save has reached yet
	b.note().editor.SetText("Who paid the second force?")
	b.note().editor.OnChanged("Who paid the second force?")
	// when the session ends, which stops the loop and asks nothing
	b.sh.ended()
	// then they are in the library, and the library is one file again
	if b.sh.closeErr != nil {
		t.Fatal(b.sh.closeErr)
	}
	if _, err := os.Stat(path + "-wal"); err == nil {
		t.Error("the library was not closed")
	}
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	note, err := lib.BriefNote(context.Background(), brief.ID)
	if err != nil || note.Body != "Who paid the second force?" {
		t.Errorf("the note says %q, %v", note.Body, err)
	}
}

func TestDesk_ATroubleMetTwiceIsSaidOnce(t *testing.T) {
	b := openBench(t)
	b.showTrouble(db.ErrCorrupt)
	b.showTrouble(db.ErrFull)
	b.showTrouble(db.ErrCorrupt)
	if n := len(b.banners.content.Objects); n != 2 {
		t.Errorf("%d banners for two troubles", n)
	}
}

func TestDesk_ReadOnlyLibraryTakesNoChanges(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.sidelight")
	fa := test.NewTempApp(t)
	b := openBenchAt(t, path, fa)
	brief := b.add(briefText)
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
	if len(b.banners.content.Objects) != 1 {
		t.Error("nothing says that the library is read-only")
	}
	b.open(brief.ID)
	b.mark("hold the towns", '1')
	b.do("brief.trash")
	b.do("import")
	if len(b.annotations()) != 0 || len(b.briefsThere()) != 1 || b.wrote("sheet import") {
		t.Error("a read-only library was changed, or offered to be")
	}
	for _, id := range []string{"import", "note.new", "brief.details"} {
		if !b.menu.items[id].Disabled {
			t.Errorf("%s is offered", id)
		}
	}
}

func TestDesk_WordsThatCannotBeSavedAreNotLost(t *testing.T) {
	b := openBench(t)
	b.open(b.add(briefText).ID)
	// Given a library that has gone away under the window
	if err := b.lib.Close(); err != nil {
		t.Fatal(err)
	}
	// When something is written
	b.beside.notes.editor.SetText("precious")
	b.beside.notes.editor.OnChanged("precious")
	b.tl.advance(10 * time.Second)
	// Then the window says so, keeps the words and does not close over them
	if !b.wrote("not-saved") || b.unsaved.banner == nil {
		t.Error("nothing says that the words are not saved")
	}
	b.sh.close()
	if b.sh.desk == nil || b.win.Canvas().Overlays().Top() == nil {
		t.Fatal("the window closed over unsaved words")
	}
	if !strings.Contains(b.unsavedText(), "precious") {
		t.Errorf("the words are gone: %q", b.unsavedText())
	}
	b.savers.dropAll()
}

func TestSettings_LabelsCanBeChanged(t *testing.T) {
	b := openBench(t)
	e := newLabelEditor(b.kit)
	before := b.labels.all[0]
	after := before
	after.Name, after.Letter = "Finding", "X"
	e.change(before, after)
	b.tl.settle()
	if got := b.labels.get(before.ID); got.Name != "Finding" || got.Letter != "X" {
		t.Errorf("label %+v", got)
	}
	e.add()
	b.tl.settle()
	if n := len(b.labels.all); n != 6 || b.labels.all[5].Key != "6" {
		t.Errorf("%d labels, the last %+v", n, b.labels.all[n-1])
	}
}

func TestSettings_ThemeAndTypefaceTakeEffect(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add(briefText).ID)
	b.setTheme("dark")
	if !b.wrote("theme dark") {
		t.Error("the theme did not change")
	}
	b.setSans(true)
	b.tl.settle()
	if !p.doc.Sans {
		t.Error("the brief is still set in the serif")
	}
}

func TestLinks_CompleteAndFollow(t *testing.T) {
	b := openBench(t)
	brief := b.add(briefText)
	got := b.suggestNames("two amb")
	if len(got) != 1 || got[0].Title != "Two ambushes, one retreat" {
		t.Errorf("suggestions %+v", got)
	}
	b.followLink("Two ambushes, one retreat")
	b.tl.settle()
	if b.currentBrief() != brief.ID {
		t.Error("the link did not open the brief")
	}
	b.followLink("https://example.org/")
	if b.fa.Clipboard().Content() != "https://example.org/" {
		t.Error("the address was not copied")
	}
}
