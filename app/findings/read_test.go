package findings_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/findings"
	"sidelight/app/intake"
	"sidelight/app/reading"
	"sidelight/app/span"
	"sidelight/db"
)

// read reads a brief that is in no library.
func read(n db.NewBrief, oneMention bool, names ...reading.Name) db.Findings {
	return findings.Read(db.Brief{ID: 1, Published: n.Published, Publication: n.Publication, Volume: n.Volume},
		db.Revision{ID: 2, Text: n.Text, Blocks: n.Blocks}, reading.NewNames(names), oneMention)
}

func TestReadMindsWhatABlockIs(t *testing.T) {
	t.Parallel()
	// given a brief with brackets, dates, names and capitals in blocks of every kind
	n := newBrief("Salt Front Takes The Wells (Hill Radio, July 1)", "2024-08-20",
		part{db.KindByline, "By The Letter Desk (Coast Herald, July 2)"},
		part{db.KindPublication, "Salt Road Letter, July 3, 2024"},
		part{db.KindCaption, "A Salt Front post at the wells on July 4. (Source: Hill Radio)"},
		part{db.KindHeading, "What The Salt Front Wants By August 1"},
		part{db.KindBullet, "The Salt Front took the wells on July 28."},
		paragraph("The Ardal Well Keepers left on August 5 (Hill Radio, August 6; Salt Front channel, August 7). The Ardal Well Keepers came back."),
		part{db.KindFootnote, "[1] Counted by the Salt Front on August 9."},
	)
	// when it is read
	got := read(n, false, reading.Name{Actor: 7, Name: "Salt Front"}, reading.Name{Actor: 8, Name: "Hill Radio"})
	// then only the running text has citations
	var outlets, mentions, dates []string
	for _, c := range got.Citations {
		outlets = append(outlets, c.Outlet)
	}
	if want := []string{"Hill Radio", "Salt Front channel"}; !slices.Equal(outlets, want) {
		t.Errorf("citations of %q, want %q", outlets, want)
	}
	// and the actor is named everywhere but where it is a source
	for _, m := range got.Mentions {
		mentions = append(mentions, n.Text[m.Start:m.End])
	}
	if want := strings.Split("Salt Front,Hill Radio,Salt Front,Salt Front,Salt Front,Salt Front", ","); !slices.Equal(mentions, want) {
		t.Errorf("mentions %q, want %q", mentions, want)
	}
	// and only the running text is dated
	for _, e := range got.Events {
		dates = append(dates, e.Date.Written)
	}
	if want := []string{"July 28", "August 5"}; !slices.Equal(dates, want) {
		t.Errorf("dated statements %q, want %q", dates, want)
	}
	// and the phrases of running text are offered, those that name somebody left out
	var keepers int
	for _, p := range got.Phrases {
		if p.Name == "Salt Front" || strings.Contains(p.Name, "Hill Radio") {
			t.Errorf("%q is offered as a new name", p.Name)
		}
		if strings.Contains(p.Name, "Ardal Well Keepers") {
			keepers = p.Uses
		}
	}
	if keepers != 2 {
		t.Errorf("the Ardal Well Keepers are offered with %d uses, want 2: %v", keepers, got.Phrases)
	}
}

func TestDatedBulletIsItsOwnStatement(t *testing.T) {
	t.Parallel()
	// given bullets without full stops, one below the other
	text := "• The wells fell on July 28\n• Nobody came in June\n"
	first, second := strings.Index(text, "The wells"), strings.Index(text, "Nobody")
	n := db.NewBrief{Text: text, Published: db.Date{Earliest: "2024-08-20", Latest: "2024-08-20"}, Blocks: []db.Block{
		{Kind: db.KindBullet, Start: first, End: first + len("The wells fell on July 28")},
		{Kind: db.KindBullet, Start: second, End: second + len("Nobody came in June")}}}
	// when they are read, then each date is of its own bullet
	var sentences []string
	for _, e := range read(n, false).Events {
		sentences = append(sentences, text[e.Start:e.End])
	}
	if want := []string{"The wells fell on July 28", "Nobody came in June"}; !slices.Equal(sentences, want) {
		t.Errorf("statements %q, want %q", sentences, want)
	}
}

