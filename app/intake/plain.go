package intake

import (
	"context"
	"strings"
	"unicode"

	"sidelight/db"
)

// document is a text with what its format alone says of it. The structure
// (understand) is worked out from there, the same way for every format.
type document struct {
	text    string
	pieces  []piece
	inlines []db.Inline
	nested  bool // something lay too deep to be read
}

// piece is a paragraph, list item or line of a document.
type piece struct {
	kind       db.BlockKind // "": a paragraph as far as the format can tell
	start, end int          // the words
	from       int          // where its first line begins, marker included
	level      int
	marker     marker
	sure       bool // the markup itself says what it is
	gap        bool // a blank line (or the markup) parts it from the one before
	lines      int  // lines of the text that were joined
	indent     int  // columns before the marker or words
	strong     bool // wholly set in bold
	nav        bool // nothing but links
	counted    bool // a paragraph that is only numbered, not a list item
	section    bool // part of the executive summary
	runIn      bool // a heading cut off the line of the paragraph it stands before
}

// headLines is how far down a text's own particulars are looked for.
const headLines = 60

// readPlain makes pieces of a plain text: wrapped lines joined, list items,
// quotes and underlined headings told apart.
func readPlain(ctx context.Context, text string) document {
	doc := document{text: text}
	lines := splitLines(text)
	g := grouper{text: text, lines: lines}
	g.findMarkers()
	g.findWidth()
	g.findHead()
	g.margin()
	for i := 0; i < len(lines); i++ {
		if i%4096 == 0 && ctx.Err() != nil {
			return doc
		}
		g.add(i)
	}
	doc.pieces = g.pieces
	return doc
}

type grouper struct {
	text    string
	lines   []line
	markers map[int]marker // accepted markers by line
	width   int            // columns the text is wrapped at, 0 when it is not
	head    int            // lines before this one may be particulars
	left    int            // the usual indentation of the text
	order   order
	pieces  []piece
	open    bool // the last piece may take another line
	gap     bool
}

func (g *grouper) str(i int) string { return g.text[g.lines[i].start:g.lines[i].end] }

// findMarkers decides which lines begin a list item. A sure glyph always does;
// numbers and letters only in sequence; dashes and stars where a sentence does
// not simply go on over the line end.
func (g *grouper) findMarkers() {
	g.markers = map[int]marker{}
	type seen struct{ line, n int }
	last := map[string]seen{}
	dashes := map[string][]int{}
	for i, l := range g.lines {
		if l.blank() {
			continue
		}
		s := g.text[l.start:l.end]
		m, ok := markerOf(s)
		if !ok {
			// A glyph alone on its line: its words follow on the next.
			if strings.Contains(sureGlyphs, s) && len(s) <= 3 && i+1 < len(g.lines) {
				g.markers[i] = marker{glyph: s, style: s, width: len(s), sure: true}
			}
			continue
		}
		switch {
		case m.sure:
			g.markers[i] = m
		case m.n > 0:
			if p, was := last[m.style]; was && m.n == p.n+1 {
				if _, in := g.markers[p.line]; !in {
					pm, _ := markerOf(g.str(p.line))
					g.markers[p.line] = pm
				}
				g.markers[i] = m
			}
			if p, was := last[m.style]; !was || m.n != p.n {
				last[m.style] = seen{i, m.n}
			}
		default:
			dashes[m.style] = append(dashes[m.style], i)
		}
	}
	for style, at := range dashes {
		for k, i := range at {
			m, _ := markerOf(g.str(i))
			begins := i == 0 || g.lines[i-1].blank() || terminal(g.str(i-1)) || strings.HasSuffix(g.str(i-1), ":") ||
				strings.HasSuffix(g.str(i-1), ";") || g.lines[i-1].runes < 40
			if !begins && k > 0 && at[k-1] == i-1 {
				_, begins = g.markers[i-1]
			}
			switch style {
			case pictograph, "o", "+", "—", "→", "·":
				// Rarely a bullet: only with another of its kind near by.
				near := k > 0 && i-at[k-1] <= 8 || k+1 < len(at) && at[k+1]-i <= 8
				begins = begins && near && !(style == pictograph && g.alone(i))
			}
			if begins {
				g.markers[i] = m
			}
		}
	}
}

// alone reports the first line of a text with a blank line below: a title, even
// with a pictograph before it.
func (g *grouper) alone(i int) bool {
	for _, l := range g.lines[:i] {
		if !l.blank() {
			return false
		}
	}
	return i+1 < len(g.lines) && g.lines[i+1].blank()
}

// findHead finds where the prose begins.
func (g *grouper) findHead() {
	g.order = dateOrder(g.text)
	for i := 0; i < len(g.lines); i++ {
		if g.lines[i].blank() {
			continue
		}
		first, words, stops := i, 0, 0
		for i < len(g.lines) && !g.lines[i].blank() {
			words += wordCount(g.str(i), 200)
			if terminal(g.str(i)) {
				stops++
			}
			i++
		}
		if words >= 45 && stops > 0 || first > headLines*3 {
			// Particulars may stand on the lines right above the prose.
			for k := first; k < i; k++ {
				if g.lines[k].runes >= 100 || k > first && g.width > 0 && g.soft(k-1, k) && k > first+3 {
					g.head = k
					return
				}
			}
			g.head = min(i, headLines*3)
			return
		}
	}
	g.head = min(len(g.lines), headLines*3)
}

