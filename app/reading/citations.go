package reading

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"sidelight/app/span"
)

// Citation is one bracketed group of references in running text.
type Citation struct {
	span.Span // brackets included
	Raw       string
	Items     []CitationItem
}

// CitationItem is one source of a group with its date.
type CitationItem struct {
	span.Span        // the source and its own date
	Signal    string // "see", "see also", "cf." or ""
	Source    string // as written: "TASS", "X/@Name", "lemonde.fr"
	Handle    string // the account on a social platform, "@Name"
	Date      Day    // Written is "" where no date is given
}

// Credit is an image credit: "(Source: Wikimedia Commons)". It names where a
// picture comes from and supports no sentence.
type Credit struct {
	span.Span
	Source string
}

var creditExpr = regexp.MustCompile(`^(?i:(?:photo|image|picture|map|graphic|photograph)?\s*(?:source|credit|courtesy|photo|image|picture|photograph|map|graphic|chart|illustration|screenshot)s?(?: credit| of| by| courtesy of)?)\s*[:/]\s*|^(?i:(?:photo|photograph|image|picture|map|graphic|screenshot)s?\s+(?:courtesy(?: of)?|by)|courtesy of)\s+`)

// Citations finds every inline citation of a text. Dates without a year are
// resolved against the publication. Square brackets need a dated source: they
// mostly hold remarks. Where an outer bracket is prose, the ones inside it are
// looked at.
func Citations(text string, published Published) []Citation {
	brackets, left := pairBrackets(text)
	out := withoutAsides(text, brackets, citationsIn(text, brackets, published))
	if open := citationsLeftOpen(text, left, published); len(open) > 0 {
		out = append(out, open...)
		sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	}
	return out
}

func citationsIn(text string, brackets []bracket, published Published) []Citation {
	var out []Citation
	done := 0 // the end of the last group
	for _, b := range brackets {
		if b.Start < done || isLink(text, b) {
			continue
		}
		items := itemsOf(text, inside(text, b.Span), published)
		if len(items) == 0 || b.open == '[' && !anyDated(items) {
			continue
		}
		out = append(out, Citation{Span: b.Span, Raw: b.Of(text), Items: items})
		done = b.End
	}
	return out
}

// longestOpen is how far a bracket that nobody closed may reach, in bytes.
const longestOpen = 200

// citationsLeftOpen finds the citations whose closing bracket was forgotten:
// all that stands from the bracket to the end of its sentence is dated sources.
func citationsLeftOpen(text string, left []int, published Published) []Citation {
	var out []Citation
	for _, at := range left {
		rest := text[at+1:]
		rest = rest[:sentenceEnd(rest, longestOpen)]
		if strings.ContainsAny(rest, "()[]") || !strings.ContainsAny(rest, "0123456789") {
			continue
		}
		inner := trimmed(text, span.Span{Start: at + 1, End: at + 1 + len(rest)})
		items := itemsOf(text, inner, published)
		if len(items) == 0 || !allDated(items) || items[len(items)-1].End != inner.End {
			continue
		}
		whole := span.Span{Start: at, End: inner.End}
		out = append(out, Citation{Span: whole, Raw: whole.Of(text), Items: items})
	}
	return out
}

// citedPlaces answers whether a place lies within a citation, reading only the
// brackets around the places that are asked about.
type citedPlaces struct {
	text     string
	brackets []bracket
	known    map[int]bool // by the place of the bracket in brackets
}

func newCitedPlaces(text string, brackets []bracket) *citedPlaces {
	return &citedPlaces{text, brackets, map[int]bool{}}
}

func (p *citedPlaces) at(offset int) bool {
	after := sort.Search(len(p.brackets), func(i int) bool { return p.brackets[i].Start > offset })
	for i := after - 1; i >= 0; i-- {
		b := p.brackets[i]
		if b.Contains(offset) {
			cited, ok := p.known[i]
			if !ok {
				cited = !isLink(p.text, b) && len(citationsIn(p.text, p.brackets[i:i+1], Published{})) > 0
				p.known[i] = cited
			}
			if cited {
				return true
			}
		}
		if b.depth == 0 {
			break
		}
	}
	return false
}

