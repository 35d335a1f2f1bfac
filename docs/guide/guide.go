// Package guide holds the guide to Sidelight: a page of Markdown for each task
// of an analyst, with pictures of the real window in light and dark. It is read
// in two places, here as files and in the program under Help, and knows neither.
package guide

import (
	"embed"
	"fmt"
	"regexp"
	"strings"
)

//go:embed *.md pictures/*.png
var files embed.FS

// Page is one page of the guide.
type Page struct {
	Name   string // "marking": the file's, without .md; what links name
	Title  string
	About  string // in a few words, from the list of contents
	Blocks []Block
}

// Block is a stretch of Markdown, or a picture.
type Block struct {
	Markdown string
	Picture  string // its name, for Picture; "" for Markdown
	Words    string // what is seen on the picture
}

// contents is the page that lists the others, in their order.
const contents = "README.md"

var (
	reEntry   = regexp.MustCompile(`(?m)^\d+\. \[([^\]]+)\]\(([a-z-]+)\.md\): (.+)$`)
	rePicture = regexp.MustCompile(`(?m)^!\[([^\]]*)\]\(pictures/([a-z0-9-]+)-light\.png\)$`)
)

// Pages reads the guide, in the order of its list of contents. The error says
// which page is missing or lacks what a page needs.
func Pages() ([]Page, error) {
	list, err := files.ReadFile(contents)
	if err != nil {
		return nil, err
	}
	var pages []Page
	for _, entry := range reEntry.FindAllStringSubmatch(string(list), -1) {
		source, err := files.ReadFile(entry[2] + ".md")
		if err != nil {
			return nil, fmt.Errorf("the guide's page %q: %w", entry[1], err)
		}
		title, body, _ := strings.Cut(string(source), "\n")
		if title != "# "+entry[1] {
			return nil, fmt.Errorf("the guide's page %s.md begins with %q, and not with its title in the list of contents, %q", entry[2], title, entry[1])
		}
		pages = append(pages, Page{Name: entry[2], Title: entry[1], About: entry[3], Blocks: blocks(body)})
	}
	return pages, nil
}

// blocks parts the source of a page at its pictures.
func blocks(source string) []Block {
	var all []Block
	add := func(text string) {
		if text = strings.TrimSpace(text); text != "" {
			all = append(all, Block{Markdown: text})
		}
	}
	from := 0
	for _, m := range rePicture.FindAllStringSubmatchIndex(source, -1) {
		add(source[from:m[0]])
		all = append(all, Block{Words: source[m[2]:m[3]], Picture: source[m[4]:m[5]]})
		from = m[1]
	}
	add(source[from:])
	return all
}

// Pictures names the pictures that the guide shows, each once.
func Pictures() ([]string, error) {
	pages, err := Pages()
	if err != nil {
		return nil, err
	}
	var names []string
	seen := map[string]bool{}
	for _, p := range pages {
		for _, b := range p.Blocks {
			if b.Picture != "" && !seen[b.Picture] {
				seen[b.Picture] = true
				names = append(names, b.Picture)
			}
		}
	}
	return names, nil
}

// Picture returns a picture as a PNG file, as it is in the light or the dark
// theme.
func Picture(name string, dark bool) ([]byte, error) {
	theme := "light"
	if dark {
		theme = "dark"
	}
	return files.ReadFile("pictures/" + FileOf(name, theme))
}

// FileOf is the file name of a picture in a theme, "light" or "dark".
func FileOf(name, theme string) string { return name + "-" + theme + ".png" }
