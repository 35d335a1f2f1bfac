package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"sidelight/db"
)

func TestHandling_MarkedInTheDetailsAndShown(t *testing.T) {
	b := openBench(t)
	p := b.open(b.add("TLP:GREEN\n\n" + briefText).ID)
	// given a mark that the text bears
	if p.Handling() != db.TLPGreen || p.handling.Mark() != "TLP:GREEN" || !p.handling.Visible() {
		t.Errorf("the page shows %q", p.handling.Mark())
	}
	// when the details give it another
	b.do("brief.details")
	b.openFields["details.handling"].(interface{ SetChosen(int) }).SetChosen(slices.Index(db.TLPs, db.TLPRed))
	b.confirm()
	// then the page, its tab and its row show it, and what is copied tells it
	if got := b.tabs.bar.Tabs()[0].Handling; got != "RED" || p.handling.Mark() != "TLP:RED" {
		t.Errorf("tab %q, page %q", got, p.handling.Mark())
	}
	if got := briefRow(b.briefsThere()[0]).Handling; got != "RED" {
		t.Errorf("row %q", got)
	}
	if got := citation(p.brief, ""); !strings.HasSuffix(got, ", TLP:RED") {
		t.Errorf("citation %q", got)
	}
	// when it is taken back, and taken away from the menu
	b.do("undo")
	if p.handling.Mark() != "TLP:GREEN" {
		t.Errorf("after undo %q", p.handling.Mark())
	}
	p.setHandling(db.TLPNone)
	b.tl.settle()
	if p.handling.Visible() || b.tabs.bar.Tabs()[0].Handling != "" {
		t.Error("no mark is shown as one")
	}
	b.do("undo")
	if p.handling.Mark() != "TLP:GREEN" {
		t.Errorf("after undo %q", p.handling.Mark())
	}
}

func TestHandling_NotesHaveTheStricterMark(t *testing.T) {
	b := openBench(t)
	b.open(b.add("TLP:GREEN\n\n" + briefText).ID)
	b.do("side.notes")
	b.tl.settle()
	notes := b.beside.notes
	notes.mark.ask(notes.mark.button)
	if notes.mark.chip.Visible() {
		t.Error("a note without words is marked")
	}
	notes.editor.OnChanged("Words.")
	b.tl.advance(2 * time.Second)
	if got := notes.mark.chip.Mark(); got != "TLP:GREEN" {
		t.Errorf("the notes of a brief are %q", got)
	}
	notes.mark.mark(db.TLPRed)
	b.tl.settle()
	if got := notes.mark.chip.Mark(); got != "TLP:RED" {
		t.Errorf("marked %q", got)
	}
	b.undo.undo(b.ctx) // the keyboard is in the notes, which have an undo of their own
	b.tl.settle()
	if got := notes.mark.chip.Mark(); got != "TLP:GREEN" {
		t.Errorf("after undo %q", got)
	}
}

func TestHandling_ExportIsHeldToAMark(t *testing.T) {
	b := openBench(t)
	red := b.add("TLP:RED\n\n" + briefText)
	b.open(red.ID)
	dir := filepath.Join(t.TempDir(), "vault")
	// when the whole library is exported up to GREEN
	b.do("export")
	b.fill("export.to", dir)
	b.openFields["export.max"].(interface{ SetChosen(int) }).SetChosen(slices.Index(ceilings, db.TLPGreen))
	b.confirm()
	// then nothing of the brief is there
	left, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	if len(left) != 0 || !b.wrote("exported 0") {
		t.Errorf("exported %v: %s", left, b.lines)
	}
	// when it is copied, the window asks first
	b.do("copy.markdown")
	if b.fa.Clipboard().Content() != "" {
		t.Error("copied without a question")
	}
	b.confirm()
	if got := b.fa.Clipboard().Content(); !strings.HasPrefix(got, "**TLP:RED**\n") {
		t.Errorf("copied %q", got)
	}
	// when an earlier export lies in the folder, it is left as it is
	b.do("export")
	b.fill("export.to", dir)
	b.openFields["export.max"].(interface{ SetChosen(int) }).SetChosen(0)
	b.confirm()
	before, err := os.ReadDir(dir)
	if err != nil || len(before) == 0 {
		t.Fatalf("%v, %v", before, err)
	}
	b.do("export")
	b.fill("export.to", dir)
	b.openFields["export.max"].(interface{ SetChosen(int) }).SetChosen(slices.Index(ceilings, db.TLPClear))
	b.confirm()
	if !b.wrote("trouble ") {
		t.Errorf("nothing was said: %s", b.lines)
	}
}

func TestHandling_OfABurstOfBriefs(t *testing.T) {
	b := openBench(t)
	first, second := b.addNamed("One"), b.addNamed("Two")
	b.markBriefs([]int64{first.ID, second.ID}, db.TLPAmber)
	b.tl.settle()
	for _, brief := range b.briefsThere() {
		if brief.TLP != db.TLPAmber {
			t.Errorf("%s is %q", brief.Title, brief.TLP)
		}
	}
	if marks := b.briefs.marksOf([]int64{first.ID, second.ID}); !slices.Equal(marks, []db.TLP{db.TLPAmber, db.TLPAmber}) {
		t.Errorf("the menu ticks %v", marks)
	}
	b.do("undo")
	got, err := b.lib.Brief(context.Background(), second.ID)
	if err != nil || got.TLP != db.TLPNone {
		t.Errorf("after undo %+v, %v", got, err)
	}
}
