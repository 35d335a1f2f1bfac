package collate

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"strings"

	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// Load makes a side of a brief's current text, of an earlier revision of one, or
// of a note. The errors are the library's.
func Load(ctx context.Context, lib *db.Library, ref db.SideRef) (Side, error) {
	switch {
	case ref.Kind == db.KindNote:
		return loadNote(ctx, lib, ref)
	case ref.Kind != db.KindBrief:
		return Side{}, fmt.Errorf("compare a %s: %w", ref.Kind, db.ErrInvalid)
	}
	r, err := findings.Of(ctx, lib, ref.ID)
	if err != nil {
		return Side{}, err
	}
	if ref.RevisionID == 0 || ref.RevisionID == r.Revision.ID {
		return fromReport(ctx, lib, ref, r)
	}
	revision, err := lib.Revision(ctx, ref.RevisionID)
	if err != nil {
		return Side{}, err
	}
	s := Side{Ref: ref, Title: r.Brief.Title, Reference: reference(r.Brief), Published: r.Brief.Published, TLP: r.Brief.TLP, Text: revision.Text, Blocks: revision.Blocks}
	err = readPlain(ctx, lib, &s, r.Published)
	return s, err
}

func reference(b db.Brief) string {
	issue := strings.Trim(b.Volume+"/"+b.Issue, "/")
	return strings.TrimSpace(b.Publication + " " + issue)
}

// fromReport takes what was read from a brief, the analyst's decisions laid
// over.
func fromReport(ctx context.Context, lib *db.Library, ref db.SideRef, r findings.Report) (Side, error) {
	s := Side{Ref: ref, Title: r.Brief.Title, Reference: reference(r.Brief), Published: r.Brief.Published,
		TLP: r.Brief.TLP, Text: r.Revision.Text, Blocks: r.Revision.Blocks, Citations: r.Citations}
	kinds := map[int64]string{}
	for _, a := range r.Actors {
		kinds[a.Actor.ID] = a.Actor.Kind
	}
	for _, m := range r.Mentions {
		if m.ActorID != 0 && m.State != db.StateNobody {
			s.Mentions = append(s.Mentions, Mention{span.Span{Start: m.Start, End: m.End}, m.ActorID, m.Actor, kinds[m.ActorID]})
		}
	}
	for _, e := range r.Events {
		if e.DateStart < e.DateEnd {
			s.Days = append(s.Days, Day{span.Span{Start: e.DateStart, End: e.DateEnd}, span.Span{Start: e.Start, End: e.End}, e.Date.Earliest, e.Date.Latest})
		}
	}
	s.Terms = terms(r.Terms, r.Hedges, r.Confidence)
	return s, ctx.Err()
}

// loadNote reads a note as a text: its paragraphs are its blocks.
func loadNote(ctx context.Context, lib *db.Library, ref db.SideRef) (Side, error) {
	n, err := lib.Note(ctx, ref.ID)
	if err != nil {
		return Side{}, err
	}
	s := Side{Ref: ref, Title: n.Title, TLP: n.Handling, Text: n.Body}
	day := n.ChangedAt.Format("2006-01-02")
	s.Published = db.Date{Earliest: day, Latest: day}
	for start := 0; start < len(n.Body); {
		end := strings.IndexByte(n.Body[start:], '\n')
		if end < 0 {
			end = len(n.Body) - start
		}
		if strings.TrimSpace(n.Body[start:start+end]) != "" {
			s.Blocks = append(s.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: start + end})
		}
		start += end + 1
	}
	err = readPlain(ctx, lib, &s, reading.Published{Earliest: day, Latest: day})
	return s, err
}

// readPlain reads what a text says of itself, where nothing is stored of it.
func readPlain(ctx context.Context, lib *db.Library, s *Side, published reading.Published) error {
	names, err := findings.Names(ctx, lib)
	if err != nil {
		return err
	}
	var skip []span.Span
	for _, c := range reading.Citations(s.Text, published) {
		skip = append(skip, c.Span)
		for _, item := range c.Items {
			s.Citations = append(s.Citations, db.Citation{GroupStart: c.Start, GroupEnd: c.End, Start: item.Start, End: item.End,
				Outlet: item.Source, Handle: item.Handle, Source: item.Source})
		}
	}
	for _, m := range names.Find(s.Text) {
		for _, id := range m.Actors {
			a, err := lib.Actor(ctx, id)
			if err != nil {
				return err
			}
			s.Mentions = append(s.Mentions, Mention{m.Span, id, a.Name, a.Kind})
		}
	}
	for _, d := range reading.Dates(s.Text, published, skip) {
		s.Days = append(s.Days, Day{d.Span, d.Sentence, d.Earliest, d.Latest})
	}
	t, h, c := reading.Likelihood(s.Text)
	s.Terms = terms(t, h, c)
	return ctx.Err()
}

func terms(likely []reading.Term, hedges []reading.Hedge, confidence []reading.Confidence) []Term {
	var all []Term
	for _, t := range likely {
		low, high, _ := strings.Cut(t.Band, "-")
		l, _ := strconv.Atoi(low)
		h, _ := strconv.Atoi(cmp.Or(high, low))
		all = append(all, Term{Span: t.Span, Words: t.Term, Low: l, High: h})
	}
	for _, h := range hedges {
		all = append(all, Term{Span: h.Span, Words: h.Term, Hedge: true})
	}
	for _, c := range confidence {
		all = append(all, Term{Span: c.Span, Words: c.Level + " confidence", Confidence: c.Level})
	}
	return all
}
