package textlayout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"golang.org/x/text/unicode/bidi"
)

// cutter cuts blocks into pieces on one goroutine.
type cutter struct {
	p   *Prepared
	w   *worker
	out *pieces

	// local spares the shared cache's lock for the words of this document.
	local [faceCount]map[string]*Word
}

func newCutter(p *Prepared, w *worker) *cutter {
	c := &cutter{p: p, w: w}
	for i := range c.local {
		c.local[i] = map[string]*Word{}
	}
	c.local[face{}.index()] = make(map[string]*Word, min(len(p.doc.Text)/64, cacheWords/4))
	return c
}

func (c *cutter) word(f face, text string) *Word {
	local := c.local[f.index()]
	if known := local[text]; known != nil {
		return known
	}
	known := c.w.word(f, text)
	local[text] = known
	return known
}

// actionSeparator stands between the words of a derived block and its action.
const actionSeparator = " · "

// block cuts block i.
func (c *cutter) block(i int, inlines []inline) {
	b := c.p.doc.Blocks[i]
	info := &c.p.blocks[i]
	info.first = int32(c.out.len())
	if b.Marker != "" {
		f := c.p.styles[styleNumber(b.Role, 0)].face
		info.marker = c.word(f, b.Marker)
	}
	text, at := c.p.doc.Text[b.Start:b.End], b.Start
	styled := inlinesIn(inlines, b.Start, b.End)
	if b.derived() {
		text, at, styled = derivedText(b), 0, nil
	}
	c.text(b, info, text, at, styled)
	info.last = int32(c.out.len())
}

// derivedText is the words of a derived block.
func derivedText(b Block) string {
	switch {
	case b.Extra == "" || b.Action == "":
		return b.Extra + b.Action
	case strings.HasSuffix(b.Extra, "·"):
		return b.Extra + " " + b.Action
	}
	return b.Extra + actionSeparator + b.Action
}

// inlinesIn returns the inlines that touch a span.
func inlinesIn(all []inline, start, end int) []inline {
	first := searchInts(len(all), func(i int) bool { return all[i].end > start })
	last := first
	for last < len(all) && all[last].start < end {
		last++
	}
	return all[first:last]
}

// text cuts the words of a block, which stand at byte at.
func (c *cutter) text(b Block, info *blockInfo, text string, at int, styled []inline) {
	actionAt := len(text)
	if b.derived() && b.Action != "" {
		actionAt = len(text) - len(b.Action)
	}
	rows := settings[b.Role].rows
	if !rows && c.quick(b, text, at, styled, actionAt) {
		return
	}
	w := c.w
	w.para = w.para[:0]
	strong := false
	for _, r := range text {
		w.para = append(w.para, r)
		if r < 0x590 {
			strong = strong || r > 0x40 && unicode.IsLetter(r)
			continue
		}
		switch class(r) {
		case bidi.R, bidi.AL:
			info.base = info.base || !strong
			info.mixed, strong = true, true
		case bidi.L:
			strong = true
		}
	}
	row := float32(0)
	off := 0 // byte of text
	w.seg.Init(w.para)
	for lines := w.seg.LineIterator(); lines.Next(); {
		line := lines.Line()
		start := off
		for range line.Text {
			if text[off] < utf8.RuneSelf {
				off++
			} else {
				_, n := utf8.DecodeRuneInString(text[off:])
				off += n
			}
		}
		segment := text[start:off]
		flags := uint8(0)
		if line.IsMandatoryBreak && (rows || !softEnd(segment)) {
			flags = hard
		}
		first := c.out.len()
		c.segment(b, segment, at+start, flags, styled, start >= actionAt)
		if rows {
			for k := first; k < c.out.len(); k++ {
				row += c.out.width[k]
				info.longest = max(info.longest, row)
				row += c.out.space[k]
			}
			if flags&hard != 0 {
				row = 0
			}
		}
	}
}

// softEnd reports whether the mandatory break at the end of a segment is a line
// end of the file, at which running text goes on, and not a deliberate one.
func softEnd(segment string) bool {
	r, _ := utf8.DecodeLastRuneInString(segment)
	return r != '\u2028' && r != '\u2029' && r != '\v' && r != '\f' && r != '\u0085'
}

