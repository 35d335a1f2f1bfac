package cli

import (
	"strings"

	"sidelight/app/anchor"
	"sidelight/app/span"
	"sidelight/db"
)

type annotateCmd struct {
	Brief      string `arg:"" help:"Number, uid or title."`
	Quote      string `required:"" placeholder:"TEXT" help:"The passage; case, accents and spacing need not be exact."`
	Label      string `placeholder:"L" help:"The label's name, or its key or letter."`
	Note       string `placeholder:"TEXT" help:"A comment, in Markdown."`
	Occurrence int    `placeholder:"N" help:"Which one, from 1, where the passage occurs more than once."`
}

// Run marks a passage.
func (c *annotateCmd) Run(e *env) error {
	if c.Occurrence < 0 {
		return usage("--occurrence counts from 1")
	}
	if strings.TrimSpace(c.Quote) == "" {
		return usage("--quote is empty")
	}
	lib, err := e.openForWriting(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		label, err := c.label(e, lib)
		if err != nil {
			return err
		}
		rev, err := lib.Revision(e.ctx, b.RevisionID)
		if err != nil {
			return err
		}
		place, err := c.place(rev.Text)
		if err != nil {
			return err
		}
		s := anchor.Describe(rev.Text, place)
		a, err := lib.AddAnnotation(e.ctx, db.NewAnnotation{BriefID: b.ID, LabelID: label.ID, Start: s.Span.Start, End: s.Span.End,
			Quote: s.Exact, Prefix: s.Prefix, Suffix: s.Suffix, Note: c.Note})
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeAnnotation(a, b.TLP, map[int64]db.Label{label.ID: label}, rev, span.NewPoints(rev.Text)))
		}
		name := label.Name
		if name == "" {
			name = "no label"
		}
		return e.printf("annotated: %s: %q (%s)\n", oneLine(name), shorten(a.Quote, 80), a.UID)
	})
}

// label finds the label by name, key or letter; none when none is asked for.
func (c *annotateCmd) label(e *env, lib *db.Library) (db.Label, error) {
	want := db.Fold(strings.TrimSpace(c.Label))
	if want == "" {
		return db.Label{}, nil
	}
	labels, err := lib.Labels(e.ctx)
	if err != nil {
		return db.Label{}, err
	}
	for _, name := range []func(db.Label) string{
		func(l db.Label) string { return l.Name },
		func(l db.Label) string { return l.Key },
		func(l db.Label) string { return l.Letter },
	} {
		for _, l := range labels {
			if db.Fold(name(l)) == want {
				return l, nil
			}
		}
	}
	var names []string
	for _, l := range labels {
		names = append(names, l.Name)
	}
	return db.Label{}, sayf("there is no label %q; the labels are %s", c.Label, strings.Join(names, ", "))
}

// place finds the one passage that is meant.
func (c *annotateCmd) place(text string) (span.Span, error) {
	places := anchor.Find(text, c.Quote)
	quote := shorten(c.Quote, 60)
	switch {
	case len(places) == 0:
		return span.Span{}, sayf("the brief has no passage %q", quote)
	case c.Occurrence > len(places):
		return span.Span{}, sayf("%q occurs %s in the brief, not %d", quote, times(len(places)), c.Occurrence)
	case c.Occurrence > 0:
		return places[c.Occurrence-1], nil
	case len(places) > 1:
		return span.Span{}, sayf("%q occurs %s in the brief; say which with --occurrence, from 1 to %d", quote, times(len(places)), len(places))
	}
	return places[0], nil
}
