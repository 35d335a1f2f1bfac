package db_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"sidelight/db"
)

// strikeText is a short text with two citation brackets, a name that two
// actors may bear, two dated sentences and a phrase that recurs.
const strikeText = `Harbour strike

On May 2, dockers of the Zaytun Front closed the harbour – all of it (Coast Radio, May 3; see Harbour News, May 4). The ZF wants talks.

The Salt Quay stays shut. On May 9 the navy came to the Salt Quay. (Harbour News, May 10)
`

// spanOf is where words stand in a text for the first time.
func spanOf(tb testing.TB, text, words string) (start, end int) {
	tb.Helper()
	start = strings.Index(text, words)
	if start < 0 {
		tb.Fatalf("%q is not in the text", words)
	}
	return start, start + len(words)
}

// day is a date as reading finds it.
func day(written, iso string) db.Date {
	return db.Date{Written: written, Earliest: iso, Latest: iso, Rule: "year of publication"}
}

// strike is a brief with strikeText in two paragraphs.
func strike(tb testing.TB, l *db.Library, title string) db.Brief {
	tb.Helper()
	n := db.NewBrief{Title: title, Publication: "Quay Letter", Published: day("May 12, 2024", "2024-05-12"), Text: title + "\n\n" + strikeText}
	start := 0
	for line := range strings.Lines(n.Text) {
		if words := strings.TrimSuffix(line, "\n"); words != "" {
			n.Blocks = append(n.Blocks, db.Block{Kind: db.KindParagraph, Start: start, End: start + len(words)})
		}
		start += len(line)
	}
	n.Blocks[0].Kind, n.Blocks[1].Kind = db.KindTitle, db.KindHeading
	b, err := l.AddBrief(context.Background(), n)
	must(tb, err)
	return b
}

// textOf is the current text of a brief.
func textOf(tb testing.TB, l *db.Library, b db.Brief) string {
	tb.Helper()
	r, err := l.Revision(context.Background(), b.RevisionID)
	must(tb, err)
	return r.Text
}

// found is what reading finds in strikeText: three citations of two sources,
// the front by two names, two events, a phrase.
func found(tb testing.TB, l *db.Library, b db.Brief, actors ...int64) db.Findings {
	tb.Helper()
	text := textOf(tb, l, b)
	f := db.Findings{BriefID: b.ID, RevisionID: b.RevisionID}
	cite := func(bracket, item, signal, outlet string, date db.Date, kind db.SourceKind) {
		c := db.FoundCitation{Signal: signal, Outlet: outlet, Date: date, Kind: kind, Publisher: "House of " + outlet}
		c.GroupStart, c.GroupEnd = spanOf(tb, text, bracket)
		c.Start, c.End = spanOf(tb, text, item)
		f.Citations = append(f.Citations, c)
	}
	const both = "(Coast Radio, May 3; see Harbour News, May 4)"
	cite(both, "Coast Radio, May 3", "", "Coast Radio", day("May 3", "2024-05-03"), db.SourceBroadcast)
	cite(both, "Harbour News, May 4", "see", "Harbour News", day("May 4", "2024-05-04"), db.SourcePaper)
	cite("(Harbour News, May 10)", "Harbour News, May 10", "", "Harbour News", day("May 10", "2024-05-10"), db.SourcePaper)
	for _, name := range []string{"Zaytun Front", "ZF"} {
		start, end := spanOf(tb, text, name)
		f.Mentions = append(f.Mentions, db.FoundMention{Start: start, End: end, Alias: name, Actors: actors})
	}
	dated := func(from, to, written, iso string) {
		e := db.FoundEvent{Date: day(written, iso)}
		e.Start, _ = spanOf(tb, text, from)
		_, e.End = spanOf(tb, text, to)
		e.DateStart, e.DateEnd = spanOf(tb, text, written)
		f.Events = append(f.Events, e)
	}
	dated("On May 2", "harbour – all of it (Coast Radio, May 3; see Harbour News, May 4).", "May 2", "2024-05-02")
	dated("On May 9", "navy came to the Salt Quay.", "May 9", "2024-05-09")
	start, end := spanOf(tb, text, "Salt Quay")
	f.Phrases = []db.FoundPhrase{{Name: "Salt Quay", Uses: 2, Start: start, End: end}}
	return f
}

const rules = "rules 1"

