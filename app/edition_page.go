package app

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
)

// editionPage is an edition of a brief that is not the current one: it is read
// with its marks, and not written in.
type editionPage struct {
	*textPage
	content fyne.CanvasObject
	banner  *widgets.Banner
	key     tabKey
	quiet   func()
	marks   reloader
}

// newEditionPage makes the page of a revision. Which brief it is of is read with
// it.
func (d *Desk) newEditionPage(revision int64, title string) *editionPage {
	p := &editionPage{key: tabKey{tabEdition, revision}}
	p.textPage = newTextPage(d.kit, d.shell.fonts, db.SideRef{Kind: db.KindBrief, RevisionID: revision}, title, func(tabKey) { d.tabs.closeKey(p.key) })
	p.banner = widgets.NewBanner(widgets.BannerInfo, lang.L("An earlier edition"), "", "")
	p.banner.AddAction(lang.L("Compare with the current"), func() { d.compareEdition(p.ref.ID, revision) })
	p.banner.AddAction(lang.L("Open the current"), func() { d.openBrief(p.ref.ID, true) })
	if d.canWrite() {
		p.banner.AddAction(lang.L("Use this edition"), func() { d.kit.useEdition(p.ref.ID, revision) })
	}
	p.content = widgets.NewGround(widgets.GroundPage, widgets.NewDock(p.banner, nil, nil, nil, p.textPage.reader))
	p.marks = reloader{load: p.loadMarks}
	p.told = p.marks.call
	quiet, unwatch := d.feed.listen(p.hearMarks), d.labels.watch(p.marks.call)
	p.quiet = func() { quiet(); unwatch() }
	return p
}

// openEdition opens an edition of the brief in view, which stays.
func (d *Desk) openEdition(e db.Edition) {
	if p := d.tabs.current(); p != nil {
		d.tabs.keep(p)
	}
	d.show(tabKey{tabEdition, e.RevisionID}, "", true)
}

// editionRead is what reading an edition brings beside its text.
type editionRead struct {
	all   []db.Edition
	marks []db.Annotation
}

func (p *editionPage) loadMarks(done func()) {
	revision := p.key.ID
	brief := p.ref.ID
	fetch(p.ctx, p.loop, func(ctx context.Context) (r editionRead, err error) {
		if r.all, err = p.lib.Editions(ctx, brief); err != nil {
			return r, err
		}
		r.marks, err = p.lib.AnnotationsIn(ctx, revision)
		return r, err
	}, func(r editionRead, err error) {
		defer done()
		if err != nil {
			if !errors.Is(err, db.ErrNotFound) {
				p.report(fmt.Errorf("read an edition: %w", err))
			}
			return
		}
		p.describe(r)
		var marks []reader.Mark
		for _, a := range r.marks {
			if a.State != db.AnchorDetached {
				marks = append(marks, p.labels.mark(a))
			}
		}
		p.reader.SetMarks(marks)
		p.events.emit("edition %d %d", revision, len(marks))
	})
}

// describe says in the banner which edition this is.
func (p *editionPage) describe(r editionRead) {
	for _, e := range r.all {
		if e.RevisionID != p.key.ID {
			continue
		}
		what := lang.L("Edition {{.N}} of {{.M}}, imported {{.Day}}", map[string]any{"N": e.Number, "M": len(r.all), "Day": e.ImportedAt.Local().Format("2 Jan 2006")})
		safe := lang.L("It is read and not changed; its marks stand as they stood.")
		if e.Current {
			safe = lang.L("It is the current text.")
		}
		p.banner.SetText(what, safe, "")
	}
}

func (p *editionPage) hearMarks(n db.Notice) {
	switch n := n.(type) {
	case db.AnnotationChanged:
		if n.BriefID == p.ref.ID {
			p.marks.call()
		}
	case db.LibraryChanged:
		p.marks.call()
	}
}

// Key implements page.
func (p *editionPage) Key() tabKey { return p.key }

// Content implements page.
func (p *editionPage) Content() fyne.CanvasObject { return p.content }

// Close implements page.
func (p *editionPage) Close() {
	p.quiet()
	p.textPage.Close()
}

// titleOfEdition is the title of a tab of last time.
func titleOfEdition(ctx context.Context, lib *db.Library, revision int64) (title string, ok bool) {
	r, err := lib.Revision(ctx, revision)
	if err != nil {
		return "", false
	}
	b, err := lib.Brief(ctx, r.BriefID)
	return b.Title, err == nil && b.TrashedAt.IsZero()
}

// compareEdition opens an edition of a brief beside its current text.
func (d *Desk) compareEdition(brief, revision int64) {
	d.compare(db.SideRef{Kind: db.KindBrief, ID: brief, RevisionID: revision}, briefSideRef(brief))
}
