package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sidelight/app/findings"
	"sidelight/db"
)

// renderSources writes a line for each source that a brief cites, in the order
// of the text, with each date under which it is cited, and how many passages
// rest on one source alone.
func renderSources(r findings.Report) string {
	type line struct{ head, dates string }
	var lines []*line
	byName := map[string]*line{}
	for _, c := range r.Citations {
		if c.State == db.StateDismissed {
			continue
		}
		name := cmp.Or(c.Source, c.Outlet, c.Handle)
		at := byName[name]
		if at == nil {
			at = &line{head: sourceHead(name, c)}
			byName[name] = at
			lines = append(lines, at)
		}
		var cited []string
		for _, words := range []string{dated(c.Date), citedAs(name, c)} {
			if words != "" {
				cited = append(cited, words)
			}
		}
		if len(cited) == 0 {
			cited = []string{"no date"}
		}
		if at.dates != "" {
			at.dates += "; "
		}
		at.dates += strings.Join(cited, " ")
	}
	if len(lines) == 0 {
		return ""
	}
	list := bullets("## Sources", lines, func(l *line) string { return l.head + ": " + l.dates })
	return join(list, oneSource(r.Passages))
}

// sourceHead is a source with its grade and its house.
func sourceHead(name string, c db.Citation) string {
	var more []string
	if c.Reliability != "" {
		more = append(more, "grade "+escapeInline(c.Reliability))
	}
	if c.Publisher != "" {
		more = append(more, escapeInline(c.Publisher))
	}
	head := "**" + heading(name) + "**"
	if len(more) > 0 {
		head += " (" + strings.Join(more, ", ") + ")"
	}
	return head
}

// citedAs says how the text names a source where that is not its name.
func citedAs(name string, c db.Citation) string {
	outlet := escapeInline(c.Outlet)
	if c.Handle != "" && c.Handle != c.Outlet {
		outlet = strings.TrimSpace(outlet + " " + escapeInline(c.Handle))
	}
	if outlet == "" || outlet == escapeInline(name) {
		return ""
	}
	return "as “" + outlet + "”"
}

// oneSource says how many passages rest on one source.
func oneSource(passages []findings.Passage) string {
	one := 0
	for _, p := range passages {
		if p.Sources == 1 {
			one++
		}
	}
	if one == 0 {
		return ""
	}
	return fmt.Sprintf("Passages that rest on one source: %d of %d.", one, len(passages))
}

// renderChronology lists the events that the analyst kept, edited or added, by
// date; below them, where they are asked for, those that reading suggests.
func renderChronology(events []db.Event, withSuggestions bool) string {
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b db.Event) int {
		if (a.Date.Earliest == "") != (b.Date.Earliest == "") {
			return cmp.Compare(b.Date.Earliest, a.Date.Earliest) // no day: at the end
		}
		return cmp.Or(cmp.Compare(a.Date.Earliest, b.Date.Earliest), cmp.Compare(a.Date.Latest, b.Date.Latest))
	})
	var kept, suggested []db.Event
	for _, e := range events {
		switch e.State {
		case db.StateKept, db.StateEdited, db.StateAdded:
			kept = append(kept, e)
		case db.StateFound:
			suggested = append(suggested, e)
		}
	}
	if !withSuggestions {
		suggested = nil
	}
	if len(kept)+len(suggested) == 0 {
		return ""
	}
	return join(cmp.Or(bullets("## Chronology", kept, renderEvent), "## Chronology"), bullets("### Suggested", suggested, renderEvent))
}

// renderEvent writes an event as its date, what happened, and the sources.
func renderEvent(e db.Event) string {
	line := cmp.Or(edtfRead(e.Date), escapeInline(e.Date.Written), "no date") + ": " +
		heading(cmp.Or(strings.TrimSpace(e.Title), e.Sentence))
	if len(e.Sources) == 0 {
		return line
	}
	sources := make([]string, len(e.Sources))
	for i, name := range e.Sources {
		sources[i] = escapeInline(name)
	}
	return line + " (" + strings.Join(sources, "; ") + ")"
}
