//go:build x11

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A program that fails says so, or its next start does; what was open comes back,
// and neither the log nor the reports have a word of what was read.
func TestCrashes(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	_, file := brief(t)
	path := filepath.Join(d.home, "river-crossing.txt")
	d.must(os.WriteFile(path, file, 0o600))
	d.headless("import", path)
	// given a brief that was open when the program was closed
	d.start()
	d.got(d.ClickFor(d.ctx, "list.brief.1", "opened 1"))
	d.must(d.Close(d.ctx))
	state := filepath.Join(d.home, "state", "sidelight")
	if left, _ := filepath.Glob(filepath.Join(state, "running", "*")); len(left) > 0 {
		t.Errorf("a program that ended as it should leaves %v", left)
	}
	// when a callback and work in the background fail
	for _, how := range []string{"callback", "background"} {
		d.start("--fail", how)
		// then the window says so, and can be closed as usual
		d.got(d.Seen(d.ctx, "sheet crashed"))
		d.picture("crashed")
		d.got(d.ClickFor(d.ctx, "sheet.confirm", "closed"))
		d.must(<-d.exited)
	}
	// when the program dies
	p, err := Start(d.ctx, d.display, d.binary, d.home, "--library", d.library, "--fail", "fatal")
	if err == nil { // it was quick enough to show its window first
		<-p.exited
	}
	// then the next start tells, and opens what was open
	d.start()
	d.got(d.Seen(d.ctx, "sheet reopen"))
	d.picture("reopen")
	d.got(d.ClickFor(d.ctx, "sheet.confirm", "opened 1"))
	d.must(d.Close(d.ctx))
	reports, _ := filepath.Glob(filepath.Join(state, "crashes", "*.txt"))
	if len(reports) != 3 {
		t.Errorf("reports: %v", reports)
	}
	logs, _ := filepath.Glob(filepath.Join(state, "*.log"))
	for _, name := range append(reports, logs...) {
		data, err := os.ReadFile(name)
		d.must(err)
		text := string(data)
		for _, word := range []string{"tankers", "Ansongo", "river-crossing", "work.sidelight"} {
			if strings.Contains(text, word) {
				t.Errorf("%s tells %q:\n%s", name, word, text)
			}
		}
		if !strings.Contains(text, "started sidelight") || strings.HasSuffix(name, ".log") && !strings.Contains(text, "opened 1 …") {
			t.Errorf("%s does not tell what the program did:\n%s", name, text)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s can be read by others: %v, %v", name, info, err)
		}
	}
}
