package export_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/app/export"
	"sidelight/db"
)

// library opens an empty library in a folder of its own.
func library(t testing.TB) *db.Library {
	t.Helper()
	lib, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "library.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })
	return lib
}

// must takes a result of which no error is expected.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// addBrief stores a brief of one paragraph.
func addBrief(t testing.TB, lib *db.Library, title, text string) db.Brief {
	t.Helper()
	return must(lib.AddBrief(t.Context(), db.NewBrief{Title: title, Series: "Brief", Publication: "Terrorism Monitor", Volume: "22",
		Issue: "11", Tags: []string{"Mali"}, Text: text, Blocks: []db.Block{{Kind: db.KindParagraph, Start: 0, End: len(text)}}}))(t)
}

// annotate marks the first place of a quote.
func annotate(t testing.TB, lib *db.Library, b db.Brief, quote, note string) db.Annotation {
	t.Helper()
	rev := must(lib.Revision(t.Context(), b.RevisionID))(t)
	labels := must(lib.Labels(t.Context()))(t)
	start := strings.Index(rev.Text, quote)
	return must(lib.AddAnnotation(t.Context(), db.NewAnnotation{BriefID: b.ID, LabelID: labels[0].ID, Start: start, End: start + len(quote), Quote: quote, Note: note}))(t)
}

// tree reads all files of a folder.
func tree(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// twoBriefs is a library of two linked briefs, a free note and annotations.
func twoBriefs(t testing.TB) (lib *db.Library, mali, kursk db.Brief) {
	t.Helper()
	lib = library(t)
	mali = addBrief(t, lib, "Mali: After Tinzaouaten", "The massacre changed much. It is unlikely that they leave.")
	kursk = addBrief(t, lib, "Kursk", "The operation went on. It is likely to end.")
	a := annotate(t, lib, mali, "It is unlikely", "Says [[kursk]] too.")
	must(lib.AddNote(t.Context(), db.Note{BriefID: kursk.ID, Title: "Kursk", Body: "See [[Brief: Mali: After Tinzaouaten#^" + export.BlockID(a.UID) + "]], [[Method]] and [[nobody]]."}))(t)
	must(lib.AddNote(t.Context(), db.Note{Title: "Method", Body: "How [[Mali: After Tinzaouaten]] was read."}))(t)
	return lib, mali, kursk
}

func TestVault(t *testing.T) {
	t.Parallel()
	lib, _, kursk := twoBriefs(t)
	dir := filepath.Join(t.TempDir(), "new", "vault")

	// when the whole library is exported
	var done []int
	r := must(export.Vault(t.Context(), lib, dir, export.Options{Progress: func(n, total int) { done = append(done, n, total) }}))(t)

	// then there is a file for each
	want := export.Report{Written: 3, Files: []string{"Mali - After Tinzaouaten.md", "Kursk.md", "Notes/Method.md"}}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Error(diff)
	}
	if !slices.Equal(done, []int{1, 3, 2, 3, 3, 3}) {
		t.Errorf("progress %v", done)
	}
	files := tree(t, dir)
	if len(files) != 3 {
		t.Errorf("files: %v", slices.Sorted(keys(files)))
	}
	// whose links lead to files and blocks
	for name, words := range map[string]string{
		"Kursk.md":                    "|Brief: Mali: After Tinzaouaten]], [[Method]] and [[nobody]].",
		"Notes/Method.md":             "How [[Mali - After Tinzaouaten|Mali: After Tinzaouaten]] was read.",
		"Mali - After Tinzaouaten.md": "Says [[kursk]] too.",
	} {
		if !strings.Contains(files[name], words) {
			t.Errorf("%s has no %q:\n%s", name, words, files[name])
		}
	}
	if !strings.Contains(files["Kursk.md"], "sha256: \""+must(lib.Original(t.Context(), kursk.RevisionID))(t).SHA256+"\"") {
		t.Error("the SHA-256 of the original is missing")
	}
	if strings.Contains(files["Kursk.md"], "The operation went on") {
		t.Error("the text is there without being asked for")
	}
	checkVault(t, dir)
}

