package app

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/span"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// compareCommon is the face beside a comparison that lists who, where, when and
// whom both texts cite, and what only one of them does; and the wording that
// one may have from the other.
type compareCommon struct {
	*kit
	content *fyne.Container
	list    *widgets.Page
	empty   *widgets.EmptyState
	copied  *widgets.ContextList
	head    *widgets.SectionHead // of the copied wording

	page        *comparePage // nil: no comparison in view
	known       bool
	has         inCommon
	left, right paragraphs
	groups      []chipGroup
	items       []collate.Item // by the id of their chip, from 1
	chosen      int64          // the chip whose places are gone through; 0: none
	at          int            // the place shown last
	wide        map[string]bool
}

// inCommon is what the face shows.
type inCommon struct {
	shared, left, right collate.Common
	copied              []collate.Copied
}

// chipGroup are the chips of a kind.
type chipGroup struct {
	name  string // tells it from the others: "left actors"
	chips *widgets.ChipFlow
}

// mostChips is how many chips a group shows before the rest is asked for.
const mostChips = 30

func newCompareCommon(k *kit) *compareCommon {
	c := &compareCommon{kit: k, wide: map[string]bool{}}
	c.head = widgets.NewSectionHead(lang.L("The same wording"))
	c.copied = widgets.NewContextList(2)
	c.copied.Row = c.row
	c.copied.OnChoose = func(i int) {
		run := c.has.copied[i]
		c.page.pointBoth(run.Left, run.Right)
		c.events.emit("copied %d", i+1)
	}
	c.list = widgets.NewPanePage()
	c.empty = widgets.NewEmptyState("compare", "", "")
	c.content = container.NewStack(c.list, c.empty)
	return c
}

// set shows what the texts of a comparison have; nil: there is none in view.
func (c *compareCommon) set(p *comparePage) {
	now, known := inCommon{}, p != nil && p.known
	if known {
		now = inCommon{p.result.Shared, p.result.Left, p.result.Right, p.result.Copied}
	}
	if p == c.page && known == c.known && reflect.DeepEqual(now, c.has) {
		return // only a verdict is another
	}
	if p != c.page {
		clear(c.wide)
		c.list.SetOffset(0)
	}
	c.page, c.known, c.has, c.chosen = p, known, now, 0
	c.left, c.right = nil, nil
	if len(now.copied) > 0 {
		c.left, c.right = newParagraphs(p.left.Blocks), newParagraphs(p.right.Blocks)
	}
	c.copied.SetCount(len(now.copied))
	c.copied.SetCurrent(-1)
	c.draw()
	c.events.listed("shared", itemsIn(now.shared))
}

func (c *compareCommon) draw() {
	c.groups, c.items = nil, nil
	var all []fyne.CanvasObject
	for _, s := range []struct {
		name, title, none string
		has               collate.Common
	}{
		{"shared", lang.L("Shared"), lang.L("No actor, place, source or date stands in both."), c.has.shared},
		{"left", lang.L("Only on the left"), lang.L("Nothing that the right does not have."), c.has.left},
		{"right", lang.L("Only on the right"), lang.L("Nothing that the left does not have."), c.has.right},
	} {
		head := widgets.NewSectionHead(s.title)
		head.SetCount(number(itemsIn(s.has)))
		all = append(all, head)
		if itemsIn(s.has) == 0 {
			all = append(all, quietText(s.none))
		}
		for _, k := range []struct {
			name, title string
			items       []collate.Item
		}{
			{"actors", lang.L("Actors"), s.has.Actors},
			{"places", lang.L("Places"), s.has.Places},
			{"dates", lang.L("Dates"), s.has.Dates},
			{"sources", lang.L("Sources"), s.has.Sources},
		} {
			if len(k.items) > 0 {
				all = append(all, quietText(k.title), container.New(insets{top: 2, bottom: look.Space8}, c.chips(s.name+" "+k.name, k.items)))
			}
		}
	}
	c.head.SetCount(number(len(c.has.copied)))
	all = append(all, c.head)
	if len(c.has.copied) == 0 {
		all = append(all, quietText(lang.L("No run of eight words or more stands in both.")))
	}
	c.list.SetParts(append(all, c.copied)...)
	nothing := !c.known || itemsIn(c.has.shared)+itemsIn(c.has.left)+itemsIn(c.has.right)+len(c.has.copied) == 0
	stateOf(c.page, c.empty)
	setShown(c.empty, nothing)
	setShown(c.list, !nothing)
}

