package export_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"sidelight/app/export"
	"sidelight/app/findings"
	"sidelight/app/sample/made"
	"sidelight/db"
)

// BenchmarkVault exports 1,000 briefs with 300 actors: into a new folder, and
// into one where nothing has changed since.
func BenchmarkVault(b *testing.B) {
	if testing.Short() {
		b.Skip("makes a library of 1,000 briefs")
	}
	lib := library(b)
	for number := range 1000 {
		must(lib.AddBrief(b.Context(), made.Brief(number)))(b)
	}
	actors := made.Actors()
	for number := len(actors); number < 300; number++ {
		actors = append(actors, db.Actor{Name: fmt.Sprint("Canal company ", number)})
	}
	for _, a := range actors[:300] {
		must(lib.AddActor(b.Context(), a))(b)
	}
	if err := findings.CatchUp(b.Context(), lib, nil); err != nil {
		b.Fatal(err)
	}
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			must(export.Vault(b.Context(), lib, filepath.Join(b.TempDir(), "vault"), export.Options{}))(b)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		dir := b.TempDir()
		must(export.Vault(b.Context(), lib, dir, export.Options{}))(b)
		for b.Loop() {
			if r := must(export.Vault(b.Context(), lib, dir, export.Options{}))(b); r.Written != 0 || r.Unchanged != 1300 {
				b.Fatalf("%d written, %d unchanged", r.Written, r.Unchanged)
			}
		}
	})
}
