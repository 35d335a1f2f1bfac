package export_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"sidelight/app/export"
	"sidelight/app/findings"
	"sidelight/db"
)

// secrets are words that stand in the library that guarded makes only in what
// is marked above GREEN, or where that is spoken of.
var secrets = []string{"Quarantaine", "Zirkonia", "Nachtwache", "Obsidianbucht", "Feldpost", "Morgenrot", "Silberpfad", "Wintergarten", "Achterdeck", "Purpurmole"}

// guarded is a library with an open brief and one for the eyes of its readers
// only, which turns up everywhere: in notes, evidence, names, links and a
// comparison.
func guarded(t *testing.T) (lib *db.Library, open, red db.Brief) {
	t.Helper()
	ctx := t.Context()
	lib = library(t)
	add := func(title, text string, mark db.TLP) db.Brief {
		return must(lib.AddBrief(ctx, db.NewBrief{Title: title, TLP: mark, Text: text, Published: db.Date{Written: "2024-08-20", Earliest: "2024-08-20", Latest: "2024-08-20"},
			Blocks: []db.Block{{Kind: db.KindParagraph, Start: 0, End: len(text)}}}))(t)
	}
	red = add("Quarantaine in the harbour", "The Nachtwache, or Zirkonia Brigade, met the Hill Front on July 28 (Feldpost, July 27). The Hill Front is called Silberpfad there.", db.TLPRed)
	open = add("The wells", "The Hill Front took the wells on July 28 (Hill Radio, July 27).", db.TLPGreen)
	amber := add("Obsidianbucht and its mole", "The Hill Front watched the Purpurmole.", db.TLPAmber)

	front := must(lib.AddActor(ctx, db.Actor{Name: "Hill Front", Aliases: []db.Alias{
		{Name: "Silberpfad", Kind: db.AliasNickname, Origin: red.Title},
		{Name: "HF", Kind: db.AliasAcronym, Origin: red.Title + ", too"}}}))(t)
	guard := must(lib.AddActor(ctx, db.Actor{Name: "Nachtwache", Aliases: []db.Alias{{Name: "Zirkonia Brigade", Kind: db.AliasOther}}}))(t)
	listed := must(lib.AddActor(ctx, db.Actor{Name: "Salt House", Origin: "a list"}))(t)
	must(lib.AddActor(ctx, db.Actor{Name: "Achterdeck", Origin: red.Title}))(t)
	evidence := annotate(t, lib, red, "met the Hill Front", "Morgenrot, says the analyst.")
	annotate(t, lib, open, "took the wells", "As in [[Quarantaine in the harbour]], with the Wintergarten.")
	must(lib.AddRelation(ctx, db.Relation{ActorID: front.ID, OtherID: listed.ID, Kind: db.RelationFights, AnnotationID: evidence.ID, Remark: "Wintergarten"}))(t)
	must(lib.AddRelation(ctx, db.Relation{ActorID: front.ID, OtherID: guard.ID, Kind: db.RelationSupports}))(t)

	must(lib.AddNote(ctx, db.Note{BriefID: red.ID, Body: "Morgenrot again."}))(t)
	must(lib.AddNote(ctx, db.Note{BriefID: open.ID, Body: "Open words.\n\n> “the Wintergarten”\n>\n> — Feldpost, TLP:RED\n\nMore open words. ![[Quarantaine in the harbour#^" + export.BlockID(evidence.UID) + "|Morgenrot]]\n\n`[[quarantaine in the  harbour]]`\n\nLast words on [[Nachtwache]].\n"}))(t)
	must(lib.AddNote(ctx, db.Note{Title: "Method", Body: "How it was read.\n\nSee what QUARANTAINE in the Harbour says of the Wintergarten.\n\n> Morgenrot\n\n— [[" + red.UID + "]]\n\nThe end."}))(t)
	must(lib.AddNote(ctx, db.Note{Title: "Wintergarten", Body: "A note of its own.", TLP: db.TLPAmberStrict}))(t)
	must(lib.AddNote(ctx, db.Note{ActorID: front.ID, Body: "The Wintergarten is theirs.", TLP: db.TLPAmber}))(t)
	compared := must(lib.OpenComparison(ctx, db.SideRef{Kind: db.KindBrief, ID: open.ID}, db.SideRef{Kind: db.KindBrief, ID: amber.ID}))(t)
	must(lib.AddNote(ctx, db.Note{ComparisonID: compared.ID, Body: "The Purpurmole is the difference."}))(t)
	if err := findings.CatchUp(ctx, lib, nil); err != nil {
		t.Fatal(err)
	}
	return lib, open, red
}

