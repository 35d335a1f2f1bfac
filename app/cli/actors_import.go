package cli

import (
	"fmt"
	"io"
	"os"
	"strings"

	"sidelight/app/findings"
	"sidelight/app/roster"
	"sidelight/db"
)

type actorsImportCmd struct {
	Files  []string `arg:"" name:"file" help:"Lists of actors."`
	Merge  bool     `help:"Merge rows into the actor that they seem to be, where it is only one."`
	DryRun bool     `help:"Say what would be done, and do nothing."`
}

// rosterJSON is what became of one list.
type rosterJSON struct {
	Path      string          `json:"path"`
	Name      string          `json:"name"` // what it calls itself
	Format    string          `json:"format"`
	DryRun    bool            `json:"dry_run"`
	Rows      []rosterRowJSON `json:"rows"`
	Relations int             `json:"relations"` // added
	Remarks   []string        `json:"remarks"`
	Why       string          `json:"why"` // it could not be read
}

// rosterRowJSON is what became of one row.
type rosterRowJSON struct {
	Line    int             `json:"line"`
	Name    string          `json:"name"`
	Kind    string          `json:"kind"`
	Outcome string          `json:"outcome"` // added, merged, same, left out, failed
	ID      int64           `json:"id"`      // of the actor it ended in, or is; 0: of none
	UID     string          `json:"uid"`
	Why     string          `json:"why"`
	With    []rosterMayJSON `json:"with"` // actors that it may be
	Remarks []string        `json:"remarks"`
}

type rosterMayJSON struct {
	ID     int64    `json:"id"`
	Name   string   `json:"name"`
	Shared []string `json:"shared"` // names
}

// Run imports one list after the other and says of each row what became of it.
func (c *actorsImportCmd) Run(e *env) error {
	open := func() (*db.Library, error) { return e.openForWriting(true) }
	if c.DryRun {
		open = func() (*db.Library, error) { return e.open(false) }
	}
	lib, err := open()
	return with(lib, err, func(lib *db.Library) error {
		results := []rosterJSON{}
		failed := false
		for _, path := range c.Files {
			list, report, err := c.take(e, lib, path)
			if e.ctx.Err() != nil {
				return e.ctx.Err()
			}
			failed = failed || err != nil || report.Count(roster.Failed) > 0
			if e.json {
				results = append(results, shapeRoster(path, c.DryRun, list, report, err))
			} else if err := e.printRoster(path, c.DryRun, list, report, err); err != nil {
				return err
			}
		}
		if !c.DryRun {
			if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
				return err
			}
		}
		if e.json {
			if err := e.printJSON(results); err != nil {
				return err
			}
		}
		if failed {
			return errReported
		}
		return nil
	})
}

// take imports one list.
func (c *actorsImportCmd) take(e *env, lib *db.Library, path string) (roster.List, roster.Report, error) {
	data, err := readList(path)
	if err != nil {
		return roster.List{}, roster.Report{}, err
	}
	list, err := roster.Parse(path, data)
	if err != nil {
		return roster.List{}, roster.Report{}, err
	}
	planned, err := roster.Plan(e.ctx, lib, list)
	if err != nil {
		return list, roster.Report{}, err
	}
	if c.Merge {
		roster.TakeOffers(planned)
	}
	if c.DryRun {
		return list, roster.Foresee(planned), nil
	}
	report, err := roster.Apply(e.ctx, lib, planned, nil)
	return list, report, err
}

// readList reads a file, no more of it than a list may have.
func readList(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, roster.MaxFile+1))
}

func (e *env) printRoster(path string, dryRun bool, list roster.List, r roster.Report, err error) error {
	path = oneLine(path)
	if err != nil {
		return e.printf("failed: %s: %s\n", path, oneLine(why(err)))
	}
	for _, line := range r.Lines {
		would := ""
		if dryRun && (line.Outcome == roster.Added || line.Outcome == roster.Merged) {
			would = "would be "
		}
		if err := e.printf("%s%s\n", would, oneLine(line.String())); err != nil {
			return err
		}
	}
	for _, remark := range list.Remarks {
		if err := e.printf("remark: %s\n", oneLine(remark.String())); err != nil {
			return err
		}
	}
	var sums []string
	for _, o := range []roster.Outcome{roster.Added, roster.Merged, roster.Same, roster.Left, roster.Failed} {
		sums = append(sums, fmt.Sprintf("%d %s", r.Count(o), o))
	}
	if r.Relations > 0 {
		sums = append(sums, count(r.Relations, "relation"))
	}
	return e.printf("%s: %s\n", path, strings.Join(sums, ", "))
}

func shapeRoster(path string, dryRun bool, list roster.List, r roster.Report, err error) rosterJSON {
	shaped := rosterJSON{Path: path, Name: list.Name, Format: string(list.Format), DryRun: dryRun, Rows: []rosterRowJSON{},
		Relations: r.Relations, Remarks: shapeRemarks(list.Remarks)}
	if err != nil {
		shaped.Why = why(err)
	}
	for _, line := range r.Lines {
		p := line.Planned
		row := rosterRowJSON{Line: p.Line, Name: p.Actor.Name, Kind: p.Actor.Kind, Outcome: string(line.Outcome), ID: line.Actor.ID,
			UID: line.Actor.UID, Why: line.Why, With: []rosterMayJSON{}, Remarks: shapeRemarks(p.Remarks)}
		for _, m := range p.With {
			row.With = append(row.With, rosterMayJSON{m.Actor.ID, m.Actor.Name, append([]string{}, m.Shared...)})
		}
		shaped.Rows = append(shaped.Rows, row)
	}
	return shaped
}

func shapeRemarks(remarks []roster.Remark) []string {
	said := []string{}
	for _, r := range remarks {
		said = append(said, r.String())
	}
	return said
}
