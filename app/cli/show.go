package cli

import (
	"fmt"
	"strings"

	"sidelight/app/findings"
	"sidelight/db"
)

type showCmd struct {
	Brief    string `arg:"" help:"Number, uid or title."`
	Revision int    `placeholder:"N" help:"The Nth edition of its text, as it was read and marked."`
	Log      bool   `help:"Print how the file was read when it was imported: what was recognised, guessed and left out."`
}

// Run shows a brief.
func (c *showCmd) Run(e *env) error {
	if c.Revision < 0 {
		return usage("--revision takes the number of an edition")
	}
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		b, err := e.findBrief(lib, c.Brief)
		if err != nil {
			return err
		}
		report, err := c.report(e, lib, b)
		if err != nil {
			return err
		}
		original, err := lib.Original(e.ctx, report.Revision.ID)
		if err != nil {
			return err
		}
		log, err := lib.ImportLog(e.ctx, report.Revision.ID)
		if err != nil {
			return err
		}
		if c.Log && !e.json {
			return e.printLog(b, log)
		}
		annotations, err := lib.AnnotationsIn(e.ctx, report.Revision.ID)
		if err != nil {
			return err
		}
		labels, err := labelsByID(e, lib)
		if err != nil {
			return err
		}
		notes, err := lib.Notes(e.ctx, db.NoteFilter{BriefID: &b.ID})
		if err != nil {
			return err
		}
		if e.json {
			return e.printJSON(shapeShow(report, original, log, annotations, labels, notes))
		}
		return e.printBrief(report, annotations, labels, notes)
	})
}

// report tells what was read from the text that is asked for. Of an edition that
// is not the current one nothing is stored, so that it is its words alone.
func (c *showCmd) report(e *env, lib *db.Library, b db.Brief) (findings.Report, error) {
	if c.Revision == 0 {
		return findings.Of(e.ctx, lib, b.ID)
	}
	one, err := e.editionOf(lib, b, c.Revision)
	if err != nil {
		return findings.Report{}, err
	}
	if one.Current {
		return findings.Of(e.ctx, lib, b.ID)
	}
	revision, err := lib.Revision(e.ctx, one.RevisionID)
	return findings.Report{Brief: b, Revision: revision}, err
}

// printBrief shows a brief to a person: what is known of it, its text as it
// stands, what was read from it and what was said of it.
func (e *env) printBrief(r findings.Report, annotations []db.Annotation, labels map[int64]db.Label, notes []db.Note) error {
	b := r.Brief
	var out strings.Builder
	line := func(name, value string) {
		if value = oneLine(value); value != "" {
			out.WriteString(name + ": " + value + "\n")
		}
	}
	out.WriteString(titled(b) + "\n")
	line("publication", b.Publication)
	line("volume", b.Volume)
	line("issue", b.Issue)
	line("author", b.Author)
	line("published", day(b.Published))
	line("handling", b.TLP.Label())
	line("tags", strings.Join(b.Tags, ", "))
	line("uid", b.UID)
	out.WriteString("\n" + strings.Trim(terminal(r.Revision.Text), "\n") + "\n")
	section(&out, "Actors", actorLines(r))
	section(&out, "Sources", sourceLines(r))
	section(&out, "Checks", checkLines(r))
	for _, a := range annotations {
		label := labels[a.LabelID].Name
		if label == "" {
			label = "no label"
		}
		where := ""
		if pages := pagesOf(a, r.Revision); pages != "" {
			where = " (page " + oneLine(pages) + ")"
		}
		out.WriteString("\n[" + oneLine(label) + "] \"" + oneLine(a.Quote) + "\"" + where + doubt(r.Revision.Text, a) + "\n")
		if note := strings.TrimSpace(terminal(a.Note)); note != "" {
			out.WriteString(note + "\n")
		}
	}
	for _, n := range notes {
		if body := strings.TrimSpace(terminal(n.Body)); body != "" {
			out.WriteString("\n[" + strings.TrimSpace("note "+handledOtherwise(n, b)) + "]\n" + body + "\n")
		}
	}
	return e.printf("%s", out.String())
}

// printLog says how the file of a brief was read, a line each.
func (e *env) printLog(b db.Brief, log []db.Remark) error {
	if len(log) == 0 {
		return e.printf("Nothing was written down when %q was imported\n", titled(b))
	}
	for _, r := range log {
		if err := e.printf("%s %s: %s\n", r.Kind, oneLine(r.Field), oneLine(r.Detail)); err != nil {
			return err
		}
	}
	return nil
}

// handledOtherwise is the mark of a note that is stricter than its brief's.
func handledOtherwise(n db.Note, b db.Brief) string {
	if n.Handling == b.TLP {
		return ""
	}
	return n.Handling.Label()
}

// doubt says of an annotation that another edition left in doubt where it may
// stand now.
func doubt(text string, a db.Annotation) string {
	switch a.State {
	case db.AnchorReview:
		return fmt.Sprintf(" (to review: perhaps %q)", oneLine(text[a.Start:a.End]))
	case db.AnchorDetached:
		return " (detached: these words are not in the text any more)"
	}
	return ""
}

// section writes a few lines under a head; without lines there is no head.
func section(out *strings.Builder, head string, lines []string) {
	if len(lines) == 0 {
		return
	}
	out.WriteString("\n" + head + "\n")
	for _, line := range lines {
		out.WriteString("  " + oneLine(line) + "\n")
	}
}

func actorLines(r findings.Report) []string {
	var lines []string
	for _, a := range r.Actors {
		line := a.Actor.Name + ": " + count(a.Count, "mention")
		if a.Ambiguous > 0 {
			line += fmt.Sprintf(", %d not settled", a.Ambiguous)
		}
		lines = append(lines, line)
	}
	return lines
}

// sourceLines lists the sources in the order of their first citation.
func sourceLines(r findings.Report) []string {
	var names []string
	citations, reliability := map[string]int{}, map[string]string{}
	for _, c := range r.Citations {
		if c.State == db.StateDismissed {
			continue
		}
		if citations[c.Source] == 0 {
			names = append(names, c.Source)
		}
		citations[c.Source]++
		reliability[c.Source] = c.Reliability
	}
	for i, name := range names {
		names[i] = name + ": " + count(citations[name], "citation")
		if grade := reliability[name]; grade != "" {
			names[i] += ", reliability " + grade
		}
	}
	return names
}

func checkLines(r findings.Report) []string {
	var lines []string
	for _, c := range r.Checks {
		if c.State != db.StateDismissed {
			lines = append(lines, fmt.Sprintf("%s: %q: %s", c.Kind, shorten(c.Span.Of(r.Revision.Text), 80), c.Why))
		}
	}
	return lines
}

func labelsByID(e *env, lib *db.Library) (map[int64]db.Label, error) {
	labels, err := lib.Labels(e.ctx)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]db.Label, len(labels))
	for _, l := range labels {
		byID[l.ID] = l
	}
	return byID, nil
}
