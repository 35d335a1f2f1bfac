package main_test

import (
	"os"
	"regexp"
	"slices"
	"testing"

	"sidelight/app/intake"
)

// TestTheWindowsInstallerOffersWhatImportReads: Windows offers Sidelight for
// the files that desktops offer it for (intake.Format).
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
	var want []string
	for _, f := range intake.Formats() {
		if len(f.MediaTypes) > 0 {
			want = append(want, f.Extensions...)
		}
	}
	slices.Sort(offered)
	slices.Sort(want)
	if !slices.Equal(offered, want) {
		t.Errorf("the installer offers %q; import takes %q", offered, want)
	}
}
