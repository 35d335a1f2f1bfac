package sample

import (
	"context"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/anchor"
	"sidelight/app/intake"
	"sidelight/assets"
	"sidelight/db"
)

func newLibrary(t *testing.T) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "sample.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	return lib
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	contents, err := read(assets.Sample())
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

func readDraft(t *testing.T, file string) *intake.Draft {
	t.Helper()
	data, err := fs.ReadFile(assets.Sample(), file)
	if err != nil {
		t.Fatal(err)
	}
	draft, err := intake.Read(context.Background(), file, data)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return draft
}

// briefsAsMeant says what each file of the sample is meant to be read as.
var briefsAsMeant = map[string]struct {
	title, series, publication, volume, issue, author, date string
	bullets, captions, footnotes                            int
}{
	"two-ambushes.txt": {
		title: "Two ambushes, one retreat: the road to Tinzaouaten", series: "Brief",
		publication: "Sahel Review", volume: "7", issue: "3", date: "2024-08-09", bullets: 3, captions: 1,
	},
	"desert-column.txt": {
		title:       "What the desert column lost",
		publication: "Frontier Notes", volume: "12", issue: "8", date: "2024-08-02", bullets: 3, captions: 1,
	},
	"desert-column-corrected.txt": {
		title:       "What the desert column lost (corrected)",
		publication: "Frontier Notes", volume: "12", issue: "8", date: "2024-08-06", bullets: 3, captions: 1,
	},
	"who-guards-the-junta.md": {
		title:       "Who guards the junta after the raid",
		publication: "Sahel Review", volume: "7", issue: "2", author: "Sahel Review desk", date: "2024-07-11", bullets: 3, captions: 1,
	},
	"coastal-patrols.txt": {
		title:       "Coastal patrols: Togo and Benin sign a joint watch",
		publication: "Gulf Watch", volume: "3", issue: "14", author: "Gulf Watch Desk", date: "2024-06-28", bullets: 3, captions: 1, footnotes: 2,
	},
	"gold-and-fuel.md": {
		title:       "Gold, fuel and the northern garrisons",
		publication: "Frontier Notes", volume: "12", issue: "6", date: "2024-06-09", bullets: 3,
	},
}

func TestBriefsAreReadAsMeant(t *testing.T) {
	t.Parallel()
	for _, b := range readManifest(t).Briefs {
		t.Run(b.File, func(t *testing.T) {
			t.Parallel()
			// given a brief of the sample
			want, known := briefsAsMeant[b.File]
			if !known {
				t.Fatalf("nothing says how %s is meant to be read", b.File)
			}
			// when it is read as any file is
			draft := readDraft(t, b.File)
			// then its fields and its structure are the ones it was written with
			got := want
			got.title, got.series, got.publication = draft.Title, draft.Series, draft.Publication
			got.volume, got.issue, got.author, got.date = draft.Volume, draft.Issue, draft.Author, draft.Published.Earliest
			got.bullets, got.captions, got.footnotes = 0, 0, 0
			for _, block := range draft.Blocks {
				switch {
				case block.Kind == db.KindBullet && block.Section == db.SectionSummary:
					got.bullets++
				case block.Kind == db.KindCaption:
					got.captions++
				case block.Kind == db.KindFootnote:
					got.footnotes++
				}
			}
			if got != want {
				t.Errorf("read as\n%+v, want\n%+v", got, want)
			}
			if words := len(strings.Fields(draft.Text)); words < 500 || words > 900 {
				t.Errorf("%d words; a brief of the sample has 500 to 900", words)
			}
		})
	}
}

func TestEveryFileIsListed(t *testing.T) {
	t.Parallel()
	// given the files of the sample
	files, err := fs.Glob(assets.Sample(), "*.*")
	if err != nil {
		t.Fatal(err)
	}
	// when they are compared with the list
	listed := map[string]bool{"library.json": true}
	for _, b := range readManifest(t).Briefs {
		listed[b.File] = true
	}
	// then none is left out and none is missing
	for _, f := range files {
		if !listed[f] {
			t.Errorf("%s is not in library.json", f)
		}
		delete(listed, f)
	}
	for f := range listed {
		t.Errorf("%s is in library.json but not among the files", f)
	}
}