// leaks fails where a file, or its name, has a secret word.
func leaks(t *testing.T, files map[string]string) {
	t.Helper()
	for name, text := range files {
		folded := db.Fold(name + "\n" + text)
		for _, word := range secrets {
			if strings.Contains(folded, db.Fold(word)) {
				t.Errorf("%s tells of %s:\n%s", name, word, text)
			}
		}
	}
}

func TestHandling_LeavesOutWithoutATrace(t *testing.T) {
	t.Parallel()
	lib, open, red := guarded(t)
	dir := t.TempDir()
	o := export.Options{WithText: true, WithSuggestions: true, MaxTLP: db.TLPGreen}
	r := must(export.Vault(t.Context(), lib, dir, o))(t)
	files := tree(t, dir)
	leaks(t, files)
	// then it says what was left out: a brief; a brief, the note of an actor, a
	// comparison; a note
	if diff := cmp.Diff(map[db.TLP]int{db.TLPRed: 1, db.TLPAmber: 3, db.TLPAmberStrict: 1}, r.LeftOut); diff != "" {
		t.Error(diff)
	}
	// and what is not marked, or not so strictly, is there
	for name, words := range map[string]string{
		"The wells.md": "tlp: \"TLP:GREEN\"", "Notes/Method.md": "How it was read.\n\n*(Left out", "Actors/Hill Front.md": "[[The wells]] (1)", "Actors/Salt House.md": "# Salt House",
	} {
		if !strings.Contains(files[name], words) {
			t.Errorf("%s lacks %q:\n%s", name, words, files[name])
		}
	}
	for _, words := range []string{"\n**TLP:GREEN**\n\n# The wells\n", "Open words.", "took the wells", "(Left out: marked more strictly than this export.)"} {
		if !strings.Contains(files["The wells.md"], words) {
			t.Errorf("The wells.md lacks %q:\n%s", words, files["The wells.md"])
		}
	}
	checkVault(t, dir)
	// and exporting again changes nothing
	if r := must(export.Vault(t.Context(), lib, dir, o))(t); r.Written != 0 || len(r.Kept) > 0 {
		t.Errorf("again: %+v", r)
	}
	// when the brief that may not go is asked for by itself
	r = must(export.Vault(t.Context(), lib, t.TempDir(), export.Options{Briefs: []int64{red.ID}, MaxTLP: db.TLPAmberStrict}))(t)
	if diff := cmp.Diff(export.Report{LeftOut: map[db.TLP]int{db.TLPRed: 1}}, r); diff != "" {
		t.Error(diff)
	}
	// and the other one by itself
	dir = t.TempDir()
	must(export.Vault(t.Context(), lib, dir, export.Options{Briefs: []int64{open.ID}, MaxTLP: db.TLPGreen, WithText: true}))(t)
	leaks(t, tree(t, dir))
}

func TestHandling_OneBrief(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	lib, open, red := guarded(t)
	green := export.Options{MaxTLP: db.TLPGreen, WithText: true}
	// a brief that may not go is refused, and nothing is written
	name := filepath.Join(t.TempDir(), "one.md")
	if _, err := export.File(ctx, lib, red.ID, name, green); !errors.Is(err, export.ErrHandling) {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(name); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("there is a file: %v", err)
	}
	if text, err := export.MarkdownWith(ctx, lib, red.ID, green); !errors.Is(err, export.ErrHandling) || text != "" {
		t.Errorf("%q, %v", text, err)
	}
	// another goes without what tells of the first
	must(export.File(ctx, lib, open.ID, name, green))(t)
	text := must(export.MarkdownWith(ctx, lib, open.ID, green))(t)
	leaks(t, map[string]string{"one.md": string(must(os.ReadFile(name))(t)), "-": text})
	if !strings.HasPrefix(text, "**TLP:GREEN**\n\n# The wells\n") {
		t.Errorf("got\n%s", text)
	}
	// and without a ceiling it bears the strictest mark of what it quotes and links to
	if text := must(export.Markdown(ctx, lib, open.ID))(t); !strings.HasPrefix(text, "**TLP:RED**\n\n") || !strings.Contains(text, "Wintergarten") {
		t.Errorf("got\n%s", text)
	}
}

