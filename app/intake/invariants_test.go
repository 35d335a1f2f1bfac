package intake_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"sidelight/app/intake"
	"sidelight/db"
)

// failer is what tests, properties and fuzz targets share.
type failer interface {
	Helper()
	Fatalf(string, ...any)
}

// checkDraft holds what is true of every draft, whatever was read.
func checkDraft(t failer, d *intake.Draft, name string, data []byte) {
	t.Helper()
	if err := intake.Check(d.Text, d.Blocks, d.Inlines); err != nil {
		t.Fatalf("%v in %q", err, d.Text)
	}
	if strings.ContainsAny(d.Text, "\r") || !utf8.ValidString(d.Text) {
		t.Fatalf("the text is not canonical: %q", d.Text)
	}
	if !bytes.Equal(d.Original.Bytes, data) {
		t.Fatalf("the original is not kept")
	}
	for _, r := range d.Remarks {
		if r.Field == "structure" {
			t.Fatalf("the structure of %q was given up: %s", data, r.Detail)
		}
		if !utf8.ValidString(r.Detail) {
			t.Fatalf("remark %q is not valid", r.Detail)
		}
	}
	for _, s := range append([]string{d.Title, d.Series, d.Publication, d.Volume, d.Issue, d.Author}, d.Tags...) {
		if strings.Contains(s, "\n") || !utf8.ValidString(s) {
			t.Fatalf("field %q is no line of text", s)
		}
	}
	if strings.TrimSpace(d.Title) == "" {
		t.Fatalf("no title from %q", d.Text)
	}
	if p := d.Published; (p.Earliest == "") != (p.Latest == "") || p.Earliest > p.Latest {
		t.Fatalf("date %+v", p)
	}
	titles := 0
	for _, b := range d.Blocks {
		if b.Kind == db.KindTitle {
			titles++
		}
		if s := d.Text[b.Start:b.End]; strings.TrimSpace(s) != s && !strings.ContainsAny(s, "\u200b\ufeff\u200e\u200f\u2060\u00ad") {
			t.Fatalf("block %q has blanks at its edges", s)
		}
		if b.Level < 0 || b.Kind == db.KindHeading && (b.Level < 1 || b.Level > 6) {
			t.Fatalf("level %d of a %s", b.Level, b.Kind)
		}
	}
	if titles > 1 {
		t.Fatalf("%d titles in %q", titles, d.Text)
	}
	if d.Original.MediaType == "text/plain" && d.Original.Encoding == "utf-8" {
		want := strings.ReplaceAll(strings.ReplaceAll(string(data), "\r\n", "\n"), "\r", "\n")
		if utf8.Valid(data) && d.Text != want {
			t.Fatalf("plain text was changed: %q to %q", data, d.Text)
		}
	}
}

// lines are pieces of texts that set off every rule.
var lines = []string{
	"Title of the Piece", "Brief: The Gate", "By Jane Roe", "August 19, 2024", "Publication: X Volume: 2 Issue: 3", "Vol. 2, No. 3", "Executive Summary:", "BLUF: it is shut.",
	"• point", "  ◦ inner", "-", "•", "1. first", "2. second", "3. Third Heading", "(a) letter", "> quote", "[1] note", "¹ note", "Notes", "HEADING", "Heading Here", "=====", "---", "* * *",
	"(Source: X)", "Photo: a gate", "Home | About", "Share", "# Hash", "## Hash **bold**", "**Key:** value", "**Author:** Jane Roe", "| a | b |", "|---|---|", "| 1. | note |", "```", "~~~", "<div>", "</div><br>", "<script>", "[^1]", "[^1]: note",
	"[link](http://x.example)", "![alt](y.png)", "+++", "title: x: y", "tags: [a", "    set in " + prose1, prose1, prose2, prose3, "\u200b", "\ufeff", "é" + strings.Repeat("\u0301", 3), "مرحبا بالعالم", "\t", "&amp;&#0;", "\\", "****", "**a **b", "Subject: The Gate", "Contents", "",
}

func drawText(t *rapid.T) string {
	parts := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(lines), rapid.StringN(0, 12, -1)), 0, 40).Draw(t, "lines")
	return strings.Join(parts, rapid.SampledFrom([]string{"\n", "\n\n", "\r\n", " \n"}).Draw(t, "end"))
}

func TestDraftsKeepTheGroundRule(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		name := rapid.SampledFrom([]string{"", "x.txt", "x.md"}).Draw(t, "name")
		d, err := intake.Read(context.Background(), name, []byte(text))
		if errors.Is(err, intake.ErrEmpty) || errors.Is(err, intake.ErrBinary) || errors.Is(err, intake.ErrNotText) {
			return
		}
		if err != nil {
			t.Fatalf("%v", err)
		}
		checkDraft(t, d, name, []byte(text))
	})
}

func TestReadingTwiceGivesTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		text := drawText(t)
		name := rapid.SampledFrom([]string{"x.txt", "x.md"}).Draw(t, "name")
		a, err1 := intake.Read(context.Background(), name, []byte(text))
		b, err2 := intake.Read(context.Background(), name, []byte(text))
		if (err1 == nil) != (err2 == nil) {
			t.Fatalf("%v, then %v", err1, err2)
		}
		if err1 == nil && (outline(a) != outline(b) || a.Title != b.Title) {
			t.Fatalf("two readings of %q differ", text)
		}
	})
}

// seed adds the briefs of the corpus and the odd lines to a fuzz target.
func seed(f *testing.F, add func(name string, data []byte)) {
	files, _ := filepath.Glob("testdata/briefs/*.[tm][xd]*")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			add(file, data)
		}
	}
	add("x.md", []byte(strings.Join(lines, "\n")))
	add("x.txt", []byte(strings.Join(lines, "\n\n")))
}

func FuzzRead(f *testing.F) {
	seed(f, func(name string, data []byte) { f.Add(strings.HasSuffix(name, ".md"), data) })
	f.Fuzz(func(t *testing.T, markdown bool, data []byte) {
		name := "x.txt"
		if markdown {
			name = "x.md"
		}
		d, err := intake.Read(context.Background(), name, data)
		if err == nil {
			checkDraft(t, d, name, data)
		}
	})
}

func FuzzFrontMatter(f *testing.F) {
	for _, s := range []string{"title: The Gate", "title: Brief: The Gate\ntags:\n- a", "x: &a [1]\ntags: *a", "? [a]\n: b", "title: !!binary aGk=", "date: 2024-05-04\nauthors: [{name: x}, y]", "title: |\n  two\n  lines", "- a", "\t:", "a: *a", "{title: x, date: May 2024}", "title: \"\\u0000\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, front string) {
		for _, fence := range []string{"---", "+++"} {
			data := []byte(fence + "\n" + front + "\n" + fence + "\n\n" + prose1 + "\n")
			d, err := intake.Read(context.Background(), "x.md", data)
			if err != nil {
				continue
			}
			checkDraft(t, d, "x.md", data)
			if !strings.Contains(front, "\n"+fence) && !strings.Contains(d.Text, "The traders waited") && !strings.ContainsAny(front, "`<~[") {
				t.Fatalf("the text below the front matter is lost: %q", d.Text)
			}
		}
	})
}
