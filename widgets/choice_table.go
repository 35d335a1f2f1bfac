package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"sidelight/widgets/look"
)

// ChoiceRow is a row of a ChoiceTable.
type ChoiceRow struct {
	Text    string
	Detail  string   // quiet, in the second column
	Options []string // what may be chosen for the row; one alone is only shown
	Chosen  int      // index of Options
	Quiet   bool     // the text too is quiet: a row that is left out
}

// ChoiceTable lists rows with a small choice at the right of each: what to do
// with every row of a list that is brought in. It stands on a page, which
// scrolls it, and asks for the rows in view alone. Left and right change the
// choice of the current row, Enter opens it.
type ChoiceTable struct {
	pageRows
	Row       func(i int) ChoiceRow
	OnChanged func(i, chosen int)

	texts []*choiceText
}

type choiceText struct {
	text, detail, choice *canvas.Text
	arrow                *canvas.Image
}

const (
	choiceArrow float32 = 14
	choicePart  float32 = 0.32 // how much of the width the choice takes
	choiceName  float32 = 0.36 // and the text
)

// NewChoiceTable makes a table; Row must be set before SetCount.
func NewChoiceTable() *ChoiceTable {
	t := &ChoiceTable{}
	t.height = func(float32) float32 { return pageRowHeight }
	t.draw, t.whole, t.key, t.tapped = t.drawRow, t.cutText, t.choiceKey, t.choiceTapped
	t.initRows(t)
	return t
}

// columns returns where detail and choice begin, and the room of the three.
func (t *ChoiceTable) columns(row ChoiceRow, width float32) (detailX, choiceX, text, detail, choice float32) {
	choiceX = float32(int(width * (1 - choicePart)))
	choice = width - choiceX
	detailX = float32(int(width * choiceName))
	if row.Detail == "" {
		detailX = choiceX
	}
	return detailX, choiceX, detailX - look.Space12, choiceX - detailX - look.Space12, choice
}

func (t *ChoiceTable) drawRow(slot, i int, y, width float32, p look.Palette) {
	if slot == len(t.texts) {
		t.texts = append(t.texts, &choiceText{canvas.NewText("", nil), canvas.NewText("", nil), canvas.NewText("", nil), newImage()})
	}
	row, s := t.Row(i), t.texts[slot]
	detailX, choiceX, text, detail, choice := t.columns(row, width)
	ink := p.Text
	if row.Quiet {
		ink = p.Quiet
	}
	const h = pageRowHeight - look.Hairline
	plain.set(s.text, plain.elide(row.Text, text), ink)
	place(s.text, 0, y, text, h)
	small.set(s.detail, small.elide(row.Detail, max(0, detail)), p.Quiet)
	place(s.detail, detailX, y, max(0, detail), h)
	t.drawn = append(t.drawn, s.text, s.detail)
	if row.Chosen < 0 || row.Chosen >= len(row.Options) {
		return
	}
	ink = p.Quiet
	if len(row.Options) > 1 {
		ink = p.Accent
		drawIcon(s.arrow, "down", p.Quiet)
		place(s.arrow, width-choiceArrow, y+(h-choiceArrow)/2, choiceArrow, choiceArrow)
		t.drawn = append(t.drawn, s.arrow)
	}
	room := choice - choiceArrow - look.Space4
	small.set(s.choice, small.elide(row.Options[row.Chosen], room), ink)
	s.choice.Alignment = fyne.TextAlignTrailing
	place(s.choice, choiceX, y, room, h)
	t.drawn = append(t.drawn, s.choice)
}

func (t *ChoiceTable) cutText(i int) string {
	row := t.Row(i)
	_, _, text, detail, choice := t.columns(row, t.Size().Width)
	whole, cut := row.Text, plain.width(row.Text) > text
	if row.Detail != "" {
		whole += "\n" + row.Detail
		cut = cut || small.width(row.Detail) > detail
	}
	if row.Chosen >= 0 && row.Chosen < len(row.Options) && small.width(row.Options[row.Chosen]) > choice-choiceArrow-look.Space4 {
		whole, cut = whole+"\n"+row.Options[row.Chosen], true
	}
	if !cut {
		return ""
	}
	return whole
}

// set changes the choice of a row by the user's hand.
func (t *ChoiceTable) set(i, chosen int) {
	row := t.Row(i)
	if chosen < 0 || chosen >= len(row.Options) || chosen == row.Chosen {
		return
	}
	if t.OnChanged != nil {
		t.OnChanged(i, chosen)
	}
	t.Refresh()
}

// open shows the options of a row below it.
func (t *ChoiceTable) open(i int) {
	d := fyne.CurrentApp().Driver()
	on, row := d.CanvasForObject(t), t.Row(i)
	if on == nil || len(row.Options) < 2 {
		return
	}
	items := make([]*fyne.MenuItem, len(row.Options))
	for n, words := range row.Options {
		items[n] = fyne.NewMenuItem(words, func() { t.set(i, n) })
		items[n].Checked = n == row.Chosen
	}
	menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), on)
	right := d.AbsolutePositionForObject(t).AddXY(t.Size().Width-menu.MinSize().Width, t.top(i)+pageRowHeight)
	menu.ShowAtPosition(right)
}

func (t *ChoiceTable) choiceKey(i int, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyLeft:
		t.set(i, t.Row(i).Chosen-1)
	case fyne.KeyRight:
		t.set(i, t.Row(i).Chosen+1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.open(i)
	default:
		return false
	}
	return true
}

func (t *ChoiceTable) choiceTapped(i int, in fyne.Position) bool {
	if _, choiceX, _, _, _ := t.columns(t.Row(i), t.Size().Width); in.X < choiceX {
		return false
	}
	t.open(i)
	return true
}
