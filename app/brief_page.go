package app

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/span"
	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/look"
	"sidelight/widgets/reader"
	"sidelight/widgets/textlayout"
)

// positionDelay is how long scrolling must rest before the reading position
// is remembered.
const positionDelay = 800 * time.Millisecond

// pageActions is how the page of a brief leaves itself.
type pageActions struct {
	details func(id int64)
	export  func(id int64)
	copyAll func(id int64)
	trash   func(id int64)
	handle  func(ids []int64, mark db.TLP)
	mark    func(annotation int64)       // a mark was clicked: show its card
	marks   func(p *briefPage)           // the annotations were read anew
	comment func(annotation int64)       // write the comment of a new annotation
	quote   func(p *briefPage, q string) // put a quote into the brief's notes
	read    func(p *briefPage)           // what is known of the text was read anew
	actor   func(id int64)               // open an actor
	source  func(id int64)               // open a source
	correct func(c db.Citation)          // ask for a citation's source and date
	zoom    func(by int)
	gone    func(key tabKey) // the brief is in the trash or deleted
	keep    func(p page)     // something was done here: the tab stays
	place   func()           // the annotation under review belongs to the selection
	edition func(e db.Edition)
	against func(e db.Edition) // compare an edition with the current text
}

// briefPage shows one brief: reader, toolbar, find bar and selection bar.
type briefPage struct {
	*kit
	act    pageActions
	id     int64
	fonts  typography
	ctx    context.Context
	cancel context.CancelFunc

	content  fyne.CanvasObject
	frame    *fyne.Container
	reader   *reader.Reader
	find     *finder
	bar      *widgets.SelectionBar
	over     *fyne.Container // floats over the reader
	lenses   *briefLenses
	card     *explainer
	trouble  *fyne.Container
	toolbar  fyne.CanvasObject
	handling *widgets.HandlingMark
	texts    *widgets.TextLink // the editions of the text, where there are several
	leaf     fyne.CanvasObject // the reader and what floats over it
	middle   *fyne.Container   // the text, alone or with the original beside it
	original *original
	settle   debounce
	reload   reloader
	stop     func()
	retitled func()
	told     func() // the text of this side of a comparison is there, or is another

	brief    db.Brief
	revision db.Revision
	doc      textlayout.Document
	marks    []db.Annotation
	review   []reviewed   // what another edition left in doubt
	editions []db.Edition // the texts of the brief, the newest first
	active   int64        // the annotation whose card is chosen
	aim      *span.Span   // to be pointed at once the text is there
	round    *round       // the passages that are gone through; nil: none
	found    [][2]int     // what a search found in the text
	foundAt  int          // the current one in found, or -1
	loaded   bool
	closed   bool
}

// typography is how briefs are set; it is shared by all pages.
type typography interface {
	TextSize() float32
	Sans() bool
	Prepare(ctx context.Context, doc textlayout.Document) (*textlayout.Prepared, error)
}

func newBriefPage(k *kit, t typography, lenses *lensSet, id int64, title string, act pageActions) *briefPage {
	p := &briefPage{kit: k, act: act, id: id, fonts: t}
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.brief = db.Brief{ID: id, Title: title}
	p.settle = debounce{loop: k.loop, delay: positionDelay}
	p.reload = reloader{load: p.load}
	p.build(lenses)
	quiet, unwatch := k.feed.listen(p.hear), k.labels.watch(p.labelsChanged)
	p.stop = func() { quiet(); unwatch(); p.lenses.stop() }
	return p
}

