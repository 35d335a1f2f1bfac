package search_test

import (
	"context"
	"strings"
	"testing"

	"sidelight/app/search"
)

// A query may ask for the same words many times, or for phrases that overlap
// everywhere; the page shows each place once and nothing panics.
func TestPageOfQueriesThatRepeatThemselves(t *testing.T) {
	t.Parallel()
	ctx, lib := context.Background(), newLibrary(t)
	addBrief(t, lib, "The winch", "2024-08-01", strings.Repeat("The winch of the ferry and the other winch of the ferry broke. ", 40))
	for name, typed := range map[string]string{
		"one word": strings.Repeat("winch ", 20_000),
		"phrases":  strings.Repeat(`"winch of the" "of the ferry" "the ferry and" `, 40),
		"both":     strings.Repeat(`winch "the winch of the ferry and the other winch of the ferry broke" `, 40),
	} {
		t.Run(name, func(t *testing.T) {
			q := read(t, lib, typed)
			r, err := search.Find(ctx, lib, q, search.Options{})
			must(t, err)
			shown, err := r.Page(ctx, lib, 0, 20)
			must(t, err)
			if len(shown) != 1 || len(shown[0].Passages) == 0 {
				t.Fatalf("found %+v", shown)
			}
			last := -1
			for _, p := range shown[0].Passages {
				if p.At.Start <= last {
					t.Errorf("a passage at %d after one at %d", p.At.Start, last)
				}
				last = p.At.Start
			}
		})
	}
}
