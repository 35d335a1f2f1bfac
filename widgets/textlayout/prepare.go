package textlayout

import (
	"context"
	"runtime"
	"slices"
	"sort"
	"sync"
)

// Prepared is a document shaped and cut into pieces, ready to be wrapped at any
// width and size. It is immutable.
type Prepared struct {
	doc    Document
	shaper *Shaper
	pieces pieces
	blocks []blockInfo
	styles []RunStyle
}

// Document returns what was prepared.
func (p *Prepared) Document() Document { return p.doc }

// Text returns the text of the document.
func (p *Prepared) Text() string { return p.doc.Text }

// Shaper returns the shaper the document was prepared with.
func (p *Prepared) Shaper() *Shaper { return p.shaper }

// RunStyle is how a piece is drawn, beside its shape.
type RunStyle struct {
	Ink    Ink
	Link   bool
	Action bool
	face   face
	scale  float32 // of the block's size
}

// pieces are the parts of the text that lines are made of, from one break
// opportunity to the next, as arrays side by side: wrapping reads only a few.
type pieces struct {
	start []int32 // byte in the document, or in the words of a derived block
	ink   []uint16
	word  []*Word   // nil where the ink is empty
	width []float32 // em of the block, of the ink
	space []float32 // em, of the white space after it
	flags []uint8
	style []uint16
}

const (
	glued = 1 << iota // no line break may follow
	hard              // a line break must follow
)

func (p *pieces) len() int { return len(p.start) }

func (p *pieces) grow(n int) {
	p.start = slices.Grow(p.start, n)
	p.ink = slices.Grow(p.ink, n)
	p.word = slices.Grow(p.word, n)
	p.width = slices.Grow(p.width, n)
	p.space = slices.Grow(p.space, n)
	p.flags = slices.Grow(p.flags, n)
	p.style = slices.Grow(p.style, n)
}

// truncate forgets the pieces from n on.
func (p *pieces) truncate(n int) {
	p.start, p.ink, p.word = p.start[:n], p.ink[:n], p.word[:n]
	p.width, p.space = p.width[:n], p.space[:n]
	p.flags, p.style = p.flags[:n], p.style[:n]
}

func (p *pieces) append(q *pieces) {
	p.start = append(p.start, q.start...)
	p.ink = append(p.ink, q.ink...)
	p.word = append(p.word, q.word...)
	p.width = append(p.width, q.width...)
	p.space = append(p.space, q.space...)
	p.flags = append(p.flags, q.flags...)
	p.style = append(p.style, q.style...)
}

type blockInfo struct {
	first, last int32 // pieces
	marker      *Word
	longest     float32 // em, the widest row of a table
	base        bool    // right to left as a whole
	mixed       bool    // some of it runs right to left
}

// inline is a stretch of the document with the same styles, from flatten.
type inline struct {
	start, end               int
	italic, bold, mono, link bool
}

// parallelBytes is the size of text from which preparing uses all processors.
const parallelBytes = 32 << 10

// Prepare shapes a document. It belongs off the drawing goroutine: a long text
// takes a tenth of a second, and the first rune that only a system font has
// takes as long as the system needs to list its fonts. The error is that of the
// context. Blocks that do not lie on the text, or on each other, are cut.
func Prepare(ctx context.Context, doc Document, shaper *Shaper) (*Prepared, error) {
	doc.Blocks = slices.Clone(doc.Blocks)
	at := 0
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.derived() {
			b.Start, b.End = at, at // so that places in the text stay in order
		}
		b.Start = max(at, min(b.Start, len(doc.Text)))
		b.End = max(b.Start, min(b.End, len(doc.Text)))
		at = b.End
		if b.Role >= roleCount {
			b.Role = Body
		}
	}
	p := &Prepared{doc: doc, shaper: shaper, blocks: make([]blockInfo, len(doc.Blocks)), styles: makeStyles(doc.Sans)}
	inlines := flatten(doc.Styles)

	chunks := p.chunks()
	parts := make([]pieces, len(chunks))
	var next int
	var mu sync.Mutex
	run := func() {
		w := shaper.takeWorker()
		defer shaper.returnWorker(w)
		c := newCutter(p, w)
		for {
			mu.Lock()
			i := next
			next++
			mu.Unlock()
			if i >= len(chunks) || ctx.Err() != nil {
				return
			}
			c.out = &parts[i]
			first, last := chunks[i][0], chunks[i][1]
			n := 0
			for b := first; b < last; b++ {
				n += doc.Blocks[b].End - doc.Blocks[b].Start
			}
			c.out.grow(n/6 + last - first)
			for b := first; b < last && ctx.Err() == nil; b++ {
				c.block(b, inlines)
			}
		}
	}
	var group sync.WaitGroup
	for range min(len(chunks)-1, runtime.GOMAXPROCS(0)-1) {
		group.Go(run)
	}
	run()
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}

	total := 0
	for i := range parts {
		total += parts[i].len()
	}
	if len(parts) == 1 {
		p.pieces = parts[0]
	} else {
		p.pieces.grow(total)
		for i := range parts {
			base := int32(p.pieces.len())
			for b := chunks[i][0]; b < chunks[i][1]; b++ {
				p.blocks[b].first += base
				p.blocks[b].last += base
			}
			p.pieces.append(&parts[i])
		}
	}
	return p, nil
}

