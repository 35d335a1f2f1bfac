package made_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sidelight/app/sample/made"
	"sidelight/db"
)

func TestBriefsAreAlwaysTheSame(t *testing.T) {
	t.Parallel()
	// given the numbers of briefs, when each is made twice
	for _, number := range []int{0, 1, 37, 9_999} {
		b := made.Brief(number)
		// then it is the same brief, and no other's
		if diff := cmp.Diff(b, made.Brief(number)); diff != "" {
			t.Errorf("brief %d: %s", number, diff)
		}
		if b.Text == made.Brief(number+1).Text {
			t.Errorf("briefs %d and %d are the same", number, number+1)
		}
		// and it is as long as briefs are
		if n := len(strings.Fields(b.Text)); n < 1000 || n > 1200 {
			t.Errorf("brief %d has %d words", number, n)
		}
		if strings.Contains(b.Text, made.Rare) != made.HasRare(number) || strings.Contains(b.Text, made.Never) {
			t.Errorf("brief %d has a name that it should not have, or lacks one", number)
		}
	}
}

func TestLibraryTakesThem(t *testing.T) {
	t.Parallel()
	// given a library
	lib, err := db.Open(t.Context(), filepath.Join(t.TempDir(), "made.sidelight"), db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	// when made briefs and their actors are added
	for number := range 3 {
		if _, err := lib.AddBrief(t.Context(), made.Brief(number)); err != nil {
			t.Fatal(err)
		}
	}
	for _, a := range made.Actors() {
		if _, err := lib.AddActor(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	// then it is sound
	found, err := lib.Check(t.Context())
	if err != nil || len(found) > 0 {
		t.Errorf("check: %v, %v", found, err)
	}
}