// isLink: a bracket is a part of a Markdown link, "[words](address)".
func isLink(text string, b bracket) bool {
	if b.open == '(' {
		return b.Start > 0 && text[b.Start-1] == ']'
	}
	return b.End < len(text) && (text[b.End] == '(' || text[b.End] == ':')
}

func anyDated(items []CitationItem) bool {
	for _, i := range items {
		if i.Date.Written != "" {
			return true
		}
	}
	return false
}

// allDated: every item has a day or a month.
func allDated(items []CitationItem) bool {
	for _, i := range items {
		if _, err := strconv.Atoi(i.Date.Written); i.Date.Written == "" || err == nil {
			return false
		}
	}
	return true
}

// Credits finds the image credits of a text.
func Credits(text string) []Credit {
	var out []Credit
	for _, aside := range bracketsOf(text) {
		if aside.open != '(' || aside.depth > 0 {
			continue
		}
		inner := inside(text, aside.Span)
		if m := creditAt(inner.Of(text)); m != "" && len(itemsOf(text, inner, Published{})) == 0 {
			out = append(out, Credit{aside.Span, strings.TrimSpace(inner.Of(text)[len(m):])})
		}
	}
	return out
}

// creditWords begin an image credit.
var creditWords = words("photo photos photograph photographs image images picture pictures map graphic source sources credit credits courtesy")

func creditAt(inner string) string {
	if first, _, _ := strings.Cut(firstWord(inner), "/"); !creditWords[first] {
		return ""
	}
	return creditExpr.FindString(inner)
}

// itemsOf reads the items of what stands in a bracket, or nothing when it is
// no citation: at least one item must carry a date or an address of its own.
// "Source: TASS, June 3" cites, "Source: Wikimedia Commons" is an image credit.
func itemsOf(text string, inner span.Span, published Published) []CitationItem {
	if inner.Empty() || !mayCite(inner.Of(text)) {
		return nil
	}
	credit := creditAt(inner.Of(text))
	if credit != "" {
		if firstWord(credit) != "source" && firstWord(credit) != "sources" || pictureHosts.MatchString(inner.Of(text)) {
			return nil
		}
		inner.Start += len(credit)
	}
	g := group{text: text, published: published}
	for i, segment := range split(text, inner, ';') {
		if i == 0 && segment != inner && explainsName(text, inner.Start, segment.Of(text)) {
			continue
		}
		g.read(segment)
	}
	if !g.certain || credit != "" && !allDated(g.items) {
		return nil
	}
	return g.items
}

// pictureHosts are credited for pictures and cited for nothing.
var pictureHosts = regexp.MustCompile(`(?i)\b(?:wikimedia|wikipedia|flickr|shutterstock|getty|istock|unsplash|pixabay)\b`)

// explainsName: the short form before a semicolon belongs to the name before
// the bracket: "Group for Supporters (GS; Le Monde, August 2)".
func explainsName(text string, start int, short string) bool {
	if !isShortForm(short) {
		return false
	}
	open := strings.LastIndexAny(text[:start], "([")
	if _, how, ok := longBefore(text, open, short); ok && how == HowLetters {
		return true
	}
	return !knownOutlet(short) && startsUpper(lastWord(text[:open]))
}

// lastWord is the word at the end of a passage, with only blanks after it.
func lastWord(before string) string {
	before = strings.TrimRight(before, " \n\u00a0")
	return before[strings.LastIndexAny(before, " \n\u00a0")+1:]
}

// mayCite is a quick look: a citation has a digit, an address, a signal or
// says that it has no date.
func mayCite(inner string) bool {
	return strings.ContainsAny(inner, "0123456789@./") || signals[firstWord(inner)] || strings.Contains(inner, "undated")
}