func TestHandling_PagesBearTheStrictestMark(t *testing.T) {
	t.Parallel()
	lib, _, _ := guarded(t)
	dir := t.TempDir()
	r := must(export.Vault(t.Context(), lib, dir, export.Options{}))(t)
	if r.LeftOut != nil {
		t.Errorf("left out: %v", r.LeftOut)
	}
	files := tree(t, dir)
	for name, mark := range map[string]string{
		"Quarantaine in the harbour.md": "RED", "The wells.md": "RED", "Obsidianbucht and its mole.md": "AMBER",
		"Notes/Method.md": "RED", "Notes/Wintergarten.md": "AMBER+STRICT", "Actors/Hill Front.md": "RED", "Actors/Salt House.md": "RED", "Actors/Achterdeck.md": "",
		"Comparisons/The wells - Obsidianbucht and its mole.md": "AMBER",
	} {
		text, ok := files[name]
		if !ok {
			t.Errorf("there is no %s", name)
		}
		if got := strings.Contains(text, "tlp: \"TLP:"+mark+"\"\n") && strings.Contains(text, "\n**TLP:"+mark+"**\n"); got != (mark != "") {
			t.Errorf("%s bears another mark than %q:\n%s", name, mark, text)
		}
	}
}

// A folder that holds pages of an earlier export is not made to look as if it
// could be passed on.
func TestHandling_StalePages(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	lib, open, red := guarded(t)
	dir := t.TempDir()
	must(export.Vault(ctx, lib, dir, export.Options{}))(t)
	before := tree(t, dir)
	// when it is to hold no more than GREEN
	_, err := export.Vault(ctx, lib, dir, export.Options{MaxTLP: db.TLPGreen})
	// then it is refused, with what is in the way, and nothing changes
	if !errors.Is(err, export.ErrHandling) || !strings.Contains(err.Error(), "Actors/Achterdeck.md") {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	// and so it is where only others are exported, and where the brief is gone from the library
	dir = t.TempDir()
	must(export.Vault(ctx, lib, dir, export.Options{Briefs: []int64{red.ID}}))(t)
	if err := lib.Trash(ctx, db.KindBrief, red.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := export.Vault(ctx, lib, dir, export.Options{Briefs: []int64{open.ID}, MaxTLP: db.TLPGreen}); !errors.Is(err, export.ErrHandling) || !strings.Contains(err.Error(), "Quarantaine in the harbour.md") {
		t.Errorf("error %v", err)
	}
	if err := lib.Restore(ctx, db.KindBrief, red.ID); err != nil {
		t.Fatal(err)
	}
	if err := findings.CatchUp(ctx, lib, nil); err != nil {
		t.Fatal(err)
	}
	// but a page that is written anew is no obstacle
	dir = t.TempDir()
	must(export.Vault(ctx, lib, dir, export.Options{Briefs: []int64{open.ID}}))(t)
	mark := db.TLPClear
	must(lib.UpdateBrief(ctx, open.ID, db.BriefUpdate{TLP: &mark}))(t)
	for _, name := range []string{"Hill Front.md", "Nachtwache.md", "Salt House.md"} {
		_ = os.Remove(filepath.Join(dir, "Actors", name))
	}
	must(export.Vault(ctx, lib, dir, export.Options{Briefs: []int64{open.ID}, MaxTLP: db.TLPClear}))(t)
	leaks(t, tree(t, dir))
}

// Whatever surrounds a paragraph that is left out stays, and it goes whole.
func TestHandling_AnyNote(t *testing.T) {
	t.Parallel()
	lib, open, _ := guarded(t)
	n := must(lib.BriefNote(t.Context(), open.ID))(t)
	paragraph := rapid.SampledFrom([]string{"Plain.", "- a list\n- of two", "> quoted\n> twice", "[[Quarantaine in the harbour]] and Wintergarten.", "Wintergarten ![[quarantaine in the harbour|x]]",
		"> Wintergarten\n>\n> — TLP:RED", "```\nWintergarten [[Quarantaine in the harbour]]\n```", "Wintergarten (Quarantaine in the harbour, 2024)", "TLP:AMBER+STRICT Wintergarten", "TLP:GREEN is fine."})
	rapid.Check(t, func(rt *rapid.T) {
		all := rapid.SliceOf(paragraph).Draw(rt, "paragraphs")
		if _, err := lib.SaveNote(t.Context(), n.ID, n.Title, strings.Join(all, rapid.SampledFrom([]string{"\n\n", "\n\n\n", "\r\n\r\n"}).Draw(rt, "between"))); err != nil {
			rt.Fatal(err)
		}
		text, err := export.MarkdownWith(t.Context(), lib, open.ID, export.Options{MaxTLP: db.TLPGreen})
		if err != nil {
			rt.Fatal(err)
		}
		if strings.Contains(text, "Wintergarten") || strings.Contains(db.Fold(text), "quarantaine") {
			rt.Errorf("leaks:\n%s", text)
		}
		for _, p := range all {
			if !strings.Contains(p, "Wintergarten") && !strings.Contains(p, "[[") && !strings.Contains(text, p) {
				rt.Errorf("%q is lost:\n%s", p, text)
			}
		}
	})
}
