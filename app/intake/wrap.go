package intake

import (
	"sort"
	"strings"
)

// findWidth finds the column that the text is wrapped at: many lines end near
// it, most of them inside a sentence, and hardly any is longer.
func (g *grouper) findWidth() {
	const widest = 120
	type inner struct {
		columns int
		broken  bool // ends inside a sentence
	}
	var lines []inner
	long := 0
	for i := 0; i+1 < len(g.lines); i++ {
		a, b := g.lines[i], g.lines[i+1]
		if a.runes > widest { // whole paragraphs on one line
			long++
			continue
		}
		if a.blank() || b.blank() {
			continue
		}
		if _, item := g.markers[i+1]; item {
			continue
		}
		lines = append(lines, inner{a.runes + a.indent, !terminal(g.str(i))})
	}
	if len(lines) == 0 || long*3 > len(lines) {
		return
	}
	sort.Slice(lines, func(i, k int) bool { return lines[i].columns < lines[k].columns })
	width := lines[len(lines)-1-len(lines)/50].columns
	near, broken := 0, 0
	for _, l := range lines {
		if l.columns*4 >= width*3 {
			near++
			if l.broken {
				broken++
			}
		}
	}
	if width >= 40 && near >= 2 && near*5 >= len(lines)*2 && broken*2 > near {
		g.width = width
	}
}

// soft reports whether the end of line a is only a wrap, so that line b goes on
// with its paragraph.
func (g *grouper) soft(a, b int) bool {
	la, lb := g.lines[a], g.lines[b]
	sa, sb := g.str(a), g.str(b)
	stop := terminal(sa)
	if !stop && !strings.HasSuffix(sa, ":") && startsLower(sb) {
		return true
	}
	if strings.HasSuffix(sa, "-") && startsLower(sb) {
		return true
	}
	if g.width == 0 || la.runes > g.width*5/4 && la.runes > g.width+12 {
		return false
	}
	if lb.runes > g.width*5/4 && lb.runes > g.width+12 {
		return false // a whole paragraph on one line, below a title or a label
	}
	if stop && lb.indent >= la.indent+2 {
		return false // the first line of a paragraph is set in
	}
	if la.runes+la.indent+1+firstWord(sb) > g.width {
		return true
	}
	// Wrapped by hand: the edge is ragged, but a sentence goes on.
	if !stop && (la.runes+la.indent)*10 >= g.width*6 && !strings.HasSuffix(sa, ":") {
		return true
	}
	return stop && (la.runes+la.indent)*10 >= g.width*8
}
