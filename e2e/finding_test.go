//go:build x11

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const ferries = `Brief: The ferrymen of Ansongo count their days

Publication: Coast Letter Volume: 3 Issue: 9

November 4, 2024

The ferrymen carried no fuel for nine days. Nobody says who closed the ferry, and the River Brigade denies it (Le Courrier, October 30).
`

// TestFindingAnything looks a name up as nobody spells it, opens a second text
// beside the first, searches all texts, goes from hit to hit across briefs,
// and keeps the search; the headless commands find the same.
func TestFindingAnything(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for name, text := range map[string]string{"ridges.txt": ridges, "ferries.txt": ferries} {
		path := filepath.Join(d.home, name)
		d.must(os.WriteFile(path, []byte(text), 0o600))
		d.headless("import", path)
	}
	d.start()
	d.must(d.Resize(d.ctx, 1280, 800))

	// given two briefs, when one is looked up misspelt, then Enter opens it
	d.got(d.Do(d.ctx, "ctrl+k", "lookup open"))
	d.must(d.Type(d.ctx, "ferymen ansonggo"))
	d.got(d.Wait(d.ctx, "lookup 2 ferymen ansonggo")) // the brief, and the offer to search the texts
	d.picture("looked-up")
	d.got(d.Do(d.ctx, "Return", "opened"))
	rows, err := LookUp(d.ctx, d.binary, d.home, d.library, "ferymen ansonggo")
	d.must(err)
	if len(rows) != 1 || rows[0].Title != "The ferrymen of Ansongo count their days" && rows[0].Matched != "The ferrymen of Ansongo count their days" || rows[0].Tier != "spelling" {
		t.Errorf("the headless command finds %+v", rows)
	}

	// when the other is looked up with Ctrl+Enter, then both stand side by side
	d.got(d.Do(d.ctx, "ctrl+k", "lookup open"))
	d.must(d.Type(d.ctx, "bourem"))
	d.got(d.Wait(d.ctx, "lookup 2 bourem"))
	d.got(d.Do(d.ctx, "ctrl+Return", "beside brief"))
	for _, side := range []string{"left.reader", "right.reader"} {
		_, err := d.WaitAt(d.ctx, side)
		d.must(err)
	}
	d.picture("beside")

	// when all texts are searched, then both briefs are found, and F3 goes from
	// the hits of the one to those of the other
	d.got(d.Do(d.ctx, "ctrl+shift+f", "focus search"))
	d.must(d.Type(d.ctx, "\"river brigade\" ferry"))
	d.got(d.Wait(d.ctx, `searched 2 "river brigade" ferry`))
	d.picture("searched")
	d.got(d.Do(d.ctx, "Return", "hit"))
	briefs := map[string]bool{}
	for range 8 {
		hit, err := d.Do(d.ctx, "F3", "hit")
		d.must(err)
		_, result, _ := strings.Cut(hit, " of ") // "hit 2 6 of 1 2": the second of six in the first result of two
		briefs[result] = true
	}
	if len(briefs) != 2 {
		t.Errorf("F3 went through the results %v", briefs)
	}
	d.picture("hits")
	found, err := Search(d.ctx, d.binary, d.home, d.library, `"river brigade" ferry`)
	d.must(err)
	if found.Total != 2 || len(found.Results[0].Passages) == 0 {
		t.Errorf("the headless command finds %+v", found)
	}
	d.must(d.Close(d.ctx))

	// given a saved search, when a brief that it finds comes in, then it is new
	d.headless("searches", "save", "Ferries", "ferry -nothing")
	path := filepath.Join(d.home, "later.txt")
	d.must(os.WriteFile(path, []byte(strings.Replace(ferries, "The ferrymen of", "The last ferry of", 1)), 0o600))
	d.headless("import", path)
	saved, err := SavedSearches(d.ctx, d.binary, d.home, d.library)
	d.must(err)
	if len(saved) != 1 || saved[0].New != 1 {
		t.Fatalf("saved searches %+v, want one with one new brief", saved)
	}
	d.start()
	d.got(d.ClickFor(d.ctx, "rail.search", "pane search"))
	d.got(d.Seen(d.ctx, fmt.Sprintf("new %d 1", saved[0].ID)))
	d.picture("saved-searches")
	d.got(d.ClickFor(d.ctx, fmt.Sprintf("list.search.%d", saved[0].ID), "searched 3"))
	d.got(d.Seen(d.ctx, fmt.Sprintf("new %d 0", saved[0].ID)))
	d.must(d.Close(d.ctx))
}
