package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake"
	"sidelight/app/intake/format"
	"sidelight/app/intake/formattest"
	"sidelight/db"
)

// most is how many bytes of memory reading any of the files may take at once,
// three times what the largest file that may be read and all that it may unpack to
// come to; the test counts what is garbage already as well.
const most = 3 * (intake.MaxFile + format.MaxUnpacked)

// peak runs f and returns how far the heap grew.
func peak(f func()) uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, highest := m.HeapAlloc, m.HeapAlloc
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for tick := time.NewTicker(10 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			highest = max(highest, m.HeapAlloc)
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
			}
		}
	})
	f()
	close(done)
	watching.Wait()
	return highest - before
}

// read reads a file as an import does, within its bounds.
func read(t *testing.T, name string, data []byte) (drafts []*intake.Draft, err error) {
	t.Helper()
	grown := peak(func() { drafts, err = intake.ReadArticles(context.Background(), name, data) })
	if grown > most {
		t.Errorf("%s takes %d MB of memory", name, grown>>20)
	}
	if parts, ok := errors.AsType[intake.PartErrors](err); ok {
		for _, p := range parts {
			formattest.Sentence(t, p.Err)
			if p.Part != format.Label(p.Part) {
				t.Errorf("%s: the part %q cannot be shown as it is", name, p.Part)
			}
		}
	} else if err != nil {
		formattest.Sentence(t, err)
	}
	for _, d := range drafts {
		if err := intake.Check(d.Text, d.Blocks, d.Inlines); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, s := range []string{d.Title, d.Author, d.Publication, d.Original.Name, d.Place()} {
			if s != format.Label(s) {
				t.Errorf("%s: %q cannot be shown as it is", name, s)
			}
		}
		for _, secret := range []string{"root:", "lollol"} {
			if strings.Contains(d.Text, secret) {
				t.Errorf("%s: %q stands in the text", name, secret)
			}
		}
	}
	return drafts, err
}

func TestHostile(t *testing.T) {
	wants := map[string]error{ // nil: it is read, whatever is in it
		"bomb-flat.zip": format.ErrUnpacked, "bomb-nested.zip": format.ErrNested, "bomb-many.zip": format.ErrUnpacked, "bomb-overlap.zip": format.ErrUnpacked, "bomb-directory.zip": format.ErrUnpacked,
		"bomb.docx": format.ErrUnpacked, "bomb.epub": format.ErrUnpacked, "cells.docx": format.ErrUnpacked,
		"laughs.docx": format.ErrDamaged, "laughs.odt": format.ErrDamaged, "laughs.epub": format.ErrDamaged, "elsewhere.docx": format.ErrDamaged, "laughs.xhtml": nil, "elsewhere.html": nil,
		"deep.html": format.ErrNested, "deep.docx": format.ErrNested, "deep.odt": format.ErrNested, "deep.rtf": format.ErrNested, "deep.json": format.ErrNested, "deep.eml": format.ErrNested, "deep.md": format.ErrNested,
		"damaged-utf8.txt": nil, "damaged-utf8.html": nil, "damaged-utf8.csv": nil, "turned.html": nil, "turned.csv": nil, "names.zip": nil,
	}
	found, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		name := filepath.Base(path)
		want, known := wants[name]
		if !known {
			t.Errorf("nothing is expected of %s", name)
		}
		delete(wants, name)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		drafts, err := read(t, name, data)
		if parts, ok := errors.AsType[intake.PartErrors](err); ok {
			err = parts[0].Err
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
		if want == nil && len(drafts) == 0 {
			t.Errorf("%s: nothing was read", name)
		}
	}
	for name := range wants {
		t.Errorf("%s is missing: run go run . in this folder", name)
	}
}

func TestLargest(t *testing.T) {
	line := strings.Repeat("words ", 100<<20/6)
	cells := "<!DOCTYPE html><table>" + strings.Repeat("<tr>"+strings.Repeat("<td>1", 1000), 1000) + "</table>"
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"line.txt", []byte(line), intake.ErrTooLarge},
		{"line.html", []byte("<!DOCTYPE html><p>" + line[:intake.MaxFile-100]), format.ErrTooLong},
		{"line.eml", []byte("From: a\nMIME-Version: 1.0\n\n" + line[:intake.MaxFile-100]), format.ErrTooLong},
		{"line.rtf", []byte(`{\rtf1 ` + line[:intake.MaxFile-100] + "}"), format.ErrTooLong},
		{"line.csv", []byte("title,text\na," + line[:intake.MaxFile-100]), format.ErrTooLong},
		{"cells.html", []byte(cells), format.ErrTooLong},
		{"cells.csv", []byte(strings.Repeat(strings.Repeat("1,", 1000)+"\n", 1000)), intake.Reasons()[len(intake.Reasons())-2]},
		{"paragraphs.rtf", []byte(`{\rtf1 ` + strings.Repeat(`a\par `, 500_000) + "}"), format.ErrTooLong},
	} {
		if _, err := read(t, c.name, c.data); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}