func TestReadWithoutBlocks(t *testing.T) {
	t.Parallel()
	// given a text of which nothing but the words is known
	n := db.NewBrief{Text: "The Salt Front took the wells on July 28 (Hill Radio, July 29).",
		Published: db.Date{Earliest: "2024-08-20", Latest: "2024-08-20"}}
	// when it is read, then all of it is running text
	got := read(n, false, reading.Name{Actor: 7, Name: "Salt Front"})
	if len(got.Citations) != 1 || len(got.Mentions) != 1 || len(got.Events) != 1 {
		t.Errorf("read %+v", got)
	}
}

func TestLongFormWithItsAcronymCountsAsTheSettingSays(t *testing.T) {
	t.Parallel()
	// given a brief that defines an acronym and uses it
	n := newBrief("The wells", "2024-08-20", paragraph("The Ardal Salt Front (ASF) took the wells, and the ASF keeps them."))
	names := []reading.Name{{Actor: 7, Name: "Ardal Salt Front"}, {Actor: 7, Name: "ASF"}}
	words := func(f db.Findings) (out []string) {
		for _, m := range f.Mentions {
			out = append(out, n.Text[m.Start:m.End])
		}
		return out
	}
	// when it is read both ways, then the definition is two mentions or one
	if got, want := words(read(n, false, names...)), []string{"Ardal Salt Front", "ASF", "ASF"}; !slices.Equal(got, want) {
		t.Errorf("as two: %q, want %q", got, want)
	}
	if got := words(read(n, true, names...)); len(got) != 2 || !strings.HasPrefix(got[0], "Ardal Salt Front") || got[1] != "ASF" {
		t.Errorf("as one: %q, want the definition and the acronym", got)
	}
	// and the rules are told apart
	if findings.Rules(true) == findings.Rules(false) {
		t.Error("both ways have the same rules")
	}
}

// TestReadReference holds the counts of the reference brief through all that
// stands between its file and its findings.
func TestReadReference(t *testing.T) {
	t.Parallel()
	file := filepath.Join("..", "..", "..", "shared", "briefs", "terrorism-monitor-22-11.txt")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Skip("the reference brief is not here:", err)
	}
	draft, err := intake.Read(t.Context(), file, data)
	must(t, err)
	got := read(draft.NewBrief, false,
		reading.Name{Actor: 1, Name: "Wagner"}, reading.Name{Actor: 1, Name: "Wagner/Africa Corps"}, reading.Name{Actor: 1, Name: "Africa Corps"},
		reading.Name{Actor: 2, Name: "JNIM"}, reading.Name{Actor: 2, Name: "Group for Supporters of Islam and Muslims"},
		reading.Name{Actor: 3, Name: "CMA"}, reading.Name{Actor: 3, Name: "Coordination of Azawad Movements"})
	counts := map[int64]int{}
	for _, m := range got.Mentions {
		counts[m.Actors[0]]++
	}
	for actor, want := range map[int64]int{1: 16, 2: 15, 3: 11} {
		if counts[actor] != want {
			t.Errorf("actor %d is named %d times, want %d", actor, counts[actor], want)
		}
	}
	groups := map[span.Span]bool{}
	for _, c := range got.Citations {
		groups[span.Span{Start: c.GroupStart, End: c.GroupEnd}] = true
		if !strings.HasPrefix(c.Date.Earliest, "2024-") && c.Date.Written != "December 17, 2023" {
			t.Errorf("%s, %s resolves to %s", c.Outlet, c.Date.Written, c.Date.Earliest)
		}
	}
	if len(groups) != 9 || len(got.Citations) != 10 {
		t.Errorf("%d citations in %d brackets, want 10 in 9", len(got.Citations), len(groups))
	}
}