func TestEveryQuoteStandsExactlyOnce(t *testing.T) {
	t.Parallel()
	labels := map[string]int{}
	overlaps := 0
	for _, b := range readManifest(t).Briefs {
		text := readDraft(t, b.File).Text
		var earlier []struct{ start, end int }
		for _, a := range b.Annotations {
			labels[a.Label]++
			found := anchor.Find(text, a.Quote)
			if len(found) != 1 {
				t.Errorf("%s: %q found %d times", b.File, a.Quote, len(found))
				continue
			}
			if got := found[0].Of(text); got != a.Quote {
				t.Errorf("%s: found %q for %q", b.File, got, a.Quote)
			}
			for _, e := range earlier {
				if found[0].Start < e.end && e.start < found[0].End {
					overlaps++
				}
			}
			earlier = append(earlier, struct{ start, end int }{found[0].Start, found[0].End})
		}
	}
	for _, name := range []string{"Fact", "Judgement", "Assumption", "Gap", "Question"} {
		if labels[name] == 0 {
			t.Errorf("no annotation is labelled %s", name)
		}
	}
	if overlaps == 0 {
		t.Error("no two annotations overlap")
	}
}

func TestLinksOfNotesNameBriefsOfTheSample(t *testing.T) {
	t.Parallel()
	contents := readManifest(t)
	bodies := map[string]string{}
	for _, n := range contents.Notes {
		bodies[n.Title] = n.Body
	}
	for _, a := range contents.Actors {
		bodies[a.Name] = a.Note
	}
	for _, b := range contents.Briefs {
		if b.Note != nil {
			bodies[b.Note.Title] = b.Note.Body
		}
		for _, a := range b.Annotations {
			bodies[b.File+": "+a.Quote] = a.Note
		}
	}
	titles := map[string]bool{}
	for _, b := range briefsAsMeant {
		titles[b.title] = true
	}
	for where, body := range bodies {
		for _, part := range strings.Split(body, "[[")[1:] {
			title, _, closed := strings.Cut(part, "]]")
			if !closed || !titles[title] {
				t.Errorf("%s links to %q, which is no brief of the sample", where, title)
			}
		}
	}
}

func TestLoadTwiceAddsNothing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	// given an empty library
	lib := newLibrary(t)
	contents := readManifest(t)
	want := Report{Briefs: len(contents.Briefs), Notes: len(contents.Notes), Actors: len(contents.Actors),
		Sources: len(contents.Sources), Relations: len(contents.Relations)}
	for _, a := range contents.Actors {
		if a.Note != "" {
			want.Notes++
		}
	}
	for _, b := range contents.Briefs {
		want.Annotations += len(b.Annotations)
		want.Decisions += len(b.Mentions) + len(b.Events)
		if b.Note != nil {
			want.Notes++
		}
	}
	// when the sample is loaded
	got, err := Load(ctx, lib)
	// then all of it is there
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	before, err := lib.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if before.Briefs != want.Briefs || before.Annotations != want.Annotations ||
		before.Notes != want.Notes || before.Actors != want.Actors {
		t.Errorf("the library counts %+v after adding %+v", before, want)
	}
	// and when it is loaded again
	again, err := Load(ctx, lib)
	// then nothing is added
	if err != nil {
		t.Fatal(err)
	}
	if again != (Report{}) {
		t.Errorf("the second load added %+v", again)
	}
	after, err := lib.Counts(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if before != after {
		t.Errorf("counts were %+v and are %+v", before, after)
	}
	findings, err := lib.Check(ctx)
	if err != nil || len(findings) != 0 {
		t.Errorf("check: %v %v", findings, err)
	}
}

func TestLoadCompletesWhatIsMissing(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	// given a loaded sample of which a brief and an annotation went to the trash
	lib := newLibrary(t)
	if _, err := Load(ctx, lib); err != nil {
		t.Fatal(err)
	}
	briefs, total, err := lib.Briefs(ctx, db.BriefFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var marked db.Brief
	for _, b := range briefs {
		if b.Annotations > 1 {
			marked = b
		}
	}
	annotations, err := lib.Annotations(ctx, marked.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Trash(ctx, db.KindAnnotation, annotations[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := lib.Trash(ctx, db.KindBrief, marked.ID); err != nil {
		t.Fatal(err)
	}
	// when the sample is loaded again
	report, err := Load(ctx, lib)
	// then the brief is back, not stored twice, and has its passage again
	if err != nil {
		t.Fatal(err)
	}
	if report.Briefs != 0 || report.Annotations != 1 {
		t.Errorf("added %+v, want one annotation", report)
	}
	if _, now, err := lib.Briefs(ctx, db.BriefFilter{}); err != nil || now != total {
		t.Errorf("%d briefs, want %d (%v)", now, total, err)
	}
	if now, err := lib.Annotations(ctx, marked.ID); err != nil || len(now) != len(annotations) {
		t.Errorf("%d annotations, want %d (%v)", len(now), len(annotations), err)
	}
}
