package layout

import (
	"math"
	"strings"

	"sidelight/db"
)

// paragraph is lines that belong together.
type paragraph struct {
	kind   db.BlockKind
	level  int
	marker string
	skip   int // runs of the first line that are its marker
	lines  []line
	rows   []string // of a table
	strong bool
}

func (p *paragraph) last() line  { return p.lines[len(p.lines)-1] }
func (p *paragraph) first() line { return p.lines[0] }

// paragraphs puts the lines of the flow together.
func (c *composer) paragraphs() []paragraph {
	var out []paragraph
	for i := range c.flow {
		l := c.flow[i]
		if l.table {
			rows := c.tables[0]
			c.tables = c.tables[1:]
			out = append(out, paragraph{kind: db.KindTable, lines: []line{l}, rows: rows})
			continue
		}
		marker, skip := l.markerOf()
		if n := len(out); n > 0 {
			p := &out[n-1]
			switch {
			case p.kind == db.KindTable:
			case marker == "" && c.goesOn(p, l):
				p.lines = append(p.lines, l)
				continue
			case reSign.MatchString(marker) && p.kind == db.KindBullet && p.last().page < l.page && !terminalEnd(p) && startsLower(textOf(l.runs[skip:])):
				// The sign of an item stands again where it goes on.
				l.runs = l.runs[skip:]
				l.x0 = l.runs[0].X0
				p.lines = append(p.lines, l)
				continue
			case marker == "" && p.foot() && p.last().page < l.page:
				// What stands below the text on a page parts no sentence: it is
				// put before the paragraph that it stands in.
				if k := beforeFoot(out); k >= 0 && startsLower(l.text()) && c.goesOn(&out[k], l) {
					whole := out[k]
					whole.lines = append(whole.lines, l)
					out = append(append(out[:k:k], out[k+1:]...), whole)
					continue
				}
			}
		}
		p := paragraph{lines: []line{l}, marker: marker, skip: skip, strong: l.bold}
		if marker != "" {
			p.kind = db.KindBullet
		}
		out = append(out, p)
	}
	out = contents(out)
	c.levels(out)
	return out
}

// foot reports a paragraph in the lowest part of its page.
func (p *paragraph) foot() bool {
	return p.first().base > p.first().height*0.8 && p.kind != db.KindTable
}

// beforeFoot is the last paragraph above what stands at the foot of a page.
func beforeFoot(all []paragraph) int {
	k := len(all) - 1
	for k >= 0 && len(all)-k < 8 && all[k].foot() && len(all[k].lines) <= 3 && (terminalEnd(&all[k]) || len(all[k].lines) < 3 && all[k].kind == "") {
		k--
	}
	if k < 0 || k == len(all)-1 || all[k].kind == db.KindTable || terminalEnd(&all[k]) {
		return -1
	}
	return k
}

func terminalEnd(p *paragraph) bool { return terminal(p.last().text()) }

// goesOn reports whether a line goes on with a paragraph.
func (c *composer) goesOn(p *paragraph, l line) bool {
	a := p.last()
	if reLeader.MatchString(a.text()) {
		return false
	}
	if !sameSize(a.size, l.size) || a.bold != l.bold && !(len(p.lines) == 1 && mixed(a, l)) || a.aside != l.aside {
		return false
	}
	if l.firstOf || a.page != l.page {
		return c.goesOnBeyond(p, l)
	}
	if text := l.text(); address(text) && !strings.Contains(text, " ") && a.x1-a.x0 < (a.right-a.left)*0.6 {
		return false // an address below a name
	}
	gap := l.base - a.base
	large := l.size > c.body*1.12
	switch {
	case gap < 0:
		return false
	case large || l.bold && a.bold:
		return gap < l.size*1.65 // headings are broken as it looks well
	case gap > max(l.leading*1.32, l.size*1.05) && gap > l.size*1.45, gap > l.leading*1.6 && gap > l.size*1.3:
		return false
	}
	left := a.x0
	switch in := l.x0 - left; {
	case l.leftwards && math.Abs(l.x1-a.x1) > l.size*3:
		return false
	case l.leftwards:
	case len(p.lines) == 1 && p.marker != "":
		// The words of an item go on below its words, or below its marker.
		words := p.first().runs[p.skip].X0
		if l.x0 > words+l.size*1.2 || l.x0 < left-l.size*0.5 {
			return false
		}
	case len(p.lines) == 1 && (in < -l.size*4.5 || in > l.size*3.5):
		return false
	case len(p.lines) > 1 && math.Abs(in) > l.size*0.75:
		return false
	}
	return !brokenByHand(a, l)
}

// mixed reports a line in bold that begins a paragraph in plain type: its first
// words fill the line.
func mixed(a, l line) bool {
	return a.bold && !l.bold && a.x1 > a.right-a.size*3 && startsLower(l.text()) && !terminal(a.text())
}

// brokenByHand reports whether a line ended although the first word of the next
// one would have fitted.
func brokenByHand(a, l line) bool {
	if last := a.runs[len(a.runs)-1].Text; strings.HasSuffix(last, "-") || strings.HasSuffix(last, "\u00AD") {
		return false
	}
	word := l.runs[0].X1 - l.runs[0].X0
	for i := 1; i < len(l.runs) && !(&fragment{runs: l.runs, size: l.size}).blank(i); i++ {
		word += l.runs[i].X1 - l.runs[i].X0
	}
	spare := a.right - a.x1 - word
	if l.leftwards {
		spare = a.x0 - a.left - word
	}
	if terminal(a.text()) {
		return spare > a.size*0.9
	}
	return spare > a.size*3 && !startsLower(l.text()) || spare > a.size*12
}

// goesOnBeyond reports whether a paragraph goes on in another column or on
// another page.
func (c *composer) goesOnBeyond(p *paragraph, l line) bool {
	a := p.last()
	text := a.text()
	if a.bold || l.size > c.body*1.12 {
		return false
	}
	switch {
	case startsLower(l.text()):
		return true
	case terminal(text) && !strings.HasSuffix(text, ";") && !strings.HasSuffix(text, ":"):
		// A sentence has ended. Its paragraph may go on where the line is full
		// and the next one is not set in.
		return false
	case strings.HasSuffix(text, ":"):
		return false
	}
	return a.x1 > a.right-a.size*4 && len(p.lines) > 1 && l.x0 < l.left+l.size*0.6
}

// levels gives the items of lists their depth by how far they are set in.
func (c *composer) levels(all []paragraph) {
	var open []float64
	for i := range all {
		p := &all[i]
		if p.kind != db.KindBullet {
			if p.kind == "" && len(open) > 0 && p.first().x0 > open[0]+c.body*0.8 && i > 0 {
				continue // a paragraph within an item
			}
			open = nil
			continue
		}
		x := p.first().x0
		for len(open) > 0 && open[len(open)-1] > x+c.body*0.5 {
			open = open[:len(open)-1]
		}
		if len(open) == 0 || x > open[len(open)-1]+c.body*0.5 {
			open = append(open, x)
		}
		p.level = len(open) - 1
	}
}