// isSpace reports whether a rune is white space that may hang at a line's end.
func isSpace(r byte) bool {
	return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' || r == '\v'
}

// segment appends the pieces of one stretch between break opportunities.
func (c *cutter) segment(b Block, segment string, at int, flags uint8, styled []inline, action bool) {
	rows := settings[b.Role].rows
	ink := len(segment)
	for ink > 0 && isSpace(segment[ink-1]) {
		ink--
	}
	if ink == 0 && rows {
		// The indent of a row is part of its look: shape it like words.
		for ink < len(segment) && (segment[ink] == ' ' || segment[ink] == '\t') {
			ink++
		}
	}
	var base uint8
	if action {
		base = styleAction
	}
	indent := ink == 0
	if b.Role == SummaryHeading && ink > 1 && segment[ink-1] == ':' {
		ink-- // "Executive Summary:" as a label needs no colon
	}
	from := 0
	for from < ink {
		bits := base
		to := ink
		if len(styled) > 0 {
			var s uint8
			s, to = styleAt(styled, at+from, at+ink)
			bits |= s
			to -= at
		}
		to = c.clip(segment, from, to, ink)
		f := c.p.styles[styleNumber(b.Role, bits)]
		word := c.word(f.face, segment[from:to])
		c.append(at+from, to-from, word, word.width*f.scale, 0, glued, styleNumber(b.Role, bits))
		from = to
	}
	if ink == 0 {
		c.append(at, 0, nil, 0, 0, 0, styleNumber(b.Role, base))
	}
	// What follows the ink belongs to the last piece.
	last := c.out.len() - 1
	c.out.flags[last] = flags
	if !indent && ink < len(segment) && isSpace(segment[ink]) {
		f := c.p.styles[c.out.style[last]]
		c.out.space[last] = spaces(segment[ink:], rows) * c.word(f.face, " ").width * f.scale
	}
}

// spaces counts the white space between two words, in spaces.
func spaces(white string, rows bool) float32 {
	n := float32(0)
	for i := range len(white) {
		switch white[i] {
		case ' ':
			n++
		case '\t':
			n += 4
		case '\n', '\r', '\v', '\f':
			if rows {
				return n
			}
			return 1 // a wrapped line goes on as running text
		}
	}
	return n
}

func (c *cutter) append(start, ink int, word *Word, width, space float32, flags uint8, style uint16) {
	out := c.out
	out.start = append(out.start, int32(start))
	out.ink = append(out.ink, uint16(ink))
	out.word = append(out.word, word)
	out.width = append(out.width, width)
	out.space = append(out.space, space)
	out.flags = append(out.flags, flags)
	out.style = append(out.style, style)
}

// styleAt returns the style bits at a byte and where they end, at most at end.
func styleAt(styled []inline, at, end int) (uint8, int) {
	for _, s := range styled {
		if at < s.start {
			return 0, min(end, s.start)
		}
		if at < s.end {
			return s.bits(), min(end, s.end)
		}
	}
	return 0, end
}

// maxWordBytes bounds a word so that its offsets fit Glyph.Off, whatever is
// piled on one letter.
const maxWordBytes = 1 << 12

// clip moves the end of a word back to a grapheme boundary where a style edge
// or the greatest length would cut inside one; it always leaves something.
func (c *cutter) clip(segment string, from, to, ink int) int {
	if to == ink && to-from <= maxWord {
		return to
	}
	// Graphemes from here on; the first that ends at or after the limits wins.
	limit := to
	rest := segment[from:ink]
	end, n := from, 0
	for it := graphemes.FromString(rest); it.Next(); {
		size, runes := len(it.Value()), utf8.RuneCountInString(it.Value())
		if end > from && (end+size > limit || n+runes > maxWord) {
			break
		}
		if size > maxWordBytes {
			return end + strings.LastIndexFunc(segment[end:end+maxWordBytes], func(rune) bool { return true })
		}
		end += size
		n += runes
		if end >= limit {
			break
		}
	}
	return end
}

// searchInts is sort.Search for predicates over small indexes.
func searchInts(n int, f func(int) bool) int {
	lo, hi := 0, n
	for lo < hi {
		if mid := int(uint(lo+hi) >> 1); f(mid) {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	return lo
}
