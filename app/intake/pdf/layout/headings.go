package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"sidelight/db"
)

// look is what a heading is set in.
type look struct {
	size float64
	bold bool
}

var (
	// The forms that name a picture or table, not a section.
	reFigure = regexp.MustCompile(`(?i)^(?:figure|fig\.|table|map|chart|graph|box|exhibit|photo|image|abbildung|tabelle|tableau)\s*(?:\d+(?:[.-]\d+)?[a-z]?|[IVX]+)\s*[.:–—|-]`)
	reWords  = regexp.MustCompile(`\pL{2,}`)
)

// headings finds the paragraphs that head others, by their type and weight, and
// gives them levels: the larger, the higher.
func (c *composer) headings(all []paragraph) {
	var found []int
	looks := map[look]bool{}
	for i := range all {
		p := &all[i]
		if p.kind == db.KindTable {
			continue
		}
		text := p.words()
		if reFigure.MatchString(text) && len(text) < 500 {
			p.kind, p.marker, p.skip = db.KindCaption, "", 0
			continue
		}
		if !c.heads(all, i, text) {
			continue
		}
		found = append(found, i)
		looks[lookOf(p)] = true
	}
	ranks := make([]look, 0, len(looks))
	for l := range looks {
		ranks = append(ranks, l)
	}
	slices.SortFunc(ranks, func(a, b look) int {
		if a.size != b.size {
			return cmp.Compare(b.size, a.size)
		}
		return cmp.Compare(boolValue(b.bold), boolValue(a.bold))
	})
	for _, i := range found {
		p := &all[i]
		p.kind, p.skip, p.marker = db.KindHeading, 0, ""
		p.level = min(6, slices.Index(ranks, lookOf(p))+1)
	}
}

func lookOf(p *paragraph) look {
	return look{roundHalf(p.first().size), p.first().bold}
}

func roundHalf(f float64) float64 { return float64(int(f*2+0.5)) / 2 }

func boolValue(b bool) int {
	if b {
		return 1
	}
	return 0
}

// words is the text of a paragraph on one line.
func (p *paragraph) words() string {
	all := make([]string, len(p.lines))
	for i, l := range p.lines {
		all[i] = l.text()
	}
	return strings.Join(all, " ")
}

// heads reports whether a paragraph is a heading.
func (c *composer) heads(all []paragraph, i int, text string) bool {
	p := &all[i]
	size := p.first().size
	words := len(strings.Fields(text))
	if words > 30 || len(p.lines) > 5 || !reWords.MatchString(text) || p.marker != "" && reSign.MatchString(p.marker) || p.marker == "•" {
		return false
	}
	large := size > c.body*1.11
	bold := p.first().bold && p.last().bold
	switch {
	case large && words <= 24:
		return !(terminal(text) && words > 12 && !bold && size < c.body*1.3)
	case !bold || size < c.body*0.97:
		return false
	case words > 16 || strings.HasSuffix(text, ",") || strings.HasSuffix(text, ".") && words > 8:
		return false
	}
	return unicode.IsUpper(firstLetter(text)) || unicode.IsDigit(firstRune(text)) || !unicode.IsLower(firstLetter(text))
}

func firstLetter(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return r
		}
	}
	return 0
}
