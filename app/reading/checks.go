package reading

import (
	"fmt"
	"sort"
	"strings"

	"sidelight/app/span"
)

// CheckKind is the kind of a check.
type CheckKind string

// The kinds of check.
const (
	CheckSourceBeforeEvent CheckKind = "source older than the event"
	CheckYearMissing       CheckKind = "year missing"
	CheckSisterTitles      CheckKind = "sister titles"
	CheckAcronymUndefined  CheckKind = "acronym before its definition"
	CheckBothSets          CheckKind = "both sets"
	CheckConfidence        CheckKind = "likelihood and confidence"
)

// Check is something worth a second look; it judges words, never authors.
type Check struct {
	Kind  CheckKind
	Span  span.Span // what it is about
	Other span.Span // what it is held against; may be empty
	Why   string    // one plain sentence
}

// Evidence is what the checks look at: what was found in a text, with the analyst's corrections laid over.
type Evidence struct {
	Text        string
	Published   Published
	Publication string // the brief's own title
	Citations   []Citation
	Dates       []Dated
	Publisher   func(outlet string) string // the house of an outlet, "" when not known; nil: House
}

// Checks lists what is worth a second look, in the order of the text.
func Checks(e Evidence) []Check {
	publisher, houses := e.Publisher, map[string]string{}
	if publisher == nil {
		publisher = House
	}
	e.Publisher = func(outlet string) string { // asked once for each outlet
		house, known := houses[outlet]
		if !known {
			house = publisher(outlet)
			houses[outlet] = house
		}
		return house
	}
	c := checker{Evidence: e, sentences: Sentences(e.Text)}
	c.sourcesBeforeEvents()
	c.yearMissing()
	c.sisterTitles()
	for _, use := range UsedBeforeDefined(e.Text) {
		c.add(CheckAcronymUndefined, use.Span, use.Defined, "“%s” stands here before the text says what it means: “%s”.",
			use.Of(e.Text), oneLine(use.Defined.Of(e.Text)))
	}
	c.likelihood()
	sort.SliceStable(c.out, func(i, j int) bool { return c.out[i].Span.Start < c.out[j].Span.Start })
	return c.out
}

type checker struct {
	Evidence
	sentences []span.Span
	out       []Check
}

func (c *checker) add(kind CheckKind, about, other span.Span, why string, words ...any) {
	c.out = append(c.out, Check{kind, about, other, fmt.Sprintf(why, words...)})
}

// yearMissing points at the first date whose year is not written and cannot be
// inferred: setting the publication date settles all of them.
func (c *checker) yearMissing() {
	var open []Day
	add := func(d Day) {
		if d.Written != "" && d.Earliest == "" && d.Rule != ruleCalendar {
			open = append(open, d)
		}
	}
	for _, group := range c.Citations {
		for _, item := range group.Items {
			add(item.Date)
		}
	}
	for _, d := range c.Dates {
		add(d.Day)
	}
	sort.SliceStable(open, func(i, j int) bool { return open[i].Start < open[j].Start })
	if len(open) == 0 {
		return
	}
	others := ""
	switch n := len(open) - 1; {
	case n == 1:
		others = " and for one other date"
	case n > 1:
		others = fmt.Sprintf(" and for %d other dates", n)
	}
	c.add(CheckYearMissing, open[0].Span, span.Span{}, "No year is written for “%s”%s, and none can be inferred.", open[0].Written, others)
}

// sisterTitles points at titles of one house that read as independent of each
// other: two in one passage, or a sister title of the brief's own publication.
func (c *checker) sisterTitles() {
	if !c.sistersCited() {
		return
	}
	own, told := c.Publisher(c.Publication), map[string]bool{foldWord(c.Publication): true}
	for _, passage := range Passages(c.Text, paragraphs(c.Text), groupSpans(c.Citations)) {
		first := map[string]CitationItem{}
		for _, at := range passage.Groups {
			for _, item := range c.Citations[at].Items {
				house := c.Publisher(item.Source)
				if house == "" {
					continue
				}
				if house == own && !told[foldWord(item.Source)] {
					told[foldWord(item.Source)] = true
					c.add(CheckSisterTitles, item.Span, span.Span{}, "%s and %s, in which this stands, have one publisher, %s, and count as one source.",
						item.Source, c.Publication, house)
				}
				if before, known := first[house]; !known {
					first[house] = item
				} else if foldWord(before.Source) != foldWord(item.Source) {
					c.add(CheckSisterTitles, item.Span, before.Span, "%s and %s have one publisher, %s, and count as one source.",
						item.Source, before.Source, house)
				}
			}
		}
	}
}

// sistersCited: there are two titles of one house, the brief's own counted. Most
// briefs have none, and need not be cut into passages.
func (c *checker) sistersCited() bool {
	titles := map[string]string{}
	sisters := false
	see := func(title string) {
		if house := c.Publisher(title); house != "" {
			first, known := titles[house]
			sisters = sisters || known && first != title
			titles[house] = title
		}
	}
	see(c.Publication)
	for _, group := range c.Citations {
		for _, item := range group.Items {
			see(item.Source)
		}
	}
	return sisters
}

func groupSpans(citations []Citation) []span.Span {
	spans := make([]span.Span, len(citations))
	for i, c := range citations {
		spans[i] = c.Span
	}
	return spans
}

// paragraphs are the passages between blank lines.
func paragraphs(text string) []span.Span {
	var out []span.Span
	start := 0
	for start < len(text) {
		end := len(text)
		if i := strings.Index(text[start:], "\n\n"); i >= 0 {
			end = start + i + len("\n\n")
		}
		if s := trimmed(text, span.Span{Start: start, End: end}); !s.Empty() {
			out = append(out, s)
		}
		start = end
	}
	return out
}

// likelihood points at terms of both columns of ICD 203 in one text, and at
// likelihood and confidence in one sentence.
func (c *checker) likelihood() {
	terms, _, confidence := Likelihood(c.Text)
	if one, two := bothSets(terms); one != nil {
		c.add(CheckBothSets, two.Span, one.Span, "“%s” and “%s” come from the two columns of ICD 203, which asks for terms of one.",
			strings.ToLower(one.Of(c.Text)), strings.ToLower(two.Of(c.Text)))
	}
	for _, pair := range mixedIn(c.sentences, terms, confidence) {
		c.add(CheckConfidence, pair.confidence.Span, pair.term.Span, "“%s” and “%s” stand in one sentence: how sure one is and how likely a thing is are told apart.",
			strings.ToLower(pair.confidence.Of(c.Text)), strings.ToLower(pair.term.Of(c.Text)))
	}
}
