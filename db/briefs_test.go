package db_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"sidelight/db"
)

func TestAddBrief_OK(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	heard := listen(t, l)
	n := newBrief("Raids on the Gao Road")
	n.Tags = []string{" sahel", "Sahel", "", "raids"}
	// when
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	// then
	want := db.Brief{ID: b.ID, UID: b.UID, Title: n.Title, Series: "Brief", Publication: "Sahel Monitor", Volume: "22", Issue: "11",
		Author: "A. Reader", Published: n.Published, Tags: []string{"sahel", "raids"}, Words: 21, RevisionID: b.RevisionID,
		AddedAt: c.now(), ChangedAt: c.now()}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Error(diff)
	}
	if id, err := uuid.Parse(b.UID); err != nil || id.Version() != 7 {
		t.Errorf("uid %q is not a UUIDv7: %v", b.UID, err)
	}
	read, err := l.Brief(ctx, b.ID)
	must(t, err)
	if diff := cmp.Diff(b, read); diff != "" {
		t.Error(diff)
	}
	r, err := l.Revision(ctx, b.RevisionID)
	must(t, err)
	wantRevision := db.Revision{ID: b.RevisionID, UID: r.UID, BriefID: b.ID, Text: n.Text, TextSHA256: sum(n.Text),
		Blocks: n.Blocks, Inlines: n.Inlines, ImportedAt: c.now()}
	if diff := cmp.Diff(wantRevision, r); diff != "" {
		t.Error(diff)
	}
	o, err := l.Original(ctx, b.RevisionID)
	must(t, err)
	n.Original.SHA256 = sum(n.Text)
	if diff := cmp.Diff(n.Original, o); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]db.Notice{db.BriefChanged{ID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	wantSound(t, l)
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}

func TestAddBrief_OriginalOtherThanText(t *testing.T) {
	t.Parallel()
	// given a file in another encoding than its text
	ctx := context.Background()
	l, _ := newLibrary(t)
	n := newBrief("In Another Encoding")
	n.Original = db.Original{Name: "a.txt", MediaType: "text/plain", Encoding: "windows-1252", Bytes: []byte{0, 0x92, 0xff, '\r', '\n'}}
	// when
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	// then it is kept byte for byte
	o, err := l.Original(ctx, b.RevisionID)
	must(t, err)
	n.Original.SHA256 = sum(string(n.Original.Bytes))
	if diff := cmp.Diff(n.Original, o); diff != "" {
		t.Error(diff)
	}
}

func TestAddBrief_PastedTextIsItsOwnOriginal(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	n := newBrief("Pasted")
	n.Original = db.Original{}
	b, err := l.AddBrief(ctx, n)
	must(t, err)
	o, err := l.Original(ctx, b.RevisionID)
	must(t, err)
	want := db.Original{SHA256: sum(n.Text), MediaType: "text/plain", Encoding: "utf-8", Bytes: []byte(n.Text)}
	if diff := cmp.Diff(want, o); diff != "" {
		t.Error(diff)
	}
}

func TestAddBrief_ErrExists(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	otherBytes := func(n *db.NewBrief) { n.Original.Bytes = append([]byte("\ufeff"), n.Original.Bytes...) }
	otherText := func(n *db.NewBrief) { n.Text += "More.\n" }
	for name, change := range map[string]func(*db.NewBrief){
		"the same bytes and text":  func(*db.NewBrief) {},
		"the same text only":       otherBytes,
		"the same bytes only":      otherText,
		"the same with other data": func(n *db.NewBrief) { n.Title = "Another title" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			// given
			l, _ := newLibrary(t)
			first := mustAddBrief(t, l, "Twice")
			heard := listen(t, l)
			n := newBrief("Twice")
			change(&n)
			// when
			b, err := l.AddBrief(ctx, n)
			// then
			if !errors.Is(err, db.ErrExists) {
				t.Fatalf("error %v, want ErrExists", err)
			}
			if diff := cmp.Diff(first, b); diff != "" {
				t.Error(diff)
			}
			if len(heard()) != 0 {
				t.Error("a notice of nothing")
			}
			// when the first is in the trash
			must(t, l.Trash(ctx, db.KindBrief, first.ID))
			b, err = l.AddBrief(ctx, n)
			// then the brief says so
			if !errors.Is(err, db.ErrExists) || b.ID != first.ID || b.TrashedAt.IsZero() {
				t.Errorf("got brief %d, trashed at %v, %v", b.ID, b.TrashedAt, err)
			}
			if counts, err := l.Counts(ctx); err != nil || counts.Briefs != 0 || counts.Trashed != 1 {
				t.Errorf("counts %+v, %v", counts, err)
			}
		})
	}
}

