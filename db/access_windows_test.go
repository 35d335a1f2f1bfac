package db_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"

	"sidelight/db"
)

func TestOpen_NewFoldersAreClosedToOthersOnWindows(t *testing.T) {
	t.Parallel()
	// given a library in folders that are not there yet
	folder := filepath.Join(t.TempDir(), "new one")
	// when
	l := mustOpen(t, filepath.Join(folder, "and another", "work.sidelight"), db.Options{})
	mustAddBrief(t, l, "Written")
	// then nothing lets everybody (WD), users (BU), those who have logged on
	// (AU) or guests (BG) into the first of them. Wine does not hand that down
	// to what lies in it, as Windows does, so only the first is looked at.
	found, err := windows.GetNamedSecurityInfo(folder, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	must(t, err)
	list := found.String()
	if !strings.Contains(list, "(A;OICI;FA;;;S-1-5-") {
		t.Errorf("the user has no access that is handed down: %s", list)
	}
	for _, others := range []string{";WD)", ";BU)", ";AU)", ";BG)"} {
		if strings.Contains(list, others) {
			t.Errorf("others have access: %s", list)
		}
	}
}
