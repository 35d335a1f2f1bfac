package findings

import (
	"cmp"
	"context"
	"slices"

	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// load takes what is stored. Rows of another revision, which another process
// may be storing at this moment, are not of this text.
func (r *Report) load(ctx context.Context, lib *db.Library) error {
	id := r.Brief.ID
	var err error
	if r.Citations, err = lib.Citations(ctx, db.CitationFilter{BriefID: id}); err != nil {
		return err
	}
	if r.Mentions, err = lib.Mentions(ctx, id); err != nil {
		return err
	}
	if r.Actors, err = lib.BriefActors(ctx, id); err != nil {
		return err
	}
	for total := 1; len(r.Events) < total; {
		var events []db.Event
		events, total, err = lib.Events(ctx, db.EventFilter{BriefIDs: []int64{id}, Offset: len(r.Events)})
		if err != nil {
			return err
		}
		if len(events) == 0 {
			break
		}
		r.Events = append(r.Events, events...)
	}
	elsewhere := func(rowRevision int64, start, end int) bool {
		return rowRevision != r.Revision.ID || !span.Span{Start: start, End: end}.Valid(r.Revision.Text)
	}
	r.Citations = slices.DeleteFunc(r.Citations, func(c db.Citation) bool { return elsewhere(c.RevisionID, c.GroupStart, c.GroupEnd) })
	r.Mentions = slices.DeleteFunc(r.Mentions, func(m db.Mention) bool { return elsewhere(m.RevisionID, m.Start, m.End) })
	r.Events = slices.DeleteFunc(r.Events, func(e db.Event) bool { return elsewhere(e.RevisionID, e.Start, e.End) })
	slices.SortStableFunc(r.Events, func(a, b db.Event) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.DateStart, b.DateStart))
	})
	r.NewNames, err = lib.Phrases(ctx, id, leastUses, mostNewNames)
	return err
}

// checks lists what is worth a second look, with what the analyst said of it.
func (r *Report) checks(decisions []db.Decision) {
	type place struct {
		kind       string
		start, end int
	}
	said := map[place]db.State{}
	for _, d := range decisions {
		if d.Kind == db.DecideCheck && d.RevisionID == r.Revision.ID {
			said[place{d.Key, d.Start, d.End}] = d.Verdict
		}
	}
	for _, c := range reading.Checks(r.evidence()) {
		state := said[place{string(c.Kind), c.Span.Start, c.Span.End}]
		r.Checks = append(r.Checks, Check{c, cmp.Or(state, db.StateFound)})
	}
}

// evidence is what the checks look at: the citations and dates as the analyst
// corrected them, at the places where they were read.
func (r *Report) evidence() reading.Evidence {
	stored := map[span.Span]db.Citation{}
	houses := map[string]string{}
	for _, c := range r.Citations {
		stored[span.Span{Start: c.Start, End: c.End}] = c
		houses[c.Source] = c.Publisher
	}
	e := reading.Evidence{Text: r.Revision.Text, Published: r.Published, Publication: r.Brief.Publication,
		Publisher: func(outlet string) string {
			house, known := houses[outlet]
			if !known {
				return reading.House(outlet)
			}
			return house
		}}
	for _, group := range citationsOf(r.Revision, r.Published) {
		var items []reading.CitationItem
		for _, item := range group.Items {
			c, ok := stored[item.Span]
			if !ok || c.State == db.StateDismissed {
				continue
			}
			item.Source = c.Source
			item.Date.Written, item.Date.Earliest, item.Date.Latest, item.Date.Rule = c.Date.Written, c.Date.Earliest, c.Date.Latest, c.Date.Rule
			items = append(items, item)
		}
		if len(items) > 0 {
			group.Items = items
			e.Citations = append(e.Citations, group)
		}
	}
	for _, v := range r.Events {
		e.Dates = append(e.Dates, reading.Dated{
			Day: reading.Day{Span: span.Span{Start: v.DateStart, End: v.DateEnd},
				Written: v.Date.Written, Earliest: v.Date.Earliest, Latest: v.Date.Latest, Rule: v.Date.Rule},
			Sentence: span.Span{Start: v.Start, End: v.End},
		})
	}
	return e
}
