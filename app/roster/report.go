package roster

import (
	"fmt"
	"strings"

	"sidelight/db"
)

// Outcome is what became of a row.
type Outcome string

// What can become of a row.
const (
	Added  Outcome = "added"
	Merged Outcome = "merged"
	Same   Outcome = "same"
	Left   Outcome = "left out"
	Failed Outcome = "failed"
)

// What Line.Why says besides what the plan did.
const (
	WhyTaken     = "the library has an actor of this name and kind, perhaps in the trash"
	WhyNotWanted = "not wanted"
)

// Report says what became of a list.
type Report struct {
	Lines     []Line // one a row, in the order of the list
	Relations int    // how many were added
}

// Line is what became of one row.
type Line struct {
	Planned Planned
	Outcome Outcome
	Actor   db.Actor // whom the row was added as, merged into, or is; none when it was left out
	Why     string
}

// Foresee is the report of what Apply would do, without doing it: lines that
// would be added have no actor yet, those that would be merged the one before.
func Foresee(planned []Planned) Report {
	r := Report{Lines: make([]Line, len(planned))}
	for i, p := range planned {
		r.Lines[i] = foresee(p)
	}
	return r
}

func foresee(p Planned) Line {
	line := Line{Planned: p, Outcome: Left, Why: p.Why}
	switch {
	case p.Problem != "":
		line.Outcome = Failed
	case p.Action == ActionSkip:
	case p.Choice.Do == DoAdd && !p.CanAdd:
		line.Outcome, line.Why = Failed, WhyTaken
	case p.Choice.Do == DoMerge && p.Choice.Into != 0:
		line.Outcome, line.Actor, line.Why = Merged, db.Actor{ID: p.Choice.Into}, ""
		for _, m := range p.With {
			if m.Actor.ID == p.Choice.Into {
				line.Actor = m.Actor
			}
		}
	case p.Choice.Do == DoAdd:
		line.Outcome, line.Why = Added, ""
	case p.Action == ActionSame:
		line.Outcome, line.Actor = Same, p.With[0].Actor
	case p.Action == ActionAdd:
		line.Why = WhyNotWanted
	}
	return line
}

// changed reports whether the row added to the library.
func (l Line) changed() bool { return l.Outcome == Added || l.Outcome == Merged }

// Name is what a row is called by: its actor's name, or its line.
func (r Row) Name() string {
	if r.Actor.Name == "" {
		return fmt.Sprintf("line %d", r.Line)
	}
	return r.Actor.Name
}

// String is the line as printed: "merged: JNIM into Group of the North".
func (l Line) String() string {
	name := l.Planned.Name()
	s := string(l.Outcome) + ": " + name
	if l.Outcome == Merged && l.Actor.Name != name {
		s += " into " + l.Actor.Name
	}
	if l.Why != "" && l.Outcome != Same {
		s += ": " + l.Why
	}
	if len(l.Planned.Remarks) > 0 {
		remarks := make([]string, len(l.Planned.Remarks))
		for i, r := range l.Planned.Remarks {
			remarks[i] = r.String()
		}
		s += " (" + strings.Join(remarks, "; ") + ")"
	}
	return s
}

// Count is how many rows came to this.
func (r Report) Count(o Outcome) int {
	n := 0
	for _, l := range r.Lines {
		if l.Outcome == o {
			n++
		}
	}
	return n
}
