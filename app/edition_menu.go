package app

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"sidelight/app/editions"
	"sidelight/db"
)

// showEditions says over the text how many editions it has; one is nothing to
// speak of.
func (p *briefPage) showEditions(all []db.Edition) {
	p.editions = all
	setShown(p.texts, len(all) > 1)
	if len(all) > 1 {
		p.texts.SetText(plural(len(all), "{{.N}} edition", "{{.N}} editions"))
	}
}

// editionItems list the editions of the brief, the newest first, each with what
// can be done with it.
func (p *briefPage) editionItems() []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, e := range p.editions {
		item := fyne.NewMenuItem(editionName(e), nil)
		if item.Checked = e.Current; !e.Current {
			item.ChildMenu = fyne.NewMenu("", p.editionActions(e)...)
		}
		items = append(items, item)
	}
	return items
}

func (p *briefPage) editionActions(e db.Edition) []*fyne.MenuItem {
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(lang.L("Open with its marks"), func() { p.act.edition(e) }),
		fyne.NewMenuItem(lang.L("Compare with the current"), func() { p.act.against(e) })}
	if p.canWrite() {
		items = append(items, fyne.NewMenuItem(lang.L("Use this edition"), func() { p.useEdition(p.id, e.RevisionID) }))
	}
	return items
}

// editionName is an edition in a menu: "2 · 30 Nov 2026 · corrected.txt".
func editionName(e db.Edition) string {
	file := e.File
	if file == "" {
		file = lang.L("Pasted text")
	}
	return joinNonEmpty(" · ", number(e.Number), e.ImportedAt.Local().Format("2 Jan 2006"), shorten(file, 40))
}

// useEdition makes another edition the current text, in one step that can be
// taken back.
func (k *kit) useEdition(brief, revision int64) {
	if !k.canWrite() {
		return
	}
	var former int64
	use := func(ctx context.Context, revision int64) error {
		_, err := editions.Use(ctx, k.lib, brief, revision)
		return err
	}
	k.undo.run(k.ctx, step{What: lang.L("use another edition"),
		Do: func(ctx context.Context) error {
			b, err := k.lib.Brief(ctx, brief)
			if err != nil {
				return err
			}
			former = b.RevisionID
			return use(ctx, revision)
		},
		Undo: func(ctx context.Context) error { return use(ctx, former) },
	}, func() {
		k.saved()
		k.say(lang.L("This edition is the current text now"))
		k.events.emit("edition-used %d %d", brief, revision)
	})
}

// becomesText says what becomes, or became, of annotations.
func becomesText(c editions.Counts) string {
	if c.Total() == 0 {
		return lang.L("No annotations are affected.")
	}
	var parts []string
	for _, part := range []struct {
		n    int
		text string
	}{{c.Stayed, lang.L("{{.N}} stay", count(c.Stayed))}, {c.Moved, lang.L("{{.N}} move", count(c.Moved))},
		{c.Review, lang.L("{{.N}} to review", count(c.Review))}, {c.Detached, lang.L("{{.N}} detached", count(c.Detached))}} {
		if part.n > 0 {
			parts = append(parts, part.text)
		}
	}
	return plural(c.Total(), "{{.N}} annotation", "{{.N}} annotations") + ": " + joinNonEmpty(", ", parts...) + "."
}

func count(n int) map[string]any { return map[string]any{"N": number(n)} }
