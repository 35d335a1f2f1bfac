package cli

import (
	"fmt"
	"io"
	"slices"

	"sidelight/db"
)

type listCmd struct {
	TLP *tlp `name:"tlp" placeholder:"MARK" help:"Only those with this mark: CLEAR, GREEN, AMBER, AMBER+STRICT, RED, or none."`
}

// Run lists the briefs, the newest publication first.
func (c *listCmd) Run(e *env) error {
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		briefs, err := allBriefs(e, lib)
		if err != nil {
			return err
		}
		if c.TLP != nil {
			briefs = slices.DeleteFunc(briefs, func(b db.Brief) bool { return b.TLP != db.TLP(*c.TLP) })
		}
		if e.json {
			shaped := []briefJSON{}
			for _, b := range briefs {
				shaped = append(shaped, shapeBrief(b))
			}
			return e.printJSON(shaped)
		}
		return e.printTable(func(table io.Writer) {
			for _, b := range briefs {
				date := oneLine(day(b.Published))
				if date == "" {
					date = "-"
				}
				fmt.Fprintf(table, "%d\t%s\t%s\t%s\t%s\n", b.ID, date, titled(b), oneLine(b.Publication), b.TLP.Label())
			}
		})
	})
}
