package layout

import (
	"strings"

	"sidelight/app/intake/format"
	"sidelight/db"
)

// writer writes the words of one block.
type writer struct {
	c       *composer
	b       strings.Builder
	block   format.Block
	strong  int // where emphasis that is open begins; -1: none is
	slanted int
}

// block makes a block of a paragraph, with the pages that begin in it.
func (c *composer) block(p paragraph, page *int) format.Block {
	w := writer{c: c, strong: -1, slanted: -1}
	w.block = format.Block{Kind: p.kind, Level: p.level, Marker: p.marker, Strong: p.strong && p.kind == ""}
	if p.kind == db.KindTable {
		w.block.Pages = c.pagesTo(p.first().page, 0, page)
		w.block.Text = strings.Join(p.rows, "\n")
		return w.block
	}
	for i, l := range p.lines {
		skip := 0
		if i == 0 {
			skip = p.skip
		}
		at := w.b.Len()
		if i > 0 {
			at = w.between(p.lines[i-1], l)
		}
		w.block.Pages = append(w.block.Pages, c.pagesTo(l.page, at, page)...)
		w.line(l, skip, p.kind == db.KindHeading)
	}
	w.close(w.b.Len())
	w.block.Text = strings.TrimSuffix(w.b.String(), "\u00AD")
	w.within(len(w.block.Text))
	return w.block
}

// within keeps what points into the text on it, after some of its end was cut.
func (w *writer) within(end int) {
	kept := w.block.Inlines[:0]
	for _, n := range w.block.Inlines {
		if n.End = min(n.End, end); n.Start < n.End {
			kept = append(kept, n)
		}
	}
	w.block.Inlines = kept
	for i := range w.block.Pages {
		w.block.Pages[i].Start = min(w.block.Pages[i].Start, end)
	}
}

// between joins a line to what is written, and returns where its words begin.
func (w *writer) between(a, l line) int {
	before := w.b.String()
	next := l.text()
	cut, glue := w.c.words.join(before, next)
	if cut > 0 {
		kept := before[:len(before)-cut]
		w.b.Reset()
		w.b.WriteString(kept)
		w.strong, w.slanted = min(w.strong, w.b.Len()), min(w.slanted, w.b.Len())
		w.within(w.b.Len())
	}
	w.b.WriteString(glue)
	return w.b.Len()
}

// line writes the words of a line, with the marks of notes in brackets.
func (w *writer) line(l line, skip int, plain bool) {
	f := fragment{runs: l.runs, size: l.size}
	for i, r := range l.runs {
		if i < skip {
			continue
		}
		number, marked := l.marked(r)
		marked = marked && w.c.notes[number] && i > 0
		if i > skip && f.blank(i) && !marked {
			w.b.WriteByte(' ')
		}
		if marked {
			w.close(w.b.Len())
			rest := strings.SplitN(r.Text, number, 2)
			w.b.WriteString(rest[0] + "[" + number + "]" + rest[1])
			continue
		}
		w.set(r.Bold && !plain && !w.block.Strong, r.Italic && !plain)
		w.b.WriteString(strings.ReplaceAll(r.Text, "\u00AD", hyphenIn(i, len(l.runs))))
	}
}

// hyphenIn is what stands for a soft hyphen: nothing within a line, and at its
// end itself, until the next line is joined.
func hyphenIn(i, n int) string {
	if i == n-1 {
		return "\u00AD"
	}
	return ""
}

// set opens and closes emphasis.
func (w *writer) set(bold, italic bool) {
	at := len(strings.TrimRight(w.b.String(), " "))
	if !bold && w.strong >= 0 {
		w.mark(db.InlineStrong, &w.strong, at)
	}
	if !italic && w.slanted >= 0 {
		w.mark(db.InlineEmphasis, &w.slanted, at)
	}
	if bold && w.strong < 0 {
		w.strong = w.b.Len()
	}
	if italic && w.slanted < 0 {
		w.slanted = w.b.Len()
	}
}

func (w *writer) close(at int) {
	if w.strong >= 0 {
		w.mark(db.InlineStrong, &w.strong, at)
	}
	if w.slanted >= 0 {
		w.mark(db.InlineEmphasis, &w.slanted, at)
	}
}

func (w *writer) mark(kind db.InlineKind, from *int, to int) {
	if to > *from {
		w.block.Inlines = append(w.block.Inlines, db.Inline{Kind: kind, Start: *from, End: to})
	}
	*from = -1
}
