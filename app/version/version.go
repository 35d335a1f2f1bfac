// Package version tells what this program was built from: its own version, the
// commit, and the versions of what the window and the library rest on. It
// reads the binary itself and knows no other room.
package version

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	sqlite "modernc.org/sqlite/lib"
)

// Program is the version of the program; FyneApp.toml has it too, for packages.
const Program = "0.1.0"

// commit is set with -ldflags "-X" in packages: Go's own stamp is missing
// where a checkout is a git worktree, or where stamping is switched off.
var commit string

// Built is what a binary was built from. What is not known is "unknown".
type Built struct {
	Program string // "0.1.0"
	Commit  string // full, with "+changes" when files differed from it
	Fyne    string // "2.8.1"
	SQLite  string // of the database itself, "3.54.1"
	Driver  string // of modernc.org/sqlite, which holds it, "1.61.1"
	Go      string // "1.26.0"
	System  string // "linux/amd64"
}

// unknown stands for what the binary does not tell.
const unknown = "unknown"

// Of reads this program's own build.
func Of() Built {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return of(info, commit)
}

func of(info *debug.BuildInfo, commit string) Built {
	b := Built{Program: Program, Commit: commit, Fyne: unknown, SQLite: sqlite.SQLITE_VERSION, Driver: unknown,
		Go: strings.TrimPrefix(runtime.Version(), "go"), System: runtime.GOOS + "/" + runtime.GOARCH}
	for _, m := range info.Deps {
		switch m.Path {
		case "fyne.io/fyne/v2":
			b.Fyne = strings.TrimPrefix(m.Version, "v")
		case "modernc.org/sqlite":
			b.Driver = strings.TrimPrefix(m.Version, "v")
		}
	}
	if b.Commit == "" {
		b.Commit = stamped(info)
	}
	return b
}

// stamped is the commit that the go command noted down when it built.
func stamped(info *debug.BuildInfo) string {
	at, changed := unknown, ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			at = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+changes"
		}
	}
	if at == unknown {
		return unknown
	}
	return at + changed
}

// String tells all of it in three lines without a last line end, the first
// being "sidelight VERSION".
func (b Built) String() string {
	return fmt.Sprintf("sidelight %s\ncommit %s\nFyne %s, SQLite %s (modernc.org/sqlite %s), Go %s, %s",
		b.Program, b.Commit, b.Fyne, b.SQLite, b.Driver, b.Go, b.System)
}
