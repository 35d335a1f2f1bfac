package export_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/export"
	"sidelight/app/findings"
	"sidelight/db"
)

// wells is a library of two briefs that name two groups at war, with evidence,
// a graded source and a kept event.
type wells struct {
	lib           *db.Library
	first, second db.Brief
	front, guard  db.Actor
	other         db.Actor // named nowhere
	evidence      db.Annotation
	frontNote     db.Note
	vault         string
}

const (
	wellsText = "On July 28, the Hill Front took the wells (Hill Radio, July 27). The Ardal Guard came on August 3, 2024 (Coast Herald, August 4, 2024). HF stays."
	bridge    = "The Hill Front burned the bridge."
)

func newWells(t *testing.T) wells {
	t.Helper()
	ctx, lib := t.Context(), library(t)
	w := wells{lib: lib, vault: filepath.Join(t.TempDir(), "vault")}
	day := func(s string) db.Date { return db.Date{Written: s, Earliest: s, Latest: s, Rule: "as written"} }
	brief := func(title, text, published string) db.Brief {
		return must(lib.AddBrief(ctx, db.NewBrief{Title: title, Published: day(published), Text: text,
			Blocks: []db.Block{{Kind: db.KindParagraph, Start: 0, End: len(text)}}}))(t)
	}
	w.first = brief("The wells: a report", wellsText, "2024-08-20")
	w.second = brief("The bridge", bridge, "2024-09-01")
	w.front = must(lib.AddActor(ctx, db.Actor{Name: "Hill Front", Kind: "armed group", Summary: "Holds the *hills*.", Aliases: []db.Alias{
		{Name: "HF", Kind: db.AliasAcronym, Origin: "The wells"}, {Name: "the front", Kind: db.AliasOther, Weak: true}}}))(t)
	w.guard = must(lib.AddActor(ctx, db.Actor{Name: "Ardal Guard", Kind: "military"}))(t)
	w.other = must(lib.AddActor(ctx, db.Actor{Name: "Salt House", Kind: "company"}))(t)
	w.evidence = annotate(t, lib, w.first, "HF stays", "")
	must(lib.AddRelation(ctx, db.Relation{ActorID: w.front.ID, OtherID: w.guard.ID, Kind: db.RelationFights, AnnotationID: w.evidence.ID,
		Since: db.Date{Written: "2017", Earliest: "2017-01-01", Latest: "2017-12-31"}, Remark: "over the wells"}))(t)
	must(lib.AddRelation(ctx, db.Relation{ActorID: w.other.ID, OtherID: w.front.ID, Kind: db.RelationSupports}))(t)
	w.frontNote = must(lib.AddNote(ctx, db.Note{ActorID: w.front.ID, Body: "Said of it in [[The wells: a report]] and by [[ardal guard]]."}))(t)
	must(lib.AddNote(ctx, db.Note{BriefID: w.second.ID, Body: "Again [[HF]]."}))(t)

	if err := findings.CatchUp(ctx, lib, nil); err != nil {
		t.Fatal(err)
	}
	sources, _, err := lib.Sources(ctx, db.SourceFilter{Text: "hill radio"})
	if err != nil || len(sources) != 1 {
		t.Fatalf("sources %+v, %v", sources, err)
	}
	grade := "B"
	must(lib.UpdateSource(ctx, sources[0].ID, db.SourceUpdate{Reliability: &grade}))(t)
	r := must(findings.Of(ctx, lib, w.first.ID))(t)
	e := r.Events[0]
	must(lib.Decide(ctx, db.Decision{Kind: db.DecideEvent, BriefID: w.first.ID, RevisionID: e.RevisionID, Start: e.Start, End: e.End,
		Key: db.EventKey(e), Verdict: db.StateKept}))(t)
	return w
}

func (w wells) export(t *testing.T, o export.Options) export.Report {
	t.Helper()
	return must(export.Vault(t.Context(), w.lib, w.vault, o))(t)
}

// plainly takes the uids and hashes out of a file, which differ each time.
func (w wells) plainly(file string) string {
	file = strings.NewReplacer(w.first.UID, "UID", w.second.UID, "UID", w.front.UID, "UID", w.guard.UID, "UID", w.other.UID, "UID",
		export.BlockID(w.evidence.UID), "a-evidence").Replace(file)
	var out []string
	for line := range strings.SplitSeq(file, "\n") {
		if rest, ok := strings.CutPrefix(line, "%% sidelight:begin "); ok {
			name, _, _ := strings.Cut(rest, " ")
			line = "%% begin " + name
		}
		out = append(out, strings.Replace(line, "%% sidelight:end ", "%% end ", 1))
	}
	return strings.Join(out, "\n")
}

