package cli_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/adrg/xdg"
	"github.com/rogpeppe/go-internal/testscript"

	"sidelight/app/cli"
	"sidelight/db"
)

// TestMain makes the command line a command of the scripts. The desk is not
// opened there: the command says that it would be.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"sidelight": func() {
			status, desk := cli.Run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
			if desk != nil {
				fmt.Printf("desk: library=%q files=%q events=%t theme=%q\n", filepath.Base(desk.LibraryPath), desk.Files, desk.Events, desk.Theme)
			}
			os.Exit(status)
		},
	})
}

func TestCommands(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, "data"))
			env.Setenv("XDG_CACHE_HOME", xdg.CacheHome) // PDFium is compiled once for all tests
			if dir, ok := briefs(); ok {
				env.Setenv("BRIEFS", dir)
			}
			return nil
		},
		Condition: func(cond string) (bool, error) {
			switch cond {
			case "root":
				return os.Geteuid() == 0, nil
			case "briefs":
				_, ok := briefs()
				return ok, nil
			}
			return false, fmt.Errorf("unknown condition %q", cond)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonPath, "status": status, "corrupt": corrupt, "zero": zero, "replace": replace, "uid": uid, "zip": pack,
		},
	})
}

// pack: zip ARCHIVE FILE... packs files under the names they are given by.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: zip archive file...")
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range args[1:] {
		w, err := z.Create(name)
		ts.Check(err)
		_, err = w.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(z.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}

// jsonPath: json a.b.0.c WANT checks a value of the JSON document that the
// last command printed. WANT is JSON, or a word that is taken as a string;
// "a.len" is the length of a list or object.
func jsonPath(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json path want")
	}
	dec := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	var doc any
	ts.Check(dec.Decode(&doc))
	if dec.More() {
		ts.Fatalf("more than one JSON document")
	}
	got := doc
	for _, step := range strings.Split(args[0], ".") {
		if step == "" {
			continue
		}
		switch v := got.(type) {
		case map[string]any:
			if step == "len" {
				got = float64(len(v))
				continue
			}
			value, ok := v[step]
			if !ok {
				ts.Fatalf("no %s at %s", args[0], step)
			}
			got = value
		case []any:
			if step == "len" {
				got = float64(len(v))
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(v) {
				ts.Fatalf("no %s at %s: a list of %d", args[0], step, len(v))
			}
			got = v[i]
		default:
			ts.Fatalf("no %s at %s", args[0], step)
		}
	}
	var want any
	if err := json.Unmarshal([]byte(args[1]), &want); err != nil {
		want = args[1]
	}
	if reflect.DeepEqual(got, want) == neg {
		ts.Fatalf("%s is %#v; want %#v (negated: %t)", args[0], got, want, neg)
	}
}

// status: status N COMMAND... runs a command that ends with this status.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 || neg {
		ts.Fatalf("usage: status n command...")
	}
	err := ts.Exec(args[1], args[2:]...)
	got := "0"
	if err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("status %s, want %s", got, args[0])
	}
}

// briefs is the folder of public briefs that may lie beside the checkout.
func briefs() (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for dir != filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		dir = filepath.Dir(dir)
	}
	dir = filepath.Join(dir, "..", "shared", "briefs")
	_, err = os.Stat(dir)
	return dir, err == nil
}

// corrupt: corrupt FILE overwrites the middle of every page.
func corrupt(ts *testscript.TestScript, neg bool, args []string) {
	path := ts.MkAbs(args[0])
	data, err := os.ReadFile(path)
	ts.Check(err)
	for at := 2000; at+500 < len(data); at += 4096 {
		copy(data[at:], bytes.Repeat([]byte{0xa5}, 500))
	}
	ts.Check(os.WriteFile(path, data, 0o600))
}

// zero: zero FILE N overwrites the first bytes.
func zero(ts *testscript.TestScript, neg bool, args []string) {
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	clear(data[:n])
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// replace: replace FILE OLD NEW edits a file; the old words must be there.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 || neg {
		ts.Fatalf("usage: replace file old new")
	}
	text := ts.ReadFile(args[0])
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("no %q in %s", args[1], args[0])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(strings.Replace(text, args[1], args[2], 1)), 0o600))
}

