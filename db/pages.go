package db

import (
	"encoding/json"
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
