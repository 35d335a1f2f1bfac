package textlayout

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
	"golang.org/x/text/unicode/bidi"
)

// Glyph is one glyph of a word. X and Y are em from the word's left end on the
// baseline, Y upwards.
type Glyph struct {
	ID   font.GID
	Font FontID
	Off  uint16 // byte in the word where the cluster it belongs to starts
	X, Y float32
}

// stop is a place in a word where a caret can stand: before the grapheme that
// starts at byte off. The last stop of a word is its end.
type stop struct {
	off uint16
	x   float32 // em from the word's left end to the caret
	adv float32 // em, the width of all graphemes before
}

// Word is a shaped run of text without line breaks or spaces at its end. It is
// immutable and shared.
type Word struct {
	Glyphs []Glyph
	stops  []stop
	width  float32 // em
	rtl    bool    // some of it runs right to left
}

// capsSpacing is the letter spacing of small headings, in em.
const capsSpacing = 0.04

// maxWord is the greatest number of runes shaped as one word. Longer runs
// (addresses, encoded data) are cut at graphemes, so that one of them costs no
// more than any other text of its length.
const maxWord = 64

// worker shapes words on one goroutine: HarfBuzz buffers and font faces are
// not safe for concurrent use.
type worker struct {
	s     *Shaper
	buf   *harfbuzz.Buffer
	fonts []*harfbuzz.Font // by FontID
	faces []*font.Face
	seg   segmenter.Segmenter
	para  []rune

	letters map[pairKey]letter
	pairs   map[pairKey]pair

	// Of the word being shaped:
	runes    []rune
	offs     []int // byte offset of each rune, and of the end
	first    []int // rune that each grapheme starts with
	items    []item
	order    []int     // of items, from left to right
	advances []float32 // em, by glyph
	widths   []float32 // em, by rune of an item: the cluster that starts there
	starts   []bool    // by rune of an item: a cluster starts there
}

// item is a stretch of a word in one font, script and direction.
type item struct {
	start, end int // runes
	font       FontID
	script     language.Script
	rtl        bool

	glyph, stop int // its first ones in the word
	width       float32
}

func (s *Shaper) takeWorker() *worker {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.workers); n > 0 {
		w := s.workers[n-1]
		s.workers = s.workers[:n-1]
		return w
	}
	return &worker{s: s, buf: harfbuzz.NewBuffer(), letters: map[pairKey]letter{}, pairs: map[pairKey]pair{}}
}

func (s *Shaper) returnWorker(w *worker) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.workers = append(s.workers, w)
}

// font returns the worker's own view of a font.
func (w *worker) font(id FontID) (*harfbuzz.Font, *font.Face) {
	for int(id) >= len(w.fonts) {
		w.fonts = append(w.fonts, nil)
		w.faces = append(w.faces, nil)
	}
	if w.fonts[id] == nil {
		w.faces[id] = font.NewFace(w.s.Font(id))
		w.fonts[id] = harfbuzz.NewFont(w.faces[id])
	}
	return w.fonts[id], w.faces[id]
}

// has reports whether a font has a glyph for the rune.
func (w *worker) has(id FontID, r rune) bool {
	_, f := w.font(id)
	_, ok := f.NominalGlyph(r)
	return ok
}

// word returns the shaped form of text, from the cache where it is known.
func (w *worker) word(f face, text string) *Word {
	if known := w.s.words.get(f, text); known != nil {
		return known
	}
	return w.s.words.put(f, text, w.shape(f, text))
}

