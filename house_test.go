package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayImport draws the house: which rooms a room may import directly. A name
// ending in /... stands for the room and everything below it. app/span, the
// ground rule for positions, is a leaf that every room but db may import.
var mayImport = map[string][]string{
	"":                            {"app", "app/cli", "assets"},
	"app":                         {"app/...", "db", "widgets/...", "assets", "docs/guide"},
	"app/batch":                   {"app/intake", "app/editions", "app/near", "app/collate/diff", "db"},
	"app/near":                    {},
	"app/cli":                     {"app/batch", "app/intake", "app/editions", "app/findings", "app/roster", "app/lookup", "app/search", "app/collate", "app/collate/diff", "app/export", "app/sample", "app/reading", "app/anchor", "app/version", "app/cli/manual", "db", "app/backup", "app/place"},
	"app/cli/manual":              {},
	"app/intake":                  {"app/intake/...", "app/reading", "app/anchor", "db"},
	"app/intake/format":           {"db"},
	"app/intake/formattest":       {"app/intake/format"}, // for tests
	"app/intake/archive":          {"app/intake/format"},
	"app/intake/book":             {"app/intake/charset", "app/intake/web", "app/intake/format", "db"},
	"app/intake/charset":          {},
	"app/intake/hostile":          {}, // for tests: writes the files that importing is tried on
	"app/intake/mail":             {"app/intake/charset", "app/intake/mime", "app/intake/web", "app/intake/format", "db"},
	"app/intake/mime":             {"app/intake/format"},
	"app/intake/office":           {"app/intake/format", "db"},
	"app/intake/rtf":              {"app/intake/format", "db"},
	"app/intake/tables":           {"app/intake/charset", "app/intake/web", "app/intake/format", "db"},
	"app/intake/pdf":              {"app/intake/format", "app/intake/pdf/layout", "db"},
	"app/intake/pdf/layout":       {"app/intake/format", "db"},
	"app/intake/web":              {"app/intake/charset", "app/intake/mime", "app/intake/format", "db"},
	"app/journal":                 {},
	"app/findings":                {"app/reading", "app/anchor", "db"},
	"app/roster":                  {"app/intake/charset", "db"},
	"app/lookup":                  {"app/lookup/spelling", "db"},
	"app/lookup/spelling":         {},
	"app/search":                  {"app/lookup/spelling", "db"},
	"app/collate":                 {"app/collate/diff", "app/findings", "app/reading", "app/anchor", "db"},
	"app/collate/diff":            {},
	"app/editions":                {"app/collate/diff", "app/findings", "app/reading", "app/anchor", "db"},
	"app/export":                  {"app/collate", "app/collate/diff", "app/findings", "app/reading", "app/anchor", "db"},
	"app/backup":                  {"db"},
	"app/place":                   {},
	"app/sample":                  {"app/intake", "app/findings", "app/anchor", "db", "assets"},
	"app/sample/made":             {"db"}, // for tests and measurements
	"app/reading":                 {},
	"app/anchor":                  {"app/collate/diff"},
	"app/span":                    {},
	"app/version":                 {},
	"db":                          {"db/..."},
	"db/pages":                    {},
	"widgets":                     {"widgets/...", "assets"},
	"widgets/look":                {"assets"},
	"widgets/reader":              {"widgets/look", "widgets/textlayout"},
	"widgets/textlayout":          {},
	"widgets/textlayout/longtext": {}, // for tests and measurements
	"assets":                      {},
	"docs/guide":                  {},
	"e2e":                         {},
	"e2e/installed":               {"e2e"},
	"e2e/tour":                    {"e2e", "docs/guide"},
	"scripts/package/notices":     {},
}

const (
	module   = "sidelight"
	fyneApp  = "fyne.io/fyne/v2/app" // the one Fyne package that needs cgo
	testTags = "migrated_fynedo,ci"
	appTags  = "migrated_fynedo,x11,gles"
)

