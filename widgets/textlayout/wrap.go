package textlayout

import "math"

// Line is one line of a wrapped document. It covers the bytes [Start, End) of
// the text: its ink and the white space after it. The lines of a derived block
// cover nothing.
type Line struct {
	Y          float64 // top
	Start, End int32
	Block      int32
	first      int32  // piece it begins with
	skip       uint16 // bytes of that piece which the line before has
	last       int32  // piece after its last one, unless that is cut
	cut        uint16 // bytes of piece last that belong to this line, 0: none
}

// Box is a panel behind boxed blocks, as wide as the column.
type Box struct {
	Top, Bottom float64
}

// Layout is a document wrapped at a width and a text size.
type Layout struct {
	P      *Prepared
	Width  float32 // of the column
	Size   float32 // of body text; the settings of other roles follow
	Height float64 // of everything, with room below
	Lines  []Line
	Boxes  []Box

	// firstLine is the first line of each block, and one more for the end.
	firstLine []int32
}

// zoom is the factor of all lengths in settings.
func (l *Layout) zoom() float32 { return l.Size / readingSize }

// px scales a length of settings to whole pixels, so that lines stay crisp.
func (l *Layout) px(length float32) float32 {
	return float32(math.Round(float64(length * l.zoom())))
}

// LineHeight is the height of the lines of a block.
func (l *Layout) LineHeight(block int) float32 {
	return l.px(settings[l.P.doc.Blocks[block].Role].line)
}

// BlockSize is the text size of a block.
func (l *Layout) BlockSize(block int) float32 {
	set := settings[l.P.doc.Blocks[block].Role]
	size := set.size * l.zoom()
	if set.rows {
		// A table shrinks to keep its rows whole, while that stays readable.
		if longest := l.P.blocks[block].longest; longest > 0 {
			fit := l.avail(block) / longest
			size = max(min(size, fit), min(size, minTable*l.zoom()))
		}
	}
	return size
}

// Baseline is how far below its top a line of the block has its baseline.
func (l *Layout) Baseline(block int) float32 {
	size, line := l.BlockSize(block), l.LineHeight(block)
	// Noto's ascent and descent, so that all families share a baseline.
	const ascent, descent = 1.069, 0.293
	return float32(math.Round(float64((line-(ascent+descent)*size)/2 + ascent*size)))
}

// Indent is where the lines of a block begin, from the left of the column.
func (l *Layout) Indent(block int) float32 {
	b := &l.P.doc.Blocks[block]
	x := settings[b.Role].indent
	if b.Boxed {
		x += boxSide
	}
	if b.Role == Bullet {
		x += float32(max(0, b.Level)) * nestIndent
	}
	return l.px(x) + l.hang(block)
}

// hang is the width of the hanging indent that holds the marker.
func (l *Layout) hang(block int) float32 {
	m := l.P.blocks[block].marker
	if m == nil {
		if l.P.doc.Blocks[block].Role == Bullet {
			return l.px(bulletHang)
		}
		return 0
	}
	size := settings[l.P.doc.Blocks[block].Role].size * l.zoom()
	need := m.width * size
	if need <= 0.6*size {
		return l.px(bulletHang)
	}
	// Numbers of one or two digits share an indent.
	return max(l.px(bulletHang*2), float32(math.Ceil(float64(need)))+l.px(markerSpace))
}

// avail is the width the lines of a block may fill.
func (l *Layout) avail(block int) float32 {
	w := l.Width - l.Indent(block)
	if l.P.doc.Blocks[block].Boxed {
		w -= l.px(boxSide)
	}
	return max(w, 1)
}

