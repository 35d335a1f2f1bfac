package cli

import (
	"errors"
	"io"
	"strings"

	"sidelight/db"
)

type noteCmd struct {
	Brief string  `arg:"" help:"Number, uid or title."`
	Set   *string `placeholder:"TEXT" help:"Write the note, in Markdown; - reads it from standard input."`
	TLP   *tlp    `name:"tlp" placeholder:"MARK" help:"With --set: mark the note CLEAR, GREEN, AMBER, AMBER+STRICT, RED or none."`
}

// Run prints the note about a brief, or replaces it. What stood there before
// stays in the note's history.
func (c *noteCmd) Run(e *env) error {
	if c.Set == nil {
		if c.TLP != nil {
			return usage("--tlp goes with --set; sidelight mark --note marks what is written")
		}
		lib, err := e.open(false)
		return with(lib, err, c.print(e))
	}
	body := *c.Set
	if body == "-" {
		data, err := io.ReadAll(e.stdin)
		if err != nil {
			return err
		}
		body = string(data)
	}
	body = strings.ToValidUTF8(body, "\uFFFD")
	lib, err := e.openForWriting(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		n, err := lib.BriefNote(e.ctx, b.ID)
		switch {
		case errors.Is(err, db.ErrNotFound):
			n, err = lib.AddNote(e.ctx, db.Note{BriefID: b.ID, Title: b.Title, Body: body})
		case err == nil:
			n, err = lib.SaveNote(e.ctx, n.ID, n.Title, body)
		}
		if err == nil && c.TLP != nil {
			n, err = lib.MarkNote(e.ctx, n.ID, db.TLP(*c.TLP))
		}
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeNote(n))
		}
		return e.printf("saved: note about %s\n", titled(b))
	})
}

func (c *noteCmd) print(e *env) func(*db.Library) error {
	return func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		n, err := lib.BriefNote(e.ctx, b.ID)
		switch {
		case errors.Is(err, db.ErrNotFound):
			return sayf("there is no note about %q yet", titled(b))
		case err != nil:
			return err
		case e.json:
			return e.printJSON(shapeNote(n))
		}
		return e.printf("%s\n", strings.TrimRight(terminal(n.Body), "\n"))
	}
}