func keys[V any](m map[string]V) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestVaultTwiceTouchesNothing(t *testing.T) {
	t.Parallel()
	lib, _, _ := twoBriefs(t)
	dir := t.TempDir()
	must(export.Vault(t.Context(), lib, dir, export.Options{WithText: true}))(t)
	before := tree(t, dir)
	old := time.Date(2020, 1, 2, 3, 4, 5, 0, time.UTC)
	for name := range before {
		if err := os.Chtimes(filepath.Join(dir, name), old, old); err != nil {
			t.Fatal(err)
		}
	}

	r := must(export.Vault(t.Context(), lib, dir, export.Options{WithText: true}))(t)

	if r.Written != 0 || r.Unchanged != 3 || len(r.Kept) != 0 {
		t.Errorf("%+v", r)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	for name := range before {
		if info := must(os.Stat(filepath.Join(dir, name)))(t); !info.ModTime().Equal(old) {
			t.Errorf("%s was touched", name)
		}
	}
}

func TestVaultFindsItsFilesAgain(t *testing.T) {
	t.Parallel()
	lib, mali, _ := twoBriefs(t)
	dir := t.TempDir()
	must(export.Vault(t.Context(), lib, dir, export.Options{}))(t)

	// given that the user moved and renamed a file and wrote into it
	moved := filepath.Join(dir, "Sahel", "2024", "mine.md")
	if err := os.MkdirAll(filepath.Dir(moved), 0o755); err != nil {
		t.Fatal(err)
	}
	old := filepath.Join(dir, "Mali - After Tinzaouaten.md")
	data := must(os.ReadFile(old))(t)
	if err := errors.Join(os.WriteFile(moved, append(data, "\nMy words.\n"...), 0o640), os.Remove(old)); err != nil {
		t.Fatal(err)
	}

	// when the brief gets another title and is exported alone
	title := "Another title"
	must(lib.UpdateBrief(t.Context(), mali.ID, db.BriefUpdate{Title: &title}))(t)
	r := must(export.Vault(t.Context(), lib, dir, export.Options{Briefs: []int64{mali.ID}}))(t)

	// then that file is brought up to date where it is
	if diff := cmp.Diff(export.Report{Written: 1, Files: []string{"Sahel/2024/mine.md"}}, r); diff != "" {
		t.Error(diff)
	}
	got := string(must(os.ReadFile(moved))(t))
	if !strings.Contains(got, "# Another title\n") || !strings.HasSuffix(got, "\nMy words.\n") {
		t.Errorf("got\n%s", got)
	}
	if info := must(os.Stat(moved))(t); runtime.GOOS != "windows" && info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v", info.Mode())
	}
	// and links lead there
	must(export.Vault(t.Context(), lib, dir, export.Options{}))(t)
	if files := tree(t, dir); len(files) != 3 {
		t.Errorf("files: %v", slices.Sorted(keys(files)))
	}
	checkVault(t, dir)
}

func TestVaultNamesDoNotDependOnTheChoice(t *testing.T) {
	t.Parallel()
	lib := library(t)
	addBrief(t, lib, "Mali", "one")
	second := addBrief(t, lib, "MALI", "two")
	both, alone := t.TempDir(), t.TempDir()
	must(export.Vault(t.Context(), lib, both, export.Options{}))(t)
	r := must(export.Vault(t.Context(), lib, alone, export.Options{Briefs: []int64{second.ID}}))(t)
	want := "MALI (" + second.UID[len(second.UID)-6:] + ").md"
	if !slices.Equal(r.Files, []string{want}) {
		t.Errorf("alone: %v, want %s", r.Files, want)
	}
	if got := slices.Sorted(keys(tree(t, both))); !slices.Equal(got, []string{want, "Mali.md"}) {
		t.Errorf("both: %v", got)
	}
}

