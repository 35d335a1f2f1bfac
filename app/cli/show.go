package cli

import (
	"strings"

	"sidelight/db"
)

type showCmd struct {
	Brief string `arg:"" help:"Number, uid or title."`
}

// Run shows a brief.
func (c *showCmd) Run(e *env) error {
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		rev, err := lib.Revision(e.ctx, b.RevisionID)
		if err != nil {
			return err
		}
		original, err := lib.Original(e.ctx, b.RevisionID)
		if err != nil {
			return err
		}
		annotations, err := lib.Annotations(e.ctx, b.ID)
		if err != nil {
			return err
		}
		labels, err := labelsByID(e, lib)
		if err != nil {
			return err
		}
		notes, err := lib.Notes(e.ctx, db.NoteFilter{BriefID: &b.ID})
		if err != nil {
			return err
		}
		if e.json {
			actors, err := lib.Actors(e.ctx)
			if err != nil {
				return err
			}
			return e.printJSON(shapeShow(b, rev, original, actors, annotations, labels, notes))
		}
		return e.printBrief(b, rev, annotations, labels, notes)
	})
}

// printBrief shows a brief to a person: what is known of it, its text as it
// stands, and what was said of it.
func (e *env) printBrief(b db.Brief, rev db.Revision, annotations []db.Annotation, labels map[int64]db.Label, notes []db.Note) error {
	var out strings.Builder
	line := func(name, value string) {
		if value = oneLine(value); value != "" {
			out.WriteString(name + ": " + value + "\n")
		}
	}
	out.WriteString(titled(b) + "\n")
	line("publication", b.Publication)
	line("volume", b.Volume)
	line("issue", b.Issue)
	line("author", b.Author)
	line("published", day(b.Published))
	line("tags", strings.Join(b.Tags, ", "))
	line("uid", b.UID)
	out.WriteString("\n" + strings.Trim(terminal(rev.Text), "\n") + "\n")
	for _, a := range annotations {
		label := labels[a.LabelID].Name
		if label == "" {
			label = "no label"
		}
		out.WriteString("\n[" + oneLine(label) + "] \"" + oneLine(a.Quote) + "\"\n")
		if note := strings.TrimSpace(terminal(a.Note)); note != "" {
			out.WriteString(note + "\n")
		}
	}
	for _, n := range notes {
		if body := strings.TrimSpace(terminal(n.Body)); body != "" {
			out.WriteString("\n[note]\n" + body + "\n")
		}
	}
	return e.printf("%s", out.String())
}

func labelsByID(e *env, lib *db.Library) (map[int64]db.Label, error) {
	labels, err := lib.Labels(e.ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]db.Label, len(labels))
	for _, l := range labels {
		byID[l.ID] = l
	}
	return byID, nil
}
