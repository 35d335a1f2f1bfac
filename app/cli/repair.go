package cli

import (
	"errors"
	"strings"
	"time"

	"sidelight/app/findings"
	"sidelight/db"
)

type lossJSON struct {
	Kind   string `json:"kind"`
	Title  string `json:"title"` // "" where it is lost too
	Detail string `json:"detail"`
}

type repairJSON struct {
	OK          bool          `json:"ok"`      // what there is now is sound
	Library     string        `json:"library"` // the repaired one; a new file where the old one is damaged
	Backup      string        `json:"backup"`  // of the library as it was; "" where the old file is left as it is
	Report      string        `json:"report"`  // a text file that says what could be saved
	Pages       int           `json:"pages"`
	BadPages    int           `json:"bad_pages"` // that could not be read
	Briefs      int           `json:"briefs"`
	Annotations int           `json:"annotations"`
	Notes       int           `json:"notes"`
	Actors      int           `json:"actors"`
	Lost        []lossJSON    `json:"lost"`     // or not as it was
	Findings    []findingJSON `json:"findings"` // what is still wrong
}

// repair mends a library in place where SQLite can read its file, and saves what
// is left of it into a new one where it cannot.
func (e *env) repair() error {
	_, found, err := db.Examine(e.ctx, e.library)
	switch {
	case errors.Is(err, db.ErrNotFound):
		return sayf("there is no library at %s", e.library)
	case errors.Is(err, db.ErrCorrupt), errors.Is(err, db.ErrForeign):
		return e.salvage()
	case err != nil:
		return err
	}
	for _, f := range found {
		if f.Kind == "integrity" && f.Record == "file" && !rebuildable(f.Detail) {
			return e.salvage()
		}
	}
	lib, err := e.openForWriting(false)
	if err != nil {
		return err
	}
	said, err := e.mend(lib)
	if closeErr := lib.Close(); err == nil {
		err = closeErr
	}
	switch {
	case errors.Is(err, db.ErrCorrupt):
		return e.salvage()
	case err != nil:
		return err
	}
	return e.printRepair(said)
}

// rebuildable reports whether what SQLite found is of an index, which can be
// made again from its table.
func rebuildable(detail string) bool {
	return strings.Contains(detail, "FTS5") || strings.Contains(detail, "from index") || strings.Contains(detail, "entries in index")
}

func (e *env) mend(lib *db.Library) (said repairJSON, err error) {
	b, _, err := lib.Backup(e.ctx, db.ReasonRepair)
	if err != nil {
		return said, err
	}
	lost, err := lib.Repair(e.ctx)
	if err != nil {
		return said, err
	}
	left, held, err := e.settled(lib)
	return shapeRepair(db.Salvage{Path: e.library, Lost: lost, Left: left}, b.Path, held), err
}

// salvage saves what can be read of the file into a new library.
func (e *env) salvage() error {
	s, err := db.SalvageFile(e.ctx, e.library, time.Now())
	if errors.Is(err, db.ErrCorrupt) {
		return sayf("%s: nothing in it can be read as a library; restore a backup (sidelight backup list)", e.library)
	}
	if err != nil {
		return sayf("%s: %s", e.library, explain(err))
	}
	lib, err := db.Open(e.ctx, s.Path, db.Options{})
	return with(lib, err, func(lib *db.Library) error {
		left, held, err := e.settled(lib)
		if err != nil {
			return err
		}
		s.Left = left
		return e.printRepair(shapeRepair(s, "", held))
	})
}

// settled reads the texts again and says what is wrong after that.
func (e *env) settled(lib *db.Library) ([]db.Finding, db.Counts, error) {
	if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
		return nil, db.Counts{}, err
	}
	left, err := lib.Check(e.ctx)
	if err != nil {
		return nil, db.Counts{}, err
	}
	counts, err := lib.Counts(e.ctx)
	return left, counts, err
}

func shapeRepair(s db.Salvage, backup string, held db.Counts) repairJSON {
	said := repairJSON{OK: len(s.Left) == 0, Library: s.Path, Backup: backup, Report: s.Report, Pages: s.Pages, BadPages: s.BadPages,
		Briefs: held.Briefs, Annotations: held.Annotations, Notes: held.Notes, Actors: held.Actors, Lost: []lossJSON{}, Findings: []findingJSON{}}
	for _, l := range s.Lost {
		said.Lost = append(said.Lost, lossJSON(l))
	}
	for _, f := range s.Left {
		said.Findings = append(said.Findings, findingJSON(f))
	}
	return said
}

// printRepair says what was done; the status is 1 when something is still wrong.
func (e *env) printRepair(said repairJSON) error {
	if e.json {
		if err := e.printJSON(said); err != nil {
			return err
		}
	} else if err := e.describeRepair(said); err != nil {
		return err
	}
	if !said.OK {
		return errReported
	}
	return nil
}

func (e *env) describeRepair(said repairJSON) error {
	var lines []string
	for _, l := range said.Lost {
		lines = append(lines, "lost: "+db.Loss(l).String())
	}
	for _, f := range said.Findings {
		lines = append(lines, "still wrong: "+f.Kind+": "+f.Record+": "+f.Detail)
	}
	held := contentsJSON{Briefs: said.Briefs, Annotations: said.Annotations, Notes: said.Notes, Actors: said.Actors}.String()
	if said.Backup != "" {
		lines = append(lines, "repaired: "+said.Library+" ("+held+")", "as it was: "+said.Backup)
	} else {
		lines = append(lines, "saved: "+said.Library+" ("+held+"); the damaged file is as it was", "report: "+said.Report)
	}
	for _, line := range lines {
		if err := e.printf("%s\n", oneLine(line)); err != nil {
			return err
		}
	}
	return nil
}