func TestAddBrief_ErrInvalid(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	inRune := strings.Index(testText("X"), "🛰") + 1
	for name, change := range map[string]func(*db.NewBrief){
		"no title":                  func(n *db.NewBrief) { n.Title = " " },
		"no text":                   func(n *db.NewBrief) { n.Text = " \n"; n.Blocks = nil; n.Inlines = nil },
		"text not UTF-8":            func(n *db.NewBrief) { n.Text += "\xff" },
		"byte order mark":           func(n *db.NewBrief) { n.Text = "\ufeff" + n.Text },
		"CRLF":                      func(n *db.NewBrief) { n.Text += "\r\n" },
		"block beyond the text":     func(n *db.NewBrief) { n.Blocks[0].End = len(n.Text) + 1 },
		"block before the text":     func(n *db.NewBrief) { n.Blocks[0].Start = -1 },
		"block backwards":           func(n *db.NewBrief) { n.Blocks[0].Start, n.Blocks[0].End = 3, 2 },
		"block starts in a letter":  func(n *db.NewBrief) { n.Blocks[0].Start, n.Blocks[0].End = inRune, len(n.Text) },
		"block ends in a letter":    func(n *db.NewBrief) { n.Blocks[0].End = inRune },
		"block without a kind":      func(n *db.NewBrief) { n.Blocks[0].Kind = "" },
		"inline ends in a letter":   func(n *db.NewBrief) { n.Inlines[0].Start, n.Inlines[0].End = 0, inRune },
		"inline beyond the text":    func(n *db.NewBrief) { n.Inlines[0].End = len(n.Text) + 1 },
		"inline of no kind of link": func(n *db.NewBrief) { n.Inlines[0].Kind = "" },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := newBrief("X")
			change(&n)
			if _, err := l.AddBrief(ctx, n); !errors.Is(err, db.ErrInvalid) {
				t.Errorf("error %v, want ErrInvalid", err)
			}
		})
	}
	t.Cleanup(func() {
		if counts, err := l.Counts(ctx); err != nil || counts != (db.Counts{}) {
			t.Errorf("something was stored: %+v, %v", counts, err)
		}
	})
}

func TestBrief_ErrNotFound(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	title := "x"
	for name, call := range map[string]func() error{
		"Brief":              func() error { _, err := l.Brief(ctx, 7); return err },
		"Revision":           func() error { _, err := l.Revision(ctx, 7); return err },
		"Original":           func() error { _, err := l.Original(ctx, 7); return err },
		"UpdateBrief":        func() error { _, err := l.UpdateBrief(ctx, 7, db.BriefUpdate{Title: &title}); return err },
		"SetReadingPosition": func() error { return l.SetReadingPosition(ctx, 7, 1) },
		"FindBriefs":         func() error { _, err := l.FindBriefs(ctx, "7"); return err },
		"FindBriefs of none": func() error { _, err := l.FindBriefs(ctx, " "); return err },
	} {
		if err := call(); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("%s: error %v, want ErrNotFound", name, err)
		}
	}
}

