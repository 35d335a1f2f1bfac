package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"sidelight/app"
)

// TestGuide_EveryKeyIsInTheTable: a key that the guide tells of is one of the
// command table, or one that every program has.
func TestGuide_EveryKeyIsInTheTable(t *testing.T) {
	t.Parallel()
	// given
	// D is a key of a card in the review list, beside the table.
	known := map[string]bool{"D": true, "Enter": true, "Ctrl+Enter": true, "Alt+Enter": true, "Shift": true}
	for _, c := range app.Commands() {
		known[c.ShortcutText(false)], known[c.Typed] = true, true
	}
	for digit := '1'; digit <= '9'; digit++ {
		known[string(digit)] = true
	}
	// when
	files, err := filepath.Glob("docs/guide/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	key := regexp.MustCompile("`((?:(?:Ctrl|Alt|Shift)\\+)*(?:[A-Z0-9=,\\\\-]|F[0-9]+|[A-Z][a-z]+))`")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		// then
		for _, m := range key.FindAllStringSubmatch(string(data), -1) {
			if !known[m[1]] {
				t.Errorf("%s tells of the key %s, which does nothing", file, m[1])
			}
		}
	}
}