func TestVaultLeavesOtherFilesAlone(t *testing.T) {
	t.Parallel()
	lib := library(t)
	b := addBrief(t, lib, "Mali", "one")
	dir := t.TempDir()
	mine := "my own note\n"
	for _, name := range []string{"mali.md", "deep/other.md", ".obsidian/x.md"} {
		path := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(mine), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	r := must(export.Vault(t.Context(), lib, dir, export.Options{}))(t)
	if want := "Mali (" + b.UID[len(b.UID)-6:] + ").md"; !slices.Equal(r.Files, []string{want}) {
		t.Errorf("files %v, want %s", r.Files, want)
	}
	if got := tree(t, dir)["mali.md"]; got != mine {
		t.Errorf("changed to %q", got)
	}
}

func TestVaultDoesNotFollowLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("making symbolic links needs a privilege on Windows")
	}
	lib := library(t)
	b := addBrief(t, lib, "Mali", "one")
	outside := t.TempDir()
	victim := filepath.Join(outside, "victim.md")
	if err := os.WriteFile(victim, []byte("---\nsidelight: 1\nuid: \""+b.UID+"\"\n---\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	before := tree(t, outside)

	// given a folder with links to a file and a folder outside of it
	dir := t.TempDir()
	if err := errors.Join(os.Symlink(victim, filepath.Join(dir, "Mali.md")), os.Symlink(outside, filepath.Join(dir, "sub"))); err != nil {
		t.Fatal(err)
	}
	must(export.Vault(t.Context(), lib, dir, export.Options{}))(t)
	if diff := cmp.Diff(before, tree(t, outside)); diff != "" {
		t.Error(diff)
	}
	if target := must(os.Readlink(filepath.Join(dir, "Mali.md")))(t); target != victim {
		t.Errorf("the link leads to %s", target)
	}

	// and where the folder for notes is such a link, nothing is written through it
	must(lib.AddNote(t.Context(), db.Note{Title: "Free", Body: "x"}))(t)
	if err := os.Symlink(outside, filepath.Join(dir, "notes")); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Vault(t.Context(), lib, dir, export.Options{}); !errors.Is(err, export.ErrForeign) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, tree(t, outside)); diff != "" {
		t.Error(diff)
	}
}

