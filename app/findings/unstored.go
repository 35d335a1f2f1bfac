package findings

import (
	"cmp"
	"context"
	"slices"

	"sidelight/app/span"
	"sidelight/db"
)

// compute reads the text without storing what it finds, and puts it into the
// shape in which the library would tell it.
func (r *Report) compute(ctx context.Context, lib *db.Library) error {
	reader, err := newReader(ctx, lib)
	if err != nil {
		return err
	}
	actors, err := lib.Actors(ctx)
	if err != nil {
		return err
	}
	byID, named := map[int64]db.Actor{}, map[string]bool{}
	for _, a := range actors {
		byID[a.ID] = a
		for _, name := range namesOfActor(a) {
			named[db.Fold(name)] = true
		}
	}
	found := Read(r.Brief, r.Revision, reader.names.Load().trie, reader.oneMention)
	for _, c := range found.Citations {
		r.Citations = append(r.Citations, db.Citation{BriefID: r.Brief.ID, RevisionID: r.Revision.ID,
			GroupStart: c.GroupStart, GroupEnd: c.GroupEnd, Start: c.Start, End: c.End, Signal: c.Signal,
			Outlet: c.Outlet, Handle: c.Handle, Date: c.Date, Source: c.Outlet, Publisher: c.Publisher, State: db.StateFound})
	}
	r.computeMentions(found.Mentions, byID)
	for _, e := range found.Events {
		r.Events = append(r.Events, r.computeEvent(e))
	}
	for _, p := range found.Phrases {
		if p.Uses >= leastUses && !named[db.Fold(p.Name)] && len(r.NewNames) < mostNewNames {
			r.NewNames = append(r.NewNames, db.Phrase{Name: p.Name, Key: db.Fold(p.Name), Uses: p.Uses, Briefs: 1,
				BriefID: r.Brief.ID, Start: p.Start, End: p.End})
		}
	}
	return nil
}

// computeMentions gives each actor of each mention a row and counts them.
func (r *Report) computeMentions(found []db.FoundMention, byID map[int64]db.Actor) {
	counts := map[int64]*db.BriefActor{}
	for _, m := range found {
		ambiguous := len(m.Actors) > 1
		for _, id := range m.Actors {
			r.Mentions = append(r.Mentions, db.Mention{BriefID: r.Brief.ID, RevisionID: r.Revision.ID, Start: m.Start, End: m.End,
				Alias: m.Alias, ActorID: id, Actor: byID[id].Name, State: db.StateFound, Ambiguous: ambiguous})
			count := counts[id]
			if count == nil {
				count = &db.BriefActor{Actor: byID[id], First: m.Start}
				counts[id] = count
			}
			count.Count++
			if ambiguous {
				count.Ambiguous++
			}
		}
	}
	for _, count := range counts {
		r.Actors = append(r.Actors, *count)
	}
	slices.SortFunc(r.Actors, func(a, b db.BriefActor) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.First, b.First))
	})
}

// computeEvent is a dated statement with the sources and actors of its
// sentence.
func (r *Report) computeEvent(e db.FoundEvent) db.Event {
	sentence := span.Span{Start: e.Start, End: e.End}
	event := db.Event{BriefID: r.Brief.ID, RevisionID: r.Revision.ID, Start: e.Start, End: e.End, DateStart: e.DateStart, DateEnd: e.DateEnd,
		Sentence: sentence.Of(r.Revision.Text), Date: e.Date, State: db.StateFound, BriefTitle: r.Brief.Title, Publication: r.Brief.Publication}
	for _, c := range r.Citations {
		if sentence.Contains(c.Start) && !slices.Contains(event.Sources, c.Source) {
			event.Sources = append(event.Sources, c.Source)
		}
	}
	for _, m := range r.Mentions {
		if sentence.Contains(m.Start) && !slices.Contains(event.Actors, m.Actor) {
			event.Actors = append(event.Actors, m.Actor)
		}
	}
	return event
}
