package version

import (
	"os"
	"regexp"
	"runtime/debug"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	// given a binary with its modules, stamped by the go command
	info := &debug.BuildInfo{
		Deps:     []*debug.Module{{Path: "fyne.io/fyne/v2", Version: "v2.8.1"}, {Path: "modernc.org/sqlite", Version: "v1.61.1"}},
		Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc123"}, {Key: "vcs.modified", Value: "true"}},
	}
	for _, c := range []struct {
		name         string
		info         *debug.BuildInfo
		commit, want string
	}{
		{"a package", info, "fff000", `^sidelight 0\S+\ncommit fff000\nFyne 2\.8\.1, SQLite 3\.\d+\.\d+ \(modernc\.org/sqlite 1\.61\.1\), Go 1\.\S+, \w+/\w+$`},
		{"built by hand", info, "", `\ncommit abc123\+changes\n`},
		{"built from no checkout", &debug.BuildInfo{}, "", `\ncommit unknown\nFyne unknown, SQLite 3\.\d+\.\d+ \(modernc\.org/sqlite unknown\)`},
	} {
		// then it says what it is
		if got := of(c.info, c.commit).String(); !regexp.MustCompile(c.want).MatchString(got) {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// TestPackagesHaveTheVersion: packages take it from FyneApp.toml.
func TestPackagesHaveTheVersion(t *testing.T) {
	t.Parallel()
	manifest, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`(?m)^Version = "` + regexp.QuoteMeta(Program) + `"$`).Match(manifest) {
		t.Errorf("FyneApp.toml has another version than %s", Program)
	}
}
