package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"sidelight/widgets/look"
)

// Fact is a row of a FactTable.
type Fact struct {
	Name   string // quiet, in the left column: "fights"
	Text   string
	Detail string // quiet, at the right edge: "since 2017 · 9 passages"
	Quiet  bool   // the text too is quiet
}

// FactTable lists facts of one kind on a page, a line each; the text is what
// choosing a row opens. On a narrow page name and detail stand below the text.
type FactTable struct {
	pageRows
	facts []Fact
	named bool // some fact has a name, so that there is a column for it
	texts []*factText
}

type factText struct{ name, text, detail *canvas.Text }

// factName is the width of the left column.
const factName float32 = 150

// NewFactTable makes a table.
func NewFactTable(facts ...Fact) *FactTable {
	t := &FactTable{}
	t.height = func(width float32) float32 {
		if width < narrowPage {
			return pageRowHeight + lineHeight
		}
		return pageRowHeight
	}
	t.draw, t.whole = t.drawFact, t.cutText
	t.initRows(t)
	t.SetFacts(facts...)
	return t
}

// SetFacts replaces the rows, keeping the current one by its index.
func (t *FactTable) SetFacts(facts ...Fact) {
	t.facts = append([]Fact(nil), facts...)
	t.named = false
	for _, f := range facts {
		t.named = t.named || f.Name != ""
	}
	t.SetCount(len(facts))
}

// columns returns where text and detail begin, and the room of text and detail.
func (t *FactTable) columns(f Fact, width float32) (textX, detailX, text, detail float32) {
	if t.named {
		textX = factName + look.Space12
	}
	detail = min(plain.width(f.Detail)+0.5, (width-textX)*0.6)
	detailX = width - detail
	text = detailX - textX
	if f.Detail != "" {
		text -= look.Space12
	}
	return textX, detailX, text, detail
}

func (t *FactTable) drawFact(slot, i int, y, width float32, p look.Palette) {
	if slot == len(t.texts) {
		t.texts = append(t.texts, &factText{canvas.NewText("", nil), canvas.NewText("", nil), canvas.NewText("", nil)})
	}
	f, row := t.facts[i], t.texts[slot]
	ink := p.Text
	switch {
	case i == t.hovered && t.OnChoose != nil:
		ink = p.Accent
	case f.Quiet:
		ink = p.Quiet
	}
	if width < narrowPage {
		plain.set(row.text, plain.elide(f.Text, width), ink)
		place(row.text, 0, y+rowPad, width, lineHeight)
		small.set(row.detail, small.elide(f.below(), width), p.Quiet)
		row.detail.Alignment = fyne.TextAlignLeading
		place(row.detail, 0, y+rowPad+lineHeight, width, lineHeight)
		t.drawn = append(t.drawn, row.text, row.detail)
		return
	}
	textX, detailX, text, detail := t.columns(f, width)
	small.set(row.name, small.elide(f.Name, factName), p.Quiet)
	place(row.name, 0, y+rowPad, factName, lineHeight)
	plain.set(row.text, plain.elide(f.Text, text), ink)
	place(row.text, textX, y+rowPad, text, lineHeight)
	plain.set(row.detail, plain.elide(f.Detail, detail), p.Quiet)
	row.detail.Alignment = fyne.TextAlignTrailing
	place(row.detail, detailX, y+rowPad, detail, lineHeight)
	t.drawn = append(t.drawn, row.name, row.text, row.detail)
}

// below is the second line of a row on a narrow page.
func (f Fact) below() string {
	if f.Name == "" || f.Detail == "" {
		return f.Name + f.Detail
	}
	return f.Name + " · " + f.Detail
}

func (t *FactTable) cutText(i int) string {
	f, width := t.facts[i], t.Size().Width
	cut := plain.width(f.Text) > width || small.width(f.below()) > width
	if width >= narrowPage {
		_, _, text, detail := t.columns(f, width)
		cut = small.width(f.Name) > factName || plain.width(f.Text) > text || plain.width(f.Detail) > detail
	}
	if !cut {
		return ""
	}
	return strings.TrimSpace(f.Text + "\n" + f.below())
}
