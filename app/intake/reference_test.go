package intake_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"sidelight/app/span"
	"sidelight/db"
)

// shared gives the folder of briefs that lies beside the checkout, or skips.
func shared(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	briefs := filepath.Join(filepath.Dir(dir), "shared", "briefs")
	if _, err := os.Stat(briefs); err != nil {
		t.Skip("the shared briefs are not here:", briefs)
	}
	return briefs
}

type point struct {
	Start, End   int // code points
	BStart, BEnd int // bytes
}

func TestReferenceBrief(t *testing.T) {
	t.Parallel()
	dir := shared(t)
	data, err := os.ReadFile(filepath.Join(dir, "terrorism-monitor-22-11.truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Title   string  `json:"title_without_series_prefix"`
		Full    string  `json:"title"`
		Series  string  `json:"series_prefix"`
		Pub     string  `json:"publication"`
		PubLine string  `json:"publication_line"`
		Volume  int     `json:"volume"`
		Issue   int     `json:"issue"`
		Heading string  `json:"summary_heading"`
		Caption point   `json:"caption"`
		Body    []point `json:"body_paragraphs"`
		Bullets []point `json:"summary_bullets"`
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "terrorism-monitor-22-11.txt")
	d := readOne(t, file)
	if raw, _ := os.ReadFile(file); d.Text != string(raw) {
		t.Error("the canonical text is not the file itself")
	}
	if d.Title != want.Title || d.Series != want.Series || d.Publication != want.Pub || d.Volume != strconv.Itoa(want.Volume) || d.Issue != strconv.Itoa(want.Issue) {
		t.Errorf("got %q, %q, %q, %q, %q", d.Title, d.Series, d.Publication, d.Volume, d.Issue)
	}
	if d.Author != "" || d.Published != (db.Date{}) {
		t.Errorf("the file names no author and no date, got %q and %+v", d.Author, d.Published)
	}
	points := span.NewPoints(d.Text)
	of := map[db.BlockKind][]point{}
	for _, b := range d.Blocks {
		p := point{BStart: b.Start, BEnd: b.End}
		p.Start, p.End = points.Span(span.Span{Start: b.Start, End: b.End})
		of[b.Kind] = append(of[b.Kind], p)
		inSummary := b.Kind == db.KindBullet || b.Kind == db.KindHeading
		if (b.Section == db.SectionSummary) != inSummary {
			t.Errorf("section %q of %s", b.Section, b.Kind)
		}
	}
	equal := func(kind db.BlockKind, want []point) {
		t.Helper()
		got := of[kind]
		if len(got) != len(want) {
			t.Fatalf("%d blocks are %s, want %d", len(got), kind, len(want))
		}
		for i := range got {
			if got[i] != want[i] {
				t.Errorf("%s %d at %+v, want %+v", kind, i, got[i], want[i])
			}
		}
	}
	equal(db.KindCaption, []point{want.Caption})
	equal(db.KindParagraph, want.Body)
	equal(db.KindBullet, want.Bullets)
	for kind, text := range map[db.BlockKind]string{db.KindTitle: want.Full, db.KindPublication: want.PubLine, db.KindHeading: want.Heading} {
		if got := of[kind]; len(got) != 1 || d.Text[got[0].BStart:got[0].BEnd] != text {
			t.Errorf("%s at %+v, want once %q", kind, got, text)
		}
	}
	if len(d.Blocks) != 10 {
		t.Errorf("%d blocks, want 10", len(d.Blocks))
	}
}

func TestSharedBriefsHaveTheRightTitle(t *testing.T) {
	t.Parallel()
	dir := shared(t)
	for file, want := range map[string]struct{ title, series, author, date string }{
		"centcom-carter-iraqi-prime-minister-discuss-next-moves-in.txt": {title: "Carter, Iraqi Prime Minister Discuss Next Moves in Mosul Fight"},
		"centcom-death-of-abu-jandal-al-kuwaiti.txt":                    {title: "Death of Abu Jandal al-Kuwaiti"},
		"centcom-dod-spokesman-u-s-airstrikes-weaken-al-qaida-isil.txt": {title: "DoD Spokesman: U.S. Airstrikes Weaken Al-Qaida, ISIL Terrorists"},
		"centcom-iraqis-hold-line-against-isil-dod-spokesman-says.txt":  {title: "Iraqis Hold Line Against ISIL, DoD Spokesman Says"},
		"centcom-sdf-initiate-next-phase-of-raqqah-isolation.txt":       {title: "SDF initiate next phase of Raqqah isolation"},
		"crs-IN12678.md": {"U.S.-Iran Ceasefire: Assessment, Reactions, and Issues for Congress", "Insight", "Blanchard, Christopher M.; Thomas, Clayton; Zanotti, Jim", "2026-04-09"},
		"crs-R48903.md":  {"The Strait of Hormuz in Brief: Non-Oil Shipments and Effects on U.S. Shippers", "Reports", "Frittelli, John; Goldman, Ben", "2026-04-10"},
	} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			d := readOne(t, filepath.Join(dir, file))
			if d.Title != want.title || d.Series != want.series || d.Author != want.author || d.Published.Earliest != want.date || d.Published.Latest != want.date {
				t.Errorf("title %q, series %q, author %q, published %+v", d.Title, d.Series, d.Author, d.Published)
			}
			titles := 0
			for _, b := range d.Blocks {
				if b.Kind == db.KindTitle {
					titles++
				}
			}
			if titles != 1 {
				t.Errorf("%d title blocks", titles)
			}
		})
	}
}
