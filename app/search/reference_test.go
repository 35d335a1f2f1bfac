package search_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sidelight/app/findings"
	"sidelight/app/intake"
	"sidelight/app/search"
	"sidelight/app/span"
	"sidelight/db"
)

// realLibrary holds the briefs that lie beside the checkout, with some of the
// actors they name.
func realLibrary(t *testing.T) *db.Library {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "..", "shared", "briefs", "*"))
	must(t, err)
	files = slices.DeleteFunc(files, func(f string) bool {
		return filepath.Ext(f) != ".txt" && filepath.Ext(f) != ".md" || filepath.Base(f) == "SOURCES.md"
	})
	if len(files) == 0 {
		t.Skip("the shared briefs are not here")
	}
	lib := newLibrary(t)
	for _, a := range []db.Actor{
		{Name: "JNIM", Kind: "armed group", Aliases: []db.Alias{{Name: "Group for Supporters of Islam and Muslims", Kind: db.AliasTranslation}}},
		{Name: "Wagner Group", Kind: "company", Aliases: []db.Alias{{Name: "Wagner"}, {Name: "Africa Corps", Kind: db.AliasFormerName}, {Name: "the group", Weak: true}}},
		{Name: "Coordination of Azawad Movements", Kind: "armed group", Aliases: []db.Alias{{Name: "CMA", Kind: db.AliasAcronym}}},
	} {
		_, err := lib.AddActor(t.Context(), a)
		must(t, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		must(t, err)
		d, err := intake.Read(t.Context(), file, data)
		must(t, err)
		_, _, err = intake.Save(t.Context(), lib, d)
		must(t, err)
	}
	must(t, findings.CatchUp(t.Context(), lib, func(int, int) {}))
	return lib
}

func TestRealBriefs(t *testing.T) {
	t.Parallel()
	lib := realLibrary(t)
	const wagner = "Wagner Massacre in Mali and Ukraine’s Kursk Operation Appears to Have Led to PMC’s Partial Withdrawal"
	for typed, want := range map[string]bool{
		`actor:JNIM`: true,
		`actor:"Group for Supporters of Islam and Muslims"`: true,
		`actor:wagner actor:cma`:                            true,
		`"cut and run"`:                                     true,
		`“cut and run” -actor:jnim`:                         false,
		`prigozhin NEAR/3 death`:                            true,
		`counter-insurgency`:                                true,
		`source:"le monde"`:                                 true,
		`source:arabiya pub:"terrorism monitor"`:            true,
		`pub:terrorism raqqah`:                              false,
		`title:kursk`:                                       true,
		`title:prigozhin`:                                   false,
		`azaw* sahel`:                                       true,
		`wagner OR raqqah`:                                  true,
	} {
		var found []string
		for _, s := range find(t, lib, typed) {
			found = append(found, s.Title)
		}
		if slices.Contains(found, wagner) != want {
			t.Errorf("%s finds %q", typed, found)
		}
	}
	// all names of an actor find the same places, and they are its names
	text := ""
	marks := map[string][]span.Span{}
	for _, typed := range []string{"actor:JNIM", `actor:"group for supporters of islam and muslims"`} {
		s := find(t, lib, typed)[0]
		texts, err := lib.TextsOf(t.Context(), []int64{s.Group.BriefID})
		must(t, err)
		text = texts[0].Text
		marks[typed], err = search.BriefMarks(t.Context(), lib, read(t, lib, typed), s.Group.BriefID)
		must(t, err)
		if len(marks[typed]) != 15 || s.Marked != 15 {
			t.Errorf("%s marks %d places, %d of them on the page, want 15", typed, len(marks[typed]), s.Marked)
		}
		for _, m := range marks[typed] {
			if m.Of(text) != "JNIM" && m.Of(text) != "Group for Supporters of Islam and Muslims" {
				t.Errorf("%s marks %q", typed, m.Of(text))
			}
		}
	}
	// and a citation is marked where its source is asked for
	s := find(t, lib, `source:"le monde"`)[0]
	for _, p := range s.Passages {
		if len(p.Marks) == 0 || !strings.HasPrefix(p.Marks[0].Of(p.Snippet), "Le Monde") {
			t.Errorf("source: shows %s", marked(p.Snippet, p.Marks))
		}
	}
}
