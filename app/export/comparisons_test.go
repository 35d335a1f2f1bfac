package export_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/collate"
	"sidelight/app/export"
	"sidelight/app/findings"
	"sidelight/db"
)

// towns is a library of two briefs about one event, and their comparison.
type towns struct {
	lib         *db.Library
	left, right db.Brief
	comparison  db.Comparison
	vault       string
}

const (
	townsLeft  = "On 12 May 2024 the Hill Front attacked Ménaka | Kidal and killed 84 people.\n\nThe wells of Ardal are dry, the *herders* of Ménaka say."
	townsRight = "Weather first.\n\nThe Hill Front killed at least 47 people when it attacked Ménaka on 12 May 2024."
)

func newTowns(t *testing.T) towns {
	t.Helper()
	ctx, lib := t.Context(), library(t)
	w := towns{lib: lib, vault: filepath.Join(t.TempDir(), "vault")}
	brief := func(title, text string) db.Brief {
		n := db.NewBrief{Title: title, Publication: "Sahel Review", Volume: "7", Text: text}
		first, second, _ := strings.Cut(text, "\n\n")
		n.Blocks = []db.Block{{Kind: db.KindParagraph, Start: 0, End: len(first)}, {Kind: db.KindParagraph, Start: len(text) - len(second), End: len(text)}}
		return must(lib.AddBrief(ctx, n))(t)
	}
	must(lib.AddActor(ctx, db.Actor{Name: "Hill Front", Kind: "armed group"}))(t)
	must(lib.AddActor(ctx, db.Actor{Name: "Ménaka", Kind: "place"}))(t)
	w.left, w.right = brief("The raid: a report", townsLeft), brief("After the raid", townsRight)
	if err := findings.CatchUp(ctx, lib, nil); err != nil {
		t.Fatal(err)
	}
	w.comparison = must(lib.OpenComparison(ctx, briefSide(w.left), briefSide(w.right)))(t)
	return w
}

func briefSide(b db.Brief) db.SideRef { return db.SideRef{Kind: db.KindBrief, ID: b.ID} }

// keep keeps the difference in the figures.
func (w towns) keep(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	left, right := must(collate.Load(ctx, w.lib, w.comparison.Left))(t), must(collate.Load(ctx, w.lib, w.comparison.Right))(t)
	for _, d := range must(collate.Compare(ctx, left, right, collate.KindMatters))(t).Differences {
		if d.Kind == collate.FiguresDiffer {
			must(w.lib.DecideDifference(ctx, w.comparison.ID, d.Key, db.DifferenceKept))(t)
			return
		}
	}
	t.Fatal("the figures do not differ")
}

const townsFile = "Comparisons/The raid - a report - After the raid.md"

