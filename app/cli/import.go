package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sidelight/app/batch"
	"sidelight/app/findings"
	"sidelight/app/intake"
	"sidelight/db"
)

type importCmd struct {
	Paths     []string          `arg:"" name:"path" help:"Files, or folders of them."`
	EditionOf string            `placeholder:"BRIEF" help:"The file is a corrected edition of this brief: its annotations are taken along."`
	KeepBoth  bool              `help:"Add a changed text of a known brief (same title, publication and issue) as a brief of its own."`
	Near      string            `enum:",keep,edition,skip" default:"" placeholder:"WHAT" help:"Look for texts that are nearly the same as one in the library, and keep both, take it as a new edition of that one, or skip it."`
	DryRun    bool              `help:"Only say what would become of each file."`
	Report    string            `placeholder:"FILE" type:"path" help:"Write what became of each file as a CSV table."`
	Map       map[string]string `name:"map" mapsep:"," placeholder:"FIELD=COLUMN,..." help:"Which columns of a table of articles hold what: title, text, author, date, publication, volume, issue, series, tags, url, id. What is not said is guessed."`
	TLP       tlp               `name:"tlp" default:"none" placeholder:"MARK" help:"Mark what is added: CLEAR, GREEN, AMBER, AMBER+STRICT or RED. A stricter mark in a text wins."`
}

// importJSON is what became of one file, or of one article of a file that has
// several.
type importJSON struct {
	Path    string  `json:"path"`
	Part    string  `json:"part,omitempty"` // of the file: a chapter, an entry of an archive
	Outcome string  `json:"outcome"`        // added, updated, duplicate, skipped, failed
	ID      int64   `json:"id,omitempty"`
	UID     string  `json:"uid,omitempty"`
	Title   string  `json:"title,omitempty"`
	TLP     string  `json:"tlp,omitempty"`     // the mark that it has in the library
	Trashed bool    `json:"trashed,omitempty"` // the duplicate lies in the trash
	Why     string  `json:"why,omitempty"`
	Near    int64   `json:"near,omitempty"`  // the brief whose text is nearly the same
	Alike   float64 `json:"alike,omitempty"` // the part that is shared, 0 to 1
	*updateJSON
}

// Run imports one file after the other and says of each what became of it. One
// that fails does not keep the others out. What was added is read at the end.
func (c *importCmd) Run(e *env) error {
	for field := range c.Map {
		if !slices.Contains(intake.TableFields(), field) {
			return usage("--map: there is no field %q; the fields are %s", field, strings.Join(intake.TableFields(), ", "))
		}
	}
	c.Paths = expand(c.Paths)
	if c.EditionOf != "" && (c.KeepBoth || len(c.Paths) != 1 || isFolder(c.Paths[0])) {
		return usage("--edition-of takes one file, and not --keep-both")
	}
	lib, err := e.openForWriting(true)
	return with(lib, err, func(lib *db.Library) error {
		rules, err := c.rules(e, lib)
		if err != nil {
			return err
		}
		files, err := batch.Files(e.ctx, c.Paths)
		if err != nil {
			return err
		}
		if err := c.backUp(e, lib); err != nil {
			return err
		}
		results := []importJSON{}
		var added []int64
		failed := false
		var trouble error // of printing
		say := func(item batch.Item) {
			r, err := e.shapeImport(lib, item)
			trouble = cmp.Or(trouble, err)
			results = append(results, r)
			if !c.DryRun && (item.Outcome == batch.Added || item.Outcome == batch.Updated) {
				added = append(added, r.ID)
			}
			failed = failed || item.Outcome == batch.Failed
			if !e.json && trouble == nil {
				trouble = e.printImport(r)
			}
		}
		run := batch.New(lib, rules, nil).Run
		if c.DryRun {
			run = batch.New(lib, rules, nil).Plan
		}
		items, err := run(e.ctx, files, nil, say)
		if err = cmp.Or(err, trouble); err == nil && e.json {
			err = e.printJSON(results)
		}
		if err == nil && c.Report != "" {
			err = writeReport(c.Report, items)
		}
		// What is in the library is read also when the rest was stopped.
		if err = cmp.Or(err, findings.Briefs(e.ctx, lib, added...)); err == nil && failed {
			err = errReported
		}
		return err
	})
}

