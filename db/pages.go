package db

import (
	"encoding/json"
	"slices"
	"unicode/utf8"
)

// validatePages holds that pages begin on the text, one after the other.
func validatePages(text string, pages []Page) error {
	last := 0
	for i, p := range pages {
		if p.Start < last || p.Start > len(text) || p.Start < len(text) && !utf8.RuneStart(text[p.Start]) {
			return invalid("page %q, number %d of the text, does not begin on it in order", p.Label, i+1)
		}
		last = p.Start
	}
	return nil
}

// PageLabels are the names of the pages of the original, in its order. Footnotes
// stand behind the text, so a page may begin in it more than once.
func PageLabels(pages []Page) []string {
	var labels []string
	seen := map[string]bool{}
	for _, p := range pages {
		if !seen[p.Label] {
			seen[p.Label] = true
			labels = append(labels, p.Label)
		}
	}
	return labels
}

// PageAt is the page that a byte of the text is on: its name and its place among
// the pages of the original, from 0. A text without pages has none: "" and -1.
func PageAt(pages []Page, offset int) (label string, place int) {
	for _, p := range pages {
		if p.Start > offset {
			break
		}
		label = p.Label
	}
	return label, slices.Index(PageLabels(pages), label)
}

// PageStart is where the page at a place among the pages of the original begins
// in the text; false when there is no such page.
func PageStart(pages []Page, place int) (offset int, ok bool) {
	labels := PageLabels(pages)
	if place < 0 || place >= len(labels) {
		return 0, false
	}
	at := slices.IndexFunc(pages, func(p Page) bool { return p.Label == labels[place] })
	return pages[at].Start, true
}

// PagesOf names the pages that a passage is on, as a citation does: "7", or
// "7–8"; "" where none are known. Start and end are bytes, half open.
func PagesOf(pages []Page, start, end int) string {
	first, _ := PageAt(pages, start)
	last, _ := PageAt(pages, max(start, end-1))
	if first == last || last == "" {
		return first
	}
	return first + "–" + last
}

// packedPage is a page as the structure table holds it: [label, start].
type packedPage Page

func (p packedPage) MarshalJSON() ([]byte, error) {
	return json.Marshal([2]any{p.Label, p.Start})
}

func (p *packedPage) UnmarshalJSON(data []byte) error {
	fields := [2]any{&p.Label, &p.Start}
	return json.Unmarshal(data, &fields)
}

func packPages(pages []Page) []packedPage {
	all := make([]packedPage, len(pages))
	for i, p := range pages {
		all[i] = packedPage(p)
	}
	return all
}

func unpackPages(text string) ([]Page, error) {
	var all []packedPage
	if text == "[]" {
		return nil, nil
	}
	err := json.Unmarshal([]byte(text), &all)
	pages := make([]Page, len(all))
	for i, p := range all {
		pages[i] = Page(p)
	}
	return pages, err
}
