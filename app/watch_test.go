package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWatcher_OffersWhatIsNewAndImportsNothing(t *testing.T) {
	b := openBench(t)
	b.add(briefText)
	// Given a watched folder with a file that the library has and two others
	dir := t.TempDir()
	for name, text := range map[string]string{"old.txt": briefText, "ferry.txt": foundTexts[0], "winches.txt": foundTexts[1], "empty.txt": "", "sub.png": "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b.session.Watched = dir
	// When it is looked at
	b.watcher.look()
	b.rest()
	// Then the others are offered, and none is imported
	if len(b.watcher.fresh) != 2 || b.watcher.shown == nil || len(b.briefsThere()) != 1 {
		t.Fatalf("offered %v, %d briefs", b.watcher.fresh, len(b.briefsThere()))
	}
	// And when they are not wanted, they are not offered again
	b.watcher.pass(b.watcher.fresh)
	b.watcher.shown.OnDismiss()
	b.watcher.look()
	b.rest()
	if b.watcher.shown != nil {
		t.Errorf("offered again: %v", b.watcher.fresh)
	}
	// But a new one is
	if err := os.WriteFile(filepath.Join(dir, "roads.txt"), []byte(foundTexts[2]), 0o600); err != nil {
		t.Fatal(err)
	}
	b.watcher.look()
	b.rest()
	if len(b.watcher.fresh) != 1 || !strings.HasSuffix(b.watcher.fresh[0].Path, "roads.txt") {
		t.Errorf("offered %v", b.watcher.fresh)
	}
	// And a look at it is the usual preview
	b.watcher.offer([]string{b.watcher.fresh[0].Path})
	b.rest()
	if !b.wrote("preview 1 Quiet roads") {
		t.Errorf("events: %s", b.lines)
	}
}

func TestFollow_TellsOfNewFilesAlsoInNewFolders(t *testing.T) {
	t.Parallel()
	// given
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	changed := make(chan struct{}, 100)
	ended := make(chan error)
	go func() { ended <- follow(ctx, dir, func() { changed <- struct{}{} }) }()
	// when files are written until one is told of: following may just begin
	next := func(write func(n int)) {
		for n := 0; ; n++ {
			write(n)
			select {
			case <-changed:
				return
			case err := <-ended:
				t.Fatal(err)
			default:
			}
		}
	}
	next(func(int) {
		if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("a"), 0o600); err != nil {
			t.Error(err)
		}
	})
	sub := filepath.Join(dir, "sub")
	if err := os.Mkdir(sub, 0o700); err != nil {
		t.Fatal(err)
	}
	<-changed
	for len(changed) > 0 {
		<-changed
	}
	next(func(int) {
		if err := os.WriteFile(filepath.Join(sub, "b.txt"), []byte("b"), 0o600); err != nil {
			t.Error(err)
		}
	})
	// then it ends when asked to
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
