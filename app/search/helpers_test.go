package search_test

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
)

func newLibrary(tb testing.TB) *db.Library {
	tb.Helper()
	lib, err := db.Open(context.Background(), filepath.Join(tb.TempDir(), "library.sidelight"), db.Options{})
	must(tb, err)
	tb.Cleanup(func() { must(tb, lib.Close()) })
	return lib
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// addBrief adds a brief whose text is its title and these paragraphs.
func addBrief(tb testing.TB, lib *db.Library, title, published string, paragraphs ...string) db.Brief {
	tb.Helper()
	n := db.NewBrief{Title: title, Publication: "Salt Road Letter"}
	if published != "" {
		n.Published = db.Date{Written: published, Earliest: published, Latest: published, Rule: "as written"}
	}
	for i, p := range append([]string{title}, paragraphs...) {
		if n.Text != "" {
			n.Text += "\n\n"
		}
		kind := db.KindParagraph
		if i == 0 {
			kind = db.KindTitle
		}
		n.Blocks = append(n.Blocks, db.Block{Kind: kind, Start: len(n.Text), End: len(n.Text) + len(p)})
		n.Text += p
	}
	b, err := lib.AddBrief(context.Background(), n)
	must(tb, err)
	return b
}

// annotate marks a quote in the text of a brief.
func annotate(tb testing.TB, lib *db.Library, b db.Brief, label, quote, comment string) db.Annotation {
	tb.Helper()
	r, err := lib.Revision(context.Background(), b.RevisionID)
	must(tb, err)
	start := strings.Index(r.Text, quote)
	if start < 0 {
		tb.Fatalf("%q is not in the text of %q", quote, b.Title)
	}
	n := db.NewAnnotation{BriefID: b.ID, Start: start, End: start + len(quote), Quote: quote, Note: comment}
	if label != "" {
		n.LabelID = labelNamed(tb, lib, label).ID
	}
	a, err := lib.AddAnnotation(context.Background(), n)
	must(tb, err)
	return a
}

func labelNamed(tb testing.TB, lib *db.Library, name string) db.Label {
	tb.Helper()
	labels, err := lib.Labels(context.Background())
	must(tb, err)
	i := slices.IndexFunc(labels, func(l db.Label) bool { return l.Name == name })
	if i < 0 {
		tb.Fatalf("there is no label %q", name)
	}
	return labels[i]
}

// read reads a query that was typed to its end.
func read(tb testing.TB, lib *db.Library, typed string) search.Query {
	tb.Helper()
	q, err := search.Read(context.Background(), lib, typed, true)
	must(tb, err)
	return q
}

// find returns all that a query finds, and a page of it.
func find(tb testing.TB, lib *db.Library, typed string) []search.Shown {
	tb.Helper()
	r, err := search.Find(context.Background(), lib, read(tb, lib, typed), search.Options{})
	must(tb, err)
	page, err := r.Page(context.Background(), lib, 0, 100)
	must(tb, err)
	if len(page) != len(r.Groups) {
		tb.Errorf("%q: %d groups, %d shown", typed, len(r.Groups), len(page))
	}
	return page
}

// titles are the titles found, in alphabetical order.
func titles(tb testing.TB, lib *db.Library, typed string) string {
	tb.Helper()
	var all []string
	for _, s := range find(tb, lib, typed) {
		all = append(all, s.Title)
	}
	slices.Sort(all)
	return strings.Join(all, " | ")
}

// marked shows the marks of a text in [brackets].
func marked(text string, marks []span.Span) string {
	var b strings.Builder
	at := 0
	for _, m := range marks {
		b.WriteString(text[at:m.Start] + "[" + m.Of(text) + "]")
		at = m.End
	}
	return b.String() + text[at:]
}
