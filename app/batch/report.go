package batch

import (
	"encoding/csv"
	"errors"
	"io"
	"io/fs"
	"strconv"
)

// Count says how many items have an outcome.
func Count(items []Item, o Outcome) int {
	n := 0
	for _, i := range items {
		if i.Outcome == o {
			n++
		}
	}
	return n
}

// WriteReport writes what became of each article as CSV, for a spreadsheet.
// Cells that a spreadsheet would take for a formula are quoted with an
// apostrophe, since file names and titles come from others.
func WriteReport(w io.Writer, items []Item) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"outcome", "file", "part", "brief", "title", "related to", "why"}); err != nil {
		return err
	}
	for _, i := range items {
		row := []string{string(i.Outcome), i.Path, i.Part, number(i.Brief.ID), i.Title, number(i.Known.ID), reason(i.Err)}
		for c := range row {
			row[c] = plain(row[c])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func number(id int64) string {
	if id == 0 {
		return ""
	}
	return strconv.FormatInt(id, 10)
}

// plain keeps a cell from being read as a formula (OWASP, "CSV injection").
func plain(cell string) string {
	if cell == "" {
		return cell
	}
	switch cell[0] {
	case '=', '+', '-', '@', '\t', '\r':
		return "'" + cell
	}
	return cell
}

// reason is an error without the call and the name of the file.
func reason(err error) string {
	var path *fs.PathError
	switch {
	case err == nil:
		return ""
	case errors.As(err, &path):
		return path.Err.Error()
	}
	return err.Error()
}
