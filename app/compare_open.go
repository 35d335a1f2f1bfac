package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// briefSideRef names the text of a brief as it is now.
func briefSideRef(id int64) db.SideRef { return db.SideRef{Kind: db.KindBrief, ID: id} }

// compare opens the comparison of two texts: the one there is, or a new one.
func (d *Desk) compare(left, right db.SideRef) {
	d.findComparison(left, right, d.showComparison)
}

// findComparison reads the comparison of two texts, or makes one.
func (d *Desk) findComparison(left, right db.SideRef, then func(db.Comparison)) {
	store(d.ctx, d.loop, func(ctx context.Context) (db.Comparison, error) { return d.lib.OpenComparison(ctx, left, right) },
		func(c db.Comparison, err error) {
			switch {
			case errors.Is(err, db.ErrInvalid):
				d.say(lang.L("A text is not compared with itself"))
			case err != nil:
				d.report(fmt.Errorf("compare two texts: %w", err))
			default:
				then(c)
			}
		})
}

// openComparison opens a comparison that is in the library.
func (d *Desk) openComparison(id int64) {
	fetch(d.ctx, d.loop, func(ctx context.Context) (db.Comparison, error) { return d.lib.Comparison(ctx, id) },
		func(c db.Comparison, err error) {
			if err != nil {
				d.report(fmt.Errorf("open a comparison: %w", err))
				return
			}
			d.compare(c.Left, c.Right)
		})
}

func (d *Desk) showComparison(c db.Comparison) {
	key := tabKey{tabComparison, c.ID}
	if c.ID == 0 { // not stored: it is another one each time
		d.tabs.close(d.tabs.index(tabID(key)))
	}
	if p := d.tabs.current(); p != nil {
		d.tabs.keep(p)
	}
	d.tabs.open(key, true, func() page { return d.newComparePage(c) })
	d.events.emit("comparison %d", c.ID)
	if p := d.comparisonInView(); p != nil {
		r := p.reader(p.working)
		p.whenDrawn(r, r.TakeFocus)
	}
}

func (d *Desk) newComparePage(c db.Comparison) *comparePage {
	p := newComparePage(d.kit, c, d.newCompareText(c.Left, c.LeftTitle), d.newCompareText(c.Right, c.RightTitle), comparePageActions{
		compared: d.compared,
		chosen:   d.differenceChosen,
		replace: func(p *comparePage, at int) {
			d.askOther(p.refs()[1-at], func(other db.SideRef) { d.replaceSide(p, at, other) })
		},
		gone:    d.tabs.closeKey,
		export:  d.exporter.askComparison,
		copyAll: d.exporter.copyComparison,
	})
	d.tabs.minds(p.pair)
	alone := p.onAlone
	p.onAlone = func(at int) {
		if _, read := p.sides[at].(*textPage); read { // alone it is opened as it always is
			key, title := p.sides[at].Key(), p.sides[at].Title()
			d.tabs.exchange(p, key, func() page { return d.newPage(key, title) })
			return
		}
		alone(at)
	}
	return p
}

// newCompareText makes the page of a side: a brief as it is now is worked on as
// everywhere else, the rest is only read.
func (d *Desk) newCompareText(ref db.SideRef, title string) comparedSide {
	if ref.Kind == db.KindBrief && ref.RevisionID == 0 {
		return d.newBriefPage(ref.ID, title)
	}
	return newTextPage(d.kit, d.shell.fonts, ref, title, d.tabs.closeKey)
}

// refs are the two texts.
func (p *comparePage) refs() [2]db.SideRef { return [2]db.SideRef{p.record.Left, p.record.Right} }

// replaceSide puts another text on a side: in this tab is then the comparison
// with that one.
func (d *Desk) replaceSide(p *comparePage, at int, other db.SideRef) {
	refs := p.refs()
	refs[at] = other
	d.findComparison(refs[leftSide], refs[rightSide], func(c db.Comparison) {
		d.tabs.exchange(p, tabKey{tabComparison, c.ID}, func() page { return d.newComparePage(c) })
		d.events.emit("comparison %d", c.ID)
		d.focusPage()
	})
}

