package db_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"sidelight/db"
)

func wantUnread(tb testing.TB, l *db.Library, with string, want ...int64) {
	tb.Helper()
	ctx := context.Background()
	got, err := l.Unread(ctx, with, 0, 100)
	must(tb, err)
	if !slices.Equal(got, want) {
		tb.Errorf("unread %v, want %v", got, want)
	}
	if n, err := l.CountUnread(ctx, with); err != nil || n != len(want) {
		tb.Errorf("%d unread, %v, want %d", n, err, len(want))
	}
}

func TestUnread(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	a, b, c := strike(t, l, "A"), strike(t, l, "B"), strike(t, l, "C")
	wantUnread(t, l, rules, a.ID, b.ID, c.ID)
	// pages
	if got, err := l.Unread(ctx, rules, a.ID, 1); err != nil || !slices.Equal(got, []int64{b.ID}) {
		t.Errorf("unread %v, %v", got, err)
	}
	// what was read is not unread, until the rules change
	mustStore(t, l, found(t, l, a), found(t, l, b))
	wantUnread(t, l, rules, c.ID)
	wantUnread(t, l, "rules 2", a.ID, b.ID, c.ID)
	must(t, l.StoreFindings(ctx, "rules 2", []db.Findings{found(t, l, a)}))
	wantUnread(t, l, "rules 2", b.ID, c.ID)
	// in the trash it is not, and once it is back it is
	must(t, l.Trash(ctx, db.KindBrief, a.ID))
	wantUnread(t, l, "rules 2", b.ID, c.ID)
	must(t, l.Restore(ctx, db.KindBrief, a.ID))
	wantUnread(t, l, "rules 2", a.ID, b.ID, c.ID)
}

func TestUnread_AfterEditing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	later, other := day("May 12, 2025", "2025-05-12"), "Other"
	blocks := []db.Block{{Kind: db.KindParagraph, Start: 0, End: 5}}
	same := day("May 12, 2024", "2024-05-12")
	for name, c := range map[string]struct {
		update db.BriefUpdate
		unread bool
	}{
		"publication date":     {db.BriefUpdate{Published: &later}, true},
		"publication":          {db.BriefUpdate{Publication: &other}, true},
		"volume":               {db.BriefUpdate{Volume: &other}, true},
		"blocks":               {db.BriefUpdate{Blocks: &blocks}, true},
		"title":                {db.BriefUpdate{Title: &other}, false},
		"author":               {db.BriefUpdate{Author: &other}, false},
		"nothing that differs": {db.BriefUpdate{Published: &same}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l, _ := newLibrary(t)
			b := readStrike(t, l, "Quays")
			must(t, second(l.UpdateBrief(ctx, b.ID, c.update)))
			var want []int64
			if c.unread {
				want = []int64{b.ID}
			}
			wantUnread(t, l, rules, want...)
		})
	}
}

func TestTexts(t *testing.T) {
	t.Parallel()
	// given five texts, two of them of five megabytes
	ctx := context.Background()
	l, _ := newLibrary(t)
	var all []db.Brief
	for _, size := range []int{100, 5_000_000, 5_000_000, 100, 100} {
		b, err := l.AddBrief(ctx, db.NewBrief{Title: "T", Text: strings.Repeat("w", size) + strings.Repeat(".", len(all))})
		must(t, err)
		all = append(all, b)
	}
	must(t, l.Trash(ctx, db.KindBrief, all[3].ID))
	// when they are read in pages of up to two
	var pages [][]int64
	after := int64(0)
	for {
		page, err := l.Texts(ctx, after, 2)
		must(t, err)
		if len(page) == 0 {
			break
		}
		var ids []int64
		for _, p := range page {
			if p.RevisionID != all[p.BriefID-1].RevisionID || !strings.HasPrefix(p.Text, "ww") {
				t.Errorf("text %d of brief %d", p.RevisionID, p.BriefID)
			}
			ids = append(ids, p.BriefID)
		}
		pages, after = append(pages, ids), ids[len(ids)-1]
	}
	// then no page holds both long ones, and the trash is left out
	want := [][]int64{{1, 2}, {3, 5}}
	if !slices.EqualFunc(pages, want, slices.Equal) {
		t.Errorf("pages %v, want %v", pages, want)
	}
	if page, err := l.Texts(ctx, 1, 100); err != nil || len(page) != 1 {
		t.Errorf("%d texts in a page, %v, want the one of five megabytes", len(page), err)
	}
}
