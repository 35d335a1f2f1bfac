package app

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
)

// compareChanges lists what changed from one edition of a text to the next, in
// the order of the right one: the places that F7 and F8 stop at. There may be
// thousands: rows are made as they come into view.
type compareChanges struct {
	*kit
	content *fyne.Container
	list    *widgets.Page
	counts  *widgets.Text
	rows    *widgets.ContextList
	empty   *widgets.EmptyState
	count   func(n int)

	page        *comparePage // nil: no comparison in view
	left, right paragraphs
}

func newCompareChanges(k *kit, act compareActions, count func(n int)) *compareChanges {
	c := &compareChanges{kit: k, count: count}
	c.counts = widgets.NewText("", widgets.TextStyle{Size: look.SmallSize, Quiet: true, Lines: 2})
	c.rows = widgets.NewContextList(2)
	c.rows.Row = c.row
	c.rows.OnChoose = c.choose
	c.rows.OnSecondary = func(i int, at fyne.Position) {
		popUp(c.win, at, fyne.NewMenuItem(lang.L("Show both passages"), func() { c.choose(i) }),
			fyne.NewMenuItem(lang.L("Go to the text"), func() { c.choose(i); act.back() }))
	}
	c.list = widgets.NewPanePage(container.New(insets{bottom: look.Space8}, c.counts), c.rows)
	c.empty = widgets.NewEmptyState("compare", "", "")
	c.content = container.NewStack(c.list, c.empty)
	return c
}

// set shows the changes of a comparison; nil: there is none in view.
func (c *compareChanges) set(p *comparePage) {
	if p != c.page {
		c.rows.SetCurrent(-1)
	}
	c.page = p
	c.left, c.right = nil, nil
	all := c.all()
	if len(all) > 0 {
		c.left, c.right = newParagraphs(p.left.Blocks), newParagraphs(p.right.Blocks)
	}
	c.counts.SetText(changesText(all))
	c.rows.SetCount(len(all))
	stateOf(p, c.empty)
	setShown(c.empty, len(all) == 0)
	setShown(c.list, len(all) > 0)
	c.list.Refresh()
	c.count(len(all))
	c.events.listed("changes", len(all))
}

func (c *compareChanges) all() []diff.Change {
	if c.page == nil || !c.page.known || c.page.result.Kind != collate.KindEditions {
		return nil
	}
	return c.page.result.Changes
}

// rowWords is how many bytes of a passage a row is made of: more than has room.
// Before a change it shows so many less.
const (
	rowWords  = 400
	rowBefore = 80
)

func (c *compareChanges) row(i int) (widgets.ContextRow, bool) {
	all := c.all()
	if i < 0 || i >= len(all) {
		return widgets.ContextRow{}, false
	}
	ch, left, right := all[i], c.page.left.Text, c.page.right.Text
	was, is := startOf(left, ch.Old), startOf(right, ch.New)
	r := widgets.ContextRow{Words: is}
	where := c.right.at(ch.New.Start)
	switch ch.Kind {
	case diff.Moved:
		if from := c.left.at(ch.Old.Start); from != "" && from != where {
			where = lang.L("{{.From}} to {{.To}}", map[string]any{"From": from, "To": where})
		}
		r.Words, r.After = "", is
	case diff.Deleted:
		where, r.Words = c.left.at(ch.Old.Start), was
		r.Before, r.After = contextOf(left, ch.Old)
	case diff.Changed:
		r.Words = shorten(was, 60) + " › " + is // not every face has an arrow
		r.Before, r.After = contextOf(right, ch.New)
	default:
		r.Before, r.After = contextOf(right, ch.New)
	}
	r.Reference = joinNonEmpty(" · ", changeName(ch.Kind), where)
	return r, true
}

// startOf is the beginning of a passage on one line.
func startOf(text string, at span.Span) string {
	if !at.Valid(text) {
		return ""
	}
	if at.Len() <= rowWords {
		return oneLine(at.Of(text))
	}
	return oneLine(text[at.Start:letter(text, at.Start+rowWords)]) + "…"
}

// around is what stands in the same line before and after a passage.
func contextOf(text string, at span.Span) (before, after string) {
	if !at.Valid(text) {
		return "", ""
	}
	before = text[letter(text, max(0, at.Start-rowBefore)):at.Start]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	after, _, _ = strings.Cut(text[at.End:letter(text, min(len(text), at.End+rowWords))], "\n")
	return before, after
}

// letter is the offset, or the one before it where a letter begins.
func letter(text string, at int) int {
	for at > 0 && at < len(text) && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

func (c *compareChanges) choose(i int) {
	if c.page != nil && i >= 0 && i < len(c.page.stops) {
		c.page.goToStop(i)
	}
}

// focus gives the keyboard to the rows, if there are any.
func (c *compareChanges) focus() bool {
	if c.rows.Count() == 0 {
		return false
	}
	if c.rows.Current() < 0 {
		c.rows.SetCurrent(0)
	}
	c.win.Canvas().Focus(c.rows)
	return true
}

func (c *compareChanges) places(to put) { parts(to, "change.", c.rows) }

// paragraphs has where the paragraphs of a text begin, in its order: a place is
// called by the number of its paragraph.
type paragraphs []paragraph

type paragraph struct {
	start  int
	number int // 0: a summary, a title and the like
	name   string
}

func newParagraphs(blocks []db.Block) paragraphs {
	var all paragraphs
	n := 0
	for _, b := range blocks {
		p := paragraph{start: b.Start}
		switch counted := b.Kind == db.KindParagraph || b.Kind == db.KindBullet || b.Kind == db.KindQuote; {
		case b.Section == db.SectionSummary:
			p.name = lang.L("summary")
		case counted && b.Section == "":
			n++
			p.number = n
		case !counted:
			p.name = blockKindName(b.Kind)
		}
		all = append(all, p)
	}
	return all
}

// at says where an offset stands: "¶3", "summary"; "" where that is not known.
func (p paragraphs) at(offset int) string {
	i, found := slices.BinarySearchFunc(p, offset, func(one paragraph, at int) int { return one.start - at })
	if !found {
		i--
	}
	switch {
	case i < 0:
		return ""
	case p[i].number > 0:
		return "¶" + strconv.Itoa(p[i].number)
	}
	return p[i].name
}