// Wrap breaks a prepared document into lines for a column of the given width.
// It fills reuse, if there is one, and returns it; a layout in use elsewhere
// must not be reused.
func (p *Prepared) Wrap(reuse *Layout, width, size float32) *Layout {
	l := reuse
	if l == nil {
		l = &Layout{}
	}
	l.P, l.Width, l.Size = p, max(width, 1), max(size, 1)
	l.Lines, l.Boxes, l.firstLine = l.Lines[:0], l.Boxes[:0], l.firstLine[:0]
	if l.Lines == nil {
		l.Lines = make([]Line, 0, p.pieces.len()/8+len(p.blocks))
	}

	y := float64(l.px(padTop))
	after, boxed, any := float32(0), false, false
	closeBox := func() {
		y += float64(l.px(boxBottom))
		l.Boxes[len(l.Boxes)-1].Bottom = y
		boxed, after = false, boxGap
	}
	for i := range p.blocks {
		l.firstLine = append(l.firstLine, int32(len(l.Lines)))
		info := &p.blocks[i]
		if info.first == info.last {
			continue
		}
		b := &p.doc.Blocks[i]
		set := &settings[b.Role]
		if boxed && !b.Boxed {
			closeBox()
		}
		gap := max(after, set.before)
		switch {
		case b.Boxed && !boxed:
			if any {
				y += float64(l.px(max(after, boxGap)))
			}
			l.Boxes = append(l.Boxes, Box{Top: y})
			y += float64(l.px(boxTop))
			boxed = true
		case any:
			y += float64(l.px(gap))
		}
		y = l.wrapBlock(i, y)
		after, any = set.after, true
	}
	if boxed {
		closeBox()
	}
	l.firstLine = append(l.firstLine, int32(len(l.Lines)))
	l.Height = y
	if any {
		l.Height += float64(l.px(padBottom))
	}
	return l
}

// wrapBlock adds the lines of a block from y on and returns where they end.
func (l *Layout) wrapBlock(block int, y float64) float64 {
	p := &l.P.pieces
	info := &l.P.blocks[block]
	b := &l.P.doc.Blocks[block]
	height := float64(l.LineHeight(block))
	avail := l.avail(block)/l.BlockSize(block) + 1e-4

	first, last := int(info.first), int(info.last)
	width, space, flags := p.width[:last], p.space[:last], p.flags[:last]
	from := first         // piece the line begins with
	skip := uint16(0)     // and how much of it the line before has
	skipped := float32(0) // em
	brk := -1             // last piece of the line a break may follow
	x := float32(0)

	end := func(next int, cut uint16) {
		line := Line{Y: y, Block: int32(block), first: int32(from), skip: skip, last: int32(next), cut: cut}
		if !b.derived() {
			line.Start = p.start[from] + int32(skip)
			if next < last {
				line.End = p.start[next] + int32(cut)
			} else {
				line.End = int32(b.End)
			}
			if from == first && skip == 0 {
				line.Start = int32(b.Start)
			}
		} else {
			line.Start, line.End = int32(b.Start), int32(b.Start)
		}
		l.Lines = append(l.Lines, line)
		y += height
		from, skip, skipped, brk, x = next, cut, 0, -1, 0
	}

	for i := first; i < last; i++ {
		w := width[i]
		if i == from {
			w -= skipped
		}
		if x+w > avail {
			if brk >= 0 {
				i = brk
				end(i+1, 0)
				continue
			}
			// Nothing to break at: break inside the word, at a grapheme.
			scale := l.P.styles[p.style[i]].scale
			var began uint16
			if i == from {
				began = skip
			}
			if cut, upTo, ok := p.cutWord(i, began, (avail-x)/scale, i == from); ok {
				end(i, cut)
				skipped = upTo * scale
				i--
				continue
			} else if i > from {
				end(i, 0)
				i--
				continue
			}
		}
		x += w + space[i]
		if flags[i]&glued == 0 && x > 0 {
			brk = i
		}
		if flags[i]&hard != 0 && i+1 < last {
			end(i+1, 0)
		}
	}
	end(last, 0)
	return y
}

// cutWord finds where to cut piece i, of which began bytes are gone, so that
// the next part fits into avail em: the byte and the em up to there. With force
// at least one grapheme is taken, as a line must hold something. It reports
// false where there is nothing to cut.
func (p *pieces) cutWord(i int, began uint16, avail float32, force bool) (cut uint16, upTo float32, ok bool) {
	word := p.word[i]
	if word == nil {
		return 0, 0, false
	}
	stops := word.stops
	k := searchInts(len(stops), func(k int) bool { return stops[k].off >= began })
	from := stops[k].adv
	best := k
	for n := k + 1; n < len(stops)-1; n++ {
		if stops[n].adv-from > avail && (best > k || !force) {
			break
		}
		if stops[n].adv-from > avail {
			best = n
			break
		}
		best = n
	}
	if best == k {
		return 0, 0, false
	}
	return stops[best].off, stops[best].adv, true
}
