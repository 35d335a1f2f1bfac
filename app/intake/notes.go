package intake

import (
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// nameFootnotes decides what stands for each footnote in the text: its own
// number where it has one, else the next number that is free, in the order in
// which the text refers to them.
func (m *markdown) nameFootnotes(tree ast.Node) {
	var notes []*extast.Footnote
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		l, ok := n.(*extast.FootnoteList)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		for c := l.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*extast.Footnote); ok {
				notes = append(notes, f)
			}
		}
		return ast.WalkSkipChildren, nil
	})
	for i, f := range notes {
		if f.Index <= 0 {
			// No mark in the text leads to it; it is kept all the same.
			f.Index = len(notes) + 1 + i
		}
	}
	slices.SortStableFunc(notes, func(a, b *extast.Footnote) int { return a.Index - b.Index })
	taken := map[string]bool{}
	for _, f := range notes {
		if label := string(f.Ref); isDigits(label) && len(label) <= 4 && !taken[label] {
			m.labels[f.Index], taken[label] = label, true
		}
	}
	next := 1
	for _, f := range notes {
		if m.labels[f.Index] != "" {
			continue
		}
		for taken[strconv.Itoa(next)] {
			next++
		}
		m.labels[f.Index] = strconv.Itoa(next)
		next++
	}
}

// footnotes writes the footnotes behind the text.
func (m *markdown) footnotes() {
	for _, l := range m.lists {
		for c := l.FirstChild(); c != nil; c = c.NextSibling() {
			if f, ok := c.(*extast.Footnote); ok {
				m.blocks(f, place{note: "[" + m.labels[f.Index] + "] "})
			}
		}
	}
}
