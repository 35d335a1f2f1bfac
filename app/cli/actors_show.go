package cli

import (
	"errors"
	"strings"

	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
)

type actorsShowCmd struct {
	Actor string `arg:"" help:"Number, uid, or a name that no other actor bears."`
}

// shownActorJSON is everything about an actor.
type shownActorJSON struct {
	actorJSON
	FirstSeen *seenJSON       `json:"first_seen"` // null: nowhere
	Relations []relationJSON  `json:"relations"`
	Mentions  []mentionedJSON `json:"mentions"` // newest brief first
	Months    []monthJSON     `json:"months"`
	Notes     []noteJSON      `json:"notes"`
}

type seenJSON struct {
	Brief     int64    `json:"brief"`
	Title     string   `json:"title"`
	Published dateJSON `json:"published"`
}

// relationJSON is read from the actor to the other; that which is shown may be
// either.
type relationJSON struct {
	UID      string   `json:"uid"`
	ActorID  int64    `json:"actor_id"`
	Actor    string   `json:"actor"`
	Kind     string   `json:"kind"`
	OtherID  int64    `json:"other_id"`
	Other    string   `json:"other"`
	Since    dateJSON `json:"since"`
	Until    dateJSON `json:"until"`
	Evidence string   `json:"evidence"` // the words of the annotation that is it
	Remark   string   `json:"remark"`
}

// mentionedJSON is a mention in its context. start and end are code points of
// the brief's text.
type mentionedJSON struct {
	Brief     int64  `json:"brief"`
	Title     string `json:"title"`
	TLP       string `json:"tlp"` // the brief's
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Alias     string `json:"alias"`
	Before    string `json:"before"`
	Words     string `json:"words"`
	After     string `json:"after"`
	Ambiguous bool   `json:"ambiguous"`
	State     string `json:"state"`
}

type monthJSON struct {
	Month string `json:"month"`
	Count int    `json:"count"`
}

// actorPage is what is known of an actor.
type actorPage struct {
	actor     db.Actor
	relations []db.Relation
	firstSeen db.Brief
	mentions  []db.MentionInContext
	months    []db.MonthCount
	note      db.Note
}

// Run shows an actor.
func (c *actorsShowCmd) Run(e *env) error {
	lib, err := e.open(false)
	return with(lib, err, func(lib *db.Library) error {
		if err := findings.CatchUp(e.ctx, lib, nil); err != nil {
			return err
		}
		a, err := e.findActor(lib, c.Actor)
		if err != nil {
			return err
		}
		p, err := e.actorPage(lib, a)
		if err != nil {
			return err
		}
		if !e.json {
			return e.printActor(p)
		}
		shaped, err := e.shapeActorPage(lib, p)
		if err != nil {
			return err
		}
		return e.printJSON(shaped)
	})
}

func (e *env) actorPage(lib *db.Library, a db.Actor) (actorPage, error) {
	p := actorPage{actor: a}
	var err error
	if p.relations, err = lib.Relations(e.ctx, a.ID); err != nil {
		return p, err
	}
	if p.firstSeen, err = lib.FirstSeen(e.ctx, a.ID); err != nil && !errors.Is(err, db.ErrNotFound) {
		return p, err
	}
	if p.months, err = lib.MentionsByMonth(e.ctx, a.ID); err != nil {
		return p, err
	}
	if p.note, err = lib.ActorNote(e.ctx, a.ID); err != nil {
		return p, err
	}
	const page = 500
	for {
		rows, total, err := lib.MentionsOf(e.ctx, a.ID, len(p.mentions), page)
		if err != nil {
			return p, err
		}
		p.mentions = append(p.mentions, rows...)
		if len(rows) == 0 || len(p.mentions) >= total {
			return p, nil
		}
	}
}

// briefs is in how many briefs the actor is mentioned; the mentions of one
// stand together.
func (p actorPage) briefs() int {
	n, last := 0, int64(0)
	for _, m := range p.mentions {
		if m.Brief.ID != last {
			n, last = n+1, m.Brief.ID
		}
	}
	return n
}