func TestVaultErrors(t *testing.T) {
	t.Parallel()
	lib := library(t)
	b := addBrief(t, lib, "Mali", "one")
	dir := t.TempDir()
	if _, err := export.Vault(t.Context(), lib, dir, export.Options{Briefs: []int64{b.ID, 99}}); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("unknown brief: %v", err)
	}
	newer := "---\nsidelight: 2\nuid: \"" + b.UID + "\"\n---\n"
	if err := os.WriteFile(filepath.Join(dir, "newer.md"), []byte(newer), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Vault(t.Context(), lib, dir, export.Options{}); !errors.Is(err, export.ErrFormat) {
		t.Errorf("newer format: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := export.Vault(ctx, lib, t.TempDir(), export.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Vault(t.Context(), lib, file, export.Options{}); err == nil {
		t.Error("a file was taken for a folder")
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	lib, mali, kursk := twoBriefs(t)
	name := filepath.Join(t.TempDir(), "one.md")
	r := must(export.File(t.Context(), lib, mali.ID, name, export.Options{WithText: true}))(t)
	if r.Written != 1 || !slices.Equal(r.Files, []string{"one.md"}) {
		t.Errorf("%+v", r)
	}
	data := string(must(os.ReadFile(name))(t))
	if !strings.Contains(data, "## Text\n\nThe massacre") || !strings.HasPrefix(data, "---\nsidelight: 1\n") {
		t.Errorf("got\n%s", data)
	}
	// again: nothing; another brief: refused; a file of another kind: refused
	if r := must(export.File(t.Context(), lib, mali.ID, name, export.Options{WithText: true}))(t); r.Unchanged != 1 {
		t.Errorf("%+v", r)
	}
	if _, err := export.File(t.Context(), lib, kursk.ID, name, export.Options{}); !errors.Is(err, export.ErrForeign) {
		t.Errorf("another brief: %v", err)
	}
	if err := os.WriteFile(name, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := export.File(t.Context(), lib, mali.ID, name, export.Options{}); !errors.Is(err, export.ErrForeign) {
		t.Errorf("foreign file: %v", err)
	}
	if got := string(must(os.ReadFile(name))(t)); got != "mine" {
		t.Errorf("overwritten with\n%s", got)
	}
	if _, err := export.File(t.Context(), lib, 99, name, export.Options{}); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("unknown brief: %v", err)
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	lib, mali, _ := twoBriefs(t)
	got := must(export.Markdown(t.Context(), lib, mali.ID))(t)
	want := "# Mali: After Tinzaouaten\n\nBrief · Terrorism Monitor · Volume 22 · Issue 11\n\n## Annotations\n\n**Fact**\n\n> It is unlikely\n\nSays [[kursk]] too.\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if _, err := export.Markdown(t.Context(), lib, 99); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("unknown brief: %v", err)
	}
}

// TestAnyLibrary exports libraries of hostile words with a real library and
// a real folder, and has the vault checked from outside.
func TestAnyLibrary(t *testing.T) {
	t.Parallel()
	base := t.TempDir()
	round := 0
	word := rapid.OneOf(rapid.SampledFrom([]string{"CON", "../..", "a: b", "[[x]]", "x ^a-1", "^dup", "```", "%%", "%% sidelight:end notes %%", "#t", "Mali", "mali", "MALI ", "---", "\n", "<!--", "'", `"`, "é", "e\u0301", "[[Mali]]", "[[CON#^a-000000000000]]", "~~~", "$$"}),
		rapid.StringN(0, 6, 24))
	words := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(word, 0, 8).Draw(t, "words"), rapid.SampledFrom([]string{"", " ", "\n"}).Draw(t, "between"))
	})
	rapid.Check(t, func(rt *rapid.T) {
		round++
		dir := filepath.Join(base, fmt.Sprint(round))
		lib, err := db.Open(t.Context(), filepath.Join(base, fmt.Sprint(round, ".sidelight")), db.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		defer lib.Close()
		for i := range rapid.IntRange(1, 4).Draw(rt, "briefs") {
			title := strings.ToValidUTF8(words.Draw(rt, "title"), "")
			if strings.TrimSpace(title) == "" {
				title = "Mali"
			}
			b, err := lib.AddBrief(t.Context(), db.NewBrief{Title: title, Text: fmt.Sprintf("text %d ^x\n[[y]]", i)})
			if err != nil {
				continue // what db refuses cannot be exported
			}
			_, err1 := lib.AddNote(t.Context(), db.Note{BriefID: b.ID, Body: words.Draw(rt, "note")})
			_, err2 := lib.AddNote(t.Context(), db.Note{Title: words.Draw(rt, "title"), Body: words.Draw(rt, "note")})
			_, err3 := lib.AddAnnotation(t.Context(), db.NewAnnotation{BriefID: b.ID, Start: 0, End: len(fmt.Sprintf("text %d ^x\n[[y]]", i)),
				Quote: fmt.Sprintf("text %d ^x\n[[y]]", i), Note: words.Draw(rt, "comment")})
			_, err4 := lib.AddActor(t.Context(), db.Actor{Name: words.Draw(rt, "name"), Summary: words.Draw(rt, "summary"),
				Aliases: []db.Alias{{Name: words.Draw(rt, "alias"), Kind: db.AliasAcronym}}})
			if errors.Is(err4, db.ErrExists) {
				err4 = nil // another has the name
			}
			if err := errors.Join(err1, err2, err3, err4); err != nil && !errors.Is(err, db.ErrInvalid) {
				rt.Fatal(err)
			}
		}
		r, err := export.Vault(t.Context(), lib, dir, export.Options{WithText: true})
		if err != nil {
			rt.Fatal(err)
		}
		before := tree(t, dir)
		if len(before) != len(r.Files) || r.Written != len(r.Files) || len(r.Kept) > 0 {
			rt.Fatalf("%d files for %+v", len(before), r)
		}
		again, err := export.Vault(t.Context(), lib, dir, export.Options{WithText: true})
		if err != nil || again.Written != 0 || len(again.Kept) > 0 {
			rt.Fatalf("again: %+v, %v\n%s", again, err, cmp.Diff(before, tree(t, dir)))
		}
	})
	if dirs := must(os.ReadDir(base))(t); len(dirs) == 0 {
		t.Fatal("nothing was exported")
	}
	checkVaults(t, base)
}