func TestActorPages(t *testing.T) {
	t.Parallel()
	w := newWells(t)

	// when the whole library is exported
	r := w.export(t, export.Options{})

	// then each actor has a page
	want := []string{"The wells - a report.md", "The bridge.md", "Actors/Hill Front.md", "Actors/Ardal Guard.md", "Actors/Salt House.md"}
	if diff := cmp.Diff(want, r.Files); diff != "" {
		t.Error(diff)
	}
	files := tree(t, w.vault)
	page := `---
sidelight: 1
uid: "UID"
kind: "actor"
title: "Hill Front"
aliases:
  - "Hill Front"
  - "HF"
actor_kind: "armed group"
summary: "Holds the *hills*."
---

%% begin actor

# Hill Front

armed group · first seen in [[The wells - a report|The wells: a report]], 2024-08-20

%% end actor %%

%% begin summary

Holds the \*hills\*.

%% end summary %%

%% begin names

## Names

- HF (acronym, The wells)
- the front (weak)

%% end names %%

%% begin relations

## Relations

- fights [[Ardal Guard]] since 2017 ([[The wells - a report#^a-evidence|evidence]]): over the wells
- supported by [[Salt House]]

%% end relations %%

%% begin mentions

## Mentions

- [[The bridge]] (1), 2024-09-01
- [[The wells - a report|The wells: a report]] (2), 2024-08-20

%% end mentions %%

%% begin notes

## Notes

Said of it in [[The wells - a report|The wells: a report]] and by [[ardal guard]].

%% end notes %%
`
	if diff := cmp.Diff(page, w.plainly(files["Actors/Hill Front.md"])); diff != "" {
		t.Error(diff)
	}
	// and the briefs lead to them
	if !strings.Contains(files["The wells - a report.md"], "actors:\n  - \"[[Hill Front]]\"\n  - \"[[Ardal Guard]]\"\n") {
		t.Errorf("the actors are missing:\n%s", files["The wells - a report.md"])
	}
	if !strings.Contains(files["The bridge.md"], "Again [[Hill Front|HF]].") {
		t.Errorf("the links are wrong:\n%s", files["The bridge.md"])
	}
	checkVault(t, w.vault, "STRICT=1")

	// and the next export touches nothing
	if again := w.export(t, export.Options{}); again.Written != 0 || again.Unchanged != 5 || len(again.Kept) > 0 {
		t.Errorf("%+v", again)
	}
	if diff := cmp.Diff(files, tree(t, w.vault)); diff != "" {
		t.Error(diff)
	}
}

func TestSourcesAndChronology(t *testing.T) {
	t.Parallel()
	w := newWells(t)
	want := `# The wells: a report

2024-08-20

## Annotations

**Fact**

> HF stays

## Sources

- **Hill Radio** (grade B): 2024-07-27? (July 27)
- **Coast Herald**: 2024-08-04 (August 4, 2024)

Passages that rest on one source: 2 of 3.

## Chronology

- 2024-07-28?: On July 28, the Hill Front took the wells (Hill Radio, July 27). (Hill Radio)
`
	if diff := cmp.Diff(want, must(export.Markdown(t.Context(), w.lib, w.first.ID))(t)); diff != "" {
		t.Error(diff)
	}
	// with the suggestions, where they are asked for
	want += `
### Suggested

- 2024-08-03: The Ardal Guard came on August 3, 2024 (Coast Herald, August 4, 2024). (Coast Herald)
`
	got := must(export.MarkdownWith(t.Context(), w.lib, w.first.ID, export.Options{WithSuggestions: true}))(t)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	// and a brief that cites nobody has neither
	if got := must(export.Markdown(t.Context(), w.lib, w.second.ID))(t); strings.Contains(got, "Sources") || strings.Contains(got, "Chronology") {
		t.Error(got)
	}
}

