package web

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"sidelight/app/intake/format"
)

// table writes a table of facts: a line a row, its cells parted by bars. False:
// the table only lays out the page.
func (w *writer) table(t *html.Node) bool {
	rows := rowsOf(t)
	if !facts(t, rows) {
		return false
	}
	for c := t.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.node(c, place{})
		}
	}
	cells := make([][][]format.Block, len(rows))
	for i, row := range rows {
		for _, cell := range row {
			inner := &writer{base: w.base, keep: w.keep}
			inner.children(cell, place{})
			inner.flush(place{})
			w.pictures += inner.pictures
			w.links += inner.links
			cells[i] = append(cells[i], inner.blocks)
		}
	}
	w.blocks = append(w.blocks, format.Table(cells)...)
	return true
}

// rowsOf are the cells of a table, without those of tables within it.
func rowsOf(t *html.Node) (rows [][]*html.Node) {
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.DataAtom == atom.Tr:
				var row []*html.Node
				for d := c.FirstChild; d != nil; d = d.NextSibling {
					if d.DataAtom == atom.Td || d.DataAtom == atom.Th {
						row = append(row, d)
					}
				}
				if len(row) > 0 {
					rows = append(rows, row)
				}
			case c.DataAtom == atom.Thead || c.DataAtom == atom.Tbody || c.DataAtom == atom.Tfoot:
				walk(c)
			}
		}
	}
	walk(t)
	return rows
}

// facts tells a table of facts from one that lays out a page: at least two
// columns, cells of a few words, no table within.
func facts(t *html.Node, rows [][]*html.Node) bool {
	if attr(t, "role") == "presentation" || attr(t, "role") == "none" {
		return false
	}
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
		for _, cell := range row {
			if find(cell, func(n *html.Node) bool {
				return n.DataAtom == atom.Table || n.DataAtom == atom.H1 || n.DataAtom == atom.H2
			}) != nil {
				return false
			}
			if len(textOf(cell)) > format.MaxCell {
				return false
			}
		}
	}
	return wide >= 2
}
