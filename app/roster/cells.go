package roster

import "strings"

// cells reads a table of delimited cells, as RFC 4180 has them, line by line.
// Unlike encoding/csv it goes on after a row whose quotation marks are wrong
// with the line behind the one where that row began, so that one stray mark
// does not swallow the rest of a list; a mark inside a cell that none opened
// is a character like others; and a row never has more than MaxColumns cells.
type cells struct {
	text  string
	delim byte
	at    int // where the next row starts
	line  int // its line, from 1
}

// next reads a row and the line it starts on. A row with a problem has no
// cells to rely on. ok is false at the end.
func (c *cells) next() (row []string, line int, problem Problem, ok bool) {
	if c.at >= len(c.text) {
		return nil, 0, "", false
	}
	start, line := c.at, c.line
	at := c.at
	for {
		cell, end, closed := c.cell(at)
		if !closed {
			c.to(lineEnd(c.text, start))
			return nil, line, ProblemQuotes, true
		}
		if len(row) < MaxColumns {
			row = append(row, cell)
		} else {
			problem = ProblemColumns
		}
		if end == len(c.text) || c.text[end] == '\n' {
			c.to(end)
			return row, line, problem, true
		}
		at = end + 1
	}
}

// to goes to the line behind a line end.
func (c *cells) to(end int) {
	next := min(end+1, len(c.text))
	c.line += strings.Count(c.text[c.at:next], "\n")
	c.at = next
}

// cell reads the cell at an offset and returns where it ends: at a delimiter,
// a line end or the end of the text.
func (c *cells) cell(at int) (cell string, end int, closed bool) {
	open := at
	for open < len(c.text) && c.text[open] == ' ' {
		open++
	}
	if open == len(c.text) || c.text[open] != '"' {
		rest := c.text[at:]
		length := strings.IndexAny(rest, "\n"+string(rune(c.delim)))
		if length < 0 {
			length = len(rest)
		}
		return rest[:length], at + length, true
	}
	from := open + 1
	for {
		length := strings.IndexByte(c.text[from:], '"')
		if length < 0 {
			return "", 0, false
		}
		from += length + 1
		if from == len(c.text) || c.text[from] != '"' {
			break
		}
		from++ // a doubled mark stands for one
	}
	end = from
	for end < len(c.text) && c.text[end] == ' ' {
		end++
	}
	if end < len(c.text) && c.text[end] != c.delim && c.text[end] != '\n' {
		return "", 0, false
	}
	return strings.ReplaceAll(c.text[open+1:from-1], `""`, `"`), end, true
}

// lineEnd is the offset of the next line end, or the end of the text.
func lineEnd(text string, at int) int {
	if length := strings.IndexByte(text[at:], '\n'); length >= 0 {
		return at + length
	}
	return len(text)
}

// formulaStarts are the characters with which a spreadsheet begins a formula.
const formulaStarts = "=+-@\t\r"

// guard keeps a spreadsheet from taking a cell for a formula: it puts an
// apostrophe before one that starts with = + - @, a tab or a carriage return.
// A cell that starts so behind apostrophes gets one more, so that unguard
// always gives back what was there.
func guard(cell string) string {
	if startsFormula(strings.TrimLeft(cell, "'")) {
		return "'" + cell
	}
	return cell
}

// unguard takes the apostrophe away again.
func unguard(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && startsFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func startsFormula(s string) bool { return s != "" && strings.IndexByte(formulaStarts, s[0]) >= 0 }