// comparisonInView is the comparison in view, or nil.
func (d *Desk) comparisonInView() *comparePage {
	p, _ := d.tabs.inFront().(*comparePage)
	return p
}

// compared passes what came of a comparison to what stands beside it.
func (d *Desk) compared(p *comparePage) {
	if d.comparisonInView() == p {
		d.between.show(p)
		d.menu.refresh()
	}
}

// differenceChosen brings what is said of a difference into view, unless the
// notes are being written there.
func (d *Desk) differenceChosen(p *comparePage, i int) {
	if d.comparisonInView() != p || d.side.active() == sideNotes {
		return
	}
	if key := p.stops[i].key; key != "" {
		d.between.showDifference(key)
	} else {
		d.between.showChange(i)
	}
}

// compareFromHere is Ctrl+\: two briefs chosen in the list are compared, else
// the one at work with one that is asked for.
func (d *Desk) compareFromHere() {
	two := d.briefs.list.Selected()
	inList := d.pane == paneLibrary && d.win.Canvas().Focused() == d.briefs.keyboard()
	switch ref, ok := d.refInView(); {
	case len(two) == 2 && (inList || !ok):
		d.compareBriefs(two)
	case ok:
		d.askOther(ref, func(other db.SideRef) { d.compare(ref, other) })
	}
}

// canCompare says whether there is a text to compare.
func (d *Desk) canCompare() bool {
	_, ok := d.refInView()
	return ok || len(d.briefs.list.Selected()) == 2
}

// refInView is the text at work.
func (d *Desk) refInView() (ref db.SideRef, ok bool) {
	switch p := d.tabs.current().(type) {
	case *briefPage:
		return briefSideRef(p.id), true
	case *textPage:
		return p.ref, true
	case *editionPage:
		return p.ref, p.loaded
	case *notePage:
		return db.SideRef{Kind: db.KindNote, ID: p.id}, true
	}
	return ref, false
}

// compareBriefs compares two briefs of the list, the earlier one on the left.
func (d *Desk) compareBriefs(ids []int64) {
	if len(ids) != 2 {
		return
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (two [2]db.Brief, err error) {
		for i, id := range ids {
			if two[i], err = d.lib.Brief(ctx, id); err != nil {
				return two, err
			}
		}
		return two, nil
	}, func(two [2]db.Brief, err error) {
		if err != nil {
			d.report(fmt.Errorf("compare two briefs: %w", err))
			return
		}
		a, b := two[0], two[1]
		if cmp.Or(strings.Compare(a.Published.Earliest, b.Published.Earliest), a.AddedAt.Compare(b.AddedAt), cmp.Compare(a.ID, b.ID)) > 0 {
			a, b = b, a
		}
		d.compare(briefSideRef(a.ID), briefSideRef(b.ID))
	})
}

// compareChooser asks for a brief of the library.
type compareChooser struct {
	*kit
	listing *listing[db.Brief]
	sheet   *widgets.Sheet
	asked   latest
	self    int64 // the brief that is to be compared; 0: another text is
	chosen  int64 // 0: none
	then    func(other db.SideRef)
}

// askOther asks which brief a text is compared with.
func (d *Desk) askOther(with db.SideRef, then func(other db.SideRef)) {
	c := &compareChooser{kit: d.kit, then: then}
	if with.Kind == db.KindBrief && with.RevisionID == 0 {
		c.self = with.ID
	}
	c.listing = newListing(d.kit, "compare", listingText{title: lang.L("Briefs"), filter: lang.L("Type part of a title"),
		showAll: lang.L("Show all briefs"), failure: "read the list of briefs"},
		func(b db.Brief) int64 { return b.ID }, briefRow, func(filter string) query[db.Brief] {
			return func(ctx context.Context, offset, limit int) ([]db.Brief, int, error) {
				return d.lib.Briefs(ctx, db.BriefFilter{Text: filter, Order: db.OrderPublished, Offset: offset, Limit: limit})
			}
		})
	c.listing.open = c.choose
	c.listing.filter.OnSubmitted = c.takeFirst
	c.sheet = widgets.NewSheet(lang.L("Compare with"), container.New(atLeast{fyne.NewSize(480, 380)}, c.listing.content))
	c.sheet.Width = 540
	c.sheet.Confirm = lang.L("Compare")
	c.sheet.First = c.listing.filter
	c.sheet.OnConfirm = func() bool { c.choose(c.chosen, true); return false }
	c.sheet.OnCancel = func() { c.asked.stop(); d.events.emit("sheet-closed compare") }
	c.sheet.SetConfirmEnabled(false)
	c.listing.rows.call()
	d.sheet("compare", c.sheet, fields{"compare.filter": c.listing.filter, "compare.list": c.listing.list})
}

