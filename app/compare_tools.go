package app

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// compareTools is the line over a comparison: its kind, how it scrolls, and the
// way through the differences.
type compareTools struct {
	page    *comparePage
	content fyne.CanvasObject
	matters *widgets.Chip
	edition *widgets.Chip
	inStep  *widgets.Chip
	apart   *widgets.Chip
	count   *widgets.StepCount
	swap    *widgets.TextLink
	more    *widgets.IconButton
	line    *fyne.Container
}

func newCompareTools(p *comparePage) *compareTools {
	t := &compareTools{page: p}
	t.matters = t.chip(lang.L("Same matters"), func() { p.setView(collate.KindMatters) })
	t.edition = t.chip(lang.L("Editions"), func() { p.setView(collate.KindEditions) })
	t.inStep = t.chip(lang.L("In step"), func() { p.setApart(false) })
	t.apart = t.chip(lang.L("Apart"), func() { p.setApart(true) })
	quiet := widgets.TextStyle{Size: look.SmallSize, Quiet: true}
	compare, scroll := widgets.NewText(lang.L("Compare"), quiet), widgets.NewText(lang.L("Scroll"), quiet)
	t.count = widgets.NewStepCount([2]string{"F7", "F8"}, [2]string{lang.L("Previous difference"), lang.L("Next difference")})
	t.count.OnStep = p.stepStop
	t.swap = widgets.NewQuietButton(lang.L("Swap"), p.swap)
	t.more = widgets.NewIconButton("more", lang.L("More"), nil)
	t.more.OnTapped = func() { popUpUnder(p.win, t.more, p.menuItems()...) }
	gap := func(width float32) fyne.CanvasObject { return container.New(atLeast{fyne.NewSize(width, 0)}) }
	t.line = container.New(toolLine{spare: []fyne.CanvasObject{compare, scroll}, grow: 7},
		compare, t.matters, t.edition, gap(look.Space12), scroll, t.inStep, t.apart,
		container.NewWithoutLayout(), t.count, gap(0), t.swap, t.more)
	t.content = container.New(insets{look.Space4, look.Space12, look.Space4, look.Space24}, t.line)
	return t
}

// chip is one of two that exclude each other: pressing the one that is on does
// nothing.
func (t *compareTools) chip(text string, choose func()) *widgets.Chip {
	c := widgets.NewChip(text, false)
	c.OnChanged = func(on bool) {
		if on {
			choose()
		}
		t.draw()
	}
	return c
}

// draw shows how the texts are compared, and what came of it.
func (t *compareTools) draw() {
	p := t.page
	kind := collate.Kind(p.record.View)
	if kind == "" && p.known {
		kind = p.result.Kind
	}
	for _, one := range []struct {
		chip *widgets.Chip
		on   bool
	}{
		{t.matters, kind == collate.KindMatters}, {t.edition, kind == collate.KindEditions},
		{t.inStep, !p.record.Apart}, {t.apart, p.record.Apart},
	} {
		if one.chip.On() != one.on {
			one.chip.SetOn(one.on)
		}
	}
	t.count.SetCount(p.standing(), len(p.stops) > 0)
	t.line.Refresh()
}

func (t *compareTools) places(to put) {
	for name, o := range map[string]fyne.CanvasObject{"matters": t.matters, "editions": t.edition, "step": t.inStep, "apart": t.apart,
		"swap": t.swap, "more": t.more} {
		whole(to, "compare."+name, o)
	}
	parts(to, "compare.", t.count)
}

// stop is a place in both texts that F7 and F8 stop at: a difference, or a
// change between editions.
type stop struct {
	left, right span.Span
	key         string // of the difference; "": a change
}

// gather lists the stops: what was dismissed is none.
func (p *comparePage) gather() {
	was := ""
	if p.at >= 0 && p.at < len(p.stops) {
		was = p.stops[p.at].key
	}
	p.stops = nil
	if p.result.Kind == collate.KindEditions {
		for _, c := range p.result.Changes {
			p.stops = append(p.stops, stop{left: c.Old, right: c.New})
		}
		p.at = min(p.at, len(p.stops)-1)
		return
	}
	for _, d := range p.result.Differences {
		if v, _ := d.Verdict(p.verdicts); v != db.DifferenceDismissed {
			p.stops = append(p.stops, stop{d.Left, d.Right, d.Key})
		}
	}
	p.at = slices.IndexFunc(p.stops, func(s stop) bool { return was != "" && s.key == was })
}

