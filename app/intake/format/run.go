package format

import (
	"strings"

	"sidelight/db"
)

// Style is how words are set.
type Style struct {
	Strong, Emphasis, Code bool
	Link                   string // where they lead, or ""
}

// Run collects the words of one block from pieces that are each set in one
// style.
type Run struct {
	text    strings.Builder
	inlines []db.Inline
	pages   []db.Page
	strong  int
	linked  int
}

// Write adds words. Neighbours in one style become one inline.
func (r *Run) Write(words string, s Style) {
	if words == "" {
		return
	}
	from := r.text.Len()
	r.text.WriteString(words)
	to := r.text.Len()
	mark := func(kind db.InlineKind, target string) {
		for i := len(r.inlines) - 1; i >= 0 && i >= len(r.inlines)-4; i-- {
			if n := &r.inlines[i]; n.Kind == kind && n.Target == target && n.End == from {
				n.End = to
				return
			}
		}
		r.inlines = append(r.inlines, db.Inline{Kind: kind, Target: target, Start: from, End: to})
	}
	blank := strings.TrimSpace(words) == ""
	if s.Strong {
		r.strong += to - from
		if !blank {
			mark(db.InlineStrong, "")
		}
	}
	if s.Emphasis && !blank {
		mark(db.InlineEmphasis, "")
	}
	if s.Code {
		mark(db.InlineCode, "")
	}
	if s.Link != "" {
		r.linked += to - from
		mark(db.InlineLink, s.Link)
	}
}

// Page begins a page.
func (r *Run) Page(label string) {
	r.pages = append(r.pages, db.Page{Label: label, Start: r.text.Len()})
}

// Len is how many bytes were written.
func (r *Run) Len() int { return r.text.Len() }

// Block is what was written, as a paragraph.
func (r *Run) Block() Block {
	text := r.text.String()
	b := Block{Text: text, Inlines: r.inlines, Pages: r.pages}
	shown := len(strings.TrimSpace(text))
	b.Strong = shown > 0 && r.strong*10 >= shown*9
	return b
}

// Row joins the blocks of a cell, or of cells, on one line.
func Row(cells [][]Block) Block {
	var out Block
	var b strings.Builder
	for i, cell := range cells {
		if i > 0 {
			b.WriteString(" | ")
		}
		for k, piece := range cell {
			if k > 0 && b.Len() > 0 {
				b.WriteByte(' ')
			}
			if piece.Marker != "" {
				b.WriteString(piece.Marker + " ")
			}
			for _, n := range piece.Inlines {
				n.Start += b.Len()
				n.End += b.Len()
				out.Inlines = append(out.Inlines, n)
			}
			b.WriteString(strings.ReplaceAll(piece.Text, "\n", " "))
		}
	}
	out.Text = b.String()
	return out
}

// MaxCell is how many bytes the words of a cell may have in a table of facts;
// longer ones are text that was laid out with a table.
const MaxCell = 600

// Table makes blocks of the rows of a table: one with a line a row, its cells
// parted by bars; or, where the table only lays out a text, what its cells hold.
func Table(rows [][][]Block) []Block {
	wide, long := 0, false
	for _, row := range rows {
		wide = max(wide, len(row))
		for _, cell := range row {
			size := 0
			for _, b := range cell {
				size += len(b.Text)
				long = long || b.Kind == db.KindHeading
			}
			long = long || size > MaxCell
		}
	}
	if wide < 2 || long {
		var all []Block
		for _, row := range rows {
			for _, cell := range row {
				all = append(all, cell...)
			}
		}
		return all
	}
	table := Block{Kind: db.KindTable}
	var b strings.Builder
	for i, row := range rows {
		if i > 0 {
			b.WriteByte('\n')
		}
		line := Row(row)
		for _, n := range line.Inlines {
			n.Start += b.Len()
			n.End += b.Len()
			table.Inlines = append(table.Inlines, n)
		}
		b.WriteString(line.Text)
	}
	if table.Text = b.String(); strings.Trim(table.Text, " |\n") == "" {
		return nil
	}
	return []Block{table}
}
