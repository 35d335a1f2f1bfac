package textlayout

import (
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// A word of plain Latin letters is its glyphs side by side, moved by the kerning
// of each pair: HarfBuzz is asked once for a pair and not for every word, which
// makes a first text appear in half the time. Pairs that do more than kern
// (ligatures) leave the word to HarfBuzz. A test holds both equal.

// pair is what HarfBuzz makes of two letters.
type pair struct {
	kern  float32 // em, added between them
	plain bool    // nothing else happens
}

// pairKey is a pair, or a letter with 0, in a font.
type pairKey struct {
	font FontID
	a, b uint16
}

// letter is a letter's own glyph.
type letter struct {
	id      font.GID
	advance float32 // em
	ok      bool
}

// kernable reports whether a rune is one that pairs are kept for.
func kernable(r rune) bool {
	return r > 0x20 && r < 0x7F || r >= 0xC0 && r < 0x180 || r == '’' || r == '“' || r == '”' || r == '—' || r == '–'
}

// quickShape shapes the runes of w as one word in a font, or reports false.
func (w *worker) quickShape(id FontID) (*Word, bool) {
	n := len(w.runes)
	if n == 0 {
		return nil, false
	}
	out := &Word{Glyphs: make([]Glyph, n), stops: make([]stop, n+1)}
	x := float32(0)
	for i, r := range w.runes {
		l := w.letter(id, r)
		if !l.ok {
			return nil, false
		}
		out.Glyphs[i] = Glyph{ID: l.id, Font: id, Off: uint16(w.offs[i]), X: x}
		out.stops[i] = stop{off: uint16(w.offs[i]), x: x, adv: x}
		x += l.advance
		if i+1 < n {
			p := w.pair(id, r, w.runes[i+1])
			if !p.plain {
				return nil, false
			}
			x += p.kern
		}
	}
	out.stops[n] = stop{off: uint16(w.offs[n]), x: x, adv: x}
	out.width = x
	return out, true
}

func (w *worker) letter(id FontID, r rune) letter {
	key := pairKey{font: id, a: uint16(r)}
	l, known := w.letters[key]
	if !known {
		if kernable(r) && w.has(id, r) {
			w.shapeRunes(id, r)
			if len(w.buf.Info) == 1 && w.buf.Pos[0].XOffset == 0 && w.buf.Pos[0].YOffset == 0 {
				l = letter{id: w.buf.Info[0].Glyph, advance: w.em(id, 0), ok: true}
			}
		}
		w.letters[key] = l
	}
	return l
}

func (w *worker) pair(id FontID, a, b rune) pair {
	key := pairKey{font: id, a: uint16(a), b: uint16(b)}
	p, known := w.pairs[key]
	if !known {
		la, lb := w.letter(id, a), w.letter(id, b)
		if la.ok && lb.ok {
			w.shapeRunes(id, a, b)
			info, pos := w.buf.Info, w.buf.Pos
			if len(info) == 2 && info[0].Glyph == la.id && info[1].Glyph == lb.id && w.em(id, 1) == lb.advance &&
				pos[0].XOffset == 0 && pos[0].YOffset == 0 && pos[1].XOffset == 0 && pos[1].YOffset == 0 {
				p = pair{kern: w.em(id, 0) - la.advance, plain: true}
			}
		}
		w.pairs[key] = p
	}
	return p
}

// shapeRunes leaves the shape of some Latin letters in the buffer.
func (w *worker) shapeRunes(id FontID, runes ...rune) {
	hb, _ := w.font(id)
	w.buf.Clear()
	w.buf.AddRunes(runes, 0, len(runes))
	w.buf.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: language.Latin, Language: english}
	w.buf.Shape(hb, lettersOnly)
}

// em is the advance of a glyph in the buffer.
func (w *worker) em(id FontID, i int) float32 {
	_, f := w.font(id)
	return float32(w.buf.Pos[i].XAdvance) / float32(f.Upem())
}
