package findings_test

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"sidelight/app/findings"
	"sidelight/app/span"
	"sidelight/db"
)

// mustOpen opens the library at path until the test ends.
func mustOpen(tb testing.TB, path string, opts db.Options) *db.Library {
	tb.Helper()
	lib, err := db.Open(context.Background(), path, opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := lib.Close(); err != nil {
			tb.Error(err)
		}
	})
	return lib
}

func newLibrary(tb testing.TB) *db.Library {
	tb.Helper()
	return mustOpen(tb, filepath.Join(tb.TempDir(), "library.sidelight"), db.Options{})
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// part is a block of a text to be written.
type part struct {
	kind  db.BlockKind
	words string
}

func paragraph(words string) part { return part{db.KindParagraph, words} }

// newBrief is a brief of these parts, below its title.
func newBrief(title, published string, parts ...part) db.NewBrief {
	n := db.NewBrief{Title: title, Publication: "Salt Road Letter"}
	if published != "" {
		n.Published = db.Date{Written: published, Earliest: published, Latest: published, Rule: "as written"}
	}
	for _, p := range append([]part{{db.KindTitle, title}}, parts...) {
		if n.Text != "" {
			n.Text += "\n\n"
		}
		start := len(n.Text)
		n.Text += p.words
		n.Blocks = append(n.Blocks, db.Block{Kind: p.kind, Start: start, End: len(n.Text)})
	}
	return n
}

func add(tb testing.TB, lib *db.Library, n db.NewBrief) db.Brief {
	tb.Helper()
	b, err := lib.AddBrief(context.Background(), n)
	must(tb, err)
	return b
}

// cast are the actors that the briefs of manyLibrary name; some name column too.
var cast = []string{"Salt Front", "Marsh Council", "Well Keepers"}

const column = "Tamrit Column"

// many are the briefs of a copy of manyLibrary: a page and a part of another.
const many = 60

// manyLibrary is the file of a library of short briefs, unread. Adding them
// takes longer than what most tests do with them.
var manyLibrary = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "findings")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "many.sidelight")
	lib, err := db.Open(context.Background(), path, db.Options{})
	if err != nil {
		return nil, err
	}
	for i := range many {
		words := fmt.Sprintf("The %s took well %d on July %d (Hill Radio, July %d).", cast[i%len(cast)], i, 1+i%28, 2+i%28)
		if i%10 == 7 {
			words += " The " + column + " watched."
		}
		if _, err := lib.AddBrief(context.Background(), newBrief(fmt.Sprint("Wells ", i), "2024-08-20", paragraph(words))); err != nil {
			return nil, err
		}
	}
	if err := lib.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// copyMany puts a copy of manyLibrary into a folder of the test.
func copyMany(tb testing.TB) (path string) {
	tb.Helper()
	data, err := manyLibrary()
	must(tb, err)
	path = filepath.Join(tb.TempDir(), "library.sidelight")
	must(tb, os.WriteFile(path, data, 0o600))
	return path
}

func addActor(tb testing.TB, lib *db.Library, name string, aliases ...string) db.Actor {
	tb.Helper()
	a := db.Actor{Name: name, Kind: "armed group"}
	for _, alias := range aliases {
		a.Aliases = append(a.Aliases, db.Alias{Name: alias, Kind: db.AliasOther})
	}
	added, err := lib.AddActor(context.Background(), a)
	must(tb, err)
	return added
}

// rename gives an actor these aliases and no others.
func rename(tb testing.TB, lib *db.Library, id int64, aliases ...string) {
	tb.Helper()
	all := []db.Alias{}
	for _, alias := range aliases {
		all = append(all, db.Alias{Name: alias, Kind: db.AliasOther})
	}
	_, err := lib.UpdateActor(context.Background(), id, db.ActorUpdate{Aliases: &all})
	must(tb, err)
}

func catchUp(tb testing.TB, lib *db.Library) {
	tb.Helper()
	must(tb, findings.CatchUp(context.Background(), lib, nil))
}

