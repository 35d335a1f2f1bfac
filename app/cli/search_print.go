package cli

import (
	"fmt"
	"strconv"
	"strings"

	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
)

// printSearch prints a page of results for a person, with *asterisks* around
// what was found. What is to be said of the query goes to standard error.
func (e *env) printSearch(offset int, results search.Results, page []search.Shown, suggested []search.Suggestion) error {
	for _, remark := range remarks(results.Query) {
		fmt.Fprintf(e.stderr, "sidelight: %s\n", oneLine(remark))
	}
	if len(results.Groups) == 0 {
		return e.printNothing(results.Query, suggested)
	}
	for _, shown := range page {
		if err := e.printFound(shown); err != nil {
			return err
		}
	}
	if total := len(results.Groups); len(page) < total {
		return e.printf("%d to %d of %s\n", min(offset+1, total), min(offset+len(page), total), count(total, "result"))
	}
	return nil
}

func (e *env) printFound(shown search.Shown) error {
	var out strings.Builder
	head, title := "note", starred(shown.Title, shown.TitleMarks)
	if b := shown.Brief; b.ID != 0 {
		head = strconv.FormatInt(b.ID, 10)
		if b.Series != "" {
			title = oneLine(b.Series) + ": " + title
		}
		var more []string
		for _, words := range []string{oneLine(b.Publication), oneLine(day(b.Published))} {
			if words != "" {
				more = append(more, words)
			}
		}
		title += inBrackets(strings.Join(more, ", "))
	}
	title += inBrackets(shown.TLP.Label())
	out.WriteString(strings.TrimRight(head+"  "+title, " ") + "\n")
	for _, p := range shown.Passages {
		out.WriteString("  ")
		switch {
		case p.Kind == db.KindAnnotation && p.Label != "":
			out.WriteString("[" + oneLine(p.Label) + "] ")
		case p.Kind != db.KindBrief && shown.Brief.ID != 0:
			out.WriteString("[" + string(p.Kind) + "] ")
		}
		out.WriteString(starred(p.Snippet, p.Marks) + "\n")
	}
	return e.printf("%s", out.String())
}

// starred puts *asterisks* around spans of a line.
func starred(line string, marks []span.Span) string {
	var out strings.Builder
	at := 0
	for _, m := range marks {
		out.WriteString(line[at:m.Start] + "*" + m.Of(line) + "*")
		at = m.End
	}
	return oneLine(out.String() + line[at:])
}

// printNothing says how a query that found nothing was read, where, and which
// spellings come near.
func (e *env) printNothing(q search.Query, suggested []search.Suggestion) error {
	line := "nothing was found in briefs, notes and annotations"
	if read := readAs(q); len(read) > 0 {
		line += ", read as: " + strings.Join(read, ", ")
	}
	var near []string
	for _, s := range suggested {
		near = append(near, fmt.Sprintf("%q (in %s)", s.Query, count(s.Documents, "document")))
	}
	if len(near) > 0 {
		line += "; the nearest spellings: " + strings.Join(near, ", ")
	}
	return e.printf("%s\n", oneLine(line))
}
