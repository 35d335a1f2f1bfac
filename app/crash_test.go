package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"sidelight/app/journal"
)

func TestCrash_WordsAreSavedAndTheUserIsTold(t *testing.T) {
	b := openBench(t)
	j, err := journal.Open(t.TempDir(), "test")
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	b.sh.options.Journal = j
	brief := b.add(briefText)
	b.open(brief.ID)
	b.do("side.notes")
	b.tl.settle()
	// given words that are not saved yet
	b.beside.notes.editor.OnChanged("precious")
	// when something fails
	loop := NewLoop()
	loop.Caught = b.sh.caught
	loop.guard(func() { panic("no “words”") })
	b.tl.settle()
	// then they are saved, and the window says so and names the report
	n, err := b.lib.BriefNote(b.ctx, brief.ID)
	if err != nil || n.Body != "precious" {
		t.Errorf("note %+v, %v", n, err)
	}
	reports, _ := filepath.Glob(filepath.Join(filepath.Dir(j.Log()), "crashes", "*"))
	if len(reports) != 1 || !b.wrote("sheet crashed") {
		t.Fatalf("reports %v: %s", reports, b.lines)
	}
	data, err := os.ReadFile(reports[0])
	if err != nil || strings.Contains(string(data), "words”") || !strings.Contains(string(data), "TestCrash_") {
		t.Errorf("%v:\n%s", err, data)
	}
}

func TestCrash_NextStartOffersToReopen(t *testing.T) {
	for _, reopen := range []bool{true, false} {
		fa := test.NewTempApp(t)
		path := filepath.Join(t.TempDir(), "test.sidelight")
		b := openBenchAt(t, path, fa)
		b.open(b.add(briefText).ID)
		b.saveSession()
		tabs := len(b.tabs.pages)
		if err := b.sh.endDesk(); err != nil {
			t.Fatal(err)
		}
		// when the program starts after an unexpected end
		next := &bench{t: t, tl: newTestLoop(), fa: fa, path: path, lines: b.lines}
		next.sh = newShell(fa, Options{LibraryPath: path, Events: b.lines}, next.tl.Loop)
		next.sh.before = &journal.Ended{Report: "report.txt"}
		next.sh.start()
		next.tl.settle()
		next.Desk = next.sh.desk
		// then it asks, and forgets nothing meanwhile
		if next.Desk.open == nil || len(next.tabs.pages) != 0 {
			t.Fatal("nothing is asked")
		}
		next.saveSession()
		if reopen {
			next.confirm()
		} else {
			next.Desk.open.OnCancel()
		}
		next.tl.advance(time.Second)
		if got := len(next.tabs.pages); reopen && got != tabs || !reopen && got != 0 {
			t.Errorf("%d tabs are open, reopen %t", got, reopen)
		}
		if err := next.sh.endDesk(); err != nil {
			t.Error(err)
		}
	}
}