func checkVaults(t *testing.T, base string) {
	t.Helper()
	for i, d := range must(os.ReadDir(base))(t) {
		// Each check starts node; a share of them will do.
		if d.IsDir() && i%10 == 0 {
			checkVault(t, filepath.Join(base, d.Name()))
		}
	}
}

// checkVault runs the vault checker over a folder, where it can be had, with
// its settings ("STRICT=1": no link may lead nowhere).
func checkVault(t *testing.T, dir string, settings ...string) {
	t.Helper()
	folder, why := checkers()
	if folder == "" {
		t.Log("vault checker not run: " + why)
		return
	}
	check := exec.CommandContext(t.Context(), "node", filepath.Join(folder, "check-vault.js"), dir)
	check.Env = append(os.Environ(), settings...)
	out, err := check.CombinedOutput()
	if err != nil {
		for name, text := range tree(t, dir) {
			t.Logf("%s\n%s", name, text)
		}
		t.Fatalf("the vault checker says: %v\n%s", err, out)
	}
	var counts map[string]int
	first, _, _ := strings.Cut(string(out), "\n")
	if err := json.Unmarshal([]byte(first), &counts); err != nil || counts["no_frontmatter"] != 0 {
		t.Errorf("the vault checker says: %s (%v)", out, err)
	}
}

// checkers is the folder of the checkers with the modules they need: the one
// that SIDELIGHT_CHECKERS names, or a copy, made once, of the one that may lie
// beside the checkout. "" and the reason where there is none.
var checkers = sync.OnceValues(func() (folder, why string) {
	if folder := os.Getenv("SIDELIGHT_CHECKERS"); folder != "" {
		return folder, ""
	}
	for _, tool := range []string{"node", "npm"} {
		if _, err := exec.LookPath(tool); err != nil {
			return "", tool + " is not installed"
		}
	}
	beside, err := filepath.Abs("../../../shared/checkers")
	if err != nil {
		return "", err.Error()
	}
	if _, err := os.Stat(beside); err != nil {
		return "", "the checkers are not beside the checkout"
	}
	folder, err = os.MkdirTemp("", "sidelight-checkers-")
	if err != nil {
		return "", err.Error()
	}
	madeCheckers = folder
	for _, name := range []string{"check-vault.js", "package.json", "package-lock.json"} {
		data, err := os.ReadFile(filepath.Join(beside, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(folder, name), data, 0o600)
		}
		if err != nil {
			return "", err.Error()
		}
	}
	install := exec.Command("npm", "ci", "--no-audit", "--no-fund")
	install.Dir = folder
	if out, err := install.CombinedOutput(); err != nil {
		return "", fmt.Sprintf("npm ci: %v: %s", err, out)
	}
	return folder, ""
})

// madeCheckers is the copy to take away when the tests are done.
var madeCheckers string

func TestMain(m *testing.M) {
	status := m.Run()
	if madeCheckers != "" {
		_ = os.RemoveAll(madeCheckers)
	}
	os.Exit(status)
}