// choose marks a brief, or, to keep it, ends the choice.
func (c *compareChooser) choose(id int64, keep bool) {
	c.chosen = id
	fits := id != 0 && id != c.self
	c.sheet.SetConfirmEnabled(fits)
	if keep && fits {
		c.sheet.Hide()
		c.events.emit("sheet-closed compare")
		c.then(briefSideRef(id))
	}
}

// takeFirst chooses the first brief with words in its title. The rows on show
// may still be those of fewer words.
func (c *compareChooser) takeFirst(words string) {
	fetch(c.asked.next(c.ctx), c.loop, func(ctx context.Context) ([]db.Brief, error) {
		rows, _, err := c.lib.Briefs(ctx, db.BriefFilter{Text: words, Order: db.OrderPublished, Limit: 2})
		return rows, err
	}, func(rows []db.Brief, err error) {
		if err != nil {
			c.report(fmt.Errorf("look for a brief to compare: %w", err))
			return
		}
		for _, b := range rows {
			if b.ID != c.self {
				c.choose(b.ID, true)
				return
			}
		}
	})
}

// compareChosen compares two briefs of the list, or one with another that is
// asked for.
func (d *Desk) compareChosen(ids []int64) {
	switch len(ids) {
	case 1:
		d.askOther(briefSideRef(ids[0]), func(other db.SideRef) { d.compare(briefSideRef(ids[0]), other) })
	case 2:
		d.compareBriefs(ids)
	}
}

// compareBeside opens what is asked for beside the text in view as a comparison
// with it, where both can be compared; it reports whether it does. In a
// comparison it takes the place of the text that is not at work; what cannot be
// compared gets a tab of its own.
func (d *Desk) compareBeside(key tabKey) bool {
	p := d.comparisonInView()
	switch {
	case p != nil && key.Kind == tabBrief:
		d.replaceSide(p, 1-p.working, briefSideRef(key.ID))
	case p != nil:
		d.show(key, "", true)
	case key.Kind == tabBrief && d.page() != nil && !d.hasPair():
		if d.page().id == key.ID {
			return false
		}
		d.compare(briefSideRef(d.page().id), briefSideRef(key.ID))
	default:
		return false
	}
	return true
}

// listNeeds is how wide the middle must be for a comparison to be read with the
// list beside it.
const listNeeds = 900

// fit folds the list away while a comparison is in view for which there is no
// room beside it, and unfolds it afterwards.
//
// Once the user has asked for the list it stays.
func (d *Desk) fit(comparison bool) {
	width := d.tabs.content.Size().Width
	switch {
	case comparison && !d.listAsked && !d.outer.Collapsed() && width > 0 && width < listNeeds:
		d.outer.SetCollapsed(true)
		d.folded = true
	case comparison && d.folded && width-d.session.ListWidth >= listNeeds:
		d.folded = false
		d.outer.SetCollapsed(d.session.ListHidden)
	case !comparison && d.folded:
		d.folded = false
		d.outer.SetCollapsed(d.session.ListHidden)
	}
	d.listAsked = d.listAsked && comparison
}

// askedForList is told that the user folded or unfolded the list.
func (d *Desk) askedForList() { d.folded, d.listAsked = false, d.hasComparison() }
