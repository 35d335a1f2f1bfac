package db_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"sidelight/db"
)

func TestMentions(t *testing.T) {
	t.Parallel()
	// given a brief that names three actors, two of them by one name
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash, birch, oak := named(t, l, "Ash", "TR"), named(t, l, "Birch", "TR"), named(t, l, "Oak")
	b := wordsBrief(t, l, "Trees", "", "Oak and TR met Ash. TR left Oak, Oak.")
	search(t, l, b)
	// then an ambiguous mention has a row for each
	mentions, err := l.Mentions(ctx, b.ID)
	must(t, err)
	want := []db.Mention{
		{Start: 0, End: 3, Alias: "Oak", ActorID: oak.ID, Actor: "Oak"},
		{Start: 8, End: 10, Alias: "TR", ActorID: ash.ID, Actor: "Ash", Ambiguous: true},
		{Start: 8, End: 10, Alias: "TR", ActorID: birch.ID, Actor: "Birch", Ambiguous: true},
		{Start: 15, End: 18, Alias: "Ash", ActorID: ash.ID, Actor: "Ash"},
		{Start: 20, End: 22, Alias: "TR", ActorID: ash.ID, Actor: "Ash", Ambiguous: true},
		{Start: 20, End: 22, Alias: "TR", ActorID: birch.ID, Actor: "Birch", Ambiguous: true},
		{Start: 28, End: 31, Alias: "Oak", ActorID: oak.ID, Actor: "Oak"},
		{Start: 33, End: 36, Alias: "Oak", ActorID: oak.ID, Actor: "Oak"},
	}
	for i := range want {
		want[i].ID, want[i].BriefID, want[i].RevisionID, want[i].State = mentions[i].ID, b.ID, b.RevisionID, db.StateFound
	}
	if diff := cmp.Diff(want, mentions); diff != "" {
		t.Error(diff)
	}
	wantActors := func(want ...db.BriefActor) {
		t.Helper()
		got, err := l.BriefActors(ctx, b.ID)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	}
	wantActors(db.BriefActor{Actor: oak, Count: 3, First: 0}, db.BriefActor{Actor: ash, Count: 3, Ambiguous: 2, First: 8},
		db.BriefActor{Actor: birch, Count: 2, Ambiguous: 2, First: 8})
	// when one is settled, and one names nobody
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 8, End: 10, Verdict: db.StateSettled, ActorID: birch.ID})
	mustDecide(t, l, db.Decision{Kind: db.DecideMention, BriefID: b.ID, Start: 33, End: 36, Verdict: db.StateNobody})
	wantMentions(t, l, b, "0 Oak: Oak", "8 TR: Birch settled", "15 Ash: Ash", "20 TR: Ash?", "20 TR: Birch?", "28 Oak: Oak", "33 Oak:  nobody")
	wantActors(db.BriefActor{Actor: oak, Count: 2, First: 0}, db.BriefActor{Actor: birch, Count: 2, Ambiguous: 1, First: 8},
		db.BriefActor{Actor: ash, Count: 2, Ambiguous: 1, First: 15})
	// when an actor is in the trash, it shows nowhere and nothing is ambiguous
	must(t, l.Trash(ctx, db.KindActor, birch.ID))
	wantMentions(t, l, b, "0 Oak: Oak", "8 TR: Ash", "15 Ash: Ash", "20 TR: Ash", "28 Oak: Oak", "33 Oak:  nobody")
	wantActors(db.BriefActor{Actor: ash, Count: 3, First: 8}, db.BriefActor{Actor: oak, Count: 2, First: 0})
	for what, n := range map[string]int{"in context": mentionsOf(t, l, birch.ID), "by month": monthsOf(t, l, birch.ID)} {
		if n != 0 {
			t.Errorf("%d %s of an actor in the trash", n, what)
		}
	}
	if page, err := l.ActorPage(ctx, birch.ID); err != nil || page.Mentions != 0 || page.FirstSeen.ID != 0 {
		t.Errorf("page %+v, %v", page, err)
	}
	if _, err := l.FirstSeen(ctx, birch.ID); !errors.Is(err, db.ErrNotFound) {
		t.Errorf("error %v, want ErrNotFound", err)
	}
	// when it comes back, all is as before
	must(t, l.Restore(ctx, db.KindActor, birch.ID))
	wantMentions(t, l, b, "0 Oak: Oak", "8 TR: Birch settled", "15 Ash: Ash", "20 TR: Ash?", "20 TR: Birch?", "28 Oak: Oak", "33 Oak:  nobody")
	// when the brief is in the trash, it has none
	must(t, l.Trash(ctx, db.KindBrief, b.ID))
	wantMentions(t, l, b)
	wantActors()
	if n := mentionsOf(t, l, ash.ID); n != 0 {
		t.Errorf("%d in a brief in the trash", n)
	}
	wantSound(t, l)
}

