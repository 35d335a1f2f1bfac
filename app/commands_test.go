package app

import (
	"testing"
)

func TestCommands_ShortcutsAndIDsAreUnique(t *testing.T) {
	t.Parallel()
	ids, keys, typed := map[string]bool{}, map[string]string{}, map[string]string{}
	for _, c := range Commands() {
		if c.ID == "" || c.Title == "" {
			t.Errorf("a command without id or title: %+v", c.ID)
		}
		if ids[c.ID] {
			t.Errorf("two commands are called %q", c.ID)
		}
		ids[c.ID] = true
		if s := c.ShortcutText(false); s != "" {
			if other, taken := keys[s]; taken && (c.enabled == nil || s != "F7" && s != "F8") {
				t.Errorf("%s and %s share %s", other, c.ID, s)
			}
			keys[s] = c.ID
		}
		if c.Typed != "" {
			if other, taken := typed[c.Typed]; taken {
				t.Errorf("%s and %s share the typed key %s", other, c.ID, c.Typed)
			}
			typed[c.Typed] = c.ID
		}
		if (c.run == nil) == (c.Menu != "") {
			t.Errorf("%s: what stands in a menu runs, and nothing else does", c.ID)
		}
	}
}

func TestCommands_EveryOneIsOnTheHelpPage(t *testing.T) {
	t.Parallel()
	titles, groups := helpGroups()
	shown := map[string]bool{}
	for _, title := range titles {
		for _, c := range groups[title] {
			shown[c.ID] = true
		}
	}
	for _, c := range Commands() {
		if !shown[c.ID] {
			t.Errorf("%s is not on the help page", c.ID)
		}
	}
}

func TestShortcutText(t *testing.T) {
	t.Parallel()
	c := Command{Key: "F", Mod: Ctrl | Shift}
	if got := c.ShortcutText(false); got != "Ctrl+Shift+F" {
		t.Error(got)
	}
	if got := c.ShortcutText(true); got != "Cmd+Shift+F" {
		t.Error(got)
	}
}
