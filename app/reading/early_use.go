package reading

import "sidelight/app/span"

// EarlyUse is the first use of an acronym before the text says what it means.
type EarlyUse struct {
	span.Span           // the first use
	Short     string    // as the definition writes it
	Defined   span.Span // the definition
}

// UsedBeforeDefined finds the acronyms that a text uses before their first
// definition, in the order of their use. Titles and headings count; the
// sources of citations do not.
func UsedBeforeDefined(text string) []EarlyUse {
	brackets := bracketsOf(text)
	cited := newCitedPlaces(text, brackets)
	definitions := acronymsIn(text, brackets, cited)
	if len(definitions) == 0 {
		return nil
	}
	first := map[string]Acronym{}
	var names []Name
	for i, a := range definitions {
		if _, known := first[a.Short]; !known {
			first[a.Short] = a
			names = append(names, Name{Actor: int64(i), Name: a.Short})
		}
	}
	var out []EarlyUse
	seen := map[string]bool{}
	for _, m := range NewNames(names).Find(text) {
		a := first[m.Alias]
		if m.Start >= a.Start || seen[a.Short] || cited.at(m.Start) {
			continue
		}
		seen[a.Short] = true
		out = append(out, EarlyUse{m.Span, a.Short, a.Span})
	}
	return out
}