// backUp makes a backup before whole folders come into a library with briefs.
func (c *importCmd) backUp(e *env, lib *db.Library) error {
	if c.DryRun || !slices.ContainsFunc(c.Paths, isFolder) {
		return nil
	}
	counts, err := lib.Counts(e.ctx)
	if err != nil || counts.Briefs == 0 {
		return err
	}
	_, _, err = lib.Backup(e.ctx, db.ReasonImport)
	return err
}

// expand puts in the place of a pattern (*.txt) the files that it matches:
// Windows leaves that to the program. What is there under that very name, or
// matches nothing, stays as it is.
func expand(paths []string) []string {
	var out []string
	for _, path := range paths {
		found, err := filepath.Glob(path)
		if _, missing := os.Lstat(path); missing == nil || err != nil || len(found) == 0 {
			found = []string{path}
		}
		out = append(out, found...)
	}
	return out
}

// rules are what the flags say.
func (c *importCmd) rules(e *env, lib *db.Library) (batch.Rules, error) {
	r := batch.Rules{Reading: intake.Reading{Columns: intake.KeptColumns(e.ctx, lib)}, NearText: batch.Choice(c.Near), TLP: db.TLP(c.TLP)}
	if len(c.Map) > 0 {
		r.Reading.Columns = func([]string) intake.Columns { return c.Map }
	}
	if c.KeepBoth {
		r.SameRecord = batch.KeepBoth
	}
	if c.EditionOf != "" {
		b, err := e.findBrief(lib, c.EditionOf)
		if err != nil {
			return r, err
		}
		r.EditionOf = b.ID
	}
	return r, nil
}

// writeReport writes what became of each file as a table that only the user
// can read.
func writeReport(path string, items []batch.Item) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return batch.WriteReport(f, items)
}

// shapeImport puts what became of an article into the shape that is printed.
func (e *env) shapeImport(lib *db.Library, item batch.Item) (importJSON, error) {
	r := importJSON{Path: item.Path, Part: item.Part, Outcome: string(item.Outcome), Title: item.Title}
	if item.Err != nil {
		r.Why = why(item.Err)
		return r, nil
	}
	if b := item.Brief; b.ID != 0 {
		r.ID, r.UID, r.Title, r.TLP, r.Trashed = b.ID, b.UID, b.Title, b.TLP.Label(), !b.TrashedAt.IsZero()
	}
	if item.Kinship == batch.NearText {
		r.Near, r.Alike = item.Known.ID, item.Alike
	}
	if item.Outcome != batch.Updated {
		return r, nil
	}
	r.updateJSON = &updateJSON{Annotations: countsJSON(item.Annotations), Decisions: countsJSON(item.Decisions)}
	all, err := lib.Editions(e.ctx, item.Known.ID)
	r.Edition = len(all)
	if item.Brief.ID == 0 { // it is only planned
		r.Edition++
		r.ID = item.Known.ID
	}
	for _, one := range all {
		if one.Current && item.Brief.ID != 0 {
			r.Edition = one.Number
		}
	}
	return r, err
}

func (e *env) printImport(r importJSON) error {
	from := oneLine(r.Path)
	if r.Part != "" {
		from += ", " + oneLine(r.Part)
	}
	if r.Outcome == string(batch.Failed) {
		return e.printf("failed: %s: %s\n", from, oneLine(r.Why))
	}
	about := []string{}
	if r.ID != 0 {
		about = append(about, fmt.Sprintf("brief %d", r.ID))
	}
	if r.TLP != "" {
		about = append(about, r.TLP)
	}
	if r.Trashed {
		about = append(about, "in the trash")
	}
	line := oneLine(r.Title)
	if len(about) > 0 {
		line = strings.Join(about, ", ") + ": " + line
	}
	if r.Near != 0 {
		line += fmt.Sprintf("; %.0f%% the same as brief %d", 100*r.Alike, r.Near)
	}
	if r.updateJSON != nil {
		line += "; " + r.updateJSON.line()
	}
	return e.printf("%s: %s (%s)\n", r.Outcome, from, line)
}
