package app

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
)

func TestOpening_ALibraryThatTakesLongSaysSo(t *testing.T) {
	fa, tl, lines := test.NewTempApp(t), newTestLoop(), &bytes.Buffer{}
	sh := newShell(fa, Options{LibraryPath: filepath.Join(t.TempDir(), "old.sidelight"), Events: lines}, tl.Loop)
	sh.start()
	// Given that the library is not open when half a second has passed
	for _, timer := range tl.timers {
		timer.f()
	}
	if !strings.Contains(lines.String(), "opening") {
		t.Error("the window does not say what it waits for")
	}
	// When it is open, then the desk is there, and nothing says so any more
	tl.settle()
	if sh.desk == nil {
		t.Fatal("the library did not open")
	}
	t.Cleanup(func() {
		if err := sh.endDesk(); err != nil {
			t.Error(err)
		}
	})
	lines.Reset()
	tl.advance(2 * openingDelay)
	if strings.Contains(lines.String(), "opening") {
		t.Error("an open library is said to be opening")
	}
}

func TestOpening_ADroppedLibraryIsOpened(t *testing.T) {
	b := openBench(t)
	// When a library is dropped on the window
	other := filepath.Join(t.TempDir(), "other.sidelight")
	b.sh.dropped([]fyne.URI{storage.NewFileURI(other)})
	b.tl.settle()
	// Then it is the one that is open, and nothing of it is offered for import
	if got := b.sh.desk.lib.Path(); got != other {
		t.Errorf("%s is open", got)
	}
	if strings.Contains(b.lines.String(), "import") {
		t.Errorf("events:\n%s", b.lines)
	}
}
