package roster

import (
	"bufio"
	"encoding/json"
	"io"
	"strings"

	"sidelight/db"
)

// Both forms come back through Parse with the same uid, name, kind, summary
// and aliases, in order and with their kinds; runs of blanks in names become
// one. An actor without a kind is given one.

// WriteCSV writes actors as a table: uid, name, kind, aliases, summary. Every
// cell is quoted. A cell that a spreadsheet would take for a formula, because
// it starts with = + - or @, gets an apostrophe before it, which Parse takes
// away again; a cell that starts so behind apostrophes gets one more. Aliases
// stand in one cell, "; " between them, with their kind in square brackets
// where it would not be guessed; a backslash escapes ; | and itself.
func WriteCSV(w io.Writer, actors []db.Actor) error {
	out := bufio.NewWriter(w)
	row := func(cells ...string) {
		for i, cell := range cells {
			if i > 0 {
				out.WriteByte(',')
			}
			out.WriteString(`"` + strings.ReplaceAll(guard(cell), `"`, `""`) + `"`)
		}
		out.WriteString("\r\n")
	}
	row("uid", "name", "kind", "aliases", "summary")
	for _, a := range actors {
		row(a.UID, a.Name, a.Kind, aliasCell(a.Aliases), a.Summary)
	}
	return out.Flush()
}

// WriteJSON writes actors as a JSON array of records.
func WriteJSON(w io.Writer, actors []db.Actor) error {
	type aliasRecord struct {
		Name string       `json:"name"`
		Kind db.AliasKind `json:"kind"`
		Weak bool         `json:"weak"`
	}
	type record struct {
		UID     string        `json:"uid"`
		Name    string        `json:"name"`
		Kind    string        `json:"kind"`
		Aliases []aliasRecord `json:"aliases"`
		Summary string        `json:"summary"`
	}
	records := make([]record, len(actors))
	for i, a := range actors {
		records[i] = record{a.UID, a.Name, a.Kind, []aliasRecord{}, a.Summary}
		for _, alias := range a.Aliases {
			records[i].Aliases = append(records[i].Aliases, aliasRecord{alias.Name, alias.Kind, alias.Weak})
		}
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	return enc.Encode(records)
}