func (p *briefPage) build(lenses *lensSet) {
	p.reader = reader.New()
	p.reader.SetTextSize(p.fonts.TextSize())
	p.reader.OnSelection = p.selected
	p.reader.OnTypedRune = p.typed
	p.reader.OnMark = func(id int64) { p.activate(id); p.act.mark(id) }
	p.reader.OnScroll = p.scrolled
	p.reader.OnMetaAction = func() { p.act.details(p.id) }
	p.reader.OnSecondary = p.showMenu
	p.find = newFinder(p)
	p.bar = widgets.NewSelectionBar(p.barItems()...)
	p.bar.OnChoose = p.choose
	p.bar.OnEscape = p.letGo
	p.bar.Hide()
	p.card = newExplainer(p)
	p.over = container.NewWithoutLayout(p.bar, p.card.card)
	p.trouble = container.NewStack()
	p.trouble.Hide()

	p.lenses = newBriefLenses(p, lenses)
	show := widgets.NewText(lang.L("Show"), widgets.TextStyle{Size: look.SmallSize, Quiet: true})
	more := widgets.NewIconButton("more", lang.L("More"), nil)
	more.OnTapped = func() { p.showMore(more) }
	p.handling = widgets.NewHandlingMark(lang.L("How far this brief may be passed on"), func() { p.askHandling(p.handling) })
	p.texts = widgets.NewQuietButton("", p.showEditionMenu)
	p.texts.Hide()
	tools := container.New(row{gap: look.Space12, grow: 2}, p.handling, show, p.lenses.bar.content, p.texts,
		widgets.NewQuietButton(lang.L("Original"), func() { p.original.toggle() }),
		widgets.NewQuietButton(lang.L("Find"), func() { p.find.show() }),
		widgets.NewQuietButton("A–", func() { p.act.zoom(-1) }),
		widgets.NewQuietButton("A+", func() { p.act.zoom(1) }),
		more)
	p.toolbar = container.New(insets{look.Space4, look.Space16, look.Space4, look.Space24}, tools)
	p.leaf = container.NewStack(p.reader, p.over, p.trouble)
	p.middle = container.NewStack(p.leaf)
	p.original = newOriginal(p)
	p.frame = widgets.NewDock(p.toolbar, nil, nil, nil, widgets.NewDock(p.find.content, nil, nil, nil, p.middle))
	p.content = widgets.NewGround(widgets.GroundPage, p.frame)
}

// Key implements page.
func (p *briefPage) Key() tabKey { return tabKey{tabBrief, p.id} }

// Title implements page.
func (p *briefPage) Title() string {
	if p.brief.Title == "" {
		return lang.L("Brief")
	}
	return tabTitle(p.brief.Title)
}

// Handling implements handled.
func (p *briefPage) Handling() db.TLP { return p.brief.TLP }

// Content implements page.
func (p *briefPage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *briefPage) OnTitle(f func()) { p.retitled = f }

// Shown implements page: the text is read when it is first wanted.
func (p *briefPage) Shown() {
	if !p.loaded {
		p.reload.call()
	}
	p.lenses.show()
	p.takeAim()
}

// Hidden implements page.
func (p *briefPage) Hidden() {
	p.bar.Hide()
	p.card.end()
	p.lenses.hide()
	p.savePosition()
}

// Focus implements page.
func (p *briefPage) Focus() { p.win.Canvas().Focus(p.reader) }

// Holds implements page.
func (p *briefPage) Holds(f fyne.Focusable) bool {
	return f == fyne.Focusable(p.reader) || f == fyne.Focusable(p.card.card)
}

// OnKeyboard implements watchesKeyboard.
func (p *briefPage) OnKeyboard(f func()) { p.reader.OnFocus = f }

// Close implements page.
func (p *briefPage) Close() {
	p.savePosition()
	p.closed = true
	p.original.letGo()
	p.settle.stop()
	p.stop()
	p.cancel()
}

// SetZoom implements page: the size is only set, the typeface means preparing
// the text anew.
func (p *briefPage) SetZoom() {
	p.reader.SetTextSize(p.fonts.TextSize())
	if p.loaded && p.doc.Sans != p.fonts.Sans() {
		p.reload.call()
	}
}

// opened is what loading a brief brings.
type opened struct {
	brief    db.Brief
	revision db.Revision
	marks    []db.Annotation
	review   []reviewed
	editions []db.Edition
	doc      textlayout.Document
	prepared *textlayout.Prepared // nil: the text on show is still right
}

func (p *briefPage) load(done func()) {
	before, have, sans := p.doc, p.loaded, p.fonts.Sans()
	fetch(p.ctx, p.loop, func(ctx context.Context) (o opened, err error) {
		if o.brief, err = p.lib.Brief(ctx, p.id); err != nil {
			return o, err
		}
		if o.revision, err = p.lib.Revision(ctx, o.brief.RevisionID); err != nil {
			return o, err
		}
		if o.marks, err = p.lib.Annotations(ctx, p.id); err != nil {
			return o, err
		}
		if o.review, err = loadReview(ctx, p.lib, p.id, o.revision.Text, o.marks); err != nil {
			return o, err
		}
		if o.editions, err = p.lib.Editions(ctx, p.id); err != nil {
			return o, err
		}
		o.doc = layoutDocument(o.brief, o.revision, sans)
		if !have || !reflect.DeepEqual(before, o.doc) {
			o.prepared, err = p.fonts.Prepare(ctx, o.doc)
		}
		return o, err
	}, func(o opened, err error) {
		defer done()
		if errors.Is(err, db.ErrNotFound) || err == nil && !o.brief.TrashedAt.IsZero() {
			p.act.gone(p.Key())
			return
		}
		if err != nil {
			p.fail(err)
			return
		}
		p.show(o)
	})
}

