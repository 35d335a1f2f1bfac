package cli

import (
	"errors"
	"fmt"
	"strings"

	"sidelight/db"
)

// tlp is a mark of the Traffic Light Protocol on the command line.
type tlp db.TLP

// UnmarshalText implements encoding.TextUnmarshaler.
func (t *tlp) UnmarshalText(written []byte) error {
	mark, ok := db.ParseTLP(string(written))
	if !ok && !strings.EqualFold(string(written), "none") {
		return fmt.Errorf("%q is no mark; the marks are CLEAR, GREEN, AMBER, AMBER+STRICT, RED and none", written)
	}
	*t = tlp(mark)
	return nil
}

type markCmd struct {
	Brief string `arg:"" help:"Number, uid or title."`
	TLP   tlp    `name:"tlp" required:"" placeholder:"MARK" help:"CLEAR, GREEN, AMBER, AMBER+STRICT, RED, or none."`
	Note  bool   `help:"Mark the note about the brief instead, which is handled by the stricter of both marks."`
}

// Run marks a brief, or the note about it.
func (c *markCmd) Run(e *env) error {
	lib, err := e.openForWriting(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		mark := db.TLP(c.TLP)
		if c.Note {
			return c.note(e, lib, b, mark)
		}
		if b, err = lib.UpdateBrief(e.ctx, b.ID, db.BriefUpdate{TLP: &mark}); err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeBrief(b))
		}
		return e.printf("%s: %s\n", marked(b.TLP), titled(b))
	})
}

func (c *markCmd) note(e *env, lib *db.Library, b db.Brief, mark db.TLP) error {
	n, err := lib.BriefNote(e.ctx, b.ID)
	if errors.Is(err, db.ErrNotFound) {
		return sayf("there is no note about %q yet", titled(b))
	}
	if err != nil {
		return err
	}
	if n, err = lib.MarkNote(e.ctx, n.ID, mark); err != nil {
		return err
	}
	if e.json {
		return e.printJSON(shapeNote(n))
	}
	return e.printf("%s: note about %s\n", marked(n.Handling), titled(b))
}

// marked says how something is handled now.
func marked(t db.TLP) string {
	if t == db.TLPNone {
		return "no mark"
	}
	return t.Label()
}
