//go:build x11

package e2e

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"
)

// desk is one test's program, library and folders.
type desk struct {
	t       *testing.T
	ctx     context.Context
	display *Display
	binary  string
	home    string // settings and user folders of this test
	library string
	*Program

	// what the steps leave for those after them
	id              int    // the imported brief
	text            string // its text
	mark, otherMark int    // two overlapping annotations on it
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	// The test's own deadline, less the time to say what was waited for.
	ctx := context.Background()
	if deadline, set := t.Deadline(); set {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-20*time.Second))
		t.Cleanup(cancel)
	}
	home := t.TempDir()
	d := &desk{t: t, ctx: ctx, home: home, library: filepath.Join(home, "work.sidelight"), binary: program(t)}
	display, err := OpenDisplay(ctx, 1400, 900)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(display.Close)
	d.display = display
	return d
}

// program returns the binary to drive: the one that the Makefile built, or
// one built here.
func program(t *testing.T) string {
	t.Helper()
	if built := os.Getenv("SIDELIGHT_BINARY"); built != "" {
		return built
	}
	binary := filepath.Join(t.TempDir(), "sidelight")
	build := exec.Command("go", "build", "-tags", "migrated_fynedo,x11,gles", "-o", binary, "sidelight")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return binary
}

func (d *desk) start(args ...string) {
	d.t.Helper()
	p, err := Start(d.ctx, d.display, d.binary, d.home, append([]string{"--library", d.library}, args...)...)
	if err != nil {
		d.t.Fatal(err)
	}
	d.Program = p
	d.t.Cleanup(func() {
		if !p.Ended() {
			if d.t.Failed() {
				d.picture("failed")
			}
			p.Kill()
		}
	})
}

// picture keeps what the window shows, for a person to look at, where
// SIDELIGHT_PICTURES names a folder for it.
func (d *desk) picture(name string) {
	folder := os.Getenv("SIDELIGHT_PICTURES")
	if folder == "" {
		return
	}
	if err := errors.Join(os.MkdirAll(folder, 0o755), d.Picture(d.ctx, filepath.Join(folder, name+".png"))); err != nil {
		d.t.Logf("picture: %v", err)
	}
}

