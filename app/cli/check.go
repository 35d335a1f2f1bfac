package cli

import (
	"fmt"

	"sidelight/db"
)

type checkCmd struct {
	Repair bool `help:"Back up the library, rebuild what is derived and mend the rest; of a damaged file, save what can be read into a new one beside it."`
}

type findingJSON struct {
	Kind   string `json:"kind"`
	Record string `json:"record"`
	Detail string `json:"detail"`
}

type checkJSON struct {
	OK          bool          `json:"ok"`
	Briefs      int           `json:"briefs"`
	Annotations int           `json:"annotations"`
	Notes       int           `json:"notes"`
	Findings    []findingJSON `json:"findings"`
}

// Run checks the library; anything found makes the status 1.
func (c *checkCmd) Run(e *env) error {
	if c.Repair {
		return e.repair()
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		findings, err := lib.Check(e.ctx)
		if err != nil {
			return err
		}
		// A damaged library may not be able to count.
		counts, err := lib.Counts(e.ctx)
		if err != nil && len(findings) == 0 {
			return err
		}
		if e.json {
			shaped := checkJSON{len(findings) == 0, counts.Briefs, counts.Annotations, counts.Notes, []findingJSON{}}
			for _, f := range findings {
				shaped.Findings = append(shaped.Findings, findingJSON(f))
			}
			if err := e.printJSON(shaped); err != nil {
				return err
			}
		} else {
			for _, f := range findings {
				if err := e.printf("found: %s: %s: %s\n", f.Kind, oneLine(f.Record), oneLine(f.Detail)); err != nil {
					return err
				}
			}
		}
		if len(findings) > 0 {
			return errReported
		}
		if e.json {
			return nil
		}
		return e.printf("sound: %s, %s, %s\n", count(counts.Briefs, "brief"), count(counts.Annotations, "annotation"), count(counts.Notes, "note"))
	})
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