// samples are files as they should be, by name.
func samples() map[string][]byte {
	body := strings.Repeat(prose, 8)
	return map[string][]byte{
		"a.html": []byte("<!DOCTYPE html><html><head><title>Nine days</title></head><body><article><h1>Nine days</h1><p>" + body + "</p></article></body></html>"),
		"a.docx": docx(wordHead + "<w:p><w:r><w:t>" + body + "</w:t></w:r></w:p>" + wordTail),
		"a.odt":  odt("<document-content><body><text><p>" + body + "</p></text></body></document-content>"),
		"a.epub": epub(opf, text("a.xhtml", "<html><body><h1>Nine days</h1><p>"+body+"</p></body></html>")),
		"a.rtf":  []byte(`{\rtf1\ansi Nine days\par ` + body + `\par}`),
		"a.eml":  []byte("From: A. Writer <a@b.example>\nSubject: Nine days\nMIME-Version: 1.0\nContent-Type: text/plain\n\n" + body),
		"a.json": []byte(`[{"title":"Nine days","text":"` + strings.ReplaceAll(body, "\n", " ") + `"}]`),
		"a.zip":  pack(text("note.txt", "Nine days\n\n"+body)),
	}
}

func TestWrongExtensions(t *testing.T) {
	for name, data := range samples() {
		for _, ext := range []string{".txt", ".zip", ".html", ".docx", ".pdf.md"} {
			drafts, err := read(t, "wrong"+ext, data)
			if err != nil || len(drafts) != 1 || !strings.Contains(drafts[0].Text, "The convoy left the coast") {
				t.Errorf("%s called %s: %d articles, %v", name, ext, len(drafts), err)
			}
		}
	}
}

func TestCutShort(t *testing.T) {
	for name, data := range samples() {
		for _, share := range []int{1, 25, 50, 75, 99} {
			drafts, err := intake.ReadArticles(context.Background(), name, data[:len(data)*share/100])
			if err == nil && len(drafts) == 0 {
				t.Errorf("%s cut to %d%%: neither an article nor an error", name, share)
			}
			if err != nil {
				formattest.Sentence(t, err)
			}
		}
	}
}

func TestNamesInArchives(t *testing.T) {
	data, err := os.ReadFile("testdata/names.zip")
	if err != nil {
		t.Fatal(err)
	}
	drafts, err := read(t, "names.zip", data)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range drafts {
		if strings.ContainsAny(d.Original.Name, `/\`) {
			t.Errorf("the original is called %q", d.Original.Name)
		}
		got = append(got, d.Original.Name+": "+d.Title)
	}
	want := []string{"out.txt: Out of the folder", "absolute.txt: An absolute path", "drive.txt: A drive", "CON.txt: A device", "turnedtxt.exe.txt: Turned round", "twice.txt: The first of two", "name.txt: A long name"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNothingByHalves imports every hostile file: what is stored is whole.
func TestNothingByHalves(t *testing.T) {
	lib, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "a.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	}()
	found, _ := filepath.Glob("testdata/*.*")
	saved := 0
	for _, path := range found {
		drafts, _ := intake.ReadFile(t.Context(), path)
		for _, d := range drafts {
			b, outcome, err := intake.Save(t.Context(), lib, d)
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			if outcome == intake.OutcomeAdded {
				saved++
			}
			if rev, err := lib.Revision(t.Context(), b.RevisionID); err != nil || rev.Text != d.Text && outcome == intake.OutcomeAdded {
				t.Errorf("%s: stored by halves: %v", path, err)
			}
		}
	}
	if _, total, err := lib.Briefs(t.Context(), db.BriefFilter{}); err != nil || total != saved {
		t.Errorf("%d briefs, %d saved, %v", total, saved, err)
	}
}

func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, data := range samples() {
		if _, err := intake.ReadArticles(ctx, name, data); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestTurnedLines: what turns the direction of a line stays in the text, is told,
// and is in no field.
func TestTurnedLines(t *testing.T) {
	for _, name := range []string{"turned.html", "turned.csv"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		drafts, err := read(t, name, data)
		if err != nil {
			t.Fatal(err)
		}
		d := drafts[0]
		if strings.ContainsFunc(d.Title, func(r rune) bool { return unicode.Is(unicode.Bidi_Control, r) || unicode.IsControl(r) }) || !strings.Contains(d.Title, "Report fdp.exe") {
			t.Errorf("%s: title %q", name, d.Title)
		}
		if name == "turned.html" && (!strings.Contains(d.Text, "\u202E0001") || !strings.Contains(fmt.Sprint(d.Remarks), "turn the direction")) {
			t.Errorf("%s: text %q, log %v", name, d.Text, d.Remarks)
		}
		if bytes.ContainsRune([]byte(d.Text), 0) {
			t.Errorf("%s: a zero stands in the text", name)
		}
	}
}
