package intake_test

import (
	"context"
	"path/filepath"
	"testing"

	"sidelight/app/intake"
	"sidelight/db"
)

func TestSave(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	lib, err := db.Open(ctx, filepath.Join(t.TempDir(), "library.db"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = lib.Close() })

	// Given a brief that was read
	d := read(t, "gate.md", "---\ntitle: \"Brief: The Gate\"\nvolume: 3\ntags: [roads]\n---\n\n## Key Points\n\n- A **point**.\n\n"+prose1)
	// When it is saved
	brief, outcome, err := intake.Save(ctx, lib, d)
	// Then the library has it as it was read
	if err != nil || outcome != intake.OutcomeAdded {
		t.Fatalf("%q, %v", outcome, err)
	}
	if brief.Title != "The Gate" || brief.Series != "Brief" || brief.Volume != "3" {
		t.Errorf("stored %+v", brief)
	}
	revision, err := lib.Revision(ctx, brief.RevisionID)
	if err != nil {
		t.Fatal(err)
	}
	if revision.Text != d.Text || len(revision.Blocks) != len(d.Blocks) || len(revision.Inlines) != 1 {
		t.Errorf("stored %d blocks and %d inlines of %q", len(revision.Blocks), len(revision.Inlines), revision.Text)
	}
	original, err := lib.Original(ctx, brief.RevisionID)
	if err != nil || string(original.Bytes) != string(d.Original.Bytes) || original.Name != "gate.md" {
		t.Errorf("original %q, %v", original.Bytes, err)
	}

	// When the same file comes again, then nothing is stored and the first is returned
	again, outcome, err := intake.Save(ctx, lib, read(t, "copy.md", string(d.Original.Bytes)))
	if err != nil || outcome != intake.OutcomeDuplicate || again.ID != brief.ID {
		t.Errorf("again: brief %d, %q, %v", again.ID, outcome, err)
	}

	// When the library is closed, then the error is the library's
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	if _, _, err := intake.Save(ctx, lib, read(t, "", "Another Brief\n\n"+prose2)); err == nil {
		t.Error("a closed library saves nothing")
	}
}
