package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"sidelight/app/span"
)

// withoutAsides leaves out the brackets that date a place or an operation and
// only look like citations of an outlet of that name: "(Takuba, March 2020)",
// "(Tessit, July 3)". What a name is, the running text says.
func withoutAsides(text string, brackets []bracket, citations []Citation) []Citation {
	a := asides{text: text, asked: map[string]bool{}, places: map[string]bool{}, named: map[string]bool{}, reports: map[string]bool{}}
	asked := map[int]bool{}
	for i, c := range citations {
		if mayBeAside(c) {
			first, _, _ := strings.Cut(c.Items[0].Source, " ")
			a.asked[first], asked[i] = true, true
		}
	}
	if len(asked) == 0 {
		return citations
	}
	a.read(brackets)
	kept := citations[:0]
	for i, c := range citations {
		if !asked[i] || !a.isOne(c) {
			kept = append(kept, c)
		}
	}
	return kept
}

// asides is what the running text says of the names that are asked about.
type asides struct {
	text    string
	asked   map[string]bool // the first words of the names
	places  map[string]bool // "near Tessit", "the village of Tessit"
	named   map[string]bool // "Takuba left first"
	reports map[string]bool // "Verstka wrote"
}

// mayBeAside: one short name that is no outlet we know, and a date.
func mayBeAside(c Citation) bool {
	item := c.Items[0]
	name := item.Source
	return len(c.Items) == 1 && item.Signal == "" && item.Handle == "" && item.Date.Written != "" && !strings.ContainsAny(name, "./@") &&
		strings.Count(name, " ") <= 1 && strings.ToUpper(name) != name && !knownOutlet(name)
}

func (a *asides) isOne(c Citation) bool {
	name := c.Items[0].Source
	d, n := dateAt(c.Items[0].Date.Written)
	vague := n > 0 && d.day == 0
	if vague && !strings.Contains(name, " ") && instruments[strings.ToLower(lastWord(a.text[:c.Start]))] {
		return true // "a fifth operation (Takuba, March 2020)"
	}
	return n > 0 && !a.reports[name] && (a.places[name] || vague && a.named[name])
}

// read looks at the names outside brackets.
func (a *asides) read(brackets []bracket) {
	tokens := runsOf(a.text)
	next := 0 // the bracket that may hold the token
	for i, t := range tokens {
		for next < len(brackets) && brackets[next].End <= t.Start {
			next++
		}
		if !a.asked[t.Of(a.text)] || next < len(brackets) && brackets[next].Contains(t.Start) {
			continue
		}
		before, before2, after := strings.ToLower(a.word(tokens, i, -1)), a.word(tokens, i, -2), a.word(tokens, i, 1)
		names := []string{t.Of(a.text)}
		if isProperName(after) {
			names = append(names, oneLine(a.text[t.Start:tokens[i+1].End]))
		}
		for _, name := range names {
			switch {
			case placeWords[before] || before == "of" && placeNouns[before2]:
				a.places[name] = true
			case reportWords[after] || reportedBy[before]:
				a.reports[name] = true
			default:
				a.named[name] = true
			}
		}
	}
}

// word is a neighbour of a token, only blanks between them, or "".
func (a *asides) word(tokens []span.Span, i, step int) string {
	j := i + step
	if j < 0 || j >= len(tokens) || strings.ContainsAny(a.text[min(tokens[i].End, tokens[j].End):max(tokens[i].Start, tokens[j].Start)], ".;:()[]") {
		return ""
	}
	return tokens[j].Of(a.text)
}

// isProperName: a capital and small letters after it.
func isProperName(word string) bool {
	r, n := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(r) && n < len(word) && strings.ToUpper(word) != word
}

var (
	placeWords  = words("near outside around towards toward")
	placeNouns  = words("town village city port district region province prefecture commune outskirts suburb camp airport north south east west border")
	reportWords = words("said says reported reports wrote writes published publishes found finds noted notes claimed claims counted counts recorded documented estimated estimates warned argued told")
	reportedBy  = words("by to told with according in from cited quoted")
)
