package main_test

import (
	"encoding/hex"
	"encoding/xml"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"sidelight/app/intake"
	"sidelight/app/version"
	"sidelight/db"
)

const (
	linuxFiles   = "scripts/package/linux/net.sidelight.desk"
	libraryMedia = "application/x-sidelight-library"
)

// opened are the types that the packages are to name: those of libraries and
// of the table of formats.
func opened() []string {
	types := []string{libraryMedia}
	for _, f := range intake.Formats() {
		types = append(types, f.MediaTypes...)
	}
	slices.Sort(types)
	return types
}

func packaged(t *testing.T, ending string) string {
	t.Helper()
	data, err := os.ReadFile(linuxFiles + ending)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestPackagesNameWhatImportTakes: a desktop offers Sidelight for the files
// that it can import, and for its libraries.
func TestPackagesNameWhatImportTakes(t *testing.T) {
	t.Parallel()
	_, line, found := strings.Cut(packaged(t, ".desktop"), "\nMimeType=")
	line, _, closed := strings.Cut(line, "\n")
	if !found || !closed {
		t.Fatal("no MimeType in the desktop file")
	}
	inDesktop := strings.Split(strings.TrimSuffix(line, ";"), ";")
	slices.Sort(inDesktop)
	if want := opened(); !slices.Equal(inDesktop, want) {
		t.Errorf("the desktop file opens %q; import takes %q", inDesktop, want)
	}
	var metainfo struct {
		ID       string   `xml:"id"`
		Media    []string `xml:"provides>mediatype"`
		Releases []struct {
			Version string `xml:"version,attr"`
		} `xml:"releases>release"`
	}
	if err := xml.Unmarshal([]byte(packaged(t, ".metainfo.xml")), &metainfo); err != nil {
		t.Fatal(err)
	}
	slices.Sort(metainfo.Media)
	if want := opened(); !slices.Equal(metainfo.Media, want) {
		t.Errorf("the AppStream data opens %q; import takes %q", metainfo.Media, want)
	}
	// and the release that is told is this one
	if len(metainfo.Releases) == 0 || metainfo.Releases[0].Version != version.Program {
		t.Errorf("the newest release in the AppStream data is %+v; this is %s", metainfo.Releases, version.Program)
	}
}

// TestPackagesKnowALibrary: the file type has the ending and the number that
// the program knows a library by.
func TestPackagesKnowALibrary(t *testing.T) {
	t.Parallel()
	mime := packaged(t, ".mime.xml")
	if !strings.Contains(mime, `type="`+libraryMedia+`"`) || !strings.Contains(mime, `<glob pattern="*`+db.Extension+`"/>`) {
		t.Error("the file type or its ending is another one")
	}
	// given a library
	path := t.TempDir() + "/a.sidelight"
	lib, err := db.Open(t.Context(), path, db.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// then it has the number where the file type looks for it
	number := regexp.MustCompile(`type="big32" value="0x([0-9a-f]{8})" offset="68"`).FindStringSubmatch(mime)
	if number == nil || number[1] != hex.EncodeToString(data[68:72]) {
		t.Errorf("the file type looks for %q; a library has %x", number, data[68:72])
	}
}

// TestOneNameForTheDesktop: the window says to be what the desktop file and
// FyneApp.toml call it, or a panel shows a stranger without an icon.
func TestOneNameForTheDesktop(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"main.go":                    `const appID = "net.sidelight.desk"`,
		"FyneApp.toml":               `ID = "net.sidelight.desk"`,
		linuxFiles + ".desktop":      "\nIcon=net.sidelight.desk\n",
		linuxFiles + ".metainfo.xml": "<id>net.sidelight.desk</id>",
		linuxFiles + ".mime.xml":     `<icon name="net.sidelight.desk"/>`,
	} {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), want) {
			t.Errorf("%s lacks %q", path, want)
		}
	}
}