// shape shapes text, which is at most 64 kB long.
func (w *worker) shape(f face, text string) *Word {
	w.runes, w.offs = w.runes[:0], w.offs[:0]
	simple := true // left to right, no marks, each rune a grapheme
	latin := true  // simple, and of the letters most texts are written in
	for i, r := range text {
		if f.caps {
			r = upper(r)
		}
		w.runes = append(w.runes, r)
		w.offs = append(w.offs, i)
		if r >= 0x250 {
			latin = latin && r >= 0x2010 && r < 0x2060 && simpleRune(r)
			simple = simple && (r < 0x300 || simpleRune(r))
		}
	}
	w.offs = append(w.offs, len(text))
	if latin && !f.caps {
		if word, ok := w.quickShape(w.s.chains[f.index()][0]); ok {
			return word
		}
	}

	graphemes := w.graphemes(simple)
	w.itemise(f, graphemes)

	out := &Word{stops: make([]stop, 0, len(graphemes)+1)}
	for i := range w.items {
		it := &w.items[i]
		n := 0
		for n < len(graphemes) && graphemes[n] < it.end {
			n++
		}
		it.glyph, it.stop = len(out.Glyphs), len(out.stops)
		it.width = w.shapeItem(out, *it, f.caps, latin)
		w.addStops(out, *it, graphemes[:n])
		graphemes = graphemes[n:]
		out.width += it.width
		out.rtl = out.rtl || it.rtl
	}
	out.stops = append(out.stops, stop{off: uint16(len(text)), adv: out.width})
	w.arrange(out)
	return out
}

// arrange moves the items of a word, each shaped from zero on, side by side: in
// the order of the text, or in visual order where some run right to left. The
// word runs as its first item does.
func (w *worker) arrange(out *Word) {
	w.order = w.order[:0]
	for i := range w.items {
		w.order = append(w.order, i)
	}
	if out.rtl {
		base := w.items[0].rtl
		for i := 0; i < len(w.order); i++ {
			j := i
			for j < len(w.order) && w.items[w.order[j]].rtl != base {
				j++
			}
			slices.Reverse(w.order[i:j])
			i = max(i, j-1)
		}
		if base {
			slices.Reverse(w.order)
		}
	}
	x := float32(0)
	for _, i := range w.order {
		it := &w.items[i]
		glyphs, stops := out.Glyphs[it.glyph:], out.stops[it.stop:len(out.stops)-1]
		if i+1 < len(w.items) {
			glyphs, stops = out.Glyphs[it.glyph:w.items[i+1].glyph], out.stops[it.stop:w.items[i+1].stop]
		}
		for k := range glyphs {
			glyphs[k].X += x
		}
		for k := range stops {
			stops[k].x += x
		}
		if i == len(w.items)-1 {
			end := &out.stops[len(out.stops)-1]
			end.x = x + it.width
			if it.rtl {
				end.x = x // what ends right to left ends at its left
			}
		}
		x += it.width
	}
	// The widths before each stop, in the order of the text.
	before := float32(0)
	for i := range w.items {
		to := len(out.stops) - 1
		if i+1 < len(w.items) {
			to = w.items[i+1].stop
		}
		for k := w.items[i].stop; k < to; k++ {
			out.stops[k].adv += before
		}
		before += w.items[i].width
	}
}

// graphemes lists the rune index at which each grapheme of the word starts.
func (w *worker) graphemes(simple bool) []int {
	w.first = w.first[:0]
	if simple {
		for i := range w.runes {
			w.first = append(w.first, i)
		}
		return w.first
	}
	n := 0
	for it := graphemes.FromString(string(w.runes)); it.Next(); {
		w.first = append(w.first, n)
		n += utf8.RuneCountInString(it.Value())
	}
	return w.first
}

