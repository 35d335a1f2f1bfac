package search

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"sidelight/app/span"
	"sidelight/db"
)

// Shown is a group with what a person sees of it.
type Shown struct {
	Group      Group
	Brief      db.Brief // when Group.BriefID is not 0
	Title      string   // of the brief or note; of the actor whose note it is
	TLP        db.TLP   // by which the brief or note is handled
	TitleMarks []span.Span
	Passages   []Passage
	// Marked is the number of places marked in all of the group's documents.
	Marked int
}

// Passage is a snippet of a document with marks.
type Passage struct {
	Kind    db.Kind // brief, note, annotation
	ID      int64
	BriefID int64
	Label   string      // an annotation's
	TLP     db.TLP      // by which the document is handled
	Snippet string      // one line
	Marks   []span.Span // in Snippet
	At      span.Span   // the first mark in the document's own text: a brief's text, an annotation's brief's text, a note's body
}

// documents are what a page shows, by id.
type documents struct {
	lib         *db.Library
	q           Query
	match       *matcher
	briefs      map[int64]db.Brief
	texts       map[int64]string
	notes       map[int64]db.Note
	annotations map[int64]db.Annotation
	labels      map[int64]string
}

// Page reads the groups from offset on, at most limit, with at most three
// passages of each document. Groups that are gone since are left out.
func (r Results) Page(ctx context.Context, lib *db.Library, offset, limit int) ([]Shown, error) {
	from := min(max(offset, 0), len(r.Groups))
	groups := r.Groups[from:min(from+max(limit, 0), len(r.Groups))]
	d := &documents{lib: lib, q: r.Query, match: r.Query.matcher()}
	if err := d.load(ctx, groups); err != nil {
		return nil, err
	}
	var page []Shown
	for _, g := range groups {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		shown, err := d.show(ctx, g)
		if err != nil {
			return nil, err
		}
		if len(shown.Passages) > 0 {
			page = append(page, shown)
		}
	}
	return page, nil
}

// load reads what the groups name, each kind at once.
func (d *documents) load(ctx context.Context, groups []Group) error {
	var briefs, texts, notes, annotations []int64
	for _, g := range groups {
		if g.BriefID != 0 {
			briefs = append(briefs, g.BriefID)
		}
		for _, h := range g.Hits {
			switch h.Kind {
			case db.KindBrief:
				texts = append(texts, h.ID)
			case db.KindNote:
				notes = append(notes, h.ID)
			case db.KindAnnotation:
				annotations = append(annotations, h.ID)
			}
		}
	}
	var err error
	d.briefs, err = byID(ctx, err, briefs, d.lib.BriefsOf, func(b db.Brief) int64 { return b.ID })
	all, err := byID(ctx, err, texts, d.lib.TextsOf, func(t db.BriefText) int64 { return t.BriefID })
	d.texts = make(map[int64]string, len(all))
	for id, t := range all {
		d.texts[id] = t.Text
	}
	d.notes, err = byID(ctx, err, notes, d.lib.NotesOf, func(n db.Note) int64 { return n.ID })
	d.annotations, err = byID(ctx, err, annotations, d.lib.AnnotationsOf, func(a db.Annotation) int64 { return a.ID })
	if err != nil || len(annotations) == 0 {
		return err
	}
	labels, err := d.lib.Labels(ctx)
	d.labels = make(map[int64]string, len(labels))
	for _, l := range labels {
		d.labels[l.ID] = l.Name
	}
	return err
}

// byID reads records by their ids, unless something went wrong before.
func byID[T any](ctx context.Context, before error, ids []int64, read func(context.Context, []int64) ([]T, error), id func(T) int64) (map[int64]T, error) {
	if before != nil || len(ids) == 0 {
		return nil, before
	}
	all, err := read(ctx, ids)
	found := make(map[int64]T, len(all))
	for _, record := range all {
		found[id(record)] = record
	}
	return found, err
}

// show shows a group; it has no passages when it is gone.
func (d *documents) show(ctx context.Context, g Group) (Shown, error) {
	s := Shown{Group: g}
	if g.BriefID != 0 {
		b, ok := d.briefs[g.BriefID]
		if !ok {
			return s, nil
		}
		s.Brief, s.TLP = b, b.TLP
		d.title(&s, b.Title)
	}
	first := 0
	for _, h := range g.Hits {
		switch h.Kind {
		case db.KindBrief:
			if err := d.brief(ctx, &s, h.ID); err != nil {
				return s, err
			}
			first = len(s.Passages)
		case db.KindNote:
			if err := d.note(ctx, &s, h); err != nil {
				return s, err
			}
			first = len(s.Passages)
		case db.KindAnnotation:
			d.annotation(&s, h.ID)
		}
	}
	slices.SortStableFunc(s.Passages[first:], func(a, b Passage) int { return cmp.Compare(a.At.Start, b.At.Start) })
	return s, nil
}

