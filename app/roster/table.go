package roster

import (
	"fmt"
	"slices"
	"strings"
)

// parseTable reads CSV with a header, or a list of names, one a line.
func parseTable(b *builder, text string) error {
	line := 1
	for strings.HasPrefix(text, "\n") {
		text, line = text[1:], line+1
	}
	// Some programs write the delimiter above the header.
	if rest, ok := strings.CutPrefix(text, "sep="); ok && lineEnd(rest, 0) == 1 {
		text, line = rest[min(2, len(rest)):], line+1
	}
	var best []field
	var headers []string
	var table *cells
	for _, delim := range []byte(",;\t") {
		c := &cells{text: text, delim: delim, line: line}
		header, _, problem, ok := c.next()
		if !ok {
			return ErrNoActors
		}
		if problem == ProblemColumns {
			return fmt.Errorf("line %d: %w", line, ErrWideTable)
		}
		if known := fieldsOf(header); len(known) > 0 && count(known) > count(best) {
			best, headers, table = known, header, c
		}
	}
	if table == nil || count(best) == 1 && len(best) > 1 && !slices.Contains(best, fieldName) {
		return parseNames(b, text, line)
	}
	if !slices.Contains(best, fieldName) && !slices.Contains(best, fieldListed) {
		return fmt.Errorf("line %d: %w", line, ErrNoName)
	}
	b.list.Format = FormatCSV
	for i, f := range best {
		if f == fieldNone {
			b.ignore(headers[i])
		}
	}
	return parseRows(b, table, best)
}

// fieldsOf is what the columns under a header hold.
func fieldsOf(header []string) []field {
	known := make([]field, len(header))
	for i, h := range header {
		known[i] = fieldOf(unguard(h))
	}
	return known
}

// count is how many columns have a header that is known.
func count(columns []field) int {
	n := 0
	for _, f := range columns {
		if f != fieldNone {
			n++
		}
	}
	return n
}

func parseRows(b *builder, table *cells, columns []field) error {
	for {
		row, line, problem, ok := table.next()
		if !ok {
			return nil
		}
		if problem == "" && !slices.ContainsFunc(row, func(cell string) bool { return clean(cell) != "" }) {
			continue
		}
		e := &entry{row: Row{Line: line, Problem: problem}}
		for i, cell := range row {
			switch {
			case i < len(columns):
				e.setCell(columns[i], unguard(cell))
			case clean(cell) != "" && e.row.Problem == "":
				e.row.Problem = ProblemCells
			}
		}
		if _, err := b.add(e); err != nil {
			return err
		}
	}
}

// setCell takes a cell; one of aliases may hold several, each with its kind.
func (e *entry) setCell(f field, cell string) {
	switch f {
	case fieldNone:
	case fieldName, fieldListed, fieldKind, fieldSummary, fieldUID, fieldUUID:
		e.set(f, cell)
	default:
		for _, part := range splitCell(cell) {
			if a, ok := cutTag(part); ok {
				e.tell(a)
			} else {
				e.set(f, part)
			}
		}
	}
}

// parseNames reads a list without a header: each line is a name, unless every
// line has the same several cells, which is a table that lost its header.
func parseNames(b *builder, text string, line int) error {
	if strings.Count(strings.TrimSpace(text), "\n") > 0 {
		for _, delim := range []byte(",;\t") {
			if isTable(text, delim) {
				return ErrNoHeader
			}
		}
	}
	b.list.Format = FormatNames
	for name := range strings.Lines(text) {
		if name = clean(name); name != "" {
			e := &entry{row: Row{Line: line}}
			e.set(fieldName, unguard(unquoted(name)))
			if _, err := b.add(e); err != nil {
				return err
			}
		}
		line++
	}
	return nil
}

func isTable(text string, delim byte) bool {
	columns := 0
	c := &cells{text: text, delim: delim}
	for range 50 {
		row, _, problem, ok := c.next()
		switch {
		case !ok:
			return columns > 1
		case problem != "" || columns > 0 && len(row) != columns:
			if len(row) == 1 && clean(row[0]) == "" {
				continue
			}
			return false
		}
		columns = len(row)
	}
	return columns > 1
}

// unquoted takes off the quotation marks in which a whole line stands.
func unquoted(line string) string {
	c := &cells{text: line}
	if row, _, problem, ok := c.next(); ok && problem == "" && len(row) == 1 {
		return row[0]
	}
	return line
}