func TestVault_Comparison(t *testing.T) {
	t.Parallel()
	// given a comparison with a difference that was kept and a note
	ctx, w := t.Context(), newTowns(t)
	w.comparison.View = "matters"
	must(w.lib.UpdateComparison(ctx, w.comparison))(t)
	w.keep(t)
	must(w.lib.AddNote(ctx, db.Note{ComparisonID: w.comparison.ID, Body: "Which is right? See [[After the raid]]."}))(t)
	// when the library is exported
	r := must(export.Vault(ctx, w.lib, w.vault, export.Options{}))(t)
	// then its page is among the files, and its note is no note of its own
	if !slices.Contains(r.Files, townsFile) || len(r.Files) != 5 {
		t.Fatalf("files %q", r.Files)
	}
	page := tree(t, w.vault)[townsFile]
	for _, words := range []string{
		"kind: \"comparison\"\n", "uid: \"" + w.comparison.UID + "\"\n",
		"  - \"[[The raid - a report|The raid: a report]]\"\n  - \"[[After the raid]]\"\n",
		"# The raid: a report \\| After the raid\n",
		"- Left: [[The raid - a report|The raid: a report]] · Sahel Review 7\n- Right: [[After the raid]] · Sahel Review 7\n",
		"| The raid: a report | After the raid |\n| --- | --- |\n| On 12 May 2024 the Hill Front attacked Ménaka \\| Kidal and killed 84 people. | The Hill Front killed at least 47 people when",
		"### Figures: ", "84", "at least 47",
		"> On 12 May 2024 the Hill Front attacked Ménaka \\| Kidal and killed 84 people.\n> — [[The raid - a report|The raid: a report]]\n",
		"> — [[After the raid]]\n", "Both have: ", "“Hill Front”",
		"## Notes\n\nWhich is right? See [[After the raid]].\n",
	} {
		if !strings.Contains(page, words) {
			t.Errorf("no %q in\n%s", words, page)
		}
	}
	checkVault(t, w.vault, "STRICT=1")
	// when it is exported again, nothing is written
	r = must(export.Vault(ctx, w.lib, w.vault, export.Options{}))(t)
	if r.Written != 0 || len(r.Kept) != 0 {
		t.Errorf("written again: %+v", r)
	}
	// when the reader adds to the page and the sides are swapped
	path := filepath.Join(w.vault, filepath.FromSlash(townsFile))
	if err := os.WriteFile(path, []byte(page+"\nMy own words.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	swapped := w.comparison
	swapped.Left, swapped.Right = swapped.Right, swapped.Left
	must(w.lib.UpdateComparison(ctx, swapped))(t)
	r = must(export.Vault(ctx, w.lib, w.vault, export.Options{}))(t)
	// then the same file has both
	page = tree(t, w.vault)[townsFile]
	if r.Written != 1 || !strings.Contains(page, "# After the raid \\| The raid: a report\n") || !strings.Contains(page, "\nMy own words.\n") ||
		!strings.Contains(page, "### Figures: killed at least 47 people / killed 84 people\n") || strings.Contains(page, "These were kept") {
		t.Errorf("%+v\n%s", r, page)
	}
	checkVault(t, w.vault, "STRICT=1")
}

func TestVault_WhichComparisons(t *testing.T) {
	t.Parallel()
	// given comparisons of which more or less was made
	ctx, w := t.Context(), newTowns(t)
	weekly := must(w.lib.AddNote(ctx, db.Note{Title: "Weekly", Body: "The Hill Front killed 50 people in Ménaka."}))(t)
	noted := must(w.lib.OpenComparison(ctx, db.SideRef{Kind: db.KindNote, ID: weekly.ID}, briefSide(w.right)))(t)
	must(w.lib.AddNote(ctx, db.Note{ComparisonID: noted.ID, Body: "See the week."}))(t)
	hidden := addBrief(t, w.lib, "Gone", "Gone.")
	gone := must(w.lib.OpenComparison(ctx, briefSide(hidden), briefSide(w.right)))(t)
	must(w.lib.AddNote(ctx, db.Note{ComparisonID: gone.ID, Body: "Gone too."}))(t)
	if err := w.lib.Trash(ctx, db.KindBrief, hidden.ID); err != nil {
		t.Fatal(err)
	}
	pages := func(o export.Options) []string {
		t.Helper()
		r := must(export.Vault(ctx, w.lib, filepath.Join(t.TempDir(), "vault"), o))(t)
		found := []string{}
		for _, name := range r.Files {
			if base, ok := strings.CutPrefix(name, "Comparisons/"); ok {
				found = append(found, base)
			}
		}
		return found
	}
	const ofBriefs, ofNote = "The raid - a report - After the raid.md", "Weekly - After the raid.md"
	both := []int64{w.left.ID, w.right.ID}
	check := func(o export.Options, want ...string) {
		t.Helper()
		if diff := cmp.Diff(append([]string{}, want...), pages(o)); diff != "" {
			t.Errorf("%+v: %s", o, diff)
		}
	}
	// then one that was only looked at is not exported, unless it is named
	check(export.Options{}, ofNote)
	check(export.Options{Comparisons: []int64{w.comparison.ID}}, ofBriefs, ofNote)
	check(export.Options{Briefs: both})
	check(export.Options{Briefs: both, Comparisons: []int64{w.comparison.ID}}, ofBriefs)
	// and with a difference that was kept it goes with its briefs
	w.keep(t)
	check(export.Options{}, ofBriefs, ofNote)
	check(export.Options{Briefs: both}, ofBriefs)
	check(export.Options{Briefs: both[:1]})
	check(export.Options{Briefs: both[:1], Comparisons: []int64{noted.ID}}, ofNote)
	for _, id := range []int64{99, gone.ID} {
		if _, err := export.Vault(ctx, w.lib, w.vault, export.Options{Comparisons: []int64{id}}); !errors.Is(err, db.ErrNotFound) {
			t.Errorf("comparison %d: %v", id, err)
		}
	}
}

func TestComparisonFile(t *testing.T) {
	t.Parallel()
	ctx, w := t.Context(), newTowns(t)
	file := filepath.Join(t.TempDir(), "new", "raid.md")
	// when a comparison is written into a file of its own, twice
	first := must(export.ComparisonFile(ctx, w.lib, w.comparison, file))(t)
	again := must(export.ComparisonFile(ctx, w.lib, w.comparison, file))(t)
	// then the second time nothing is to do
	if first.Written != 1 || again.Unchanged != 1 || !slices.Equal(first.Files, []string{"raid.md"}) {
		t.Errorf("first %+v, again %+v", first, again)
	}
	page, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(page), "[[The raid - a report|The raid: a report]]") || strings.Contains(string(page), "Differences") {
		t.Errorf("%v\n%s", err, page)
	}
	// and another comparison does not go over it
	other := must(w.lib.OpenComparison(ctx, briefSide(w.left), db.SideRef{Kind: db.KindNote,
		ID: must(w.lib.AddNote(ctx, db.Note{BriefID: w.right.ID, Body: "The Hill Front attacked Ménaka.\n\nNothing else."}))(t).ID}))(t)
	if _, err := export.ComparisonFile(ctx, w.lib, other, file); !errors.Is(err, export.ErrForeign) {
		t.Errorf("another one: %v", err)
	}
	// and one that is not stored is known again as well
	unstored := w.comparison
	unstored.ID, unstored.UID = 0, ""
	file = filepath.Join(filepath.Dir(file), "unstored.md")
	first, again = must(export.ComparisonFile(ctx, w.lib, unstored, file))(t), must(export.ComparisonFile(ctx, w.lib, unstored, file))(t)
	if first.Written != 1 || again.Unchanged != 1 {
		t.Errorf("not stored: first %+v, again %+v", first, again)
	}
	// and as a plain document it has neither front matter nor markers
	text := must(export.ComparisonMarkdown(ctx, w.lib, other))(t)
	if !strings.HasPrefix(text, "# The raid: a report \\| Note about After the raid\n\n- Left: [[The raid - a report|The raid: a report]] · Sahel Review 7\n- Right: Note about [[After the raid]]") || strings.Contains(text, "%%") {
		t.Errorf("the document is\n%s", text)
	}
}