// standing says what came of the comparison, and where in it one is.
func (p *comparePage) standing() string {
	n := len(p.stops)
	switch {
	case !p.known:
		return lang.L("Comparing…")
	case p.left.Text == p.right.Text, p.result.Kind == collate.KindEditions && n == 0:
		return lang.L("These two have the same words")
	case len(p.result.Aligned) == 0 && n == 0:
		return lang.L("Nothing in these two belongs together")
	case n == 0:
		return lang.L("No differences")
	case p.result.Kind == collate.KindEditions && p.at < 0:
		return plural(n, "{{.N}} change", "{{.N}} changes")
	case p.at < 0:
		return plural(n, "{{.N}} difference", "{{.N}} differences")
	case p.result.Kind == collate.KindEditions:
		return lang.L("{{.N}} of {{.M}} changes", map[string]any{"N": number(p.at + 1), "M": number(n)})
	}
	return lang.L("{{.N}} of {{.M}} differences", map[string]any{"N": number(p.at + 1), "M": number(n)})
}

// stepStop goes to the next difference, or the one before, round the ends.
func (p *comparePage) stepStop(by int) {
	n := len(p.stops)
	if n == 0 || !p.onShow() {
		p.say(p.standing())
		return
	}
	switch {
	case p.at >= 0:
		p.at = (p.at + by + n) % n
	case by < 0:
		p.at = n - 1
	default:
		p.at = 0
	}
	p.goToStop(p.at)
	p.act.chosen(p, p.at)
}

func (p *comparePage) goToStop(i int) {
	p.at = i
	p.pointBoth(p.stops[i].left, p.stops[i].right)
	p.events.emit("difference %d %d", i+1, len(p.stops))
}

// chooseDifference makes a difference the one in hand and shows both passages.
func (p *comparePage) chooseDifference(key string) {
	if i := slices.IndexFunc(p.stops, func(s stop) bool { return s.key == key }); i >= 0 {
		p.goToStop(i)
		return
	}
	for _, d := range p.result.Differences { // a dismissed one, or one between editions
		if d.Key == key {
			p.pointBoth(d.Left, d.Right)
		}
	}
}

// menuItems are what can be done with the comparison as a whole.
func (p *comparePage) menuItems() []*fyne.MenuItem {
	forget := fyne.NewMenuItem(lang.L("Forget what was lined up by hand"), p.forgetLines)
	forget.Disabled = len(p.record.LinedUp) == 0
	return []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Line up here"), p.lineUp), forget,
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Swap the sides"), p.swap),
		fyne.NewMenuItem(lang.L("Replace the left side…"), func() { p.act.replace(p, leftSide) }),
		fyne.NewMenuItem(lang.L("Replace the right side…"), func() { p.act.replace(p, rightSide) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Export…"), func() { p.act.export(p.asShown()) }),
		fyne.NewMenuItem(lang.L("Copy as Markdown"), func() { p.act.copyAll(p.asShown()) }),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(lang.L("Close the left side"), func() { p.onAlone(rightSide) }),
		fyne.NewMenuItem(lang.L("Close the right side"), func() { p.onAlone(leftSide) }),
	}
}

// asShown is the comparison with the kind that is on show.
func (p *comparePage) asShown() db.Comparison {
	c := p.record
	if p.known {
		c.View = string(p.result.Kind)
	}
	return c
}

// toolLine lays out its objects as a row does, and leaves out the spare ones
// where there is no room for all.
type toolLine struct {
	spare []fyne.CanvasObject
	grow  int
}

const toolGap = 6

// Layout implements fyne.Layout.
func (l toolLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range l.spare {
		o.Show()
	}
	if (row{gap: toolGap, grow: -1}).MinSize(objects).Width > size.Width {
		for _, o := range l.spare {
			o.Hide()
		}
	}
	row{gap: toolGap, grow: l.grow}.Layout(objects, size)
}

// MinSize implements fyne.Layout.
func (l toolLine) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, 30) }

// abreast lays out a comparison: the tools above, the texts side by side and
// the strip between them.
type abreast struct{}

// Layout implements fyne.Layout.
func (abreast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	tools, left, strip, right := objects[0], objects[1], objects[2], objects[3]
	top := tools.MinSize().Height
	tools.Resize(fyne.NewSize(size.Width, top))
	tools.Move(fyne.NewPos(0, 0))
	width := float32(int((size.Width - widgets.RibbonsWidth) / 2))
	height := size.Height - top
	x := float32(0)
	for i, o := range []fyne.CanvasObject{left, strip, right} {
		w := []float32{width, widgets.RibbonsWidth, size.Width - width - widgets.RibbonsWidth}[i]
		o.Move(fyne.NewPos(x, top))
		o.Resize(fyne.NewSize(w, height))
		x += w
	}
}

// MinSize implements fyne.Layout.
func (abreast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(2*200+widgets.RibbonsWidth, objects[0].MinSize().Height+200)
}