func (d *documents) title(s *Shown, title string) {
	s.Title = title
	s.TitleMarks = spansOf(d.match.hits(title, func(m mark) bool { return m.field != db.FieldPublication }))
}

// inText and inNotes pick the marks for the text of a brief, and for notes and
// annotations.
func inText(m mark) bool  { return m.field == db.FieldAny && !m.name }
func inNotes(m mark) bool { return m.field == db.FieldAny }

// weight says what a mark counts for in a choice of passages.
func (d *documents) weight(i int) int {
	if i < len(d.q.marks) && (!d.q.marks[i].quotes.Empty() || len(d.q.marks[i].phrases) > 1) {
		return 2
	}
	return 1
}

func (d *documents) brief(ctx context.Context, s *Shown, id int64) error {
	text, ok := d.texts[id]
	if !ok {
		return nil
	}
	hits, err := briefHits(ctx, d.lib, d.q, d.match, s.Brief, text)
	if err != nil {
		return err
	}
	s.Marked += len(spansOf(hits))
	title := titleIn(text, s.Brief.Title)
	// The title is shown anyway: its words are marked there.
	below := slices.DeleteFunc(slices.Clone(hits), func(h hit) bool { return h.at.Start < title.End })
	pieces := snippets(text, below, d.weight)
	if len(pieces) == 0 {
		piece := opening(text, title.End)
		if len(hits) > 0 {
			piece.at = hits[0].at
		}
		pieces = append(pieces, piece)
	}
	for _, p := range pieces {
		s.Passages = append(s.Passages, Passage{Kind: db.KindBrief, ID: id, BriefID: id, TLP: s.Brief.TLP, Snippet: p.line, Marks: p.marks, At: p.at})
	}
	return nil
}

func (d *documents) note(ctx context.Context, s *Shown, h db.TextHit) error {
	n, ok := d.notes[h.ID]
	if !ok {
		return nil
	}
	if s.Group.BriefID == 0 {
		title := n.Title
		if h.ActorID != 0 && title == "" {
			a, err := d.lib.Actor(ctx, h.ActorID)
			if err != nil && !errors.Is(err, db.ErrNotFound) {
				return err
			}
			title = a.Name
		}
		d.title(s, title)
		s.TLP = n.Handling
		s.Marked += len(s.TitleMarks)
	}
	hits := d.match.hits(n.Body, inNotes)
	s.Marked += len(spansOf(hits))
	pieces := snippets(n.Body, hits, d.weight)
	if len(pieces) == 0 {
		pieces = append(pieces, opening(n.Body, 0))
	}
	for _, p := range pieces {
		s.Passages = append(s.Passages, Passage{Kind: db.KindNote, ID: n.ID, BriefID: n.BriefID, TLP: n.Handling, Snippet: p.line, Marks: p.marks, At: p.at})
	}
	return nil
}

func (d *documents) annotation(s *Shown, id int64) {
	a, ok := d.annotations[id]
	if !ok {
		return
	}
	passage := func(p snippet, at span.Span) {
		s.Passages = append(s.Passages, Passage{Kind: db.KindAnnotation, ID: id, BriefID: a.BriefID, Label: d.labels[a.LabelID], TLP: s.Brief.TLP, Snippet: p.line, Marks: p.marks, At: at})
	}
	whole := span.Span{Start: a.Start, End: a.End}
	quoted := d.match.hits(a.Quote, inNotes)
	quotes := snippets(a.Quote, quoted, d.weight)
	for _, p := range quotes {
		at := span.Span{Start: a.Start + p.at.Start, End: a.Start + p.at.End}
		if at.End > a.End { // the passage is no longer what was quoted
			at = whole
		}
		passage(p, at)
	}
	noted := d.match.hits(a.Note, inNotes)
	s.Marked += len(spansOf(quoted)) + len(spansOf(noted))
	for i, p := range snippets(a.Note, noted, d.weight) {
		if len(quotes)+i < mostSnippets {
			passage(p, whole)
		}
	}
	if len(quoted)+len(noted) == 0 {
		passage(opening(a.Quote, 0), whole)
	}
}
