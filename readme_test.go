package main_test

import (
	"os"
	"strings"
	"testing"

	"sidelight/app"
)

const (
	tableStart = "<!-- keys: written by \"make generate\" from the command table -->\n"
	tableEnd   = "<!-- end of keys -->"
)

// TestKeyboardTable holds the README's table of keys to the command table
// that also feeds the menus, the shortcuts and the help page.
func TestKeyboardTable(t *testing.T) {
	t.Parallel()
	// given the README
	data, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	before, rest, found := strings.Cut(readme, tableStart)
	kept, after, closed := strings.Cut(rest, tableEnd)
	if !found || !closed {
		t.Fatalf("README.md lacks the lines %q and %q", tableStart, tableEnd)
	}
	// when the table is made anew
	table := keyboardTable()
	if *update {
		if err := os.WriteFile("README.md", []byte(before+tableStart+table+tableEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	// then it is the one that stands there
	if kept != table {
		t.Errorf("the README's keyboard table is stale: run \"make generate\"; it should be\n%s", table)
	}
}

// keyboardTable writes the commands that have keys: a row a menu, and a row
// for the letters that work on selected words.
func keyboardTable() string {
	var b strings.Builder
	b.WriteString("| | |\n|---|---|\n")
	row := func(name string, entries []string) {
		if len(entries) > 0 {
			b.WriteString("| **" + name + "** | " + strings.Join(entries, " · ") + " |\n")
		}
	}
	entry := func(key, title string) string {
		return "`" + key + "` " + strings.ReplaceAll(strings.TrimSuffix(title, "…"), "|", "\\|")
	}
	var selected []string
	for _, menu := range app.Menus {
		var entries []string
		for _, c := range app.Commands() {
			if key := c.ShortcutText(false); key != "" && c.Menu == menu {
				entries = append(entries, entry(key, c.Title))
			}
		}
		row(string(menu), entries)
	}
	for _, c := range app.Commands() {
		if c.Typed != "" {
			selected = append(selected, entry(c.Typed, c.Title))
		}
	}
	row("On selected words", selected)
	return b.String()
}
