package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/widgets"
	"sidelight/widgets/look"
)

// chronologyBars are what stands around a chronology: its title, what of it is
// shown, and below how to work with it.
type chronologyBars struct {
	page *chronologyPage
	top  fyne.CanvasObject
	foot fyne.CanvasObject

	title     *widgets.Text
	kept      *widgets.Chip
	suggested *widgets.Chip
	dismissed *widgets.TextLink // shows those left out
	part      *widgets.Text     // that not all are drawn
	tools     *fyne.Container
	ofChart   []fyne.CanvasObject // of use only where there are events to be seen
	named     map[string]fyne.CanvasObject
}

// toolsHeight is that of the row of chips, with the buttons in it or without.
const toolsHeight = 28

func newChronologyBars(p *chronologyPage) *chronologyBars {
	b := &chronologyBars{page: p}
	b.title = widgets.NewText(p.heading(), widgets.TextStyle{Size: look.TitleSize, Bold: true})
	b.kept, b.suggested = widgets.NewChip(lang.L("Kept"), true), widgets.NewChip(lang.L("Suggested"), true)
	b.kept.OnChanged = func(bool) { p.filterChanged() }
	b.suggested.OnChanged = func(bool) { p.filterChanged() }
	b.dismissed = widgets.NewTextLink("", func() { p.dismissed = !p.dismissed; p.filterChanged() })
	b.dismissed.Hide()
	b.part = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	out := widgets.NewIconButton("minus", lang.L("Zoom out (-)"), func() { p.timeline.ZoomOut() })
	fit := widgets.NewIconButton("fit", lang.L("Show the whole time (0)"), func() { p.timeline.Fit() })
	in := widgets.NewIconButton("add", lang.L("Zoom in (+)"), func() { p.timeline.ZoomIn() })
	add := widgets.NewButton(lang.L("Add event…"), p.addEvent)
	setShown(add, p.canWrite())
	b.named = map[string]fyne.CanvasObject{"zoom.out": out, "zoom.fit": fit, "zoom.in": in, "add": add,
		"kept": b.kept, "suggested": b.suggested, "dismissed": b.dismissed}
	title := container.New(row{gap: look.Space12, grow: 0}, b.title, add)
	b.tools = container.New(row{gap: look.Space8, grow: 3}, b.kept, b.suggested, b.dismissed, b.part, out, fit, in)
	b.top = container.New(insets{look.Space12, look.Space24, look.Space8, look.Space24}, formOf(title, container.New(atLeast{fyne.NewSize(0, toolsHeight)}, b.tools)))
	keys := lang.L("Enter opens the brief at the words")
	if p.canWrite() {
		keys = lang.L("Enter opens the brief at the words, K keeps, E edits, Delete dismisses")
	}
	b.foot = container.New(insets{look.Space4, look.Space24, look.Space4, look.Space24},
		widgets.NewText(keys, widgets.TextStyle{Size: look.SmallSize, Quiet: true}))
	b.ofChart = []fyne.CanvasObject{out, fit, in, b.foot}
	return b
}

// draw brings the words up to date.
func (b *chronologyBars) draw() {
	p := b.page
	b.title.SetText(p.heading())
	b.kept.SetText(joinNonEmpty(" ", lang.L("Kept"), number(p.counts.Kept)))
	b.suggested.SetText(joinNonEmpty(" ", lang.L("Suggested"), number(p.counts.Suggested)))
	n := map[string]any{"N": number(p.counts.Dismissed)}
	if p.dismissed {
		b.dismissed.SetText(lang.L("{{.N}} dismissed · Hide", n))
	} else {
		b.dismissed.SetText(lang.L("{{.N}} dismissed · Show", n))
	}
	setShown(b.dismissed, p.counts.Dismissed > 0)
	b.part.SetText("")
	if p.total > len(p.drawn) {
		b.part.SetText(lang.L("The first {{.N}} of {{.M}} are drawn", map[string]any{"N": number(len(p.drawn)), "M": number(p.total)}))
	}
	b.tools.Refresh()
}

func (b *chronologyBars) places(to put) {
	for name, o := range b.named {
		whole(to, "chronology."+name, o)
	}
}

// filterChanged shows other events than before.
func (p *chronologyPage) filterChanged() {
	p.act.keep(p)
	p.rows.reset()
	p.reload.call()
}

// charted reports whether there are events to be seen.
func (p *chronologyPage) charted() bool {
	return len(p.body.Objects) > 0 && p.body.Objects[0] == fyne.CanvasObject(p.chart)
}

// drawBody shows the events, or why there are none.
func (p *chronologyPage) drawBody() {
	var body fyne.CanvasObject = p.chart
	if len(p.drawn) == 0 {
		body = p.off
		if p.counts.Kept+p.counts.Suggested == 0 {
			p.explainEmpty()
			body = p.empty
		}
	}
	if len(p.body.Objects) == 0 || p.body.Objects[0] != body {
		p.body.Objects = []fyne.CanvasObject{body}
		p.body.Refresh()
	}
	for _, o := range p.bars.ofChart {
		setShown(o, p.charted())
	}
	p.content.Refresh()
}

// showAll switches on what was switched off.
func (p *chronologyPage) showAll() {
	p.bars.kept.SetOn(true)
	p.bars.suggested.SetOn(true)
	p.filterChanged()
}

// explainEmpty says why there are no events.
func (p *chronologyPage) explainEmpty() {
	says := lang.L("No sentence of these briefs has a date.")
	switch {
	case p.counts.Dismissed > 0:
		says = lang.L("All the events here were dismissed.")
	case p.key.Kind == tabActorDates:
		says = lang.L("No sentence that names this actor has a date.")
	case p.key.Kind == tabBriefDates && p.canWrite():
		says = lang.L("No sentence of the brief has a date. Select words in it and press E to add an event.")
	case p.key.Kind == tabBriefDates:
		says = lang.L("No sentence of the brief has a date.")
	case len(p.briefs) == 0:
		says = lang.L("Sentences with a date stand here once their briefs are read.")
	}
	p.empty.SetText(lang.L("No events yet"), says)
}