// room is what go list says of one of our packages.
type room struct {
	ImportPath                string
	Imports, Deps             []string
	TestImports, XTestImports []string
}

// name is the path without the module: "" for main.
func (r room) name() string {
	return strings.TrimPrefix(strings.TrimPrefix(r.ImportPath, module), "/")
}

// rooms lists our packages as the tags given build them.
func rooms(t *testing.T, tags string) []room {
	t.Helper()
	var stderr bytes.Buffer
	list := exec.Command("go", "list", "-tags", tags, "-json=ImportPath,Imports,Deps,TestImports,XTestImports", "./...")
	// Listing compiles nothing: cgo only decides which files belong to a package.
	cgo := "0"
	if tags == appTags {
		cgo = "1"
	}
	list.Env = append(os.Environ(), "CGO_ENABLED="+cgo)
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, stderr.String())
	}
	var all []room
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var r room
		if err := d.Decode(&r); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, r)
	}
}

func TestArrowsOfTheHouse(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t, testTags) {
		allowed, drawn := mayImport[r.name()]
		if !drawn {
			t.Errorf("the room %q is not in the drawing: say in house_test.go what it may import", r.name())
			continue
		}
		for _, path := range r.Imports {
			other, ours := strings.CutPrefix(path, module+"/")
			if !ours || other == "app/span" && r.name() != "db" {
				continue
			}
			if !slices.ContainsFunc(allowed, func(pattern string) bool { return matches(pattern, other) }) {
				t.Errorf("%q imports %q, which the drawing of the house does not allow", r.name(), other)
			}
		}
	}
}

// matches reports whether the pattern of mayImport stands for the room.
func matches(pattern, room string) bool {
	if folder, all := strings.CutSuffix(pattern, "/..."); all {
		return room == folder || strings.HasPrefix(room, folder+"/")
	}
	return pattern == room
}

func TestOnlyMainImportsTheScreen(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t, testTags) {
		if r.name() != "" && slices.Contains(append(r.Imports, r.TestImports...), fyneApp) {
			t.Errorf("%q imports %s; only main.go may, so that all else builds and tests without cgo and a screen", r.name(), fyneApp)
		}
	}
}

func TestRoomsBelowTheWindowDoNotKnowFyne(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t, testTags) {
		name := r.name()
		draws := name == "" || name == "app" || matches("widgets/...", name) && name != "widgets/textlayout"
		if draws {
			continue
		}
		for _, path := range r.Deps {
			if strings.HasPrefix(path, "fyne.io/") {
				t.Errorf("%q depends on %s", name, path)
				break
			}
		}
	}
}

func TestWidgetsDoNotKnowTheLibrary(t *testing.T) {
	t.Parallel()
	for _, r := range rooms(t, testTags) {
		if matches("widgets/...", r.name()) && slices.Contains(r.Deps, module+"/db") {
			t.Errorf("%q depends on db: widgets know text and callbacks, never the library", r.name())
		}
	}
}

// TestNothingOfOursUsesTheNetwork holds the promise that nothing leaves the
// machine: no package of ours can open a connection, because none imports a
// package that can.
func TestNothingOfOursUsesTheNetwork(t *testing.T) {
	t.Parallel()
	for _, tags := range []string{testTags, appTags} {
		for _, r := range rooms(t, tags) {
			imports := slices.Concat(r.Imports, r.TestImports, r.XTestImports)
			for _, path := range imports {
				if canConnect(path) {
					t.Errorf("%q imports %s", r.name(), path)
				}
			}
		}
	}
}

// canConnect reports whether a package opens network connections.
func canConnect(path string) bool {
	switch path {
	case "net/url", "net/mail", "net/netip": // these only parse
		return false
	case "net", "crypto/tls", "log/syslog":
		return true
	}
	if rest, found := strings.CutPrefix(path, "golang.org/x/net/"); found {
		return rest != "html" && !strings.HasPrefix(rest, "html/")
	}
	return strings.HasPrefix(path, "net/") || strings.HasPrefix(path, "golang.org/x/crypto/ssh")
}