func (p *briefPage) show(o opened) {
	first, before := !p.loaded, p.revision.ID
	p.loaded = true
	p.trouble.Hide()
	p.brief, p.revision, p.doc, p.marks, p.review = o.brief, o.revision, o.doc, o.marks, o.review
	p.showEditions(o.editions)
	if o.prepared != nil {
		at := p.reader.ReadingPosition()
		if first {
			at = o.brief.ReadingPosition
		}
		p.reader.SetPrepared(o.prepared)
		p.reader.SetReadingPosition(at)
		p.find.forget()
	}
	p.handling.SetMark(p.brief.TLP.Label())
	p.toolbar.Refresh()
	p.drawMarks()
	p.lenses.textShown(first || before != o.revision.ID)
	p.original.load()
	p.takeAim()
	if p.retitled != nil {
		p.retitled()
	}
	p.act.marks(p)
	if p.told != nil {
		p.told()
	}
	if first {
		p.events.emit("opened %d %s", p.id, p.brief.Title)
	}
}

func (p *briefPage) fail(err error) {
	t := db.Explain(err)
	banner := widgets.NewBanner(widgets.BannerError, t.What, t.Safe, t.Do)
	banner.AddAction(lang.L("Try again"), func() { p.reload.call() })
	p.trouble.Objects = []fyne.CanvasObject{stacked(banner)}
	p.trouble.Show()
	p.report(fmt.Errorf("open the brief: %w", err))
}

func (p *briefPage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.BriefChanged:
		if n.ID == p.id {
			p.reload.call()
		}
	case db.AnnotationChanged:
		if n.BriefID == p.id {
			p.reload.call()
		}
	case db.FindingsChanged:
		if n.BriefID == p.id && len(p.editions) > 1 {
			p.reload.call() // a decision that was in doubt was settled, or is again
		}
	case db.LibraryChanged:
		p.reload.call()
	}
}

func (p *briefPage) labelsChanged() {
	if p.closed {
		return
	}
	p.bar.SetItems(p.barItems()...)
	p.drawMarks()
	p.act.marks(p)
}

func (p *briefPage) drawMarks() {
	if !p.lenses.set.on(lensHighlights) {
		p.reader.SetMarks(nil)
		return
	}
	marks := make([]reader.Mark, 0, len(p.marks))
	for _, a := range p.marks {
		if a.RevisionID != p.revision.ID || a.State == db.AnchorDetached {
			continue // its place in this text is not known
		}
		marks = append(marks, p.labels.mark(a))
	}
	p.reader.SetMarks(marks)
	p.reader.SetActiveMark(p.active)
}

func (p *briefPage) scrolled(position int) {
	p.original.follow(position)
	p.placeBar()
	p.events.moved()
	p.settle.call(p.savePosition)
}

// savePosition remembers what is in view; a failure is not worth a word.
func (p *briefPage) savePosition() {
	p.settle.stop()
	if !p.loaded || p.closed || !p.canWrite() {
		return
	}
	at := p.reader.ReadingPosition()
	if at == p.brief.ReadingPosition {
		return
	}
	p.brief.ReadingPosition = at
	store(p.kit.ctx, p.loop, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.lib.SetReadingPosition(ctx, p.id, at)
	}, func(struct{}, error) { p.events.emit("position %d", at) })
}

// activate draws one mark stronger: its card is the chosen one.
func (p *briefPage) activate(id int64) {
	p.active = id
	p.reader.SetActiveMark(id)
}

// reveal shows the passage of an annotation.
func (p *briefPage) reveal(id int64) {
	p.activate(id)
	for _, a := range p.marks {
		if a.ID == id {
			p.reader.Reveal(a.Start, a.End)
			return
		}
	}
}

// place says where in the brief an annotation stands: "summary", "title",
// "¶2 · p. 7".
func (p *briefPage) place(a db.Annotation) string {
	if a.RevisionID != p.revision.ID {
		return ""
	}
	return joinNonEmpty(" · ", p.blockPlace(a), pageText(p.pagesOf(span.Span{Start: a.Start, End: a.End})))
}

func (p *briefPage) blockPlace(a db.Annotation) string {
	paragraph := 0
	for _, b := range p.revision.Blocks {
		if b.Section == "" && (b.Kind == db.KindParagraph || b.Kind == db.KindBullet || b.Kind == db.KindQuote) {
			paragraph++
		}
		if a.Start < b.Start || a.Start >= b.End {
			continue
		}
		switch {
		case b.Section == db.SectionSummary:
			return lang.L("summary")
		case b.Kind == db.KindParagraph || b.Kind == db.KindBullet || b.Kind == db.KindQuote:
			return fmt.Sprintf("¶%d", paragraph)
		}
		return blockKindName(b.Kind)
	}
	return ""
}