// must fails the test on an error.
func (d *desk) must(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// got fails the test on an error and returns the event otherwise.
func (d *desk) got(event string, err error) string {
	d.t.Helper()
	d.must(err)
	return event
}

// number is the n-th word of an event.
func (d *desk) number(event string, n int) int {
	d.t.Helper()
	v, err := Number(event, n)
	d.must(err)
	return v
}

func (d *desk) show(brief int) Shown {
	d.t.Helper()
	s, err := Show(d.ctx, d.binary, d.home, d.library, fmt.Sprint(brief))
	d.must(err)
	return s
}

func (d *desk) headless(args ...string) string {
	d.t.Helper()
	out, err := Headless(d.ctx, d.binary, d.home, d.library, args...)
	d.must(err)
	return out
}

// brief reads the test's own brief and returns it as UTF-8 and as the bytes
// of a Windows-1252 file.
func brief(t *testing.T) (text string, file []byte) {
	t.Helper()
	data, err := os.ReadFile("testdata/river-crossing.txt")
	if err != nil {
		t.Fatal(err)
	}
	file, err = charmap.Windows1252.NewEncoder().Bytes(data)
	if err != nil {
		t.Fatal(err)
	}
	return string(data), file
}

// TestTheMainJob goes the way of an analyst's first days: open the sample,
// import a brief and correct what was recognised, read, mark, write, lose
// power, export; and looks at the library and the exported files from outside.
func TestTheMainJob(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.display.Sockets = WatchSockets(d.ctx, d.home)
	d.opensTheSample()
	d.importsAFile()
	d.importsNothingTwice()
	d.marksPassages()
	d.commentsAndCopies()
	d.undoesAndRedoes()
	d.findsWords()
	d.losesNoNotes()
	d.comesBackToThePlace()
	d.exportsEverything()
	d.reachedNoNetwork()
}

// The brief that the test imports, as it is read and as it is stored.
const (
	asRead    = "Fuel tankers and the river crossing at Ansongo"
	corrected = "Fuel tankers and the crossing at Ansongo"
)

func (d *desk) opensTheSample() {
	// given a first start on an empty library
	d.start()
	d.must(d.Resize(d.ctx, 1280, 800))
	d.got(d.First(d.ctx, "welcome.import"))
	// when the sample library is chosen
	sample := d.got(d.ClickFor(d.ctx, "welcome.sample", "sample"))
	// then its briefs are in the list
	if n := d.number(sample, 1); n < 4 {
		d.t.Errorf("the sample brought %d briefs, want at least four", n)
	}
	d.must(d.Close(d.ctx))
}

func (d *desk) importsAFile() {
	// given a Windows-1252 file, opened
	text, file := brief(d.t)
	path := filepath.Join(d.home, "river-crossing.txt")
	d.must(os.WriteFile(path, file, 0o600))
	d.start(path)
	d.must(d.Resize(d.ctx, 1280, 800))
	if preview := d.got(d.Seen(d.ctx, "preview")); !strings.HasSuffix(preview, asRead) {
		d.t.Errorf("the preview shows %q", preview)
	}
	// when its title is corrected in the preview and it is saved
	d.must(d.Fill(d.ctx, "import.title", corrected))
	d.picture("import")
	imported := d.got(d.ClickFor(d.ctx, "sheet.confirm", "imported"))
	d.id, d.text = d.number(imported, 2), text
	// then it is stored as corrected, its text as in the file, and opened
	if want := fmt.Sprintf("imported added %d %s", d.id, corrected); imported != want {
		d.t.Errorf("%q, want %q", imported, want)
	}
	d.got(d.Wait(d.ctx, fmt.Sprintf("opened %d", d.id)))
	d.must(d.Settle(d.ctx))
	shown := d.show(d.id)
	if shown.Title != corrected || shown.Publication != "Sahel Review" || shown.Volume != "7" || shown.Issue != "4" {
		d.t.Errorf("stored as %q, %q, %q, %q", shown.Title, shown.Publication, shown.Volume, shown.Issue)
	}
	if shown.Text != text {
		d.t.Error("the canonical text is not the text of the file")
	}
}

func (d *desk) importsNothingTwice() {
	// given the text of the same brief on the clipboard
	before := d.headless("list")
	d.must(d.SetClipboard(d.ctx, d.text))
	// when it is imported by pasting
	d.got(d.Do(d.ctx, "ctrl+shift+i", "sheet paste"))
	// the preview says at once that the library has it, under whatever title
	d.got(d.ClickFor(d.ctx, "sheet.confirm", fmt.Sprintf("already-there %d", d.id)))
	d.picture("duplicate")
	d.got(d.ClickFor(d.ctx, "sheet.cancel", "sheet-closed import"))
	// then it is not stored twice, however it comes
	if out := d.headless("import", filepath.Join(d.home, "river-crossing.txt")); !strings.HasPrefix(out, "duplicate") {
		d.t.Errorf("importing the file again says %q", out)
	}
	if after := d.headless("list"); after != before {
		d.t.Errorf("the list was\n%s\nand is\n%s", before, after)
	}
}

func (d *desk) marksPassages() {
	// when words are selected with the mouse and marked with a key
	const words = "Passengers, goats and lorries with rice"
	at := strings.Index(d.text, words)
	start, end, err := d.Select(d.ctx, d.text, words)
	d.must(err)
	if start != at || end != at+len(words) {
		d.t.Errorf("selected %q, aimed at %q", d.text[start:end], words)
	}
	d.picture("selection")
	first := d.got(d.Do(d.ctx, "2", "annotated"))
	d.mark = d.number(first, 1)
	// then the key's label is on exactly what was selected
	if want := fmt.Sprintf("annotated %d %d %d Judgement", d.mark, start, end); first != want {
		d.t.Errorf("%q, want %q", first, want)
	}

	// when an overlapping passage is marked with a click on the selection bar
	d.must(d.Settle(d.ctx))
	_, _, err = d.Select(d.ctx, d.text, "lorries with rice crossed as they always do")
	d.must(err)
	second := d.got(d.ClickFor(d.ctx, "bar.label.4", "annotated"))
	d.otherMark = d.number(second, 1)
	if !strings.HasSuffix(second, "Gap") {
		d.t.Errorf("the fourth label of the bar gave %q", second)
	}
	d.picture("annotated")

	// when the first mark is clicked, then its card becomes the active one
	d.must(d.Settle(d.ctx))
	d.Forget()
	d.must(d.ClickText(d.ctx, at+3))
	if mark := d.got(d.Wait(d.ctx, "mark")); d.number(mark, 1) != d.mark {
		d.t.Errorf("a click on annotation %d gave %q", d.mark, mark)
	}
	// when the other card is clicked, then its passage becomes the active one
	other := fmt.Sprintf("card %d", d.otherMark)
	d.got(d.ClickFor(d.ctx, "card."+fmt.Sprint(d.otherMark), other))
}

func (d *desk) commentsAndCopies() {
	// when a passage is marked with N and a comment typed
	const words = "A winch that lifts rice lifts fuel as well"
	_, _, err := d.Select(d.ctx, d.text, words)
	d.must(err)
	d.got(d.Do(d.ctx, "n", "focus comment"))
	d.must(d.Settle(d.ctx))
	d.Forget()
	d.must(d.Type(d.ctx, "Says who?"))
	d.got(d.Wait(d.ctx, "annotation-changed"))
	// then the comment is stored
	d.must(d.Press(d.ctx, "Escape"))
	found := false
	for _, a := range d.show(d.id).Annotations {
		found = found || strings.Contains(a.Note, "Says who?")
	}
	if !found {
		d.t.Error("the comment is not in the library")
	}

	// when a passage is copied with its citation
	const other = "No list has been seen"
	_, _, err = d.Select(d.ctx, d.text, other)
	d.must(err)
	d.got(d.Do(d.ctx, "c", "copied"))
	// then the clipboard has the words and where they stand
	clip, err := d.Clipboard(d.ctx)
	d.must(err)
	if !strings.Contains(clip, other) || !strings.Contains(clip, "Sahel Review") {
		d.t.Errorf("the clipboard has %q", clip)
	}
}

func (d *desk) undoesAndRedoes() {
	// given a passage that was marked, and then commented
	before := d.show(d.id).Annotations
	state := func() (annotations, comments int) {
		for _, a := range d.show(d.id).Annotations {
			annotations++
			if a.Note != "" {
				comments++
			}
		}
		return annotations, comments
	}
	d.must(d.Press(d.ctx, "ctrl+r")) // the keyboard goes to the text
	for _, step := range []struct {
		keys, event           string
		annotations, comments int
	}{
		// when it is undone step by step, then first the comment goes, then the mark
		{"ctrl+z", "undone", len(before), 0},
		{"ctrl+z", "undone", len(before) - 1, 0},
		// and when it is redone, they come back
		{"ctrl+shift+z", "redone", len(before), 0},
		{"ctrl+shift+z", "redone", len(before), 1},
	} {
		event := d.got(d.Do(d.ctx, step.keys, step.event))
		if annotations, comments := state(); annotations != step.annotations || comments != step.comments {
			d.t.Errorf("after %q: %d annotations, %d comments; want %d and %d", event, annotations, comments, step.annotations, step.comments)
		}
	}
}

func (d *desk) findsWords() {
	// when words are looked for in the brief
	d.got(d.Do(d.ctx, "ctrl+f", "focus find"))
	d.Forget()
	d.must(d.Type(d.ctx, "garrison"))
	// then each place is counted
	hits := strings.Count(d.text, "garrison")
	d.got(d.Wait(d.ctx, "find"))
	for {
		all := d.Events("find")
		if strings.HasSuffix(all[len(all)-1], fmt.Sprintf(" %d garrison", hits)) {
			break
		}
		d.got(d.Wait(d.ctx, "find"))
	}
	d.picture("find")
	d.must(d.Press(d.ctx, "Escape"))
}

func (d *desk) losesNoNotes() {
	// given notes that the status bar calls saved
	const body = "## Who may stop a ferry\n\nThe winch and the list cannot both be true. Été, 😀, [[What the desert column lost]]"
	d.got(d.Do(d.ctx, "ctrl+j", "focus notes"))
	d.Forget()
	d.must(d.Paste(d.ctx, body))
	d.got(d.Wait(d.ctx, "saved note"))
	d.picture("notes")
	// when the program dies
	d.Kill()
	// then the notes are in the library, and it is sound
	d.headless("check")
	if note := d.headless("note", fmt.Sprint(d.id)); !strings.Contains(note, body) {
		d.t.Errorf("the notes were lost; the library has %q", note)
	}
}

func (d *desk) comesBackToThePlace() {
	// given that what was open is opened again after the program died, and a brief scrolled to its end
	d.start()
	d.got(d.ClickFor(d.ctx, "sheet.confirm", "ready"))
	d.must(d.Resize(d.ctx, 1280, 800))
	d.got(d.Seen(d.ctx, fmt.Sprintf("opened %d", d.id)))
	d.must(d.Settle(d.ctx))
	d.must(d.Press(d.ctx, "ctrl+r")) // the keyboard goes to the text
	d.got(d.Do(d.ctx, "ctrl+End", "position"))
	d.must(d.Settle(d.ctx))
	left := d.Lines()
	// when the window is closed and the program started again
	d.must(d.Close(d.ctx))
	d.start()
	d.must(d.Resize(d.ctx, 1280, 800))
	d.got(d.Seen(d.ctx, fmt.Sprintf("opened %d", d.id)))
	d.must(d.Settle(d.ctx))
	// then the same words are in view; a line that was cut off at the top may show whole
	if back := d.Lines(); len(left) == 0 || len(back) < 2 || back[0].Start != left[0].Start && back[1].Start != left[0].Start {
		d.t.Errorf("the lines in view were %v and are %v", left, back)
	}
}

// reachedNoNetwork looks back at the whole job: of all calls that were seen none
// may have been for a socket that leads out of the desktop.
func (d *desk) reachedNoNetwork() {
	strange, err := d.display.Sockets.Strange()
	d.must(err)
	for _, call := range strange {
		d.t.Errorf("the program opened a socket that is neither its display's nor the desktop bus's: %s", call)
	}
	switch d.display.Sockets.How {
	case "strace":
		d.t.Log("every socket of the job was seen by strace")
	case "unshare":
		d.t.Log("this system forbids strace; the job was done in an empty network namespace")
	default:
		d.t.Log("this system forbids strace and network namespaces; only the sockets open at the end of the job were looked at")
	}
}

func (d *desk) exportsEverything() {
	// when the whole library is exported from the window
	vault := filepath.Join(d.home, "vault")
	d.got(d.Do(d.ctx, "ctrl+e", "sheet export"))
	d.must(d.Click(d.ctx, "export.what.all"))
	d.must(d.Fill(d.ctx, "export.to", vault))
	d.picture("export")
	d.got(d.ClickFor(d.ctx, "sheet.confirm", "exported"))
	// and no network socket is open while the window is
	held, err := d.InetSockets()
	d.must(err)
	if len(held) > 0 {
		d.t.Errorf("the program holds network sockets: %v", held)
	}
	d.must(d.Close(d.ctx))
	// then every annotation stands in the library and in the files as it was made
	shown := d.show(d.id)
	if len(shown.Annotations) != 3 {
		d.t.Errorf("%d annotations, want 3", len(shown.Annotations))
	}
	exported := readAll(d.t, vault)
	for _, a := range shown.Annotations {
		if words := shown.Words(a.Start, a.End); words != a.Quote || words == "" {
			d.t.Errorf("%s: the text has %q where the quote is %q", a.UID, words, a.Quote)
		}
		if !strings.Contains(exported, a.Quote) {
			d.t.Errorf("the exported files lack %q", a.Quote)
		}
	}
	for _, words := range []string{"Says who?", "The winch and the list cannot both be true. Été, 😀", `sha256: "`} {
		if !strings.Contains(exported, words) {
			d.t.Errorf("the exported files lack %q", words)
		}
	}
	checkVault(d.t, vault)
	// and exporting again changes nothing
	again := d.headless("export", "--to", vault)
	if now := readAll(d.t, vault); now != exported {
		d.t.Errorf("a second export changed the files: %s", again)
	}
	d.headless("check")
}

// readAll joins the Markdown files below a folder, in the order of their names.
func readAll(t *testing.T, folder string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		data, err := os.ReadFile(path)
		all.WriteString(path + "\n" + string(data) + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// checkVault looks for what an Obsidian vault may not have: names that some
// platform refuses, links to nothing, block ids twice.
func checkVault(t *testing.T, folder string) {
	t.Helper()
	notes := map[string]string{} // by name without .md
	names := map[string]bool{}   // what a link may say: names and aliases
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name := entry.Name()
		if strings.ContainsAny(name, `[]#^|\/:*?"<>`) {
			t.Errorf("%q is no safe file name", name)
		}
		data, err := os.ReadFile(path)
		if base, isNote := strings.CutSuffix(name, ".md"); isNote {
			notes[base] = string(data)
			names[base] = true
			for line := range strings.SplitSeq(string(data), "\n") {
				if alias, found := strings.CutPrefix(line, "  - \""); found {
					names[strings.TrimSuffix(alias, "\"")] = true
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(notes) < 7 {
		t.Errorf("%d notes in the vault, want the sample's six and one more", len(notes))
	}
	for name, body := range notes {
		if !strings.HasPrefix(body, "---\n") {
			t.Errorf("%s has no front matter", name)
		}
		ids := map[string]bool{}
		for line := range strings.SplitSeq(body, "\n") {
			if id, isID := strings.CutPrefix(line, "^"); isID {
				if ids[id] {
					t.Errorf("%s has the block id %s twice", name, id)
				}
				ids[id] = true
			}
		}
		for _, part := range strings.Split(body, "[[")[1:] {
			target, _, closed := strings.Cut(part, "]]")
			target, _, _ = strings.Cut(target, "|")
			target, _, _ = strings.Cut(target, "#")
			if closed && target != "" && !names[target] {
				t.Errorf("%s links to %q, which is not in the vault", name, target)
			}
		}
	}
	checkWithObsidianRules(t, folder)
}

// checkWithObsidianRules runs the checker kept beside the repository, where
// that and node are at hand.
func checkWithObsidianRules(t *testing.T, folder string) {
	t.Helper()
	checker, err := filepath.Abs("../../shared/checkers/check-vault.js")
	if err != nil {
		t.Fatal(err)
	}
	modules := os.Getenv("SIDELIGHT_CHECKERS") // a copy of that folder after npm ci
	if modules == "" {
		t.Logf("SIDELIGHT_CHECKERS is not set: the vault was not held against check-vault.js")
		return
	}
	check := exec.Command("node", checker, folder)
	check.Env = append(os.Environ(), "STRICT=1", "V=1", "NODE_PATH="+filepath.Join(modules, "node_modules"))
	if out, err := check.CombinedOutput(); err != nil {
		t.Errorf("check-vault.js: %v\n%s", err, out)
	} else {
		t.Logf("check-vault.js: %s", out)
	}
}
