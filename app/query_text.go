package app

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/db"
)

// queryFilter is a field of a query as it stands in the text: pub:"Sahel
// Review".
type queryFilter struct {
	start, end int // with a dash before it
	name       string
	value      string
	not        bool
}

// filterShape is a field and its value: quoted, or up to the next blank.
var filterShape = regexp.MustCompile(`^(-?)(\p{L}+):(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„()|]+))`)

// queryFilters finds the fields of a query, outside of phrases; open says that
// its last quote never closes.
func queryFilters(text string) (found []queryFilter, open bool) {
	begins := true // a word may begin here
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if begins {
			if m := filterShape.FindStringSubmatch(text[i:]); m != nil {
				found = append(found, queryFilter{start: i, end: i + len(m[0]), not: m[1] != "",
					name: strings.ToLower(m[2]), value: oneLine(m[3] + m[4])})
				i += len(m[0])
				begins = false
				continue
			}
		}
		if strings.ContainsRune(`"“”„`, r) { // a phrase: nothing in it is a field
			if end := strings.IndexAny(text[i+size:], `"“”„`); end >= 0 {
				_, closing := utf8.DecodeRuneInString(text[i+size+end:])
				i += size + end + closing
				begins = false
				continue
			}
			return found, true
		}
		begins = unicode.IsSpace(r) || r == '('
		i += size
	}
	return found, false
}

// filterNames are the fields by which a query can be narrowed, by all the
// names that they go by.
var filterNames = map[string]string{"pub": "pub", "publication": "pub", "actor": "actor", "label": "label", "source": "source",
	"title": "title", "before": "before", "after": "after", "since": "after", "on": "year", "date": "year", "year": "year", "in": "in"}

// hasFilter reports whether a query narrows by a value of a field.
func hasFilter(text, name, value string) (queryFilter, bool) {
	filters, _ := queryFilters(text)
	for _, f := range filters {
		if filterNames[f.name] == name && !f.not && db.Fold(f.value) == db.Fold(value) {
			return f, true
		}
	}
	return queryFilter{}, false
}

// toggleFilter adds a field to a query, or takes it out where it stands.
func toggleFilter(text, name, value string) string {
	if f, ok := hasFilter(text, name, value); ok {
		return withoutFilter(text, f)
	}
	return withFilter(text, name, value)
}

// withFilter puts a field at the end of a query.
func withFilter(text, name, value string) string {
	value = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"“”„`, r) {
			return ' '
		}
		return r
	}, value)
	if _, open := queryFilters(text); open {
		text += `"`
	}
	if plainValue.MatchString(value) {
		return oneLine(text + " " + name + ":" + value)
	}
	return oneLine(text + " " + name + `:"` + oneLine(value) + `"`)
}

// plainValue is a value that needs no quotes.
var plainValue = regexp.MustCompile(`^[\p{L}\p{N}][\p{L}\p{N}-]*$`)

// withoutFilter takes a field out of a query.
func withoutFilter(text string, f queryFilter) string {
	return oneLine(text[:f.start] + " " + text[f.end:])
}

// quotedQuery makes a query of words chosen in a text: of several a phrase.
func quotedQuery(words string) string {
	words = oneLine(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`"“”„«»`, r) {
			return ' '
		}
		return r
	}, words))
	if words == "" || plainValue.MatchString(words) && !isOperator(words) {
		return words
	}
	return `"` + words + `"`
}

// isOperator reports whether a word means something else in a query.
func isOperator(word string) bool {
	switch word {
	case "OR", "AND", "NOT", "NEAR":
		return true
	}
	return false
}