func mentionsOf(tb testing.TB, l *db.Library, id int64) int {
	tb.Helper()
	page, total, err := l.MentionsOf(context.Background(), id, 0, 0)
	must(tb, err)
	if len(page) != total {
		tb.Errorf("%d of %d mentions", len(page), total)
	}
	return total
}

func monthsOf(tb testing.TB, l *db.Library, id int64) int {
	tb.Helper()
	months, err := l.MentionsByMonth(context.Background(), id)
	must(tb, err)
	return len(months)
}

func TestMentions_ByTime(t *testing.T) {
	t.Parallel()
	// given briefs of two months, and one without a date that was added in
	// between (in August 2024)
	ctx := context.Background()
	l, c := newLibrary(t)
	ash := named(t, l, "Ash")
	june := wordsBrief(t, l, "June", "2024-06-30", "Ash left. Ash came.")
	undated := wordsBrief(t, l, "Undated", "", "Ash slept.")
	c.advance(time.Hour)
	sept := wordsBrief(t, l, "September", "2024-09-01", "Ash woke.")
	early := wordsBrief(t, l, "Early June", "2024-06-01", "Then, Ash ran.")
	first := wordsBrief(t, l, "Without", "2020-01-01", "Nobody yet.")
	search(t, l, june, undated, sept, early, first)
	// then they are counted by month
	months, err := l.MentionsByMonth(ctx, ash.ID)
	must(t, err)
	if diff := cmp.Diff([]db.MonthCount{{Month: "2024-06", Count: 3}, {Month: "2024-08", Count: 1}, {Month: "2024-09", Count: 1}}, months); diff != "" {
		t.Error(diff)
	}
	// and the earliest is where it was first seen
	seen, err := l.FirstSeen(ctx, ash.ID)
	must(t, err)
	if diff := cmp.Diff(early, seen); diff != "" {
		t.Error(diff)
	}
	// and the newest come first, in the order of the text
	var all []string
	for offset := 0; offset < 6; offset += 2 {
		page, total, err := l.MentionsOf(ctx, ash.ID, offset, 2)
		must(t, err)
		if total != 5 {
			t.Errorf("%d in all, want 5", total)
		}
		for _, m := range page {
			all = append(all, m.Brief.Title+": "+m.Before+"["+m.Words+"]"+m.After)
		}
	}
	want := []string{"September: [Ash] woke.", "Undated: [Ash] slept.", "June: [Ash] left. Ash came.", "June: Ash left. [Ash] came.", "Early June: Then, [Ash] ran."}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Error(diff)
	}
	for _, page := range [][2]int{{-1, 0}, {0, -1}} {
		if _, _, err := l.MentionsOf(ctx, ash.ID, page[0], page[1]); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("error %v, want ErrInvalid", err)
		}
	}
}

func TestMentionsOf_Context(t *testing.T) {
	t.Parallel()
	// given a text with a summary, two paragraphs and a caption
	ctx := context.Background()
	l, _ := newLibrary(t)
	ash := named(t, l, "Ash")
	long := strings.TrimSpace(strings.Repeat("été ", 40))
	parts := []struct {
		kind    db.BlockKind
		section string
		text    string
	}{
		{db.KindTitle, "", "Ash, in short"},
		{db.KindParagraph, db.SectionSummary, "Of Ash it is said:"},
		{db.KindParagraph, "", "First\nline,\n\tthen Ash\n and so on"},
		{db.KindParagraph, "", long + " Ash " + long},
		{db.KindCaption, "", strings.Repeat("ü", 120) + " Ash." + strings.Repeat("n", 120)},
	}
	n := db.NewBrief{Title: "Trees"}
	for _, p := range parts {
		n.Blocks = append(n.Blocks, db.Block{Kind: p.kind, Section: p.section, Start: len(n.Text), End: len(n.Text) + len(p.text)})
		n.Text += p.text + "\n\n"
	}
	n.Text += "Outside of any block, Ash too\nnot here"
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	search(t, l, b)
	// when
	page, _, err := l.MentionsOf(ctx, ash.ID, 0, 0)
	must(t, err)
	// then
	type line struct {
		Paragraph            int
		Before, Words, After string
	}
	var got []line
	for _, m := range page {
		if diff := cmp.Diff(b, m.Brief); diff != "" {
			t.Error(diff)
		}
		got = append(got, line{m.Paragraph, m.Before, m.Words, m.After})
	}
	most := strings.TrimSpace(strings.Repeat("été ", 22))
	want := []line{
		{0, "", "Ash", ", in short"},
		{0, "Of ", "Ash", " it is said:"},
		{1, "First line, then ", "Ash", " and so on"},
		{2, most + " ", "Ash", " " + most},
		{0, strings.Repeat("ü", 89) + " ", "Ash", "." + strings.Repeat("n", 89)},
		{0, "Outside of any block, ", "Ash", " too"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
