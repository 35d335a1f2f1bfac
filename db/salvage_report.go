package db

import (
	"fmt"
	"strings"
)

// text is the report as a person reads it.
func (s Salvage) text(from string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "What could be saved of %s\n\n", from)
	fmt.Fprintf(&b, "The damaged file was not changed. What could be read is in %s:\n", s.Path)
	fmt.Fprintf(&b, "briefs: %d, annotations: %d, notes: %d, actors: %d.\n", s.Saved.Briefs, s.Saved.Annotations, s.Saved.Notes, s.Saved.Actors)
	if s.BadPages > 0 {
		fmt.Fprintf(&b, "Of the %d pages of the file %d could not be read.\n", s.Pages, s.BadPages)
	}
	if len(s.Lost) == 0 {
		b.WriteString("\nNothing is known to be lost.\n")
	} else {
		b.WriteString("\nLost, or not as it was:\n")
	}
	for _, l := range s.Lost {
		fmt.Fprintf(&b, "- %s\n", l)
	}
	for _, f := range s.Left {
		fmt.Fprintf(&b, "- still wrong: %s, %s: %s\n", f.Kind, f.Record, f.Detail)
	}
	return b.String()
}

func newLoss(kind, title, format string, args ...any) Loss {
	return Loss{kind, title, fmt.Sprintf(format, args...)}
}

// String says on one line what is lost.
func (l Loss) String() string {
	if l.Title == "" {
		return l.Kind + ": " + l.Detail
	}
	return fmt.Sprintf("%s “%s”: %s", l.Kind, l.Title, l.Detail)
}
