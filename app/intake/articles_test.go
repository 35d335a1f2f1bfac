package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/intake/format"
	"sidelight/db"
)

func TestJoinBlocks_KeepsListsTogetherAndMovesWhatLiesOnTheWords(t *testing.T) {
	t.Parallel()
	// given
	blocks := []format.Block{
		{Kind: db.KindHeading, Level: 2, Text: "Wells", Pages: []db.Page{{Label: "1"}}},
		{Text: "  The é wells are dry.", Inlines: []db.Inline{{Kind: db.InlineStrong, Start: 6, End: 8}}, Pages: []db.Page{{Label: "2", Start: 9}}},
		{Kind: db.KindBullet, Marker: "•", Text: "north"},
		{Kind: db.KindBullet, Marker: "•", Level: 1, Text: "north-west"},
		{Text: " ", Pages: []db.Page{{Label: "3"}}},
		{Kind: db.KindFootnote, Marker: "1", Text: "Seen in May."},
		{Kind: db.KindFootnote, Marker: "2", Text: "Seen in June."},
	}
	// when
	var d Draft
	doc := joinBlocks(&d, blocks)
	// then
	want := "Wells\n\nThe é wells are dry.\n\n• north\n  • north-west\n\n1 Seen in May.\n2 Seen in June."
	if diff := cmp.Diff(want, doc.text); diff != "" {
		t.Fatal(diff)
	}
	if in := doc.inlines[0]; doc.text[in.Start:in.End] != "é" {
		t.Errorf("the emphasis moved to %q", doc.text[in.Start:in.End])
	}
	var from []string
	for _, p := range d.Pages {
		from = append(from, p.Label+" "+doc.text[p.Start:min(p.Start+5, len(doc.text))])
	}
	if diff := cmp.Diff([]string{"1 Wells", "2 wells", "3 \n\n1 S"}, from); diff != "" {
		t.Error(diff)
	}
	for i, want := range []string{"Wells", "The é wells are dry.", "north", "north-west", "1 Seen in May.", "2 Seen in June."} {
		if p := doc.pieces[i]; doc.text[p.start:p.end] != want {
			t.Errorf("piece %d is %q, not %q", i, doc.text[p.start:p.end], want)
		}
	}
}

func TestTakeFields_TheFirstPlaceWins(t *testing.T) {
	t.Parallel()
	// given
	fields := []format.Field{
		{Name: "title", Values: []string{"Wells of the north"}, From: "the page's JSON-LD"},
		{Name: "title", Values: []string{"Wells | Daily Post"}, From: "the page's head"},
		{Name: "author", Values: []string{"R. Marlow", "S. Oduya"}, From: "the page's head"},
		{Name: "date", Values: []string{"2024-05-06"}, From: "the page's head"},
	}
	// when
	var d Draft
	takeFields(&d, fields, false)
	// then
	if d.Title != "Wells of the north" || d.Author != "R. Marlow, S. Oduya" || d.Published.Earliest != "2024-05-06" {
		t.Errorf("title %q, author %q, published %q", d.Title, d.Author, d.Published.Earliest)
	}
}
