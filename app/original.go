package app

import (
	"context"
	"errors"
	"fmt"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/intake/pdf"
	"sidelight/db"
	"sidelight/widgets"
)

// original shows the pages of the file that a brief was read from, beside its
// text: each follows the other from page to page.
type original struct {
	page    *briefPage
	content fyne.CanvasObject
	split   *widgets.Split
	head    *widgets.PaneHead
	view    *widgets.PagePictures
	instead *widgets.EmptyState // why there are no pages

	pictures *pdf.Pictures // nil: there are none, or not yet
	revision int64         // whose file is shown
	sizes    []image.Point
	shown    bool
	asked    latest
	wants    []int // pages whose pictures are wanted, and how wide
	width    int
	drawing  bool
	followed int // the page that the text was on when it was last looked at
}

// originalWidth is how wide the pages are shown at first.
const originalWidth float32 = 420

func newOriginal(p *briefPage) *original {
	o := &original{page: p, view: widgets.NewPagePictures(), head: widgets.NewPaneHead(lang.L("Original")), followed: -1}
	o.view.OnWant, o.view.OnPage = o.want, o.lead
	o.instead = widgets.NewEmptyState("info", "", "")
	o.instead.Hide()
	hide := widgets.NewIconButton("close", lang.L("Hide the original"), o.toggle)
	o.head.SetActions(hide)
	o.content = widgets.NewGround(widgets.GroundSurface, widgets.NewDock(o.head, nil, nil, nil, container.NewStack(o.view, o.instead)))
	o.split = widgets.NewSplit(true, widgets.NewGround(widgets.GroundPage, container.NewStack()), o.content)
	o.split.Hold = widgets.HoldTrailing
	o.split.SetOffset(originalWidth)
	o.split.SetMin(320, 200)
	o.split.OnCollapsed = func(bool) { o.split.SetCollapsed(false); o.toggle() }
	return o
}

// toggle shows the original beside the text, or takes it away.
func (o *original) toggle() {
	p := o.page
	o.shown = !o.shown
	if o.shown {
		o.split.SetContent(p.leaf, o.content)
		p.middle.Objects = []fyne.CanvasObject{o.split}
		o.load()
	} else {
		p.middle.Objects = []fyne.CanvasObject{p.leaf}
		o.letGo()
	}
	p.middle.Refresh()
	p.events.emit("original %t", o.shown)
}

// letGo forgets the file and its pictures.
func (o *original) letGo() {
	o.asked.stop()
	if o.pictures != nil {
		pictures := o.pictures
		o.page.loop.Go(pictures.Close) // waits for the picture under way
	}
	o.pictures, o.revision, o.wants, o.sizes, o.drawing = nil, 0, nil, nil, false
	o.view.SetPages(nil)
}

// load reads the file of the brief's text, unless it is there.
func (o *original) load() {
	p := o.page
	if !o.shown || !p.loaded || o.revision == p.revision.ID {
		return
	}
	o.letGo()
	o.revision = p.revision.ID
	o.say("", "")
	type read struct {
		pictures *pdf.Pictures
		sizes    []image.Point
	}
	fetch(o.asked.next(p.ctx), p.loop, func(ctx context.Context) (r read, err error) {
		file, err := p.lib.Original(ctx, p.revision.ID)
		if err != nil || !pdf.Known(file.Name, file.Bytes) {
			return r, err
		}
		r.pictures = pdf.NewPictures(file.Bytes)
		r.sizes, err = r.pictures.Sizes(ctx)
		return r, err
	}, func(r read, err error) {
		switch {
		case err != nil:
			o.say(lang.L("The original cannot be shown"), fmt.Sprintf("%v", errors.Unwrap(err)))
			p.report(fmt.Errorf("show the original: %w", err))
		case r.pictures == nil:
			o.say(lang.L("This original has no pages"), lang.L("Only PDF files have pages that can be shown. The file itself is kept in the library, as it was."))
		default:
			o.pictures, o.sizes = r.pictures, r.sizes
			o.view.SetPages(r.sizes)
			o.followed = -1
			o.follow(p.reader.ReadingPosition())
		}
		p.events.emit("original-shown %d", len(r.sizes))
	})
}

// say puts words in place of the pages; none: the pages are there.
func (o *original) say(title, sentence string) {
	o.instead.SetText(title, sentence)
	setShown(o.instead, title != "")
	setShown(o.view, title == "")
	o.head.SetCount("")
}

// want hears which pictures are missing in view.
func (o *original) want(pages []int, width int) {
	o.wants, o.width = pages, width
	o.draw()
}

// draw draws the picture that is wanted most, then the next.
func (o *original) draw() {
	if o.drawing || len(o.wants) == 0 || o.pictures == nil {
		return
	}
	o.drawing = true
	page, width, pictures := o.wants[0], o.width, o.pictures
	fetch(o.page.ctx, o.page.loop, func(ctx context.Context) (*image.NRGBA, error) {
		return pictures.Page(ctx, page, width)
	}, func(picture *image.NRGBA, err error) {
		if pictures != o.pictures {
			return // another file is shown meanwhile
		}
		o.drawing = false
		if err != nil {
			o.view.SetPicture(page, width, nil)
		} else {
			o.view.SetPicture(page, width, picture)
		}
		o.page.events.emit("original-page %d", page+1)
		o.draw()
	})
}

// follow brings the page of a byte of the text into view.
func (o *original) follow(offset int) {
	if !o.shown || o.pictures == nil {
		return
	}
	if _, page := db.PageAt(o.page.revision.Pages, offset); page >= 0 && page != o.followed {
		o.followed = page
		o.view.ShowPage(page)
	}
	o.tell()
}

// lead brings the text of the page that was scrolled to into view.
func (o *original) lead(page int) {
	p := o.page
	if at, ok := db.PageStart(p.revision.Pages, page); ok {
		o.followed = page
		shown := o.shown
		o.shown = false // the text does not lead back
		p.reader.SetReadingPosition(at)
		o.shown = shown
		_, o.followed = db.PageAt(p.revision.Pages, p.reader.ReadingPosition())
	}
	o.tell()
}

// tell names the page in view, as printed and by its place.
func (o *original) tell() {
	n := o.view.Page()
	if n >= len(o.sizes) {
		return
	}
	place := lang.L("{{.N}} of {{.M}}", map[string]any{"N": number(n + 1), "M": number(len(o.sizes))})
	label := ""
	if labels := db.PageLabels(o.page.revision.Pages); n < len(labels) && labels[n] != number(n+1) {
		label = labels[n]
	}
	o.head.SetCount(joinNonEmpty(" · ", pageText(label), place))
}