// uid: uid NAME sets an environment variable to the first uid in the JSON
// that the last command printed.
func uid(ts *testscript.TestScript, neg bool, args []string) {
	_, rest, ok := strings.Cut(ts.ReadFile("stdout"), `"uid": "`)
	if !ok {
		ts.Fatalf("no uid")
	}
	value, _, _ := strings.Cut(rest, `"`)
	ts.Setenv(args[0], value)
}

// TestShowCountsCodePoints holds the offsets of show against the text itself.
func TestShowCountsCodePoints(t *testing.T) {
	t.Parallel()
	// given a brief with words of several bytes, annotated
	dir := t.TempDir()
	path := filepath.Join(dir, "l.sidelight")
	lib, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "Été à Kidal\n\n😀 It is “unlikely” that Ménaka falls."
	start := strings.Index(text, "“unlikely”")
	b, err := lib.AddBrief(t.Context(), db.NewBrief{Title: "Été à Kidal", Text: text,
		Blocks:  []db.Block{{Kind: db.KindTitle, Start: 0, End: strings.Index(text, "\n")}, {Kind: db.KindParagraph, Start: strings.Index(text, "😀"), End: len(text)}},
		Inlines: []db.Inline{{Kind: db.InlineStrong, Start: start, End: start + len("“unlikely”")}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lib.AddAnnotation(t.Context(), db.NewAnnotation{BriefID: b.ID, Start: start, End: start + len("“unlikely”"), Quote: "“unlikely”"}); err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}

	// when it is shown as JSON
	var out, trouble bytes.Buffer
	if status, desk := cli.Run(t.Context(), []string{"--library", path, "show", "ete a kidal", "--json"}, strings.NewReader(""), &out, &trouble); status != 0 || desk != nil {
		t.Fatalf("status %d: %s", status, trouble.String())
	}

	// then every span, in code points, has its words
	type part struct {
		Start, End int
		Quote      string
	}
	var got struct {
		Text                         string
		Blocks, Inlines, Annotations []part
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	runes := []rune(got.Text)
	words := func(p part) string { return string(runes[p.Start:p.End]) }
	if got.Text != text || words(got.Blocks[0]) != "Été à Kidal" || !strings.HasPrefix(words(got.Blocks[1]), "😀 It") ||
		words(got.Inlines[0]) != "“unlikely”" || words(got.Annotations[0]) != got.Annotations[0].Quote {
		t.Errorf("%s", out.String())
	}
}

// TestCancelled: an interrupted command says so and fails.
func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out, trouble bytes.Buffer
	status, desk := cli.Run(ctx, []string{"--library", filepath.Join(t.TempDir(), "l.sidelight"), "import", "."}, strings.NewReader(""), &out, &trouble)
	if status != 1 || desk != nil || strings.Count(trouble.String(), "\n") != 1 {
		t.Errorf("status %d, %q", status, trouble.String())
	}
}

// TestShowOfALibraryThatCannotBeWritten: a brief that was not read yet is read
// without storing anything.
func TestShowOfALibraryThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	// given a library with an unread brief, marked as not to be written
	path := filepath.Join(t.TempDir(), "l.sidelight")
	lib, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := "The Salt Front took the wells on July 28 (Hill Radio, July 29)."
	if _, err := lib.AddBrief(t.Context(), db.NewBrief{Title: "The wells", Text: text, Published: db.Date{Earliest: "2024-08-20", Latest: "2024-08-20"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.AddActor(t.Context(), db.Actor{Name: "Salt Front"}); err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}

	// when it is shown
	var out, trouble bytes.Buffer
	if status, _ := cli.Run(t.Context(), []string{"--library", path, "show", "1", "--json"}, strings.NewReader(""), &out, &trouble); status != 0 {
		t.Fatalf("status %d: %s", status, trouble.String())
	}

	// then what is read from it is told
	var got struct {
		Citations []struct {
			Items []struct{ Source, Earliest string }
		}
		Events   []struct{ Earliest string }
		Mentions []struct{ Actor string }
	}
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Citations) != 1 || got.Citations[0].Items[0].Source != "Hill Radio" || got.Citations[0].Items[0].Earliest != "2024-07-29" ||
		len(got.Events) != 1 || got.Events[0].Earliest != "2024-07-28" || len(got.Mentions) != 1 || got.Mentions[0].Actor != "Salt Front" {
		t.Errorf("told %+v", got)
	}
	// and the file is as it was
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the library was changed (%v)", err)
	}
}
