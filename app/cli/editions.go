package cli

import (
	"cmp"
	"fmt"
	"os"
	"strconv"
	"strings"

	"sidelight/app/editions"
	"sidelight/app/findings"
	"sidelight/db"
)

// updateJSON is what became of all that was said of the text before.
type updateJSON struct {
	Edition     int        `json:"edition"` // its number, from 1
	Annotations countsJSON `json:"annotations"`
	Decisions   countsJSON `json:"decisions"`
}

type countsJSON struct {
	Stayed   int `json:"stayed"`
	Moved    int `json:"moved"`
	Review   int `json:"review"`
	Detached int `json:"detached"`
}

// line says it to a person.
func (u updateJSON) line() string {
	return fmt.Sprintf("edition %d", u.Edition) + u.Annotations.line("annotation") + u.Decisions.line("decision")
}

func (c countsJSON) line(what string) string {
	total := c.Stayed + c.Moved + c.Review + c.Detached
	if total == 0 {
		return ""
	}
	return fmt.Sprintf("; %s: %d stayed, %d moved, %d to review, %d detached", count(total, what), c.Stayed, c.Moved, c.Review, c.Detached)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// findEdition finds a brief, or with BRIEF@N its Nth edition. revision is 0
// where none was named.
func (e *env) findEdition(lib *db.Library, ref string) (b db.Brief, revision int64, err error) {
	at := strings.LastIndexByte(ref, '@')
	number, numberErr := strconv.Atoi(ref[at+1:])
	if at < 0 || numberErr != nil {
		b, err = e.findBrief(lib, ref)
		return b, 0, err
	}
	if b, err = e.findBrief(lib, ref[:at]); err != nil {
		return b, 0, err
	}
	one, err := e.editionOf(lib, b, number)
	return b, one.RevisionID, err
}

// editionOf returns a brief's edition of a number.
func (e *env) editionOf(lib *db.Library, b db.Brief, number int) (db.Edition, error) {
	all, err := lib.Editions(e.ctx, b.ID)
	if err != nil {
		return db.Edition{}, err
	}
	for _, one := range all {
		if one.Number == number {
			return one, nil
		}
	}
	return db.Edition{}, sayf("brief %d has no edition %d; it has %s", b.ID, number, count(len(all), "edition"))
}

type editionsCmd struct {
	Brief string `arg:"" help:"Number, uid or title."`
	Use   int    `placeholder:"N" help:"Make the Nth edition the current text; annotations go back to where they stood in it."`
}

type editionJSON struct {
	Number      int               `json:"number"`
	UID         string            `json:"uid"`
	ImportedAt  string            `json:"imported_at"`
	File        string            `json:"file"`
	Current     bool              `json:"current"`
	Annotations editionCountsJSON `json:"annotations"`
}

type editionCountsJSON struct {
	Anchored int `json:"anchored"`
	Moved    int `json:"moved"`
	Review   int `json:"review"`
	Detached int `json:"detached"`
}

// Run lists the editions of a brief, the newest first.
func (c *editionsCmd) Run(e *env) error {
	if c.Use < 0 {
		return usage("--use takes the number of an edition")
	}
	open := e.open
	if c.Use > 0 {
		open = e.openForWriting
	}
	lib, err := open(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		if c.Use > 0 {
			one, err := e.editionOf(lib, b, c.Use)
			if err != nil {
				return err
			}
			if _, err := editions.Use(e.ctx, lib, b.ID, one.RevisionID); err != nil {
				return err
			}
			if err := findings.Briefs(e.ctx, lib, b.ID); err != nil {
				return err
			}
		}
		all, err := lib.Editions(e.ctx, b.ID)
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeEditions(all))
		}
		return e.printEditions(all)
	})
}

func shapeEditions(all []db.Edition) []editionJSON {
	shaped := []editionJSON{}
	for _, one := range all {
		shaped = append(shaped, editionJSON{one.Number, one.UID, shapeTime(one.ImportedAt), one.File, one.Current, editionCountsJSON(one.Anchors)})
	}
	return shaped
}

func (e *env) printEditions(all []db.Edition) error {
	for _, one := range all {
		line := fmt.Sprintf("%d  %s  %s", one.Number, one.ImportedAt.Format("2006-01-02"), cmp.Or(oneLine(one.File), "pasted text"))
		if one.Current {
			line += " (current)"
		}
		n := one.Anchors
		if total := n.Anchored + n.Moved + n.Review + n.Detached; total > 0 {
			line += ": " + count(total, "annotation")
			if n.Review+n.Detached > 0 {
				line += fmt.Sprintf(", %d to review, %d detached", n.Review, n.Detached)
			}
		}
		if err := e.printf("%s\n", line); err != nil {
			return err
		}
	}
	return nil
}