func TestFindBriefs(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	add := func(title, series string) db.Brief {
		c.advance(time.Minute)
		n := newBrief(title)
		n.Series = series
		n.Text += series + "\n" // another text for the same title
		n.Original.Bytes = nil
		b, err := l.AddBrief(ctx, n)
		must(t, err)
		return b
	}
	menaka := add("Ménaka’s  Markets", "Brief")
	gao1 := add("Gao", "Brief")
	gao2 := add("Gao", "Hot Issue") // the same title, another series
	gaoRoad := add("Gao Road: the Long Way", "Brief")
	number := add("2024", "")
	trashed := add("Gone", "Brief")
	must(t, l.Trash(ctx, db.KindBrief, trashed.ID))

	for _, c := range []struct {
		ref  string
		want []db.Brief
	}{
		{fmt.Sprint(menaka.ID), []db.Brief{menaka}},
		{" " + strings.ToUpper(menaka.UID) + " ", []db.Brief{menaka}},
		{"menaka's markets", []db.Brief{menaka}},
		{"Brief: Ménaka’s Markets", []db.Brief{menaka}},
		{"BRIEF:menaka's markets", []db.Brief{menaka}},
		{"menaka", []db.Brief{menaka}},
		{"brief: mena", []db.Brief{menaka}},
		{"gao", []db.Brief{gao2, gao1}}, // exact before prefix
		{"hot issue: gao", []db.Brief{gao2}},
		{"gao r", []db.Brief{gaoRoad}},
		{"Gao Road: the Long Way", []db.Brief{gaoRoad}},
		{"brief: gao road: the", []db.Brief{gaoRoad}},
		{"g", []db.Brief{gaoRoad, gao2, gao1}},
		{"2024", []db.Brief{number}},
		{"gone", nil},
		{fmt.Sprint(trashed.ID), nil},
		{trashed.UID, nil},
		{"markets", nil},
		{"other: gao", nil},
		{"gao%", nil},
	} {
		got, err := l.FindBriefs(ctx, c.ref)
		if (len(c.want) == 0) != errors.Is(err, db.ErrNotFound) || err != nil && len(c.want) > 0 {
			t.Errorf("%q: error %v", c.ref, err)
		}
		if !slices.Equal(ids(got), ids(c.want)) {
			t.Errorf("%q: briefs %v, want %v", c.ref, ids(got), ids(c.want))
		}
	}
}

