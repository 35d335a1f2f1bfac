package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"sidelight/db"
	"sidelight/widgets"
)

// blocksList shows the recognised blocks of a text, each with a chooser of
// what it is.
type blocksList struct {
	content fyne.CanvasObject
	list    *widget.List
	count   *widgets.Text
	text    string
	blocks  []db.Block
	changed bool
	filled  bool // a row was drawn
}

// blockChoice is one line of the chooser: a kind, in the summary or not.
type blockChoice struct {
	kind    db.BlockKind
	section string
}

// blockChoices lists what a block can be, in the chooser's order.
func blockChoices() []blockChoice {
	choices := make([]blockChoice, 0, len(db.BlockKinds)+3)
	for _, k := range db.BlockKinds {
		choices = append(choices, blockChoice{kind: k})
	}
	return append(choices, blockChoice{db.KindHeading, db.SectionSummary},
		blockChoice{db.KindBullet, db.SectionSummary}, blockChoice{db.KindParagraph, db.SectionSummary})
}

func (c blockChoice) name() string {
	if c.section == db.SectionSummary {
		return lang.L("Summary: {{.Kind}}", map[string]any{"Kind": blockKindName(c.kind)})
	}
	return blockKindName(c.kind)
}

func blockKindName(k db.BlockKind) string {
	switch k {
	case db.KindTitle:
		return lang.L("title")
	case db.KindByline:
		return lang.L("byline")
	case db.KindPublication:
		return lang.L("publication line")
	case db.KindCaption:
		return lang.L("caption")
	case db.KindHeading:
		return lang.L("heading")
	case db.KindParagraph:
		return lang.L("paragraph")
	case db.KindBullet:
		return lang.L("bullet")
	case db.KindQuote:
		return lang.L("quote")
	case db.KindTable:
		return lang.L("table")
	case db.KindFootnote:
		return lang.L("footnote")
	}
	return string(k)
}

// blockKindWidth fits the longest name of the chooser.
const blockKindWidth = 158

func newBlocksList() *blocksList {
	b := &blocksList{}
	names := make([]string, 0, 16)
	for _, c := range blockChoices() {
		names = append(names, c.name())
	}
	b.list = widget.NewList(
		func() int { return len(b.blocks) },
		func() fyne.CanvasObject {
			words := widget.NewLabel("")
			words.Truncation = fyne.TextTruncateEllipsis
			kind := widgets.NewChoice(names, -1)
			return container.NewBorder(nil, nil, container.New(atLeast{fyne.NewSize(blockKindWidth, 0)}, kind), nil, words)
		},
		b.fill)
	b.list.HideSeparators = true
	b.count = widgets.NewText("", widgets.TextStyle{Quiet: true})
	b.content = container.NewBorder(b.count, nil, nil, nil, b.list)
	return b
}

func (b *blocksList) fill(i widget.ListItemID, o fyne.CanvasObject) {
	if i >= len(b.blocks) {
		return
	}
	b.filled = true
	blk := b.blocks[i]
	parts := o.(*fyne.Container).Objects
	parts[0].(*widget.Label).SetText(shorten(b.text[blk.Start:min(blk.End, blk.Start+400)], 110))
	kind := parts[1].(*fyne.Container).Objects[0].(*widgets.Choice)
	kind.OnChanged = nil
	kind.SetChosen(slices.Index(blockChoices(), blockChoice{blk.Kind, blk.Section}))
	kind.OnChanged = func(choice int) { b.choose(i, choice) }
}

func (b *blocksList) choose(i, choice int) {
	choices := blockChoices()
	if choice < 0 || choice >= len(choices) {
		return
	}
	c := choices[choice]
	if b.blocks[i].Kind == c.kind && b.blocks[i].Section == c.section {
		return
	}
	b.blocks[i].Kind, b.blocks[i].Section = c.kind, c.section
	if c.kind == db.KindHeading && b.blocks[i].Level == 0 {
		b.blocks[i].Level = 2
	}
	b.changed = true
}

// set shows the blocks of a text; they are copied, so that cancelling leaves
// them alone.
func (b *blocksList) set(text string, blocks []db.Block) {
	b.text, b.blocks, b.changed = text, append([]db.Block(nil), blocks...), false
	b.count.SetText(plural(len(blocks), "Recognised: 1 block", "Recognised: {{.N}} blocks"))
	if b.filled { // Fyne's list cannot scroll before it was drawn
		b.list.UnselectAll()
		b.list.ScrollToTop()
	}
	b.list.Refresh()
}
