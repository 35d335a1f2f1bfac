package db_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestAddBrief_KeepsPagesPartAndLog(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	n := newBrief("Raids on the Gao Road")
	n.Part = "chapter 2"
	n.Pages = []db.Page{{Label: "iv", Start: 0}, {Label: "5", Start: 23}}
	n.Remarks = []db.Remark{{Kind: db.RemarkGuessed, Field: "title", Detail: "the largest line of page 1"}}
	// when
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	// then
	r, err := l.Revision(ctx, b.RevisionID)
	must(t, err)
	if diff := cmp.Diff(n.Pages, r.Pages); diff != "" || r.Part != n.Part {
		t.Errorf("part %q, pages %s", r.Part, diff)
	}
	log, err := l.ImportLog(ctx, b.RevisionID)
	must(t, err)
	if diff := cmp.Diff(n.Remarks, log); diff != "" {
		t.Error(diff)
	}
	if found, err := l.Check(ctx); err != nil || len(found) > 0 {
		t.Error(found, err)
	}
}

func TestAddBrief_PartsOfOneFileAreNoDuplicates(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, _ := newLibrary(t)
	first, second := newBrief("Chapter one"), newBrief("Chapter two")
	first.Part, second.Part = "1", "2"
	second.Original.Bytes = first.Original.Bytes
	_, err := l.AddBrief(ctx, first)
	must(t, err)
	// when
	b, err := l.AddBrief(ctx, second)
	must(t, err)
	// then
	again := newBrief("Chapter two, read otherwise")
	again.Part, again.Original.Bytes = "2", first.Original.Bytes
	if known, err := l.AddBrief(ctx, again); !errors.Is(err, db.ErrExists) || known.ID != b.ID {
		t.Errorf("brief %d and %v for a part that is brief %d", known.ID, err, b.ID)
	}
}

func TestAddBrief_PagesOffTheText(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	for name, pages := range map[string][]db.Page{
		"beyond the end": {{Label: "1", Start: 1 << 20}},
		"before":         {{Label: "1", Start: -1}},
		"out of order":   {{Label: "1", Start: 9}, {Label: "2", Start: 3}},
	} {
		n := newBrief("Raids " + name)
		n.Pages = pages
		if _, err := l.AddBrief(context.Background(), n); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPageAt_FootnotesBehindTheText(t *testing.T) {
	t.Parallel()
	// given pages that begin in the text, and again where their footnotes stand
	pages := []db.Page{{Label: "iv", Start: 0}, {Label: "5", Start: 20}, {Label: "6", Start: 20}, {Label: "7", Start: 50}, {Label: "5", Start: 80}, {Label: "7", Start: 90}}
	for _, c := range []struct {
		at    int
		label string
		place int
	}{{0, "iv", 0}, {19, "iv", 0}, {20, "6", 2}, {49, "6", 2}, {50, "7", 3}, {80, "5", 1}, {95, "7", 3}} {
		// when, then
		if label, place := db.PageAt(pages, c.at); label != c.label || place != c.place {
			t.Errorf("byte %d is on page %q (%d), want %q (%d)", c.at, label, place, c.label, c.place)
		}
	}
	if label, place := db.PageAt(nil, 3); label != "" || place != -1 {
		t.Errorf("without pages %q %d", label, place)
	}
	if got := db.PagesOf(pages, 45, 55); got != "6–7" {
		t.Errorf("pages %q", got)
	}
	if got := db.PagesOf(pages, 45, 50); got != "6" {
		t.Errorf("pages %q", got)
	}
	if at, ok := db.PageStart(pages, 3); at != 50 || !ok {
		t.Errorf("page 3 begins at %d, %t", at, ok)
	}
	if _, ok := db.PageStart(pages, 4); ok {
		t.Error("there is no fifth page")
	}
}
