package search

import (
	"slices"
	"strings"
)

// noted is a remark and where in the query it belongs.
type noted struct {
	Remark
	at int
}

const maxRemarks = 20

func (p *parser) remark(rule RemarkRule, at int, of, as string) {
	p.noted = append(p.noted, noted{Remark{Rule: rule, Of: told(of), As: told(as)}, at})
}

// told is a piece of the query as it can stand in a sentence: short, in one
// line.
func told(text string) string {
	const most = 80 // runes
	line := strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	if end := forward(line, 0, most, len(line)); end < len(line) {
		return line[:end] + "…"
	}
	return line
}

// remarks are the remarks in the order of the query, each once.
func (p *parser) remarks() []Remark {
	slices.SortStableFunc(p.noted, func(a, b noted) int { return a.at - b.at })
	var all []Remark
	for _, n := range p.noted {
		if len(all) < maxRemarks && !slices.Contains(all, n.Remark) {
			all = append(all, n.Remark)
		}
	}
	return all
}
