package search

import (
	"context"
	"slices"
	"strings"

	"sidelight/app/span"
	"sidelight/db"
)

// BriefMarks returns all that is marked in the current text of a brief: the
// words, the mentions of actors and the citations of sources asked for. It is
// nothing for a brief that is gone.
func BriefMarks(ctx context.Context, lib *db.Library, q Query, briefID int64) ([]span.Span, error) {
	texts, err := lib.TextsOf(ctx, []int64{briefID})
	if err != nil || len(texts) == 0 {
		return nil, err
	}
	briefs, err := lib.BriefsOf(ctx, []int64{briefID})
	if err != nil || len(briefs) == 0 {
		return nil, err
	}
	hits, err := briefHits(ctx, lib, q, q.matcher(), briefs[0], texts[0].Text)
	return spansOf(hits), err
}

// titleIn finds a brief's title in its text, where a text begins with it.
func titleIn(text, title string) span.Span {
	const near = 1000
	head := text[:min(len(text), near+len(title))]
	if i := strings.Index(head, title); i >= 0 && title != "" {
		return span.Span{Start: i, End: i + len(title)}
	}
	return span.Span{}
}

// briefHits are the places marked in a brief's text: words, those asked for in
// the title only there, the mentions of actors and the citations of sources.
func briefHits(ctx context.Context, lib *db.Library, q Query, match *matcher, b db.Brief, text string) ([]hit, error) {
	hits := match.hits(text, inText)
	if title := titleIn(text, b.Title); !title.Empty() {
		for _, h := range match.hits(b.Title, func(m mark) bool { return m.field == db.FieldTitle }) {
			h.at.Start += title.Start
			h.at.End += title.Start
			hits = append(hits, h)
		}
	}
	add := func(at span.Span, number int) {
		if at.Valid(text) && !at.Empty() {
			hits = append(hits, hit{at, len(q.marks) + number})
		}
	}
	if len(q.actors) > 0 {
		mentions, err := lib.Mentions(ctx, b.ID)
		if err != nil {
			return nil, err
		}
		for _, m := range mentions {
			if i := slices.Index(q.actors, m.ActorID); i >= 0 {
				add(span.Span{Start: m.Start, End: m.End}, i)
			}
		}
	}
	if len(q.sources) > 0 {
		citations, err := lib.Citations(ctx, db.CitationFilter{BriefID: b.ID})
		if err != nil {
			return nil, err
		}
		for _, c := range citations {
			if i := slices.Index(q.sources, c.SourceID); i >= 0 && c.State != db.StateDismissed {
				add(span.Span{Start: c.Start, End: c.End}, len(q.actors)+i)
			}
		}
	}
	sortHits(hits)
	return hits, nil
}
