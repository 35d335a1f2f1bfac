// Package editions brings a corrected text of a brief into the library without
// losing what was said of the one before: it recognises that a text is another
// edition of a brief, finds the places of its annotations and decisions there
// (package anchor), and has the library store all of it in one step that can be
// taken back.
//
// It knows nothing of files or windows.
package editions

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"sidelight/app/anchor"
	"sidelight/app/collate/diff"
	"sidelight/app/span"
	"sidelight/db"
)

// Counts says what becomes of annotations or decisions.
type Counts struct {
	Stayed   int // found beyond doubt, where the texts correspond
	Moved    int // found beyond doubt, elsewhere
	Review   int // found perhaps
	Detached int // not found
}

// Total is how many there are.
func (c Counts) Total() int { return c.Stayed + c.Moved + c.Review + c.Detached }

func (c *Counts) add(s db.AnchorState) {
	switch s {
	case db.AnchorAnchored:
		c.Stayed++
	case db.AnchorMoved:
		c.Moved++
	case db.AnchorReview:
		c.Review++
	case db.AnchorDetached:
		c.Detached++
	}
}

// leastAlike is the part of the shorter text's words that two editions share in
// runs of three; two texts about one matter share less than a tenth.
const leastAlike = 0.5

// Recognise finds the brief that a text is another edition of: the title, the
// publication, the volume and the issue are the same, and so are half of the
// words. Where no issue is known the dates must not contradict each other.
// db.ErrNotFound: none, or more than one.
func Recognise(ctx context.Context, lib *db.Library, n db.NewBrief) (db.Brief, error) {
	found, err := lib.FindBriefs(ctx, n.Title)
	if err != nil {
		return db.Brief{}, err
	}
	var same []db.Brief
	for _, b := range found {
		if !sameRecord(b, n) {
			continue
		}
		r, err := lib.Revision(ctx, b.RevisionID)
		if err != nil {
			return db.Brief{}, err
		}
		alike, err := diff.Alike(ctx, r.Text, n.Text)
		if err != nil {
			return db.Brief{}, err
		}
		if alike >= leastAlike {
			same = append(same, b)
		}
	}
	if len(same) != 1 {
		return db.Brief{}, db.ErrNotFound
	}
	return same[0], nil
}

func sameRecord(b db.Brief, n db.NewBrief) bool {
	for _, field := range [][2]string{{b.Title, n.Title}, {b.Publication, n.Publication}, {b.Volume, n.Volume}, {b.Issue, n.Issue}} {
		if db.Fold(field[0]) != db.Fold(field[1]) {
			return false
		}
	}
	dated := b.Published.Earliest != "" && n.Published.Earliest != ""
	apart := b.Published.Earliest > n.Published.Latest || n.Published.Earliest > b.Published.Latest
	return b.Issue != "" || !dated || !apart
}

// Plan is another edition of a brief before it is stored.
type Plan struct {
	Brief       db.Brief
	Annotations Counts // those that are not in the trash
	Decisions   Counts
	edition     db.NewEdition
}

// Prepare finds the places of all that was said of a brief's current text in
// another one. It writes nothing. db.ErrNotFound; ctx.Err() when ctx ends first.
func Prepare(ctx context.Context, lib *db.Library, briefID int64, n db.NewBrief) (Plan, error) {
	w, err := begin(ctx, lib, briefID)
	if err != nil {
		return Plan{}, err
	}
	if err := w.decisionsToo(ctx, lib); err != nil {
		return Plan{}, err
	}
	p := Plan{Brief: w.brief, edition: db.NewEdition{BriefID: briefID, After: w.revision.ID, Brief: n}}
	if err := w.follow(ctx, lib, db.Revision{BriefID: briefID, Text: n.Text, Blocks: n.Blocks}); err != nil {
		return Plan{}, err
	}
	p.edition.Annotations = w.placedAnnotations()
	p.edition.Decisions = w.placedDecisions()
	for i, a := range w.annotations {
		if a.TrashedAt.IsZero() {
			p.Annotations.add(p.edition.Annotations[i].State)
		}
	}
	for _, d := range p.edition.Decisions {
		p.Decisions.add(d.State)
	}
	return p, nil
}