// chunks cuts the blocks into ranges for the workers: one for a short text.
func (p *Prepared) chunks() [][2]int {
	blocks := p.doc.Blocks
	size := len(p.doc.Text)
	if size < parallelBytes {
		return [][2]int{{0, len(blocks)}}
	}
	goal := size/(8*runtime.GOMAXPROCS(0)) + 1
	var out [][2]int
	first, n := 0, 0
	for i, b := range blocks {
		n += b.End - b.Start
		if n >= goal || i == len(blocks)-1 {
			out = append(out, [2]int{first, i + 1})
			first, n = i+1, 0
		}
	}
	return out
}

// The bits of an inline style, which with the role index p.styles.
const (
	styleItalic = 1 << iota
	styleBold
	styleMono
	styleLink
	styleAction
	styleCount
)

// makeStyles lists every style a piece can have; styleNumber says where.
func makeStyles(sansText bool) []RunStyle {
	out := make([]RunStyle, int(roleCount)*styleCount)
	for role := range roleCount {
		for bits := range uint8(styleCount) {
			out[styleNumber(role, bits)] = makeStyle(role, bits, sansText)
		}
	}
	return out
}

func styleNumber(role Role, bits uint8) uint16 { return uint16(role)*styleCount + uint16(bits) }

func makeStyle(role Role, bits uint8, sansText bool) RunStyle {
	set := settings[role]
	s := RunStyle{Ink: set.ink, face: set.face, scale: 1}
	if sansText && s.face.family == serif {
		s.face.family = sans
	}
	if bits&styleItalic != 0 {
		s.face.italic = !s.face.italic // emphasis in italics is upright
	}
	if bits&styleBold != 0 {
		s.face.bold = true
	}
	if bits&styleMono != 0 && s.face.family != mono {
		s.face.family = mono
		s.scale = monoScale
	}
	if bits&styleLink != 0 {
		s.Ink, s.Link = InkAccent, true
	}
	if bits&styleAction != 0 {
		s.Ink, s.Action = InkAccent, true
	}
	return s
}

// flatten turns overlapping styles into stretches side by side, in order.
func flatten(styles []Style) []inline {
	if len(styles) == 0 {
		return nil
	}
	type edge struct{ at, style, delta int }
	edges := make([]edge, 0, 2*len(styles))
	for i, s := range styles {
		if s.Start < s.End {
			edges = append(edges, edge{s.Start, i, 1}, edge{s.End, i, -1})
		}
	}
	sort.Slice(edges, func(i, j int) bool { return edges[i].at < edges[j].at })
	var out []inline
	var italic, bold, mono, link int
	at := 0
	for _, e := range edges {
		if e.at > at && italic+bold+mono+link > 0 {
			out = append(out, inline{start: at, end: e.at,
				italic: italic > 0, bold: bold > 0, mono: mono > 0, link: link > 0})
		}
		at = e.at
		s := styles[e.style]
		if s.Italic {
			italic += e.delta
		}
		if s.Bold {
			bold += e.delta
		}
		if s.Mono {
			mono += e.delta
		}
		if s.Link {
			link += e.delta
		}
	}
	return out
}

func (s inline) bits() uint8 {
	var bits uint8
	if s.italic {
		bits |= styleItalic
	}
	if s.bold {
		bits |= styleBold
	}
	if s.mono {
		bits |= styleMono
	}
	if s.link {
		bits |= styleLink
	}
	return bits
}