func TestBriefs_OrderFilterAndPages(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	add := func(title, publication, author, day string) int64 {
		c.advance(time.Minute)
		n := newBrief(title)
		n.Publication, n.Author, n.Published = publication, author, db.Date{Earliest: day, Latest: day}
		b, err := l.AddBrief(ctx, n)
		must(t, err)
		return b.ID
	}
	b1 := add("émigrés of Gao", "Sahel Monitor", "", "2024-01-02")
	b2 := add("Zebra", "Terrorism Monitor", "Łukasz Nowak", "")
	b3 := add("100% of nothing", "Eurasia Daily", "", "2024-01-02")
	b4 := add("Azawad", "Terrorism Monitor", "", "2023-12-31")
	b5 := add("Trashed Monitor", "", "", "2025-01-01")
	must(t, l.Trash(ctx, db.KindBrief, b5))

	for _, c := range []struct {
		name   string
		filter db.BriefFilter
		want   []int64
		total  int
	}{
		{"default", db.BriefFilter{}, []int64{b3, b1, b4, b2}, 4},
		{"published", db.BriefFilter{Order: db.OrderPublished}, []int64{b3, b1, b4, b2}, 4},
		{"added", db.BriefFilter{Order: db.OrderAdded}, []int64{b4, b3, b2, b1}, 4},
		{"title", db.BriefFilter{Order: db.OrderTitle}, []int64{b3, b4, b1, b2}, 4},
		{"first page", db.BriefFilter{Order: db.OrderTitle, Limit: 3}, []int64{b3, b4, b1}, 4},
		{"second page", db.BriefFilter{Order: db.OrderTitle, Limit: 3, Offset: 3}, []int64{b2}, 4},
		{"beyond", db.BriefFilter{Offset: 9}, []int64{}, 4},
		{"publication", db.BriefFilter{Text: "TERRORISM"}, []int64{b4, b2}, 2},
		{"words in any order and field", db.BriefFilter{Text: "monitor emigres"}, []int64{b1}, 1},
		{"author folded", db.BriefFilter{Text: "lukasz"}, []int64{b2}, 1},
		{"signs are themselves", db.BriefFilter{Text: "0%"}, []int64{b3}, 1},
		{"no wildcard", db.BriefFilter{Text: "a_awad"}, []int64{}, 0},
		{"no wildcard either", db.BriefFilter{Text: `%`}, []int64{b3}, 1},
		{"nor an escape", db.BriefFilter{Text: `\`}, []int64{}, 0},
		{"none", db.BriefFilter{Text: "nowhere"}, []int64{}, 0},
		{"trash", db.BriefFilter{Trashed: true}, []int64{b5}, 1},
		{"trash filtered", db.BriefFilter{Trashed: true, Text: "zebra", Order: db.OrderTitle}, []int64{}, 0},
	} {
		got, total, err := l.Briefs(ctx, c.filter)
		must(t, err)
		if !slices.Equal(ids(got), c.want) || total != c.total {
			t.Errorf("%s: briefs %v of %d, want %v of %d", c.name, ids(got), total, c.want, c.total)
		}
	}
	for _, f := range []db.BriefFilter{{Order: "size"}, {Offset: -1}, {Limit: -1}} {
		if _, _, err := l.Briefs(ctx, f); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%+v: error %v, want ErrInvalid", f, err)
		}
	}
}

func TestBriefs_ShowsWhatAListShows(t *testing.T) {
	t.Parallel()
	// given a brief with annotations, one of them trashed
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Listed")
	mustAnnotate(t, l, b, "one")
	mustAnnotate(t, l, b, "two")
	must(t, l.Trash(ctx, db.KindAnnotation, mustAnnotate(t, l, b, "three").ID))
	mustAddBrief(t, l, "Bare")
	// when
	got, _, err := l.Briefs(ctx, db.BriefFilter{Text: "listed"})
	must(t, err)
	// then the row equals the brief
	one, err := l.Brief(ctx, b.ID)
	must(t, err)
	if diff := cmp.Diff([]db.Brief{one}, got); diff != "" {
		t.Error(diff)
	}
	if one.Annotations != 2 || !slices.Equal(one.Tags, []string{"sahel", "raids"}) {
		t.Errorf("%d annotations, tags %q", one.Annotations, one.Tags)
	}
}

func TestUpdateBrief_OK(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Old")
	heard := listen(t, l)
	c.advance(time.Hour)
	title, series, publication, volume, issue, author := " New ", "", "Eurasia Daily", "1", "2", "Ünal"
	date := db.Date{Written: "2024", Earliest: "2024-01-01", Latest: "2024-12-31", Rule: "year"}
	tags := []string{"one", "ONE", "two"}
	blocks := []db.Block{{Kind: db.KindHeading, Level: 2, Start: 0, End: 3}, {Kind: db.KindBullet, Section: db.SectionSummary, Level: 1, Start: 4, End: 9}}
	// when
	got, err := l.UpdateBrief(ctx, b.ID, db.BriefUpdate{Title: &title, Series: &series, Publication: &publication, Volume: &volume,
		Issue: &issue, Author: &author, Published: &date, Tags: &tags, Blocks: &blocks})
	must(t, err)
	// then
	want := b
	want.Title, want.Series, want.Publication, want.Volume, want.Issue, want.Author = "New", "", "Eurasia Daily", "1", "2", "Ünal"
	want.Published, want.Tags, want.ChangedAt = date, []string{"one", "two"}, c.now()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r, err := l.Revision(ctx, b.RevisionID)
	must(t, err)
	if diff := cmp.Diff(blocks, r.Blocks); diff != "" {
		t.Error(diff)
	}
	if r.Text != testText("Old") || len(r.Inlines) != 1 {
		t.Error("the text or its inlines changed")
	}
	if diff := cmp.Diff([]db.Notice{db.BriefChanged{ID: b.ID}}, heard()); diff != "" {
		t.Error(diff)
	}
	// and it is found by its new names, not by the old
	if found, err := l.FindBriefs(ctx, "new"); err != nil || len(found) != 1 {
		t.Error("not found by the new title")
	}
	for text, want := range map[string]int{"old": 0, "sahel": 0, "eurasia unal": 1} {
		if _, total, err := l.Briefs(ctx, db.BriefFilter{Text: text}); err != nil || total != want {
			t.Errorf("filter %q: %d briefs, %v, want %d", text, total, err, want)
		}
	}
	wantSound(t, l)
}

func TestUpdateBrief_OneFieldLeavesTheRest(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Whole")
	author := ""
	got, err := l.UpdateBrief(ctx, b.ID, db.BriefUpdate{Author: &author})
	must(t, err)
	b.Author = ""
	if diff := cmp.Diff(b, got); diff != "" {
		t.Error(diff)
	}
}

func TestUpdateBrief_NothingNew(t *testing.T) {
	t.Parallel()
	// given
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Same")
	r, err := l.Revision(ctx, b.RevisionID)
	must(t, err)
	heard := listen(t, l)
	c.advance(time.Hour)
	// when
	got, err := l.UpdateBrief(ctx, b.ID, db.BriefUpdate{Title: &b.Title, Tags: &b.Tags, Published: &b.Published, Blocks: &r.Blocks})
	must(t, err)
	// then
	if diff := cmp.Diff(b, got); diff != "" {
		t.Error(diff)
	}
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v of nothing", n)
	}
}

func TestUpdateBrief_ErrInvalid(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, _ := newLibrary(t)
	b := mustAddBrief(t, l, "Kept")
	empty, title := "", "Changed"
	blocks := []db.Block{{Kind: db.KindParagraph, Start: 0, End: 9999}}
	for name, u := range map[string]db.BriefUpdate{
		"no title":         {Title: &empty},
		"block off a text": {Title: &title, Blocks: &blocks},
	} {
		if _, err := l.UpdateBrief(ctx, b.ID, u); !errors.Is(err, db.ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", name, err)
		}
	}
	got, err := l.Brief(ctx, b.ID)
	must(t, err)
	if diff := cmp.Diff(b, got); diff != "" {
		t.Error(diff)
	}
}

func TestSetReadingPosition(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	l, c := newLibrary(t)
	b := mustAddBrief(t, l, "Read")
	heard := listen(t, l)
	c.advance(time.Hour)
	must(t, l.SetReadingPosition(ctx, b.ID, 42))
	got, err := l.Brief(ctx, b.ID)
	must(t, err)
	b.ReadingPosition = 42
	if diff := cmp.Diff(b, got); diff != "" {
		t.Error(diff)
	}
	if n := heard(); len(n) != 0 {
		t.Errorf("notices %v", n)
	}
	if err := l.SetReadingPosition(ctx, b.ID, -1); !errors.Is(err, db.ErrInvalid) {
		t.Errorf("error %v, want ErrInvalid", err)
	}
}

func TestBriefs_Cancelled(t *testing.T) {
	t.Parallel()
	l, _ := newLibrary(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := l.Briefs(ctx, db.BriefFilter{}); !errors.Is(err, context.Canceled) {
		t.Errorf("Briefs: error %v, want context.Canceled", err)
	}
	if _, err := l.AddBrief(ctx, newBrief("Never")); !errors.Is(err, context.Canceled) {
		t.Errorf("AddBrief: error %v, want context.Canceled", err)
	}
	// The library goes on.
	mustAddBrief(t, l, "Next")
	wantSound(t, l)
}
