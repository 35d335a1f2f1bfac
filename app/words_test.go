package app

import (
	"strings"
	"testing"

	"sidelight/db"
	"sidelight/widgets/textlayout"
)

func TestDateText(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		date        db.Date
		long, short string
	}{
		{db.Date{Earliest: "2024-08-09", Latest: "2024-08-09"}, "9 August 2024", "9 Aug 2024"},
		{db.Date{Earliest: "2024-02-01", Latest: "2024-02-29"}, "February 2024", "Feb 2024"},
		{db.Date{Earliest: "2024-01-01", Latest: "2024-12-31"}, "2024", "2024"},
		{db.Date{Written: "Spring 2024", Earliest: "2024-03-01", Latest: "2024-05-31"}, "Spring 2024", "Spring 2024"},
		{db.Date{Written: "no idea"}, "no idea", "no idea"},
		{db.Date{}, "", ""},
	} {
		if got := dateText(c.date, false); got != c.long {
			t.Errorf("long %+v: %q, want %q", c.date, got, c.long)
		}
		if got := dateText(c.date, true); got != c.short {
			t.Errorf("short %+v: %q, want %q", c.date, got, c.short)
		}
	}
}

func TestCitationAndQuote(t *testing.T) {
	t.Parallel()
	b := db.Brief{Title: "Two ambushes", Publication: "Sahel Review", Volume: "7", Issue: "3", Published: db.Date{Earliest: "2024-08-09", Latest: "2024-08-09"}}
	if got, want := quoteWithCitation("the second\nambush", b, ""), "“the second ambush” (Sahel Review, Vol. 7, Issue 3, 9 August 2024)"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := quoteBlock("the second\nambush", b, ""), "> the second\n> ambush\n>\n> — Sahel Review 7/3, 9 August 2024\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := quoteWithCitation("x", db.Brief{Title: "Two ambushes"}, ""); got != "“x” (Two ambushes)" {
		t.Errorf("without fields: %q", got)
	}
	if got := quoteWithCitation("x", b, "12"); got != "“x” (Sahel Review, Vol. 7, Issue 3, 9 August 2024, p. 12)" {
		t.Errorf("with a page: %q", got)
	}
	if got, want := quoteBlock("x", b, "12–13"), "> x\n>\n> — Sahel Review 7/3, 9 August 2024, pp. 12–13\n\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFind_FoldsAndPointsBack(t *testing.T) {
	t.Parallel()
	text := "Kïdal fell. In KIDAL the “so-called” army\nretreated; ﬁnally."
	f := foldText(text)
	for _, c := range []struct {
		query string
		want  []string
	}{
		{"kidal", []string{"Kïdal", "KIDAL"}},
		{`"so-called"`, []string{"“so-called”"}},
		{"army retreated", []string{"army\nretreated"}},
		{"finally", []string{"ﬁnally"}},
		{"absent", nil},
		{"  ", nil},
	} {
		var got []string
		for _, h := range f.find(c.query) {
			got = append(got, text[h[0]:h[1]])
		}
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("find %q: %q, want %q", c.query, got, c.want)
		}
	}
}

func TestLayoutDocument_MetaFollowsTitleAndSummaryIsBoxed(t *testing.T) {
	t.Parallel()
	text := "Brief: Title\nPublication: X\nSummary\n• point\nBody."
	rev := db.Revision{Text: text, Blocks: []db.Block{
		{Kind: db.KindTitle, Start: 7, End: 12},
		{Kind: db.KindPublication, Start: 13, End: 27},
		{Kind: db.KindHeading, Section: db.SectionSummary, Start: 28, End: 35},
		{Kind: db.KindBullet, Section: db.SectionSummary, Start: 40, End: 45},
		{Kind: db.KindParagraph, Start: 46, End: 51}}}
	doc := layoutDocument(db.Brief{Title: "Title", Publication: "X", Words: 5}, rev, false)
	var roles []textlayout.Role
	for _, b := range doc.Blocks {
		roles = append(roles, b.Role)
	}
	want := []textlayout.Role{textlayout.Title, textlayout.Meta, textlayout.SummaryHeading, textlayout.Bullet, textlayout.Body}
	if len(roles) != len(want) {
		t.Fatalf("roles %v, want %v", roles, want)
	}
	for i := range want {
		if roles[i] != want[i] {
			t.Fatalf("roles %v, want %v", roles, want)
		}
	}
	if !doc.Blocks[2].Boxed || !doc.Blocks[3].Boxed || doc.Blocks[4].Boxed {
		t.Error("the summary, and only it, is set in the panel")
	}
	if doc.Blocks[3].Marker != "•" {
		t.Errorf("marker %q", doc.Blocks[3].Marker)
	}
}

func TestListMarker_KeepsNumbers(t *testing.T) {
	t.Parallel()
	text := "12. twelfth\n- dash"
	if got := listMarker(text, strings.Index(text, "twelfth")); got != "12." {
		t.Errorf("marker %q, want 12.", got)
	}
	if got := listMarker(text, strings.Index(text, "dash")); got != "•" {
		t.Errorf("marker %q, want a dot", got)
	}
}
