package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
	"sidelight/widgets/reader"
	"sidelight/widgets/textlayout"
)

// textPage is a text that is only read: an earlier edition of a brief, or, at the
// side of a comparison, a note.
type textPage struct {
	*kit
	ref    db.SideRef
	fonts  typography
	ctx    context.Context
	cancel context.CancelFunc
	stop   func()
	reload reloader

	content  fyne.CanvasObject
	reader   *reader.Reader
	name     string
	words    string
	loaded   bool
	sans     bool
	told     func()
	retitled func()
	gone     func(tabKey)
}

func newTextPage(k *kit, t typography, ref db.SideRef, name string, gone func(tabKey)) *textPage {
	p := &textPage{kit: k, ref: ref, fonts: t, name: name, gone: gone, reader: reader.New()}
	p.ctx, p.cancel = context.WithCancel(k.ctx)
	p.reload = reloader{load: p.load}
	p.reader.SetTextSize(t.TextSize())
	p.reader.OnSecondary = func(_ int, at fyne.Position) {
		pos := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.reader).Add(at)
		popUp(p.win, pos, fyne.NewMenuItem(lang.L("Copy"), func() { p.app.Clipboard().SetContent(p.reader.SelectedText()) }))
	}
	p.content = widgets.NewGround(widgets.GroundPage, p.reader)
	p.stop = k.feed.listen(p.hear)
	return p
}

func (p *textPage) hear(n db.Notice) {
	switch n := n.(type) {
	case db.BriefChanged:
		if p.ref.Kind == db.KindBrief && n.ID == p.ref.ID {
			p.reload.call()
		}
	case db.NoteChanged:
		if p.ref.Kind == db.KindNote && n.ID == p.ref.ID {
			p.reload.call()
		}
	case db.LibraryChanged:
		p.reload.call()
	}
}

// readText is what loading a text brings.
type readText struct {
	ref      db.SideRef // with the brief that an edition is of
	name     string
	trashed  bool
	doc      textlayout.Document
	prepared *textlayout.Prepared
}

func (p *textPage) load(done func()) {
	sans := p.fonts.Sans()
	fetch(p.ctx, p.loop, func(ctx context.Context) (r readText, err error) {
		if r, err = readSide(ctx, p.lib, p.ref, sans); err == nil {
			r.prepared, err = p.fonts.Prepare(ctx, r.doc)
		}
		return r, err
	}, func(r readText, err error) {
		defer done()
		switch {
		case errors.Is(err, db.ErrNotFound) || err == nil && r.trashed:
			p.gone(p.Key())
			return
		case err != nil:
			p.report(fmt.Errorf("read a text to compare: %w", err))
			return
		}
		first := !p.loaded
		at := p.reader.ReadingPosition()
		p.loaded, p.ref, p.name, p.words, p.sans = true, r.ref, r.name, r.doc.Text, sans
		p.reader.SetPrepared(r.prepared)
		if !first {
			p.reader.SetReadingPosition(at)
		}
		if p.retitled != nil {
			p.retitled()
		}
		if p.told != nil {
			p.told()
		}
	})
}

// readSide reads a text and says how it is set.
func readSide(ctx context.Context, lib *db.Library, ref db.SideRef, sans bool) (readText, error) {
	if ref.Kind == db.KindNote {
		n, err := lib.Note(ctx, ref.ID)
		return readText{ref: ref, name: noteTitle(n), trashed: !n.TrashedAt.IsZero(), doc: noteDocument(n, sans)}, err
	}
	rev, err := lib.Revision(ctx, ref.RevisionID)
	if err != nil {
		return readText{}, err
	}
	ref.ID = rev.BriefID
	b, err := lib.Brief(ctx, ref.ID)
	doc := layoutDocument(b, rev, sans)
	for i := range doc.Blocks {
		doc.Blocks[i].Action = "" // an earlier edition is read, not edited
		doc.Blocks[i].Extra = strings.TrimSuffix(doc.Blocks[i].Extra, " ·")
	}
	return readText{ref: ref, name: b.Title, trashed: !b.TrashedAt.IsZero(), doc: doc}, err
}

// noteDocument sets a note as it was written: every line is a paragraph.
func noteDocument(n db.Note, sans bool) textlayout.Document {
	doc := textlayout.Document{Text: n.Body, Sans: sans}
	doc.Blocks = append(doc.Blocks, textlayout.Block{Role: textlayout.Title, Extra: noteTitle(n)})
	at := 0
	for line := range strings.Lines(n.Body) {
		if words := strings.TrimRight(line, "\r\n"); strings.TrimSpace(words) != "" {
			doc.Blocks = append(doc.Blocks, textlayout.Block{Role: textlayout.Body, Start: at, End: at + len(words)})
		}
		at += len(line)
	}
	return doc
}

// text implements comparedSide.
func (p *textPage) text() (string, bool) { return p.words, p.loaded }

// view implements comparedSide.
func (p *textPage) view() *reader.Reader { return p.reader }

// tint implements comparedSide.
func (p *textPage) tint(changes []reader.Finding) { p.reader.SetFindings(changes) }

// compare implements comparedSide.
func (p *textPage) compare(drawn, scrolled func()) {
	p.told, p.reader.OnScrolled = drawn, scrolled
}

// alone implements comparedSide.
func (p *textPage) alone() {
	p.compare(nil, nil)
	p.tint(nil)
	p.reader.SetGrounds(nil)
}

// Key implements page: of a note its own, so that it goes when the note does.
func (p *textPage) Key() tabKey {
	if p.ref.Kind == db.KindNote {
		return tabKey{tabNote, p.ref.ID}
	}
	return tabKey{tabBrief, p.ref.ID}
}

// Title implements page.
func (p *textPage) Title() string { return tabTitle(sideName(p.ref, p.name)) }

// Content implements page.
func (p *textPage) Content() fyne.CanvasObject { return p.content }

// OnTitle implements page.
func (p *textPage) OnTitle(f func()) { p.retitled = f }

// Shown implements page.
func (p *textPage) Shown() {
	if !p.loaded {
		p.reload.call()
	}
}

// Hidden implements page.
func (p *textPage) Hidden() {}

// Focus implements page.
func (p *textPage) Focus() { p.win.Canvas().Focus(p.reader) }

// Holds implements page.
func (p *textPage) Holds(f fyne.Focusable) bool { return f == fyne.Focusable(p.reader) }

// OnKeyboard implements watchesKeyboard.
func (p *textPage) OnKeyboard(f func()) { p.reader.OnFocus = f }

// Close implements page.
func (p *textPage) Close() {
	p.stop()
	p.cancel()
}

// SetZoom implements page.
func (p *textPage) SetZoom() {
	p.reader.SetTextSize(p.fonts.TextSize())
	if p.loaded && p.sans != p.fonts.Sans() {
		p.reload.call()
	}
}

// Places implements page.
func (p *textPage) Places(to put) { whole(to, "reader", p.reader) }
