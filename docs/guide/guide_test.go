package guide_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sidelight/docs/guide"
)

func TestPages_AllOfThemInOrder(t *testing.T) {
	t.Parallel()
	// given the files beside this test
	files, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	// when
	pages, err := guide.Pages()
	if err != nil {
		t.Fatal(err)
	}
	// then each is a page, but for the list of them
	if len(pages) == 0 || len(pages) != len(files)-1 {
		t.Errorf("%d pages in the list of contents, %d files beside it", len(pages), len(files)-1)
	}
	for _, p := range pages {
		if p.Title == "" || p.About == "" || len(p.Blocks) == 0 {
			t.Errorf("the page %q lacks a title, a line about it, or words: %+v", p.Name, p)
		}
	}
}

func TestPages_EveryLinkLeadsToAPage(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	link := regexp.MustCompile(`\]\(([^)]+)\)`)
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(data), -1) {
			if _, err := os.Stat(m[1]); err != nil {
				t.Errorf("%s links to %s: %v", file, m[1], err)
			}
		}
	}
}

func TestPictures_InLightAndDarkAndNoOthers(t *testing.T) {
	t.Parallel()
	names, err := guide.Pictures()
	if err != nil {
		t.Fatal(err)
	}
	shown := map[string]bool{}
	for _, name := range names {
		for _, dark := range []bool{false, true} {
			data, err := guide.Picture(name, dark)
			if err != nil {
				t.Errorf("%s (run \"make tour\"): %v", name, err)
				continue
			}
			if _, err := png.DecodeConfig(bytes.NewReader(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		shown[guide.FileOf(name, "light")], shown[guide.FileOf(name, "dark")] = true, true
	}
	files, err := os.ReadDir("pictures")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !shown[f.Name()] {
			t.Errorf("no page shows pictures/%s", f.Name())
		}
	}
}

// A picture that is written in another way than the guide looks for would be
// shown as its bare source.
func TestPages_NoPictureLeftInTheWords(t *testing.T) {
	t.Parallel()
	pages, err := guide.Pages()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, b := range p.Blocks {
			if strings.Contains(b.Markdown, "![") {
				t.Errorf("%s.md: a picture stands in %q", p.Name, b.Markdown)
			}
		}
	}
}
