package cli

import (
	"errors"
	"fmt"
	"strings"

	"sidelight/app/collate"
	"sidelight/app/collate/diff"
	"sidelight/app/export"
	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
)

type compareCmd struct {
	Left  string `arg:"" help:"A brief: number, uid or title, with @N for its Nth edition; or note:NUMBER."`
	Right string `arg:"" help:"The other one."`
	As    string `enum:",editions,matters" default:"" placeholder:"KIND" help:"editions of one text, or matters: two texts about the same things (default: what fits them)."`
	To    string `placeholder:"FILE" help:"Save the comparison and write it as Markdown, with the differences kept and its note, into a file ending in .md; or - for standard output."`
}

// Run holds two texts against each other.
func (c *compareCmd) Run(e *env) error {
	switch {
	case c.To == "-" && e.json:
		return usage("--json has no place where the Markdown itself is printed")
	case c.To != "" && c.To != "-" && !isMarkdownFile(c.To):
		return usage("--to takes a file ending in .md, or - for standard output")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
			return err
		}
		left, err := e.side(lib, c.Left)
		if err != nil {
			return err
		}
		right, err := e.side(lib, c.Right)
		if err != nil {
			return err
		}
		if left.Ref.Kind == right.Ref.Kind && left.Ref.ID == right.Ref.ID && left.Text == right.Text {
			return sayf("%q and %q are the same text", c.Left, c.Right)
		}
		if c.To != "" {
			return c.write(e, lib, left.Ref, right.Ref)
		}
		compared, err := collate.Compare(e.ctx, left, right, collate.Kind(c.As))
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeComparison(left, right, compared))
		}
		return e.printComparison(left, right, compared)
	})
}

// write writes the comparison of two texts as Markdown. It is saved, as by
// opening it in the window, so that the file has a name for it and is brought up
// to date the next time.
func (c *compareCmd) write(e *env, lib *db.Library, left, right db.SideRef) error {
	opened, err := lib.OpenComparison(e.ctx, left, right)
	if err != nil {
		return err
	}
	if c.As != "" {
		opened.View = c.As
	}
	if c.To == "-" {
		text, err := export.ComparisonMarkdown(e.ctx, lib, opened)
		if err != nil {
			return err
		}
		return e.printf("%s", text)
	}
	r, err := export.ComparisonFile(e.ctx, lib, opened, c.To)
	if err != nil {
		return exportError(c.To, err)
	}
	return e.exported(r, c.To)
}

// side loads a text that can be compared: a brief, an edition of one (BRIEF@N),
// or the note of a number.
func (e *env) side(lib *db.Library, ref string) (collate.Side, error) {
	var note int64
	if _, err := fmt.Sscanf(ref, "note:%d", &note); err == nil {
		s, err := collate.Load(e.ctx, lib, db.SideRef{Kind: db.KindNote, ID: note})
		if errors.Is(err, db.ErrNotFound) {
			return s, sayf("there is no note %d", note)
		}
		return s, err
	}
	b, revision, err := e.findEdition(lib, ref)
	if err != nil {
		return collate.Side{}, err
	}
	return collate.Load(e.ctx, lib, db.SideRef{Kind: db.KindBrief, ID: b.ID, RevisionID: revision})
}

// printComparison prints for a person what differs: of editions every change,
// of two texts about the same matters what an analyst would look at.
func (e *env) printComparison(left, right collate.Side, c collate.Comparison) error {
	var out strings.Builder
	line := func(format string, args ...any) { out.WriteString(oneLine(fmt.Sprintf(format, args...)) + "\n") }
	line("%s | %s", left.Title, right.Title)
	switch {
	case c.Kind == collate.KindEditions && len(c.Changes) == 0:
		line("two editions with the same words")
	case c.Kind == collate.KindEditions:
		line("two editions, %s", count(len(c.Changes), "change"))
	case len(c.Aligned) == 0:
		line("nothing in the one belongs to anything in the other")
	default:
		line("two texts about the same matters, %s of passages", count(len(c.Aligned), "pair"))
	}
	for _, ch := range c.Changes {
		line("  %s", changeLine(left.Text, right.Text, ch))
	}
	if c.Kind == collate.KindMatters {
		for _, a := range c.Aligned {
			line("  %s | %s (%s)", excerpt(left.Text, a.Left), excerpt(right.Text, a.Right), strings.Join(reasonWords(a.Reasons), ", "))
		}
	}
	if len(c.Differences) > 0 {
		line("%s worth a look", count(len(c.Differences), "difference"))
		for _, d := range c.Differences {
			line("  %s: %s | %s", d.Kind, orNothing(d.LeftSays), orNothing(d.RightSays))
		}
	}
	return e.printf("%s", out.String())
}

func orNothing(words string) string {
	if words == "" {
		return "nothing"
	}
	return words
}

func changeLine(old, new string, c diff.Change) string {
	switch c.Kind {
	case diff.Inserted:
		return "+ " + excerpt(new, c.New)
	case diff.Deleted:
		return "- " + excerpt(old, c.Old)
	case diff.Moved:
		return "moved: " + excerpt(new, c.New)
	}
	return excerpt(old, c.Old) + " → " + excerpt(new, c.New)
}

// excerptRunes is how much of a passage a line shows.
const excerptRunes = 70

func excerpt(text string, s span.Span) string { return shorten(oneLine(s.Of(text)), excerptRunes) }

func reasonWords(reasons []collate.Reason) []string {
	var words []string
	for _, r := range reasons {
		words = append(words, r.Words)
	}
	return words
}
