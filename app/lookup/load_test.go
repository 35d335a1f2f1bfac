package lookup_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"sidelight/app/lookup"
	"sidelight/db"
)

func TestEntriesOfALibrary(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	lib, err := db.Open(ctx, filepath.Join(t.TempDir(), "library.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Error(err)
		}
	})
	actor, err := lib.AddActor(ctx, db.Actor{
		Name: "Group for the Support of Islam and Muslims", Kind: "armed group",
		Aliases: []db.Alias{{Name: "JNIM", Kind: db.AliasAcronym}},
	})
	if err != nil {
		t.Fatal(err)
	}
	brief, err := lib.AddBrief(ctx, db.NewBrief{
		Title: "Fuel blockade around Bamako", Publication: "Terrorism Monitor", Volume: "23", Text: "Lorries burn on the road to Bamako.",
	})
	if err != nil {
		t.Fatal(err)
	}

	entries, err := lookup.Entries(ctx, lib)
	if err != nil {
		t.Fatal(err)
	}

	ix := lookup.NewIndex(entries)
	rows := find(t, ix, "jnim")
	if len(rows) == 0 || rows[0].Entry.ID != actor.ID || rows[0].Entry.Title != actor.Name || rows[0].Entry.Alias != db.AliasAcronym {
		t.Errorf("jnim finds %+v", rows)
	}
	rows = find(t, ix, "bamako terrorism 23")
	if len(rows) == 0 || rows[0].Entry.ID != brief.ID || rows[0].Entry.Kind != db.KindBrief || rows[0].Entry.Recent == 0 {
		t.Errorf("the words of the brief and its publication find %+v", rows)
	}
	labels, err := lib.Labels(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if rows := find(t, ix, "#"); len(rows) != len(labels) {
		t.Errorf("%d labels are found, there are %d", len(rows), len(labels))
	}

	ended, end := context.WithCancel(ctx)
	end()
	if _, err := lookup.Entries(ended, lib); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end: %v", err)
	}
}
