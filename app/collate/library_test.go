package collate

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"sidelight/app/intake"
	"sidelight/app/sample"
	"sidelight/db"
)

// truth says by hand what a comparison of two texts should find. Passages are
// named by words that stand in them once.
type truth struct {
	Left, Right string
	Kind        Kind
	Actors      []struct {
		Name, Kind string
		Aliases    []string
	}
	Aligned [][2]string
	Maybe   [][2]string // right to find, and no loss to miss
	Changes []struct{ Kind, Old, New string }
	// Differences worth an analyst's time.
	Differences []trueDifference
}

// trueDifference is a difference that should be found, or may be.
type trueDifference struct {
	Kind        DifferenceKind
	Left, Right string
	Maybe       bool
	Or          string // differences with one name here are told once, in either place
}

func readTruth(t testing.TB, path string) truth {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all truth
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return all
}

func emptyLibrary(t testing.TB) *db.Library {
	t.Helper()
	lib, err := db.Open(context.Background(), filepath.Join(t.TempDir(), "a.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { lib.Close() })
	return lib
}

// sampleLibrary is one with the sample briefs and actors in it.
func sampleLibrary(t testing.TB) *db.Library {
	t.Helper()
	lib := emptyLibrary(t)
	if _, err := sample.Load(context.Background(), lib); err != nil {
		t.Fatal(err)
	}
	return lib
}

// sideOf loads the brief of a title.
func sideOf(t testing.TB, lib *db.Library, title string) Side {
	t.Helper()
	found, err := lib.FindBriefs(context.Background(), title)
	if err != nil || len(found) == 0 {
		t.Fatalf("no brief %q: %v", title, err)
	}
	return load(t, lib, found[0].ID)
}

func load(t testing.TB, lib *db.Library, id int64) Side {
	t.Helper()
	s, err := Load(context.Background(), lib, db.SideRef{Kind: db.KindBrief, ID: id})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// imported reads a file of testdata/pairs into a library.
func imported(t testing.TB, lib *db.Library, name string) Side {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "pairs", name))
	if err != nil {
		t.Fatal(err)
	}
	draft, err := intake.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	saved, _, err := intake.Save(context.Background(), lib, draft)
	if err != nil {
		t.Fatal(err)
	}
	return load(t, lib, saved.ID)
}

// sidesOf loads the two texts that a truth is about, with or without the actors
// that an analyst would have records of.
func sidesOf(t testing.TB, want truth, withActors bool) (left, right Side) {
	t.Helper()
	lib := emptyLibrary(t)
	for _, a := range want.Actors {
		if !withActors {
			break
		}
		actor := db.Actor{Name: a.Name, Kind: a.Kind}
		for _, alias := range a.Aliases {
			actor.Aliases = append(actor.Aliases, db.Alias{Name: alias, Kind: "other"})
		}
		if _, err := lib.AddActor(context.Background(), actor); err != nil {
			t.Fatal(err)
		}
	}
	return imported(t, lib, want.Left), imported(t, lib, want.Right)
}