func TestActorsOfSomeBriefs(t *testing.T) {
	t.Parallel()
	w := newWells(t)
	unrelated := must(w.lib.AddActor(t.Context(), db.Actor{Name: "Far Harbour"}))(t)

	// when one brief is exported
	r := w.export(t, export.Options{Briefs: []int64{w.second.ID}})

	// then with those it names and those in relation with them
	want := []string{"The bridge.md", "Actors/Hill Front.md", "Actors/Ardal Guard.md", "Actors/Salt House.md"}
	if diff := cmp.Diff(want, r.Files); diff != "" {
		t.Error(diff, unrelated.Name)
	}
	// and what has no page is named without a link
	page := tree(t, w.vault)["Actors/Hill Front.md"]
	for _, words := range []string{"- The wells: a report (2), 2024-08-20\n", "- fights [[Ardal Guard]] since 2017 (evidence: “HF stays”): over the wells\n"} {
		if !strings.Contains(page, words) {
			t.Errorf("no %q in\n%s", words, page)
		}
	}
}

func TestFileNamesActors(t *testing.T) {
	t.Parallel()
	w := newWells(t)
	// a file alone has the names of the pages that a vault would have
	name := filepath.Join(t.TempDir(), "wells.md")
	must(export.File(t.Context(), w.lib, w.first.ID, name, export.Options{}))(t)
	if got := string(must(os.ReadFile(name))(t)); !strings.Contains(got, "actors:\n  - \"[[Hill Front]]\"\n  - \"[[Ardal Guard]]\"\n") || !strings.Contains(got, "## Sources") {
		t.Error(got)
	}
}

func TestOneNameForSeveral(t *testing.T) {
	t.Parallel()
	ctx, lib := t.Context(), library(t)
	actor := func(name string, aliases ...string) db.Actor {
		a := db.Actor{Name: name}
		for _, alias := range aliases {
			a.Aliases = append(a.Aliases, db.Alias{Name: alias, Kind: db.AliasAcronym})
		}
		return must(lib.AddActor(ctx, a))(t)
	}
	// given a brief and an actor of one name, and an acronym of two actors
	b := addBrief(t, lib, "Mali", "Mali, the CMA and Salt.")
	place := actor("Mali", "ML")
	actor("Marsh Council", "CMA", "Salt")
	actor("Mooring Authority", "CMA")
	actor("Salt")
	must(lib.AddActor(ctx, db.Actor{Name: "Canal Guard", Aliases: []db.Alias{{Name: "the guard", Kind: db.AliasOther, Weak: true}}}))(t)
	must(lib.AddNote(ctx, db.Note{BriefID: b.ID, Body: "[[Mali]] [[CMA]] [[ML]] [[Salt]] [[the guard]]"}))(t)
	dir := t.TempDir()

	// when they are exported
	must(export.Vault(ctx, lib, dir, export.Options{}))(t)

	// then the brief keeps its name, and no link is invented
	files := tree(t, dir)
	id := strings.ReplaceAll(place.UID, "-", "")
	file := "Mali (" + id[len(id)-6:] + ")"
	if !strings.Contains(files["Mali.md"], "[[Mali]] [[CMA]] [["+file+"|ML]] [[Salt]] [[the guard]]\n") {
		t.Errorf("the links are wrong:\n%s", files["Mali.md"])
	}
	if !strings.Contains(files["Mali.md"], "\"[["+file+"|Mali]]\"") {
		t.Errorf("the actor is missing:\n%s", files["Mali.md"])
	}
	// and no page goes by the name of another
	if page := files["Actors/"+file+".md"]; !strings.Contains(page, "aliases:\n  - \"ML\"\n") {
		t.Errorf("shadows the brief:\n%s", page)
	}
	if page := files["Actors/Marsh Council.md"]; !strings.Contains(page, "aliases:\n  - \"Marsh Council\"\n  - \"CMA\"\n---") {
		t.Errorf("shadows another actor:\n%s", page)
	}
}

