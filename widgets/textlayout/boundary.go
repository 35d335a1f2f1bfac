package textlayout

import (
	"sort"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"
)

// blockFrom returns the index of the first block of text that ends after the
// offset, or the number of blocks.
func (p *Prepared) blockFrom(offset int) int {
	blocks := p.doc.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].End > offset })
	for i < len(blocks) && blocks[i].derived() {
		i++
	}
	return i
}

// blockBefore returns the index of the last block of text that starts before
// the offset, or -1.
func (p *Prepared) blockBefore(offset int) int {
	blocks := p.doc.Blocks
	i := sort.Search(len(blocks), func(i int) bool { return blocks[i].Start >= offset }) - 1
	for i >= 0 && (blocks[i].derived() || blocks[i].Start == blocks[i].End) {
		i--
	}
	return i
}

// First returns where the text that is laid out begins.
func (p *Prepared) First() int {
	if i := p.blockFrom(-1); i < len(p.doc.Blocks) {
		return p.doc.Blocks[i].Start
	}
	return 0
}

// Last returns the end of the text that is laid out; see First.
func (p *Prepared) Last() int {
	if i := p.blockBefore(len(p.doc.Text) + 1); i >= 0 {
		return p.doc.Blocks[i].End
	}
	return 0
}

// Snap moves an offset back to the start of the grapheme it lies in. Offsets
// outside the text are moved to its nearest end.
func (p *Prepared) Snap(offset int) int {
	text := p.doc.Text
	offset = max(0, min(offset, len(text)))
	for offset > 0 && offset < len(text) && !utf8.RuneStart(text[offset]) {
		offset--
	}
	i := p.blockFrom(offset)
	if i == len(p.doc.Blocks) || p.doc.Blocks[i].Start >= offset {
		return offset
	}
	k := p.pieceAt(i, offset)
	rel := offset - int(p.pieces.start[k])
	if word := p.pieces.word[k]; word != nil && rel < int(p.pieces.ink[k]) {
		return int(p.pieces.start[k]) + int(word.at(rel).off)
	}
	return offset
}

// SnapSpan widens a span to whole graphemes.
func (p *Prepared) SnapSpan(start, end int) (int, int) {
	s, e := p.Snap(min(start, end)), p.Snap(max(start, end))
	if want := min(max(start, end), len(p.doc.Text)); e < want {
		e = p.NextGrapheme(e)
		if e < want { // between blocks, where only runes count
			for e = want; !utf8.RuneStart(p.doc.Text[e]); e++ {
				continue
			}
		}
	}
	return s, e
}

// pieceAt returns the piece of a block that holds the offset.
func (p *Prepared) pieceAt(block, offset int) int {
	info := &p.blocks[block]
	starts := p.pieces.start[info.first:info.last]
	i := sort.Search(len(starts), func(i int) bool { return int(starts[i]) > offset }) - 1
	return int(info.first) + max(i, 0)
}

// NextGrapheme returns the next caret place after an offset; it goes from the
// end of a block to the start of the next, and stays at the end of the text.
func (p *Prepared) NextGrapheme(offset int) int {
	offset = max(0, offset)
	i := p.blockFrom(offset)
	if i == len(p.doc.Blocks) {
		return max(p.Last(), min(offset, len(p.doc.Text)))
	}
	b := p.doc.Blocks[i]
	if offset < b.Start {
		return b.Start
	}
	k := p.pieceAt(i, offset)
	start := int(p.pieces.start[k])
	rel := offset - start
	if word := p.pieces.word[k]; word != nil && rel < int(p.pieces.ink[k]) {
		n := searchInts(len(word.stops), func(n int) bool { return int(word.stops[n].off) > rel })
		return start + int(word.stops[min(n, len(word.stops)-1)].off)
	}
	_, n := utf8.DecodeRuneInString(p.doc.Text[offset:])
	return offset + n
}

// PrevGrapheme is NextGrapheme backwards.
func (p *Prepared) PrevGrapheme(offset int) int {
	i := p.blockBefore(offset)
	if i < 0 {
		return min(p.First(), max(offset, 0))
	}
	b := p.doc.Blocks[i]
	if offset > b.End {
		return b.End
	}
	_, n := utf8.DecodeLastRuneInString(p.doc.Text[b.Start:offset])
	return max(b.Start, p.Snap(offset-n))
}

