package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sidelight/app/findings"
	"sidelight/app/intake"
	"sidelight/db"
)

type importCmd struct {
	Paths     []string          `arg:"" name:"path" help:"Files, or folders of them."`
	EditionOf string            `placeholder:"BRIEF" help:"The file is a corrected edition of this brief: its annotations are taken along."`
	KeepBoth  bool              `help:"Add a changed text of a known brief (same title, publication and issue) as a brief of its own."`
	Map       map[string]string `name:"map" mapsep:"," placeholder:"FIELD=COLUMN,..." help:"Which columns of a table of articles hold what: title, text, author, date, publication, volume, issue, series, tags, url, id. What is not said is guessed."`
	TLP       tlp               `name:"tlp" default:"none" placeholder:"MARK" help:"Mark what is added: CLEAR, GREEN, AMBER, AMBER+STRICT or RED. A stricter mark in a text wins."`
}

// importJSON is what became of one file, or of one article of a file that has
// several.
type importJSON struct {
	Path    string `json:"path"`
	Part    string `json:"part,omitempty"` // of the file: a chapter, an entry of an archive
	Outcome string `json:"outcome"`        // added, updated, duplicate, failed
	ID      int64  `json:"id,omitempty"`
	UID     string `json:"uid,omitempty"`
	Title   string `json:"title,omitempty"`
	TLP     string `json:"tlp,omitempty"`     // the mark that it has in the library
	Trashed bool   `json:"trashed,omitempty"` // the duplicate lies in the trash
	Why     string `json:"why,omitempty"`
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
		var edition db.Brief
		if c.EditionOf != "" {
			if edition, err = e.findBrief(lib, c.EditionOf); err != nil {
				return err
			}
		}
		if err := c.backUp(e, lib); err != nil {
			return err
		}
		reading := intake.Reading{Columns: intake.KeptColumns(e.ctx, lib)}
		if len(c.Map) > 0 {
			reading.Columns = func([]string) intake.Columns { return c.Map }
		}
		results := []importJSON{}
		var added []int64
		failed := false
		say := func(r importJSON) error {
			results = append(results, r)
			if r.Outcome == string(intake.OutcomeAdded) || r.Outcome == outcomeUpdated {
				added = append(added, r.ID)
			}
			failed = failed || r.Outcome == "failed"
			if e.json {
				return nil
			}
			return e.printImport(r)
		}
		for _, path := range c.Paths {
			if err := walk(path, func(file string, err error) error {
				if e.ctx.Err() != nil {
					return e.ctx.Err()
				}
				if err != nil {
					return say(importJSON{Path: file, Outcome: "failed", Why: why(err)})
				}
				for _, r := range c.importFile(e, lib, reading, edition, file) {
					if err := say(r); err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				return err
			}
		}
		if e.json {
			if err := e.printJSON(results); err != nil {
				return err
			}
		}
		if err := findings.Briefs(e.ctx, lib, added...); err != nil {
			return err
		}
		if failed {
			return errReported
		}
		return nil
	})
}

// backUp makes a backup before whole folders come into a library with briefs.
func (c *importCmd) backUp(e *env, lib *db.Library) error {
	if !slices.ContainsFunc(c.Paths, isFolder) {
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

func (e *env) printImport(r importJSON) error {
	from := oneLine(r.Path)
	if r.Part != "" {
		from += ", " + oneLine(r.Part)
	}
	switch {
	case r.Outcome == "failed":
		return e.printf("failed: %s: %s\n", from, oneLine(r.Why))
	case r.Trashed:
		return e.printf("%s: %s (brief %d, in the trash: %s)\n", r.Outcome, from, r.ID, oneLine(r.Title))
	case r.updateJSON != nil:
		return e.printf("%s: %s (brief %d: %s; %s)\n", r.Outcome, from, r.ID, oneLine(r.Title), r.updateJSON.line())
	}
	mark := ""
	if r.TLP != "" {
		mark = ", " + r.TLP
	}
	return e.printf("%s: %s (brief %d%s: %s)\n", r.Outcome, from, r.ID, mark, oneLine(r.Title))
}

// importFile imports every article of a file.
func (c *importCmd) importFile(e *env, lib *db.Library, reading intake.Reading, edition db.Brief, file string) []importJSON {
	drafts, err := reading.File(e.ctx, file)
	if err == nil && edition.ID != 0 && len(drafts) != 1 {
		drafts, err = nil, fmt.Errorf("it holds %d articles, of which only one could be an edition of brief %d", len(drafts), edition.ID)
	}
	var results []importJSON
	for _, d := range drafts {
		d.TLP = db.Strictest(d.TLP, db.TLP(c.TLP))
		results = append(results, c.importDraft(e, lib, edition, file, d))
	}
	if parts, some := errors.AsType[intake.PartErrors](err); some {
		for _, p := range parts {
			results = append(results, importJSON{Path: file, Part: p.Part, Outcome: "failed", Why: why(p.Err)})
		}
	} else if err != nil {
		results = append(results, importJSON{Path: file, Outcome: "failed", Why: why(err)})
	}
	return results
}

func (c *importCmd) importDraft(e *env, lib *db.Library, edition db.Brief, file string, d *intake.Draft) importJSON {
	r := importJSON{Path: file, Part: d.Place(), Outcome: "failed"}
	b, outcome, update, err := c.save(e, lib, edition, d)
	if err != nil {
		r.Why = why(err)
		return r
	}
	r.Outcome, r.ID, r.UID, r.Title, r.TLP, r.Trashed, r.updateJSON = outcome, b.ID, b.UID, b.Title, b.TLP.Label(), !b.TrashedAt.IsZero(), update
	return r
}

// errNoFiles: a folder holds nothing that can be imported.
var errNoFiles = errors.New("there are no files in this folder that can be imported")

// walk calls f for a file, or for every file of a folder and its sub-folders
// that import takes, in the order of their names. Hidden ones are passed over,
// and so are links to folders, which could lead round in a circle. f hears of
// errors and decides whether to go on.
func walk(path string, f func(file string, err error) error) error {
	info, err := os.Stat(path)
	if err != nil {
		return f(path, err)
	}
	if !info.IsDir() {
		return f(path, nil)
	}
	// A link to a folder that is named itself is meant.
	top, err := filepath.EvalSymlinks(path)
	if err != nil {
		return f(path, err)
	}
	files := 0
	err = filepath.WalkDir(top, func(at string, d fs.DirEntry, err error) error {
		rel, relErr := filepath.Rel(top, at)
		if relErr != nil {
			return relErr
		}
		shown := filepath.Join(path, rel)
		if err != nil {
			files++
			return f(shown, err)
		}
		if rel == "." {
			return nil
		}
		if d.IsDir() {
			if d.Name()[0] == '.' {
				return fs.SkipDir
			}
			return nil
		}
		if !intake.Sniffable(at) {
			return nil
		}
		if info, err := os.Stat(at); err != nil || !info.Mode().IsRegular() {
			return nil // a dangling link, a link to a folder, a pipe
		}
		files++
		return f(shown, nil)
	})
	if err == nil && files == 0 {
		return f(path, errNoFiles)
	}
	return err
}