// attempts bounds how often places are found again because the brief was
// changed meanwhile.
const attempts = 3

// Store stores the edition and returns the brief with the plan as it was carried
// out. Where the brief was changed since Prepare, the places are found anew.
// The errors are those of db.AddEdition; with db.ErrExists the brief that has
// the text comes back.
func (p Plan) Store(ctx context.Context, lib *db.Library) (db.Brief, Plan, error) {
	for try := 1; ; try++ {
		b, err := lib.AddEdition(ctx, p.edition)
		if !errors.Is(err, db.ErrStale) || try == attempts {
			return b, p, err
		}
		if p, err = Prepare(ctx, lib, p.edition.BriefID, p.edition.Brief); err != nil {
			return db.Brief{}, p, err
		}
	}
}

// Use makes a revision of a brief its current one again. Annotations go back to
// the places they have there; those made since are looked for.
func Use(ctx context.Context, lib *db.Library, briefID, revisionID int64) (db.Brief, error) {
	for try := 1; ; try++ {
		b, err := use(ctx, lib, briefID, revisionID)
		if !errors.Is(err, db.ErrStale) || try == attempts {
			return b, err
		}
	}
}

func use(ctx context.Context, lib *db.Library, briefID, revisionID int64) (db.Brief, error) {
	w, err := begin(ctx, lib, briefID)
	if err != nil || w.brief.RevisionID == revisionID {
		return w.brief, err
	}
	r, err := lib.Revision(ctx, revisionID)
	if err != nil {
		return db.Brief{}, err
	}
	if err := w.leaveOutPlaced(ctx, lib, revisionID); err != nil {
		return db.Brief{}, err
	}
	if err := w.follow(ctx, lib, r); err != nil {
		return db.Brief{}, err
	}
	return lib.UseEdition(ctx, briefID, revisionID, w.placedAnnotations())
}

// PlaceAt is the place of words that the analyst chose for an annotation.
func PlaceAt(revision db.Revision, s span.Span) db.Place {
	d := anchor.Describe(revision.Text, s)
	return db.Place{RevisionID: revision.ID, Start: d.Span.Start, End: d.Span.End, Quote: d.Exact, Prefix: d.Prefix, Suffix: d.Suffix,
		State: db.AnchorAnchored, Fit: db.Fit{Quote: 1, Context: 1, Overlap: 1, Lead: 1}}
}

// Detached is the place of an annotation that belongs to no words any more: it
// keeps those it had.
func Detached(a db.Annotation) db.Place {
	return db.Place{RevisionID: a.RevisionID, Start: a.Start, End: a.Start, Quote: a.Quote, Prefix: a.Prefix, Suffix: a.Suffix, State: db.AnchorDetached}
}

// Again is a decision about the edition before as it would be on the words that
// are proposed in this text.
func Again(left db.LeftDecision, text string) db.Decision {
	d := left.Decision
	at := span.Span{Start: left.Place.Start, End: left.Place.End}
	d.ID, d.UID, d.RevisionID, d.Start, d.End = 0, "", 0, at.Start, at.End
	if d.Kind == db.DecideEvent {
		d.Key = dateKey(d.Date, at, text)
	}
	return d
}

// dateKey is the key of an event in a sentence: where the words of its date
// begin, or where no date does.
func dateKey(date db.Date, sentence span.Span, text string) string {
	if at := strings.Index(sentence.Of(text), date.Written); at >= 0 && date.Written != "" {
		return strconv.Itoa(sentence.Start + at)
	}
	return strconv.Itoa(sentence.End) // no date begins where the sentence ends
}