// itemise cuts the word into stretches of one font, script and direction,
// never inside a grapheme.
func (w *worker) itemise(f face, graphemes []int) {
	w.items = w.items[:0]
	chain := w.s.chains[f.index()]
	for i, start := range graphemes {
		end := len(w.runes)
		if i+1 < len(graphemes) {
			end = graphemes[i+1]
		}
		it := item{start: start, end: end}
		it.font = w.choose(chain, f, w.runes[start:end])
		it.script = language.Common
		strong := false
		for _, r := range w.runes[start:end] {
			if r < 0x80 && it.script == language.Common {
				if r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
					it.script, strong = language.Latin, true
				}
				if r >= '0' && r <= '9' {
					strong = true
				}
				continue
			}
			if it.script == language.Common {
				if s := language.LookupScript(r); s != language.Inherited {
					it.script = s
				}
			}
			switch class(r) {
			case bidi.R, bidi.AL:
				it.rtl, strong = true, true
			case bidi.L, bidi.EN, bidi.AN:
				strong = true
			}
		}
		if n := len(w.items); n > 0 {
			prev := &w.items[n-1]
			if it.script == language.Common || it.script == language.Unknown {
				it.script = prev.script
			} else if prev.script == language.Common {
				prev.script = it.script
			}
			if !strong {
				it.rtl = prev.rtl
			}
			if prev.font == it.font && prev.script == it.script && prev.rtl == it.rtl {
				prev.end = it.end
				continue
			}
		}
		w.items = append(w.items, it)
	}
	for i := range w.items {
		if s := w.items[i].script; s == language.Common || s == language.Unknown {
			w.items[i].script = language.Latin
		}
	}
}

// choose picks the font of one grapheme: the first of the chain that has all
// its runes, then the system's, then the first that has its base.
func (w *worker) choose(chain []FontID, f face, cluster []rune) FontID {
	if len(cluster) == 1 && w.has(chain[0], cluster[0]) {
		return chain[0]
	}
	emoji := false
	for _, r := range cluster {
		emoji = emoji || r == variationEmoji || r == keycap || r == joiner && len(cluster) > 2 && cluster[0] > 0x2000
	}
	covers := func(id FontID) bool {
		for _, r := range cluster {
			if !ignorable(r) && !w.has(id, r) {
				return false
			}
		}
		return true
	}
	if emoji {
		// Colour fonts stand at the end of the chain.
		for i := len(chain) - 1; i >= 0; i-- {
			if covers(chain[i]) {
				return chain[i]
			}
		}
	}
	for _, id := range chain {
		if covers(id) {
			return id
		}
	}
	base := cluster[0]
	if unicode.IsControl(base) || ignorable(base) {
		return chain[0]
	}
	if id := w.s.lookSystem(base, f.family == serif); id != noFont && covers(id) {
		return id
	}
	for _, id := range chain {
		if w.has(id, base) {
			return id
		}
	}
	if id := w.s.lookSystem(base, f.family == serif); id != noFont {
		return id
	}
	return chain[0]
}

// shapeItem appends the glyphs of an item to out, as if it stood alone, and
// returns its width in em. It leaves each glyph's advance in w.advances.
func (w *worker) shapeItem(out *Word, it item, caps, simple bool) float32 {
	hb, ff := w.font(it.font)
	w.buf.Clear()
	w.buf.AddRunes(w.runes, it.start, it.end-it.start)
	w.buf.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: it.script, Language: english}
	if it.rtl {
		w.buf.Props.Direction = harfbuzz.RightToLeft
	}
	var features []harfbuzz.Feature
	if simple {
		features = lettersOnly
	}
	w.buf.Shape(hb, features)

	em := 1 / float32(ff.Upem())
	if out.Glyphs == nil {
		out.Glyphs = make([]Glyph, 0, len(w.buf.Info))
	}
	w.advances = w.advances[:0]
	pen := float32(0)
	for i, info := range w.buf.Info {
		pos := w.buf.Pos[i]
		r := w.runes[info.Cluster]
		advance := float32(pos.XAdvance) * em
		switch {
		case unicode.IsControl(r): // controls have no look
			advance = 0
		default:
			out.Glyphs = append(out.Glyphs, Glyph{
				ID:   info.Glyph,
				Font: it.font,
				Off:  uint16(w.offs[info.Cluster]),
				X:    pen + float32(pos.XOffset)*em,
				Y:    float32(pos.YOffset) * em,
			})
			if caps && advance > 0 {
				advance += capsSpacing
			}
		}
		w.advances = append(w.advances, advance)
		pen += advance
	}
	return pen
}

