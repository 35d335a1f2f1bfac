package findings

import (
	"context"
	"slices"
	"strings"

	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// Report is everything about one brief, the analyst's decisions laid over.
type Report struct {
	Brief     db.Brief
	Revision  db.Revision
	Published reading.Published // what dates without a year were held against

	Citations []db.Citation // dismissed ones too
	Mentions  []db.Mention  // an ambiguous one has a row for each actor
	Actors    []db.BriefActor
	Events    []db.Event // in the order of the text; dismissed ones left out

	Acronyms   []reading.Acronym // dismissed ones left out
	Terms      []reading.Term
	Hedges     []reading.Hedge
	Confidence []reading.Confidence
	Credits    []reading.Credit
	NoteMarks  []reading.NoteMark

	Checks   []Check
	Passages []Passage

	// What may be worth a record: phrases that recur and name nobody yet, and
	// acronyms that no actor bears together with their long form.
	NewNames    []db.Phrase
	NewAcronyms []reading.Acronym
}

// Check is something worth a second look, and what the analyst said of it.
type Check struct {
	reading.Check
	State db.State
}

// Passage is a run of text that rests on the same citations.
type Passage struct {
	reading.Passage
	Sources int // independent ones: spellings of one source, and the titles of one house, count once
}

// leastUses is how often a phrase must recur to be offered as a new name.
const leastUses = 2

// mostNewNames bounds how many are offered for one brief.
const mostNewNames = 50

// Of tells everything about a brief, which is read first when it was not. In a
// library that cannot be written it is read without storing anything: then no
// source has a record yet and no decision is laid over. The errors are the
// library's.
func Of(ctx context.Context, lib *db.Library, id int64) (Report, error) {
	unread, err := isUnread(ctx, lib, id)
	if err == nil && unread && !lib.ReadOnly() {
		err = Briefs(ctx, lib, id)
		unread = false
	}
	if err != nil {
		return Report{}, err
	}
	r, err := textOf(ctx, lib, id)
	if err != nil {
		return r, err
	}
	if unread {
		err = r.compute(ctx, lib)
	} else {
		err = r.load(ctx, lib)
	}
	if err != nil {
		return r, err
	}
	return r, r.complete(ctx, lib)
}

func isUnread(ctx context.Context, lib *db.Library, id int64) (bool, error) {
	one, err := oneMention(ctx, lib)
	if err != nil {
		return false, err
	}
	ids, err := lib.Unread(ctx, Rules(one), id-1, 1)
	return len(ids) > 0 && ids[0] == id, err
}

func textOf(ctx context.Context, lib *db.Library, id int64) (Report, error) {
	var r Report
	var err error
	if r.Brief, err = lib.Brief(ctx, id); err != nil {
		return r, err
	}
	if r.Revision, err = lib.Revision(ctx, r.Brief.RevisionID); err != nil {
		return r, err
	}
	r.Published = publishedOf(r.Brief, r.Revision.Text)
	return r, nil
}

// complete adds what follows from the text and from what was found in it.
func (r *Report) complete(ctx context.Context, lib *db.Library) error {
	text := r.Revision.Text
	r.Terms, r.Hedges, r.Confidence = reading.Likelihood(text)
	r.Credits = reading.Credits(text)
	r.NoteMarks = reading.NoteMarks(text, blocksOf(r.Revision, db.KindFootnote))
	decisions, err := lib.Decisions(ctx, r.Brief.ID, "")
	if err != nil {
		return err
	}
	r.acronyms(decisions)
	r.checks(decisions)
	r.passages()
	return r.newAcronyms(ctx, lib)
}

// acronyms leaves out the short forms that the analyst dismissed.
func (r *Report) acronyms(decisions []db.Decision) {
	dismissed := map[string]bool{}
	for _, d := range decisions {
		if d.Kind == db.DecideAcronym && d.Verdict == db.StateDismissed && d.RevisionID == r.Revision.ID {
			dismissed[d.Key] = true
		}
	}
	for _, a := range reading.Acronyms(r.Revision.Text) {
		if !dismissed[a.Short] {
			r.Acronyms = append(r.Acronyms, a)
		}
	}
}

func (r *Report) newAcronyms(ctx context.Context, lib *db.Library) error {
	seen := map[string]bool{}
	for _, a := range r.Acronyms {
		key := a.Short + "\n" + db.Fold(a.Long)
		if seen[key] {
			continue
		}
		seen[key] = true
		known, err := lib.ActorsNamed(ctx, a.Short)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(known, func(actor db.Actor) bool { return bears(actor, a.Long) }) {
			r.NewAcronyms = append(r.NewAcronyms, a)
		}
	}
	return nil
}

// bears reports whether a name of the actor is the long form, or ends it: what
// stands before a bracket may begin earlier than the name ("fighters of the").
func bears(a db.Actor, long string) bool {
	long = " " + db.Fold(long)
	for _, name := range namesOfActor(a) {
		if strings.HasSuffix(long, " "+db.Fold(name)) {
			return true
		}
	}
	return false
}

func namesOfActor(a db.Actor) []string {
	names := []string{a.Name}
	for _, alias := range a.Aliases {
		names = append(names, alias.Name)
	}
	return names
}

// passages cuts the running text at its citations and counts what each part
// rests on.
func (r *Report) passages() {
	var groups []span.Span
	var sources []map[string]bool
	for _, c := range r.Citations {
		if c.State == db.StateDismissed {
			continue
		}
		group := span.Span{Start: c.GroupStart, End: c.GroupEnd}
		if n := len(groups); n == 0 || groups[n-1] != group {
			groups, sources = append(groups, group), append(sources, map[string]bool{})
		}
		sources[len(sources)-1][independent(c)] = true
	}
	for _, p := range reading.Passages(r.Revision.Text, blocksOf(r.Revision, db.KindParagraph, db.KindBullet, db.KindQuote), groups) {
		all := map[string]bool{}
		for _, i := range p.Groups {
			for source := range sources[i] {
				all[source] = true
			}
		}
		r.Passages = append(r.Passages, Passage{p, len(all)})
	}
}

// independent tells sources apart that do not depend on each other: those of
// one house are one.
func independent(c db.Citation) string {
	if house := db.Fold(c.Publisher); house != "" {
		return "house " + house
	}
	return "source " + db.Fold(c.Source)
}
