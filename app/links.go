package app

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"sidelight/db"
	"sidelight/widgets"
)

// suggestions is how many names "[[" offers at once.
const suggestions = 8

// suggestNames completes what was typed after "[[" to the briefs and notes
// that the lists have read. Names that begin with it come first.
func (d *Desk) suggestNames(prefix string) []widgets.Suggestion {
	wanted := db.Fold(oneLine(prefix))
	var first, later []widgets.Suggestion
	add := func(title, detail string) {
		if title == "" {
			return
		}
		s := widgets.Suggestion{Title: title, Detail: detail}
		switch folded := db.Fold(title); {
		case strings.HasPrefix(folded, wanted):
			first = append(first, s)
		case strings.Contains(folded, wanted):
			later = append(later, s)
		}
	}
	for _, b := range d.briefs.rows.rows {
		add(b.Title, joinNonEmpty(" ", b.Publication, issueText(b)))
	}
	for _, n := range d.notes.rows {
		add(n.Title, lang.L("Note"))
	}
	all := append(first, later...)
	return all[:min(len(all), suggestions)]
}

// followLink opens the note, brief or actor that a link of a preview names. An
// address is copied, never opened: nothing leaves this machine.
func (d *Desk) followLink(target string) {
	if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
		d.app.Clipboard().SetContent(target)
		d.say(lang.L("Address copied"))
		return
	}
	name, _, _ := strings.Cut(target, "#")
	name, _, _ = strings.Cut(name, "|")
	for _, n := range d.notes.rows {
		if n.Title != "" && db.Fold(n.Title) == db.Fold(name) {
			d.openNote(n, true)
			return
		}
	}
	fetch(d.ctx, d.loop, func(ctx context.Context) (recordRef, error) { return namedRecord(ctx, d.lib, name) },
		func(found recordRef, err error) {
			switch {
			case errors.Is(err, db.ErrNotFound):
				d.say(lang.L("Nothing is called “{{.Name}}”", map[string]any{"Name": name}))
			case err != nil:
				d.report(fmt.Errorf("open %q: %w", name, err))
			default:
				d.openRecord(found.kind, found.id, false)
			}
		})
}

// namedRecord finds the brief or else the actor that a link names.
// ErrNotFound.
func namedRecord(ctx context.Context, lib *db.Library, name string) (recordRef, error) {
	briefs, err := lib.FindBriefs(ctx, name)
	if err == nil && len(briefs) > 0 {
		return recordRef{db.KindBrief, briefs[0].ID}, nil
	}
	if err != nil && !errors.Is(err, db.ErrNotFound) {
		return recordRef{}, err
	}
	actors, err := lib.ActorsNamed(ctx, name)
	if err != nil {
		return recordRef{}, err
	}
	if len(actors) == 0 {
		return recordRef{}, db.ErrNotFound
	}
	return recordRef{db.KindActor, actors[0].ID}, nil
}