func mustStore(tb testing.TB, l *db.Library, all ...db.Findings) {
	tb.Helper()
	must(tb, l.StoreFindings(context.Background(), rules, all))
}

// readStrike is a brief of strikeText whose findings are stored.
func readStrike(tb testing.TB, l *db.Library, title string, actors ...int64) db.Brief {
	tb.Helper()
	b := strike(tb, l, title)
	mustStore(tb, l, found(tb, l, b, actors...))
	return b
}

func mustAddActor(tb testing.TB, l *db.Library, name string) db.Actor {
	tb.Helper()
	a, err := l.AddActor(context.Background(), db.Actor{Name: name, Kind: "armed group"})
	must(tb, err)
	return a
}

func mustDecide(tb testing.TB, l *db.Library, d db.Decision) (before db.Decision) {
	tb.Helper()
	before, err := l.Decide(context.Background(), d)
	must(tb, err)
	return before
}

// visible is all that a window shows of a brief's findings, without ids, which
// reading again may change.
type visible struct {
	Citations []db.Citation
	Mentions  []db.Mention
	Events    []db.Event
	Phrases   []db.Phrase
	Sources   []db.Source
}

func visibleIn(tb rapid.TB, l *db.Library, briefID int64) visible {
	tb.Helper()
	ctx := context.Background()
	var v visible
	var errs [5]error
	v.Citations, errs[0] = l.Citations(ctx, db.CitationFilter{BriefID: briefID})
	v.Mentions, errs[1] = l.Mentions(ctx, briefID)
	v.Events, _, errs[2] = l.Events(ctx, db.EventFilter{BriefIDs: []int64{briefID}, States: []db.State{
		db.StateFound, db.StateKept, db.StateEdited, db.StateAdded, db.StateDismissed}})
	v.Phrases, errs[3] = l.Phrases(ctx, briefID, 1, 0)
	v.Sources, _, errs[4] = l.Sources(ctx, db.SourceFilter{BriefID: briefID})
	if err := errors.Join(errs[:]...); err != nil {
		tb.Fatal(err)
	}
	for i := range v.Citations {
		v.Citations[i].ID = 0
	}
	for i := range v.Mentions {
		v.Mentions[i].ID = 0
	}
	for i := range v.Events {
		v.Events[i].ID = 0
	}
	return v
}

// withoutSourceIDs is the same without what a source has anew when it is made
// again: its ids, its moments, and which of its spellings it is called by.
func (v visible) withoutSourceIDs() visible {
	v.Citations, v.Events, v.Sources = slices.Clone(v.Citations), slices.Clone(v.Events), slices.Clone(v.Sources)
	for i := range v.Citations {
		v.Citations[i].SourceID = 0
		v.Citations[i].Source = db.Fold(v.Citations[i].Source)
	}
	for i := range v.Events {
		v.Events[i].Sources = slices.Clone(v.Events[i].Sources)
		for j, name := range v.Events[i].Sources {
			v.Events[i].Sources[j] = db.Fold(name)
		}
	}
	for i := range v.Sources {
		v.Sources[i].ID, v.Sources[i].UID, v.Sources[i].CreatedAt, v.Sources[i].ChangedAt = 0, "", time.Time{}, time.Time{}
		v.Sources[i].Name = db.Fold(v.Sources[i].Name)
		v.Sources[i].Variants = slices.Clone(v.Sources[i].Variants)
		for j, name := range v.Sources[i].Variants {
			v.Sources[i].Variants[j] = db.Fold(name)
		}
	}
	return v
}

// sourcesByName lists the sources of the library with how often each is cited.
func sourcesByName(tb testing.TB, l *db.Library) map[string]int {
	tb.Helper()
	rows, total, err := l.Sources(context.Background(), db.SourceFilter{})
	must(tb, err)
	if total != len(rows) {
		tb.Errorf("%d sources of %d", len(rows), total)
	}
	all := map[string]int{}
	for _, s := range rows {
		all[s.Name] = s.Citations
	}
	return all
}

// sourceOf is the source of a name.
func sourceOf(tb testing.TB, l *db.Library, name string) db.Source {
	tb.Helper()
	rows, _, err := l.Sources(context.Background(), db.SourceFilter{Text: name})
	must(tb, err)
	for _, s := range rows {
		if s.Name == name {
			return s
		}
	}
	tb.Fatalf("no source %q among %+v", name, rows)
	return db.Source{}
}
