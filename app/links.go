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

// followLink opens the brief or note that a link of a preview names. An
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
	fetch(d.ctx, d.loop, func(ctx context.Context) ([]db.Brief, error) { return d.lib.FindBriefs(ctx, name) },
		func(found []db.Brief, err error) {
			switch {
			case errors.Is(err, db.ErrNotFound) || err == nil && len(found) == 0:
				d.say(lang.L("Nothing is called “{{.Name}}”", map[string]any{"Name": name}))
			case err != nil:
				d.report(fmt.Errorf("open %q: %w", name, err))
			default:
				d.openBrief(found[0].ID, true)
			}
		})
}