func quietText(text string) fyne.CanvasObject {
	return widgets.NewText(text, widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
}

// chips makes the chips of a kind of things.
func (c *compareCommon) chips(name string, items []collate.Item) *widgets.ChipFlow {
	shown := items
	if len(items) > mostChips && !c.wide[name] {
		shown = items[:mostChips]
	}
	var chips []widgets.NameChip
	for _, it := range shown {
		c.items = append(c.items, it)
		chips = append(chips, widgets.NameChip{ID: int64(len(c.items)), Text: itemName(it), Kind: itemCount(it)})
	}
	group := int64(len(c.groups))
	if more := len(items) - len(shown); more > 0 {
		chips = append(chips, widgets.NameChip{ID: -1 - group, Text: lang.L("+ {{.N}} more", map[string]any{"N": number(more)}), Accent: true})
	}
	flow := widgets.NewChipFlow(chips...)
	flow.OnChoose = c.choose
	c.groups = append(c.groups, chipGroup{name, flow})
	return flow
}

// itemName is a thing as a person writes it; days are kept as ISO days.
func itemName(it collate.Item) string {
	if it.ID == 0 {
		return dayText(it.Name)
	}
	return oneLine(it.Name)
}

// itemCount says how often a thing stands in a text, or in both.
func itemCount(it collate.Item) string {
	switch {
	case len(it.Right) == 0:
		return number(len(it.Left))
	case len(it.Left) == 0:
		return number(len(it.Right))
	}
	return number(len(it.Left)) + " | " + number(len(it.Right))
}

// choose goes to the next places of a thing, on both sides at once.
func (c *compareCommon) choose(id int64) {
	if id < 0 {
		c.wide[c.groups[-1-id].name] = true
		c.draw()
		return
	}
	if id != c.chosen {
		c.chosen, c.at = id, -1
	}
	it := c.items[id-1]
	c.at = (c.at + 1) % max(len(it.Left), len(it.Right))
	l, r := min(c.at, len(it.Left)-1), min(c.at, len(it.Right)-1)
	what := map[string]any{"What": itemName(it), "L": number(l + 1), "LN": number(len(it.Left)), "R": number(r + 1), "RN": number(len(it.Right))}
	switch {
	case r < 0:
		c.page.pointOn(leftSide, it.Left[l])
		c.say(lang.L("{{.What}}: {{.L}} of {{.LN}} on the left", what))
	case l < 0:
		c.page.pointOn(rightSide, it.Right[r])
		c.say(lang.L("{{.What}}: {{.R}} of {{.RN}} on the right", what))
	default:
		c.page.pointBoth(it.Left[l], it.Right[r])
		c.say(lang.L("{{.What}}: {{.L}} of {{.LN}} on the left, {{.R}} of {{.RN}} on the right", what))
	}
}

// pointOn brings a passage of one side into view and points at it.
func (p *comparePage) pointOn(side int, at span.Span) {
	if !p.onShow() {
		return
	}
	r := p.reader(side)
	r.Reveal(at.Start, at.End)
	r.Point(at.Start, at.End)
	p.events.emit("pointed %d %d on side %d", at.Start, at.End, side)
}

func (c *compareCommon) row(i int) (widgets.ContextRow, bool) {
	if i < 0 || i >= len(c.has.copied) {
		return widgets.ContextRow{}, false
	}
	run := c.has.copied[i]
	places := joinNonEmpty(" | ", c.left.at(run.Left.Start), c.right.at(run.Right.Start))
	return widgets.ContextRow{Reference: joinNonEmpty(" · ", plural(run.Words, "{{.N}} word", "{{.N}} words"), places),
		After: startOf(c.page.left.Text, run.Left)}, true
}

// focus gives the keyboard to the first chips, or to the copied wording.
func (c *compareCommon) focus() bool {
	switch {
	case len(c.groups) > 0:
		c.win.Canvas().Focus(c.groups[0].chips)
	case c.copied.Count() > 0:
		c.win.Canvas().Focus(c.copied)
	default:
		return false
	}
	return true
}

func (c *compareCommon) places(to put) {
	for _, g := range c.groups {
		parts(to, "shared.", g.chips)
	}
	parts(to, "copied.", c.copied)
}