// margin finds the indentation that most lines have.
func (g *grouper) margin() {
	count := map[int]int{}
	for i, l := range g.lines {
		if _, item := g.markers[i]; !item && !l.blank() {
			count[l.indent]++
		}
	}
	best := 0
	for indent, n := range count {
		if n > best || n == best && indent < g.left {
			g.left, best = indent, n
		}
	}
}

// ruled reports a line that is only drawn: "-----", "=====", "* * *".
func ruled(s string) bool {
	n := 0
	for _, r := range s {
		switch {
		case isSpace(r):
		case strings.ContainsRune("-=_*~–—─━═#•·.+", r):
			n++
		default:
			return false
		}
	}
	return n >= 3
}

// special reports a line that is complete in itself: a date, a byline, a
// publication line, a heading of a known section.
func (g *grouper) special(i int) bool {
	s := g.str(i)
	if len(s) > 320 {
		return false
	}
	if isSectionName(s) {
		return true
	}
	if i >= g.head {
		return false
	}
	if _, ok := recogniseHead(s, g.order, true); ok {
		return true
	}
	_, _, series := seriesName(s)
	return series
}

// isSectionName reports a heading that every house knows, alone on its line.
func isSectionName(s string) bool {
	if len(s) > 60 {
		return false
	}
	f := foldName(s)
	if m, ok := numberMarker(f); ok {
		f = foldName(f[m.width:])
	}
	return summaryNames[f] || contentsNames[f] || notesNames[f]
}

func (g *grouper) add(i int) {
	l := g.lines[i]
	if l.blank() {
		g.open, g.gap = false, true
		return
	}
	s := g.str(i)
	last := len(g.pieces) - 1
	if ruled(s) {
		// A line drawn under another makes it a heading.
		if last >= 0 && i > 0 && !g.lines[i-1].blank() && g.pieces[last].lines == 1 && g.pieces[last].kind == "" &&
			strings.ContainsAny(s[:1], "=-~─━═") && l.runes >= 4 && g.lines[i-1].runes <= 100 && g.pieces[last].end == g.lines[i-1].end {
			g.pieces[last].kind, g.pieces[last].sure = db.KindHeading, true
			g.pieces[last].level = 2
			if s[0] == '=' {
				g.pieces[last].level = 1
			}
		}
		g.open, g.gap = false, true
		return
	}
	if m, ok := g.markers[i]; ok {
		p := piece{kind: db.KindBullet, from: l.from, start: l.start + m.width, end: l.end, marker: m, lines: 1, indent: l.indent, gap: g.gap}
		if p.start >= p.end { // the glyph alone; its words follow
			p.start, p.end = l.end, l.end
		}
		g.push(p)
		return
	}
	// The words of a glyph that stood alone.
	if last >= 0 && g.pieces[last].start == g.pieces[last].end {
		g.pieces[last].start, g.pieces[last].end = l.start, l.end
		g.open, g.gap = true, false
		return
	}
	if level, width := hashes(s); level > 0 {
		g.push(piece{kind: db.KindHeading, sure: true, level: level, from: l.from, start: l.start + width, end: l.end, lines: 1, gap: g.gap})
		g.open = false
		return
	}
	quoted := strings.HasPrefix(s, ">")
	if quoted {
		words := strings.TrimLeftFunc(strings.TrimLeft(s, "> "), isSpace)
		if words == "" {
			g.open, g.gap = false, true
			return
		}
		if g.open && last >= 0 && g.pieces[last].kind == db.KindQuote {
			g.pieces[last].end = l.end
			g.pieces[last].lines++
			return
		}
		g.push(piece{kind: db.KindQuote, sure: true, from: l.from, start: l.end - len(words), end: l.end, lines: 1, gap: g.gap})
		return
	}
	if g.open && last >= 0 && !g.special(i) {
		p := &g.pieces[last]
		note := isNote(g.text[p.start:min(p.end, p.start+16)])
		join := false
		switch {
		case isNote(s) && (note || terminal(g.str(i-1))):
		case note && l.indent > p.indent:
			join = true
		case p.kind == db.KindBullet:
			join = l.indent > p.indent && (l.indent >= p.indent+2 || g.width > 0) || g.soft(i-1, i)
		case p.kind == db.KindQuote:
		default:
			join = !g.special(i-1) && g.soft(i-1, i)
		}
		if join {
			p.end = l.end
			p.lines++
			return
		}
	}
	p := piece{from: l.from, start: l.start, end: l.end, lines: 1, indent: l.indent, gap: g.gap}
	g.push(p)
}

func (g *grouper) push(p piece) {
	g.pieces = append(g.pieces, p)
	g.open, g.gap = true, false
}

// hashes reads "## Heading" written in a plain text.
func hashes(s string) (level, width int) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	if level == 0 || level > 6 {
		return 0, 0
	}
	words := strings.TrimLeftFunc(s[level:], isSpace)
	if words == "" || len(words) == len(s)-level {
		return 0, 0
	}
	if r := rune(words[0]); unicode.IsDigit(r) && level == 1 { // "# 12" numbers something
		return 0, 0
	}
	return level, len(s) - len(words)
}
