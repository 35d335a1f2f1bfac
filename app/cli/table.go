package cli

import (
	"io"
	"strings"
	"text/tabwriter"
)

// printTable prints the cells that write separates by tabs in columns.
func (e *env) printTable(write func(table io.Writer)) error {
	var lines strings.Builder
	table := tabwriter.NewWriter(&lines, 0, 0, 2, ' ', 0)
	write(table)
	if err := table.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(lines.String()) {
		if err := e.printf("%s\n", strings.TrimRight(line, " \n")); err != nil {
			return err
		}
	}
	return nil
}
