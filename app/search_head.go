package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
	"sidelight/widgets/look"
)

// mostRemarks is how many remarks are told at once.
const mostRemarks = 3

// draw brings the head up to date.
func (p *searchPage) draw() {
	text := readAs(p.results.Query.Readings)
	p.reading.SetText(text)
	setShown(p.readingLine, text != "" && !p.blank())
	p.remarks.Objects = nil
	if !p.blank() {
		for i, r := range p.results.Query.Remarks {
			if i == mostRemarks {
				break
			}
			p.remarks.Add(widgets.NewRemark(remarkText(r)))
		}
	}
	setShown(p.remarksLine, len(p.remarks.Objects) > 0)
	p.counts.SetText(p.countText())
	setShown(p.toolsLine, !p.blank() && (len(p.rows) > 0 || p.busy))
	setShown(p.narrow, !p.newer.Visible())
	setShown(p.rule, len(p.rows) > 0)
	p.drawSaving()
	p.head.Refresh()
	p.content.Refresh()
}

// drawSaving says what saving would do now.
func (p *searchPage) drawSaving() {
	different := p.named.ID != 0 && !p.unchanged()
	words := lang.L("Save…")
	if p.named.ID != 0 {
		words = lang.L("Save changes")
	}
	p.save.SetText(words)
	setShown(p.save, p.canWrite() && !p.blank() && (p.named.ID == 0 || different))
	setShown(p.more, p.canWrite() && p.named.ID != 0)
}

// resultsWidth is how wide results grow, with the room at their sides.
const resultsWidth float32 = 908

// leading keeps its objects at the left, no wider than a width.
type leading struct{ left, width float32 }

// Layout implements fyne.Layout.
func (l leading) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(l.left, 0))
		o.Resize(fyne.NewSize(max(0, min(size.Width-l.left, l.width)), size.Height))
	}
}

// MinSize implements fyne.Layout.
func (l leading) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return atLeast{}.MinSize(objects).AddWidthHeight(l.left, 0)
}

// searchHead stacks the lines of the head with the room that keeps apart what
// was typed, how it was read and what was found.
type searchHead struct{}

// Layout implements fyne.Layout.
func (searchHead) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(size.Width, o.Size().Height)) // what wraps learns its width
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h + look.Space8
	}
}

// MinSize implements fyne.Layout.
func (searchHead) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := fyne.Size{}
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			least = fyne.NewSize(max(least.Width, m.Width), least.Height+m.Height+look.Space8)
		}
	}
	least.Height = max(0, least.Height-look.Space8)
	return least
}