// addStops adds a stop before each grapheme of the item that was just shaped.
// Graphemes that HarfBuzz set as one cluster (ligatures) share its width evenly.
func (w *worker) addStops(out *Word, it item, graphemes []int) {
	n := it.end - it.start
	w.widths = append(w.widths[:0], make([]float32, n)...)
	w.starts = append(w.starts[:0], make([]bool, n)...)
	for i, info := range w.buf.Info {
		w.widths[info.Cluster-it.start] += w.advances[i]
		w.starts[info.Cluster-it.start] = true
	}
	done := float32(0)
	for g := 0; g < len(graphemes); {
		// This grapheme and those after it that begin no cluster of their own.
		next := g + 1
		for next < len(graphemes) && !w.starts[graphemes[next]-it.start] {
			next++
		}
		end := it.end
		if next < len(graphemes) {
			end = graphemes[next]
		}
		total := float32(0)
		for r := graphemes[g]; r < end; r++ {
			total += w.widths[r-it.start]
		}
		each := total / float32(next-g)
		for ; g < next; g++ {
			s := stop{off: uint16(w.offs[graphemes[g]]), adv: done, x: done}
			if it.rtl {
				s.x = it.width - done
			}
			out.stops = append(out.stops, s)
			done += each
		}
	}
}

// lettersOnly leaves out the features that only matter to marks and to other
// languages: a sixth of the time for words that have neither.
var lettersOnly = []harfbuzz.Feature{
	{Tag: ot.MustNewTag("mark"), End: harfbuzz.FeatureGlobalEnd},
	{Tag: ot.MustNewTag("mkmk"), End: harfbuzz.FeatureGlobalEnd},
	{Tag: ot.MustNewTag("ccmp"), End: harfbuzz.FeatureGlobalEnd},
	{Tag: ot.MustNewTag("locl"), End: harfbuzz.FeatureGlobalEnd},
}

var english = language.NewLanguage("en")

const (
	variationEmoji = '\uFE0F'
	keycap         = '\u20E3'
	joiner         = '\u200D'
)

// ignorable reports whether a font need not have the rune to show text with it.
func ignorable(r rune) bool {
	switch {
	case r == joiner, r == '\u200C', r == '\u200B', r == '\u2060', r == '\uFEFF', r == '\u00AD',
		r >= '\u200E' && r <= '\u200F', r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069',
		r >= '\uFE00' && r <= '\uFE0F', r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return false
}

// simpleRune reports whether a rune from U+0300 on is a grapheme by itself and
// runs left to right, for the scripts and signs that English texts use.
func simpleRune(r rune) bool {
	return r >= 0x370 && r < 0x483 || r >= 0x48A && r < 0x590 || // Greek, Cyrillic, Armenian
		r >= 0x1E00 && r < 0x2000 || // Latin and Greek with marks
		r >= 0x2010 && r < 0x2028 || r >= 0x2030 && r < 0x2060 || // dashes, quotes
		r >= 0x20A0 && r < 0x20D0 || // money
		r >= 0x3041 && r < 0x3099 || r >= 0x30A1 && r < 0x3100 || r >= 0x4E00 && r < 0xA000 // kana, ideographs
}

func class(r rune) bidi.Class {
	p, _ := bidi.LookupRune(r)
	return p.Class()
}

// upper is the capital of a rune where it takes as many bytes, so that offsets
// stay true.
func upper(r rune) rune {
	u := unicode.ToUpper(r)
	if utf8.RuneLen(u) != utf8.RuneLen(r) {
		return r
	}
	return u
}

// Label shapes a short text in the bold sans, for what is drawn beside the text.
func (s *Shaper) Label(text string) *Word {
	f := face{family: sans, bold: true}
	if w := s.words.get(f, text); w != nil {
		return w
	}
	w := s.takeWorker()
	defer s.returnWorker(w)
	return w.word(f, text)
}