func (e *env) shapeActorPage(lib *db.Library, p actorPage) (shownActorJSON, error) {
	s := shownActorJSON{actorJSON: shapeActor(p.actor, p.briefs()), Relations: []relationJSON{}, Mentions: []mentionedJSON{},
		Months: []monthJSON{}, Notes: []noteJSON{}}
	if b := p.firstSeen; b.ID != 0 {
		s.FirstSeen = &seenJSON{b.ID, b.Title, dateJSON(b.Published)}
	}
	for _, r := range p.relations {
		s.Relations = append(s.Relations, relationJSON{r.UID, r.ActorID, r.Actor, string(r.Kind), r.OtherID, r.Other,
			dateJSON(r.Since), dateJSON(r.Until), r.Evidence, r.Remark})
	}
	for _, m := range p.months {
		s.Months = append(s.Months, monthJSON(m))
	}
	if p.note.ID != 0 {
		s.Notes = append(s.Notes, shapeNote(p.note))
	}
	var text int64 // the revision that points are of
	var points *span.Points
	for _, m := range p.mentions {
		if m.RevisionID != text {
			rev, err := lib.Revision(e.ctx, m.RevisionID)
			if err != nil {
				return s, err
			}
			text, points = m.RevisionID, span.NewPoints(rev.Text)
		}
		s.Mentions = append(s.Mentions, mentionedJSON{m.Brief.ID, m.Brief.Title, m.Brief.TLP.Label(), points.FromByte(m.Start), points.FromByte(m.End),
			m.Alias, m.Before, m.Words, m.After, m.Ambiguous, string(m.State)})
	}
	return s, nil
}

// printActor shows an actor to a person, a line for each mention.
func (e *env) printActor(p actorPage) error {
	var out strings.Builder
	line := func(name, value string) {
		if value = oneLine(value); value != "" {
			out.WriteString(name + ": " + value + "\n")
		}
	}
	a := p.actor
	out.WriteString(oneLine(a.Name) + "\n")
	line("kind", a.Kind)
	for _, alias := range a.Aliases {
		kind := string(alias.Kind)
		if alias.Weak {
			kind += ", weak"
		}
		line("alias", alias.Name+" ("+kind+")")
	}
	for _, r := range p.relations {
		line("relation", relationLine(r))
	}
	line("from", a.Origin)
	line("uid", a.UID)
	if p.firstSeen.ID != 0 {
		line("first seen", titled(p.firstSeen)+inBrackets(day(p.firstSeen.Published)))
	}
	line("mentioned", mentioned(len(p.mentions), p.briefs()))
	for _, words := range []string{a.Summary, p.note.Body} {
		if words = strings.TrimSpace(terminal(words)); words != "" {
			out.WriteString("\n" + words + "\n")
		}
	}
	last := int64(0)
	for _, m := range p.mentions {
		if m.Brief.ID != last {
			last = m.Brief.ID
			out.WriteString("\n" + titled(m.Brief) + inBrackets(oneLine(day(m.Brief.Published))) + inBrackets(m.Brief.TLP.Label()) + "\n")
		}
		out.WriteString("  " + oneLine(m.Before+"["+m.Words+"]"+m.After) + "\n")
	}
	return e.printf("%s", out.String())
}

// relationLine reads a relation from the actor to the other: "A part of B
// (since 2020; as the list says)".
func relationLine(r db.Relation) string {
	var more []string
	if since := day(r.Since); since != "" {
		more = append(more, "since "+since)
	}
	if until := day(r.Until); until != "" {
		more = append(more, "until "+until)
	}
	if r.Remark != "" {
		more = append(more, r.Remark)
	}
	kind := string(r.Kind)
	if r.Kind == db.RelationOther {
		kind = "and"
	}
	return r.Actor + " " + kind + " " + r.Other + inBrackets(strings.Join(more, "; "))
}

func inBrackets(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}