func report(tb testing.TB, lib *db.Library, id int64) findings.Report {
	tb.Helper()
	r, err := findings.Of(context.Background(), lib, id)
	must(tb, err)
	return r
}

func decide(tb testing.TB, lib *db.Library, d db.Decision) {
	tb.Helper()
	_, err := lib.Decide(context.Background(), d)
	must(tb, err)
}

func countUnread(tb testing.TB, lib *db.Library) int {
	tb.Helper()
	n, err := lib.CountUnread(context.Background(), findings.Rules(false))
	must(tb, err)
	return n
}

func allBriefs(tb testing.TB, lib *db.Library) []db.Brief {
	tb.Helper()
	briefs, _, err := lib.Briefs(context.Background(), db.BriefFilter{Order: db.OrderAdded, Limit: 10_000})
	must(tb, err)
	slices.SortFunc(briefs, func(a, b db.Brief) int { return cmp.Compare(a.ID, b.ID) })
	return briefs
}

// named are the words at which a brief names the actor, in order.
func named(r findings.Report, actor string) []string {
	var out []string
	for _, m := range r.Mentions {
		if m.Actor == actor {
			out = append(out, span.Span{Start: m.Start, End: m.End}.Of(r.Revision.Text))
		}
	}
	return out
}

// at is where the words stand first in a brief's text.
func at(tb testing.TB, r findings.Report, words string) (start, end int) {
	tb.Helper()
	start = strings.Index(r.Revision.Text, words)
	if start < 0 {
		tb.Fatalf("no %q in the text", words)
	}
	return start, start + len(words)
}

// place is a mention as reading gives it and as the library has it.
type place struct {
	start, end int
	actor      int64
}

// wantCaughtUp holds that the library has, for every brief, what reading its
// text with the present names gives, and that nothing is left to do.
func wantCaughtUp(tb testing.TB, lib *db.Library) {
	tb.Helper()
	ctx := context.Background()
	names, err := findings.Names(ctx, lib)
	must(tb, err)
	for _, b := range allBriefs(tb, lib) {
		rev, err := lib.Revision(ctx, b.RevisionID)
		must(tb, err)
		read := findings.Read(b, rev, names, false)
		wantStored(tb, lib, read)
	}
	if n := countUnread(tb, lib); n > 0 {
		tb.Errorf("%d briefs are unread", n)
	}
	changes, err := lib.NameChanges(ctx)
	must(tb, err)
	if len(changes) > 0 {
		tb.Errorf("names to be searched for again: %v", changes)
	}
}

// wantStored holds that the library has all of what was read of one brief.
func wantStored(tb testing.TB, lib *db.Library, read db.Findings) {
	tb.Helper()
	ctx := context.Background()
	var want, got []place
	for _, m := range read.Mentions {
		for _, actor := range m.Actors {
			want = append(want, place{m.Start, m.End, actor})
		}
	}
	mentions, err := lib.Mentions(ctx, read.BriefID)
	must(tb, err)
	for _, m := range mentions {
		got = append(got, place{m.Start, m.End, m.ActorID})
	}
	if !slices.Equal(inOrder(got), inOrder(want)) {
		tb.Errorf("brief %d has the mentions %v, want %v", read.BriefID, got, want)
	}
	citations, err := lib.Citations(ctx, db.CitationFilter{BriefID: read.BriefID})
	must(tb, err)
	for i, c := range citations {
		if i < len(read.Citations) && c.Date != read.Citations[i].Date {
			tb.Errorf("brief %d has a citation of %+v, want %+v", read.BriefID, c.Date, read.Citations[i].Date)
		}
	}
	_, events, err := lib.Events(ctx, db.EventFilter{BriefIDs: []int64{read.BriefID}})
	must(tb, err)
	if len(citations) != len(read.Citations) || events != len(read.Events) {
		tb.Errorf("brief %d has %d citations and %d events, want %d and %d",
			read.BriefID, len(citations), events, len(read.Citations), len(read.Events))
	}
}

func inOrder(places []place) []place {
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.actor, b.actor))
	})
	return places
}
