package cli

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"sidelight/db"
)

type listCmd struct{}

// Run lists the briefs, the newest publication first.
func (c *listCmd) Run(e *env) error {
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		briefs, err := allBriefs(e, lib)
		if err != nil {
			return err
		}
		if e.json {
			shaped := []briefJSON{}
			for _, b := range briefs {
				shaped = append(shaped, shapeBrief(b))
			}
			return e.printJSON(shaped)
		}
		var lines strings.Builder
		table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
		for _, b := range briefs {
			date := oneLine(day(b.Published))
			if date == "" {
				date = "-"
			}
			if _, err := fmt.Fprintf(table, "%d\t%s\t%s\t%s\n", b.ID, date, titled(b), oneLine(b.Publication)); err != nil {
				return err
			}
		}
		if err := table.Flush(); err != nil {
			return err
		}
		for line := range strings.Lines(lines.String()) {
			if err := e.printf("%s\n", strings.TrimRight(line, " \n")); err != nil {
				return err
			}
		}
		return nil
	})
}
