package export

import (
	"context"
	"errors"
	"strings"

	"sidelight/app/findings"
	"sidelight/db"
)

// chooseActors gives the actors that go with the briefs: those that they name
// and those in relation with them, or all, the oldest first.
func (e *exporter) chooseActors(ctx context.Context, briefs []db.Brief, all bool) ([]db.Actor, error) {
	if all {
		return e.actors, nil
	}
	wanted := map[int64]bool{}
	var named []int64
	for _, b := range briefs {
		actors, err := e.namedIn(ctx, b)
		if err != nil {
			return nil, err
		}
		for _, a := range actors {
			if !wanted[a.Actor.ID] {
				wanted[a.Actor.ID] = true
				named = append(named, a.Actor.ID)
			}
		}
	}
	for _, id := range named {
		relations, err := e.lib.Relations(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, r := range e.handling.relations(relations) {
			wanted[r.ActorID], wanted[r.OtherID] = true, true
		}
	}
	var chosen []db.Actor
	for _, a := range e.actors {
		if wanted[a.ID] {
			chosen = append(chosen, a)
		}
	}
	return chosen, nil
}

// namedIn lists the actors that a brief names, also where what is read cannot
// be stored.
func (e *exporter) namedIn(ctx context.Context, b db.Brief) ([]db.BriefActor, error) {
	if !e.lib.ReadOnly() {
		return e.lib.BriefActors(ctx, b.ID)
	}
	r, err := findings.Of(ctx, e.lib, b.ID)
	return r.Actors, err
}

// actorSource reads all that the export says of an actor. The quotes of an
// evidence are sure to be in the briefs that are written now.
func (e *exporter) actorSource(ctx context.Context, a db.Actor, written map[int64]bool) (actorSource, error) {
	a = e.handling.without(a)
	s := actorSource{actor: a, aliases: e.pageAliases(a), evidence: map[int64]string{}}
	var err error
	if s.first, err = e.firstSeen(ctx, a.ID); err != nil && !errors.Is(err, db.ErrNotFound) {
		return s, err
	}
	if s.note, err = e.lib.ActorNote(ctx, a.ID); err != nil {
		return s, err
	}
	s.note = e.handling.noteOf(s.note)
	if s.relations, err = e.lib.Relations(ctx, a.ID); err != nil {
		return s, err
	}
	s.relations = e.handling.relations(s.relations)
	for _, r := range s.relations {
		if r.EvidenceOf != 0 {
			b, err := e.lib.Brief(ctx, r.EvidenceOf)
			if err != nil {
				return s, err
			}
			s.evidenceMark = db.Strictest(s.evidenceMark, b.TLP)
		}
		if !written[r.EvidenceOf] {
			continue
		}
		evidence, err := e.lib.Annotation(ctx, r.AnnotationID)
		if err != nil {
			return s, err
		}
		s.evidence[r.ID] = BlockID(evidence.UID)
	}
	s.mentions, err = e.mentions(ctx, a.ID)
	return s, err
}

// mentions counts the mentions of an actor by brief, newest brief first, but
// for those in briefs that are left out.
func (e *exporter) mentions(ctx context.Context, actorID int64) ([]briefCount, error) {
	var counts []briefCount
	err := e.eachMention(ctx, actorID, func(m db.MentionInContext) {
		if e.handling.briefs[m.Brief.ID] {
			return
		}
		if n := len(counts); n == 0 || counts[n-1].brief.ID != m.Brief.ID {
			counts = append(counts, briefCount{brief: m.Brief})
		}
		counts[len(counts)-1].count++
	})
	return counts, err
}

func (e *exporter) eachMention(ctx context.Context, actorID int64, do func(db.MentionInContext)) error {
	const page = 1000
	for seen := 0; ; {
		rows, total, err := e.lib.MentionsOf(ctx, actorID, seen, page)
		if err != nil {
			return err
		}
		for _, m := range rows {
			do(m)
		}
		if seen += len(rows); len(rows) == 0 || seen >= total {
			return nil
		}
	}
}

// firstSeen is the earliest brief that names an actor, of those that are not
// left out.
func (e *exporter) firstSeen(ctx context.Context, actorID int64) (db.Brief, error) {
	first, err := e.lib.FirstSeen(ctx, actorID)
	if err != nil || !e.handling.briefs[first.ID] {
		return first, err
	}
	first = db.Brief{}
	err = e.eachMention(ctx, actorID, func(m db.MentionInContext) {
		if !e.handling.briefs[m.Brief.ID] {
			first = m.Brief // they come newest first
		}
	})
	return first, err
}

// pageAliases are the names under which the page of an actor is found. What is
// the name of another page leads there.
func (e *exporter) pageAliases(a db.Actor) []string {
	names := []string{a.Name}
	for _, alias := range a.Aliases {
		if !alias.Weak {
			names = append(names, alias.Name)
		}
	}
	var aliases []string
	for _, name := range names {
		if owner, taken := e.owners[nameKey(strings.Join(strings.Fields(clean(name)), " "))]; !taken || owner == a.UID {
			aliases = append(aliases, name)
		}
	}
	return aliases
}