func TestHostileActors(t *testing.T) {
	t.Parallel()
	ctx, lib := t.Context(), library(t)
	names := []string{"../x", "CON", "[[", "a|b", "a]]b", strings.Repeat("Long name ", 30), "\u202eevil\u202c", "%% sidelight:end actor %%", "%%", "`", "<!-- x", "Notes", "Actors",
		"x ^a-1", "#tag", `back\slash`, "- item", "1. item", "$$", "الجبهة", "..", "a: b", `"quoted"`}
	text := strings.Join(names, ", said.\n") + "."
	b := addBrief(t, lib, "CON", text)
	var first db.Actor
	for _, name := range names {
		a, err := lib.AddActor(ctx, db.Actor{Name: name, Summary: name, Aliases: []db.Alias{{Name: name + "1", Kind: db.AliasOther, Origin: name}}})
		if err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if first.ID == 0 {
			first = a
			continue
		}
		must(lib.AddRelation(ctx, db.Relation{ActorID: first.ID, OtherID: a.ID, Kind: db.RelationOther, Remark: name,
			AnnotationID: annotate(t, lib, b, "CON", name).ID}))(t)
	}
	dir := t.TempDir()

	r := must(export.Vault(ctx, lib, dir, export.Options{WithText: true}))(t)

	files := tree(t, dir)
	if len(files) != 1+len(names) || r.Written != len(files) {
		t.Errorf("%d files, %+v", len(files), r)
	}
	for name := range files {
		if name != "_CON.md" && filepath.ToSlash(filepath.Dir(name)) != "Actors" {
			t.Errorf("%s is in the wrong place", name)
		}
	}
	again := must(export.Vault(ctx, lib, dir, export.Options{WithText: true}))(t)
	if again.Written != 0 || len(again.Kept) > 0 {
		t.Errorf("again: %+v\n%s", again, cmp.Diff(files, tree(t, dir)))
	}
	checkVault(t, dir, "STRICT=1")
}

func TestWordsInAnActorPage(t *testing.T) {
	t.Parallel()
	w := newWells(t)
	w.export(t, export.Options{})

	// given a page moved and written into by its user, outside and inside
	old := filepath.Join(w.vault, "Actors", "Hill Front.md")
	moved := filepath.Join(w.vault, "Groups", "The Front.md")
	page := string(must(os.ReadFile(old))(t))
	page = strings.Replace(page, "%% sidelight:end names %%\n", "%% sidelight:end names %%\n\nBelow the names.\n", 1)
	page = strings.Replace(page, "- supported by [[Salt House]]\n", "- supported by [[Salt House]], they say\n", 1)
	page = strings.Replace(page, "  - \"HF\"\n", "  - \"HF\"\n  - \"Hillmen\"\n", 1)
	page = strings.Replace(page, "\n---\n", "\nrank: 3\n---\n", 1)
	if err := os.MkdirAll(filepath.Dir(moved), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(moved, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(old); err != nil {
		t.Fatal(err)
	}

	// when it is exported again
	r := w.export(t, export.Options{})

	// then all the words are there, and links go to where it is now
	if !slices.Equal(r.Kept, []string{"Groups/The Front.md"}) {
		t.Errorf("kept %q", r.Kept)
	}
	files := tree(t, w.vault)
	got := files["Groups/The Front.md"]
	for _, words := range []string{"\n\nBelow the names.\n", "- supported by [[Salt House]]\n", "> - supported by [[Salt House]], they say\n", "  - \"Hillmen\"\n", "\nrank: 3\n"} {
		if !strings.Contains(got, words) {
			t.Errorf("no %q in\n%s", words, got)
		}
	}
	if !strings.Contains(files["The bridge.md"], `- "[[The Front|Hill Front]]"`) || !strings.Contains(files["The bridge.md"], "Again [[The Front|HF]]") {
		t.Errorf("leads elsewhere:\n%s", files["The bridge.md"])
	}
	checkVault(t, w.vault, "STRICT=1")
}

func TestActorsThatGo(t *testing.T) {
	t.Parallel()
	w := newWells(t)
	w.export(t, export.Options{})
	before := tree(t, w.vault)

	// when one actor goes to the trash and another is merged
	if err := w.lib.Trash(t.Context(), db.KindActor, w.other.ID); err != nil {
		t.Fatal(err)
	}
	must(w.lib.MergeActors(t.Context(), w.guard.ID, w.front.ID))(t)
	r := w.export(t, export.Options{})

	// then their pages stay as they were
	after := tree(t, w.vault)
	for _, name := range []string{"Actors/Salt House.md", "Actors/Hill Front.md"} {
		if slices.Contains(r.Files, name) || after[name] != before[name] {
			t.Errorf("%s is not as it was", name)
		}
	}
	// and the others lead to who is left
	for name, words := range map[string]string{
		"The wells - a report.md": "actors:\n  - \"[[Ardal Guard]]\"\nsha256",
		"The bridge.md":           "Again [[Ardal Guard|HF]]",
		"Actors/Ardal Guard.md":   "- Hill Front (merged from Hill Front)\n- HF (acronym, merged from Hill Front)\n",
	} {
		if !strings.Contains(after[name], words) {
			t.Errorf("%s has no %q:\n%s", name, words, after[name])
		}
	}
	if strings.Contains(after["Actors/Ardal Guard.md"], "Salt House") {
		t.Error("the actor in the trash is still in a relation")
	}
}
