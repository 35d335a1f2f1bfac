package main_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"sidelight/app/intake"
)

// TestTheWindowsInstallerOffersWhatImportReads: Windows offers Sidelight for
// exactly the files that an import of a folder takes.
func TestTheWindowsInstallerOffersWhatImportReads(t *testing.T) {
	t.Parallel()
	script, err := os.ReadFile("scripts/package/windows/sidelight.nsi")
	if err != nil {
		t.Fatal(err)
	}
	var offered []string
	for _, m := range regexp.MustCompile(`!insertmacro \$\{DO\} "(\.\w+)"`).FindAllStringSubmatch(string(script), -1) {
		offered = append(offered, m[1])
	}
	for _, endings := range mediaTypes {
		for _, ending := range endings {
			if read := intake.Sniffable("brief" + ending); read != slices.Contains(offered, ending) {
				t.Errorf("%s: import reads it: %t, the installer offers it: %t", ending, read, !read)
			}
		}
	}
}