// Paragraph returns the block around an offset.
func (p *Prepared) Paragraph(offset int) (start, end int) {
	i := p.blockFrom(offset)
	if i == len(p.doc.Blocks) || p.doc.Blocks[i].Start > offset {
		if prev := p.blockBefore(offset); prev >= 0 {
			i = prev
		}
	}
	if i == len(p.doc.Blocks) {
		return offset, offset
	}
	return p.doc.Blocks[i].Start, p.doc.Blocks[i].End
}

// words calls f with the bounds of each stretch between word boundaries
// (UAX #29) of a block, and whether it is a word and not white space or
// punctuation, until f returns false.
func (p *Prepared) words(block int, f func(start, end int, word bool) bool) {
	b := p.doc.Blocks[block]
	stretches(p.doc.Text[b.Start:b.End], b.Start, f)
}

// stretches is words of a text that stands at byte at. It reports whether f
// wants to go on.
func stretches(text string, at int, f func(start, end int, word bool) bool) bool {
	runes := []rune(text)
	var seg segmenter.Segmenter
	seg.Init(runes)
	// WordIterator yields words only, and of words without a gap between them
	// (ideographs) every second one: what lies between is looked into again.
	gap := func(start, end int) bool {
		if start == end {
			return true
		}
		rest := text[start-at : end-at]
		if start > at && hasWord(rest) {
			return stretches(rest, start, f)
		}
		return f(start, end, false)
	}
	last, off, i := at, at, 0
	advance := func(to int) {
		for ; i < to; i++ {
			_, n := utf8.DecodeRuneInString(text[off-at:])
			off += n
		}
	}
	for it := seg.WordIterator(); it.Next(); {
		w := it.Word()
		advance(w.Offset)
		start := off
		advance(w.Offset + len(w.Text))
		if !gap(last, start) || !f(start, off, true) {
			return false
		}
		last = off
	}
	return gap(last, at+len(text))
}

// WordAt returns the word around an offset, or the white space or punctuation
// there. Apostrophes and points inside a word do not end it (UAX #29).
func (p *Prepared) WordAt(offset int) (start, end int) {
	i := p.blockFrom(offset)
	if i == len(p.doc.Blocks) || p.doc.Blocks[i].Start > offset {
		prev := p.blockBefore(offset)
		if prev < 0 {
			return offset, offset
		}
		i, offset = prev, min(offset, p.doc.Blocks[prev].End)
	}
	start, end = offset, offset
	p.words(i, func(s, e int, word bool) bool {
		start, end = s, e
		// At the end of a word a click still means the word.
		return offset >= e && !(word && offset == e && !startsWord(p.doc.Text, e))
	})
	if start < end && !hasWord(p.doc.Text[start:end]) {
		// Of a stretch of signs and spaces, take the signs or the spaces.
		return sameKind(p.doc.Text, start, end, min(offset, end-1))
	}
	return start, end
}

func startsWord(text string, at int) bool {
	r, _ := utf8.DecodeRuneInString(text[at:])
	return at < len(text) && (unicode.IsLetter(r) || unicode.IsNumber(r))
}

func hasWord(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			return true
		}
	}
	return false
}

// sameKind returns the stretch of only spaces, or only others, around at.
func sameKind(text string, start, end, at int) (int, int) {
	for at > start && !utf8.RuneStart(text[at]) {
		at--
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	space := unicode.IsSpace(r)
	s, e := at, at
	for s > start {
		r, n := utf8.DecodeLastRuneInString(text[start:s])
		if unicode.IsSpace(r) != space {
			break
		}
		s -= n
	}
	for e < end {
		r, n := utf8.DecodeRuneInString(text[e:end])
		if unicode.IsSpace(r) != space {
			break
		}
		e += n
	}
	return s, e
}

// NextWord returns the end of the word after an offset, as Ctrl+Right goes.
func (p *Prepared) NextWord(offset int) int {
	for i := p.blockFrom(offset); i < len(p.doc.Blocks); i++ {
		if p.doc.Blocks[i].derived() {
			continue
		}
		found := -1
		p.words(i, func(_, e int, word bool) bool {
			if word && e > offset {
				found = e
				return false
			}
			return true
		})
		if found >= 0 {
			return found
		}
	}
	return p.Last()
}

// PrevWord returns the start of the word before an offset.
func (p *Prepared) PrevWord(offset int) int {
	for i := p.blockBefore(offset); i >= 0; i-- {
		if p.doc.Blocks[i].derived() {
			continue
		}
		found := -1
		p.words(i, func(s, _ int, word bool) bool {
			if word && s < offset {
				found = s
			}
			return s < offset
		})
		if found >= 0 {
			return found
		}
	}
	return p.First()
}
