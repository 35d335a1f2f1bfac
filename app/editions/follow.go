package editions

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"sidelight/app/anchor"
	"sidelight/app/findings"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// work follows what was said of a brief's current text into another one.
type work struct {
	brief       db.Brief
	revision    db.Revision
	annotations []db.Annotation
	from        []place // where each annotation was sure of its words last
	decisions   []db.Decision

	other db.Revision // the other text; without an ID while it is not stored
	// Where each annotation, each decision and the date of each event went.
	marked, decided, dated []anchor.Placement
	events                 []db.FoundEvent // what reading finds in the other text
}

// place is a span of a revision.
type place struct {
	revision int64
	span     span.Span
}

// begin reads the text and its annotations.
func begin(ctx context.Context, lib *db.Library, briefID int64) (*work, error) {
	w := &work{}
	var err error
	if w.brief, err = lib.Brief(ctx, briefID); err != nil {
		return w, err
	}
	if w.revision, err = lib.Revision(ctx, w.brief.RevisionID); err != nil {
		return w, err
	}
	w.annotations, err = lib.AllAnnotations(ctx, briefID)
	return w, err
}

// origins finds where each annotation was sure of its words last: one that is
// under review or detached is looked for from there.
func (w *work) origins(ctx context.Context, lib *db.Library) error {
	for _, a := range w.annotations {
		from := place{a.RevisionID, span.Span{Start: a.Start, End: a.End}}
		if a.State == db.AnchorReview || a.State == db.AnchorDetached {
			places, err := lib.Places(ctx, a.ID)
			if err != nil {
				return err
			}
			for _, p := range places {
				if p.State == db.AnchorAnchored || p.State == db.AnchorMoved {
					from = place{p.RevisionID, span.Span{Start: p.Start, End: p.End}}
					break
				}
			}
		}
		w.from = append(w.from, from)
	}
	return nil
}

// decisionsToo reads the decisions about the text.
func (w *work) decisionsToo(ctx context.Context, lib *db.Library) error {
	all, err := lib.Decisions(ctx, w.brief.ID, "")
	w.decisions = slices.DeleteFunc(all, func(d db.Decision) bool { return d.RevisionID != w.revision.ID })
	return err
}

// leaveOutPlaced leaves out the annotations that have a place in a revision.
func (w *work) leaveOutPlaced(ctx context.Context, lib *db.Library, revisionID int64) error {
	var left []db.Annotation
	for _, a := range w.annotations {
		places, err := lib.Places(ctx, a.ID)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(places, func(p db.Place) bool { return p.RevisionID == revisionID }) {
			left = append(left, a)
		}
	}
	w.annotations = left
	return nil
}

// follow finds the places in the other text.
func (w *work) follow(ctx context.Context, lib *db.Library, other db.Revision) error {
	w.other = other
	if err := w.origins(ctx, lib); err != nil {
		return err
	}
	var spans []span.Span
	for _, d := range w.decisions {
		spans = append(spans, span.Span{Start: d.Start, End: d.End})
	}
	for _, d := range w.decisions {
		spans = append(spans, w.dateOf(d))
	}
	decided := len(spans)
	for _, from := range w.from {
		if from.revision == w.revision.ID {
			spans = append(spans, from.span)
		}
	}
	placements, err := followed(ctx, w.revision, other, spans)
	if err != nil {
		return err
	}
	n := len(w.decisions)
	w.decided, w.dated = placements[:n], placements[n:decided]
	if slices.ContainsFunc(w.decisions, func(d db.Decision) bool { return d.Kind == db.DecideEvent }) {
		w.events = findings.Read(w.brief, other, reading.NewNames(nil), false).Events
	}
	placements = placements[decided:]
	for _, from := range w.from {
		if from.revision == w.revision.ID {
			w.marked, placements = append(w.marked, placements[0]), placements[1:]
			continue
		}
		one, err := w.followFrom(ctx, lib, from)
		if err != nil {
			return err
		}
		w.marked = append(w.marked, one)
	}
	return nil
}

// followFrom follows words of an earlier text.
func (w *work) followFrom(ctx context.Context, lib *db.Library, from place) (anchor.Placement, error) {
	earlier, err := lib.Revision(ctx, from.revision)
	if err != nil {
		return anchor.Placement{}, err
	}
	all, err := followed(ctx, earlier, w.other, []span.Span{from.span})
	if err != nil {
		return anchor.Placement{}, err
	}
	return all[0], nil
}

func followed(ctx context.Context, from, to db.Revision, spans []span.Span) ([]anchor.Placement, error) {
	if len(spans) == 0 {
		return nil, ctx.Err()
	}
	return anchor.Follow(ctx, edition(from), edition(to), spans)
}

func edition(r db.Revision) anchor.Edition {
	e := anchor.Edition{Text: r.Text}
	for _, b := range r.Blocks {
		e.Blocks = append(e.Blocks, span.Span{Start: b.Start, End: b.End})
	}
	return e
}

func fitOf(p anchor.Placement) db.Fit {
	return db.Fit{Quote: p.Quote, Context: p.Context, Overlap: p.Overlap, Lead: p.Lead}
}

func attached(s anchor.State) bool { return s == anchor.Anchored || s == anchor.Moved }

// placedAnnotations are the annotations with their places.
func (w *work) placedAnnotations() []db.PlacedAnnotation {
	var all []db.PlacedAnnotation
	for i, a := range w.annotations {
		p := w.marked[i]
		place := db.Place{RevisionID: w.other.ID, Start: p.Span.Start, End: p.Span.End, Quote: a.Quote, Prefix: a.Prefix, Suffix: a.Suffix,
			State: db.AnchorState(p.State), Fit: fitOf(p)}
		if attached(p.State) {
			d := anchor.Describe(w.other.Text, p.Span)
			place.Quote, place.Prefix, place.Suffix = d.Exact, d.Prefix, d.Suffix
		}
		all = append(all, db.PlacedAnnotation{ID: a.ID, Place: place})
	}
	return all
}

// placedDecisions are the decisions with their places. That a name is no
// acronym is about no words, and stays.
func (w *work) placedDecisions() []db.PlacedDecision {
	var all []db.PlacedDecision
	for i, d := range w.decisions {
		p := w.decided[i]
		placed := db.PlacedDecision{ID: d.ID, Key: d.Key, Start: p.Span.Start, End: p.Span.End, State: db.AnchorState(p.State), Fit: fitOf(p)}
		switch {
		case d.Kind == db.DecideEvent:
			placed = w.placedEvent(placed, d, w.dated[i])
		case d.Kind == db.DecideAcronym && !attached(p.State):
			placed.State = db.AnchorAnchored
		}
		all = append(all, placed)
	}
	return all
}

// dateOf is where the words of an event's date stand, empty where it has none.
func (w *work) dateOf(d db.Decision) span.Span {
	start, err := strconv.Atoi(d.Key)
	if d.Kind != db.DecideEvent || err != nil || !strings.HasPrefix(w.revision.Text[min(max(0, start), len(w.revision.Text)):], d.Date.Written) {
		return span.Span{}
	}
	return span.Span{Start: start, End: start + len(d.Date.Written)}
}

// placedEvent is the place of a decision about the date of a sentence: that
// which reading finds there now, so that the decision lies on it; otherwise
// where sentence and date went.
func (w *work) placedEvent(p db.PlacedDecision, d db.Decision, date anchor.Placement) db.PlacedDecision {
	sentence := span.Span{Start: p.Start, End: p.End}
	if attached(date.State) {
		for _, e := range w.events {
			if (span.Span{Start: e.DateStart, End: e.DateEnd}).Overlaps(date.Span) && (span.Span{Start: e.Start, End: e.End}).Overlaps(sentence) {
				p.Start, p.End, p.Key = e.Start, e.End, strconv.Itoa(e.DateStart)
				p.State = db.AnchorState(date.State)
				return p
			}
		}
	}
	p.Key = dateKey(d.Date, sentence, w.other.Text)
	return p
}
